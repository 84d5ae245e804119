//! Questions to the map: which features to look for, and whether there are any.

use serde::{Deserialize, Deserializer, Serialize};

use super::geotemporal::{Altitude, LatLngPoint, Volume4D};
use super::{MAX_CHECKS, MAX_FILTER_RESTRICTIONS, MAX_FILTER_SETS, MAX_FILTER_VOLUMES};
use crate::lenient::{bounded_list, messages, required_list};

/// What a feature does to a flight, values of
/// [`GeospatialFeatureFilterSet::resulting_operational_impact`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OperationalImpact {
    /// The USS would not plan it.
    Block,
    /// The USS would plan it and tell the operator something.
    Advise,
    /// One of the two.
    BlockOrAdvise,
}

impl OperationalImpact {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 3] = [Self::Block, Self::Advise, Self::BlockOrAdvise];
}

/// What a UAS zone says of flying in it, schema `Restriction` of ED-269.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Restriction {
    /// Nobody may.
    #[serde(rename = "PROHIBITED")]
    Prohibited,
    /// Those may who are authorised.
    #[serde(rename = "REQ_AUTHORISATION")]
    ReqAuthorisation,
    /// Those may who meet its conditions.
    #[serde(rename = "CONDITIONAL")]
    Conditional,
    /// Everybody may.
    #[serde(rename = "NO_RESTRICTION")]
    NoRestriction,
}

impl Restriction {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 4] = [Self::Prohibited, Self::ReqAuthorisation, Self::Conditional, Self::NoRestriction];
}

/// Whether there are features, values of [`GeospatialMapCheckResult::features_selection_outcome`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FeaturesSelectionOutcome {
    /// There is at least one.
    Present,
    /// There is none.
    Absent,
    /// This USS cannot look for one of the criteria.
    UnsupportedFilter,
    /// Something else went wrong.
    Error,
}

impl FeaturesSelectionOutcome {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 4] = [Self::Present, Self::Absent, Self::UnsupportedFilter, Self::Error];
}

/// A place, schema `Position`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Position {
    /// How high it is; absent is not told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub altitude: Option<Altitude>,
    /// Over which point it is.
    pub location: LatLngPoint,
}

/// Request to look for features, schema `GeospatialMapQueryRequest`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct GeospatialMapQueryRequest {
    /// The questions, at most [`MAX_CHECKS`].
    #[serde(deserialize_with = "checks")]
    pub checks: Vec<GeospatialMapCheck>,
}

/// One question, schema `GeospatialMapCheck`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct GeospatialMapCheck {
    /// What to look for, at most [`MAX_FILTER_SETS`]; a feature that matches one of them counts.
    #[serde(deserialize_with = "filter_sets")]
    pub filter_sets: Vec<GeospatialFeatureFilterSet>,
}

/// What a feature must match, all of it, schema `GeospatialFeatureFilterSet`. An absent field asks
/// for nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct GeospatialFeatureFilterSet {
    /// The place is inside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// It meets at least one of them, at most [`MAX_FILTER_VOLUMES`]. An empty list asks for
    /// nothing, as an absent one does.
    #[serde(deserialize_with = "volumes4d", skip_serializing_if = "Vec::is_empty")]
    pub volumes4d: Vec<Volume4D>,
    /// It is there at some time from then on, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// It is there at some time until then, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// It comes from the source of this name, which the parties of a test agreed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restriction_source: Option<String>,
    /// It matters to operations under the rules of this name, which the parties agreed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_rule_set: Option<String>,
    /// It does this to a flight that matches the rest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resulting_operational_impact: Option<OperationalImpact>,
    /// It is a UAS zone that matches this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ed269: Option<ED269Filters>,
}

/// What a UAS zone must match, all of it, schema `ED269Filters`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct ED269Filters {
    /// It has this class in U-space, at most 100 characters. Schema `USpaceClass`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub u_space_class: Option<String>,
    /// It has one of these, at most [`MAX_FILTER_RESTRICTIONS`]; an empty list asks for nothing.
    #[serde(deserialize_with = "acceptable_restrictions", skip_serializing_if = "Vec::is_empty")]
    pub acceptable_restrictions: Vec<Restriction>,
}

/// Answer to a query, schema `GeospatialMapQueryReply`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct GeospatialMapQueryReply {
    /// One for each question, in their order, at most [`MAX_CHECKS`].
    #[serde(deserialize_with = "results")]
    pub results: Vec<GeospatialMapCheckResult>,
}

/// Answer to one question, schema `GeospatialMapCheckResult`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct GeospatialMapCheckResult {
    /// Whether there are such features.
    pub features_selection_outcome: FeaturesSelectionOutcome,
    /// Why, for a person; it belongs with UnsupportedFilter and Error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

messages!(
    Position,
    GeospatialMapQueryRequest,
    GeospatialMapCheck,
    GeospatialFeatureFilterSet,
    ED269Filters,
    GeospatialMapQueryReply,
    GeospatialMapCheckResult,
);

fn checks<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<GeospatialMapCheck>, D::Error> {
    required_list(deserializer, "checks", MAX_CHECKS)
}

fn filter_sets<'de, D>(deserializer: D) -> Result<Vec<GeospatialFeatureFilterSet>, D::Error>
where
    D: Deserializer<'de>,
{
    required_list(deserializer, "filter_sets", MAX_FILTER_SETS)
}

fn volumes4d<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Volume4D>, D::Error> {
    bounded_list(deserializer, "volumes4d", MAX_FILTER_VOLUMES)
}

fn acceptable_restrictions<'de, D>(deserializer: D) -> Result<Vec<Restriction>, D::Error>
where
    D: Deserializer<'de>,
{
    bounded_list(deserializer, "acceptable_restrictions", MAX_FILTER_RESTRICTIONS)
}

fn results<'de, D>(deserializer: D) -> Result<Vec<GeospatialMapCheckResult>, D::Error>
where
    D: Deserializer<'de>,
{
    bounded_list(deserializer, "results", MAX_CHECKS)
}
