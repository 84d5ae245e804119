//! Subscribers are told what changed, until they took it (SCD0080, SCD0085).

use super::ears::Ear;
use super::rig::*;
use std::time::Duration;
use tansiq_core::desk::{Delivery, NoticeKind, OperationState, State};
use tansiq_peers::testing::Fate;

fn deliveries(state: &State) -> Vec<Delivery> {
    state.deliveries().cloned().collect()
}

/// Waits until nothing is left to be told.
async fn all_told(party: &Party) {
    until("everything is told", || async { party.look(|state| state.deliveries().next().is_none()).await.then_some(()) }).await;
}

#[tokio::test]
async fn subscribers_hear_of_a_plan_its_change_and_its_end() {
    let world = World::new();
    let ear = Ear::subscribe(&world, "ear").await;
    let mut alpha = world.desk("alpha");
    alpha.run();
    let id = alpha.accept(near_bern(0.0)).await.expect("accepted");
    let first = ear.told(1).await.remove(0);
    assert_eq!(first.operational_intent_id, id.to_string());
    assert_eq!(first.subscriptions.len(), 1);
    assert_eq!(first.subscriptions[0].subscription_id, ear.subscription.to_string());
    let told = first.operational_intent.expect("it is there");
    let at_dss = world.dss.intent("alpha", id).await.expect("the DSS has it");
    assert_eq!(told.reference.ovn.as_deref(), at_dss.ovn.as_ref().map(|ovn| ovn.as_str()));
    assert_eq!((told.reference.version, told.details.volumes.len()), (1, 1));
    assert_eq!((&*told.reference.manager, &*told.reference.uss_base_url), ("alpha", "https://alpha.example"));

    alpha.change(id, None, OperationState::Activated).await.expect("activated");
    let second = ear.told(2).await.remove(1);
    assert_eq!(second.operational_intent.expect("it is there").reference.state.as_str(), "Activated");
    assert_eq!(second.subscriptions[0].notification_index, first.subscriptions[0].notification_index + 1);

    alpha.end(id).await.expect("ended");
    assert_eq!(ear.told(3).await.remove(2).operational_intent, None);
    all_told(&alpha).await;
    assert_eq!(ear.operations().len(), 3);
}

#[tokio::test]
async fn ninety_are_told_while_ten_do_not_answer() {
    let world = World::new();
    let mut ears = Vec::new();
    for number in 0..100 {
        let kind = if number % 10 == 0 { "dead" } else { "well" };
        ears.push(Ear::subscribe(&world, &format!("{kind}{number}")).await);
    }
    world.net.choose(Box::new(|request| {
        let dead = request.url.host().is_some_and(|host| host.starts_with("dead"));
        if dead { Fate::LoseRequest } else { Fate::AT_ONCE }
    }));
    let mut alpha = world.desk("alpha");
    alpha.run();
    alpha.accept(near_bern(0.0)).await.expect("accepted");
    for ear in ears.iter().filter(|ear| ear.name.starts_with("well")) {
        assert_eq!(ear.told(1).await.len(), 1, "{}", ear.name);
    }
    // The ten are still being waited for: not one of them has come to its deadline yet.
    let left = alpha.look(deliveries).await;
    let tried = left.iter().filter(|delivery| delivery.to.contains("dead") && delivery.attempts > 0).count();
    assert_eq!((left.iter().filter(|delivery| delivery.to.contains("dead")).count(), tried), (10, 0));
}

#[tokio::test]
async fn a_peer_that_failed_is_told_again_until_it_takes_it() {
    let world = World::new();
    let ear = Ear::subscribe(&world, "ear").await;
    ear.answer_with(&[500, 403, 500]);
    let mut alpha = world.desk("alpha");
    alpha.run();
    let id = alpha.accept(near_bern(0.0)).await.expect("accepted");
    for tries in 1..=3 {
        let tried = || async { alpha.look(|state| state.deliveries().any(|one| one.attempts >= tries)).await.then_some(()) };
        until("it was tried and failed", tried).await;
        assert_eq!(ear.operations().len(), tries as usize, "not before its time");
        world.pass(Duration::from_secs(10));
    }
    all_told(&alpha).await;
    assert_eq!(ear.operations().len(), 4);
    // The planner hears of it after the third try, once.
    let failing = |state: &State| {
        let failing = |what: &NoticeKind| matches!(what, NoticeKind::DeliveryFailing { attempts: 3, .. });
        state.notices_after(None).filter(|notice| notice.operation == Some(id) && failing(&notice.what)).count()
    };
    assert_eq!(alpha.look(failing).await, 1);
}

