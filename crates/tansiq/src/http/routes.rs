//! What is asked, by method and path: one table. Segments may be empty, as in the field: a slash at the end of an id is an
//! update with an empty version. What is not in the table, a wrong method included, is answered 404.

use super::app::App;
use super::call::Call;
use super::dss::{availability, constraints, intents, reports as dss_reports, subscriptions};
use super::error::Error;
use super::{auxiliary, health, metrics, oauth, reports, versions};
use axum::body::Body;
use axum::http::{Method, Request};
use axum::response::Response;
use futures_util::FutureExt;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::panic::AssertUnwindSafe;
use std::time::Instant;
use tansiq_auth::Operation as Op;

/// The most segments that any path has.
const MAX_SEGMENTS: usize = 6;

/// Answers a request, in time.
pub async fn handle(app: App, request: Request<Body>) -> Response {
    let began = Instant::now();
    let mut operation = "none";
    let work = AssertUnwindSafe(dispatch(&app, request, &mut operation)).catch_unwind();
    let result = match tokio::time::timeout(app.options().request_timeout, work).await {
        Ok(Ok(result)) => result,
        Ok(Err(_panic)) => Err(Error::Internal("a handler panicked".to_owned())),
        Err(_) => Err(Error::Timeout),
    };
    let response = result.unwrap_or_else(Error::into_response);
    let took = began.elapsed();
    app.metrics().count(operation, response.status(), took);
    tracing::debug!(operation, status = response.status().as_u16(), micros = took.as_micros() as u64, "answered");
    response
}

async fn dispatch(app: &App, request: Request<Body>, name: &mut &'static str) -> Result<Response, Error> {
    let uri = request.uri().clone();
    let path = uri.path().strip_prefix('/').ok_or(Error::NoRoute)?;
    let query = uri.query().unwrap_or("");
    let decoded = path.split('/').take(MAX_SEGMENTS + 1).map(|segment| percent_decode_str(segment).decode_utf8());
    let decoded: Vec<Cow<'_, str>> = decoded.collect::<Result<_, _>>().map_err(|_| Error::NoRoute)?;
    let segments: Vec<&str> = decoded.iter().map(|segment| &**segment).collect();
    let method = Verb::of(request.method());

    macro_rules! call {
        ($operation:expr) => {{
            *name = $operation.name();
            Call::enter(app, $operation, request).await?
        }};
    }
    use Verb::{Delete, Get, Post, Put};
    match (method, segments.as_slice()) {
        (_, ["healthy"]) => Ok(health::healthy()),
        (Get, ["ready"]) => health::ready(app).await,
        (Get, ["metrics"]) => Ok(metrics::show(app).await),

        (_, ["dss", "v1", "operational_intent_references", rest @ ..]) => match (method, rest) {
            (Post, ["query"]) => intents::query(call!(Op::QueryOperationalIntentReferences)).await,
            (Get, [id]) => intents::get(call!(Op::GetOperationalIntentReference), id).await,
            (Put, [id]) => intents::put(call!(Op::CreateOperationalIntentReference), id, None).await,
            (Put, [id, ovn]) => intents::put(call!(Op::UpdateOperationalIntentReference), id, Some(ovn)).await,
            (Delete, [id, ovn]) => intents::delete(call!(Op::DeleteOperationalIntentReference), id, ovn).await,
            _ => Err(Error::NoRoute),
        },
        (_, ["dss", "v1", "constraint_references", rest @ ..]) => match (method, rest) {
            (Post, ["query"]) => constraints::query(call!(Op::QueryConstraintReferences)).await,
            (Get, [id]) => constraints::get(call!(Op::GetConstraintReference), id).await,
            (Put, [id]) => constraints::put(call!(Op::CreateConstraintReference), id, None).await,
            (Put, [id, ovn]) => constraints::put(call!(Op::UpdateConstraintReference), id, Some(ovn)).await,
            (Delete, [id, ovn]) => constraints::delete(call!(Op::DeleteConstraintReference), id, ovn).await,
            _ => Err(Error::NoRoute),
        },
        (_, ["dss", "v1", "subscriptions", rest @ ..]) => match (method, rest) {
            (Post, ["query"]) => subscriptions::query(call!(Op::QuerySubscriptions)).await,
            (Get, [id]) => subscriptions::get(call!(Op::GetSubscription), id).await,
            (Put, [id]) => subscriptions::put(call!(Op::CreateSubscription), id, None).await,
            (Put, [id, version]) => subscriptions::put(call!(Op::UpdateSubscription), id, Some(version)).await,
            (Delete, [id, version]) => subscriptions::delete(call!(Op::DeleteSubscription), id, version).await,
            _ => Err(Error::NoRoute),
        },
        (Get, ["dss", "v1", "uss_availability", uss]) => availability::get(call!(Op::GetUssAvailability), uss).await,
        (Put, ["dss", "v1", "uss_availability", uss]) => availability::put(call!(Op::SetUssAvailability), uss).await,
        (Post, ["dss", "v1", "reports"]) => dss_reports::make(call!(Op::MakeDssReport)).await,

        (Get, ["aux", "v1", "version"]) => Ok(auxiliary::version()),
        (Get, ["aux", "v1", "validate_oauth"]) => auxiliary::validate_oauth(&call!(Op::ValidateOauth), query),
        (Get, ["aux", "v1", "pool"]) => auxiliary::pool(call!(Op::GetPool)).await,
        (Get, ["aux", "v1", "pool", "dss_instances"]) => auxiliary::instances(call!(Op::GetDssInstances)).await,
        (Put, ["aux", "v1", "pool", "dss_instances", "heartbeat"]) => {
            auxiliary::heartbeat(call!(Op::PutDssInstancesHeartbeat), query).await
        }
        (Get, ["aux", "v1", "configuration", "accepted_ca_certs" | "ca_certs"]) => Ok(auxiliary::certificate_authorities()),
        (Get, ["aux", "v1", "configuration", "global_options"]) => {
            call!(Op::GetGlobalOptions);
            Ok(auxiliary::global_options())
        }
        (Get, ["versions", system_identity]) => {
            call!(Op::GetSystemVersion);
            versions::get(system_identity)
        }

        (Get, ["api", "v1", "airspace", "reports"]) => reports::list(call!(Op::ListReports), query).await,

        (Post, ["oauth", "token"]) => oauth::token(app, request).await,
        (Get, [".well-known", "jwks.json"]) => oauth::jwks(app),
        (Get, [".well-known", "oauth-authorization-server"]) => oauth::metadata(app),
        _ => Err(Error::NoRoute),
    }
}

/// The methods that are used, in a form that patterns can name.
#[derive(Clone, Copy)]
enum Verb {
    Get,
    Post,
    Put,
    Delete,
    Other,
}

impl Verb {
    fn of(method: &Method) -> Verb {
        match *method {
            Method::GET => Verb::Get,
            Method::POST => Verb::Post,
            Method::PUT => Verb::Put,
            Method::DELETE => Verb::Delete,
            _ => Verb::Other,
        }
    }
}
