//! What holds for every path: routes, bodies, error texts, limits. Malicious input is in `bad_input.rs`.

use crate::rig::bodies::*;
use crate::rig::tokens::*;
use crate::rig::wire::{head, read_until};
use crate::rig::{Rig, keys};
use serde_json::{Value, json};

#[tokio::test]
async fn unknown_paths_and_wrong_methods_are_not_found_in_plain_text() {
    let rig = Rig::start().await;
    let id = id();
    let cases = [
        ("GET", "/".to_owned()),
        ("GET", "/dss/v1".to_owned()),
        ("GET", "//healthy".to_owned()),
        ("GET", INTENTS.to_owned()),
        ("GET", format!("{INTENTS}/{id}/ovn")),
        ("POST", format!("{INTENTS}/{id}")),
        ("PATCH", format!("{INTENTS}/{id}")),
        ("DELETE", format!("{INTENTS}/{id}")),
        ("PUT", format!("{INTENTS}/{id}/ovn/more")),
        ("PUT", format!("{INTENTS}/{id}/ovn/")),
        ("POST", format!("{INTENTS}/query/")),
        ("HEAD", format!("{INTENTS}/{id}")),
        ("OPTIONS", format!("{INTENTS}/{id}")),
        ("GET", format!("{CONSTRAINTS}/query/x")),
        ("DELETE", format!("{CONSTRAINTS}/{id}")),
        ("DELETE", format!("{SUBSCRIPTIONS}/{id}")),
        ("GET", AVAILABILITY.to_owned()),
        ("POST", format!("{AVAILABILITY}/uss1")),
        ("GET", REPORTS.to_owned()),
        ("GET", "/dss/v1/operational_intent_reference/x".to_owned()),
        ("GET", "/DSS/v1/uss_availability/x".to_owned()),
        ("GET", "/dss/v1/uss_availability/%FF".to_owned()),
    ];
    for (method, path) in cases {
        // Without a token as well: what does not exist needs none.
        let answer = rig.send(method, &path, &[], "").await;
        assert_eq!(answer.status, 404, "{method} {path}");
        if method != "HEAD" {
            assert_eq!(answer.text.trim_end(), "404 page not found", "{method} {path}");
        }
        assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    }
}

#[tokio::test]
async fn unknown_members_and_what_follows_the_first_value_are_ignored() {
    let rig = Rig::start().await;
    let mut body = intent(around(place()));
    body["flight_type"] = json!("VLOS");
    body["extents"][0]["volume"]["colour"] = json!({ "deep": [1, 2, null] });
    let path = format!("{INTENTS}/{}", id());
    rig.put_text(&path, USS1, format!("{body} trailing {{ rubbish")).await.expect(201);
}

#[tokio::test]
async fn the_content_type_of_a_request_does_not_matter() {
    let rig = Rig::start().await;
    let authorization = USS1.authorization();
    for content_type in ["text/plain", "application/x-www-form-urlencoded", ""] {
        let headers = [("authorization", authorization.as_str()), ("content-type", content_type)];
        let path = format!("{INTENTS}/{}", id());
        rig.send("PUT", &path, &headers, intent(around(place())).to_string()).await.expect(201);
    }
}

#[tokio::test]
async fn a_body_that_is_not_json_is_a_bad_request() {
    let rig = Rig::start().await;
    for body in ["", " ", "{", "[]", "null", "7", "\"text\"", "{\"extents\":", "{'extents': []}", "\u{feff}{}", "<xml/>"] {
        for (path, party) in [(INTENTS, USS1), (CONSTRAINTS, PUBLISHER), (SUBSCRIPTIONS, USS1)] {
            let refusal = rig.put_text(&format!("{path}/{}", id()), party, body).await.expect(400);
            assert_eq!(keys(&refusal), ["message"], "{body}");
            let answer = rig.send("POST", &format!("{path}/query"), &[("authorization", &party.authorization())], body).await;
            assert_eq!(answer.status, 400, "{body}");
        }
        assert_eq!(rig.put_text(&format!("{AVAILABILITY}/uss1"), ARBITER, body).await.status, 400, "{body}");
    }
}

#[tokio::test]
async fn messages_name_the_member_of_a_wrong_type() {
    let rig = Rig::start().await;
    let path = format!("{INTENTS}/{}", id());
    for (member, bad) in [
        ("extents", json!({})),
        ("extents/0", json!([])),
        ("extents/0/volume/altitude_lower/value", json!("120")),
        ("extents/0/volume/outline_circle/center/lat", json!(null)),
        ("extents/0/time_end/value", json!(7)),
        ("key", json!({})),
        ("uss_base_url", json!(["https://x"])),
        ("state", json!(true)),
    ] {
        let dotted = member.split('/').next_back().expect("a name").replace('0', "extents[0]");
        rig.put(&path, USS1, &with(intent(around(place())), member, bad)).await.refused(400, &dotted);
    }
}

