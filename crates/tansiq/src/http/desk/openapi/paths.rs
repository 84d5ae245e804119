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
use super::super::log::LogPage;
use super::super::node::NodeView;
use super::super::notices::{Notices, SeenUpTo};
use super::super::people::{NewPassword, NewPerson, People, PersonChange, PersonView};
use super::super::picture::Picture;
use super::super::plans::{PlanRequest, Plans, StateRequest};
use super::super::positions::{PositionResults, Positions};
use super::super::reports::Reports;
use super::super::session::{Again, Code, PasswordChange, SignIn, SignInRefused, TotpOffer};
use super::super::status::StatusView;
use super::super::templates::{TemplateRequest, TemplateView, Templates};
use super::super::views::{PlanView, Refused, StateView};
use super::Message;
use crate::http::identity::SessionView;
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

/// Signs a person in. The session is in the cookie of the answer; the one that the browser had ends.
#[utoipa::path(
    post, path = "/api/v1/desk/session", operation_id = "SignIn", tag = "session",
    request_body = SignIn,
    responses(
        (status = 200, body = SessionView, headers(("Set-Cookie" = String, description = "what the browser holds"))),
        (status = 401, body = SignInRefused, description = "the name or the password is wrong, or the code"),
        (status = 403, body = Message, description = "the request comes from another site"),
        (status = 429, body = Message, description = "too many wrong passwords; `Retry-After` says when to try again"),
    ),
)]
pub(super) fn sign_in() {}

/// Who has signed in at this browser.
#[utoipa::path(
    get, path = "/api/v1/desk/session", operation_id = "GetSession", tag = "session",
    responses((status = 200, body = SessionView)),
)]
pub(super) fn get_session() {}

/// Ends the session.
#[utoipa::path(
    delete, path = "/api/v1/desk/session", operation_id = "SignOut", tag = "session",
    responses((status = 204, description = "done")),
)]
pub(super) fn sign_out() {}

/// Ends all sessions of the person, this one too.
#[utoipa::path(
    delete, path = "/api/v1/desk/session/everywhere", operation_id = "SignOutEverywhere", tag = "session",
    responses((status = 204, description = "done")),
)]
pub(super) fn sign_out_everywhere() {}

/// Changes the person's own password. All sessions end, and a new one begins at this browser.
#[utoipa::path(
    put, path = "/api/v1/desk/session/password", operation_id = "ChangeOwnPassword", tag = "session",
    request_body = PasswordChange,
    responses(
        (status = 200, body = SessionView, headers(("Set-Cookie" = String, description = "what the browser holds"))),
    ),
)]
pub(super) fn change_own_password() {}

/// Offers a second factor, which is to be confirmed.
#[utoipa::path(
    post, path = "/api/v1/desk/session/totp", operation_id = "OfferOwnTotp", tag = "session",
    request_body = Again,
    responses((status = 200, body = TotpOffer)),
)]
pub(super) fn offer_own_totp() {}

/// Confirms the second factor with the code that the person's device shows.
#[utoipa::path(
    put, path = "/api/v1/desk/session/totp", operation_id = "ConfirmOwnTotp", tag = "session",
    request_body = Code,
    responses(
        (status = 204, description = "done"),
        (status = 409, body = Message, description = "none was offered, or it was too long ago"),
    ),
)]
pub(super) fn confirm_own_totp() {}

/// Takes the person's own second factor away.
#[utoipa::path(
    delete, path = "/api/v1/desk/session/totp", operation_id = "DropOwnTotp", tag = "session",
    request_body = Again,
    responses((status = 204, description = "done")),
)]
pub(super) fn drop_own_totp() {}

/// The people of this desk, by name.
#[utoipa::path(
    get, path = "/api/v1/desk/people", operation_id = "ListPeople", tag = "people",
    responses((status = 200, body = People)),
)]
pub(super) fn list_people() {}

/// Adds a person.
#[utoipa::path(
    post, path = "/api/v1/desk/people", operation_id = "AddPerson", tag = "people",
    request_body = NewPerson,
    responses(
        (status = 201, body = PersonView, headers(("Location" = String, description = "its path"))),
        (status = 409, body = Message, description = "somebody has this name"),
    ),
)]
pub(super) fn add_person() {}

/// Changes what is said of a person, what the person may do, and whether at all. Disabling ends all sessions.
#[utoipa::path(
    put, path = "/api/v1/desk/people/{person}", operation_id = "ChangePerson", tag = "people",
    params(("person" = String, Path, description = "the name with which the person signs in")),
    request_body = PersonChange,
    responses(
        (status = 200, body = PersonView),
        (status = 404, body = Message, description = "there is no such person"),
        (status = 409, body = Message, description = "the last administrator stays one"),
    ),
)]
pub(super) fn change_person() {}

/// Sets a person's password. All sessions of the person end.
#[utoipa::path(
    put, path = "/api/v1/desk/people/{person}/password", operation_id = "SetPersonPassword", tag = "people",
    params(("person" = String, Path, description = "the name with which the person signs in")),
    request_body = NewPassword,
    responses(
        (status = 204, description = "done"),
        (status = 404, body = Message, description = "there is no such person"),
    ),
)]
pub(super) fn set_person_password() {}

/// Ends all sessions of a person.
#[utoipa::path(
    delete, path = "/api/v1/desk/people/{person}/sessions", operation_id = "SignPersonOut", tag = "people",
    params(("person" = String, Path, description = "the name with which the person signs in")),
    responses(
        (status = 204, description = "done"),
        (status = 404, body = Message, description = "there is no such person"),
    ),
)]
pub(super) fn sign_person_out() {}

