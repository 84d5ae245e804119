//! Tests of `plans.rs`: what needs no desk. The rest is tested over HTTP (`tests/it/desk/`).

use super::*;
use axum::http::HeaderValue;

fn headers(of: &[(HeaderName, &'static str)]) -> HeaderMap {
    of.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect()
}

#[test]
fn one_caller_and_key_is_one_id_and_others_are_others() {
    let id = keyed_id("uss1", "17");
    assert_eq!(keyed_id("uss1", "17"), id);
    // Where the name ends is part of it.
    for (caller, key) in [("uss1", "18"), ("uss2", "17"), ("uss11", "7"), ("uss", "117")] {
        assert_ne!(keyed_id(caller, key), id, "{caller} {key}");
    }
    // SHA-256 of the length of the name in 8 bytes, the name and the key, by another implementation. What was planned with a
    // key must be found again by every later release.
    assert_eq!(id.to_string(), "40995f4c-7ac9-49ea-bbb5-8154a4d2cab1");
    assert_eq!(Uuid::parse_str(&id.to_string()).expect("a UUID").get_version_num(), 4);
}

#[test]
fn what_the_caller_takes_for_granted_is_a_revision_or_that_there_is_none() {
    let expect = |of: &[_]| expectation(&headers(of)).map_err(|error| format!("{error:?}"));
    assert_eq!(expect(&[]), Ok(Expect::Any));
    assert_eq!(expect(&[(header::IF_MATCH, "\"7\"")]), Ok(Expect::Revision(7)));
    assert_eq!(expect(&[(header::IF_NONE_MATCH, "*")]), Ok(Expect::New));
    for wrong in [
        &[(header::IF_MATCH, "\"x\"")][..],
        &[(header::IF_MATCH, "\"-1\"")],
        &[(header::IF_NONE_MATCH, "\"7\"")],
        &[(header::IF_MATCH, "\"7\""), (header::IF_NONE_MATCH, "*")],
    ] {
        assert!(expect(wrong).expect_err("it cannot be").contains("must be") || wrong.len() == 2, "{wrong:?}");
    }
}

#[test]
fn a_plan_is_not_asked_to_become_what_only_happens_to_it() {
    assert!(matches!(wanted(None), Ok(OperationState::Accepted)));
    assert!(matches!(wanted(Some(StateView::Contingent)), Ok(OperationState::Contingent)));
    for state in [StateView::Planning, StateView::Refused, StateView::Ended] {
        assert!(wanted(Some(state)).is_err(), "{state:?}");
    }
}
