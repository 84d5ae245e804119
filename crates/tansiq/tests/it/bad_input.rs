//! Bodies that nobody honest would send: each is refused with a clear message, and harms nobody. Clients that are slow or
//! break off are in `slow_clients.rs`.

use crate::rig::Rig;
use crate::rig::bodies::*;
use crate::rig::tokens::*;
use crate::rig::wire::{PATIENCE, head, read_until};
use serde_json::{Value, json};
use std::time::Instant;
use tokio::io::AsyncWriteExt;

fn new_intent_path() -> String {
    format!("{INTENTS}/{}", id())
}

#[tokio::test]
async fn deep_json_is_refused_where_it_is_read_and_skipped_where_it_is_not() {
    let rig = Rig::start().await;
    for depth in [1_000, 100_000] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            for body in [deep.clone(), format!("{{\"extents\":{deep}}}"), format!("{{\"key\":{deep}}}")] {
                rig.put_text(&new_intent_path(), USS1, body.clone()).await.expect(400);
            }
            let report = format!("{{\"exchange\":{{\"headers\":{deep}}}}}");
            rig.send("POST", REPORTS, &[("authorization", &USS1.authorization())], report).await.expect(400);
            // In a member that nobody asked for it may be refused or skipped.
            let mut body = intent(around(place())).to_string();
            body.insert_str(1, &format!("\"extra\":{deep},"));
            let status = rig.put_text(&new_intent_path(), USS1, body).await.status;
            assert!([201, 400].contains(&status), "{status}");
        }
    }
}

#[tokio::test]
async fn numbers_that_are_none_are_refused() {
    let rig = Rig::start().await;
    let good = intent(with(around(place()), "volume/outline_circle/radius/value", json!(123.456))).to_string();
    for bad in
        ["NaN", "Infinity", "-Infinity", "1e400", "-1e400", "0x10", "1_000", "+1", ".5", "1.", "01", "\"123\"", "1e", "--1"]
    {
        let body = good.replace("123.456", bad);
        rig.put_text(&new_intent_path(), USS1, body).await.expect(400);
    }
    for tiny in ["1e-400", "5e-324", "-0.0", "0"] {
        let status = rig.put_text(&new_intent_path(), USS1, good.replace("123.456", tiny)).await.status;
        assert!([201, 400, 409].contains(&status), "{tiny}: {status}");
    }
    let long = with(intent(around(place())), "extents/0/volume/outline_circle/radius/value", json!(123.456)).to_string();
    let long = long.replace("123.456", &format!("123.456{}1", "0".repeat(1_000)));
    rig.put_text(&new_intent_path(), USS1, long).await.expect(201);
}

#[tokio::test]
async fn text_that_is_none_is_refused() {
    let rig = Rig::start().await;
    let good = with(intent(around(place())), "uss_base_url", json!("https://MARK")).to_string();
    for bad in ["\\ud800", "\\udc00x", "\\ud800\\ud800", "\\x41", "\\u12", "\u{0}", "\n", "\t"] {
        rig.put_text(&new_intent_path(), USS1, good.replace("MARK", bad)).await.expect(400);
    }
    for bytes in [&b"\xff\xfe"[..], b"\xc3\x28", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80"] {
        let (before, after) = good.split_once("MARK").expect("the mark is there");
        let body = [before.as_bytes(), bytes, after.as_bytes()].concat();
        rig.put_text(&new_intent_path(), USS1, body).await.expect(400);
    }
    // White space and control characters have no place in a URL; they would end up in others' logs.
    for bad in ["\\u0000", "\\n", " ", "\\u2028", "\\u0085"] {
        rig.put_text(&new_intent_path(), USS1, good.replace("MARK", bad)).await.refused(400, "uss_base_url");
    }
    rig.put_text(&new_intent_path(), USS1, good.replace("MARK", "m\\u00fcller.example/\\ud83d\\ude81")).await.expect(201);
}

#[tokio::test]
async fn the_same_member_twice_is_refused() {
    let rig = Rig::start().await;
    let mut body = intent(around(place())).to_string();
    body.insert_str(1, "\"state\":\"Accepted\",");
    rig.put_text(&new_intent_path(), USS1, body).await.refused(400, "state");
}

