//! Messages as they go over the wire, built from the examples of the standard.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tansiq_wire::f3548::*;

const ID: &str = "2f8343be-6482-4d1b-a474-16847e01af1e";
const SUBSCRIPTION: &str = "78ea3fe8-71c2-4f5c-9b44-9c02f5563c6f";
const OVN: &str = "9d158f59-80b7-4c11-9c0c-8a2b4d936b2d";
const URL: &str = "https://uss.example.com/utm";

fn time() -> Value {
    json!({"value": "1985-04-12T23:20:50.52Z", "format": "RFC3339"})
}

fn volume() -> Value {
    json!({
        "volume": {
            "outline_circle": {
                "center": {"lat": 34.123, "lng": -118.456},
                "radius": {"value": 300.183, "units": "M"},
            },
            "altitude_lower": {"value": 19.5, "reference": "W84", "units": "M"},
            "altitude_upper": {"value": 120.0, "reference": "W84", "units": "M"},
        },
        "time_start": time(),
        "time_end": {"value": "1985-04-12T23:30:00Z", "format": "RFC3339"},
    })
}

fn intent() -> Value {
    json!({
        "id": ID, "manager": "uss1", "uss_availability": "Unknown", "version": 1,
        "state": "Accepted", "ovn": OVN, "time_start": time(), "time_end": time(),
        "uss_base_url": URL, "subscription_id": SUBSCRIPTION,
    })
}

fn subscription() -> Value {
    json!({
        "id": SUBSCRIPTION, "version": "v1", "notification_index": 0, "time_start": time(),
        "time_end": time(), "uss_base_url": URL, "notify_for_operational_intents": true,
        "notify_for_constraints": false, "implicit_subscription": false,
        "dependent_operational_intents": [],
    })
}

/// `json` is read as a `T`, and what is written is `json` again.
fn check<T: DeserializeOwned + Serialize>(json: &Value) -> T {
    let message: T = tansiq_wire::parse(json.to_string().as_bytes()).unwrap();
    assert_eq!(&serde_json::to_value(&message).unwrap(), json);
    message
}

#[test]
fn a_circle_is_made_in_one_call() {
    let made = Volume4D::circle(34.123, -118.456, 300.183, 19.5, 120.0, 482_196_050_520_000, 482_196_600_000_000);
    assert_eq!(made, check(&volume()));
}

#[test]
fn a_polygon_is_made_in_one_call() {
    let vertices = [(46.1, 7.2), (46.1, 7.3), (46.2, 7.3)];
    let made = Volume4D::polygon(vertices, 0.0, 60.5, 0, 60_000_000);
    let outline = json!({"vertices": [
        {"lat": 46.1, "lng": 7.2}, {"lat": 46.1, "lng": 7.3}, {"lat": 46.2, "lng": 7.3},
    ]});
    let written = serde_json::to_value(&made).unwrap();
    assert_eq!(written["volume"]["outline_polygon"], outline);
    assert_eq!(written["volume"].get("outline_circle"), None);
    assert_eq!(written["time_end"]["value"], "1970-01-01T00:01:00Z");
    assert_eq!(made.volume.altitude_upper, Some(Altitude::w84_m(60.5)));
}

#[test]
fn an_intent_is_requested_and_answered() {
    let put: PutOperationalIntentReferenceParameters = check(&json!({
        "extents": [volume()], "key": [OVN, "Available from USS"], "state": "Accepted",
        "uss_base_url": URL,
        "new_subscription": {"uss_base_url": URL, "notify_for_constraints": true},
        "requested_ovn_suffix": "0193506f-4f1c-7a5b-8e0c-3d2f1a6b7c8d",
    }));
    assert_eq!(put.subscription_id, None);
    assert_eq!(put.key.iter().collect::<Vec<_>>(), [OVN, NO_OVN_PHRASE]);

    check::<ChangeOperationalIntentReferenceResponse>(&json!({
        "subscribers": [{
            "subscriptions": [{"subscription_id": SUBSCRIPTION, "notification_index": 3}],
            "uss_base_url": URL,
        }],
        "operational_intent_reference": intent(),
    }));
    check::<ChangeOperationalIntentReferenceResponse>(&json!({"subscribers": [], "operational_intent_reference": intent()}));
}

#[test]
fn a_conflict_names_only_what_is_missing() {
    check::<AirspaceConflictResponse>(&json!({"message": "stale", "missing_operational_intents": [intent()]}));
    let bare = AirspaceConflictResponse { message: "stale".to_owned(), ..AirspaceConflictResponse::default() };
    assert_eq!(serde_json::to_value(&bare).unwrap(), json!({"message": "stale"}));
}

#[test]
fn a_subscription_is_written_with_every_field() {
    check::<GetSubscriptionResponse>(&json!({"subscription": subscription()}));
}

#[test]
fn a_subscription_answer_lists_what_was_asked_for_even_if_there_is_none() {
    let answer = json!({"subscription": subscription(), "operational_intent_references": []});
    let read: PutSubscriptionResponse = check(&answer);
    assert_eq!(read.operational_intent_references, Some(Vec::new()));
    assert_eq!(read.constraint_references, None);
    check::<PutSubscriptionResponse>(&json!({"subscription": subscription()}));
}

#[test]
fn an_ended_intent_is_told_by_leaving_it_out() {
    let states = json!([{"subscription_id": SUBSCRIPTION, "notification_index": 1}]);
    check::<PutOperationalIntentDetailsParameters>(&json!({"operational_intent_id": ID, "subscriptions": states}));
    let null = json!({"operational_intent_id": ID, "operational_intent": null});
    let read: PutOperationalIntentDetailsParameters = tansiq_wire::parse(null.to_string().as_bytes()).unwrap();
    assert_eq!(read.operational_intent, None);
}

#[test]
fn a_nonconforming_intent_without_volumes_is_read() {
    let answer = json!({"operational_intent": {
        "reference": intent(),
        "details": {"off_nominal_volumes": [volume()], "priority": 100},
    }});
    let read: GetOperationalIntentDetailsResponse = tansiq_wire::parse(answer.to_string().as_bytes()).unwrap();
    let details = read.operational_intent.details;
    assert!(details.volumes.is_empty());
    assert_eq!(details.off_nominal_volumes.len(), 1);
    assert_eq!(details.priority, 100);
}

#[test]
fn a_reference_of_a_dss_that_hides_the_ovn_is_read() {
    let mut hidden = intent();
    hidden.as_object_mut().unwrap().remove("ovn");
    assert_eq!(check::<OperationalIntentReference>(&hidden).ovn, None);
}

#[test]
fn the_placeholder_is_no_subscription_of_ours_but_a_valid_identifier() {
    assert_eq!(NULL_SUBSCRIPTION_ID.len(), 36);
    assert_eq!(NULL_SUBSCRIPTION_ID.as_bytes()[14], b'4');
}
