use serde_json::json;

use super::*;
use crate::Scope;
use crate::testing::{AUDIENCE, NOW, claims, claims_with, rules};

fn judge(claims: &Value) -> Result<Caller, AuthError> {
    let raw = serde_json::from_value(claims.clone()).unwrap();
    rules().judge(raw, NOW).map(|accepted| accepted.caller)
}

/// What comes of claims in which one is exchanged, or taken out if null.
fn check(claim: &str, value: Value, expected: Result<(), AuthError>) {
    assert_eq!(judge(&claims_with(claim, value.clone())).map(drop), expected, "{claim}: {value}");
}

#[test]
fn sub_and_iss_must_be_texts_that_are_not_empty() {
    for claim in ["sub", "iss"] {
        check(claim, Value::Null, Err(AuthError::ClaimMissing(claim)));
        for value in [json!(""), json!(7), json!(["uss1"]), json!({})] {
            check(claim, value, Err(invalid(claim, "a string that is not empty")));
        }
        check(claim, json!("x"), Ok(()));
    }
}

#[test]
fn sub_is_bounded_and_has_no_control_characters() {
    let refused = Err(invalid("sub", "1–256 bytes without control characters"));
    check("sub", json!("x".repeat(256)), Ok(()));
    check("sub", json!("x".repeat(257)), refused.clone());
    check("sub", json!("é".repeat(129)), refused.clone());
    for text in ["a\nb", "a\u{0}b", "\u{7f}", "\u{85}"] {
        check("sub", json!(text), refused.clone());
    }
    check("sub", json!("شركة النقل"), Ok(()));
}

#[test]
fn exp_must_be_ahead_and_at_most_an_hour_with_leeway_on_both_sides() {
    check("exp", Value::Null, Err(AuthError::ClaimMissing("exp")));
    check("exp", json!(NOW - 4), Ok(()));
    check("exp", json!(NOW - 5), Err(AuthError::Expired { ago_s: 5 }));
    check("exp", json!(NOW + 3605), Ok(()));
    check("exp", json!(NOW + 3606), Err(AuthError::ExpiresTooLate { ahead_s: 3606 }));
    for value in [json!("soon"), json!([NOW]), json!(true)] {
        check("exp", value, Err(invalid("exp", "a number of seconds since 1970")));
    }
}

#[test]
fn times_may_be_fractions_and_absurd_numbers_are_merely_far_away() {
    check("exp", json!(NOW as f64 + 0.5), Ok(()));
    check("exp", json!(1e300), Err(AuthError::ExpiresTooLate { ahead_s: i64::MAX - NOW }));
    check("exp", json!(u64::MAX), Err(AuthError::ExpiresTooLate { ahead_s: i64::MAX - NOW }));
    check("exp", json!(-1e300), Err(AuthError::Expired { ago_s: i64::MAX }));
    check("exp", json!(i64::MIN), Err(AuthError::Expired { ago_s: i64::MAX }));
    check("nbf", json!(i64::MIN), Ok(()));
    check("nbf", json!(1e300), Err(AuthError::NotYetValid { claim: "nbf", ahead_s: i64::MAX - NOW }));
}

#[test]
fn nbf_and_iat_are_honoured_if_present() {
    for claim in ["nbf", "iat"] {
        check(claim, Value::Null, Ok(()));
        check(claim, json!(NOW + 5), Ok(()));
        check(claim, json!(NOW + 6), Err(AuthError::NotYetValid { claim, ahead_s: 6 }));
        check(claim, json!("x"), Err(invalid(claim, "a number of seconds since 1970")));
    }
}

#[test]
fn without_leeway_the_second_of_expiry_is_too_late() {
    let strict = TokenRules { leeway_s: 0, ..rules() };
    let judge = |exp: i64| {
        let raw = serde_json::from_value(claims_with("exp", json!(exp))).unwrap();
        strict.judge(raw, NOW).map(drop)
    };
    assert_eq!(judge(NOW), Err(AuthError::Expired { ago_s: 0 }));
    assert_eq!(judge(NOW + 1), Ok(()));
    assert_eq!(judge(NOW + 3600), Ok(()));
    assert_eq!(judge(NOW + 3601), Err(AuthError::ExpiresTooLate { ahead_s: 3601 }));
}

#[test]
fn one_of_the_audiences_must_be_accepted() {
    let refused = Err(AuthError::Audience { accepted: "other.example.com, dss.example.com".to_owned() });
    check("aud", Value::Null, Err(AuthError::ClaimMissing("aud")));
    check("aud", json!("other.example.com"), Ok(()));
    check("aud", json!(["a", "b", AUDIENCE]), Ok(()));
    for value in
        [json!("elsewhere"), json!([]), json!(["a", "b"]), json!(""), json!("DSS.example.com"), json!("dss.example.com ")]
    {
        check("aud", value, refused.clone());
    }
    for value in [json!(7), json!({"a": 1}), json!([AUDIENCE, 7]), json!([[AUDIENCE]])] {
        check("aud", value, Err(invalid("aud", "a string or a list of strings")));
    }
}

#[test]
fn scope_is_one_string_or_absent() {
    check("scope", json!(["utm.strategic_coordination"]), Err(invalid("scope", "one string of scopes separated by spaces")));
    check("scope", json!(7), Err(invalid("scope", "one string of scopes separated by spaces")));
    assert_eq!(judge(&claims_with("scope", Value::Null)).unwrap().scopes, Scopes::NONE);
    assert_eq!(judge(&claims_with("scope", json!("unknown"))).unwrap().scopes, Scopes::NONE);
    let expected = Scopes::of(&[Scope::StrategicCoordination, Scope::ConstraintProcessing]);
    assert_eq!(judge(&claims()).unwrap().scopes, expected);
}

#[test]
fn the_time_of_validity_is_that_of_the_judgement() {
    let times = claims_with("nbf", json!(NOW - 30));
    let accepted = rules().judge(serde_json::from_value(times.clone()).unwrap(), NOW).unwrap();
    for now in [accepted.valid_from, accepted.valid_until - 1] {
        assert!(rules().judge(serde_json::from_value(times.clone()).unwrap(), now).is_ok());
    }
    for now in [accepted.valid_from - 1, accepted.valid_until] {
        assert!(rules().judge(serde_json::from_value(times.clone()).unwrap(), now).is_err());
    }
}
