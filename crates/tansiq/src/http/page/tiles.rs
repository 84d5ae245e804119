//! `/api/v1/desk/tiles/{z}/{x}/{y}`: more detail for the map, through this node, so that a browser never asks another origin.
//!
//! Tiles come from a server that the settings name, or from a PMTiles file (`pmtiles.rs`). Nothing but tiles passes: of a
//! type that shows a map and runs nothing, bounded in size and time; redirects are not followed. What was fetched is kept for
//! a while, in memory only.

use super::pmtiles::Archive;
use super::settings::TileKind;
use crate::config;
use crate::http::answer::{no_content, with_type};
use crate::http::bounds::{MAX_TILE, MAX_TILE_CALLS, TILE_CACHE, TILE_KEPT, TILE_TIMEOUT};
use crate::http::call::Call;
use crate::http::error::Error;
use anyhow::Context as _;
use axum::body::Bytes;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use parking_lot::Mutex;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Instant;
use tansiq_peers::{CallError, HttpSettings, HttpTransport, Request, Transport};

/// The types of pictures that pass. Not SVG: it is a document, and could run scripts.
const PICTURES: [&str; 5] = ["image/png", "image/jpeg", "image/webp", "image/avif", "image/gif"];
/// The types by which servers name vector tiles.
const VECTORS: [&str; 4] =
    ["application/vnd.mapbox-vector-tile", "application/x-protobuf", "application/protobuf", "application/octet-stream"];
/// The type by which this node names them.
pub(super) const VECTOR: &str = "application/vnd.mapbox-vector-tile";
/// The greatest zoom that there is.
pub(super) const MAX_ZOOM: u8 = 30;
/// How every compressed file begins (RFC 1952).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Which tile: its zoom, its column from the west and its row from the north.
pub(super) type Place = (u8, u32, u32);

/// One tile; without bytes where the map has none.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tile {
    pub(super) media_type: &'static str,
    pub(super) bytes: Bytes,
}

/// Where tiles come from, and those that were asked for lately.
pub(crate) struct Tiles {
    source: Source,
    kind: TileKind,
    zooms: (u8, u8),
    cache: Mutex<Cache>,
}

enum Source {
    Server { template: String, transport: Arc<dyn Transport> },
    Archive(Arc<Archive>),
}

impl Tiles {
    /// What the settings name; none if they name nothing.
    ///
    /// # Errors
    /// If the file cannot be read, or no server can be called from here.
    pub(super) fn open(settings: &config::PageSettings) -> anyhow::Result<Option<Tiles>> {
        let file = &settings.tiles_file;
        if !file.as_os_str().is_empty() {
            let archive = Archive::open(file).with_context(|| format!("the tiles {} cannot be used", file.display()))?;
            let (kind, zooms) = (archive.kind(), archive.zooms());
            return Ok(Some(Tiles { source: Source::Archive(Arc::new(archive)), kind, zooms, cache: Mutex::default() }));
        }
        if settings.tiles_url.is_empty() {
            return Ok(None);
        }
        // The operator named it, so it may be in a private network and speak http.
        let transport = HttpTransport::new(&HttpSettings {
            allow_http: true,
            allow_private: true,
            max_answer_bytes: MAX_TILE,
            max_calls: MAX_TILE_CALLS,
            max_calls_per_host: MAX_TILE_CALLS,
            ..HttpSettings::default()
        })?;
        let source = Source::Server { template: settings.tiles_url.clone(), transport: Arc::new(transport) };
        let zoom = |number: u32| u8::try_from(number).unwrap_or(MAX_ZOOM).min(MAX_ZOOM);
        let zooms = (zoom(settings.tiles_min_zoom), zoom(settings.tiles_max_zoom));
        Ok(Some(Tiles { source, kind: settings.tiles_kind.into(), zooms, cache: Mutex::default() }))
    }

    pub(super) fn kind(&self) -> TileKind {
        self.kind
    }

    /// The least and the greatest zoom.
    pub(super) fn zooms(&self) -> (u8, u8) {
        self.zooms
    }

    async fn tile(&self, place: Place) -> Result<Tile, Error> {
        if let Some(tile) = self.cache.lock().get(place) {
            return Ok(tile);
        }
        let tile = match &self.source {
            Source::Server { template, transport } => self.fetch(template, &**transport, place).await?,
            Source::Archive(archive) => {
                let archive = archive.clone();
                let read = tokio::task::spawn_blocking(move || archive.tile(place)).await;
                let read = read.map_err(|_| Error::Internal("reading a tile panicked".to_owned()))?;
                read.map_err(|error| Error::BadGateway(format!("the tile cannot be read: {error}")))?
            }
        };
        self.cache.lock().put(place, tile.clone());
        Ok(tile)
    }

