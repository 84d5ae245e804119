//! Plans to begin with: kept, changed, taken out.

use super::words::{DESK, PLANNER, STRANGER, VIEWER, around, own_desk};
use crate::rig::bodies::id;
use crate::rig::{list, text};
use serde_json::{Value, json};

#[tokio::test]
async fn a_template_is_kept_as_it_can_be_submitted() {
    let rig = own_desk().await;
    let (templates, own) = (format!("{DESK}/templates"), format!("{DESK}/templates/{}", id()));
    assert_eq!(rig.get(&templates, VIEWER).await.expect(200), json!({ "templates": [] }));
    let plan = json!({ "name": "survey", "priority": 3, "volumes": [around((10.0, 10.0))] });
    let kept = rig.put(&own, PLANNER, &json!({ "name": "مسح", "plan": plan })).await.expect(200);
    assert_eq!((text(&kept, "name"), text(&kept, "by"), &kept["plan"]["priority"]), ("مسح", "uss1", &json!(3)));
    assert_eq!(rig.get(&templates, VIEWER).await.expect(200)["templates"], json!([kept]));
    rig.post(&format!("{DESK}/plans"), PLANNER, &kept["plan"]).await.expect(201);

    let changed = rig.put(&own, PLANNER, &json!({ "name": "patrol", "plan": plan })).await.expect(200);
    assert_eq!((text(&changed, "name"), &changed["id"]), ("patrol", &kept["id"]));
    assert_eq!(list(&rig.get(&templates, VIEWER).await.expect(200), "templates").len(), 1);
    assert_eq!(rig.delete(&own, PLANNER).await.status, 204);
    rig.delete(&own, PLANNER).await.refused(404, "there is no template");
}

#[tokio::test]
async fn what_cannot_be_submitted_is_no_template() {
    let rig = own_desk().await;
    let own = format!("{DESK}/templates/{}", id());
    let put = |body: Value| {
        let (rig, own) = (&rig, &own);
        async move { rig.put(own, PLANNER, &body).await }
    };
    put(json!({ "name": "a", "plan": { "volumes": [{}] } })).await.refused(400, "volume");
    put(json!({ "name": "a", "plan": { "target": 1 } })).await.refused(400, "target");
    put(json!({ "name": "", "plan": {} })).await.refused(400, "name: 0 bytes, must be 1 to 200");
    let large: Vec<String> = (0..70).map(|_| "x".repeat(1_000)).collect();
    put(json!({ "name": "a", "plan": { "stated": large } })).await.refused(400, "at most 65536 are kept");
    rig.put(&format!("{DESK}/templates/x"), PLANNER, &json!({ "name": "a", "plan": {} })).await.refused(400, "id");
    let body = json!({ "name": "a", "plan": {} });
    rig.put(&own, VIEWER, &body).await.refused(403, "scope");
    rig.put(&own, STRANGER, &body).await.refused(403, "not one of the people");
}
