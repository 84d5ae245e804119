//! Areas of GeoJSON (RFC 7946): features, a single one, or a bare geometry.
//!
//! Geometries are polygons without holes, multipolygons (one volume each), and points with a `radius`. Collections of
//! geometries, lines and points without radius are refused by path. Positions are longitude, latitude; a third number is not
//! looked at. These properties are known, and all but `kind` may be absent; others are passed over without a word, as GeoJSON
//! is full of them:
//!
//! | Property | What |
//! |---|---|
//! | `id`, `identifier` | the identifier, else the feature's own `id`, else `feature-3` |
//! | `name`, `title` | a text, `{"en": "…"}` or `[{"lang": "en", "text": "…"}]`; so also `message` |
//! | `kind`, `type` | `prohibited`, `requires_authorisation`, `conditional`, `u_space`, `advisory`, or the codes of ED-318; without it the area is prohibited, with a warning |
//! | `class`, `country`, `reason` | as in the model; `reason` is one code or a list |
//! | `lower`, `upper` | `"120 m AMSL"`, `"400 ft AGL"`, `"FL65"`, `"GND"`, `"UNL"`; or a number, with |
//! | `lower_reference`, `upper_reference` or `reference` for both, `unit` | `AGL`, `AMSL` or `WGS84`; `m` (assumed) or `ft` |
//! | `radius` | of a point, in metres |
//! | `start`, `end` | instants of RFC 3339 |
//! | `schedule` | list of `{"days": ["MON"], "start": "08:00", "end": "SS"}`: weekdays or `ANY`; times or `BMCT`, `SR`, `SS`, `EECT`; absent: every day, 00:00, 24:00 |
//! | `time_zone` | `Europe/Zurich`, `UTC`, `+02:00`: of the clock times; needed when there are any |
//!
//! Other tools' names for some of them are known too (`aliases.rs`).
//!
//! Nothing is written in this format; `ed318/write.rs` writes GeoJSON with all there is to say.

use serde_json::Value;
use tansiq_heights::Height;

use crate::{
    Area, AreaKind, AreaVolume, Daily, Days, Format, Imported, Moment, Period, ReadError, Schedule, Source, Zone, aliases,
    bounds::{MAX_DAILY, MAX_ID_BYTES},
    document::{Document, read_features, read_single},
    eurocae,
    geometry::{self, Budget},
    heights::{FOOT_M, check_order, height_of_text, read_bound},
    json::{Object, Reader, quoted},
    times,
};

/// The kinds of areas, in the model's words and in those of ED-318.
const KINDS: [(&str, AreaKind); 11] = [
    ("prohibited", AreaKind::Prohibited),
    ("requires_authorisation", AreaKind::RequiresAuthorisation),
    ("conditional", AreaKind::Conditional),
    ("u_space", AreaKind::USpace),
    ("advisory", AreaKind::Advisory),
    ("PROHIBITED", AreaKind::Prohibited),
    ("REQ_AUTHORIZATION", AreaKind::RequiresAuthorisation),
    ("REQ_AUTHORISATION", AreaKind::RequiresAuthorisation),
    ("CONDITIONAL", AreaKind::Conditional),
    ("USPACE", AreaKind::USpace),
    ("NO_RESTRICTION", AreaKind::Advisory),
];

/// Reads areas.
///
/// # Errors
///
/// [`ReadError`] when nothing can be read of it.
pub fn read_areas(bytes: &[u8]) -> Result<Imported, ReadError> {
    let document = Document::parse(bytes, Format::GeoJson)?;
    let mut imported = Imported::new(Format::GeoJson);
    let kind = document.text("type").unwrap_or_default();
    match kind.as_str() {
        "FeatureCollection" => {
            let features = document.features("features")?;
            imported.collection.name = document.text("name").or_else(|| document.text("title"));
            read_features(&mut imported, "features", &features, read_area);
        }
        "Feature" => read_single(&mut imported, &document.text_of(&["type", "id", "properties", "geometry"]), read_area),
        "Polygon" | "MultiPolygon" => {
            let geometry = document.text_of(&["type", "coordinates"]);
            read_single(&mut imported, &format!("{{\"type\":\"Feature\",\"geometry\":{geometry}}}"), read_area);
        }
        _ => {
            let message = format!("{} is not FeatureCollection, Feature, Polygon or MultiPolygon", quoted(&kind));
            return Err(ReadError::Content { path: "type".into(), message });
        }
    }
    Ok(imported)
}

