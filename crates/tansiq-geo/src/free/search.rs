//! The nearest later, earlier, higher and lower place of a plan.
//!
//! Waiting under way is in `hold.rs`. The order of work: pairs that could meet are found once;
//! each question makes intervals of them and sweeps; whether a pair is over the same ground is
//! found when a sweep first asks, and remembered for the other questions.

use crate::{Obstacles, SearchError, Volume, plan::overlap_on_ground};

use super::{
    near::{Pair, Sharing, near_pairs},
    obstacles::is_free,
    shift::{Alternative, HeightLimits, Shift},
    steps::Steps,
    sweep::{Metres, Side, Span, Sweep, step_up_to},
};

/// The most volumes of one plan.
pub const MAX_PLAN_VOLUMES: usize = 10_000;

pub(super) fn refuse_large(plan: &[Volume]) -> Result<(), SearchError> {
    let is_large = plan.len() > MAX_PLAN_VOLUMES;
    if is_large { Err(SearchError::TooManyVolumes { allowed: MAX_PLAN_VOLUMES }) } else { Ok(()) }
}

/// A search for free places of one plan among obstacles.
///
/// Every question gives the nearest free place of its kind, or nothing if there is none within its
/// limits. A plan that is free is its own nearest place: the shift is 0. A shift that ends where an
/// obstacle begins is free. Whatever is given has passed [`is_free`]; where heights beyond 10⁹ m
/// are too coarse for that, nothing is given.
///
/// All questions fail with [`SearchError::TooManySteps`] when they take more than
/// [`MAX_SEARCH_STEPS`](crate::MAX_SEARCH_STEPS), and with [`SearchError::TooManyNear`].
#[derive(Clone, Debug)]
pub struct Search<'a> {
    pub(super) plan: &'a [Volume],
    obstacles: &'a Obstacles<'a>,
    /// Pairs by their volume, and what has been found of them.
    pairs: Vec<Pair>,
    grounds: Vec<Option<bool>>,
}

impl<'a> Search<'a> {
    /// Finds what is near to a plan, at whatever height or time.
    ///
    /// # Errors
    ///
    /// [`SearchError::TooManyVolumes`], [`SearchError::TooManyNear`] or
    /// [`SearchError::TooManySteps`].
    pub fn new(plan: &'a [Volume], obstacles: &'a Obstacles<'a>) -> Result<Self, SearchError> {
        refuse_large(plan)?;
        let mut pairs = near_pairs(plan, obstacles, Sharing::Either, &mut Steps::new())?;
        pairs.sort_unstable();
        let grounds = vec![None; pairs.len()];
        Ok(Self { plan, obstacles, pairs, grounds })
    }

    /// The least time by which the whole plan must be later, up to a limit in microseconds.
    ///
    /// # Errors
    ///
    /// See [`Search`].
    pub fn nearest_later(&mut self, limit_us: u64) -> Result<Option<Alternative>, SearchError> {
        let Some((by_us, cleared)) = self.time_shift(limit_us, Side::Up)? else { return Ok(None) };
        self.checked(Shift::Time { by_us }, cleared)
    }

    /// The least time by which the whole plan must be earlier, up to a limit in microseconds. The
    /// limit is also what keeps a plan from starting in the past.
    ///
    /// # Errors
    ///
    /// See [`Search`].
    pub fn nearest_earlier(&mut self, limit_us: u64) -> Result<Option<Alternative>, SearchError> {
        let Some((by_us, cleared)) = self.time_shift(limit_us, Side::Down)? else { return Ok(None) };
        self.checked(Shift::Time { by_us: -by_us }, cleared)
    }

    /// The least height by which the whole plan must be raised so that it is free and within
    /// limits. A plan above the upper limit has no place higher; one below the lower limit is
    /// raised to it at least.
    ///
    /// The shift is rounded up if a lower bound would else come to lie below the obstacle's upper
    /// one by rounding. It is the least to within [`TOUCH_M`](crate::TOUCH_M).
    ///
    /// # Errors
    ///
    /// See [`Search`].
    pub fn nearest_higher(&mut self, limits: HeightLimits) -> Result<Option<Alternative>, SearchError> {
        let Some((by_m, cleared)) = self.height_shift(limits, Side::Up)? else { return Ok(None) };
        self.checked(Shift::Height { by_m }, cleared)
    }

