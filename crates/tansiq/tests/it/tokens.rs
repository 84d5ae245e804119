//! Access tokens over HTTP: which are believed, and how the others are answered. What a caller may do is in `scopes.rs`.

use crate::rig::bodies::*;
use crate::rig::tokens::*;
use crate::rig::{AUTH, Rig, keys};
use jsonwebtoken::{Algorithm, Header};
use serde_json::{Value, json};

/// Any operation with a token will do.
fn path() -> String {
    format!("{AVAILABILITY}/uss1")
}

async fn status_of(rig: &Rig, authorization: &str) -> (u16, String) {
    let answer = rig.send("GET", &path(), &[(AUTH, authorization)], "").await;
    if answer.status == 401 {
        assert_eq!(keys(&answer.json), ["message"]);
    }
    (answer.status, answer.text)
}

async fn status_with(rig: &Rig, claims: Value) -> u16 {
    status_of(rig, &format!("Bearer {}", Authority::get().token(&claims))).await.0
}

#[tokio::test]
async fn the_scheme_is_read_in_any_case() {
    let rig = Rig::start().await;
    let token = Authority::get().token(&claims(USS1));
    for scheme in ["Bearer", "bearer", "BEARER", "bEaReR"] {
        assert_eq!(status_of(&rig, &format!("{scheme} {token}")).await.0, 200, "{scheme}");
    }
    for bad in [
        "",
        "Bearer",
        "Bearer ",
        "Basic dXNzMTp4",
        "Token x",
        token.as_str(),
        "Bearer x",
        "Bearer x.y.z",
        "Bearer ..",
        "Bearer a b c",
    ] {
        assert_eq!(status_of(&rig, bad).await.0, 401, "{bad}");
    }
    let latin = rig.send("GET", &path(), &[(AUTH, "Bearer \u{e9}\u{e9}")], "").await;
    assert_eq!(latin.status, 401);
}

#[tokio::test]
async fn a_missing_token_is_called_missing() {
    let rig = Rig::start().await;
    rig.send("GET", &path(), &[], "").await.refused(401, "issing");
}

#[tokio::test]
async fn required_claims_are_required() {
    let rig = Rig::start().await;
    assert_eq!(status_with(&rig, claims(USS1)).await, 200);
    for claim in ["sub", "iss", "aud", "exp"] {
        assert_eq!(status_with(&rig, without(claims(USS1), claim)).await, 401, "{claim}");
        assert_eq!(status_with(&rig, with(claims(USS1), claim, Value::Null)).await, 401, "{claim}");
        assert_eq!(status_with(&rig, with(claims(USS1), claim, json!(""))).await, 401, "{claim}");
        assert_eq!(status_with(&rig, with(claims(USS1), claim, json!({}))).await, 401, "{claim}");
    }
    assert_eq!(status_with(&rig, without(claims(USS1), "scope")).await, 403);
    assert_eq!(status_with(&rig, with(claims(USS1), "scope", json!([SC]))).await, 401);
    assert_eq!(status_with(&rig, with(claims(USS1), "sub", json!("s".repeat(257)))).await, 401);
    assert_eq!(status_with(&rig, with(claims(USS1), "sub", json!("a\nb"))).await, 401);
}

#[tokio::test]
async fn times_are_held_exactly() {
    let rig = Rig::start().await;
    let at = |claim: &str, ahead: i64| with(claims(USS1), claim, json!(now_s() + ahead));
    assert_eq!(status_with(&rig, at("exp", -1)).await, 401);
    assert_eq!(status_with(&rig, at("exp", 3_590)).await, 200);
    assert_eq!(status_with(&rig, at("exp", 3_610)).await, 401, "more than an hour");
    assert_eq!(status_with(&rig, at("nbf", 30)).await, 401);
    assert_eq!(status_with(&rig, at("nbf", -30)).await, 200);
    assert_eq!(status_with(&rig, at("iat", 30)).await, 401);
    assert_eq!(status_with(&rig, with(claims(USS1), "exp", json!("2999"))).await, 401);
    assert_eq!(status_with(&rig, with(claims(USS1), "exp", json!(1e300))).await, 401);
}

#[tokio::test]
async fn the_audience_must_name_this_node() {
    let rig = Rig::start().await;
    let aud = |aud: Value| with(claims(USS1), "aud", aud);
    assert_eq!(status_with(&rig, aud(json!(["other", "localhost"]))).await, 200);
    let other = format!("Bearer {}", Authority::get().token(&aud(json!("localhost.example"))));
    let (status, text) = status_of(&rig, &other).await;
    assert_eq!(status, 401);
    assert!(text.contains("audience"), "{text}");
    assert_eq!(status_with(&rig, aud(json!([]))).await, 401);
    assert_eq!(status_with(&rig, aud(json!("LOCALHOST"))).await, 401);
}

#[tokio::test]
async fn only_known_keys_and_honest_algorithms_are_believed() {
    let rig = Rig::start().await;
    let stranger = Authority::generate().token(&claims(USS1));
    assert_eq!(status_of(&rig, &format!("Bearer {stranger}")).await.0, 401);

    let good = Authority::get().token(&claims(USS1));
    let (head, rest) = good.split_once('.').expect("a token has three parts");
    let none = base64_url(br#"{"alg":"none","typ":"JWT"}"#);
    let body = rest.split_once('.').expect("a token has three parts").0;
    for forged in [
        format!("{none}.{body}."),
        format!("{none}.{rest}"),
        format!("{head}.{body}."),
        format!("{head}.{rest}x"),
        format!("{head}.{}", rest.replacen(char::is_alphabetic, "A", 1)),
    ] {
        assert_eq!(status_of(&rig, &format!("Bearer {forged}")).await.0, 401, "{forged}");
    }
    let hmac = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims(USS1), &jsonwebtoken::EncodingKey::from_secret(b"x"));
    assert_eq!(status_of(&rig, &format!("Bearer {}", hmac.expect("a token"))).await.0, 401);
}

#[tokio::test]
async fn an_unknown_key_id_does_not_matter() {
    let rig = Rig::start().await;
    let mut header = Header::new(Algorithm::ES256);
    header.kid = Some("nobody's".to_owned());
    let token = Authority::get().token_with(&header, &claims(USS1));
    assert_eq!(status_of(&rig, &format!("Bearer {token}")).await.0, 200);
}

#[tokio::test]
async fn a_token_that_was_believed_is_refused_once_it_has_ended() {
    let rig = Rig::start().await;
    let token = format!("Bearer {}", Authority::get().token(&with(claims(USS1), "exp", json!(now_s() + 2))));
    assert_eq!(status_of(&rig, &token).await.0, 200);
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    assert_eq!(status_of(&rig, &token).await.0, 401);
}

#[tokio::test]
async fn an_endless_token_is_refused() {
    let rig = Rig::start().await;
    assert_eq!(status_of(&rig, &format!("Bearer {}", "x".repeat(20_000))).await.0, 401);
}

fn base64_url(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}
