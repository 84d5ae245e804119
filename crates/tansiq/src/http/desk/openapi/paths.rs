//! What is asked of a desk, one function for each row of `routes.rs`. The functions are never called: what is written above
//! them is the description.
//!
//! What is the same everywhere (tokens, scopes, usual refusals) is added by `openapi.rs`.

#![allow(dead_code, reason = "only what is written above the functions is of use")]

use super::super::areas::{Area, Areas, FileFormat, Imported, Publication};
use super::super::checks::{CheckRequest, CheckView};
use super::super::deliveries::Deliveries;
use super::super::files::ReadPlan;
use super::super::known::KnownPage;
use super::super::notices::{Notices, SeenUpTo};
use super::super::plans::{PlanRequest, Plans, StateRequest};
use super::super::positions::{PositionResults, Positions};
use super::super::reports::Reports;
use super::super::status::StatusView;
use super::super::views::{PlanView, Refused, StateView};
use super::Message;
use crate::http::page::settings::PageSettings;

/// How the desk does, as far as it knows by itself.
#[utoipa::path(
    get, path = "/api/v1/desk/status", operation_id = "GetDeskStatus", tag = "desk",
    responses((status = 200, body = StatusView)),
)]
pub(super) fn get_desk_status() {}

/// Plans of this desk, by id.
#[utoipa::path(
    get, path = "/api/v1/desk/plans", operation_id = "ListPlans", tag = "plans",
    params(
        ("after" = Option<String>, Query, description = "the `next_after` of the page before"),
        ("limit" = Option<usize>, Query, minimum = 1, maximum = 500, description = "how many at most; 100 if absent"),
        ("state" = Option<StateView>, Query, description = "only plans in this state"),
        ("live" = Option<bool>, Query, description = "only plans that are not over"),
    ),
    responses((status = 200, body = Plans)),
)]
pub(super) fn list_plans() {}

/// Submits a new plan: discovers, decides, writes it at the DSS, and tells whoever must know.
#[utoipa::path(
    post, path = "/api/v1/desk/plans", operation_id = "SubmitPlan", tag = "plans",
    params(("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 255,
        description = "the same submission with the same key is made once")),
    request_body = PlanRequest,
    responses(
        (status = 201, body = PlanView, headers(
            ("ETag" = String, description = "its revision"), ("Location" = String, description = "its path"))),
        (status = 409, body = Refused, description = "it meets what it may not; with the nearest ways around"),
        (status = 422, body = Message, description = "the key was used for another plan"),
        (status = 502, body = Message, description = "the DSS or a peer could not be asked; nothing was changed"),
        (status = 504, body = Message, description = "the DSS was not heard; what became of it is being found out"),
    ),
)]
pub(super) fn submit_plan() {}

/// A plan and what became of it.
#[utoipa::path(
    get, path = "/api/v1/desk/plans/{id}", operation_id = "GetPlan", tag = "plans",
    params(
        ("id" = String, Path, format = "uuid"),
        ("If-None-Match" = Option<String>, Header, description = "the entity tag that the caller has already"),
    ),
    responses(
        (status = 200, body = PlanView, headers(("ETag" = String, description = "its revision"))),
        (status = 304, description = "the caller has it already"),
        (status = 404, body = Message, description = "there is no such plan"),
    ),
)]
pub(super) fn get_plan() {}

/// Changes a plan, or submits one under an id of the caller's own.
#[utoipa::path(
    put, path = "/api/v1/desk/plans/{id}", operation_id = "PutPlan", tag = "plans",
    params(
        ("id" = String, Path, format = "uuid"),
        ("If-Match" = Option<String>, Header, description = "only if it still has this entity tag"),
        ("If-None-Match" = Option<String>, Header, description = "`*`: only if there is none yet"),
    ),
    request_body = PlanRequest,
    responses(
        (status = 200, body = PlanView, headers(("ETag" = String, description = "its revision"))),
        (status = 201, body = PlanView, description = "it is new"),
        (status = 409, body = Refused, description = "it meets what it may not, or something else is under way"),
        (status = 412, body = Message, description = "it has another entity tag by now"),
        (status = 502, body = Message, description = "the DSS or a peer could not be asked; nothing was changed"),
        (status = 504, body = Message, description = "the DSS was not heard; what became of it is being found out"),
    ),
)]
pub(super) fn put_plan() {}

