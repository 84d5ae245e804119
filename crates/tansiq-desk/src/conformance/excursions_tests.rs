use super::*;
use crate::conformance::Report;
use crate::test_ledger::{Ledger, at, id};
use tansiq_core::desk::Command;
use tansiq_geo::Outline;
use tansiq_wire::f3548::VehicleTelemetry;

const AFTER: Duration = Duration::from_secs(60);

fn position(seconds: i64, lng: f64) -> Position {
    Position { at: at(seconds), lat: 46.5, lng, height_m: 50.0 }
}

fn kept(position: Position) -> Kept {
    Kept { report: Report { operation: id(1), position, telemetry: VehicleTelemetry::default() }, change: 1, interval: None }
}

/// In use from 940 s to 1,600 s about 7 °E, now being 1,000 s.
fn ledger() -> Ledger {
    let mut ledger = Ledger::new(at(1_000));
    ledger.activated(id(1));
    ledger
}

fn due(ledger: &Ledger, kept: Option<Kept>, now: i64) -> Option<Step> {
    let operation = ledger.state.operation(id(1)).expect("it is there");
    step(&ledger.state, operation, kept.as_ref(), (at(now), AFTER))
}

fn leave(ledger: &mut Ledger) {
    ledger.run(&Command::NoteConformance { id: id(1), outside: true, position: Some(position(1_000, 8.0)) });
}

fn become_nonconforming(ledger: &mut Ledger, who: &str) {
    let plan = ledger.state.operation(id(1)).map(|operation| (*operation.plan).clone()).expect("it is there");
    let off_nominal = off_nominal(&plan, &position(1_000, 8.0), 10.0, at(1_000));
    ledger.operate(who, id(1), OperationState::Nonconforming, Plan { off_nominal, ..plan }, Vec::new());
}

#[test]
fn an_operation_that_left_its_volumes_becomes_nonconforming() {
    let mut ledger = ledger();
    assert_eq!(due(&ledger, Some(kept(position(1_000, 8.0))), 1_000), None, "nothing is noted yet");
    leave(&mut ledger);
    assert_eq!(due(&ledger, Some(kept(position(1_000, 8.0))), 1_000), Some(Step::Nonconforming));
    assert_eq!(due(&ledger, None, 1_000), Some(Step::Nonconforming), "also after a restart");
}

#[test]
fn it_is_contingent_after_sixty_seconds_by_the_ledger_and_not_sooner() {
    let mut ledger = ledger();
    leave(&mut ledger);
    ledger.now = at(1_010);
    become_nonconforming(&mut ledger, "desk:us");
    assert_eq!(due(&ledger, None, 1_059), None);
    assert_eq!(due(&ledger, None, 1_060), Some(Step::Contingent));
}

#[test]
fn it_is_activated_again_when_it_is_back_and_a_rule_had_declared_it() {
    let mut ledger = ledger();
    leave(&mut ledger);
    become_nonconforming(&mut ledger, "desk:us");
    let back = kept(position(1_020, 7.0));
    assert_eq!(due(&ledger, Some(back.clone()), 1_020), None, "the ledger has not noted it");
    ledger.run(&Command::NoteConformance { id: id(1), outside: false, position: None });
    assert_eq!(due(&ledger, Some(back), 1_020), Some(Step::Activated));
    assert_eq!(due(&ledger, None, 1_020), None, "without a position nobody knows");
}

#[test]
fn what_a_person_declared_a_person_takes_back() {
    let mut ledger = ledger();
    become_nonconforming(&mut ledger, "anna");
    assert_eq!(due(&ledger, Some(kept(position(1_020, 7.0))), 1_020), None);
}

#[test]
fn the_off_nominal_volume_follows_a_position_that_leaves_it() {
    let mut ledger = ledger();
    leave(&mut ledger);
    become_nonconforming(&mut ledger, "desk:us");
    // 10 m/s for 120 s are 1,200 m about 8 °E. GeographicLib: 0.015° are 1,151 m, 0.016° are 1,228 m.
    assert_eq!(due(&ledger, Some(kept(position(1_010, 8.015))), 1_010), None);
    assert_eq!(due(&ledger, Some(kept(position(1_010, 8.016))), 1_010), Some(Step::Follow));
    // It ends at 1,600 s, and is renewed in the last minute.
    ledger.run(&Command::NoteConformance { id: id(1), outside: false, position: None });
    assert_eq!(due(&ledger, Some(kept(position(1_530, 8.0))), 1_540), None);
    assert_eq!(due(&ledger, Some(kept(position(1_530, 8.0))), 1_541), Some(Step::Follow));
    assert_eq!(due(&ledger, Some(kept(position(1_400, 8.0))), 1_541), None, "an old position shows nothing");
}

