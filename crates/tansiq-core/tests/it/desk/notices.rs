//! What planners are told (F3548-21 SCD0090, SCD0095): new conflicts whoever has precedence, and nothing twice.

use super::cube::{Cube, span};
use super::world::*;
use tansiq_core::desk::OperationState::{Activated, Ended};
use tansiq_core::desk::*;

const HERE: Cube = Cube { x: (0, 2), y: (0, 1), z: (0, 1), t: (0, 6) };

fn conflict(n: usize) -> (Option<tansiq_core::EntityId>, String) {
    (Some(own(n)), "conflict_found".to_owned())
}

fn state_changed(n: usize) -> (Option<tansiq_core::EntityId>, String) {
    (Some(own(n)), "state_changed".to_owned())
}

/// A permitted meeting is told as well, of higher and of lower priority.
#[test]
fn every_new_overlap_is_told_whoever_has_precedence() {
    for priority in [-1, 0, 1] {
        let mut world = World::new();
        world.accept(0, 0, &[HERE]);
        world.tell("peer", other(1), Some(known(1, 1, priority, &[HERE]))).unwrap();
        assert_eq!(world.told(), [conflict(0)], "a peer's of priority {priority}");
    }
}

/// Both planners of a desk are told, also of an operation whose plan landed only now.
#[test]
fn both_own_operations_are_told_of_each_other() {
    let mut world = World::new();
    world.accept(0, 0, &[HERE]);
    world.accept(1, 5, &[HERE]);
    assert_eq!(world.told(), [state_changed(1), conflict(1), conflict(0)]);
    assert_eq!(world.met(0), [(OtherKind::OwnOperation, own(1), Weight::LowerPriority)]);
    assert_eq!(world.met(1), [(OtherKind::OwnOperation, own(0), Weight::HigherPriority)]);
    world.put(1, Ended, None);
    assert_eq!(world.told(), [state_changed(1), (Some(own(0)), "conflict_cleared".to_owned())]);
    assert_eq!((world.met(0), world.met(1)), (vec![], vec![]));
}

/// Rules that permit equals are those of the write, when it lands too.
#[test]
fn permitted_equals_are_recorded_as_permitted() {
    let mut world = World::new();
    world.rules.equal_priority_may_overlap = true;
    world.accept(0, 0, &[HERE]);
    world.accept(1, 0, &[HERE]);
    assert_eq!(world.met(0), [(OtherKind::OwnOperation, own(1), Weight::EqualPermitted)]);
    assert_eq!(world.met(1), [(OtherKind::OwnOperation, own(0), Weight::EqualPermitted)]);
}

/// What changed of a meeting is recorded; it is told when a person cares.
#[test]
fn a_meeting_is_told_again_only_when_it_is_worse_or_weighs_differently() {
    let mut world = World::new();
    world.accept(0, 0, &[HERE]);
    let mut now = |version, priority, cubes: &[Cube]| {
        world.tell("peer", other(1), Some(known(1, version, priority, cubes))).unwrap();
        let met = world.events.iter().filter(|event| matches!(event, Event::Met { .. })).count();
        let found = world.told().iter().filter(|told| **told == conflict(0)).count();
        (met, found)
    };
    // 1 km of the 2 km.
    let half = Cube { x: (1, 2), ..HERE };
    assert_eq!(now(1, 5, &[half]), (1, 1), "new");
    assert_eq!(now(2, 5, &[half]), (0, 0), "the same");
    assert_eq!(now(3, 5, &[Cube { t: (1, 6), ..half }]), (1, 0), "shorter");
    assert_eq!(now(4, -5, &[Cube { t: (1, 6), ..half }]), (1, 1), "precedence changed");
    assert_eq!(now(5, -5, &[half, Cube { z: (0, 3), ..half }]), (1, 1), "more of it");
    assert_eq!(now(6, -5, &[half]), (1, 0), "less of it");
}

/// A change near that conflicts with nothing is told as such, to nobody in particular.
#[test]
fn a_change_near_without_a_conflict_is_told_as_that() {
    let mut world = World::new();
    world.accept(0, 0, &[HERE]);
    for now in [Some(known(1, 1, 0, &[Cube::at(5, 5, 0, 0)])), None] {
        world.tell("peer", other(1), now).unwrap();
        assert_eq!(world.told(), [(None, "plan_changed_near".to_owned())]);
    }
}

#[test]
fn areas_are_told_when_they_come_or_become_active_where_an_operation_is() {
    let mut world = World::new();
    world.accept(0, 0, &[HERE]);
    world.put_area(1, AreaKind::Prohibited, &[HERE], vec![span((8, 9))]).unwrap();
    assert_eq!(world.told(), []);
    let windows = vec![span((3, 4)), span((8, 9))];
    let extend = Command::ExtendWindows { id: other(1), windows, until: super::cube::moment(99) };
    world.ask("desk:areas", extend).unwrap();
    assert_eq!(world.told(), [(Some(own(0)), "area_activated".to_owned())]);
    world.ask("planner", Command::RemoveArea { id: other(1), revision: None }).unwrap();
    assert_eq!(world.told(), [(Some(own(0)), "conflict_cleared".to_owned())]);
}

#[test]
fn a_change_of_state_says_whether_a_rule_made_it() {
    let mut world = World::new();
    world.accept(0, 0, &[HERE]);
    world.put(0, Activated, None);
    let changed = |automatic| NoticeKind::StateChanged { from: Some(OperationState::Accepted), to: Activated, automatic };
    assert_eq!(world.noticed(), [(Some(own(0)), &changed(false))]);
    world.put(0, Activated, None);
    assert_eq!(world.noticed(), []);
}

#[test]
fn notices_are_seen_up_to_a_number_that_exists() {
    let mut world = World::new();
    assert_eq!(kind(&world.ask("planner", Command::SeeNotices { up_to: 0 })), "400");
    world.accept(0, 0, &[HERE]);
    world.accept(1, 5, &[HERE]);
    let next = world.state.next_notice();
    assert_eq!(kind(&world.ask("planner", Command::SeeNotices { up_to: next })), "400");
    world.ask("planner", Command::SeeNotices { up_to: 1 }).unwrap();
    let seen: Vec<bool> = world.state.notices_after(None).map(|notice| notice.seen.is_some()).collect();
    assert_eq!(seen, [true, true, false, false]);
    world.ask("planner", Command::SeeNotices { up_to: 1 }).unwrap();
    assert_eq!(world.state.notices_after(Some(1)).map(|notice| notice.seq).collect::<Vec<_>>(), [2, 3]);
}

/// What the log could not carry is refused.
#[test]
fn a_notice_with_a_number_that_is_none_is_refused() {
    let mut world = World::new();
    let position = |lat| Some(Position { at: world_start(), lat, lng: 0.0, height_m: 1.0 });
    let mut raise = |lat| {
        let what = NoticeKind::LeftVolumes { position: position(lat) };
        kind(&world.ask("desk", Command::Raise { operation: None, what }))
    };
    assert_eq!([raise(f64::NAN), raise(f64::INFINITY), raise(0.1)], ["400", "400", "ok"]);
}

fn world_start() -> tansiq_core::Timestamp {
    super::cube::moment(0)
}
