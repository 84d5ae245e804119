use super::*;
use tansiq_wire::f3548::{PutOperationalIntentReferenceParameters, QueryOperationalIntentReferenceParameters};

fn sample(polygon: bool) -> Volume {
    let (start_ms, end_ms) = (1_709_210_096_789, 1_709_210_156_789);
    Volume { lat: 34.1, lng: 36.2, radius_m: 300.0, lower_m: -20.5, upper_m: 99.25, start_ms, end_ms, polygon }
}

#[test]
fn times_are_told_to_the_millisecond_on_leap_days_too() {
    let mut out = Vec::new();
    time(&mut out, 1_709_210_096_789);
    assert_eq!(out, br#"{"value":"2024-02-29T12:34:56.789Z","format":"RFC3339"}"#);
}

#[test]
fn bodies_are_messages_of_the_standard() {
    for polygon in [false, true] {
        let mut out = Vec::new();
        query(&mut out, &sample(polygon));
        let parsed: QueryOperationalIntentReferenceParameters = tansiq_wire::parse(&out).expect("a query");
        let area = parsed.area_of_interest.expect("an area");
        assert_eq!(area.volume.outline_polygon.is_some(), polygon);
        out.clear();
        begin_intent(&mut out, &sample(polygon), "Accepted", Subscription::Implicit);
        out.extend_from_slice(b"\"a\",\"b\",");
        end_intent(&mut out);
        let parsed: PutOperationalIntentReferenceParameters = tansiq_wire::parse(&out).expect("an intent");
        assert_eq!(parsed.key.len(), 2);
        assert!(parsed.new_subscription.is_some());
    }
}

#[test]
fn ids_and_ovns_are_found_in_answers() {
    let mut random = crate::random::Random::new(7);
    let id = random.id();
    let mut answer = b"{\"x\":[{\"id\":\"".to_vec();
    id.write(&mut answer);
    answer.extend_from_slice(b"\",\"ovn\":\"0123456789abcdef\"}]}");
    assert_eq!(ids(&answer).collect::<Vec<_>>(), [id]);
    assert_eq!(ovn(&answer).as_deref(), Some(&b"0123456789abcdef"[..]));
}

#[test]
fn a_notification_is_a_message_of_the_standard_and_tells_its_operation_and_version() {
    let mut out = Vec::new();
    let id = crate::random::Random::new(7).id();
    notification(&mut out, id, "uss1", &sample(true));
    let parsed: tansiq_wire::f3548::PutOperationalIntentDetailsParameters = tansiq_wire::parse(&out).expect("a notification");
    let intent = parsed.operational_intent.expect("an operation");
    assert_eq!((intent.reference.manager.as_str(), intent.details.volumes.len(), parsed.subscriptions.len()), ("uss1", 1, 1));
    assert_eq!(told(&out), Some((id, 1)));
}
