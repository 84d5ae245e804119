//! `/flight_plans/{id}` of flight planning: a user plans, changes and closes a flight.
//!
//! What is allowed is decided where every plan of the desk is (`tansiq-desk`). Whatever it says is an answer with status 200;
//! other statuses are for messages that cannot be read.

use super::answers::{Answer, written};
use super::outcome::{Undone, advisories, status, status_of, transition};
use super::plan::{self, Wanted};
use super::{Testing, testing, uuid};
use crate::http::answer::ok;
use crate::http::call::Call;
use crate::http::error::Error;
use axum::response::Response;
use std::sync::Arc;
use tansiq_core::desk::{Expect, Operation, OperationState, Rejection, Volumes, touch};
use tansiq_core::{EntityId, Name};
use tansiq_desk::checks::Ask;
use tansiq_desk::planning::Change;
use tansiq_desk::{Desk, DeskError};
use tansiq_wire::flight_planning::{
    AdvisoryInclusion, DeleteFlightPlanResponse, ExecutionStyle, FlightPlan, FlightPlanStatus,
    PlanningActivityResult as Activity, UpsertFlightPlanRequest, UpsertFlightPlanResponse,
};
use uuid::Uuid;

/// How often a change is tried while something else changes the same operation.
const MAX_TRIES: usize = 4;

/// PUT: a plan is made, changed or closed.
pub(crate) async fn put(call: Call, id: &str) -> Result<Response, Error> {
    let flight = uuid(id, "flight_plan_id")?;
    let request: UpsertFlightPlanRequest = call.parse()?;
    let (desk, testing, who) = (call.desk()?.clone(), testing(&call)?, call.who());
    let user = User { desk, testing: testing.clone(), who, flight };
    let request_id = request.request_id.clone();
    let work = async move { user.upsert(&request).await };
    Ok(ok(&testing.planned.once(&request_id, format!("flight plan {flight}"), work).await?))
}

/// DELETE: a flight is removed. One that this node never had is not found; one that is over stays so.
pub(crate) async fn delete(call: Call, id: &str) -> Result<Response, Error> {
    let flight = uuid(id, "flight_plan_id")?;
    let user = User { desk: call.desk()?.clone(), testing: testing(&call)?, who: call.who(), flight };
    let unknown = || Error::NotFound(format!("there is no flight plan {flight}"));
    let (planning_result, notes, flight_plan_status) = match user.flight().await? {
        Flight { operation: None, is_closed: false, .. } => return Err(unknown()),
        flight => match user.close(flight).await {
            Ok(()) => (Activity::Completed, None, FlightPlanStatus::Closed),
            Err(undone) => (undone.result, Some(undone.notes), user.status().await?),
        },
    };
    let includes_advisories = AdvisoryInclusion::NoAdvisoriesOrConditions;
    Ok(ok(&DeleteFlightPlanResponse { planning_result, notes, flight_plan_status, includes_advisories }))
}

/// A user of the desk, and one flight of theirs.
struct User {
    desk: Desk,
    testing: Arc<Testing>,
    who: Name,
    flight: Uuid,
}

/// A flight as the desk has it.
struct Flight {
    /// What its operation is called, or would be.
    id: EntityId,
    /// Unless it is over or never came to be.
    operation: Option<Operation>,
    /// Whether it was planned once and is over.
    is_closed: bool,
}

/// What was planned.
struct Done {
    status: FlightPlanStatus,
    area: Option<Volumes>,
    notes: Vec<String>,
    advisories: AdvisoryInclusion,
}

impl User {
    /// Looks the flight up. A new one gets the id that its operation will have.
    async fn flight(&self) -> Result<Flight, DeskError> {
        let mut id = self.testing.flights.operation(self.flight);
        for _ in 0..MAX_TRIES {
            let Some(known) = id else { break };
            let (operation, is_peers) = self
                .desk
                .read(|state, touches| {
                    touches.add(touch::entity(known));
                    (state.operation(known).cloned(), state.known_operation(known).is_some())
                })
                .await?;
            let is_closed = operation.as_ref().is_some_and(|operation| operation.is_over() && operation.state.is_some());
            if !is_closed && !is_peers {
                let operation = operation.filter(|operation| !operation.is_over());
                return Ok(Flight { id: known, operation, is_closed });
            }
            if is_closed {
                return Ok(Flight { id: known, operation: None, is_closed });
            }
            id = Some(self.testing.flights.renew(self.flight, Some(known)));
        }
        Ok(Flight { id: self.testing.flights.renew(self.flight, id), operation: None, is_closed: false })
    }

    async fn status(&self) -> Result<FlightPlanStatus, DeskError> {
        let flight = self.flight().await?;
        Ok(if flight.is_closed { FlightPlanStatus::Closed } else { status(flight.operation.as_ref()) })
    }

