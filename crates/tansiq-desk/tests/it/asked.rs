//! What peers ask and tell (SCD0075, SCD0085, SCD0090).

use super::ears::Ear;
use super::rig::*;
use std::time::Duration;
use tansiq_core::desk::{
    BeginWrite, Command, Expect, NoticeKind, OperationState, Outcome, Reference, Rejection, Rules, State, WriteResult,
};
use tansiq_core::{EntityId, Name};
use tansiq_desk::{DeskError, convert};
use tansiq_wire::f3548::{
    ErrorReport, ExchangeRecord, OperationalIntent, OperationalIntentDetails, OperationalIntentReference, OperationalIntentState,
    PutOperationalIntentDetailsParameters, SubscriptionState, Time, UssAvailabilityState, Volume4D,
};

/// Has a write begun of which the DSS was not asked yet; its attempt.
async fn begun(alpha: &Party, id: EntityId) -> u64 {
    let begin = BeginWrite {
        id,
        expect: Expect::Any,
        state: OperationState::Accepted,
        plan: Some(near_bern(0.0)),
        rules: Rules::default(),
    };
    match alpha.desk.submit(&planner(), Command::BeginWrite(Box::new(begin))).await.expect("begun") {
        Outcome::Begun(begun) => begun.attempt,
        other => panic!("{other:?}"),
    }
}

fn landed() -> WriteResult {
    let reference = Reference { ovn: "an-ovn-of-sixteen".into(), version: 1, subscription: None };
    WriteResult::Landed { reference, subscribers: Vec::new() }
}

#[tokio::test]
async fn details_are_withheld_until_the_dss_took_the_operation() {
    let world = World::new();
    let alpha = world.desk("alpha");
    assert_eq!(alpha.desk.operation_details(fresh_id()).await.expect("read"), None);
    let id = fresh_id();
    let attempt = begun(&alpha, id).await;
    assert_eq!(alpha.desk.operation_details(id).await.expect("read"), None);
    alpha.desk.submit(&planner(), Command::FinishWrite { id, attempt, result: landed() }).await.expect("finished");
    let told = alpha.desk.operation_details(id).await.expect("read").expect("it is there").operational_intent;
    assert_eq!(told.reference.ovn.as_deref(), Some("an-ovn-of-sixteen"));
    assert_eq!(told.details.volumes, convert::wire_volumes(&near_bern(0.0).volumes));
}

#[tokio::test]
async fn a_question_waits_for_the_write_that_is_under_way() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let id = fresh_id();
    let attempt = begun(&alpha, id).await;
    let (asked, finished) = tokio::join!(alpha.desk.operation_details(id), async {
        // The question is asked first: both are polled in this order.
        tokio::time::sleep(Duration::from_millis(50)).await;
        alpha.desk.submit(&planner(), Command::FinishWrite { id, attempt, result: landed() }).await
    });
    finished.expect("finished");
    assert_eq!(asked.expect("read").expect("it was waited for").operational_intent.reference.version, 1);
}

#[tokio::test]
async fn details_of_what_has_ended_are_gone() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let id = alpha.accept(near_bern(0.0)).await.expect("accepted");
    assert!(alpha.desk.operation_details(id).await.expect("read").is_some());
    alpha.end(id).await.expect("ended");
    assert_eq!(alpha.desk.operation_details(id).await.expect("read"), None);
}

/// What beta tells of an operation about Bern.
fn message(id: EntityId, version: i32) -> PutOperationalIntentDetailsParameters {
    let volume = Volume4D::circle(46.95, 7.45, 200.0, 50.0, 120.0, NOW.0, at(3_600).0);
    PutOperationalIntentDetailsParameters {
        operational_intent_id: id.to_string(),
        operational_intent: Some(OperationalIntent {
            reference: OperationalIntentReference {
                id: id.to_string(),
                manager: "beta".to_owned(),
                uss_availability: UssAvailabilityState::Unknown,
                version,
                state: OperationalIntentState::Accepted,
                ovn: Some(format!("beta-ovn-number-{version:05}")),
                time_start: Time::from_micros(NOW.0),
                time_end: Time::from_micros(at(3_600).0),
                uss_base_url: "https://beta.example".to_owned(),
                subscription_id: fresh_id().to_string(),
            },
            details: OperationalIntentDetails { volumes: vec![volume], ..OperationalIntentDetails::default() },
        }),
        subscriptions: vec![SubscriptionState { subscription_id: fresh_id().to_string(), notification_index: 1 }],
    }
}

