//! What one USS tells another: details of operations and constraints, telemetry, notifications.
//!
//! These travel between peers and never pass the DSS. UAS zones are in [`super::geozone`]; the
//! verdict over volumes is not made here.

use serde::{Deserialize, Deserializer, Serialize};

use super::common::{Altitude, Volume4D};
use super::constraints::ConstraintReference;
use super::geozone::GeoZone;
use super::intents::OperationalIntentReference;
use super::subscriptions::SubscriptionState;
use super::time::Time;
use super::{MAX_EXTENTS, MAX_NOTIFIED_SUBSCRIPTIONS};
use crate::lenient::{bounded_list, finite, finite_option, messages, null_as_default};

/// The only unit of [`Velocity::speed`].
pub const UNITS_SPEED: &str = "MetersPerSecond";

/// What the DSS does not know of an operational intent, schema `OperationalIntentDetails`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct OperationalIntentDetails {
    /// Where it flies, at most [`MAX_EXTENTS`], each with start, end and both heights. None when
    /// Contingent; peers in the field send none when Nonconforming too.
    #[serde(deserialize_with = "volumes")]
    pub volumes: Vec<Volume4D>,
    /// Where it may be while Nonconforming or Contingent, at most [`MAX_EXTENTS`]; else none.
    #[serde(deserialize_with = "off_nominal_volumes")]
    pub off_nominal_volumes: Vec<Volume4D>,
    /// Greater goes first; what the numbers mean is the regulator's. Schema `Priority`.
    #[serde(deserialize_with = "null_as_default")]
    pub priority: i64,
}

/// An operational intent in full, schema `OperationalIntent`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct OperationalIntent {
    /// What the DSS knows.
    pub reference: OperationalIntentReference,
    /// What only its manager knows.
    #[serde(default, deserialize_with = "null_as_default")]
    pub details: OperationalIntentDetails,
}

/// Notification of a changed operational intent, schema `PutOperationalIntentDetailsParameters`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct PutOperationalIntentDetailsParameters {
    /// Which one, UUIDv4.
    #[serde(deserialize_with = "null_as_default")]
    pub operational_intent_id: String,
    /// As it is now, with its real OVN; absent when it has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operational_intent: Option<OperationalIntent>,
    /// What prompted this, 1 to [`MAX_NOTIFIED_SUBSCRIPTIONS`].
    #[serde(deserialize_with = "subscriptions")]
    pub subscriptions: Vec<SubscriptionState>,
}

/// Answer with an operational intent, schema `GetOperationalIntentDetailsResponse`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct GetOperationalIntentDetailsResponse {
    /// The operational intent.
    pub operational_intent: OperationalIntent,
}

/// What the DSS does not know of a constraint, schema `ConstraintDetails`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct ConstraintDetails {
    /// Where it holds, 1 to [`MAX_EXTENTS`].
    #[serde(deserialize_with = "volumes")]
    pub volumes: Vec<Volume4D>,
    /// Which kind of thing it is, in reverse domain notation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// The UAS zone it stands for, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geozone: Option<GeoZone>,
}

/// A constraint in full, schema `Constraint`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Constraint {
    /// What the DSS knows.
    #[serde(deserialize_with = "null_as_default")]
    pub reference: ConstraintReference,
    /// What only its manager knows.
    #[serde(deserialize_with = "null_as_default")]
    pub details: ConstraintDetails,
}

/// Notification of a changed constraint, schema `PutConstraintDetailsParameters`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct PutConstraintDetailsParameters {
    /// Which one, UUIDv4.
    #[serde(deserialize_with = "null_as_default")]
    pub constraint_id: String,
    /// As it is now, with its real OVN; absent when it was removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constraint: Option<Constraint>,
    /// What prompted this, 1 to [`MAX_NOTIFIED_SUBSCRIPTIONS`].
    #[serde(deserialize_with = "subscriptions")]
    pub subscriptions: Vec<SubscriptionState>,
}

/// Answer with a constraint, schema `GetConstraintDetailsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct GetConstraintDetailsResponse {
    /// The constraint.
    #[serde(deserialize_with = "null_as_default")]
    pub constraint: Constraint,
}

/// Answer with telemetry of an off-nominal operation, schema
/// `GetOperationalIntentTelemetryResponse`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct GetOperationalIntentTelemetryResponse {
    /// Which operational intent the vehicle flies, UUIDv4.
    #[serde(deserialize_with = "null_as_default")]
    pub operational_intent_id: String,
    /// The last that was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telemetry: Option<VehicleTelemetry>,
    /// When asking again can be of use; absent when nothing more is expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_telemetry_opportunity: Option<Time>,
}

