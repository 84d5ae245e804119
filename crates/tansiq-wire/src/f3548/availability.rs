//! Whether a USS can be reached, as the availability arbitrator declares it.
//!
//! What a USS that is down may not do is the core's rule, not here.

use serde::{Deserialize, Serialize};

use crate::lenient::{messages, null_as_default};

/// Availability of a USS, schema `UssAvailabilityState`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum UssAvailabilityState {
    /// Nobody said anything; such a USS may do what a normal one may.
    #[default]
    Unknown,
    /// It answers.
    Normal,
    /// It does not answer, and may neither create, change nor end operations.
    Down,
}

impl UssAvailabilityState {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 3] = [Self::Unknown, Self::Normal, Self::Down];

    /// The standard's spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "Unknown",
            Self::Normal => "Normal",
            Self::Down => "Down",
        }
    }

    /// The state spelled exactly so, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// Whose availability it is and what, schema `UssAvailabilityStatus`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct UssAvailabilityStatus {
    /// The USS, as the `sub` of its tokens.
    #[serde(deserialize_with = "null_as_default")]
    pub uss: String,
    /// Its availability.
    #[serde(deserialize_with = "null_as_default")]
    pub availability: UssAvailabilityState,
}

/// Request to declare an availability, schema `SetUssAvailabilityStatusParameters`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct SetUssAvailabilityStatusParameters {
    /// The version that is to be replaced; empty when there is none yet.
    #[serde(deserialize_with = "null_as_default")]
    pub old_version: String,
    /// As sent; the server says which spellings it takes.
    #[serde(deserialize_with = "null_as_default")]
    pub availability: String,
}

/// Answer with an availability, schema `UssAvailabilityStatusResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct UssAvailabilityStatusResponse {
    /// Opaque; needed to change the availability. Empty when nothing was ever declared.
    #[serde(deserialize_with = "null_as_default")]
    pub version: String,
    /// The availability.
    #[serde(deserialize_with = "null_as_default")]
    pub status: UssAvailabilityStatus,
}

messages!(UssAvailabilityStatus, SetUssAvailabilityStatusParameters, UssAvailabilityStatusResponse,);
