//! Flights that are not planned, and what that leaves.

use super::stage::*;
use crate::rig::bodies::*;
use serde_json::{Value, json};

#[tokio::test]
async fn a_conflict_of_equal_priority_is_rejected_and_the_first_flight_is_untouched() {
    let stage = Stage::start().await;
    let at = place();
    let first = stage.planned(planned(around(at))).await;
    let before = stage.at_dss(&first).await;
    let second = id();
    let refused = stage.expect(&second, planned(around(east(at, 50.0))), ("Rejected", "NotPlanned")).await;
    let notes = refused["notes"].as_str().expect("notes");
    assert!(notes.contains(&first) && notes.contains("same priority"), "{notes}");
    assert!(refused.get("as_planned").is_none());
    assert!(!stage.dss_has(&second).await);
    assert_eq!(stage.at_dss(&first).await, before);
}

#[tokio::test]
async fn a_higher_priority_may_conflict_and_a_lower_may_not() {
    let stage = Stage::start().await;
    let at = place();
    stage.planned(with_priority(planned(around(at)), 10)).await;
    stage.planned(with_priority(planned(around(at)), 20)).await;
    stage.expect(&id(), with_priority(planned(around(at)), 9), ("Rejected", "NotPlanned")).await;
    stage.expect(&id(), with_priority(planned(around(at)), 10), ("Rejected", "NotPlanned")).await;
}

#[tokio::test]
async fn neighbours_that_do_not_touch_do_not_conflict() {
    let stage = Stage::start().await;
    // On the equator, where a degree of longitude is 111,319.49 m (WGS84).
    let at = (0.0, -140.0);
    stage.planned(planned(around(at))).await;
    stage.planned(planned(around(east(at, 201.0)))).await;
    stage.expect(&id(), planned(around(east(at, 199.0))), ("Rejected", "NotPlanned")).await;
}

#[tokio::test]
async fn a_refused_change_leaves_a_flight_in_use_exactly_as_it_was() {
    let stage = Stage::start().await;
    let (here, there) = (place(), place());
    let flight = id();
    stage.expect(&flight, in_use(around(here)), ("Completed", "OkToFly")).await;
    let other = stage.planned(planned(around(there))).await;
    let before = (stage.at_dss(&flight).await, stage.details(&flight).await);
    stage.expect(&flight, in_use(around(there)), ("Rejected", "OkToFly")).await;
    stage.expect(&flight, planned(around(here)), ("Rejected", "OkToFly")).await;
    assert_eq!((stage.at_dss(&flight).await, stage.details(&flight).await), before);
    // The same for one that is only planned.
    stage.expect(&other, planned(around(here)), ("Rejected", "Planned")).await;
    stage.expect(&other, in_use(around(here)), ("Rejected", "Planned")).await;
}

#[tokio::test]
async fn a_flight_in_trouble_is_taken_whatever_is_in_the_way() {
    let stage = Stage::start().await;
    let (here, there) = (place(), place());
    let flight = id();
    stage.expect(&flight, in_use(around(here)), ("Completed", "OkToFly")).await;
    stage.planned(with_priority(planned(around(there)), 100)).await;
    stage.expect(&flight, in_reality("InUse", "OffNominal", vec![around(there)]), ("Completed", "OffNominal")).await;
}

#[tokio::test]
async fn a_planning_in_reality_that_is_not_allowed_is_rejected() {
    let stage = Stage::start().await;
    let at = place();
    stage.planned(planned(around(at))).await;
    stage.expect(&id(), in_reality("InUse", "Nominal", vec![around(at)]), ("Rejected", "NotPlanned")).await;
    let never = in_reality("InUse", "OffNominal", vec![around(place())]);
    stage.expect(&id(), never, ("Rejected", "NotPlanned")).await;
}

