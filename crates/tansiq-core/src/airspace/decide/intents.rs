//! Operational intent references: the order of checks is that of F3548-21's API and of the field.

use super::notifications::{Notified, Subject};
use super::{conflict, forbidden, invalid, not_found, versions};
use crate::airspace::bounds::CLOCK_SKEW;
use crate::airspace::command::{Attachment, PutIntent};
use crate::airspace::entities::{Availability, Intent, IntentState, Subscription};
use crate::airspace::event::{Event, Removal};
use crate::airspace::suffixes;
use crate::airspace::{Decided, Decision, Missing, Outcome, Rejection, State};
use crate::{Context, EntityId, Extent, Ovn};

/// Creates or changes an operational intent reference.
pub(super) fn put(state: &State, context: &Context, put: &PutIntent) -> Decided {
    check_request(context, put)?;
    if put.state.is_off_nominal() && !context.caller.monitors_conformance {
        return forbidden(format!("state: {} needs the scope utm.conformance_monitoring_sa", put.state.name()));
    }
    let old = existing(state, context, put)?;
    check_transition(state, context, old, put.state)?;
    let attached = attach(state, context, put)?;
    check_key(state, context, put, &attached)?;
    let ovn = next_ovn(state, context, put)?;

    let intent = Intent {
        id: put.id,
        manager: context.caller.name.clone(),
        version: versions::next(old.map_or(0, |old| old.version)),
        state: put.state,
        ovn,
        extent: put.extent.clone(),
        uss_base_url: put.uss_base_url.clone(),
        subscription: attached.subscription().map(|subscription| subscription.id),
    };
    Ok(record_put(state, context, put, old, &attached, intent))
}

/// The rules that need nothing but the request and the time.
fn check_request(context: &Context, put: &PutIntent) -> Result<(), Rejection> {
    if put.extent.span.end < context.now {
        return invalid("extents: end time may not be in the past");
    }
    if put.ovn.as_deref().unwrap_or("").is_empty() && put.state != IntentState::Accepted {
        return invalid(format!("state: a new operational intent must be Accepted, not {}", put.state.name()));
    }
    if let Some((_, suffix)) = &put.requested_suffix {
        let time = suffixes::time_of(*suffix);
        let in_window = |time| context.now.minus(CLOCK_SKEW) <= time && time <= context.now.plus(CLOCK_SKEW);
        if !time.is_some_and(in_window) {
            return invalid("requested_ovn_suffix: must be a UUID version 7 whose time is within 5 minutes of now");
        }
    }
    if put.state != IntentState::Accepted && matches!(put.subscription, Attachment::None) {
        return invalid(format!(
            "subscription_id: the state {} needs a subscription: give subscription_id or new_subscription",
            put.state.name()
        ));
    }
    Ok(())
}

/// The intent that the request changes; `None` if it creates one.
fn existing<'a>(state: &'a State, context: &Context, put: &PutIntent) -> Result<Option<&'a Intent>, Rejection> {
    let ovn = put.ovn.as_deref().unwrap_or("");
    let Some(old) = state.intents.get(put.id) else {
        return if ovn.is_empty() {
            Ok(None)
        } else {
            invalid(format!("entityid: there is no operational intent {} to update", put.id))
        };
    };
    if old.manager != context.caller.name {
        return forbidden(format!("operational intent {} is managed by {}", put.id, old.manager));
    }
    if old.ovn.as_str() != ovn {
        return match put.ovn {
            None => {
                conflict(format!("operational intent {} exists already: name its current OVN in the URL to update it", put.id))
            }
            Some(_) => conflict(format!("ovn: not the current version of operational intent {}", put.id)),
        };
    }
    Ok(Some(old))
}

fn check_transition(state: &State, context: &Context, old: Option<&Intent>, next: IntentState) -> Result<(), Rejection> {
    if let Some(old) = old
        && !old.state.may_become(next)
    {
        return invalid(format!("state: an operational intent that is {} cannot become {}", old.state.name(), next.name()));
    }
    if !next.is_off_nominal() {
        check_not_down(state, context)?;
    }
    Ok(())
}

