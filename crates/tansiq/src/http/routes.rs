//! What is asked, by method and path: one table. Segments may be empty, as in the field: a slash at the end of an id is an
//! update with an empty version. What is not in the table, a wrong method included, is answered 404.

use super::answer::unstored;
use super::app::App;
use super::call::Call;
use super::desk::{
    areas, checks, deliveries, files, known, log, node, notices, openapi, people, picture, plans, positions, session, status,
    stream, templates,
};
use super::dss::{availability, constraints, intents, reports as dss_reports, subscriptions};
use super::error::Error;
use super::{auxiliary, desk, health, metrics, oauth, page, reports, testing, uss, versions};
use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, header};
use axum::response::Response;
use futures_util::FutureExt;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::panic::AssertUnwindSafe;
use std::time::Instant;
use tansiq_auth::Operation as Op;

/// Under what only a desk's own people learn something.
const DESK: &str = "/api/v1/desk/";
/// The most segments that any path has.
const MAX_SEGMENTS: usize = 6;

/// Answers a request, in time.
pub async fn handle(app: App, request: Request<Body>) -> Response {
    let began = Instant::now();
    let mut operation = "none";
    let of_the_desk = request.uri().path().starts_with(DESK);
    let work = AssertUnwindSafe(dispatch(&app, request, &mut operation)).catch_unwind();
    let result = match tokio::time::timeout(app.options().request_timeout, work).await {
        Ok(Ok(result)) => result,
        Ok(Err(_panic)) => Err(Error::Internal("a handler panicked".to_owned())),
        Err(_) => Err(Error::Timeout),
    };
    let mut response = result.unwrap_or_else(Error::into_response);
    // Nothing here is anything but what its type says, whoever opens it.
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Caches may keep what a cookie opened for anybody who asks after, and what is on a screen's disk outlives its session.
    if of_the_desk && !response.headers().contains_key(header::CACHE_CONTROL) {
        response = unstored(response);
    }
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
    // For those that anybody may ask.
    macro_rules! open {
        ($operation:expr) => {{
            *name = $operation.name();
            app
        }};
    }
    use Verb::{Delete, Get, Post, Put};
    // Without a desk there is nothing here, and nobody is asked who they are.
    if app.desk().is_none() && matches!(segments.as_slice(), ["uss", ..] | ["api", "v1", "desk", ..]) {
        return Err(Error::NoRoute);
    }
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

        (_, ["uss", "v1", "operational_intents", rest @ ..]) => match (method, rest) {
            (Get, [id]) => uss::intents::get(call!(Op::GetOperationalIntentDetails), id).await,
            (Get, [id, "telemetry"]) => uss::intents::telemetry(call!(Op::GetOperationalIntentTelemetry), id).await,
            (Post, []) => uss::intents::notify(call!(Op::NotifyOperationalIntentDetailsChanged)).await,
            _ => Err(Error::NoRoute),
        },
        (Get, ["uss", "v1", "constraints", id]) => uss::constraints::get(call!(Op::GetConstraintDetails), id).await,
        (Post, ["uss", "v1", "constraints"]) => uss::constraints::notify(call!(Op::NotifyConstraintDetailsChanged)).await,
        (Post, ["uss", "v1", "reports"]) => uss::reports::make(call!(Op::MakeUssReport)).await,

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

        (_, ["api", "v1", "desk", rest @ ..]) => match (method, rest) {
            (Get, ["status"]) => status::get(call!(Op::GetDeskStatus)).await,
            (Get, ["plans"]) => plans::list(call!(Op::ListPlans), query).await,
            (Post, ["plans"]) => plans::submit(call!(Op::SubmitPlan)).await,
            (Post, ["plans", "read"]) => files::read(call!(Op::ReadPlanFile), query).await,
            (Get, ["plans", id]) => plans::get(call!(Op::GetPlan), id).await,
            (Put, ["plans", id]) => plans::put(call!(Op::PutPlan), id).await,
            (Delete, ["plans", id]) => plans::end(call!(Op::EndPlan), id).await,
            (Post, ["plans", id, "state"]) => plans::change_state(call!(Op::ChangePlanState), id).await,
            (Post, ["checks"]) => checks::check(call!(Op::CheckPlan)).await,
            (Get, ["known"]) => known::list(call!(Op::ListKnown), query).await,
            (Get, ["areas"]) => areas::list(call!(Op::ListAreas), query).await,
            (Post, ["areas", "import"]) => areas::import(call!(Op::ImportAreas), query).await,
            (Get, ["areas", id]) => areas::get(call!(Op::GetArea), id).await,
            (Delete, ["areas", id]) => areas::remove(call!(Op::RemoveArea), id).await,
            (Post, ["areas", id, "publication"]) => areas::publish(call!(Op::PublishArea), id).await,
            (Get, ["notices"]) => notices::list(call!(Op::ListNotices), query).await,
            (Get, ["notices", "stream"]) => stream::follow(call!(Op::StreamNotices), query).await,
            (Post, ["notices", "seen"]) => notices::see(call!(Op::SeeNotices)).await,
            (Get, ["deliveries"]) => deliveries::list(call!(Op::ListDeliveries), query).await,
            (Get, ["reports"]) => desk::reports::list(call!(Op::ListDeskReports), query).await,
            (Post, ["session"]) => session::sign_in(open!(Op::SignIn), request).await,
            (Get, ["session"]) => session::show(&call!(Op::GetSession)),
            (Delete, ["session"]) => session::sign_out(call!(Op::SignOut)).await,
            (Delete, ["session", "everywhere"]) => session::sign_out_everywhere(call!(Op::SignOutEverywhere)).await,
            (Put, ["session", "password"]) => session::change_password(call!(Op::ChangeOwnPassword)).await,
            (Post, ["session", "totp"]) => session::offer_totp(call!(Op::OfferOwnTotp)).await,
            (Put, ["session", "totp"]) => session::confirm_totp(call!(Op::ConfirmOwnTotp)).await,
            (Delete, ["session", "totp"]) => session::drop_totp(call!(Op::DropOwnTotp)).await,
            (Get, ["people"]) => people::list(call!(Op::ListPeople)).await,
            (Post, ["people"]) => people::add(call!(Op::AddPerson)).await,
            (Put, ["people", person]) => people::change(call!(Op::ChangePerson), person).await,
            (Put, ["people", person, "password"]) => people::set_password(call!(Op::SetPersonPassword), person).await,
            (Delete, ["people", person, "sessions"]) => people::sign_out(call!(Op::SignPersonOut), person).await,
            (Delete, ["people", person, "totp"]) => people::drop_totp(call!(Op::DropPersonTotp), person).await,
            (Delete, ["people", person]) => people::remove(call!(Op::RemovePerson), person).await,
            (Post, ["positions"]) => positions::report(call!(Op::ReportPositions)).await,
            (Get, ["picture"]) => picture::get(call!(Op::GetPicture), query).await,
            (Get, ["picture", "stream"]) => picture::stream::follow(call!(Op::FollowPicture), query).await,
            (Get, ["log"]) => log::list(call!(Op::ListLog), query).await,
            (Get, ["log", "export"]) => log::export::get(call!(Op::ExportLog), query).await,
            (Get, ["node"]) => node::get(call!(Op::GetNodeView)).await,
            (Get, ["templates"]) => templates::list(call!(Op::ListTemplates)).await,
            (Put, ["templates", id]) => templates::put(call!(Op::PutTemplate), id).await,
            (Delete, ["templates", id]) => templates::remove(call!(Op::RemoveTemplate), id).await,
            (Get, ["page"]) => page::settings::get(open!(Op::GetPageSettings)),
            (Get, ["tiles", z, x, y]) => page::tiles::get(call!(Op::GetTile), [z, x, y]).await,
            (Get, ["basemap", "land"]) => page::basemap::land(call!(Op::GetBasemapLand)).await,
            (Get, ["basemap", "names"]) => page::basemap::names(call!(Op::GetBasemapNames)).await,
            _ => Err(Error::NoRoute),
        },
        (Get, ["api", "v1", "openapi.json"]) => {
            *name = Op::GetOpenApi.name();
            Ok(openapi::show())
        }
        (Get, ["api", "v1", "airspace", "reports"]) => reports::list(call!(Op::ListReports), query).await,

        (Post, ["oauth", "token"]) => oauth::token(app, request).await,
        (Get, [".well-known", "jwks.json"]) => oauth::jwks(app),
        (Get, [".well-known", "oauth-authorization-server"]) => oauth::metadata(app),
        // Before the interfaces for tests, which have no GET under the paths of the page's views.
        _ if page::is_on(app, request.method(), path) => {
            *name = "Page";
            page::answer(app, path, &request)
        }
        // Where they are not served there is nothing here, and nobody is asked who they are.
        (_, segments) if app.testing().is_some() => dispatch_testing(app, (method, segments, query), request, name).await,
        _ => Err(Error::NoRoute),
    }
}

