//! `/api/v1/desk/known`: what another desk disclosed.

use super::desks::*;
use crate::rig::bodies::{id, with};
use crate::rig::tokens::{CM, party};
use crate::rig::{list, text};
use serde_json::json;

const KNOWN: &str = "/api/v1/desk/known";

#[tokio::test]
async fn what_the_other_disclosed_is_listed_with_its_geometry() {
    let first = desk_rig().await;
    let second = second(&first).await;
    let mut ids = Vec::new();
    for (index, priority) in [(0, 5), (1, 0), (2, 0)] {
        let body = with(
            plan(&cylinder(east(150.0 * f64::from(index)), (150.0 * f64::from(index), 140.0 + 150.0 * f64::from(index)))),
            "priority",
            json!(priority),
        );
        ids.push(text(&accepted(&first, PLANNER, &body).await, "id").to_owned());
    }
    assert_eq!(second.rig.get(KNOWN, PLANNER2).await.expect(200), json!({ "operations": [] }));
    let over_all = with(plan(&cylinder(east(150.0), (0.0, 450.0))), "priority", json!(100));
    accepted(&second, PLANNER2, &over_all).await;

    let known = second.rig.get(KNOWN, PLANNER2).await.expect(200);
    let operations = list(&known, "operations");
    assert!(operations.iter().all(|known| text(known, "manager") == "uss1" && text(known, "state") == "accepted"), "{known}");
    let mut sorted = ids.clone();
    sorted.sort();
    let listed: Vec<&str> = operations.iter().map(|known| text(known, "id")).collect();
    assert_eq!(listed, sorted);
    let one = operations.iter().find(|known| known["id"] == ids[0]).expect("the first plan");
    assert_eq!((text(one, "uss_base_url"), &one["version"]), (format!("http://{}", first.rig.address).as_str(), &json!(1)));
    assert_eq!((&one["priority"], &one["withheld"]), (&json!(5), &json!(false)));
    let told = first.details(&ids[0]).await;
    assert_eq!(one["volumes"][0]["volume"], told["volumes"][0]["volume"]);
    assert_eq!(one["volumes"][0]["certainty"], "exact");
    assert_eq!(one["time_end"], told["volumes"][0]["time_end"]["value"]);

    let page = second.rig.get(&format!("{KNOWN}?limit=2"), PLANNER2).await.expect(200);
    assert_eq!((list(&page, "operations").len(), text(&page, "next_after")), (2, sorted[1].as_str()));
    let rest = second.rig.get(&format!("{KNOWN}?kind=operations&limit=2&after={}", sorted[1]), PLANNER2).await.expect(200);
    assert_eq!((list(&rest, "operations").len(), rest.get("next_after")), (1, None));
    assert_eq!(second.rig.get(&format!("{KNOWN}?kind=constraints"), PLANNER2).await.expect(200), json!({ "constraints": [] }));
    let status = second.rig.get("/api/v1/desk/status", PLANNER2).await.expect(200);
    assert_eq!(status["known_operations"], 3);
}

#[tokio::test]
async fn what_is_asked_wrongly_is_named() {
    let stage = desk_rig().await;
    for (query, problem) in [
        ("kind=birds", "birds"),
        ("limit=501", "limit: must be 1 to 500"),
        ("limit=x", "limit: must be a whole number"),
        ("after=x", "after: "),
        ("of=uss2", "of"),
    ] {
        stage.rig.get(&format!("{KNOWN}?{query}"), VIEWER).await.refused(400, problem);
    }
}

#[tokio::test]
async fn a_constraint_that_was_told_of_is_listed_and_in_the_way() {
    let stage = desk_rig().await;
    let ministry = party("ministry", CM);
    let (constraint, volume) = (id(), cylinder(PLACE, (0.0, 120.0)));
    let message = json!({
        "constraint_id": constraint,
        "constraint": {
            "reference": {
                "id": constraint, "manager": "ministry", "uss_availability": "Unknown", "version": 1, "ovn": "the first of its OVNs",
                "time_start": volume["time_start"], "time_end": volume["time_end"], "uss_base_url": "https://ministry.example/utm",
            },
            "details": { "volumes": [volume], "type": "com.example.parade", "geozone": {
                "identifier": "PARADE1", "country": "CHE", "zone_authority": [], "name": "Parade", "type": "COMMON",
                "restriction": "REQ_AUTHORISATION", "restriction_conditions": [], "reason": [],
            } },
        },
        "subscriptions": [{ "subscription_id": id(), "notification_index": 0 }],
    });
    assert_eq!(stage.rig.post("/uss/v1/constraints", ministry, &message).await.status, 204);
    let known = stage.rig.get(&format!("{KNOWN}?kind=constraints"), VIEWER).await.expect(200);
    let one = &known["constraints"][0];
    assert_eq!((&one["id"], text(one, "manager"), &one["version"]), (&json!(constraint), "ministry", &json!(1)));
    assert_eq!((text(one, "kind"), text(one, "name")), ("requires_authorisation", "Parade"));
    assert_eq!(one["volumes"][0]["volume"], volume["volume"]);
    assert_eq!(one["zone"]["identifier"], "PARADE1");
    let check = json!({ "volumes": [volume], "discover": false });
    let found = stage.rig.post("/api/v1/desk/checks", VIEWER, &check).await.expect(200);
    let meeting = &found["meetings"][0];
    assert_eq!((&found["blocked"], text(meeting, "kind"), text(meeting, "weight")), (&json!(true), "constraint", "unauthorised"));
    let authorised = json!({ "volumes": [volume], "discover": false, "authorisations": [constraint] });
    let found = stage.rig.post("/api/v1/desk/checks", VIEWER, &authorised).await.expect(200);
    assert_eq!((&found["blocked"], text(&found["meetings"][0], "weight")), (&json!(false), "authorised"));
}
