//! Why something was not planned, in the interface's words.
//!
//! What the rules do not allow is Rejected; what the DSS, a peer or this node could not do is Failed; what this desk never
//! does is NotSupported. Notes are for a person who reads the report of a test.

use tansiq_core::desk::{Meeting, Operation, OperationState, OtherKind, Rejection, Weight};
use tansiq_desk::DeskError;
use tansiq_wire::flight_planning::{AdvisoryInclusion, FlightPlanStatus, PlanningActivityResult as Activity};

/// Meetings that notes list; more are counted.
const MAX_NOTED: usize = 5;

/// What came of something that was not done.
#[derive(Debug, PartialEq)]
pub(super) struct Undone {
    pub(super) result: Activity,
    pub(super) notes: String,
    pub(super) advisories: AdvisoryInclusion,
}

impl Undone {
    pub(super) fn new(result: Activity, notes: impl Into<String>) -> Undone {
        Undone { result, notes: notes.into(), advisories: AdvisoryInclusion::Unknown }
    }

    /// The plan meets what it may not.
    pub(super) fn meets(meetings: &[Meeting]) -> Undone {
        Undone { result: Activity::Rejected, notes: in_the_way(meetings), advisories: advisories(meetings) }
    }
}

impl From<DeskError> for Undone {
    fn from(error: DeskError) -> Undone {
        let text = error.to_string();
        match error {
            DeskError::Rejected(rejection) => rejected(rejection),
            DeskError::Invalid(why) => Undone::new(Activity::Rejected, why),
            DeskError::TooLarge { .. } => Undone::new(Activity::Rejected, text),
            DeskError::Dss(_)
            | DeskError::Peer { .. }
            | DeskError::Contended(_)
            | DeskError::Unheard
            | DeskError::TooMany(_)
            | DeskError::Unavailable(_) => Undone::new(Activity::Failed, text),
        }
    }
}

fn rejected(rejection: Rejection) -> Undone {
    match rejection {
        Rejection::Invalid(why) | Rejection::NotFound(why) => Undone::new(Activity::Rejected, why),
        // The desk's settings do not let it do this at all.
        Rejection::Forbidden(why) => Undone::new(Activity::NotSupported, why),
        Rejection::Conflict(why) | Rejection::TooMany(why) => Undone::new(Activity::Failed, why),
        Rejection::Transition { from, to } => Undone::new(Activity::Rejected, transition(from, to)),
        Rejection::Meets(meetings) => Undone::meets(&meetings),
    }
}

/// A step that the standard does not have.
pub(super) fn transition(from: Option<OperationState>, to: OperationState) -> String {
    let from = from.map_or_else(|| "not planned".to_owned(), |from| format!("{from:?}"));
    format!("an operation that is {from} cannot become {to:?}")
}

fn in_the_way(meetings: &[Meeting]) -> String {
    let blocking = || meetings.iter().filter(|meeting| meeting.weight.blocks());
    let mut notes: Vec<String> = blocking().take(MAX_NOTED).map(one).collect();
    let more = blocking().count().saturating_sub(MAX_NOTED);
    if more > 0 {
        notes.push(format!("and {more} more"));
    }
    format!("the plan meets what it may not: {}", notes.join("; "))
}

fn one(meeting: &Meeting) -> String {
    let what = match meeting.kind {
        OtherKind::OwnOperation => "operation of this USS",
        OtherKind::PeerOperation => "operation",
        OtherKind::Area => "area",
        OtherKind::Constraint => "constraint",
    };
    let why = match meeting.weight {
        Weight::LowerPriority => "has precedence",
        Weight::EqualPriority => "has the same priority",
        Weight::Prohibited => "forbids it",
        Weight::Unauthorised => "asks for an authorisation",
        _ => "is met",
    };
    let manager = meeting.manager.as_ref().map(|manager| format!(" of {manager}")).unwrap_or_default();
    let depth = meeting.pairs.first().map(|pair| format!(", {:.1} m deep on the ground", pair.horizontal_m)).unwrap_or_default();
    let sure = if meeting.certain { "" } else { ", as far as heights are known" };
    format!("{what} {}{manager} {why}{depth}{sure}", meeting.other)
}

/// Whether areas or constraints warned, or permitted under conditions.
pub(super) fn advisories(meetings: &[Meeting]) -> AdvisoryInclusion {
    let advises = |meeting: &Meeting| matches!(meeting.kind, OtherKind::Area | OtherKind::Constraint) && !meeting.weight.blocks();
    match meetings.iter().any(advises) {
        true => AdvisoryInclusion::AtLeastOneAdvisoryOrCondition,
        false => AdvisoryInclusion::NoAdvisoriesOrConditions,
    }
}

/// How a flight stands whose operation is this.
pub(super) fn status(operation: Option<&Operation>) -> FlightPlanStatus {
    operation.and_then(|operation| operation.state).map_or(FlightPlanStatus::NotPlanned, status_of)
}

/// How a flight stands whose operation has this state.
pub(super) fn status_of(state: OperationState) -> FlightPlanStatus {
    match state {
        OperationState::Accepted => FlightPlanStatus::Planned,
        OperationState::Activated => FlightPlanStatus::OkToFly,
        OperationState::Nonconforming | OperationState::Contingent => FlightPlanStatus::OffNominal,
        OperationState::Ended => FlightPlanStatus::Closed,
    }
}

#[cfg(test)]
#[path = "outcome_tests.rs"]
mod tests;
