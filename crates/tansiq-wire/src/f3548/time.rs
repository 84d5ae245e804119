//! [`Time`] and its two conversions, written by hand because they are on the way of every write.
//!
//! Instants are whole microseconds since the Unix epoch, leap seconds not counted, which is what
//! the DSS stores. Nothing here reads a clock. `time_tests.rs` holds the arithmetic against `jiff`.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::lenient::{messages, null_as_default};
use crate::parse::shorten;

/// The only format of a [`Time`].
pub const FORMAT_RFC3339: &str = "RFC3339";

/// 0001-01-01T00:00:00Z in microseconds since the Unix epoch, the earliest a [`Time`] can tell.
pub const MIN_MICROS: i64 = -62_135_596_800_000_000;

/// 9999-12-31T23:59:59.999999Z in microseconds since the Unix epoch, the latest.
pub const MAX_MICROS: i64 = 253_402_300_799_999_999;

/// Most characters of a refused time that its error repeats.
pub const MAX_TIME_ERROR_CHARS: usize = 64;

const MICROS_PER_SECOND: i64 = 1_000_000;
const SECONDS_PER_DAY: i64 = 86_400;

/// An instant, schema `Time`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Time {
    /// RFC 3339. The standard wants `Z`; offsets come in the field and are understood.
    #[serde(deserialize_with = "null_as_default")]
    pub value: String,
    /// Always [`FORMAT_RFC3339`] in a conforming message. DSSs in the field do not look at it.
    #[serde(deserialize_with = "null_as_default")]
    pub format: String,
}

messages!(Time);

impl Time {
    /// The instant `micros` microseconds after the Unix epoch, in UTC with `Z`.
    ///
    /// The fraction has no trailing zeros and is left out when it is zero. An instant outside
    /// [`MIN_MICROS`] to [`MAX_MICROS`] has no RFC 3339 form and becomes the nearer of the two.
    pub fn from_micros(micros: i64) -> Self {
        Self { value: format_micros(micros.clamp(MIN_MICROS, MAX_MICROS)), format: FORMAT_RFC3339.to_owned() }
    }

    /// The instant in microseconds since the Unix epoch, [`MIN_MICROS`] to [`MAX_MICROS`].
    ///
    /// Any offset is understood, `t` and `z` may be lower-case, and a fraction of any length is
    /// rounded to the nearest microsecond, a half upwards. Second 60 is the start of the next
    /// second, whatever its fraction.
    ///
    /// # Errors
    ///
    /// [`TimeError`] when `value` is not RFC 3339 or lies outside the years 0001 to 9999 in UTC.
    pub fn to_micros(&self) -> Result<i64, TimeError> {
        parse_micros(self.value.as_bytes())
            .map_err(|problem| TimeError { value: shorten(&self.value, MAX_TIME_ERROR_CHARS), problem })
    }
}

/// Why a text is not a time. Its message repeats the text, shortened to
/// [`MAX_TIME_ERROR_CHARS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeError {
    value: String,
    problem: &'static str,
}

impl fmt::Display for TimeError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "time {:?} is not RFC 3339: {}", self.value, self.problem)
    }
}

impl std::error::Error for TimeError {}

const SHAPE: &str = "it must look like 1985-04-12T23:20:50.52Z";
const YEAR: &str = "the year must be 0001 to 9999 in UTC";
const MONTH: &str = "the month must be 01 to 12";
const DAY: &str = "the day must be 01 to the last day of its month";
const HOUR: &str = "the hour must be 00 to 23";
const MINUTE: &str = "the minute must be 00 to 59";
const SECOND: &str = "the second must be 00 to 60";
const FRACTION: &str = "a digit must follow the decimal point";
const OFFSET: &str = "it must end with Z or an offset from -23:59 to +23:59";

fn parse_micros(text: &[u8]) -> Result<i64, &'static str> {
    let (head, tail) = text.split_first_chunk::<19>().ok_or(SHAPE)?;
    let separators = [head[4], head[7], head[10] | 0x20, head[13], head[16]];
    if separators != *b"--t::" {
        return Err(SHAPE);
    }
    let year = number(&head[0..4])?;
    let month = in_range(number(&head[5..7])?, 1, 12, MONTH)?;
    // Year 0 would be needed only where an offset carries it into year 1; the standard has no use
    // for that, and RFC 3339 readers disagree about it.
    let year = in_range(year, 1, 9999, YEAR)?;
    let day = in_range(number(&head[8..10])?, 1, days_in_month(year, month), DAY)?;
    let hour = in_range(number(&head[11..13])?, 0, 23, HOUR)?;
    let minute = in_range(number(&head[14..16])?, 0, 59, MINUTE)?;
    let second = in_range(number(&head[17..19])?, 0, 60, SECOND)?;
    let (fraction_us, tail) = fraction(tail)?;
    let fraction_us = if second == 60 { 0 } else { fraction_us };
    let offset_s = offset(tail)?;

    let seconds = days_from_civil(year, month, day) * SECONDS_PER_DAY + (hour * 60 + minute) * 60 + second - offset_s;
    let micros = seconds * MICROS_PER_SECOND + fraction_us;
    in_range(micros, MIN_MICROS, MAX_MICROS, YEAR)
}

