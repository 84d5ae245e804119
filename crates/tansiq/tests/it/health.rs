//! Liveness, readiness and metrics.

use crate::rig::Rig;
use crate::rig::bodies::*;
use crate::rig::tokens::*;

#[tokio::test]
async fn healthy_is_ok_for_everybody_by_any_method() {
    let rig = Rig::start().await;
    for method in ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"] {
        let answer = rig.send(method, "/healthy", &[], "").await;
        assert_eq!((answer.status, answer.text.as_str()), (200, "ok"), "{method}");
        assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    }
    assert_eq!(rig.send("HEAD", "/healthy", &[], "").await.status, 200);
}

#[tokio::test]
async fn ready_says_that_the_node_can_read_and_append() {
    let rig = Rig::start().await;
    assert_eq!(rig.send("GET", "/ready", &[], "").await.status, 200);
    assert_eq!(rig.send("POST", "/ready", &[], "").await.status, 404);
}

#[tokio::test]
async fn metrics_count_requests_by_operation_and_status() {
    let rig = Rig::start().await;
    rig.new_intent(USS1, &intent(around(place()))).await;
    rig.get(&format!("{INTENTS}/x"), USS1).await.expect(400);
    let metrics = rig.send("GET", "/metrics", &[], "").await.text;
    let count = |operation: &str, status: u16| {
        let line = format!("tansiq_http_requests_total{{operation=\"{operation}\",status=\"{status}\"}} 1");
        assert!(metrics.contains(&line), "{line} is not in {metrics}");
    };
    count("CreateOperationalIntentReference", 201);
    count("GetOperationalIntentReference", 400);
    assert!(metrics.contains("tansiq_airspace_operational_intents 1"));
    assert!(metrics.ends_with("# EOF\n"));
}