/// Where a vehicle was and how it moved, schema `VehicleTelemetry`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct VehicleTelemetry {
    /// When that was.
    #[serde(deserialize_with = "null_as_default")]
    pub time_measured: Time,
    /// Where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// How it moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub velocity: Option<Velocity>,
}

/// Vertical error to expect, schema `PositionAccuracyVertical` (ADS-B's GVA, extended).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PositionAccuracyVertical {
    /// Not known.
    VAUnknown,
    /// 150 m or more.
    VA150mPlus,
    /// Below 150 m.
    VA150m,
    /// Below 45 m.
    VA45m,
    /// Below 25 m.
    VA25m,
    /// Below 10 m.
    VA10m,
    /// Below 3 m.
    VA3m,
    /// Below 1 m.
    VA1m,
}

impl PositionAccuracyVertical {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 8] =
        [Self::VAUnknown, Self::VA150mPlus, Self::VA150m, Self::VA45m, Self::VA25m, Self::VA10m, Self::VA3m, Self::VA1m];
}

/// Horizontal error to expect, schema `PositionAccuracyHorizontal` (ADS-B's NACp, extended).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PositionAccuracyHorizontal {
    /// Not known.
    HAUnknown,
    /// 10 nautical miles or more.
    HA10NMPlus,
    /// Below 10 nautical miles.
    HA10NM,
    /// Below 4 nautical miles.
    HA4NM,
    /// Below 2 nautical miles.
    HA2NM,
    /// Below 1 nautical mile.
    HA1NM,
    /// Below 0.5 nautical miles.
    HA05NM,
    /// Below 0.3 nautical miles.
    HA03NM,
    /// Below 0.1 nautical miles.
    HA01NM,
    /// Below 0.05 nautical miles.
    HA005NM,
    /// Below 30 m.
    HA30m,
    /// Below 10 m.
    HA10m,
    /// Below 3 m.
    HA3m,
    /// Below 1 m.
    HA1m,
}

impl PositionAccuracyHorizontal {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 14] = [
        Self::HAUnknown,
        Self::HA10NMPlus,
        Self::HA10NM,
        Self::HA4NM,
        Self::HA2NM,
        Self::HA1NM,
        Self::HA05NM,
        Self::HA03NM,
        Self::HA01NM,
        Self::HA005NM,
        Self::HA30m,
        Self::HA10m,
        Self::HA3m,
        Self::HA1m,
    ];
}

/// Where a vehicle was, schema `Position`. Both accuracies belong with an extrapolated one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Position {
    /// Degrees east on WGS84, −180 to 180.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "finite_option")]
    pub longitude: Option<f64>,
    /// Degrees north on WGS84, −90 to 90.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "finite_option")]
    pub latitude: Option<f64>,
    /// Horizontal error to expect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accuracy_h: Option<PositionAccuracyHorizontal>,
    /// Vertical error to expect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accuracy_v: Option<PositionAccuracyVertical>,
    /// Whether it was computed rather than measured.
    #[serde(deserialize_with = "null_as_default")]
    pub extrapolated: bool,
    /// How high it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub altitude: Option<Altitude>,
}

/// How a vehicle moved, schema `Velocity`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Velocity {
    /// Metres per second over ground.
    #[serde(deserialize_with = "null_as_default", serialize_with = "finite")]
    pub speed: f64,
    /// Always [`UNITS_SPEED`] in a conforming message.
    #[serde(deserialize_with = "null_as_default")]
    pub units_speed: String,
    /// Degrees east of true north; 360 is unknown. Absent means 0, says the schema.
    #[serde(deserialize_with = "null_as_default", serialize_with = "finite")]
    pub track: f64,
}

messages!(
    OperationalIntentDetails,
    OperationalIntent,
    PutOperationalIntentDetailsParameters,
    GetOperationalIntentDetailsResponse,
    ConstraintDetails,
    Constraint,
    PutConstraintDetailsParameters,
    GetConstraintDetailsResponse,
    GetOperationalIntentTelemetryResponse,
    VehicleTelemetry,
    Position,
    Velocity,
);

fn volumes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Volume4D>, D::Error> {
    bounded_list(deserializer, "volumes", MAX_EXTENTS)
}

fn off_nominal_volumes<'de, D>(deserializer: D) -> Result<Vec<Volume4D>, D::Error>
where
    D: Deserializer<'de>,
{
    bounded_list(deserializer, "off_nominal_volumes", MAX_EXTENTS)
}

fn subscriptions<'de, D>(deserializer: D) -> Result<Vec<SubscriptionState>, D::Error>
where
    D: Deserializer<'de>,
{
    bounded_list(deserializer, "subscriptions", MAX_NOTIFIED_SUBSCRIPTIONS)
}
