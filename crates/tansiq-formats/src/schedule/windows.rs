//! From a schedule to windows. What each choice is and why is in `schedule.rs`.

use jiff::{
    Timestamp,
    civil::Date,
    tz::{TimeZone, TimeZoneDatabase},
};
use tansiq_geo::LatLng;

use super::{Daily, Moment, Period, Schedule, ScheduleError, Zone, sun::Sun};
use crate::bounds::{MAX_DAY_STEPS, MAX_SPAN_DAYS, MAX_WINDOWS};

const SECOND_US: i64 = 1_000_000;
const DAY_S: i64 = 86_400;
/// 1900-01-01 and 2200-01-01.
const FIRST_US: i64 = -2_208_988_800 * SECOND_US;
const END_US: i64 = 7_258_118_400 * SECOND_US;
/// A daily period that begins this many days before a span can still reach into it: it may run to the next day's end, and
/// the sun's day may be named after the day before or after.
const REACH_DAYS: i64 = 3;

/// A window: start and end, microseconds since the Unix epoch.
type Window = (i64, i64);

impl Schedule {
    /// The active windows of a span at a place, in microseconds since the Unix epoch, UTC: `start ≤ t < end`, sorted,
    /// apart from each other, cut to the span. An empty span has none.
    ///
    /// The place matters where the sun does.
    ///
    /// # Errors
    ///
    /// [`ScheduleError`], for a span that is too long or too far away, an unknown time zone or too much work.
    pub fn windows(&self, place: LatLng, from_us: i64, to_us: i64) -> Result<Vec<Window>, ScheduleError> {
        check_span(from_us, to_us)?;
        let mut windows = match self {
            Self::Permanent => vec![(from_us, to_us)],
            Self::Periods(periods) => Calendar { sun: Sun::new(place), place, steps: 0 }.windows(periods, from_us, to_us)?,
        };
        windows.retain(|(start, end)| start < end);
        let merged = merge(windows);
        if merged.len() > MAX_WINDOWS {
            return Err(ScheduleError::TooManyWindows);
        }
        Ok(merged)
    }

    /// Whether it is active at an instant.
    ///
    /// # Errors
    ///
    /// As [`Schedule::windows`].
    pub fn is_active(&self, place: LatLng, at_us: i64) -> Result<bool, ScheduleError> {
        self.windows(place, at_us, at_us.saturating_add(1)).map(|windows| !windows.is_empty())
    }
}

/// A zone of the bundled database.
pub(super) fn time_zone(name: &str) -> Result<TimeZone, ScheduleError> {
    TimeZoneDatabase::bundled().get(name).map_err(|_| ScheduleError::Zone { name: name.into() })
}

fn check_span(from_us: i64, to_us: i64) -> Result<(), ScheduleError> {
    if let Some(us) = [from_us, to_us].into_iter().find(|us| !(FIRST_US..=END_US).contains(us)) {
        return Err(ScheduleError::Instant { us });
    }
    let span_us = to_us - from_us;
    if !(0..=MAX_SPAN_DAYS * DAY_S * SECOND_US).contains(&span_us) {
        return Err(ScheduleError::Span { days: span_us.div_euclid(DAY_S * SECOND_US) });
    }
    Ok(())
}

