//! Lost answers, crashes, and what is found out afterwards: no operation is stuck, none is there twice.

use crate::rig::{Fault, Party, World, at, cylinder, fresh_id, near_bern, plan, planner, until};
use std::time::Duration;
use tansiq_core::airspace::Availability;
use tansiq_core::desk::{
    BeginWrite, Command, Expect, NoticeKind, OperationState, Outcome, Rejection, Rules, Volumes, WriteResult,
};
use tansiq_core::{Caller, EntityId};
use tansiq_desk::DeskError;
use tansiq_peers::testing::Fate;

const INTENTS: &str = "operational_intent_references/";

/// What the DSS and the ledger have of an operation must be the same.
async fn agree(world: &World, party: &Party, id: EntityId) {
    let held =
        party.operation(id).await.and_then(|operation| operation.reference).map(|held| (held.ovn.to_string(), held.version));
    let there = world.dss.intent(&party.setup.settings.party, id).await;
    let there = there.map(|seen| (seen.ovn.expect("its own").as_str().to_owned(), seen.version as i32));
    assert_eq!(held, there);
    let pending = party.operation(id).await.and_then(|operation| operation.pending);
    assert_eq!(pending, None, "nothing is under way");
}

/// The number of deliveries to a peer that wait.
async fn due(party: &Party, to: &str) -> usize {
    let url = format!("https://{to}.example");
    party.look(|state| state.deliveries().filter(|due| *due.to == *url).count()).await
}

/// At each step (create, change, use, end) the DSS does or does not do what is asked, and says 500. The planner sees success.
#[tokio::test]
async fn an_answer_that_is_lost_once_does_not_disturb_a_write() {
    for fault in [Fault::Fail, Fault::DoneButFail] {
        let world = World::new();
        let (alpha, watcher) = (world.desk("alpha"), world.desk("watcher"));
        watcher.accept(near_bern(0.41)).await.expect("nobody is there");
        let lose = |method: &str| world.dss.fault(method, INTENTS, 1, fault);
        lose("PUT");
        let id = alpha.accept(near_bern(0.0)).await.expect("it is found out");
        agree(&world, &alpha, id).await;
        assert_eq!(due(&alpha, "watcher").await, 1, "whom to tell was learned: {fault:?}");
        lose("PUT");
        alpha.change(id, Some(near_bern(-0.1)), OperationState::Accepted).await.expect("it is found out");
        agree(&world, &alpha, id).await;
        lose("PUT");
        alpha.change(id, None, OperationState::Activated).await.expect("it is found out");
        agree(&world, &alpha, id).await;
        lose("DELETE");
        alpha.end(id).await.expect("it is found out");
        agree(&world, &alpha, id).await;
        assert_eq!(world.dss.intents().await, 1, "{fault:?}");
    }
}

/// The connection breaks after the request: the same as a lost answer.
#[tokio::test]
async fn a_connection_that_breaks_after_a_write_is_found_out() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let mut breaks = 1;
    world.net.choose(Box::new(move |request| {
        let hit = request.method == "PUT" && breaks > 0;
        breaks -= i32::from(hit);
        if hit { Fate::Break { there: Duration::ZERO } } else { Fate::AT_ONCE }
    }));
    let id = alpha.accept(near_bern(0.0)).await.expect("it is found out");
    agree(&world, &alpha, id).await;
    assert_eq!(world.dss.intents().await, 1);
}

/// A DSS that cannot be reached did nothing; the operation that was to be is not there.
#[tokio::test]
async fn a_dss_that_cannot_be_reached_changes_nothing() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let id = alpha.accept(near_bern(0.0)).await.expect("nobody is there");
    let before = alpha.operation(id).await;
    world.net.set_down("dss.example", true);
    let error = alpha.change(id, Some(near_bern(0.1)), OperationState::Accepted).await.expect_err("no DSS");
    assert!(matches!(error, DeskError::Dss(_)), "{error}");
    assert_eq!(alpha.operation(id).await, before);
    let error = alpha.end(id).await.expect_err("no DSS");
    assert!(matches!(error, DeskError::Dss(_)), "{error}");
    world.net.set_down("dss.example", false);
    agree(&world, &alpha, id).await;
}

