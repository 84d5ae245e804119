//! Map data loaded for a test, and what the map says of it.

use super::stage::*;
use crate::rig::bodies::id;
use serde_json::{Value, json};
use std::time::Duration;

/// A zone of ED-269: 1 km about 46°N 7°E, from the ground to 120 m above it.
fn zone(identifier: &str, restriction: &str, applicability: Value) -> Value {
    json!({
        "identifier": identifier, "country": "CHE", "name": identifier, "type": "COMMON", "restriction": restriction,
        "uSpaceClass": "EUROCONTROL", "reason": ["NATURE"],
        "applicability": [applicability],
        "zoneAuthority": [{ "name": "FOCA", "purpose": "AUTHORIZATION" }],
        "geometry": [{
            "uomDimensions": "M", "lowerLimit": 0, "lowerVerticalReference": "AGL", "upperLimit": 120,
            "upperVerticalReference": "AGL",
            "horizontalProjection": { "type": "Circle", "center": [7.0, 46.0], "radius": 1000.0 },
        }],
    })
}

fn file(zones: &[Value]) -> String {
    json!({ "title": "test zones", "features": zones }).to_string()
}

async fn server() -> Small {
    Small::serving(|target| match target {
        "/prohibited.json" => (200, file(&[zone("ZH0001A", "PROHIBITED", json!({ "permanent": "YES" }))])),
        "/past.json" => {
            let past =
                json!({ "permanent": "NO", "startDateTime": "2020-01-01T00:00:00Z", "endDateTime": "2020-02-01T00:00:00Z" });
            (200, file(&[zone("ZH0002A", "CONDITIONAL", past)]))
        }
        "/broken.json" => {
            let mut broken = zone("ZH0003A", "PROHIBITED", json!({ "permanent": "YES" }));
            broken["geometry"][0]["horizontalProjection"]["radius"] = json!(-1.0);
            (200, file(&[zone("ZH0004A", "PROHIBITED", json!({ "permanent": "YES" })), broken]))
        }
        "/words.json" => (200, "no zones today".to_owned()),
        _ => (404, "{}".to_owned()),
    })
    .await
}

fn source(url: &str, format: &str) -> Value {
    json!({ "https_source": { "url": url, "format": format } })
}

/// Loads a source and waits until it is no longer being activated.
async fn loaded(stage: &Stage, id: &str, body: &Value) -> Value {
    let path = format!("/geospatial_data_sources/{id}");
    let mut answer = stage.rig.put(&path, MAP_DIRECTOR, body).await.expect(200);
    let waiting = async {
        while answer["data_source"]["status"] == "Activating" {
            tokio::time::sleep(Duration::from_millis(10)).await;
            answer = stage.rig.get(&path, MAP_DIRECTOR).await.expect(200);
        }
    };
    tokio::time::timeout(Duration::from_secs(20), waiting).await.expect("it is loaded in time");
    answer["data_source"].clone()
}

/// The outcomes of checks with one filter set each.
async fn asked(stage: &Stage, sets: &[Value]) -> Vec<Value> {
    let checks: Vec<Value> = sets.iter().map(|set| json!({ "filter_sets": [set] })).collect();
    let answer = stage.rig.post("/geospatial_map/v1/map/queries", MAP_USER, &json!({ "checks": checks })).await.expect(200);
    answer["results"].as_array().expect("a list").clone()
}

async fn outcomes(stage: &Stage, sets: &[Value]) -> Vec<String> {
    let outcome = |result: &Value| result["features_selection_outcome"].as_str().expect("an outcome").to_owned();
    asked(stage, sets).await.iter().map(outcome).collect()
}

fn at(lat: f64) -> Value {
    json!({ "position": { "location": { "lat": lat, "lng": 7.0 } } })
}