#[tokio::test]
async fn lists_beyond_their_bounds_are_refused_with_the_bound() {
    let rig = Rig::start().await;
    let good = intent(around(place()));
    let small = json!({ "volume": { "outline_circle": { "center": { "lat": 1, "lng": 1 }, "radius": { "value": 1 } } } });
    let many = with(good.clone(), "extents", Value::Array(vec![small; 10_001]));
    rig.put(&new_intent_path(), USS1, &many).await.refused(400, "10000");
    let many = with(good.clone(), "key", Value::Array(vec![json!(""); 100_001]));
    rig.put(&new_intent_path(), USS1, &many).await.refused(400, "100000");
    rig.put(&new_intent_path(), USS1, &with(good, "key", Value::Array(vec![json!(""); 100_000]))).await.expect(201);

    let ring = |count: u32| -> Vec<(f64, f64)> {
        let angle = |n: u32| f64::from(n) / f64::from(count) * std::f64::consts::TAU;
        (0..count).map(|n| (40.0 + 0.1 * angle(n).sin(), 40.0 + 0.1 * angle(n).cos())).collect()
    };
    rig.put(&new_intent_path(), USS1, &intent(volume(polygon(&ring(10_001))))).await.refused(400, "10000");
    rig.put(&new_intent_path(), USS1, &intent(volume(polygon(&ring(10_000))))).await.expect(201);
}

/// Ten thousand vertices of which the first and the last edge cross: the worst that a check of crossings can meet.
#[tokio::test]
async fn a_large_crossing_is_found_in_time() {
    let rig = Rig::start().await;
    let mut zigzag: Vec<(f64, f64)> = (0..9_998).map(|n| (f64::from(n % 2) * 0.1, f64::from(n) * 1e-5)).collect();
    zigzag.push((0.05, 0.1));
    zigzag.push((0.05, -0.01));
    let began = Instant::now();
    rig.put(&new_intent_path(), USS1, &intent(volume(polygon(&zigzag)))).await.refused(400, "outline_polygon");
    assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
}

#[tokio::test]
async fn shapes_that_are_thin_and_endless_are_bounded() {
    let rig = Rig::start().await;
    let around_the_world: Vec<(f64, f64)> = (0..36).map(|n| (0.0, f64::from(n) * 10.0 - 180.0)).collect();
    let through_a_pole = vec![(0.0, 0.0), (89.0, 0.0), (89.0, 180.0), (0.0, 180.0)];
    let antipodes = vec![(0.0, 0.0), (0.0, 180.0), (10.0, 90.0)];
    let line = vec![(0.0, -80.0), (0.0, 0.0), (0.0, 80.0)];
    let needle = vec![(-60.0, 0.0), (60.0, 0.000_1), (60.0, 0.000_2)];
    for ring in [around_the_world, through_a_pole, antipodes, line, needle] {
        let began = Instant::now();
        let answer = rig.put(&new_intent_path(), USS1, &intent(volume(polygon(&ring)))).await;
        assert!([201, 400, 409].contains(&answer.status), "{}", answer.text);
        assert!(began.elapsed() < PATIENCE, "{:?} for {ring:?}", began.elapsed());
    }
}

/// An index by place and hour must not hold an entry for every hour of eight thousand years over thousands of cells.
#[tokio::test]
async fn a_large_volume_that_lasts_for_ever_is_bounded() {
    let rig = Rig::start().await;
    // A line along the equator and back: no area, and some twenty thousand cells.
    for outline in [polygon(&[(0.0, -80.0), (0.0, 0.0), (0.0, 80.0)]), circle((30.0, 30.0), 28_000.0)] {
        let began = Instant::now();
        let forever =
            with(with(volume(outline), "time_start", time("0001-01-01T00:00:00Z")), "time_end", time("9999-12-31T23:59:59Z"));
        let answer = rig.put(&new_intent_path(), USS1, &intent(forever.clone())).await;
        assert!([201, 400].contains(&answer.status), "{}", answer.text);
        rig.post(&format!("{INTENTS}/query"), USS1, &query(forever)).await.expect(200);
        assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
    }
}

