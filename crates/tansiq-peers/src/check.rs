//! Whether what others say can be: shapes, heights, times, and that details belong to their reference.
//!
//! Each check returns what is wrong, naming the field, in words fit for a report to whoever said it. It is liberal where
//! peers in the field differ without harm (a Nonconforming operation with empty `volumes`, times off by less than a
//! millisecond) and strict where a verdict would otherwise be made over nothing. No exact geometry is here: whether a polygon
//! crosses itself is found where verdicts are made.

use tansiq_wire::f3548::{
    ALTITUDE_RANGE_M, Altitude, Circle, Constraint, ConstraintReference, GetOperationalIntentTelemetryResponse, NO_OVN_PHRASE,
    OperationalIntent, OperationalIntentReference, OperationalIntentState, REFERENCE_W84, Time, UNITS_M, Volume3D, Volume4D,
};

/// Most vertices of all volumes of one operation, a circle counted as one (F3548).
pub const MAX_OPERATION_VERTICES: usize = 10_000;

/// By how much times of a reference may differ between the DSS and the peer, in microseconds: peers keep fewer digits.
pub const TIME_TOLERANCE_US: i64 = 1_000;

/// The lengths of an OVN (schema `EntityOVN`).
const OVN_CHARS: std::ops::RangeInclusive<usize> = 16..=128;

/// What is wrong, for a person.
type Checked = Result<(), String>;

/// What references of operational intents and of constraints have in common.
pub(crate) struct Common<'a> {
    id: &'a str,
    manager: &'a str,
    version: i32,
    ovn: Option<&'a str>,
    time_start: &'a Time,
    time_end: &'a Time,
    uss_base_url: &'a str,
}

macro_rules! common {
    ($($reference:ty),+) => {$(
        impl<'a> From<&'a $reference> for Common<'a> {
            fn from(from: &'a $reference) -> Common<'a> {
                Common {
                    id: &from.id,
                    manager: &from.manager,
                    version: from.version,
                    ovn: from.ovn.as_deref(),
                    time_start: &from.time_start,
                    time_end: &from.time_end,
                    uss_base_url: &from.uss_base_url,
                }
            }
        }
    )+};
}
common!(OperationalIntentReference, ConstraintReference);

/// A reference as a DSS tells it. Its base URL is judged when it is called.
pub(crate) fn reference<'a>(reference: impl Into<Common<'a>>) -> Checked {
    let reference = reference.into();
    if uuid_digits(reference.id).is_none() {
        return Err(format!("id {:?} is not a uuid", short(reference.id)));
    }
    if reference.manager.is_empty() {
        return Err("manager is missing".to_owned());
    }
    time_range(Some(reference.time_start), Some(reference.time_end)).map(drop)
}

/// A reference that a DSS answers to a write of ours: the entity asked for, with its OVN.
pub(crate) fn written<'a>(told: impl Into<Common<'a>>, id: &str) -> Checked {
    let told = told.into();
    if !same_id(told.id, id) {
        return Err(format!("id is {:?}, asked for was {id:?}", short(told.id)));
    }
    ovn(told.ovn)?;
    reference(told)
}

/// That an entity is the one asked for.
pub(crate) fn is_id(told: &str, asked: &str) -> Checked {
    if same_id(told, asked) { Ok(()) } else { Err(format!("id is {:?}, asked for was {asked:?}", short(told))) }
}

/// Details of an operational intent against the reference that the DSS gave.
pub(crate) fn operational_intent(told: &OperationalIntent, known: &OperationalIntentReference) -> Checked {
    let same_version = belongs(&told.reference, known).map_err(|what| format!("reference.{what}"))?;
    if same_version && told.reference.state != known.state {
        let (told, known) = (told.reference.state.as_str(), known.state.as_str());
        return Err(format!("reference.state is {told}, the dss has {known} for the same version"));
    }
    let details = &told.details;
    let nominal = matches!(told.reference.state, OperationalIntentState::Accepted | OperationalIntentState::Activated);
    if details.volumes.is_empty() && (nominal || details.off_nominal_volumes.is_empty()) {
        return Err(format!("details.volumes is empty in state {}", told.reference.state.as_str()));
    }
    let mut vertices = 0;
    for (name, list) in [("volumes", &details.volumes), ("off_nominal_volumes", &details.off_nominal_volumes)] {
        vertices += volumes(&format!("details.{name}"), list, true)?;
    }
    if vertices > MAX_OPERATION_VERTICES {
        return Err(format!("details has {vertices} vertices, allowed are up to {MAX_OPERATION_VERTICES}"));
    }
    Ok(())
}

