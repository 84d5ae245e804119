//! Two desks with one DSS, and what a peer asks and tells (`/uss/v1`).

use super::desks::*;
use super::words::until;
use crate::rig::bodies::{id, in_minutes, with, without};
use crate::rig::tokens::{CMSA, Party, SC, party};
use crate::rig::{list, text};
use crate::testing::stage::Stage;
use serde_json::{Value, json};

const INTENTS: &str = "/uss/v1/operational_intents";
const NOTICES: &str = "/api/v1/desk/notices";
/// The other party, as one who watches conformance.
const WATCHER: Party = party("uss2", CMSA);

/// Whether there is a notice of this kind on an operation that meets the other.
async fn told(stage: &Stage, who: Party, (own, other): (&str, &str)) {
    until(&stage.rig, NOTICES, who, |answer| {
        answer.json["notices"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|notice| notice["kind"] == "conflict_found" && notice["operation"] == own && notice["meeting"]["other"] == other)
    })
    .await;
}

#[tokio::test]
async fn the_plan_of_one_desk_is_refused_because_of_the_other_and_its_ways_around_are_not() {
    let first = desk_rig().await;
    let second = second(&first).await;
    let theirs = accepted(&first, PLANNER, &plan(&cylinder(PLACE, (400.0, 500.0)))).await;
    let body = plan(&cylinder(east(120.0), (450.0, 600.0)));
    let refused = second.rig.post(PLANS, PLANNER2, &body).await.refused(409, "meets");
    let meeting = &refused["meetings"][0];
    assert_eq!((text(meeting, "kind"), text(meeting, "manager"), &meeting["other"]), ("peer_operation", "uss1", &theirs["id"]));
    assert_eq!(text(meeting, "weight"), "equal_priority");
    let pair = &meeting["pairs"][0];
    assert!(pair["horizontal_m"].as_f64().is_some_and(|m| (m - 80.0).abs() < 0.05), "{pair}");
    assert_eq!(pair["vertical_m"], 50.0);
    assert!(list(&refused, "alternatives").len() >= 2, "{refused}");
    for way in list(&refused, "alternatives") {
        let made = accepted(&second, PLANNER2, &json!({ "volumes": way["volumes"] })).await;
        second.rig.delete(&format!("{PLANS}/{}", text(&made, "id")), PLANNER2).await.expect(200);
    }
}

#[tokio::test]
async fn a_higher_priority_is_accepted_and_both_are_told() {
    let first = desk_rig().await;
    let second = second(&first).await;
    let lower = accepted(&first, PLANNER, &plan(&cylinder(PLACE, (0.0, 120.0)))).await;
    let higher = accepted(&second, PLANNER2, &with(plan(&cylinder(PLACE, (0.0, 120.0))), "priority", json!(100))).await;
    assert_eq!(text(&higher["meetings"][0], "weight"), "higher_priority");
    assert_eq!(higher["meetings"][0]["blocks"], false);
    let (lower, higher) = (text(&lower, "id"), text(&higher, "id"));
    told(&second, PLANNER2, (higher, lower)).await;
    told(&first, PLANNER, (lower, higher)).await;
    let path = format!("{PLANS}/{lower}");
    let now = first.rig.get(&path, VIEWER).await.expect(200);
    assert_eq!((text(&now["meetings"][0], "weight"), text(&now["meetings"][0], "manager")), ("lower_priority", "uss2"));
    second.rig.delete(&format!("{PLANS}/{higher}"), PLANNER2).await.expect(200);
    until(&first.rig, &path, VIEWER, |answer| answer.json["meetings"] == json!([])).await;
}