/// Down parties may not plan: the DSS says 412, which is passed on in its words.
#[tokio::test]
async fn a_party_that_is_down_is_told_so() {
    let world = World::new();
    let alpha = world.desk("alpha");
    world.dss.set_availability("alpha", Availability::Down).await;
    let error = alpha.accept(near_bern(0.0)).await.expect_err("it is marked Down");
    assert!(matches!(&error, DeskError::Dss(text) if text.contains("412") && text.contains("Down")), "{error}");
    assert_eq!(world.dss.intents().await, 0);
}

/// The DSS goes silent for good in the middle of a write. The planner is told that nobody knows; when it answers again it is
/// found out in the background, whichever way it was.
#[tokio::test]
async fn a_dss_that_goes_silent_is_found_out_when_it_is_back() {
    for (fault, landed) in [(Fault::DoneButFail, true), (Fault::Fail, false)] {
        let world = World::new();
        let alpha = world.desk("alpha");
        let id = fresh_id();
        world.dss.fault("PUT", INTENTS, 1, fault);
        world.dss.fault("PUT", INTENTS, usize::MAX, Fault::Fail);
        world.dss.fault("GET", INTENTS, usize::MAX, Fault::Fail);
        let error = alpha.change(id, Some(near_bern(0.0)), OperationState::Accepted).await.expect_err("nobody knows");
        assert!(matches!(error, DeskError::Unheard), "{error}");
        let operation = alpha.operation(id).await.expect("it is being found out");
        assert!(operation.pending.is_some() && operation.state.is_none());
        world.dss.heal();
        until("it to be found out", || async { alpha.operation(id).await?.pending.is_none().then_some(()) }).await;
        agree(&world, &alpha, id).await;
        let state = alpha.operation(id).await.expect("it is held").state;
        assert_eq!(state, landed.then_some(OperationState::Accepted));
        for what in [NoticeKind::WriteUnheard, NoticeKind::Reconciled { landed }] {
            let said = || alpha.look(|state| state.notices_after(None).any(|notice| notice.what == what));
            until("planners to be told", || async { said().await.then_some(()) }).await;
        }
    }
}

/// Records that a write is going to be asked, as the desk does just before it asks.
async fn begin(party: &Party, id: EntityId, state: OperationState, plan: Option<tansiq_core::desk::Plan>) -> u64 {
    let begin = BeginWrite { id, expect: Expect::Any, state, plan, rules: Rules::default() };
    let caller = Caller { name: planner(), monitors_conformance: true };
    let outcome = party.desk.node().submit(caller, Command::BeginWrite(Box::new(begin)), None).await;
    let Ok(Outcome::Begun(begun)) = outcome else { panic!("it may be begun") };
    begun.attempt
}

/// A crash after the record and before the DSS was asked: after the start nothing is stuck, and the plan can be made.
#[tokio::test]
async fn a_crash_before_the_dss_was_asked_leaves_nothing() {
    let world = World::new();
    let mut alpha = world.desk("alpha");
    let id = fresh_id();
    begin(&alpha, id, OperationState::Accepted, Some(near_bern(0.0))).await;
    alpha.restart(&world);
    assert!(alpha.operation(id).await.expect("it is in the log").pending.is_some());
    alpha.run();
    until("it to be found out", || async { alpha.operation(id).await?.pending.is_none().then_some(()) }).await;
    agree(&world, &alpha, id).await;
    assert_eq!(alpha.operation(id).await.expect("it is held").state, None);
    alpha.change(id, Some(near_bern(0.0)), OperationState::Accepted).await.expect("it can be planned again");
    agree(&world, &alpha, id).await;
}

