//! What a discovery brought: what peers disclosed when they were asked.

use super::recheck::{Recheck, probe};
use super::{done, invalid, too_many};
use crate::desk::bounds::{MAX_KNOWN, MAX_LEARNED, MAX_WITHIN};
use crate::desk::entities::{Disclosure, Known, KnownConstraint, OtherKind};
use crate::desk::place::Sought;
use crate::desk::verdict::{meeting_with_constraint, meeting_with_known};
use crate::desk::volumes::Volumes;
use crate::desk::{Decided, Event, Learn, Rejection, Rules, State};
use crate::{Context, EntityId, Span};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn learn(state: &State, context: &Context, learn: &Learn) -> Decided {
    let count = learn.operations.len() + learn.constraints.len() + learn.gone.len();
    if count > MAX_LEARNED {
        return invalid(format!("{count} entities in one discovery; at most {MAX_LEARNED} are taken"));
    }
    let operations = newest(&learn.operations, |known| (known.id, known.version));
    let constraints = newest(&learn.constraints, |known| (known.id, known.version));
    let new = operations.keys().filter(|id| !state.known.contains_key(id)).count()
        + constraints.keys().filter(|id| !state.known_constraints.contains_key(id)).count();
    room(state, new)?;
    let mut recheck = Recheck::new(state, context);
    for id in learn.gone.iter().collect::<BTreeSet<_>>() {
        // What was found is not gone.
        if !operations.contains_key(id) {
            forget_operation(*id, &mut recheck);
        }
        if !constraints.contains_key(id) {
            forget_constraint(*id, &mut recheck);
        }
    }
    for (id, known) in operations.into_iter().filter(|(id, _)| !state.operations.contains_key(id)) {
        if let Some(known) = news(state.known.get(&id), known) {
            operation(&known, learn.rules, &mut recheck);
        }
    }
    for (id, known) in constraints.into_iter().filter(|(id, _)| !state.constraints.contains_key(id)) {
        // A notification may have overtaken the answer.
        let newer = state.known_constraints.get(&id).is_some_and(|held| held.version > known.version || held == known);
        if !newer {
            constraint(known, learn.rules, &mut recheck);
        }
    }
    done(recheck.finish())
}

/// One of each id: the greatest version, the last of several equal ones.
fn newest<T>(all: &[T], key: impl Fn(&T) -> (EntityId, i32)) -> BTreeMap<EntityId, &T> {
    let mut newest: BTreeMap<EntityId, &T> = BTreeMap::new();
    for one in all {
        let (id, version) = key(one);
        if newest.get(&id).is_none_or(|held| key(held).1 <= version) {
            newest.insert(id, one);
        }
    }
    newest
}

/// Whether so many more operations and constraints of others can be known.
pub(super) fn room(state: &State, new: usize) -> Result<(), Rejection> {
    if new > 0 && state.known.len() + state.known_constraints.len() + new > MAX_KNOWN {
        return too_many(format!("more than {MAX_KNOWN} operations and constraints of others are known"));
    }
    Ok(())
}

/// What is new in what was disclosed of a peer's operation, given what is held; nothing if nothing is.
///
/// A notification may have overtaken an answer, and what a peer told of a version stays true when it goes Down. One that is
/// Down is in all the areas in which the DSS found it, when its reference says that it is.
pub(super) fn news(held: Option<&Known>, known: &Known) -> Option<Known> {
    let mut known = known.clone();
    let held = held.filter(|held| held.version >= known.version);
    if held.is_some_and(|held| held.version > known.version) {
        return None;
    }
    let span = known.span;
    match (held.map(|held| &held.disclosure), &mut known.disclosure) {
        (Some(Disclosure::Told { .. }), Disclosure::Withheld { .. }) => return None,
        (Some(Disclosure::Withheld { within: before }), Disclosure::Withheld { within }) => {
            *within = together(before, &during(within, span));
        }
        (None, Disclosure::Withheld { within }) => *within = during(within, span),
        (_, Disclosure::Told { .. }) => {}
    }
    (held != Some(&known)).then_some(known)
}

/// The part of volumes that is in a span.
fn during(volumes: &Volumes, span: Span) -> Volumes {
    let clipped = volumes.iter().filter_map(|(volume, certain)| {
        let (start, end) = (volume.start_us().max(span.start.0), volume.end_us().min(span.end.0));
        Some((volume.clone().between_times(start, end).ok()?, certain))
    });
    Volumes::with_certainty(clipped.collect())
}

/// The newest [`MAX_WITHIN`] of the areas before and now.
fn together(before: &Volumes, now: &Volumes) -> Volumes {
    let mut all: Vec<_> = before.iter().map(|(volume, certain)| (volume.clone(), certain)).collect();
    for (volume, certain) in now.iter() {
        if !all.iter().any(|(known, _)| known == volume) {
            all.push((volume.clone(), certain));
        }
    }
    all.drain(..all.len().saturating_sub(MAX_WITHIN));
    Volumes::with_certainty(all)
}

/// A peer's operation is as this says: the events, and those for own operations that meet it.
pub(super) fn operation(known: &Known, rules: Rules, recheck: &mut Recheck<'_>) {
    recheck.events.push(Event::OperationKnown(known.clone()));
    let places = match &known.disclosure {
        Disclosure::Told { volumes, off_nominal, .. } => {
            Sought::new(volumes.places().iter().chain(off_nominal.places()).copied())
        }
        Disclosure::Withheld { within } => Sought::new(within.places().iter().copied()),
    };
    recheck.others((OtherKind::PeerOperation, known.id), &places, |own| meeting_with_known(probe(own, rules), known));
}

/// A constraint of another party is as this says.
pub(super) fn constraint(known: &KnownConstraint, rules: Rules, recheck: &mut Recheck<'_>) {
    recheck.events.push(Event::ConstraintKnown(known.clone()));
    let places = Sought::new(known.volumes.places().iter().copied());
    recheck.others((OtherKind::Constraint, known.id), &places, |own| meeting_with_constraint(probe(own, rules), known));
}

/// An operation of a peer is over.
pub(super) fn forget_operation(id: EntityId, recheck: &mut Recheck<'_>) {
    if recheck.state.known.contains_key(&id) {
        recheck.gone((OtherKind::PeerOperation, id));
        recheck.events.push(Event::OperationGone { id });
    }
}

/// A constraint of another party is over.
pub(super) fn forget_constraint(id: EntityId, recheck: &mut Recheck<'_>) {
    if recheck.state.known_constraints.contains_key(&id) {
        recheck.gone((OtherKind::Constraint, id));
        recheck.events.push(Event::ConstraintGone { id });
    }
}
