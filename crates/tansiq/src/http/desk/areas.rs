//! `/api/v1/desk/areas`: the areas of the desk, from files, and whether others are told of them as constraints.
//!
//! What a file means is `tansiq-formats`', what an area means to a plan the ledger's. How the answers look is in
//! `areas/view.rs`.

mod view;

pub(crate) use view::Area;

use super::page::{self, Window};
use super::tags::{entity_tag, names};
use crate::http::answer::{no_content, ok};
use crate::http::call::Call;
use crate::http::error::Error;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use tansiq_core::desk::{AreaKind, touch};
use tansiq_core::ids::fingerprint;
use tansiq_core::{EntityId, Timestamp};
use tansiq_desk::Desk;
use tansiq_desk::areas::Import;
use tansiq_formats::{Format, Severity};
use utoipa::ToSchema;

/// A page of areas, by id.
#[derive(Serialize, ToSchema)]
pub(crate) struct Areas {
    areas: Vec<Area>,
    /// What to give as `after` for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_after: Option<String>,
}

/// The formats of files of areas.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FileFormat {
    /// GeoJSON (RFC 7946).
    GeoJson,
    /// KML 2.2, also zipped (KMZ).
    Kml,
    /// EUROCAE ED-318.
    Ed318,
    /// EUROCAE ED-269.
    Ed269,
    /// OpenAir.
    OpenAir,
}

