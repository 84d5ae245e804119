//! ED-269: UAS geographical zones as JSON of their own shape (EUROCAE ED-269, chapter 8).
//!
//! Publishers name the list of zones `UASZoneList` or `features`; both are read, and texts may be plain or by language.
//! Limits may be numbers or numbers written as texts; `null` is no bound. In a zone measured in feet the radius of a circle
//! is still taken as metres, the larger reading, with a warning. Nothing is written in this format.

use serde_json::Value;

use crate::{
    Area, AreaKind, AreaVolume, Collection, Format, Imported, ReadError, Schedule, Source,
    bounds::MAX_VOLUMES,
    document::{Document, read_features},
    eurocae,
    geometry::{self, Budget},
    heights::{FOOT_M, check_order, read_bound},
    json::{Object, Reader},
};
use tansiq_geo::Outline;

/// The names that ED-269 has for periods.
const PERIODS: eurocae::PeriodNames = eurocae::PeriodNames { daily: "dailyPeriod", permanent: Some("permanent") };

/// The kinds of zones, in both spellings.
const KINDS: [(&str, AreaKind); 5] = [
    ("PROHIBITED", AreaKind::Prohibited),
    ("REQ_AUTHORISATION", AreaKind::RequiresAuthorisation),
    ("REQ_AUTHORIZATION", AreaKind::RequiresAuthorisation),
    ("CONDITIONAL", AreaKind::Conditional),
    ("NO_RESTRICTION", AreaKind::Advisory),
];

/// Reads a list of zones.
///
/// # Errors
///
/// [`ReadError`] when nothing can be read of it.
pub fn read_areas(bytes: &[u8]) -> Result<Imported, ReadError> {
    let document = Document::parse(bytes, Format::Ed269)?;
    let mut imported = Imported::new(Format::Ed269);
    let list = if document.raw("UASZoneList").is_some() { "UASZoneList" } else { "features" };
    let features = document.features(list)?;
    imported.collection = Collection {
        name: document.text("title").or_else(|| document.text("name")),
        description: document.text("description").map(crate::Texts::plain).unwrap_or_default(),
        issued_us: document.text("createdAt").and_then(|text| crate::times::instant(&text)).map(|instant| instant.us),
        ..Collection::default()
    };
    read_features(&mut imported, list, &features, read_zone);
    Ok(imported)
}

fn read_zone(reader: &mut Reader<'_>, zone: &Object, index: usize) -> Option<Area> {
    let source = Source { format: Format::Ed269, path: reader.path().to_owned() };
    let id = eurocae::read_identifier(reader, zone, index);
    let mut budget = Budget::default();
    let volumes = reader.required(zone, "geometry", |reader, parts| {
        let volumes = reader.list(parts, MAX_VOLUMES, |reader, part| read_volume(reader, part, &mut budget))?;
        if parts.as_array().is_some_and(Vec::is_empty) {
            reader.error("has no volume");
        }
        Some(volumes)
    });
    let mut area = Area::new(id.unwrap_or_default(), volumes.unwrap_or_default(), source);
    read_properties(reader, zone, &mut area);
    Some(area)
}

fn read_properties(reader: &mut Reader<'_>, zone: &Object, area: &mut Area) {
    if let Some(kind) = reader.required(zone, "restriction", |reader, kind| reader.choice(kind, &KINDS)) {
        area.kind = kind;
    }
    area.country = reader.optional(zone, "country", eurocae::read_country);
    area.name = reader.optional(zone, "name", Reader::texts).unwrap_or_default();
    area.customised = reader.optional(zone, "type", eurocae::read_customised).unwrap_or_default();
    area.class = reader.optional(zone, "uSpaceClass", read_words);
    area.conditions = reader.optional(zone, "restrictionConditions", read_words);
    area.region = reader.optional(zone, "region", Reader::integer);
    area.reasons = reader.optional(zone, "reason", eurocae::read_reasons).unwrap_or_default();
    area.other_reason = reader.optional(zone, "otherReasonInfo", Reader::texts).unwrap_or_default();
    area.regulation_exemption = reader.optional(zone, "regulationExemption", eurocae::read_yes_no);
    area.message = reader.optional(zone, "message", Reader::texts).unwrap_or_default();
    area.authorities = reader.optional(zone, "zoneAuthority", eurocae::read_authorities).unwrap_or_default();
    area.schedule = reader
        .optional(zone, "applicability", |reader, periods| eurocae::read_schedule(reader, periods, &PERIODS))
        .unwrap_or(Schedule::Permanent);
    area.provenance = reader.optional(zone, "dataSource", eurocae::read_provenance).unwrap_or_default();
    area.extended = reader.optional(zone, "extendedProperties", eurocae::read_extended).unwrap_or_default();
}

/// A text, or a list of texts that becomes one.
fn read_words(reader: &mut Reader<'_>, value: &Value) -> Option<String> {
    match value {
        Value::Array(_) => {
            let words = reader.list(value, crate::bounds::MAX_LIST, |reader, word| reader.text(word))?;
            Some(words.join(", ")).filter(|words| !words.is_empty())
        }
        value => reader.text(value),
    }
}

fn read_volume(reader: &mut Reader<'_>, value: &Value, budget: &mut Budget) -> Option<AreaVolume> {
    let volume = reader.object(value)?;
    let unit_m = reader.optional(volume, "uomDimensions", |reader, unit| {
        reader.choice(unit, &[("M", 1.0), ("FT", FOOT_M), ("m", 1.0), ("ft", FOOT_M)])
    });
    let unit_m = unit_m.unwrap_or(1.0);
    let lower = read_bound(reader, volume, "lowerLimit", "lowerVerticalReference", unit_m);
    let upper = read_bound(reader, volume, "upperLimit", "upperVerticalReference", unit_m);
    if let (Some(lower), Some(upper)) = (lower, upper) {
        check_order(reader, "upperLimit", lower, upper);
    }
    let outline =
        reader.required(volume, "horizontalProjection", |reader, outline| read_outline(reader, outline, unit_m, budget));
    Some(AreaVolume { outline: outline?, lower: lower?, upper: upper? })
}

fn read_outline(reader: &mut Reader<'_>, value: &Value, unit_m: f64, budget: &mut Budget) -> Option<Outline> {
    let outline = reader.object(value)?;
    let circle = reader.required(outline, "type", |reader, kind| reader.choice(kind, &[("Polygon", false), ("Circle", true)]))?;
    if !circle {
        return reader.required(outline, "coordinates", |reader, rings| geometry::polygon(reader, rings, budget));
    }
    let center = reader.required(outline, "center", |reader, center| reader.position(center));
    let radius_m = reader.required(outline, "radius", |reader, radius| {
        let radius = reader.number(radius);
        if unit_m != 1.0 {
            reader.warning("is taken as metres, the larger reading, although uomDimensions is feet");
        }
        radius
    });
    geometry::circle(reader, center?, radius_m?)
}
