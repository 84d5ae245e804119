//! Writing areas as ED-318, so that desks can hand theirs to anybody. What is written is valid by the schemas.
//!
//! What the schemas cut short (seven characters of an identifier, 200 of a text, nine reasons, no flight levels, offsets
//! that do not follow the season) is told in [`Written::problems`] where a reader of the standard's members sees less than
//! there is, and kept exactly by `exact.rs` where a machine needs it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use tansiq_geo::{LatLng, Outline, Polygon};
use tansiq_heights::{Height, Reference};

use super::{
    KINDS,
    exact::{self, Exact},
    periods,
};
use crate::{
    Area, AreaVolume, Authority, Problems, Text, Texts,
    eurocae::{NO_COUNTRY, REASONS, ROLES},
    heights::REFERENCES,
    json::Object,
};

/// Most characters of an identifier.
const ID_CHARS: usize = 7;
/// Most characters of a text of one language.
const TEXT_CHARS: usize = 200;
/// Most characters of a language tag.
const LANG_CHARS: usize = 5;

/// Areas as ED-318, and what it could not say.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// A `FeatureCollection`.
    pub collection: Value,
    /// Warnings by the path of what was written.
    pub problems: Problems,
}

/// Writes areas as a collection of ED-318 zones.
///
/// Reading it again gives equal areas but for: their source; the direction of rings, which is made anticlockwise; roles of
/// authorities that had none; what [`Written::problems`] tells.
#[must_use]
pub fn areas_to_ed318(areas: &[Area]) -> Written {
    let mut problems = Problems::default();
    let ids = short_ids(areas);
    let features: Vec<Value> = areas
        .iter()
        .zip(ids)
        .enumerate()
        .map(|(index, (area, id))| {
            let mut notes = Notes { area: &area.id, path: format!("features[{index}]"), problems: &mut problems };
            feature(area, id, &mut notes)
        })
        .collect();
    Written { collection: json!({"type": "FeatureCollection", "features": features}), problems }
}

/// Where warnings go.
struct Notes<'a> {
    area: &'a str,
    path: String,
    problems: &'a mut Problems,
}

impl Notes<'_> {
    fn warn(&mut self, member: &str, message: impl Into<String>) {
        self.problems.warning(Some(self.area), format!("{}.{member}", self.path), message);
    }
}

/// Identifiers of at most seven characters, all different: the areas' own where they are short enough.
fn short_ids(areas: &[Area]) -> Vec<String> {
    let own: BTreeSet<&str> = areas.iter().map(|area| area.id.as_str()).collect();
    let mut taken = BTreeSet::new();
    let mut next = 0_u32;
    let mut made = || loop {
        let id = format!("T{next:06}");
        next += 1;
        if !own.contains(id.as_str()) {
            return id;
        }
    };
    let short = |id: &str| !id.is_empty() && id.chars().count() <= ID_CHARS;
    areas.iter().map(|area| if short(&area.id) && taken.insert(area.id.as_str()) { area.id.clone() } else { made() }).collect()
}

fn feature(area: &Area, id: String, notes: &mut Notes<'_>) -> Value {
    let (applicability, same_schedule) = periods::of_schedule(area);
    let (reasons, same_reasons) = reasons(area);
    let flight_level = |height: &Option<Height>| height.is_some_and(|height| height.reference == Reference::Pressure);
    let levels = area.volumes.iter().any(|volume| flight_level(&volume.lower) || flight_level(&volume.upper));
    if levels {
        notes.warn(
            "geometry",
            "flight levels are written as open bounds; readers of the standard's members see more than is meant",
        );
    }
    if !same_schedule {
        notes.warn(
            "properties.limitedApplicability",
            "written with the widest windows; the exact schedule is in extendedProperties.tansiq",
        );
    }
    let exact = Exact {
        id: (id != area.id).then(|| area.id.clone()),
        class: area.class.clone(),
        reasons: (!same_reasons).then(|| area.reasons.clone()),
        schedule: (!same_schedule).then(|| area.schedule.clone()),
        bounds: levels.then(|| area.volumes.iter().map(|volume| [volume.lower, volume.upper]).collect()),
    };
    let mut zone = properties(area, id, notes);
    insert(&mut zone, "limitedApplicability", applicability);
    insert(&mut zone, "reason", (!reasons.is_empty()).then(|| reasons.into()));
    let mut extended = area.extended.clone();
    insert(&mut extended, exact::MEMBER, exact::member_of(&exact));
    insert(&mut zone, "extendedProperties", (!extended.is_empty()).then(|| extended.into()));
    json!({"type": "Feature", "geometry": geometry(&area.volumes), "properties": zone})
}

