//! `/geospatial_data_sources`: map data that the test director has loaded, fetched and read in the background.
//!
//! A source with a zone that could not be read is rejected as a whole: a map that lacks a zone without saying so is worse
//! than none.

use super::feature::{Feature, clipped};
use crate::http::answer::ok;
use crate::http::call::Call;
use crate::http::error::Error;
use crate::http::testing::{Testing, testing, uuid};
use axum::http::{Method, Uri};
use axum::response::Response;
use bytes::Bytes;
use parking_lot::Mutex;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tansiq_formats::{Collection, Format, Imported, Severity, read_areas};
use tansiq_peers::{MAX_URL_BYTES, Request, Transport};
use tansiq_wire::geospatial_map::{
    CreateGeospatialDataSourceRequest, DataSourceState as State, FORMAT_ED269, GeospatialDataSourceResponse,
    GeospatialDataSourceStatus, GeospatialHttpsSource, ListGeospatialDataSourcesResponse,
};
use tokio::sync::Semaphore;
use tokio::time::Instant;
use uuid::Uuid;

/// Sources that are kept.
pub(super) const MAX_SOURCES: usize = 100;
/// Features of all sources.
pub(super) const MAX_FEATURES: usize = 50_000;
/// Sources fetched and read at once.
const MAX_LOADING: usize = 2;
/// How long fetching may take.
const FETCHED_WITHIN: Duration = Duration::from_secs(60);
/// Problems of a file that a message lists.
const MAX_LISTED: usize = 5;
/// Bytes of a format's name.
const MAX_FORMAT_BYTES: usize = 64;
/// The other format that is read, beside the published one.
const FORMAT_ED318: &str = "ED-318";

/// The data sources of this node.
pub(crate) struct Sources {
    transport: Arc<dyn Transport>,
    allow_http: bool,
    loading: Semaphore,
    /// Turns of queries.
    pub(super) queries: Arc<Semaphore>,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    by_id: BTreeMap<Uuid, Source>,
    /// Counts loads, so that one that was overtaken is not taken.
    loads: u64,
}

struct Source {
    wanted: GeospatialHttpsSource,
    load: u64,
    state: State,
    message: Option<String>,
    features: Arc<Vec<Feature>>,
}

/// What became of a load: the features, or why there are none. A message may come with both.
struct Loaded {
    state: State,
    message: Option<String>,
    features: Vec<Feature>,
}

impl Loaded {
    fn not(state: State, message: impl Into<String>) -> Loaded {
        Loaded { state, message: Some(message.into()), features: Vec::new() }
    }
}

impl Sources {
    pub(crate) fn new(transport: Arc<dyn Transport>, allow_http: bool) -> Sources {
        let queries = Arc::new(Semaphore::new(super::query::MAX_QUERIES));
        Sources { transport, allow_http, loading: Semaphore::new(MAX_LOADING), queries, kept: Mutex::default() }
    }

    /// The features of all sources that are ready.
    pub(super) fn loaded(&self) -> Vec<Arc<Vec<Feature>>> {
        self.kept.lock().by_id.values().map(|source| source.features.clone()).collect()
    }

    /// Takes a source in. The number of its load, unless it is loaded or being loaded already.
    fn enter(&self, id: Uuid, wanted: &GeospatialHttpsSource) -> Result<Option<u64>, Error> {
        let mut kept = self.kept.lock();
        match kept.by_id.get(&id) {
            Some(source) if source.wanted != *wanted => {
                return Err(Error::Conflict(format!("data source {id} is another one, {}", source.wanted.url)));
            }
            Some(source) if matches!(source.state, State::Activating | State::Ready) => return Ok(None),
            Some(_) => {}
            None if kept.by_id.len() >= MAX_SOURCES => {
                return Err(Error::TooMany(format!("there are {MAX_SOURCES} data sources; remove one first")));
            }
            None => {}
        }
        kept.loads += 1;
        let load = kept.loads;
        let source = Source { wanted: wanted.clone(), load, state: State::Activating, message: None, features: Arc::default() };
        kept.by_id.insert(id, source);
        Ok(Some(load))
    }

    /// Takes what was loaded, unless the source was removed or taken in anew meanwhile.
    fn finish(&self, id: Uuid, load: u64, loaded: Loaded) {
        let mut kept = self.kept.lock();
        let others: usize = kept.by_id.values().map(|source| source.features.len()).sum();
        let Some(source) = kept.by_id.get_mut(&id).filter(|source| source.load == load) else { return };
        let count = loaded.features.len();
        if others + count > MAX_FEATURES {
            source.state = State::Error;
            source.message = Some(format!("{count} features beside {others} of other sources; at most {MAX_FEATURES} are kept"));
            return;
        }
        (source.state, source.message) = (loaded.state, loaded.message);
        source.features = Arc::new(loaded.features);
    }

    fn status(&self, id: Uuid) -> Option<GeospatialDataSourceStatus> {
        self.kept.lock().by_id.get(&id).map(|source| status(id, source))
    }

    async fn load(&self, id: Uuid, wanted: &GeospatialHttpsSource) -> Loaded {
        let format = match wanted.format.as_deref() {
            None => None,
            Some(FORMAT_ED269) => Some(Format::Ed269),
            Some(FORMAT_ED318) => Some(Format::Ed318),
            Some(other) => {
                return Loaded::not(
                    State::Unsupported,
                    format!("format {other:?} is not read; {FORMAT_ED269} and {FORMAT_ED318} are"),
                );
            }
        };
        let _turn = self.loading.acquire().await;
        match self.fetch(&wanted.url).await {
            Err(problem) => Loaded::not(State::Error, problem),
            Ok(bytes) => {
                let names = vec![id.to_string(), clipped(&wanted.url)];
                let read = tokio::task::spawn_blocking(move || read(&bytes, format, names)).await;
                read.unwrap_or_else(|_| Loaded::not(State::Error, "the data could not be read"))
            }
        }
    }

