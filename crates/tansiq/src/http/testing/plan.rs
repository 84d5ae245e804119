//! A user's plan as the desk's: which state it asks for, and where it flies.
//!
//! Whether that may be planned is for the ledger to say; here is only refused what has no meaning there.

use super::extents::{self, Unfit};
use tansiq_core::desk::bounds::{MAX_TEXT_BYTES, MAX_VERTICES, MAX_VOLUMES};
use tansiq_core::desk::{Operation, OperationState, Plan, Volumes};
use tansiq_desk::convert::wire_volumes;
use tansiq_desk::volumes;
use tansiq_heights::Converter;
use tansiq_wire::flight_planning::{FlightPlan, FunctionalState, PlanningActivityResult, UsageState, Volume4D};
use uuid::Uuid;

/// Why a plan was not even put to the ledger.
pub(super) type Refusal = (PlanningActivityResult, String);

/// What a user wants of a flight.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wanted {
    /// It is to be this.
    Flown(OperationState),
    /// It is to be over.
    Closed,
}

/// What the two states of a plan mean together. An aircraft of which nothing is said is well; one of which it is said that
/// nothing is known can be planned for, but not be in use.
///
/// # Errors
/// For states that do not go together.
pub(super) fn wanted(usage: UsageState, uas: Option<FunctionalState>) -> Result<Wanted, Refusal> {
    use FunctionalState::{Contingent, Nominal, NotSpecified, OffNominal};
    match (usage, uas.unwrap_or(Nominal)) {
        (UsageState::Closed, _) => Ok(Wanted::Closed),
        (UsageState::Planned, Nominal | NotSpecified) => Ok(Wanted::Flown(OperationState::Accepted)),
        (UsageState::InUse, Nominal) => Ok(Wanted::Flown(OperationState::Activated)),
        (UsageState::InUse, OffNominal) => Ok(Wanted::Flown(OperationState::Nonconforming)),
        (UsageState::InUse, Contingent) => Ok(Wanted::Flown(OperationState::Contingent)),
        (UsageState::Planned, OffNominal | Contingent) => {
            Err((PlanningActivityResult::Rejected, "uas_state: a flight that is not in use cannot be off-nominal".to_owned()))
        }
        (UsageState::InUse, NotSpecified) => {
            let why = "uas_state: a flight in use needs Nominal, OffNominal or Contingent".to_owned();
            Err((PlanningActivityResult::NotSupported, why))
        }
    }
}

/// The area of a plan with heights above the ellipsoid, and how they were found.
///
/// # Errors
/// What is wrong with it, or not supported.
pub(super) fn area(area: &[Volume4D], heights: &Converter) -> Result<(Volumes, Vec<String>), Refusal> {
    if area.is_empty() {
        return Ok((Volumes::default(), Vec::new()));
    }
    let timed = area.iter().enumerate().map(|(index, volume)| {
        let path = format!("area[{index}]");
        extents::read(volume, &path)?.planned(&path)
    });
    let timed = timed.collect::<Result<Vec<_>, _>>().map_err(|unfit| match unfit {
        Unfit::Wrong(text) => (PlanningActivityResult::Rejected, text),
        Unfit::NotSupported(text) => (PlanningActivityResult::NotSupported, text),
    })?;
    volumes::plan(&timed, heights).map_err(|problem| (PlanningActivityResult::Rejected, problem))
}

/// The desk's plan: where an aircraft that is not nominal may be is off-nominal, and what it was allowed before stays its
/// own, so that it can return (F3548-21, Nonconforming). Without an area, an aircraft in trouble is where it was planned.
pub(super) fn plan(
    flight: Uuid,
    asked: &FlightPlan,
    (area, stated): (Volumes, Vec<String>),
    (state, now): (OperationState, Option<&Operation>),
) -> Plan {
    let before = now.map(|operation| operation.plan.clone()).unwrap_or_default();
    let (volumes, off_nominal) = match state {
        OperationState::Accepted | OperationState::Activated | OperationState::Ended => (area, Volumes::default()),
        OperationState::Nonconforming | OperationState::Contingent if area.is_empty() => {
            let known = if before.off_nominal.is_empty() { &before.volumes } else { &before.off_nominal };
            (before.volumes.clone(), known.clone())
        }
        OperationState::Nonconforming | OperationState::Contingent => {
            let vertices = before.volumes.vertices() + area.vertices();
            let count = before.volumes.len() + area.len();
            // What is in trouble must be told; that it could return can be left out.
            let fits = vertices <= MAX_VERTICES && count <= MAX_VOLUMES;
            (if fits { before.volumes.clone() } else { Volumes::default() }, area)
        }
    };
    let description = &asked.basic_information.description;
    let name = if description.is_empty() { format!("flight {flight}") } else { clipped(description) };
    let priority = asked.astm_f3548_21.as_ref().map_or(0, |information| information.priority);
    Plan { name, priority, volumes, off_nominal, authorisations: Vec::new(), stated }
}

/// The plan as it was made: its area as it is written, and no telemetry, which is not played here.
pub(super) fn as_planned(asked: &FlightPlan, area: &Volumes) -> FlightPlan {
    let mut planned = FlightPlan { telemetry: None, ..asked.clone() };
    planned.basic_information.area = wire_volumes(area);
    planned
}

/// As much of a text as a name may have.
fn clipped(text: &str) -> String {
    let mut end = text.len().min(MAX_TEXT_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
