//! Subscriptions that parties ask for: times, owners, versions, dependents, and what the answer lists.

use crate::world::*;
use tansiq_core::airspace::command::Attachment;
use tansiq_core::airspace::{Command, Outcome};
use tansiq_core::{Heights, Span, Timestamp};

fn micros(at: Timestamp, off: i64) -> Option<Timestamp> {
    Some(Timestamp(at.0 + off))
}

#[test]
fn omitted_times_are_now_and_24_hours_on_a_creation_and_kept_on_an_update() {
    let mut world = World::new();
    world.subscribe("alpha", 1, |_| {}).unwrap();
    let day = Span { start: START, end: at(24 * 60) };
    assert_eq!(world.subscription(subscription_id(1)).extent.span, day);
    world.now = at(60);
    world.subscribe("alpha", 1, |_| {}).unwrap();
    assert_eq!(world.subscription(subscription_id(1)).extent.span, day);
    world.subscribe("alpha", 2, |p| p.start = Some(at(90))).unwrap();
    assert_eq!(world.subscription(subscription_id(2)).extent.span, Span { start: at(90), end: at(24 * 60 + 90) });
}

#[test]
fn times_have_their_limits() {
    let mut world = World::new();
    let mut ask =
        |start, end| kind(&world.subscribe("alpha", 1, |p| (p.version, p.start, p.end) = (p.version.take(), start, end)));
    assert_eq!(ask(micros(at(-5), 0), Some(at(10))), "ok", "five minutes in the past");
    assert_eq!(ask(micros(at(-5), -1), Some(at(10))), "400");
    assert_eq!(ask(Some(at(0)), micros(at(24 * 60), 0)), "ok");
    assert_eq!(ask(Some(at(0)), micros(at(24 * 60), 1)), "400", "longer than 24 hours");
    assert_eq!(ask(Some(at(10)), Some(at(10))), "400", "no time at all");
    assert_eq!(ask(Some(at(10)), Some(at(9))), "400");
    assert_eq!(ask(Some(at(10)), micros(at(10), 1)), "ok");
}

#[test]
fn an_update_may_keep_a_start_that_lies_far_in_the_past() {
    let mut world = World::new();
    world.subscribe("alpha", 1, |_| {}).unwrap();
    world.now = at(600);
    assert_eq!(kind(&world.subscribe("alpha", 1, |_| {})), "ok");
    assert_eq!(kind(&world.subscribe("alpha", 1, |p| p.start = Some(START))), "400", "but not name it");
}

#[test]
fn it_must_watch_something_and_needs_an_outline_for_constraints() {
    let mut world = World::new();
    assert_eq!(kind(&world.subscribe("alpha", 1, |p| p.notify_for_operational_intents = false)), "400");
    assert_eq!(kind(&world.subscribe("alpha", 1, |p| (p.notify_for_constraints, p.cells) = (true, cells([])))), "400");
    assert_eq!(kind(&world.subscribe("alpha", 1, |p| p.cells = cells([]))), "ok");
    assert_eq!(world.put("alpha", 1, |_| {}).unwrap().told, [], "without an outline it matches nothing");
}

#[test]
fn the_version_comes_before_the_owner() {
    let mut world = World::new();
    assert_eq!(kind(&world.subscribe("alpha", 1, |p| p.version = Some("of-nothing".into()))), "400");
    assert_eq!(kind(&world.subscribe("alpha", 1, |p| p.version = Some("".into()))), "ok", "a trailing slash creates");
    assert_eq!(kind(&world.subscribe("alpha", 1, |p| p.version = None)), "409", "create over existing");
    assert_eq!(kind(&world.subscribe("bravo", 1, |p| p.version = None)), "409");
    assert_eq!(kind(&world.subscribe("alpha", 1, |p| p.version = Some("stale".into()))), "409");
    assert_eq!(kind(&world.subscribe("bravo", 1, |p| p.version = Some("stale".into()))), "409");
    assert_eq!(kind(&world.subscribe("bravo", 1, |_| {})), "403");
    let before = world.subscription(subscription_id(1)).version;
    assert_eq!(kind(&world.subscribe("alpha", 1, |_| {})), "ok");
    assert_ne!(world.subscription(subscription_id(1)).version, before);
}

#[test]
fn an_update_keeps_the_notification_index_and_a_creation_starts_at_zero() {
    let mut world = World::new();
    world.subscribe("alpha", 1, |_| {}).unwrap();
    assert_eq!(world.subscription(subscription_id(1)).notification_index, 0);
    world.put("bravo", 1, |_| {}).unwrap();
    world.subscribe("alpha", 1, |_| {}).unwrap();
    assert_eq!(world.subscription(subscription_id(1)).notification_index, 1);
    world.unsubscribe("alpha", subscription_id(1)).unwrap();
    world.subscribe("alpha", 1, |_| {}).unwrap();
    assert_eq!(world.subscription(subscription_id(1)).notification_index, 0);
}