/// Sorted windows of which none meet.
fn merge(mut windows: Vec<Window>) -> Vec<Window> {
    windows.sort_unstable();
    let mut merged: Vec<Window> = Vec::with_capacity(windows.len());
    for (start, end) in windows {
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    merged
}

/// The days at a place.
struct Calendar {
    sun: Sun,
    place: LatLng,
    steps: usize,
}

/// A zone that can be asked.
enum Clock {
    Fixed(i64),
    Rules(TimeZone),
}

impl Calendar {
    fn windows(&mut self, periods: &[Period], from_us: i64, to_us: i64) -> Result<Vec<Window>, ScheduleError> {
        let mut windows = Vec::new();
        for period in periods {
            self.step()?;
            let from_us = period.start_us.unwrap_or(i64::MIN).max(from_us);
            let to_us = period.end_us.unwrap_or(i64::MAX).min(to_us);
            if from_us >= to_us {
                continue;
            }
            if period.daily.is_empty() {
                windows.push((from_us, to_us));
            }
            for daily in &period.daily {
                self.daily_windows(daily, from_us, to_us, &mut windows)?;
            }
        }
        Ok(windows)
    }

    fn daily_windows(&mut self, daily: &Daily, from_us: i64, to_us: i64, windows: &mut Vec<Window>) -> Result<(), ScheduleError> {
        let clock = self.clock(&daily.zone)?;
        let day_us = DAY_S * SECOND_US;
        for day in from_us.div_euclid(day_us) - REACH_DAYS..=to_us.div_euclid(day_us) + REACH_DAYS {
            self.step()?;
            // Day 0, 1970-01-01, was a Thursday: 3 from Monday.
            if !daily.days.contains((day + 3).rem_euclid(7) as u8) {
                continue;
            }
            if let Some((start, end)) = self.window_of(daily, &clock, day) {
                windows.push((start.max(from_us), end.min(to_us)));
            }
        }
        Ok(())
    }

    /// The window of the day that is so many days after 1970-01-01.
    fn window_of(&mut self, daily: &Daily, clock: &Clock, day: i64) -> Option<Window> {
        let start = self.instant(daily.start, clock, day, Side::Start).filter(|_| clock.has_day(day))?;
        let next_day = match (daily.start, daily.end) {
            (Moment::ClockS(start), Moment::ClockS(end)) => end <= start,
            (Moment::Sun(start), Moment::Sun(end)) => end <= start,
            _ => self.instant(daily.end, clock, day, Side::End).is_none_or(|end| end <= start),
        };
        let end = self.instant(daily.end, clock, day + i64::from(next_day), Side::End)?;
        Some((start, end))
    }

    fn instant(&mut self, moment: Moment, clock: &Clock, day: i64, side: Side) -> Option<i64> {
        match moment {
            Moment::ClockS(second) => clock.instant_us(day, i64::from(second.min(DAY_S as u32)), side),
            // The sun's days are counted by the place's mean noon; the one meant is the one whose noon is on this date.
            Moment::Sun(event) => {
                let solar_day =
                    [day, day - 1, day + 1].into_iter().find(|solar| clock.day_of(self.sun.mean_noon_us(*solar)) == Some(day))?;
                Some(self.sun.event_us(event, solar_day))
            }
        }
    }

    fn clock(&self, zone: &Zone) -> Result<Clock, ScheduleError> {
        match zone {
            Zone::OffsetS(offset) if i64::from(*offset).abs() <= DAY_S => Ok(Clock::Fixed(i64::from(*offset))),
            Zone::OffsetS(offset) => Err(ScheduleError::Zone { name: format!("{offset} s") }),
            Zone::Iana(name) => time_zone(name).map(Clock::Rules),
            Zone::LocalMean => Ok(Clock::Fixed((self.place.lng_deg() * 240.0).round() as i64)),
        }
    }

    fn step(&mut self) -> Result<(), ScheduleError> {
        self.steps += 1;
        if self.steps > MAX_DAY_STEPS { Err(ScheduleError::TooManySteps) } else { Ok(()) }
    }
}

/// Which end of a window an instant is, for times that a change of the clock skips or repeats.
#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

impl Clock {
    fn instant_us(&self, day: i64, second: i64, side: Side) -> Option<i64> {
        match self {
            Self::Fixed(offset) => Some((day * DAY_S + second - offset) * SECOND_US),
            Self::Rules(zone) => {
                // 24:00 is 00:00 of the next date.
                let date = date(day + second / DAY_S)?;
                let second = (second % DAY_S) as i32;
                let wall = date.at((second / 3600) as i8, (second / 60 % 60) as i8, (second % 60) as i8, 0);
                let ambiguous = zone.to_ambiguous_timestamp(wall);
                let instant = match side {
                    Side::Start => ambiguous.earlier(),
                    Side::End => ambiguous.later(),
                };
                instant.ok().map(Timestamp::as_microsecond)
            }
        }
    }

    /// Whether the zone has that date: Apia went from 29 to 31 December 2011.
    fn has_day(&self, day: i64) -> bool {
        [Side::Start, Side::End]
            .into_iter()
            .any(|side| self.instant_us(day, DAY_S / 2, side).and_then(|noon| self.day_of(noon)) == Some(day))
    }

    /// The date of an instant, in days after 1970-01-01.
    fn day_of(&self, us: i64) -> Option<i64> {
        let offset_s = match self {
            Self::Fixed(offset) => *offset,
            Self::Rules(zone) => i64::from(zone.to_offset(Timestamp::from_microsecond(us).ok()?).seconds()),
        };
        Some((us.div_euclid(SECOND_US) + offset_s).div_euclid(DAY_S))
    }
}

/// The date that is so many days after 1970-01-01.
fn date(day: i64) -> Option<Date> {
    Timestamp::from_second(day * DAY_S).ok().map(|instant| TimeZone::UTC.to_datetime(instant).date())
}

/// The first instant from which [`offsets_s`] looks when a period has no start: 2020-01-01.
const OFFSETS_FROM_US: i64 = 1_577_836_800 * SECOND_US;
/// How many changes of a zone are looked at: two a year for fifty years.
const MAX_CHANGES: usize = 100;

/// The offsets from UTC, in seconds, that a zone has in a span. An unknown zone has UTC's.
pub(crate) fn offsets_s(name: &str, start_us: Option<i64>, end_us: Option<i64>) -> Vec<i64> {
    let Ok(zone) = time_zone(name) else { return vec![0] };
    let first = start_us.or(end_us.filter(|end| *end < OFFSETS_FROM_US)).unwrap_or(OFFSETS_FROM_US);
    let Ok(first) = Timestamp::from_microsecond(first) else { return vec![0] };
    let end_us = end_us.unwrap_or(i64::MAX);
    let later = zone.following(first).take(MAX_CHANGES).take_while(|change| change.timestamp().as_microsecond() < end_us);
    let later: Vec<i64> = later.map(|change| i64::from(change.offset().seconds())).collect();
    [i64::from(zone.to_offset(first).seconds())].into_iter().chain(later).collect()
}
