//! `/api/v1/desk/page`: what the page needs before anybody has signed in. Anybody may ask it, so it says nothing of the
//! picture.

use super::Page;
use crate::config::TilesKind;
use crate::http::answer::ok;
use crate::http::app::App;
use crate::http::desk::views::time;
use crate::http::error::Error;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

/// Where the page finds tiles, on this node.
const TILES: &str = "/api/v1/desk/tiles/{z}/{x}/{y}";
/// Where it finds the deployment's own basemap.
const LAND: &str = "/api/v1/desk/basemap/land";
/// Where it finds the deployment's own names of places.
const NAMES: &str = "/api/v1/desk/basemap/names";

/// What the page needs before anybody has signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PageSettings {
    /// Whose desk it is.
    party: String,
    /// The program's version.
    version: &'static str,
    /// The time here.
    now: String,
    /// The language until the reader chooses one; absent for the browser's.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    /// The map's first view; absent for where the picture is.
    #[serde(skip_serializing_if = "Option::is_none")]
    view: Option<MapView>,
    /// More detail than the basemap of the page has.
    #[serde(skip_serializing_if = "Option::is_none")]
    tiles: Option<TileSettings>,
    /// The deployment's own basemap.
    basemap: BasemapSettings,
}

/// Where a map looks.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MapView {
    /// Degrees north.
    lat: f64,
    /// Degrees east.
    lng: f64,
    /// 0 for the world, one more for each halving.
    zoom: f64,
}

/// Tiles of a map.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TileSettings {
    /// Pictures or vectors.
    kind: TileKind,
    /// A path on this node with `{z}`, `{x}` and `{y}`.
    url: &'static str,
    /// Whom to thank.
    attribution: String,
    /// The least zoom that has tiles.
    min_zoom: u8,
    /// The greatest.
    max_zoom: u8,
}

/// What tiles are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TileKind {
    /// Pictures.
    Raster,
    /// Mapbox vector tiles.
    Vector,
}

impl From<TilesKind> for TileKind {
    fn from(kind: TilesKind) -> TileKind {
        match kind {
            TilesKind::Raster => TileKind::Raster,
            TilesKind::Vector => TileKind::Vector,
        }
    }
}

/// The deployment's own basemap, where it has one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BasemapSettings {
    /// The path of land and borders.
    #[serde(skip_serializing_if = "Option::is_none")]
    land_url: Option<&'static str>,
    /// The path of names of places.
    #[serde(skip_serializing_if = "Option::is_none")]
    names_url: Option<&'static str>,
}

/// Tells the page of the node's settings.
///
/// # Errors
/// [`Error::NoRoute`] where there is no desk, or no page for it.
pub(crate) fn get(app: &App) -> Result<Response, Error> {
    let (desk, page) = (app.desk().ok_or(Error::NoRoute)?, app.page().ok_or(Error::NoRoute)?);
    let Page { settings, .. } = page;
    let view = match (settings.view_lat, settings.view_lng, settings.view_zoom) {
        (Some(lat), Some(lng), Some(zoom)) => Some(MapView { lat, lng, zoom }),
        _ => None,
    };
    let tiles = page.tiles.as_ref().map(|tiles| TileSettings {
        kind: tiles.kind(),
        url: TILES,
        attribution: settings.tiles_attribution.clone(),
        min_zoom: tiles.zooms().0,
        max_zoom: tiles.zooms().1,
    });
    Ok(ok(&PageSettings {
        party: desk.settings().party.to_string(),
        version: env!("CARGO_PKG_VERSION"),
        now: time(desk.now()),
        language: (!settings.language.is_empty()).then(|| settings.language.clone()),
        view,
        tiles,
        basemap: BasemapSettings { land_url: page.land.as_ref().map(|_| LAND), names_url: page.names.as_ref().map(|_| NAMES) },
    }))
}
