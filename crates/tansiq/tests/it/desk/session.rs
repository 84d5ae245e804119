//! Signing in and out: cookies, second factors, forged requests, and who tries too often.

use super::browsers::*;
use super::words::{DESK, PLANNER, around, own_desk, own_desk_with, planned};
use crate::rig::bodies::INTENTS;
use crate::rig::tokens::{Authority, now_s};
use crate::rig::wire::{head, read_to_end, read_until};
use crate::rig::{Answer, Rig, keys, text};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tansiq::config::{Config, StoreKind, TokenStyle};
use tansiq::http::{App, Limits, Options, Server};
use tansiq_auth::{KeyRing, TokenRules, Verifier, totp_at};
use tansiq_core::Timestamp;
use tansiq_core::airspace::{Command, State};
use tansiq_log::Log;
use tansiq_log::memory::MemoryLog;
use tansiq_node::{Clock, Node, Settings, SystemClock};
use tokio::net::TcpStream;

fn sign_in(name: &str, password: &str) -> Value {
    json!({ "name": name, "password": password })
}

/// A refusal without the number that every one has.
fn words(answer: &Answer) -> (u16, String, Value) {
    let message = text(&answer.json, "message").split(" (E:").next().expect("a message").to_owned();
    (answer.status, message, answer.json["needs_code"].clone())
}

