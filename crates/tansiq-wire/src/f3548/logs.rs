//! The log of a USS in the form an authority may ask for: schema `USSLogSet` and its parts.
//!
//! The standard gives the form only; a USS exports it and does not serve it. Lists are therefore
//! unbounded here: whoever writes a set chooses how much goes in.

use serde::{Deserialize, Serialize};

use super::reports::ExchangeRecord;
use super::time::Time;
use super::uss::VehicleTelemetry;
use crate::lenient::{messages, null_as_default};

/// Values of [`UserNotificationRecord::notification_triggering_event`], requirements of F3548.
pub const NOTIFICATION_TRIGGERS: [&str; 13] = [
    "GEN0400", "GEN0405", "SCD0090", "SCD0095", "ACM0010", "CMSA0115", "CMSA0300", "CSTP0005", "CSTP0010", "CSTP0020",
    "CSTP0025", "CSTP0030", "CSTO0035",
];

/// Values of [`UserInputRecord::input_triggering_event`], requirements of F3548.
pub const INPUT_TRIGGERS: [&str; 10] =
    ["OPIN0040", "CMSA0010", "CMSA0025", "CMSA0100", "CMSA0105", "CMSA0110", "CMSA0200", "CMSA0205", "CMSA0210", "CMSA0215"];

/// Everything the standard wants logged, schema `USSLogSet`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct USSLogSet {
    /// Messages to and from the DSS and other USSs, unanswered ones too.
    #[serde(deserialize_with = "null_as_default")]
    pub messages: Vec<ExchangeRecord>,
    /// What operators were told.
    #[serde(deserialize_with = "null_as_default")]
    pub operator_notifications: Vec<UserNotificationRecord>,
    /// What operators entered.
    #[serde(deserialize_with = "null_as_default")]
    pub operator_inputs: Vec<UserInputRecord>,
    /// Whose operations were accepted.
    #[serde(deserialize_with = "null_as_default")]
    pub operator_associations: Vec<OperatorAssociation>,
    /// What could not be planned.
    #[serde(deserialize_with = "null_as_default")]
    pub planning_attempts: Vec<PlanningRecord>,
    /// Positions used for conformance monitoring.
    #[serde(deserialize_with = "null_as_default")]
    pub operational_intent_positions: Vec<OperationalIntentPositions>,
    /// Who provided the constraints that became valid.
    #[serde(deserialize_with = "null_as_default")]
    pub constraint_provider_associations: Vec<ConstraintProviderAssociation>,
}

/// A position as it came in, schema `PositionRecord`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct PositionRecord {
    /// When it came in.
    #[serde(deserialize_with = "null_as_default")]
    pub time_received: Time,
    /// What it said.
    #[serde(deserialize_with = "null_as_default")]
    pub telemetry: VehicleTelemetry,
}

/// Positions during one operational intent, schema `OperationalIntentPositions`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct OperationalIntentPositions {
    /// The positions.
    #[serde(deserialize_with = "null_as_default")]
    pub positions: Vec<PositionRecord>,
    /// Which operational intent, UUIDv4.
    #[serde(deserialize_with = "null_as_default")]
    pub operational_intent_id: String,
}

/// One attempt to plan, schema `PlanningRecord`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct PlanningRecord {
    /// When it was.
    #[serde(deserialize_with = "null_as_default")]
    pub time: Time,
    /// The OVNs the planner knew.
    #[serde(deserialize_with = "null_as_default")]
    pub ovns: Vec<String>,
    /// Operational intents the DSS found missing (409), UUIDv4s.
    #[serde(deserialize_with = "null_as_default")]
    pub missing_operational_intents: Vec<String>,
    /// Constraints the DSS found missing (409), UUIDv4s.
    #[serde(deserialize_with = "null_as_default")]
    pub missing_constraints: Vec<String>,
    /// Which operational intent was planned, UUIDv4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operational_intent_id: Option<String>,
    /// What stood in the way, for a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// Something an operator was told, schema `UserNotificationRecord`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct UserNotificationRecord {
    /// When the cause came about.
    #[serde(deserialize_with = "null_as_default")]
    pub triggering_event_time: Time,
    /// When the operator was told.
    #[serde(deserialize_with = "null_as_default")]
    pub notification_time: Time,
    /// What the operator was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notification_details: Option<String>,
    /// The requirement behind it, one of [`NOTIFICATION_TRIGGERS`].
    #[serde(deserialize_with = "null_as_default")]
    pub notification_triggering_event: String,
}

/// Something an operator entered, schema `UserInputRecord`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct UserInputRecord {
    /// When it came in.
    #[serde(deserialize_with = "null_as_default")]
    pub triggering_event_time: Time,
    /// Which operational intent it was about, UUIDv4.
    #[serde(deserialize_with = "null_as_default")]
    pub operational_intent_id: String,
    /// The requirement behind it, one of [`INPUT_TRIGGERS`].
    #[serde(deserialize_with = "null_as_default")]
    pub input_triggering_event: String,
    /// What the operator entered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_details: Option<String>,
}

/// Whose operation it is, schema `OperatorAssociation`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct OperatorAssociation {
    /// Which operational intent, UUIDv4.
    #[serde(deserialize_with = "null_as_default")]
    pub operational_intent_id: String,
    /// The operator.
    #[serde(deserialize_with = "null_as_default")]
    pub operator_id: String,
}

/// Who provided a constraint, schema `ConstraintProviderAssociation`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct ConstraintProviderAssociation {
    /// Which constraint, UUIDv4.
    #[serde(deserialize_with = "null_as_default")]
    pub constraint_id: String,
    /// The provider.
    #[serde(deserialize_with = "null_as_default")]
    pub constraint_provider_id: String,
}

messages!(
    USSLogSet,
    PositionRecord,
    OperationalIntentPositions,
    PlanningRecord,
    UserNotificationRecord,
    UserInputRecord,
    OperatorAssociation,
    ConstraintProviderAssociation,
);