    /// The least height by which the whole plan must be lowered, in the same way.
    ///
    /// # Errors
    ///
    /// See [`Search`].
    pub fn nearest_lower(&mut self, limits: HeightLimits) -> Result<Option<Alternative>, SearchError> {
        let Some((by_m, cleared)) = self.height_shift(limits, Side::Down)? else { return Ok(None) };
        self.checked(Shift::Height { by_m: 0.0 - by_m }, cleared)
    }

    fn time_shift(&mut self, limit_us: u64, side: Side) -> Result<Option<(i64, Option<usize>)>, SearchError> {
        let mut sweep = Sweep::new(0);
        (0..self.pairs.len()).filter_map(|pair| self.time_span(pair, side)).for_each(|span| sweep.add(span));
        let mut steps = Steps::new();
        let limit_us = i64::try_from(limit_us).unwrap_or(i64::MAX);
        let found = sweep.advance(limit_us, |pair| self.is_over(pair, &mut steps))?;
        Ok(found.then(|| (sweep.at(), sweep.cleared())))
    }

    fn height_shift(&mut self, limits: HeightLimits, side: Side) -> Result<Option<(f64, Option<usize>)>, SearchError> {
        let Some((start_m, limit_m)) = self.height_room(limits, side) else { return Ok(None) };
        let mut sweep = Sweep::new(Metres(start_m));
        let span = |pair: usize| {
            let (own, other) = self.volumes(pair);
            side.height_span(own, other, pair)
        };
        (0..self.pairs.len()).filter_map(span).for_each(|span| sweep.add(span));
        let mut steps = Steps::new();
        // What exceeds the limit by rounding is put back to it, and touches.
        let found = sweep.advance(Metres(limit_m + crate::TOUCH_M), |pair| self.is_over(pair, &mut steps))?;
        Ok(found.then(|| (sweep.at().0.min(limit_m), sweep.cleared())))
    }

    /// The least and the greatest step upwards that leave the plan within limits, 0 or more.
    fn height_room(&self, limits: HeightLimits, side: Side) -> Option<(f64, f64)> {
        let range = |volume: &Volume| side.heights((volume.lower_m(), volume.upper_m()));
        let wider = |a: (f64, f64), b: (f64, f64)| (a.0.min(b.0), a.1.max(b.1));
        let (min_m, max_m) = side.heights((limits.min_m(), limits.max_m()));
        let Some((lowest_m, highest_m)) = self.plan.iter().map(range).reduce(wider) else { return Some((0.0, 0.0)) };
        // A plan without a bound is nowhere within a limit.
        let start_m = if min_m == f64::NEG_INFINITY { 0.0 } else { step_up_to(lowest_m, min_m).max(0.0) };
        let limit_m = if max_m == f64::INFINITY { f64::INFINITY } else { 0.0 - step_up_to(-highest_m, -max_m) };
        (start_m.is_finite() && start_m <= limit_m).then_some((start_m, limit_m))
    }

    /// The change as it is handed out, if it is truly free.
    pub(super) fn checked(&self, shift: Shift, cleared: Option<usize>) -> Result<Option<Alternative>, SearchError> {
        let Some(volumes) = shift.apply(self.plan) else { return Ok(None) };
        if !is_free(&volumes, self.obstacles)? {
            return Ok(None);
        }
        let clears = cleared.map(|pair| (self.pairs[pair].0 as usize, self.pairs[pair].1 as usize));
        Ok(Some(Alternative { shift, clears, volumes }))
    }

    /// The indices of the pairs of one volume.
    pub(super) fn pairs_of(&self, own: usize) -> std::ops::Range<usize> {
        let before = |own: usize| self.pairs.partition_point(|pair| (pair.0 as usize) < own);
        before(own)..before(own + 1)
    }

    /// The volume of a pair, and its obstacle.
    pub(super) fn volumes(&self, pair: usize) -> (&'a Volume, &'a Volume) {
        let pair = self.pairs[pair];
        (&self.plan[pair.0 as usize], self.obstacles.of(pair))
    }

    /// The shifts in time that a pair forbids if it is over the same ground.
    pub(super) fn time_span(&self, pair: usize, side: Side) -> Option<Span<i64>> {
        let (own, other) = self.volumes(pair);
        side.time_span(own, other, pair)
    }

    /// Whether the volumes of a pair overlap on the ground.
    pub(super) fn is_over(&mut self, pair: usize, steps: &mut Steps) -> Result<bool, SearchError> {
        if let Some(known) = self.grounds[pair] {
            return Ok(known);
        }
        let (own, other) = self.volumes(pair);
        steps.spend_on(own, other)?;
        let found = overlap_on_ground(own, other);
        self.grounds[pair] = Some(found);
        Ok(found)
    }
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
