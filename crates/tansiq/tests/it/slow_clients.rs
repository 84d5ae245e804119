//! Clients that are slow, silent, or gone: others are served meanwhile, and memory stays bounded.

use crate::rig::Rig;
use crate::rig::bodies::*;
use crate::rig::tokens::*;
use crate::rig::wire::{PATIENCE, head, read_to_end, read_until};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// A PUT of an operational intent must be answered, and soon.
async fn others_are_served(rig: &Rig) {
    let body = intent(around(place()));
    let served = tokio::time::timeout(PATIENCE, rig.new_intent(USS2, &body));
    served.await.expect("others are served in time");
}

async fn many(rig: &Rig, count: usize, bytes: &str) -> Vec<TcpStream> {
    let mut streams = Vec::with_capacity(count);
    for _ in 0..count {
        streams.push(rig.connect(bytes.as_bytes()).await);
    }
    streams
}

fn put_head(lines: &[&str]) -> String {
    let mut all = vec![format!("Authorization: {}", USS1.authorization())];
    all.extend(lines.iter().map(ToString::to_string));
    head(&format!("PUT {INTENTS}/{}", id()), &all)
}

#[tokio::test]
async fn silent_connections_harm_nobody() {
    let rig = Rig::start().await;
    let _silent = many(&rig, 300, "").await;
    others_are_served(&rig).await;
}

#[tokio::test]
async fn heads_that_trickle_harm_nobody() {
    let rig = Rig::start().await;
    let mut slow = many(&rig, 200, "GET /hea").await;
    for stream in &mut slow {
        stream.write_all(b"l").await.expect("the connection is open");
    }
    others_are_served(&rig).await;
    // They are still listened to.
    slow[0].write_all(b"thy HTTP/1.1\r\nHost: x\r\n\r\n").await.expect("the connection is open");
    assert!(read_until(&mut slow[0], "\r\n").await.starts_with("HTTP/1.1 200"));
}

/// What a body announces must not be reserved before it comes: all the memory for bodies would be taken by promises.
#[tokio::test]
async fn bodies_that_are_announced_and_do_not_come_harm_nobody() {
    let rig = Rig::start().await;
    let _slow = many(&rig, 200, &format!("{}{{", put_head(&["Content-Length: 4194304"]))).await;
    others_are_served(&rig).await;
}

#[tokio::test]
async fn chunks_that_do_not_come_harm_nobody() {
    let rig = Rig::start().await;
    let _slow = many(&rig, 200, &format!("{}5\r\n{{", put_head(&["Transfer-Encoding: chunked"]))).await;
    others_are_served(&rig).await;
}

/// The token endpoint is open to anybody.
#[tokio::test]
async fn strangers_at_the_token_endpoint_harm_nobody() {
    let rig = Rig::start_dev().await;
    let request = |line: &str| head("POST /oauth/token", &[line.to_owned()]);
    let _slow = many(&rig, 200, &format!("{}grant", request("Content-Length: 16000"))).await;
    let _slower = many(&rig, 200, &format!("{}5\r\ngr", request("Transfer-Encoding: chunked"))).await;
    let asking = rig.send(
        "POST",
        "/oauth/token",
        &[("content-type", "application/x-www-form-urlencoded")],
        "grant_type=client_credentials&client_id=uss1&client_secret=uss1-dev-secret&scope=utm.strategic_coordination&audience=localhost",
    );
    tokio::time::timeout(PATIENCE, asking).await.expect("others get tokens in time").expect(200);
}

#[tokio::test]
async fn large_bodies_without_a_good_token_are_not_read() {
    let rig = Rig::start().await;
    let request = head(&format!("PUT {INTENTS}/{}", id()), &["Content-Length: 4000000".to_owned()]);
    let mut stream = rig.connect(request.as_bytes()).await;
    // The answer comes though the body does not.
    assert!(read_until(&mut stream, "\r\n").await.starts_with("HTTP/1.1 401"));
}

#[tokio::test]
async fn a_slow_body_that_comes_at_last_is_answered() {
    let rig = Rig::start().await;
    let body = intent(around(place())).to_string();
    let mut stream = rig.connect(put_head(&[&format!("Content-Length: {}", body.len())]).as_bytes()).await;
    for piece in body.as_bytes().chunks(40) {
        stream.write_all(piece).await.expect("the connection is open");
        stream.flush().await.expect("the connection is open");
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
    assert!(read_until(&mut stream, "\r\n\r\n").await.starts_with("HTTP/1.1 201"));
}

#[tokio::test]
async fn connections_dropped_in_the_middle_leave_nothing_behind() {
    let rig = Rig::start().await;
    for bytes in
        [put_head(&["Content-Length: 1000"]), "GET /hea".to_owned(), format!("{}{{", put_head(&["Content-Length: 1000"]))]
    {
        drop(many(&rig, 100, &bytes).await);
    }
    others_are_served(&rig).await;
    let left = async {
        loop {
            let metrics = rig.send("GET", "/metrics", &[], "").await.text;
            let open = metrics.lines().find_map(|line| line.strip_prefix("tansiq_http_connections "));
            if open.is_some_and(|open| open.parse::<u32>().is_ok_and(|open| open < 10)) {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, left).await.expect("dropped connections are forgotten");
}

/// A client that closes its sending side counts as gone: it may be answered or cut off, but nothing of it stays.
#[tokio::test]
async fn a_client_that_closes_its_side_is_done_with() {
    let rig = Rig::start().await;
    let body = intent(around(place())).to_string();
    let whole = format!("{}{body}", put_head(&[&format!("Content-Length: {}", body.len())]));
    let half = put_head(&["Content-Length: 1000"]);
    for bytes in [head("GET /healthy", &[]), whole, half, "GET".to_owned(), String::new()] {
        let answer = rig.exchange(bytes.as_bytes(), true).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 "), "{answer}");
    }
    others_are_served(&rig).await;
}

#[tokio::test]
async fn requests_sent_ahead_are_answered_in_order() {
    let rig = Rig::start().await;
    let first = head("GET /healthy", &[]);
    let second = head("GET /nothing", &[]);
    let last = head("GET /healthy", &["Connection: close".to_owned()]);
    let mut stream = rig.connect(format!("{first}{second}{last}").as_bytes()).await;
    let answers = read_to_end(&mut stream).await;
    let statuses: Vec<&str> = answers.match_indices("HTTP/1.1 ").map(|(at, _)| &answers[at + 9..at + 12]).collect();
    assert_eq!(statuses, ["200", "404", "200"], "{answers}");
}

#[tokio::test]
async fn a_reader_that_does_not_read_harms_nobody() {
    let rig = Rig::start().await;
    let requests = head("GET /metrics", &[]).repeat(200);
    let _deaf = many(&rig, 20, &requests).await;
    others_are_served(&rig).await;
}

/// The memory of this process must not follow what clients announce, nor what they send and never finish.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn memory_does_not_follow_what_clients_announce() {
    const ALLOWED_MIB: u64 = 160;
    let resident_mib = || {
        let statm = std::fs::read_to_string("/proc/self/statm").expect("the kernel tells");
        let pages: u64 = statm.split(' ').nth(1).and_then(|pages| pages.parse().ok()).expect("a number");
        pages * 4 / 1024
    };
    let rig = Rig::start().await;
    let before = resident_mib();
    let _slow = many(&rig, 400, &format!("{}{}", put_head(&["Content-Length: 4194304"]), " ".repeat(10_000))).await;
    others_are_served(&rig).await;
    let grown = resident_mib().saturating_sub(before);
    assert!(grown < ALLOWED_MIB, "{grown} MiB");
}