/// A crash after the DSS took it and before that was recorded: after the start the operation is there, and peers are told.
#[tokio::test]
async fn a_crash_after_the_dss_took_it_keeps_the_operation_and_tells_peers() {
    let world = World::new();
    let (mut alpha, mut watcher) = (world.desk("alpha"), world.desk("watcher"));
    watcher.accept(near_bern(0.41)).await.expect("nobody is there");
    // The ledger of the first life is cut off from what comes after the DSS's answer.
    let id = fresh_id();
    let before = alpha.setup.log.clone();
    let node = alpha.desk.node().clone();
    world.dss.watch(move |request| {
        if request.method == "PUT" {
            node.stop();
        }
    });
    let error = alpha.change(id, Some(near_bern(0.0)), OperationState::Accepted).await.expect_err("it is cut off");
    assert!(matches!(error, DeskError::Unheard), "{error}");
    assert!(world.dss.intent("alpha", id).await.is_some(), "the DSS has it");
    world.dss.watch(|_| {});
    alpha.setup.log = before;
    alpha.restart(&world);
    assert!(alpha.operation(id).await.expect("it is in the log").pending.is_some());
    watcher.run();
    alpha.run();
    until("it to be found out", || async { alpha.operation(id).await?.pending.is_none().then_some(()) }).await;
    agree(&world, &alpha, id).await;
    assert_eq!(alpha.operation(id).await.expect("it is held").state, Some(OperationState::Accepted));
    until("the watcher to be told", || async { watcher.look(|state| state.known_operation(id).cloned()).await }).await;
}

/// An end that was begun is brought about after a crash.
#[tokio::test]
async fn an_end_that_was_begun_is_brought_about_after_a_crash() {
    let world = World::new();
    let mut alpha = world.desk("alpha");
    let id = alpha.accept(near_bern(0.0)).await.expect("nobody is there");
    begin(&alpha, id, OperationState::Ended, None).await;
    alpha.restart(&world);
    alpha.desk.reconcile_pending().await.expect("the DSS answers");
    agree(&world, &alpha, id).await;
    assert_eq!(alpha.operation(id).await.expect("it is held").state, Some(OperationState::Ended));
}

/// A create that was given up arrives at the DSS a minute later. It is removed again; ten minutes after it was given up nobody
/// looks any more.
#[tokio::test]
async fn a_write_that_was_given_up_and_arrives_late_is_removed_again() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let id = fresh_id();
    let attempt = begin(&alpha, id, OperationState::Accepted, Some(near_bern(0.0))).await;
    let caller = Caller { name: planner(), monitors_conformance: true };
    let lost = Command::FinishWrite { id, attempt, result: WriteResult::Lost };
    alpha.desk.node().submit(caller, lost, None).await.map(drop).unwrap_or_else(|_| panic!("it was under way"));
    let parameters = tansiq_wire::f3548::PutOperationalIntentReferenceParameters {
        extents: tansiq_desk::convert::wire_volumes(&near_bern(0.0).volumes),
        state: "Accepted".to_owned(),
        uss_base_url: "https://alpha.example".to_owned(),
        ..Default::default()
    };
    world.dss_of("alpha").put_operational_intent(&id.to_string(), &parameters).await.expect("it arrives");
    world.pass(Duration::from_secs(60));
    alpha.desk.reconcile_orphans().await.expect("the DSS answers");
    assert!(world.dss.intent("alpha", id).await.is_none());
    assert_eq!(alpha.look(|state| state.orphans().count()).await, 1, "it may come again");
    world.pass(Duration::from_secs(600));
    alpha.desk.reconcile_orphans().await.expect("the DSS answers");
    assert_eq!(alpha.look(|state| state.orphans().count()).await, 0);
}

/// Somebody removed an operation at the DSS, or changed it there: the desk writes its own again.
#[tokio::test]
async fn an_operation_that_is_another_at_the_dss_is_written_again() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let mut ids = Vec::new();
    for north_km in [0.0, 1.0, 2.0] {
        let state = if north_km == 1.0 { OperationState::Activated } else { OperationState::Accepted };
        ids.push(alpha.change(fresh_id(), Some(near_bern(north_km)), state).await.expect("free").operation.id);
    }
    let dss = world.dss_of("alpha");
    for id in &ids[..2] {
        let ovn = world.dss.intent("alpha", *id).await.and_then(|seen| seen.ovn).expect("its own");
        dss.delete_operational_intent(&id.to_string(), ovn.as_str()).await.expect("removed");
    }
    let seen = world.dss.intent("alpha", ids[2]).await.expect("there");
    let parameters = tansiq_wire::f3548::PutOperationalIntentReferenceParameters {
        extents: tansiq_desk::convert::wire_volumes(&near_bern(9.0).volumes),
        state: "Accepted".to_owned(),
        uss_base_url: "https://alpha.example".to_owned(),
        ..Default::default()
    };
    let ovn = seen.ovn.expect("its own");
    dss.update_operational_intent(&ids[2].to_string(), ovn.as_str(), &parameters).await.expect("changed");
    alpha.desk.reconcile_live().await.expect("the DSS answers");
    for id in &ids {
        agree(&world, &alpha, *id).await;
    }
    let states: Vec<_> = world
        .dss
        .node
        .read(|state, _| ids.iter().map(|id| state.get_intent("alpha", *id).map(|seen| seen.state.name())).collect())
        .await
        .expect("the DSS runs");
    assert_eq!(states, [Some("Accepted"), Some("Activated"), Some("Accepted")]);
    let extent = world.dss.intent("alpha", ids[2]).await.expect("there").span;
    assert_eq!((extent.start, extent.end), (at(0), at(3_600)));
}

