//! `/api/v1/desk/templates`: plans to begin with, kept for those that are made again and again.

use super::plans::PlanRequest;
use super::reports::raw;
use super::views::time;
use crate::http::answer::{no_content, ok};
use crate::http::call::Call;
use crate::http::dss::convert;
use crate::http::error::Error;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tansiq_core::EntityId;
use tansiq_core::desk::{self, Command, touch};
use utoipa::ToSchema;

/// All templates, by id.
#[derive(Serialize, ToSchema)]
pub(crate) struct Templates {
    templates: Vec<TemplateView>,
}

/// A plan to begin with. What matters of the times in it is how long after the first start they lie.
#[derive(Serialize, ToSchema)]
#[schema(as = Template)]
pub(crate) struct TemplateView {
    #[schema(format = "uuid")]
    id: String,
    name: String,
    #[schema(value_type = PlanRequest)]
    plan: Box<RawValue>,
    /// Who put it in last.
    by: String,
    /// When.
    #[schema(format = DateTime)]
    changed: String,
}

impl TemplateView {
    /// A template of the ledger.
    pub(super) fn of(template: &desk::Template) -> TemplateView {
        TemplateView {
            id: template.id.to_string(),
            name: template.name.clone(),
            plan: raw(&template.document),
            by: template.by.to_string(),
            changed: time(template.changed),
        }
    }
}

/// A new or changed template.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TemplateRequest {
    /// For people, 1 to 200 bytes.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// At most 64 KiB.
    plan: PlanRequest,
}

pub(crate) async fn list(call: Call) -> Result<Response, Error> {
    let templates = call.desk()?.read(|state, touches| {
        touches.add(touch::TEMPLATES);
        state.templates().cloned().collect::<Vec<_>>()
    });
    Ok(ok(&Templates { templates: templates.await?.iter().map(TemplateView::of).collect() }))
}

pub(crate) async fn put(call: Call, id: &str) -> Result<Response, Error> {
    let id: EntityId = convert::id(id, "id")?;
    let TemplateRequest { name, plan } = call.parse()?;
    let desk = call.desk()?;
    // What could not be submitted is no template.
    plan.plan(desk)?;
    let document = serde_json::to_string(&plan).map_err(|error| Error::Internal(error.to_string()))?;
    desk.submit(&call.who(), Command::PutTemplate { id, name, document: document.into() }).await?;
    let kept = desk.read(|state, touches| {
        touches.add(touch::entity(id));
        state.template(id).cloned()
    });
    let kept = kept.await?.ok_or_else(|| Error::NotFound(format!("template {id} was taken out meanwhile")))?;
    Ok(ok(&TemplateView::of(&kept)))
}

pub(crate) async fn remove(call: Call, id: &str) -> Result<Response, Error> {
    let id: EntityId = convert::id(id, "id")?;
    call.desk()?.submit(&call.who(), Command::RemoveTemplate { id }).await?;
    Ok(no_content())
}
