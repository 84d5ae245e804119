//! Between the standard's messages and the core: ids, URLs, references, subscribers.

use crate::http::error::Error;
use tansiq_core::airspace::{self, Availability, IntentState, bounds::MAX_URL_BYTES};
use tansiq_core::{EntityId, Name, Timestamp};
use tansiq_wire::f3548;

/// An id in the URL.
pub(crate) fn id(text: &str, field: &str) -> Result<EntityId, Error> {
    EntityId::parse(text).map_err(|problem| Error::Invalid(format!("{field}: {problem}")))
}

/// A base URL of a party. Only the scheme is looked at, as in the field.
pub(crate) fn base_url(text: &str, field: &str, allow_http: bool) -> Result<Name, Error> {
    let refuse = |problem: &str| Err(Error::Invalid(format!("{field}: {problem}")));
    if text.len() > MAX_URL_BYTES {
        return refuse(&format!("is longer than {MAX_URL_BYTES} bytes"));
    }
    if text.is_empty() {
        return refuse("is missing");
    }
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return refuse("must be a URL: it contains white space or control characters");
    }
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("https") => Ok(Name::from(text)),
        Some("http") if allow_http => Ok(Name::from(text)),
        _ if allow_http => refuse("must be an http or https URL"),
        _ => refuse("must be an https URL"),
    }
}

pub(crate) fn time(at: Timestamp) -> f3548::Time {
    f3548::Time::from_micros(at.0)
}

/// The OVN as the caller may see it.
fn ovn(ovn: Option<&tansiq_core::Ovn>) -> Option<String> {
    Some(ovn.map_or(f3548::NO_OVN_PHRASE, |ovn| ovn.as_str()).to_owned())
}

fn count(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

pub(crate) fn availability(availability: Availability) -> f3548::UssAvailabilityState {
    match availability {
        Availability::Unknown => f3548::UssAvailabilityState::Unknown,
        Availability::Normal => f3548::UssAvailabilityState::Normal,
        Availability::Down => f3548::UssAvailabilityState::Down,
    }
}

fn state(state: IntentState) -> f3548::OperationalIntentState {
    match state {
        IntentState::Accepted => f3548::OperationalIntentState::Accepted,
        IntentState::Activated => f3548::OperationalIntentState::Activated,
        IntentState::Nonconforming => f3548::OperationalIntentState::Nonconforming,
        IntentState::Contingent => f3548::OperationalIntentState::Contingent,
    }
}

pub(crate) fn intent(reference: &airspace::IntentReference) -> f3548::OperationalIntentReference {
    f3548::OperationalIntentReference {
        id: reference.id.to_string(),
        manager: reference.manager.to_string(),
        uss_availability: availability(reference.availability),
        version: count(reference.version),
        state: state(reference.state),
        ovn: ovn(reference.ovn.as_ref()),
        time_start: time(reference.span.start),
        time_end: time(reference.span.end),
        uss_base_url: reference.uss_base_url.to_string(),
        subscription_id: reference.subscription.map_or(f3548::NULL_SUBSCRIPTION_ID.to_owned(), |id| id.to_string()),
    }
}

pub(crate) fn constraint(reference: &airspace::ConstraintReference) -> f3548::ConstraintReference {
    f3548::ConstraintReference {
        id: reference.id.to_string(),
        manager: reference.manager.to_string(),
        // The field reports the availability of constraint managers as Unknown, always.
        uss_availability: f3548::UssAvailabilityState::Unknown,
        version: count(reference.version),
        ovn: ovn(reference.ovn.as_ref()),
        time_start: time(reference.span.start),
        time_end: time(reference.span.end),
        uss_base_url: reference.uss_base_url.to_string(),
    }
}

pub(crate) fn subscription(view: &airspace::SubscriptionView) -> f3548::Subscription {
    let subscription = &view.subscription;
    f3548::Subscription {
        id: subscription.id.to_string(),
        version: subscription.version.to_string(),
        notification_index: count(subscription.notification_index),
        time_start: Some(time(subscription.extent.span.start)),
        time_end: Some(time(subscription.extent.span.end)),
        uss_base_url: subscription.uss_base_url.to_string(),
        notify_for_operational_intents: subscription.notify_for_operational_intents,
        notify_for_constraints: subscription.notify_for_constraints,
        implicit_subscription: subscription.implicit,
        dependent_operational_intents: view.dependents.iter().map(ToString::to_string).collect(),
    }
}

pub(crate) fn subscribers(subscribers: &[airspace::Subscriber]) -> Vec<f3548::SubscriberToNotify> {
    let of_one = |(id, index): &(EntityId, u32)| f3548::SubscriptionState {
        subscription_id: id.to_string(),
        notification_index: count(*index),
    };
    let one = |subscriber: &airspace::Subscriber| f3548::SubscriberToNotify {
        subscriptions: subscriber.subscriptions.iter().map(of_one).collect(),
        uss_base_url: subscriber.uss_base_url.to_string(),
    };
    subscribers.iter().map(one).collect()
}

/// An outcome of another kind than the command asked for.
pub(crate) fn unexpected(outcome: &airspace::Outcome) -> Error {
    Error::Internal(format!("unexpected outcome {outcome:?}"))
}
