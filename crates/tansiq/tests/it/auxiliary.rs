//! The pool's housekeeping interface.

use crate::rig::bodies::*;
use crate::rig::tokens::*;
use crate::rig::{Rig, keys, list, text};
use serde_json::json;

const HEARTBEAT: &str = "/aux/v1/pool/dss_instances/heartbeat";
const READER: Party = party("operator", POOL_READ);
const BEATER: Party = party("heart", POOL_WRITE);

#[tokio::test]
async fn the_version_and_the_authorities_are_public() {
    let rig = Rig::start().await;
    let version = rig.send("GET", "/aux/v1/version", &[], "").await.expect(200);
    assert_eq!(keys(&version), ["version"]);
    for name in ["accepted_ca_certs", "ca_certs"] {
        let path = format!("/aux/v1/configuration/{name}");
        assert_eq!(rig.send("GET", &path, &[], "").await.expect(200), json!({}));
    }
}

#[tokio::test]
async fn a_token_is_validated_for_its_owner() {
    let rig = Rig::start().await;
    let path = "/aux/v1/validate_oauth";
    for scopes in [READ, WRITE] {
        let reader = party("uss1", scopes);
        for query in ["", "?owner=uss1", "?owner=", "?other=x"] {
            assert_eq!(rig.get(&format!("{path}{query}"), reader).await.expect(200), json!({}));
        }
        rig.get(&format!("{path}?owner=uss2"), reader).await.refused(403, "owner");
    }
    rig.get(path, USS1).await.expect(403);
    rig.send("GET", path, &[], "").await.expect(401);
}

#[tokio::test]
async fn the_pool_has_one_id() {
    let rig = Rig::start().await;
    let first = rig.get("/aux/v1/pool", READER).await.expect(200);
    assert_eq!(keys(&first), ["dar_id"]);
    uuid::Uuid::parse_str(text(&first, "dar_id")).expect("a UUID");
    assert_eq!(rig.get("/aux/v1/pool", READER).await.expect(200), first);
    rig.get("/aux/v1/pool", BEATER).await.refused(403, POOL_READ);
}

#[tokio::test]
async fn the_instance_is_listed_with_its_latest_heartbeat() {
    let rig = Rig::start_with(|config| config.server.locality = "tower".to_owned()).await;
    let path = "/aux/v1/pool/dss_instances";
    let first = rig.get(path, READER).await.expect(200);
    let instance = &first["dss_instances"][0];
    assert_eq!(instance["id"], "tower");
    assert_eq!(instance["public_endpoint"], "http://127.0.0.1:8080");
    assert_eq!(instance["most_recent_heartbeat"]["source"], "Startup");

    let next = text(&in_minutes(10), "value").to_owned();
    let beat = rig.ask("PUT", &format!("{HEARTBEAT}?source=cron&next_heartbeat_expected_before={next}"), BEATER, None).await;
    let beat = beat.expect(201);
    let latest = &beat["dss_instances"][0]["most_recent_heartbeat"];
    assert_eq!(keys(latest), ["next_heartbeat_expected_before", "reporter", "source", "timestamp"]);
    assert_eq!(latest["source"], "cron");
    assert_eq!(latest["reporter"], "heart");
    assert_eq!(latest["next_heartbeat_expected_before"], json!(next));
    assert_eq!(rig.get(path, READER).await.expect(200), beat);
    assert_eq!(list(&beat, "dss_instances").len(), 1);
}

#[tokio::test]
async fn a_bad_heartbeat_is_refused() {
    let rig = Rig::start().await;
    let put = async |query: &str, part: &str| {
        rig.ask("PUT", &format!("{HEARTBEAT}{query}"), BEATER, None).await.refused(400, part);
    };
    put("", "source").await;
    put("?source=", "source").await;
    put(&format!("?source={}", "s".repeat(257)), "source").await;
    put("?source=x&timestamp=yesterday", "timestamp").await;
    put("?source=x&next_heartbeat_expected_before=soon", "next_heartbeat_expected_before").await;
    let (now, before) = (in_minutes(0), in_minutes(-1));
    let query = format!("?source=x&timestamp={}&next_heartbeat_expected_before={}", text(&now, "value"), text(&before, "value"));
    put(&query, "next_heartbeat_expected_before").await;
    rig.ask("PUT", &format!("{HEARTBEAT}?source=x"), READER, None).await.refused(403, POOL_WRITE);
}

#[tokio::test]
async fn the_options_of_other_products_are_off() {
    let rig = Rig::start().await;
    let options = rig.get("/aux/v1/configuration/global_options", READER).await.expect(200);
    let off = json!({ "scd_global_lock": false, "scd_hash_lock": false, "time_based_notification_index": false });
    assert_eq!(options, off);
    rig.get("/aux/v1/configuration/global_options", USS1).await.expect(403);
}
