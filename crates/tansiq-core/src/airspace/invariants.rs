//! What must hold of every state, whatever commands led to it.
//!
//! For tests and fuzzing only: it is compiled with the feature `invariants` and walks the whole state. What the rules say
//! about single commands is in `tests/it`.

use super::bounds;
use super::entities::{Intent, Subscription};
use super::state::State;
use super::store::{Entity, Store};
use crate::{EntityId, Extent, Heights, Name, Span};
use std::collections::{BTreeMap, BTreeSet};
use tansiq_geo::Cell;

impl State {
    /// Holds the state against all invariants.
    ///
    /// # Errors
    /// The first invariant that does not hold.
    pub fn check_invariants(&self) -> Result<(), String> {
        check_store("intent", &self.intents)?;
        check_store("constraint", &self.constraints)?;
        check_store("subscription", &self.subscriptions)?;
        self.intents.iter().try_for_each(|intent| self.check_attachment(intent))?;
        self.subscriptions.iter().filter(|s| s.implicit).try_for_each(|s| self.check_implicit(s))?;
        self.check_dependents()?;
        self.check_names()?;
        self.check_bounds()
    }

    /// The subscription of an intent exists, is its manager's, and covers its time and cells.
    fn check_attachment(&self, intent: &Intent) -> Result<(), String> {
        let Some(id) = intent.subscription else {
            return ensure(intent.state == super::IntentState::Accepted, || format!("{} has no subscription", intent.id));
        };
        let subscription = self.subscriptions.get(id).ok_or_else(|| format!("{}: its subscription {id} is gone", intent.id))?;
        ensure(subscription.manager == intent.manager, || format!("{}: subscription {id} is another's", intent.id))?;
        let covers = subscription.extent.span.start <= intent.extent.span.start.plus(bounds::CLOCK_SKEW)
            && subscription.extent.span.end >= intent.extent.span.end
            && subscription.extent.cells.contains_all(&intent.extent.cells);
        ensure(covers, || format!("subscription {id} does not cover its dependent {}", intent.id))
    }

    /// An implicit subscription has dependents and spans exactly them.
    fn check_implicit(&self, subscription: &Subscription) -> Result<(), String> {
        let dependents: Vec<&Extent> =
            self.intents.iter().filter(|i| i.subscription == Some(subscription.id)).map(|i| &i.extent).collect();
        let union = bounding(&dependents).ok_or_else(|| format!("implicit {} has no dependents", subscription.id))?;
        ensure(union == subscription.extent, || {
            format!("implicit {} spans {:?}, its dependents {union:?}", subscription.id, subscription.extent)
        })
    }

    /// The pairs that are kept are those that the intents tell.
    fn check_dependents(&self) -> Result<(), String> {
        let told = self.intents.iter().filter_map(|intent| Some((intent.subscription?, intent.id)));
        let told: BTreeSet<(EntityId, EntityId)> = told.collect();
        let subscriptions: BTreeSet<EntityId> = told.iter().map(|(id, _)| *id).collect();
        let kept: BTreeSet<_> = subscriptions.iter().flat_map(|id| self.dependents.of(*id).map(|intent| (*id, intent))).collect();
        ensure(kept == told && self.dependents.count() == told.len(), || "the dependents differ from the intents".to_owned())
    }

    /// Every name in use is counted once for each use, and no other is kept.
    fn check_names(&self) -> Result<(), String> {
        let mut uses: BTreeMap<Name, u64> = BTreeMap::new();
        let intents = self.intents.iter().flat_map(|e| [&e.manager, &e.uss_base_url]);
        let constraints = self.constraints.iter().flat_map(|e| [&e.manager, &e.uss_base_url]);
        let subscriptions = self.subscriptions.iter().flat_map(|e| [&e.manager, &e.uss_base_url]);
        for name in intents.chain(constraints).chain(subscriptions) {
            *uses.entry(name.clone()).or_default() += 1;
        }
        ensure(self.names.uses() == &uses, || format!("names in use are {uses:?}, kept are {:?}", self.names.uses()))
    }

    fn check_bounds(&self) -> Result<(), String> {
        ensure(self.reports.len() <= bounds::MAX_LISTED_REPORTS, || "too many reports".to_owned())?;
        ensure(self.heartbeats.len() <= bounds::MAX_HEARTBEATS, || "too many heartbeats".to_owned())?;
        ensure(self.availabilities.len() <= bounds::MAX_AVAILABILITIES, || "too many availabilities".to_owned())
    }
}

/// Each entity is found by its place, by its end and by nothing that is not its own.
fn check_store<T: Entity>(kind: &str, store: &Store<T>) -> Result<(), String> {
    store.check().map_err(|problem| format!("{kind}: {problem}"))?;
    for entity in store.iter() {
        let extent = entity.extent();
        ensure(extent.span.start <= extent.span.end, || format!("{kind} {} ends before it starts", entity.id()))?;
        ensure(extent.heights.lower <= extent.heights.upper, || format!("{kind} {} is upside down", entity.id()))?;
        let found = store.search(extent).iter().filter(|hit| hit.entity().id() == entity.id()).count();
        ensure(found == usize::from(!extent.cells.is_empty()), || format!("{kind} {} is found {found} times", entity.id()))?;
    }
    Ok(())
}

/// The union of extents, computed in the plainest way.
fn bounding(extents: &[&Extent]) -> Option<Extent> {
    let cells: BTreeSet<Cell> = extents.iter().flat_map(|extent| extent.cells.iter()).collect();
    Some(Extent {
        span: Span {
            start: extents.iter().map(|extent| extent.span.start).min()?,
            end: extents.iter().map(|extent| extent.span.end).max()?,
        },
        heights: Heights {
            lower: extents.iter().map(|extent| extent.heights.lower).fold(f64::INFINITY, f64::min),
            upper: extents.iter().map(|extent| extent.heights.upper).fold(f64::NEG_INFINITY, f64::max),
        },
        cells: cells.into_iter().collect(),
    })
}

pub(super) fn ensure(holds: bool, problem: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(problem()) }
}
