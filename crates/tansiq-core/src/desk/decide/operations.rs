//! Own operations: planned, changed, ended, and outside their volumes (uss-behaviour 1 to 6; F3548-21 SCD0005 to SCD0095).

use super::deliveries::tell;
use super::recheck::{Recheck, probe};
use super::{conflict, done, invalid, not_found, plan, shortened, too_many};
use crate::desk::bounds::{MAX_DELIVERIES, MAX_DELIVERIES_TO_PLAN, MAX_MEETINGS, MAX_OPERATIONS, MAX_ORPHANS, MAX_TEXT_BYTES};
use crate::desk::command::{BeginWrite, Expect, Subscriber, WriteResult};
use crate::desk::entities::{Meeting, NoticeKind, Operation, OperationState, OtherKind, Pending, Plan, Position, Subject};
use crate::desk::verdict::{Probe, meeting_with_standing};
use crate::desk::{Begun, Decided, Decision, Event, Outcome, Reference, Rejection, State};
use crate::{Context, EntityId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Decides a write. Nothing others can see changes until [`finish`].
pub(super) fn begin(state: &State, context: &Context, begin: &BeginWrite) -> Decided {
    let operation = state.operations.get(&begin.id);
    expected(begin, operation)?;
    if operation.is_none() && state.known.contains_key(&begin.id) {
        return conflict(format!("operation {} is of another party", begin.id));
    }
    transition(operation, begin.state)?;
    let current = operation.filter(|operation| operation.is_live()).map(|operation| operation.plan.clone());
    // An end leaves the plan as it is.
    let planned = begin.plan.clone().filter(|_| begin.state != OperationState::Ended).map(Arc::new);
    let recorded = planned.clone();
    let Some(wanted) = planned.or(current) else {
        return not_found(format!("there is no operation {}", begin.id));
    };
    plan::check(&wanted, begin.state, context.now)?;
    room(state, operation, begin.state)?;
    let meetings = match begin.state {
        OperationState::Accepted | OperationState::Activated => verdict(state, begin, operation, &wanted)?,
        // Off-nominal states are said whatever is in the way; an end clears it.
        OperationState::Nonconforming | OperationState::Contingent | OperationState::Ended => Vec::new(),
    };
    let begun = Begun {
        id: begin.id,
        attempt: state.next_attempt,
        state: begin.state,
        plan: wanted,
        reference: operation.and_then(|operation| operation.reference.clone()),
        meetings: meetings.clone(),
    };
    let BeginWrite { id, state, rules, .. } = *begin;
    let event = Event::WriteBegun { id, attempt: begun.attempt, state, plan: recorded, meetings, rules };
    Ok(Decision { events: vec![event], outcome: Outcome::Begun(begun) })
}

fn expected(begin: &BeginWrite, operation: Option<&Operation>) -> Result<(), Rejection> {
    let id = begin.id;
    match (begin.expect, operation) {
        // One that the DSS never took may be planned anew.
        (Expect::New, Some(operation)) if operation.state.is_some() || operation.pending.is_some() => {
            return conflict(format!("there is already an operation {id}"));
        }
        (Expect::Revision(_), None) => return not_found(format!("there is no operation {id}")),
        (Expect::Revision(seen), Some(operation)) if operation.revision != seen => {
            let now = operation.revision;
            return conflict(format!("operation {id} is at revision {now}, not {seen}: look at it again"));
        }
        _ => {}
    }
    match operation {
        Some(operation) if operation.pending.is_some() => conflict(format!("a write of operation {id} is under way")),
        Some(operation) if operation.state == Some(OperationState::Ended) => conflict(format!("operation {id} is over")),
        None if begin.state == OperationState::Ended => not_found(format!("there is no operation {id}")),
        _ => Ok(()),
    }
}

/// uss-behaviour 2. From nothing, only Accepted: an operation that starts in use is two writes.
fn transition(operation: Option<&Operation>, to: OperationState) -> Result<(), Rejection> {
    let from = operation.and_then(|operation| operation.state);
    let allowed = match from {
        None => to == OperationState::Accepted,
        Some(from) => from.may_become(to),
    };
    if allowed { Ok(()) } else { Err(Rejection::Transition { from, to }) }
}

/// What is in trouble or ends is written as long as anything can be: a bound that is near stops plans first.
fn room(state: &State, operation: Option<&Operation>, to: OperationState) -> Result<(), Rejection> {
    let plans = matches!(to, OperationState::Accepted | OperationState::Activated);
    if operation.is_none() && state.operations.len() >= MAX_OPERATIONS {
        return too_many(format!("this desk has {MAX_OPERATIONS} operations; end some and wait until they are forgotten"));
    }
    let allowed = if plans { MAX_DELIVERIES_TO_PLAN } else { MAX_DELIVERIES };
    if state.deliveries.len() >= allowed {
        return too_many(format!("{allowed} notifications wait to be delivered"));
    }
    if operation.is_none() && state.orphans.len() >= MAX_ORPHANS {
        return too_many(format!("{MAX_ORPHANS} writes of which the DSS was not heard are being looked after"));
    }
    Ok(())
}

/// SCD0015 and following, SCD0040 and following: what the plan meets, unless something of it blocks.
fn verdict(state: &State, begin: &BeginWrite, operation: Option<&Operation>, plan: &Plan) -> Result<Vec<Meeting>, Rejection> {
    let used = |operation: &&Operation| {
        matches!(operation.state, Some(OperationState::Activated | OperationState::Nonconforming))
            && begin.state == OperationState::Activated
    };
    let in_use = operation.filter(used).map(|operation| &*operation.plan);
    let meetings = state.meetings(Probe { id: Some(begin.id), plan, in_use, rules: begin.rules });
    // Blocking ones come first.
    if meetings.first().is_some_and(|meeting| meeting.weight.blocks()) {
        return Err(Rejection::Meets(meetings));
    }
    if meetings.len() == MAX_MEETINGS {
        return too_many(format!("volumes: the plan meets {MAX_MEETINGS} operations and areas or more; divide it"));
    }
    Ok(meetings)
}

/// Records what the DSS answered to a write.
pub(super) fn finish(state: &State, context: &Context, id: EntityId, attempt: u64, result: &WriteResult) -> Decided {
    let Some(operation) = state.operations.get(&id) else { return not_found(format!("there is no operation {id}")) };
    let Some(pending) = operation.pending.as_ref().filter(|pending| pending.attempt == attempt) else {
        return conflict(format!("attempt {attempt} of operation {id} is not under way"));
    };
    let mut recheck = Recheck::new(state, context);
    let now = match result {
        WriteResult::Landed { reference, subscribers } => {
            landed(context, operation, pending, (reference, subscribers), &mut recheck);
            Some(pending.state)
        }
        WriteResult::Refused { why } => {
            recheck.events.push(failed(id, attempt, why, false));
            operation.state
        }
        WriteResult::Lost => {
            recheck.events.push(failed(id, attempt, "the DSS was not heard, and does not have it", true));
            operation.state
        }
        WriteResult::Unheard => {
            recheck.raise(Some(id), NoticeKind::WriteUnheard);
            operation.state
        }
    };
    let events = recheck.finish();
    let revision = operation.revision + u64::from(!matches!(result, WriteResult::Unheard));
    Ok(Decision { events, outcome: Outcome::Finished { revision, state: now } })
}

fn failed(id: EntityId, attempt: u64, why: &str, may_arrive: bool) -> Event {
    Event::WriteFailed { id, attempt, why: shortened(why, MAX_TEXT_BYTES), may_arrive }
}

fn landed(
    context: &Context,
    operation: &Operation,
    pending: &Pending,
    (reference, subscribers): (&Reference, &[Subscriber]),
    recheck: &mut Recheck<'_>,
) {
    let id = operation.id;
    let ended = pending.state == OperationState::Ended;
    let kept = (!ended).then(|| reference.clone());
    recheck.events.push(Event::WriteLanded { id, attempt: pending.attempt, reference: kept });
    let until = pending.plan.place().map_or(context.now, |place| place.span.end);
    tell(recheck.state, context, Subject::Operation(id), (reference.version, until), subscribers, &mut recheck.events);
    if operation.state != Some(pending.state) {
        let automatic = context.caller.name.starts_with("desk:");
        recheck.raise(Some(id), NoticeKind::StateChanged { from: operation.state, to: pending.state, automatic });
    }
    if ended {
        // What it met itself is over with it.
        recheck.gone((OtherKind::OwnOperation, id));
    } else {
        meet(operation, pending, recheck);
        be_met(operation, pending, recheck);
    }
}

/// What the operation meets now that its plan is in force, against what it met before.
fn meet(operation: &Operation, pending: &Pending, recheck: &mut Recheck<'_>) {
    let (state, id) = (recheck.state, operation.id);
    let probe = Probe { id: Some(id), plan: &pending.plan, in_use: None, rules: pending.rules };
    let mut before: BTreeMap<_, &Meeting> = state.meetings_of(id).map(|met| ((met.kind, met.other), met)).collect();
    for meeting in state.standing_meetings(probe) {
        let other = (meeting.kind, meeting.other);
        before.remove(&other);
        recheck.compare(id, other, Some(meeting));
    }
    before.into_keys().for_each(|other| recheck.compare(id, other, None));
}

/// Other operations of this desk that meet this one now, or met it.
fn be_met(operation: &Operation, pending: &Pending, recheck: &mut Recheck<'_>) {
    let changed = Operation { plan: pending.plan.clone(), state: Some(pending.state), pending: None, ..operation.clone() };
    let other = (OtherKind::OwnOperation, operation.id);
    recheck.others(other, &pending.plan.sought(), |own| meeting_with_standing(probe(own, pending.rules), &changed));
}

/// An operation left its volumes, or is back in them. The state that others see changes with the write that follows.
pub(super) fn note_conformance(
    state: &State,
    context: &Context,
    id: EntityId,
    outside: bool,
    position: Option<Position>,
) -> Decided {
    let Some(operation) = state.operations.get(&id) else { return not_found(format!("there is no operation {id}")) };
    if position.is_some_and(|at| ![at.lat, at.lng, at.height_m].iter().all(|number| number.is_finite())) {
        return invalid("position: latitude, longitude and height must be finite numbers");
    }
    if operation.excursion.is_some() == outside || !operation.is_live() {
        return done(Vec::new());
    }
    let mut recheck = Recheck::new(state, context);
    recheck.events.push(Event::ConformanceNoted { id, outside, position });
    let what = if outside { NoticeKind::LeftVolumes { position } } else { NoticeKind::BackInVolumes };
    recheck.raise(Some(id), what);
    done(recheck.finish())
}