/// Details of a constraint against the reference that the DSS gave. Heights may be absent.
pub(crate) fn constraint(told: &Constraint, known: &ConstraintReference) -> Checked {
    belongs(&told.reference, known).map_err(|what| format!("reference.{what}"))?;
    if told.details.volumes.is_empty() {
        return Err("details.volumes is empty".to_owned());
    }
    volumes("details.volumes", &told.details.volumes, false).map(drop)
}

/// Telemetry of the operational intent asked for.
pub(crate) fn telemetry(told: &GetOperationalIntentTelemetryResponse, id: &str) -> Checked {
    is_id(&told.operational_intent_id, id).map_err(|what| format!("operational_intent_{what}"))?;
    let Some(telemetry) = &told.telemetry else { return Ok(()) };
    telemetry.time_measured.to_micros().map_err(|error| format!("telemetry.time_measured: {error}"))?;
    let Some(position) = &telemetry.position else { return Ok(()) };
    within("telemetry.position.latitude", position.latitude, 90.0)?;
    within("telemetry.position.longitude", position.longitude, 180.0)?;
    altitude("telemetry.position.altitude", position.altitude.as_ref()).map(drop)
}

/// Whether both are of the same version; an error if they are not of the same entity.
fn belongs<'a>(told: impl Into<Common<'a>>, known: impl Into<Common<'a>>) -> Result<bool, String> {
    let (told, known) = (told.into(), known.into());
    if !same_id(told.id, known.id) {
        return Err(format!("id is {:?}, asked for was {:?}", short(told.id), known.id));
    }
    if told.manager != known.manager {
        return Err(format!("manager is {:?}, the dss has {:?}", short(told.manager), known.manager));
    }
    if told.version < known.version {
        return Err(format!("version is {}, the dss has {} already", told.version, known.version));
    }
    ovn(told.ovn)?;
    let (start_us, end_us) = time_range(Some(told.time_start), Some(told.time_end))?;
    if told.version > known.version {
        // The peer is ahead of what we asked the DSS; the DSS will say so when the OVN is used.
        return Ok(false);
    }
    if told.uss_base_url.trim_end_matches('/') != known.uss_base_url.trim_end_matches('/') {
        return Err(format!("uss_base_url is {:?}, the dss has {:?}", short(told.uss_base_url), short(known.uss_base_url)));
    }
    let (known_start_us, known_end_us) = time_range(Some(known.time_start), Some(known.time_end))?;
    for (name, told_us, known_us) in [("time_start", start_us, known_start_us), ("time_end", end_us, known_end_us)] {
        if told_us.abs_diff(known_us) > TIME_TOLERANCE_US.unsigned_abs() {
            let (told, known) = (Time::from_micros(told_us).value, Time::from_micros(known_us).value);
            return Err(format!("{name} is {told}, the dss has {known} for the same version"));
        }
    }
    Ok(true)
}

/// An OVN that can be named in a key.
fn ovn(ovn: Option<&str>) -> Checked {
    match ovn {
        None | Some("" | NO_OVN_PHRASE) => Err("ovn is missing".to_owned()),
        Some(ovn) if !OVN_CHARS.contains(&ovn.chars().count()) => {
            Err(format!("ovn has {} characters, allowed are 16 to 128", ovn.chars().count()))
        }
        Some(_) => Ok(()),
    }
}

/// The number of vertices of a list of volumes.
fn volumes(path: &str, list: &[Volume4D], with_heights: bool) -> Result<usize, String> {
    let mut vertices = 0;
    for (place, volume) in list.iter().enumerate() {
        let counted = outline(&volume.volume).and_then(|count| {
            heights(&volume.volume, with_heights)?;
            time_range(volume.time_start.as_ref(), volume.time_end.as_ref())?;
            Ok(count)
        });
        vertices += counted.map_err(|what| format!("{path}[{place}].{what}"))?;
    }
    Ok(vertices)
}

