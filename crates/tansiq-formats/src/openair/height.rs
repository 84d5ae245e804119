//! Heights of OpenAir: `FL65`, `2500ft AMSL`, `1000 AGL`, `300m GND`, `GND`, `SFC`, `UNL`.

use tansiq_heights::{Height, Reference};

use crate::{bounds::MAX_HEIGHT_M, heights::FOOT_M, json::quoted};

/// Longest text of a height, in bytes.
const MAX_BYTES: usize = 40;

/// What was read, with a warning where something had to be assumed. No height is unlimited.
type Read = (Option<Height>, Option<String>);

/// References as they are written, the longer before those they end with.
const REFERENCES: [(&str, Reference); 9] = [
    ("AMSL", Reference::MeanSea),
    ("MSL", Reference::MeanSea),
    ("ALT", Reference::MeanSea),
    ("AGL", Reference::Ground),
    ("AGND", Reference::Ground),
    ("GND", Reference::Ground),
    ("ASFC", Reference::Ground),
    ("SFC", Reference::Ground),
    ("STD", Reference::Pressure),
];

/// Reads a height.
pub(super) fn read(text: &str) -> Result<Read, String> {
    let wrong = || format!("{} is not a height like 2500ft AMSL, 1000ft AGL, 300m AGL, FL65, GND or UNL", quoted(text));
    if text.len() > MAX_BYTES {
        return Err(wrong());
    }
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    match compact.as_str() {
        "GND" | "SFC" | "GL" | "AGL" | "0" | "0GND" | "0SFC" | "GNDAGL" | "GROUND" | "SURFACE" => {
            return Ok((Some(Height { m: 0.0, reference: Reference::Ground }), None));
        }
        "MSL" => return Ok((Some(Height { m: 0.0, reference: Reference::MeanSea }), None)),
        "UNL" | "UNLIM" | "UNLIMITED" | "UNLTD" => return Ok((None, None)),
        _ => {}
    }
    if let Some(level) = compact.strip_prefix("FL") {
        let level = level.strip_suffix("STD").unwrap_or(level);
        return in_range(number(level).ok_or_else(wrong)? * 100.0 * FOOT_M, Reference::Pressure, None);
    }
    let digits = compact.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(compact.len());
    let (value, rest) = (number(&compact[..digits]).ok_or_else(wrong)?, &compact[digits..]);
    let named = REFERENCES.iter().find_map(|(name, reference)| Some((rest.strip_suffix(name)?, *reference)));
    let (unit, reference) = named.map_or((rest, None), |(unit, reference)| (unit, Some(reference)));
    let unit_m = match unit {
        "" | "FT" | "F" | "FEET" => FOOT_M,
        "M" => 1.0,
        _ => return Err(wrong()),
    };
    let warning = reference.is_none().then(|| format!("{} has no reference; taken as above the sea", quoted(text)));
    in_range(value * unit_m, reference.unwrap_or(Reference::MeanSea), warning)
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

fn in_range(m: f64, reference: Reference, warning: Option<String>) -> Result<Read, String> {
    if m.abs() > MAX_HEIGHT_M {
        return Err(format!("height {m} m is not between -{MAX_HEIGHT_M} and {MAX_HEIGHT_M} m"));
    }
    Ok((Some(Height { m, reference }), warning))
}

#[cfg(test)]
#[path = "height_tests.rs"]
mod tests;
