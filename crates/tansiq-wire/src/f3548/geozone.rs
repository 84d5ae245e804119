//! A UAS zone (ED-269) inside a constraint.
//!
//! Codes are strings: a peer's zone with a code of its own country must still be seen, and refusing
//! the whole constraint over a code would hide it. The standard's codes are listed as constants for
//! whoever checks or offers them. Where the zone lies is told by the constraint's volumes.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::MAX_ZONE_ITEMS;
use crate::lenient::{bounded_list, messages, null_as_default};

/// Values of [`GeoZone::type`](GeoZone), schema `CodeZoneType`.
pub const ZONE_TYPES: [&str; 6] = ["COMMON", "CUSTOMIZED", "PROHIBITED", "REQ_AUTHORISATION", "CONDITIONAL", "NO_RESTRICTION"];

/// Values of [`GeoZone::reason`], schema `CodeZoneReasonType`.
pub const ZONE_REASONS: [&str; 9] =
    ["AIR_TRAFFIC", "SENSITIVE", "PRIVACY", "POPULATION", "NATURE", "NOISE", "FOREIGN_TERRITORY", "EMERGENCY", "OTHER"];

/// Values of [`GeoZone::regulation_exemption`], schema `CodeYesNoType`.
pub const YES_NO: [&str; 2] = ["YES", "NO"];

/// Values of [`Authority::purpose`], schema `CodeAuthorityRole`.
pub const AUTHORITY_ROLES: [&str; 3] = ["AUTHORIZATION", "NOTIFICATION", "INFORMATION"];

/// A zone that restricts UAS flights, schema `GeoZone`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct GeoZone {
    /// Unique within `country`, at most 7 characters.
    #[serde(deserialize_with = "null_as_default")]
    pub identifier: String,
    /// The state that declares it, ISO 3166-1 alpha-3.
    #[serde(deserialize_with = "null_as_default")]
    pub country: String,
    /// Whom to ask or tell, 1 to [`MAX_ZONE_ITEMS`].
    #[serde(deserialize_with = "zone_authority")]
    pub zone_authority: Vec<Authority>,
    /// The name people know it by, at most 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Common or customised, and which kind; one of [`ZONE_TYPES`].
    #[serde(deserialize_with = "null_as_default")]
    pub r#type: String,
    /// Whether flying is forbidden, conditional or free. The schema lists no values.
    #[serde(deserialize_with = "null_as_default")]
    pub restriction: String,
    /// Conditions in ED-269's language, at most [`MAX_ZONE_ITEMS`] of at most 10,000 characters.
    #[serde(deserialize_with = "restriction_conditions", skip_serializing_if = "Vec::is_empty")]
    pub restriction_conditions: Vec<String>,
    /// A region of the state, 0 to 65,535.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<i32>,
    /// Why it is there: at most 9 of [`ZONE_REASONS`].
    #[serde(deserialize_with = "reason", skip_serializing_if = "Vec::is_empty")]
    pub reason: Vec<String>,
    /// Why, where no code fits, at most 30 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_reason_info: Option<String>,
    /// Whether regulation is exempted here, one of [`YES_NO`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regulation_exemption: Option<String>,
    /// Its class in U-space, at most 100 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub u_space_class: Option<String>,
    /// What the remote pilot should read, at most 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// National additions, any object; passed on as it came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_properties: Option<Map<String, Value>>,
}

/// Whom to ask or tell about a zone, schema `Authority`. Texts have at most 200 characters, and
/// one of `site_url`, `email` and `phone` should be there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Authority {
    /// Its official name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// The person or the role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_name: Option<String>,
    /// Its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_url: Option<String>,
    /// Its e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Its telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// What it is there for, one of [`AUTHORITY_ROLES`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// How long before the flight it must hear of it, ISO 8601 `PnnDTnnHnnM`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval_before: Option<String>,
}

messages!(GeoZone, Authority);

fn zone_authority<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Authority>, D::Error> {
    bounded_list(deserializer, "zone_authority", MAX_ZONE_ITEMS)
}

fn restriction_conditions<'de, D>(deserializer: D) -> Result<Vec<String>, D::Error>
where
    D: Deserializer<'de>,
{
    bounded_list(deserializer, "restriction_conditions", MAX_ZONE_ITEMS)
}

fn reason<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    bounded_list(deserializer, "reason", MAX_ZONE_ITEMS)
}
