//! Heights as files write them, into `tansiq_heights::Height`. Nothing is converted but feet into metres.

use serde_json::Value;
use tansiq_heights::{Height, Reference};

use crate::{
    bounds::MAX_HEIGHT_M,
    json::{Object, Reader},
};

pub(crate) use tansiq_heights::FOOT_M;

/// The references that ED-318 knows; ED-269 knows the first two.
pub(crate) const REFERENCES: [(&str, Reference); 3] =
    [("AGL", Reference::Ground), ("AMSL", Reference::MeanSea), ("WGS84", Reference::Ellipsoid)];

/// Reads one bound: a number (also one written as a text) in `member` and its reference in `reference`.
///
/// `Some(None)` is no bound; `None` after an error.
pub(crate) fn read_bound(
    reader: &mut Reader<'_>,
    layer: &Object,
    member: &str,
    reference: &str,
    unit_m: f64,
) -> Option<Option<Height>> {
    if layer.get(member).is_none_or(Value::is_null) {
        return Some(None);
    }
    let m = reader.required(layer, member, |reader, value| {
        let number = match value {
            Value::String(text) if text.trim().parse::<f64>().is_ok() => text.trim().parse().ok(),
            other => reader.number(other),
        };
        in_range(reader, number? * unit_m)
    });
    let reference = reader.required(layer, reference, |reader, value| reader.choice(value, &REFERENCES));
    Some(Some(Height { m: m?, reference: reference? }))
}

/// A height in words: `120 m AMSL`, `400 ft AGL`, `FL65`, `GND`, `SFC`, `UNL`. `Ok(None)` is unlimited.
pub(crate) fn height_of_text(text: &str) -> Result<Option<Height>, String> {
    const FORMS: &str = "a height like 120 m AMSL, 400 ft AGL, 150 m WGS84, FL65, GND or UNL";
    let upper = text.trim().to_ascii_uppercase();
    let wrong = || format!("{} is not {FORMS}", crate::json::quoted(text));
    match upper.as_str() {
        "GND" | "SFC" => return Ok(Some(Height { m: 0.0, reference: Reference::Ground })),
        "MSL" => return Ok(Some(Height { m: 0.0, reference: Reference::MeanSea })),
        "UNL" | "UNLIM" | "UNLIMITED" => return Ok(None),
        _ => {}
    }
    if let Some(level) = upper.strip_prefix("FL") {
        let level: f64 = level.trim().parse().map_err(|_| wrong())?;
        return bounded(level * 100.0 * FOOT_M, Reference::Pressure).map(Some);
    }
    let number_end = upper.find(|c: char| !(c.is_ascii_digit() || "+-.".contains(c))).unwrap_or(upper.len());
    let number: f64 = upper[..number_end].parse().map_err(|_| wrong())?;
    let rest = upper[number_end..].trim_start();
    let (unit_m, rest) = match rest.strip_prefix("FT") {
        Some(rest) => (FOOT_M, rest),
        None => (1.0, rest.strip_prefix("M").filter(|rest| rest.starts_with(' ')).ok_or_else(wrong)?),
    };
    let reference = match rest.trim() {
        "AGL" | "GND" | "SFC" => Reference::Ground,
        "AMSL" | "MSL" => Reference::MeanSea,
        "WGS84" | "W84" => Reference::Ellipsoid,
        _ => return Err(wrong()),
    };
    bounded(number * unit_m, reference).map(Some)
}

/// Notes an error at `upper` when both bounds are of one reference and the wrong way round.
pub(crate) fn check_order(reader: &mut Reader<'_>, member: &str, lower: Option<Height>, upper: Option<Height>) {
    if let (Some(lower), Some(upper)) = (lower, upper)
        && lower.reference == upper.reference
        && lower.m > upper.m
    {
        reader
            .at(member, |reader| reader.error(format!("upper bound {:.1} m is below the lower bound {:.1} m", upper.m, lower.m)));
    }
}

fn bounded(m: f64, reference: Reference) -> Result<Height, String> {
    if m.abs() <= MAX_HEIGHT_M { Ok(Height { m, reference }) } else { Err(out_of_range(m)) }
}

fn in_range(reader: &mut Reader<'_>, m: f64) -> Option<f64> {
    if m.abs() <= MAX_HEIGHT_M {
        return Some(m);
    }
    reader.error(out_of_range(m));
    None
}

fn out_of_range(m: f64) -> String {
    format!("height {m} m is not between -{MAX_HEIGHT_M} and {MAX_HEIGHT_M} m")
}

#[cfg(test)]
#[path = "heights_tests.rs"]
mod tests;
