//! Constraints: who may write them, and who is told.

use crate::world::*;
use tansiq_core::airspace::Command;
use tansiq_core::{Heights, Timestamp};

#[test]
fn versions_count_from_one_and_ovns_are_never_given_twice() {
    let mut world = World::new();
    let first = world.put_constraint("alpha", 1, |_| {}).unwrap();
    let second = world.put_constraint("alpha", 1, |_| {}).unwrap();
    world.delete_constraint("alpha", 1).unwrap();
    let again = world.put_constraint("alpha", 1, |_| {}).unwrap();
    assert_eq!((first.version, second.version, again.version), (1, 2, 1));
    assert!(first.ovn != second.ovn && second.ovn != again.ovn && first.ovn != again.ovn);
}

#[test]
fn the_owner_comes_before_the_version_and_an_update_of_nothing_is_a_conflict() {
    let mut world = World::new();
    assert_eq!(kind(&world.put_constraint("alpha", 1, |p| p.ovn = Some("a-version-of-nothing".into()))), "409");
    assert_eq!(kind(&world.put_constraint("alpha", 1, |p| p.ovn = Some("".into()))), "ok", "a trailing slash creates");
    assert_eq!(kind(&world.put_constraint("alpha", 1, |p| p.ovn = None)), "409", "create over existing");
    assert_eq!(kind(&world.put_constraint("alpha", 1, |p| p.ovn = Some("".into()))), "409");
    assert_eq!(kind(&world.put_constraint("alpha", 1, |p| p.ovn = Some("stale-stale-stale".into()))), "409");
    assert_eq!(kind(&world.put_constraint("bravo", 1, |p| p.ovn = Some("stale-stale-stale".into()))), "403");
    assert_eq!(kind(&world.put_constraint("alpha", 1, |_| {})), "ok");
}

#[test]
fn the_end_may_be_now_but_not_in_the_past() {
    let mut world = World::new();
    world.now = at(20);
    assert_eq!(kind(&world.put_constraint("alpha", 1, |_| {})), "ok");
    world.now = Timestamp(at(20).0 + 1);
    assert_eq!(kind(&world.put_constraint("alpha", 1, |_| {})), "400");
}

#[test]
fn deletion_looks_for_the_constraint_then_its_manager_then_its_ovn() {
    let mut world = World::new();
    assert_eq!(kind(&world.delete_constraint("alpha", 1)), "404");
    world.put_constraint("alpha", 1, |_| {}).unwrap();
    let stale =
        |world: &mut World, who| kind(&world.ask(who, Command::DeleteConstraint { id: constraint_id(1), ovn: "stale".into() }));
    assert_eq!(stale(&mut world, "bravo"), "403");
    assert_eq!(stale(&mut world, "alpha"), "409");
    assert_eq!(kind(&world.delete_constraint("alpha", 1)), "ok");
    assert_eq!(world.state.get_constraint("alpha", constraint_id(1)), None);
}

#[test]
fn those_who_watch_constraints_at_the_old_or_the_new_place_are_told() {
    let mut world = World::new();
    let watch = |p: &mut tansiq_core::airspace::command::PutSubscription, cell| {
        (p.notify_for_constraints, p.cells) = (true, cells([cell]));
    };
    world.subscribe("alpha", 1, |p| watch(p, 0)).unwrap();
    world.subscribe("bravo", 2, |p| watch(p, 3)).unwrap();
    world.subscribe("bravo", 3, |_| {}).unwrap();
    world
        .subscribe("bravo", 4, |p| (p.notify_for_constraints, p.heights) = (true, Heights { lower: 121.0, upper: 130.0 }))
        .unwrap();
    let [one, two] = [1, 2].map(subscription_id);
    assert_eq!(world.put_constraint("alpha", 1, |_| {}).unwrap().told, [(one, 1)], "heights are compared");
    assert_eq!(world.put_constraint("alpha", 1, |p| p.extent.cells = cells([3])).unwrap().told, [(one, 2), (two, 1)]);
    assert_eq!(world.delete_constraint("alpha", 1).unwrap().told, [(two, 2)]);
    let unbounded = world.put_constraint("alpha", 1, |p| p.extent.heights = Heights::ALL).unwrap();
    assert_eq!(unbounded.told, [(one, 3), (subscription_id(4), 1)], "an absent bound is unbounded");
}

#[test]
fn a_party_that_is_down_may_still_write_constraints() {
    let mut world = World::new();
    world.set_availability("alpha", tansiq_core::airspace::Availability::Down);
    assert_eq!(kind(&world.put_constraint("alpha", 1, |_| {})), "ok");
    assert_eq!(kind(&world.delete_constraint("alpha", 1)), "ok");
}