#[tokio::test]
async fn a_source_is_loaded_asked_about_and_removed() {
    let (stage, server) = (Stage::start().await, server().await);
    let (id, body) = (id(), source(&server.url("/prohibited.json"), "ED-269"));
    assert_eq!(outcomes(&stage, &[at(46.0)]).await, ["Absent"]);
    let status = loaded(&stage, &id, &body).await;
    assert_eq!((status["status"].as_str(), status["id"].as_str()), (Some("Ready"), Some(id.as_str())), "{status}");
    let again = stage.rig.put(&format!("/geospatial_map/v1/geospatial_data_sources/{id}"), MAP_DIRECTOR, &body).await.expect(200);
    assert_eq!(again["data_source"]["status"], "Ready", "it is not loaded twice");
    let all = stage.rig.get("/geospatial_data_sources", MAP_DIRECTOR).await.expect(200);
    assert_eq!(all["data_sources"].as_array().map(Vec::len), Some(1));

    let with = |name: &str, value: Value| {
        let mut set = at(46.0);
        set[name] = value;
        set
    };
    let above = |value: f64| {
        json!({ "position": {
        "location": { "lat": 46.0, "lng": 7.0 }, "altitude": { "value": value, "reference": "SFC", "units": "FT" },
    } })
    };
    let sets = [
        (at(46.0), "Present"),
        (at(46.02), "Absent"),
        (above(390.0), "Present"),
        (above(400.0), "Absent"),
        (with("resulting_operational_impact", json!("Block")), "Present"),
        (with("resulting_operational_impact", json!("Advise")), "Absent"),
        (with("ed269", json!({ "acceptable_restrictions": ["PROHIBITED"] })), "Present"),
        (with("ed269", json!({ "acceptable_restrictions": ["CONDITIONAL", "NO_RESTRICTION"] })), "Absent"),
        (with("ed269", json!({ "u_space_class": "EUROCONTROL" })), "Present"),
        (with("restriction_source", json!("test zones")), "Present"),
        (with("restriction_source", json!(id)), "Present"),
        (with("restriction_source", json!("desk")), "Absent"),
        (with("restriction_source", json!("nobody")), "UnsupportedFilter"),
        (with("operation_rule_set", json!("Part107")), "UnsupportedFilter"),
        (with("after", json!("soon")), "Error"),
    ];
    let asked: Vec<Value> = sets.iter().map(|(set, _)| set.clone()).collect();
    let expected: Vec<&str> = sets.iter().map(|(_, outcome)| *outcome).collect();
    assert_eq!(outcomes(&stage, &asked).await, expected);

    let gone = stage.rig.delete(&format!("/geospatial_data_sources/{id}"), MAP_DIRECTOR).await.expect(200);
    assert_eq!(gone["data_source"]["status"], "Deactivated");
    stage.rig.get(&format!("/geospatial_data_sources/{id}"), MAP_DIRECTOR).await.refused(404, "data source");
    assert_eq!(outcomes(&stage, &[at(46.0)]).await, ["Absent"]);
}

#[tokio::test]
async fn any_of_the_filter_sets_of_a_check_will_do() {
    let (stage, server) = (Stage::start().await, server().await);
    loaded(&stage, &id(), &source(&server.url("/prohibited.json"), "ED-269")).await;
    let unusable = json!({ "operation_rule_set": "Part107" });
    let checks = json!({ "checks": [
        { "filter_sets": [at(10.0), at(46.0)] },
        { "filter_sets": [at(10.0), at(20.0)] },
        { "filter_sets": [unusable.clone(), at(46.0)] },
        { "filter_sets": [unusable, at(10.0)] },
        { "filter_sets": [] },
    ] });
    let answer = stage.rig.post("/map/queries", MAP_USER, &checks).await.expect(200);
    let results = answer["results"].as_array().expect("a list");
    let outcomes: Vec<_> = results.iter().map(|result| result["features_selection_outcome"].as_str().expect("one")).collect();
    assert_eq!(outcomes, ["Present", "Absent", "Present", "UnsupportedFilter", "Absent"]);
    assert!(results[3]["message"].as_str().is_some_and(|message| message.contains("checks[3].filter_sets[0]")));
    stage.rig.post("/map/queries", MAP_USER, &json!({})).await.refused(400, "checks");
}

