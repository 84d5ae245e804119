//! `/dss/v1/reports`: parties report communication problems. The text goes to the log; an administrator can list them
//! (`http/reports.rs`).

use super::convert;
use crate::http::answer::created;
use crate::http::call::Call;
use crate::http::error::Error;
use axum::response::Response;
use tansiq_core::airspace::bounds::MAX_REPORT_BYTES;
use tansiq_core::airspace::{Command, Outcome};
use tansiq_wire::f3548::ErrorReport;

pub(crate) async fn make(call: Call) -> Result<Response, Error> {
    let mut report: ErrorReport = call.parse()?;
    // The id is given by the server: what a caller sends in its place is not kept.
    report.report_id = None;
    let text = serde_json::to_string(&report).map_err(|error| Error::Invalid(format!("exchange: {error}")))?;
    if text.len() > MAX_REPORT_BYTES {
        return Err(Error::Invalid(format!(
            "exchange: a report may take {MAX_REPORT_BYTES} bytes, this one takes {}",
            text.len()
        )));
    }
    match call.submit(Command::FileReport { report: text.into() }).await? {
        Outcome::Report { id } => {
            report.report_id = Some(id.to_string());
            Ok(created(&report))
        }
        other => Err(convert::unexpected(&other)),
    }
}
