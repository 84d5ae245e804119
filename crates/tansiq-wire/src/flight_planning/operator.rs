//! Who flies, `operator.yaml`.

use serde::{Deserialize, Deserializer, Serialize};

use super::MAX_FLIGHT_PLAN_ITEMS;
use super::geotemporal::{Altitude, LatLngPoint};
use crate::lenient::{bounded_list, messages, null_as_default};

/// The operator of a flight, schema `OperatorInformation`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct OperatorInformation {
    /// Registrations and licences of the pilot or the operator, at most [`MAX_FLIGHT_PLAN_ITEMS`].
    #[serde(deserialize_with = "registration_numbers", skip_serializing_if = "Vec::is_empty")]
    pub registration_numbers: Vec<OperatorRegistrationNumber>,
    /// Where the operator is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<LatLngPoint>,
    /// How high the operator is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub altitude: Option<Altitude>,
}

/// A registration or a licence, schema `OperatorRegistrationNumber`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct OperatorRegistrationNumber {
    /// Who gave it; for a country its ICAO nationality mark. Empty when not told.
    #[serde(default, deserialize_with = "null_as_default")]
    pub authority: String,
    /// What it is, as in `Part107License`. Empty when not told.
    #[serde(default, deserialize_with = "null_as_default")]
    pub r#type: String,
    /// The number.
    pub identifier: String,
}

messages!(OperatorInformation, OperatorRegistrationNumber);

fn registration_numbers<'de, D>(deserializer: D) -> Result<Vec<OperatorRegistrationNumber>, D::Error>
where
    D: Deserializer<'de>,
{
    bounded_list(deserializer, "registration_numbers", MAX_FLIGHT_PLAN_ITEMS)
}
