//! Being told by a peer (uss-behaviour 7; F3548-21 SCD0085 and following).

use super::learn;
use super::recheck::Notices;
use super::{conflict, done, forbidden, invalid, too_many};
use crate::desk::bounds::{MAX_KNOWN, MAX_REPORT_BYTES};
use crate::desk::entities::{Known, KnownConstraint, NoticeKind, ReportEntry};
use crate::desk::{Decided, Decision, Event, Outcome, Rejection, Rules, State};
use crate::{Context, EntityId, Name};
use std::sync::Arc;

pub(super) fn operation(state: &State, context: &Context, id: EntityId, now: Option<&Known>, rules: Rules) -> Decided {
    let held = state.known.get(&id).map(|held| (&held.manager, held.version));
    if state.operations.contains_key(&id) {
        return forbidden(format!("operational intent {id} is managed here"));
    }
    let mut notices = Notices::new(state, context);
    let mut events = Vec::new();
    match now {
        Some(now) => {
            let fresh = may_tell(context, ("operational intent", id), (&now.manager, now.version), held)?;
            room(state, held.is_none())?;
            if !fresh {
                return done(events);
            }
            learn::operation(state, now, rules, &mut notices, &mut events);
            if !events.iter().any(|event| matches!(event, Event::Noticed(_))) {
                events.push(near(&mut notices, id, &now.manager, Some(now)));
            }
        }
        None => {
            let Some((manager, _)) = held else { return done(events) };
            may_end(context, ("operational intent", id), manager)?;
            learn::forget(state, id, &mut notices, &mut events);
            if !events.iter().any(|event| matches!(event, Event::Noticed(_))) {
                events.push(near(&mut notices, id, manager, None));
            }
        }
    }
    done(events)
}

fn near(notices: &mut Notices<'_>, other: EntityId, manager: &Name, now: Option<&Known>) -> Event {
    let what = NoticeKind::PlanChangedNear { other, manager: manager.clone(), state: now.map(|known| known.state) };
    notices.raise(None, what)
}

pub(super) fn constraint(
    state: &State,
    context: &Context,
    id: EntityId,
    now: Option<&KnownConstraint>,
    rules: Rules,
) -> Decided {
    let held = state.known_constraints.get(&id).map(|held| (&held.manager, held.version));
    if state.constraints.contains_key(&id) {
        return forbidden(format!("constraint {id} is managed here"));
    }
    let mut notices = Notices::new(state, context);
    let mut events = Vec::new();
    match now {
        Some(now) => {
            let fresh = may_tell(context, ("constraint", id), (&now.manager, now.version), held)?;
            room(state, held.is_none())?;
            if fresh {
                learn::constraint(state, now, rules, &mut notices, &mut events);
            }
        }
        None => {
            let Some((manager, _)) = held else { return done(events) };
            may_end(context, ("constraint", id), manager)?;
            learn::forget(state, id, &mut notices, &mut events);
        }
    }
    done(events)
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

fn room(state: &State, new: bool) -> Result<(), Rejection> {
    if new && state.known.len() + state.known_constraints.len() >= MAX_KNOWN {
        return too_many(format!("more than {MAX_KNOWN} operations and constraints of others are known"));
    }
    Ok(())
}

pub(super) fn report(context: &Context, report: &Arc<str>) -> Decided {
    if report.len() > MAX_REPORT_BYTES {
        return invalid(format!("exchange: {} bytes, at most {MAX_REPORT_BYTES} are taken", report.len()));
    }
    let id = EntityId::from_entropy(context.derive("report", &[])[..16].try_into().expect("16 of 32 bytes"));
    let reporter = context.caller.name.clone();
    let entry = ReportEntry { id, reporter, to: Name::from("this desk"), at: context.now, report: report.clone() };
    Ok(Decision { events: vec![Event::Reported(entry)], outcome: Outcome::Report { id } })
}