fn insert(object: &mut Object, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        object.insert(name.to_owned(), value);
    }
}

/// The members that need no thought; those that do are added by `feature`.
fn properties(area: &Area, id: String, notes: &mut Notes<'_>) -> Object {
    let mut zone = Map::new();
    let kind = KINDS.iter().find(|(_, kind)| *kind == area.kind).map_or("PROHIBITED", |(code, _)| *code);
    let country = area.country.clone().filter(|country| country.chars().count() == 3).unwrap_or_else(|| NO_COUNTRY.into());
    insert(&mut zone, "identifier", Some(id.into()));
    insert(&mut zone, "country", Some(country.into()));
    insert(&mut zone, "name", texts(&area.name, "properties.name", notes));
    insert(&mut zone, "type", Some(kind.into()));
    insert(&mut zone, "variant", Some(if area.customised { "CUSTOMIZED" } else { "COMMON" }.into()));
    insert(&mut zone, "restrictionConditions", area.conditions.clone().map(Value::from));
    insert(&mut zone, "region", area.region.map(Value::from));
    insert(&mut zone, "otherReasonInfo", texts(&area.other_reason, "properties.otherReasonInfo", notes));
    insert(&mut zone, "regulationExemption", area.regulation_exemption.map(|exempt| if exempt { "YES" } else { "NO" }.into()));
    insert(&mut zone, "message", texts(&area.message, "properties.message", notes));
    let mut authorities: Vec<Value> = area.authorities.iter().map(|authority| authority_of(authority, notes)).collect();
    if authorities.is_empty() {
        authorities.push(json!({"purpose": "INFORMATION"}));
    }
    insert(&mut zone, "zoneAuthority", Some(authorities.into()));
    let source = data_source(area, notes);
    insert(&mut zone, "dataSource", (!source.is_empty()).then(|| source.into()));
    zone
}

fn data_source(area: &Area, notes: &mut Notes<'_>) -> Object {
    let mut source = Map::new();
    let instant =
        |us: Option<i64>| us.and_then(|us| Timestamp::from_microsecond(us).ok()).map(|instant| instant.to_string().into());
    insert(&mut source, "creationDate", instant(area.provenance.created_us));
    insert(&mut source, "updateDateTime", instant(area.provenance.updated_us));
    insert(
        &mut source,
        "originator",
        area.provenance.originator.0.first().map(|name| text(name, "properties.dataSource", notes)),
    );
    source
}

fn authority_of(authority: &Authority, notes: &mut Notes<'_>) -> Value {
    let mut object = Map::new();
    let path = "properties.zoneAuthority";
    insert(&mut object, "name", texts(&authority.name, path, notes));
    insert(&mut object, "service", texts(&authority.service, path, notes));
    insert(&mut object, "contactName", texts(&authority.contact, path, notes));
    insert(&mut object, "siteURL", authority.site_url.clone().map(Value::from));
    insert(&mut object, "email", authority.email.clone().map(Value::from));
    insert(&mut object, "phone", authority.phone.as_ref().map(|phone| shortened(phone, path, notes).into()));
    let role = ROLES.iter().find(|(_, role)| Some(*role) == authority.role).map_or("INFORMATION", |(code, _)| *code);
    insert(&mut object, "purpose", Some(role.into()));
    insert(&mut object, "intervalBefore", authority.interval_before.clone().map(Value::from));
    object.into()
}

