//! The process around the interface: limits on connections and time, a clean stop, and what is still there afterwards.

use crate::rig::bodies::*;
use crate::rig::tokens::*;
use crate::rig::wire::{PATIENCE, head, read_until};
use crate::rig::{Rig, text};
use std::time::Duration;
use tansiq::config::StoreKind;
use tokio::io::AsyncWriteExt;

fn put_head(length: usize) -> String {
    let lines = [format!("Authorization: {}", USS1.authorization()), format!("Content-Length: {length}")];
    head(&format!("PUT {INTENTS}/{}", id()), &lines)
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_answered_503_in_plain_text() {
    let rig = Rig::start_with(|config| config.server.request_timeout_s = 1).await;
    let mut stream = rig.connect(format!("{}{{", put_head(100)).as_bytes()).await;
    let answer = read_until(&mut stream, "request timeout").await;
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    assert!(answer.contains("retry-after: "), "{answer}");
    assert!(answer.contains("text/plain"), "{answer}");
}

#[tokio::test]
async fn connections_beyond_the_limit_wait_until_others_end() {
    let rig = Rig::start_with(|config| config.server.max_connections = 2).await;
    let (mut first, second) = (rig.connect(b"").await, rig.connect(b"").await);
    let mut third = rig.connect(head("GET /healthy", &[]).as_bytes()).await;
    first.write_all(head("GET /healthy", &[]).as_bytes()).await.expect("it is served");
    read_until(&mut first, "ok").await;
    let early = tokio::time::timeout(Duration::from_millis(100), read_until(&mut third, "ok")).await;
    assert!(early.is_err(), "it waits");
    drop(second);
    read_until(&mut third, "ok").await;
}

#[tokio::test]
async fn at_a_stop_open_requests_end_and_new_ones_are_not_taken() {
    let rig = Rig::start().await;
    let body = intent(around(place())).to_string();
    let (left, right) = body.split_at(50);
    let mut idle = rig.connect(head("GET /healthy", &[]).as_bytes()).await;
    read_until(&mut idle, "ok").await;
    // Once the node asks for the body, the request is one that it lets end.
    let expecting = put_head(body.len()).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n");
    let mut open = rig.connect(expecting.as_bytes()).await;
    read_until(&mut open, "100 Continue\r\n\r\n").await;
    open.write_all(left.as_bytes()).await.expect("the connection is open");
    let address = rig.address;
    let stopped = rig.stop();
    tokio::time::sleep(Duration::from_millis(50)).await;
    open.write_all(right.as_bytes()).await.expect("the connection is open");
    let answer = read_until(&mut open, "\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    tokio::time::timeout(PATIENCE, stopped).await.expect("it stops soon").expect("in order");
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = async || {
        Rig::start_with(|config| {
            config.store.kind = StoreKind::Sqlite;
            config.store.path = folder.path().to_owned();
        })
        .await
    };
    let rig = start().await;
    let place = place();
    let suffix = suffix(0);
    let body = with(intent_with_subscription(around(place)), "requested_ovn_suffix", serde_json::json!(suffix));
    let made = rig.new_intent(USS1, &body).await;
    let rule = rig.new_constraint(PUBLISHER, &constraint(around(place))).await;
    let watch = rig.new_subscription(USS2, &subscription(around(place))).await;
    rig.declare("uss1", "Normal").await;
    let pool = party("operator", POOL_READ);
    let paths = [
        (format!("{INTENTS}/{}", made.id), USS1),
        (format!("{CONSTRAINTS}/{}", rule.id), PUBLISHER),
        (format!("{SUBSCRIPTIONS}/{}", watch.id), USS2),
        (format!("{SUBSCRIPTIONS}/{}", text(&made.answer["operational_intent_reference"], "subscription_id")), USS1),
        (format!("{AVAILABILITY}/uss1"), USS2),
        ("/aux/v1/pool".to_owned(), pool),
    ];
    let mut before = Vec::new();
    for (path, party) in &paths {
        before.push(rig.get(path, *party).await.expect(200));
    }
    tokio::time::timeout(PATIENCE, rig.stop()).await.expect("it stops soon").expect("in order");

    let rig = start().await;
    for ((path, party), before) in paths.iter().zip(before) {
        assert_eq!(rig.get(path, *party).await.expect(200), before, "{path}");
    }
    rig.put(&made.current(INTENTS), USS1, &body).await.refused(409, "requested_ovn_suffix");
    rig.delete(&made.current(INTENTS), USS1).await.expect(200);
}
