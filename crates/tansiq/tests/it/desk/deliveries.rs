//! What peers must still be told, and what was reported.

use super::words::{DESK, VIEWER, own_desk, planned, until};
use crate::rig::bodies::{SUBSCRIPTIONS, circle, id, in_minutes, subscription, volume, with};
use crate::rig::tokens::{USS1, USS2};
use crate::rig::{keys, list, text};
use serde_json::json;

/// F3548-21 SCD0085: who subscribed is told, and asked again while it does not answer.
#[tokio::test]
async fn what_a_silent_peer_must_be_told_waits() {
    let rig = own_desk().await;
    // Nobody listens on port 9 (discard).
    let silent = "http://127.0.0.1:9/utm";
    let watcher = with(subscription(volume(circle((10.0, 10.0), 1_000.0))), "uss_base_url", json!(silent));
    rig.put(&format!("{SUBSCRIPTIONS}/{}", id()), USS2, &watcher).await.expect(200);
    let (first, second) = (planned(&rig, (10.0, 10.0)).await, planned(&rig, (10.004, 10.0)).await);
    let deliveries = format!("{DESK}/deliveries");
    let tried = until(&rig, &deliveries, VIEWER, |answer| {
        let all = list(&answer.json, "deliveries");
        all.len() == 2 && all.iter().all(|delivery| delivery["problem"].is_string())
    });
    let all = list(&tried.await.json, "deliveries").clone();
    for (delivery, plan) in all.iter().zip([first, second]) {
        assert_eq!(keys(delivery), ["attempts", "id", "next", "problem", "since", "subject", "to", "until"]);
        assert_eq!((text(delivery, "to"), &delivery["subject"]), (silent, &json!({ "kind": "operation", "id": plan })));
        assert!(delivery["attempts"].as_u64() >= Some(1) && text(delivery, "next") < text(delivery, "until"), "{delivery}");
    }

    let page = rig.get(&format!("{deliveries}?limit=1"), VIEWER).await.expect(200);
    assert_eq!((list(&page, "deliveries").len(), &page["next_after"]), (1, &all[0]["id"]));
    let rest = rig.get(&format!("{deliveries}?after={}", page["next_after"]), VIEWER).await.expect(200);
    assert_eq!((list(&rest, "deliveries").len(), rest.get("next_after")), (1, None));
    assert_eq!(list(&rest, "deliveries")[0]["id"], all[1]["id"]);
}

/// F3548-21 GEN0400: what peers report is kept.
#[tokio::test]
async fn reports_are_listed_newest_first() {
    let rig = own_desk().await;
    for problem in ["first", "second", "third"] {
        let exchange = json!({
            "url": "https://uss.example/uss/v1/operational_intents", "method": "POST", "recorder_role": "Client",
            "request_time": in_minutes(0), "problem": problem,
        });
        rig.post("/uss/v1/reports", USS1, &json!({ "exchange": exchange })).await.expect(201);
    }
    let reports = format!("{DESK}/reports");
    let newest = rig.get(&format!("{reports}?limit=2"), VIEWER).await.expect(200);
    let problems: Vec<&str> =
        list(&newest, "reports").iter().map(|report| text(&report["report"]["exchange"], "problem")).collect();
    assert_eq!(problems, ["third", "second"]);
    let report = &newest["reports"][0];
    assert_eq!((text(report, "reporter"), keys(report)), ("uss1", vec!["at", "id", "report", "reporter", "to"]));
    let older = rig.get(&format!("{reports}?after={}", text(&newest, "next_after")), VIEWER).await.expect(200);
    assert_eq!((list(&older, "reports").len(), older.get("next_after")), (1, None));
    assert_eq!(text(&older["reports"][0]["report"]["exchange"], "problem"), "first");
}
