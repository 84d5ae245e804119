//! The way in: which format a file has, and reading it.
//!
//! Recognising looks at names that a format must have, never at the name of the file. The formats have their own files.

use serde::{Deserialize, Serialize};

use serde_json::Value;

use crate::{
    Imported, ReadError,
    bounds::{MAX_FEATURE_BYTES, MAX_FILE_BYTES},
    document::Document,
    ed269, ed318, geojson,
    json::Object,
    kml, openair,
};

/// A format of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// GeoJSON (RFC 7946).
    GeoJson,
    /// KML 2.2, also zipped (KMZ).
    Kml,
    /// EUROCAE ED-318: UAS geographical zones as GeoJSON.
    Ed318,
    /// EUROCAE ED-269: UAS geographical zones as JSON.
    Ed269,
    /// OpenAir.
    OpenAir,
    /// A QGroundControl plan. It holds a plan, never areas.
    QGroundControl,
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::GeoJson => "GeoJSON",
            Self::Kml => "KML",
            Self::Ed318 => "ED-318",
            Self::Ed269 => "ED-269",
            Self::OpenAir => "OpenAir",
            Self::QGroundControl => "a QGroundControl plan",
        })
    }
}

/// Reads a file of areas; without a format, it is recognised.
///
/// # Errors
///
/// [`ReadError`] when nothing can be read of it. What is wrong with single features is listed in [`Imported::problems`].
pub fn read_areas(bytes: &[u8], format: Option<Format>) -> Result<Imported, ReadError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let format = format.or_else(|| sniff(bytes)).ok_or(ReadError::UnknownFormat)?;
    match format {
        Format::GeoJson => geojson::read_areas(bytes),
        Format::Kml => kml::read_areas(bytes),
        Format::Ed318 => ed318::read_areas(bytes),
        Format::Ed269 => ed269::read_areas(bytes),
        Format::OpenAir => openair::read_areas(bytes),
        Format::QGroundControl => {
            Err(ReadError::Content { path: "fileType".into(), message: "a QGroundControl plan holds no areas".into() })
        }
    }
}

/// How many features are looked at to recognise a format.
const SNIFFED_FEATURES: usize = 10;
/// How many lines are looked at to recognise OpenAir.
const SNIFFED_LINES: usize = 1_000;

/// Which format a file seems to have.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Option<Format> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(Format::Kml);
    }
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace())? {
        b'<' => Some(Format::Kml),
        b'{' => Some(sniff_json(bytes)),
        _ => is_openair(bytes).then_some(Format::OpenAir),
    }
}

/// Which JSON it is; GeoJSON when nothing speaks for another.
fn sniff_json(bytes: &[u8]) -> Format {
    let Ok(document) = Document::parse(bytes, Format::GeoJson) else { return Format::GeoJson };
    if document.raw("UASZoneList").is_some() {
        return Format::Ed269;
    }
    if document.text("fileType").as_deref() == Some("Plan") {
        return Format::QGroundControl;
    }
    let single = document.object(&["properties", "geometry"]);
    if !single.is_empty() {
        return sniff_feature(&single).unwrap_or(Format::GeoJson);
    }
    let features = document.features("features").unwrap_or_default();
    let parsed = features.iter().take(SNIFFED_FEATURES).filter(|raw| raw.len() <= MAX_FEATURE_BYTES);
    parsed
        .filter_map(|raw| serde_json::from_str(raw).ok())
        .find_map(|feature: Object| sniff_feature(&feature))
        .unwrap_or(Format::GeoJson)
}

/// ED-269 has a list for a geometry, ED-318 layers, extents and its properties.
fn sniff_feature(feature: &Object) -> Option<Format> {
    if feature.get("geometry").is_some_and(Value::is_array) || feature.contains_key("restriction") {
        return Some(Format::Ed269);
    }
    let has = |member: &str, names: &[&str]| {
        feature.get(member).and_then(Value::as_object).is_some_and(|object| names.iter().any(|name| object.contains_key(*name)))
    };
    let geometries = feature.get("geometry").and_then(|geometry| geometry.get("geometries")).and_then(Value::as_array);
    let layered = |part: &Value| part.get("layer").is_some() || part.get("extent").is_some();
    let is_ed318 = has("properties", &["zoneAuthority", "limitedApplicability", "variant", "otherReasonInfo"])
        || has("geometry", &["layer", "extent"])
        || geometries.is_some_and(|parts| parts.iter().any(layered));
    is_ed318.then_some(Format::Ed318)
}

/// Whether a line begins with one of the commands that every OpenAir airspace has: its class or its name.
fn is_openair(bytes: &[u8]) -> bool {
    let command = |line: &[u8]| {
        [b"AC", b"AN"].iter().any(|name| line.len() > 2 && line[..2].eq_ignore_ascii_case(*name) && line[2].is_ascii_whitespace())
    };
    bytes.split(|byte| *byte == b'\n').take(SNIFFED_LINES).any(|line| command(line.trim_ascii_start()))
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
