//! From the standard's messages to the ledger's types and back.
//!
//! Reading says what is wrong and where, because it goes into reports to peers; it is liberal where peers differ without
//! harm. Writing tells exactly what the ledger holds. What a DSS is asked for an area is in `convert/areas.rs`. Nothing is
//! fetched, sent or decided here.

mod areas;

pub use areas::{MAX_PARTS, PART_AREA_KM2, queries};

use crate::desk::Settings;
use tansiq_core::desk::bounds::{MAX_DOCUMENT_BYTES, MAX_TEXT_BYTES, MAX_VERTICES};
use tansiq_core::desk::{
    Area, AreaKind, Disclosure, Known, KnownConstraint, Operation, OperationState, OwnConstraint, Plan, Prompted, Reference,
    Subscriber, Volumes,
};
use tansiq_core::{EntityId, Name, Span, Timestamp};
use tansiq_geo::{Circle, LatLng, Outline, Polygon, Volume};
use tansiq_peers::MAX_URL_BYTES;
use tansiq_wire::f3548::{
    self, ALTITUDE_RANGE_M, Altitude, Constraint, ConstraintDetails, ConstraintReference, GeoZone, OperationalIntent,
    OperationalIntentDetails, OperationalIntentReference, OperationalIntentState, SubscriberToNotify, SubscriptionState, Time,
    UssAvailabilityState, Volume3D, Volume4D,
};

/// The lengths of an OVN (F3548-21, `EntityOVN`).
const OVN_CHARS: std::ops::RangeInclusive<usize> = 16..=128;

// Reading.

/// One volume. Absent heights and times are unbounded.
///
/// # Errors
/// What is wrong, beginning with the field's path under `path`.
pub fn volume(volume: &Volume4D, path: &str) -> Result<Volume, String> {
    let outline = outline(&volume.volume, &format!("{path}.volume"))?;
    let lower = height(volume.volume.altitude_lower.as_ref(), &format!("{path}.volume.altitude_lower"))?;
    let upper = height(volume.volume.altitude_upper.as_ref(), &format!("{path}.volume.altitude_upper"))?;
    let start = time(volume.time_start.as_ref(), &format!("{path}.time_start"))?;
    let end = time(volume.time_end.as_ref(), &format!("{path}.time_end"))?;
    Volume::new(outline)
        .between_heights(lower.unwrap_or(f64::NEG_INFINITY), upper.unwrap_or(f64::INFINITY))
        .and_then(|volume| volume.between_times(start.unwrap_or(i64::MIN), end.unwrap_or(i64::MAX)))
        .map_err(|error| format!("{path}: {error}"))
}

/// A list of volumes, whose heights are taken as exact.
///
/// # Errors
/// What is wrong with the first one that is, beginning with its path.
pub fn volumes(list: &[Volume4D], path: &str) -> Result<Volumes, String> {
    let read = list.iter().enumerate().map(|(index, one)| volume(one, &format!("{path}[{index}]")));
    Ok(Volumes::exact(read.collect::<Result<_, _>>()?))
}

/// The outline of a volume, exactly one of the two.
///
/// # Errors
/// What is wrong, beginning with the field's path under `path`.
pub fn outline(volume: &Volume3D, path: &str) -> Result<Outline, String> {
    match (&volume.outline_circle, &volume.outline_polygon) {
        (Some(circle), None) => to_circle(circle, &format!("{path}.outline_circle")).map(Outline::Circle),
        (None, Some(polygon)) => to_polygon(polygon, &format!("{path}.outline_polygon")).map(Outline::Polygon),
        (None, None) => Err(format!("{path}: an outline is needed: outline_circle or outline_polygon")),
        (Some(_), Some(_)) => Err(format!("{path}: only one of outline_circle and outline_polygon may be given")),
    }
}

fn to_circle(circle: &f3548::Circle, path: &str) -> Result<Circle, String> {
    let center = circle.center.as_ref().ok_or_else(|| format!("{path}.center: is missing"))?;
    let radius = circle.radius.as_ref().ok_or_else(|| format!("{path}.radius: is missing"))?;
    if radius.units != f3548::UNITS_M {
        return Err(format!("{path}.radius.units: must be M (metres), not {:?}", short(&radius.units)));
    }
    let center = LatLng::new(center.lat, center.lng).map_err(|error| format!("{path}.center: {error}"))?;
    Circle::new(center, radius.value).map_err(|error| format!("{path}: {error}"))
}

