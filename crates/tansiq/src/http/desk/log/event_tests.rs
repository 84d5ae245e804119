//! What is shown of events, and what never is.

use super::*;
use serde_json::{Value, json};

fn shown(event: &Value) -> Value {
    let event: Event = serde_json::from_value(event.clone()).unwrap_or_else(|error| panic!("{event}: {error}"));
    serde_json::to_value(LogEvent::of(&event)).expect("JSON")
}

#[test]
fn secrets_of_people_are_never_shown() {
    let secret = "not-to-be-seen";
    let events = [
        json!({ "person_added": { "name": "anna", "full_name": "Anna", "role": "planner", "password_hash": secret } }),
        json!({ "person_changed": { "name": "anna", "full_name": "Anna", "role": "viewer", "disabled": true } }),
        json!({ "password_changed": { "name": "anna", "password_hash": secret } }),
        json!({ "totp_dropped": { "name": "anna" } }),
        json!({ "signed_in": { "name": "anna", "digest": secret, "expires": 0 } }),
        json!({ "signed_out": { "name": "anna", "digest": secret } }),
        json!({ "signed_out_everywhere": { "name": "anna" } }),
        json!({ "session_expired": { "digest": secret } }),
    ];
    for event in &events {
        let shown = shown(event);
        assert!(!shown.to_string().contains(secret), "{shown}");
        let kind = event.as_object().expect("an object").keys().next().expect("a kind");
        assert_eq!(shown["kind"], kind.as_str());
        assert!(kind == "session_expired" || shown["name"] == "anna", "{shown}");
    }
    assert_eq!(shown(&events[0]), json!({ "kind": "person_added", "name": "anna", "role": "planner" }));
}

#[test]
fn an_event_is_shown_with_what_it_is_about() {
    let id = "00000000-0000-4000-8000-000000000001";
    assert_eq!(shown(&json!({ "probed": {} })), json!({ "kind": "probed" }));
    assert_eq!(
        shown(&json!({ "write_failed": { "id": id, "attempt": 1, "why": "it was late", "may_arrive": false } })),
        json!({ "kind": "write_failed", "id": id, "problem": "it was late" })
    );
    assert_eq!(
        shown(&json!({ "delivery_made": { "id": 7, "attempts": 2 } })),
        json!({ "kind": "delivery_made", "id": "7", "count": 2 })
    );
    assert_eq!(
        shown(&json!({ "area_published": { "id": id, "published": true } })),
        json!({ "kind": "area_published", "id": id, "published": true })
    );
    let notice = json!({ "seq": 4, "at": 0, "operation": id, "what": { "kind": "left_volumes" } });
    let shown = shown(&json!({ "noticed": notice }));
    assert_eq!(
        (&shown["id"], &shown["notice"]["kind"], &shown["notice"]["seq"]),
        (&json!(id), &json!("left_volumes"), &json!(4))
    );
}