    async fn fetch(&self, template: &str, transport: &dyn Transport, (z, x, y): Place) -> Result<Tile, Error> {
        let failed = |what: String| Error::BadGateway(format!("the tile server: {what}"));
        let url = template.replace("{z}", &z.to_string()).replace("{x}", &x.to_string()).replace("{y}", &y.to_string());
        let url: Uri = url.parse().map_err(|_| failed("its address is not a url".to_owned()))?;
        let deadline = tokio::time::Instant::now() + TILE_TIMEOUT;
        let answer = transport.call(Request { method: Method::GET, url, bearer: None, content: None, deadline }).await;
        let answer = answer.map_err(|error: CallError| failed(error.to_string()))?;
        match answer.status {
            200 => {}
            204 | 404 => return Ok(Tile { media_type: VECTOR, bytes: Bytes::new() }),
            status => return Err(failed(format!("it answered {status}"))),
        }
        let named = answer.media_type.as_deref().unwrap_or("nothing");
        let media_type = passes(self.kind, named).ok_or_else(|| failed(format!("it sent {named}, which is not a tile")))?;
        Ok(Tile { media_type, bytes: answer.body })
    }
}

/// The type under which the answer of a server is handed on; none if it is not.
fn passes(kind: TileKind, named: &str) -> Option<&'static str> {
    let essence = named.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    match kind {
        TileKind::Raster => PICTURES.into_iter().find(|picture| *picture == essence),
        TileKind::Vector => VECTORS.contains(&essence.as_str()).then_some(VECTOR),
    }
}

/// One tile of the map.
pub(crate) async fn get(call: Call, [z, x, y]: [&str; 3]) -> Result<Response, Error> {
    let none = || Error::NotFound("this node has no tiles".to_owned());
    let tiles = call.app.page().and_then(|page| page.tiles.clone()).ok_or_else(none)?;
    let place = place([z, x, y], tiles.zooms)?;
    let tile = tiles.tile(place).await?;
    Ok(answer(&tile))
}

/// Which tile the path names.
fn place([z, x, y]: [&str; 3], (least, most): (u8, u8)) -> Result<Place, Error> {
    let z: u8 = z
        .parse()
        .ok()
        .filter(|z| (least..=most).contains(z))
        .ok_or_else(|| Error::Invalid(format!("z: a whole number of {least} to {most} is expected")))?;
    let index = |name: &str, text: &str| -> Result<u32, Error> {
        let last = (1_u64 << z) - 1;
        let number = text.parse::<u32>().ok().filter(|number| u64::from(*number) <= last);
        number.ok_or_else(|| Error::Invalid(format!("{name}: a whole number of 0 to {last} is expected at zoom {z}")))
    };
    Ok((z, index("x", x)?, index("y", y)?))
}

fn answer(tile: &Tile) -> Response {
    let mut response = match tile.bytes.is_empty() {
        true => no_content(),
        false => with_type(StatusCode::OK, tile.media_type, tile.bytes.clone()),
    };
    let headers = response.headers_mut();
    if tile.bytes.starts_with(&GZIP) {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600"));
    // Somebody else's bytes: opened by themselves, they may do nothing.
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    response
}

/// Tiles that were asked for lately, up to [`TILE_CACHE`] bytes; the oldest makes room.
#[derive(Default)]
struct Cache {
    tiles: HashMap<Place, (Tile, Instant)>,
    order: VecDeque<Place>,
    bytes: usize,
}

/// What a tile takes besides its bytes, about: so that many without bytes are bounded too.
const OVERHEAD: usize = 128;

impl Cache {
    fn get(&self, place: Place) -> Option<Tile> {
        let (tile, since) = self.tiles.get(&place)?;
        (since.elapsed() < TILE_KEPT).then(|| tile.clone())
    }

    fn put(&mut self, place: Place, tile: Tile) {
        self.bytes += tile.bytes.len() + OVERHEAD;
        match self.tiles.insert(place, (tile, Instant::now())) {
            Some((former, _)) => self.bytes -= former.bytes.len() + OVERHEAD,
            None => self.order.push_back(place),
        }
        while self.bytes > TILE_CACHE
            && let Some(oldest) = self.order.pop_front()
            && let Some((tile, _)) = self.tiles.remove(&oldest)
        {
            self.bytes -= tile.bytes.len() + OVERHEAD;
        }
    }
}

#[cfg(test)]
#[path = "tiles_tests.rs"]
mod tests;
