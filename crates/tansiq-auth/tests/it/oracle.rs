//! Tokens, keys and certificates made by other software, and the examples of the RFCs.

use serde_json::Value;
use tansiq_auth::{AuthError, KeyError, KeyRing, SigningKey, TokenRules, Verifier, VerifyingKey, keys_from_jwks, keys_from_pem};

fn oracle() -> Value {
    serde_json::from_str(include_str!("../../testdata/oracle.json")).unwrap()
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap()
}

fn verifier(keys: Vec<VerifyingKey>, audience: &str) -> Verifier {
    let rules = TokenRules { audiences: vec![audience.to_owned()], leeway_s: 5 };
    Verifier::new(rules, KeyRing::new(keys, Vec::new())).unwrap()
}

fn key_of(jwk: &Value) -> VerifyingKey {
    let (mut keys, skipped) = keys_from_jwks(serde_json::json!({"keys": [jwk]}).to_string().as_bytes()).unwrap();
    assert_eq!(skipped, Vec::<String>::new());
    keys.remove(0)
}

#[test]
fn tokens_of_another_implementation_are_accepted_in_every_algorithm() {
    let oracle = oracle();
    let cases = oracle["good"].as_array().unwrap();
    assert_eq!(cases.len(), 9);
    for case in cases {
        let verifier = verifier(keys_from_pem(text(case, "pem")).unwrap(), text(&oracle, "audience"));
        let caller = verifier.verify_token(text(case, "token"), oracle["now"].as_i64().unwrap());
        assert_eq!(caller.unwrap().sub, "uss1", "{}", case["alg"]);
    }
}

#[test]
fn tokens_of_another_implementation_are_refused_for_the_right_reason() {
    let oracle = oracle();
    let verifier = verifier(keys_from_pem(text(&oracle, "rsa_public_key")).unwrap(), text(&oracle, "audience"));
    let cases = oracle["bad"].as_array().unwrap();
    assert_eq!(cases.len(), 10);
    for case in cases {
        let outcome = verifier.verify_token(text(case, "token"), oracle["now"].as_i64().unwrap());
        let reason = outcome.unwrap_err().to_string();
        assert!(reason.starts_with(text(case, "reason")), "{reason}, expected {}", case["reason"]);
    }
}

#[test]
fn a_key_is_the_same_in_every_encoding() {
    let oracle = oracle();
    for (name, case) in oracle["other_pem"].as_object().unwrap() {
        let keys = keys_from_pem(text(case, "pem")).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(keys, keys_from_pem(text(case, "same_as")).unwrap(), "{name}");
    }
}

/// RFC 7515 A.2 and A.3, RFC 8037 A.4. Their claims are not those of an access token, and claims are
/// looked at only after the signature was found good: the reason tells that it was.
#[test]
fn the_signatures_of_the_rfcs_are_good() {
    let missing_sub = AuthError::ClaimMissing("sub");
    let expected = [missing_sub.clone(), missing_sub, AuthError::Claims];
    for (example, expected) in oracle()["rfc"].as_array().unwrap().iter().zip(expected) {
        let verifier = verifier(vec![key_of(&example["jwk"])], "any");
        let token = text(example, "token");
        assert_eq!(verifier.verify_token(token, 1_300_819_379), Err(expected), "{}", example["name"]);
        let damaged = token.replacen(".eyJpc3Mi", ".eyJpc3Nj", 1).replacen(".RXhhb", ".RXhhc", 1);
        let outcome = verifier.verify_token(&damaged, 1_300_819_379);
        assert!(matches!(outcome, Err(AuthError::Signature { tried: 1, .. })), "{}", example["name"]);
    }
}

/// RFC 7638 §3.1 and RFC 8037 A.3.
#[test]
fn thumbprints_are_those_of_the_rfcs() {
    for example in oracle()["thumbprints"].as_array().unwrap() {
        assert_eq!(key_of(&example["jwk"]).thumbprint(), text(example, "thumbprint"), "{}", example["name"]);
    }
}

#[test]
fn private_keys_of_another_implementation_sign_but_do_not_verify() {
    let oracle = oracle();
    for (algorithm, key) in oracle["private"].as_object().unwrap() {
        let pem = key.as_str().unwrap();
        let key = SigningKey::from_pkcs8_pem(pem).unwrap();
        assert_eq!(key.algorithm(), *algorithm);
        assert_eq!(keys_from_pem(pem), Err(KeyError::PrivateKey));
    }
}
