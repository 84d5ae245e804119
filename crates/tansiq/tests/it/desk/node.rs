//! How the node does, as the page shows it.

use super::desks::{self, accepted, cylinder, desk_rig, east, plan, second};
use super::words::{DESK, FLEET, VIEWER, own_desk, planned};
use crate::rig::{list, text};
use serde_json::{Value, json};

fn by<'v>(view: &'v Value, list_of: &str, member: &str, name: &str) -> &'v Value {
    let found = list(view, list_of).iter().find(|row| row[member] == name);
    found.unwrap_or_else(|| panic!("there is no {name} in {view}"))
}

#[tokio::test]
async fn the_node_says_what_it_is_asked_and_how_near_its_bounds_it_is() {
    let rig = own_desk().await;
    let path = format!("{DESK}/node");
    planned(&rig, (10.0, 10.0)).await;
    let view = rig.get(&path, VIEWER).await.expect(200);
    assert_eq!((text(&view, "party"), text(&view, "version")), ("uss1", env!("CARGO_PKG_VERSION")));
    assert!(text(&view, "started_at") <= text(&view, "now"));
    let ledger = by(&view, "ledgers", "name", "desk");
    assert_eq!((&ledger["store"], &ledger["store_ok"]), (&json!("memory"), &json!(true)));
    assert!(ledger["head"].as_u64() >= Some(2), "{ledger}");
    let submitted = by(&view, "requests", "operation", "SubmitPlan");
    assert_eq!((&submitted["count"], &submitted["failed"]), (&json!(1), &json!(0)));
    assert!(submitted["mean_ms"].as_f64() > Some(0.0));
    assert_eq!(by(&view, "limits", "name", "plans")["used"], 1);
    assert_eq!(by(&view, "limits", "name", "streams"), &json!({ "name": "streams", "used": 0, "bound": 1_000, "reached": 0 }));
    let dss = by(&view, "reached", "kind", "dss");
    assert_eq!(
        (text(dss, "url"), &dss["ok"], &dss["failures"]),
        (format!("http://{}", rig.address).as_str(), &json!(true), &json!(0))
    );
    assert!(dss["mean_ms"].as_f64() > Some(0.0) && dss.get("problem").is_none());
    assert_eq!(view["desk"]["rules"]["manages_constraints"], true);
    rig.get(&path, FLEET).await.refused(403, "scope");
}

#[tokio::test]
async fn a_peer_that_does_not_answer_is_shown_with_the_problem() {
    let first = desk_rig().await;
    let other = second(&first).await;
    accepted(&other, desks::PLANNER2, &plan(&cylinder(east(0.0), (0.0, 60.0)))).await;
    let peer = format!("http://{}", other.rig.address);
    other.rig.stop().await.expect("a clean stop");
    // Whom it would meet cannot be asked, so it is not planned.
    first.rig.post(desks::PLANS, desks::PLANNER, &plan(&cylinder(east(50.0), (0.0, 60.0)))).await;
    let view = first.rig.get(&format!("{DESK}/node"), desks::VIEWER).await.expect(200);
    let row = by(&view, "reached", "url", &peer);
    assert_eq!((text(row, "kind"), &row["ok"]), ("peer", &json!(false)));
    assert!(!text(row, "problem").is_empty() && row.get("last_failure").is_some());
    assert_eq!(by(&view, "reached", "kind", "token_server")["ok"], true);
}
