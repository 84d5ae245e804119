//! Flight plans: what a user wants, and what came of it.
//!
//! The parts of a plan that one standard or one country asks for are in files of their own beside
//! this one.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::MAX_AREA_VOLUMES;
use super::astm_f3548_21::ASTMF354821OpIntentInformation;
use super::au::RPAS26FlightDetails;
use super::geotemporal::Volume4D;
use super::operator::OperatorInformation;
use super::telemetry::{FlightTelemetry, FunctionalState};
use super::uas::UASInformation;
use super::uspace::FlightAuthorisationData;
use crate::lenient::{bounded_list, messages, null_as_default};

/// What the user does with a plan, values of [`BasicFlightPlanInformation::usage_state`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum UsageState {
    /// It is meant to be flown, and no aircraft is active in its area.
    Planned,
    /// An aircraft is active in its area.
    InUse,
    /// It is neither used nor to be used any more.
    Closed,
}

impl UsageState {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 3] = [Self::Planned, Self::InUse, Self::Closed];
}

/// How much in earnest a request is, schema `ExecutionStyle`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ExecutionStyle {
    /// Nothing is to be done; the user wants to know what would come of it.
    Hypothetical,
    /// It is to be done if the rules allow it, and else rejected.
    IfAllowed,
    /// It is so, whatever the rules say.
    InReality,
}

impl ExecutionStyle {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 3] = [Self::Hypothetical, Self::IfAllowed, Self::InReality];
}

/// What came of a request, schema `PlanningActivityResult`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PlanningActivityResult {
    /// The plan is as the user wanted.
    Completed,
    /// The rules do not allow it, for instance because of a conflict.
    Rejected,
    /// The USS or a system it needs could not do it.
    Failed,
    /// This USS does not do such things.
    NotSupported,
}

impl PlanningActivityResult {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 4] = [Self::Completed, Self::Rejected, Self::Failed, Self::NotSupported];
}

/// How a plan stands, schema `FlightPlanStatus`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FlightPlanStatus {
    /// There is no authorised plan.
    NotPlanned,
    /// It is authorised, but the user may not fly yet.
    Planned,
    /// The user may fly within it.
    OkToFly,
    /// It shows what the user does, which is not nominal: Nonconforming or Contingent in F3548.
    OffNominal,
    /// It has ended and is out of the system.
    Closed,
}

impl FlightPlanStatus {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 5] = [Self::NotPlanned, Self::Planned, Self::OkToFly, Self::OffNominal, Self::Closed];
}

/// Whether the user was told something along with the result, schema `AdvisoryInclusion`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AdvisoryInclusion {
    /// Not known or of no matter.
    #[default]
    Unknown,
    /// At least one advisory or condition.
    AtLeastOneAdvisoryOrCondition,
    /// Nothing.
    NoAdvisoriesOrConditions,
}

impl AdvisoryInclusion {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 3] = [Self::Unknown, Self::AtLeastOneAdvisoryOrCondition, Self::NoAdvisoriesOrConditions];
}

/// A plan as the user means it, schema `FlightPlan`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct FlightPlan {
    /// What almost every plan says.
    pub basic_information: BasicFlightPlanInformation,
    /// The aircraft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uas: Option<UASInformation>,
    /// The operator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator: Option<OperatorInformation>,
    /// What the aircraft will report, each state at its time. A later version of the plan replaces
    /// what is still to be reported, and an absent one removes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telemetry: Option<FlightTelemetry>,
    /// What strategic coordination needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub astm_f3548_21: Option<ASTMF354821OpIntentInformation>,
    /// What U-space's flight authorisation needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uspace_flight_authorisation: Option<FlightAuthorisationData>,
    /// What Australia's operating rules need.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rpas_operating_rules_2_6: Option<RPAS26FlightDetails>,
    /// What the parties of a test agreed on, any object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_information: Option<Map<String, Value>>,
}

impl FlightPlan {
    /// A plan that says nothing but where, when, and what the user does with it.
    pub fn new(usage_state: UsageState, area: Vec<Volume4D>) -> Self {
        Self {
            basic_information: BasicFlightPlanInformation {
                usage_state,
                uas_state: None,
                area,
                description: String::new(),
                utm_id: String::new(),
                specific_session_id: String::new(),
            },
            uas: None,
            operator: None,
            telemetry: None,
            astm_f3548_21: None,
            uspace_flight_authorisation: None,
            rpas_operating_rules_2_6: None,
            additional_information: None,
        }
    }
}

/// What almost every plan says, schema `BasicFlightPlanInformation`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct BasicFlightPlanInformation {
    /// What the user does with the plan.
    pub usage_state: UsageState,
    /// How the aircraft is, in the operator's words; its own are in the telemetry, and the two may
    /// differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uas_state: Option<FunctionalState>,
    /// Everywhere the user may fly, at most [`MAX_AREA_VOLUMES`]; an operational intent must
    /// contain all of it.
    #[serde(default, deserialize_with = "area")]
    pub area: Vec<Volume4D>,
    /// What the flight is for, any text.
    #[serde(default, deserialize_with = "null_as_default")]
    pub description: String,
    /// The identifier that stands for the flight in UTM.
    #[serde(default, deserialize_with = "null_as_default")]
    pub utm_id: String,
    /// The session identifier of F3411, schema `SpecificSessionID`.
    #[serde(default, deserialize_with = "null_as_default")]
    pub specific_session_id: String,
}

/// Request to make or change a plan, schema `UpsertFlightPlanRequest`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct UpsertFlightPlanRequest {
    /// The plan in full, also where it changes.
    pub flight_plan: FlightPlan,
    /// How much in earnest it is.
    pub execution_style: ExecutionStyle,
    /// Unique; a request that comes again gets the first answer again, or an error.
    pub request_id: String,
}

/// Answer to [`UpsertFlightPlanRequest`], schema `UpsertFlightPlanResponse`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct UpsertFlightPlanResponse {
    /// What came of it.
    pub planning_result: PlanningActivityResult,
    /// Why, for a person; it belongs with every result but Completed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// How the plan stands now.
    pub flight_plan_status: FlightPlanStatus,
    /// The plan as it was made; absent when it is as it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_planned: Option<FlightPlan>,
    /// Whether the user was told something along with it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub includes_advisories: AdvisoryInclusion,
}

/// Answer to the removal of a plan, schema `DeleteFlightPlanResponse`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct DeleteFlightPlanResponse {
    /// What came of it.
    pub planning_result: PlanningActivityResult,
    /// Why, for a person; it belongs with every result but Completed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// How the plan stands now.
    pub flight_plan_status: FlightPlanStatus,
    /// Whether the user was told something along with it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub includes_advisories: AdvisoryInclusion,
}

messages!(FlightPlan, BasicFlightPlanInformation, UpsertFlightPlanRequest, UpsertFlightPlanResponse, DeleteFlightPlanResponse,);

fn area<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Volume4D>, D::Error> {
    bounded_list(deserializer, "area", MAX_AREA_VOLUMES)
}
