//! The page: which files a browser gets, with which headers, and what it may fetch besides. The files are those of the test, so
//! nothing depends on whether the page was built.

use crate::desk::words::{DESK, PLANNER, VIEWER, own_desk_with_page};
use crate::rig::tokens::{SC, party};
use crate::rig::{AUTH, Answer, Rig, keys};
use serde_json::json;
use std::net::SocketAddr;
use tansiq::config::{Config, TilesKind};
use tansiq::http::PageFile;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const INDEX: &str = "<!doctype html><title>page</title>";
const SCRIPT: &str = "console.log('a script that is long enough')";

/// A page; what is said to be gzip need not be it.
const FILES: &[PageFile] = &[
    PageFile { path: "index.html", bytes: INDEX.as_bytes(), gzip: None, tag: "1" },
    PageFile { path: "assets/index-Ab3_-xYz.js", bytes: SCRIPT.as_bytes(), gzip: Some(b"packed"), tag: "2" },
    PageFile { path: "icon.svg", bytes: b"<svg/>", gzip: None, tag: "3" },
];

async fn page_with(change: impl FnOnce(&mut Config)) -> Rig {
    own_desk_with_page(FILES, change).await
}

async fn page() -> Rig {
    page_with(|_| ()).await
}

async fn get(rig: &Rig, path: &str) -> Answer {
    rig.send("GET", path, &[], "").await
}

