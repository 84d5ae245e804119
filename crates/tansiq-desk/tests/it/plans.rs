//! Planning, changing and ending where nothing goes wrong.

use crate::rig::{World, at, cylinder, fresh_id, near_bern, plan, planner, until};
use std::time::Duration;
use tansiq_core::airspace::IntentState;
use tansiq_core::desk::{Expect, NoticeKind, OperationState, Rejection, Volumes};
use tansiq_desk::DeskError;
use tansiq_desk::planning::Change;

/// uss-behaviour 1 to 6, the whole way.
#[tokio::test]
async fn two_desks_plan_apart_and_know_of_each_other() {
    let world = World::new();
    let (alpha, beta) = (world.desk("alpha"), world.desk("beta"));
    let first = alpha.accept(near_bern(0.0)).await.expect("nobody is there");
    let second = beta.accept(near_bern(0.41)).await.expect("they do not touch");
    let seen = world.dss.intent("alpha", first).await.expect("it is at the DSS");
    let held = alpha.operation(first).await.expect("it is held");
    assert_eq!(held.state, Some(OperationState::Accepted));
    let reference = held.reference.expect("the DSS gave one");
    assert_eq!(Some(&*reference.ovn), seen.ovn.as_ref().map(|ovn| ovn.as_str()));
    assert_eq!((reference.version, reference.subscription), (1, seen.subscription));
    assert!(seen.subscription.is_some(), "it has an implicit subscription");
    let known = beta.look(|state| state.known_operation(first).cloned()).await.expect("beta asked alpha");
    assert_eq!((&*known.manager, known.version), ("alpha", 1));
    assert!(world.dss.intent("beta", second).await.is_some());
    let due = beta.look(|state| state.deliveries().map(|due| due.to.to_string()).collect::<Vec<_>>()).await;
    assert_eq!(due, ["https://alpha.example"], "alpha's subscription is there; its own is left out");
}

/// A life: planned, used, outside, back, over.
#[tokio::test]
async fn an_operation_goes_through_its_states_at_the_dss() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let id = alpha.accept(near_bern(0.0)).await.expect("nobody is there");
    let off_nominal = Volumes::exact(vec![cylinder((46.95, 7.45), 900.0, (0.0, 300.0), (0, 3_600))]);
    let outside = tansiq_core::desk::Plan { off_nominal, ..near_bern(0.0) };
    let steps = [
        (None, OperationState::Activated, IntentState::Activated),
        (Some(outside), OperationState::Nonconforming, IntentState::Nonconforming),
        (Some(near_bern(0.0)), OperationState::Activated, IntentState::Activated),
    ];
    for (version, (plan, state, there)) in (2..).zip(steps) {
        let changed = alpha.change(id, plan, state).await.expect("the standard allows it");
        assert_eq!(changed.operation.state, Some(state));
        let seen = world.dss.intent("alpha", id).await.expect("it is there");
        assert_eq!((seen.state, seen.version), (there, version));
        assert_eq!(changed.operation.reference.map(|held| held.version), Some(version as i32));
    }
    let ended = alpha.end(id).await.expect("it can be ended");
    assert_eq!((ended.state, ended.reference), (Some(OperationState::Ended), None));
    assert!(world.dss.intent("alpha", id).await.is_none());
    let counts = world.dss.node.read(|state, _| state.counts()).await.expect("the DSS runs");
    assert_eq!(counts, (0, 0, 0), "its implicit subscription went with it");
}

/// The standard's DSS creates only Accepted operations, so this is two writes; to the planner it is one.
#[tokio::test]
async fn an_operation_may_be_in_use_from_the_start() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let changed = alpha.change(fresh_id(), Some(near_bern(0.0)), OperationState::Activated).await.expect("it may");
    assert_eq!(changed.operation.state, Some(OperationState::Activated));
    let seen = world.dss.intent("alpha", changed.operation.id).await.expect("it is there");
    assert_eq!((seen.state, seen.version), (IntentState::Activated, 2));
}

