//! What U-space's flight authorisation asks of a plan, `uspace.yaml`: Annex IV of Commission
//! Implementing Regulation (EU) 2021/664.
//!
//! Whether what is there would be authorised is not judged here.

use serde::{Deserialize, Deserializer, Serialize};

use super::MAX_FLIGHT_PLAN_ITEMS;
use crate::lenient::{finite, messages, required_list};

/// Values of [`FlightAuthorisationData::operation_mode`], schema `OperationMode`.
pub const OPERATION_MODES: [&str; 3] = ["Undeclared", "Vlos", "Bvlos"];

/// Values of [`FlightAuthorisationData::operation_category`].
pub const OPERATION_CATEGORIES: [&str; 4] = ["Unknown", "Open", "Specific", "Certified"];

/// Values of [`FlightAuthorisationData::uas_class`], schema `UASClass`.
pub const UAS_CLASSES: [&str; 8] = ["Other", "C0", "C1", "C2", "C3", "C4", "C5", "C6"];

/// A request for a flight authorisation, schema `FlightAuthorisationData`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct FlightAuthorisationData {
    /// Serial number of the aircraft or, on a self-made one, of its add-on, ANSI/CTA-2063.
    pub uas_serial_number: String,
    /// One of [`OPERATION_MODES`].
    pub operation_mode: String,
    /// One of [`OPERATION_CATEGORIES`].
    pub operation_category: String,
    /// One of [`UAS_CLASSES`].
    pub uas_class: String,
    /// How the aircraft is identified, as in `ASTMNetRID`; at most [`MAX_FLIGHT_PLAN_ITEMS`].
    #[serde(deserialize_with = "identification_technologies")]
    pub identification_technologies: Vec<String>,
    /// The certificate of its type, where its class is `Other`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uas_type_certificate: Option<String>,
    /// How it is connected, as in `cellular`; at most [`MAX_FLIGHT_PLAN_ITEMS`].
    #[serde(deserialize_with = "connectivity_methods")]
    pub connectivity_methods: Vec<String>,
    /// How long it can fly, minutes.
    #[serde(serialize_with = "finite")]
    pub endurance_minutes: f64,
    /// Where the procedure for a lost link can be read.
    pub emergency_procedure_url: String,
    /// Registration of the operator, AMC1 Article 14(6).
    pub operator_id: String,
    /// Registration of the aircraft, ICAO Annex 7, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uas_id: Option<String>,
}

messages!(FlightAuthorisationData);

fn identification_technologies<'de, D>(deserializer: D) -> Result<Vec<String>, D::Error>
where
    D: Deserializer<'de>,
{
    required_list(deserializer, "identification_technologies", MAX_FLIGHT_PLAN_ITEMS)
}

fn connectivity_methods<'de, D>(deserializer: D) -> Result<Vec<String>, D::Error>
where
    D: Deserializer<'de>,
{
    required_list(deserializer, "connectivity_methods", MAX_FLIGHT_PLAN_ITEMS)
}
