//! What a plan is refused for: volumes that cannot be, who asks, and what it meets, with the ways around.

use super::desks::*;
use crate::rig::Rig;
use crate::rig::bodies::{id, in_minutes, polygon, with, without};
use crate::rig::tokens::{SC, party};
use crate::rig::{list, text};
use serde_json::{Value, json};

/// Refused with the path of the field and what is wrong with it.
async fn wrong(rig: &Rig, volume: Value, problem: &str) {
    rig.post(PLANS, PLANNER, &plan(&volume)).await.refused(400, problem);
}

#[tokio::test]
async fn every_volume_that_cannot_be_is_refused_by_its_field() {
    let stage = desk_rig().await;
    let good = || cylinder(PLACE, (0.0, 120.0));
    let both = || {
        let mut both = good();
        both["volume"]["outline_polygon"] = polygon(&[(0.0, 0.0), (0.0, 0.1), (0.1, 0.0)])["outline_polygon"].clone();
        both
    };
    let square = |vertices: &[(f64, f64)]| {
        let mut volume = without(good(), "volume/outline_circle");
        volume["volume"]["outline_polygon"] = polygon(vertices)["outline_polygon"].clone();
        volume
    };
    let circle = "volume/outline_circle";
    for (volume, problem) in [
        (without(good(), circle), "volumes[0].volume: an outline is needed"),
        (both(), "volumes[0].volume: only one of outline_circle and outline_polygon"),
        (without(good(), "volume/altitude_lower"), "volumes[0].volume.altitude_lower: is missing"),
        (without(good(), "volume/altitude_upper"), "volumes[0].volume.altitude_upper: is missing"),
        (without(good(), "time_start"), "volumes[0].time_start: is missing"),
        (without(good(), "time_end"), "volumes[0].time_end: is missing"),
        (
            with(good(), "volume/altitude_upper/reference", json!("QNH")),
            "volumes[0].volume.altitude_upper.reference: must be W84,",
        ),
        (with(good(), "volume/altitude_upper/units", json!("KM")), "volumes[0].volume.altitude_upper.units: must be M or FT"),
        (
            with(good(), "volume/altitude_upper/value", json!(100_001)),
            "volumes[0].volume.altitude_upper.value: must be -8000 to 100000",
        ),
        (with(good(), "volume/altitude_upper/value", json!("120")), "volumes[0].volume.altitude_upper.value"),
        (with(good(), "volume/altitude_upper/value", json!(-1)), "volumes[0]: lower 0 m above the ellipsoid is above upper -1 m"),
        (with(good(), "time_start", in_minutes(50)), "volumes[0].time_end: must be after time_start"),
        (with(good(), "time_start", json!("tomorrow")), "volumes[0].time_start: time \"tomorrow\" is not RFC 3339"),
        (with(good(), "time_start", json!(17)), "volumes[0].time_start"),
        (with(good(), "time_start", json!({})), "volumes[0].time_start"),
        (with(good(), "buffer_m", json!(-1)), "volumes[0].buffer_m: must be 0 to 50000 m"),
        (with(good(), "buffer_m", json!(50_001)), "volumes[0].buffer_m: must be 0 to 50000 m"),
        (with(good(), "colour", json!("red")), "colour"),
        (with(good(), "volume/colour", json!("red")), "volumes[0].volume"),
        (
            with(good(), "volume/outline_circle/radius/units", json!("FT")),
            "volumes[0].volume.outline_circle.radius.units: must be M",
        ),
        (with(good(), "volume/outline_circle/radius/value", json!(0)), "volumes[0].volume.outline_circle.radius: "),
        (with(good(), "volume/outline_circle/center/lat", json!(91)), "volumes[0].volume.outline_circle.center: "),
        (without(good(), "volume/outline_circle/center/lng"), "volumes[0].volume.outline_circle.center"),
        (square(&[(0.0, 0.0), (0.0, 0.1)]), "volumes[0].volume.outline_polygon: "),
        (square(&[(0.0, 0.0), (0.0, 0.1), (0.1, 200.0)]), "volumes[0].volume.outline_polygon.vertices[2]: "),
        (square(&[(0.0, 0.0), (0.1, 0.1), (0.1, 0.0), (0.0, 0.1)]), "volumes[0].volume.outline_polygon: "),
    ] {
        wrong(&stage.rig, volume, problem).await;
    }
    assert_eq!(stage.rig.get(PLANS, VIEWER).await.expect(200)["plans"], json!([]), "nothing of it is kept");
}

