//! Checks that change nothing, and ways around (the same verdict that a submission gets).

use crate::rig::{Party, World, at, cylinder, fresh_id, near_bern, plan, with_priority};
use std::time::Duration;
use tansiq_core::desk::verdict::Probe;
use tansiq_core::desk::{OperationState, Plan, Rejection, Rules, Weight};
use tansiq_desk::DeskError;
use tansiq_desk::checks::{Alternative, AlternativeKind, Ask, Limits};

/// Two hours, from now on, from 0 to 500 m.
fn limits() -> Limits {
    Limits { shift: Duration::from_secs(7_200), not_before: at(0), lowest_m: 0.0, highest_m: 500.0 }
}

fn ask() -> Ask {
    Ask { id: None, discover: true, alternatives: Some(limits()) }
}

/// Every way around that is given is free by the verdict of a submission, and within the limits.
async fn assert_free(party: &Party, given: &[Alternative]) {
    for Alternative { kind, plan } in given {
        let found = party.look(|state| state.meetings(Probe { id: None, plan, in_use: None, rules: Rules::default() })).await;
        assert!(!found.iter().any(|met| met.weight.blocks()), "{kind:?} meets {found:?}");
        let (span, heights) = (plan.volumes.span().expect("some"), plan.volumes.heights().expect("some"));
        assert!(span.start >= limits().not_before, "{kind:?} starts {span:?}");
        assert!(heights.lower >= limits().lowest_m && heights.upper <= limits().highest_m, "{kind:?} reaches {heights:?}");
    }
}

/// 50 to 120 m for an hour is taken, all on one spot: the ways around can be told without a computer.
#[tokio::test]
async fn the_ways_around_one_operation_are_those_a_person_would_find() {
    let world = World::new();
    let (alpha, beta) = (world.desk("alpha"), world.desk("beta"));
    let there = cylinder((46.95, 7.45), 200.0, (50.0, 120.0), (600, 4_200));
    let there = alpha.accept(plan(vec![there])).await.expect("nobody is there");
    let wanted = plan(vec![cylinder((46.95, 7.45), 200.0, (100.0, 140.0), (300, 900))]);
    let checked = beta.desk.check(&wanted, ask()).await.expect("it can be checked");
    assert!(checked.blocked && checked.discovered);
    assert_eq!(checked.as_of, at(0));
    assert_eq!(checked.meetings.iter().map(|met| (met.other, met.weight)).collect::<Vec<_>>(), [(there, Weight::EqualPriority)]);
    let kinds: Vec<_> = checked.alternatives.iter().map(|found| found.kind).collect();
    let expected = [
        // It ends 5 minutes after the other starts; it starts 65 minutes before the other ends.
        AlternativeKind::Later { seconds: 3_900.0 },
        AlternativeKind::Earlier { seconds: 300.0 },
        AlternativeKind::Higher { metres: 20.0 },
        AlternativeKind::Lower { metres: 90.0 },
    ];
    assert_eq!(kinds, expected);
    assert_free(&beta, &checked.alternatives).await;
    for Alternative { plan, .. } in checked.alternatives {
        let id = beta.accept(plan).await.expect("what was given can be planned");
        beta.end(id).await.expect("to make room");
    }
    assert_eq!(world.dss.intents().await, 1, "the checks wrote nothing");
}

/// Nothing earlier than now, nothing lower than the limit; later begins at the earliest start.
#[tokio::test]
async fn ways_around_keep_to_the_limits() {
    let world = World::new();
    let (alpha, beta) = (world.desk("alpha"), world.desk("beta"));
    alpha.accept(plan(vec![cylinder((46.95, 7.45), 200.0, (10.0, 490.0), (0, 600))])).await.expect("nobody is there");
    let wanted = plan(vec![cylinder((46.95, 7.45), 200.0, (50.0, 120.0), (60, 660))]);
    let checked = beta.desk.check(&wanted, ask()).await.expect("it can be checked");
    let kinds: Vec<_> = checked.alternatives.iter().map(|found| found.kind).collect();
    assert_eq!(kinds, [AlternativeKind::Later { seconds: 540.0 }]);
    assert_free(&beta, &checked.alternatives).await;
    // An earliest start of 2,000 s lies behind the other: later is then to begin there.
    let late = Limits { not_before: at(2_000), ..limits() };
    let checked = beta.desk.check(&wanted, Ask { alternatives: Some(late), ..ask() }).await.expect("it can be checked");
    let kinds: Vec<_> = checked.alternatives.iter().map(|found| found.kind).collect();
    assert_eq!(kinds, [AlternativeKind::Later { seconds: 1_940.0 }]);
}

