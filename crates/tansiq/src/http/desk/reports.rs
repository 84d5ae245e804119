//! `/api/v1/desk/reports`: what peers reported to this desk and it to them, newest first.

use super::page::{self, Window};
use super::views::time;
use crate::http::answer::ok;
use crate::http::call::Call;
use crate::http::error::Error;
use axum::response::Response;
use serde::Serialize;
use serde_json::value::RawValue;
use tansiq_core::EntityId;
use tansiq_core::desk::{ReportEntry, touch};
use utoipa::ToSchema;

/// Bytes of a report that weigh as much as one vertex.
const BYTES_A_NUMBER: usize = 16;

/// A page of reports, newest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct Reports {
    reports: Vec<Report>,
    /// What to give as `after` for those before them; absent on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_after: Option<String>,
}

/// A report of a failed exchange.
#[derive(Serialize, ToSchema)]
pub(crate) struct Report {
    #[schema(format = "uuid")]
    id: String,
    /// Who made it.
    reporter: String,
    /// To whom.
    to: String,
    #[schema(format = DateTime)]
    at: String,
    /// As it was made (F3548-21, `ErrorReport`).
    #[schema(value_type = Object)]
    report: Box<RawValue>,
}

impl Report {
    fn of(entry: &ReportEntry) -> Report {
        Report {
            id: entry.id.to_string(),
            reporter: entry.reporter.to_string(),
            to: entry.to.to_string(),
            at: time(entry.at),
            report: raw(&entry.report),
        }
    }
}

pub(crate) async fn list(call: Call, query: &str) -> Result<Response, Error> {
    let Window { after, limit } = Window::by_id(query)?;
    let page = call.desk()?.read(|state, touches| {
        touches.add(touch::DELIVERIES);
        let all: Vec<&ReportEntry> = state.reports().collect();
        // What is not listed any more is older than all that is.
        let end = after.map_or(all.len(), |after| position(&all, after).unwrap_or_default());
        let older = all[..end].iter().rev().copied();
        let (reports, more) = page::take(older, limit, |entry| entry.report.len() / BYTES_A_NUMBER);
        let next_after = reports.last().filter(|_| more).map(|last| last.id.to_string());
        Reports { reports: reports.into_iter().map(Report::of).collect(), next_after }
    });
    Ok(ok(&page.await?))
}

fn position(reports: &[&ReportEntry], id: EntityId) -> Option<usize> {
    reports.iter().position(|entry| entry.id == id)
}

/// JSON that the ledger keeps unread, as it is. What should be JSON and is not is shown as text.
pub(crate) fn raw(text: &str) -> Box<RawValue> {
    let as_text = |_| serde_json::value::to_raw_value(text);
    // A text always can be written as JSON.
    RawValue::from_string(text.to_owned()).or_else(as_text).unwrap_or_else(|_| RawValue::NULL.to_owned())
}
