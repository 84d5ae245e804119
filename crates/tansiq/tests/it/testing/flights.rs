//! Flights that are planned, flown and closed.

use super::stage::*;
use crate::rig::bodies::*;
use serde_json::json;
use tansiq_wire::f3548::Time;

#[tokio::test]
async fn a_flight_is_planned_flown_in_trouble_and_closed() {
    let stage = Stage::start().await;
    let (flight, at) = (id(), place());
    let done = stage.expect(&flight, planned(around(at)), ("Completed", "Planned")).await;
    assert_eq!(done["as_planned"]["basic_information"]["usage_state"], "Planned");
    assert_eq!(done["includes_advisories"], "NoAdvisoriesOrConditions");
    assert_eq!(stage.at_dss(&flight).await["state"], "Accepted", "the flight's id is that of its operation");

    stage.expect(&flight, in_use(around(at)), ("Completed", "OkToFly")).await;
    assert_eq!(stage.at_dss(&flight).await["state"], "Activated");
    let larger = volume(circle(at, 200.0));
    stage.expect(&flight, in_use(larger.clone()), ("Completed", "OkToFly")).await;
    assert_eq!(stage.details(&flight).await["volumes"][0]["volume"]["outline_circle"]["radius"]["value"], 200.0);

    let outside = volume(circle(at, 900.0));
    stage.expect(&flight, in_reality("InUse", "OffNominal", vec![outside.clone()]), ("Completed", "OffNominal")).await;
    assert_eq!(stage.at_dss(&flight).await["state"], "Nonconforming");
    let told = stage.details(&flight).await;
    assert_eq!(told["volumes"][0]["volume"]["outline_circle"]["radius"]["value"], 200.0, "what it may return to");
    assert_eq!(told["off_nominal_volumes"][0]["volume"]["outline_circle"]["radius"]["value"], 900.0);

    stage.expect(&flight, in_use(larger), ("Completed", "OkToFly")).await;
    stage.expect(&flight, in_reality("InUse", "Contingent", vec![outside.clone()]), ("Completed", "OffNominal")).await;
    assert_eq!(stage.at_dss(&flight).await["state"], "Contingent");
    stage.expect(&flight, in_use(outside.clone()), ("Rejected", "OffNominal")).await;

    stage.expect(&flight, request("Closed", "Nominal", vec![outside]), ("Completed", "Closed")).await;
    assert!(!stage.dss_has(&flight).await);
}

#[tokio::test]
async fn a_flight_may_begin_in_use() {
    let stage = Stage::start().await;
    let flight = id();
    stage.expect(&flight, in_use(around(place())), ("Completed", "OkToFly")).await;
    assert_eq!(stage.at_dss(&flight).await["state"], "Activated");
}

#[tokio::test]
async fn what_was_planned_is_told_as_it_is_written() {
    let stage = Stage::start().await;
    let at = place();
    let mut asked = planned(around(at));
    let area = &mut asked["flight_plan"]["basic_information"]["area"][0];
    area["volume"]["altitude_lower"] = altitude(100.0);
    // 1,000 ft is 304.8 m (ICAO Annex 5).
    area["volume"]["altitude_upper"] = json!({ "value": 1_000.0, "reference": "W84", "units": "FT" });
    asked["flight_plan"]["basic_information"]["description"] = json!("blood samples");
    asked["flight_plan"]["telemetry"] = json!({ "states": [{ "id": "1", "timestamp": in_minutes(1) }] });
    let done = stage.expect(&id(), asked, ("Completed", "Planned")).await;
    let made = &done["as_planned"];
    assert_eq!(made["basic_information"]["description"], "blood samples");
    assert_eq!(made["astm_f3548_21"]["priority"], 0);
    let upper = &made["basic_information"]["area"][0]["volume"]["altitude_upper"];
    assert_eq!(
        (upper["value"].as_f64(), upper["reference"].as_str(), upper["units"].as_str()),
        (Some(304.8), Some("W84"), Some("M"))
    );
    assert!(made.get("telemetry").is_none());
    assert!(done["notes"].as_str().is_some_and(|notes| notes.contains("telemetry")), "{done}");
}

#[tokio::test]
async fn heights_above_the_ground_are_taken_as_far_as_they_may_reach() {
    let stage = Stage::start_with("desk1", |config| {
        (config.desk.ground_lowest_m, config.desk.ground_highest_m) = (0.0, 50.0);
    })
    .await;
    let flight = id();
    let mut asked = planned(around(place()));
    for (bound, metres) in [("altitude_lower", 0.0), ("altitude_upper", 120.0)] {
        asked["flight_plan"]["basic_information"]["area"][0]["volume"][bound] =
            json!({ "value": metres, "reference": "SFC", "units": "M" });
    }
    let done = stage.expect(&flight, asked, ("Completed", "Planned")).await;
    assert!(done["notes"].as_str().is_some_and(|notes| notes.contains("assumed ground")), "{done}");
    let told = stage.details(&flight).await;
    let height = |bound: &str| told["volumes"][0]["volume"][bound]["value"].as_f64().expect("a height");
    let extent = height("altitude_upper") - height("altitude_lower");
    // 120 m, the 50 m in which the ground may be, and the error of the geoid both ways.
    assert!((170.0..190.0).contains(&extent), "{extent}");
}