/// A route of three volumes: the last one is taken until 500 s, and the first one from 200 s on, so that starting later does
/// not help; waiting in the middle does.
#[tokio::test]
async fn a_route_may_wait_under_way() {
    let world = World::new();
    let (alpha, beta) = (world.desk("alpha"), world.desk("beta"));
    for (place, times) in [(46.95, (200, 9_000)), (46.97, (0, 500))] {
        alpha.accept(plan(vec![cylinder((place, 7.45), 200.0, (50.0, 120.0), times)])).await.expect("nobody is there");
    }
    let leg = |north: f64, from: i64| cylinder((46.95 + north, 7.45), 200.0, (50.0, 120.0), (from, from + 120));
    let wanted = plan(vec![leg(0.0, 60), leg(0.01, 180), leg(0.02, 300)]);
    let checked = beta.desk.check(&wanted, ask()).await.expect("it can be checked");
    let hold = checked.alternatives.iter().find(|found| matches!(found.kind, AlternativeKind::Hold { .. }));
    let hold = hold.expect("it may wait");
    assert_eq!(hold.kind, AlternativeKind::Hold { before: 2, seconds: 200.0 });
    let spans: Vec<_> = hold.plan.volumes.as_slice().iter().map(|leg| (leg.start_us(), leg.end_us())).collect();
    let expected = [(60, 180), (180, 500), (500, 620)].map(|(from, to)| (at(from).0, at(to).0));
    assert_eq!(spans, expected);
    assert_free(&beta, &checked.alternatives).await;
}

/// A check says what a submission would: free, permitted, or what cannot be planned at all.
#[tokio::test]
async fn a_check_says_what_a_submission_would() {
    let world = World::new();
    let (alpha, beta) = (world.desk("alpha"), world.desk("beta"));
    let low = alpha.accept(near_bern(0.0)).await.expect("nobody is there");
    let free = beta.desk.check(&near_bern(0.41), ask()).await.expect("it can be checked");
    assert_eq!((free.blocked, free.meetings.len(), free.alternatives.len()), (false, 0, 0));
    let urgent = beta.desk.check(&with_priority(9, near_bern(0.1)), ask()).await.expect("it can be checked");
    assert!(!urgent.blocked);
    assert_eq!(urgent.meetings.iter().map(|met| (met.other, met.weight)).collect::<Vec<_>>(), [(low, Weight::HigherPriority)]);
    let error = beta.desk.check(&Plan::default(), ask()).await.expect_err("there is nothing");
    assert!(matches!(&error, DeskError::Invalid(text) if text.contains("volumes")), "{error}");
    assert_eq!(beta.look(|state| state.operations().count()).await, 0, "a check is no operation");
}

/// Without a discovery only what is known counts: fast, and said to be so.
#[tokio::test]
async fn a_check_without_a_discovery_asks_nobody() {
    let world = World::new();
    let (alpha, beta) = (world.desk("alpha"), world.desk("beta"));
    alpha.accept(near_bern(0.0)).await.expect("nobody is there");
    let before = world.dss.asked().len();
    let known = Ask { discover: false, ..ask() };
    let checked = beta.desk.check(&near_bern(0.1), known).await.expect("it can be checked");
    assert_eq!((checked.blocked, checked.discovered), (false, false), "it does not know better");
    assert_eq!(world.dss.asked().len(), before);
    assert!(beta.desk.check(&near_bern(0.1), ask()).await.expect("it can be checked").blocked);
    assert!(beta.desk.check(&near_bern(0.1), known).await.expect("it can be checked").blocked, "now it does");
}

/// A change of an operation is held against all but itself; in use, it may keep what it meets.
#[tokio::test]
async fn a_change_is_not_held_against_itself() {
    let world = World::new();
    let (alpha, beta) = (world.desk("alpha"), world.desk("beta"));
    let flown = beta.change(fresh_id(), Some(near_bern(0.0)), OperationState::Activated).await.expect("free").operation.id;
    let own = Ask { id: Some(flown), ..ask() };
    let checked = beta.desk.check(&near_bern(0.05), own).await.expect("it can be checked");
    assert_eq!(checked.meetings, []);
    let urgent = alpha.change(fresh_id(), Some(with_priority(9, near_bern(0.1))), OperationState::Accepted).await;
    let urgent = urgent.expect("it goes first").operation.id;
    let checked = beta.desk.check(&near_bern(0.05), own).await.expect("it can be checked");
    assert_eq!(checked.meetings.iter().map(|met| (met.other, met.weight)).collect::<Vec<_>>(), [(urgent, Weight::Already)]);
    let error = beta.desk.check(&near_bern(0.05), Ask { id: None, ..own }).await.expect("it can be checked");
    assert!(error.blocked, "another operation may not");
}

/// Random skies of many operations: whatever is given is free, and can be planned.
#[tokio::test]
async fn what_is_given_in_a_crowded_sky_is_free() {
    let world = World::new();
    let alpha = world.desk("alpha");
    let mut seed = 7_u64;
    let mut draw = move |below: i64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 33) as i64) % below
    };
    let mut planned = 0;
    let mut given = 0;
    for _ in 0..60 {
        let (north, low, from) = (draw(1_500) as f64 / 111_200.0, draw(300) as f64, draw(5_000));
        let wanted = plan(vec![cylinder((46.95 + north, 7.45), 200.0, (low, low + 60.0), (from, from + 1_200))]);
        match alpha.accept(wanted.clone()).await {
            Ok(_) => planned += 1,
            Err(DeskError::Rejected(Rejection::Meets(_))) => {
                let checked = alpha.desk.check(&wanted, Ask { discover: false, ..ask() }).await.expect("it can be checked");
                assert!(checked.blocked);
                assert_free(&alpha, &checked.alternatives).await;
                given += checked.alternatives.len();
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert!(planned > 10 && given > 20, "{planned} planned, {given} ways around");
}
