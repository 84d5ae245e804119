//! `/api/v1/desk/plans`.

use super::page;
use super::tags::{entity_tag, names};
use super::views::{AlternativeView, PlanView, PositionView, Refused, StateView, TellingView};
use super::volumes::{self, VolumeView};
use crate::http::answer::{created, not_modified, ok, with_location, with_revision};
use crate::http::bounds::MAX_IDEMPOTENCY_KEY;
use crate::http::call::Call;
use crate::http::dss::convert;
use crate::http::error::Error;
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::time::Duration;
use tansiq_core::desk::{Expect, Operation, OperationState, Plan, Rejection, State, Subject, touch};
use tansiq_core::{EntityId, Timestamp};
use tansiq_desk::checks::{Ask, Limits};
use tansiq_desk::planning::Change;
use tansiq_desk::{Desk, DeskError};
use tansiq_node::Touches;
use utoipa::ToSchema;
use uuid::Uuid;

/// The header with which a submission can be sent again without planning twice.
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// How far alternatives to a refused plan may be shifted.
const USUAL_SHIFT: Duration = Duration::from_secs(6 * 3_600);
/// How much higher or lower they may go, metres.
pub(super) const USUAL_HEIGHT_SHIFT_M: f64 = 300.0;

/// A plan, to be submitted, changed or checked.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanRequest {
    /// For people.
    #[serde(default)]
    pub(crate) name: String,
    /// Greater goes first.
    #[serde(default)]
    pub(crate) priority: i64,
    /// What it is to become: `accepted` (if nothing is said), `activated`, `nonconforming` or `contingent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<StateView>,
    /// Where it flies.
    #[serde(default)]
    pub(crate) volumes: Vec<VolumeView>,
    /// Where it may be while nonconforming or contingent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) off_nominal_volumes: Vec<VolumeView>,
    /// Areas and constraints for which the planner says to hold an authorisation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) authorisations: Vec<String>,
    /// What was assumed when the plan was made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) stated: Vec<String>,
}

impl PlanRequest {
    /// The plan, heights above the ellipsoid.
    pub(super) fn plan(&self, desk: &Desk) -> Result<Plan, Error> {
        let (volumes, how) = volumes::read(desk, &self.volumes, "volumes")?;
        let (off_nominal, how_off) = volumes::read(desk, &self.off_nominal_volumes, "off_nominal_volumes")?;
        let id = |(index, text): (usize, &String)| convert::id(text, &format!("authorisations[{index}]"));
        let mut stated = self.stated.clone();
        for statement in how.into_iter().chain(how_off) {
            if !stated.contains(&statement) {
                stated.push(statement);
            }
        }
        Ok(Plan {
            name: self.name.clone(),
            priority: self.priority,
            volumes,
            off_nominal,
            authorisations: self.authorisations.iter().enumerate().map(id).collect::<Result<_, _>>()?,
            stated,
        })
    }
}

