//! Two desks that share one DSS, as two parties under test do.

use super::stage::*;
use crate::rig::bodies::*;
use serde_json::Value;
use std::time::Duration;
use tansiq_wire::f3548::Time;

/// How often notifications are asked for before a peer counts as not told; F3548-21 allows 5 s (SCD0085, SCD0090).
const PATIENCE: Duration = Duration::from_secs(20);

async fn conflicts(stage: &Stage, since: i64) -> Vec<Value> {
    let after = Time::from_micros(since).value.replace(':', "%3A");
    let told = stage.rig.get(&format!("/user_notifications?after={after}"), PLAN).await.expect(200);
    told["user_notifications"].as_array().expect("a list").clone()
}

async fn told(stage: &Stage, since: i64) -> Vec<Value> {
    let asking = async {
        loop {
            let told = conflicts(stage, since).await;
            if !told.is_empty() {
                return told;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asking).await.expect("the user is told in time")
}

#[tokio::test]
async fn the_flight_of_one_is_in_the_way_of_the_other() {
    let first = Stage::start().await;
    let second = first.second().await;
    let at = place();
    let flight = first.planned(planned(around(at))).await;
    let refused = second.expect(&id(), planned(around(east(at, 50.0))), ("Rejected", "NotPlanned")).await;
    let notes = refused["notes"].as_str().expect("notes");
    assert!(notes.contains(&flight) && notes.contains("desk1"), "{notes}");
    second.planned(planned(around(east(at, 2_000.0)))).await;
    let third = id();
    second.expect(&third, in_use(around(east(at, 4_000.0))), ("Completed", "OkToFly")).await;
    let before = (first.at_dss(&third).await["ovn"].clone(), second.details(&third).await);
    second.expect(&third, in_use(around(at)), ("Rejected", "OkToFly")).await;
    assert_eq!((first.at_dss(&third).await["ovn"].clone(), second.details(&third).await), before);
}

#[tokio::test]
async fn the_user_of_the_lower_priority_is_told_by_the_peer() {
    let first = Stage::start().await;
    let second = first.second().await;
    let (at, since) = (place(), now_us());
    first.planned(planned(around(at))).await;
    assert!(conflicts(&first, since).await.is_empty());
    let higher = second.planned(with_priority(planned(around(at)), 100)).await;
    let told = told(&first, since).await;
    assert_eq!(told[0]["conflicts"], "Single");
    assert!(
        told[0]["message"].as_str().is_some_and(|message| message.contains(&higher) && message.contains("desk2")),
        "{told:?}"
    );
    first.expect(&id(), planned(around(at)), ("Rejected", "NotPlanned")).await;
}

#[tokio::test]
async fn a_cleared_area_is_free_for_the_other() {
    let first = Stage::start().await;
    let second = first.second().await;
    let at = place();
    first.planned(planned(around(at))).await;
    second.expect(&id(), planned(around(at)), ("Rejected", "NotPlanned")).await;
    let request = serde_json::json!({ "request_id": id(), "extent": around(at) });
    let outcome = second.rig.post("/flight_planning/v1/clear_area_requests", DIRECTOR, &request).await.expect(200);
    assert_eq!(outcome["outcome"]["success"], true, "{outcome}");
    second.expect(&id(), planned(around(at)), ("Rejected", "NotPlanned")).await;
    let request = serde_json::json!({ "request_id": id(), "extent": around(at) });
    let outcome = first.rig.post("/flight_planning/v1/clear_area_requests", DIRECTOR, &request).await.expect(200);
    assert_eq!(outcome["outcome"]["details"]["operations_ended"], 1, "{outcome}");
    second.expect(&id(), planned(around(at)), ("Completed", "Planned")).await;
}

#[tokio::test]
async fn a_peer_that_does_not_answer_is_a_failure() {
    let stage = Stage::start().await;
    let at = place();
    // Nothing listens on port 1.
    let mut body = intent(around(at));
    body["uss_base_url"] = serde_json::json!("http://127.0.0.1:1");
    stage.rig.new_intent(crate::rig::tokens::USS2, &body).await;
    let failed = stage.expect(&id(), planned(around(at)), ("Failed", "NotPlanned")).await;
    assert!(failed["notes"].as_str().is_some_and(|notes| notes.contains("uss2")), "{failed}");
}
