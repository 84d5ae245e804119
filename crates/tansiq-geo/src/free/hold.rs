//! The shortest wait under way that leaves a plan free, and before which volume.
//!
//! What a wait is stands at [`Shift::Hold`](crate::Shift). A wait of `d` before volume `i` is free
//! if these three are:
//!
//! 1. The volumes before `i` as they were, so `i` is at most the first volume in conflict.
//! 2. Volume `i - 1` for as long as the flight waits in it. Every obstacle that comes after it
//!    allows some `d` at most.
//! 3. The volumes from `i` on, later by `d`. Every obstacle forbids an interval of `d`.
//!
//! A wait before volume 1 takes all the room that a later start does and is never better than it;
//! it pays to wait where others come and go between the start and the conflict.
//!
//! As `i` falls, the third forbids more and more. So one sweep serves all `i`: it only ever moves
//! up, and every pair enters it once.

use crate::{Alternative, Search, SearchError, Shift, TOUCH_M};

use super::{
    steps::Steps,
    sweep::{Side, Sweep},
};

impl Search<'_> {
    /// The least wait, up to a limit in microseconds, before any one volume; if several volumes
    /// need the same wait, before the earliest of them. Before volume 0 it is the shift of
    /// [`Search::nearest_later`], so a wait is never longer than that.
    ///
    /// # Errors
    ///
    /// See [`Search`].
    pub fn shortest_hold(&mut self, limit_us: u64) -> Result<Option<Alternative>, SearchError> {
        let mut steps = Steps::new();
        let Some(first) = self.first_in_conflict(&mut steps)? else {
            return self.checked(Shift::Hold { before: 0, by_us: 0 }, None);
        };
        let limit_us = i64::try_from(limit_us).unwrap_or(i64::MAX);
        let mut sweep = Sweep::new(0);
        for own in first + 1..self.plan.len() {
            self.add_spans(own, &mut sweep);
        }
        let mut best: Option<(usize, i64, Option<usize>)> = None;
        for before in (0..=first).rev() {
            self.add_spans(before, &mut sweep);
            let is_found = sweep.advance(limit_us, |pair| self.is_over(pair, &mut steps))?;
            let by_us = sweep.at();
            if !is_found || best.is_some_and(|(_, least_us, _)| by_us > least_us) {
                break;
            }
            if self.may_wait_before(before, by_us, &mut steps)? {
                best = Some((before, by_us, sweep.cleared()));
            }
        }
        let Some((before, by_us, cleared)) = best else { return Ok(None) };
        self.checked(Shift::Hold { before, by_us }, cleared)
    }

    fn add_spans(&self, own: usize, sweep: &mut Sweep<i64>) {
        self.pairs_of(own).filter_map(|pair| self.time_span(pair, Side::Up)).for_each(|span| sweep.add(span));
    }

    /// The first volume that conflicts as the plan is.
    fn first_in_conflict(&mut self, steps: &mut Steps) -> Result<Option<usize>, SearchError> {
        for own in 0..self.plan.len() {
            for pair in self.pairs_of(own) {
                let is_now = self.time_span(pair, Side::Up).is_some_and(|span| span.from < 0 && span.until > 0);
                if is_now && self.is_over(pair, steps)? {
                    return Ok(Some(own));
                }
            }
        }
        Ok(None)
    }

    /// Whether the volume before one, which is free as it is, stays free if it ends later.
    fn may_wait_before(&mut self, before: usize, by_us: i64, steps: &mut Steps) -> Result<bool, SearchError> {
        let Some(own) = before.checked_sub(1) else { return Ok(true) };
        for pair in self.pairs_of(own) {
            let (volume, other) = self.volumes(pair);
            let height_m = volume.upper_m().min(other.upper_m()) - volume.lower_m().max(other.lower_m());
            let end_us = volume.end_us().saturating_add(by_us);
            let shared = volume.start_us().max(other.start_us()) < end_us.min(other.end_us());
            if shared && height_m > TOUCH_M && self.is_over(pair, steps)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

#[cfg(test)]
#[path = "hold_tests.rs"]
mod tests;
