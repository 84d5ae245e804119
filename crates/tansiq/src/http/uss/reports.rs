//! `/uss/v1/reports`: a peer reports a failed exchange; kept, and echoed with an id.

use crate::http::answer::created;
use crate::http::call::Call;
use crate::http::error::Error;
use axum::response::Response;
use tansiq_wire::f3548::ErrorReport;

pub(crate) async fn make(call: Call) -> Result<Response, Error> {
    let desk = call.desk()?;
    let report: ErrorReport = call.parse()?;
    Ok(created(&desk.take_report(&call.who(), report).await?))
}