#[tokio::test]
async fn a_peer_reads_an_operation_with_its_ovn() {
    let stage = desk_rig().await;
    let made = accepted(&stage, PLANNER, &with(plan(&cylinder(PLACE, (0.0, 120.0))), "priority", json!(3))).await;
    let flight = text(&made, "id");
    let path = format!("{INTENTS}/{flight}");
    let told = stage.rig.get(&path, PEER).await.expect(200);
    let intent = &told["operational_intent"];
    assert_eq!((&intent["reference"]["ovn"], text(&intent["reference"], "manager")), (&made["reference"]["ovn"], "uss1"));
    assert_eq!((&intent["details"]["priority"], list(&intent["details"], "volumes").len()), (&json!(3), 1));
    let wire = told.to_string();
    assert!(!wire.contains("survey") && !wire.contains("stated"), "only what the standard has is told: {wire}");
    stage.rig.get(&path, PLANNER2).await.refused(403, "scope");
    stage.rig.get(&format!("{INTENTS}/{}", id()), PEER).await.refused(404, "there is no operational intent");
    stage.rig.get(&format!("{INTENTS}/17"), PEER).await.refused(400, "entityid");
    stage.rig.delete(&format!("{PLANS}/{flight}"), PLANNER).await.expect(200);
    stage.rig.get(&path, PEER).await.refused(404, "there is no operational intent");
}

#[tokio::test]
async fn a_peer_reads_where_an_operation_is_only_while_it_is_outside_its_volumes() {
    let stage = desk_rig().await;
    let made = accepted(&stage, PLANNER, &with(plan(&now(PLACE)), "state", json!("activated"))).await;
    let flight = text(&made, "id");
    let path = format!("{INTENTS}/{flight}/telemetry");
    stage.rig.get(&path, PEER).await.refused(403, "scope");
    stage.rig.get(&format!("{INTENTS}/{}/telemetry", id()), WATCHER).await.expect(404);
    stage.rig.get(&path, WATCHER).await.expect(409);
    let state = json!({ "state": "nonconforming", "off_nominal_volumes": [now(east(500.0))] });
    stage.rig.post(&format!("{PLANS}/{flight}/state"), PLANNER, &state).await.expect(200);
    stage.rig.get(&path, WATCHER).await.expect(412);
    let (lat, lng) = east(500.0);
    let position = json!({
        "operation_id": flight, "time": in_minutes(0)["value"], "lat": lat, "lng": lng,
        "altitude": { "value": 60.0, "reference": "W84" }, "speed_mps": 5.0, "track_deg": 90.0,
    });
    stage.rig.post("/api/v1/desk/positions", PLANNER, &json!({ "positions": [position] })).await.expect(200);
    let told = stage.rig.get(&path, WATCHER).await.expect(200);
    assert_eq!(told["operational_intent_id"], flight);
    assert_eq!(
        (&told["telemetry"]["position"]["longitude"], &told["telemetry"]["position"]["latitude"]),
        (&json!(lng), &json!(lat))
    );
    let own = stage.rig.get(&format!("{PLANS}/{flight}"), VIEWER).await.expect(200);
    assert_eq!((&own["last_position"]["lng"], &own["last_position"]["height_m"]), (&json!(lng), &json!(60.0)));
}

/// What `uss2` tells of an operation of its own.
fn message(flight: &str, version: i64, volume: &Value) -> Value {
    json!({
        "operational_intent_id": flight,
        "operational_intent": {
            "reference": {
                "id": flight, "manager": "uss2", "uss_availability": "Unknown", "version": version, "state": "Accepted",
                "ovn": format!("an OVN of version {version}"), "time_start": volume["time_start"], "time_end": volume["time_end"],
                "uss_base_url": "https://uss2.example/utm", "subscription_id": id(),
            },
            "details": { "volumes": [volume], "off_nominal_volumes": [], "priority": 0 },
        },
        "subscriptions": [{ "subscription_id": id(), "notification_index": 1 }],
    })
}