/// The state that a request asks for.
fn wanted(state: Option<StateView>) -> Result<OperationState, Error> {
    match state.unwrap_or(StateView::Accepted) {
        StateView::Accepted => Ok(OperationState::Accepted),
        StateView::Activated => Ok(OperationState::Activated),
        StateView::Nonconforming => Ok(OperationState::Nonconforming),
        StateView::Contingent => Ok(OperationState::Contingent),
        StateView::Planning | StateView::Refused | StateView::Ended => {
            Err(Error::Invalid("state: must be accepted, activated, nonconforming or contingent".to_owned()))
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListParameters {
    /// Only plans after this id.
    after: Option<String>,
    /// How many at most.
    limit: Option<String>,
    /// Only plans in this state.
    state: Option<StateView>,
    /// Only plans that are not over.
    live: Option<String>,
}

/// A page of plans, by id.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Plans {
    /// The plans.
    plans: Vec<PlanView>,
    /// What to give as `after` for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_after: Option<String>,
}

pub(crate) async fn list(call: Call, query: &str) -> Result<Response, Error> {
    let parameters: ListParameters = page::parameters(query)?;
    let after = page::id(parameters.after.as_deref())?;
    let limit = page::limit(page::number("limit", parameters.limit.as_deref())?)?;
    let live = match parameters.live.as_deref() {
        None | Some("false") => false,
        Some("true") => true,
        Some(other) => return Err(Error::Invalid(format!("live: must be true or false, not {other:?}"))),
    };
    let fits = |operation: &Operation| {
        parameters.state.is_none_or(|state| state == StateView::of_operation(operation)) && !(live && operation.is_over())
    };
    let desk = call.desk()?;
    let listed = desk.read(|state, touches| {
        touches.extend([touch::OPERATIONS, touch::DELIVERIES]);
        let weight = |operation: &&Operation| operation.plan.volumes.vertices() + operation.plan.off_nominal.vertices();
        let (listed, more) = page::take(state.operations_after(after).filter(|operation| fits(operation)), limit, weight);
        let last = listed.last().filter(|_| more).map(|operation| operation.id.to_string());
        let plans: Vec<_> = listed.into_iter().map(|operation| (operation.id, view(state, operation))).collect();
        (plans, last)
    });
    let (plans, next_after) = listed.await?;
    let plans = plans.into_iter().map(|(id, view)| with_position(desk, id, view)).collect();
    Ok(ok(&Plans { plans, next_after }))
}

/// An operation with all that is recorded around it.
fn view(state: &State, operation: &Operation) -> PlanView {
    let mut telling = TellingView::default();
    for delivery in state.deliveries_of(Subject::Operation(operation.id)) {
        telling.waiting += 1;
        telling.failing += usize::from(delivery.attempts > 0);
    }
    PlanView::of(operation, state.meetings_of(operation.id), telling)
}

fn with_position(desk: &Desk, id: EntityId, mut view: PlanView) -> PlanView {
    view.last_position = desk.last_position(id).map(|report| PositionView::of(&report.position));
    view
}

async fn look(desk: &Desk, id: EntityId) -> Result<Option<(u64, PlanView)>, Error> {
    let found = desk.read(|state, touches: &mut Touches| {
        touches.extend([touch::entity(id), touch::DELIVERIES]);
        state.operation(id).map(|operation| (operation.revision, view(state, operation)))
    });
    Ok(found.await?.map(|(revision, view)| (revision, with_position(desk, id, view))))
}

pub(crate) async fn get(call: Call, id: &str) -> Result<Response, Error> {
    let id = convert::id(id, "id")?;
    let found = look(call.desk()?, id).await?;
    let (revision, view) = found.ok_or_else(|| Error::NotFound(format!("there is no plan {id}")))?;
    if names(&call.headers, header::IF_NONE_MATCH, &revision.to_string()) {
        return Ok(not_modified(revision));
    }
    Ok(with_revision(ok(&view), revision))
}

/// What the caller takes for granted, as RFC 9110 has it.
pub(super) fn expectation(headers: &HeaderMap) -> Result<Expect, Error> {
    let wrong = |name: &str| Error::Invalid(format!("{name}: must be an entity tag that this interface gave, such as \"3\""));
    match (entity_tag(headers, header::IF_MATCH), entity_tag(headers, header::IF_NONE_MATCH)) {
        (Some(_), Some(_)) => Err(Error::Invalid("if-match and if-none-match: only one of them may be given".to_owned())),
        (Some(tag), None) => tag.parse().map(Expect::Revision).map_err(|_| wrong("if-match")),
        (None, Some(tag)) if tag == "*" => Ok(Expect::New),
        (None, Some(_)) => Err(Error::Invalid("if-none-match: must be * where something is changed".to_owned())),
        (None, None) => Ok(Expect::Any),
    }
}

/// Submits a new plan. With an idempotency key, sending it again answers with the plan that the first one made.
pub(crate) async fn submit(call: Call) -> Result<Response, Error> {
    let request: PlanRequest = call.parse()?;
    let desk = call.desk()?;
    let plan = request.plan(desk)?;
    let state = wanted(request.state)?;
    let Some(key) = idempotency_key(&call.headers)? else {
        let id = EntityId::from_uuid(Uuid::new_v4()).expect("a version 4 UUID of the RFC variant");
        return change(&call, id, Expect::New, plan, state).await;
    };
    let id = keyed_id(call.name(), &key);
    match change(&call, id, Expect::New, plan.clone(), state).await {
        Err(Error::PreconditionFailed(text)) => again(&call, id, &plan, text).await,
        other => other,
    }
}

/// The key was used already: by the same submission, or by another one.
async fn again(call: &Call, id: EntityId, plan: &Plan, why: String) -> Result<Response, Error> {
    let desk = call.desk()?;
    let made = desk.read(|state, touches| {
        touches.add(touch::entity(id));
        state.operation(id).map(|operation| match (&operation.state, &operation.pending) {
            (None, Some(pending)) => *pending.plan == *plan,
            _ => *operation.plan == *plan,
        })
    });
    match made.await? {
        None => Err(Error::Conflict(why)),
        Some(false) => {
            let text = "idempotency-key: it was used for another plan, or the plan was changed since";
            Err(Error::KeyReused(text.to_owned()))
        }
        Some(true) => {
            let (revision, view) = look(desk, id).await?.ok_or(Error::Conflict(why))?;
            Ok(made_answer(id, revision, &view))
        }
    }
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Error> {
    let Some(value) = headers.get(IDEMPOTENCY_KEY) else { return Ok(None) };
    let text = value.to_str().ok().filter(|text| (1..=MAX_IDEMPOTENCY_KEY).contains(&text.len()));
    let wrong = || Error::Invalid(format!("idempotency-key: must be 1 to {MAX_IDEMPOTENCY_KEY} visible characters"));
    text.map(|text| Some(text.to_owned())).ok_or_else(wrong)
}

/// The same id for the same caller and key, also after a restart.
fn keyed_id(caller: &str, key: &str) -> EntityId {
    let mut hash = Sha256::new();
    hash.update((caller.len() as u64).to_be_bytes());
    hash.update(caller);
    hash.update(key);
    let bytes: [u8; 16] = hash.finalize()[..16].try_into().expect("16 of 32 bytes");
    EntityId::from_uuid(uuid::Builder::from_random_bytes(bytes).into_uuid()).expect("the builder sets version and variant")
}

pub(crate) async fn put(call: Call, id: &str) -> Result<Response, Error> {
    let id = convert::id(id, "id")?;
    let request: PlanRequest = call.parse()?;
    let expect = expectation(&call.headers)?;
    let plan = request.plan(call.desk()?)?;
    let state = wanted(request.state)?;
    change(&call, id, expect, plan, state).await
}

async fn change(call: &Call, id: EntityId, expect: Expect, plan: Plan, state: OperationState) -> Result<Response, Error> {
    let desk = call.desk()?;
    let existed = look(desk, id).await?.is_some();
    let change = Change { id, expect, plan: Some(plan.clone()), state };
    match desk.change(&call.who(), change).await {
        Ok(_) => {
            let (revision, view) = look(desk, id).await?.ok_or_else(|| Error::NotFound(format!("there is no plan {id}")))?;
            Ok(if existed { with_revision(ok(&view), revision) } else { made_answer(id, revision, &view) })
        }
        Err(error) => {
            let error = outdated(desk, id, expect, error).await;
            Err(refused(desk, id, &plan, error).await)
        }
    }
}

fn made_answer(id: EntityId, revision: u64, view: &PlanView) -> Response {
    with_location(with_revision(created(view), revision), &format!("/api/v1/desk/plans/{id}"))
}

/// A conflict is a failed precondition (RFC 9110 §13.1) where the caller named one and it does not hold; what else is in the
/// way, such as a write of the same plan, remains a conflict.
async fn outdated(desk: &Desk, id: EntityId, expect: Expect, error: DeskError) -> Error {
    let DeskError::Rejected(Rejection::Conflict(text)) = error else { return error.into() };
    let now = match look(desk, id).await {
        Ok(found) => found.map(|(revision, _)| revision),
        Err(error) => return error,
    };
    let holds = match expect {
        Expect::Any => true,
        Expect::New => now.is_none(),
        Expect::Revision(seen) => now == Some(seen),
    };
    if holds { Error::Desk(DeskError::Rejected(Rejection::Conflict(text))) } else { Error::PreconditionFailed(text) }
}

/// A refusal for what the plan meets comes with the ways around.
async fn refused(desk: &Desk, id: EntityId, plan: &Plan, error: Error) -> Error {
    let Error::Desk(DeskError::Rejected(Rejection::Meets(meetings))) = error else { return error };
    let ask = Ask { id: Some(id), discover: false, alternatives: limits(desk.now(), plan) };
    let alternatives = match desk.check(plan, ask).await {
        Ok(checked) => checked.alternatives.iter().map(AlternativeView::of).collect(),
        Err(error) => {
            tracing::debug!(%error, "no alternatives could be sought");
            Vec::new()
        }
    };
    Error::Refused(Box::new(Refused::of(&meetings, alternatives)))
}

/// How far alternatives go if nothing is said: none starts before now, or before the plan itself where that begins earlier.
/// A plan that starts at once would else have no way above or below, for it is past by the time it is weighed.
pub(super) fn limits(now: Timestamp, plan: &Plan) -> Option<Limits> {
    let (heights, span) = (plan.volumes.heights()?, plan.volumes.span()?);
    Some(Limits {
        shift: USUAL_SHIFT,
        not_before: now.min(span.start),
        lowest_m: heights.lower - USUAL_HEIGHT_SHIFT_M,
        highest_m: heights.upper + USUAL_HEIGHT_SHIFT_M,
    })
}

/// A change of the state alone.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StateRequest {
    /// What it is to become: `accepted`, `activated`, `nonconforming` or `contingent`.
    state: StateView,
    /// Where it may be, for the last two; as it was if absent.
    #[serde(default)]
    off_nominal_volumes: Option<Vec<VolumeView>>,
}

pub(crate) async fn change_state(call: Call, id: &str) -> Result<Response, Error> {
    let id = convert::id(id, "id")?;
    let request: StateRequest = call.parse()?;
    let desk = call.desk()?;
    let state = wanted(Some(request.state))?;
    let expect = expectation(&call.headers)?;
    let found = desk.read(|ledger, touches| {
        touches.add(touch::entity(id));
        ledger.operation(id).map(|operation| operation.plan.clone())
    });
    let now = found.await?.ok_or_else(|| Error::NotFound(format!("there is no plan {id}")))?;
    let plan = match &request.off_nominal_volumes {
        Some(views) => {
            let (off_nominal, stated) = volumes::read(desk, views, "off_nominal_volumes")?;
            Plan { off_nominal, stated: now.stated.iter().cloned().chain(stated).collect(), ..(*now).clone() }
        }
        // What is not off-nominal any more has no such volumes.
        None if !state.is_off_nominal() && !now.off_nominal.is_empty() => {
            Plan { off_nominal: Default::default(), ..(*now).clone() }
        }
        None => (*now).clone(),
    };
    change(&call, id, expect, plan, state).await
}

pub(crate) async fn end(call: Call, id: &str) -> Result<Response, Error> {
    let id = convert::id(id, "id")?;
    let desk = call.desk()?;
    let expect = expectation(&call.headers)?;
    if let Err(error) = desk.end(&call.who(), id, expect).await {
        return Err(outdated(desk, id, expect, error).await);
    }
    let (revision, view) = look(desk, id).await?.ok_or_else(|| Error::NotFound(format!("there is no plan {id}")))?;
    Ok(with_revision(ok(&view), revision))
}

#[cfg(test)]
#[path = "plans_tests.rs"]
mod tests;
