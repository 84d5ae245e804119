//! `/api/v1/desk/status`.

use super::desks::*;
use crate::rig::bodies::with;
use crate::rig::{list, text};
use serde_json::json;

const STATUS: &str = "/api/v1/desk/status";

#[tokio::test]
async fn the_status_counts_what_the_desk_has() {
    let stage = desk_rig().await;
    let empty = stage.rig.get(STATUS, VIEWER).await.expect(200);
    assert_eq!((text(&empty, "party"), text(&empty, "base_url")), ("uss1", format!("http://{}", stage.rig.address).as_str()));
    assert_eq!((&empty["plans"], &empty["records"], &empty["store_ok"]), (&json!({}), &json!(0), &json!(true)));
    assert!(text(&empty, "ground").contains("-450 m and 8850 m above the sea"), "{empty}");
    assert_eq!(empty["rules"]["contingent_after_s"], 60);
    assert_eq!(empty["rules"]["automated_testing"], false);

    let first = accepted(&stage, PLANNER, &plan(&now(PLACE))).await;
    accepted(&stage, PLANNER, &with(plan(&now(east(1_000.0))), "state", json!("activated"))).await;
    let third = accepted(&stage, PLANNER, &plan(&now(east(2_000.0)))).await;
    stage.rig.delete(&format!("{PLANS}/{}", text(&third, "id")), PLANNER).await.expect(200);
    let status = stage.rig.get(STATUS, VIEWER).await.expect(200);
    assert_eq!(status["plans"], json!({ "accepted": 1, "activated": 1, "ended": 1 }));
    assert_eq!((&status["pending_writes"], &status["known_operations"], &status["areas"]), (&json!(0), &json!(0), &json!(0)));
    assert!(status["records"].as_u64().is_some_and(|records| records >= 6), "{status}");

    // A plan of higher priority over the first: its planner has something to see.
    accepted(&stage, PLANNER, &with(plan(&now(PLACE)), "priority", json!(10))).await;
    let notices = stage.rig.get("/api/v1/desk/notices", VIEWER).await.expect(200);
    let unseen = list(&notices, "notices").iter().filter(|notice| notice.get("seen").is_none()).count();
    assert_eq!(stage.rig.get(STATUS, VIEWER).await.expect(200)["unseen_notices"], unseen);
    let about =
        list(&notices, "notices").iter().any(|notice| notice["kind"] == "conflict_found" && notice["operation"] == first["id"]);
    assert!(about, "{notices}");
}

#[tokio::test]
async fn the_status_is_for_the_people_of_the_desk() {
    let stage = desk_rig().await;
    stage.rig.get(STATUS, PLANNER2).await.refused(403, "uss2");
    stage.rig.get(STATUS, PEER).await.refused(403, "tansiq.desk");
}

#[tokio::test]
async fn metrics_count_what_a_desk_has() {
    let rig = super::words::own_desk().await;
    super::words::planned(&rig, (10.0, 10.0)).await;
    let metrics = rig.send("GET", "/metrics", &[], "").await.text;
    for line in ["tansiq_desk_operations 1", "tansiq_desk_pending_writes 0", "tansiq_desk_deliveries 0", "tansiq_desk_areas 0"] {
        assert!(metrics.contains(line), "{line} is not in {metrics}");
    }
    assert_eq!(rig.send("GET", "/ready", &[], "").await.status, 200);
}
