//! The page of the desk: the files that were built into the program, and the headers they travel with.
//!
//! What is on the page is in `ui/`; it uses only the public interface. Here is what a browser gets of it: every file under its
//! path, `index.html` under the paths between which the page itself moves, compressed where the browser takes that, and never
//! without the policy that keeps everything foreign out. What the page may ask before anybody has signed in is in
//! `page/settings.rs`, a deployment's own map in `page/basemap.rs` and `page/tiles.rs`.

pub(crate) mod basemap;
mod document;
mod pmtiles;
pub(crate) mod settings;
pub(crate) mod tiles;

use super::app::App;
use super::error::Error;
use crate::config;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use axum::response::Response;
use document::Document;
use std::sync::Arc;
use tiles::Tiles;

/// The page that was built into this program; empty if it was not built.
pub const BUILT: &[PageFile] = include!(concat!(env!("OUT_DIR"), "/page_files.rs"));

/// First segments of the paths between which the page itself moves: they all are `index.html`.
const VIEWS: [&str; 10] = ["map", "plan", "now", "areas", "log", "node", "people", "signin", "briefing", "settings"];

/// What the page may do. Nothing comes from elsewhere, nothing runs that is not a file of the page. Images in `data:` are the
/// symbols in the style sheet of the map library, whose worker is a file like all others. What may become a script is decided in
/// `ui/src/trusted.ts`.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; \
                      frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default";

/// Abilities of the browser that the page has no use for. Notifications are asked for by the page and are not among them.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(self), browsing-topics=(), camera=(), display-capture=(), \
                           fullscreen=(self), geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), \
                           microphone=(), midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=(), \
                           xr-spatial-tracking=()";

/// A browser may keep a file whose name changes with its content for a year, and never ask again.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// It must ask whether it still has the right one.
const ASK: &str = "no-cache";

/// What is said where the page should be and was not built.
const NOT_BUILT: &str = "<!doctype html>\n<html lang=\"en\">\n<title>Tansiq</title>\n<p>The page was not built into this program. \
                         <code>make</code> builds it: <code>make build</code> or <code>make release</code> in the folder of the \
                         source, with Node.js. Everything else works: the interface is at <a href=\"/api/v1/openapi.json\">\
                         /api/v1/openapi.json</a>.</p>\n<p lang=\"ar\" dir=\"rtl\">لم تُبنَ الصفحة في هذا البرنامج. يبنيها الأمر \
                         <code>make build</code> في مجلّد المصدر، ويلزمه Node.js. وكلّ ما عداها يعمل.</p>\n</html>\n";

/// One file of the page.
#[derive(Debug)]
pub struct PageFile {
    /// Its path without a slash in front, such as `assets/index-4f3c2d1a.js`.
    pub path: &'static str,
    /// What is in it.
    pub bytes: &'static [u8],
    /// The same compressed, where that is smaller.
    pub gzip: Option<&'static [u8]>,
    /// Another one for every content: the inside of its entity tag.
    pub tag: &'static str,
}

/// The page of one node: its files, and what the settings say about it.
#[derive(Clone)]
pub struct Page {
    files: &'static [PageFile],
    settings: config::PageSettings,
    land: Option<Document>,
    names: Option<Document>,
    tiles: Option<Arc<Tiles>>,
}

impl Page {
    /// Reads what the settings name.
    ///
    /// # Errors
    /// If a file cannot be read, or the tile server cannot be called.
    pub fn open(settings: &config::PageSettings, files: &'static [PageFile]) -> anyhow::Result<Page> {
        Ok(Page {
            files,
            land: Document::open(&settings.basemap_land)?,
            names: Document::open(&settings.basemap_names)?,
            tiles: Tiles::open(settings)?.map(Arc::new),
            settings: settings.clone(),
        })
    }

