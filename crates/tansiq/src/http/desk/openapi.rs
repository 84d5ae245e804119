//! `/api/v1/openapi.json`: the interface of the desk described (OpenAPI 3.1), made once out of the messages themselves.
//!
//! What each operation takes and answers is in `openapi/paths.rs`; here is what all have in common. The interfaces of the
//! standards have descriptions of their own.

mod paths;

use crate::http::answer::with_type;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use std::sync::LazyLock;
use tansiq_auth::{Forbidden, Operation as Op, Role, Scopes};
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Content, Ref, RefOr, Response as Described};
use utoipa::{OpenApi, ToSchema};

/// The names of the two ways in which callers show who they are.
const BEARER: &str = "token";
const COOKIE: &str = "session";
/// The cookie of a node that is reached over HTTPS.
const COOKIE_NAME: &str = "__Host-tansiq";

/// A refusal.
#[derive(Serialize, ToSchema)]
pub(crate) struct Message {
    /// What went wrong, for a person, and a number under which the log of the node knows it.
    message: String,
}

#[derive(OpenApi)]
#[openapi(
    info(title = "Tansiq desk", description = "The desk of one party: its plans, its areas, what others disclosed to it."),
    paths(
        paths::get_desk_status,
        paths::list_plans,
        paths::submit_plan,
        paths::get_plan,
        paths::put_plan,
        paths::change_plan_state,
        paths::end_plan,
        paths::read_plan_file,
        paths::check_plan,
        paths::list_known,
        paths::list_areas,
        paths::import_areas,
        paths::get_area,
        paths::remove_area,
        paths::publish_area,
        paths::list_notices,
        paths::stream_notices,
        paths::see_notices,
        paths::list_deliveries,
        paths::list_desk_reports,
        paths::report_positions,
        paths::get_picture,
        paths::follow_picture,
        paths::list_log,
        paths::export_log,
        paths::get_node_view,
        paths::list_templates,
        paths::put_template,
        paths::remove_template,
        paths::sign_in,
        paths::get_session,
        paths::sign_out,
        paths::sign_out_everywhere,
        paths::change_own_password,
        paths::offer_own_totp,
        paths::confirm_own_totp,
        paths::drop_own_totp,
        paths::list_people,
        paths::add_person,
        paths::change_person,
        paths::set_person_password,
        paths::sign_person_out,
        paths::drop_person_totp,
        paths::remove_person,
        paths::get_page_settings,
        paths::get_tile,
        paths::get_basemap_land,
        paths::get_basemap_names,
    ),
    components(schemas(Message, super::areas::FileFormat, super::notices::NoticeView))
)]
struct Desk;

/// What any operation may be refused for.
const USUAL: [(&str, &str); 5] = [
    ("400", "the request cannot be right: the field, and what is wrong with it"),
    ("401", "there is no token that this node accepts, and no session"),
    ("403", "the token lacks the scope or the person the role, or the caller is not one of the people of this desk"),
    ("429", "too much at once; `Retry-After` says when to try again"),
    ("503", "not now; `Retry-After` says when to try again"),
];

pub(crate) fn show() -> Response {
    static TEXT: LazyLock<Bytes> = LazyLock::new(|| {
        let mut text = serde_json::to_string(&document()).expect("a description can be written as JSON");
        text.push('\n');
        text.into()
    });
    with_type(StatusCode::OK, "application/json; charset=utf-8", TEXT.clone())
}

fn document() -> utoipa::openapi::OpenApi {
    let mut document = Desk::openapi();
    document.paths.paths.values_mut().flat_map(operations).for_each(complete);
    let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
    let components = document.components.get_or_insert_default();
    components.add_security_scheme(BEARER, SecurityScheme::Http(scheme));
    let cookie = ApiKeyValue::with_description(
        COOKIE_NAME,
        "of a person who has signed in; whatever changes something takes the header X-CSRF-Token too",
    );
    components.add_security_scheme(COOKIE, SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    document
}

fn operations(path: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut path.get, &mut path.put, &mut path.post, &mut path.delete].into_iter().flatten()
}

/// Adds what is the same everywhere.
fn complete(operation: &mut Operation) {
    let is_it = |op: &&Op| operation.operation_id.as_deref() == Some(op.name());
    if let Some(op) = Op::ALL.iter().find(is_it).copied() {
        say_who_may(operation, op);
    }
    for (status, why) in USUAL {
        operation.responses.responses.entry(status.to_owned()).or_insert_with(|| RefOr::T(refusal(why)));
    }
}

/// Who may ask it, and how they show who they are.
fn say_who_may(operation: &mut Operation, op: Op) {
    let by_token = || SecurityRequirement::new::<_, [&str; 0], &str>(BEARER, []);
    let by_cookie = || SecurityRequirement::new::<_, [&str; 0], &str>(COOKIE, []);
    let role = op.role().map_or("", Role::as_str);
    let (who, security) = match tansiq_auth::permitted(op, Scopes::NONE) {
        Ok(()) => ("Anybody may ask this.".to_owned(), Vec::new()),
        Err(Forbidden::Scope { needed, .. }) => {
            (format!("Needs the scope {needed}; of a person the role {role}."), vec![by_token(), by_cookie()])
        }
        Err(_) => (format!("For people who have signed in; needs the role {role}."), vec![by_cookie()]),
    };
    operation.description = Some(who);
    operation.security = Some(security);
}

fn refusal(why: &str) -> Described {
    let mut described = Described::new(why);
    let message = Content::new(Some(Ref::from_schema_name("Message")));
    described.content.insert("application/json".to_owned(), RefOr::T(message));
    described
}