fn to_polygon(polygon: &f3548::Polygon, path: &str) -> Result<Polygon, String> {
    let count = polygon.vertices.len();
    if count > tansiq_geo::MAX_VERTICES {
        return Err(format!("{path}: {count} vertices are more than the {} allowed", tansiq_geo::MAX_VERTICES));
    }
    let vertex = |(index, at): (usize, &f3548::LatLngPoint)| {
        LatLng::new(at.lat, at.lng).map_err(|error| format!("{path}.vertices[{index}]: {error}"))
    };
    let vertices = polygon.vertices.iter().enumerate().map(vertex).collect::<Result<_, _>>()?;
    Polygon::new(vertices).map_err(|error| format!("{path}: {error}"))
}

fn height(altitude: Option<&Altitude>, path: &str) -> Result<Option<f64>, String> {
    let Some(altitude) = altitude else { return Ok(None) };
    if altitude.units != f3548::UNITS_M {
        return Err(format!("{path}.units: must be M (metres), not {:?}", short(&altitude.units)));
    }
    if altitude.reference != f3548::REFERENCE_W84 {
        let told = short(&altitude.reference);
        return Err(format!("{path}.reference: must be W84 (the WGS84 ellipsoid), not {told:?}"));
    }
    if !ALTITUDE_RANGE_M.contains(&altitude.value) {
        let (lowest, highest) = (ALTITUDE_RANGE_M.start(), ALTITUDE_RANGE_M.end());
        return Err(format!("{path}.value: {} m is not within {lowest} to {highest} m", altitude.value));
    }
    Ok(Some(altitude.value))
}

fn time(time: Option<&Time>, path: &str) -> Result<Option<i64>, String> {
    time.map(|time| time.to_micros().map_err(|error| format!("{path}: {error}"))).transpose()
}

/// An id in any spelling of the field.
///
/// # Errors
/// What is wrong, beginning with the path.
pub fn id(text: &str, path: &str) -> Result<EntityId, String> {
    EntityId::parse(text).map_err(|problem| format!("{path}: {problem}"))
}

/// An operation as its peer disclosed it. It may be without volumes while it is off-nominal.
///
/// # Errors
/// What is wrong, beginning with the field's path under `path`.
pub fn known(intent: &OperationalIntent, path: &str) -> Result<Known, String> {
    let OperationalIntent { reference, details } = intent;
    let at = |field: &str| format!("{path}.reference.{field}");
    let state = from_wire_state(reference.state);
    let told = volumes(&details.volumes, &format!("{path}.details.volumes"))?;
    let off_nominal = volumes(&details.off_nominal_volumes, &format!("{path}.details.off_nominal_volumes"))?;
    if told.is_empty() && (off_nominal.is_empty() || !state.is_off_nominal()) {
        return Err(format!("{path}.details.volumes: at least one volume is needed in state {}", reference.state.as_str()));
    }
    let vertices = told.vertices() + off_nominal.vertices();
    if vertices > MAX_VERTICES {
        return Err(format!("{path}.details: {vertices} vertices over all volumes; at most {MAX_VERTICES} are allowed"));
    }
    Ok(Known {
        id: id(&reference.id, &at("id"))?,
        manager: text(&reference.manager, MAX_TEXT_BYTES, &at("manager"))?,
        uss_base_url: text(&reference.uss_base_url, MAX_URL_BYTES, &at("uss_base_url"))?,
        version: reference.version,
        state,
        span: span(&reference.time_start, &reference.time_end, path)?,
        disclosure: Disclosure::Told {
            ovn: ovn(reference.ovn.as_deref(), &at("ovn"))?,
            priority: details.priority,
            volumes: told,
            off_nominal,
        },
    })
}

