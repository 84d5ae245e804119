//! What Australia's RPAS platform operating rules 2.6 ask of a plan, `au.yaml`.

use serde::{Deserialize, Deserializer, Serialize};

use super::MAX_FLIGHT_PLAN_ITEMS;
use crate::lenient::{bounded_list, messages};

/// Values of [`RPAS26FlightDetails::operator_type`].
pub const RPAS_OPERATOR_TYPES: [&str; 3] = ["Recreational", "CommercialExcluded", "ReOC"];

/// Values of [`RPAS26FlightDetails::aircraft_type`], those of F3411-22a.
pub const RPAS_AIRCRAFT_TYPES: [&str; 16] = [
    "NotDeclared",
    "Aeroplane",
    "Helicopter",
    "Gyroplane",
    "HybridLift",
    "Ornithopter",
    "Glider",
    "Kite",
    "FreeBalloon",
    "CaptiveBalloon",
    "Airship",
    "FreeFallOrParachute",
    "Rocket",
    "TetheredPoweredAircraft",
    "GroundObstacle",
    "Other",
];

/// Values of [`RPAS26FlightDetails::flight_profile`].
pub const RPAS_FLIGHT_PROFILES: [&str; 3] = ["AutomatedGrid", "AutomatedWaypoint", "Manual"];

/// A flight under these rules, schema `RPAS26FlightDetails`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct RPAS26FlightDetails {
    /// One of [`RPAS_OPERATOR_TYPES`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator_type: Option<String>,
    /// Serial numbers of the aircraft, at most [`MAX_FLIGHT_PLAN_ITEMS`].
    #[serde(deserialize_with = "uas_serial_numbers", skip_serializing_if = "Vec::is_empty")]
    pub uas_serial_numbers: Vec<String>,
    /// Registrations of the aircraft, at most [`MAX_FLIGHT_PLAN_ITEMS`].
    #[serde(deserialize_with = "uas_registration_numbers", skip_serializing_if = "Vec::is_empty")]
    pub uas_registration_numbers: Vec<String>,
    /// One of [`RPAS_AIRCRAFT_TYPES`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aircraft_type: Option<String>,
    /// One of [`RPAS_FLIGHT_PROFILES`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flight_profile: Option<String>,
    /// The pilot's licence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pilot_license_number: Option<String>,
    /// The pilot's telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pilot_phone_number: Option<String>,
    /// The operator's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator_number: Option<String>,
}

messages!(RPAS26FlightDetails);

fn uas_serial_numbers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    bounded_list(deserializer, "uas_serial_numbers", MAX_FLIGHT_PLAN_ITEMS)
}

fn uas_registration_numbers<'de, D>(deserializer: D) -> Result<Vec<String>, D::Error>
where
    D: Deserializer<'de>,
{
    bounded_list(deserializer, "uas_registration_numbers", MAX_FLIGHT_PLAN_ITEMS)
}
