//! Constraint references.

use super::notifications::{Notified, Subject};
use super::{conflict, forbidden, invalid, not_found, versions};
use crate::airspace::command::PutConstraint;
use crate::airspace::entities::Constraint;
use crate::airspace::event::{Event, Removal};
use crate::airspace::{Decided, Decision, Outcome, Rejection, State};
use crate::{Context, EntityId};

/// Creates or changes a constraint reference.
pub(super) fn put(state: &State, context: &Context, put: &PutConstraint) -> Decided {
    if put.extent.span.end < context.now {
        return invalid("extents: end time may not be in the past");
    }
    let old = existing(state, context, put)?;
    let affected = old.map_or_else(|| put.extent.clone(), |old| old.extent.union(&put.extent));
    let notified = Notified::collect(state, Subject::Constraints, &affected, None);
    let constraint = Constraint {
        id: put.id,
        manager: context.caller.name.clone(),
        version: versions::next(old.map_or(0, |old| old.version)),
        ovn: versions::ovn(context, put.id),
        extent: put.extent.clone(),
        uss_base_url: put.uss_base_url.clone(),
    };
    let reference = Box::new(state.see_constraint(&constraint, &context.caller.name));
    let events = std::iter::once(Event::ConstraintPut(constraint)).chain(notified.event()).collect();
    Ok(Decision { events, outcome: Outcome::Constraint { reference, subscribers: notified.subscribers(), removed: false } })
}

fn existing<'a>(state: &'a State, context: &Context, put: &PutConstraint) -> Result<Option<&'a Constraint>, Rejection> {
    let ovn = put.ovn.as_deref().unwrap_or("");
    let Some(old) = state.constraints.get(put.id) else {
        // The field answers 409 here, where it answers 400 for operational intents.
        return if ovn.is_empty() {
            Ok(None)
        } else {
            conflict(format!("ovn: there is no constraint {} of that version", put.id))
        };
    };
    if old.manager != context.caller.name {
        return forbidden(format!("constraint {} is managed by {}", put.id, old.manager));
    }
    if old.ovn.as_str() != ovn {
        return match put.ovn {
            None => conflict(format!("constraint {} exists already: name its current OVN in the URL to update it", put.id)),
            Some(_) => conflict(format!("ovn: not the current version of constraint {}", put.id)),
        };
    }
    Ok(Some(old))
}

/// Removes a constraint.
pub(super) fn delete(state: &State, context: &Context, id: EntityId, ovn: &str) -> Decided {
    let Some(old) = state.constraints.get(id) else {
        return not_found(format!("there is no constraint {id}"));
    };
    if old.manager != context.caller.name {
        return forbidden(format!("constraint {id} is managed by {}", old.manager));
    }
    if old.ovn.as_str() != ovn {
        return conflict(format!("ovn: not the current version of constraint {id}"));
    }
    let notified = Notified::collect(state, Subject::Constraints, &old.extent, None);
    let removed = Event::ConstraintRemoved { id, reason: Removal::Deleted };
    let events = notified.event().into_iter().chain([removed]).collect();
    let reference = Box::new(state.see_constraint(old, &context.caller.name));
    Ok(Decision { events, outcome: Outcome::Constraint { reference, subscribers: notified.subscribers(), removed: true } })
}
