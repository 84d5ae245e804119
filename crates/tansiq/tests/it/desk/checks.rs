//! Checks: what a plan would meet, with and without asking others, and the ways around.

use super::desks::*;
use crate::rig::bodies::{in_minutes, with};
use crate::rig::{list, text};
use serde_json::{Value, json};

const CHECKS: &str = "/api/v1/desk/checks";

fn check(volume: &Value, more: Value) -> Value {
    let mut check = json!({ "volumes": [volume] });
    for (name, value) in more.as_object().expect("an object") {
        check[name] = value.clone();
    }
    check
}

#[tokio::test]
async fn a_check_tells_what_a_submission_would_and_changes_nothing() {
    let stage = desk_rig().await;
    let first = accepted(&stage, PLANNER, &plan(&cylinder(PLACE, (0.0, 120.0)))).await;
    let volume = cylinder(east(150.0), (0.0, 120.0));
    let found = stage.rig.post(CHECKS, VIEWER, &check(&volume, json!({ "alternatives": {} }))).await.expect(200);
    assert_eq!((&found["blocked"], &found["discovered"]), (&json!(true), &json!(true)));
    let refused = stage.rig.post(PLANS, PLANNER, &plan(&volume)).await.refused(409, "meets");
    assert_eq!(found["meetings"], refused["meetings"]);
    let kinds = |answer: &Value| list(answer, "alternatives").iter().map(|way| way["kind"].clone()).collect::<Vec<_>>();
    assert_eq!(kinds(&found), kinds(&refused));
    assert!(!kinds(&found).is_empty());

    let same = json!({ "id": first["id"], "discover": false });
    let own = stage.rig.post(CHECKS, VIEWER, &check(&volume, same)).await.expect(200);
    assert_eq!((&own["blocked"], &own["meetings"]), (&json!(false), &json!([])), "a plan does not meet itself");
    let higher = json!({ "priority": 10, "discover": false });
    let higher = stage.rig.post(CHECKS, VIEWER, &check(&volume, higher)).await.expect(200);
    assert_eq!((&higher["blocked"], text(&higher["meetings"][0], "weight")), (&json!(false), "higher_priority"));
    assert_eq!(higher["alternatives"], json!([]));
    assert_eq!(list(&stage.rig.get(PLANS, VIEWER).await.expect(200), "plans").len(), 1);
}

#[tokio::test]
async fn others_are_asked_unless_the_check_says_not_to() {
    let first = desk_rig().await;
    let second = second(&first).await;
    let theirs = accepted(&first, PLANNER, &plan(&cylinder(PLACE, (0.0, 120.0)))).await;
    let volume = cylinder(PLACE, (0.0, 120.0));
    let quick = check(&volume, json!({ "discover": false }));
    let unknown = second.rig.post(CHECKS, PLANNER2, &quick).await.expect(200);
    assert_eq!((&unknown["blocked"], &unknown["discovered"]), (&json!(false), &json!(false)));
    let asked = second.rig.post(CHECKS, PLANNER2, &check(&volume, json!({}))).await.expect(200);
    let meeting = &asked["meetings"][0];
    assert_eq!((&asked["blocked"], &asked["discovered"], &asked["alternatives"]), (&json!(true), &json!(true), &json!([])));
    assert_eq!((text(meeting, "kind"), text(meeting, "manager"), &meeting["other"]), ("peer_operation", "uss1", &theirs["id"]));
}

#[tokio::test]
async fn ways_around_stay_within_what_the_planner_allows() {
    let stage = desk_rig().await;
    accepted(&stage, PLANNER, &plan(&cylinder(PLACE, (400.0, 500.0)))).await;
    let volume = cylinder(PLACE, (420.0, 480.0));
    let ways = async |limits: Value| {
        let check = check(&volume, json!({ "discover": false, "alternatives": limits }));
        let found = stage.rig.post(CHECKS, VIEWER, &check).await.expect(200);
        list(&found, "alternatives").iter().map(|way| text(way, "kind").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ways(json!({ "shift_s": 0 })).await, ["higher", "lower"]);
    assert_eq!(ways(json!({ "shift_s": 1_200 })).await, ["higher", "lower"]);
    assert_eq!(ways(json!({ "lowest_m": 400, "highest_m": 500 })).await, ["later"]);
    assert_eq!(ways(json!({ "lowest_m": 400 })).await, ["later", "higher"]);
    let not_before = in_minutes(60)["value"].clone();
    let late = check(
        &volume,
        json!({ "discover": false, "alternatives": { "not_before": not_before, "lowest_m": 400, "highest_m": 500 } }),
    );
    let late = stage.rig.post(CHECKS, VIEWER, &late).await.expect(200);
    let way = &late["alternatives"][0];
    // From 10 to 60 minutes ahead.
    assert!(way["seconds"].as_f64().is_some_and(|by| (by - 3_000.0).abs() < 10.0), "{late}");
    assert!(text(&way["volumes"][0], "time_start") >= not_before.as_str().expect("a time"), "{late}");
}

#[tokio::test]
async fn limits_that_cannot_be_are_refused_by_their_field() {
    let stage = desk_rig().await;
    let volume = cylinder(PLACE, (0.0, 120.0));
    for (more, problem) in [
        (json!({ "alternatives": { "shift_s": 86_401 } }), "alternatives.shift_s: must be 0 to 86400"),
        (json!({ "alternatives": { "shift_s": -1 } }), "alternatives.shift_s"),
        (json!({ "alternatives": { "lowest_m": -8_001 } }), "alternatives.lowest_m: must be -8000 to 100000 m"),
        (json!({ "alternatives": { "highest_m": 100_001 } }), "alternatives.highest_m: must be"),
        (json!({ "alternatives": { "lowest_m": 50, "highest_m": 40 } }), "alternatives.lowest_m: must not be above highest_m"),
        (json!({ "alternatives": { "not_before": "noon" } }), "alternatives.not_before: "),
        (json!({ "alternatives": { "further": 1 } }), "alternatives"),
        (json!({ "id": "x" }), "id"),
        (json!({ "discovr": true }), "discovr"),
    ] {
        stage.rig.post(CHECKS, VIEWER, &check(&volume, more)).await.refused(400, problem);
    }
    let bad = with(volume, "buffer_m", json!(-1));
    stage.rig.post(CHECKS, VIEWER, &check(&bad, json!({}))).await.refused(400, "volumes[0].buffer_m");
    stage.rig.post(CHECKS, VIEWER, &json!({})).await.refused(400, "volumes");
}

#[tokio::test]
async fn what_only_perhaps_meets_says_so() {
    let stage = desk_rig_with(|config| (config.desk.ground_lowest_m, config.desk.ground_highest_m) = (0.0, 500.0)).await;
    accepted(&stage, PLANNER, &plan(&cylinder(PLACE, (700.0, 800.0)))).await;
    let mut volume = cylinder(PLACE, (200.0, 320.0));
    for bound in ["altitude_lower", "altitude_upper"] {
        volume["volume"][bound]["reference"] = json!("AGL");
    }
    let found = stage.rig.post(CHECKS, VIEWER, &check(&volume, json!({ "discover": false }))).await.expect(200);
    let meeting = &found["meetings"][0];
    assert_eq!(
        (&found["blocked"], &meeting["certain"], &meeting["pairs"][0]["certain"]),
        (&json!(true), &json!(false), &json!(false))
    );
    assert!(list(&found, "stated").iter().any(|line| line.as_str().is_some_and(|line| line.contains("assumed ground"))));
}
