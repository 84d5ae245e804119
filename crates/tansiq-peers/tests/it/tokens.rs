//! Tokens over HTTP: from Tansiq's own issuer, from the field's dummy, and from servers that refuse or talk nonsense.
//! Tokens of our issuer are held against our verifier.

use crate::rig::*;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tansiq_auth::{DEV_PARTIES, DevIssuer, KeyRing, Scope, Scopes, SigningKey, TokenRequest, TokenRules, Verifier};
use tansiq_peers::{BaseUrl, Dss, DssError, DssOptions, HttpTokenSource, Secret, TokenError, TokenSource, TokenStyle, Tokens};
use tokio::time::Instant;

const SC: Scopes = Scopes::of(&[Scope::StrategicCoordination]);

fn now_s() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs().try_into().expect("before 2^63")
}

fn source(url: &str, style: TokenStyle, issuer: Option<&str>) -> Arc<HttpTokenSource> {
    Arc::new(HttpTokenSource::new(transport(), url, true, style, issuer.map(str::to_owned)).expect("a url"))
}

fn credentials(secret: &str) -> TokenStyle {
    let secret = Secret::new(secret.to_owned());
    TokenStyle::ClientCredentials { client_id: "uss1".to_owned(), secret }
}

/// The issuer's form endpoint, as the node serves it.
async fn issuer(dev: Arc<DevIssuer>) -> Server {
    Server::start(move |_, seen| {
        let asked: TokenRequest = serde_urlencoded::from_str(&seen.body).expect("a form");
        match dev.issuer().token(&asked, now_s()) {
            Ok(granted) => answer(200, "", &serde_json::to_string(&granted).expect("json")),
            Err(refusal) => answer(refusal.http_status(), "", &serde_json::to_string(&refusal).expect("json")),
        }
    })
    .await
}

fn dev() -> Arc<DevIssuer> {
    let key = SigningKey::generate_p256().expect("a key");
    Arc::new(DevIssuer::with_key(vec!["localhost".to_owned(), "127.0.0.1".to_owned()], key).expect("settings"))
}

#[tokio::test]
async fn each_host_is_shown_a_token_made_for_it_by_our_own_issuer() {
    let dev = dev();
    let server = issuer(dev.clone()).await;
    let secret = DEV_PARTIES.iter().find(|party| party.id == "uss1").expect("it is there").secret;
    let tokens = Arc::new(Tokens::new(source(&server.url("/oauth/token"), credentials(secret), None)));
    let dss = Server::start(|_, _| answer(404, "", "{}")).await;
    for host in ["localhost", "127.0.0.1", "localhost"] {
        let base = BaseUrl::parse(&format!("http://{host}:{}", dss.port), true).expect("a url");
        let dss = Dss::new(vec![base], transport(), tokens.clone(), DssOptions::default()).expect("one url");
        let error = dss.get_operational_intent(ID).await.expect_err("there is none");
        assert_eq!(error, DssError::NotFound { message: "{}".to_owned() });
    }
    for (seen, host) in dss.seen().iter().zip(["localhost", "127.0.0.1", "localhost"]) {
        let rules = TokenRules { audiences: vec![host.to_owned()], leeway_s: 5 };
        let verifier = Verifier::new(rules, KeyRing::new(dev.verifying_keys(), Vec::new())).expect("rules");
        let caller = verifier.verify(Some(&seen.headers["authorization"]), now_s()).expect("it is for this host");
        assert_eq!((caller.sub.as_str(), caller.scopes), ("uss1", SC));
    }
    assert_eq!(server.seen().len(), 2, "one question for each host");
    assert_eq!(server.seen()[0].target, "/oauth/token");
}

