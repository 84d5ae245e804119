//! When an area is active: spans of time and parts of days, on wall clocks or by the sun.
//!
//! [`Schedule::windows`] answers for a place and a span. Where a file leaves a choice, the window is the longer one, so that
//! an area is rather active than not:
//!
//! * A start that the change to summer time skips begins before the gap (02:30 as 01:30), an end after it (as 03:30). Of a
//!   time that comes twice, a start is the first and an end the second. So a window is never shorter than meant and at most
//!   the length of the change longer at either end.
//! * An end at or before its start is on the next day: 22:00 to 06:00, and 00:00 to 00:00 is a whole day. With a clock time
//!   and a sun event it is decided for each day: 20:00 to sunset runs to the next day's sunset while the sun sets before 20:00.
//! * Between two sun events the order of the day decides: dawn, sunrise, sunset, dusk. Sunset to sunrise is the night.
//! * Where the sun stays up, it rises at the beginning and sets at the end of the solar day (twelve hours from mean noon):
//!   sunrise to sunset is the whole day and the night is empty. Where it stays down, it rises and sets at noon: the day is
//!   empty and the night is whole. Twilight likewise.
//!
//! What codes of files mean is in `eurocae.rs` and `geojson.rs`; the work is in `schedule/windows.rs` and `schedule/sun.rs`.

mod sun;
mod windows;

use serde::{Deserialize, Serialize};

pub(crate) use windows::offsets_s;

use crate::bounds::{MAX_DAY_STEPS, MAX_SPAN_DAYS, MAX_WINDOWS};

/// When an area is active.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Schedule {
    /// Always.
    Permanent,
    /// In any of these periods. None at all is never.
    Periods(Vec<Period>),
}

/// A span of time, and the daily periods in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First instant, microseconds since the Unix epoch, UTC; `None` is unbounded.
    pub start_us: Option<i64>,
    /// Last instant, microseconds since the Unix epoch, UTC; `None` is unbounded.
    pub end_us: Option<i64>,
    /// Active in any of these; when there are none, all the time from start to end.
    pub daily: Vec<Daily>,
}

/// A part of certain days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Daily {
    /// The days on which it begins, as days of `zone`.
    pub days: Days,
    /// When it begins.
    pub start: Moment,
    /// When it ends; at or before its start means on the next day.
    pub end: Moment,
    /// What the days and the clock times are in.
    pub zone: Zone,
}

/// A moment of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// A time on the wall clock, seconds since midnight, 0 to 86,400 (24:00).
    ClockS(u32),
    /// A position of the sun.
    Sun(SunEvent),
}

/// A position of the sun, in the order of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SunEvent {
    /// Begin of morning civil twilight (BMCT): the sun's centre 6° below the horizon.
    Dawn,
    /// Sunrise (SR): the upper limb at the horizon, with refraction.
    Sunrise,
    /// Sunset (SS).
    Sunset,
    /// End of evening civil twilight (EECT).
    Dusk,
}

/// What wall clock and calendar are meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// A fixed number of seconds east of UTC; 0 is UTC.
    OffsetS(i32),
    /// A time zone of the IANA database: `Europe/Zurich`.
    Iana(String),
    /// Mean solar time of the place. For sun events of which the file names no zone: the day is that of the place.
    LocalMean,
}

/// A set of weekdays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Days(u8);

impl Days {
    /// Every day.
    pub const ANY: Days = Days(0x7f);
    /// No day.
    pub const NONE: Days = Days(0);

    /// With one more day, 0 Monday to 6 Sunday; others change nothing.
    #[must_use]
    pub fn with(self, day: u8) -> Self {
        if day < 7 { Self(self.0 | 1 << day) } else { self }
    }

    /// The days of both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a day is in it, 0 Monday to 6 Sunday.
    #[must_use]
    pub fn contains(self, day: u8) -> bool {
        day < 7 && self.0 & 1 << day != 0
    }
}

impl Zone {
    /// A zone of the IANA database, by its name.
    ///
    /// # Errors
    ///
    /// [`ScheduleError::Zone`] when the database that comes with Tansiq has none of that name.
    pub fn iana(name: &str) -> Result<Self, ScheduleError> {
        windows::time_zone(name).map(|_| Self::Iana(name.to_owned()))
    }
}

/// Why windows could not be given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScheduleError {
    /// The span asked for is longer than [`MAX_SPAN_DAYS`] or runs backwards.
    #[error("span of {days} days is not between 0 and {MAX_SPAN_DAYS} days")]
    Span {
        /// Its length in days.
        days: i64,
    },
    /// The span asked for is not within the years 1900 to 2199.
    #[error("instant {us} µs is not within the years 1900 to 2199")]
    Instant {
        /// The instant, microseconds since the Unix epoch.
        us: i64,
    },
    /// No such time zone, or an offset above a day.
    #[error("time zone {name:?} is not in the IANA database")]
    Zone {
        /// The name given.
        name: String,
    },
    /// The schedule has more daily periods than can be looked at.
    #[error("schedule needs more than {MAX_DAY_STEPS} days of daily periods to be looked at; ask for a shorter span")]
    TooManySteps,
    /// There are more windows than can be given.
    #[error("schedule has more than {MAX_WINDOWS} windows; ask for a shorter span")]
    TooManyWindows,
}

#[cfg(test)]
#[path = "schedule_tests.rs"]
mod tests;
