//! Own operations: planned, changed, ended, and outside their volumes (uss-behaviour 1 to 6; F3548-21 SCD0005 to SCD0095).

use super::deliveries::tell;
use super::recheck::{Notices, compare};
use super::{conflict, done, not_found, plan, too_many};
use crate::desk::bounds::{MAX_DELIVERIES, MAX_OPERATIONS, MAX_ORPHANS};
use crate::desk::command::{BeginWrite, Expect, Subscriber, WriteResult};
use crate::desk::entities::{Meeting, NoticeKind, Operation, OperationState, OtherKind, Pending, Plan, Position, Subject};
use crate::desk::verdict::Probe;
use crate::desk::{Begun, Decided, Decision, Event, Outcome, Reference, Rejection, Rules, State};
use crate::{Context, EntityId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Decides a write. Nothing others can see changes until [`finish`].
pub(super) fn begin(state: &State, context: &Context, begin: &BeginWrite) -> Decided {
    let operation = state.operations.get(&begin.id);
    expected(begin, operation)?;
    transition(operation, begin.state)?;
    let current = operation.filter(|operation| operation.is_live()).map(|operation| operation.plan.clone());
    let Some(wanted) = begin.plan.clone().map(Arc::new).or(current) else {
        return not_found(format!("there is no operation {}", begin.id));
    };
    plan::check(&wanted, begin.state, context.now)?;
    room(state, operation)?;
    let meetings = match begin.state {
        OperationState::Accepted | OperationState::Activated => verdict(state, begin, operation, &wanted)?,
        // Off-nominal states are said whatever is in the way; an end clears it.
        OperationState::Nonconforming | OperationState::Contingent | OperationState::Ended => Vec::new(),
    };
    let begun = Begun {
        id: begin.id,
        attempt: state.next_attempt,
        state: begin.state,
        plan: wanted.clone(),
        reference: operation.and_then(|operation| operation.reference.clone()),
        meetings: meetings.clone(),
    };
    let recorded = begin.plan.is_some().then_some(wanted);
    let event =
        Event::WriteBegun { id: begin.id, attempt: begun.attempt, state: begin.state, plan: recorded, meetings };
    Ok(Decision { events: vec![event], outcome: Outcome::Begun(begun) })
}

fn expected(begin: &BeginWrite, operation: Option<&Operation>) -> Result<(), Rejection> {
    let id = begin.id;
    match (begin.expect, operation) {
        (Expect::New, Some(_)) => return conflict(format!("there is already an operation {id}")),
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

fn room(state: &State, operation: Option<&Operation>) -> Result<(), Rejection> {
    if operation.is_none() && state.operations.len() >= MAX_OPERATIONS {
        return too_many(format!("this desk has {MAX_OPERATIONS} operations; end some and wait until they are forgotten"));
    }
    if state.deliveries.len() >= MAX_DELIVERIES {
        return too_many(format!("{MAX_DELIVERIES} notifications wait to be delivered"));
    }
    if state.orphans.len() >= MAX_ORPHANS {
        return too_many(format!("{MAX_ORPHANS} writes of which the DSS was not heard are being looked after"));
    }
    Ok(())
}

/// SCD0015 and following, SCD0040 and following: what the plan meets, unless something of it blocks.
fn verdict(
    state: &State,
    begin: &BeginWrite,
    operation: Option<&Operation>,
    plan: &Plan,
) -> Result<Vec<Meeting>, Rejection> {
    let used = |operation: &&Operation| {
        matches!(operation.state, Some(OperationState::Activated | OperationState::Nonconforming))
            && begin.state == OperationState::Activated
    };
    let in_use = operation.filter(used).map(|operation| &*operation.plan);
    let meetings = state.meetings(Probe { id: Some(begin.id), plan, in_use, rules: begin.rules });
    // Blocking ones come first.
    if meetings.first().is_some_and(|meeting| meeting.weight.blocks()) { Err(Rejection::Meets(meetings)) } else { Ok(meetings) }
}

/// Records what the DSS answered to a write.
pub(super) fn finish(state: &State, context: &Context, id: EntityId, attempt: u64, result: &WriteResult) -> Decided {
    let Some(operation) = state.operations.get(&id) else { return not_found(format!("there is no operation {id}")) };
    let Some(pending) = operation.pending.as_ref().filter(|pending| pending.attempt == attempt) else {
        return conflict(format!("attempt {attempt} of operation {id} is not under way"));
    };
    let mut notices = Notices::new(state, context);
    let (events, now) = match result {
        WriteResult::Landed { reference, subscribers } => {
            let events = landed(state, context, operation, pending, reference, subscribers, &mut notices);
            (events, Some(pending.state))
        }
        WriteResult::Refused { why } => (vec![failed(id, attempt, why, false)], operation.state),
        WriteResult::Lost => {
            (vec![failed(id, attempt, "the DSS was not heard, and does not have it", true)], operation.state)
        }
        WriteResult::Unheard => (vec![notices.raise(Some(id), NoticeKind::WriteUnheard)], operation.state),
    };
    let revision = operation.revision + u64::from(!matches!(result, WriteResult::Unheard));
    Ok(Decision { events, outcome: Outcome::Finished { revision, state: now } })
}

fn failed(id: EntityId, attempt: u64, why: &str, may_arrive: bool) -> Event {
    Event::WriteFailed { id, attempt, why: why.to_owned(), may_arrive }
}

fn landed(
    state: &State,
    context: &Context,
    operation: &Operation,
    pending: &Pending,
    reference: &Reference,
    subscribers: &[Subscriber],
    notices: &mut Notices<'_>,
) -> Vec<Event> {
    let id = operation.id;
    let ended = pending.state == OperationState::Ended;
    let kept = (!ended).then(|| reference.clone());
    let mut events = vec![Event::WriteLanded { id, attempt: pending.attempt, reference: kept }];
    let until = pending.plan.volumes.and(&pending.plan.off_nominal).span().map_or(context.now, |span| span.end);
    tell(state, context, Subject::Operation(id), (reference.version, until), subscribers, &mut events);
    if operation.state != Some(pending.state) {
        let what = NoticeKind::StateChanged {
            from: operation.state,
            to: pending.state,
            automatic: context.caller.name.starts_with("desk:"),
        };
        events.push(notices.raise(Some(id), what));
    }
    if !ended {
        meet(state, operation, &pending.plan, notices, &mut events);
    }
    part_from_own(state, operation, &pending.plan, ended, notices, &mut events);
    events
}

/// What the operation meets now that its plan is in force, against what it met before.
fn meet(state: &State, operation: &Operation, plan: &Plan, notices: &mut Notices<'_>, events: &mut Vec<Event>) {
    let rules = Rules::default();
    let found = state.meetings(Probe { id: Some(operation.id), plan, in_use: None, rules });
    let mut now: BTreeMap<EntityId, Meeting> = found.into_iter().map(|meeting| (meeting.other, meeting)).collect();
    let before: Vec<(OtherKind, EntityId)> =
        state.meetings_of(operation.id).map(|meeting| (meeting.kind, meeting.other)).collect();
    for (kind, other) in before {
        compare(state, operation.id, (kind, other), now.remove(&other), notices, events);
    }
    for (other, meeting) in now {
        compare(state, operation.id, (meeting.kind, other), Some(meeting), notices, events);
    }
}

/// Other operations of this desk that met this one, or meet it now.
fn part_from_own(
    state: &State,
    operation: &Operation,
    plan: &Plan,
    ended: bool,
    notices: &mut Notices<'_>,
    events: &mut Vec<Event>,
) {
    let changed = Operation {
        plan: Arc::new(plan.clone()),
        state: Some(OperationState::Accepted),
        pending: None,
        ..operation.clone()
    };
    for other in super::recheck::live(state).filter(|other| other.id != operation.id) {
        let probe = super::recheck::probe(other, Rules::default());
        let now = if ended { None } else { crate::desk::verdict::meeting_with_own(probe, &changed) };
        compare(state, other.id, (OtherKind::OwnOperation, operation.id), now, notices, events);
    }
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
    if operation.excursion.is_some() == outside || !operation.is_live() {
        return done(Vec::new());
    }
    let mut notices = Notices::new(state, context);
    let what = if outside { NoticeKind::LeftVolumes { position } } else { NoticeKind::BackInVolumes };
    done(vec![Event::ConformanceNoted { id, outside, position }, notices.raise(Some(id), what)])
}