/// A party marked Down restores its availability first (the API's 412).
fn check_not_down(state: &State, context: &Context) -> Result<(), Rejection> {
    if state.availability(&context.caller.name) != Availability::Down {
        return Ok(());
    }
    Err(Rejection::Down(format!("{} is marked as Down: its availability must be restored first", context.caller.name)))
}

/// What the intent will be attached to.
enum Attached<'a> {
    Nothing,
    Existing(&'a Subscription),
    New(Subscription),
}

impl Attached<'_> {
    fn subscription(&self) -> Option<&Subscription> {
        match self {
            Attached::Nothing => None,
            Attached::Existing(subscription) => Some(subscription),
            Attached::New(subscription) => Some(subscription),
        }
    }
}

fn attach<'a>(state: &'a State, context: &Context, put: &PutIntent) -> Result<Attached<'a>, Rejection> {
    match &put.subscription {
        Attachment::None => Ok(Attached::Nothing),
        Attachment::Existing(id) => {
            let Some(subscription) = state.subscriptions.get(*id) else {
                return invalid(format!("subscription_id: there is no subscription {id}"));
            };
            if subscription.manager != context.caller.name {
                return forbidden(format!("subscription_id: subscription {id} belongs to {}", subscription.manager));
            }
            if !subscription.implicit && !subscription.covers(&put.extent) {
                return invalid(format!(
                    "subscription_id: subscription {id} does not cover the time and the area of the operational intent"
                ));
            }
            Ok(Attached::Existing(subscription))
        }
        Attachment::Implicit { uss_base_url, notify_for_constraints } => {
            let id = versions::fresh_id(context, "implicit subscription");
            Ok(Attached::New(Subscription {
                id,
                manager: context.caller.name.clone(),
                version: versions::of_subscription(context, id),
                notification_index: 0,
                extent: put.extent.clone(),
                uss_base_url: uss_base_url.clone(),
                notify_for_operational_intents: true,
                notify_for_constraints: *notify_for_constraints,
                implicit: true,
            }))
        }
    }
}

/// Every relevant entity's current OVN must be in the key, unless the write declares the operation off-nominal.
fn check_key(state: &State, context: &Context, put: &PutIntent, attached: &Attached<'_>) -> Result<(), Rejection> {
    if put.state.is_off_nominal() {
        return Ok(());
    }
    let caller = &context.caller.name;
    let need_not_be_known = |other: &Intent| {
        other.id == put.id || (other.state == IntentState::Accepted && state.availability(&other.manager) == Availability::Down)
    };
    let intents = state.intents.search(&put.extent);
    let unknown = intents.iter().filter(|hit| !put.key.contains(hit.fingerprint())).map(|hit| hit.entity());
    let mut missing = Missing {
        intents: unknown.filter(|other| !need_not_be_known(other)).map(|other| state.see_intent(other, caller)).collect(),
        constraints: Vec::new(),
    };
    if attached.subscription().is_some_and(|subscription| subscription.notify_for_constraints) {
        let constraints = state.constraints.search(&put.extent);
        let unknown = constraints.iter().filter(|hit| !put.key.contains(hit.fingerprint())).map(|hit| hit.entity());
        missing.constraints = unknown.map(|other| state.see_constraint(other, caller)).collect();
    }
    if missing == Missing::default() { Ok(()) } else { Err(Rejection::Unproven(missing)) }
}

fn next_ovn(state: &State, context: &Context, put: &PutIntent) -> Result<Ovn, Rejection> {
    match &put.requested_suffix {
        None => Ok(versions::ovn(context, put.id)),
        Some((_, suffix)) if state.suffixes.contains(put.id, *suffix) => {
            conflict(format!("requested_ovn_suffix: {suffix} was used before for operational intent {}", put.id))
        }
        Some((text, _)) => Ok(Ovn::new(format!("{}_{text}", put.id))),
    }
}

