//! Subscriptions of operational intents: attached, replaced and left; implicit ones grow, shrink and go; who is told of it.

use crate::world::*;
use tansiq_core::airspace::command::Attachment;
use tansiq_core::airspace::{Event, Outcome};
use tansiq_core::{EntityId, Heights, Timestamp};

fn existing(id: EntityId) -> Attachment {
    Attachment::Existing(id)
}

/// One implicit subscription with the intents 1 and 2: minutes 10–20 and 15–30, heights 100–120 and 110–200, cells 0 and 1.
fn shared() -> (World, EntityId) {
    let mut world = World::new();
    let id = world.put("alpha", 1, |p| p.subscription = implicit()).unwrap().subscription.unwrap();
    let second = |p: &mut tansiq_core::airspace::command::PutIntent| {
        p.extent = extent(15..=30, (110.0, 200.0), cells([1]));
        p.subscription = existing(id);
    };
    assert_eq!(world.put("alpha", 2, second).unwrap().subscription, Some(id));
    (world, id)
}

#[test]
fn a_new_implicit_subscription_is_exactly_its_intent_and_is_told_of_it() {
    let mut world = World::new();
    let wrote = world.put("alpha", 1, |p| p.subscription = implicit()).unwrap();
    let id = wrote.subscription.unwrap();
    assert_eq!(wrote.told, [(id, 1)]);
    let made = world.subscription(id);
    assert_eq!(made.extent, extent(10..=20, (100.0, 120.0), cells([0])));
    assert_eq!((made.implicit, made.notify_for_operational_intents, made.notify_for_constraints), (true, true, false));
    assert_eq!((&*made.uss_base_url, made.notification_index), ("https://implicit.example", 1));
    let again = world.put("alpha", 1, |p| p.subscription = implicit()).unwrap();
    assert_ne!(again.subscription, Some(id), "it is never used again unless named");
    assert_eq!(again.told, [(again.subscription.unwrap(), 1)], "the orphan went before the subscribers were found");
    assert_eq!(world.state.get_subscription(id), None);
}

#[test]
fn an_implicit_subscription_may_outlast_24_hours() {
    let mut world = World::new();
    assert_eq!(kind(&world.put("alpha", 1, |p| (p.extent.span.end, p.subscription) = (at(3 * 24 * 60), implicit()))), "ok");
}

#[test]
fn a_named_subscription_must_exist_be_the_callers_and_cover_time_and_cells_but_not_heights() {
    let mut world = World::new();
    world.subscribe("alpha", 1, |p| (p.heights, p.cells) = (Heights { lower: 0.0, upper: 50.0 }, cells(0..3))).unwrap();
    world.subscribe("bravo", 2, |_| {}).unwrap();
    let mut ask = |id, change: fn(&mut tansiq_core::airspace::command::PutIntent)| {
        let answer = world.put("alpha", 1, |p| {
            p.subscription = existing(id);
            change(p);
        });
        kind(&answer)
    };
    let own = subscription_id(1);
    assert_eq!(ask(subscription_id(3), |_| {}), "400");
    assert_eq!(ask(subscription_id(2), |_| {}), "403");
    assert_eq!(ask(own, |p| p.extent.cells = cells(2..4)), "400");
    assert_eq!(ask(own, |p| p.extent.span.start = at(-1)), "400");
    assert_eq!(ask(own, |p| p.extent.span.end = Timestamp(at(24 * 60).0 + 1)), "400");
    assert_eq!(ask(own, |p| (p.extent.span.start, p.extent.span.end) = (at(0), at(24 * 60))), "ok");
}

#[test]
fn a_subscription_to_constraints_alone_may_be_attached() {
    let mut world = World::new();
    world.subscribe("alpha", 1, |p| (p.notify_for_operational_intents, p.notify_for_constraints) = (false, true)).unwrap();
    let wrote = world.put("alpha", 1, |p| p.subscription = existing(subscription_id(1))).unwrap();
    assert_eq!((wrote.subscription, wrote.told), (Some(subscription_id(1)), vec![]));
}

#[test]
fn an_implicit_subscription_grows_to_the_union_with_a_new_version_after_the_subscribers_were_found() {
    let mut world = World::new();
    let id = world.put("alpha", 1, |p| p.subscription = implicit()).unwrap().subscription.unwrap();
    let before = world.subscription(id);
    let far = extent(15..=30, (110.0, 200.0), cells([1]));
    let wrote = world.put("alpha", 2, |p| (p.extent, p.subscription) = (far, existing(id))).unwrap();
    assert_eq!(wrote.told, [], "what it was before does not meet the new intent");
    let grown = world.subscription(id);
    assert_eq!(grown.extent, extent(10..=30, (100.0, 200.0), cells([0, 1])));
    assert_ne!(grown.version, before.version);
    assert_eq!(grown.notification_index, before.notification_index);
    let view = world.state.get_subscription(id).unwrap();
    assert_eq!(view.dependents, [intent_id(1), intent_id(2)]);
}