#[test]
fn a_contingent_operation_never_comes_back() {
    let mut ledger = ledger();
    leave(&mut ledger);
    become_nonconforming(&mut ledger, "desk:us");
    let plan = ledger.state.operation(id(1)).map(|operation| (*operation.plan).clone()).expect("it is there");
    let plan = Plan { volumes: Volumes::default(), ..plan };
    ledger.operate("desk:us", id(1), OperationState::Contingent, plan, Vec::new());
    for now in [1_010, 1_100] {
        assert_eq!(due(&ledger, Some(kept(position(now, 8.0))), now), None);
    }
}

#[test]
fn the_off_nominal_volume_is_as_wide_as_the_aircraft_gets_in_two_minutes() {
    let ledger = ledger();
    let plan = ledger.plan();
    let check = |speed_m_s: f64, age_s: i64, expected_m: f64| {
        let volumes = off_nominal(&plan, &position(1_000, 8.0), speed_m_s, at(1_000 + age_s));
        let [volume] = volumes.as_slice() else { panic!("one volume") };
        let Outline::Circle(circle) = volume.outline() else { panic!("a circle") };
        assert_eq!((circle.radius_m(), circle.center().lng_deg()), (expected_m, 8.0), "{speed_m_s} m/s, {age_s} s ago");
    };
    check(10.0, 0, 1_200.0);
    check(10.0, 60, 1_800.0);
    check(1.0, 0, 500.0);
    check(-3.0, 0, 500.0);
    check(f64::NAN, 0, 500.0);
    check(f64::INFINITY, 0, 500.0);
    check(300.0, 0, 25_000.0);
}

#[test]
fn it_reaches_from_below_the_plan_to_above_and_lasts_ten_minutes_at_least() {
    let ledger = ledger();
    let plan = ledger.plan();
    let heights = |height_m: f64, now: i64| {
        let at = Position { height_m, ..position(1_000, 8.0) };
        let volumes = off_nominal(&plan, &at, 0.0, crate::test_ledger::at(now));
        let volume = volumes.as_slice()[0].clone();
        (volume.lower_m(), volume.upper_m(), volume.start_us() / 1_000_000, volume.end_us() / 1_000_000)
    };
    assert_eq!(heights(50.0, 900), (-100.0, 200.0, 900, 1_600));
    assert_eq!(heights(1_000.0, 1_100), (0.0, 1_150.0, 1_000, 1_700));
    assert_eq!(heights(-7_990.0, 1_100), (-8_000.0, 100.0, 1_000, 1_700));
}

#[test]
fn past_volumes_make_room_for_an_off_nominal_one() {
    let volume = |end: i64| crate::test_ledger::cylinder(7.0, (0.0, 1.0), at(0), at(end));
    let volumes: Vec<Volume> = (1..=MAX_VOLUMES as i64).map(volume).collect();
    let few = Volumes::exact(volumes[..10].to_vec());
    assert_eq!(still(&few, at(100)).len(), 10);
    assert_eq!(still(&Volumes::exact(volumes), at(100)).len(), MAX_VOLUMES - 99);
}

#[test]
fn where_an_operation_may_be_holds_the_position_that_said_so_however_late_it_came() {
    let mut ledger = ledger();
    leave(&mut ledger);
    let plan = (*ledger.state.operation(id(1)).expect("it is there").plan).clone();
    let seen = position(1_000, 8.0);
    // Measured at 1,000 s, heard of at 1,004 s.
    let off_nominal = off_nominal(&plan, &seen, 10.0, at(1_004));
    assert!(is_in(&off_nominal, &seen));
    ledger.now = at(1_004);
    ledger.operate("desk:us", id(1), OperationState::Nonconforming, Plan { off_nominal, ..plan }, Vec::new());
    assert_eq!(due(&ledger, Some(kept(seen)), 1_004), None, "it is not said again");
}