#[tokio::test]
async fn a_peer_tells_of_its_operation_and_of_nobody_elses() {
    let stage = desk_rig().await;
    let own = accepted(&stage, PLANNER, &plan(&cylinder(PLACE, (0.0, 120.0)))).await;
    let flight = id();
    let volume = cylinder(east(1_000.0), (0.0, 120.0));
    let tell = async |who: Party, message: &Value| stage.rig.post(INTENTS, who, message).await;
    let answer = tell(PEER, &message(&flight, 2, &volume)).await;
    assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    let known = stage.rig.get("/api/v1/desk/known", VIEWER).await.expect(200);
    assert_eq!((&known["operations"][0]["id"], &known["operations"][0]["version"]), (&json!(flight), &json!(2)));

    assert_eq!(tell(PEER, &message(&flight, 2, &volume)).await.status, 204, "told twice is no harm");
    tell(PEER, &message(&flight, 1, &volume)).await.refused(409, "stale");
    tell(party("uss3", SC), &message(&flight, 3, &volume)).await.refused(403, "managed by uss2");
    let mine = message(text(&own, "id"), 2, &volume);
    tell(PEER, &mine).await.refused(403, "is managed here");
    tell(party("uss1", SC), &message(&flight, 3, &volume)).await.refused(403, "does not tell itself");
    tell(PLANNER2, &message(&flight, 3, &volume)).await.refused(403, "scope");
    let silent = with(message(&flight, 3, &volume), "subscriptions", json!([]));
    tell(PEER, &silent).await.refused(400, "subscriptions: at least one is needed");
    let other = with(message(&flight, 3, &volume), "operational_intent_id", json!(id()));
    tell(PEER, &other).await.refused(400, "operational_intent.reference.id");
    let empty = with(message(&flight, 3, &volume), "operational_intent/details/volumes", json!([]));
    tell(PEER, &empty).await.refused(400, "operational_intent.details.volumes");

    let gone = without(message(&flight, 3, &volume), "operational_intent");
    tell(party("uss3", SC), &gone).await.refused(403, "managed by uss2");
    assert_eq!(tell(PEER, &gone).await.status, 204);
    assert_eq!(stage.rig.get("/api/v1/desk/known", VIEWER).await.expect(200), json!({ "operations": [] }));
}

#[tokio::test]
async fn what_a_peer_told_of_is_in_the_way() {
    let stage = desk_rig().await;
    let flight = id();
    stage.rig.post(INTENTS, PEER, &message(&flight, 1, &cylinder(PLACE, (0.0, 120.0)))).await.expect(204);
    let check = json!({ "volumes": [cylinder(PLACE, (0.0, 120.0))], "discover": false });
    let found = stage.rig.post("/api/v1/desk/checks", VIEWER, &check).await.expect(200);
    assert_eq!((&found["blocked"], &found["meetings"][0]["other"]), (&json!(true), &json!(flight)));
}

#[tokio::test]
async fn a_report_is_kept_and_comes_back_with_its_id() {
    let stage = desk_rig().await;
    let report = json!({ "exchange": {
        "url": "https://uss1.example/uss/v1/operational_intents/x", "method": "GET", "headers": ["Authorization: Bearer x"],
        "recorder_role": "Client", "request_time": in_minutes(0), "response_code": 500, "problem": "it answered with 500",
    } });
    let made = stage.rig.post("/uss/v1/reports", PEER, &report).await.expect(201);
    assert_eq!(made["exchange"]["problem"], "it answered with 500");
    let reports = stage.rig.get("/api/v1/desk/reports", VIEWER).await.expect(200);
    let kept = &reports["reports"][0];
    assert_eq!((&kept["id"], text(kept, "reporter")), (&made["report_id"], "uss2"));
    assert_eq!(kept["report"]["exchange"]["url"], report["exchange"]["url"]);
    stage.rig.post("/uss/v1/reports", PLANNER2, &report).await.refused(403, "scope");
    stage.rig.post("/uss/v1/reports", PEER, &json!({ "exchange": [] })).await.refused(400, "exchange");
}
