//! Operational-intent references of the DSS: requests and answers.
//!
//! A reference says that there is an operation, when, in which state, and whom to ask; its exact
//! volumes are told by its manager, in [`super::uss`].

use serde::{Deserialize, Deserializer, Serialize};

use super::MAX_EXTENTS;
use super::availability::UssAvailabilityState;
use super::common::Volume4D;
use super::constraints::ConstraintReference;
use super::key::Key;
use super::subscriptions::SubscriberToNotify;
use super::time::Time;
use crate::lenient::{bounded_list, messages, null_as_default};

/// State of an operational intent, schema `OperationalIntentState`.
///
/// It has no zero value: a reference without a state is refused, because whatever were assumed in
/// its place could be the wrong thing to fly by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OperationalIntentState {
    /// Planned and shared, not in use.
    Accepted,
    /// In use.
    Activated,
    /// The aircraft is outside its volumes for now.
    Nonconforming,
    /// The aircraft will not return to its volumes; only the end follows.
    Contingent,
}

impl OperationalIntentState {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 4] = [Self::Accepted, Self::Activated, Self::Nonconforming, Self::Contingent];

    /// The standard's spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "Accepted",
            Self::Activated => "Activated",
            Self::Nonconforming => "Nonconforming",
            Self::Contingent => "Contingent",
        }
    }

    /// The state spelled exactly so, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// An operational intent as the DSS shows it, schema `OperationalIntentReference`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct OperationalIntentReference {
    /// UUIDv4.
    #[serde(default, deserialize_with = "null_as_default")]
    pub id: String,
    /// Who made it, as the `sub` of its tokens.
    #[serde(default, deserialize_with = "null_as_default")]
    pub manager: String,
    /// What arbitration says of the manager.
    #[serde(default, deserialize_with = "null_as_default")]
    pub uss_availability: UssAvailabilityState,
    /// From 1, one more with every write.
    #[serde(default, deserialize_with = "null_as_default")]
    pub version: i32,
    /// The state; a message without it is refused.
    pub state: OperationalIntentState,
    /// The opaque version, 16 to 128 characters. For anyone but the manager it is absent or
    /// [`NO_OVN_PHRASE`](super::NO_OVN_PHRASE).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ovn: Option<String>,
    /// When it begins.
    #[serde(default, deserialize_with = "null_as_default")]
    pub time_start: Time,
    /// When it ends.
    #[serde(default, deserialize_with = "null_as_default")]
    pub time_end: Time,
    /// Whom to ask for its details.
    #[serde(default, deserialize_with = "null_as_default")]
    pub uss_base_url: String,
    /// The subscription that keeps its manager informed, or
    /// [`NULL_SUBSCRIPTION_ID`](super::NULL_SUBSCRIPTION_ID).
    #[serde(default, deserialize_with = "null_as_default")]
    pub subscription_id: String,
}

/// Request to create or change an operational intent, schema
/// `PutOperationalIntentReferenceParameters`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct PutOperationalIntentReferenceParameters {
    /// What bounds it, 1 to [`MAX_EXTENTS`] volumes, each with start, end and both heights.
    #[serde(deserialize_with = "extents")]
    pub extents: Vec<Volume4D>,
    /// The OVNs the caller knows. Needed in Accepted and Activated.
    #[serde(deserialize_with = "null_as_default")]
    pub key: Key,
    /// As sent; the server says which states it takes.
    #[serde(deserialize_with = "null_as_default")]
    pub state: String,
    /// Whom to ask for details, without a trailing slash.
    #[serde(deserialize_with = "null_as_default")]
    pub uss_base_url: String,
    /// The subscription to attach. Clients in the field send `""` for none, which is told apart
    /// from an absent field: beside `new_subscription`, even `""` is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription_id: Option<String>,
    /// The subscription to make along with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_subscription: Option<ImplicitSubscriptionParameters>,
    /// Not in the standard: an extension of DSSs in the field. A UUIDv7 of within 5 minutes of
    /// now, with which the new OVN becomes `{entity id}_{suffix}`, so that the client knows the
    /// OVN before the DSS answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requested_ovn_suffix: Option<String>,
}

/// A subscription to make with an operational intent, schema `ImplicitSubscriptionParameters`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct ImplicitSubscriptionParameters {
    /// Where notifications go, without a trailing slash.
    #[serde(deserialize_with = "null_as_default")]
    pub uss_base_url: String,
    /// Whether constraints are notified too; the key must then name their OVNs.
    #[serde(deserialize_with = "null_as_default")]
    pub notify_for_constraints: bool,
}

/// Answer to a read, schema `GetOperationalIntentReferenceResponse`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct GetOperationalIntentReferenceResponse {
    /// The reference.
    pub operational_intent_reference: OperationalIntentReference,
}

/// Answer to a write or a removal, schema `ChangeOperationalIntentReferenceResponse`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct ChangeOperationalIntentReferenceResponse {
    /// Whom the caller must tell, itself included; always written, if only as an empty list.
    #[serde(default, deserialize_with = "null_as_default")]
    pub subscribers: Vec<SubscriberToNotify>,
    /// The reference as it is now, with its OVN, or as it was before its removal.
    pub operational_intent_reference: OperationalIntentReference,
}

/// Request to find operational intents, schema `QueryOperationalIntentReferenceParameters`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct QueryOperationalIntentReferenceParameters {
    /// Where and when to look. The schema lets it be absent; the server does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_of_interest: Option<Volume4D>,
}

/// Answer to a query, schema `QueryOperationalIntentReferenceResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct QueryOperationalIntentReferenceResponse {
    /// The references that match, in no order.
    #[serde(deserialize_with = "null_as_default")]
    pub operational_intent_references: Vec<OperationalIntentReference>,
}

/// Refusal (409) of a write whose key is incomplete, schema `AirspaceConflictResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct AirspaceConflictResponse {
    /// What went wrong, for a person.
    #[serde(deserialize_with = "null_as_default")]
    pub message: String,
    /// Operational intents whose OVN the key did not name; not written when there are none.
    #[serde(deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub missing_operational_intents: Vec<OperationalIntentReference>,
    /// Constraints whose OVN the key did not name; not written when there are none.
    #[serde(deserialize_with = "null_as_default", skip_serializing_if = "Vec::is_empty")]
    pub missing_constraints: Vec<ConstraintReference>,
}

messages!(
    OperationalIntentReference,
    PutOperationalIntentReferenceParameters,
    ImplicitSubscriptionParameters,
    GetOperationalIntentReferenceResponse,
    ChangeOperationalIntentReferenceResponse,
    QueryOperationalIntentReferenceParameters,
    QueryOperationalIntentReferenceResponse,
    AirspaceConflictResponse,
);

fn extents<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Volume4D>, D::Error> {
    bounded_list(deserializer, "extents", MAX_EXTENTS)
}