#[tokio::test]
async fn a_peer_that_knows_something_newer_has_been_told() {
    let world = World::new();
    let ear = Ear::subscribe(&world, "ear").await;
    ear.answer_with(&[409]);
    let mut alpha = world.desk("alpha");
    alpha.run();
    alpha.accept(near_bern(0.0)).await.expect("accepted");
    ear.told(1).await;
    all_told(&alpha).await;
    world.pass(Duration::from_secs(600));
    assert_eq!(ear.operations().len(), 1);
}

#[tokio::test]
async fn what_was_not_told_before_a_crash_is_told_after_it() {
    let world = World::new();
    let ear = Ear::subscribe(&world, "ear").await;
    let mut alpha = world.desk("alpha");
    // Its chores do not run: the write is finished, and nobody is told.
    let id = alpha.accept(near_bern(0.0)).await.expect("accepted");
    alpha.restart(&world);
    assert_eq!(ear.operations().len(), 0);
    alpha.run();
    let told = ear.told(1).await.remove(0);
    assert_eq!(told.operational_intent_id, id.to_string());
    all_told(&alpha).await;
}

#[tokio::test]
async fn a_later_change_takes_an_earlier_delivery_into_it() {
    let world = World::new();
    let ear = Ear::subscribe(&world, "ear").await;
    let mut alpha = world.desk("alpha");
    let id = alpha.accept(near_bern(0.0)).await.expect("accepted");
    alpha.change(id, None, OperationState::Activated).await.expect("activated");
    alpha.run();
    let told = ear.told(1).await.remove(0);
    let intent = told.operational_intent.expect("it is there");
    assert_eq!((intent.reference.version, intent.reference.state.as_str()), (2, "Activated"));
    all_told(&alpha).await;
    assert_eq!(ear.operations().len(), 1);
}

#[tokio::test]
async fn a_peer_hears_of_one_thing_in_order_and_one_at_a_time() {
    let world = World::new();
    let ear = Ear::subscribe(&world, "ear").await;
    let held = ear.hold();
    let mut alpha = world.desk("alpha");
    alpha.run();
    let id = alpha.accept(near_bern(0.0)).await.expect("accepted");
    ear.told(1).await;
    alpha.change(id, None, OperationState::Activated).await.expect("activated");
    alpha.end(id).await.expect("ended");
    held.add_permits(10);
    all_told(&alpha).await;
    let versions: Vec<Option<i32>> =
        ear.operations().into_iter().map(|told| told.operational_intent.map(|intent| intent.reference.version)).collect();
    assert_eq!(versions, [Some(1), None], "what changed meanwhile is told as it is in the end");
    assert_eq!(ear.most_open(), 1);
}

#[tokio::test]
async fn nobody_is_told_of_what_the_dss_refused() {
    let world = World::new();
    let ear = Ear::subscribe(&world, "ear").await;
    let mut alpha = world.desk("alpha");
    alpha.run();
    world.dss.fault("PUT", "operational_intent_references", 100, Fault::Status(400));
    alpha.accept(near_bern(0.0)).await.expect_err("refused");
    world.dss.heal();
    // Another one is told of, so that the first would have been by then.
    let id = alpha.accept(near_bern(1.0)).await.expect("accepted");
    let told = ear.told(1).await;
    assert_eq!(told.iter().map(|told| told.operational_intent_id.clone()).collect::<Vec<_>>(), [id.to_string()]);
}

#[tokio::test]
async fn a_peer_that_never_answers_is_given_up_when_nobody_needs_to_know() {
    let world = World::new();
    let ear = Ear::subscribe(&world, "ear").await;
    ear.answer_with(&[500; 50]);
    let mut alpha = world.desk("alpha");
    alpha.run();
    alpha.accept(near_bern(0.0)).await.expect("accepted");
    ear.told(1).await;
    until("the first try is recorded", || async {
        alpha.look(|state| state.deliveries().any(|one| one.attempts == 1)).await.then_some(())
    })
    .await;
    // The operation ends after an hour.
    world.pass(Duration::from_secs(3_601));
    until("it is given up", || async {
        let given_up = |state: &State| {
            let failing = |what: &NoticeKind| matches!(what, NoticeKind::DeliveryFailing { .. });
            state.deliveries().all(|one| !one.to.contains("ear")) && state.notices_after(None).any(|one| failing(&one.what))
        };
        alpha.look(given_up).await.then_some(())
    })
    .await;
}
