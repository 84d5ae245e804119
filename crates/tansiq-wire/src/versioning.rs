//! The automated-testing interface for versions.
//!
//! The source is `automated-testing/versioning/versioning.yaml` version 0.1.2; "schema `X`" means
//! `components/schemas/X` there.

use serde::{Deserialize, Serialize};

use crate::lenient::messages;

/// Which version of a system runs here, schema `GetVersionResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct GetVersionResponse {
    /// The system that was asked for, schema `SystemBoundaryIdentifier`: dotted names as in
    /// `gov.au.casa.operating_rules.v2_6`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system_identity: Option<String>,
    /// Its version, schema `VersionIdentifier`: preferably `v` and a semantic version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system_version: Option<String>,
}

messages!(GetVersionResponse);
