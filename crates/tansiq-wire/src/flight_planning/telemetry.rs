//! What the aircraft of a plan will report, `telemetry.yaml`.
//!
//! The two accuracies of a position are those of F3548, whose values the document repeats.

use serde::{Deserialize, Deserializer, Serialize};

use super::geotemporal::{Altitude, LatLngPoint, Time};
use super::{MAX_AIRCRAFT_STATES, MAX_ALTITUDES};
use crate::lenient::{bounded_list, finite, finite_option, messages, null_as_default};

/// Horizontal error to expect, schema `HorizontalAccuracy`.
pub use crate::f3548::PositionAccuracyHorizontal as HorizontalAccuracy;
/// Vertical error to expect, schema `VerticalAccuracy`.
pub use crate::f3548::PositionAccuracyVertical as VerticalAccuracy;

/// How an aircraft is, schema `FunctionalState`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FunctionalState {
    /// All is well, or nobody said otherwise.
    Nominal,
    /// Not well, but it may recover.
    OffNominal,
    /// Not well, and it may not recover.
    Contingent,
    /// Not known, for instance before it is switched on.
    NotSpecified,
}

impl FunctionalState {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 4] = [Self::Nominal, Self::OffNominal, Self::Contingent, Self::NotSpecified];
}

/// What an aircraft does, schema `OperationalStatus`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OperationalStatus {
    /// The system cannot know it.
    #[default]
    Undeclared,
    /// It reports and is not in the air.
    Ground,
    /// It is in the air, or should be taken to be.
    Airborne,
    /// It reports an emergency.
    Emergency,
    /// The system could know it, but not now.
    Unknown,
}

impl OperationalStatus {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 5] = [Self::Undeclared, Self::Ground, Self::Airborne, Self::Emergency, Self::Unknown];
}

/// Error of the ground speed to expect, schema `SpeedAccuracy` (ADS-B's NACv).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SpeedAccuracy {
    /// Not known.
    SAUnknown,
    /// 10 m/s or more.
    SA10mpsPlus,
    /// Below 10 m/s.
    SA10mps,
    /// Below 3 m/s.
    SA3mps,
    /// Below 1 m/s.
    SA1mps,
    /// Below 0.3 m/s.
    SA03mps,
}

impl SpeedAccuracy {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 6] = [Self::SAUnknown, Self::SA10mpsPlus, Self::SA10mps, Self::SA3mps, Self::SA1mps, Self::SA03mps];
}

/// What is to be reported in the course of a flight, schema `FlightTelemetry`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct FlightTelemetry {
    /// The reports, at most [`MAX_AIRCRAFT_STATES`], in no order. None of them may be used before
    /// its time.
    #[serde(deserialize_with = "states")]
    pub states: Vec<AircraftState>,
}

/// One report, schema `AircraftState`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct AircraftState {
    /// Unique; what it stands for never changes.
    pub id: String,
    /// When it was measured, and from when it may be used.
    pub timestamp: Time,
    /// Error of the time to expect, seconds: one side of the 95 % interval.
    #[serde(default, deserialize_with = "null_as_default", serialize_with = "finite")]
    pub timestamp_accuracy: f64,
    /// Where the aircraft was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<AircraftPosition>,
    /// What it did.
    #[serde(default, deserialize_with = "null_as_default")]
    pub operational_status: OperationalStatus,
    /// How it was, in its own words; the operator's are in the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uas_state: Option<FunctionalState>,
    /// Degrees east of true north over ground, 0 to 360; 360 is unknown. Absent means 0, says the
    /// schema.
    #[serde(default, deserialize_with = "null_as_default", serialize_with = "finite")]
    pub track: f64,
    /// Metres per second over ground, from 0. Absent means 0, says the schema.
    #[serde(default, deserialize_with = "null_as_default", serialize_with = "finite")]
    pub speed: f64,
    /// Error of the speed to expect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speed_accuracy: Option<SpeedAccuracy>,
    /// Metres per second upwards. Absent means 0, says the schema.
    #[serde(default, deserialize_with = "null_as_default", serialize_with = "finite")]
    pub vertical_speed: f64,
}

/// Where an aircraft was, schema `AircraftPosition`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct AircraftPosition {
    /// Over which point.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<LatLngPoint>,
    /// How high, at most [`MAX_ALTITUDES`]: one height, told over several datums.
    #[serde(deserialize_with = "altitudes", skip_serializing_if = "Vec::is_empty")]
    pub altitudes: Vec<Altitude>,
    /// Horizontal error to expect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accuracy_h: Option<HorizontalAccuracy>,
    /// Vertical error to expect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accuracy_v: Option<VerticalAccuracy>,
    /// Uncorrected pressure altitude over 1013.25 hPa, metres. The schema takes 0 for an absent
    /// one; here it stays absent, for a height nobody measured could be flown by.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "finite_option")]
    pub pressure_altitude: Option<f64>,
}

messages!(FlightTelemetry, AircraftState, AircraftPosition);

fn states<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<AircraftState>, D::Error> {
    bounded_list(deserializer, "states", MAX_AIRCRAFT_STATES)
}

fn altitudes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Altitude>, D::Error> {
    bounded_list(deserializer, "altitudes", MAX_ALTITUDES)
}