#[tokio::test]
async fn many_large_volumes_are_bounded_by_their_cells() {
    let rig = Rig::start().await;
    let volumes = (0..400).map(|n| around_with_radius((f64::from(n % 20) * 2.0, f64::from(n / 20) * 2.0), 28_000.0)).collect();
    let began = Instant::now();
    rig.put(&new_intent_path(), USS1, &with(intent(around(place())), "extents", Value::Array(volumes)))
        .await
        .refused(400, "cells");
    assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
}

fn around_with_radius(place: (f64, f64), radius_m: f64) -> Value {
    volume(circle(place, radius_m))
}

/// While large bodies are worked on, others are answered.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn large_work_of_one_party_does_not_silence_the_node() {
    let rig = Rig::start().await;
    let volumes: Vec<Value> =
        (0..9_000).map(|n| around_with_radius((f64::from(n % 100) * 0.01, f64::from(n / 100) * 0.01), 10.0)).collect();
    let body = with(intent(around(place())), "extents", Value::Array(volumes));
    let paths = [new_intent_path(), new_intent_path()];
    let asked = paths.iter().map(|path| rig.put(path, USS1, &body));
    let others = async {
        for _ in 0..20 {
            let answered = tokio::time::timeout(PATIENCE, rig.get(&new_intent_path(), USS2)).await;
            answered.expect("others are answered meanwhile").expect(404);
        }
    };
    tokio::join!(futures_util::future::join_all(asked), others);
}

#[tokio::test]
async fn chunked_bodies_have_the_same_limit() {
    let rig = Rig::start().await;
    let lines = [format!("Authorization: {}", USS1.authorization()), "Transfer-Encoding: chunked".to_owned()];
    let request = head(&format!("PUT {}", new_intent_path()), &lines);
    let mut stream = rig.connect(request.as_bytes()).await;
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    for _ in 0..80 {
        // The node may stop reading as soon as it has had enough.
        if stream.write_all(chunk.as_bytes()).await.is_err() {
            break;
        }
    }
    let answer = read_until(&mut stream, "\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 413 ") || answer.starts_with("HTTP/1.1 400 "), "{answer}");

    let body = intent(around(place())).to_string();
    let (left, right) = body.split_at(100);
    let chunked = format!("{request}{:x}\r\n{left}\r\n{:x}\r\n{right}\r\n0\r\n\r\n", left.len(), right.len());
    let mut stream = rig.connect(chunked.as_bytes()).await;
    assert!(read_until(&mut stream, "\r\n\r\n").await.starts_with("HTTP/1.1 201 "));
}

#[tokio::test]
async fn a_length_that_lies_harms_only_the_liar() {
    let rig = Rig::start().await;
    let body = intent(around(place())).to_string();
    let request = |lines: &[String]| {
        let lines = [&[format!("Authorization: {}", USS1.authorization())], lines].concat();
        head(&format!("PUT {}", new_intent_path()), &lines)
    };
    // Shorter than the body: what is read is no JSON, and the rest is no request.
    let short = format!("{}{body}", request(&["Content-Length: 50".to_owned()]));
    let answer = rig.exchange(short.as_bytes(), false).await;
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    // Longer than the body, which then ends.
    let long = format!("{}{body}", request(&[format!("Content-Length: {}", body.len() + 10)]));
    let answer = rig.exchange(long.as_bytes(), true).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400 "), "{answer}");
    // Contradictions and nonsense.
    for lines in [
        vec!["Content-Length: 5".to_owned(), "Content-Length: 6".to_owned()],
        vec!["Content-Length: -1".to_owned()],
        vec!["Content-Length: 99999999999999999999999".to_owned()],
        vec!["Content-Length: 1e3".to_owned()],
        vec!["Transfer-Encoding: gzip".to_owned()],
    ] {
        let answer = rig.exchange(format!("{}{body}", request(&lines)).as_bytes(), true).await;
        assert!(!answer.starts_with("HTTP/1.1 2") && !answer.starts_with("HTTP/1.1 5"), "{lines:?}: {answer}");
    }
    rig.new_intent(USS1, &intent(around(place()))).await;
}

