//! Regions of the configuration are watched: subscribed to, read, and subscribed to again.

use super::rig::*;
use std::time::Duration;
use tansiq_core::desk::{NoticeKind, OperationState, State, Watch};
use tansiq_core::{EntityId, Heights, Name};
use tansiq_desk::Region;
use tansiq_geo::{Circle, LatLng};
use tansiq_wire::f3548::{PutOperationalIntentDetailsParameters, SubscriptionState};

fn region(name: &str) -> Region {
    let circle = Circle::new(LatLng::new(46.95, 7.45).expect("a place"), 10_000.0).expect("a circle");
    Region { name: name.into(), outline: circle.into(), heights: Heights { lower: 0.0, upper: 3_000.0 } }
}

fn watcher(world: &World, regions: Vec<Region>) -> Party {
    let mut setup = Setup::new("alpha");
    setup.settings.regions = regions;
    Party::start(world, setup)
}

fn watches(state: &State) -> Vec<Watch> {
    state.watches().cloned().collect()
}

async fn watching(alpha: &Party) -> Watch {
    until("it watches", || async { alpha.look(watches).await.pop() }).await
}

async fn at_dss(world: &World, id: EntityId) -> Option<tansiq_wire::f3548::Subscription> {
    world.dss_of("alpha").get_subscription(&id.to_string()).await.ok()
}

/// Lets the desk look at its subscriptions now, by a notification that seems to have missed one before it.
async fn nudge(alpha: &Party, watch: &Watch, index: i32) {
    let message = PutOperationalIntentDetailsParameters {
        operational_intent_id: fresh_id().to_string(),
        operational_intent: None,
        subscriptions: vec![SubscriptionState { subscription_id: watch.id.to_string(), notification_index: index }],
    };
    alpha.desk.be_told_of_operation(&Name::from("beta"), &message).await.expect("taken");
}

/// Waits until the region was read: only then the desk is done with it.
async fn read(world: &World, times: usize) {
    let queries = || world.dss.asked().iter().filter(|asked| asked.ends_with("operational_intent_references/query")).count();
    until("the region is read", || async { (queries() >= times).then_some(()) }).await;
}

#[tokio::test]
async fn a_region_is_subscribed_to_and_what_is_there_is_read() {
    let world = World::new();
    let mut beta = world.desk("beta");
    beta.run();
    let before = beta.accept(near_bern(0.0)).await.expect("accepted");
    let mut alpha = watcher(&world, vec![region("bern")]);
    alpha.run();
    let watch = watching(&alpha).await;
    assert_eq!((&*watch.region, watch.until), ("bern", at(23 * 3_600)));
    let subscription = at_dss(&world, watch.id).await.expect("the DSS has it");
    assert_eq!(subscription.version, *watch.version);
    assert!(subscription.notify_for_operational_intents && !subscription.notify_for_constraints);
    until("it knows what was there", || async { alpha.look(|state| state.known_operation(before).cloned()).await }).await;
    // What comes later is told.
    let after = beta.accept(near_bern(1.0)).await.expect("accepted");
    until("it is told", || async { alpha.look(|state| state.known_operation(after).cloned()).await }).await;
    beta.end(after).await.expect("ended");
    until("it is told", || async { alpha.look(|state| state.known_operation(after).is_none()).await.then_some(()) }).await;
}

