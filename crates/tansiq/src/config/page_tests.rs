//! Rules about the settings of the page and their files.

use super::super::{Sources, load};
use super::{MAX_NAMES_BYTES, check_template};

/// What is said of a desk's configuration with this `[page]`, without the name of the folder and the place.
fn said(page: &str, files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.toml");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    std::fs::write(&file, format!("[page]\n{page}\n[desk]\nenabled = true\nparty = \"uss1\"\n")).unwrap();
    let problems = match load(&Sources { file: Some(file), dev: true, ..Sources::default() }) {
        Ok(loaded) => loaded.warnings,
        Err(invalid) => invalid.0,
    };
    let whole = format!("{}/", folder.path().display());
    let about_page = problems.iter().filter(|problem| problem.option.starts_with("page."));
    about_page.map(|problem| format!("{}: {}", problem.option, problem.message.replace(&whole, ""))).collect()
}

fn check(page: &str, expected: &[&str]) {
    assert_eq!(said(page, &[]), expected, "{page}");
}

#[test]
fn a_page_that_can_be_is_accepted_in_silence() {
    check("", &[]);
    check("language = \"ar\"\nview_lat = 33.5\nview_lng = 36.3\nview_zoom = 8", &[]);
    check("tiles_url = \"https://tiles.example/{z}/{x}/{y}.png?key=1\"\ntiles_attribution = \"© somebody\"", &[]);
    let files = [("land.json", "{\"type\": \"FeatureCollection\", \"features\": []}"), ("names.json", "{\"places\": []}")];
    assert_eq!(said("basemap_land = \"land.json\"\nbasemap_names = \"names.json\"", &files), [""; 0]);
}

#[test]
fn settings_that_cannot_be_are_told_with_what_is_accepted() {
    check("language = \"de\"", &["page.language: is \"de\" (accepted: ar, en, fr, ru, tr, or nothing)"]);
    check("view_lat = 33.5\nview_zoom = 8", &["page.view_lat: a view needs view_lat, view_lng and view_zoom"]);
    check("view_lat = 89.0", &["page.view_lat: is 89.0° (-85–85 are accepted)"]);
    check("tiles_min_zoom = 8\ntiles_max_zoom = 4", &["page.tiles_min_zoom: is above page.tiles_max_zoom, 4"]);
    check("tiles_max_zoom = 25", &["page.tiles_max_zoom: is 25 (0–24 are accepted)"]);
}

#[test]
fn a_template_of_tiles_is_a_web_url_with_all_three_places() {
    assert_eq!(check_template("http://127.0.0.1:8080/{z}/{x}/{y}"), Ok(()));
    for wrong in [
        "https://tiles.example/{z}/{x}.png",
        "file:///tiles/{z}/{x}/{y}.png",
        "https://user@tiles.example/{z}/{x}/{y}",
        "/{z}/{x}/{y}",
        "",
    ] {
        assert!(check_template(wrong).unwrap_err().contains("https://tiles.example.com/{z}/{x}/{y}.png"), "{wrong}");
    }
}

#[test]
fn files_must_be_there_be_small_enough_and_be_what_they_should() {
    let large = " ".repeat(usize::try_from(MAX_NAMES_BYTES).unwrap() + 1);
    let files = [("list.json", "[1]"), ("large.json", large.as_str()), ("tiles.pmtiles", "PMTiles")];
    let page = "basemap_land = \"list.json\"\nbasemap_names = \"large.json\"\ntiles_file = \"tiles.pmtiles\"";
    let said = said(page, &files);
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(
        said[0].starts_with("page.basemap_land: the file list.json cannot be used: it is not an object of JSON: "),
        "{said:?}"
    );
    assert_eq!(
        said[1],
        "page.basemap_names: the file large.json cannot be used: it has 8388609 bytes (at most 8388608 are accepted)"
    );
    assert_eq!(said[2], "page.tiles_file: the file tiles.pmtiles cannot be used: it cannot be read: failed to fill whole buffer");
    check("basemap_land = \"none.json\"", &["page.basemap_land: the file none.json cannot be used: it does not exist"]);
    check("basemap_names = \".\"", &["page.basemap_names: the file . cannot be used: it is a folder"]);
}