/// Changes the state of a plan alone.
#[utoipa::path(
    post, path = "/api/v1/desk/plans/{id}/state", operation_id = "ChangePlanState", tag = "plans",
    params(
        ("id" = String, Path, format = "uuid"),
        ("If-Match" = Option<String>, Header, description = "only if it still has this entity tag"),
    ),
    request_body = StateRequest,
    responses(
        (status = 200, body = PlanView, headers(("ETag" = String, description = "its revision"))),
        (status = 404, body = Message, description = "there is no such plan"),
        (status = 409, body = Refused, description = "it cannot become that from what it is, or meets what it may not"),
        (status = 412, body = Message, description = "it has another entity tag by now"),
        (status = 502, body = Message, description = "the DSS or a peer could not be asked; nothing was changed"),
        (status = 504, body = Message, description = "the DSS was not heard; what became of it is being found out"),
    ),
)]
pub(super) fn change_plan_state() {}

/// Ends a plan.
#[utoipa::path(
    delete, path = "/api/v1/desk/plans/{id}", operation_id = "EndPlan", tag = "plans",
    params(
        ("id" = String, Path, format = "uuid"),
        ("If-Match" = Option<String>, Header, description = "only if it still has this entity tag"),
    ),
    responses(
        (status = 200, body = PlanView, description = "as it ended"),
        (status = 404, body = Message, description = "there is no such plan"),
        (status = 409, body = Message, description = "something else is under way"),
        (status = 412, body = Message, description = "it has another entity tag by now"),
        (status = 502, body = Message, description = "the DSS could not be asked; nothing was changed"),
        (status = 504, body = Message, description = "the DSS was not heard; what became of it is being found out"),
    ),
)]
pub(super) fn end_plan() {}

/// Turns a file into a plan that can be checked and submitted. Nothing is kept. All assumptions are said in the answer.
#[utoipa::path(
    post, path = "/api/v1/desk/plans/read", operation_id = "ReadPlanFile", tag = "plans",
    params(
        ("start" = Option<String>, Query, description = "when it starts, if the file leaves that open: RFC 3339; now if absent"),
        ("lateral_buffer_m" = Option<f64>, Query, description = "around the track, metres"),
        ("vertical_buffer_m" = Option<f64>, Query, description = "above and below it, metres"),
        ("climb_mps" = Option<f64>, Query, description = "how fast it climbs, metres a second"),
        ("descent_mps" = Option<f64>, Query, description = "how fast it descends, metres a second"),
        ("margin_s" = Option<f64>, Query, description = "by how much each time may be wrong, seconds"),
        ("margin_share" = Option<f64>, Query, description = "and by which share of the time flown"),
        ("loiter_radius_m" = Option<f64>, Query, description = "of a loiter without a radius, metres"),
        ("unlimited_loiter_s" = Option<f64>, Query, description = "how long a loiter without an end is taken to last, seconds"),
        ("return_height_m" = Option<f64>, Query, description = "how high it returns, metres above its home"),
        ("duration_s" = Option<f64>, Query, description = "how long volumes without times last, seconds"),
    ),
    request_body(content_type = "application/octet-stream", description = "GeoJSON, KML, KMZ or a QGroundControl plan"),
    responses((status = 200, body = ReadPlan), (status = 413, description = "the file is larger than is read")),
)]
pub(super) fn read_plan_file() {}

/// Holds a plan against what is known. Nothing is changed.
#[utoipa::path(
    post, path = "/api/v1/desk/checks", operation_id = "CheckPlan", tag = "plans",
    request_body = CheckRequest,
    responses(
        (status = 200, body = CheckView),
        (status = 502, body = Message, description = "the DSS or a peer could not be asked"),
    ),
)]
pub(super) fn check_plan() {}