/// It is not at the DSS any more and its time is over: it is ended, not brought back.
#[tokio::test]
async fn an_operation_that_is_gone_and_over_is_ended() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let id = alpha.accept(near_bern(0.0)).await.expect("nobody is there");
    let ovn = world.dss.intent("alpha", id).await.and_then(|seen| seen.ovn).expect("its own");
    world.dss_of("alpha").delete_operational_intent(&id.to_string(), ovn.as_str()).await.expect("removed");
    world.pass(Duration::from_secs(7_200));
    alpha.desk.reconcile_live().await.expect("the DSS answers");
    assert_eq!(alpha.operation(id).await.expect("it is held").state, Some(OperationState::Ended));
    agree(&world, &alpha, id).await;
}

/// Accepted, and then not activated: the first of the two writes is taken back.
#[tokio::test]
async fn an_operation_that_cannot_be_activated_is_not_left_accepted() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let id = fresh_id();
    world.dss.watch({
        let seen = std::sync::atomic::AtomicUsize::new(0);
        let dss = std::sync::Arc::downgrade(&world.dss);
        move |request| {
            // The second PUT, and only that one.
            if request.method == "PUT"
                && seen.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 1
                && let Some(dss) = dss.upgrade()
            {
                dss.fault("PUT", INTENTS, 1, Fault::Status(403));
            }
        }
    });
    let error = alpha.change(id, Some(near_bern(0.0)), OperationState::Activated).await.expect_err("it may not");
    assert!(matches!(error, DeskError::Dss(_)), "{error}");
    assert_eq!(alpha.operation(id).await.expect("it is held").state, Some(OperationState::Ended));
    assert_eq!(world.dss.intents().await, 0);
}

/// Off-nominal states need no key and no picture: they are said although a peer is silent.
#[tokio::test]
async fn an_operation_outside_its_volumes_is_said_to_be_whoever_is_silent() {
    let world = World::new();
    let (alpha, beta) = (world.desk("alpha"), world.desk("beta"));
    let id = alpha.change(fresh_id(), Some(near_bern(0.0)), OperationState::Activated).await.expect("free").operation.id;
    beta.accept(near_bern(0.41)).await.expect("beside it");
    world.net.set_down("beta.example", true);
    let off_nominal = Volumes::exact(vec![cylinder((46.95, 7.45), 900.0, (0.0, 300.0), (0, 3_600))]);
    let outside = tansiq_core::desk::Plan { off_nominal, ..near_bern(0.0) };
    alpha.change(id, Some(outside), OperationState::Nonconforming).await.expect("it is said");
    agree(&world, &alpha, id).await;
    let contingent = tansiq_core::desk::Plan {
        off_nominal: plan(vec![cylinder((46.95, 7.45), 2_000.0, (0.0, 300.0), (0, 3_600))]).volumes,
        ..near_bern(0.0)
    };
    alpha.change(id, Some(contingent), OperationState::Contingent).await.expect("it is said");
    agree(&world, &alpha, id).await;
    let error = alpha.change(id, None, OperationState::Activated).await.expect_err("no way back");
    assert!(matches!(error, DeskError::Rejected(Rejection::Transition { .. })), "{error}");
}

