//! From a request to a call: who asks, whether it may, and with which body. Authorisation is decided here for every
//! operation, by the table of `tansiq-auth`; what is not in it cannot be called.

use super::app::App;
use super::body::{self, Allowance, refuse_announced_excess};
use super::bounds::{MAX_BODY, MAX_FILE};
use super::error::Error;
use super::identity::{Identity, Standing};
use super::metrics::Limit;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Request};
use serde::de::DeserializeOwned;
use tansiq_auth::Operation;
use tansiq_core::airspace::{Command, Outcome, State};
use tansiq_core::ids::fingerprint;
use tansiq_core::{Caller, Name};
use tansiq_desk::Desk;
use tansiq_node::{RetryKey, Touches};

/// A request whose caller is known and may ask this.
pub(crate) struct Call {
    pub(crate) app: App,
    pub(crate) identity: Identity,
    pub(crate) body: Bytes,
    pub(crate) headers: HeaderMap,
    operation: Operation,
    method: Method,
    path: String,
}

impl Call {
    /// Identifies the caller, holds it against what the operation needs, and reads the body.
    pub(crate) async fn enter(app: &App, operation: Operation, request: Request<Body>) -> Result<Call, Error> {
        let allowed = largest_body(operation);
        refuse_announced_excess(request.headers(), allowed)?;
        let identity = Identity::of(app, operation, request.method(), request.headers()).await?;
        limit_rate(app, identity.name())?;
        let (parts, body) = request.into_parts();
        let allowance = Allowance { bytes: allowed, shared_kib: Some(&app.shared.bodies) };
        let counted = |error| match error {
            Error::Unavailable(_) => app.metrics().refuse(Limit::Bodies, error),
            other => other,
        };
        let body = body::read(&parts.headers, body, allowance).await.map_err(counted)?;
        Ok(Call {
            app: app.clone(),
            identity,
            body,
            headers: parts.headers,
            operation,
            method: parts.method,
            path: parts.uri.path().to_owned(),
        })
    }

    /// The caller's name: a token's subject, or `person:` and the name of somebody who signed in.
    pub(crate) fn name(&self) -> &str {
        self.identity.name()
    }

    /// The caller's name, as ledgers write it.
    pub(crate) fn who(&self) -> Name {
        Name::from(self.name())
    }

    /// As whom an answer that does not end by itself goes on; see [`Standing`].
    pub(crate) fn standing(&self) -> Standing {
        Standing::new(self.operation, &self.identity)
    }

    /// The desk of the party that runs this node; without one, its paths lead nowhere.
    pub(crate) fn desk(&self) -> Result<&Desk, Error> {
        self.app.desk().ok_or(Error::NoRoute)
    }

    /// The body as a message of the standard.
    pub(crate) fn parse<T: DeserializeOwned>(&self) -> Result<T, Error> {
        tansiq_wire::parse(&self.body).map_err(|error| Error::Invalid(error.to_string()))
    }

    fn caller(&self) -> Caller {
        Caller { name: self.who(), monitors_conformance: self.identity.monitors_conformance() }
    }

    /// Has a command decided; see [`tansiq_node::Node::submit`].
    pub(crate) async fn submit(&self, command: Command) -> Result<Outcome, Error> {
        let caller = self.caller();
        let target = format!("{} {}", self.method, self.path).into_boxed_str();
        // Half of it will do: only one caller's own writes to one target are told apart by it.
        let body = fingerprint(&self.body) as u64;
        let retry = RetryKey { caller: caller.name.clone(), target, body };
        Ok(self.app.airspace().submit(caller, command, Some(retry)).await?)
    }

    /// Reads the airspace; see [`tansiq_node::Node::read`].
    pub(crate) async fn read<R>(&self, ask: impl Fn(&State, &mut Touches) -> R) -> Result<R, Error> {
        Ok(self.app.airspace().read(ask).await?)
    }
}

/// Bytes of the body of an operation: more where it is a file.
fn largest_body(operation: Operation) -> usize {
    match operation {
        Operation::ImportAreas | Operation::ReadPlanFile => MAX_FILE,
        _ => MAX_BODY,
    }
}

fn limit_rate(app: &App, subject: &str) -> Result<(), Error> {
    let Some(limiter) = &app.shared.by_subject else { return Ok(()) };
    let within = limiter.check_key(&Name::from(subject)).is_ok();
    within.then_some(()).ok_or_else(|| {
        let rate = app.options().requests_per_second.map_or(0, std::num::NonZero::get);
        let error = Error::TooMany(format!("more than {rate} requests a second from {subject}"));
        app.metrics().refuse(Limit::Rate, error)
    })
}