#[tokio::test]
async fn a_conflict_that_a_peer_tells_of_reaches_the_planner() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let own = alpha.accept(near_bern(0.0)).await.expect("accepted");
    let other = fresh_id();
    alpha.desk.be_told_of_operation(&Name::from("beta"), &message(other, 1)).await.expect("taken");
    let found = |state: &State| {
        let about = |what: &NoticeKind| matches!(what, NoticeKind::ConflictFound { meeting } if meeting.other == other);
        state.notices_after(None).filter(|notice| notice.operation == Some(own) && about(&notice.what)).count()
    };
    assert_eq!(alpha.look(found).await, 1);
    // The same again is no news; its end is.
    alpha.desk.be_told_of_operation(&Name::from("beta"), &message(other, 1)).await.expect("taken");
    assert_eq!(alpha.look(found).await, 1);
    let end = PutOperationalIntentDetailsParameters { operational_intent: None, ..message(other, 1) };
    alpha.desk.be_told_of_operation(&Name::from("beta"), &end).await.expect("taken");
    assert!(alpha.look(|state| state.known_operation(other).is_none()).await);
}

#[tokio::test]
async fn a_message_is_held_against_what_it_is_about_and_who_sends_it() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let id = fresh_id();
    let beta = Name::from("beta");
    let check = async |sender: &Name, message: PutOperationalIntentDetailsParameters, expected: &str| match alpha
        .desk
        .be_told_of_operation(sender, &message)
        .await
    {
        Ok(()) => assert_eq!(expected, "taken"),
        Err(DeskError::Rejected(Rejection::Forbidden(_))) => assert_eq!(expected, "forbidden"),
        Err(DeskError::Rejected(Rejection::Conflict(_))) => assert_eq!(expected, "stale"),
        Err(DeskError::Invalid(text)) => assert!(text.starts_with(expected), "{text}"),
        Err(other) => panic!("{other:?}"),
    };
    let changed = |change: &dyn Fn(&mut PutOperationalIntentDetailsParameters)| {
        let mut message = message(id, 3);
        change(&mut message);
        message
    };
    check(&beta, changed(&|message| message.subscriptions.clear()), "subscriptions: at least one").await;
    check(&beta, changed(&|message| message.operational_intent_id = "x".to_owned()), "operational_intent_id: ").await;
    let other = fresh_id().to_string();
    check(&beta, changed(&|message| message.operational_intent_id.clone_from(&other)), "operational_intent.reference.id: is")
        .await;
    let base = "https://ALPHA.example/";
    let own_url = |message: &mut PutOperationalIntentDetailsParameters| {
        message.operational_intent.iter_mut().for_each(|intent| intent.reference.uss_base_url = base.to_owned());
    };
    check(&beta, changed(&own_url), "operational_intent.reference.uss_base_url: is that of").await;
    check(&Name::from("gamma"), message(id, 3), "forbidden").await;
    check(&Name::from("alpha"), message(id, 3), "forbidden").await;
    let end = |id| PutOperationalIntentDetailsParameters { operational_intent: None, ..message(id, 3) };
    check(&Name::from("gamma"), end(fresh_id()), "taken").await;
    check(&beta, message(id, 3), "taken").await;
    check(&beta, message(id, 2), "stale").await;
    check(&Name::from("gamma"), end(id), "forbidden").await;
    check(&beta, end(id), "taken").await;
}

#[tokio::test]
async fn nobody_tells_of_an_operation_that_is_managed_here() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let own = alpha.accept(near_bern(0.0)).await.expect("accepted");
    let refused = alpha.desk.be_told_of_operation(&Name::from("beta"), &message(own, 9)).await;
    assert!(matches!(refused, Err(DeskError::Rejected(Rejection::Forbidden(_)))), "{refused:?}");
}

#[tokio::test]
async fn a_report_is_kept_and_comes_back_with_its_id() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let exchange = ExchangeRecord { url: "https://alpha.example/uss/v1".to_owned(), ..ExchangeRecord::default() };
    let report = ErrorReport { report_id: None, exchange };
    let echo = alpha.desk.take_report(&Name::from("beta"), report.clone()).await.expect("taken");
    assert_eq!(echo.exchange, report.exchange);
    let kept =
        alpha.look(|state| state.reports().map(|kept| (kept.id.to_string(), kept.reporter.to_string())).collect::<Vec<_>>());
    assert_eq!(kept.await, [(echo.report_id.expect("an id"), "beta".to_owned())]);
    let mut huge = report;
    huge.exchange.request_body = "x".repeat(300 * 1_024);
    let refused = alpha.desk.take_report(&Name::from("beta"), huge).await;
    assert!(matches!(refused, Err(DeskError::Invalid(text)) if text.starts_with("exchange: ")));
}

#[tokio::test]
async fn an_operation_whose_time_is_over_is_ended_by_the_desk_and_told() {
    let world = World::new();
    let ear = Ear::subscribe(&world, "ear").await;
    let mut alpha = world.desk("alpha");
    let id = alpha.accept(near_bern(0.0)).await.expect("accepted");
    world.pass(Duration::from_secs(3_600 + 31));
    alpha.run();
    until("it is ended", || async {
        let operation = alpha.operation(id).await?;
        (operation.state == Some(OperationState::Ended)).then_some(())
    })
    .await;
    assert_eq!(world.dss.intent("alpha", id).await, None);
    until("the end is told", || async { ear.operations().iter().any(|told| told.operational_intent.is_none()).then_some(()) })
        .await;
}
