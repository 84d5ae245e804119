//! `/api/v1/desk/plans/read`: turns a file into a plan that can be checked and submitted. Nothing is kept.

use super::page;
use super::plans::PlanRequest;
use super::volumes::{self, VolumeView};
use crate::http::answer::ok;
use crate::http::call::Call;
use crate::http::error::Error;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use tansiq_formats::plans::{self, Assumptions};
use utoipa::ToSchema;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    /// When the plan starts, if the file leaves that open; now if absent.
    start: Option<String>,
    lateral_buffer_m: Option<String>,
    vertical_buffer_m: Option<String>,
    climb_mps: Option<String>,
    descent_mps: Option<String>,
    margin_s: Option<String>,
    margin_share: Option<String>,
    loiter_radius_m: Option<String>,
    unlimited_loiter_s: Option<String>,
    return_height_m: Option<String>,
    duration_s: Option<String>,
}

impl Parameters {
    /// The figures given, and the usual ones for the rest. Their ranges are looked at where a file is read.
    fn assumptions(&self) -> Result<Assumptions, Error> {
        let usual = Assumptions::default();
        Ok(Assumptions {
            lateral_buffer_m: figure("lateral_buffer_m", self.lateral_buffer_m.as_deref(), usual.lateral_buffer_m)?,
            vertical_buffer_m: figure("vertical_buffer_m", self.vertical_buffer_m.as_deref(), usual.vertical_buffer_m)?,
            climb_mps: figure("climb_mps", self.climb_mps.as_deref(), usual.climb_mps)?,
            descent_mps: figure("descent_mps", self.descent_mps.as_deref(), usual.descent_mps)?,
            margin_s: figure("margin_s", self.margin_s.as_deref(), usual.margin_s)?,
            margin_share: figure("margin_share", self.margin_share.as_deref(), usual.margin_share)?,
            loiter_radius_m: figure("loiter_radius_m", self.loiter_radius_m.as_deref(), usual.loiter_radius_m)?,
            unlimited_loiter_s: figure("unlimited_loiter_s", self.unlimited_loiter_s.as_deref(), usual.unlimited_loiter_s)?,
            return_height_m: figure("return_height_m", self.return_height_m.as_deref(), usual.return_height_m)?,
            duration_s: figure("duration_s", self.duration_s.as_deref(), usual.duration_s)?,
        })
    }
}

fn figure(name: &str, given: Option<&str>, usual: f64) -> Result<f64, Error> {
    let Some(text) = given else { return Ok(usual) };
    text.parse().map_err(|_| Error::Invalid(format!("{name}: must be a number, not {text:?}")))
}

/// What a file says.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReadPlan {
    /// The plan, ready to be checked or submitted; what was assumed is in `stated`.
    plan: PlanRequest,
    /// Whether the file left its start open.
    needs_start: bool,
}

pub(crate) async fn read(call: Call, query: &str) -> Result<Response, Error> {
    let parameters: Parameters = page::parameters(query)?;
    let start_us = match &parameters.start {
        Some(text) => volumes::instant(text, "start")?.0,
        None => call.desk()?.now().0,
    };
    let assumptions = parameters.assumptions()?;
    let body = call.body.clone();
    // A large file takes a while, in which this thread would serve nobody.
    let file = tokio::task::spawn_blocking(move || plans::read(&body, &assumptions)).await;
    let file = file.map_err(|error| Error::Internal(error.to_string()))?.map_err(|error| Error::Invalid(error.to_string()))?;
    let plan = PlanRequest {
        name: file.name.clone().unwrap_or_default(),
        priority: file.priority.unwrap_or(0),
        state: None,
        volumes: file.at(start_us).iter().map(VolumeView::of_file).collect(),
        off_nominal_volumes: Vec::new(),
        authorisations: Vec::new(),
        stated: file.stated.clone(),
    };
    Ok(ok(&ReadPlan { plan, needs_start: file.needs_start() }))
}
