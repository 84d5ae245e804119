//! Subscriptions kept alive, and what ended long ago forgotten.

use super::{done, not_found};
use crate::desk::bounds::MAX_SWEPT;
use crate::desk::entities::{Subject, Watch};
use crate::desk::{Decided, Decision, Event, Outcome, State};
use crate::{EntityId, Name, Timestamp};

pub(super) fn keep_watch(id: EntityId, region: &Name, version: &Name, until: Timestamp) -> Decided {
    done(vec![Event::WatchKept(Watch { id, region: region.clone(), version: version.clone(), until })])
}

pub(super) fn drop_watch(state: &State, id: EntityId) -> Decided {
    if state.watches.contains_key(&id) { done(vec![Event::WatchDropped { id }]) } else { done(Vec::new()) }
}

pub(super) fn settle_orphan(state: &State, id: EntityId) -> Decided {
    if !state.orphans.contains_key(&id) {
        return not_found(format!("{id} is not looked after"));
    }
    done(vec![Event::OrphanSettled { id }])
}

/// Own operations that are over and told of; operations and constraints of others whose time is over.
pub(super) fn sweep(state: &State, before: Timestamp) -> Decided {
    let told = |id: EntityId| state.deliveries_of(Subject::Operation(id)).next().is_none();
    let looked_after = |id: EntityId| state.orphans.contains_key(&id);
    let own = state
        .operations()
        .filter(|operation| operation.is_over() && operation.changed < before)
        .filter(|operation| told(operation.id) && !looked_after(operation.id))
        .map(|operation| Event::OperationForgotten { id: operation.id });
    let known = state.known_operations().filter(|known| known.span.end < before).map(|known| Event::OperationGone { id: known.id });
    let over = |volumes: &crate::desk::Volumes| volumes.span().is_some_and(|span| span.end < before);
    let constraints = state
        .known_constraints()
        .filter(|known| over(&known.volumes))
        .map(|known| Event::ConstraintGone { id: known.id });
    let events: Vec<Event> = own.chain(known).chain(constraints).take(MAX_SWEPT).collect();
    let outcome = Outcome::Swept(events.len());
    Ok(Decision { events, outcome })
}