#[test]
fn growing_keeps_the_index_that_the_same_write_has_raised() {
    let (mut world, id) = shared();
    assert_eq!(world.subscription(id).notification_index, 1);
    let higher = extent(10..=20, (100.0, 300.0), cells([0]));
    assert_eq!(world.put("alpha", 1, |p| (p.extent, p.subscription) = (higher, existing(id))).unwrap().told, [(id, 2)]);
    assert_eq!(world.subscription(id).notification_index, 2);
    assert_eq!(world.subscription(id).extent.heights, Heights { lower: 100.0, upper: 300.0 });
}

#[test]
fn an_implicit_subscription_shrinks_when_a_dependent_shrinks_leaves_or_ends() {
    let first_alone = extent(10..=20, (100.0, 120.0), cells([0]));
    let (mut world, id) = shared();
    let smaller = extent(15..=16, (110.0, 115.0), cells([0]));
    world.put("alpha", 2, |p| (p.extent, p.subscription) = (smaller, existing(id))).unwrap();
    assert_eq!(world.subscription(id).extent, first_alone);

    let (mut world, id) = shared();
    let version = world.subscription(id).version;
    let left = world.put("alpha", 2, |p| p.extent = extent(15..=30, (110.0, 200.0), cells([1]))).unwrap();
    assert_eq!((left.subscription, left.told), (None, vec![(id, 2)]), "it is told with what it still was");
    assert_eq!(world.subscription(id).extent, first_alone);
    assert_ne!(world.subscription(id).version, version);
    assert_eq!(world.subscription(id).notification_index, 2);

    let (mut world, id) = shared();
    assert_eq!(world.end("alpha", 2).unwrap().told, [(id, 2)]);
    assert_eq!(world.subscription(id).extent, first_alone);
}

#[test]
fn a_write_that_changes_no_bound_keeps_the_version_of_the_implicit_subscription() {
    let (mut world, id) = shared();
    let version = world.subscription(id).version;
    world.put("alpha", 1, |p| p.subscription = existing(id)).unwrap();
    assert_eq!(world.subscription(id).version, version);
}

#[test]
fn the_last_dependent_takes_its_implicit_subscription_along() {
    let mut world = World::new();
    let id = world.put("alpha", 1, |p| p.subscription = implicit()).unwrap().subscription.unwrap();
    world.put("alpha", 1, |p| p.subscription = existing(id)).unwrap();
    let left = world.put("alpha", 1, |_| {}).unwrap();
    assert_eq!((left.subscription, left.told), (None, vec![]), "on a PUT it goes before the subscribers are found");
    assert_eq!(world.state.counts(), (1, 0, 0));

    let id = world.put("alpha", 1, |p| p.subscription = implicit()).unwrap().subscription.unwrap();
    assert_eq!(world.end("alpha", 1).unwrap().told, [(id, 2)], "on a DELETE it is told as well");
    assert_eq!(world.state.counts(), (0, 0, 0));
}

#[test]
fn an_explicit_subscription_stays_when_its_intents_leave() {
    let mut world = World::new();
    world.subscribe("alpha", 1, |_| {}).unwrap();
    let before = world.subscription(subscription_id(1));
    world.put("alpha", 1, |p| p.subscription = existing(subscription_id(1))).unwrap();
    world.put("alpha", 1, |_| {}).unwrap();
    world.put("alpha", 1, |p| p.subscription = existing(subscription_id(1))).unwrap();
    world.end("alpha", 1).unwrap();
    let after = world.subscription(subscription_id(1));
    assert_eq!((after.extent, after.version, after.notification_index), (before.extent, before.version, 4));
}

#[test]
fn moving_between_two_implicit_subscriptions_shrinks_one_and_grows_the_other() {
    let (mut world, first) = shared();
    let far = extent(40..=50, (0.0, 10.0), cells([5]));
    let second = world.put("alpha", 3, |p| (p.extent, p.subscription) = (far, implicit())).unwrap().subscription.unwrap();
    let moved = extent(15..=30, (110.0, 200.0), cells([1]));
    world.put("alpha", 2, |p| (p.extent, p.subscription) = (moved, existing(second))).unwrap();
    assert_eq!(world.subscription(first).extent, extent(10..=20, (100.0, 120.0), cells([0])));
    assert_eq!(world.subscription(second).extent, extent(15..=50, (0.0, 200.0), cells([1, 5])));
}