/// The events of an accepted write, in the order in which they happen: a new subscription exists and an orphaned one is gone
/// before the subscribers are found, and an implicit subscription grows or shrinks afterwards.
fn record_put(
    state: &State,
    context: &Context,
    put: &PutIntent,
    old: Option<&Intent>,
    attached: &Attached<'_>,
    intent: Intent,
) -> Decision {
    let left = old.and_then(|old| old.subscription).filter(|left| Some(*left) != intent.subscription);
    let left = left.and_then(|left| state.subscriptions.get(left)).filter(|left| left.implicit);
    let orphan = left.filter(|left| !state.dependents.has_others(left.id, put.id)).map(|left| left.id);

    let affected = old.map_or_else(|| put.extent.clone(), |old| old.extent.union(&put.extent));
    let mut notified = Notified::collect(state, Subject::Intents, &affected, orphan);

    let mut events = Vec::with_capacity(4);
    if let Attached::New(subscription) = attached {
        notified.add(subscription);
        events.push(Event::SubscriptionPut(subscription.clone()));
    }
    let reference = Box::new(state.see_intent(&intent, &context.caller.name));
    events.push(Event::IntentPut(intent));
    if let Some((_, suffix)) = &put.requested_suffix {
        events.push(Event::SuffixUsed { entity: put.id, suffix: *suffix });
    }
    events.extend(orphan.map(|id| Event::SubscriptionRemoved { id, reason: Removal::Orphaned }));
    events.extend(notified.event());
    let without = old.map(|old| (old.id, &old.extent));
    if let Attached::Existing(target) = attached
        && target.implicit
    {
        events.extend(resize(state, context, target, without, Some(&put.extent), &notified));
    }
    if let Some(left) = left.filter(|_| orphan.is_none()) {
        events.extend(resize(state, context, left, without, None, &notified));
    }
    Decision { events, outcome: Outcome::Intent { reference, subscribers: notified.subscribers(), removed: false } }
}

/// Makes an implicit subscription exactly the union of its dependents, after a write took `without` away and put `with` in.
fn resize(
    state: &State,
    context: &Context,
    subscription: &Subscription,
    without: Option<(EntityId, &Extent)>,
    with: Option<&Extent>,
    notified: &Notified,
) -> Option<Event> {
    let extent_of = |id| state.intents.get(id).map(|intent| &intent.extent);
    let extent = state.dependents.union(subscription.id, without, with, extent_of)?;
    (extent != subscription.extent).then(|| {
        Event::SubscriptionPut(Subscription {
            extent,
            version: versions::of_subscription(context, subscription.id),
            notification_index: notified.index_of(subscription),
            ..subscription.clone()
        })
    })
}

/// Ends an operational intent.
pub(super) fn delete(state: &State, context: &Context, id: EntityId, ovn: &str) -> Decided {
    let Some(old) = state.intents.get(id) else {
        return not_found(format!("there is no operational intent {id}"));
    };
    if old.manager != context.caller.name {
        return forbidden(format!("operational intent {id} is managed by {}", old.manager));
    }
    if old.ovn.as_str() != ovn {
        return conflict(format!("ovn: not the current version of operational intent {id}"));
    }
    check_not_down(state, context)?;

    // The orphaned subscription is told as well: it goes after the subscribers were found.
    let notified = Notified::collect(state, Subject::Intents, &old.extent, None);
    let implicit = old.subscription.and_then(|id| state.subscriptions.get(id)).filter(|subscription| subscription.implicit);
    let mut events = Vec::with_capacity(3);
    events.extend(notified.event());
    events.push(Event::IntentRemoved { id, reason: Removal::Deleted });
    if let Some(subscription) = implicit {
        if state.dependents.has_others(subscription.id, id) {
            events.extend(resize(state, context, subscription, Some((id, &old.extent)), None, &notified));
        } else {
            events.push(Event::SubscriptionRemoved { id: subscription.id, reason: Removal::Orphaned });
        }
    }
    let reference = Box::new(state.see_intent(old, &context.caller.name));
    Ok(Decision { events, outcome: Outcome::Intent { reference, subscribers: notified.subscribers(), removed: true } })
}
