//! Subscriptions that parties ask for. Implicit ones are made and kept by the writes of operational intents.

use super::{conflict, forbidden, invalid, not_found, versions};
use crate::airspace::bounds::{CLOCK_SKEW, MAX_SUBSCRIPTION};
use crate::airspace::command::PutSubscription;
use crate::airspace::entities::{Intent, Subscription};
use crate::airspace::event::{Event, Removal};
use crate::airspace::views::SubscriptionView;
use crate::airspace::{Decided, Decision, Outcome, Rejection, State};
use crate::{Context, EntityId, Extent, Span};

/// Creates or changes a subscription. One that was implicit becomes its manager's own.
pub(super) fn put(state: &State, context: &Context, put: &PutSubscription) -> Decided {
    if !put.notify_for_operational_intents && !put.notify_for_constraints {
        return invalid("notify_for_operational_intents: at least one of it and notify_for_constraints must be true");
    }
    if put.cells.is_empty() && put.notify_for_constraints {
        return invalid("extents: an outline is needed to be notified of constraints");
    }
    let found = state.subscriptions.get(put.id);
    let span = times(context, put, found)?;
    let old = existing(context, put, found)?;
    let extent = Extent { span, heights: put.heights, cells: put.cells.clone() };
    if let Some(old) = old {
        check_dependents(state, old, &extent)?;
    }
    let subscription = Subscription {
        id: put.id,
        manager: context.caller.name.clone(),
        version: versions::of_subscription(context, put.id),
        notification_index: old.map_or(0, |old| old.notification_index),
        extent,
        uss_base_url: put.uss_base_url.clone(),
        notify_for_operational_intents: put.notify_for_operational_intents,
        notify_for_constraints: put.notify_for_constraints,
        implicit: false,
    };
    let caller = &context.caller.name;
    let outcome = Outcome::Subscription {
        intents: put.notify_for_operational_intents.then(|| state.query_intents(caller, &subscription.extent)),
        constraints: put.notify_for_constraints.then(|| state.query_constraints(caller, &subscription.extent)),
        view: Box::new(state.see_subscription(&subscription)),
        removed: false,
    };
    Ok(Decision { events: vec![Event::SubscriptionPut(subscription)], outcome })
}

/// Start and end, with what is filled in where they are omitted.
fn times(context: &Context, put: &PutSubscription, old: Option<&Subscription>) -> Result<Span, Rejection> {
    if put.start.is_some_and(|start| start < context.now.minus(CLOCK_SKEW)) {
        return invalid("extents.time_start: may not be more than 5 minutes in the past");
    }
    let start = put.start.or(old.map(|old| old.extent.span.start)).unwrap_or(context.now);
    let end = put.end.or(old.map(|old| old.extent.span.end)).unwrap_or(start.plus(MAX_SUBSCRIPTION));
    if end < start {
        return invalid("extents.time_end: may not be before the start of the subscription");
    }
    if end == start {
        return invalid("extents.time_end: must be after the start of the subscription");
    }
    if end.0.saturating_sub(start.0) > MAX_SUBSCRIPTION.as_micros() as i64 {
        return invalid("extents.time_end: a subscription may last 24 hours at most");
    }
    Ok(Span { start, end })
}

/// The subscription that the request changes; the version is looked at before the owner, as in the field.
fn existing<'a>(
    context: &Context,
    put: &PutSubscription,
    found: Option<&'a Subscription>,
) -> Result<Option<&'a Subscription>, Rejection> {
    let version = put.version.as_deref().unwrap_or("");
    let Some(old) = found else {
        return if version.is_empty() {
            Ok(None)
        } else {
            invalid(format!("subscriptionid: there is no subscription {} to update", put.id))
        };
    };
    if *old.version != *version {
        return match put.version {
            None => conflict(format!("subscription {} exists already: name its current version in the URL to update it", put.id)),
            Some(_) => conflict(format!("version: not the current version of subscription {}", put.id)),
        };
    }
    if old.manager != context.caller.name {
        return forbidden(format!("subscription {} belongs to {}", put.id, old.manager));
    }
    Ok(Some(old))
}

/// A subscription must go on covering the operational intents that depend on it.
fn check_dependents(state: &State, subscription: &Subscription, extent: &Extent) -> Result<(), Rejection> {
    let covered = |intent: &Intent| {
        extent.cells.contains_all(&intent.extent.cells)
            && extent.heights.contains(&intent.extent.heights)
            && extent.span.start <= intent.extent.span.start.plus(CLOCK_SKEW)
            && extent.span.end >= intent.extent.span.end
    };
    let mut dependents = state.dependents.of(subscription.id).filter_map(|id| state.intents.get(id));
    match dependents.find(|intent| !covered(intent)) {
        None => Ok(()),
        Some(intent) => invalid(format!(
            "extents: operational intent {} depends on this subscription and would not be covered any more",
            intent.id
        )),
    }
}

/// Removes a subscription that nothing depends on.
pub(super) fn delete(state: &State, context: &Context, id: EntityId, version: &str) -> Decided {
    let Some(old) = state.subscriptions.get(id) else {
        return not_found(format!("there is no subscription {id}"));
    };
    if old.manager != context.caller.name {
        return forbidden(format!("subscription {id} belongs to {}", old.manager));
    }
    if *old.version != *version {
        return conflict(format!("version: not the current version of subscription {id}"));
    }
    if state.dependents.of(id).next().is_some() {
        return invalid(format!("subscriptions with dependent operational intents may not be removed: {id} has some"));
    }
    let view = Box::new(SubscriptionView { subscription: old.clone(), dependents: Vec::new() });
    let events = vec![Event::SubscriptionRemoved { id, reason: Removal::Deleted }];
    Ok(Decision { events, outcome: Outcome::Subscription { view, intents: None, constraints: None, removed: true } })
}
