//! Being told by a peer (uss-behaviour 7; F3548-21 SCD0085 and following).

use super::learn;
use super::recheck::Recheck;
use super::{conflict, done, forbidden, invalid, report_entry};
use crate::desk::bounds::MAX_REPORT_BYTES;
use crate::desk::entities::{Disclosure, Known, KnownConstraint, NoticeKind};
use crate::desk::{Decided, Decision, Event, Outcome, Rejection, Rules, State};
use crate::{Context, EntityId, Name};
use std::sync::Arc;

pub(super) fn operation(state: &State, context: &Context, id: EntityId, now: Option<&Known>, rules: Rules) -> Decided {
    if state.operations.contains_key(&id) {
        return forbidden(format!("operational intent {id} is managed here"));
    }
    let noun = ("operational intent", id);
    let held = state.known.get(&id);
    let mut recheck = Recheck::new(state, context);
    let manager = match now {
        Some(now) => {
            same_id(noun, now.id)?;
            let fresh = may_tell(context, noun, (&now.manager, now.version), held.map(|held| (&held.manager, held.version)))?;
            learn::room(state, usize::from(held.is_none()))?;
            // A peer that was Down tells of a version that is known without its details.
            let withheld = held.is_some_and(|held| matches!(held.disclosure, Disclosure::Withheld { .. }));
            let Some(now) = learn::news(held, now).filter(|_| fresh || withheld) else { return done(Vec::new()) };
            learn::operation(&now, rules, &mut recheck);
            &now.manager.clone()
        }
        None => {
            let Some(held) = held else { return done(Vec::new()) };
            may_end(context, noun, &held.manager)?;
            learn::forget_operation(id, &mut recheck);
            &held.manager
        }
    };
    if !recheck.has_noticed() {
        let what = NoticeKind::PlanChangedNear { other: id, manager: manager.clone(), state: now.map(|known| known.state) };
        recheck.raise(None, what);
    }
    done(recheck.finish())
}

pub(super) fn constraint(state: &State, context: &Context, id: EntityId, now: Option<&KnownConstraint>, rules: Rules) -> Decided {
    let held = state.known_constraints.get(&id).map(|held| (&held.manager, held.version));
    if state.constraints.contains_key(&id) {
        return forbidden(format!("constraint {id} is managed here"));
    }
    let noun = ("constraint", id);
    let mut recheck = Recheck::new(state, context);
    match now {
        Some(now) => {
            same_id(noun, now.id)?;
            let fresh = may_tell(context, noun, (&now.manager, now.version), held)?;
            learn::room(state, usize::from(held.is_none()))?;
            if fresh {
                learn::constraint(now, rules, &mut recheck);
            }
        }
        None => {
            let Some((manager, _)) = held else { return done(Vec::new()) };
            may_end(context, noun, manager)?;
            learn::forget_constraint(id, &mut recheck);
        }
    }
    done(recheck.finish())
}

fn same_id((noun, id): (&str, EntityId), told: EntityId) -> Result<(), Rejection> {
    if id == told { Ok(()) } else { invalid(format!("{noun}_id: {id} is told of with details of {told}")) }
}

/// Only its manager tells of an entity, and never of an older version than is held. Whether it is news.
fn may_tell(
    context: &Context,
    (noun, id): (&str, EntityId),
    (manager, version): (&Name, i32),
    held: Option<(&Name, i32)>,
) -> Result<bool, Rejection> {
    let sender = &context.caller.name;
    if manager != sender {
        return forbidden(format!("{noun} {id} is managed by {manager}, not by {sender}"));
    }
    match held {
        Some((known_manager, _)) if known_manager != sender => {
            forbidden(format!("{noun} {id} is managed by {known_manager}, not by {sender}"))
        }
        Some((_, known)) if version < known => {
            conflict(format!("{noun} {id}: version {version} is stale, version {known} is known"))
        }
        Some((_, known)) => Ok(version > known),
        None => Ok(true),
    }
}

fn may_end(context: &Context, (noun, id): (&str, EntityId), manager: &Name) -> Result<(), Rejection> {
    let sender = &context.caller.name;
    if manager != sender {
        return forbidden(format!("{noun} {id} is managed by {manager}, not by {sender}"));
    }
    Ok(())
}

pub(super) fn report(context: &Context, report: &Arc<str>) -> Decided {
    if report.len() > MAX_REPORT_BYTES {
        return invalid(format!("exchange: {} bytes, at most {MAX_REPORT_BYTES} are taken", report.len()));
    }
    let entry = report_entry(context, &Name::from("this desk"), report);
    let outcome = Outcome::Report { id: entry.id };
    Ok(Decision { events: vec![Event::Reported(entry)], outcome })
}
