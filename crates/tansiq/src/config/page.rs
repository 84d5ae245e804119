//! The settings of the page that a desk serves, and the rules about them and their files.

use super::files::explain;
use super::{Config, Severity};
use axum::http::Uri;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

/// The languages of the page.
const LANGUAGES: [&str; 5] = ["ar", "en", "fr", "ru", "tr"];
/// The largest file of land and borders, in bytes.
pub const MAX_LAND_BYTES: u64 = 64 << 20;
/// The largest file of names of places, in bytes.
pub const MAX_NAMES_BYTES: u64 = 8 << 20;
/// The longest attribution, in bytes.
const MAX_ATTRIBUTION_BYTES: usize = 1_024;

/// What the tiles of a tile server are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TilesKind {
    /// Pictures.
    #[default]
    Raster,
    /// Mapbox vector tiles.
    Vector,
}

/// The page of the desk.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PageSettings {
    /// Whether it is served; only a node with a desk does.
    pub enabled: bool,
    /// The language until a reader chooses one; empty for the browser's.
    pub language: String,
    /// Degrees north of the map's first view.
    pub view_lat: Option<f64>,
    /// Degrees east of it.
    pub view_lng: Option<f64>,
    /// Its zoom.
    pub view_zoom: Option<f64>,
    /// The tile server, with `{z}`, `{x}` and `{y}`; empty for none.
    pub tiles_url: String,
    /// What it answers.
    pub tiles_kind: TilesKind,
    /// A PMTiles file instead of a server; empty for none.
    pub tiles_file: PathBuf,
    /// Whom to thank for the tiles.
    pub tiles_attribution: String,
    /// The least zoom that the server has, 0–24.
    pub tiles_min_zoom: u32,
    /// The greatest zoom that it has, 0–24.
    pub tiles_max_zoom: u32,
    /// Land and borders instead of those of the page; empty for those.
    pub basemap_land: PathBuf,
    /// Names of places instead of those of the page; empty for those.
    pub basemap_names: PathBuf,
}

impl Default for PageSettings {
    fn default() -> Self {
        PageSettings {
            enabled: true,
            language: String::new(),
            view_lat: None,
            view_lng: None,
            view_zoom: None,
            tiles_url: String::new(),
            tiles_kind: TilesKind::default(),
            tiles_file: PathBuf::new(),
            tiles_attribution: String::new(),
            tiles_min_zoom: 0,
            tiles_max_zoom: 19,
            basemap_land: PathBuf::new(),
            basemap_names: PathBuf::new(),
        }
    }
}

/// What is wrong with the settings of the page.
pub(super) fn check(config: &Config, found: &mut Vec<(Severity, String, String)>) {
    let page = &config.page;
    let mut error = |option: &str, message: String| found.push((Severity::Error, format!("page.{option}"), message));
    if !page.language.is_empty() && !LANGUAGES.contains(&page.language.as_str()) {
        error("language", format!("is {:?} (accepted: {}, or nothing)", page.language, LANGUAGES.join(", ")));
    }
    let view = [page.view_lat, page.view_lng, page.view_zoom];
    if view.iter().any(Option::is_some) && !view.iter().all(Option::is_some) {
        error("view_lat", "a view needs view_lat, view_lng and view_zoom".to_owned());
    }
    if !page.tiles_url.is_empty() {
        if let Err(message) = check_template(&page.tiles_url) {
            error("tiles_url", message);
        }
        if !page.tiles_file.as_os_str().is_empty() {
            error("tiles_file", "tiles come from a server or from a file: leave one of tiles_url and tiles_file out".to_owned());
        }
    }
    if page.tiles_min_zoom > page.tiles_max_zoom {
        error("tiles_min_zoom", format!("is above page.tiles_max_zoom, {}", page.tiles_max_zoom));
    }
    if page.tiles_attribution.len() > MAX_ATTRIBUTION_BYTES {
        error("tiles_attribution", format!("is longer than {MAX_ATTRIBUTION_BYTES} bytes"));
    }
}

/// What is wrong with the files of the page: option, file, and why it cannot be used.
pub(super) fn check_files(page: &PageSettings) -> Vec<(&'static str, &Path, String)> {
    let documents =
        [("page.basemap_land", &page.basemap_land, MAX_LAND_BYTES), ("page.basemap_names", &page.basemap_names, MAX_NAMES_BYTES)];
    let documents = documents.into_iter().filter(|(_, path, _)| !path.as_os_str().is_empty());
    let mut found: Vec<_> =
        documents.filter_map(|(option, path, most)| Some((option, path.as_path(), json_problem(path, most).err()?))).collect();
    if !page.tiles_file.as_os_str().is_empty()
        && let Err(problem) = crate::http::check_tiles_file(&page.tiles_file)
    {
        found.push(("page.tiles_file", &page.tiles_file, problem));
    }
    found
}

fn check_template(template: &str) -> Result<(), String> {
    let expected = || format!("is {template:?} (a URL such as \"https://tiles.example.com/{{z}}/{{x}}/{{y}}.png\" is expected)");
    let missing = ["{z}", "{x}", "{y}"].iter().any(|part| !template.contains(part));
    let url: Uri = template.replace(['{', '}'], "").parse().map_err(|_| expected())?;
    let web = matches!(url.scheme_str(), Some("http" | "https"));
    let plain = url.authority().is_some_and(|authority| !authority.as_str().contains('@'));
    if missing || !web || !plain || template.len() > tansiq_peers::MAX_URL_BYTES { Err(expected()) } else { Ok(()) }
}

/// That a file is an object of JSON and not too large.
fn json_problem(path: &Path, most: u64) -> Result<(), String> {
    let file = std::fs::File::open(path).map_err(|error| explain(&error))?;
    let metadata = file.metadata().map_err(|error| explain(&error))?;
    if metadata.is_dir() {
        return Err("it is a folder".to_owned());
    }
    if metadata.len() > most {
        return Err(format!("it has {} bytes (at most {most} are accepted)", metadata.len()));
    }
    let read: Result<std::collections::BTreeMap<String, IgnoredAny>, _> =
        serde_json::from_reader(BufReader::new(file.take(most)));
    read.map(drop).map_err(|error| format!("it is not an object of JSON: {error}"))
}

#[cfg(test)]
#[path = "page_tests.rs"]
mod tests;
