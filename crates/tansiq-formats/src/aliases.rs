//! Other names under which people write the properties of GeoJSON features: those of F3548 and of common tools.
//!
//! GeoJSON says nothing about heights and times, so every tool has names of its own. A name that a reader knows itself goes
//! before any of these. What is wrong with a value is told under the reader's own name.

use serde_json::{Value, json};

use crate::json::Object;

/// Ours, and what it is called elsewhere, the nearest first.
const NAMES: [(&str, &[&str]); 9] = [
    ("lower", &["altitude_lower", "lower_altitude", "lower_limit", "min_altitude", "altitude_min", "floor"]),
    ("upper", &["altitude_upper", "upper_altitude", "upper_limit", "max_altitude", "altitude_max", "ceiling"]),
    ("reference", &["altitude_reference", "vertical_reference"]),
    ("unit", &["units", "altitude_unit", "altitude_units"]),
    ("start", &["time_start", "start_time"]),
    ("end", &["time_end", "end_time"]),
    ("speed_mps", &["speed"]),
    ("name", &["title"]),
    ("kind", &["restriction"]),
];

/// Heights in metres whose unit is in their name.
const IN_METRES: [(&str, &str); 2] = [("lower", "lower_m"), ("upper", "upper_m")];

/// Gives properties the names that the readers know, where those are absent.
pub(crate) fn settle(properties: &mut Object) {
    for (own, others) in NAMES {
        if !properties.contains_key(own)
            && let Some(value) = others.iter().find_map(|other| properties.get(*other)).cloned()
        {
            properties.insert(own.to_owned(), value);
        }
    }
    if properties.get("unit").is_none_or(|unit| unit.as_str().is_some_and(|unit| unit.eq_ignore_ascii_case("m"))) {
        for (own, metres) in IN_METRES {
            if !properties.contains_key(own)
                && let Some(value) = properties.get(metres).cloned()
            {
                properties.insert(own.to_owned(), value);
            }
        }
    }
    // F3548 writes a time as an object, and units in capitals.
    for time in ["start", "end"] {
        if let Some(Value::String(text)) = properties.get(time).and_then(|time| time.get("value")).cloned() {
            properties.insert(time.to_owned(), Value::String(text));
        }
    }
    if let Some(unit) = properties.get("unit").and_then(Value::as_str).map(str::to_ascii_lowercase) {
        properties.insert("unit".to_owned(), json!(unit));
    }
}

/// Bounds and references as F3548 writes them, `{"value", "reference", "units"}`, in the words of areas: `120 m AMSL`.
pub(crate) fn settle_bounds(properties: &mut Object) {
    for name in ["reference", "lower_reference", "upper_reference"] {
        let word = match properties.get(name).and_then(Value::as_str) {
            Some("W84") => "WGS84",
            Some("SFC" | "GND") => "AGL",
            Some("MSL") => "AMSL",
            _ => continue,
        };
        properties.insert(name.to_owned(), json!(word));
    }
    for bound in ["lower", "upper"] {
        let Some(Value::Object(altitude)) = properties.get(bound) else { continue };
        let (Some(value), Some(reference)) =
            (altitude.get("value").and_then(Value::as_f64), altitude.get("reference").and_then(Value::as_str))
        else {
            continue;
        };
        let unit = altitude.get("units").or_else(|| altitude.get("unit")).and_then(Value::as_str).unwrap_or("M");
        let words = format!("{value} {} {reference}", unit.to_ascii_lowercase());
        properties.insert(bound.to_owned(), Value::String(words));
    }
}

#[cfg(test)]
#[path = "aliases_tests.rs"]
mod tests;
