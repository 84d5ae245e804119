//! What is forgiven, what is refused, and what the refusal says.

use super::*;
use crate::f3548::{MAX_EXTENTS, OperationalIntentReference, PutOperationalIntentReferenceParameters, Volume4D};

type Put = PutOperationalIntentReferenceParameters;

fn check_refused<T: DeserializeOwned + fmt::Debug>(body: &[u8], expected: &str) {
    let error = parse::<T>(body).expect_err("must be refused").to_string();
    assert!(error.starts_with(expected), "{error:?} does not start with {expected:?}");
    assert!(error.chars().count() <= MAX_PARSE_MESSAGE_CHARS + 1, "{error}");
}

fn deep(levels: usize) -> String {
    "[".repeat(levels) + &"]".repeat(levels)
}

#[test]
fn missing_fields_and_nulls_are_zero_values() {
    let nulls = br#"{"extents": null, "key": null, "state": null, "uss_base_url": null,
        "subscription_id": null, "new_subscription": null, "requested_ovn_suffix": null}"#;
    assert_eq!(parse::<Put>(b"{}").unwrap(), Put::default());
    assert_eq!(parse::<Put>(nulls).unwrap(), Put::default());
    let volume: Volume4D = parse(br#"{"volume": null, "time_start": {"value": null}}"#).unwrap();
    assert_eq!(volume.time_start.unwrap().value, "");
}

#[test]
fn an_empty_subscription_id_is_told_apart_from_none() {
    let put: Put = parse(br#"{"subscription_id": ""}"#).unwrap();
    assert_eq!(put.subscription_id.as_deref(), Some(""));
}

#[test]
fn unknown_fields_and_what_follows_the_message_are_ignored() {
    let put: Put = parse(br#"{"flight_type": {"x": [1]}, "state": "Accepted"} trailing"#).unwrap();
    assert_eq!(put.state, "Accepted");
}

#[test]
fn wrong_types_are_refused_with_the_path_of_the_field() {
    check_refused::<Put>(
        br#"{"extents": [{}, {"volume": {"altitude_lower": {"value": "120"}}}]}"#,
        "extents[1].volume.altitude_lower.value: invalid type: string \"120\", expected f64",
    );
    check_refused::<Put>(br#"{"state": 1}"#, "state: invalid type: integer `1`");
    check_refused::<Put>(br#"{"extents": {}}"#, "extents: invalid type: map");
    check_refused::<Put>(br#"{"extents": [null]}"#, "extents[0]: invalid type: null");
    check_refused::<OperationalIntentReference>(
        br#"{"state": "Ended"}"#,
        "state: unknown variant `Ended`, expected one of `Accepted`",
    );
}

#[test]
fn an_array_is_not_an_object() {
    check_refused::<Put>(b"[]", "invalid type: sequence, expected an object (PutOper");
    check_refused::<Put>(br#"{"extents": [[]]}"#, "extents[0]: invalid type: sequence, expected an object (Volume4D)");
}

#[test]
fn a_reference_without_a_state_is_refused() {
    check_refused::<OperationalIntentReference>(b"{}", "missing field `state`");
    check_refused::<OperationalIntentReference>(br#"{"state": null}"#, "state: ");
}

#[test]
fn the_bound_on_extents_is_exact_and_named() {
    let body = |count| format!(r#"{{"extents": [{}]}}"#, vec!["{}"; count].join(","));
    let put: Put = parse(body(MAX_EXTENTS).as_bytes()).unwrap();
    assert_eq!(put.extents.len(), MAX_EXTENTS);
    check_refused::<Put>(body(MAX_EXTENTS + 1).as_bytes(), "extents: extents has more than 10000 items, allowed are 0 to 10000");
}

#[test]
fn numbers_beyond_f64_are_refused() {
    for number in ["1e400", "-1e400", "NaN", "Infinity", &"9".repeat(400)] {
        let body = format!(r#"{{"time_start": null, "volume": {{"altitude_lower": {{"value": {number}}}}}}}"#);
        check_refused::<Volume4D>(body.as_bytes(), "volume.altitude_lower.value: ");
    }
}

#[test]
fn bad_text_is_refused_where_it_is_read() {
    check_refused::<Put>(br#"{"state": "\ud800"}"#, "state: ");
    check_refused::<Put>(br#"{"key": ["\udc00"]}"#, "key[0]: ");
    check_refused::<Put>(b"{\"state\": \"\xff\"}", "state: invalid unicode");
    check_refused::<Put>(b"{\"key\": [\"\xc3\x28\"]}", "key[0]: invalid unicode");
    check_refused::<Put>(b"", "EOF while parsing");
    check_refused::<Put>(br#"{"state": "Acc"#, "state: EOF while parsing a string");
}

#[test]
fn deep_nesting_is_refused_where_it_is_read_and_skipped_where_not() {
    let extents = format!(r#"{{"extents": {}}}"#, deep(1_000));
    check_refused::<Put>(extents.as_bytes(), "extents[0]: ");
    let unknown = format!(r#"{{"unknown": {}, "state": "x"}}"#, deep(1_000));
    assert_eq!(parse::<Put>(unknown.as_bytes()).unwrap().state, "x");
    let passed_on = format!(r#"{{"additional_properties": {{"a": {}}}}}"#, deep(1_000));
    check_refused::<crate::f3548::GeoZone>(passed_on.as_bytes(), "additional_properties");
}

#[test]
fn an_error_never_repeats_a_whole_body() {
    let body = format!(r#"{{"extents": "{}"}}"#, "é".repeat(100_000));
    let error = parse::<Put>(body.as_bytes()).unwrap_err().to_string();
    assert_eq!(error.chars().count(), MAX_PARSE_MESSAGE_CHARS + 1);
    assert!(error.ends_with('…'), "{error}");
}

#[test]
fn shortening_cuts_between_characters() {
    assert_eq!(shorten("abc", 3), "abc");
    assert_eq!(shorten("éàü", 2), "éà…");
    assert_eq!(shorten("", 0), "");
}

#[test]
fn a_number_that_is_none_cannot_be_written() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let volume = Volume4D::circle(value, 0.0, 1.0, 0.0, 1.0, 0, 1);
        let error = serde_json::to_string(&volume).unwrap_err().to_string();
        assert!(error.contains("a number must be finite"), "{error}");
    }
}
