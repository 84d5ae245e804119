//! The DSS auxiliary API: version, pool, heartbeats, certificates, options.
//!
//! The source is `aux.yaml` version 1.1.0; "schema `X`" means `components/schemas/X` there. It is
//! not part of an ASTM standard, it is what operators of a pool of DSS instances agreed on. The
//! module is not called `aux` because some file systems reserve that name.

use serde::{Deserialize, Serialize};

pub use crate::f3548::ErrorResponse;
use crate::lenient::{messages, null_as_default};

/// Which software runs here, schema `VersionResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct VersionResponse {
    /// The version of the DSS.
    #[serde(deserialize_with = "null_as_default")]
    pub version: String,
}

/// Which airspace this instance shares, schema `PoolResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct PoolResponse {
    /// Identifies the airspace representation; the same in all instances of a pool.
    #[serde(deserialize_with = "null_as_default")]
    pub dar_id: String,
}

/// Who is in the pool, schema `DSSInstancesResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct DSSInstancesResponse {
    /// The instances.
    #[serde(deserialize_with = "null_as_default")]
    pub dss_instances: Vec<DSSInstance>,
}

/// One instance of the pool, schema `DSSInstance`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct DSSInstance {
    /// Its name in the pool (locality).
    #[serde(deserialize_with = "null_as_default")]
    pub id: String,
    /// Where clients reach it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_endpoint: Option<String>,
    /// Its last sign of life.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_recent_heartbeat: Option<Heartbeat>,
}

/// A sign of life, schema `Heartbeat`. Times are bare RFC 3339 strings here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Heartbeat {
    /// When it was registered.
    #[serde(deserialize_with = "null_as_default")]
    pub timestamp: String,
    /// The `sub` of whoever reported it; absent when the instance did so itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reporter: Option<String>,
    /// What caused it.
    #[serde(deserialize_with = "null_as_default")]
    pub source: String,
    /// Its number among all heartbeats of this instance, from 0. DSSs in the field never set it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<i64>,
    /// When the next should have come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_heartbeat_expected_before: Option<String>,
}

/// Certificates, schema `CAsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct CAsResponse {
    /// Each in PEM; absent when the store is reached without TLS.
    #[serde(rename = "CAs", skip_serializing_if = "Option::is_none")]
    pub cas: Option<Vec<String>>,
}

/// Options that must be the same in all instances of a pool, schema `GlobalOptionsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct GlobalOptionsResponse {
    /// Whether writes take one lock for the whole airspace.
    #[serde(deserialize_with = "null_as_default")]
    pub scd_global_lock: bool,
    /// Whether writes take hashed locks.
    #[serde(deserialize_with = "null_as_default")]
    pub scd_hash_lock: bool,
    /// Whether notification indices are made from the time of day.
    #[serde(deserialize_with = "null_as_default")]
    pub time_based_notification_index: bool,
}

messages!(VersionResponse, PoolResponse, DSSInstancesResponse, DSSInstance, Heartbeat, CAsResponse, GlobalOptionsResponse,);