    async fn fetch(&self, url: &str) -> Result<Bytes, String> {
        let uri: Uri = url.parse().map_err(|_| format!("{url} is not a URL"))?;
        match (uri.scheme_str(), uri.host()) {
            (Some("https"), Some(_)) => {}
            (Some("http"), Some(_)) if self.allow_http => {}
            _ => return Err(format!("{url} is not an https URL")),
        }
        let deadline = Instant::now() + FETCHED_WITHIN;
        let request = Request { method: Method::GET, url: uri, bearer: None, content: None, deadline };
        let answer = self.transport.call(request).await.map_err(|error| format!("{url} could not be fetched: {error}"))?;
        if answer.status != 200 {
            return Err(format!("{url} answered with status {}; 200 is needed, and no redirect is followed", answer.status));
        }
        Ok(answer.body)
    }
}

/// Reads the file. What is wrong with one zone is wrong with all.
fn read(bytes: &[u8], format: Option<Format>, mut names: Vec<String>) -> Loaded {
    let imported = match read_areas(bytes, format) {
        Ok(imported) => imported,
        Err(error) => return Loaded::not(State::Rejected, error.to_string()),
    };
    let Imported { collection, areas, problems, .. } = imported;
    let message = (!problems.is_empty()).then(|| listed(&problems));
    if problems.errors() > 0 {
        return Loaded { state: State::Rejected, message, features: Vec::new() };
    }
    names.extend(names_of(&collection));
    let names: Arc<[String]> = names.into();
    let features = areas.into_iter().map(|area| Feature::of_zone(area, &names)).collect();
    Loaded { state: State::Ready, message, features }
}

fn names_of(collection: &Collection) -> Vec<String> {
    let providers = collection.provider.0.iter().map(|text| text.text.as_str());
    collection.name.as_deref().into_iter().chain(providers).filter(|name| !name.is_empty()).map(clipped).collect()
}

/// Errors first, then what was read in spite of something.
fn listed(problems: &tansiq_formats::Problems) -> String {
    let by_severity = |severity| problems.listed.iter().filter(move |problem| problem.severity == severity);
    let shown = by_severity(Severity::Error).chain(by_severity(Severity::Warning)).take(MAX_LISTED).map(ToString::to_string);
    let mut listed: Vec<String> = shown.collect();
    let more = problems.len() - listed.len();
    if more > 0 {
        listed.push(format!("and {more} more"));
    }
    listed.join("; ")
}

fn status(id: Uuid, source: &Source) -> GeospatialDataSourceStatus {
    GeospatialDataSourceStatus { id: id.to_string(), status: source.state, message: source.message.clone() }
}

fn response(data_source: GeospatialDataSourceStatus) -> Response {
    ok(&GeospatialDataSourceResponse { data_source })
}

fn unknown(id: Uuid) -> Error {
    Error::NotFound(format!("there is no data source {id}"))
}

/// PUT: the source is fetched in the background. The same one again changes nothing, unless it failed: then it is tried anew.
pub(crate) async fn put(call: Call, id: &str) -> Result<Response, Error> {
    let id = uuid(id, "geospatial_data_source_id")?;
    let request: CreateGeospatialDataSourceRequest = call.parse()?;
    let testing: Arc<Testing> = testing(&call)?;
    let Some(wanted) = request.https_source else {
        let message = Some("https_source: is missing; there is no other kind of source".to_owned());
        return Ok(response(GeospatialDataSourceStatus { id: id.to_string(), status: State::Unsupported, message }));
    };
    for (field, length, most) in
        [("url", wanted.url.len(), MAX_URL_BYTES), ("format", wanted.format.as_ref().map_or(0, String::len), MAX_FORMAT_BYTES)]
    {
        if length > most {
            return Err(Error::Invalid(format!("https_source.{field}: {length} bytes, at most {most} are allowed")));
        }
    }
    if let Some(load) = testing.sources.enter(id, &wanted)? {
        let testing = testing.clone();
        tokio::spawn(async move {
            let loaded = testing.sources.load(id, &wanted).await;
            tracing::info!(source = %id, url = wanted.url, state = ?loaded.state, message = loaded.message, "map data loaded for a test");
            testing.sources.finish(id, load, loaded);
        });
    }
    testing.sources.status(id).map(response).ok_or_else(|| unknown(id))
}

/// GET of one.
pub(crate) async fn get(call: Call, id: &str) -> Result<Response, Error> {
    let id = uuid(id, "geospatial_data_source_id")?;
    testing(&call)?.sources.status(id).map(response).ok_or_else(|| unknown(id))
}

/// GET of all.
pub(crate) async fn list(call: Call) -> Result<Response, Error> {
    let testing = testing(&call)?;
    let kept = testing.sources.kept.lock();
    let data_sources = kept.by_id.iter().map(|(id, source)| status(*id, source)).collect();
    Ok(ok(&ListGeospatialDataSourcesResponse { data_sources }))
}

/// DELETE. It is gone at once; one that is not there is as gone.
pub(crate) async fn delete(call: Call, id: &str) -> Result<Response, Error> {
    let id = uuid(id, "geospatial_data_source_id")?;
    testing(&call)?.sources.kept.lock().by_id.remove(&id);
    Ok(response(GeospatialDataSourceStatus { id: id.to_string(), status: State::Deactivated, message: None }))
}
