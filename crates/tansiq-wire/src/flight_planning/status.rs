//! What the test director asks: whether the interface is ready, and that an area be cleared.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::geotemporal::Volume4D;
use crate::lenient::{messages, null_as_default};

/// Whether an interface can be tested, values of [`StatusResponse::status`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum InterfaceStatus {
    /// Not yet: the client waits and asks again.
    Starting,
    /// It takes requests.
    Ready,
}

impl InterfaceStatus {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 2] = [Self::Starting, Self::Ready];
}

/// Answer about an interface, schema `StatusResponse`. [`crate::geospatial_map`] has the same one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct StatusResponse {
    /// Whether it can be tested.
    pub status: InterfaceStatus,
    /// The name of the interface, the `API_NAME` of its module.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_name: Option<String>,
    /// The version of the interface, the `API_VERSION` of its module.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_version: Option<String>,
}

/// Request to remove every flight plan that touches an area, schema `ClearAreaRequest`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct ClearAreaRequest {
    /// Unique; a request that comes again may get the first answer again.
    pub request_id: String,
    /// Where and when.
    pub extent: Volume4D,
}

/// How clearing went, schema `ClearAreaOutcome`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct ClearAreaOutcome {
    /// Whether nothing of this USS is left in the area.
    #[serde(deserialize_with = "null_as_default")]
    pub success: bool,
    /// What stood in the way, for a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// More about it, any object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<Map<String, Value>>,
}

/// Answer to [`ClearAreaRequest`], schema `ClearAreaResponse`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct ClearAreaResponse {
    /// How it went.
    pub outcome: ClearAreaOutcome,
}

messages!(StatusResponse, ClearAreaRequest, ClearAreaOutcome, ClearAreaResponse);
