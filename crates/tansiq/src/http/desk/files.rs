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
    lateral_buffer_m: Option<f64>,
    vertical_buffer_m: Option<f64>,
    climb_mps: Option<f64>,
    descent_mps: Option<f64>,
    margin_s: Option<f64>,
    margin_share: Option<f64>,
    loiter_radius_m: Option<f64>,
    unlimited_loiter_s: Option<f64>,
    return_height_m: Option<f64>,
    duration_s: Option<f64>,
}

impl Parameters {
    fn assumptions(&self) -> Assumptions {
        let usual = Assumptions::default();
        Assumptions {
            lateral_buffer_m: self.lateral_buffer_m.unwrap_or(usual.lateral_buffer_m),
            vertical_buffer_m: self.vertical_buffer_m.unwrap_or(usual.vertical_buffer_m),
            climb_mps: self.climb_mps.unwrap_or(usual.climb_mps),
            descent_mps: self.descent_mps.unwrap_or(usual.descent_mps),
            margin_s: self.margin_s.unwrap_or(usual.margin_s),
            margin_share: self.margin_share.unwrap_or(usual.margin_share),
            loiter_radius_m: self.loiter_radius_m.unwrap_or(usual.loiter_radius_m),
            unlimited_loiter_s: self.unlimited_loiter_s.unwrap_or(usual.unlimited_loiter_s),
            return_height_m: self.return_height_m.unwrap_or(usual.return_height_m),
            duration_s: self.duration_s.unwrap_or(usual.duration_s),
        }
    }
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
    let assumptions = parameters.assumptions();
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
