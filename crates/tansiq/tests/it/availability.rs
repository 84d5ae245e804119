//! The availability of USSs, as an arbiter declares it.

use crate::rig::bodies::*;
use crate::rig::tokens::*;
use crate::rig::{Rig, keys, text};
use serde_json::{Value, json};

fn declaration(old_version: &str, availability: &str) -> Value {
    json!({ "old_version": old_version, "availability": availability })
}

#[tokio::test]
async fn of_an_unknown_uss_nothing_is_known() {
    let rig = Rig::start().await;
    for reader in [ARBITER, USS1, party("uss1", CMSA)] {
        let answer = rig.get(&format!("{AVAILABILITY}/uss9"), reader).await.expect(200);
        assert_eq!(answer, json!({ "status": { "uss": "uss9", "availability": "Unknown" }, "version": "" }));
    }
}

#[tokio::test]
async fn it_is_set_by_who_saw_the_current_version() {
    let rig = Rig::start().await;
    let path = format!("{AVAILABILITY}/uss1");
    rig.put(&path, ARBITER, &declaration("x", "Down")).await.refused(409, "old_version");
    let first = rig.put(&path, ARBITER, &declaration("", "Down")).await.expect(200);
    assert_eq!(keys(&first), ["status", "version"]);
    assert_eq!(first["status"], json!({ "uss": "uss1", "availability": "Down" }));
    rig.put(&path, ARBITER, &declaration("", "Normal")).await.refused(409, "old_version");
    let other = party("another-arbiter", AA);
    let second = rig.put(&path, other, &declaration(text(&first, "version"), "Normal")).await.expect(200);
    assert_ne!(first["version"], second["version"]);
    assert_eq!(rig.get(&path, USS2).await.expect(200), second);
    rig.put(&path, ARBITER, &declaration(text(&first, "version"), "Down")).await.refused(409, "old_version");
}

#[tokio::test]
async fn it_is_read_in_any_case_and_empty_is_unknown() {
    let rig = Rig::start().await;
    for (index, (sent, meant)) in
        [("down", "Down"), ("NORMAL", "Normal"), ("uNKnown", "Unknown"), ("", "Unknown")].iter().enumerate()
    {
        let answer = rig.put(&format!("{AVAILABILITY}/case{index}"), ARBITER, &declaration("", sent)).await.expect(200);
        assert_eq!(answer["status"]["availability"], *meant);
    }
    let answer = rig.put(&format!("{AVAILABILITY}/nothing"), ARBITER, &json!({})).await.expect(200);
    assert_eq!(answer["status"]["availability"], "Unknown");
    for bad in [json!("Up"), json!("Down "), json!("Dоwn")] {
        let body = with(declaration("", ""), "availability", bad);
        rig.put(&format!("{AVAILABILITY}/uss1"), ARBITER, &body).await.refused(400, "availability");
    }
    rig.put(&format!("{AVAILABILITY}/uss1"), ARBITER, &with(declaration("", ""), "availability", json!(1)))
        .await
        .refused(400, "availability");
}

#[tokio::test]
async fn a_name_may_be_anything_but_empty_or_endless() {
    let rig = Rig::start().await;
    let body = declaration("", "Normal");
    rig.get(&format!("{AVAILABILITY}/"), ARBITER).await.refused(400, "uss_id");
    rig.put(&format!("{AVAILABILITY}/"), ARBITER, &body).await.refused(400, "uss_id");
    let long = "u".repeat(257);
    rig.get(&format!("{AVAILABILITY}/{long}"), ARBITER).await.refused(400, "uss_id");
    rig.put(&format!("{AVAILABILITY}/{long}"), ARBITER, &body).await.refused(400, "uss_id");
    let answer = rig.put(&format!("{AVAILABILITY}/a%20b%2Fc%C3%A9"), ARBITER, &body).await.expect(200);
    assert_eq!(answer["status"]["uss"], "a b/cé");
}
