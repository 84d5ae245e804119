//! The availability of USSs.

use crate::world::*;
use tansiq_core::airspace::{Availability, Command, Outcome};

fn set(world: &mut World, old_version: &str, availability: Availability) -> Answer<Outcome> {
    world.ask("arbiter", Command::SetAvailability { uss: "alpha".into(), old_version: old_version.into(), availability })
}

#[test]
fn an_unknown_uss_has_no_version_and_each_change_gives_a_new_one() {
    let mut world = World::new();
    let none = world.state.get_availability("alpha");
    assert_eq!((none.availability, &*none.version), (Availability::Unknown, ""));
    assert_eq!(kind(&set(&mut world, "something", Availability::Down)), "409");
    assert_eq!(kind(&set(&mut world, "", Availability::Down)), "ok");
    let first = world.state.get_availability("alpha");
    assert_eq!((first.availability, first.version.len()), (Availability::Down, 44));
    assert_eq!(kind(&set(&mut world, "", Availability::Normal)), "409");
    assert_eq!(kind(&set(&mut world, &first.version, Availability::Down)), "ok");
    assert_ne!(world.state.get_availability("alpha").version, first.version, "also when it stays what it was");
}

#[test]
fn the_availability_of_its_manager_is_told_with_every_intent() {
    let mut world = World::new();
    world.put("alpha", 1, |_| {}).unwrap();
    let seen = |world: &World| world.state.get_intent("bravo", intent_id(1)).unwrap().availability;
    assert_eq!(seen(&world), Availability::Unknown);
    set(&mut world, "", Availability::Normal).unwrap();
    assert_eq!(seen(&world), Availability::Normal);
}

#[test]
fn names_are_read_in_any_case_and_an_empty_one_is_unknown() {
    for (name, expected) in [("", Availability::Unknown), ("DOWN", Availability::Down), ("normal", Availability::Normal)] {
        assert_eq!(Availability::from_name(name), Some(expected));
    }
    assert_eq!(Availability::from_name("Gone"), None);
}
