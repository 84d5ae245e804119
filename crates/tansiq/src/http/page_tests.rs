//! Which paths are the page's, what a browser takes, and what it may keep.

use super::*;

fn asking(name: HeaderName, value: &'static str) -> HeaderMap {
    HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
}

#[test]
fn views_are_paths_without_dots_under_the_names_of_the_page() {
    for view in ["", "map", "plan", "plan/4f1c", "people", "signin", "briefing/4f1c", "settings", "now/"] {
        assert!(is_view(view), "{view}");
    }
    for other in ["maps", "favicon.ico", "map/style.json", "assets", "api", "index.html", "plan/../etc"] {
        assert!(!is_view(other), "{other}");
    }
}

#[test]
fn gzip_is_taken_when_it_is_named_and_not_refused() {
    for takes in ["gzip", "br, GZIP", "deflate;q=0.5, gzip;q=0.1", "gzip; q=1"] {
        assert!(takes_gzip(&asking(header::ACCEPT_ENCODING, takes)), "{takes}");
    }
    for refuses in ["br", "gzip;q=0", "gzip; q=0.0", "x-gzip", ""] {
        assert!(!takes_gzip(&asking(header::ACCEPT_ENCODING, refuses)), "{refuses}");
    }
    assert!(!takes_gzip(&HeaderMap::new()));
}

#[test]
fn an_entity_tag_is_known_when_any_of_those_sent_is_it() {
    for known in ["\"a\"", "\"b\", \"a\"", "W/\"a\"", "*"] {
        assert!(knows(&asking(header::IF_NONE_MATCH, known), "\"a\""), "{known}");
    }
    for unknown in ["\"b\"", "a", ""] {
        assert!(!knows(&asking(header::IF_NONE_MATCH, unknown), "\"a\""), "{unknown}");
    }
}

#[test]
fn only_files_named_by_their_content_are_kept_for_ever() {
    for named in ["assets/index-D4kQz1_x.js", "assets/maplibre-gl-worker-Bf-3hK2a.js", "assets/style-abcdefgh.css"] {
        assert!(is_named_by_content(named), "{named}");
    }
    for plain in ["index.html", "assets/index.js", "assets/world.json", "basemap/land-12345678.json", "assets/é-1234567.js"] {
        assert!(!is_named_by_content(plain), "{plain}");
    }
}

#[test]
fn every_file_that_was_built_has_a_type_and_a_path_that_is_sent_as_it_is() {
    for file in BUILT {
        assert_ne!(content_type(file.path), "application/octet-stream", "{}", file.path);
        assert!(file.path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._/".contains(&byte)), "{}", file.path);
        assert!(file.gzip.is_none_or(|gzip| gzip.len() < file.bytes.len()), "{}", file.path);
    }
}
