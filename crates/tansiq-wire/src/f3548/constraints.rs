//! Constraint references of the DSS: requests and answers.
//!
//! A reference says that there is a constraint, when, and whom to ask; what it forbids is told by
//! its manager, in [`super::uss`].

use serde::{Deserialize, Deserializer, Serialize};

use super::MAX_EXTENTS;
use super::availability::UssAvailabilityState;
use super::common::Volume4D;
use super::subscriptions::SubscriberToNotify;
use super::time::Time;
use crate::lenient::{bounded_list, messages, null_as_default};

/// A constraint as the DSS shows it, schema `ConstraintReference`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct ConstraintReference {
    /// UUIDv4.
    #[serde(deserialize_with = "null_as_default")]
    pub id: String,
    /// Who made it, as the `sub` of its tokens.
    #[serde(deserialize_with = "null_as_default")]
    pub manager: String,
    /// Always `Unknown` from DSSs in the field.
    #[serde(deserialize_with = "null_as_default")]
    pub uss_availability: UssAvailabilityState,
    /// From 1, one more with every write.
    #[serde(deserialize_with = "null_as_default")]
    pub version: i32,
    /// The opaque version, 16 to 128 characters. For anyone but the manager it is absent or
    /// [`NO_OVN_PHRASE`](super::NO_OVN_PHRASE).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ovn: Option<String>,
    /// When it begins.
    #[serde(deserialize_with = "null_as_default")]
    pub time_start: Time,
    /// When it ends.
    #[serde(deserialize_with = "null_as_default")]
    pub time_end: Time,
    /// Whom to ask for its details.
    #[serde(deserialize_with = "null_as_default")]
    pub uss_base_url: String,
}

/// Request to create or change a constraint, schema `PutConstraintReferenceParameters`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct PutConstraintReferenceParameters {
    /// What bounds it, 1 to [`MAX_EXTENTS`] volumes, each with start and end.
    #[serde(deserialize_with = "extents")]
    pub extents: Vec<Volume4D>,
    /// Whom to ask for its details, without a trailing slash.
    #[serde(deserialize_with = "null_as_default")]
    pub uss_base_url: String,
}

/// Answer to a read, schema `GetConstraintReferenceResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct GetConstraintReferenceResponse {
    /// The reference.
    #[serde(deserialize_with = "null_as_default")]
    pub constraint_reference: ConstraintReference,
}

/// Answer to a write or a removal, schema `ChangeConstraintReferenceResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct ChangeConstraintReferenceResponse {
    /// Whom the caller must tell, itself included; always written, if only as an empty list.
    #[serde(deserialize_with = "null_as_default")]
    pub subscribers: Vec<SubscriberToNotify>,
    /// The reference as it is now, or as it was before its removal.
    #[serde(deserialize_with = "null_as_default")]
    pub constraint_reference: ConstraintReference,
}

/// Request to find constraints, schema `QueryConstraintReferenceParameters`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct QueryConstraintReferenceParameters {
    /// Where and when to look. The schema lets it be absent; the server does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_of_interest: Option<Volume4D>,
}

/// Answer to a query, schema `QueryConstraintReferencesResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct QueryConstraintReferencesResponse {
    /// The references that match, in no order.
    #[serde(deserialize_with = "null_as_default")]
    pub constraint_references: Vec<ConstraintReference>,
}

messages!(
    ConstraintReference,
    PutConstraintReferenceParameters,
    GetConstraintReferenceResponse,
    ChangeConstraintReferenceResponse,
    QueryConstraintReferenceParameters,
    QueryConstraintReferencesResponse,
);

fn extents<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Volume4D>, D::Error> {
    bounded_list(deserializer, "extents", MAX_EXTENTS)
}
