//! What a DSS answers and what it means, over a network in memory whose clock is paused.

use crate::rig::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tansiq_peers::testing::{Fate, MemoryTransport};
use tansiq_peers::{Answer, BaseUrl, Dss, DssError, DssOptions, MAX_DSS_URLS, Request, UrlError};
use tansiq_wire::f3548::{
    AirspaceConflictResponse, ChangeConstraintReferenceResponse, ChangeOperationalIntentReferenceResponse, ConstraintReference,
    ErrorReport, ErrorResponse, ImplicitSubscriptionParameters, OperationalIntentReference, OperationalIntentState,
    PutConstraintReferenceParameters, PutOperationalIntentReferenceParameters, PutSubscriptionParameters,
    PutSubscriptionResponse, QueryConstraintReferencesResponse, QueryOperationalIntentReferenceResponse,
    QuerySubscriptionsResponse, Subscription, UssAvailabilityState, UssAvailabilityStatus, UssAvailabilityStatusResponse,
};
use tokio::time::Instant;

fn dss(network: &MemoryTransport, hosts: &[&str]) -> Dss {
    let base = |host: &&str| BaseUrl::parse(&format!("https://{host}/pool/"), false).expect("a url");
    let bases = hosts.iter().map(base).collect();
    Dss::new(bases, Arc::new(network.clone()), tokens(), DssOptions::default()).expect("1 to 16 urls")
}