#[tokio::test]
async fn a_plan_that_cannot_be_is_refused_by_its_field() {
    let stage = desk_rig().await;
    let good = || plan(&cylinder(PLACE, (0.0, 120.0)));
    let many: Vec<Value> = (0..1_001).map(|_| cylinder(PLACE, (0.0, 120.0))).collect();
    let past = with(with(cylinder(PLACE, (0.0, 120.0)), "time_start", in_minutes(-20)), "time_end", in_minutes(-10));
    for (body, problem) in [
        (json!({}), "volumes: at least one volume is needed"),
        (with(good(), "volumes", json!({})), "volumes"),
        (with(good(), "volumes", json!(many)), "volumes: 1001 volumes, at most 1000 are allowed"),
        (with(good(), "volumes", json!([past])), "wholly in the past"),
        (with(good(), "priorty", json!(1)), "priorty"),
        (with(good(), "name", json!("n".repeat(1_001))), "name: 1001 bytes"),
        (with(good(), "authorisations", json!(["x"])), "authorisations[0]"),
        (with(good(), "state", json!("ended")), "state: must be accepted"),
        (with(good(), "off_nominal_volumes", json!([cylinder(PLACE, (0.0, 1.0))])), "off_nominal_volumes: must be empty"),
        (with(good(), "off_nominal_volumes", json!([cylinder(PLACE, (0.0, 1.0)), {}])), "off_nominal_volumes[1]"),
        (with(good(), "off_nominal_volumes", json!([cylinder(PLACE, (1.0, 0.0))])), "off_nominal_volumes[0]: lower 1 m"),
    ] {
        stage.rig.post(PLANS, PLANNER, &body).await.refused(400, problem);
    }
    let authorization = PLANNER.authorization();
    stage.rig.send("POST", PLANS, &[("authorization", &authorization)], "{").await.refused(400, "line 1");
}

#[tokio::test]
async fn only_the_people_of_the_desk_may_use_it() {
    let stage = desk_rig().await;
    let body = plan(&cylinder(PLACE, (0.0, 120.0)));
    stage.rig.post(PLANS, party("uss1", SC), &body).await.refused(403, "tansiq.desk.plan");
    stage.rig.post(PLANS, VIEWER, &body).await.refused(403, "tansiq.desk.plan");
    stage.rig.post(PLANS, PLANNER2, &body).await.refused(403, "uss2 is not one of the people of this desk");
    stage.rig.get(PLANS, PLANNER2).await.refused(403, "uss2");
    stage.rig.send("GET", PLANS, &[], "").await.refused(401, "token");

    let named = desk_rig_with(|config| config.desk.users = vec!["alice".to_owned()]).await;
    named.rig.post(PLANS, PLANNER, &body).await.refused(403, "uss1 is not one of the people");
    let made = accepted(&named, party("alice", "tansiq.desk.plan"), &body).await;
    assert_eq!(text(&made, "planner"), "alice");
}

#[tokio::test]
async fn without_a_desk_there_is_nothing() {
    let rig = Rig::start().await;
    let flight = format!("{PLANS}/{}", id());
    for (method, path) in [("POST", PLANS), ("GET", PLANS), ("GET", &flight), ("GET", "/api/v1/desk/status")] {
        let answer = rig.ask(method, path, PLANNER, Some(&json!({}))).await;
        assert_eq!((answer.status, answer.text.as_str()), (404, "404 page not found\n"), "{method} {path}");
    }
}