impl From<FileFormat> for Format {
    fn from(format: FileFormat) -> Format {
        match format {
            FileFormat::GeoJson => Format::GeoJson,
            FileFormat::Kml => Format::Kml,
            FileFormat::Ed318 => Format::Ed318,
            FileFormat::Ed269 => Format::Ed269,
            FileFormat::OpenAir => Format::OpenAir,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ImportParameters {
    /// None to have it recognised.
    format: Option<FileFormat>,
    #[serde(default)]
    check_only: bool,
}

/// What an import did.
#[derive(Serialize, ToSchema)]
pub(crate) struct Imported {
    /// The areas that were put in, or would be.
    areas: Vec<ImportedArea>,
    /// What is wrong, by feature and path.
    problems: Vec<FileProblem>,
    /// Problems beyond those listed.
    problems_unlisted: usize,
}

/// An area that was put in, or would be.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportedArea {
    #[schema(format = "uuid")]
    id: String,
    name: String,
    /// What it means to a plan.
    #[schema(value_type = view::Kind)]
    kind: AreaKind,
    /// Its revision; 0 if it is new and was only checked.
    revision: u64,
}

/// What is wrong at one place of a file.
#[derive(Serialize, ToSchema)]
pub(crate) struct FileProblem {
    /// The feature, where it has a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    feature: Option<String>,
    /// Where in the file.
    path: String,
    message: String,
    /// Whether it was read in spite of it (`warning`) or left out (`error`).
    #[schema(value_type = FileSeverity)]
    severity: Severity,
}

/// How much a problem of a file matters.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
pub(crate) enum FileSeverity {
    /// Read in spite of it, on the safe side.
    #[allow(dead_code, reason = "stands for a value of tansiq_formats::Severity in the description")]
    Warning,
    /// Not used.
    #[allow(dead_code, reason = "stands for a value of tansiq_formats::Severity in the description")]
    Error,
}

impl From<Import> for Imported {
    fn from(import: Import) -> Imported {
        let areas = import.areas.into_iter().map(|area| ImportedArea {
            id: area.id.to_string(),
            name: area.name,
            kind: area.kind,
            revision: area.revision,
        });
        let problems = import.problems.into_iter().map(|problem| FileProblem {
            feature: problem.feature,
            path: problem.path,
            message: problem.message,
            severity: problem.severity,
        });
        Imported { areas: areas.collect(), problems: problems.collect(), problems_unlisted: import.problems_unlisted }
    }
}

/// Whether others are to be told.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Publication {
    published: bool,
}

pub(crate) async fn list(call: Call, query: &str) -> Result<Response, Error> {
    let window = Window::by_id(query)?;
    let desk = call.desk()?;
    let now = desk.now();
    let page = desk.read(|state, touches| {
        touches.add(touch::AREAS);
        let (areas, more) = page::take(state.areas_after(window.after), window.limit, |area| view::weight(area));
        let next_after = areas.last().filter(|_| more).map(|last| last.id.to_string());
        Areas { areas: view::all(state, &areas, now), next_after }
    });
    Ok(ok(&page.await?))
}

pub(crate) async fn get(call: Call, id: &str) -> Result<Response, Error> {
    let (body, tag) = tagged(&look(call.desk()?, area_id(id)?).await?)?;
    if names(&call.headers, header::IF_NONE_MATCH, &tag) {
        return Ok(with_tag(StatusCode::NOT_MODIFIED, &tag, Body::empty()));
    }
    Ok(with_tag(StatusCode::OK, &tag, body.into()))
}

pub(crate) async fn remove(call: Call, id: &str) -> Result<Response, Error> {
    let (id, desk) = (area_id(id)?, call.desk()?);
    let revision = expected_revision(&call.headers)?;
    if let Some(revision) = revision {
        let held = look(desk, id).await?.revision;
        if held != revision {
            return Err(Error::PreconditionFailed(format!("area {id} is at revision {held}, not {revision}: look at it again")));
        }
    }
    desk.remove_area(&call.who(), id, revision).await?;
    Ok(no_content())
}

pub(crate) async fn publish(call: Call, id: &str) -> Result<Response, Error> {
    let (id, desk) = (area_id(id)?, call.desk()?);
    let Publication { published } = call.parse()?;
    desk.publish_area(&call.who(), id, published).await?;
    let (body, tag) = tagged(&look(desk, id).await?)?;
    Ok(with_tag(StatusCode::OK, &tag, body.into()))
}

pub(crate) async fn import(call: Call, query: &str) -> Result<Response, Error> {
    let ImportParameters { format, check_only } = page::parameters(query)?;
    if call.body.is_empty() {
        return Err(Error::Invalid("file: the body is empty".to_owned()));
    }
    let (desk, who, bytes) = (call.desk()?.clone(), call.who(), call.body.clone());
    // Reading a large file takes seconds of a processor, which must not be those of other requests.
    let runtime = tokio::runtime::Handle::current();
    let reading = tokio::task::spawn_blocking(move || {
        runtime.block_on(desk.import_areas(&who, &bytes, format.map(Format::from), check_only))
    });
    let import = reading.await.map_err(|error| Error::Internal(error.to_string()))??;
    Ok(ok(&Imported::from(import)))
}

fn area_id(text: &str) -> Result<EntityId, Error> {
    EntityId::parse(text).map_err(|why| Error::Invalid(format!("id: {why}")))
}

async fn look(desk: &Desk, id: EntityId) -> Result<Area, Error> {
    let now: Timestamp = desk.now();
    let found = desk.read(|state, touches| {
        // Its constraints are listed with the areas.
        touches.extend([touch::AREAS, touch::entity(id)]);
        view::all(state, &state.area(id).into_iter().collect::<Vec<_>>(), now).pop()
    });
    found.await?.ok_or_else(|| Error::NotFound(format!("there is no area {id}")))
}

/// The answer with an area, and its entity tag: the revision, and a digest of all else that changes without it (windows that
/// pass, constraints on their way).
fn tagged(area: &Area) -> Result<(Vec<u8>, String), Error> {
    let mut body = serde_json::to_vec(area).map_err(|error| Error::Internal(error.to_string()))?;
    body.push(b'\n');
    let tag = format!("{}-{:016x}", area.revision, fingerprint(&body) as u64);
    Ok((body, tag))
}

fn with_tag(status: StatusCode, tag: &str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    if status != StatusCode::NOT_MODIFIED {
        let content_type = HeaderValue::from_static("application/json; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, content_type);
    }
    // Digits, quotes and a dash always are a header value.
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{tag}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// The revision that `If-Match` names, with or without the digest behind it; none for `*` and without the header.
fn expected_revision(headers: &HeaderMap) -> Result<Option<u64>, Error> {
    let Some(tag) = entity_tag(headers, header::IF_MATCH).filter(|tag| tag != "*") else { return Ok(None) };
    let wrong = || Error::Invalid("if-match: must be an entity tag that this interface gave, such as \"3\"".to_owned());
    let revision = tag.split('-').next().and_then(|revision| revision.parse().ok());
    revision.map(Some).ok_or_else(wrong)
}
