//! The volumes of others, prepared to be held against plans; and the verdict on a plan among them.
//!
//! Preparing copies 64 bytes for each obstacle and works nothing out, so it is done anew for each
//! question, or for several at one moment. Nothing is kept that could be stale.

use crate::{Conflict, SearchError, Verdict, Volume, bounds::Bounds, overlap, overlaps};

use super::{
    near::{Pair, Sharing, near_pairs},
    search::refuse_large,
    steps::Steps,
};

/// The most obstacles at once.
pub const MAX_OBSTACLES: usize = 1_000_000;

/// Volumes that a plan must keep clear of. An obstacle is known by its place in the order in which
/// they were given, counted from 0.
#[derive(Clone, Debug)]
pub struct Obstacles<'a> {
    volumes: Vec<&'a Volume>,
    bounds: Vec<Bounds>,
}

impl<'a> Obstacles<'a> {
    /// Prepares the volumes of others, in any order.
    ///
    /// # Errors
    ///
    /// [`SearchError::TooManyObstacles`] if there are more than [`MAX_OBSTACLES`].
    pub fn new(volumes: impl IntoIterator<Item = &'a Volume>) -> Result<Self, SearchError> {
        let volumes = volumes.into_iter();
        let expected = volumes.size_hint().0.min(MAX_OBSTACLES);
        let mut obstacles = Self { volumes: Vec::with_capacity(expected), bounds: Vec::with_capacity(expected) };
        for volume in volumes {
            if obstacles.len() == MAX_OBSTACLES {
                return Err(SearchError::TooManyObstacles { allowed: MAX_OBSTACLES });
            }
            obstacles.volumes.push(volume);
            obstacles.bounds.push(Bounds::of(volume));
        }
        Ok(obstacles)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.volumes.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.volumes.is_empty()
    }

    /// The obstacle at a place in the order.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&'a Volume> {
        self.volumes.get(index).copied()
    }

    pub(super) fn bounds(&self) -> &[Bounds] {
        &self.bounds
    }

    /// The obstacle of a pair that was found among these.
    pub(super) fn of(&self, pair: Pair) -> &'a Volume {
        self.volumes[pair.1 as usize]
    }
}

/// All pairs of a volume of a plan and an obstacle that overlap, by the obstacle (`second`) and
/// then by the volume (`first`): what [`conflicts`](crate::conflicts) gives, among many.
///
/// Which pairs could overlap is found at once. Whether and by how much they do is found as they
/// are asked for, so the caller decides how many.
///
/// # Errors
///
/// [`SearchError::TooManyVolumes`], [`SearchError::TooManyNear`], and [`SearchError::TooManySteps`]
/// if looking at all pairs would take too many.
pub fn conflicts_among<'a>(
    plan: &'a [Volume],
    obstacles: &'a Obstacles<'a>,
) -> Result<impl Iterator<Item = Conflict> + 'a, SearchError> {
    refuse_large(plan)?;
    let mut steps = Steps::new();
    let mut pairs = near_pairs(plan, obstacles, Sharing::Both, &mut steps)?;
    for pair in &pairs {
        steps.spend_on(&plan[pair.0 as usize], obstacles.of(*pair))?;
    }
    pairs.sort_unstable_by_key(|&(own, other)| (other, own));
    Ok(pairs.into_iter().filter_map(move |pair| {
        let (first, second) = (pair.0 as usize, pair.1 as usize);
        match overlap(&plan[first], obstacles.of(pair)) {
            Verdict::Overlap(overlap) => Some(Conflict { first, second, overlap }),
            Verdict::Apart(_) | Verdict::Touching => None,
        }
    }))
}

/// Whether a plan conflicts with no obstacle. Touching is no conflict.
///
/// # Errors
///
/// [`SearchError::TooManyVolumes`], [`SearchError::TooManyNear`], and [`SearchError::TooManySteps`]
/// if no conflict was found within so many.
pub fn is_free(plan: &[Volume], obstacles: &Obstacles<'_>) -> Result<bool, SearchError> {
    refuse_large(plan)?;
    let mut steps = Steps::new();
    for pair in near_pairs(plan, obstacles, Sharing::Both, &mut steps)? {
        let (own, other) = (&plan[pair.0 as usize], obstacles.of(pair));
        steps.spend_on(own, other)?;
        if overlaps(own, other) {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
#[path = "obstacles_tests.rs"]
mod tests;
