//! Who may overlap whom, between desks (F3548-21 SCD0015 to SCD0070).

use crate::rig::{Party, Setup, World, fresh_id, near_bern, plan, with_priority};
use tansiq_core::desk::{Meeting, OperationState, OtherKind, Rejection, Rules, Weight};
use tansiq_desk::DeskError;

fn met(error: &DeskError) -> &[Meeting] {
    match error {
        DeskError::Rejected(Rejection::Meets(meetings)) => meetings,
        other => panic!("not refused because of what it meets: {other}"),
    }
}

/// SCD0035: equals may not overlap, and the planner learns with whom.
#[tokio::test]
async fn an_overlap_of_equals_is_refused_and_named() {
    let world = World::new();
    let (alpha, beta) = (world.desk("alpha"), world.desk("beta"));
    let first = alpha.accept(near_bern(0.0)).await.expect("nobody is there");
    let error = beta.accept(near_bern(0.3)).await.expect_err("100 m are shared");
    let [meeting] = met(&error) else { panic!("one is met") };
    assert_eq!((meeting.kind, meeting.other, meeting.weight), (OtherKind::PeerOperation, first, Weight::EqualPriority));
    assert_eq!(meeting.manager.as_deref(), Some("alpha"));
    // 2 × 200 m less 300 m, to the metre: 1/111.2 of a degree is not quite a kilometre.
    assert!((meeting.pairs[0].horizontal_m - 100.0).abs() < 2.0, "{} m", meeting.pairs[0].horizontal_m);
    assert_eq!(world.dss.intents().await, 1, "nothing was written");
}

/// SCD0015: what is a conflict here is permitted where the rules say so.
#[tokio::test]
async fn equals_may_overlap_where_the_rules_permit_it() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let mut setup = Setup::new("beta");
    setup.settings.rules = Rules { equal_priority_may_overlap: true };
    let beta = Party::start(&world, setup);
    let first = alpha.accept(near_bern(0.0)).await.expect("nobody is there");
    let changed = beta.change(fresh_id(), Some(near_bern(0.3)), OperationState::Accepted).await.expect("permitted");
    assert_eq!(changed.meetings.iter().map(|met| (met.other, met.weight)).collect::<Vec<_>>(), [(first, Weight::EqualPermitted)]);
    assert_eq!(world.dss.intents().await, 2);
}

/// SCD0050, SCD0055: higher may overlap lower, lower may not overlap higher.
#[tokio::test]
async fn higher_priority_goes_first_and_lower_stays_out() {
    let world = World::new();
    let (alpha, beta) = (world.desk("alpha"), world.desk("beta"));
    let low = alpha.accept(near_bern(0.0)).await.expect("nobody is there");
    let urgent = with_priority(100, near_bern(0.1));
    let changed = beta.change(fresh_id(), Some(urgent), OperationState::Accepted).await.expect("it goes first");
    assert_eq!(changed.meetings.iter().map(|met| (met.other, met.weight)).collect::<Vec<_>>(), [(low, Weight::HigherPriority)]);
    let error = alpha.accept(near_bern(0.2)).await.expect_err("it is in the way of what is urgent");
    assert_eq!(met(&error)[0].weight, Weight::LowerPriority);
    assert_eq!(met(&error)[0].other, changed.operation.id);
}

/// SCD0070 and uss-behaviour 4: an operation in use may keep the conflicts it has, and make no new ones; refused, it is as before.
#[tokio::test]
async fn a_change_of_an_operation_in_use_that_is_refused_leaves_it_as_it_was() {
    let world = World::new();
    let (alpha, beta) = (world.desk("alpha"), world.desk("beta"));
    let flown = beta.change(fresh_id(), Some(near_bern(0.0)), OperationState::Activated).await.expect("nobody is there");
    let id = flown.operation.id;
    assert_eq!(flown.operation.state, Some(OperationState::Activated));
    let before = world.dss.intent("beta", id).await.expect("it is there");
    alpha.accept(near_bern(1.0)).await.expect("away from it");
    let error = beta.change(id, Some(near_bern(0.9)), OperationState::Activated).await.expect_err("a new conflict");
    assert_eq!(met(&error)[0].weight, Weight::EqualPriority);
    assert_eq!(beta.operation(id).await, Some(flown.operation), "it is as before");
    assert_eq!(world.dss.intent("beta", id).await.expect("it is there").ovn, before.ovn);
    // What is urgent comes over it; then it may still be changed within the conflict that it has.
    let urgent = with_priority(100, near_bern(0.1));
    let urgent = alpha.change(fresh_id(), Some(urgent), OperationState::Accepted).await.expect("it goes first");
    let changed = beta.change(id, Some(near_bern(0.01)), OperationState::Activated).await.expect("no new conflict");
    let met: Vec<_> = changed.meetings.iter().map(|met| (met.other, met.weight)).collect();
    assert_eq!(met, [(urgent.operation.id, Weight::Already)]);
}

/// The point of the key: of two plans in one place at one time, by two parties that cannot see each other's yet, one stands.
#[tokio::test]
async fn of_two_conflicting_plans_at_the_same_time_exactly_one_is_accepted() {
    for round in 0..20 {
        let world = World::new();
        let (alpha, beta) = (world.desk("alpha"), world.desk("beta"));
        let (one, other) = tokio::join!(alpha.accept(near_bern(0.0)), beta.accept(near_bern(0.1)));
        let accepted = [&one, &other].iter().filter(|result| result.is_ok()).count();
        assert_eq!(accepted, 1, "round {round}: {one:?} and {other:?}");
        let refused = [one, other].into_iter().find_map(Result::err).expect("one is refused");
        assert_eq!(met(&refused)[0].kind, OtherKind::PeerOperation);
        assert_eq!(world.dss.intents().await, 1);
    }
}

/// Many plans at once of two parties, in one place, apart in height: all stand, whoever comes first.
#[tokio::test]
async fn many_plans_at_once_that_do_not_conflict_are_all_accepted() {
    let world = World::new();
    let desks = [world.desk("alpha"), world.desk("beta")];
    let layer = |index: usize| {
        let low = 100.0 * index as f64;
        let volume = crate::rig::cylinder((46.95, 7.45), 200.0, (low, low + 90.0), (0, 3_600));
        desks[index % 2].accept(plan(vec![volume]))
    };
    let planned = futures_util::future::join_all((0..16).map(layer)).await;
    for (index, result) in planned.iter().enumerate() {
        assert!(result.is_ok(), "layer {index}: {result:?}");
    }
    assert_eq!(world.dss.intents().await, 16);
}