    async fn upsert(&self, request: &UpsertFlightPlanRequest) -> Result<Answer, Error> {
        let asked = &request.flight_plan;
        let done = match request.execution_style {
            ExecutionStyle::Hypothetical => self.imagine(asked).await,
            ExecutionStyle::IfAllowed | ExecutionStyle::InReality => self.carry_out(asked).await,
        };
        let response = match done {
            Ok(done) => UpsertFlightPlanResponse {
                planning_result: Activity::Completed,
                notes: Some(done.notes.join("; ")).filter(|notes| !notes.is_empty()),
                flight_plan_status: done.status,
                as_planned: done.area.map(|area| plan::as_planned(asked, &area)),
                includes_advisories: done.advisories,
            },
            Err(undone) => UpsertFlightPlanResponse {
                planning_result: undone.result,
                notes: Some(undone.notes),
                flight_plan_status: match self.status().await? {
                    // A flight that is over and could not be planned anew is not planned.
                    FlightPlanStatus::Closed => FlightPlanStatus::NotPlanned,
                    status => status,
                },
                as_planned: None,
                includes_advisories: undone.advisories,
            },
        };
        written(&response)
    }

    /// Does it, if it may be done.
    async fn carry_out(&self, asked: &FlightPlan) -> Result<Done, Undone> {
        let basic = &asked.basic_information;
        let state = match plan::wanted(basic.usage_state, basic.uas_state).map_err(refused)? {
            Wanted::Flown(state) => state,
            Wanted::Closed => {
                self.close(self.flight().await?).await?;
                return Ok(closed());
            }
        };
        let area = plan::area(&basic.area, self.desk.heights()).map_err(refused)?;
        let mut tries = 1;
        loop {
            let flight = self.open().await?;
            if flight.operation.is_none() && state.is_off_nominal() {
                return Err(Undone::new(Activity::Rejected, transition(None, state)));
            }
            let made = plan::plan(self.flight, asked, area.clone(), (state, flight.operation.as_ref()));
            let expect = flight.operation.as_ref().map_or(Expect::New, |operation| Expect::Revision(operation.revision));
            let change = Change { id: flight.id, expect, plan: Some(made), state };
            match self.desk.change(&self.who, change).await {
                Ok(changed) => {
                    let status = status(Some(&changed.operation));
                    return Ok(done(asked, status, area, advisories(&changed.meetings)));
                }
                // A rule changed it meanwhile, or the DSS is being asked.
                Err(DeskError::Rejected(Rejection::Conflict(_))) if tries < MAX_TRIES => tries += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The flight, with a fresh id if an operation of it is over.
    async fn open(&self) -> Result<Flight, DeskError> {
        let flight = self.flight().await?;
        if !flight.is_closed {
            return Ok(flight);
        }
        let id = self.testing.flights.renew(self.flight, Some(flight.id));
        Ok(Flight { id, operation: None, is_closed: false })
    }

    /// What would come of it. Nothing is changed.
    async fn imagine(&self, asked: &FlightPlan) -> Result<Done, Undone> {
        let basic = &asked.basic_information;
        let flight = self.flight().await?;
        let now = flight.operation.as_ref();
        let from = now.and_then(|operation| operation.state);
        let state = match plan::wanted(basic.usage_state, basic.uas_state).map_err(refused)? {
            Wanted::Flown(state) => state,
            Wanted::Closed if now.is_some() || flight.is_closed => return Ok(closed()),
            Wanted::Closed => return Err(never_planned()),
        };
        let may_be = from.map_or(!state.is_off_nominal(), |from| from.may_become(state));
        if !may_be {
            return Err(Undone::new(Activity::Rejected, transition(from, state)));
        }
        let area = plan::area(&basic.area, self.desk.heights()).map_err(refused)?;
        if state.is_off_nominal() {
            return Ok(done(asked, status_of(state), area, AdvisoryInclusion::Unknown));
        }
        let made = plan::plan(self.flight, asked, area.clone(), (state, now));
        if state == OperationState::Activated && !made.volumes.is_active_at(self.desk.now()) {
            return Err(Undone::new(Activity::Rejected, "area: a flight in use needs a volume that is active now"));
        }
        let ask = Ask { id: now.map(|operation| operation.id), discover: true, alternatives: None };
        let checked = self.desk.check(&made, ask).await?;
        if checked.blocked {
            return Err(Undone::meets(&checked.meetings));
        }
        Ok(done(asked, status_of(state), area, advisories(&checked.meetings)))
    }

    /// Ends the flight's operation, unless it is over.
    async fn close(&self, flight: Flight) -> Result<(), Undone> {
        match flight {
            Flight { operation: None, is_closed: true, .. } => Ok(()),
            Flight { operation: None, .. } => Err(never_planned()),
            Flight { id, .. } => match self.desk.end(&self.who, id, Expect::Any).await {
                Ok(_) => Ok(()),
                // A rule of the desk may have been faster.
                Err(error) => match self.flight().await {
                    Ok(Flight { is_closed: true, .. }) => Ok(()),
                    _ => Err(error.into()),
                },
            },
        }
    }
}

fn refused((result, notes): plan::Refusal) -> Undone {
    Undone::new(result, notes)
}

fn never_planned() -> Undone {
    Undone::new(Activity::Rejected, "there is no such flight plan")
}

fn closed() -> Done {
    let advisories = AdvisoryInclusion::NoAdvisoriesOrConditions;
    Done { status: FlightPlanStatus::Closed, area: None, notes: Vec::new(), advisories }
}

fn done(asked: &FlightPlan, status: FlightPlanStatus, area: (Volumes, Vec<String>), advisories: AdvisoryInclusion) -> Done {
    let (area, mut notes) = area;
    if asked.telemetry.as_ref().is_some_and(|telemetry| !telemetry.states.is_empty()) {
        notes.push("telemetry: is not played by this USS".to_owned());
    }
    Done { status, area: Some(area), notes, advisories }
}
