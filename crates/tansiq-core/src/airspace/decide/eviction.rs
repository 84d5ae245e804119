//! Removing what ended long ago, a bounded number at a time.

use super::versions;
use crate::airspace::bounds::MAX_EVICTED;
use crate::airspace::entities::{Intent, Subscription};
use crate::airspace::event::{Event, Removal};
use crate::airspace::{Decided, Decision, Outcome, State};
use crate::{Context, EntityId, Timestamp};
use std::collections::BTreeSet;
use std::time::Duration;

/// Evicts operational intents first, then constraints, then subscriptions that nothing depends on any more.
///
/// Evicting a subscription never removes an intent: one with dependents is passed over until they are gone.
pub(super) fn evict(state: &State, context: &Context, retention: Duration) -> Decided {
    let limit = context.now.minus(retention);
    let intents: Vec<&Intent> = state.intents.ended_before(limit).take(MAX_EVICTED).collect();
    let mut events: Vec<Event> = intents.iter().map(|i| Event::IntentRemoved { id: i.id, reason: Removal::Evicted }).collect();

    let room = MAX_EVICTED - events.len();
    let constraints = state.constraints.ended_before(limit).take(room);
    events.extend(constraints.map(|c| Event::ConstraintRemoved { id: c.id, reason: Removal::Evicted }));

    let room = MAX_EVICTED - events.len();
    events.extend(
        lone_subscriptions(state, limit).take(room).map(|s| Event::SubscriptionRemoved { id: s.id, reason: Removal::Evicted }),
    );

    let evicted = events.len();
    events.extend(tidy_implicit(state, context, &intents));
    Ok(Decision { events, outcome: Outcome::Evicted(evicted) })
}

/// Subscriptions that ended before `limit` and have no dependents. Those that have some are at most as many as the
/// intents that still stand, so the search is bounded by looking at no more than ten times what may be evicted.
fn lone_subscriptions(state: &State, limit: Timestamp) -> impl Iterator<Item = &Subscription> {
    let ended = state.subscriptions.ended_before(limit).take(10 * MAX_EVICTED);
    ended.filter(|subscription| state.dependents.of(subscription.id).next().is_none())
}

/// Implicit subscriptions shrink or go with their dependents.
fn tidy_implicit(state: &State, context: &Context, evicted: &[&Intent]) -> Vec<Event> {
    let gone: BTreeSet<EntityId> = evicted.iter().map(|intent| intent.id).collect();
    let touched: BTreeSet<EntityId> = evicted.iter().filter_map(|intent| intent.subscription).collect();
    let implicit = touched.into_iter().filter_map(|id| state.subscriptions.get(id)).filter(|subscription| subscription.implicit);
    implicit.filter_map(|subscription| tidy(state, context, subscription, &gone)).collect()
}

fn tidy(state: &State, context: &Context, subscription: &Subscription, gone: &BTreeSet<EntityId>) -> Option<Event> {
    let left = state.dependents.of(subscription.id).filter(|id| !gone.contains(id)).filter_map(|id| state.intents.get(id));
    let Some(extent) = left.map(|intent| intent.extent.clone()).reduce(|union, next| union.union(&next)) else {
        return Some(Event::SubscriptionRemoved { id: subscription.id, reason: Removal::Orphaned });
    };
    (extent != subscription.extent).then(|| {
        let version = versions::of_subscription(context, subscription.id);
        Event::SubscriptionPut(Subscription { extent, version, ..subscription.clone() })
    })
}