#[tokio::test]
async fn many_calls_at_once_ask_the_server_once() {
    let gate = Arc::new(tokio::sync::Semaphore::new(0));
    let held = gate.clone();
    let server = Server::start(move |_, _| {
        let mut steps = vec![Step::Wait(held.clone())];
        steps.extend(answer(200, "", r#"{"access_token":"a.b.c","expires_in":3600}"#));
        steps
    })
    .await;
    let tokens = Arc::new(Tokens::new(source(&server.url("/t"), credentials("s"), None)));
    let asking: Vec<_> = (0..50)
        .map(|_| {
            let tokens = tokens.clone();
            tokio::spawn(async move { tokens.get("h", SC, Instant::now() + LONG).await })
        })
        .collect();
    while server.seen().is_empty() {
        tokio::task::yield_now().await;
    }
    gate.add_permits(50);
    for asked in asking {
        assert_eq!(asked.await.expect("the task ends").expect("a token").expose(), "a.b.c");
    }
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn the_form_names_the_audience_in_both_spellings() {
    let server = Server::start(|_, _| answer(200, "", r#"{"access_token":"t","expires_in":"120"}"#)).await;
    let scopes = Scopes::of(&[Scope::StrategicCoordination, Scope::ConstraintProcessing]);
    let source = source(&server.url("/t"), credentials("a&b=c d"), Some("https://issuer"));
    let granted = source.token("uss2.example.com", scopes, Instant::now() + LONG).await.expect("a token");
    assert_eq!(granted.lives_for, Some(Duration::from_secs(120)));
    let seen = &server.seen()[0];
    assert_eq!((seen.method.as_str(), seen.target.as_str()), ("POST", "/t"));
    assert_eq!(seen.headers["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(
        seen.body,
        "grant_type=client_credentials&client_id=uss1&client_secret=a%26b%3Dc+d\
         &scope=utm.strategic_coordination+utm.constraint_processing\
         &audience=uss2.example.com&intended_audience=uss2.example.com&issuer=https%3A%2F%2Fissuer"
    );
}

#[tokio::test]
async fn the_dummy_of_the_field_is_asked_with_a_query() {
    let server = Server::start(|_, _| answer(200, "", r#"{"access_token":"t"}"#)).await;
    let source = source(&server.url("/token"), TokenStyle::Dummy { sub: "uss1".to_owned() }, Some("localhost"));
    let granted = source.token("uss2", SC, Instant::now() + LONG).await.expect("a token");
    assert_eq!((granted.token.expose(), granted.lives_for), ("t", None));
    let seen = &server.seen()[0];
    let target = "/token?grant_type=client_credentials&scope=utm.strategic_coordination\
                  &intended_audience=uss2&issuer=localhost&sub=uss1";
    assert_eq!((seen.method.as_str(), seen.target.as_str()), ("GET", target));
}

#[tokio::test]
async fn refusals_trouble_and_nonsense_of_a_token_server_are_kept_apart() {
    let audience = || "h".to_owned();
    let refused = |status, reason: &str| TokenError::Refused { audience: audience(), status, reason: reason.to_owned() };
    let what = "access_token is missing or not a token".to_owned();
    let nonsense = TokenError::Nonsense { audience: audience(), what };
    let cases: [(u16, &'static str, TokenError); 6] = [
        (401, r#"{"error":"invalid_client","error_description":"wrong"}"#, refused(401, "wrong")),
        (400, r#"{"error":"invalid_scope"}"#, refused(400, "invalid_scope")),
        // A server that repeats what it was sent does not get our secret into a message.
        (403, r#"{"error":"no hunter2hunter2\nfor you"}"#, refused(403, "no *** for you")),
        (200, "<html>", nonsense.clone()),
        (200, r#"{"access_token":"two words"}"#, nonsense),
        (503, "", TokenError::Unavailable { audience: audience(), what: "the token server answered 503".to_owned() }),
    ];
    for (status, body, expected) in cases {
        let server = Server::start(move |_, _| answer(status, "", body)).await;
        let source = source(&server.url("/t"), credentials("hunter2hunter2"), None);
        assert_eq!(source.token("h", SC, Instant::now() + LONG).await, Err(expected), "{status} {body}");
    }
}

#[test]
fn a_token_source_shows_no_secret_and_takes_no_http_unasked() {
    let shown = format!("{:?}", source("http://h/t", credentials("hunter2"), None));
    assert!(shown.contains("http://h/t") && shown.contains("uss1") && !shown.contains("hunter2"), "{shown}");
    assert!(HttpTokenSource::new(transport(), "http://h/t", false, credentials("s"), None).is_err());
}

#[tokio::test]
async fn a_token_answered_401_is_asked_for_anew_once() {
    let dss = Server::start(|number, _| match number {
        0 => answer(401, "", "{}"),
        1 => answer(404, "", r#"{"message":"not here"}"#),
        _ => answer(401, "", r#"{"message":"never"}"#),
    })
    .await;
    let base = BaseUrl::parse(&dss.url(""), true).expect("a url");
    let dss_client = Dss::new(vec![base], transport(), tokens(), DssOptions::default()).expect("one url");
    let told = dss_client.get_operational_intent(ID).await.expect_err("there is none");
    assert_eq!(told, DssError::NotFound { message: "not here".to_owned() });
    let told = dss_client.delete_operational_intent(ID, OVN).await.expect_err("it does not believe us");
    assert_eq!(told, DssError::Refused { status: 401, message: "never".to_owned() });
    assert!(told.surely_not_done());
    let shown: Vec<_> = dss.seen().iter().map(|seen| seen.headers["authorization"].clone()).collect();
    let numbered = |number| format!("Bearer head.{number}/127:0:0:1/utm:strategic_coordination.SIGNATURE");
    assert_eq!(shown, [numbered(0), numbered(1), numbered(1), numbered(2)]);
}
