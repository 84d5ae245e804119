//! Areas that are cleared for a test.

use super::stage::*;
use crate::rig::bodies::*;
use crate::rig::tokens::USS2;
use serde_json::{Value, json};

fn clear(area: Value) -> Value {
    json!({ "request_id": id(), "extent": area })
}

async fn cleared(stage: &Stage, request: &Value) -> Value {
    stage.rig.post("/clear_area_requests", DIRECTOR, request).await.expect(200)["outcome"].clone()
}

#[tokio::test]
async fn operations_of_every_state_are_ended_and_those_elsewhere_stay() {
    let stage = Stage::start().await;
    let at = place();
    let accepted = stage.planned(planned(around(at))).await;
    let (activated, outside) = (id(), id());
    stage.expect(&activated, in_use(around(east(at, 2_000.0))), ("Completed", "OkToFly")).await;
    stage.expect(&outside, in_use(around(east(at, 4_000.0))), ("Completed", "OkToFly")).await;
    let trouble = in_reality("InUse", "OffNominal", vec![around(east(at, 5_000.0))]);
    stage.expect(&outside, trouble, ("Completed", "OffNominal")).await;
    let elsewhere = stage.planned(planned(around(place()))).await;

    let area = clear(volume(circle(at, 10_000.0)));
    let outcome = cleared(&stage, &area).await;
    assert_eq!(outcome["success"], true, "{outcome}");
    assert_eq!(outcome["details"]["operations_ended"], 3);
    for flight in [&accepted, &activated, &outside] {
        assert!(!stage.dss_has(flight).await);
        let closed = stage.rig.delete(&format!("/flight_plans/{flight}"), DIRECTOR).await.expect(200);
        assert_eq!(closed["flight_plan_status"], "Closed");
    }
    assert!(stage.dss_has(&elsewhere).await);
    assert_eq!(cleared(&stage, &area).await, outcome, "the same request has the same answer");
    let again = cleared(&stage, &clear(volume(circle(at, 10_000.0)))).await;
    assert_eq!((again["success"].as_bool(), again["details"]["operations_ended"].as_i64()), (Some(true), Some(0)));
}

#[tokio::test]
async fn what_only_the_dss_has_of_this_party_is_removed_and_nothing_of_others() {
    let stage = Stage::start().await;
    let at = place();
    let mut body = intent(around(at));
    body["uss_base_url"] = json!("http://127.0.0.1:9/an-earlier-run");
    let left = stage.rig.new_intent(DESK1, &body).await;
    let others = stage.rig.new_intent(USS2, &intent(around(east(at, 1_000.0)))).await;
    let outcome = cleared(&stage, &clear(volume(circle(at, 5_000.0)))).await;
    assert_eq!(outcome["success"], true, "{outcome}");
    assert_eq!(outcome["details"]["leftovers_removed"], 1);
    assert!(!stage.dss_has(&left.id).await);
    assert!(stage.dss_has(&others.id).await);
}

#[tokio::test]
async fn what_could_not_be_cleared_is_told() {
    let stage = Stage::start_with("desk1", |config| config.desk.dss = vec!["http://127.0.0.1:1".to_owned()]).await;
    let outcome = cleared(&stage, &clear(around(place()))).await;
    assert_eq!(outcome["success"], false);
    assert!(outcome["message"].as_str().is_some_and(|message| message.contains("DSS")), "{outcome}");
    let mut shapeless = around(place());
    shapeless["volume"].as_object_mut().expect("an object").remove("outline_circle");
    let outcome = cleared(&stage, &clear(shapeless)).await;
    assert_eq!(outcome["success"], false);
    assert!(outcome["message"].as_str().is_some_and(|message| message.contains("extent.volume")), "{outcome}");
    stage.rig.post("/clear_area_requests", DIRECTOR, &json!({ "request_id": id() })).await.refused(400, "extent");
}
