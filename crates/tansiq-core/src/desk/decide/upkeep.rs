//! Subscriptions kept alive, and what ended long ago forgotten.

use super::{done, not_found, too_many};
use crate::desk::bounds::{MAX_SWEPT, MAX_WATCHES};
use crate::desk::entities::{OwnConstraint, Subject, Watch};
use crate::desk::{Decided, Decision, Event, Outcome, State};
use crate::{Context, EntityId, Name, Timestamp};

pub(super) fn keep_watch(state: &State, id: EntityId, region: &Name, version: &Name, until: Timestamp) -> Decided {
    if !state.watches.contains_key(&id) && state.watches.len() >= MAX_WATCHES {
        return too_many(format!("this desk has {MAX_WATCHES} subscriptions"));
    }
    done(vec![Event::WatchKept(Watch { id, region: region.clone(), version: version.clone(), until })])
}

pub(super) fn drop_watch(state: &State, id: EntityId) -> Decided {
    if state.watches.contains_key(&id) { done(vec![Event::WatchDropped { id }]) } else { done(Vec::new()) }
}

/// An id that a write may still have brought to the DSS: of an operation, or of a constraint whose creation was lost.
pub(super) fn settle_orphan(state: &State, id: EntityId) -> Decided {
    let lost = |held: &OwnConstraint| held.ending && held.reference.is_none() && held.pending.is_none();
    if state.constraints.get(&id).is_some_and(lost) {
        return done(vec![Event::ConstraintRemoved { id }]);
    }
    if !state.orphans.contains_key(&id) {
        return not_found(format!("{id} is not looked after"));
    }
    done(vec![Event::OrphanSettled { id }])
}

/// Own operations that are over and told of; operations and constraints of others whose time is over; expired sessions.
pub(super) fn sweep(state: &State, context: &Context, before: Timestamp) -> Decided {
    let told = |id: EntityId| state.deliveries_of(Subject::Operation(id)).next().is_none();
    let looked_after = |id: EntityId| state.orphans.contains_key(&id);
    let own = state.index.over.range(..(before, EntityId::MIN)).map(|(_, id)| *id);
    let own = own.filter(|id| told(*id) && !looked_after(*id)).map(|id| Event::OperationForgotten { id });
    let known = state.index.known_ends.range(..(before, EntityId::MIN)).map(|(_, id)| Event::OperationGone { id: *id });
    let constraints = state.index.constraint_ends.range(..(before, EntityId::MIN));
    let constraints = constraints.map(|(_, id)| Event::ConstraintGone { id: *id });
    let expired = state.sessions().filter(|session| session.expires <= context.now);
    let sessions = expired.map(|session| Event::SessionExpired { digest: session.digest.clone() });
    let events: Vec<Event> = own.chain(known).chain(constraints).chain(sessions).take(MAX_SWEPT).collect();
    let outcome = Outcome::Swept(events.len());
    Ok(Decision { events, outcome })
}
