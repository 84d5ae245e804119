//! The bound of all work on one question.

use crate::{Outline, SearchError, Volume};

/// The most steps that one question may take: a look at the bounds of a pair is one, holding two
/// outlines against each other is 16 for each of their vertices.
///
/// By the figures of `examples/verdict_speed.rs` a step takes 1 to 15 ns, the most where outlines
/// coincide or wind into each other, so it is reached after 0.3 to 5 s. Of the plans of
/// `examples/alternatives_speed.rs` none takes more than 3 million. How deep a conflict is, which
/// takes longer than whether it is one, is not counted: whoever lists conflicts decides how many.
pub const MAX_SEARCH_STEPS: u64 = 300_000_000;

/// What a vertex costs when outlines are held against each other (20 to 250 ns).
const STEPS_PER_VERTEX: u64 = 16;

/// The steps that are left.
#[derive(Debug)]
pub(super) struct Steps(u64);

impl Steps {
    pub(super) fn new() -> Self {
        Self(MAX_SEARCH_STEPS)
    }

    /// Takes some of them.
    pub(super) fn spend(&mut self, steps: u64) -> Result<(), SearchError> {
        self.0 = self.0.checked_sub(steps).ok_or(SearchError::TooManySteps { allowed: MAX_SEARCH_STEPS })?;
        Ok(())
    }

    /// Takes what it costs to hold two volumes against each other on the ground.
    pub(super) fn spend_on(&mut self, a: &Volume, b: &Volume) -> Result<(), SearchError> {
        self.spend(STEPS_PER_VERTEX * (vertices(a) + vertices(b)))
    }
}

fn vertices(volume: &Volume) -> u64 {
    match volume.outline() {
        Outline::Polygon(polygon) => polygon.vertices().len() as u64,
        Outline::Circle(_) => 1,
    }
}

#[cfg(test)]
#[path = "steps_tests.rs"]
mod tests;