/// An intent from minute 10 to 20, 100 to 120 m, over cell 0, depends on the subscription.
#[test]
fn an_update_must_go_on_covering_the_dependents_but_may_start_five_minutes_late() {
    let mut world = World::new();
    world.subscribe("alpha", 1, |_| {}).unwrap();
    world.put("alpha", 1, |p| p.subscription = Attachment::Existing(subscription_id(1))).unwrap();
    type Change = fn(&mut tansiq_core::airspace::command::PutSubscription);
    let mut ask = |change: Change| kind(&world.subscribe("alpha", 1, change));
    assert_eq!(ask(|p| p.cells = cells([1, 2])), "400");
    assert_eq!(ask(|p| p.cells = cells([0])), "ok");
    assert_eq!(ask(|p| p.heights = Heights { lower: 100.5, upper: 200.0 }), "400");
    assert_eq!(ask(|p| p.heights = Heights { lower: 0.0, upper: 119.5 }), "400");
    assert_eq!(ask(|p| p.heights = Heights { lower: 100.0, upper: 120.0 }), "ok");
    assert_eq!(ask(|p| (p.start, p.end) = (Some(at(15)), Some(at(20)))), "ok");
    assert_eq!(ask(|p| (p.start, p.end) = (micros(at(15), 1), Some(at(20)))), "400");
    assert_eq!(ask(|p| (p.start, p.end) = (Some(at(10)), micros(at(20), -1))), "400");
    assert_eq!(ask(|_| {}), "ok", "no altitudes mean every height");
}

#[test]
fn a_subscription_with_dependents_is_not_removed() {
    let mut world = World::new();
    assert_eq!(kind(&world.unsubscribe("alpha", subscription_id(1))), "404");
    world.subscribe("alpha", 1, |_| {}).unwrap();
    world.put("alpha", 1, |p| p.subscription = Attachment::Existing(subscription_id(1))).unwrap();
    let stale = |world: &mut World, who| {
        kind(&world.ask(who, Command::DeleteSubscription { id: subscription_id(1), version: "stale".into() }))
    };
    assert_eq!(stale(&mut world, "bravo"), "403");
    assert_eq!(stale(&mut world, "alpha"), "409");
    assert_eq!(kind(&world.unsubscribe("alpha", subscription_id(1))), "400");
    world.put("alpha", 1, |_| {}).unwrap();
    let removed = world.unsubscribe("alpha", subscription_id(1)).unwrap();
    let Outcome::Subscription { view, removed: true, intents: None, constraints: None } = removed else { panic!("{removed:?}") };
    assert_eq!(view.subscription.id, subscription_id(1));
}

#[test]
fn the_answer_lists_what_is_watched_and_nothing_else() {
    let mut world = World::new();
    world.put("bravo", 1, |_| {}).unwrap();
    world.put("alpha", 2, |_| {}).unwrap();
    world.put("bravo", 3, |p| p.extent.cells = cells([15])).unwrap();
    world.put_constraint("bravo", 1, |_| {}).unwrap();
    let mut listed = |intents, constraints| {
        let change = |p: &mut tansiq_core::airspace::command::PutSubscription| {
            (p.notify_for_operational_intents, p.notify_for_constraints) = (intents, constraints);
        };
        let Outcome::Subscription { intents, constraints, .. } = world.subscribe("alpha", 1, change).unwrap() else {
            panic!("a subscription was put")
        };
        let intents =
            intents.map(|found| found.iter().map(|i| (i.id, i.ovn.is_some())).collect::<std::collections::BTreeSet<_>>());
        (intents.map(Vec::from_iter), constraints.map(|found| found.iter().map(|c| (c.id, c.ovn.is_some())).collect::<Vec<_>>()))
    };
    let (both, constraint) = (vec![(intent_id(1), false), (intent_id(2), true)], vec![(constraint_id(1), false)]);
    assert_eq!(listed(true, true), (Some(both.clone()), Some(constraint.clone())));
    assert_eq!(listed(true, false), (Some(both), None));
    assert_eq!(listed(false, true), (None, Some(constraint)));
}

#[test]
fn a_query_shows_ones_own_until_they_end_and_a_look_by_id_shows_any() {
    let mut world = World::new();
    world.subscribe("alpha", 1, |p| p.end = Some(at(30))).unwrap();
    world.subscribe("bravo", 2, |_| {}).unwrap();
    let everywhere = extent(0..=100, (0.0, 1.0), cells([0]));
    let seen = |world: &World, now| world.state.query_subscriptions("alpha", &everywhere, now).len();
    assert_eq!(seen(&world, at(30)), 1);
    assert_eq!(seen(&world, Timestamp(at(30).0 + 1)), 0);
    assert_eq!(world.state.query_subscriptions("alpha", &extent(31..=100, (0.0, 1.0), cells([0])), at(0)).len(), 0);
    assert_eq!(world.state.query_subscriptions("alpha", &extent(0..=100, (0.0, 1.0), cells([11])), at(0)).len(), 0);
    assert!(world.state.get_subscription(subscription_id(1)).is_some());
}
