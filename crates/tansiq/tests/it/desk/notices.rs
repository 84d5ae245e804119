//! What planners should know: listed, seen, and followed as it happens.

use super::areas::imported;
use super::words::{DESK, PLANNER, VIEWER, activated, own_desk, planned};
use crate::rig::tokens::{Authority, claims, now_s};
use crate::rig::wire::{head, read_to_end, read_until};
use crate::rig::{Rig, list, text};
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

async fn notices(rig: &Rig, query: &str) -> Value {
    rig.get(&format!("{DESK}/notices{query}"), VIEWER).await.expect(200)
}

/// A connection on which the stream was asked for and its head has come.
async fn follow(rig: &Rig, query: &str, lines: &[String]) -> (TcpStream, String) {
    let authorization = format!("Authorization: {}", VIEWER.authorization());
    let lines = [&[authorization], lines].concat();
    let mut stream = rig.connect(head(&format!("GET {DESK}/notices/stream{query}"), &lines).as_bytes()).await;
    let head = read_until(&mut stream, "\r\n\r\n").await;
    (stream, head)
}

/// The data of the next event, which must be of this kind.
async fn event(stream: &mut TcpStream, kind: &str) -> Value {
    read_until(stream, &format!("event: {kind}\n")).await;
    let data = read_until(stream, "\n\n").await;
    let data = data.strip_prefix("data: ").unwrap_or_else(|| panic!("{data:?} is no data"));
    serde_json::from_str(data.trim_end()).unwrap_or_else(|error| panic!("{data}: {error}"))
}

#[tokio::test]
async fn what_happens_to_plans_is_listed_oldest_first() {
    let rig = own_desk().await;
    assert_eq!(notices(&rig, "").await, json!({ "notices": [] }));
    let plan = activated(&rig, (46.005, 7.005)).await;
    let area = imported(&rig, &["stadium"]).await.remove(0);
    let all = notices(&rig, "").await;
    assert_eq!(all["oldest"], 0);
    let seqs: Vec<u64> = list(&all, "notices").iter().map(|notice| notice["seq"].as_u64().expect("a number")).collect();
    assert_eq!(seqs, (0..seqs.len() as u64).collect::<Vec<_>>());
    assert!(list(&all, "notices").iter().all(|notice| notice["operation"] == plan.as_str()));

    let of = |kind: &str| -> Vec<&Value> { list(&all, "notices").iter().filter(|notice| notice["kind"] == kind).collect() };
    let changes = of("state_changed");
    assert_eq!((&changes[0]["to"], changes[0].get("from")), (&json!("accepted"), None));
    assert_eq!((&changes[1]["from"], &changes[1]["to"]), (&json!("accepted"), &json!("activated")));
    assert_eq!(changes[1]["automatic"], false);
    let meeting = &of("area_activated")[0]["meeting"];
    assert_eq!((text(meeting, "kind"), text(meeting, "other")), ("area", area.as_str()));
    assert_eq!((text(meeting, "weight"), &meeting["blocks"]), ("prohibited", &json!(true)));

    let page = notices(&rig, "?limit=1").await;
    assert_eq!((list(&page, "notices").len(), &page["next_after"]), (1, &json!(0)));
    let rest = notices(&rig, "?after=0").await;
    assert_eq!(list(&rest, "notices")[..], list(&all, "notices")[1..]);
    assert_eq!(rest.get("next_after"), None);
}

#[tokio::test]
async fn notices_are_seen_up_to_a_number_by_somebody() {
    let rig = own_desk().await;
    activated(&rig, (10.0, 10.0)).await;
    let seen = format!("{DESK}/notices/seen");
    let answer = rig.post(&seen, PLANNER, &json!({ "up_to": 0 })).await;
    assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    let listed = notices(&rig, "").await;
    let (first, second) = (&listed["notices"][0], &listed["notices"][1]);
    assert_eq!((text(&first["seen"], "by"), second.get("seen")), ("uss1", None));
    assert!(text(&first["seen"], "at") >= text(first, "at"));

    rig.post(&seen, PLANNER, &json!({ "up_to": 7_000 })).await.refused(400, "up_to: there is no notice 7000 yet");
    rig.post(&seen, PLANNER, &json!({ "up_to": -1 })).await.refused(400, "up_to");
    rig.post(&seen, PLANNER, &json!({ "upto": 1 })).await.refused(400, "upto");
    rig.post(&seen, VIEWER, &json!({ "up_to": 1 })).await.refused(403, "scope");
}