#[tokio::test]
async fn a_zone_that_is_over_is_there_only_in_its_time() {
    let (stage, server) = (Stage::start().await, server().await);
    loaded(&stage, &id(), &source(&server.url("/past.json"), "ED-269")).await;
    let time = |value: &str| json!({ "value": value, "format": "RFC3339" });
    let during = |start: &str, end: &str| {
        json!({ "volumes4d": [{
        "volume": { "outline_circle": { "center": { "lat": 46.0, "lng": 7.0 }, "radius": { "value": 10.0, "units": "M" } } },
        "time_start": time(start), "time_end": time(end),
    }] })
    };
    let sets = [
        json!({ "after": "2020-01-15T00:00:00Z" }),
        json!({ "after": "2020-03-01T00:00:00Z" }),
        json!({ "before": "2020-01-15T00:00:00Z" }),
        json!({ "before": "2019-12-31T00:00:00Z" }),
        during("2020-01-31T23:00:00Z", "2020-02-02T00:00:00Z"),
        during("2020-02-01T01:00:00Z", "2020-02-02T00:00:00Z"),
        json!({ "resulting_operational_impact": "Advise" }),
    ];
    let expected = ["Present", "Absent", "Present", "Absent", "Present", "Absent", "Present"];
    assert_eq!(outcomes(&stage, &sets).await, expected);
}

#[tokio::test]
async fn data_that_cannot_be_used_is_told_by_kind() {
    let (stage, server) = (Stage::start().await, server().await);
    for (path, format, status, part) in [
        ("/broken.json", "ED-269", "Rejected", "ZH0003A"),
        ("/words.json", "ED-269", "Rejected", "ED-269"),
        ("/missing.json", "ED-269", "Error", "404"),
        ("/prohibited.json", "KML", "Unsupported", "KML"),
    ] {
        let found = loaded(&stage, &id(), &source(&server.url(path), format)).await;
        assert_eq!(found["status"], status, "{found}");
        assert!(found["message"].as_str().is_some_and(|message| message.contains(part)), "{found}");
    }
    for url in ["ftp://example.com/x", "no url", "http://"] {
        assert_eq!(loaded(&stage, &id(), &source(url, "ED-269")).await["status"], "Error", "{url}");
    }
    let none = loaded(&stage, &id(), &json!({})).await;
    assert_eq!(none["status"], "Unsupported", "{none}");
    assert_eq!(outcomes(&stage, &[at(46.0)]).await, ["Absent"]);
}

#[tokio::test]
async fn another_source_under_the_same_id_is_a_conflict_and_a_failed_one_is_tried_again() {
    let (stage, server) = (Stage::start().await, server().await);
    let id = id();
    let missing = source(&server.url("/missing.json"), "ED-269");
    assert_eq!(loaded(&stage, &id, &missing).await["status"], "Error");
    let path = format!("/geospatial_data_sources/{id}");
    let other = source(&server.url("/prohibited.json"), "ED-269");
    stage.rig.put(&path, MAP_DIRECTOR, &other).await.refused(409, "missing.json");
    assert_eq!(loaded(&stage, &id, &missing).await["status"], "Error");
    stage.rig.put("/geospatial_data_sources/7", MAP_DIRECTOR, &other).await.refused(400, "UUID");
    let long = source(&server.url(&"/x".repeat(2_000)), "ED-269");
    stage.rig.put(&path, MAP_DIRECTOR, &long).await.refused(400, "https_source.url");
}

#[tokio::test]
async fn private_addresses_are_fetched_only_where_private_peers_are_allowed() {
    let server = server().await;
    let stage = Stage::start_with("desk1", |config| config.desk.allow_private_peers = false).await;
    let found = loaded(&stage, &id(), &source(&server.url("/prohibited.json"), "ED-269")).await;
    assert_eq!(found["status"], "Error", "{found}");
    let https = format!("https://{}/prohibited.json", server.address);
    let found = loaded(&stage, &id(), &source(&https, "ED-269")).await;
    assert_eq!(found["status"], "Error", "{found}");
}
