//! The order in which an operational intent's PUT and DELETE are checked, and the rules that need two states. Each test
//! breaks several rules at once and sees which one is named.

use crate::rig::bodies::*;
use crate::rig::tokens::*;
use crate::rig::{Made, Rig};
use serde_json::{Value, json};

/// A valid update to a state, with a new subscription.
fn to_state(place: (f64, f64), state: &str) -> Value {
    with(intent_with_subscription(around(place)), "state", json!(state))
}

#[tokio::test]
async fn a_token_is_looked_at_before_anything_else() {
    let rig = Rig::start().await;
    for body in ["", "not JSON", "{}"] {
        rig.send("PUT", &format!("{INTENTS}/not-an-id"), &[], body).await.refused(401, "access token");
        rig.put_text(&format!("{INTENTS}/not-an-id"), PUBLISHER, body).await.refused(403, SC);
    }
}

#[tokio::test]
async fn format_comes_before_the_scope_for_a_state() {
    let rig = Rig::start().await;
    let place = place();
    let made = rig.new_intent(USS1, &intent_with_subscription(around(place))).await;
    let off = to_state(place, "Contingent");
    // Well-formed, but the scope is missing.
    rig.put(&made.current(INTENTS), USS1, &off).await.refused(403, CMSA);
    // Each of these would be 403 if the scope came first.
    let broken = [
        (with(off.clone(), "uss_base_url", json!("ftp://x")), "uss_base_url"),
        (with(off.clone(), "new_subscription/uss_base_url", json!("")), "new_subscription.uss_base_url"),
        (with(off.clone(), "extents", json!([])), "extents"),
        (with(off.clone(), "extents/0/time_end", in_minutes(-5)), "extents"),
        (without(off.clone(), "new_subscription"), "subscription_id"),
        (with(off.clone(), "requested_ovn_suffix", json!("x")), "requested_ovn_suffix"),
        (with(off.clone(), "requested_ovn_suffix", json!(suffix(-900))), "requested_ovn_suffix"),
        (with(without(off.clone(), "new_subscription"), "subscription_id", json!("x")), "subscription_id"),
    ];
    for (body, field) in broken {
        rig.put(&made.current(INTENTS), USS1, &body).await.refused(400, field);
    }
    // A create is held against Accepted before its scope.
    rig.put(&format!("{INTENTS}/{}", id()), USS1, &off).await.refused(400, "Accepted");
    rig.put(&format!("{INTENTS}/{}", id()), USS1_MONITOR, &off).await.refused(400, "Accepted");
    rig.put(&format!("{INTENTS}/{}/", id()), USS1_MONITOR, &off).await.refused(400, "Accepted");
}

#[tokio::test]
async fn the_scope_for_a_state_comes_before_the_owner() {
    let rig = Rig::start().await;
    let place = place();
    let made = rig.new_intent(USS1, &intent_with_subscription(around(place))).await;
    rig.put(&made.current(INTENTS), USS2, &to_state(place, "Nonconforming")).await.refused(403, CMSA);
    rig.put(&format!("{INTENTS}/{}/unknown", id()), USS2, &to_state(place, "Nonconforming")).await.refused(403, CMSA);
}

#[tokio::test]
async fn the_owner_comes_before_the_ovn() {
    let rig = Rig::start().await;
    let place = place();
    let made = rig.new_intent(USS1, &intent(around(place))).await;
    let path = format!("{INTENTS}/{}", made.id);
    rig.put(&format!("{path}/stale"), USS2, &intent(around(place))).await.refused(403, "uss1");
    rig.put(&path, USS2, &intent(around(place))).await.refused(403, "uss1");
    rig.put(&format!("{path}/stale"), USS1, &intent(around(place))).await.refused(409, "ovn");
    rig.put(&path, USS1, &intent(around(place))).await.refused(409, "exists already");
    rig.put(&format!("{path}/Available%20from%20USS"), USS1, &intent(around(place))).await.refused(409, "ovn");
}

#[tokio::test]
async fn a_conflict_of_versions_names_nothing_missing() {
    let rig = Rig::start().await;
    let made = rig.new_intent(USS1, &intent(around(place()))).await;
    let refusal = rig.put(&format!("{INTENTS}/{}/stale", made.id), USS1, &intent(around(place()))).await.expect(409);
    assert_eq!(crate::rig::keys(&refusal), ["message"]);
}

#[tokio::test]
async fn updating_what_does_not_exist_is_a_bad_request() {
    let rig = Rig::start().await;
    let id = id();
    rig.put(&format!("{INTENTS}/{id}/some-ovn"), USS1, &intent(around(place()))).await.refused(400, &id);
}

#[tokio::test]
async fn the_ovn_comes_before_the_transition() {
    let rig = Rig::start().await;
    let place = place();
    let made = activated(&rig, place).await;
    rig.put(&format!("{INTENTS}/{}/stale", made.id), USS1, &intent(around(place))).await.refused(409, "ovn");
    rig.put(&made.current(INTENTS), USS1, &intent(around(place))).await.refused(400, "Activated cannot become Accepted");
}

