//! Subscriptions of the DSS: requests, answers, and who is to be told of a change.
//!
//! Neither outlines nor heights of a subscription are ever returned. Which subscriptions match is
//! the core's business.

use serde::{Deserialize, Serialize};

use super::common::Volume4D;
use super::constraints::ConstraintReference;
use super::intents::OperationalIntentReference;
use super::time::Time;
use crate::lenient::{messages, null_as_default};

/// A subscription and how many notifications it has prompted, schema `SubscriptionState`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct SubscriptionState {
    /// UUIDv4.
    #[serde(deserialize_with = "null_as_default")]
    pub subscription_id: String,
    /// Counts notifications from 0, so that a subscriber sees when it missed one.
    #[serde(deserialize_with = "null_as_default")]
    pub notification_index: i32,
}

/// A USS that must be told of a change by whoever made it, schema `SubscriberToNotify`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct SubscriberToNotify {
    /// What prompted it; one or more.
    #[serde(deserialize_with = "null_as_default")]
    pub subscriptions: Vec<SubscriptionState>,
    /// Where to tell it; the path `/uss/v1/…` is appended.
    #[serde(deserialize_with = "null_as_default")]
    pub uss_base_url: String,
}

/// A subscription as the DSS shows it, schema `Subscription`.
///
/// Our DSS writes every field. The times are optional in the schema, so another DSS may leave them
/// out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Subscription {
    /// UUIDv4.
    #[serde(deserialize_with = "null_as_default")]
    pub id: String,
    /// Opaque; changes with every write of the subscription, but not with a notification.
    #[serde(deserialize_with = "null_as_default")]
    pub version: String,
    /// Counts notifications from 0.
    #[serde(deserialize_with = "null_as_default")]
    pub notification_index: i32,
    /// Changes wholly before are not notified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_start: Option<Time>,
    /// Changes wholly after are not notified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_end: Option<Time>,
    /// Where notifications go.
    #[serde(deserialize_with = "null_as_default")]
    pub uss_base_url: String,
    /// Whether operational intents are notified.
    #[serde(deserialize_with = "null_as_default")]
    pub notify_for_operational_intents: bool,
    /// Whether constraints are notified.
    #[serde(deserialize_with = "null_as_default")]
    pub notify_for_constraints: bool,
    /// Whether the DSS made it along with an operational intent, and removes it likewise.
    #[serde(deserialize_with = "null_as_default")]
    pub implicit_subscription: bool,
    /// UUIDv4s of the operational intents that rely on it.
    #[serde(deserialize_with = "null_as_default")]
    pub dependent_operational_intents: Vec<String>,
}

/// Request to find subscriptions, schema `QuerySubscriptionParameters`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct QuerySubscriptionParameters {
    /// Where and when to look. The schema lets it be absent; the server does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_of_interest: Option<Volume4D>,
}

/// Answer to a query, schema `QuerySubscriptionsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct QuerySubscriptionsResponse {
    /// The caller's subscriptions that match, in no order.
    #[serde(deserialize_with = "null_as_default")]
    pub subscriptions: Vec<Subscription>,
}

/// Answer to a read, schema `GetSubscriptionResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct GetSubscriptionResponse {
    /// The subscription.
    #[serde(deserialize_with = "null_as_default")]
    pub subscription: Subscription,
}

/// Request to create or change a subscription, schema `PutSubscriptionParameters`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct PutSubscriptionParameters {
    /// Where and when. An absent start is now, an absent end is chosen by the server.
    #[serde(deserialize_with = "null_as_default")]
    pub extents: Volume4D,
    /// Where notifications go, without a trailing slash.
    #[serde(deserialize_with = "null_as_default")]
    pub uss_base_url: String,
    /// Whether operational intents are notified; this or the next must be set.
    #[serde(deserialize_with = "null_as_default")]
    pub notify_for_operational_intents: bool,
    /// Whether constraints are notified.
    #[serde(deserialize_with = "null_as_default")]
    pub notify_for_constraints: bool,
}

/// Answer to a write, schema `PutSubscriptionResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct PutSubscriptionResponse {
    /// The subscription as it is now.
    #[serde(deserialize_with = "null_as_default")]
    pub subscription: Subscription,
    /// What is there already; present, if only as an empty list, exactly when
    /// `notify_for_operational_intents` is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operational_intent_references: Option<Vec<OperationalIntentReference>>,
    /// What is there already; present, if only as an empty list, exactly when
    /// `notify_for_constraints` is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraint_references: Option<Vec<ConstraintReference>>,
}

/// Answer to a removal, schema `DeleteSubscriptionResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct DeleteSubscriptionResponse {
    /// The subscription as it was.
    #[serde(deserialize_with = "null_as_default")]
    pub subscription: Subscription,
}

messages!(
    SubscriptionState,
    SubscriberToNotify,
    Subscription,
    QuerySubscriptionParameters,
    QuerySubscriptionsResponse,
    GetSubscriptionResponse,
    PutSubscriptionParameters,
    PutSubscriptionResponse,
    DeleteSubscriptionResponse,
);
