//! ED-318: UAS geographical zones as GeoJSON with layers (EUROCAE ED-318, version 1.0; schemas by EUROCONTROL).
//!
//! Every property of a zone is read; what the schemas demand and the model can do without (a country, an authority, a
//! variant) is a warning when it is missing, not a reason to fly without knowing of the zone. Writing is in
//! `ed318/write.rs`. What a file says of itself (`metadata`) is in [`Imported::collection`] and limits no zone.
//!
//! A point needs `extent.radius`, in metres. A `layer` of a geometry collection holds for those of its geometries that
//! have none. Coordinates are longitude, latitude; a third number is not looked at, heights are in layers only.

mod exact;
mod periods;
mod write;

use serde_json::Value;

use crate::{
    Area, AreaKind, AreaVolume, Collection, Format, Imported, Problems, ReadError, Schedule, Source,
    bounds::{MAX_FEATURE_BYTES, MAX_VOLUMES},
    document::{Document, read_features, read_single},
    eurocae,
    geometry::{self, Budget},
    heights::{FOOT_M, check_order, read_bound},
    json::{Object, Reader},
    times::read_instant,
};

pub use write::{Written, areas_to_ed318};

/// The names that ED-318 has for periods.
const PERIODS: eurocae::PeriodNames = eurocae::PeriodNames { daily: "schedule", permanent: None };

/// The kinds of zones.
const KINDS: [(&str, AreaKind); 5] = [
    ("USPACE", AreaKind::USpace),
    ("PROHIBITED", AreaKind::Prohibited),
    ("REQ_AUTHORIZATION", AreaKind::RequiresAuthorisation),
    ("CONDITIONAL", AreaKind::Conditional),
    ("NO_RESTRICTION", AreaKind::Advisory),
];

/// Reads a collection of zones, or a single one.
///
/// # Errors
///
/// [`ReadError`] when nothing can be read of it.
pub fn read_areas(bytes: &[u8]) -> Result<Imported, ReadError> {
    let document = Document::parse(bytes, Format::Ed318)?;
    let mut imported = Imported::new(Format::Ed318);
    match document.text("type").as_deref() {
        Some("FeatureCollection") => {
            let features = document.features("features")?;
            imported.collection = read_collection(&document, &mut imported.problems);
            read_features(&mut imported, "features", &features, read_zone);
        }
        Some("Feature") => {
            read_single(&mut imported, &document.text_of(&["type", "id", "properties", "geometry"]), read_zone);
        }
        _ => return Err(ReadError::Content { path: "type".into(), message: "is not FeatureCollection or Feature".into() }),
    }
    Ok(imported)
}

/// What the file says of itself; a wrong member is noted and left out.
fn read_collection(document: &Document<'_>, problems: &mut Problems) -> Collection {
    let members = document.object(&["name", "title", "metadata"]);
    let mut reader = Reader::new(String::new(), problems);
    if document.raw("metadata").is_some_and(|raw| raw.len() > MAX_FEATURE_BYTES) {
        reader.at("metadata", |reader| reader.error(format!("is longer than {MAX_FEATURE_BYTES} bytes")));
    }
    let name = ["name", "title"].iter().find_map(|name| reader.optional(&members, name, Reader::text));
    let collection = reader.optional(&members, "metadata", |reader, metadata| {
        let metadata = reader.object(metadata)?;
        Some(Collection {
            name: None,
            provider: reader.optional(metadata, "provider", Reader::texts).unwrap_or_default(),
            description: reader.optional(metadata, "description", Reader::texts).unwrap_or_default(),
            issued_us: reader.optional(metadata, "issued", read_instant),
            valid_from_us: reader.optional(metadata, "validFrom", read_instant),
            valid_to_us: reader.optional(metadata, "validTo", read_instant),
        })
    });
    Collection { name, ..collection.unwrap_or_default() }
}

fn read_zone(reader: &mut Reader<'_>, feature: &Object, index: usize) -> Option<Area> {
    let path = reader.path().to_owned();
    reader.required(feature, "type", |reader, kind| reader.choice(kind, &[("Feature", ())]));
    let properties = reader.required(feature, "properties", |reader, value| reader.object(value).cloned());
    let properties = properties.unwrap_or_default();
    let id = reader.at("properties", |reader| eurocae::read_identifier(reader, &properties, index));
    let volumes = reader.required(feature, "geometry", read_geometry);
    let mut area = Area::new(id.unwrap_or_default(), volumes.unwrap_or_default(), Source { format: Format::Ed318, path });
    reader.at("properties", |reader| read_properties(reader, &properties, &mut area));
    exact::restore(reader, &mut area);
    Some(area)
}