#[tokio::test]
async fn who_signs_in_gets_a_cookie_that_no_script_can_read() {
    let rig = own_desk().await;
    add(&rig, "ada", "planner").await;
    let answer = try_sign_in(&rig, "", &sign_in("ada", PASSWORD)).await;
    let cookie = answer.header("set-cookie").expect("a cookie").to_owned();
    let (value, attributes) = cookie.split_once("; ").expect("attributes");
    assert_eq!(attributes, "Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
    assert_eq!((value.len(), value.starts_with("tansiq=")), ("tansiq=".len() + 43, true), "{value}");
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let browser = Browser { cookie: value.to_owned(), ..Browser::new(&rig) };
    let session = answer.expect(200);
    assert_eq!(keys(&session), ["csrf", "expires_at", "full_name", "name", "role", "totp"]);
    assert_eq!((text(&session, "name"), text(&session, "full_name")), ("ada", "ada of the desk"));
    assert_eq!((text(&session, "role"), &session["totp"]), ("planner", &json!(false)));
    assert_eq!(browser.get("session").await.expect(200), session, "a page that is loaded anew finds the same");
    assert!(!session.to_string().contains(&value["tansiq=".len()..]), "scripts see nothing of the cookie");
}

#[tokio::test]
async fn over_https_the_cookie_is_bound_to_the_host() {
    let rig = own_desk_with(|config| {
        config.server.public_url = "https://desk.example.org".to_owned();
        config.desk.session_hours = 1;
    })
    .await;
    add(&rig, "ada", "viewer").await;
    let answer = try_sign_in(&rig, "", &sign_in("ada", PASSWORD)).await;
    let cookie = answer.header("set-cookie").expect("a cookie").to_owned();
    let (value, attributes) = cookie.split_once("; ").expect("attributes");
    assert_eq!(attributes, "Path=/; Max-Age=3600; HttpOnly; SameSite=Strict; Secure");
    assert!(value.starts_with("__Host-tansiq="), "{value}");
    let mut browser = Browser::new(&rig);
    browser.take(answer);
    assert!(browser.is_in().await);
    // The page is under the name that the settings have, whatever name something in front of the node uses.
    let own = [("x-csrf-token", browser.csrf.as_str()), ("origin", "https://desk.example.org")];
    assert_eq!(browser.ask_with("POST", "checks", &own, &json!({ "volumes": [around((1.0, 1.0))] })).await.status, 200);
    let plain = [("x-csrf-token", browser.csrf.as_str()), ("origin", "http://desk.example.org")];
    browser.ask_with("POST", "checks", &plain, &json!({})).await.refused(403, "Origin: the request comes from another site");
}

#[tokio::test]
async fn nothing_tells_whether_a_name_is_known() {
    let rig = own_desk().await;
    add(&rig, "ada", "planner").await;
    add(&rig, "eve", "planner").await;
    rig.put(&format!("{DESK}/people/eve"), ADMINISTRATOR, &json!({ "disabled": true })).await.expect(200);
    let wrong = (401, "the name or the password is wrong".to_owned(), json!(false));
    let long = "x".repeat(300);
    for (name, password) in
        [("ada", "wrong horse battery"), ("nobody", PASSWORD), ("eve", PASSWORD), ("ada", ""), ("", PASSWORD), (&long, &long)]
    {
        let answer = try_sign_in(&rig, "", &sign_in(name, password)).await;
        assert_eq!(words(&answer), wrong, "{name}");
        assert_eq!(answer.header("set-cookie"), None);
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
}

#[tokio::test]
async fn what_is_no_sign_in_is_refused_without_repeating_it() {
    let rig = own_desk().await;
    let path = format!("{DESK}/session");
    let good = sign_in("ada", PASSWORD).to_string();
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "application/jsonx"] {
        let answer = rig.send("POST", &path, &[("content-type", content_type)], good.clone()).await;
        answer.refused(400, "Content-Type: must be application/json");
    }
    for body in
        [json!({}), json!({ "name": "ada", "password": 4_711 }), json!({ "name": "ada", "password": "x", "role": "viewer" })]
    {
        let answer = try_sign_in(&rig, "", &body).await;
        assert!(!answer.text.contains("4711"), "{}", answer.text);
        answer.refused(400, "body: a field is missing, unknown or of the wrong type");
    }
    assert_eq!(try_sign_in(&rig, "", &sign_in(&"x".repeat(20_000), "x")).await.status, 413);
}

#[tokio::test]
async fn a_second_factor_is_confirmed_asked_for_and_good_once() {
    let rig = own_desk().await;
    let browser = Browser::of(&rig, "ada", "viewer").await;
    let code = |secret: &str, later_s: i64| totp_at(secret, now_s() + later_s).expect("a code");
    let browser = &browser;
    let put = |code: String| async move { browser.ask("PUT", "session/totp", &json!({ "code": code })).await };
    put("000000".to_owned()).await.refused(409, "no second factor was offered");
    browser.ask("POST", "session/totp", &json!({ "password": "wrong" })).await.refused(403, "password: is not your password");
    let offer = browser.ask("POST", "session/totp", &json!({ "password": PASSWORD })).await.expect(200);
    let secret = text(&offer, "secret");
    assert!(text(&offer, "uri").starts_with("otpauth://totp/Tansiq%20uss1:ada?secret="), "{offer}");
    assert!(text(&offer, "uri").contains(secret));
    put(code(secret, 3_000)).await.refused(403, "code: is not the one that the device shows now");
    assert_eq!(browser.get("session").await.expect(200)["totp"], false, "what is not confirmed counts for nothing");
    let confirming = code(secret, 0);
    assert_eq!(put(confirming.clone()).await.status, 204);
    assert_eq!(browser.get("session").await.expect(200)["totp"], true);

    let with = |code: &str| json!({ "name": "ada", "password": PASSWORD, "code": code });
    let needed = (401, "the code is missing or wrong".to_owned(), json!(true));
    assert_eq!(words(&try_sign_in(&rig, "", &sign_in("ada", PASSWORD)).await), needed);
    for wrong in ["", &code(secret, 3_000), &confirming, "12345", "abcdef"] {
        assert_eq!(words(&try_sign_in(&rig, "", &with(wrong)).await), needed, "{wrong:?}");
    }
    let next = code(secret, 30);
    assert_eq!(try_sign_in(&rig, "", &with(&next)).await.status, 200);
    assert_eq!(words(&try_sign_in(&rig, "", &with(&next)).await), needed, "it was used");
    // Who has the wrong password does not hear whether the code is right.
    let wrong = json!({ "name": "ada", "password": "wrong horse", "code": next });
    assert_eq!(try_sign_in(&rig, "", &wrong).await.json["needs_code"], false);

    let drop = |password: &str| json!({ "password": password });
    browser.ask("DELETE", "session/totp", &drop("wrong")).await.refused(403, "password: is not your password");
    assert_eq!(browser.ask("DELETE", "session/totp", &drop(PASSWORD)).await.status, 204);
    assert_eq!(try_sign_in(&rig, "", &sign_in("ada", PASSWORD)).await.status, 200);
}

#[tokio::test]
async fn signing_out_ends_one_session_and_everywhere_all() {
    let rig = own_desk().await;
    let first = Browser::of(&rig, "ada", "viewer").await;
    let second = Browser::signed_in(&rig, "ada").await;
    let third = Browser::signed_in(&rig, "ada").await;
    let out = first.ask("DELETE", "session", &Value::Null).await;
    assert_eq!(out.header("set-cookie"), Some("tansiq=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"));
    assert_eq!(out.status, 204);
    first.get("session").await.refused(401, "there is no session, or it is over; sign in");
    first.get("plans").await.refused(401, "there is no session, or it is over; sign in");
    assert!(second.is_in().await && third.is_in().await);
    assert_eq!(second.ask("DELETE", "session/everywhere", &Value::Null).await.status, 204);
    assert!(!second.is_in().await && !third.is_in().await);
}

#[tokio::test]
async fn a_new_password_ends_all_sessions_but_the_one_in_which_it_was_set() {
    let rig = own_desk().await;
    let mut browser = Browser::of(&rig, "lovelace-ada", "viewer").await;
    let other = Browser::signed_in(&rig, "lovelace-ada").await;
    let change = |current: &str, password: &str| json!({ "current": current, "password": password });
    for (current, password, status, why) in [
        ("wrong", "another horse", 403, "current: is not your password"),
        (PASSWORD, "short", 400, "password: must be 10 to 256 bytes long"),
        (PASSWORD, "Lovelace-Ada", 400, "password: must not be the name"),
    ] {
        browser.ask("PUT", "session/password", &change(current, password)).await.refused(status, why);
    }
    assert!(other.is_in().await);
    let old = Browser { cookie: browser.cookie.clone(), csrf: browser.csrf.clone(), ..Browser::new(&rig) };
    let changed = browser.ask("PUT", "session/password", &change(PASSWORD, "another horse")).await;
    browser.take(changed);
    assert!(browser.is_in().await && !old.is_in().await && !other.is_in().await);
    assert_eq!(try_sign_in(&rig, "", &sign_in("lovelace-ada", PASSWORD)).await.status, 401);
    assert_eq!(try_sign_in(&rig, "", &sign_in("lovelace-ada", "another horse")).await.status, 200);
}

/// Whoever plants a cookie in somebody's browser does not share the session that begins there.
#[tokio::test]
async fn signing_in_makes_a_new_token_and_ends_the_browser_s_old_session() {
    let rig = own_desk().await;
    add(&rig, "ada", "viewer").await;
    let planted = format!("tansiq={}", "A".repeat(43));
    let mut browser = Browser { cookie: planted.clone(), ..Browser::new(&rig) };
    browser.sign_in(&sign_in("ada", PASSWORD)).await;
    assert_ne!(browser.cookie, planted);
    assert!(!Browser { cookie: planted, ..Browser::new(&rig) }.is_in().await);
    let old = Browser { cookie: browser.cookie.clone(), ..Browser::new(&rig) };
    browser.sign_in(&sign_in("ada", PASSWORD)).await;
    assert!(browser.is_in().await && !old.is_in().await);
}

#[tokio::test]
async fn what_another_site_makes_a_browser_send_is_refused() {
    let rig = own_desk().await;
    let browser = Browser::of(&rig, "ada", "planner").await;
    let other = Browser::signed_in(&rig, "ada").await;
    let own = format!("http://{}", rig.address);
    let body = json!({ "name": "survey", "volumes": [around((10.0, 10.0))] });
    let csrf = ("x-csrf-token", browser.csrf.as_str());
    let no_csrf = "X-CSRF-Token: must be the csrf of the session";
    for (headers, why) in [
        (vec![], no_csrf),
        (vec![("x-csrf-token", "")], no_csrf),
        (vec![("x-csrf-token", other.csrf.as_str())], no_csrf),
        (vec![csrf, ("origin", "https://evil.example")], "Origin: the request comes from another site"),
        (vec![csrf, ("origin", "null")], "Origin: the request comes from another site"),
        (vec![csrf, ("origin", "http://127.0.0.1:1")], "Origin: the request comes from another site"),
        (vec![csrf, ("sec-fetch-site", "cross-site")], "Sec-Fetch-Site: the request comes from another site"),
        (vec![csrf, ("sec-fetch-site", "same-site")], "Sec-Fetch-Site: the request comes from another site"),
    ] {
        browser.ask_with("POST", "plans", &headers, &body).await.refused(403, why);
    }
    browser.ask_with("DELETE", "session", &[], &Value::Null).await.refused(403, no_csrf);
    assert_eq!(browser.get("plans").await.expect(200)["plans"], json!([]), "reading takes the cookie only");
    let page = [csrf, ("origin", own.as_str()), ("sec-fetch-site", "same-origin")];
    browser.ask_with("POST", "plans", &page, &body).await.expect(201);

    let path = format!("{DESK}/session");
    let json = ("content-type", "application/json");
    for header in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        let answer = rig.send("POST", &path, &[json, header], sign_in("ada", PASSWORD).to_string()).await;
        answer.refused(403, "the request comes from another site");
    }
}