#[tokio::test]
async fn a_subscription_that_the_dss_has_lost_is_made_again() {
    let world = World::new();
    let mut alpha = watcher(&world, vec![region("bern")]);
    alpha.run();
    let watch = watching(&alpha).await;
    read(&world, 1).await;
    world.dss_of("alpha").delete_subscription(&watch.id.to_string(), &watch.version).await.expect("deleted");
    world.pass(Duration::from_secs(301));
    nudge(&alpha, &watch, 5).await;
    until("it is there again", || async { at_dss(&world, watch.id).await }).await;
    until("it is recorded", || async {
        let held = alpha.look(watches).await.pop()?;
        (held.until == at(301 + 23 * 3_600)).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_subscription_is_renewed_at_half_time() {
    let world = World::new();
    let mut alpha = watcher(&world, vec![region("bern")]);
    alpha.run();
    let watch = watching(&alpha).await;
    read(&world, 1).await;
    world.pass(Duration::from_secs(12 * 3_600));
    nudge(&alpha, &watch, 5).await;
    let renewed =
        until("it is renewed", || async { alpha.look(watches).await.pop().filter(|held| held.until == at(35 * 3_600)) }).await;
    assert_eq!(renewed.id, watch.id);
    let subscription = at_dss(&world, watch.id).await.expect("the DSS has it");
    assert_eq!(subscription.time_end.map(|end| end.to_micros()), Some(Ok(at(35 * 3_600).0)));
}

#[tokio::test]
async fn a_subscription_of_which_nobody_heard_is_found_by_its_id() {
    let world = World::new();
    let mut alpha = watcher(&world, vec![region("bern")]);
    world.dss.fault("PUT", "subscriptions", 1, Fault::DoneButFail);
    alpha.run();
    until("it is tried", || async { world.dss.asked().iter().any(|asked| asked.starts_with("PUT")).then_some(()) }).await;
    // A failed one is tried again after a pause of the calendar.
    world.pass(Duration::from_secs(10));
    alpha.restart(&world);
    alpha.run();
    let watch = watching(&alpha).await;
    assert_eq!(at_dss(&world, watch.id).await.map(|found| found.version), Some(watch.version.to_string()));
}

#[tokio::test]
async fn a_region_that_is_configured_no_more_is_given_up() {
    let world = World::new();
    let mut alpha = watcher(&world, vec![region("bern")]);
    alpha.run();
    let watch = watching(&alpha).await;
    let setup =
        Setup { settings: tansiq_desk::Settings { regions: Vec::new(), ..alpha.setup.settings.clone() }, ..alpha.setup.clone() };
    alpha.desk.node().stop();
    drop(alpha);
    let mut alpha = Party::start(&world, setup);
    alpha.run();
    until("it is given up", || async { alpha.look(watches).await.is_empty().then_some(()) }).await;
    assert!(at_dss(&world, watch.id).await.is_none());
}

#[tokio::test]
async fn a_missed_notification_has_the_region_read_again() {
    let world = World::new();
    let mut alpha = watcher(&world, vec![region("bern")]);
    alpha.run();
    let watch = watching(&alpha).await;
    read(&world, 1).await;
    // Beta's chores do not run: it tells nobody.
    let beta = world.desk("beta");
    let first = beta.accept(near_bern(0.0)).await.expect("accepted");
    let second = beta.accept(near_bern(1.0)).await.expect("accepted");
    world.pass(Duration::from_secs(60));
    let told = beta.desk.operation_details(second).await.expect("read").map(|told| told.operational_intent);
    let message = PutOperationalIntentDetailsParameters {
        operational_intent_id: second.to_string(),
        operational_intent: told,
        subscriptions: vec![SubscriptionState { subscription_id: watch.id.to_string(), notification_index: 2 }],
    };
    alpha.desk.be_told_of_operation(&Name::from("beta"), &message).await.expect("taken");
    until("it knows the one it was not told of", || async { alpha.look(|state| state.known_operation(first).cloned()).await })
        .await;
}

#[tokio::test]
async fn a_plan_of_another_in_a_watched_region_warns_the_planner() {
    let world = World::new();
    let mut alpha = watcher(&world, vec![region("bern")]);
    alpha.run();
    watching(&alpha).await;
    let own = alpha.accept(near_bern(0.0)).await.expect("accepted");
    let mut beta = world.desk("beta");
    beta.run();
    let urgent = beta.change(fresh_id(), Some(with_priority(9, near_bern(0.1))), OperationState::Accepted).await;
    let urgent = urgent.expect("it has precedence").operation.id;
    until("alpha's planner is warned", || async {
        let found = |state: &State| {
            let about = |what: &NoticeKind| matches!(what, NoticeKind::ConflictFound { meeting } if meeting.other == urgent);
            state.notices_after(None).any(|notice| notice.operation == Some(own) && about(&notice.what))
        };
        alpha.look(found).await.then_some(())
    })
    .await;
}

#[tokio::test]
async fn one_peer_that_does_not_answer_hides_no_other() {
    let world = World::new();
    let (beta, gamma) = (world.desk("beta"), world.desk("gamma"));
    let (hidden, seen) =
        (beta.accept(near_bern(0.0)).await.expect("accepted"), gamma.accept(near_bern(1.0)).await.expect("accepted"));
    world.net.set_down("beta.example", true);
    let mut alpha = watcher(&world, vec![region("bern")]);
    alpha.run();
    until("it knows gamma's", || async { alpha.look(|state| state.known_operation(seen).cloned()).await }).await;
    assert!(alpha.look(|state| state.known_operation(hidden).is_none()).await);
    // When beta is there again, the next look finds it.
    world.net.set_down("beta.example", false);
    until("it knows beta's", || async {
        world.pass(Duration::from_secs(1));
        alpha.look(|state| state.known_operation(hidden).cloned()).await
    })
    .await;
}
