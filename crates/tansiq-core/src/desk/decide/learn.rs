//! What a discovery brought: what peers disclosed when they were asked.

use super::recheck::{Notices, compare, gone, live, probe};
use super::{done, invalid, too_many};
use crate::desk::bounds::{MAX_KNOWN, MAX_LEARNED};
use crate::desk::entities::{Known, KnownConstraint, OtherKind};
use crate::desk::verdict::{meeting_with_constraint, meeting_with_known};
use crate::desk::{Decided, Event, Learn, Rules, State};
use crate::{Context, EntityId};

pub(super) fn learn(state: &State, context: &Context, learn: &Learn) -> Decided {
    let count = learn.operations.len() + learn.constraints.len() + learn.gone.len();
    if count > MAX_LEARNED {
        return invalid(format!("{count} entities in one discovery; at most {MAX_LEARNED} are taken"));
    }
    if state.known.len() + state.known_constraints.len() + count > MAX_KNOWN {
        return too_many(format!("more than {MAX_KNOWN} operations and constraints of others are known"));
    }
    let mut notices = Notices::new(state, context);
    let mut events = Vec::new();
    for id in &learn.gone {
        forget(state, *id, &mut notices, &mut events);
    }
    for known in &learn.operations {
        // A notification may have overtaken the answer.
        let newer = state.known.get(&known.id).is_some_and(|held| held.version > known.version || held == known);
        if !newer && !state.operations.contains_key(&known.id) {
            operation(state, known, learn.rules, &mut notices, &mut events);
        }
    }
    for known in &learn.constraints {
        let newer = state.known_constraints.get(&known.id).is_some_and(|held| held.version > known.version || held == known);
        if !newer && !state.constraints.contains_key(&known.id) {
            constraint(state, known, learn.rules, &mut notices, &mut events);
        }
    }
    done(events)
}

/// A peer's operation is as this says: the events, and those for own operations that meet it.
pub(super) fn operation(state: &State, known: &Known, rules: Rules, notices: &mut Notices<'_>, events: &mut Vec<Event>) {
    events.push(Event::OperationKnown(known.clone()));
    for own in live(state) {
        let now = meeting_with_known(probe(own, rules), known);
        compare(state, own.id, (OtherKind::PeerOperation, known.id), now, notices, events);
    }
}

/// A constraint of another party is as this says.
pub(super) fn constraint(
    state: &State,
    known: &KnownConstraint,
    rules: Rules,
    notices: &mut Notices<'_>,
    events: &mut Vec<Event>,
) {
    events.push(Event::ConstraintKnown(known.clone()));
    for own in live(state) {
        let now = meeting_with_constraint(probe(own, rules), known);
        compare(state, own.id, (OtherKind::Constraint, known.id), now, notices, events);
    }
}

/// Something of others is over.
pub(super) fn forget(state: &State, id: EntityId, notices: &mut Notices<'_>, events: &mut Vec<Event>) {
    if state.known.contains_key(&id) {
        gone(state, id, notices, events);
        events.push(Event::OperationGone { id });
    } else if state.known_constraints.contains_key(&id) {
        gone(state, id, notices, events);
        events.push(Event::ConstraintGone { id });
    }
}