/// A screen is used by one after the other, and what stands between may keep answers.
#[tokio::test]
async fn nothing_of_the_desk_is_kept_by_caches() {
    let rig = own_desk().await;
    let browser = Browser::of(&rig, "ada", "viewer").await;
    for path in ["session", "plans", "areas", "notices", "known", "status", "people", "nowhere"] {
        assert_eq!(browser.get(path).await.header("cache-control"), Some("no-store"), "{path}");
    }
}

#[tokio::test]
async fn a_request_with_a_token_and_a_cookie_is_one_of_the_token() {
    let rig = own_desk().await;
    let browser = Browser::of(&rig, "ada", "viewer").await;
    let authorization = PLANNER.authorization();
    let body = json!({ "name": "survey", "volumes": [around((10.0, 10.0))] });
    let plan = browser.ask_with("POST", "plans", &[("authorization", &authorization)], &body).await.expect(201);
    assert_eq!(text(&plan, "planner"), "uss1");
    let bad = [("authorization", "Bearer nonsense")];
    assert_eq!(browser.ask_with("GET", "plans", &bad, &Value::Null).await.status, 401);
    let answer = browser.ask_with("GET", "session", &[("authorization", &authorization)], &Value::Null).await;
    answer.refused(403, "this is for people who have signed in, not for access tokens");
}