fn outline(volume: &Volume3D) -> Result<usize, String> {
    match (&volume.outline_circle, &volume.outline_polygon) {
        (Some(circle), None) => self::circle(circle).map(|()| 1),
        (None, Some(polygon)) => {
            let count = polygon.vertices.len();
            if count < 3 {
                return Err(format!("volume.outline_polygon has {count} vertices, at least 3 are needed"));
            }
            for (place, vertex) in polygon.vertices.iter().enumerate() {
                within(&format!("volume.outline_polygon.vertices[{place}].lat"), Some(vertex.lat), 90.0)?;
                within(&format!("volume.outline_polygon.vertices[{place}].lng"), Some(vertex.lng), 180.0)?;
            }
            Ok(count)
        }
        (None, None) => Err("volume has no outline".to_owned()),
        (Some(_), Some(_)) => Err("volume has both a circle and a polygon".to_owned()),
    }
}

fn circle(circle: &Circle) -> Checked {
    let (Some(center), Some(radius)) = (&circle.center, &circle.radius) else {
        return Err("volume.outline_circle has no center or no radius".to_owned());
    };
    within("volume.outline_circle.center.lat", Some(center.lat), 90.0)?;
    within("volume.outline_circle.center.lng", Some(center.lng), 180.0)?;
    if radius.units != UNITS_M {
        return Err(format!("volume.outline_circle.radius.units is {:?}, it must be M", short(&radius.units)));
    }
    if radius.value > 0.0 && radius.value.is_finite() {
        return Ok(());
    }
    Err(format!("volume.outline_circle.radius is {} m, it must be above 0", radius.value))
}

fn heights(volume: &Volume3D, needed: bool) -> Checked {
    let lower = altitude("volume.altitude_lower", volume.altitude_lower.as_ref())?;
    let upper = altitude("volume.altitude_upper", volume.altitude_upper.as_ref())?;
    match (lower, upper) {
        (Some(lower), Some(upper)) if lower > upper => {
            Err(format!("volume.altitude_lower {lower} m is above altitude_upper {upper} m"))
        }
        (None, _) | (_, None) if needed => Err("volume has no lower or no upper altitude".to_owned()),
        _ => Ok(()),
    }
}

fn altitude(path: &str, altitude: Option<&Altitude>) -> Result<Option<f64>, String> {
    let Some(altitude) = altitude else { return Ok(None) };
    if altitude.reference != REFERENCE_W84 || altitude.units != UNITS_M {
        let (reference, units) = (short(&altitude.reference), short(&altitude.units));
        return Err(format!("{path} is in {units:?} over {reference:?}, it must be M over W84"));
    }
    if ALTITUDE_RANGE_M.contains(&altitude.value) {
        return Ok(Some(altitude.value));
    }
    Err(format!("{path} is {} m, allowed are -8000 to 100000", altitude.value))
}

/// Both ends in microseconds.
fn time_range(start: Option<&Time>, end: Option<&Time>) -> Result<(i64, i64), String> {
    let micros = |name: &str, time: Option<&Time>| {
        let time = time.ok_or_else(|| format!("{name} is missing"))?;
        time.to_micros().map_err(|error| format!("{name}: {error}"))
    };
    let (start_us, end_us) = (micros("time_start", start)?, micros("time_end", end)?);
    if start_us > end_us {
        let (start, end) = (Time::from_micros(start_us).value, Time::from_micros(end_us).value);
        return Err(format!("time_start {start} is after time_end {end}"));
    }
    Ok((start_us, end_us))
}

fn within(path: &str, value: Option<f64>, bound: f64) -> Checked {
    match value {
        Some(value) if !(-bound..=bound).contains(&value) => Err(format!("{path} is {value}, allowed are -{bound} to {bound}")),
        _ => Ok(()),
    }
}

/// Whether two spellings (dashed, undashed, upper case, `urn:uuid:`, braces) are the same UUID.
fn same_id(one: &str, other: &str) -> bool {
    uuid_digits(one).is_some_and(|digits| uuid_digits(other) == Some(digits))
}

fn uuid_digits(text: &str) -> Option<u128> {
    let text = text.strip_prefix("urn:uuid:").unwrap_or(text);
    let text = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or(text);
    let dashed = text.len() == 36 && [8, 13, 18, 23].iter().all(|&place| text.as_bytes()[place] == b'-');
    if !dashed && text.len() != 32 {
        return None;
    }
    let digits: String = text.chars().filter(|&c| c != '-').collect();
    let all_hex = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    all_hex.then(|| u128::from_str_radix(&digits, 16).ok()).flatten()
}

/// The beginning of somebody's text.
fn short(text: &str) -> String {
    text.chars().take(80).collect()
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
