//! Instants and wall-clock times as files write them.
//!
//! Calendars and time zones are jiff's; this file knows the spellings only.

use jiff::{Timestamp, civil, tz::TimeZone};

use crate::{Zone, json::Reader};
use serde_json::Value;

/// An instant as it was read.
pub(crate) struct Instant {
    /// Microseconds since the Unix epoch, UTC.
    pub(crate) us: i64,
    /// Whether no offset was given and UTC was taken.
    pub(crate) assumed_utc: bool,
}

/// An instant of RFC 3339, with or without an offset: `2023-10-29T00:00:00Z`.
pub(crate) fn instant(text: &str) -> Option<Instant> {
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(Instant { us: instant.as_microsecond(), assumed_utc: false });
    }
    // A date alone names a day, not an instant.
    let civil: civil::DateTime = text.contains(['T', 't', ' ']).then(|| text.parse().ok()).flatten()?;
    let us = civil.to_zoned(TimeZone::UTC).ok()?.timestamp().as_microsecond();
    Some(Instant { us, assumed_utc: true })
}

/// Reads an instant; without an offset it is taken as UTC, with a warning.
pub(crate) fn read_instant(reader: &mut Reader<'_>, value: &Value) -> Option<i64> {
    let text = reader.text(value)?;
    let Some(instant) = instant(&text) else {
        reader.error(format!("{} is not an instant like 2023-10-29T00:00:00Z", crate::json::quoted(&text)));
        return None;
    };
    if instant.assumed_utc {
        reader.warning("has no offset; taken as UTC");
    }
    Some(instant.us)
}

/// A wall-clock time: seconds since midnight, 0 to 86,400, and the offset from UTC in seconds where one is given.
///
/// `hh:mm`, `hh:mm:ss`, with a fraction that is dropped; then nothing, `Z`, or `±hh:mm`, `±hhmm`, `±hh`.
pub(crate) fn clock(text: &str) -> Option<(u32, Option<i32>)> {
    let text = text.trim();
    let split = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let (time, offset) = text.split_at(split);
    let mut parts = time.split(':');
    let (hour, minute) = (two_digits(parts.next()?)?, two_digits(parts.next()?)?);
    let second = match parts.next() {
        None => 0,
        Some(text) => two_digits(text.split('.').next()?)?,
    };
    let second_of_day = hour * 3600 + minute * 60 + second;
    let good = parts.next().is_none() && minute < 60 && second < 60 && second_of_day <= 86_400;
    let offset_s = if offset.is_empty() { None } else { Some(offset_s(offset)?) };
    good.then_some((second_of_day, offset_s))
}

/// An offset from UTC in seconds: `Z`, `+02:00`, `-0330`, `+02`; at most 15 hours either way.
pub(crate) fn offset_s(text: &str) -> Option<i32> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits = text.get(1..)?;
    let (hours, minutes) = match (digits.len(), digits.split_once(':')) {
        (_, Some((hours, minutes))) => (two_digits(hours)?, two_digits(minutes)?),
        (4, None) => (two_digits(digits.get(..2)?)?, two_digits(digits.get(2..)?)?),
        _ => (two_digits(digits)?, 0),
    };
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    (minutes < 60 && seconds <= 15 * 3600).then_some(sign * seconds)
}

/// A zone as people write it: `UTC`, `Z`, `+02:00` or a name of the IANA database.
pub(crate) fn zone(text: &str) -> Option<Zone> {
    if text.eq_ignore_ascii_case("utc") {
        return Some(Zone::OffsetS(0));
    }
    offset_s(text).map(Zone::OffsetS).or_else(|| Zone::iana(text).ok())
}

fn two_digits(text: &str) -> Option<u32> {
    let good = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    good.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
#[path = "times_tests.rs"]
mod tests;
