//! How many calls at once, and to whom at all.

use crate::rig::*;
use std::sync::Arc;
use std::time::Duration;
use tansiq_peers::{CallError, HttpError, HttpSettings, HttpTransport, Transport};
use tokio::sync::Semaphore;

fn made(settings: HttpSettings) -> Arc<HttpTransport> {
    Arc::new(HttpTransport::new(&settings).expect("the settings are right"))
}

#[tokio::test]
async fn a_host_that_does_not_answer_takes_only_its_own_slots() {
    let transport = made(HttpSettings { max_calls: 3, max_calls_per_host: 2, ..loopback() });
    let gate = Arc::new(Semaphore::new(0));
    let (held, alive) = (gate.clone(), Server::start(|_, _| answer(200, "", "{}")).await);
    let dead = Server::start(move |_, _| {
        let mut steps = vec![Step::Wait(held.clone())];
        steps.extend(answer(200, "", "{}"));
        steps
    })
    .await;
    let calls: Vec<_> = (0..10)
        .map(|_| {
            let (transport, url) = (transport.clone(), dead.url("/"));
            tokio::spawn(async move { transport.call(get(&url, LONG)).await.map(|told| told.status) })
        })
        .collect();
    for _ in 0..20 {
        assert_eq!(transport.call(get(&alive.url("/"), LONG)).await.expect("an answer").status, 200);
    }
    assert!(dead.seen().len() <= 2, "{} calls were under way", dead.seen().len());
    gate.add_permits(10);
    for call in calls {
        assert_eq!(call.await.expect("the task ends"), Ok(200));
    }
    assert_eq!(dead.seen().len(), 10);
}

#[tokio::test]
async fn a_call_that_got_no_slot_in_time_was_not_sent() {
    let transport = made(HttpSettings { max_calls: 3, max_calls_per_host: 1, ..loopback() });
    let server = Server::start(|_, _| vec![Step::Hang]).await;
    let (first, url) = (transport.clone(), server.url("/first"));
    let first = tokio::spawn(async move { first.call(get(&url, LONG)).await });
    while server.seen().is_empty() {
        tokio::task::yield_now().await;
    }
    let error = transport.call(get(&server.url("/second"), Duration::from_millis(50))).await.expect_err("no slot");
    assert!(matches!(&error, CallError::Unreachable { what } if what.contains("no call to it ended")), "{error:?}");
    assert_eq!(server.seen().len(), 1);
    first.abort();
}

#[tokio::test]
async fn addresses_within_our_network_are_refused_however_they_are_written() {
    let guarded = made(HttpSettings { allow_private: false, ..loopback() });
    let server = Server::start(|_, _| answer(200, "", "{}")).await;
    for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "127.1", "0.0.0.0"] {
        let url = format!("http://{host}:{}/", server.port);
        let error = guarded.call(get(&url, LONG)).await.expect_err(host);
        assert!(matches!(&error, CallError::Unreachable { what } if what.contains("not public")), "{host}: {error:?}");
    }
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test]
async fn http_is_refused_unless_it_is_allowed() {
    let strict = made(HttpSettings { allow_http: false, ..loopback() });
    let server = Server::start(|_, _| answer(200, "", "{}")).await;
    let error = strict.call(get(&server.url("/"), LONG)).await.expect_err("http");
    assert!(matches!(error, CallError::Unreachable { .. }), "{error:?}");
    assert_eq!(server.seen().len(), 0);
}

#[test]
fn settings_out_of_range_are_named() {
    let refused = |settings: HttpSettings| match HttpTransport::new(&settings).err() {
        Some(HttpError::Setting { name, .. }) => name,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(HttpSettings { connect_timeout: Duration::ZERO, ..loopback() }), "connect_timeout");
    assert_eq!(refused(HttpSettings { max_answer_bytes: 1, ..loopback() }), "max_answer_bytes");
    assert_eq!(refused(HttpSettings { max_calls: 0, ..loopback() }), "max_calls");
    assert_eq!(refused(HttpSettings { max_calls: 2, max_calls_per_host: 3, ..loopback() }), "max_calls_per_host");
}