/// What is known of an operation whose peer is Down and does not answer: only its reference, and where the DSS found it.
///
/// # Errors
/// As [`known`].
pub fn withheld(reference: &OperationalIntentReference, within: Volumes) -> Result<Known, String> {
    Ok(Known {
        id: id(&reference.id, "reference.id")?,
        manager: text(&reference.manager, MAX_TEXT_BYTES, "reference.manager")?,
        uss_base_url: text(&reference.uss_base_url, MAX_URL_BYTES, "reference.uss_base_url")?,
        version: reference.version,
        state: from_wire_state(reference.state),
        span: span(&reference.time_start, &reference.time_end, "reference")?,
        disclosure: Disclosure::Withheld { within },
    })
}

/// A constraint as its manager disclosed it. What it asks is its zone's `restriction`; without one it warns.
///
/// # Errors
/// What is wrong, beginning with the field's path under `path`.
pub fn known_constraint(constraint: &Constraint, path: &str) -> Result<KnownConstraint, String> {
    let Constraint { reference, details } = constraint;
    let at = |field: &str| format!("{path}.reference.{field}");
    let volumes = volumes(&details.volumes, &format!("{path}.details.volumes"))?;
    if volumes.is_empty() {
        return Err(format!("{path}.details.volumes: at least one volume is needed"));
    }
    let zone = details.geozone.as_ref();
    let name = zone.and_then(|zone| zone.name.clone()).or_else(|| details.r#type.clone()).unwrap_or_default();
    Ok(KnownConstraint {
        id: id(&reference.id, &at("id"))?,
        manager: text(&reference.manager, MAX_TEXT_BYTES, &at("manager"))?,
        uss_base_url: text(&reference.uss_base_url, MAX_URL_BYTES, &at("uss_base_url"))?,
        version: reference.version,
        ovn: ovn(reference.ovn.as_deref(), &at("ovn"))?,
        volumes,
        kind: zone.map_or(AreaKind::Advisory, zone_kind),
        name: clipped(name),
        zone: zone.map(|zone| zone_json(zone, &format!("{path}.details.geozone"))).transpose()?,
    })
}

/// The schema names no values for `restriction`; those of ED-269 are used. Where it is none of them, the zone's type is
/// looked at, which in the standard's schema has the same words among its values.
fn zone_kind(zone: &GeoZone) -> AreaKind {
    let read = |text: &str| match text.trim().to_ascii_uppercase().as_str() {
        "PROHIBITED" => Some(AreaKind::Prohibited),
        "REQ_AUTHORISATION" | "REQ_AUTHORIZATION" => Some(AreaKind::RequiresAuthorisation),
        "CONDITIONAL" => Some(AreaKind::Conditional),
        "NO_RESTRICTION" => Some(AreaKind::Advisory),
        _ => None,
    };
    read(&zone.restriction).or_else(|| read(&zone.r#type)).unwrap_or(AreaKind::Advisory)
}

fn zone_json(zone: &GeoZone, path: &str) -> Result<std::sync::Arc<str>, String> {
    let json = serde_json::to_string(zone).map_err(|error| format!("{path}: {error}"))?;
    if json.len() > MAX_DOCUMENT_BYTES {
        return Err(format!("{path}: {} bytes, at most {MAX_DOCUMENT_BYTES} are taken", json.len()));
    }
    Ok(json.into())
}

/// What a DSS gave for an entity of this desk.
///
/// # Errors
/// Without an OVN there is nothing to go on with.
pub fn reference(told: &OperationalIntentReference) -> Result<Reference, String> {
    let subscription = EntityId::parse(&told.subscription_id).ok();
    let none = told.subscription_id == f3548::NULL_SUBSCRIPTION_ID;
    Ok(Reference {
        ovn: ovn(told.ovn.as_deref(), "operational_intent_reference.ovn")?,
        version: told.version,
        subscription: subscription.filter(|_| !none),
    })
}

/// The OVN, unless it is what stands in its place for others.
pub(crate) fn ovn(told: Option<&str>, path: &str) -> Result<Name, String> {
    let told = told.filter(|told| *told != f3548::NO_OVN_PHRASE).ok_or_else(|| format!("{path}: is missing"))?;
    if !OVN_CHARS.contains(&told.chars().count()) {
        return Err(format!("{path}: has {} characters, 16 to 128 are allowed", told.chars().count()));
    }
    Ok(Name::from(told))
}

fn span(start: &Time, end: &Time, path: &str) -> Result<Span, String> {
    let start = start.to_micros().map_err(|error| format!("{path}.time_start: {error}"))?;
    let end = end.to_micros().map_err(|error| format!("{path}.time_end: {error}"))?;
    if start > end {
        return Err(format!("{path}: time_start is after time_end"));
    }
    Ok(Span { start: Timestamp(start), end: Timestamp(end) })
}

fn text(text: &str, allowed: usize, path: &str) -> Result<Name, String> {
    match text.len() {
        0 => Err(format!("{path}: is missing")),
        bytes if bytes > allowed => Err(format!("{path}: {bytes} bytes, at most {allowed} are allowed")),
        _ => Ok(Name::from(text)),
    }
}

fn clipped(mut text: String) -> String {
    while text.len() > MAX_TEXT_BYTES {
        text.pop();
    }
    text
}

/// The beginning of somebody's text.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// The state by its name in the ledger.
pub(crate) fn from_wire_state(state: OperationalIntentState) -> OperationState {
    match state {
        OperationalIntentState::Accepted => OperationState::Accepted,
        OperationalIntentState::Activated => OperationState::Activated,
        OperationalIntentState::Nonconforming => OperationState::Nonconforming,
        OperationalIntentState::Contingent => OperationState::Contingent,
    }
}

// Writing.

/// The state by its name in the standard; none for what is over, which has none there.
pub fn wire_state(state: OperationState) -> Option<OperationalIntentState> {
    match state {
        OperationState::Accepted => Some(OperationalIntentState::Accepted),
        OperationState::Activated => Some(OperationalIntentState::Activated),
        OperationState::Nonconforming => Some(OperationalIntentState::Nonconforming),
        OperationState::Contingent => Some(OperationalIntentState::Contingent),
        OperationState::Ended => None,
    }
}

/// One volume. Bounds that it has not are left out.
pub fn wire_volume(volume: &Volume) -> Volume4D {
    let height = |value: f64| value.is_finite().then(|| Altitude::w84_m(value));
    let time = |micros: i64| (micros != i64::MIN && micros != i64::MAX).then(|| Time::from_micros(micros));
    let (outline_circle, outline_polygon) = match volume.outline() {
        Outline::Circle(circle) => (Some(wire_circle(circle)), None),
        Outline::Polygon(polygon) => (None, Some(wire_polygon(polygon))),
    };
    let (lower, upper) = (height(volume.lower_m()), height(volume.upper_m()));
    Volume4D {
        volume: Volume3D { outline_circle, outline_polygon, altitude_lower: lower, altitude_upper: upper },
        time_start: time(volume.start_us()),
        time_end: time(volume.end_us()),
    }
}

/// A list of volumes.
pub fn wire_volumes(volumes: &Volumes) -> Vec<Volume4D> {
    volumes.as_slice().iter().map(wire_volume).collect()
}

fn wire_circle(circle: &Circle) -> f3548::Circle {
    let center = circle.center();
    f3548::Circle {
        center: Some(f3548::LatLngPoint::new(center.lat_deg(), center.lng_deg())),
        radius: Some(f3548::Radius::m(circle.radius_m())),
    }
}

fn wire_polygon(polygon: &Polygon) -> f3548::Polygon {
    let point = |at: &LatLng| f3548::LatLngPoint::new(at.lat_deg(), at.lng_deg());
    f3548::Polygon { vertices: polygon.vertices().iter().map(point).collect() }
}

/// Where an operation is while it has this state: the standard lets a Contingent one have only off-nominal volumes.
pub fn extents(plan: &Plan, state: OperationState) -> Volumes {
    if state == OperationState::Contingent { plan.off_nominal.clone() } else { plan.volumes.and(&plan.off_nominal) }
}

/// An operation of this desk as peers are told of it, with its OVN; none before it was accepted and after its end.
pub fn wire_operation(operation: &Operation, settings: &Settings) -> Option<OperationalIntent> {
    let reference = operation.reference.as_ref()?;
    let state = operation.state?;
    let span = extents(&operation.plan, state).span()?;
    let subscription = reference.subscription.map(|id| id.to_string());
    let nominal = if state == OperationState::Contingent { Vec::new() } else { wire_volumes(&operation.plan.volumes) };
    Some(OperationalIntent {
        reference: OperationalIntentReference {
            id: operation.id.to_string(),
            manager: settings.party.to_string(),
            uss_availability: UssAvailabilityState::Unknown,
            version: reference.version,
            state: wire_state(state)?,
            ovn: Some(reference.ovn.to_string()),
            time_start: Time::from_micros(span.start.0),
            time_end: Time::from_micros(span.end.0),
            uss_base_url: settings.base_url.to_string(),
            subscription_id: subscription.unwrap_or_else(|| f3548::NULL_SUBSCRIPTION_ID.to_owned()),
        },
        details: OperationalIntentDetails {
            volumes: nominal,
            off_nominal_volumes: wire_volumes(&operation.plan.off_nominal),
            priority: operation.plan.priority,
        },
    })
}

/// A constraint of this desk as others are told of it, with its OVN; none before it was accepted.
///
/// Its zone is the member `geozone` of the area's document, if that is one in the standard's form; otherwise one of the
/// area's name and kind. The restriction is always that of the area's kind.
pub fn wire_constraint(constraint: &OwnConstraint, area: &Area, settings: &Settings) -> Option<Constraint> {
    let reference = constraint.reference.as_ref()?;
    let span = constraint.volumes.span()?;
    Some(Constraint {
        reference: ConstraintReference {
            id: constraint.id.to_string(),
            manager: settings.party.to_string(),
            uss_availability: UssAvailabilityState::Unknown,
            version: reference.version,
            ovn: Some(reference.ovn.to_string()),
            time_start: Time::from_micros(span.start.0),
            time_end: Time::from_micros(span.end.0),
            uss_base_url: settings.base_url.to_string(),
        },
        details: ConstraintDetails { volumes: wire_volumes(&constraint.volumes), r#type: None, geozone: Some(wire_zone(area)) },
    })
}

fn wire_zone(area: &Area) -> GeoZone {
    let document: serde_json::Value = serde_json::from_str(&area.document).unwrap_or_default();
    let told = document.get("geozone").cloned().and_then(|zone| serde_json::from_value::<GeoZone>(zone).ok());
    let mut zone = told.unwrap_or_default();
    zone.restriction = match area.kind {
        AreaKind::Prohibited => "PROHIBITED",
        AreaKind::RequiresAuthorisation => "REQ_AUTHORISATION",
        AreaKind::Conditional => "CONDITIONAL",
        AreaKind::Advisory => "NO_RESTRICTION",
    }
    .to_owned();
    if zone.identifier.is_empty() {
        // The schema allows 7 characters.
        zone.identifier = area.id.to_string().chars().take(7).collect();
    }
    if zone.r#type.is_empty() {
        zone.r#type = "COMMON".to_owned();
    }
    if zone.name.is_none() && !area.name.is_empty() {
        zone.name = Some(area.name.chars().take(200).collect());
    }
    zone
}

/// What prompted a notification, as it is told to whom it concerns.
pub fn subscription_states(prompted: &[Prompted]) -> Vec<SubscriptionState> {
    let state = |prompted: &Prompted| SubscriptionState {
        subscription_id: prompted.subscription.to_string(),
        notification_index: prompted.index,
    };
    prompted.iter().map(state).collect()
}

/// Whom the DSS says to tell, but for this desk, which is where `is_own_url` says.
pub fn subscribers(told: &[SubscriberToNotify], is_own_url: impl Fn(&str) -> bool) -> Vec<Subscriber> {
    let prompted = |state: &SubscriptionState| Prompted {
        subscription: Name::from(&*state.subscription_id),
        index: state.notification_index,
    };
    let subscriber = |told: &SubscriberToNotify| Subscriber {
        to: Name::from(&*told.uss_base_url),
        subscriptions: told.subscriptions.iter().map(prompted).collect(),
    };
    told.iter().filter(|told| !is_own_url(&told.uss_base_url)).map(subscriber).collect()
}

#[cfg(test)]
#[path = "convert_tests.rs"]
mod tests;
