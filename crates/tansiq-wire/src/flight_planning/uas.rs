//! What flies, `uas.yaml`.

use serde::{Deserialize, Deserializer, Serialize};

use super::MAX_FLIGHT_PLAN_ITEMS;
use crate::lenient::{bounded_list, messages, null_as_default};

/// Values of [`UASInformation::aircraft_type`], schema `UAType`. `VTOL` is the same as
/// `HybridLift`, and a multirotor is a `Helicopter`.
pub const UA_TYPES: [&str; 17] = [
    "NotDeclared",
    "Aeroplane",
    "Helicopter",
    "Gyroplane",
    "VTOL",
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

/// Values of [`UAClassificationEU::category`].
pub const EU_CATEGORIES: [&str; 4] = ["EUCategoryUndefined", "Open", "Specific", "Certified"];

/// Values of [`UAClassificationEU::class`].
pub const EU_CLASSES: [&str; 8] = ["EUClassUndefined", "Class0", "Class1", "Class2", "Class3", "Class4", "Class5", "Class6"];

/// An aircraft, schema `UASInformation`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct UASInformation {
    /// Its kind, one of [`UA_TYPES`]; absent is the first of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aircraft_type: Option<String>,
    /// Its serial number, generally that of CTA-2063-A. Empty when not told.
    #[serde(deserialize_with = "null_as_default")]
    pub serial_number: String,
    /// Where it is registered, at most [`MAX_FLIGHT_PLAN_ITEMS`].
    #[serde(deserialize_with = "registration_numbers")]
    pub registration_numbers: Vec<UASRegistrationNumber>,
    /// Its classification in the EU.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eu_classification: Option<UAClassificationEU>,
}

/// The registration of an aircraft, schema `UASRegistrationNumber`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct UASRegistrationNumber {
    /// Who gave it; for a country its ICAO nationality mark. Empty when not told.
    #[serde(default, deserialize_with = "null_as_default")]
    pub authority: String,
    /// The number.
    pub identifier: String,
}

/// The classification of an aircraft in the EU, schema `UAClassificationEU`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct UAClassificationEU {
    /// The category, one of [`EU_CATEGORIES`]; absent is the first of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// The class, one of [`EU_CLASSES`]; absent is the first of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
}

messages!(UASInformation, UASRegistrationNumber, UAClassificationEU);

fn registration_numbers<'de, D>(deserializer: D) -> Result<Vec<UASRegistrationNumber>, D::Error>
where
    D: Deserializer<'de>,
{
    bounded_list(deserializer, "registration_numbers", MAX_FLIGHT_PLAN_ITEMS)
}
