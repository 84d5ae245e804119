//! Where the interfaces are served, and for whom.

use super::stage::*;
use crate::rig::Rig;
use crate::rig::bodies::id;
use crate::rig::tokens::{VERSIONS, party};

fn paths() -> Vec<(&'static str, String)> {
    let id = id();
    let at_root = [
        ("GET", "/status".to_owned()),
        ("POST", "/clear_area_requests".to_owned()),
        ("PUT", format!("/flight_plans/{id}")),
        ("DELETE", format!("/flight_plans/{id}")),
        ("GET", "/user_notifications?after=2026-01-01T00:00:00Z".to_owned()),
    ];
    let of_map = [
        ("GET", "/geospatial_data_sources".to_owned()),
        ("GET", format!("/geospatial_data_sources/{id}")),
        ("PUT", format!("/geospatial_data_sources/{id}")),
        ("DELETE", format!("/geospatial_data_sources/{id}")),
        ("POST", "/map/queries".to_owned()),
    ];
    let prefixed = at_root.iter().map(|(method, path)| (*method, format!("/flight_planning/v1{path}")));
    let map_prefixed = of_map.iter().map(|(method, path)| (*method, format!("/geospatial_map/v1{path}")));
    let all = at_root.iter().chain(&of_map).cloned().chain(prefixed.clone()).chain(map_prefixed.clone());
    all.chain([("GET", "/geospatial_map/v1/status".to_owned())]).collect()
}

#[tokio::test]
async fn without_the_setting_there_is_nothing_and_nobody_is_asked_who_they_are() {
    let without_desk = Rig::start().await;
    let without_tests = Stage::start_with("desk1", |config| config.desk.automated_testing = false).await;
    for (method, path) in paths() {
        for rig in [&without_desk, &without_tests.rig] {
            let answer = rig.send(method, &path, &[], "{}").await;
            assert_eq!((answer.status, answer.text.as_str()), (404, "404 page not found\n"), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn every_path_asks_for_a_token_with_its_scope() {
    let stage = Stage::start().await;
    for (method, path) in paths() {
        stage.rig.send(method, &path, &[], "{}").await.refused(401, "access token");
        stage.rig.ask(method, &path, party("tester", VERSIONS), None).await.refused(403, "scope");
    }
    stage.rig.ask("GET", "/status", PLAN, None).await.refused(403, "direct_automated_test");
    stage.rig.put(&format!("/flight_plans/{}", id()), DIRECTOR, &serde_json::json!({})).await.refused(403, "plan");
}

#[tokio::test]
async fn both_interfaces_say_that_they_are_ready() {
    let stage = Stage::start().await;
    for path in ["/status", "/flight_planning/v1/status"] {
        let status = stage.rig.get(path, DIRECTOR).await.expect(200);
        assert_eq!(status["status"], "Ready");
        assert_eq!(status["api_name"], "Flight Planning Automated Testing Interface");
        assert_eq!(status["api_version"], "v0.7.0");
    }
    let status = stage.rig.get("/geospatial_map/v1/status", MAP_DIRECTOR).await.expect(200);
    assert_eq!(status["api_name"], "Geospatial Map Provider Automated Testing Interface");
    assert_eq!((status["status"].as_str(), status["api_version"].as_str()), (Some("Ready"), Some("v0.2.2")));
    stage.rig.get("/flight_planning/v2/status", DIRECTOR).await.expect(404);
    stage.rig.get("/flight_planning/v1/map/queries", DIRECTOR).await.expect(404);
}

#[tokio::test]
async fn a_node_with_a_desk_tells_its_version_for_every_system() {
    let stage = Stage::start().await;
    for system in ["astm.f3548.v21.uss", "astm.f3548.v21.dss", "org.example.system"] {
        let version = stage.rig.get(&format!("/versions/{system}"), party("tester", VERSIONS)).await.expect(200);
        assert_eq!(version["system_identity"], system);
        assert!(version["system_version"].as_str().is_some_and(|version| version.starts_with('v')));
    }
}
