//! `/dss/v1/constraint_references`.

use super::convert;
use crate::http::answer::{created, ok};
use crate::http::call::Call;
use crate::http::error::Error;
use crate::http::volumes::{self, Needs};
use axum::response::Response;
use tansiq_core::airspace::command::PutConstraint;
use tansiq_core::airspace::{Command, Outcome, touch};
use tansiq_wire::f3548::{
    ChangeConstraintReferenceResponse, GetConstraintReferenceResponse, PutConstraintReferenceParameters,
    QueryConstraintReferenceParameters, QueryConstraintReferencesResponse,
};

pub(crate) async fn query(call: Call) -> Result<Response, Error> {
    let parameters: QueryConstraintReferenceParameters = call.parse()?;
    let area = volumes::area_of_interest(parameters.area_of_interest.as_ref()).map_err(volumes::Problem::invalid)?;
    let found = call.read(|state, touches| {
        let found = state.query_constraints(call.name(), &area);
        touches.extend(touch::cells(&area.cells));
        touches.extend(found.iter().map(|reference| touch::entity(reference.id)));
        found
    });
    let constraint_references = found.await?.iter().map(convert::constraint).collect();
    Ok(ok(&QueryConstraintReferencesResponse { constraint_references }))
}

pub(crate) async fn get(call: Call, id: &str) -> Result<Response, Error> {
    let id = convert::id(id, "entityid")?;
    let found = call.read(|state, touches| {
        touches.add(touch::entity(id));
        state.get_constraint(call.name(), id)
    });
    let reference = found.await?.ok_or_else(|| Error::NotFound(format!("there is no constraint {id}")))?;
    Ok(ok(&GetConstraintReferenceResponse { constraint_reference: convert::constraint(&reference) }))
}

/// A create when the URL has no OVN segment, an update when it has one, be it empty.
pub(crate) async fn put(call: Call, id: &str, ovn: Option<&str>) -> Result<Response, Error> {
    let id = convert::id(id, "entityid")?;
    let body: PutConstraintReferenceParameters = call.parse()?;
    let allow_http = call.app.options().allow_http_base_urls;
    let uss_base_url = convert::base_url(&body.uss_base_url, "uss_base_url", allow_http)?;
    let needs = Needs { times: true, heights: false };
    let extent = volumes::union(&body.extents, needs).map_err(volumes::Problem::invalid)?;
    let command = PutConstraint { id, ovn: ovn.map(Into::into), extent, uss_base_url };
    let answer = change(call.submit(Command::PutConstraint(Box::new(command))).await?)?;
    Ok(if ovn.is_none() { created(&answer) } else { ok(&answer) })
}

pub(crate) async fn delete(call: Call, id: &str, ovn: &str) -> Result<Response, Error> {
    let id = convert::id(id, "entityid")?;
    if ovn.is_empty() {
        return Err(Error::Invalid("ovn: is missing in the URL".to_owned()));
    }
    let outcome = call.submit(Command::DeleteConstraint { id, ovn: ovn.into() }).await?;
    Ok(ok(&change(outcome)?))
}

fn change(outcome: Outcome) -> Result<ChangeConstraintReferenceResponse, Error> {
    match outcome {
        Outcome::Constraint { reference, subscribers, .. } => Ok(ChangeConstraintReferenceResponse {
            subscribers: convert::subscribers(&subscribers),
            constraint_reference: convert::constraint(&reference),
        }),
        other => Err(convert::unexpected(&other)),
    }
}
