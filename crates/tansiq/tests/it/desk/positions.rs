//! Positions of aircraft, held against the volumes of their operations.

use super::words::{DESK, FLEET, PLANNER, VIEWER, activated, own_desk, own_desk_with, planned, until};
use crate::rig::bodies::{id, in_minutes};
use crate::rig::tokens::{CMSA, Party, party};
use crate::rig::{Answer, Rig};
use serde_json::{Value, json};
use std::fs;

/// A peer that may ask for telemetry.
const PEER: Party = party("peer", CMSA);
/// A place at which NGA publishes the height of EGM96 above the ellipsoid (test points of its `INTPT` program): 50.066 m.
const VALENCIA: (f64, f64) = (38.625_473_0, -0.000_500_0);
const VALENCIA_GEOID_M: f64 = 50.066;

fn at(operation: &str, minutes: i64, (lat, lng): (f64, f64), altitude: Value) -> Value {
    json!({ "operation_id": operation, "time": in_minutes(minutes)["value"], "lat": lat, "lng": lng, "altitude": altitude })
}

fn metres(value: f64, reference: &str) -> Value {
    json!({ "value": value, "reference": reference, "units": "M" })
}

async fn report(rig: &Rig, positions: &[Value]) -> Answer {
    rig.post(&format!("{DESK}/positions"), FLEET, &json!({ "positions": positions })).await
}

async fn conformance(rig: &Rig, positions: &[Value]) -> Vec<String> {
    let answer = report(rig, positions).await.expect(200);
    let results = answer["results"].as_array().expect("a list").iter();
    results.map(|result| result["conformance"].as_str().expect("a text").to_owned()).collect()
}

#[tokio::test]
async fn each_position_is_judged_by_its_own_operation() {
    let rig = own_desk().await;
    let (in_use, accepted) = (activated(&rig, (10.0, 10.0)).await, planned(&rig, (20.0, 20.0)).await);
    let low = || metres(50.0, "W84");
    let positions = [
        at(&in_use, -1, (10.0, 10.0), low()),
        at(&in_use, -2, (10.0, 10.0), low()),
        // 0.001° of latitude are 111 m; the volume reaches 100 m.
        at(&in_use, 0, (10.001, 10.0), low()),
        at(&accepted, 0, (20.0, 20.0), low()),
        at(&id(), 0, (10.0, 10.0), low()),
    ];
    assert_eq!(conformance(&rig, &positions).await, ["inside", "stale", "outside", "not_in_use", "unknown"]);
}

/// F3548-21 CMSA: who leaves its volumes is nonconforming, and peers read where it is.
#[tokio::test]
async fn an_aircraft_outside_its_volumes_makes_its_plan_nonconforming_and_peers_read_where_it_is() {
    let rig = own_desk().await;
    let plan = activated(&rig, VALENCIA).await;
    let mut position = at(&plan, 0, VALENCIA, metres(100.0, "AMSL"));
    position["speed_mps"] = json!(12.5);
    position["track_deg"] = json!(270.0);
    position["accuracy_h"] = json!("HA3m");
    position["accuracy_v"] = json!("VA10m");
    // 100 m above the sea are 150 m above the ellipsoid there, and the volume ends at 120 m.
    assert_eq!(conformance(&rig, &[position]).await, ["outside"]);
    let path = format!("{DESK}/plans/{plan}");
    until(&rig, &path, VIEWER, |answer| answer.json["state"] == "nonconforming").await;

    let answer = rig.get(&format!("/uss/v1/operational_intents/{plan}/telemetry"), PEER).await.expect(200);
    let telemetry = &answer["telemetry"];
    assert_eq!(telemetry["velocity"], json!({ "speed": 12.5, "units_speed": "MetersPerSecond", "track": 270.0 }));
    let told = &telemetry["position"];
    assert_eq!((told["latitude"].as_f64(), told["longitude"].as_f64()), (Some(VALENCIA.0), Some(VALENCIA.1)));
    assert_eq!((&told["accuracy_h"], &told["accuracy_v"]), (&json!("HA3m"), &json!("VA10m")));
    let height_m = told["altitude"]["value"].as_f64().expect("a height");
    assert!((height_m - 100.0 - VALENCIA_GEOID_M).abs() < 0.5, "{height_m}");
    assert_eq!((&told["altitude"]["reference"], &told["altitude"]["units"]), (&json!("W84"), &json!("M")));

    assert_eq!(conformance(&rig, &[at(&plan, 0, VALENCIA, metres(60.0, "AMSL"))]).await, ["inside"]);
    until(&rig, &path, VIEWER, |answer| answer.json["state"] == "activated").await;
}

#[tokio::test]
async fn feet_are_understood() {
    let rig = own_desk().await;
    let plan = activated(&rig, (10.0, 10.0)).await;
    let feet = |value: f64| json!({ "value": value, "reference": "W84", "units": "FT" });
    // 393 ft are 119.8 m, 394 ft are 120.1 m.
    let positions = [at(&plan, 0, (10.0, 10.0), feet(393.0)), at(&plan, 0, (10.0, 10.0), feet(394.0))];
    assert_eq!(conformance(&rig, &positions).await, ["inside", "outside"]);
}

