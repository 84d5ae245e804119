//! Coordinates of OpenAir: `45:40:30N 014:18:20E`, `39:29.9 N 119:46.1 W`, seconds with fractions, degrees alone.

use tansiq_geo::LatLng;

use crate::json::quoted;

/// One position.
pub(super) fn one(text: &str) -> Result<LatLng, String> {
    let mut scanner = Scanner { rest: text, text };
    let position = scanner.position()?;
    scanner.end()?;
    Ok(position)
}

/// Two positions.
pub(super) fn two(text: &str) -> Result<(LatLng, LatLng), String> {
    let mut scanner = Scanner { rest: text, text };
    let positions = (scanner.position()?, scanner.position()?);
    scanner.end()?;
    Ok(positions)
}

struct Scanner<'a> {
    rest: &'a str,
    text: &'a str,
}

impl Scanner<'_> {
    fn wrong(&self) -> String {
        format!("{} is not a position like 45:40:30N 014:18:20E or 45:40.5N 014:18.3E", quoted(self.text))
    }

    fn position(&mut self) -> Result<LatLng, String> {
        let lat_deg = self.angle("NS")?;
        let lng_deg = self.angle("EW")?;
        LatLng::new(lat_deg, lng_deg).map_err(|error| error.to_string())
    }

    fn end(&self) -> Result<(), String> {
        if self.rest.trim_matches([' ', '\t', ',']).is_empty() { Ok(()) } else { Err(self.wrong()) }
    }

    /// An angle in degrees with one of two letters after it, the second of which is negative.
    fn angle(&mut self, letters: &str) -> Result<f64, String> {
        let rest = self.rest.trim_start_matches([' ', '\t', ',']);
        let end = rest.find(|c: char| c.is_ascii_alphabetic()).ok_or_else(|| self.wrong())?;
        let letter = rest[end..=end].to_ascii_uppercase();
        if !letters.contains(&letter) {
            return Err(self.wrong());
        }
        let degrees = sexagesimal(rest[..end].trim()).ok_or_else(|| self.wrong())?;
        self.rest = &rest[end + 1..];
        Ok(if letters.ends_with(&letter) { -degrees } else { degrees })
    }
}

/// Degrees, minutes and seconds; the last may have a fraction. Sixty is taken for the next minute or degree.
fn sexagesimal(text: &str) -> Option<f64> {
    let parts: Vec<&str> = text.split(':').map(str::trim).take(4).collect();
    let last = parts.len().checked_sub(1).filter(|last| *last < 3)?;
    let mut degrees = 0.0;
    for (index, part) in parts.iter().enumerate() {
        let plain = |byte: u8| byte.is_ascii_digit() || (byte == b'.' && index == last);
        if part.is_empty() || part.len() > 20 || !part.bytes().all(plain) {
            return None;
        }
        let value: f64 = part.parse().ok()?;
        if index > 0 && value > 60.0 {
            return None;
        }
        degrees += value / [1.0, 60.0, 3600.0][index];
    }
    Some(degrees)
}

#[cfg(test)]
#[path = "coordinate_tests.rs"]
mod tests;
