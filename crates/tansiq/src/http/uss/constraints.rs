//! `/uss/v1/constraints`.

use crate::http::answer::{no_content, ok};
use crate::http::call::Call;
use crate::http::dss::convert;
use crate::http::error::Error;
use axum::response::Response;
use tansiq_wire::f3548::PutConstraintDetailsParameters;

/// The details of a constraint that the DSS has accepted.
pub(crate) async fn get(call: Call, id: &str) -> Result<Response, Error> {
    let id = convert::id(id, "entityid")?;
    let details = call.desk()?.constraint_details(id).await?;
    Ok(ok(&details.ok_or_else(|| Error::NotFound(format!("there is no constraint {id}")))?))
}

/// A party tells of its constraint.
pub(crate) async fn notify(call: Call) -> Result<Response, Error> {
    let desk = call.desk()?;
    let message: PutConstraintDetailsParameters = call.parse()?;
    desk.be_told_of_constraint(&call.who(), &message).await?;
    Ok(no_content())
}
