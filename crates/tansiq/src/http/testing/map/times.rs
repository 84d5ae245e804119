//! When a feature is there, held against a range of time.
//!
//! Schedules repeat by the week and, with the sun, by the year. So a range without an end, or a long one, is answered from
//! its first [`MAX_SPAN_DAYS`] days, one without a start from its last ones.

use tansiq_core::Span;
use tansiq_formats::Schedule;
use tansiq_formats::bounds::MAX_SPAN_DAYS;
use tansiq_formats::schedule::Period;
use tansiq_geo::LatLng;

const SPAN_US: i64 = MAX_SPAN_DAYS * 86_400 * 1_000_000;
/// 1900-01-01 and 2200-01-01, between which schedules are worked out.
const WORKED_OUT_US: (i64, i64) = (-2_208_988_800_000_000, 7_258_118_400_000_000);

/// When a feature is there.
#[derive(Clone, Debug)]
pub(super) enum Times {
    /// As its file says.
    Schedule(Schedule),
    /// In these windows.
    Windows(Vec<Span>),
}

impl Times {
    /// Whether it is there at some time of a range, both ends included; an absent end is none. `now_us` is where a
    /// schedule is looked at if neither is given.
    ///
    /// # Errors
    /// Why its schedule could not be worked out.
    pub(super) fn meet(&self, place: LatLng, range: (Option<i64>, Option<i64>), now_us: i64) -> Result<bool, String> {
        let (from, to) = range;
        match self {
            Times::Windows(windows) => {
                let meets =
                    |window: &Span| from.is_none_or(|from| window.end.0 >= from) && to.is_none_or(|to| window.start.0 <= to);
                Ok(windows.iter().any(meets))
            }
            Times::Schedule(Schedule::Permanent) => Ok(true),
            Times::Schedule(Schedule::Periods(periods)) => {
                for period in periods {
                    if in_period(period, place, range, now_us)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
        }
    }

    /// How much work an answer is, in the units of `query.rs`.
    pub(super) fn cost(&self) -> u64 {
        match self {
            Times::Windows(windows) => windows.len() as u64,
            Times::Schedule(Schedule::Permanent) => 1,
            Times::Schedule(Schedule::Periods(periods)) => {
                periods.iter().map(|period| 1 + period.daily.len() as u64 * MAX_SPAN_DAYS.unsigned_abs() * 4).sum()
            }
        }
    }
}

fn in_period(period: &Period, place: LatLng, range: (Option<i64>, Option<i64>), now_us: i64) -> Result<bool, String> {
    let later = |a: Option<i64>, b: Option<i64>| a.max(b);
    let earlier = |a: Option<i64>, b: Option<i64>| match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    let (from, to) = (later(period.start_us, range.0), earlier(period.end_us, range.1));
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        return Ok(false);
    }
    if period.daily.is_empty() {
        return Ok(true);
    }
    let (from, to) = match (from, to) {
        (Some(from), Some(to)) => (from, to.min(from.saturating_add(SPAN_US))),
        (Some(from), None) => (from, from.saturating_add(SPAN_US)),
        (None, Some(to)) => (to.saturating_sub(SPAN_US), to),
        (None, None) => (now_us, now_us.saturating_add(SPAN_US)),
    };
    let (first, last) = WORKED_OUT_US;
    let (from, to) = (from.clamp(first, last - 1), to.clamp(first, last - 1));
    let daily = Schedule::Periods(vec![Period { start_us: None, end_us: None, daily: period.daily.clone() }]);
    // Windows end before their last instant, so a range of one instant is looked at for the one after it.
    let windows = daily.windows(place, from, to.max(from + 1)).map_err(|error| error.to_string())?;
    Ok(!windows.is_empty())
}

#[cfg(test)]
#[path = "times_tests.rs"]
mod tests;