/// The standards' interfaces are between programs.
#[tokio::test]
async fn a_session_opens_nothing_but_the_desk() {
    let rig = own_desk().await;
    let browser = Browser::of(&rig, "root", "administrator").await;
    let headers = [("cookie", browser.cookie.as_str()), ("x-csrf-token", browser.csrf.as_str())];
    for (method, path) in [
        ("POST", format!("{INTENTS}/query")),
        ("GET", "/uss/v1/operational_intents/11111111-1111-4111-8111-111111111111".to_owned()),
        ("GET", "/api/v1/airspace/reports".to_owned()),
        ("GET", "/aux/v1/pool".to_owned()),
    ] {
        let answer = rig.send(method, &path, &headers, "").await;
        answer.refused(403, "this is for access tokens, not for people who have signed in");
    }
    let session = format!("{DESK}/session");
    rig.send("GET", &session, &[], "").await.refused(401, "there is no session");
    for cookie in ["tansiq=", "tansiq=x", "other=y", &format!("__Host-{}", browser.cookie)] {
        rig.send("GET", &session, &[("cookie", cookie)], "").await.refused(401, "there is no session");
    }
    let among = format!("theme=dark; {}; lang=ar", browser.cookie);
    assert_eq!(rig.send("GET", &session, &[("cookie", &among)], "").await.status, 200);
}

#[tokio::test]
async fn who_tries_too_often_has_to_wait_and_others_have_not() {
    let rig = own_desk().await;
    add(&rig, "ada", "viewer").await;
    add(&rig, "eve", "viewer").await;
    for _ in 0..10 {
        assert_eq!(try_sign_in(&rig, "", &sign_in("ada", "wrong horse")).await.status, 401);
    }
    let held = try_sign_in(&rig, "", &sign_in("ada", PASSWORD)).await;
    let wait_s: u32 = held.header("retry-after").expect("when to try again").parse().expect("seconds");
    assert!((1..=30).contains(&wait_s), "{wait_s}");
    held.refused(429, "too many wrong passwords; try again in ");
    for _ in 0..12 {
        assert_eq!(try_sign_in(&rig, "", &sign_in("eve", PASSWORD)).await.status, 200, "right ones do not count");
    }
}

/// A stream of notices in a browser, with its head read.
async fn follow(rig: &Rig, browser: &Browser<'_>) -> TcpStream {
    let lines = [format!("Cookie: {}", browser.cookie), "Connection: close".to_owned()];
    let mut stream = rig.connect(head(&format!("GET {DESK}/notices/stream"), &lines).as_bytes()).await;
    read_until(&mut stream, ":\n\n").await;
    stream
}

