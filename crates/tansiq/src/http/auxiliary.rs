//! `/aux/v1/…`: the pool's housekeeping interface.

use super::answer::{created, ok};
use super::call::Call;
use super::dss::convert::unexpected;
use super::error::Error;
use axum::response::Response;
use serde::Deserialize;
use tansiq_core::airspace::bounds::MAX_NAME_BYTES;
use tansiq_core::airspace::entities::{Heartbeat, Instance};
use tansiq_core::airspace::{Command, Outcome, touch};
use tansiq_core::{Name, Timestamp};
use tansiq_wire::auxiliary::{
    CAsResponse, DSSInstance, DSSInstancesResponse, GlobalOptionsResponse, PoolResponse, VersionResponse,
};
use tansiq_wire::f3548::Time;

/// The version of this program.
pub(crate) const VERSION: &str = concat!("v", env!("CARGO_PKG_VERSION"));

pub(crate) fn version() -> Response {
    ok(&VersionResponse { version: VERSION.to_owned() })
}

/// No certificate authorities vouch for the nodes of a pool here: an empty answer, as the field gives without TLS.
pub(crate) fn certificate_authorities() -> Response {
    ok(&CAsResponse::default())
}

/// None of the options that pools of other products must agree on exists here.
pub(crate) fn global_options() -> Response {
    ok(&GlobalOptionsResponse::default())
}

pub(crate) fn validate_oauth(call: &Call, query: &str) -> Result<Response, Error> {
    #[derive(Deserialize)]
    struct Parameters {
        owner: Option<String>,
    }
    let parameters: Parameters = serde_urlencoded::from_str(query).map_err(|error| Error::Invalid(error.to_string()))?;
    match parameters.owner {
        Some(owner) if !owner.is_empty() && owner != call.name() => {
            Err(Error::Forbidden(format!("owner: the access token is of {}, not of {owner}", call.name())))
        }
        _ => Ok(ok(&serde_json::json!({}))),
    }
}

pub(crate) async fn pool(call: Call) -> Result<Response, Error> {
    let dar_id = call.read(|state, touches| {
        touches.add(touch::POOL);
        state.dar_id()
    });
    let dar_id = dar_id.await?.ok_or_else(|| Error::Internal("the ledger has no first record".to_owned()))?;
    Ok(ok(&PoolResponse { dar_id: dar_id.to_string() }))
}

pub(crate) async fn instances(call: Call) -> Result<Response, Error> {
    let pool = call.read(|state, touches| {
        touches.add(touch::POOL);
        state.pool()
    });
    Ok(ok(&answer(&pool.await?)))
}

pub(crate) async fn heartbeat(call: Call, query: &str) -> Result<Response, Error> {
    #[derive(Deserialize)]
    struct Parameters {
        source: Option<String>,
        timestamp: Option<String>,
        next_heartbeat_expected_before: Option<String>,
    }
    let parameters: Parameters = serde_urlencoded::from_str(query).map_err(|error| Error::Invalid(error.to_string()))?;
    let source = parameters.source.filter(|source| !source.is_empty());
    let source = source.ok_or_else(|| Error::Invalid("source: is missing".to_owned()))?;
    if source.len() > MAX_NAME_BYTES {
        return Err(Error::Invalid(format!("source: is longer than {MAX_NAME_BYTES} bytes")));
    }
    let command = Command::RecordHeartbeat {
        instance: Name::from(call.app.options().locality.as_str()),
        source: source.into(),
        timestamp: time(parameters.timestamp, "timestamp")?,
        next_expected_before: time(parameters.next_heartbeat_expected_before, "next_heartbeat_expected_before")?,
    };
    match call.submit(command).await? {
        Outcome::Pool(pool) => Ok(created(&answer(&pool))),
        other => Err(unexpected(&other)),
    }
}

fn time(text: Option<String>, field: &str) -> Result<Option<Timestamp>, Error> {
    let Some(value) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let time = Time { value, ..Time::default() };
    time.to_micros().map(|micros| Some(Timestamp(micros))).map_err(|error| Error::Invalid(format!("{field}: {error}")))
}

fn answer(pool: &[(Instance, Option<Heartbeat>)]) -> DSSInstancesResponse {
    let instance = |(instance, latest): &(Instance, Option<Heartbeat>)| DSSInstance {
        id: instance.id.to_string(),
        public_endpoint: Some(instance.public_endpoint.to_string()),
        most_recent_heartbeat: latest.as_ref().map(heartbeat_of),
    };
    DSSInstancesResponse { dss_instances: pool.iter().map(instance).collect() }
}

fn heartbeat_of(heartbeat: &Heartbeat) -> tansiq_wire::auxiliary::Heartbeat {
    tansiq_wire::auxiliary::Heartbeat {
        timestamp: Time::from_micros(heartbeat.timestamp.0).value,
        reporter: Some(heartbeat.reporter.to_string()).filter(|reporter| !reporter.is_empty()),
        source: heartbeat.source.to_string(),
        index: None,
        next_heartbeat_expected_before: heartbeat.next_expected_before.map(|at| Time::from_micros(at.0).value),
    }
}