#[tokio::test]
async fn plans_that_the_standard_does_not_have_are_rejected_with_the_field() {
    let stage = Stage::start().await;
    let at = place();
    let area = |change: fn(&mut Value)| {
        let mut area = around(at);
        change(&mut area);
        area
    };
    let past = area(|area| {
        area["time_start"] = in_minutes(-60);
        area["time_end"] = in_minutes(-30);
    });
    let far_ahead = area(|area| {
        area["time_start"] = in_minutes(31 * 24 * 60);
        area["time_end"] = in_minutes(31 * 24 * 60 + 30);
    });
    let later = area(|area| area["time_start"] = in_minutes(30));
    let upside_down = area(|area| area["volume"]["altitude_lower"] = altitude(121.0));
    let unbounded = area(|area| {
        area.as_object_mut().expect("an object").remove("time_end");
    });
    let of = |usage: &str, uas: &str, area: &Value| request(usage, uas, vec![area.clone()]);
    for (request, result, part) in [
        (of("Planned", "Nominal", &past), "Rejected", "past"),
        (of("Planned", "Nominal", &far_ahead), "Rejected", "30 days"),
        (of("InUse", "Nominal", &later), "Rejected", "active now"),
        (of("Planned", "Nominal", &upside_down), "Rejected", "120"),
        (of("Planned", "Nominal", &unbounded), "Rejected", "area[0].time_end"),
        (of("Planned", "OffNominal", &around(at)), "Rejected", "uas_state"),
        (of("Planned", "Contingent", &around(at)), "Rejected", "uas_state"),
        (of("InUse", "NotSpecified", &around(at)), "NotSupported", "uas_state"),
        (request("Planned", "Nominal", vec![]), "Rejected", "volume"),
        (of("Closed", "Nominal", &around(at)), "Rejected", "no such flight"),
    ] {
        let refused = stage.expect(&id(), request, (result, "NotPlanned")).await;
        assert!(refused["notes"].as_str().is_some_and(|notes| notes.contains(part)), "{part}: {refused}");
    }
}

#[tokio::test]
async fn too_many_vertices_are_rejected() {
    let stage = Stage::start().await;
    let (lat, lng) = place();
    // 101 polygons of 100 vertices.
    let vertices: Vec<(f64, f64)> = (0..100)
        .map(|n| f64::from(n) * std::f64::consts::TAU / 100.0)
        .map(|angle| (lat + 0.001 * angle.sin(), lng + 0.001 * angle.cos()))
        .collect();
    let area = vec![volume(polygon(&vertices)); 101];
    let refused = stage.expect(&id(), request("Planned", "Nominal", area), ("Rejected", "NotPlanned")).await;
    assert!(refused["notes"].as_str().is_some_and(|notes| notes.contains("10100 vertices")), "{refused}");
}

#[tokio::test]
async fn heights_above_take_off_are_not_supported() {
    let stage = Stage::start().await;
    let mut area = around(place());
    area["volume"]["altitude_upper"]["reference"] = json!("Takeoff");
    let refused = stage.expect(&id(), planned(area), ("NotSupported", "NotPlanned")).await;
    assert!(refused["notes"].as_str().is_some_and(|notes| notes.contains("take-off")), "{refused}");
}

#[tokio::test]
async fn off_nominal_states_are_not_supported_by_a_desk_that_does_not_declare_them() {
    let stage = Stage::start_with("desk1", |config| config.desk.monitors_conformance = false).await;
    let (flight, at) = (id(), place());
    stage.expect(&flight, in_use(around(at)), ("Completed", "OkToFly")).await;
    let trouble = in_reality("InUse", "OffNominal", vec![around(at)]);
    stage.expect(&flight, trouble, ("NotSupported", "OkToFly")).await;
}

#[tokio::test]
async fn a_dss_that_cannot_be_reached_is_a_failure() {
    // Nothing listens on port 1.
    let stage = Stage::start_with("desk1", |config| config.desk.dss = vec!["http://127.0.0.1:1".to_owned()]).await;
    let failed = stage.expect(&id(), planned(around(place())), ("Failed", "NotPlanned")).await;
    assert!(failed["notes"].as_str().is_some_and(|notes| notes.contains("DSS")), "{failed}");
}

#[tokio::test]
async fn only_messages_that_cannot_be_read_are_bad_requests() {
    let stage = Stage::start().await;
    let good = planned(around(place()));
    stage.put("not-a-uuid", &good).await.refused(400, "flight_plan_id");
    for (path, part) in [("request_id", "request_id"), ("execution_style", "execution_style"), ("flight_plan", "flight_plan")] {
        stage.put(&id(), &without(good.clone(), path)).await.refused(400, part);
    }
    stage.put(&id(), &with(good.clone(), "execution_style", json!("Perhaps"))).await.refused(400, "execution_style");
    stage.put(&id(), &with(good.clone(), "request_id", json!("x".repeat(300)))).await.refused(400, "request_id");
    let get = |query: &'static str| stage.rig.get(query, PLAN);
    get("/user_notifications").await.refused(400, "after");
    get("/user_notifications?after=yesterday").await.refused(400, "after");
    get("/user_notifications?after=2026-01-02T00:00:00Z&before=2026-01-01T00:00:00Z").await.refused(400, "before");
}