#[test]
fn an_implicit_subscription_put_by_its_manager_becomes_explicit_and_no_longer_follows() {
    let (mut world, id) = shared();
    world.subscribe_as("alpha", id, |_| {}).unwrap();
    let explicit = world.subscription(id);
    assert!(!explicit.implicit);
    assert_eq!(explicit.extent.cells, cells(0..10));
    world.end("alpha", 1).unwrap();
    world.end("alpha", 2).unwrap();
    assert_eq!(world.subscription(id).extent, explicit.extent);
}

#[test]
fn everyone_who_watches_the_old_or_the_new_place_is_told_once_by_url() {
    let mut world = World::new();
    world.subscribe("alpha", 1, |p| p.cells = cells([0])).unwrap();
    world.subscribe("bravo", 2, |p| p.cells = cells([3])).unwrap();
    world.subscribe("bravo", 3, |p| (p.cells, p.uss_base_url) = (cells([0, 3]), "https://other.example".into())).unwrap();
    world.subscribe("bravo", 4, |p| p.cells = cells([7])).unwrap();
    let constraints_only = |p: &mut tansiq_core::airspace::command::PutSubscription| {
        (p.notify_for_operational_intents, p.notify_for_constraints) = (false, true);
    };
    world.subscribe("bravo", 5, constraints_only).unwrap();
    let [one, two, three] = [1, 2, 3].map(subscription_id);
    assert_eq!(world.put("alpha", 1, |_| {}).unwrap().told, [(one, 1), (three, 1)], "one's own are included");
    assert_eq!(world.put("alpha", 1, |p| p.extent.cells = cells([3])).unwrap().told, [(one, 2), (two, 1), (three, 2)]);
    assert_eq!(world.end("alpha", 1).unwrap().told, [(two, 2), (three, 3)], "only where it was last");
    assert_eq!(world.subscription(subscription_id(4)).notification_index, 0);
    world.put("alpha", 2, |p| p.extent.cells = cells([0, 3])).unwrap();
    let Event::SubscribersNamed { subscriptions } = world.events.last().unwrap() else { panic!("{:?}", world.events) };
    assert_eq!(subscriptions, &[(one, 3), (two, 3), (three, 4)]);
}

#[test]
fn one_entry_is_given_for_each_url() {
    let mut world = World::new();
    for n in 1..4 {
        world.subscribe("bravo", n, |p| p.uss_base_url = ["https://b.example", "https://a.example"][n % 2].into()).unwrap();
    }
    let put = |p: &mut tansiq_core::airspace::command::PutIntent| p.key = key([]);
    let _ = world.put("alpha", 1, put).unwrap();
    let outcome = world.ask("alpha", delete_command(&world_ovn(&world))).unwrap();
    let Outcome::Intent { subscribers, removed: true, .. } = outcome else { panic!("{outcome:?}") };
    let urls: Vec<(&str, usize)> = subscribers.iter().map(|s| (&*s.uss_base_url, s.subscriptions.len())).collect();
    assert_eq!(urls, [("https://a.example", 2), ("https://b.example", 1)]);
}

fn world_ovn(world: &World) -> String {
    world.all_ovns().remove(0)
}

fn delete_command(ovn: &str) -> tansiq_core::airspace::Command {
    tansiq_core::airspace::Command::DeleteIntent { id: intent_id(1), ovn: ovn.into() }
}

#[test]
fn heights_decide_who_is_told_and_ended_subscriptions_are_told_still() {
    let mut world = World::new();
    world.subscribe("bravo", 1, |p| p.heights = Heights { lower: 0.0, upper: 99.9 }).unwrap();
    world.subscribe("bravo", 2, |p| p.heights = Heights { lower: 120.0, upper: f64::INFINITY }).unwrap();
    world.subscribe("bravo", 3, |p| p.end = Some(at(15))).unwrap();
    world.now = at(18);
    assert_eq!(world.put("alpha", 1, |_| {}).unwrap().told, [(subscription_id(2), 1), (subscription_id(3), 1)]);
}

#[test]
fn many_dependents_that_come_and_go_leave_their_subscription_exact() {
    let mut world = World::new();
    let id = world.put("alpha", 0, |p| p.subscription = implicit()).unwrap().subscription.unwrap();
    for n in 1..60 {
        let place = extent(n..=n + 30, (n as f64, n as f64 + 20.0), cells([n as usize % 7]));
        world.put("alpha", n as usize, |p| (p.extent, p.subscription) = (place, existing(id))).unwrap();
    }
    assert_eq!(world.subscription(id).extent, extent(1..=89, (1.0, 120.0), cells(0..7)));
    (0..55).for_each(|n| assert!(world.end("alpha", n).is_ok()));
    assert_eq!(world.subscription(id).extent, extent(55..=89, (55.0, 79.0), cells([6, 0, 1, 2, 3])));
    (55..60).for_each(|n| assert!(world.end("alpha", n).is_ok()));
    assert_eq!(world.state.counts(), (0, 0, 0));
}
