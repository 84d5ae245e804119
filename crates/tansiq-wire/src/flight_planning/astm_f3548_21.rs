//! What a plan needs for strategic coordination, `astm_f3548v21.yaml`.

use serde::{Deserialize, Serialize};

use crate::lenient::{messages, null_as_default};

/// What F3548 asks of a plan, schema `ASTMF354821OpIntentInformation`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct ASTMF354821OpIntentInformation {
    /// Priority of the operational intent; greater goes first. Absent is 0. Schema `Priority`.
    #[serde(deserialize_with = "null_as_default")]
    pub priority: i64,
}

messages!(ASTMF354821OpIntentInformation);