/// Where two programs on the way could disagree about where a body ends, one of them must not be us.
#[tokio::test]
async fn a_request_hidden_in_the_body_of_another_is_not_answered() {
    let rig = Rig::start().await;
    let hidden = head("GET /healthy", &["Connection: close".to_owned()]);
    let authorization = format!("Authorization: {}", USS1.authorization());
    let ways: [(&[&str], String); 4] = [
        (&["Content-Length: 4", "Transfer-Encoding: chunked"], format!("0\r\n\r\n{hidden}")),
        (&["Transfer-Encoding: chunked", "Transfer-Encoding: identity"], format!("0\r\n\r\n{hidden}")),
        (&["Transfer-Encoding: chunked, identity"], format!("0\r\n\r\n{hidden}")),
        (&["Transfer-Encoding: chunked"], format!("ffffffffffffffff1\r\n{hidden}")),
    ];
    for (lines, rest) in ways {
        let lines: Vec<String> = lines.iter().map(ToString::to_string).chain([authorization.clone()]).collect();
        let request = format!("{}{rest}", head(&format!("PUT {}", new_intent_path()), &lines));
        let answers = rig.exchange(request.as_bytes(), false).await;
        // Only a body whose end is beyond doubt may be followed by another request.
        assert!(answers.starts_with("HTTP/1.1 4"), "{lines:?}: {answers}");
        assert!(!answers.contains("HTTP/1.1 200"), "{lines:?}: {answers}");
    }
}

#[tokio::test]
async fn what_is_not_http_is_refused() {
    let rig = Rig::start().await;
    let long_line = format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(100_000));
    let many_headers = head("GET /healthy", &(0..2_000).map(|n| format!("X-{n}: y")).collect::<Vec<_>>());
    let cases: [&[u8]; 8] = [
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"hello\r\n\r\n",
        b"GET /healthy HTTP/9.9\r\n\r\n",
        b"GET  /healthy HTTP/1.1\r\n\r\n",
        b"GET /healthy HTTP/1.1\r\nBad Header: x\r\n\r\n",
        long_line.as_bytes(),
        many_headers.as_bytes(),
    ];
    for bytes in cases {
        let answer = rig.exchange(bytes, true).await;
        let shown: String = String::from_utf8_lossy(bytes).chars().take(40).collect();
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{shown}: {answer}");
    }
    assert_eq!(rig.send("GET", "/healthy", &[], "").await.status, 200);
}

#[tokio::test]
async fn endless_paths_and_queries_are_only_long() {
    let rig = Rig::start().await;
    rig.get(&format!("{INTENTS}/{}", "a".repeat(30_000)), USS1).await.refused(400, "entityid");
    assert_eq!(rig.get(&"/a".repeat(15_000), USS1).await.status, 404);
    rig.delete(&format!("{INTENTS}/{}/{}", id(), "%00".repeat(5_000)), USS1).await.expect(404);
    rig.get(&format!("{INTENTS}/{}?{}", id(), "a=b&".repeat(5_000)), USS1).await.expect(404);
}

/// Bodies that were right until a few bytes were changed. Whatever comes of them, it is an answer, and never a fault.
#[tokio::test]
async fn damaged_bodies_are_answered() {
    let rig = Rig::start().await;
    let bodies = [
        (INTENTS, USS1, intent_with_subscription(around(place())).to_string()),
        (INTENTS, USS1, intent(volume(polygon(&[(0.0, 0.0), (0.0, 0.1), (0.1, 0.1)]))).to_string()),
        (CONSTRAINTS, PUBLISHER, constraint(around(place())).to_string()),
        (SUBSCRIPTIONS, USS1, subscription(around(place())).to_string()),
    ];
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % below as u64) as usize
    };
    let pieces: [&[u8]; 12] = [b"0", b"9", b"-", b"e", b"\"", b"{", b"]", b",", b"null", b"\xff", b"180", b"00000000000"];
    for round in 0..600 {
        let (path, party, body) = &bodies[round % bodies.len()];
        let mut bytes = body.clone().into_bytes();
        for _ in 0..=next(3) {
            let at = next(bytes.len());
            let until = (at + next(4)).min(bytes.len());
            bytes.splice(at..until, pieces[next(pieces.len())].iter().copied());
        }
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        let answer = rig.put_text(&format!("{path}/{}", id()), *party, bytes).await;
        assert!([200, 201, 400, 409].contains(&answer.status), "{shown}: {}", answer.text);
    }
}