/// What others disclosed to this desk, by id.
#[utoipa::path(
    get, path = "/api/v1/desk/known", operation_id = "ListKnown", tag = "known",
    params(
        ("kind" = Option<String>, Query, description = "`operations`, if nothing is said, or `constraints`"),
        ("after" = Option<String>, Query, description = "the `next_after` of the page before"),
        ("limit" = Option<usize>, Query, minimum = 1, maximum = 500, description = "how many at most; 100 if absent"),
    ),
    responses((status = 200, body = KnownPage)),
)]
pub(super) fn list_known() {}

/// Areas of this desk, by id.
#[utoipa::path(
    get, path = "/api/v1/desk/areas", operation_id = "ListAreas", tag = "areas",
    params(
        ("after" = Option<String>, Query, description = "the `next_after` of the page before"),
        ("limit" = Option<usize>, Query, minimum = 1, maximum = 500, description = "how many at most; 100 if absent"),
    ),
    responses((status = 200, body = Areas)),
)]
pub(super) fn list_areas() {}

/// Reads a file of areas and puts the good ones in. The same feature of the same file stays the same area.
#[utoipa::path(
    post, path = "/api/v1/desk/areas/import", operation_id = "ImportAreas", tag = "areas",
    params(
        ("format" = Option<FileFormat>, Query, description = "recognised if absent"),
        ("check_only" = Option<bool>, Query, description = "whether to put nothing in"),
    ),
    request_body(content_type = "application/octet-stream", description = "the file"),
    responses((status = 200, body = Imported), (status = 413, description = "the file is larger than is read")),
)]
pub(super) fn import_areas() {}

/// An area.
#[utoipa::path(
    get, path = "/api/v1/desk/areas/{id}", operation_id = "GetArea", tag = "areas",
    params(
        ("id" = String, Path, format = "uuid"),
        ("If-None-Match" = Option<String>, Header, description = "the entity tag that the caller has already"),
    ),
    responses(
        (status = 200, body = Area, headers(("ETag" = String, description = "its revision, and a digest of the answer"))),
        (status = 304, description = "the caller has it already"),
        (status = 404, body = Message, description = "there is no such area"),
    ),
)]
pub(super) fn get_area() {}

/// Takes an area out, and ends its constraints.
#[utoipa::path(
    delete, path = "/api/v1/desk/areas/{id}", operation_id = "RemoveArea", tag = "areas",
    params(
        ("id" = String, Path, format = "uuid"),
        ("If-Match" = Option<String>, Header, description = "only if it is still at the revision of this entity tag"),
    ),
    responses(
        (status = 204, description = "done"),
        (status = 404, body = Message, description = "there is no such area"),
        (status = 412, body = Message, description = "it is at another revision by now"),
    ),
)]
pub(super) fn remove_area() {}

/// Tells others of an area as constraints while it is active, or stops doing so.
#[utoipa::path(
    post, path = "/api/v1/desk/areas/{id}/publication", operation_id = "PublishArea", tag = "areas",
    params(("id" = String, Path, format = "uuid")),
    request_body = Publication,
    responses((status = 200, body = Area), (status = 404, body = Message, description = "there is no such area")),
)]
pub(super) fn publish_area() {}

/// What planners should know, oldest first.
#[utoipa::path(
    get, path = "/api/v1/desk/notices", operation_id = "ListNotices", tag = "notices",
    params(
        ("after" = Option<u64>, Query, description = "only notices after this number"),
        ("limit" = Option<usize>, Query, minimum = 1, maximum = 500, description = "how many at most; 100 if absent"),
    ),
    responses((status = 200, body = Notices)),
)]
pub(super) fn list_notices() {}

