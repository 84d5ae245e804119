//! The built-in token server over HTTP.

use crate::rig::bodies::*;
use crate::rig::{AUTH, Answer, Rig, keys, text};
use serde_json::json;
use tansiq_auth::DEV_PARTIES;

const TOKEN: &str = "/oauth/token";
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

fn form(client: &str, secret: &str, scope: &str) -> String {
    format!("grant_type=client_credentials&client_id={client}&client_secret={secret}&scope={scope}&audience=localhost")
}

async fn grant(rig: &Rig, body: String) -> Answer {
    rig.send("POST", TOKEN, &[FORM], body).await
}

#[tokio::test]
async fn every_party_of_the_development_issuer_gets_a_token_that_works() {
    let rig = Rig::start_dev().await;
    for party in DEV_PARTIES {
        let scope = party.scopes[0].as_str();
        let answer = grant(&rig, form(party.id, party.secret, scope)).await;
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let token = answer.expect(200);
        assert_eq!(keys(&token), ["access_token", "expires_in", "scope", "token_type"]);
        assert_eq!(token["token_type"], "Bearer");
        assert_eq!(token["scope"], scope);
        let authorization = format!("Bearer {}", text(&token, "access_token"));
        let path = if party.id == "authority" { CONSTRAINTS } else { INTENTS };
        rig.send("GET", &format!("{path}/{}", id()), &[(AUTH, &authorization)], "").await.expect(404);
    }
}

#[tokio::test]
async fn refusals_are_spelled_as_oauth_has_them() {
    let rig = Rig::start_dev().await;
    let good = form("uss1", "uss1-dev-secret", "utm.strategic_coordination");
    let cases = [
        (good.replace("uss1-dev-secret", "wrong"), 401, "invalid_client"),
        (good.replace("client_id=uss1", "client_id=nobody"), 401, "invalid_client"),
        (good.replace("client_credentials", "password"), 400, "unsupported_grant_type"),
        (good.replace("strategic_coordination", "constraint_management"), 400, "invalid_scope"),
        (good.replace("=localhost", "=elsewhere"), 400, "unauthorized_client"),
    ];
    for (body, status, error) in cases {
        let answer = grant(&rig, body.clone()).await;
        let refusal = answer.expect(status);
        assert_eq!(refusal["error"], error, "{body}");
        assert!(refusal["error_description"].is_string(), "{body}");
    }
    assert_eq!(grant(&rig, String::new()).await.status / 100, 4);
}

#[tokio::test]
async fn clients_may_use_json_or_the_authorization_header_and_other_names_for_the_audience() {
    let rig = Rig::start_dev().await;
    let body = json!({
        "grant_type": "client_credentials", "client_id": "uss1", "client_secret": "uss1-dev-secret",
        "scope": "utm.strategic_coordination", "resource": "localhost",
    });
    rig.send("POST", TOKEN, &[("content-type", "application/json")], body.to_string()).await.expect(200);
    use base64::Engine as _;
    let basic = format!("Basic {}", base64::engine::general_purpose::STANDARD.encode("uss1:uss1-dev-secret"));
    let body = "grant_type=client_credentials&scope=utm.strategic_coordination&intended_audience=localhost";
    rig.send("POST", TOKEN, &[FORM, (AUTH, &basic)], body).await.expect(200);
    rig.send("POST", TOKEN, &[("content-type", "application/json")], "{").await.refused(400, "body");
}

#[tokio::test]
async fn a_request_for_a_token_is_small() {
    let rig = Rig::start_dev().await;
    let answer = grant(&rig, format!("{}&x={}", form("uss1", "uss1-dev-secret", "x"), "y".repeat(17_000))).await;
    assert_eq!((answer.status, answer.text.as_str()), (413, "request body too large\n"));
}

#[tokio::test]
async fn the_keys_and_the_metadata_are_public() {
    let rig = Rig::start_dev().await;
    let keys = rig.send("GET", "/.well-known/jwks.json", &[], "").await.expect(200);
    assert_eq!(keys["keys"][0]["kty"], "RSA");
    assert!(keys["keys"][0].get("d").is_none());
    let metadata = rig.send("GET", "/.well-known/oauth-authorization-server", &[], "").await.expect(200);
    assert_eq!(metadata["token_endpoint"], "http://127.0.0.1:8080/oauth/token");
}

#[tokio::test]
async fn one_client_asking_too_often_is_told_to_wait_and_others_are_not() {
    let rig = Rig::start_dev().await;
    let asked = (0..60).map(|_| grant(&rig, form("nobody", "x", "y")));
    let statuses: Vec<u16> = futures_util::future::join_all(asked).await.iter().map(|answer| answer.status).collect();
    assert!(statuses.contains(&429), "{statuses:?}");
    grant(&rig, form("uss2", "uss2-dev-secret", "utm.strategic_coordination")).await.expect(200);
}

#[tokio::test]
async fn a_node_without_a_token_server_has_none_of_this() {
    let rig = Rig::start().await;
    assert_eq!(grant(&rig, form("uss1", "uss1-dev-secret", "x")).await.status, 404);
    assert_eq!(rig.send("GET", "/.well-known/jwks.json", &[], "").await.status, 404);
}