#[tokio::test]
async fn a_refusal_says_how_deep_the_plan_meets_what() {
    let stage = desk_rig().await;
    let first = accepted(&stage, PLANNER, &plan(&cylinder(PLACE, (0.0, 120.0)))).await;
    // Circles of 100 m whose centres are 150 m apart: 50 m deep. 20 m of height and 30 minutes in common.
    let refused = stage.rig.post(PLANS, PLANNER, &plan(&cylinder(east(150.0), (100.0, 200.0)))).await.refused(409, "meets");
    let meetings = list(&refused, "meetings");
    assert_eq!(meetings.len(), 1);
    let meeting = &meetings[0];
    assert_eq!(
        (text(meeting, "kind"), text(meeting, "weight"), text(meeting, "name")),
        ("own_operation", "equal_priority", "survey")
    );
    assert_eq!((&meeting["other"], &meeting["blocks"], &meeting["certain"]), (&first["id"], &json!(true), &json!(true)));
    let pair = &meeting["pairs"][0];
    let number = |field: &str| pair[field].as_f64().expect("a number");
    assert!((number("horizontal_m") - 50.0).abs() < 0.05, "{pair}");
    assert_eq!((number("vertical_m"), &pair["own"], &pair["other"]), (20.0, &json!(0), &json!(0)));
    assert!((number("seconds") - 1_800.0).abs() < 5.0, "{pair}");
    // The position is in both circles: on the line of the centres, 50 to 100 m east of the first.
    let from_first_m = (number("lng") - PLACE.1) * DEGREE_M;
    assert!((49.9..=100.1).contains(&from_first_m) && number("lat").abs() < 87.0 / DEGREE_M, "{pair}");
    assert_eq!(stage.rig.get(PLANS, VIEWER).await.expect(200)["plans"].as_array().map(Vec::len), Some(1));

    // Circles whose edges are 10 m apart do not meet.
    accepted(&stage, PLANNER, &plan(&cylinder(east(210.0), (100.0, 200.0)))).await;
}

#[tokio::test]
async fn every_way_around_is_accepted_when_it_is_submitted() {
    let stage = desk_rig().await;
    accepted(&stage, PLANNER, &plan(&cylinder(PLACE, (400.0, 500.0)))).await;
    let body = plan(&cylinder(east(50.0), (420.0, 480.0)));
    let refused = stage.rig.post(PLANS, PLANNER, &body).await.refused(409, "meets");
    let alternatives = list(&refused, "alternatives");
    let kinds: Vec<&str> = alternatives.iter().map(|way| text(way, "kind")).collect();
    assert!(["later", "higher", "lower"].iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
    for way in alternatives {
        let by = |field: &str| way[field].as_f64().unwrap_or(f64::NAN);
        match text(way, "kind") {
            // Both last from 10 to 40 minutes ahead.
            "later" => assert!((by("seconds") - 1_800.0).abs() < 10.0, "{way}"),
            // From 420 m to above 500 m, from 480 m to below 400 m.
            "higher" | "lower" => assert!((by("metres") - 80.0).abs() < 1.0, "{way}"),
            other => panic!("{other} is no way around here"),
        }
        let made = accepted(&stage, PLANNER, &with(body.clone(), "volumes", way["volumes"].clone())).await;
        assert_eq!(made["meetings"], json!([]), "{way}");
        stage.rig.delete(&format!("{PLANS}/{}", text(&made, "id")), PLANNER).await.expect(200);
    }
}

#[tokio::test]
async fn a_way_around_of_heights_above_ground_is_accepted_too() {
    let stage = desk_rig_with(|config| (config.desk.ground_lowest_m, config.desk.ground_highest_m) = (0.0, 20.0)).await;
    let above_ground = |at| {
        let volume = cylinder(at, (0.0, 120.0));
        let volume = with(volume, "volume/altitude_lower/reference", json!("AGL"));
        plan(&with(volume, "volume/altitude_upper/reference", json!("AGL")))
    };
    accepted(&stage, PLANNER, &above_ground(PLACE)).await;
    let refused = stage.rig.post(PLANS, PLANNER, &above_ground(PLACE)).await.refused(409, "meets");
    assert!(list(&refused, "alternatives").len() >= 2, "{refused}");
    for way in list(&refused, "alternatives") {
        let made = accepted(&stage, PLANNER, &json!({ "volumes": way["volumes"] })).await;
        stage.rig.delete(&format!("{PLANS}/{}", text(&made, "id")), PLANNER).await.expect(200);
    }
}
