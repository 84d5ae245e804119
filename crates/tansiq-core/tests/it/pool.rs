//! The pool: its id, its instances and their heartbeats.

use crate::world::*;
use tansiq_core::airspace::{Command, Outcome, bounds::MAX_HEARTBEATS};
use tansiq_core::{Name, Timestamp};

fn register(world: &mut World, id: &str, endpoint: &str) {
    world.ask("node", Command::RegisterInstance { id: id.into(), public_endpoint: endpoint.into() }).unwrap();
}

fn beat(world: &mut World, instance: &str, source: &str, at: Option<Timestamp>, next: Option<Timestamp>) -> Answer<Outcome> {
    let (instance, source): (Name, Name) = (instance.into(), source.into());
    world.ask("node", Command::RecordHeartbeat { instance, source, timestamp: at, next_expected_before: next })
}

#[test]
fn the_pool_gets_its_id_once() {
    let mut world = World::new();
    assert_eq!(world.state.dar_id(), None);
    world.ask("node", Command::Found).unwrap();
    let id = world.state.dar_id();
    assert!(id.is_some());
    world.ask("node", Command::Found).unwrap();
    assert!(world.events.is_empty());
    assert_eq!(world.state.dar_id(), id);
}

#[test]
fn an_instance_is_recorded_when_it_is_new_or_has_moved() {
    let mut world = World::new();
    register(&mut world, "north", "https://north.example");
    assert_eq!(world.events.len(), 1);
    register(&mut world, "north", "https://north.example");
    assert!(world.events.is_empty(), "nothing new");
    register(&mut world, "north", "https://moved.example");
    let pool = world.state.pool();
    assert_eq!(pool.len(), 1);
    assert_eq!((&*pool[0].0.public_endpoint, &pool[0].1), ("https://moved.example", &None));
}

#[test]
fn each_instance_shows_its_latest_heartbeat_and_the_answer_is_the_pool_as_it_is_then() {
    let mut world = World::new();
    register(&mut world, "north", "https://north.example");
    register(&mut world, "south", "https://south.example");
    let mut send = |source: &str, minute: i64| {
        let Outcome::Pool(told) = beat(&mut world, "north", source, Some(at(minute)), None).unwrap() else { panic!() };
        assert_eq!(told, world.state.pool(), "what is told is what is recorded");
        assert_eq!(told[1].1, None);
        let latest = told[0].1.clone().unwrap();
        (latest.source.to_string(), latest.timestamp)
    };
    assert_eq!(send("a", 5), ("a".into(), at(5)));
    assert_eq!(send("b", 3), ("a".into(), at(5)));
    assert_eq!(send("b", 7), ("b".into(), at(7)));
    assert_eq!(send("b", 2), ("a".into(), at(5)), "a source replaces what it said before");
    assert_eq!(send("b", 5), ("b".into(), at(5)));
    assert_eq!(send("a", 5), ("b".into(), at(5)), "of two at one time, the later source by name");
}

#[test]
fn a_heartbeat_is_now_unless_told_and_the_next_may_not_be_before_it() {
    let mut world = World::new();
    register(&mut world, "north", "https://north.example");
    beat(&mut world, "north", "a", None, None).unwrap();
    assert_eq!(world.state.pool()[0].1.as_ref().unwrap().timestamp, START);
    assert_eq!(kind(&beat(&mut world, "north", "a", None, Some(Timestamp(START.0 - 1)))), "400");
    assert_eq!(kind(&beat(&mut world, "north", "a", Some(at(5)), Some(at(4)))), "400");
    assert_eq!(kind(&beat(&mut world, "north", "a", Some(at(5)), Some(at(5)))), "ok");
}

#[test]
fn the_rows_of_heartbeats_are_bounded_but_known_sources_go_on() {
    let mut world = World::new();
    for n in 0..MAX_HEARTBEATS {
        beat(&mut world, "north", &n.to_string(), None, None).unwrap();
    }
    assert_eq!(kind(&beat(&mut world, "north", "one more", None, None)), "too many");
    assert_eq!(kind(&beat(&mut world, "north", "7", None, None)), "ok");
}