#[tokio::test]
async fn a_body_announced_as_too_large_is_refused_unread_in_plain_text() {
    let rig = Rig::start().await;
    let line = |length: u64| [format!("Content-Length: {length}")];
    let request = head(&format!("PUT {INTENTS}/{}", id()), &line(4 * 1024 * 1024 + 1));
    let answer = rig.exchange(request.as_bytes(), false).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert!(answer.ends_with("request body too large\n"), "{answer}");
    // One that just fits is not refused for its size.
    let big = format!("{{\"pad\": \"{}\"}}", " ".repeat(4 * 1024 * 1024 - 11));
    assert_eq!(big.len(), 4 * 1024 * 1024);
    rig.put_text(&format!("{INTENTS}/{}", id()), USS1, big.clone()).await.refused(400, "uss_base_url");
    let answer = rig.put_text(&format!("{INTENTS}/{}", id()), USS1, format!("{big} ")).await;
    assert_eq!((answer.status, answer.text.as_str()), (413, "request body too large\n"));
}

#[tokio::test]
async fn https_is_demanded_unless_the_node_was_told_otherwise() {
    let strict = Rig::start().await;
    let lenient = Rig::start_with(|config| config.server.allow_http_base_urls = true).await;
    let url = |body: Value, url: &str| with(body, "uss_base_url", json!(url));
    let cases: [(&str, Party, Value); 3] = [
        (INTENTS, USS1, intent(around(place()))),
        (CONSTRAINTS, PUBLISHER, constraint(around(place()))),
        (SUBSCRIPTIONS, USS1, subscription(around(place()))),
    ];
    for (path, party, body) in cases {
        for bad in ["", "http://x.example", "ftp://x", "x.example", "//x.example", "httpsx://x"] {
            strict.put(&format!("{path}/{}", id()), party, &url(body.clone(), bad)).await.refused(400, "uss_base_url");
        }
        strict.put(&format!("{path}/{}", id()), party, &without(body.clone(), "uss_base_url")).await.refused(400, "uss_base_url");
        let made = lenient.put(&format!("{path}/{}", id()), party, &url(body.clone(), "http://x.example:8082")).await;
        assert_eq!(made.status / 100, 2, "{}", made.text);
        let long = format!("https://x/{}", "y".repeat(2_048));
        strict.put(&format!("{path}/{}", id()), party, &url(body, &long)).await.refused(400, "uss_base_url");
    }
}

#[tokio::test]
async fn a_party_that_asks_too_often_is_told_to_wait_and_others_are_not() {
    let rig = Rig::start_with(|config| config.limits.requests_per_second = 5).await;
    let path = format!("{AVAILABILITY}/uss1");
    let mut refused = 0;
    for _ in 0..30 {
        let answer = rig.get(&path, USS1).await;
        if answer.status == 429 {
            answer.refused(429, "uss1");
            refused += 1;
        }
    }
    assert!(refused > 0);
    rig.get(&path, USS2).await.expect(200);
    rig.send("GET", &path, &[], "").await.expect(401);
}

#[tokio::test]
async fn a_connection_is_used_for_many_requests() {
    let rig = Rig::start().await;
    let mut stream = rig.connect(b"").await;
    for _ in 0..5 {
        use tokio::io::AsyncWriteExt;
        stream.write_all(head("GET /healthy", &[]).as_bytes()).await.expect("the connection is open");
        let answer = read_until(&mut stream, "\r\n\r\nok").await;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    }
}

#[tokio::test]
async fn old_clients_and_full_urls_are_understood() {
    let rig = Rig::start().await;
    let answer = rig.exchange(b"GET /healthy HTTP/1.0\r\n\r\n", false).await;
    assert!(answer.starts_with("HTTP/1.0 200 OK\r\n") && answer.ends_with("ok"), "{answer}");
    let answer =
        rig.exchange(b"GET http://dss.example/healthy HTTP/1.1\r\nHost: dss.example\r\nConnection: close\r\n\r\n", false).await;
    assert!(answer.ends_with("ok"), "{answer}");
}

#[tokio::test]
async fn who_waits_for_100_continue_is_asked_to_go_on() {
    use tokio::io::AsyncWriteExt;
    let rig = Rig::start().await;
    let body = intent(around(place())).to_string();
    let lines = [
        format!("Authorization: {}", USS1.authorization()),
        format!("Content-Length: {}", body.len()),
        "Expect: 100-continue".to_owned(),
    ];
    let mut stream = rig.connect(head(&format!("PUT {INTENTS}/{}", id()), &lines).as_bytes()).await;
    read_until(&mut stream, "100 Continue\r\n\r\n").await;
    stream.write_all(body.as_bytes()).await.expect("the connection is open");
    let answer = read_until(&mut stream, "\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
}

#[tokio::test]
async fn concurrent_creates_of_one_id_give_one_201_and_conflicts() {
    let rig = Rig::start().await;
    let path = format!("{INTENTS}/{}", id());
    let body = intent(around(place()));
    let asked = (0..20).map(|_| rig.put(&path, USS1, &body));
    let statuses: Vec<u16> = futures_util::future::join_all(asked).await.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 19, "{statuses:?}");
}

#[tokio::test]
async fn of_many_who_want_the_same_place_each_learns_of_the_others() {
    let rig = Rig::start().await;
    let body = intent(around(place()));
    let paths: Vec<String> = (0..10).map(|_| format!("{INTENTS}/{}", id())).collect();
    let asked = paths.iter().map(|path| rig.put(path, USS1, &body));
    let accepted = futures_util::future::join_all(asked).await.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(accepted, 1, "nobody's key names another");
}
