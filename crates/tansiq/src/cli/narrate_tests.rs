//! How records read.

use super::*;
use serde_json::json;

fn told(payload: Option<&str>) -> String {
    let payload = payload.map(|text| text.as_bytes().to_vec());
    let mut out = Vec::new();
    write(&mut out, Ledger::Airspace, &StoredRecord { index: 7, payload, salt: [0; 32], leaf: [0; 32] }).unwrap();
    String::from_utf8(out).unwrap()
}

/// The words for one event by `uss1`.
fn check(event: serde_json::Value, expected: &str) {
    let record = json!({ "index": 7, "at_us": 1_800_000_000_000_000_i64, "actor": "uss1", "events": [event] });
    assert_eq!(told(Some(&record.to_string())), format!("7  2027-01-15T08:00:00.000000Z  uss1  {expected}\n"));
}

const ID: &str = "11111111-1111-4111-8111-111111111111";

fn extent() -> serde_json::Value {
    json!({
        "span": { "start_us": 1_800_000_000_000_000_i64, "end_us": 1_800_000_060_000_000_i64 },
        "heights": { "lower_m": 10.0, "upper_m": null },
        "cells": []
    })
}

#[test]
fn each_event_reads_as_a_line() {
    check(json!({ "founded": { "dar_id": ID } }), &format!("founded the airspace {ID}"));
    check(
        json!({ "intent_removed": { "id": ID, "reason": "evicted" } }),
        &format!("operational intent {ID} removed long after its end"),
    );
    check(
        json!({ "constraint_put": {
            "id": ID, "manager": "other", "version": 2, "ovn": "0123456789abcdef", "extent": extent(), "uss_base_url": "https://a"
        } }),
        &format!(
            "constraint {ID} changed to version 2: 2027-01-15T08:00:00.000000Z to 2027-01-15T08:01:00.000000Z, \
             10.0 m and above, 0 cells, of other, OVN 0123456789abcdef"
        ),
    );
    check(
        json!({ "intent_put": {
            "id": ID, "manager": "uss1", "version": 1, "state": "Accepted", "ovn": "0123456789abcdef", "extent": extent(),
            "uss_base_url": "https://a", "subscription": ID
        } }),
        &format!(
            "operational intent {ID} created: Accepted, 2027-01-15T08:00:00.000000Z to 2027-01-15T08:01:00.000000Z, \
             10.0 m and above, 0 cells, OVN 0123456789abcdef, subscription {ID}"
        ),
    );
    check(json!({ "subscribers_named": { "subscriptions": [[ID, 3]] } }), &format!("was told to notify {ID} (notification 3)"));
}

#[test]
fn many_notified_subscriptions_are_counted() {
    let many: Vec<_> = (0..9).map(|index| json!([ID, index])).collect();
    let record = json!({ "index": 7, "at_us": 0, "actor": "a", "events": [{ "subscribers_named": { "subscriptions": many } }] });
    assert!(told(Some(&record.to_string())).ends_with(" (notification 4) and 4 more\n"));
}

#[test]
fn erased_unreadable_and_idle_records_are_told_as_such() {
    assert_eq!(told(None), "7  erased by retention\n");
    assert!(told(Some("{}")).starts_with("7  not a record of this ledger: "));
    assert!(told(Some(r#"{"index":7,"at_us":0,"actor":"a","events":[]}"#)).ends_with("a  changed nothing\n"));
    assert!(
        told(Some(r#"{"index":7,"at_us":9223372036854775807,"actor":"a","events":[]}"#)).contains("  9223372036854775807 µs  ")
    );
}

#[test]
fn what_a_party_wrote_cannot_steer_the_terminal() {
    let event = json!({ "report_filed": { "id": ID, "report": "x" } });
    let record = json!({ "index": 7, "at_us": 0, "actor": "a\u{1b}[2J\nb", "events": [event] });
    assert!(told(Some(&record.to_string())).contains("a\\u{1b}[2J\\nb"));
}