/// uss-behaviour 1: what cannot be right is refused before anybody is asked.
#[tokio::test]
async fn what_no_airspace_could_mend_is_refused_without_asking_anybody() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let past = plan(vec![cylinder((46.95, 7.45), 200.0, (50.0, 120.0), (-3_600, -60))]);
    let far = plan(vec![cylinder((46.95, 7.45), 200.0, (50.0, 120.0), (31 * 86_400, 31 * 86_400 + 60))]);
    let later = plan(vec![cylinder((46.95, 7.45), 200.0, (50.0, 120.0), (60, 120))]);
    for (plan, state, part) in [
        (past, OperationState::Accepted, "wholly in the past"),
        (far, OperationState::Accepted, "more than 30 days ahead"),
        (later, OperationState::Activated, "active now"),
        (plan(Vec::new()), OperationState::Accepted, "at least one volume"),
    ] {
        let error = alpha.change(fresh_id(), Some(plan), state).await.expect_err(part);
        assert!(matches!(&error, DeskError::Invalid(text) if text.contains(part)), "{error}");
    }
    let error = alpha.change(fresh_id(), None, OperationState::Accepted).await.expect_err("there is none");
    assert!(matches!(error, DeskError::Rejected(Rejection::NotFound(_))), "{error}");
    let error = alpha.change(fresh_id(), None, OperationState::Ended).await.expect_err("not this way");
    assert!(matches!(error, DeskError::Invalid(_)), "{error}");
    assert_eq!(world.dss.asked(), Vec::<String>::new());
}

/// A caller who saw an older revision is told so.
#[tokio::test]
async fn a_change_over_an_older_revision_is_refused() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let id = alpha.accept(near_bern(0.0)).await.expect("nobody is there");
    let seen = alpha.operation(id).await.expect("it is held").revision;
    alpha.change(id, Some(near_bern(0.1)), OperationState::Accepted).await.expect("it is its own");
    let change = Change { id, expect: Expect::Revision(seen), plan: Some(near_bern(0.2)), state: OperationState::Accepted };
    let error = alpha.desk.change(&planner(), change).await.expect_err("it changed since");
    assert!(matches!(error, DeskError::Rejected(Rejection::Conflict(_))), "{error}");
}

/// Two changes of one operation at once do not disturb each other: one waits for the other.
#[tokio::test]
async fn changes_of_one_operation_wait_for_each_other() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let id = alpha.accept(near_bern(0.0)).await.expect("nobody is there");
    let changes = (1..9).map(|step| alpha.change(id, Some(near_bern(0.01 * f64::from(step))), OperationState::Accepted));
    let results = futures_util::future::join_all(changes).await;
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    let versions: std::collections::BTreeSet<_> =
        results.iter().flatten().filter_map(|changed| Some(changed.operation.reference.as_ref()?.version)).collect();
    assert_eq!(versions, (2..10).collect());
}

/// Who gives up waiting leaves nothing stuck: what was begun is finished.
#[tokio::test]
async fn a_caller_who_gives_up_leaves_no_operation_stuck() {
    let world = World::new();
    let alpha = world.desk("alpha");
    for polls in 0..40 {
        let id = fresh_id();
        let work = alpha.change(id, Some(near_bern(f64::from(polls))), OperationState::Accepted);
        // Wherever it is by then: what is asserted holds at every point.
        let _ = tokio::time::timeout(Duration::from_micros(300) * polls, work).await;
        let settled = until("the operation to be settled or never begun", || async {
            match alpha.operation(id).await {
                Some(operation) => operation.pending.is_none().then_some(true),
                None => (alpha.desk.changes_under_way() == 0).then_some(false),
            }
        })
        .await;
        let there = world.dss.intent("alpha", id).await.is_some();
        assert_eq!(there, settled, "given up after {polls} times 300 µs");
    }
}

/// What the desk's own rule does is marked as such; what a person does is not.
#[tokio::test]
async fn planners_are_told_of_changes_of_state() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let id = alpha.accept(near_bern(0.0)).await.expect("nobody is there");
    let notices = alpha.look(|state| state.notices_after(None).cloned().collect::<Vec<_>>()).await;
    let [notice] = &*notices else { panic!("one notice: {notices:?}") };
    assert_eq!((notice.operation, notice.at), (Some(id), at(0)));
    let what = NoticeKind::StateChanged { from: None, to: OperationState::Accepted, automatic: false };
    assert_eq!(notice.what, what);
}