/// A network with one DSS that answers as told.
fn answering(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> (MemoryTransport, Dss) {
    let network = MemoryTransport::new();
    network.host("dss.example", move |request| {
        let answer = answer(&request);
        async move { answer }
    });
    let dss = dss(&network, &["dss.example"]);
    (network, dss)
}

fn message(status: u16, text: &str) -> Answer {
    Answer::json(status, &ErrorResponse { message: text.to_owned() })
}

fn changed(reference: OperationalIntentReference) -> Answer {
    let told = ChangeOperationalIntentReferenceResponse { subscribers: vec![], operational_intent_reference: reference };
    Answer::json(201, &told)
}

fn parameters() -> PutOperationalIntentReferenceParameters {
    PutOperationalIntentReferenceParameters {
        extents: vec![volume()],
        state: "Accepted".to_owned(),
        uss_base_url: "https://uss1.example".to_owned(),
        ..PutOperationalIntentReferenceParameters::default()
    }
}

/// The error of creating an operational intent at a DSS that answers so.
async fn refused(answer: Answer) -> DssError {
    let (_, dss) = answering(move |_| answer.clone());
    dss.put_operational_intent(ID, &parameters()).await.expect_err("it is not created")
}

#[tokio::test(start_paused = true)]
async fn every_question_has_its_method_path_scope_and_answer() {
    let subscription = Subscription { id: ID.to_owned(), version: "v1".to_owned(), ..Subscription::default() };
    let constraint = ConstraintReference {
        id: ID.to_owned(),
        manager: "authority".to_owned(),
        ovn: Some(OVN.to_owned()),
        time_start: reference().time_start,
        time_end: reference().time_end,
        ..ConstraintReference::default()
    };
    let asked = Arc::new(std::sync::Mutex::new(Vec::new()));
    let (noted, told) = (asked.clone(), (subscription.clone(), constraint.clone()));
    let (_, dss) = answering(move |request| {
        let path =
            request.url.path().strip_prefix("/pool/dss/v1/").expect("under the base url").replace(ID, "ID").replace(OVN, "OVN");
        let scopes = said(request).rsplit('/').next().expect("scopes").replace("utm.", "");
        noted.lock().expect("nobody panicked").push(format!("{} {path} {scopes}", request.method));
        let (subscription, constraint_reference) = told.clone();
        match (request.method.as_str(), path.split('/').next().expect("a part"), path.ends_with("/query")) {
            (_, "operational_intent_references", true) => {
                Answer::json(200, &QueryOperationalIntentReferenceResponse { operational_intent_references: vec![reference()] })
            }
            (_, "operational_intent_references", _) => changed(reference()),
            (_, "constraint_references", true) => {
                Answer::json(200, &QueryConstraintReferencesResponse { constraint_references: vec![constraint_reference] })
            }
            (_, "constraint_references", _) => {
                Answer::json(200, &ChangeConstraintReferenceResponse { subscribers: vec![], constraint_reference })
            }
            (_, "subscriptions", true) => Answer::json(200, &QuerySubscriptionsResponse { subscriptions: vec![subscription] }),
            (_, "subscriptions", _) => {
                Answer::json(200, &PutSubscriptionResponse { subscription, ..PutSubscriptionResponse::default() })
            }
            (_, "uss_availability", _) => {
                let status = UssAvailabilityStatus { uss: "uss2".to_owned(), availability: UssAvailabilityState::Down };
                Answer::json(200, &UssAvailabilityStatusResponse { version: "v7".to_owned(), status })
            }
            _ => Answer::json(201, &ErrorReport { report_id: Some("r1".to_owned()), ..ErrorReport::default() }),
        }
    });
    let area = volume();
    assert_eq!(dss.query_operational_intents(&area).await, Ok(vec![reference()]));
    assert_eq!(dss.get_operational_intent(ID).await, Ok(reference()));
    let written = dss.put_operational_intent(ID, &parameters()).await.map(|told| told.operational_intent_reference);
    assert_eq!(written, Ok(reference()));
    let with_constraints = PutOperationalIntentReferenceParameters {
        new_subscription: Some(ImplicitSubscriptionParameters { notify_for_constraints: true, ..Default::default() }),
        ..parameters()
    };
    dss.update_operational_intent(ID, OVN, &with_constraints).await.expect("it is changed");
    dss.delete_operational_intent(ID, OVN).await.expect("it is ended");
    assert_eq!(dss.query_constraints(&area).await, Ok(vec![constraint.clone()]));
    assert_eq!(dss.get_constraint(ID).await, Ok(constraint));
    let constraint = PutConstraintReferenceParameters { extents: vec![area.clone()], ..Default::default() };
    dss.put_constraint(ID, &constraint).await.expect("it is made");
    dss.update_constraint(ID, OVN, &constraint).await.expect("it is changed");
    dss.delete_constraint(ID, OVN).await.expect("it is removed");
    assert_eq!(dss.query_subscriptions(&area).await, Ok(vec![subscription.clone()]));
    assert_eq!(dss.get_subscription(ID).await, Ok(subscription));
    let both = PutSubscriptionParameters {
        notify_for_operational_intents: true,
        notify_for_constraints: true,
        ..PutSubscriptionParameters::default()
    };
    dss.put_subscription(ID, &both).await.expect("it is made");
    let one = PutSubscriptionParameters { notify_for_constraints: false, ..both };
    dss.update_subscription(ID, "v1", &one).await.expect("it is changed");
    dss.delete_subscription(ID, "v1").await.expect("it is removed");
    let down = dss.get_uss_availability("uss2").await.expect("it is known");
    assert_eq!((down.version.as_str(), down.status.availability), ("v7", UssAvailabilityState::Down));
    dss.set_uss_availability("uss2", "v6", UssAvailabilityState::Down).await.expect("it is set");
    let report = dss.make_report(&ErrorReport::default()).await.expect("it is taken");
    assert_eq!(report.report_id.as_deref(), Some("r1"));
    let expected = [
        "POST operational_intent_references/query strategic_coordination",
        "GET operational_intent_references/ID strategic_coordination",
        "PUT operational_intent_references/ID strategic_coordination",
        "PUT operational_intent_references/ID/OVN strategic_coordination+constraint_processing",
        "DELETE operational_intent_references/ID/OVN strategic_coordination",
        "POST constraint_references/query constraint_processing",
        "GET constraint_references/ID constraint_processing",
        "PUT constraint_references/ID constraint_management",
        "PUT constraint_references/ID/OVN constraint_management",
        "DELETE constraint_references/ID/OVN constraint_management",
        "POST subscriptions/query strategic_coordination",
        "GET subscriptions/ID strategic_coordination",
        "PUT subscriptions/ID strategic_coordination+constraint_processing",
        "PUT subscriptions/ID/v1 strategic_coordination",
        "DELETE subscriptions/ID/v1 strategic_coordination",
        "GET uss_availability/uss2 strategic_coordination",
        "PUT uss_availability/uss2 availability_arbitration",
        "POST reports strategic_coordination",
    ];
    assert_eq!(*asked.lock().expect("nobody panicked"), expected);
}

#[tokio::test(start_paused = true)]
async fn off_nominal_states_are_written_with_the_scope_of_conformance_monitoring() {
    let (_, dss) = answering(|request| {
        assert!(said(request).ends_with("/utm.conformance_monitoring_sa"));
        changed(OperationalIntentReference { state: OperationalIntentState::Contingent, ..reference() })
    });
    let parameters = PutOperationalIntentReferenceParameters { state: "Contingent".to_owned(), ..parameters() };
    dss.update_operational_intent(ID, OVN, &parameters).await.expect("it is changed");
}

#[tokio::test(start_paused = true)]
async fn an_incomplete_key_and_a_stale_version_are_told_apart() {
    let missing = AirspaceConflictResponse {
        message: "Current OVNs not provided".to_owned(),
        missing_operational_intents: vec![reference()],
        missing_constraints: vec![],
    };
    let error = refused(Answer::json(409, &missing)).await;
    assert_eq!(error.to_string(), "the key is incomplete: 1 operational intents and 0 constraints are missing");
    assert_eq!(error, DssError::Conflict(Box::new(missing)));
    assert!(error.surely_not_done());
    let error = refused(message(409, "old version (E:1)")).await;
    assert_eq!(error, DssError::Stale { message: "old version (E:1)".to_owned() });
}

#[tokio::test(start_paused = true)]
async fn refusals_carry_the_words_of_the_dss_on_one_bounded_line() {
    let error = refused(message(400, "bad\nextents")).await;
    assert_eq!(error, DssError::Refused { status: 400, message: "bad extents".to_owned() });
    let down = refused(message(412, "Down")).await;
    assert_eq!(down, DssError::Refused { status: 412, message: "Down".to_owned() });
    let long = Answer { body: "x".repeat(10_000).into(), ..Answer::empty(403) };
    assert_eq!(refused(long).await, DssError::Refused { status: 403, message: "x".repeat(300) });
}

#[tokio::test(start_paused = true)]
async fn a_server_error_leaves_open_whether_a_write_was_made_and_is_not_repeated() {
    for status in [500, 502, 503, 504] {
        let (network, dss) =
            answering(move |_| Answer { retry_after: Some(Duration::from_secs(1)), ..message(status, "try again") });
        let error = dss.put_operational_intent(ID, &parameters()).await.expect_err("nobody knows");
        assert!(matches!(error, DssError::Unheard { .. }) && !error.surely_not_done(), "{error:?}");
        assert_eq!(network.calls("dss.example"), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_read_is_repeated_after_as_long_as_the_dss_asks() {
    let (calls, began) = (AtomicUsize::new(0), Instant::now());
    let (network, dss) = answering(move |_| match calls.fetch_add(1, Ordering::SeqCst) {
        0 => Answer { retry_after: Some(Duration::from_secs(2)), ..message(503, "later") },
        1 => message(429, "slower"),
        _ => Answer::json(200, &QueryOperationalIntentReferenceResponse::default()),
    });
    assert_eq!(dss.query_operational_intents(&volume()).await, Ok(vec![]));
    assert_eq!((network.calls("dss.example"), began.elapsed().as_secs()), (3, 3));
}

#[tokio::test(start_paused = true)]
async fn repetition_ends_with_its_bound_or_with_the_deadline() {
    let began = Instant::now();
    let (network, dss) = answering(|_| message(429, "slower"));
    let unavailable = |status, text: &str| DssError::Unavailable { status, message: text.to_owned() };
    assert_eq!(dss.put_operational_intent(ID, &parameters()).await, Err(unavailable(429, "slower")));
    assert_eq!((network.calls("dss.example"), began.elapsed().as_secs()), (4, 3));
    let (network, dss) = answering(|_| Answer { retry_after: Some(Duration::from_secs(11)), ..message(503, "later") });
    let began = Instant::now();
    assert_eq!(dss.get_operational_intent(ID).await, Err(unavailable(503, "later")));
    assert_eq!((network.calls("dss.example"), began.elapsed().as_secs()), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_write_goes_to_the_next_host_only_when_nothing_was_sent() {
    let network = MemoryTransport::new();
    for host in ["one.example", "two.example"] {
        network.host(host, |_| async { changed(reference()) });
    }
    network.set_down("one.example", true);
    let client = dss(&network, &["one.example", "two.example"]);
    client.put_operational_intent(ID, &parameters()).await.expect("the second one writes it");
    assert_eq!((network.calls("one.example"), network.calls("two.example")), (1, 1));
    // The one that answered is asked first from now on.
    client.put_operational_intent(ID, &parameters()).await.expect("the second one writes it");
    assert_eq!((network.calls("one.example"), network.calls("two.example")), (1, 2));

    network.set_down("one.example", false);
    network.choose(Box::new(|_| Fate::LoseAnswer { there: Duration::ZERO }));
    let client = dss(&network, &["one.example", "two.example"]);
    let error = client.put_operational_intent(ID, &parameters()).await.expect_err("nobody knows");
    assert!(matches!(error, DssError::Unheard { .. }), "{error:?}");
    assert_eq!((network.calls("one.example"), network.calls("two.example")), (2, 2));

    network.choose(Box::new(|_| Fate::Refuse));
    let error = client.put_operational_intent(ID, &parameters()).await.expect_err("both refuse");
    assert!(matches!(error, DssError::Unreachable { .. }) && error.surely_not_done(), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_read_is_not_spent_on_a_host_that_is_silent() {
    let network = MemoryTransport::new();
    for host in ["one.example", "two.example"] {
        network.host(host, |_| async { Answer::json(200, &QueryOperationalIntentReferenceResponse::default()) });
    }
    network.choose(Box::new(|request| match request.url.host() {
        Some("one.example") => Fate::LoseRequest,
        _ => Fate::AT_ONCE,
    }));
    let (dss, began) = (dss(&network, &["one.example", "two.example"]), Instant::now());
    assert_eq!(dss.query_operational_intents(&volume()).await, Ok(vec![]));
    assert_eq!(began.elapsed().as_secs(), 5);
    assert_eq!(dss.query_operational_intents(&volume()).await, Ok(vec![]));
    assert_eq!(began.elapsed().as_secs(), 5);
}

#[tokio::test(start_paused = true)]
async fn a_read_whose_connection_broke_is_asked_again() {
    let network = MemoryTransport::new();
    network.host("dss.example", |_| async { Answer::json(200, &QueryOperationalIntentReferenceResponse::default()) });
    let mut first = true;
    network.choose(Box::new(
        move |_| {
            if std::mem::take(&mut first) { Fate::Break { there: Duration::ZERO } } else { Fate::AT_ONCE }
        },
    ));
    assert_eq!(dss(&network, &["dss.example"]).query_operational_intents(&volume()).await, Ok(vec![]));
    assert_eq!(network.calls("dss.example"), 2);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_cannot_be_is_nonsense_with_its_record() {
    let other = OperationalIntentReference { id: ID.replace('2', "3"), ..reference() };
    let without = OperationalIntentReference { ovn: None, ..reference() };
    let activated = OperationalIntentReference { state: OperationalIntentState::Activated, ..reference() };
    let page = Answer { body: "<html>".into(), ..Answer::empty(200) };
    let cases = [
        (changed(other), "id is "),
        (changed(without), "ovn is missing"),
        (changed(activated), "state is Activated, written was Accepted"),
        (page, "its body with status 200: expected value"),
        (Answer::empty(302), "it answered 302"),
    ];
    for (answer, expected) in cases {
        let error = refused(answer).await;
        let DssError::Nonsense { what, exchange: Some(exchange) } = &error else { panic!("{error:?}") };
        assert!(what.starts_with(expected) && !error.surely_not_done(), "{what}");
        assert_eq!(exchange.url, format!("https://dss.example/pool/dss/v1/operational_intent_references/{ID}"));
        let masked = "Authorization: Bearer head.0/dss:example/utm:strategic_coordination.***";
        assert_eq!((exchange.method.as_str(), exchange.headers[0].as_str()), ("PUT", masked));
    }
    let (_, dss) = answering(|_| {
        let bad = OperationalIntentReference { manager: String::new(), ..reference() };
        let operational_intent_references = vec![reference(), bad];
        Answer::json(200, &QueryOperationalIntentReferenceResponse { operational_intent_references })
    });
    let error = dss.query_operational_intents(&volume()).await.expect_err("one has no manager").to_string();
    assert_eq!(error, "the answer of the dss cannot be: operational_intent_references[1].manager is missing");
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_asked_is_not_sent() {
    let (network, dss) = answering(|_| Answer::empty(200));
    // An empty OVN would make of the change a creation.
    let error = dss.update_operational_intent(ID, "", &parameters()).await.expect_err("there is no ovn");
    assert!(matches!(error, DssError::Invalid { .. }) && error.surely_not_done(), "{error:?}");
    let mut nowhere = parameters();
    nowhere.extents[0].volume.altitude_lower.as_mut().expect("it has one").value = f64::NAN;
    let error = dss.put_operational_intent(ID, &nowhere).await.expect_err("nan");
    assert!(matches!(error, DssError::Invalid { .. }), "{error:?}");
    assert_eq!(network.calls("dss.example"), 0);
}

#[test]
fn a_dss_has_one_to_sixteen_urls() {
    let base = BaseUrl::parse("https://dss.example", false).expect("a url");
    for count in [0, MAX_DSS_URLS + 1] {
        let made = Dss::new(vec![base.clone(); count], transport(), tokens(), DssOptions::default());
        assert_eq!(made.err(), Some(UrlError::Count { count, max: MAX_DSS_URLS }));
    }
}
