//! Keys that an authority publishes: fetched over HTTP, kept through its outage, and believed by another node.

use crate::rig::bodies::*;
use crate::rig::{AUTH, Rig, text};
use std::time::Duration;

async fn bearer(authority: &Rig) -> String {
    let form = "grant_type=client_credentials&client_id=uss1&client_secret=uss1-dev-secret&audience=localhost";
    let content_type = ("content-type", "application/x-www-form-urlencoded");
    let token = authority.send("POST", "/oauth/token", &[content_type], form).await.expect(200);
    format!("Bearer {}", text(&token, "access_token"))
}

#[tokio::test]
async fn keys_are_fetched_and_outlive_an_outage_of_their_authority() {
    let authority = Rig::start_dev().await;
    let url = format!("http://{}/.well-known/jwks.json", authority.address);
    let node = Rig::start_with(|config| {
        config.auth.public_keys.clear();
        config.auth.jwks_urls = vec![url];
        config.auth.jwks_refresh_s = 5;
    })
    .await;
    let path = format!("{INTENTS}/{}", id());
    let first = bearer(&authority).await;
    node.send("GET", &path, &[(AUTH, &first)], "").await.expect(404);

    let unseen_before_the_outage = bearer(&authority).await;
    authority.stop().await.expect("the authority stops in order");
    // Long enough for a refresh to fail.
    tokio::time::sleep(Duration::from_secs(6)).await;
    node.send("GET", &path, &[(AUTH, &first)], "").await.expect(404);
    node.send("GET", &path, &[(AUTH, &unseen_before_the_outage)], "").await.expect(404);
}

#[tokio::test]
async fn a_node_whose_authority_is_away_starts_and_believes_nobody_yet() {
    let authority = Rig::start_dev().await;
    let token = bearer(&authority).await;
    let node = Rig::start_with(|config| {
        config.auth.public_keys.clear();
        config.auth.jwks_urls = vec!["http://127.0.0.1:9/jwks.json".to_owned()];
    })
    .await;
    let path = format!("{INTENTS}/{}", id());
    node.send("GET", &path, &[(AUTH, &token)], "").await.refused(401, "no public key");
    node.send("GET", "/healthy", &[], "").await.expect(200);
}
