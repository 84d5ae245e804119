//! Asking and telling peers, over a network in memory whose clock is paused.

use crate::rig::*;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::sync::Arc;
use std::time::Duration;
use tansiq_peers::testing::{Fate, MemoryTransport};
use tansiq_peers::{Answer, MAX_RECORDED_BODY_BYTES, Request, Uss, UssError, UssFailure, UssOptions};
use tansiq_wire::f3548::{
    Constraint, ConstraintDetails, ConstraintReference, ErrorReport, ErrorResponse, GetConstraintDetailsResponse,
    GetOperationalIntentDetailsResponse, GetOperationalIntentTelemetryResponse, OperationalIntent, OperationalIntentDetails,
    OperationalIntentReference, PutConstraintDetailsParameters, PutOperationalIntentDetailsParameters, SubscriptionState, Time,
};
use tokio::time::Instant;

const BASE: &str = "https://uss2.example.com/base";

/// Peers of which one answers as told, and what is asked of it.
fn answering(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> (MemoryTransport, Uss) {
    let network = MemoryTransport::new();
    network.host("uss2.example.com", move |request| {
        let answer = answer(&request);
        async move { answer }
    });
    // One second passes with each look at this clock.
    let seconds = std::sync::atomic::AtomicI64::new(0);
    let clock = Arc::new(move || 1_000_000 * seconds.fetch_add(1, std::sync::atomic::Ordering::SeqCst));
    let options = UssOptions { clock, ..UssOptions::default() };
    let uss = Uss::new(Arc::new(network.clone()), tokens(), options);
    (network, uss)
}

fn intent() -> OperationalIntent {
    let details = OperationalIntentDetails { volumes: vec![volume()], ..OperationalIntentDetails::default() };
    OperationalIntent { reference: reference(), details }
}

fn ended() -> PutOperationalIntentDetailsParameters {
    let subscription = SubscriptionState { subscription_id: ID.to_owned(), notification_index: 4 };
    PutOperationalIntentDetailsParameters {
        operational_intent_id: ID.to_owned(),
        operational_intent: None,
        subscriptions: vec![subscription],
    }
}

/// The error of asking a peer for details that answers so.
async fn failed(answer: Answer) -> UssError {
    let (_, uss) = answering(move |_| answer.clone());
    uss.get_operational_intent(&reference()).await.expect_err("there are no details")
}

#[tokio::test(start_paused = true)]
async fn every_question_has_its_method_path_scope_and_answer() {
    let constraint = Constraint {
        reference: ConstraintReference {
            id: ID.to_owned(),
            manager: "authority".to_owned(),
            version: 1,
            ovn: Some(OVN.to_owned()),
            time_start: Time::from_micros(0),
            time_end: Time::from_micros(1),
            uss_base_url: BASE.to_owned(),
            ..ConstraintReference::default()
        },
        details: ConstraintDetails { volumes: vec![volume()], ..ConstraintDetails::default() },
    };
    let telemetry = GetOperationalIntentTelemetryResponse {
        operational_intent_id: ID.to_owned(),
        ..GetOperationalIntentTelemetryResponse::default()
    };
    let asked = Arc::new(std::sync::Mutex::new(Vec::new()));
    let (noted, told) = (asked.clone(), (constraint.clone(), telemetry.clone()));
    let (_, uss) = answering(move |request| {
        let path = request.url.path().strip_prefix("/base/uss/v1/").expect("under the base url").replace(ID, "ID");
        let scopes = said(request).rsplit('/').next().expect("scopes").replace("utm.", "");
        noted.lock().expect("nobody panicked").push(format!("{} {path} {scopes}", request.method));
        let (constraint, telemetry) = told.clone();
        match (request.method.as_str(), path.as_str()) {
            ("GET", "operational_intents/ID") => {
                Answer::json(200, &GetOperationalIntentDetailsResponse { operational_intent: intent() })
            }
            ("GET", "operational_intents/ID/telemetry") => Answer::json(200, &telemetry),
            ("GET", "constraints/ID") => Answer::json(200, &GetConstraintDetailsResponse { constraint }),
            ("POST", "reports") => Answer::json(201, &ErrorReport { report_id: Some("r1".to_owned()), ..ErrorReport::default() }),
            _ => Answer::empty(204),
        }
    });
    assert_eq!(uss.get_operational_intent(&reference()).await, Ok(intent()));
    assert_eq!(uss.get_telemetry(BASE, ID).await, Ok(telemetry));
    assert_eq!(uss.get_constraint(&constraint.reference).await, Ok(constraint));
    assert_eq!(uss.notify_operational_intent(BASE, &ended()).await, Ok(()));
    assert_eq!(uss.notify_constraint(BASE, &PutConstraintDetailsParameters::default()).await, Ok(()));
    let report = uss.make_report(BASE, &ErrorReport::default()).await.expect("it is taken");
    assert_eq!(report.report_id.as_deref(), Some("r1"));
    let expected = [
        "GET operational_intents/ID strategic_coordination",
        "GET operational_intents/ID/telemetry conformance_monitoring_sa",
        "GET constraints/ID constraint_processing",
        "POST operational_intents strategic_coordination",
        "POST constraints constraint_management",
        "POST reports strategic_coordination",
    ];
    assert_eq!(*asked.lock().expect("nobody panicked"), expected);
}

#[tokio::test(start_paused = true)]
async fn details_of_something_else_are_nonsense_that_can_be_reported() {
    let other =
        OperationalIntent { reference: OperationalIntentReference { manager: "uss3".to_owned(), ..reference() }, ..intent() };
    let told = GetOperationalIntentDetailsResponse { operational_intent: other };
    let error = failed(Answer { date: Some("today".to_owned()), ..Answer::json(200, &told) }).await;
    let what = r#"operational_intent.reference.manager is "uss3", the dss has "uss2""#.to_owned();
    assert_eq!(error.failure, UssFailure::Nonsense { what: what.clone() });
    assert!(error.failure.peer_failed());
    let exchange = error.report().expect("there was an exchange").exchange;
    assert_eq!(exchange.url, format!("{BASE}/uss/v1/operational_intents/{ID}"));
    assert_eq!((exchange.method.as_str(), exchange.recorder_role.as_str()), ("GET", "Client"));
    assert_eq!(exchange.problem, Some(format!("its answer cannot be: {what}")));
    let times = (exchange.request_time.value.as_str(), exchange.response_time.as_ref().map(|time| time.value.as_str()));
    assert_eq!(times, ("1970-01-01T00:00:00Z", Some("1970-01-01T00:00:01Z")));
    assert_eq!((exchange.response_code, exchange.request_body.as_str()), (200, ""));
    assert_eq!(exchange.response_body, STANDARD.encode(serde_json::to_vec(&told).expect("json")));
    let masked = "Authorization: Bearer head.0/uss2:example:com/utm:strategic_coordination.***";
    assert_eq!(exchange.headers, [masked, "Content-Type: application/json", "Date: today"]);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_a_peer_sends_back_is_neither_shown_nor_recorded() {
    let (_, uss) = answering(|request| {
        let token = request.bearer.as_ref().expect("a token").expose();
        Answer::json(418, &ErrorResponse { message: format!("I got {token}") })
    });
    let error = uss.get_operational_intent(&reference()).await.expect_err("it is a teapot");
    let masked = "I got head.0/uss2:example:com/utm:strategic_coordination.***";
    assert_eq!(error.failure, UssFailure::Refused { status: 418, message: masked.to_owned() });
    let exchange = error.exchange.as_deref().expect("there was an exchange");
    let body = STANDARD.decode(&exchange.response_body).expect("base64");
    assert_eq!(String::from_utf8(body).expect("text"), format!(r#"{{"message":"{masked}"}}"#));
    assert!(!format!("{error} {error:?}").contains("SIGNATURE"));
}

#[tokio::test(start_paused = true)]
async fn recorded_bodies_are_bounded_and_say_so() {
    let error = failed(Answer { body: vec![b'x'; 100_000].into(), ..Answer::empty(200) }).await;
    let exchange = error.exchange.expect("there was an exchange");
    assert_eq!(STANDARD.decode(&exchange.response_body).expect("base64").len(), MAX_RECORDED_BODY_BYTES);
    assert!(exchange.problem.expect("a problem").ends_with("; response_body is cut, it had 100000 bytes"));
}

#[tokio::test(start_paused = true)]
async fn each_refusal_is_what_it_is() {
    let message = |status, text: &str| Answer::json(status, &ErrorResponse { message: text.to_owned() });
    let text = || "why".to_owned();
    assert_eq!(failed(message(404, "why")).await.failure, UssFailure::NotFound { message: text() });
    assert_eq!(failed(message(403, "why")).await.failure, UssFailure::Refused { status: 403, message: text() });
    assert_eq!(failed(message(500, "why")).await.failure, UssFailure::Unavailable { status: 500, message: text() });
    let (_, uss) = answering(move |_| message(409, "why"));
    let stale = uss.notify_operational_intent(BASE, &ended()).await.expect_err("it knows something newer");
    assert_eq!(stale.failure, UssFailure::Conflict { message: text() });
    assert!(stale.failure.surely_not_done());
    assert_eq!(stale.to_string(), format!("POST {BASE}/uss/v1/operational_intents: it says there is a conflict: why"));
}

#[tokio::test(start_paused = true)]
async fn a_notification_is_sent_once_and_its_fate_is_told() {
    for (fate, sure, after_s) in [
        (Fate::Refuse, true, 0),
        (Fate::LoseRequest, false, 5),
        (Fate::LoseAnswer { there: Duration::ZERO }, false, 5),
        (Fate::Break { there: Duration::ZERO }, false, 0),
    ] {
        let (network, uss) = answering(|_| Answer::empty(204));
        network.choose(Box::new(move |_| fate));
        let began = Instant::now();
        let error = uss.notify_operational_intent(BASE, &ended()).await.expect_err("it was not heard");
        assert_eq!((error.failure.surely_not_done(), began.elapsed().as_secs()), (sure, after_s), "{fate:?}");
        let exchange = error.report().expect("it was tried").exchange;
        assert_eq!((exchange.response_code, exchange.response_time), (0, None), "{fate:?}");
        assert_eq!(STANDARD.decode(exchange.request_body), Ok(serde_json::to_vec(&ended()).expect("json")));
        assert_eq!(network.calls("uss2.example.com"), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn base_urls_that_may_not_be_called_are_not() {
    let (network, uss) = answering(|_| Answer::empty(204));
    for base in ["http://uss2.example.com", "", "uss2.example.com", "https://a@uss2.example.com", "ftp://uss2.example.com"] {
        let error = uss.notify_operational_intent(base, &ended()).await.expect_err(base);
        assert!(matches!(error.failure, UssFailure::Invalid { .. }), "{error:?}");
        assert_eq!((error.exchange.is_none(), error.failure.peer_failed()), (true, false));
    }
    let error = uss.get_telemetry(BASE, "..").await.expect_err("that is no id");
    assert!(matches!(error.failure, UssFailure::Invalid { .. }), "{error:?}");
    assert_eq!(network.calls("uss2.example.com"), 0);
}
