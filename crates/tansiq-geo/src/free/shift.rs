//! How a plan can be moved as a whole, what that costs, and the plan that comes of it.
//!
//! By how much is found in `search.rs` and `hold.rs`.

use crate::{Volume, VolumeError};

/// A change of a plan that leaves its ground alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shift {
    /// All volumes start and end later by so many microseconds, or earlier if negative.
    Time {
        /// Microseconds.
        by_us: i64,
    },
    /// All volumes are higher by so many metres, or lower if negative.
    Height {
        /// Metres.
        by_m: f64,
    },
    /// The flight waits before one of its volumes, that is in the one before it.
    ///
    /// The volumes are flown in their order. With a wait of `by_us` before volume `i`:
    ///
    /// - the volumes before `i - 1` stay as they are;
    /// - volume `i - 1` starts as before and ends later by `by_us`, for there the flight waits;
    /// - the volumes from `i` on start and end later by `by_us`.
    ///
    /// Waiting before volume 0 is to start later.
    Hold {
        /// Index in the plan of the volume that is waited for.
        before: usize,
        /// Microseconds, not negative.
        by_us: i64,
    },
}

impl Shift {
    /// How much later the plan ends, in seconds; less than 0 if earlier.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        match *self {
            Self::Time { by_us } | Self::Hold { by_us, .. } => by_us as f64 / 1e6,
            Self::Height { .. } => 0.0,
        }
    }

    /// How much higher the plan is, in metres; less than 0 if lower.
    #[must_use]
    pub fn metres(&self) -> f64 {
        match *self {
            Self::Height { by_m } => by_m,
            Self::Time { .. } | Self::Hold { .. } => 0.0,
        }
    }

    /// The plan with the change made. A bound that is unlimited stays so.
    ///
    /// Nothing if there is no such plan: a time beyond what 64 bits hold, a height that is no
    /// number, a wait that is negative or before a volume that the plan does not have (a plan
    /// without volumes has no wait but that before volume 0).
    #[must_use]
    pub fn apply(&self, plan: &[Volume]) -> Option<Vec<Volume>> {
        match *self {
            Self::Time { by_us } => plan.iter().map(|volume| shift_times(volume, by_us, by_us)).collect(),
            Self::Height { by_m } => plan.iter().map(|volume| shift_heights(volume, by_m)).collect(),
            Self::Hold { before, by_us } => {
                if by_us < 0 || before > 0 && before >= plan.len() {
                    return None;
                }
                let moved = plan.iter().enumerate().map(|(index, volume)| {
                    let start_by_us = if index >= before { by_us } else { 0 };
                    let end_by_us = if index + 1 >= before { by_us } else { 0 };
                    shift_times(volume, start_by_us, end_by_us)
                });
                moved.collect()
            }
        }
    }
}

fn shift_times(volume: &Volume, start_by_us: i64, end_by_us: i64) -> Option<Volume> {
    let is_bound = |time_us: i64| time_us != i64::MIN && time_us != i64::MAX;
    let shift = |time_us: i64, by_us: i64| {
        if is_bound(time_us) { time_us.checked_add(by_us).filter(|time_us| is_bound(*time_us)) } else { Some(time_us) }
    };
    let (start_us, end_us) = (shift(volume.start_us(), start_by_us)?, shift(volume.end_us(), end_by_us)?);
    volume.clone().between_times(start_us, end_us).ok()
}

fn shift_heights(volume: &Volume, by_m: f64) -> Option<Volume> {
    if !by_m.is_finite() {
        return None;
    }
    volume.clone().between_heights(volume.lower_m() + by_m, volume.upper_m() + by_m).ok()
}

/// A free place of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// The change, and so what it costs.
    pub shift: Shift,
    /// Index in the plan and index of the obstacle of the pair that decides the shift: these two
    /// touch now. Nothing if no obstacle does, that is if the plan was free or only had to come
    /// within limits of height.
    pub clears: Option<(usize, usize)>,
    /// The plan with the change made, as it was found free.
    pub volumes: Vec<Volume>,
}

/// Between which heights a plan may be: its lowest and its highest bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeightLimits {
    min_m: f64,
    max_m: f64,
}

impl HeightLimits {
    /// Limits in metres above the WGS84 ellipsoid; an infinite one is no limit. A plan may touch
    /// them.
    ///
    /// # Errors
    ///
    /// [`VolumeError::Height`] or [`VolumeError::HeightsReversed`], as for a volume.
    pub fn new(min_m: f64, max_m: f64) -> Result<Self, VolumeError> {
        if min_m.is_nan() || max_m.is_nan() || min_m == f64::INFINITY || max_m == f64::NEG_INFINITY {
            return Err(VolumeError::Height { lower_m: min_m, upper_m: max_m });
        }
        if min_m > max_m {
            return Err(VolumeError::HeightsReversed { lower_m: min_m, upper_m: max_m });
        }
        Ok(Self { min_m, max_m })
    }

    /// The lower limit in metres.
    #[must_use]
    pub fn min_m(&self) -> f64 {
        self.min_m
    }

    /// The upper limit in metres.
    #[must_use]
    pub fn max_m(&self) -> f64 {
        self.max_m
    }
}

#[cfg(test)]
#[path = "shift_tests.rs"]
mod tests;