fn read_area(reader: &mut Reader<'_>, feature: &Object, index: usize) -> Option<Area> {
    let source = Source { format: Format::GeoJson, path: reader.path().to_owned() };
    reader.required(feature, "type", |reader, kind| reader.choice(kind, &[("Feature", ())]));
    let mut properties =
        reader.optional(feature, "properties", |reader, value| reader.object(value).cloned()).unwrap_or_default();
    aliases::settle(&mut properties);
    aliases::settle_bounds(&mut properties);
    let given = read_id(reader, feature, &properties);
    let made = || format!("feature-{index}");
    // Who reads the problems of a file knows its features by their names, where they have no identifiers.
    reader.feature = Some(given.clone().or_else(|| plain_name(&properties)).unwrap_or_else(made));
    let id = given.unwrap_or_else(made);
    let bounds = reader.at("properties", |reader| read_bounds(reader, &properties));
    let outlines = reader.required(feature, "geometry", |reader, geometry| {
        let geometry = reader.object(geometry)?;
        geometry::outlines(reader, geometry, &mut Budget::default(), |reader| read_radius(reader, &properties))
    });
    let (lower, upper) = bounds.unwrap_or_default();
    let volumes = outlines.unwrap_or_default().into_iter().map(|outline| AreaVolume { outline, lower, upper }).collect();
    let mut area = Area::new(id, volumes, source);
    reader.at("properties", |reader| read_properties(reader, &properties, &mut area));
    Some(area)
}

/// The name, where it is one short text.
fn plain_name(properties: &Object) -> Option<String> {
    let names = ["name", "title"].into_iter().filter_map(|name| properties.get(name)?.as_str());
    names.filter(|name| (1..=MAX_ID_BYTES).contains(&name.len())).map(str::to_owned).next()
}

/// The identifier; what is neither text nor number is not one.
fn read_id(reader: &mut Reader<'_>, feature: &Object, properties: &Object) -> Option<String> {
    let given =
        [properties.get("id"), properties.get("identifier"), feature.get("id")].into_iter().flatten().find_map(|id| match id {
            Value::String(id) => Some(id.clone()),
            Value::Number(id) => Some(id.to_string()),
            _ => None,
        });
    match given {
        Some(id) if id.len() > MAX_ID_BYTES => {
            reader.at("id", |reader| reader.error(format!("text of {} bytes is longer than {MAX_ID_BYTES} bytes", id.len())));
            None
        }
        given => given.filter(|id| !id.is_empty()),
    }
}

/// The radius is a property, while the reader stands at the geometry.
fn read_radius(reader: &mut Reader<'_>, properties: &Object) -> Option<f64> {
    let radius_m = properties.get("radius").or_else(|| properties.get("radius_m")).and_then(Value::as_f64);
    if radius_m.is_none() {
        reader.error("a point has no area without a number of metres as the property radius");
    }
    radius_m
}

fn read_properties(reader: &mut Reader<'_>, properties: &Object, area: &mut Area) {
    let kind_name = if properties.contains_key("kind") { "kind" } else { "type" };
    area.kind =
        reader.optional(properties, kind_name, |reader, kind| reader.choice(kind, &KINDS)).unwrap_or(AreaKind::Prohibited);
    if properties.get(kind_name).is_none_or(Value::is_null) {
        let names: Vec<&str> = KINDS.iter().take(5).map(|(name, _)| *name).collect();
        reader.at("kind", |reader| reader.warning(format!("is missing; taken as prohibited (known are {})", names.join(", "))));
    }
    area.name = ["name", "title"].iter().find_map(|name| reader.optional(properties, name, Reader::texts)).unwrap_or_default();
    area.message = reader.optional(properties, "message", Reader::texts).unwrap_or_default();
    area.class = reader.optional(properties, "class", Reader::text);
    area.country = reader.optional(properties, "country", eurocae::read_country);
    area.reasons = reader.optional(properties, "reason", eurocae::read_reasons).unwrap_or_default();
    area.schedule = read_schedule(reader, properties);
}

