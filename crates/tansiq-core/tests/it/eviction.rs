//! Eviction: what ended long ago goes, in bounded batches, and never takes along what still stands.

use crate::world::*;
use tansiq_core::airspace::command::Attachment;
use tansiq_core::airspace::event::Removal;
use tansiq_core::airspace::{Event, bounds::MAX_EVICTED};
use tansiq_core::{EntityId, Heights, Timestamp};

const DAY: i64 = 24 * 60;

fn removed(world: &World) -> Vec<(EntityId, Removal)> {
    let removal = |event: &Event| match event {
        Event::IntentRemoved { id, reason } | Event::ConstraintRemoved { id, reason } => Some((*id, *reason)),
        Event::SubscriptionRemoved { id, reason } => Some((*id, *reason)),
        _ => None,
    };
    world.events.iter().filter_map(removal).collect()
}

#[test]
fn entities_go_once_they_ended_longer_ago_than_the_retention() {
    let mut world = World::new();
    world.put("alpha", 1, |_| {}).unwrap();
    world.put_constraint("alpha", 1, |_| {}).unwrap();
    world.subscribe("alpha", 1, |p| p.end = Some(at(20))).unwrap();
    world.now = at(20 + 7 * DAY);
    assert_eq!(world.evict(7), 0, "exactly as long ago is not longer");
    assert!(world.events.is_empty());
    world.now = Timestamp(world.now.0 + 1);
    assert_eq!(world.evict(7), 3);
    let evicted = [intent_id(1), constraint_id(1), subscription_id(1)].map(|id| (id, Removal::Evicted));
    assert_eq!(removed(&world), evicted, "intents first, then constraints, then subscriptions");
    assert_eq!(world.state.counts(), (0, 0, 0));
    assert_eq!(world.evict(7), 0);
}

#[test]
fn what_has_not_ended_stays() {
    let mut world = World::new();
    world.put("alpha", 1, |p| p.extent.span.end = at(8 * DAY)).unwrap();
    world.put_constraint("alpha", 1, |p| p.extent.span.end = at(8 * DAY)).unwrap();
    world.now = at(7 * DAY + 30);
    assert_eq!(world.evict(7), 0);
    assert_eq!(world.state.counts(), (1, 1, 0));
}

#[test]
fn a_subscription_goes_after_its_dependents_and_never_takes_them_along() {
    let mut world = World::new();
    world.subscribe("alpha", 1, |p| p.end = Some(at(25))).unwrap();
    world.put("alpha", 1, |p| p.subscription = Attachment::Existing(subscription_id(1))).unwrap();
    world.now = at(30 + 7 * DAY);
    assert_eq!(world.evict(7), 1);
    assert_eq!(removed(&world), [(intent_id(1), Removal::Evicted)]);
    assert_eq!(world.evict(7), 1);
    assert_eq!(removed(&world), [(subscription_id(1), Removal::Evicted)]);
}

#[test]
fn an_implicit_subscription_shrinks_or_goes_with_its_dependents() {
    let mut world = World::new();
    let id = world.put("alpha", 1, |p| p.subscription = implicit()).unwrap().subscription.unwrap();
    let later = extent(15..=9 * DAY, (200.0, 300.0), cells([2]));
    world.put("alpha", 2, |p| (p.extent, p.subscription) = (later.clone(), Attachment::Existing(id))).unwrap();
    let before = world.subscription(id);
    assert_eq!(before.extent.heights, Heights { lower: 100.0, upper: 300.0 });
    world.now = at(8 * DAY);
    assert_eq!(world.evict(7), 1);
    let after = world.subscription(id);
    assert_eq!((after.extent, after.notification_index), (later, before.notification_index));
    assert_ne!(after.version, before.version);
    world.now = at(17 * DAY);
    assert_eq!(world.evict(7), 1);
    assert_eq!(removed(&world), [(intent_id(2), Removal::Evicted), (id, Removal::Orphaned)]);
    assert_eq!(world.state.counts(), (0, 0, 0));
}

#[test]
fn one_command_evicts_a_bounded_number_the_longest_ended_first() {
    let mut world = World::new();
    let number = MAX_EVICTED + 120;
    for n in 0..number {
        // Ids differ in two bytes here: `script::entity_id` numbers 256 of a kind.
        let start = 10 + (n % 50) as i64;
        let place = extent(start..=start + 1, (n as f64, n as f64 + 0.5), cells([n % 9]));
        world.put("alpha", n % 256, |p| (p.id, p.ovn, p.key, p.extent) = (wide_id(n), None, key([]), place)).unwrap();
    }
    world.put_constraint("alpha", 1, |_| {}).unwrap();
    world.now = at(8 * DAY);
    assert_eq!(world.evict(7), MAX_EVICTED);
    assert_eq!(world.events.len(), MAX_EVICTED);
    assert_eq!(world.state.counts(), (120, 1, 0), "intents go first");
    let place = extent(0..=100, (-1.0, 1e6), cells(0..9));
    let earliest = world.state.query_intents("alpha", &place).iter().map(|i| i.span.end).min();
    assert!(earliest >= Some(at(50)), "{earliest:?}");
    assert_eq!(world.evict(7), 121);
    assert_eq!(world.state.counts(), (0, 0, 0));
}

fn wide_id(n: usize) -> EntityId {
    let mut bytes = *intent_id(n / 256).uuid().as_bytes();
    bytes[2] = (n % 256) as u8;
    EntityId::from_uuid(uuid::Uuid::from_bytes(bytes)).unwrap()
}
