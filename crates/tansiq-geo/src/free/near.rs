//! Which pairs of a plan's volumes and obstacles could meet, found without looking at all pairs.
//!
//! The plan is halved, and halved again, until one volume remains; obstacles that do not meet the
//! bounds of a half are not carried along into it. Most obstacles are looked at once. This needs
//! nothing to be kept up to date, and does not depend on how obstacles are spread.

use crate::{Obstacles, SearchError, Volume, bounds::Bounds};

use super::steps::Steps;

/// The most pairs of a volume of the plan and an obstacle near to it.
pub const MAX_NEAR_PAIRS: usize = 1_000_000;

/// What a pair must share beside the ground to be of interest.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sharing {
    /// Heights and times: it may be a conflict.
    Both,
    /// Heights or times: it may forbid a shift in the other.
    Either,
}

impl Sharing {
    fn allows(self, a: &Bounds, b: &Bounds) -> bool {
        match self {
            Self::Both => a.share_a_time(b) && a.are_near(b) && a.share_a_height(b),
            Self::Either => a.are_near(b) && (a.share_a_time(b) || a.share_a_height(b)),
        }
    }
}

/// A pair of indices: of a volume of the plan, and of an obstacle.
pub(super) type Pair = (u32, u32);

/// All pairs whose bounds meet, in no order.
pub(super) fn near_pairs(
    plan: &[Volume],
    obstacles: &Obstacles<'_>,
    sharing: Sharing,
    steps: &mut Steps,
) -> Result<Vec<Pair>, SearchError> {
    let own: Vec<Bounds> = plan.iter().map(Bounds::of).collect();
    let mut order: Vec<u32> = (0..plan.len() as u32).collect();
    let mut finder = Finder { own: &own, others: obstacles.bounds(), sharing, steps, pairs: Vec::new() };
    finder.descend(&mut order, 0..obstacles.len() as u32)?;
    Ok(finder.pairs)
}

struct Finder<'a> {
    own: &'a [Bounds],
    others: &'a [Bounds],
    sharing: Sharing,
    steps: &'a mut Steps,
    pairs: Vec<Pair>,
}

impl Finder<'_> {
    /// Finds the pairs of some volumes with some obstacles. It calls itself as deep as the plan
    /// can be halved.
    fn descend(&mut self, own: &mut [u32], others: impl ExactSizeIterator<Item = u32>) -> Result<(), SearchError> {
        self.steps.spend(others.len() as u64)?;
        let all = self.own;
        let Some(bounds) = Bounds::around(own.iter().map(|index| &all[*index as usize])) else { return Ok(()) };
        let near: Vec<u32> = others.filter(|index| self.sharing.allows(&bounds, &self.others[*index as usize])).collect();
        if near.is_empty() {
            return Ok(());
        }
        if let [only] = *own {
            if near.len() > MAX_NEAR_PAIRS - self.pairs.len() {
                return Err(SearchError::TooManyNear { allowed: MAX_NEAR_PAIRS });
            }
            self.pairs.extend(near.iter().map(|other| (only, *other)));
            return Ok(());
        }
        let (left, right) = self.halve(own);
        self.descend(left, near.iter().copied())?;
        self.descend(right, near.iter().copied())
    }

    /// Divides volumes into two halves that lie beside each other where they are spread most.
    fn halve<'b>(&self, own: &'b mut [u32]) -> (&'b mut [u32], &'b mut [u32]) {
        let along = |index: u32, axis: usize| {
            let center = self.own[index as usize].center();
            [center.x, center.y, center.z][axis]
        };
        let extent = |axis: usize| {
            let places = own.iter().map(|index| along(*index, axis));
            places.clone().fold(f64::NEG_INFINITY, f64::max) - places.fold(f64::INFINITY, f64::min)
        };
        let extents = [extent(0), extent(1), extent(2)];
        let axis = (0..3).max_by(|a, b| extents[*a].total_cmp(&extents[*b])).unwrap_or(0);
        let middle = own.len() / 2;
        own.select_nth_unstable_by(middle, |a, b| along(*a, axis).total_cmp(&along(*b, axis)));
        own.split_at_mut(middle)
    }
}