#[tokio::test]
async fn every_answer_of_the_page_keeps_foreign_things_out() {
    let rig = page().await;
    let expected = [
        (
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
             worker-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; \
             require-trusted-types-for 'script'; trusted-types default",
        ),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ];
    for path in ["/", "/map", "/assets/index-Ab3_-xYz.js", "/icon.svg"] {
        let answer = get(&rig, path).await;
        assert_eq!(answer.status, 200, "{path}");
        for (name, value) in expected {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        let permissions = answer.header("permissions-policy").expect("a policy");
        assert!(permissions.contains("camera=()") && permissions.contains("geolocation=()"), "{permissions}");
        assert!(!permissions.contains('*'), "{permissions}");
    }
}

#[tokio::test]
async fn the_index_is_under_the_views_and_nothing_is_under_other_paths() {
    let rig = page().await;
    for view in ["/", "/plan/0c2b7d3e", "/now", "/signin?next=%2Fmap", "/log"] {
        let answer = get(&rig, view).await;
        assert_eq!((answer.status, answer.text.as_str()), (200, INDEX), "{view}");
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
    }
    for nothing in ["/index.js", "/assets", "/assets/index.js", "/map/style.json", "/%2e%2e/Cargo.toml", "/api", "/favicon.ico"] {
        assert_eq!(get(&rig, nothing).await.status, 404, "{nothing}");
    }
    assert_eq!(rig.send("POST", "/", &[], "").await.status, 404);
    assert_eq!(rig.send("DELETE", "/map", &[], "").await.status, 404);
}

#[tokio::test]
async fn a_file_is_compressed_for_those_who_take_it() {
    let rig = page().await;
    let path = "/assets/index-Ab3_-xYz.js";
    let plain = get(&rig, path).await;
    assert_eq!((plain.text.as_str(), plain.header("content-encoding")), (SCRIPT, None));
    assert_eq!(plain.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert_eq!(plain.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(plain.header("vary"), Some("accept-encoding"));
    let packed = rig.send("GET", path, &[("accept-encoding", "br, gzip")], "").await;
    assert_eq!((packed.text.as_str(), packed.header("content-encoding")), ("packed", Some("gzip")));
    assert_eq!((plain.header("etag"), packed.header("etag")), (Some("\"2\""), Some("\"2-gz\"")));
}

#[tokio::test]
async fn what_a_browser_has_already_is_not_sent_again() {
    let rig = page().await;
    let known = rig.send("GET", "/", &[("if-none-match", "\"0\", \"1\"")], "").await;
    assert_eq!((known.status, known.text.as_str(), known.header("etag")), (304, "", Some("\"1\"")));
    assert!(known.header("content-security-policy").is_some());
    assert_eq!(rig.send("GET", "/", &[("if-none-match", "\"2\"")], "").await.status, 200);
}

#[tokio::test]
async fn the_head_of_a_file_is_that_of_the_file() {
    let rig = page().await;
    for (path, length) in [("/", INDEX.len()), ("/assets/index-Ab3_-xYz.js", SCRIPT.len())] {
        let head = rig.send("HEAD", path, &[], "").await;
        assert_eq!((head.status, head.text.as_str()), (200, ""));
        assert_eq!(head.header("content-length"), Some(length.to_string().as_str()));
        assert_eq!(head.header("etag"), get(&rig, path).await.header("etag"));
    }
}

#[tokio::test]
async fn a_program_without_the_page_says_how_it_is_built() {
    let rig = own_desk_with_page(&[], |_| ()).await;
    for path in ["/", "/map"] {
        let answer = get(&rig, path).await;
        assert_eq!((answer.status, answer.header("content-type")), (503, Some("text/html; charset=utf-8")));
        assert!(answer.text.contains("<code>make build</code>"), "{}", answer.text);
        assert!(answer.header("content-security-policy").is_some());
    }
    assert_eq!(get(&rig, "/icon.svg").await.status, 404);
    assert_eq!(get(&rig, &format!("{DESK}/page")).await.status, 200);
}

#[tokio::test]
async fn a_node_without_a_desk_and_one_whose_page_is_switched_off_serve_none() {
    let no_desk = page_with(|config| config.desk.enabled = false).await;
    let switched_off = page_with(|config| config.page.enabled = false).await;
    for rig in [no_desk, switched_off] {
        for path in ["/", "/map", "/icon.svg", "/api/v1/desk/page"] {
            assert_eq!(get(&rig, path).await.status, 404, "{path}");
        }
    }
}

#[tokio::test]
async fn the_page_and_the_interfaces_for_testing_do_not_take_each_others_paths() {
    let rig = page_with(|config| config.desk.automated_testing = true).await;
    assert_eq!(get(&rig, "/map").await.text, INDEX);
    assert_eq!(get(&rig, "/icon.svg").await.status, 200);
    assert_eq!(get(&rig, "/status").await.status, 401);
    assert_eq!(rig.send("POST", "/map/queries", &[], "{}").await.status, 401);
}

#[tokio::test]
async fn answers_of_the_interface_are_what_their_type_says() {
    let rig = page().await;
    for path in ["/healthy", "/api/v1/openapi.json", "/api/v1/desk/plans", "/nothing"] {
        assert_eq!(get(&rig, path).await.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
}

#[tokio::test]
async fn the_page_is_told_its_settings_before_anybody_has_signed_in() {
    let settings = get(&page().await, &format!("{DESK}/page")).await.expect(200);
    assert_eq!(keys(&settings), ["basemap", "now", "party", "version"]);
    assert_eq!((&settings["party"], &settings["basemap"]), (&json!("uss1"), &json!({})));
    let rig = page_with(|config| {
        config.page.language = "ar".to_owned();
        (config.page.view_lat, config.page.view_lng, config.page.view_zoom) = (Some(33.5), Some(36.3), Some(8.0));
        config.page.tiles_url = "https://tiles.example/{z}/{x}/{y}.png".to_owned();
        config.page.tiles_attribution = "© somebody".to_owned();
        config.page.tiles_max_zoom = 12;
    });
    let settings = get(&rig.await, &format!("{DESK}/page")).await.expect(200);
    assert_eq!(settings["language"], "ar");
    assert_eq!(settings["view"], json!({ "lat": 33.5, "lng": 36.3, "zoom": 8.0 }));
    let tiles = json!({
        "kind": "raster", "url": "/api/v1/desk/tiles/{z}/{x}/{y}", "attribution": "© somebody", "min_zoom": 0, "max_zoom": 12,
    });
    assert_eq!(settings["tiles"], tiles);
}

#[tokio::test]
async fn a_deployment_has_its_own_land_and_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let (land, names) = (folder.path().join("land.json"), folder.path().join("names.json"));
    std::fs::write(&land, "{\"type\":\"FeatureCollection\",\"features\":[]}\n").expect("a file");
    std::fs::write(&names, "{\"places\":[]}\n").expect("a file");
    let rig = page_with(|config| (config.page.basemap_land, config.page.basemap_names) = (land, names)).await;
    let settings = get(&rig, &format!("{DESK}/page")).await.expect(200);
    let expected = json!({ "land_url": "/api/v1/desk/basemap/land", "names_url": "/api/v1/desk/basemap/names" });
    assert_eq!(settings["basemap"], expected);
    let answer = rig.get("/api/v1/desk/basemap/land", VIEWER).await;
    let tag = answer.header("etag").expect("a tag").to_owned();
    assert_eq!(answer.expect(200)["type"], "FeatureCollection");
    let authorization = VIEWER.authorization();
    let headers = [(AUTH, authorization.as_str()), ("if-none-match", tag.as_str())];
    assert_eq!(rig.send("GET", "/api/v1/desk/basemap/land", &headers, "").await.status, 304);
    assert_eq!(rig.get("/api/v1/desk/basemap/names", PLANNER).await.expect(200), json!({ "places": [] }));
    get(&rig, "/api/v1/desk/basemap/land").await.expect(401);
    page().await.get("/api/v1/desk/basemap/land", VIEWER).await.refused(404, "no basemap of its own");
}

// Tiles.

/// A server of tiles: what it answers depends on the zoom.
async fn tile_server() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        let mut asked = 0;
        while let Ok((mut stream, _)) = listener.accept().await {
            asked += 1;
            let mut head = [0; 4096];
            let length = stream.read(&mut head).await.unwrap_or(0);
            let head = String::from_utf8_lossy(&head[..length]).into_owned();
            let path = head.split(' ').nth(1).unwrap_or("").to_owned();
            let _ = stream.write_all(&tile_answer(&path, asked)).await;
        }
    });
    address
}

fn tile_answer(path: &str, asked: u32) -> Vec<u8> {
    let answer = |status: &str, head: &str, body: &[u8]| {
        let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n{head}\r\n", body.len());
        [head.as_bytes(), body].concat()
    };
    match path.split('/').nth(1).unwrap_or("") {
        "1" => answer("200 OK", "content-type: image/png\r\n", format!("tile {path} of request {asked}").as_bytes()),
        "2" => answer("200 OK", "content-type: text/html\r\n", b"<script>alert(1)</script>"),
        "3" => answer("302 Found", "location: http://127.0.0.1:1/private\r\n", b""),
        "4" => answer("200 OK", "content-type: image/png\r\n", &vec![b'x'; (2 << 20) + 1]),
        "5" => answer("404 Not Found", "", b""),
        _ => answer("500 Oh no", "", b""),
    }
}

async fn with_tiles() -> Rig {
    let address = tile_server().await;
    page_with(|config| {
        config.page.tiles_url = format!("http://{address}/{{z}}/{{x}}/{{y}}.png");
        config.page.tiles_kind = TilesKind::Raster;
        config.page.tiles_min_zoom = 1;
        config.page.tiles_max_zoom = 6;
    })
    .await
}

#[tokio::test]
async fn a_tile_comes_through_the_node_and_is_fetched_once() {
    let rig = with_tiles().await;
    let first = rig.get("/api/v1/desk/tiles/1/0/1", VIEWER).await;
    assert_eq!((first.status, first.text.as_str()), (200, "tile /1/0/1.png of request 1"));
    assert_eq!(first.header("content-type"), Some("image/png"));
    assert_eq!(first.header("content-security-policy"), Some("default-src 'none'; sandbox"));
    assert_eq!(first.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(rig.get("/api/v1/desk/tiles/1/0/1", VIEWER).await.text, first.text);
    assert_eq!(rig.get("/api/v1/desk/tiles/1/1/1", VIEWER).await.text, "tile /1/1/1.png of request 2");
}

#[tokio::test]
async fn what_is_not_a_tile_does_not_pass() {
    let rig = with_tiles().await;
    for (path, said) in [
        ("2/0/0", "it sent text/html, which is not a tile"),
        ("3/0/0", "it answered 302"),
        ("4/0/0", "larger than 2097152 bytes"),
        ("6/0/0", "it answered 500"),
    ] {
        rig.get(&format!("/api/v1/desk/tiles/{path}"), VIEWER).await.refused(502, said);
    }
    let none = rig.get("/api/v1/desk/tiles/5/0/0", VIEWER).await;
    assert_eq!((none.status, none.text.as_str()), (204, ""));
}

#[tokio::test]
async fn tiles_are_for_the_people_of_the_desk_and_within_the_map() {
    let rig = with_tiles().await;
    get(&rig, "/api/v1/desk/tiles/1/0/0").await.expect(401);
    rig.get("/api/v1/desk/tiles/1/0/0", party("uss1", SC)).await.refused(403, "tansiq.desk.view");
    rig.get("/api/v1/desk/tiles/0/0/0", VIEWER).await.refused(400, "z: a whole number of 1 to 6");
    rig.get("/api/v1/desk/tiles/1/2/0", VIEWER).await.refused(400, "x: a whole number of 0 to 1");
    rig.get("/api/v1/desk/tiles/1/0/..%2f..", VIEWER).await.refused(400, "y: a whole number");
    page().await.get("/api/v1/desk/tiles/1/0/0", VIEWER).await.refused(404, "no tiles");
}
