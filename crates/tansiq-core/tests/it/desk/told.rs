//! Being told by peers, and what discoveries bring (uss-behaviour 3 and 7; F3548-21 SCD0085 and following).

use super::cube::Cube;
use super::world::*;
use tansiq_core::desk::OperationState::Accepted;
use tansiq_core::desk::*;

const HERE: Cube = Cube { x: (0, 1), y: (0, 1), z: (0, 1), t: (0, 6) };

fn version(world: &World, n: usize) -> Option<i32> {
    world.state.known_operation(other(n)).map(|known| known.version)
}

/// 403 if the sender does not manage the entity, whatever else it says.
#[test]
fn only_the_manager_tells_of_an_operation() {
    let mut world = World::new();
    assert_eq!(kind(&world.tell("rival", other(1), Some(known(1, 1, 0, &[HERE])))), "403");
    world.tell("peer", other(1), Some(known(1, 1, 0, &[HERE]))).unwrap();
    let taken_over = Known { manager: "rival".into(), ..known(1, 2, 0, &[HERE]) };
    assert_eq!(kind(&world.tell("rival", other(1), Some(taken_over))), "403");
    assert_eq!(kind(&world.tell("rival", other(1), None)), "403");
    assert_eq!(version(&world, 1), Some(1));
    world.accept(0, 0, &[Cube::at(5, 5, 0, 0)]);
    assert_eq!(kind(&world.tell("peer", own(0), None)), "403", "it is managed here");
}

/// 409 for a stale version; the same version again is no news.
#[test]
fn a_stale_version_is_refused_and_a_repetition_is_not() {
    let mut world = World::new();
    world.tell("peer", other(1), Some(known(1, 3, 0, &[HERE]))).unwrap();
    assert_eq!(kind(&world.tell("peer", other(1), Some(known(1, 2, 0, &[HERE])))), "409");
    world.events.clear();
    world.tell("peer", other(1), Some(known(1, 3, 0, &[HERE]))).unwrap();
    assert_eq!(world.events, []);
    world.tell("peer", other(1), Some(known(1, 4, 0, &[HERE]))).unwrap();
    assert_eq!(version(&world, 1), Some(4));
}

#[test]
fn details_of_one_operation_under_the_id_of_another_are_refused() {
    let mut world = World::new();
    assert_eq!(kind(&world.tell("peer", other(1), Some(known(2, 1, 0, &[HERE])))), "400");
    let now = Some(Box::new(constraint(2, 1, AreaKind::Advisory, &[HERE])));
    let command = Command::TellConstraint { id: other(1), now, rules: Rules::default() };
    assert_eq!(kind(&world.ask("peer", command)), "400");
}

/// A peer that was Down and is up again tells the details of a version that was known without them.
#[test]
fn a_peer_that_is_up_again_tells_what_it_withheld() {
    let mut world = World::new();
    world.learn(vec![withheld(1, 2, Accepted, &[HERE])], vec![], vec![]).unwrap();
    world.tell("peer", other(1), Some(known(1, 2, 7, &[HERE]))).unwrap();
    assert!(matches!(world.state.known_operation(other(1)).unwrap().disclosure, Disclosure::Told { priority: 7, .. }));
    // And what it told stays true when it goes Down again.
    world.learn(vec![withheld(1, 2, Accepted, &[HERE])], vec![], vec![]).unwrap();
    assert_eq!(world.events, []);
    world.learn(vec![withheld(1, 3, Accepted, &[HERE])], vec![], vec![]).unwrap();
    assert!(matches!(world.state.known_operation(other(1)).unwrap().disclosure, Disclosure::Withheld { .. }));
}

/// A notification may overtake the answer to a question.
#[test]
fn what_was_told_meanwhile_is_not_undone_by_a_discovery() {
    let mut world = World::new();
    world.tell("peer", other(1), Some(known(1, 5, 0, &[HERE]))).unwrap();
    world.learn(vec![known(1, 4, 0, &[])], vec![], vec![]).unwrap();
    assert_eq!(version(&world, 1), Some(5));
}

/// One discovery may bring the same operation twice, and may name as gone what it found.
#[test]
fn a_discovery_that_repeats_or_contradicts_itself_leaves_a_consistent_picture() {
    let mut world = World::new();
    world.accept(0, 0, &[HERE]);
    let (v1, v2) = (known(1, 1, 9, &[Cube::at(5, 5, 0, 0)]), known(1, 2, 9, &[HERE]));
    world.learn(vec![v2.clone(), v1, v2], vec![], vec![other(1), other(1), other(2)]).unwrap();
    assert_eq!(version(&world, 1), Some(2));
    assert_eq!(world.met(0), [(OtherKind::PeerOperation, other(1), Weight::LowerPriority)]);
    world.learn(vec![known(1, 3, 9, &[HERE])], vec![], vec![other(1)]).unwrap();
    assert_eq!((version(&world, 1), world.met(0).len()), (Some(3), 1));
    world.learn(vec![], vec![], vec![other(1), other(1)]).unwrap();
    assert_eq!((version(&world, 1), world.met(0).len()), (None, 0));
    assert_eq!(world.told(), [(Some(own(0)), "conflict_cleared".to_owned())]);
}

#[test]
fn own_operations_are_not_learned_from_others() {
    let mut world = World::new();
    world.accept(0, 0, &[HERE]);
    let mine = Known { id: own(0), ..known(1, 7, 0, &[HERE]) };
    world.learn(vec![mine], vec![], vec![own(0)]).unwrap();
    assert_eq!((world.events.len(), world.state.known_operations().count()), (0, 0));
}

#[test]
fn an_end_that_is_told_of_something_unknown_is_taken() {
    let mut world = World::new();
    assert_eq!(world.tell("peer", other(1), None), Ok(Outcome::Done));
    let command = Command::TellConstraint { id: other(1), now: None, rules: Rules::default() };
    assert_eq!(world.ask("peer", command), Ok(Outcome::Done));
}

#[test]
fn reports_are_kept_with_an_id_and_who_made_them() {
    let mut world = World::new();
    let Ok(Outcome::Report { id }) = world.ask("peer", Command::TakeReport { report: "{}".into() }) else { panic!() };
    let entry = world.state.reports().next().unwrap();
    assert_eq!((entry.id, &*entry.reporter, entry.at), (id, "peer", world.now));
    let long = "x".repeat(bounds::MAX_REPORT_BYTES + 1);
    assert_eq!(kind(&world.ask("peer", Command::TakeReport { report: long.into() })), "400");
}
