//! The least shift outside of many forbidden intervals.
//!
//! A sweep stands at a shift and moves up past every interval that holds it, in the order in which
//! intervals begin. Whether an interval counts at all, that is whether its volumes are over the
//! same ground, is asked only of those in the way; that is what costs. Shifts downwards are swept
//! upwards in a mirrored world, see [`Side`].

use std::{
    cmp::{Ordering, Reverse},
    collections::BinaryHeap,
};

use crate::{
    SearchError, TOUCH_M, Volume,
    plan::{forbidden_between_heights, forbidden_between_times},
};

/// Shifts that a pair forbids if its volumes are over the same ground.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span<T> {
    /// Shifts above this are forbidden.
    pub(super) from: T,
    /// Shifts below this are forbidden.
    pub(super) until: T,
    /// Where to go on from within; nothing if there is no end.
    pub(super) exit: Option<T>,
    /// Index of the pair.
    pub(super) pair: usize,
}

/// Intervals, and the least shift not known to be in one.
pub(super) struct Sweep<T> {
    /// Every shift from the start up to this one is forbidden.
    at: T,
    /// The pair that was passed last.
    cleared: Option<usize>,
    spans: Vec<Span<T>>,
    /// Those not passed yet, by where they begin.
    waiting: BinaryHeap<Reverse<(T, usize)>>,
}

impl<T: Copy + Ord> Sweep<T> {
    pub(super) fn new(start: T) -> Self {
        Self { at: start, cleared: None, spans: Vec::new(), waiting: BinaryHeap::new() }
    }

    pub(super) fn at(&self) -> T {
        self.at
    }

    pub(super) fn cleared(&self) -> Option<usize> {
        self.cleared
    }

    pub(super) fn add(&mut self, span: Span<T>) {
        // The sweep never goes back.
        if span.until > self.at {
            self.waiting.push(Reverse((span.from, self.spans.len())));
            self.spans.push(span);
        }
    }

    /// Moves to the least shift that no interval added so far forbids. Says false if that is above
    /// the limit; the sweep is of no more use then.
    pub(super) fn advance(
        &mut self,
        limit: T,
        mut counts: impl FnMut(usize) -> Result<bool, SearchError>,
    ) -> Result<bool, SearchError> {
        while let Some(Reverse((from, index))) = self.waiting.peek().copied()
            && from < self.at
        {
            self.waiting.pop();
            let Span { until, exit, pair, .. } = self.spans[index];
            if until <= self.at || !counts(pair)? {
                continue;
            }
            self.cleared = Some(pair);
            match exit {
                Some(exit) if exit <= limit => self.at = exit,
                _ => return Ok(false),
            }
        }
        Ok(true)
    }
}

/// A shift in height, in metres: never NaN, and therefore in order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Metres(pub(super) f64);

impl Eq for Metres {}

impl PartialOrd for Metres {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Metres {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.partial_cmp(&other.0).unwrap_or(Ordering::Equal)
    }
}

/// To which side a shift is looked for: later and higher, or earlier and lower. The latter is the
/// former with the axis turned round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Up,
    Down,
}

impl Side {
    /// The times of a volume on the axis.
    fn times(self, volume: &Volume) -> (i64, i64) {
        let turned = |time_us: i64| match time_us {
            // The ends that are no bounds turn into each other.
            i64::MIN => i64::MAX,
            i64::MAX => i64::MIN,
            _ => -time_us,
        };
        match self {
            Self::Up => (volume.start_us(), volume.end_us()),
            Self::Down => (turned(volume.end_us()), turned(volume.start_us())),
        }
    }

    /// A range of heights on the axis.
    pub(super) fn heights(self, (lower_m, upper_m): (f64, f64)) -> (f64, f64) {
        match self {
            Self::Up => (lower_m, upper_m),
            // Zero has one sign only.
            Self::Down => (0.0 - upper_m, 0.0 - lower_m),
        }
    }

    /// The shifts in time that a pair forbids, given that heights overlap.
    pub(super) fn time_span(self, own: &Volume, other: &Volume, pair: usize) -> Option<Span<i64>> {
        let height_m = own.upper_m().min(other.upper_m()) - own.lower_m().max(other.lower_m());
        if height_m <= TOUCH_M {
            return None;
        }
        let forbidden = forbidden_between_times(self.times(own), self.times(other))?;
        let exit = (forbidden.below < i64::MAX).then_some(forbidden.below);
        Some(Span { from: forbidden.above, until: forbidden.below, exit, pair })
    }

    /// The shifts in height that a pair forbids, given that times overlap. What is within
    /// [`TOUCH_M`] of an end touches; the way out goes to the end itself.
    pub(super) fn height_span(self, own: &Volume, other: &Volume, pair: usize) -> Option<Span<Metres>> {
        if own.start_us().max(other.start_us()) >= own.end_us().min(other.end_us()) {
            return None;
        }
        let own = self.heights((own.lower_m(), own.upper_m()));
        let other = self.heights((other.lower_m(), other.upper_m()));
        let forbidden = forbidden_between_heights(own, other)?;
        let exit = forbidden.below.is_finite().then(|| Metres(step_up_to(own.0, other.1)));
        Some(Span { from: Metres(forbidden.above + TOUCH_M), until: Metres(forbidden.below - TOUCH_M), exit, pair })
    }
}

/// How often a step in height is made longer by the least there is. Rounding asks for one or two.
const MAX_ROUNDINGS: usize = 4;

/// The least step, to within rounding, that takes one height to another or above it.
pub(super) fn step_up_to(from_m: f64, to_m: f64) -> f64 {
    let mut step_m = to_m - from_m;
    for _ in 0..MAX_ROUNDINGS {
        if from_m + step_m >= to_m {
            break;
        }
        step_m = step_m.next_up();
    }
    step_m
}

#[cfg(test)]
#[path = "sweep_tests.rs"]
mod tests;