/// The DSS has another OVN than the ledger: the change is made over the current one.
#[tokio::test]
async fn a_change_over_an_ovn_that_moved_is_made_over_the_current_one() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let id = alpha.accept(near_bern(0.0)).await.expect("nobody is there");
    let seen = world.dss.intent("alpha", id).await.expect("there");
    let parameters = tansiq_wire::f3548::PutOperationalIntentReferenceParameters {
        extents: tansiq_desk::convert::wire_volumes(&near_bern(0.0).volumes),
        state: "Accepted".to_owned(),
        uss_base_url: "https://alpha.example".to_owned(),
        ..Default::default()
    };
    let ovn = seen.ovn.expect("its own");
    world.dss_of("alpha").update_operational_intent(&id.to_string(), ovn.as_str(), &parameters).await.expect("moved");
    alpha.change(id, Some(near_bern(0.1)), OperationState::Accepted).await.expect("over the current one");
    agree(&world, &alpha, id).await;
    let reference = alpha.operation(id).await.and_then(|operation| operation.reference).expect("there");
    assert_eq!(reference.version, 3);
    assert!(
        reference.subscription.is_some_and(|now| Some(now) != seen.subscription),
        "the other write had detached it: a new one"
    );
}

/// SplitMix64: misfortunes that are the same again for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

/// Two desks plan, change and end in one crowded place while every third request to the DSS goes wrong in one way or another.
/// When that is over and all was found out, ledgers and DSS agree, and no two operations that stand are in conflict.
#[tokio::test]
async fn whatever_goes_wrong_nothing_is_stuck_and_nothing_conflicts() {
    futures_util::future::join_all((1..=6).map(misfortunes)).await;
}

async fn misfortunes(seed: u64) {
    let world = World::new();
    let desks = [world.desk("alpha"), world.desk("beta")];
    let mut chance = Chance(seed);
    let mut ids: [Vec<EntityId>; 2] = Default::default();
    for _ in 0..40 {
        let methods = ["PUT", "PUT", "DELETE", "GET", "POST"];
        let faults = [Fault::Fail, Fault::DoneButFail, Fault::Status(403)];
        if chance.below(3) == 0 {
            let (method, fault) = (methods[chance.below(5) as usize], faults[chance.below(3) as usize]);
            world.dss.fault(method, "operational_intent_references", 1 + chance.below(2) as usize, fault);
        }
        let which = chance.below(2) as usize;
        let place = near_bern(chance.below(30) as f64 / 10.0);
        let known = (!ids[which].is_empty()).then(|| ids[which][chance.below(ids[which].len() as u64) as usize]);
        // Refusals and unheard writes are part of the game.
        match (chance.below(4), known) {
            (0, Some(id)) => drop(desks[which].change(id, Some(place), OperationState::Accepted).await),
            (1, Some(id)) => drop(desks[which].end(id).await),
            _ => {
                let id = fresh_id();
                ids[which].push(id);
                drop(desks[which].change(id, Some(place), OperationState::Accepted).await);
            }
        }
    }
    world.dss.heal();
    for desk in &desks {
        until("all to be found out", || async {
            let _ = desk.desk.reconcile_pending().await;
            let pending = desk.look(|state| state.pending_writes().count()).await;
            (pending == 0 && desk.desk.changes_under_way() == 0).then_some(())
        })
        .await;
        desk.desk.reconcile_orphans().await.expect("the DSS answers");
        desk.desk.reconcile_live().await.expect("the DSS answers");
    }
    let mut standing = Vec::new();
    for (desk, ids) in desks.iter().zip(&ids) {
        for id in ids {
            agree(&world, desk, *id).await;
            let operation = desk.operation(*id).await.filter(|operation| operation.is_live());
            standing.extend(operation.map(|operation| operation.plan));
        }
    }
    assert_eq!(world.dss.intents().await, standing.len(), "seed {seed}: nothing is there that nobody has");
    for (index, one) in standing.iter().enumerate() {
        for other in &standing[index + 1..] {
            let found = tansiq_geo::conflicts(one.volumes.as_slice(), other.volumes.as_slice()).next();
            assert_eq!(found, None, "seed {seed}: {one:?} and {other:?}");
        }
    }
}
