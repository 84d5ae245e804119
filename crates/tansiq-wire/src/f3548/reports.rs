//! Reports of a failed exchange, made to a DSS or to a peer.
//!
//! What is done with a report is the server's business.

use serde::{Deserialize, Deserializer, Serialize};

use super::MAX_REPORT_HEADERS;
use super::time::Time;
use crate::lenient::{bounded_list, messages, null_as_default};

/// Values of [`ExchangeRecord::recorder_role`].
pub const RECORDER_ROLES: [&str; 2] = ["Client", "Server"];

/// One request and its response, schema `ExchangeRecord`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct ExchangeRecord {
    /// The whole URL that was asked.
    #[serde(deserialize_with = "null_as_default")]
    pub url: String,
    /// The HTTP verb.
    #[serde(deserialize_with = "null_as_default")]
    pub method: String,
    /// Headers of request or response, `Authorization` at least; at most [`MAX_REPORT_HEADERS`].
    #[serde(deserialize_with = "headers")]
    pub headers: Vec<String>,
    /// Which side wrote this down, one of [`RECORDER_ROLES`].
    #[serde(deserialize_with = "null_as_default")]
    pub recorder_role: String,
    /// When the request was sent or received.
    #[serde(deserialize_with = "null_as_default")]
    pub request_time: Time,
    /// The request's body in base64; empty when there was none.
    #[serde(deserialize_with = "null_as_default")]
    pub request_body: String,
    /// When the response was sent or received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_time: Option<Time>,
    /// The response's body in base64; empty when there was none.
    #[serde(deserialize_with = "null_as_default")]
    pub response_body: String,
    /// The HTTP status; 0 when there was no response.
    #[serde(deserialize_with = "null_as_default")]
    pub response_code: i32,
    /// What was wrong, for a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// A report of a failed exchange, and its echo, schema `ErrorReport`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct ErrorReport {
    /// Given by whoever takes the report, at most 128 characters; absent when it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_id: Option<String>,
    /// The exchange.
    #[serde(deserialize_with = "null_as_default")]
    pub exchange: ExchangeRecord,
}

messages!(ExchangeRecord, ErrorReport);

fn headers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    bounded_list(deserializer, "headers", MAX_REPORT_HEADERS)
}
