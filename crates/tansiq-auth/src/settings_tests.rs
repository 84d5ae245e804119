use serde_json::{Value, json};

use super::*;
use crate::clients::hash_secret;

fn auth(value: Value) -> AuthSettings {
    serde_json::from_value(value).unwrap()
}

/// Paths of what is wrong.
fn paths(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|(path, _)| path.as_str()).collect()
}

#[test]
fn defaults_are_as_documented() {
    let settings = auth(json!({}));
    assert_eq!((settings.jwks_refresh_s, settings.leeway_s), (60, 5));
    assert_eq!(paths(&settings.validate()), ["audiences", "public_keys"]);
    assert_eq!(paths(&settings.validate_with(true)), ["audiences"]);
    let server: TokenServerSettings = serde_json::from_value(json!({})).unwrap();
    assert!(!server.enabled && server.lifetime_s == 3540);
    assert_eq!(server.validate(), []);
}

#[test]
fn unknown_fields_are_refused() {
    assert!(serde_json::from_value::<AuthSettings>(json!({"audience": "x"})).is_err());
    assert!(serde_json::from_value::<TokenServerSettings>(json!({"client": []})).is_err());
    let client = json!({"id": "a", "secret_hash": "h", "scopes": [], "audiences": [], "secret": "s"});
    assert!(serde_json::from_value::<ClientSettings>(client).is_err());
}

#[test]
fn settings_of_a_verifier_are_held_to_their_ranges() {
    let good = json!({"audiences": ["dss.example.com"], "public_keys": ["a.pem"]});
    assert_eq!(auth(good.clone()).validate(), []);
    let with = |field: &str, value: Value| {
        let mut settings = good.clone();
        settings[field] = value;
        auth(settings).validate().into_iter().map(|(path, problem)| format!("{path} {problem}")).collect::<Vec<_>>()
    };
    assert_eq!(with("leeway_s", json!(0)), Vec::<String>::new());
    assert_eq!(with("leeway_s", json!(60)), Vec::<String>::new());
    assert_eq!(with("leeway_s", json!(61)), ["leeway_s is 61 s (0–60 s are accepted)"]);
    assert_eq!(with("leeway_s", json!(u64::MAX)).len(), 1);
    assert_eq!(with("jwks_refresh_s", json!(5)), Vec::<String>::new());
    assert_eq!(with("jwks_refresh_s", json!(4)), ["jwks_refresh_s is 4 s (5–86400 s are accepted)"]);
    assert_eq!(with("jwks_refresh_s", json!(86_401)), ["jwks_refresh_s is 86401 s (5–86400 s are accepted)"]);
    assert_eq!(with("jwks_urls", json!(["https://a", "ftp://b"])), ["jwks_urls[1] must begin with https:// or http://"]);
    assert_eq!(with("jwks_urls", json!(vec!["https://a"; 17])), ["jwks_urls has 17 entries (at most 16 are accepted)"]);
    assert_eq!(with("public_keys", json!(vec!["a"; 65])), ["public_keys has 65 entries (at most 64 are accepted)"]);
    assert_eq!(with("audiences", json!(vec!["a"; 65])), ["audiences has 65 entries (at most 64 are accepted)"]);
    assert_eq!(with("audiences", json!(["a", "b\n"])), ["audiences[1] must be 1–256 bytes without control characters"]);
}

#[test]
fn settings_of_a_token_server_are_held_to_their_ranges() {
    let hash = hash_secret("secret").unwrap();
    let client = json!({"id": "a", "secret_hash": hash, "scopes": ["x"], "audiences": ["*"]});
    let good = json!({"enabled": true, "issuer": "https://a/token", "signing_key": "key.pem", "clients": [client]});
    let check = |change: &dyn Fn(&mut Value), expected: &[&str]| {
        let mut value = good.clone();
        change(&mut value);
        let settings: TokenServerSettings = serde_json::from_value(value).unwrap();
        assert_eq!(paths(&settings.validate()), expected);
    };
    check(&|_| {}, &[]);
    check(&|s| s["issuer"] = json!(""), &["issuer"]);
    check(&|s| s["signing_key"] = json!(""), &["signing_key"]);
    check(&|s| s["lifetime_s"] = json!(60), &[]);
    check(&|s| s["lifetime_s"] = json!(3600), &[]);
    check(&|s| s["lifetime_s"] = json!(59), &["lifetime_s"]);
    check(&|s| s["lifetime_s"] = json!(3601), &["lifetime_s"]);
    check(&|s| s["clients"] = json!([client, client]), &["clients[1].id"]);
    check(&|s| s["clients"][0]["id"] = json!(""), &["clients[0].id"]);
    check(&|s| s["clients"][0]["sub"] = json!("a\u{7}"), &["clients[0].sub"]);
    check(&|s| s["clients"][0]["secret_hash"] = json!("secret"), &["clients[0].secret_hash"]);
    check(&|s| s["clients"][0]["scopes"] = json!([]), &["clients[0].scopes"]);
    check(
        &|s| s["clients"][0]["scopes"] = json!(["a", "b c", "\"", "\\"]),
        &["clients[0].scopes[1]", "clients[0].scopes[2]", "clients[0].scopes[3]"],
    );
    check(&|s| s["clients"][0]["audiences"] = json!([]), &["clients[0].audiences"]);
    check(&|s| s["enabled"] = json!(false), &[]);
}