#[tokio::test]
async fn the_transition_comes_before_being_down_and_that_before_the_attachment_and_the_key() {
    let rig = Rig::start().await;
    let place = place();
    let made = activated(&rig, place).await;
    rig.new_intent(USS2, &with(intent(around(place)), "key", json!([made.ovn]))).await;
    rig.declare("uss1", "Down").await;
    rig.put(&made.current(INTENTS), USS1, &intent(around(place))).await.refused(400, "state");
    let unknown = with(without(to_state(place, "Activated"), "new_subscription"), "subscription_id", json!(id()));
    rig.put(&made.current(INTENTS), USS1, &unknown).await.refused(412, "Down");
    rig.declare("uss1", "Normal").await;
    rig.put(&made.current(INTENTS), USS1, &unknown).await.refused(400, "subscription_id");
    let others = rig.new_subscription(USS2, &subscription(around(place))).await;
    let foreign = with(unknown, "subscription_id", json!(others.id));
    rig.put(&made.current(INTENTS), USS1, &foreign).await.refused(403, "subscription_id");
    rig.put(&made.current(INTENTS), USS1, &to_state(place, "Activated")).await.refused(409, "Current OVNs");
}

#[tokio::test]
async fn the_key_comes_before_a_suffix_that_was_used() {
    let rig = Rig::start().await;
    let place = place();
    let body = with(intent(around(place)), "requested_ovn_suffix", json!(suffix(0)));
    let made = rig.new_intent(USS1, &body).await;
    let other = rig.new_intent(USS2, &with(intent(around(place)), "key", json!([made.ovn]))).await;
    rig.put(&made.current(INTENTS), USS1, &body).await.refused(409, "Current OVNs");
    rig.put(&made.current(INTENTS), USS1, &with(body, "key", json!([other.ovn]))).await.refused(409, "requested_ovn_suffix");
}

#[tokio::test]
async fn a_party_that_is_down_may_neither_plan_nor_end_but_may_tell_of_trouble() {
    let rig = Rig::start().await;
    let place = place();
    let made = activated(&rig, place).await;
    rig.declare("uss1", "Down").await;
    rig.put(&format!("{INTENTS}/{}", id()), USS1, &intent(around(place))).await.refused(412, "Down");
    rig.put(&made.current(INTENTS), USS1, &to_state(place, "Activated")).await.refused(412, "Down");
    rig.delete(&made.current(INTENTS), USS1).await.refused(412, "Down");
    let made = change(&rig, &made, place, "Contingent").await;
    rig.declare("uss1", "Unknown").await;
    rig.delete(&made.current(INTENTS), USS1).await.expect(200);
}

#[tokio::test]
async fn deleting_is_checked_in_order() {
    let rig = Rig::start().await;
    let made = rig.new_intent(USS1, &intent(around(place()))).await;
    let unknown = id();
    rig.delete(&format!("{INTENTS}/x/"), USS1).await.refused(400, "entityid");
    rig.delete(&format!("{INTENTS}/{unknown}/"), USS1).await.refused(400, "ovn");
    rig.delete(&format!("{INTENTS}/{unknown}/any"), USS1).await.refused(404, &unknown);
    rig.delete(&format!("{INTENTS}/{}/stale", made.id), USS2).await.refused(403, "uss1");
    rig.declare("uss1", "Down").await;
    rig.delete(&format!("{INTENTS}/{}/stale", made.id), USS1).await.refused(409, "ovn");
    rig.delete(&made.current(INTENTS), USS1).await.refused(412, "Down");
}

#[tokio::test]
async fn a_state_becomes_another_only_as_the_standard_has_it() {
    let rig = Rig::start().await;
    const STATES: [&str; 4] = ["Accepted", "Activated", "Nonconforming", "Contingent"];
    let allowed = |from: &str, to: &str| match from {
        "Accepted" => true,
        "Contingent" => to == "Contingent",
        _ => to != "Accepted",
    };
    for from in STATES {
        for to in STATES {
            let place = place();
            let made = rig.new_intent(USS1, &intent_with_subscription(around(place))).await;
            let made = if from == "Accepted" { made } else { change(&rig, &made, place, from).await };
            let answer = rig.put(&made.current(INTENTS), USS1_MONITOR, &to_state(place, to)).await;
            if allowed(from, to) {
                assert_eq!(answer.expect(200)["operational_intent_reference"]["state"], to);
            } else {
                answer.refused(400, &format!("{from} cannot become {to}"));
            }
        }
    }
}

#[tokio::test]
async fn a_state_is_spelled_as_in_the_standard_and_ended_is_none() {
    let rig = Rig::start().await;
    let made = rig.new_intent(USS1, &intent(around(place()))).await;
    for state in [json!("Ended"), json!("accepted"), json!(""), json!("Accepted "), Value::Null] {
        let body = with(intent(around(place())), "state", state);
        rig.put(&made.current(INTENTS), USS1, &body).await.refused(400, "state: must be Accepted, Activated");
    }
    rig.put(&made.current(INTENTS), USS1, &with(intent(around(place())), "state", json!(3))).await.refused(400, "state");
}

#[tokio::test]
async fn who_only_monitors_conformance_may_write_every_state() {
    let rig = Rig::start().await;
    let monitor = party("uss1", CMSA);
    let place = place();
    let made = rig.new_intent(monitor, &intent_with_subscription(around(place))).await;
    let made = rig.change_intent(monitor, &made, &to_state(place, "Activated")).await;
    rig.change_intent(monitor, &made, &to_state(place, "Nonconforming")).await;
}

async fn activated(rig: &Rig, place: (f64, f64)) -> Made {
    let made = rig.new_intent(USS1, &intent_with_subscription(around(place))).await;
    change(rig, &made, place, "Activated").await
}

async fn change(rig: &Rig, made: &Made, place: (f64, f64), state: &str) -> Made {
    rig.change_intent(USS1_MONITOR, made, &to_state(place, state)).await
}