#[tokio::test]
async fn heights_above_ground_are_understood_where_there_is_terrain() {
    let folder = tempfile::tempdir().expect("a folder");
    // A tile of SRTM, 3", on which all ground is 20 m above the sea.
    fs::write(folder.path().join("N38W001.hgt"), 20_i16.to_be_bytes().repeat(1_201 * 1_201)).expect("a file");
    let rig = own_desk_with(|config| config.desk.terrain = folder.path().to_owned()).await;
    let plan = activated(&rig, VALENCIA).await;
    // The ground is 70 m above the ellipsoid: 40 m above it are in the volume, 60 m are not.
    let positions = [at(&plan, 0, VALENCIA, metres(40.0, "AGL")), at(&plan, 0, VALENCIA, metres(60.0, "AGL"))];
    assert_eq!(conformance(&rig, &positions).await, ["inside", "outside"]);
    let elsewhere = report(&rig, &[at(&plan, 0, (10.0, 10.0), metres(40.0, "AGL"))]).await;
    elsewhere.refused(400, "positions[0].altitude.reference: the ground is not known there");
}

#[tokio::test]
async fn what_is_no_position_is_refused_with_its_path() {
    let rig = own_desk().await;
    let plan = activated(&rig, (10.0, 10.0)).await;
    let good = || at(&plan, 0, (10.0, 10.0), metres(50.0, "W84"));
    let with = |member: &str, value: Value| {
        let mut position = good();
        position[member] = value;
        [good(), position]
    };
    let cases = [
        ("operation_id", json!("seven"), "positions[1].operation_id: must be a UUID"),
        ("time", json!("noon"), "positions[1].time: "),
        ("time", in_minutes(1)["value"].clone(), "positions[1].time"),
        ("lat", json!(91), "positions[1]"),
        ("lng", json!(-181), "positions[1]"),
        ("lat", json!("ten"), "positions[1].lat"),
        ("altitude", metres(50.0, "AGL"), "positions[1].altitude.reference: the ground is not known there"),
        ("altitude", metres(50.0, "FL"), "positions[1].altitude.reference: must be W84, AMSL or AGL"),
        ("altitude", metres(100_001.0, "W84"), "positions[1].altitude.value: must be -8000 to 100000"),
        ("altitude", json!({ "value": 1, "units": "KM" }), "positions[1].altitude.units: must be M or FT"),
        ("speed_mps", json!(-1), "positions[1].speed_mps: must be 0 to 11200, not -1"),
        ("track_deg", json!(10), "positions[1].speed_mps: is needed with track_deg"),
        ("accuracy_h", json!("good"), "positions[1].accuracy_h"),
        ("heading", json!(10), "positions[1].heading"),
    ];
    for (member, value, problem) in cases {
        report(&rig, &with(member, value)).await.refused(400, problem);
    }
    report(&rig, &[]).await.refused(400, "positions: must be 1 to 10000, not 0");
    report(&rig, &vec![good(); 10_001]).await.refused(400, "positions: must be 1 to 10000, not 10001");
    assert_eq!(conformance(&rig, &[good()]).await, ["inside"]);
}

#[tokio::test]
async fn positions_come_from_aircraft_and_planners() {
    let rig = own_desk().await;
    let body = json!({ "positions": [at(&id(), 0, (10.0, 10.0), metres(50.0, "W84"))] });
    rig.post(&format!("{DESK}/positions"), PLANNER, &body).await.expect(200);
    rig.post(&format!("{DESK}/positions"), VIEWER, &body).await.refused(403, "scope");
}

/// F3411-22a, `RIDAircraftState`: the words of remote identification are understood, its numbers for unknown included.
#[tokio::test]
async fn states_of_remote_identification_are_positions_too() {
    let rig = own_desk().await;
    let plan = activated(&rig, (10.0, 10.0)).await;
    let state = |lat: f64, alt: f64| {
        json!({ "operation_id": plan, "current_state": {
            "timestamp": in_minutes(0), "timestamp_accuracy": 0.1, "operational_status": "Airborne", "speed_accuracy": "SA3mps",
            "position": { "lat": lat, "lng": 10.0, "alt": alt, "accuracy_h": "HA3m", "accuracy_v": "VA3m" },
            "track": 361, "speed": 255, "vertical_speed": 63,
        } })
    };
    let send =
        async |telemetry: &[Value]| rig.post(&format!("{DESK}/positions"), FLEET, &json!({ "telemetry": telemetry })).await;
    let judged = send(&[state(10.0, 50.0)]).await.expect(200);
    assert_eq!(judged["results"][0]["conformance"], "inside");
    let unknown = send(&[state(10.0, -1_000.0)]).await.expect(400);
    let message = unknown["message"].as_str().expect("a text");
    assert!(message.starts_with("telemetry[0].current_state.position.alt: is unknown"), "{message}");
    assert_eq!(rig.post(&format!("{DESK}/positions"), FLEET, &json!({})).await.status, 400);
}