/// Notices as they happen, as Server-Sent Events: `notice` with a `Notice` as its data and its number as its id, and `gap`
/// with the `oldest` number that is listed where some are not listed any more. Ends with the token.
#[utoipa::path(
    get, path = "/api/v1/desk/notices/stream", operation_id = "StreamNotices", tag = "notices",
    params(
        ("after" = Option<u64>, Query, description = "notices after this number first; only new ones if absent"),
        ("Last-Event-ID" = Option<u64>, Header, description = "the same; goes before `after`"),
    ),
    responses((status = 200, body = String, content_type = "text/event-stream")),
)]
pub(super) fn stream_notices() {}

/// Marks notices as seen.
#[utoipa::path(
    post, path = "/api/v1/desk/notices/seen", operation_id = "SeeNotices", tag = "notices",
    request_body = SeenUpTo,
    responses((status = 204, description = "done")),
)]
pub(super) fn see_notices() {}

/// What peers must still be told, by number.
#[utoipa::path(
    get, path = "/api/v1/desk/deliveries", operation_id = "ListDeliveries", tag = "desk",
    params(
        ("after" = Option<u64>, Query, description = "the `next_after` of the page before"),
        ("limit" = Option<usize>, Query, minimum = 1, maximum = 500, description = "how many at most; 100 if absent"),
    ),
    responses((status = 200, body = Deliveries)),
)]
pub(super) fn list_deliveries() {}

/// What peers reported to this desk and it to them, newest first.
#[utoipa::path(
    get, path = "/api/v1/desk/reports", operation_id = "ListDeskReports", tag = "desk",
    params(
        ("after" = Option<String>, Query, description = "the `next_after` of the page before"),
        ("limit" = Option<usize>, Query, minimum = 1, maximum = 500, description = "how many at most; 100 if absent"),
    ),
    responses((status = 200, body = Reports)),
)]
pub(super) fn list_desk_reports() {}

/// Takes positions of aircraft and holds them against the volumes of their operations.
#[utoipa::path(
    post, path = "/api/v1/desk/positions", operation_id = "ReportPositions", tag = "positions",
    request_body = Positions,
    responses((status = 200, body = PositionResults)),
)]
pub(super) fn report_positions() {}

/// What the page needs before anybody has signed in.
#[utoipa::path(
    get, path = "/api/v1/desk/page", operation_id = "GetPageSettings", tag = "page",
    responses((status = 200, body = PageSettings)),
)]
pub(super) fn get_page_settings() {}

/// A tile of the deployment's own map, through this node.
#[utoipa::path(
    get, path = "/api/v1/desk/tiles/{z}/{x}/{y}", operation_id = "GetTile", tag = "page",
    params(
        ("z" = u8, Path, description = "the zoom"),
        ("x" = u32, Path, description = "the column from the west"),
        ("y" = u32, Path, description = "the row from the north"),
    ),
    responses(
        (status = 200, content_type = "image/*", body = [u8], description = "a picture, or a vector tile"),
        (status = 204, description = "the map is empty there"),
        (status = 404, body = Message, description = "this node has no tiles"),
        (status = 502, body = Message, description = "the tile server did not give it"),
    ),
)]
pub(super) fn get_tile() {}

/// Land and borders, as the deployment has them: GeoJSON or TopoJSON.
#[utoipa::path(
    get, path = "/api/v1/desk/basemap/land", operation_id = "GetBasemapLand", tag = "page",
    responses(
        (status = 200, body = Object),
        (status = 304, description = "the caller has it already"),
        (status = 404, body = Message, description = "this node has no basemap of its own"),
    ),
)]
pub(super) fn get_basemap_land() {}

/// Names of places, as the deployment has them.
#[utoipa::path(
    get, path = "/api/v1/desk/basemap/names", operation_id = "GetBasemapNames", tag = "page",
    responses(
        (status = 200, body = Object),
        (status = 304, description = "the caller has it already"),
        (status = 404, body = Message, description = "this node has no names of places of its own"),
    ),
)]
pub(super) fn get_basemap_names() {}