fn number(digits: &[u8]) -> Result<i64, &'static str> {
    digits.iter().try_fold(0, |value, &byte| match byte {
        b'0'..=b'9' => Ok(value * 10 + i64::from(byte - b'0')),
        _ => Err(SHAPE),
    })
}

fn in_range(value: i64, low: i64, high: i64, problem: &'static str) -> Result<i64, &'static str> {
    if (low..=high).contains(&value) { Ok(value) } else { Err(problem) }
}

/// The fraction in microseconds, 0 to 1,000,000, and what follows it.
fn fraction(tail: &[u8]) -> Result<(i64, &[u8]), &'static str> {
    let Some((b'.', rest)) = tail.split_first() else {
        return Ok((0, tail));
    };
    let count = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    if count == 0 {
        return Err(FRACTION);
    }
    let (digits, after) = rest.split_at(count);
    let mut micros = 0;
    for place in 0..6 {
        micros = micros * 10 + digits.get(place).map_or(0, |d| i64::from(d - b'0'));
    }
    // The seventh digit alone tells on which side of the half the rest lies.
    let round_up = digits.get(6).is_some_and(|&digit| digit >= b'5');
    Ok((micros + i64::from(round_up), after))
}

/// The offset east of UTC in seconds.
fn offset(tail: &[u8]) -> Result<i64, &'static str> {
    match *tail {
        [b'Z' | b'z'] => Ok(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let hours = number(&[h1, h2]).map_err(|_| OFFSET)?;
            let minutes = number(&[m1, m2]).map_err(|_| OFFSET)?;
            let hours = in_range(hours, 0, 23, OFFSET)?;
            let minutes = in_range(minutes, 0, 59, OFFSET)?;
            let seconds = (hours * 60 + minutes) * 60;
            Ok(if sign == b'-' { -seconds } else { seconds })
        }
        _ => Err(OFFSET),
    }
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
///
/// Years are counted from March, so that the leap day is the last of its year; 400 of them are an
/// era of 146,097 days, and 719,468 days lie between 0000-03-01 and the Unix epoch.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month and day of a day counted from 1970-01-01: the inverse of [`days_from_civil`] for
/// the days from [`MIN_MICROS`] to [`MAX_MICROS`].
///
/// All of them lie after 0000-03-01, so that nothing is negative and 32 bits are enough, which
/// makes the divisions half as dear.
fn civil_from_days(days: i64) -> (u32, u32, u32) {
    let shifted = (days + 719_468) as u32;
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + u32::from(month <= 2);
    (year, month, day)
}

/// The text of an instant from [`MIN_MICROS`] to [`MAX_MICROS`].
fn format_micros(micros: i64) -> String {
    let seconds = micros.div_euclid(MICROS_PER_SECOND);
    // Both remainders are below a million, so the narrowing loses nothing.
    let fraction = micros.rem_euclid(MICROS_PER_SECOND) as u32;
    let second_of_day = seconds.rem_euclid(SECONDS_PER_DAY) as u32;
    let (year, month, day) = civil_from_days(seconds.div_euclid(SECONDS_PER_DAY));

    let mut text = *b"0000-00-00T00:00:00.000000Z";
    write_pair(&mut text, 0, year / 100);
    write_pair(&mut text, 2, year % 100);
    write_pair(&mut text, 5, month);
    write_pair(&mut text, 8, day);
    write_pair(&mut text, 11, second_of_day / 3_600);
    write_pair(&mut text, 14, second_of_day / 60 % 60);
    write_pair(&mut text, 17, second_of_day % 60);

    let mut end = 19;
    if fraction != 0 {
        write_pair(&mut text, 20, fraction / 10_000);
        write_pair(&mut text, 22, fraction / 100 % 100);
        write_pair(&mut text, 24, fraction % 100);
        end = 26;
        while text[end - 1] == b'0' {
            end -= 1;
        }
    }
    text[end] = b'Z';
    let text = std::str::from_utf8(&text[..=end]).expect("digits and separators are ASCII");
    text.to_owned()
}

/// Writes `value`, which is below 100, as two digits at `place`.
fn write_pair(text: &mut [u8; 27], place: usize, value: u32) {
    text[place] = b'0' + (value / 10) as u8;
    text[place + 1] = b'0' + (value % 10) as u8;
}

#[cfg(test)]
#[path = "time_tests.rs"]
mod tests;
