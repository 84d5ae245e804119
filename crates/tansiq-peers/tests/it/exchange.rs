//! One call over a real socket: what comes back, and which error it is when nothing does.

use crate::rig::*;
use bytes::Bytes;
use std::time::Duration;
use tansiq_peers::{CallError, Content, HttpSettings, HttpTransport, Token, Transport};
use tokio::net::TcpListener;

/// The error of a call to a server that does as told.
async fn failure(script: fn() -> Vec<Step>, patience: Duration) -> CallError {
    let server = Server::start(move |_, _| script()).await;
    let error = transport().call(get(&server.url("/x"), patience)).await.expect_err("there is no answer");
    assert_eq!(server.seen().len(), 1, "the request was sent once");
    error
}

fn head(rest: &str) -> Step {
    Step::Send(format!("HTTP/1.1 200 OK\r\n{rest}\r\n").into_bytes())
}

#[tokio::test]
async fn an_answer_is_given_out_whole() {
    let headers = "date: Sat, 22 Nov 2025 04:00:00 GMT\r\nretry-after: 7\r\n";
    let server = Server::start(move |_, _| answer(418, headers, r#"{"a":1}"#)).await;
    let mut request = get(&server.url("/a/b"), LONG);
    request.method = hyper::Method::PUT;
    request.bearer = Token::new("a.b.c".to_owned());
    request.content = Some(Content { media_type: "application/json", bytes: Bytes::from_static(b"{}") });
    let told = transport().call(request).await.expect("an answer");
    assert_eq!((told.status, told.body.as_ref()), (418, &br#"{"a":1}"#[..]));
    assert_eq!(told.media_type.as_deref(), Some("application/json"));
    assert_eq!(told.date.as_deref(), Some("Sat, 22 Nov 2025 04:00:00 GMT"));
    assert_eq!(told.retry_after, Some(Duration::from_secs(7)));
    let seen = &server.seen()[0];
    assert_eq!((seen.method.as_str(), seen.target.as_str(), seen.body.as_str()), ("PUT", "/a/b", "{}"));
    assert_eq!(seen.headers["authorization"], "Bearer a.b.c");
    assert_eq!(seen.headers["content-type"], "application/json");
    assert_eq!(seen.headers["host"], format!("127.0.0.1:{}", server.port));
}

#[tokio::test]
async fn where_nobody_listens_nothing_was_sent() {
    let port = TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("an address").port();
    let error = transport().call(get(&format!("http://127.0.0.1:{port}/"), LONG)).await.expect_err("nobody listens");
    assert!(matches!(&error, CallError::Unreachable { .. }) && error.surely_not_done(), "{error:?}");
    let error = transport().call(get("http://name.invalid/", LONG)).await.expect_err("there is no such name");
    assert!(matches!(error, CallError::Unreachable { .. }), "{error:?}");
}

#[tokio::test]
async fn a_server_that_says_nothing_may_have_done_it() {
    let error = failure(|| vec![Step::Hang], SHORT).await;
    assert!(matches!(&error, CallError::Unheard { what } if what.ends_with("no whole answer in time")), "{error:?}");
    assert!(!error.surely_not_done());
}

#[tokio::test]
async fn a_body_that_does_not_end_in_time_is_unheard() {
    let slow = || vec![head("content-length: 10\r\n"), Step::Send(b"12345".to_vec()), Step::Hang];
    let error = failure(slow, SHORT).await;
    assert!(matches!(error, CallError::Unheard { .. }), "{error:?}");
}

#[tokio::test]
async fn a_connection_that_breaks_is_unheard_before_and_within_the_answer() {
    let error = failure(|| vec![Step::Reset], LONG).await;
    assert!(matches!(error, CallError::Unheard { .. }), "{error:?}");
    let within = || vec![head("content-length: 10\r\n"), Step::Send(b"12345".to_vec()), Step::Reset];
    let error = failure(within, LONG).await;
    assert!(matches!(error, CallError::Unheard { .. }), "{error:?}");
}

#[tokio::test]
async fn an_answer_beyond_the_bound_is_too_large_however_it_is_sent() {
    let allowed_bytes = 4 << 20;
    // What is announced is not waited for, and what is not announced is not read on.
    let announced = || vec![head("content-length: 4194305\r\n"), Step::Send(vec![b'x'; 4_194_305]), Step::Hang];
    let unannounced = || {
        let chunk = [b"100000\r\n".to_vec(), vec![b'x'; 1 << 20], b"\r\n".to_vec()].concat();
        let mut steps = vec![head("transfer-encoding: chunked\r\n")];
        steps.extend((0..5).map(|_| Step::Send(chunk.clone())));
        steps.push(Step::Hang);
        steps
    };
    for script in [announced as fn() -> Vec<Step>, unannounced] {
        let error = failure(script, LONG).await;
        assert!(matches!(error, CallError::TooLarge { allowed_bytes: bound, .. } if bound == allowed_bytes), "{error:?}");
    }
}

#[tokio::test]
async fn an_answer_of_exactly_the_bound_is_read() {
    let settings = HttpSettings { max_answer_bytes: 1_024, ..loopback() };
    let transport = HttpTransport::new(&settings).expect("the settings are right");
    let server = Server::start(|_, seen| answer(200, "", &"x".repeat(seen.target[1..].parse().expect("a number")))).await;
    assert_eq!(transport.call(get(&server.url("/1024"), LONG)).await.expect("an answer").body.len(), 1_024);
    let error = transport.call(get(&server.url("/1025"), LONG)).await.expect_err("one byte too many");
    assert!(matches!(error, CallError::TooLarge { .. }), "{error:?}");
}

#[tokio::test]
async fn what_is_not_http_is_malformed() {
    let error = failure(|| vec![Step::Send(b"SSH-2.0-OpenSSH_9.6\r\n\r\n".to_vec())], LONG).await;
    assert!(matches!(error, CallError::Malformed { .. }), "{error:?}");
    let chunks = || vec![head("transfer-encoding: chunked\r\n"), Step::Send(b"not a number\r\n".to_vec())];
    let error = failure(chunks, LONG).await;
    assert!(matches!(error, CallError::Malformed { .. }), "{error:?}");
    let endless = || vec![Step::Send([b"HTTP/1.1 200 OK\r\nx: ".to_vec(), vec![b'x'; 200_000]].concat()), Step::Hang];
    let error = failure(endless, LONG).await;
    assert!(matches!(error, CallError::Malformed { .. }), "{error:?}");
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let other = Server::start(|_, _| answer(200, "", "{}")).await;
    let location = format!("location: {}\r\n", other.url("/elsewhere"));
    let server = Server::start(move |_, _| answer(307, &location, "")).await;
    let mut request = get(&server.url("/x"), LONG);
    request.bearer = Token::new("a.b.c".to_owned());
    assert_eq!(transport().call(request).await.expect("an answer").status, 307);
    assert_eq!(other.seen().len(), 0);
}

#[tokio::test]
async fn connections_are_used_again() {
    let server = Server::start(|_, _| answer(200, "", "{}")).await;
    let transport = transport();
    for _ in 0..20 {
        assert_eq!(transport.call(get(&server.url("/"), LONG)).await.expect("an answer").status, 200);
    }
    assert_eq!(server.seen().len(), 20);
    assert!(server.connections() < 20, "{} connections", server.connections());
}

#[test]
fn neither_requests_nor_answers_show_secrets_in_debug() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    let _entered = runtime.enter();
    let mut request = get("https://h/x", LONG);
    request.bearer = Token::new("head.claims.SIGNATURE".to_owned());
    request.content = Some(Content { media_type: "text/plain", bytes: Bytes::from_static(b"client_secret=hunter2") });
    let shown = format!("{request:?} {:?}", tansiq_peers::Answer::json(200, &"access_token SIGNATURE"));
    assert!(!shown.contains("SIGNATURE") && !shown.contains("hunter2"), "{shown}");
    assert!(shown.contains("https://h/x"), "{shown}");
}
