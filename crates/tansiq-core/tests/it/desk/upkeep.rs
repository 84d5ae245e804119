//! Subscriptions kept, and what is over forgotten in bounded steps.

use super::cube::{Cube, moment};
use super::world::*;
use tansiq_core::desk::OperationState::{Accepted, Ended};
use tansiq_core::desk::*;

const HERE: Cube = Cube { x: (0, 1), y: (0, 1), z: (0, 1), t: (0, 6) };

fn sweep(world: &mut World, before: i64) -> usize {
    match world.ask("desk", Command::Sweep { before: moment(before) }) {
        Ok(Outcome::Swept(count)) => count,
        other => panic!("{other:?}"),
    }
}

/// What is over is forgotten when everybody was told; what is live or looked after is not.
#[test]
fn own_operations_are_forgotten_when_they_are_over_and_told() {
    let mut world = World::new();
    for n in 0..3 {
        world.accept(n, 0, &[Cube { x: (n as i32 * 2, n as i32 * 2 + 1), ..HERE }]);
    }
    world.put(0, Ended, None);
    world.begin(1, Ended, None).unwrap();
    world.land(1, vec![subscriber("https://a", "s", 0)]).unwrap();
    world.begin(3, Accepted, Some(plan(0, &[Cube::at(9, 9, 0, 0)]))).unwrap();
    world.finish(3, WriteResult::Lost).unwrap();
    assert_eq!(sweep(&mut world, 0), 0, "they changed at this very moment");
    assert_eq!(sweep(&mut world, 1), 1);
    let left: Vec<_> = world.state.operations().map(|operation| operation.id).collect();
    assert_eq!(left, [own(1), own(2), own(3)]);
    world.ask("desk", Command::SettleOrphan { id: own(3) }).unwrap();
    world.ask("desk:outbox", Command::FinishDelivery { id: 0, problem: None, next: None }).unwrap();
    assert_eq!(sweep(&mut world, 1), 2);
    assert_eq!(sweep(&mut world, 999), 0, "what is live stays");
}

/// By the end of its volumes and of its reference, whichever is later; a constraint without volumes is nowhere.
#[test]
fn what_others_told_is_forgotten_when_its_time_is_over() {
    let mut world = World::new();
    world.accept(0, 9, &[HERE]);
    let operations = vec![known(1, 1, 0, &[Cube { t: (0, 2), ..HERE }]), known(2, 1, 0, &[Cube { t: (0, 4), ..HERE }])];
    let constraints =
        vec![constraint(1, 1, AreaKind::Advisory, &[Cube { t: (0, 2), ..HERE }]), constraint(3, 1, AreaKind::Advisory, &[])];
    world.learn(operations, constraints, vec![]).unwrap();
    assert_eq!(world.met(0).len(), 3);
    assert_eq!(sweep(&mut world, 2), 1, "the one that is nowhere");
    assert_eq!(sweep(&mut world, 3), 2);
    assert_eq!(world.met(0), [(OtherKind::PeerOperation, other(2), Weight::HigherPriority)]);
}

#[test]
fn a_sweep_forgets_a_bounded_number_of_things() {
    let mut world = World::new();
    let many = bounds::MAX_SWEPT + 10;
    let operation = |n: usize| {
        let id = crate::script::entity_id(n as u8, n >> 8);
        Known { id, ..known(0, 1, 0, &[HERE]) }
    };
    world.learn((0..many).map(operation).collect(), vec![], vec![]).unwrap();
    assert_eq!(world.state.known_operations().count(), many);
    assert_eq!([sweep(&mut world, 9), sweep(&mut world, 9), sweep(&mut world, 9)], [bounds::MAX_SWEPT, 10, 0]);
}

#[test]
fn subscriptions_are_kept_and_dropped() {
    let mut world = World::new();
    for version in ["v1", "v2"] {
        let keep = Command::KeepWatch { id: own(7), region: "city".into(), version: version.into(), until: moment(9) };
        world.ask("desk", keep).unwrap();
    }
    assert_eq!(world.state.watches().map(|watch| &*watch.version).collect::<Vec<_>>(), ["v2"]);
    world.ask("desk", Command::DropWatch { id: own(7) }).unwrap();
    world.ask("desk", Command::DropWatch { id: own(7) }).unwrap();
    assert_eq!(world.state.watches().count(), 0);
}

/// The key of a write names what this desk was told, and not what was withheld.
#[test]
fn a_key_names_what_is_known_and_told() {
    let mut world = World::new();
    world.accept(0, 9, &[HERE]);
    world.learn(vec![known(1, 1, 0, &[HERE]), withheld(2, 1, Accepted, &[HERE])], vec![], vec![]).unwrap();
    let ovns: Vec<&str> = world.state.ovns([own(0), other(1), other(2), other(3)]).map(|ovn| &**ovn).collect();
    assert_eq!(ovns, ["ovn-of-version-1", "an-ovn"]);
}