/// Interfaces for automated testing: under the name and version of each, and where clients of the field expect only one of
/// them, at the root. `/status` at the root is that of flight planning.
async fn dispatch_testing(
    app: &App,
    (method, segments, query): (Verb, &[&str], &str),
    request: Request<Body>,
    name: &mut &'static str,
) -> Result<Response, Error> {
    use Verb::{Delete, Get, Post, Put};
    use testing::{clear, map, notifications, planning};
    macro_rules! call {
        ($operation:expr) => {{
            *name = $operation.name();
            Call::enter(app, $operation, request).await?
        }};
    }
    let (of_map, rest) = match segments {
        ["flight_planning", "v1", rest @ ..] => (false, rest),
        ["geospatial_map", "v1", rest @ ..] => (true, rest),
        ["geospatial_data_sources" | "map", ..] => (true, segments),
        _ => (false, segments),
    };
    match (of_map, method, rest) {
        (false, Get, ["status"]) => {
            call!(Op::GetFlightPlanningStatus);
            Ok(testing::status())
        }
        (false, Post, ["clear_area_requests"]) => clear::post(call!(Op::ClearArea)).await,
        (false, Put, ["flight_plans", id]) => planning::put(call!(Op::UpsertFlightPlan), id).await,
        (false, Delete, ["flight_plans", id]) => planning::delete(call!(Op::DeleteFlightPlan), id).await,
        (false, Get, ["user_notifications"]) => notifications::get(call!(Op::QueryUserNotifications), query).await,

        (true, Get, ["status"]) => {
            call!(Op::GetGeospatialMapStatus);
            Ok(map::status())
        }
        (true, Get, ["geospatial_data_sources"]) => map::sources::list(call!(Op::ListGeospatialDataSources)).await,
        (true, Get, ["geospatial_data_sources", id]) => map::sources::get(call!(Op::GetGeospatialDataSourceStatus), id).await,
        (true, Put, ["geospatial_data_sources", id]) => map::sources::put(call!(Op::PutGeospatialDataSource), id).await,
        (true, Delete, ["geospatial_data_sources", id]) => map::sources::delete(call!(Op::DeleteGeospatialDataSource), id).await,
        (true, Post, ["map", "queries"]) => map::query::post(call!(Op::QueryGeospatialMap)).await,
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