fn read_properties(reader: &mut Reader<'_>, zone: &Object, area: &mut Area) {
    if let Some(kind) = reader.required(zone, "type", |reader, kind| reader.choice(kind, &KINDS)) {
        area.kind = kind;
    }
    area.country = reader.optional(zone, "country", eurocae::read_country);
    area.name = reader.optional(zone, "name", Reader::texts).unwrap_or_default();
    area.customised = reader.optional(zone, "variant", eurocae::read_customised).unwrap_or_default();
    area.conditions = reader.optional(zone, "restrictionConditions", Reader::text);
    area.region = reader.optional(zone, "region", Reader::integer);
    area.reasons = reader.optional(zone, "reason", eurocae::read_reasons).unwrap_or_default();
    area.other_reason = reader.optional(zone, "otherReasonInfo", Reader::texts).unwrap_or_default();
    area.regulation_exemption = reader.optional(zone, "regulationExemption", eurocae::read_yes_no);
    area.message = reader.optional(zone, "message", Reader::texts).unwrap_or_default();
    area.authorities = reader.optional(zone, "zoneAuthority", eurocae::read_authorities).unwrap_or_default();
    area.schedule = reader
        .optional(zone, "limitedApplicability", |reader, periods| eurocae::read_schedule(reader, periods, &PERIODS))
        .unwrap_or(Schedule::Permanent);
    area.provenance = reader.optional(zone, "dataSource", eurocae::read_provenance).unwrap_or_default();
    area.extended = reader.optional(zone, "extendedProperties", eurocae::read_extended).unwrap_or_default();
    for name in ["country", "variant", "zoneAuthority"] {
        if zone.get(name).is_none_or(Value::is_null) {
            reader.at(name, |reader| reader.warning("is missing"));
        }
    }
}

/// A geometry, or a flat collection of them.
fn read_geometry(reader: &mut Reader<'_>, value: &Value) -> Option<Vec<AreaVolume>> {
    let geometry = reader.object(value)?;
    let mut budget = Budget::default();
    if geometry.get("type").and_then(Value::as_str) != Some("GeometryCollection") {
        return read_layered(reader, geometry, None, &mut budget);
    }
    let common = geometry.get("layer").filter(|layer| !layer.is_null());
    let parts = reader.required(geometry, "geometries", |reader, parts| {
        reader.list(parts, MAX_VOLUMES, |reader, part| {
            let part = reader.object(part)?;
            read_layered(reader, part, common, &mut budget)
        })
    })?;
    let volumes: Vec<AreaVolume> = parts.into_iter().flatten().collect();
    let none_given = geometry.get("geometries").and_then(Value::as_array).is_some_and(Vec::is_empty);
    if none_given || volumes.len() > MAX_VOLUMES {
        reader.at("geometries", |reader| reader.error(format!("{} parts are not between 1 and {MAX_VOLUMES}", volumes.len())));
    }
    Some(volumes)
}

fn read_layered(
    reader: &mut Reader<'_>,
    geometry: &Object,
    common: Option<&Value>,
    budget: &mut Budget,
) -> Option<Vec<AreaVolume>> {
    let outlines = geometry::outlines(reader, geometry, budget, |reader| {
        reader.required(geometry, "extent", |reader, extent| {
            let extent = reader.object(extent)?;
            reader.optional(extent, "subType", |reader, kind| reader.choice(kind, &[("Circle", ())]));
            reader.required(extent, "radius", Reader::number)
        })
    });
    let own = geometry.get("layer").filter(|layer| !layer.is_null());
    let (lower, upper) = match own.or(common) {
        None => (None, None),
        Some(layer) => reader.at("layer", |reader| {
            let layer = reader.object(layer)?;
            let unit_m = reader.optional(layer, "uom", |reader, unit| reader.choice(unit, &[("m", 1.0), ("ft", FOOT_M)]));
            let unit_m = unit_m.unwrap_or(1.0);
            let lower = read_bound(reader, layer, "lower", "lowerReference", unit_m);
            let upper = read_bound(reader, layer, "upper", "upperReference", unit_m);
            let (lower, upper) = (lower?, upper?);
            check_order(reader, "upper", lower, upper);
            Some((lower, upper))
        })?,
    };
    Some(outlines?.into_iter().map(|outline| AreaVolume { outline, lower, upper }).collect())
}