#[tokio::test]
async fn a_stream_tells_what_happens_from_now_on() {
    let rig = own_desk().await;
    planned(&rig, (10.0, 10.0)).await;
    let before = list(&notices(&rig, "").await, "notices").len();
    let (mut stream, head) = follow(&rig, "", &[]).await;
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert!(head.contains("content-type: text/event-stream\r\n"), "{head}");
    assert!(head.contains("cache-control: no-store\r\n"), "{head}");
    // A client hears at once that it is connected.
    read_until(&mut stream, ":\n\n").await;
    let plan = planned(&rig, (20.0, 20.0)).await;
    let told = event(&mut stream, "notice").await;
    assert_eq!(told, notices(&rig, "").await["notices"][before]);
    assert_eq!((text(&told, "kind"), text(&told, "operation")), ("state_changed", plan.as_str()));
}

#[tokio::test]
async fn a_client_that_comes_back_hears_what_it_missed() {
    let rig = own_desk().await;
    activated(&rig, (10.0, 10.0)).await;
    let all = notices(&rig, "").await;
    for (query, lines) in [("?after=0", vec![]), ("", vec!["Last-Event-ID: 0"]), ("?after=700", vec!["Last-Event-ID: 0"])] {
        let lines: Vec<String> = lines.into_iter().map(str::to_owned).collect();
        let (mut stream, _) = follow(&rig, query, &lines).await;
        read_until(&mut stream, "id: 1\n").await;
        assert_eq!(event(&mut stream, "notice").await, all["notices"][1]);
    }
    // A number that this ledger never gave is of another life of it.
    let (mut stream, _) = follow(&rig, "?after=700", &[]).await;
    assert_eq!(event(&mut stream, "gap").await, json!({ "oldest": 0 }));
    assert_eq!(event(&mut stream, "notice").await, all["notices"][0]);
}

#[tokio::test]
async fn a_stream_ends_with_its_token() {
    let rig = own_desk().await;
    let mut claims = claims(VIEWER);
    claims["exp"] = json!(now_s() + 2);
    let authorization = format!("Authorization: Bearer {}", Authority::get().token(&claims));
    let request = head(&format!("GET {DESK}/notices/stream"), &[authorization, "Connection: close".to_owned()]);
    let mut stream = rig.connect(request.as_bytes()).await;
    let all = read_to_end(&mut stream).await;
    assert!(all.starts_with("HTTP/1.1 200 OK\r\n") && all.ends_with("0\r\n\r\n"), "{all}");
}

#[tokio::test]
async fn streams_end_when_the_node_stops() {
    let rig = own_desk().await;
    let (mut stream, _) = follow(&rig, "", &[]).await;
    read_until(&mut stream, ":\n\n").await;
    let stopped = rig.stop();
    let rest = read_to_end(&mut stream).await;
    assert!(rest.ends_with("0\r\n\r\n"), "{rest:?}");
    stopped.await.expect("the node stops in order");
}

#[tokio::test]
async fn a_client_that_leaves_leaves_its_place() {
    let rig = own_desk().await;
    for _ in 0..3 {
        let (mut stream, _) = follow(&rig, "", &[]).await;
        read_until(&mut stream, ":\n\n").await;
        stream.shutdown().await.expect("the connection can be ended");
        read_to_end(&mut stream).await;
    }
}

#[tokio::test]
async fn what_no_stream_can_begin_with_is_refused() {
    let rig = own_desk().await;
    let stream = format!("{DESK}/notices/stream");
    rig.get(&format!("{stream}?after=x"), VIEWER).await.refused(400, "after: must be a whole number");
    rig.get(&format!("{stream}?from=1"), VIEWER).await.refused(400, "from");
    let authorization = VIEWER.authorization();
    let answer = rig.send("GET", &stream, &[("authorization", &authorization), ("last-event-id", "x")], "").await;
    answer.refused(400, "last-event-id: must be a whole number");
}