#[tokio::test]
async fn a_stream_ends_when_its_person_signs_out_or_is_disabled() {
    let rig = own_desk().await;
    let browser = Browser::of(&rig, "ada", "viewer").await;
    let mut stream = follow(&rig, &browser).await;
    planned(&rig, (10.0, 10.0)).await;
    read_until(&mut stream, "event: notice\n").await;
    browser.ask("DELETE", "session", &Value::Null).await;
    assert!(read_to_end(&mut stream).await.ends_with("0\r\n\r\n"));

    let browser = Browser::signed_in(&rig, "ada").await;
    let mut stream = follow(&rig, &browser).await;
    let person = format!("{DESK}/people/ada");
    rig.put(&person, ADMINISTRATOR, &json!({ "role": "planner" })).await.expect(200);
    planned(&rig, (20.0, 20.0)).await;
    read_until(&mut stream, "event: notice\n").await;
    rig.put(&person, ADMINISTRATOR, &json!({ "disabled": true })).await.expect(200);
    assert!(read_to_end(&mut stream).await.ends_with("0\r\n\r\n"));
    browser.get("plans").await.refused(401, "there is no session");
}

/// A clock that stands where it is set, before the time of the machine.
#[derive(Default)]
struct Ahead(AtomicI64);

impl Clock for Ahead {
    fn now(&self) -> Timestamp {
        Timestamp(SystemClock.now().0 + self.0.load(Ordering::SeqCst) * 1_000_000)
    }
}

/// The desk of `uss1` on a node whose HTTP side has the clock.
async fn desk_with_clock(clock: Arc<Ahead>) -> (Rig, tansiq_desk::Desk) {
    let mut config = Config::default();
    config.store.kind = StoreKind::Memory;
    config.desk.enabled = true;
    config.desk.party = "uss1".to_owned();
    config.desk.allow_private_peers = true;
    config.desk.token_url = "http://127.0.0.1:1/token".to_owned();
    config.desk.token_style = TokenStyle::Query;
    let (desk, _ledger) = tansiq::desk::open(&config, "http://127.0.0.1:1", None, Arc::new(SystemClock)).expect("a desk");
    let log = MemoryLog::new();
    let reader = log.reader().expect("the log can be read");
    let node: Node<State> = Node::start(Box::new(log), Settings::default()).expect("the node starts");
    let options = Options {
        locality: "test".to_owned(),
        public_url: "http://127.0.0.1".to_owned(),
        allow_http_base_urls: true,
        request_timeout: Duration::from_secs(10),
        requests_per_second: None,
        desk_users: Vec::new(),
        session_lifetime: Duration::from_secs(600),
        automated_testing: false,
    };
    let file = Authority::get().public_key_file();
    let pem = std::fs::read_to_string(file.path()).expect("the file is there");
    let keys = tansiq_auth::keys_from_pem(&pem).expect("a key");
    let rules = TokenRules { audiences: vec!["localhost".to_owned()], leeway_s: 0 };
    let verifier = Verifier::new(rules, KeyRing::new(keys, Vec::new())).expect("a verifier");
    let app = App::new(options, node.clone(), reader, Arc::new(verifier), None, Some(desk.clone()), clock);
    node.submit(app.own_caller(), Command::Found, None).await.expect("the first record");
    let server = Server::bind(SocketAddr::from(([127, 0, 0, 1], 0)), None, Limits { max_connections: 100 }).await;
    (Rig::around(server.expect("a free port"), app), desk)
}

#[tokio::test]
async fn a_session_and_its_streams_end_when_it_expires() {
    let clock = Arc::new(Ahead::default());
    let (rig, desk) = desk_with_clock(clock.clone()).await;
    let browser = Browser::of(&rig, "ada", "viewer").await;
    let mut stream = follow(&rig, &browser).await;
    clock.0.store(590, Ordering::SeqCst);
    assert!(browser.is_in().await);
    clock.0.store(601, Ordering::SeqCst);
    browser.get("session").await.refused(401, "there is no session, or it is over; sign in");
    // The stream looks again when anything happens.
    let who = tansiq_core::Name::from("test");
    desk.submit(&who, tansiq_core::desk::Command::Probe).await.expect("a record");
    assert!(read_to_end(&mut stream).await.ends_with("0\r\n\r\n"));
}