/// The reasons in the codes of ED-318, each once, and whether that is all there is to say.
fn reasons(area: &Area) -> (Vec<String>, bool) {
    let mut codes: Vec<String> = Vec::new();
    for reason in &area.reasons {
        let code = if REASONS.contains(&reason.as_str()) { reason.as_str() } else { "OTHER" };
        if !codes.iter().any(|known| known == code) {
            codes.push(code.to_owned());
        }
    }
    let same = codes == area.reasons;
    (codes, same)
}

fn texts(texts: &Texts, path: &str, notes: &mut Notes<'_>) -> Option<Value> {
    (!texts.is_empty()).then(|| texts.0.iter().map(|entry| text(entry, path, notes)).collect())
}

fn text(entry: &Text, path: &str, notes: &mut Notes<'_>) -> Value {
    let lang = entry.lang.as_deref().unwrap_or("und");
    let primary = lang.split(['-', '_']).next().unwrap_or_default();
    let lang = [lang, primary].into_iter().find(|tag| !tag.is_empty() && tag.chars().count() <= LANG_CHARS).unwrap_or("und");
    json!({"text": shortened(&entry.text, path, notes), "lang": lang})
}

fn shortened(text: &str, path: &str, notes: &mut Notes<'_>) -> String {
    let count = text.chars().count();
    if count <= TEXT_CHARS {
        return text.to_owned();
    }
    notes.warn(path, format!("text of {count} characters is cut to the {TEXT_CHARS} that the standard allows"));
    text.chars().take(TEXT_CHARS - 1).chain(['…']).collect()
}

fn geometry(volumes: &[AreaVolume]) -> Value {
    match volumes {
        [one] => volume(one),
        several => json!({"type": "GeometryCollection", "geometries": several.iter().map(volume).collect::<Vec<_>>()}),
    }
}

fn volume(volume: &AreaVolume) -> Value {
    let mut geometry = match &volume.outline {
        Outline::Polygon(polygon) => json!({"type": "Polygon", "coordinates": [ring(polygon)]}),
        Outline::Circle(circle) => json!({
            "type": "Point",
            "coordinates": position(circle.center()),
            "extent": {"subType": "Circle", "radius": circle.radius_m()},
        }),
    };
    let mut layer = Map::new();
    for (member, height) in [("lower", volume.lower), ("upper", volume.upper)] {
        let reference = height.and_then(|height| REFERENCES.iter().find(|(_, known)| *known == height.reference));
        if let (Some(height), Some((code, _))) = (height, reference) {
            layer.insert(member.into(), height.m.into());
            layer.insert(format!("{member}Reference"), (*code).into());
        }
    }
    if !layer.is_empty() {
        layer.insert("uom".into(), "m".into());
        geometry["layer"] = layer.into();
    }
    geometry
}

/// A closed ring, anticlockwise (RFC 7946, section 3.1.6).
fn ring(polygon: &Polygon) -> Vec<Value> {
    let vertices = polygon.vertices();
    let next = |index: usize| vertices[(index + 1) % vertices.len()];
    let doubled_area: f64 = vertices
        .iter()
        .enumerate()
        .map(|(index, a)| a.lng_deg() * next(index).lat_deg() - next(index).lng_deg() * a.lat_deg())
        .sum();
    let mut ring: Vec<Value> = vertices.iter().map(|vertex| position(*vertex)).collect();
    if doubled_area < 0.0 {
        ring[1..].reverse();
    }
    ring.extend(vertices.first().map(|vertex| position(*vertex)));
    ring
}

fn position(position: LatLng) -> Value {
    json!([position.lng_deg(), position.lat_deg()])
}