    fn file(&self, path: &str) -> Option<&'static PageFile> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// Whether a request is one for the page. `path` is without a slash in front and as it was sent: names of files need no
/// encoding.
pub(crate) fn is_on(app: &App, method: &Method, path: &str) -> bool {
    let reads = matches!(*method, Method::GET | Method::HEAD);
    reads && app.page().is_some_and(|page| is_view(path) || page.file(path).is_some())
}

/// Answers a request for the page.
///
/// # Errors
/// [`Error::NoRoute`] where there is no page, and no such file of it.
pub(crate) fn answer(app: &App, path: &str, request: &Request<Body>) -> Result<Response, Error> {
    let page = app.page().ok_or(Error::NoRoute)?;
    let name = if is_view(path) { "index.html" } else { path };
    let response = match page.file(name) {
        Some(file) => serve(file, request.headers()),
        None if is_view(path) => not_built(),
        None => return Err(Error::NoRoute),
    };
    Ok(guarded(if *request.method() == Method::HEAD { without_body(response) } else { response }))
}

/// Whether the page itself shows something under the path: the path of no file.
fn is_view(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or("");
    path.is_empty() || (VIEWS.contains(&first) && !path.contains('.'))
}

fn serve(file: &PageFile, headers: &HeaderMap) -> Response {
    let packed = file.gzip.filter(|_| takes_gzip(headers));
    let tag = if packed.is_some() { format!("\"{}-gz\"", file.tag) } else { format!("\"{}\"", file.tag) };
    let known = knows(headers, &tag);
    let mut response = Response::new(if known { Body::empty() } else { Body::from(packed.unwrap_or(file.bytes)) });
    let caching = if is_named_by_content(file.path) { FOR_EVER } else { ASK };
    set(&mut response, header::CACHE_CONTROL, caching);
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    if file.gzip.is_some() {
        set(&mut response, header::VARY, "accept-encoding");
    }
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    set(&mut response, header::CONTENT_TYPE, content_type(file.path));
    if packed.is_some() {
        set(&mut response, header::CONTENT_ENCODING, "gzip");
    }
    response
}

fn not_built() -> Response {
    let mut response = Response::new(Body::from(NOT_BUILT));
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    set(&mut response, header::CONTENT_TYPE, "text/html; charset=utf-8");
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

/// The same head, with the length of the body that a GET would have had.
fn without_body(response: Response) -> Response {
    use axum::body::HttpBody as _;
    let (mut head, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact() {
        head.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    }
    Response::from_parts(head, Body::empty())
}

/// The answer with all that keeps a browser from doing with it what it should not.
fn guarded(mut response: Response) -> Response {
    set(&mut response, header::CONTENT_SECURITY_POLICY, POLICY);
    set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(&mut response, header::REFERRER_POLICY, "no-referrer");
    set(&mut response, header::X_FRAME_OPTIONS, "DENY");
    set(&mut response, HeaderName::from_static("permissions-policy"), PERMISSIONS);
    set(&mut response, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(&mut response, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    response
}

fn set(response: &mut Response, name: HeaderName, value: &'static str) {
    response.headers_mut().insert(name, HeaderValue::from_static(value));
}

/// Whether `Accept-Encoding` allows gzip (RFC 9110 §12.5.3): named with a quality above 0.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
        let quality = parts.find_map(|part| part.strip_prefix("q="));
        named && quality.is_none_or(|quality| quality.parse::<f32>().is_ok_and(|quality| quality > 0.0))
    })
}

/// Whether `If-None-Match` names the tag (RFC 9110 §13.1.2: compared weakly).
fn knows(headers: &HeaderMap, tag: &str) -> bool {
    let named = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    named.flat_map(|value| value.split(',')).any(|known| {
        let known = known.trim();
        known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag
    })
}

/// Whether the name has a piece that changes with the content, as the bundler gives it: `assets/name-1a2B3c4D.js`.
fn is_named_by_content(path: &str) -> bool {
    let Some(name) = path.strip_prefix("assets/") else { return false };
    let stem = name.split('.').next().unwrap_or("");
    let hash_at = stem.len().checked_sub(9).filter(|at| stem.is_char_boundary(*at));
    hash_at.is_some_and(|at| {
        let hash = &stem[at..];
        hash.starts_with('-') && hash[1..].bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    })
}

/// The type of a file, by the end of its name.
fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" | "topojson" => "application/json; charset=utf-8",
        "geojson" => "application/geo+json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "pbf" => "application/x-protobuf",
        "ftl" | "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// What keeps a file of tiles from being used, if anything does: its header is read.
///
/// # Errors
/// What is wrong with it, for the one who named it.
pub(crate) fn check_tiles_file(path: &std::path::Path) -> Result<(), String> {
    let problem = |problem: &pmtiles::Problem| match std::error::Error::source(problem) {
        Some(source) => format!("{problem}: {source}"),
        None => problem.to_string(),
    };
    pmtiles::Archive::open(path).map(drop).map_err(|error| problem(&error))
}

#[cfg(test)]
#[path = "page_tests.rs"]
mod tests;