fn read_bounds(reader: &mut Reader<'_>, properties: &Object) -> Option<(Option<Height>, Option<Height>)> {
    let unit_m =
        reader.optional(properties, "unit", |reader, unit| reader.choice(unit, &[("m", 1.0), ("ft", FOOT_M)])).unwrap_or(1.0);
    let mut bound = |name: &str, reference: &str| match properties.get(name) {
        Some(Value::String(text)) => reader.at(name, |reader| height_of_text(text).map_err(|message| reader.error(message)).ok()),
        _ => read_bound(reader, properties, name, reference, unit_m),
    };
    // Plans name one reference for both.
    let common = properties.contains_key("reference");
    let named = |own: &'static str| if common && !properties.contains_key(own) { "reference" } else { own };
    let (lower, upper) = (bound("lower", named("lower_reference")), bound("upper", named("upper_reference")));
    let (lower, upper) = (lower?, upper?);
    check_order(reader, "upper", lower, upper);
    Some((lower, upper))
}

fn read_schedule(reader: &mut Reader<'_>, properties: &Object) -> Schedule {
    let start_us = reader.optional(properties, "start", times::read_instant);
    let end_us = reader.optional(properties, "end", times::read_instant);
    if let (Some(start), Some(end)) = (start_us, end_us)
        && end < start
    {
        reader.at("end", |reader| reader.error("is before start"));
    }
    let zone = reader.optional(properties, "time_zone", |reader, zone| {
        let name = reader.text_up_to(zone, MAX_ID_BYTES)?;
        let zone = times::zone(name);
        if zone.is_none() {
            reader.error(format!(
                "{} is not a name of the IANA database like Europe/Zurich, UTC or an offset like +02:00",
                quoted(name)
            ));
        }
        zone
    });
    let daily = reader.optional(properties, "schedule", |reader, schedule| {
        reader.list(schedule, MAX_DAILY, |reader, entry| read_daily(reader, entry, zone.as_ref()))
    });
    match (start_us, end_us, daily.unwrap_or_default()) {
        (None, None, daily) if daily.is_empty() => Schedule::Permanent,
        (start_us, end_us, daily) => Schedule::Periods(vec![Period { start_us, end_us, daily }]),
    }
}

fn read_daily(reader: &mut Reader<'_>, value: &Value, zone: Option<&Zone>) -> Option<Daily> {
    let entry = reader.object(value)?;
    let days = reader.optional(entry, "days", eurocae::read_days).unwrap_or(Days::ANY);
    let start = reader.optional(entry, "start", read_moment).unwrap_or(Moment::ClockS(0));
    let end = reader.optional(entry, "end", read_moment).unwrap_or(Moment::ClockS(86_400));
    let all_sun = matches!((start, end), (Moment::Sun(_), Moment::Sun(_)));
    let zone = zone.cloned().or(all_sun.then_some(Zone::LocalMean));
    if zone.is_none() {
        reader.error("has days or clock times; the property time_zone is needed with them");
    }
    Some(Daily { days, start, end, zone: zone? })
}

fn read_moment(reader: &mut Reader<'_>, value: &Value) -> Option<Moment> {
    let text = reader.text_up_to(value, 64)?;
    if let Some((_, event)) = eurocae::SUN_CODES.iter().find(|(code, _)| *code == text) {
        return Some(Moment::Sun(*event));
    }
    match times::clock(text) {
        Some((second, None)) => Some(Moment::ClockS(second)),
        _ => {
            reader.error(format!(
                "{} is not a time of day like 08:00, nor BMCT, SR, SS or EECT; offsets belong into time_zone",
                quoted(text)
            ));
            None
        }
    }
}
