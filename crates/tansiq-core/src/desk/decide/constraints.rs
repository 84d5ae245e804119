//! Own constraints: areas as others are told of them (F3548-21 CSTM0005 and following).

use super::deliveries::tell;
use super::{conflict, invalid, not_found, too_many};
use crate::desk::bounds::{
    MAX_CONSTRAINT, MAX_CONSTRAINT_AHEAD, MAX_CONSTRAINT_VERTICES, MAX_CONSTRAINTS, MAX_DELIVERIES, MAX_DELIVERIES_TO_PLAN,
};
use crate::desk::entities::{OwnConstraint, Subject};
use crate::desk::volumes::Volumes;
use crate::desk::{Decided, Decision, Event, Outcome, Rejection, State, WriteResult};
use crate::{Context, EntityId, Timestamp};

/// A new constraint, or the end of one.
pub(super) fn begin(state: &State, context: &Context, id: EntityId, make: Option<&(EntityId, Volumes)>) -> Decided {
    let held = state.constraints.get(&id);
    if held.is_some_and(|held| held.pending.is_some()) {
        return conflict(format!("a write of constraint {id} is under way"));
    }
    let attempt = state.next_attempt;
    let constraint = match (make, held) {
        (Some(_), Some(_)) => return conflict(format!("there is already a constraint {id}")),
        (None, None) => return not_found(format!("there is no constraint {id}")),
        (Some((area, volumes)), None) => {
            if state.known_constraints.contains_key(&id) {
                return conflict(format!("constraint {id} is of another party"));
            }
            check(context, volumes)?;
            room(state)?;
            if !state.areas.contains_key(area) {
                return not_found(format!("there is no area {area}"));
            }
            OwnConstraint {
                id,
                area: *area,
                volumes: volumes.clone(),
                reference: None,
                pending: Some(attempt),
                ending: false,
                changed: context.now,
            }
        }
        (None, Some(_)) if state.deliveries.len() >= MAX_DELIVERIES => {
            return too_many(format!("{MAX_DELIVERIES} notifications wait to be delivered"));
        }
        (None, Some(held)) => OwnConstraint { pending: Some(attempt), ending: true, changed: context.now, ..held.clone() },
    };
    let events = vec![Event::ConstraintPut(constraint.clone())];
    Ok(Decision { events, outcome: Outcome::ConstraintBegun { attempt, constraint } })
}

fn room(state: &State) -> Result<(), Rejection> {
    if state.constraints.len() >= MAX_CONSTRAINTS {
        return too_many(format!("this desk has {MAX_CONSTRAINTS} constraints; remove some first"));
    }
    if state.deliveries.len() >= MAX_DELIVERIES_TO_PLAN {
        return too_many(format!("{MAX_DELIVERIES_TO_PLAN} notifications wait to be delivered"));
    }
    Ok(())
}

fn check(context: &Context, volumes: &Volumes) -> Result<(), Rejection> {
    let Some(span) = volumes.span() else { return invalid("volumes: at least one volume is needed") };
    if volumes.vertices() > MAX_CONSTRAINT_VERTICES {
        return invalid(format!("volumes: {} vertices, at most {MAX_CONSTRAINT_VERTICES} are allowed", volumes.vertices()));
    }
    if span.start == Timestamp::UNBOUNDED_PAST || span.end == Timestamp::UNBOUNDED_FUTURE {
        return invalid("volumes: a constraint needs time_start and time_end");
    }
    if span.end <= context.now {
        return invalid("volumes: the constraint is wholly in the past");
    }
    if span.start >= span.end || span.end > span.start.plus(MAX_CONSTRAINT) {
        return invalid(format!("volumes: a constraint lasts at most {} h", MAX_CONSTRAINT.as_secs() / 3_600));
    }
    if span.start > context.now.plus(MAX_CONSTRAINT_AHEAD) {
        return invalid(format!("volumes: a constraint starts at most {} days ahead", MAX_CONSTRAINT_AHEAD.as_secs() / 86_400));
    }
    Ok(())
}

/// What the DSS answered.
pub(super) fn finish(state: &State, context: &Context, id: EntityId, attempt: u64, result: &WriteResult) -> Decided {
    let Some(held) = state.constraints.get(&id) else { return not_found(format!("there is no constraint {id}")) };
    if held.pending != Some(attempt) {
        return conflict(format!("attempt {attempt} of constraint {id} is not under way"));
    }
    let settled = OwnConstraint { pending: None, changed: context.now, ..held.clone() };
    let mut events = Vec::new();
    match result {
        WriteResult::Landed { reference, subscribers } => {
            let until = held.volumes.span().map_or(context.now, |span| span.end);
            if held.ending {
                events.push(Event::ConstraintRemoved { id });
            } else {
                events.push(Event::ConstraintPut(OwnConstraint { reference: Some(reference.clone()), ..settled }));
            }
            tell(state, context, Subject::Constraint(id), (reference.version, until), subscribers, &mut events);
        }
        // A removal that was refused is tried again; a creation that was refused never was.
        WriteResult::Refused { .. } if held.ending => {
            events.push(Event::ConstraintPut(OwnConstraint { ending: false, ..settled }));
        }
        WriteResult::Refused { .. } if held.reference.is_none() => events.push(Event::ConstraintRemoved { id }),
        // It may still arrive: it is over here, and looked after until it is settled.
        WriteResult::Lost if held.reference.is_none() => {
            events.push(Event::ConstraintPut(OwnConstraint { ending: true, ..settled }));
        }
        WriteResult::Refused { .. } | WriteResult::Lost => events.push(Event::ConstraintPut(settled)),
        WriteResult::Unheard => {}
    }
    Ok(Decision { events, outcome: Outcome::Done })
}