/// Takes a person's second factor away.
#[utoipa::path(
    delete, path = "/api/v1/desk/people/{person}/totp", operation_id = "DropPersonTotp", tag = "people",
    params(("person" = String, Path, description = "the name with which the person signs in")),
    responses(
        (status = 204, description = "done"),
        (status = 404, body = Message, description = "there is no such person"),
    ),
)]
pub(super) fn drop_person_totp() {}

/// Removes a person. All sessions of the person end.
#[utoipa::path(
    delete, path = "/api/v1/desk/people/{person}", operation_id = "RemovePerson", tag = "people",
    params(("person" = String, Path, description = "the name with which the person signs in")),
    responses(
        (status = 204, description = "done"),
        (status = 404, body = Message, description = "there is no such person"),
        (status = 409, body = Message, description = "the last administrator stays"),
    ),
)]
pub(super) fn remove_person() {}

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

/// All that there is to see at once, as it is now, or as the desk knew it at a moment past.
#[utoipa::path(
    get, path = "/api/v1/desk/picture", operation_id = "GetPicture", tag = "picture",
    params(
        ("at" = Option<String>, Query, format = DateTime, description = "as it was at this moment"),
        ("index" = Option<u64>, Query, description = "as it was after so many records"),
    ),
    responses(
        (status = 200, body = Picture),
        (status = 410, body = Message, description = "records of that time have been erased"),
    ),
)]
pub(super) fn get_picture() {}

/// The picture, and what changes of it, as Server-Sent Events. Without `Last-Event-ID` and `after` it begins with `reset` and
/// all things one by one, otherwise with what changed since then, as it is now. `plan`, `known_operation`,
/// `known_constraint`, `area`, `delivery`, `notice` and `template` carry the thing, `gone` its kind and id, `positions` a
/// list of them, `session` the person's session if it changed. `synced` says that all up to a record was told; its `id` is
/// what to come back with.
#[utoipa::path(
    get, path = "/api/v1/desk/picture/stream", operation_id = "FollowPicture", tag = "picture",
    params(
        ("after" = Option<u64>, Query, description = "records that the client has seen"),
        ("Last-Event-ID" = Option<String>, Header, description = "the same, from a client that comes back by itself"),
    ),
    responses((status = 200, content_type = "text/event-stream", body = String, description = "it does not end by itself")),
)]
pub(super) fn follow_picture() {}

/// What happened, newest first.
#[utoipa::path(
    get, path = "/api/v1/desk/log", operation_id = "ListLog", tag = "log",
    params(
        ("before" = Option<u64>, Query, description = "the `next_before` of the page before"),
        ("limit" = Option<usize>, Query, minimum = 1, maximum = 200, description = "how many records at most; 100 if absent"),
        ("entity" = Option<String>, Query, description = "only what concerns the thing with this id, or the delivery with this number"),
        ("actor" = Option<String>, Query, description = "only what this one asked for"),
        ("kind" = Option<String>, Query, description = "only records with an event of this kind, or of one of several with commas between them"),
        ("from" = Option<String>, Query, format = DateTime, description = "not before"),
        ("to" = Option<String>, Query, format = DateTime, description = "not after"),
    ),
    responses((status = 200, body = LogPage)),
)]
pub(super) fn list_log() {}

/// The log as a file, oldest first: lines of JSON, or a table in UTF-8 with one row for each event. After 1,000,000 records
/// it ends with a line that says so.
#[utoipa::path(
    get, path = "/api/v1/desk/log/export", operation_id = "ExportLog", tag = "log",
    params(
        ("format" = Option<String>, Query, description = "`ndjson` (if absent) or `csv`"),
        ("entity" = Option<String>, Query, description = "only what concerns the thing with this id, or the delivery with this number"),
        ("actor" = Option<String>, Query, description = "only what this one asked for"),
        ("kind" = Option<String>, Query, description = "only records with an event of this kind, or of one of several with commas between them"),
        ("from" = Option<String>, Query, format = DateTime, description = "not before"),
        ("to" = Option<String>, Query, format = DateTime, description = "not after"),
    ),
    responses((status = 200, content_type = "application/x-ndjson", body = String,
        headers(("Content-Disposition" = String, description = "the name of the file")))),
)]
pub(super) fn export_log() {}

/// How the node does: its ledgers, whom it reached, what it is asked, and how near its bounds it is.
#[utoipa::path(
    get, path = "/api/v1/desk/node", operation_id = "GetNodeView", tag = "desk",
    responses((status = 200, body = NodeView)),
)]
pub(super) fn get_node_view() {}

/// Plans to begin with.
#[utoipa::path(
    get, path = "/api/v1/desk/templates", operation_id = "ListTemplates", tag = "templates",
    responses((status = 200, body = Templates)),
)]
pub(super) fn list_templates() {}

/// Keeps a plan to begin with, new or in place of the one with this id.
#[utoipa::path(
    put, path = "/api/v1/desk/templates/{id}", operation_id = "PutTemplate", tag = "templates",
    params(("id" = String, Path, format = "uuid")),
    request_body = TemplateRequest,
    responses((status = 200, body = TemplateView)),
)]
pub(super) fn put_template() {}

/// Takes a plan to begin with out.
#[utoipa::path(
    delete, path = "/api/v1/desk/templates/{id}", operation_id = "RemoveTemplate", tag = "templates",
    params(("id" = String, Path, format = "uuid")),
    responses(
        (status = 204, description = "done"),
        (status = 404, body = Message, description = "there is no such template"),
    ),
)]
pub(super) fn remove_template() {}
