//! `/uss/v1/operational_intents`.

use crate::http::answer::{no_content, ok};
use crate::http::call::Call;
use crate::http::dss::convert;
use crate::http::error::Error;
use axum::response::Response;
use tansiq_desk::conformance::NoTelemetry;
use tansiq_wire::f3548::PutOperationalIntentDetailsParameters;

/// SCD0075: the details of an operation that the DSS has accepted.
pub(crate) async fn get(call: Call, id: &str) -> Result<Response, Error> {
    let id = convert::id(id, "entityid")?;
    let details = call.desk()?.operation_details(id).await?;
    Ok(ok(&details.ok_or_else(|| Error::NotFound(format!("there is no operational intent {id}")))?))
}

/// CMSA: where an operation is that is outside its volumes.
pub(crate) async fn telemetry(call: Call, id: &str) -> Result<Response, Error> {
    let id = convert::id(id, "entityid")?;
    let told = call.desk()?.telemetry(id).await.map_err(|why| match why {
        NoTelemetry::NotFound(_) => Error::NotFound(why.to_string()),
        NoTelemetry::NotOffNominal(_) => Error::Conflict(why.to_string()),
        NoTelemetry::NoPosition(_) => Error::PreconditionFailed(why.to_string()),
        NoTelemetry::Desk(error) => error.into(),
    });
    Ok(ok(&told?))
}

/// SCD0085: a peer tells of its operation.
pub(crate) async fn notify(call: Call) -> Result<Response, Error> {
    let desk = call.desk()?;
    let message: PutOperationalIntentDetailsParameters = call.parse()?;
    desk.be_told_of_operation(&call.who(), &message).await?;
    Ok(no_content())
}
