//! Which operational intents depend on which subscription, and what they span together.
//!
//! An implicit subscription is exactly the union of its dependents, so that a write which takes a dependent away must know
//! the union of the others. For a few dependents that is computed anew; for thousands, counts of every bound are kept.

use crate::{EntityId, Extent, Heights, Span, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use tansiq_geo::{Cell, Cells};

/// From this many dependents on, counts are kept.
const MANY: usize = 16;

/// Dependents by subscription.
#[derive(Debug, Default)]
pub(crate) struct Dependents {
    pairs: BTreeSet<(EntityId, EntityId)>,
    /// Counts of the bounds of all dependents, of subscriptions that have, or lately had, many.
    tallies: BTreeMap<EntityId, Tally>,
}

impl Dependents {
    /// Notes that `intent` depends on `subscription`. `extent_of` gives the extents of the other dependents.
    pub(crate) fn insert<'a>(
        &mut self,
        subscription: EntityId,
        intent: EntityId,
        extent: &Extent,
        extent_of: impl Fn(EntityId) -> Option<&'a Extent>,
    ) {
        if let Some(tally) = self.tallies.get_mut(&subscription) {
            tally.add(extent);
        } else if self.of(subscription).take(MANY).count() + 1 >= MANY {
            let mut tally = Tally::default();
            self.of(subscription).filter_map(extent_of).for_each(|other| tally.add(other));
            tally.add(extent);
            self.tallies.insert(subscription, tally);
        }
        self.pairs.insert((subscription, intent));
    }

    /// Notes that `intent`, whose extent was `extent`, no longer depends on `subscription`.
    pub(crate) fn remove(&mut self, subscription: EntityId, intent: EntityId, extent: &Extent) {
        if !self.pairs.remove(&(subscription, intent)) {
            return;
        }
        if let Some(tally) = self.tallies.get_mut(&subscription) {
            tally.take(extent);
            if tally.count < MANY / 2 {
                self.tallies.remove(&subscription);
            }
        }
    }

    /// How many pairs of subscription and dependent there are.
    #[cfg(feature = "invariants")]
    pub(crate) fn count(&self) -> usize {
        self.pairs.len()
    }

    /// The dependents of a subscription, by id.
    pub(crate) fn of(&self, subscription: EntityId) -> impl Iterator<Item = EntityId> {
        self.pairs.range((subscription, EntityId::MIN)..=(subscription, EntityId::MAX)).map(|(_, intent)| *intent)
    }

    /// Whether a subscription has dependents other than `intent`.
    pub(crate) fn has_others(&self, subscription: EntityId, intent: EntityId) -> bool {
        self.of(subscription).any(|other| other != intent)
    }

    /// The union of the extents of all dependents but `without` (with its present extent), and of `with`.
    ///
    /// `None` if nothing is left.
    pub(crate) fn union<'a>(
        &self,
        subscription: EntityId,
        without: Option<(EntityId, &Extent)>,
        with: Option<&Extent>,
        extent_of: impl Fn(EntityId) -> Option<&'a Extent>,
    ) -> Option<Extent> {
        let left_out = without.filter(|(id, _)| self.pairs.contains(&(subscription, *id)));
        let others = match self.tallies.get(&subscription) {
            Some(tally) => tally.union_without(left_out.map(|(_, extent)| extent)),
            None => self
                .of(subscription)
                .filter(|id| left_out.is_none_or(|(out, _)| out != *id))
                .filter_map(extent_of)
                .fold(None, |union: Option<Extent>, next| Some(union.map_or_else(|| next.clone(), |u| u.union(next)))),
        };
        match (others, with) {
            (Some(others), Some(with)) => Some(others.union(with)),
            (others, with) => others.or_else(|| with.cloned()),
        }
    }
}

/// How often each bound occurs among many extents.
#[derive(Debug, Default)]
struct Tally {
    count: usize,
    starts: BTreeMap<Timestamp, u32>,
    ends: BTreeMap<Timestamp, u32>,
    lowers: BTreeMap<Ordered, u32>,
    uppers: BTreeMap<Ordered, u32>,
    cells: BTreeMap<Cell, u32>,
}

impl Tally {
    fn add(&mut self, extent: &Extent) {
        self.count += 1;
        *self.starts.entry(extent.span.start).or_default() += 1;
        *self.ends.entry(extent.span.end).or_default() += 1;
        *self.lowers.entry(Ordered::new(extent.heights.lower)).or_default() += 1;
        *self.uppers.entry(Ordered::new(extent.heights.upper)).or_default() += 1;
        extent.cells.iter().for_each(|cell| *self.cells.entry(cell).or_default() += 1);
    }

    fn take(&mut self, extent: &Extent) {
        self.count -= 1;
        take_one(&mut self.starts, extent.span.start);
        take_one(&mut self.ends, extent.span.end);
        take_one(&mut self.lowers, Ordered::new(extent.heights.lower));
        take_one(&mut self.uppers, Ordered::new(extent.heights.upper));
        extent.cells.iter().for_each(|cell| take_one(&mut self.cells, cell));
    }

    fn union_without(&self, out: Option<&Extent>) -> Option<Extent> {
        let span = Span {
            start: outermost(self.starts.iter(), out.map(|o| o.span.start))?,
            end: outermost(self.ends.iter().rev(), out.map(|o| o.span.end))?,
        };
        let heights = Heights {
            lower: outermost(self.lowers.iter(), out.map(|o| Ordered::new(o.heights.lower)))?.value(),
            upper: outermost(self.uppers.iter().rev(), out.map(|o| Ordered::new(o.heights.upper)))?.value(),
        };
        let only_out =
            |cell: Cell, count: u32| count == 1 && out.is_some_and(|o| o.cells.as_slice().binary_search(&cell).is_ok());
        let cells: Cells = self.cells.iter().filter(|(cell, count)| !only_out(**cell, **count)).map(|(cell, _)| *cell).collect();
        Some(Extent { span, heights, cells })
    }
}

fn take_one<K: Ord>(counts: &mut BTreeMap<K, u32>, key: K) {
    if let Some(count) = counts.get_mut(&key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(&key);
        }
    }
}

/// The first key that still occurs when `out` occurs once less.
fn outermost<'a, K: Copy + PartialEq + 'a>(counts: impl Iterator<Item = (&'a K, &'a u32)>, out: Option<K>) -> Option<K> {
    let mut left = counts.filter(|(key, count)| !(**count == 1 && Some(**key) == out));
    left.next().map(|(key, _)| *key)
}

/// A height as a key of an ordered map. Heights are never NaN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Ordered(i64);

impl Ordered {
    fn new(value: f64) -> Ordered {
        // The total order of IEEE 754: the bits of negative numbers are flipped so that integers compare as the numbers do.
        // Adding zero makes -0 and 0 one key.
        let bits = (value + 0.0).to_bits() as i64;
        Ordered(bits ^ (((bits >> 63) as u64) >> 1) as i64)
    }

    fn value(self) -> f64 {
        f64::from_bits((self.0 ^ (((self.0 >> 63) as u64) >> 1) as i64) as u64)
    }
}

#[cfg(test)]
#[path = "unions_tests.rs"]
mod tests;
