//! `/dss/v1/uss_availability`.

use super::convert;
use crate::http::answer::ok;
use crate::http::call::Call;
use crate::http::error::Error;
use axum::response::Response;
use tansiq_core::Name;
use tansiq_core::airspace::bounds::MAX_NAME_BYTES;
use tansiq_core::airspace::{Availability, AvailabilityRecord, Command, Outcome, touch};
use tansiq_wire::f3548::{SetUssAvailabilityStatusParameters, UssAvailabilityStatus, UssAvailabilityStatusResponse};

pub(crate) async fn get(call: Call, uss: &str) -> Result<Response, Error> {
    check_name(uss)?;
    let record = call.read(|state, touches| {
        touches.add(touch::party(uss));
        state.get_availability(uss)
    });
    Ok(ok(&answer(&record.await?)))
}

pub(crate) async fn put(call: Call, uss: &str) -> Result<Response, Error> {
    check_name(uss)?;
    let body: SetUssAvailabilityStatusParameters = call.parse()?;
    let availability = Availability::from_name(&body.availability)
        .ok_or_else(|| Error::Invalid("availability: must be Unknown, Normal or Down".to_owned()))?;
    let command = Command::SetAvailability { uss: Name::from(uss), old_version: body.old_version.into(), availability };
    match call.submit(command).await? {
        Outcome::Availability(record) => Ok(ok(&answer(&record))),
        other => Err(convert::unexpected(&other)),
    }
}

fn check_name(uss: &str) -> Result<(), Error> {
    match uss.len() {
        0 => Err(Error::Invalid("uss_id: is missing in the URL".to_owned())),
        1..=MAX_NAME_BYTES => Ok(()),
        _ => Err(Error::Invalid(format!("uss_id: is longer than {MAX_NAME_BYTES} bytes"))),
    }
}

fn answer(record: &AvailabilityRecord) -> UssAvailabilityStatusResponse {
    UssAvailabilityStatusResponse {
        version: record.version.to_string(),
        status: UssAvailabilityStatus { uss: record.uss.to_string(), availability: convert::availability(record.availability) },
    }
}
