//! The key of an operational intent: which OVNs it must name, and what is answered when it does not.

use crate::rig::bodies::*;
use crate::rig::tokens::*;
use crate::rig::{Rig, keys, list};
use serde_json::json;

#[tokio::test]
async fn a_key_must_name_every_intent_in_the_way() {
    let rig = Rig::start().await;
    let place = place();
    let (own, other) = (intent(around(place)), with(intent(around(place)), "key", json!([])));
    let first = rig.new_intent(USS1, &own).await;

    let path = format!("{INTENTS}/{}", id());
    let refusal = rig.put(&path, USS2, &other).await.refused(409, "Current OVNs not provided");
    assert_eq!(keys(&refusal), ["message", "missing_operational_intents"], "what is empty is absent");
    let missing = &list(&refusal, "missing_operational_intents")[0];
    assert_eq!(missing["id"], json!(first.id));
    assert_eq!(missing["ovn"], "Available from USS");
    assert_eq!(keys(missing).len(), 10, "a whole reference");

    // The caller's own count as well, and are told with their OVN.
    let refusal = rig.put(&path, USS1, &own).await.expect(409);
    assert_eq!(refusal["missing_operational_intents"][0]["ovn"], json!(first.ovn));

    rig.put(&path, USS2, &with(other, "key", json!(["something else", first.ovn, first.ovn]))).await.expect(201);
}

#[tokio::test]
async fn a_key_is_not_needed_for_what_only_passes_above_or_later() {
    let rig = Rig::start().await;
    let place = place();
    rig.new_intent(USS1, &intent(around(place))).await;
    let above = with(with(around(place), "volume/altitude_lower", altitude(121.0)), "volume/altitude_upper", altitude(200.0));
    rig.new_intent(USS2, &intent(above)).await;
    let later = with(with(around(place), "time_start", in_minutes(61)), "time_end", in_minutes(70));
    rig.new_intent(USS2, &intent(later)).await;
}

#[tokio::test]
async fn an_accepted_intent_of_a_party_that_is_down_need_not_be_in_the_key() {
    let rig = Rig::start().await;
    let place = place();
    let first = rig.new_intent(USS1, &intent_with_subscription(around(place))).await;
    rig.declare("uss1", "Down").await;
    let second = rig.new_intent(USS2, &intent(around(place))).await;
    rig.declare("uss1", "Normal").await;
    let active = with(intent_with_subscription(around(place)), "state", json!("Activated"));
    rig.change_intent(USS1, &first, &with(active, "key", json!([second.ovn]))).await;
    rig.declare("uss1", "Down").await;
    let refusal = rig.put(&second.current(INTENTS), USS2, &intent(around(place))).await.expect(409);
    assert_eq!(refusal["missing_operational_intents"][0]["state"], "Activated");
}

#[tokio::test]
async fn an_off_nominal_state_needs_no_key() {
    let rig = Rig::start().await;
    let place = place();
    let made = rig.new_intent(USS1, &intent_with_subscription(around(place))).await;
    rig.new_intent(USS2, &with(intent(around(place)), "key", json!([made.ovn]))).await;
    let to = |state: &str| with(intent_with_subscription(around(place)), "state", json!(state));
    rig.put(&made.current(INTENTS), USS1_MONITOR, &to("Activated")).await.refused(409, "Current OVNs");
    let made = rig.change_intent(USS1_MONITOR, &made, &to("Nonconforming")).await;
    rig.change_intent(USS1_MONITOR, &made, &to("Contingent")).await;
}

#[tokio::test]
async fn constraints_are_in_the_key_only_of_who_watches_constraints() {
    let rig = Rig::start().await;
    let place = place();
    let rule = rig.new_constraint(PUBLISHER, &constraint(around(place))).await;
    rig.new_intent(USS1, &intent_with_subscription(with(around(place), "volume/altitude_upper", altitude(50.0)))).await;
    let watching = json!({ "uss_base_url": "https://uss.example", "notify_for_constraints": true });
    let high = with(around(place), "volume/altitude_lower", altitude(60.0));
    let body = with(intent(high), "new_subscription", watching);
    let path = format!("{INTENTS}/{}", id());
    let refusal = rig.put(&path, USS1, &body).await.refused(409, "Current OVNs");
    assert_eq!(keys(&refusal), ["message", "missing_constraints"]);
    assert_eq!(refusal["missing_constraints"][0]["id"], json!(rule.id));
    assert_eq!(refusal["missing_constraints"][0]["ovn"], "Available from USS");
    rig.put(&path, USS1, &with(body, "key", json!([rule.ovn]))).await.expect(201);
}

#[tokio::test]
async fn neighbours_in_a_cell_and_times_that_touch_are_in_the_way() {
    let rig = Rig::start().await;
    let (lat, lng) = place();
    let first = around((lat, lng));
    rig.new_intent(USS1, &intent(first.clone())).await;
    let neighbour = volume(circle((lat + 0.000_1, lng), 1.0));
    rig.put(&format!("{INTENTS}/{}", id()), USS1, &intent(neighbour)).await.refused(409, "Current OVNs");
    let after = with(with(around((lat, lng)), "time_start", first["time_end"].clone()), "time_end", in_minutes(90));
    rig.put(&format!("{INTENTS}/{}", id()), USS1, &intent(after)).await.refused(409, "Current OVNs");
}
