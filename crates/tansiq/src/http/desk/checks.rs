//! `/api/v1/desk/checks`: what a plan would meet, and the ways around. Nothing is changed.

use super::plans::{self, PlanRequest};
use super::views::{AlternativeView, MeetingView, StateView, time};
use super::volumes::{self, VolumeView};
use crate::http::answer::ok;
use crate::http::bounds::MAX_SHIFT_S;
use crate::http::call::Call;
use crate::http::dss::convert;
use crate::http::error::Error;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tansiq_core::desk::Plan;
use tansiq_desk::Desk;
use tansiq_desk::checks::{Ask, Limits};
use tansiq_wire::f3548::ALTITUDE_RANGE_M;
use utoipa::ToSchema;

/// A plan to be held against what is known: as it would be submitted, and how to look.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckRequest {
    /// For people.
    #[serde(default)]
    name: String,
    /// Greater goes first.
    #[serde(default)]
    priority: i64,
    /// What it is to become; makes no difference here.
    #[serde(default)]
    state: Option<StateView>,
    /// Where it flies.
    #[serde(default)]
    volumes: Vec<VolumeView>,
    /// Where it may be while nonconforming or contingent.
    #[serde(default)]
    off_nominal_volumes: Vec<VolumeView>,
    /// Areas and constraints for which the planner says to hold an authorisation.
    #[serde(default)]
    authorisations: Vec<String>,
    /// What was assumed when the plan was made.
    #[serde(default)]
    stated: Vec<String>,
    /// The plan that it would change.
    #[serde(default)]
    id: Option<String>,
    /// Whether to ask the DSS and the peers first; otherwise only what is known already is used, which is quick.
    #[serde(default = "yes")]
    discover: bool,
    /// How far ways around may go; none are sought without.
    #[serde(default)]
    alternatives: Option<LimitsRequest>,
}

fn yes() -> bool {
    true
}

/// How far ways around may go.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LimitsRequest {
    /// How much later or earlier at most, seconds, 0 to 86,400; 21,600 if absent.
    #[serde(default)]
    shift_s: Option<u32>,
    /// No start before this; now if absent, or when the plan itself starts if that is before.
    #[serde(default)]
    not_before: Option<String>,
    /// The lowest height of the plan, metres above the ellipsoid; 300 m below it if absent.
    #[serde(default)]
    lowest_m: Option<f64>,
    /// The highest height of the plan; 300 m above it if absent.
    #[serde(default)]
    highest_m: Option<f64>,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CheckView {
    /// Whether the plan would be refused.
    blocked: bool,
    /// What it meets, what blocks first.
    meetings: Vec<MeetingView>,
    /// Ways around, each checked.
    alternatives: Vec<AlternativeView>,
    /// When the picture was taken.
    as_of: String,
    /// Whether the DSS and the peers were asked.
    discovered: bool,
    /// What was assumed of heights.
    stated: Vec<String>,
}

pub(crate) async fn check(call: Call) -> Result<Response, Error> {
    let request: CheckRequest = call.parse()?;
    let desk = call.desk()?;
    let plan = PlanRequest {
        name: request.name,
        priority: request.priority,
        state: request.state,
        volumes: request.volumes,
        off_nominal_volumes: request.off_nominal_volumes,
        authorisations: request.authorisations,
        stated: request.stated,
    };
    let plan = plan.plan(desk)?;
    let id = request.id.as_deref().map(|id| convert::id(id, "id")).transpose()?;
    let alternatives = request.alternatives.as_ref().map(|limits| within(desk, &plan, limits)).transpose()?.flatten();
    let checked = desk.check(&plan, Ask { id, discover: request.discover, alternatives }).await?;
    Ok(ok(&CheckView {
        blocked: checked.blocked,
        meetings: MeetingView::all(&checked.meetings),
        alternatives: checked.alternatives.iter().map(AlternativeView::of).collect(),
        as_of: time(checked.as_of),
        discovered: checked.discovered,
        stated: plan.stated.clone(),
    }))
}

fn within(desk: &Desk, plan: &Plan, limits: &LimitsRequest) -> Result<Option<Limits>, Error> {
    let Some(usual) = plans::limits(desk.now(), plan) else { return Ok(None) };
    if limits.shift_s.is_some_and(|shift| shift > MAX_SHIFT_S) {
        return Err(Error::Invalid(format!("alternatives.shift_s: must be 0 to {MAX_SHIFT_S}")));
    }
    let height = |given: Option<f64>, field: &str, usual: f64| match given {
        Some(m) if !ALTITUDE_RANGE_M.contains(&m) => {
            Err(Error::Invalid(format!("alternatives.{field}: must be -8000 to 100000 m")))
        }
        Some(m) => Ok(m),
        None => Ok(usual),
    };
    let not_before = limits.not_before.as_deref().map(|text| volumes::instant(text, "alternatives.not_before")).transpose()?;
    let (lowest_m, highest_m) =
        (height(limits.lowest_m, "lowest_m", usual.lowest_m)?, height(limits.highest_m, "highest_m", usual.highest_m)?);
    if lowest_m > highest_m {
        return Err(Error::Invalid("alternatives.lowest_m: must not be above highest_m".to_owned()));
    }
    Ok(Some(Limits {
        shift: limits.shift_s.map_or(usual.shift, |shift| Duration::from_secs(u64::from(shift))),
        not_before: not_before.unwrap_or(usual.not_before),
        lowest_m,
        highest_m,
    }))
}
