//! `/api/v1/airspace/reports`: what parties reported, newest first, for an administrator.

use super::answer::ok;
use super::bounds::MAX_REPORTS_PAGE;
use super::call::Call;
use super::error::Error;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tansiq_core::airspace::{Event, entities::ReportEntry, touch};
use tansiq_node::Record;
use tansiq_wire::f3548::Time;

#[derive(Deserialize)]
struct Parameters {
    /// Only reports of records before this one; for the next page.
    before: Option<u64>,
    /// How many, 1 to [`MAX_REPORTS_PAGE`].
    limit: Option<usize>,
}

#[derive(Serialize)]
struct Page {
    reports: Vec<Report>,
    /// What to give as `before` for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_before: Option<u64>,
}

#[derive(Serialize)]
struct Report {
    report_id: String,
    reporter: String,
    filed_at: Time,
    record: u64,
    /// Absent if the text has been erased.
    report: Option<Box<RawValue>>,
}

pub(crate) async fn list(call: Call, query: &str) -> Result<Response, Error> {
    let parameters: Parameters = serde_urlencoded::from_str(query).map_err(|error| Error::Invalid(error.to_string()))?;
    let limit = parameters.limit.unwrap_or(MAX_REPORTS_PAGE);
    if !(1..=MAX_REPORTS_PAGE).contains(&limit) {
        return Err(Error::Invalid(format!("limit: must be 1 to {MAX_REPORTS_PAGE}")));
    }
    let before = parameters.before.unwrap_or(u64::MAX);
    let entries = call.read(|state, touches| {
        touches.add(touch::POOL);
        state.reports(before, limit)
    });
    let entries = entries.await?;
    let next_before = entries.last().filter(|_| entries.len() == limit).map(|last| last.index);
    let app = call.app.clone();
    let reports =
        tokio::task::spawn_blocking(move || entries.iter().map(|entry| read(&app, entry)).collect::<Result<Vec<_>, _>>());
    let reports = reports.await.map_err(|error| Error::Internal(error.to_string()))??;
    Ok(ok(&Page { reports, next_before }))
}

/// The report with its text, which only the log has.
fn read(app: &super::App, entry: &ReportEntry) -> Result<Report, Error> {
    let stored = app.shared.airspace_log.lock().read(entry.index, 1).map_err(|error| Error::Internal(error.to_string()))?;
    let payload = stored.into_iter().next().and_then(|record| record.payload);
    let report = payload.and_then(|payload| {
        let record: Record<Event> = serde_json::from_slice(&payload).ok()?;
        record.events.into_iter().find_map(|event| match event {
            Event::ReportFiled { report, .. } => RawValue::from_string(report.into()).ok(),
            _ => None,
        })
    });
    Ok(Report {
        report_id: entry.id.to_string(),
        reporter: entry.reporter.to_string(),
        filed_at: Time::from_micros(entry.at.0),
        record: entry.index,
        report,
    })
}
