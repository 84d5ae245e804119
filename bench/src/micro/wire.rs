//! Reading requests and writing answers.

use crate::harness::Harness;
use std::fmt::Write as _;
use tansiq_core::airspace::Key;
use tansiq_wire::f3548::{
    ChangeOperationalIntentReferenceResponse, OperationalIntentReference, OperationalIntentState,
    PutOperationalIntentReferenceParameters, QueryOperationalIntentReferenceResponse, SubscriberToNotify, SubscriptionState,
    Time, UssAvailabilityState,
};

/// OVNs in a large key.
const MANY: usize = 18_000;

pub fn run(harness: &Harness) {
    for count in [0, 20, MANY] {
        let body = put_body(count);
        harness.time(&format!("read a PUT with {count} OVNs ({} bytes)", body.len()), || {
            tansiq_wire::parse::<PutOperationalIntentReferenceParameters>(body.as_bytes()).expect("a good body")
        });
    }
    let parsed: PutOperationalIntentReferenceParameters = tansiq_wire::parse(put_body(MANY).as_bytes()).expect("a good body");
    harness.time("make the table of a key with 18000 OVNs", || Key::new(7, parsed.key.len(), parsed.key.iter()));
    let change = ChangeOperationalIntentReferenceResponse {
        subscribers: vec![SubscriberToNotify {
            uss_base_url: "https://uss.bench.test/uss/v1".to_owned(),
            subscriptions: vec![SubscriptionState { subscription_id: id(1), notification_index: 1 }],
        }],
        operational_intent_reference: reference(2),
    };
    harness.time("write the answer to a PUT", || serde_json::to_vec(&change).expect("plain data"));
    let found = QueryOperationalIntentReferenceResponse { operational_intent_references: (0..50).map(reference).collect() };
    harness.time("write the answer to a query, 50 references", || serde_json::to_vec(&found).expect("plain data"));
}

fn id(number: u64) -> String {
    crate::make::id(number).to_string()
}

fn reference(number: u64) -> OperationalIntentReference {
    OperationalIntentReference {
        id: id(number),
        manager: "uss1".to_owned(),
        uss_availability: UssAvailabilityState::Unknown,
        version: 1,
        state: OperationalIntentState::Accepted,
        ovn: Some(ovn(number as usize)),
        time_start: Time::from_micros(1_800_000_000_000_000),
        time_end: Time::from_micros(1_800_000_060_000_000),
        uss_base_url: "https://uss.bench.test/uss/v1".to_owned(),
        subscription_id: id(number + 1),
    }
}

fn ovn(number: usize) -> String {
    format!("{:0>43}_", format!("{:x}", number as u64 ^ 0x9e37_79b9_7f4a_7c15))
}

fn put_body(ovns: usize) -> String {
    let mut body = String::from(
        r#"{"extents":[{"volume":{"outline_circle":{"center":{"lat":34.1234567,"lng":36.1234567},"radius":{"value":300,"units":"M"}},
        "altitude_lower":{"value":100.5,"reference":"W84","units":"M"},"altitude_upper":{"value":120.5,"reference":"W84","units":"M"}},
        "time_start":{"value":"2027-01-15T08:00:00.123Z","format":"RFC3339"},
        "time_end":{"value":"2027-01-15T08:30:00.123Z","format":"RFC3339"}}],
        "state":"Accepted","uss_base_url":"https://uss.bench.test/uss/v1",
        "new_subscription":{"uss_base_url":"https://uss.bench.test/uss/v1","notify_for_constraints":false},"key":["#,
    );
    for number in 0..ovns {
        let comma = if number == 0 { "" } else { "," };
        write!(body, "{comma}\"{}\"", ovn(number)).expect("a string takes all");
    }
    body.push_str("]}");
    body
}