#[tokio::test]
async fn the_same_request_is_done_once() {
    let stage = Stage::start().await;
    let (flight, asked) = (id(), planned(around(place())));
    let (first, second) = tokio::join!(stage.put(&flight, &asked), stage.put(&flight, &asked));
    let first = first.expect(200);
    assert_eq!(second.expect(200), first);
    assert_eq!(first["flight_plan_status"], "Planned");
    assert_eq!(stage.put(&flight, &asked).await.expect(200), first);
    assert_eq!(stage.at_dss(&flight).await["version"], 1);

    stage.put(&id(), &asked).await.refused(409, "request_id");
    let again = planned(asked["flight_plan"]["basic_information"]["area"][0].clone());
    stage.expect(&flight, again, ("Completed", "Planned")).await;
    assert_eq!(stage.at_dss(&flight).await["version"], 2, "another request id is another request");
}

#[tokio::test]
async fn a_hypothetical_request_changes_nothing() {
    let stage = Stage::start().await;
    let (at, imagined) = (place(), id());
    let hypothetical = |mut request: serde_json::Value| {
        request["execution_style"] = json!("Hypothetical");
        request
    };
    stage.expect(&imagined, hypothetical(planned(around(at))), ("Completed", "Planned")).await;
    assert!(!stage.dss_has(&imagined).await);
    stage.expect(&imagined, request("Closed", "Nominal", vec![]), ("Rejected", "NotPlanned")).await;

    let real = stage.planned(planned(around(at))).await;
    let refused = stage.expect(&imagined, hypothetical(planned(around(at))), ("Rejected", "NotPlanned")).await;
    assert!(refused["notes"].as_str().is_some_and(|notes| notes.contains(&real)), "{refused}");
    stage.expect(&real, hypothetical(in_use(around(at))), ("Completed", "OkToFly")).await;
    stage.expect(&real, hypothetical(request("Closed", "Nominal", vec![])), ("Completed", "Closed")).await;
    let off_nominal = hypothetical(request("InUse", "OffNominal", vec![around(at)]));
    stage.expect(&real, off_nominal, ("Completed", "OffNominal")).await;
    let reference = stage.at_dss(&real).await;
    assert_eq!((reference["state"].as_str(), reference["version"].as_i64()), (Some("Accepted"), Some(1)));
}

#[tokio::test]
async fn a_flight_is_removed_by_the_director_or_the_user_and_only_if_it_was_known() {
    let stage = Stage::start().await;
    for who in [DIRECTOR, PLAN] {
        let flight = stage.planned(planned(around(place()))).await;
        let path = format!("/flight_planning/v1/flight_plans/{flight}");
        for _ in 0..2 {
            let gone = stage.rig.delete(&path, who).await.expect(200);
            assert_eq!(
                (gone["planning_result"].as_str(), gone["flight_plan_status"].as_str()),
                (Some("Completed"), Some("Closed"))
            );
        }
        assert!(!stage.dss_has(&flight).await);
    }
    stage.rig.delete(&format!("/flight_plans/{}", id()), DIRECTOR).await.refused(404, "there is no flight plan");
}

#[tokio::test]
async fn a_flight_that_is_over_can_be_planned_anew_under_its_id() {
    let stage = Stage::start().await;
    let at = place();
    let flight = stage.planned(planned(around(at))).await;
    stage.expect(&flight, request("Closed", "Nominal", vec![]), ("Completed", "Closed")).await;
    stage.expect(&flight, request("Closed", "Nominal", vec![]), ("Completed", "Closed")).await;
    stage.expect(&flight, planned(around(at)), ("Completed", "Planned")).await;
    assert!(!stage.dss_has(&flight).await, "its operation has another id");
    stage.expect(&flight, in_use(around(at)), ("Completed", "OkToFly")).await;
    let found = stage.rig.post(&format!("{INTENTS}/query"), DESK1, &query(around(at))).await.expect(200);
    let found = found["operational_intent_references"].as_array().expect("a list").clone();
    assert_eq!((found.len(), found[0]["state"].as_str()), (1, Some("Activated")));
    stage.rig.delete(&format!("/flight_plans/{flight}"), PLAN).await.expect(200);
}

#[tokio::test]
async fn an_id_that_no_operation_can_have_is_a_flight_nevertheless() {
    let stage = Stage::start().await;
    // Version 1 of RFC 4122.
    let flight = "c232ab00-9414-11ec-b3c8-9f6bdeced846";
    stage.expect(flight, planned(around(place())), ("Completed", "Planned")).await;
    let closed = stage.expect(flight, request("Closed", "Nominal", vec![]), ("Completed", "Closed")).await;
    assert!(closed.get("notes").is_none());
}

#[tokio::test]
async fn the_user_is_told_of_conflicts_in_the_time_asked_for() {
    let stage = Stage::start().await;
    let at = place();
    let before = now_us();
    stage.planned(planned(around(at))).await;
    stage.planned(with_priority(planned(around(at)), 10)).await;
    let time = |micros: i64| Time::from_micros(micros).value.replace(':', "%3A");
    let after = format!("/user_notifications?after={}", time(before));
    let told = stage.rig.get(&after, PLAN).await.expect(200);
    let told = told["user_notifications"].as_array().expect("a list").clone();
    assert!(!told.is_empty(), "the user of the lower flight is told");
    assert!(told.iter().all(|told| told["conflicts"] == "Single"), "{told:?}");
    let earlier = format!("/flight_planning/v1/user_notifications?after={}&before={}", time(before - 2_000_000), time(before));
    let none = stage.rig.get(&earlier, PLAN).await.expect(200);
    assert_eq!(none["user_notifications"].as_array().map(Vec::len), Some(0));
}
