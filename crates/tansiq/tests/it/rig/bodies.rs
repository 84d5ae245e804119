//! Bodies of requests that succeed, to be changed in one place by a test, and the ids and times in them.

use serde_json::{Map, Value, json};
use std::sync::atomic::{AtomicU32, Ordering};
use tansiq_wire::f3548::Time;
use uuid::Uuid;

/// A fresh id.
pub fn id() -> String {
    Uuid::new_v4().to_string()
}

/// Now, in microseconds.
pub fn now_us() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    i64::try_from(since.as_micros()).expect("before the end of time")
}

/// The time `minutes` from now as a message has it.
pub fn in_minutes(minutes: i64) -> Value {
    json!(Time::from_micros(now_us() + minutes * 60_000_000))
}

/// A time as a message has it.
pub fn time(value: &str) -> Value {
    json!({ "value": value, "format": "RFC3339" })
}

pub fn altitude(metres: f64) -> Value {
    json!({ "value": metres, "reference": "W84", "units": "M" })
}

/// A place that no other test of this process has been given, so that nothing conflicts by chance: about 100 km apart.
pub fn place() -> (f64, f64) {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    (-50.0 + f64::from(n / 100), -150.0 + f64::from(n % 100) * 2.0)
}

pub fn circle((lat, lng): (f64, f64), radius_m: f64) -> Value {
    json!({ "outline_circle": { "center": { "lat": lat, "lng": lng }, "radius": { "value": radius_m, "units": "M" } } })
}

pub fn polygon(vertices: &[(f64, f64)]) -> Value {
    let vertices: Vec<Value> = vertices.iter().map(|(lat, lng)| json!({ "lat": lat, "lng": lng })).collect();
    json!({ "outline_polygon": { "vertices": vertices } })
}

/// An outline from 0 m to 120 m, from a minute ago to an hour ahead.
pub fn volume(outline: Value) -> Value {
    let mut volume = outline;
    volume["altitude_lower"] = altitude(0.0);
    volume["altitude_upper"] = altitude(120.0);
    json!({ "volume": volume, "time_start": in_minutes(-1), "time_end": in_minutes(60) })
}

/// 100 m around a place.
pub fn around(place: (f64, f64)) -> Value {
    volume(circle(place, 100.0))
}

/// The body of a PUT of an Accepted operational intent without a subscription.
pub fn intent(volume: Value) -> Value {
    json!({ "extents": [volume], "key": [], "state": "Accepted", "uss_base_url": "https://uss.example/utm" })
}

/// The same with a new implicit subscription.
pub fn intent_with_subscription(volume: Value) -> Value {
    with(intent(volume), "new_subscription", json!({ "uss_base_url": "https://uss.example/utm" }))
}

pub fn constraint(volume: Value) -> Value {
    json!({ "extents": [volume], "uss_base_url": "https://authority.example/utm" })
}

/// The body of a PUT of a subscription to operational intents.
pub fn subscription(volume: Value) -> Value {
    json!({ "extents": volume, "uss_base_url": "https://watcher.example/utm", "notify_for_operational_intents": true })
}

/// The body of a query.
pub fn query(volume: Value) -> Value {
    json!({ "area_of_interest": volume })
}

/// `value` with one member set. `path` is a JSON pointer without its first slash; its last part may be new.
pub fn with(mut value: Value, path: &str, new: Value) -> Value {
    let (parent, last) = split(path);
    let parent = value.pointer_mut(&parent).unwrap_or_else(|| panic!("there is no {path}"));
    match parent {
        Value::Array(items) => items[last.parse::<usize>().expect("an index")] = new,
        other => other[last] = new,
    }
    value
}

/// `value` without one member.
pub fn without(mut value: Value, path: &str) -> Value {
    let (parent, last) = split(path);
    let parent: &mut Map<String, Value> =
        value.pointer_mut(&parent).and_then(Value::as_object_mut).unwrap_or_else(|| panic!("there is no {path}"));
    parent.remove(last).unwrap_or_else(|| panic!("there is no {path}"));
    value
}

fn split(path: &str) -> (String, &str) {
    match path.rsplit_once('/') {
        Some((parent, last)) => (format!("/{parent}"), last),
        None => (String::new(), path),
    }
}

/// A UUID version 7 of the time `seconds` from now.
pub fn suffix(seconds: i64) -> String {
    let millis = u128::try_from(now_us() / 1_000 + seconds * 1_000).expect("after 1970");
    let random = Uuid::new_v4().as_u128() & ((1 << 62) - 1);
    let bits = millis << 80 | 0x7 << 76 | (Uuid::new_v4().as_u128() & 0xfff) << 64 | 0b10 << 62 | random;
    Uuid::from_u128(bits).to_string()
}

pub const INTENTS: &str = "/dss/v1/operational_intent_references";
pub const CONSTRAINTS: &str = "/dss/v1/constraint_references";
pub const SUBSCRIPTIONS: &str = "/dss/v1/subscriptions";
pub const AVAILABILITY: &str = "/dss/v1/uss_availability";
pub const REPORTS: &str = "/dss/v1/reports";
