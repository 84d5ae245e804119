//! From a request to a call: who asks, whether it may, and with which body. Authorisation is decided here for every
//! operation, by the table of `tansiq-auth`; what is not in it cannot be called.

use super::app::App;
use super::bounds::{BODY_TIMEOUT, MAX_BODY};
use super::error::Error;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Request, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde::de::DeserializeOwned;
use std::hash::{DefaultHasher, Hasher};
use std::sync::Arc;
use tansiq_auth::{Operation, Scope};
use tansiq_core::airspace::{Command, Outcome, State};
use tansiq_core::{Caller, Name};
use tansiq_node::{RetryKey, Touches};

/// A request whose caller is known and may ask this.
pub(crate) struct Call {
    pub(crate) app: App,
    pub(crate) token: Arc<tansiq_auth::Caller>,
    pub(crate) body: Bytes,
    method: Method,
    path: String,
}

impl Call {
    /// Identifies the caller, holds it against the operation's scopes, and reads the body.
    pub(crate) async fn enter(app: &App, operation: Operation, request: Request<Body>) -> Result<Call, Error> {
        refuse_announced_excess(request.headers())?;
        let now_s = app.now().0.div_euclid(1_000_000);
        let authorization = request.headers().get(header::AUTHORIZATION).map(|value| value.to_str().unwrap_or(""));
        let token = app.shared.verifier.verify(authorization, now_s).map_err(Error::Unauthenticated)?;
        tansiq_auth::permitted(operation, token.scopes).map_err(|forbidden| Error::Forbidden(forbidden.to_string()))?;
        limit_rate(app, &token.sub)?;
        let (parts, body) = request.into_parts();
        let body = read_body(app, &parts.headers, body).await?;
        Ok(Call { app: app.clone(), token, body, method: parts.method, path: parts.uri.path().to_owned() })
    }

    /// The caller's name.
    pub(crate) fn name(&self) -> &str {
        &self.token.sub
    }

    /// The body as a message of the standard.
    pub(crate) fn parse<T: DeserializeOwned>(&self) -> Result<T, Error> {
        tansiq_wire::parse(&self.body).map_err(|error| Error::Invalid(error.to_string()))
    }

    fn caller(&self) -> Caller {
        Caller {
            name: Name::from(self.token.sub.as_str()),
            monitors_conformance: self.token.scopes.contains(Scope::ConformanceMonitoringSa),
        }
    }

    /// Has a command decided; see [`tansiq_node::Node::submit`].
    pub(crate) async fn submit(&self, command: Command) -> Result<Outcome, Error> {
        let caller = self.caller();
        let mut hash = DefaultHasher::new();
        hash.write(&self.body);
        let target = format!("{} {}", self.method, self.path).into_boxed_str();
        let retry = RetryKey { caller: caller.name.clone(), target, body: hash.finish() };
        Ok(self.app.airspace().submit(caller, command, Some(retry)).await?)
    }

    /// Reads the airspace; see [`tansiq_node::Node::read`].
    pub(crate) async fn read<R>(&self, ask: impl Fn(&State, &mut Touches) -> R) -> Result<R, Error> {
        Ok(self.app.airspace().read(ask).await?)
    }
}

fn limit_rate(app: &App, subject: &str) -> Result<(), Error> {
    let Some(limiter) = &app.shared.by_subject else { return Ok(()) };
    let within = limiter.check_key(&Name::from(subject)).is_ok();
    within.then_some(()).ok_or_else(|| {
        let rate = app.options().requests_per_second.map_or(0, std::num::NonZero::get);
        Error::TooMany(format!("more than {rate} requests a second from {subject}"))
    })
}

/// A body that is announced as too large is not even begun.
pub(crate) fn refuse_announced_excess(headers: &HeaderMap) -> Result<(), Error> {
    let announced = announced_length(headers);
    if announced.is_some_and(|length| length > MAX_BODY as u64) { Err(Error::BodyTooLarge) } else { Ok(()) }
}

fn announced_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Reads a body within its bounds of size and time, and within the memory that all bodies share.
pub(crate) async fn read_body(app: &App, headers: &HeaderMap, body: Body) -> Result<Bytes, Error> {
    let expected = match announced_length(headers) {
        Some(0) => return Ok(Bytes::new()),
        Some(length) => length.min(MAX_BODY as u64),
        None if headers.contains_key(header::TRANSFER_ENCODING) => MAX_BODY as u64,
        None => return Ok(Bytes::new()),
    };
    let kib = u32::try_from(expected.div_ceil(1024)).unwrap_or(u32::MAX);
    let reading = async {
        let _share = app.shared.bodies.acquire_many(kib).await.map_err(|_| Error::Timeout)?;
        match Limited::new(body, MAX_BODY).collect().await {
            Ok(collected) => Ok(collected.to_bytes()),
            Err(error) if error.is::<LengthLimitError>() => Err(Error::BodyTooLarge),
            Err(error) => Err(Error::Invalid(format!("body: could not be read: {error}"))),
        }
    };
    tokio::time::timeout(BODY_TIMEOUT, reading).await.unwrap_or(Err(Error::BodyTimeout))
}
