//! Own operations: what a plan must be, how it goes from state to state, and what becomes of writes.

use super::cube::{Cube, moment, volumes};
use super::world::*;
use std::time::Duration;
use tansiq_core::desk::OperationState::{Accepted, Activated, Contingent, Ended, Nonconforming};
use tansiq_core::desk::*;
use tansiq_core::{Span, Timestamp};
use tansiq_geo::{Circle, LatLng, Volume};

const HERE: Cube = Cube { x: (0, 1), y: (0, 1), z: (0, 1), t: (0, 6) };

fn in_state(state: OperationState) -> World {
    let mut world = World::new();
    if state == Accepted {
        world.accept(0, 0, &[HERE]);
        return world;
    }
    world.accept(0, 0, &[HERE]);
    let off = Plan { off_nominal: volumes(&[HERE]), ..plan(0, &[HERE]) };
    match state {
        Nonconforming | Contingent => world.put(0, state, Some(off)),
        state => world.put(0, state, None),
    }
    world
}

fn refused(answer: Answer) -> String {
    match answer {
        Err(Rejection::Invalid(why)) => why,
        other => panic!("{other:?} is no refusal of a plan"),
    }
}

/// uss-behaviour 2: each state goes only where the standard lets it.
#[test]
fn an_operation_goes_only_where_the_standard_lets_it() {
    let all = [Accepted, Activated, Nonconforming, Contingent, Ended];
    let allowed: [(OperationState, &[OperationState]); 4] = [
        (Accepted, &all),
        (Activated, &[Activated, Nonconforming, Contingent, Ended]),
        (Nonconforming, &[Activated, Nonconforming, Contingent, Ended]),
        (Contingent, &[Contingent, Ended]),
    ];
    for (from, next) in allowed {
        for to in all {
            let mut world = in_state(from);
            let nominal = matches!(to, Accepted | Activated);
            let off_nominal = if nominal { Volumes::default() } else { volumes(&[HERE]) };
            let answer = world.begin(0, to, Some(Plan { off_nominal, ..plan(0, &[HERE]) }));
            assert_eq!(kind(&answer), if next.contains(&to) { "ok" } else { "transition" }, "{from:?} to {to:?}");
        }
    }
}

#[test]
fn a_new_operation_can_only_be_accepted_and_what_ended_stays_so() {
    for to in [Activated, Nonconforming, Contingent] {
        let mut world = World::new();
        let answer = world.begin(0, to, Some(plan(0, &[HERE])));
        assert_eq!(answer, Err(Rejection::Transition { from: None, to }));
    }
    let mut world = World::new();
    assert_eq!(kind(&world.begin(0, Ended, None)), "404");
    assert_eq!(kind(&world.begin(0, Accepted, None)), "404", "an operation without a plan");
    let mut world = in_state(Accepted);
    world.put(0, Ended, None);
    assert_eq!(kind(&world.begin(0, Accepted, Some(plan(0, &[HERE])))), "409");
}

/// OPIN0020: 10,000 vertices over all volumes, where a circle counts one.
#[test]
fn vertices_are_counted_over_all_volumes() {
    let ring = |count: usize, lat: f64| {
        let at = |n: usize| {
            let angle = std::f64::consts::TAU * n as f64 / count as f64;
            LatLng::new(lat + 0.01 * angle.sin(), 0.01 * angle.cos()).unwrap()
        };
        let volume = Volume::new(tansiq_geo::Polygon::new((0..count).map(at).collect()).unwrap());
        volume.between_heights(0.0, 10.0).unwrap().between_times(moment(0).0, moment(6).0).unwrap()
    };
    let circle = |lat: f64| {
        let volume = Volume::new(Circle::new(LatLng::new(lat, 0.0).unwrap(), 100.0).unwrap());
        volume.between_heights(0.0, 10.0).unwrap().between_times(moment(0).0, moment(6).0).unwrap()
    };
    let mut world = World::new();
    let many =
        |last: usize| Plan { volumes: Volumes::exact(vec![ring(9_000, 0.0), circle(1.0), ring(last, 2.0)]), ..Plan::default() };
    let why = refused(world.begin(0, Accepted, Some(many(1_000))));
    assert_eq!(why, "volumes: 10001 vertices over all volumes; at most 10000 are allowed");
    assert_eq!(kind(&world.begin(0, Accepted, Some(many(999)))), "ok");
}

/// OPIN0030, and that a plan is not wholly past.
#[test]
fn a_plan_is_neither_over_nor_too_far_ahead() {
    let mut world = World::new();
    world.now = moment(6);
    assert_eq!(refused(world.begin(0, Accepted, Some(plan(0, &[HERE])))), "volumes: the operation is wholly in the past");
    let days = 30 * 24 * 6;
    let late = |t: i64| Some(plan(0, &[Cube { t: (t, t + 1), ..HERE }]));
    let why = refused(world.begin(0, Accepted, late(6 + days + 1)));
    assert_eq!(why, "volumes: the operation starts more than 30 days ahead");
    assert_eq!(kind(&world.begin(0, Accepted, late(6 + days))), "ok");
}

#[test]
fn what_is_activated_is_active_now_and_has_no_off_nominal_volumes() {
    let mut world = World::new();
    world.accept(0, 0, &[Cube { t: (1, 2), ..HERE }]);
    assert_eq!(refused(world.begin(0, Activated, None)), "volumes: an Activated operation needs a volume that is active now");
    world.now = moment(1);
    let off = Plan { off_nominal: volumes(&[HERE]), ..plan(0, &[HERE]) };
    let why = refused(world.begin(0, Activated, Some(off)));
    assert_eq!(why, "off_nominal_volumes: must be empty while an operation is Accepted or Activated");
    assert_eq!(kind(&world.begin(0, Activated, None)), "ok");
}

#[test]
fn what_is_outside_its_volumes_says_where_it_may_be() {
    let mut world = in_state(Activated);
    let why = refused(world.begin(0, Contingent, Some(plan(0, &[HERE]))));
    assert_eq!(why, "off_nominal_volumes: at least one volume is needed");
    assert_eq!(refused(world.begin(0, Nonconforming, Some(plan(0, &[])))), "volumes: at least one volume is needed");
    let only_off = Plan { off_nominal: volumes(&[HERE]), ..plan(0, &[]) };
    assert_eq!(kind(&world.begin(0, Nonconforming, Some(only_off))), "ok");
}

/// Volumes without an end or a height cannot be told to others.
#[test]
fn every_volume_is_bounded_in_time_and_height() {
    let circle = || Volume::new(Circle::new(LatLng::new(0.0, 0.0).unwrap(), 10.0).unwrap());
    let timed = || circle().between_times(moment(0).0, moment(6).0).unwrap();
    let cases = [
        (circle().between_heights(0.0, 1.0).unwrap(), "volumes[0]: time_start and time_end are needed"),
        (timed(), "volumes[0]: altitude_lower and altitude_upper are needed"),
        (
            circle().between_heights(0.0, 1.0).unwrap().between_times(moment(1).0, moment(1).0).unwrap(),
            "volumes[0]: time_end must be after time_start",
        ),
        (
            timed().between_heights(0.0, 1.0).unwrap().with_buffer(5.0).unwrap(),
            "volumes[0]: a buffer must be part of the outline by now",
        ),
    ];
    for (volume, why) in cases {
        let plan = Plan { volumes: Volumes::exact(vec![volume]), ..Plan::default() };
        assert_eq!(refused(World::new().begin(0, Accepted, Some(plan))), why);
    }
}

/// A rejected change leaves an Activated operation exactly as it was.
#[test]
fn a_rejected_change_leaves_everything_as_it_was() {
    let mut world = in_state(Activated);
    let before = world.state.clone();
    world.learn(vec![known(0, 1, 5, &[Cube::at(5, 0, 0, 0)])], vec![], vec![]).unwrap();
    let held = world.state.operation(own(0)).cloned();
    assert_eq!(kind(&world.begin(0, Activated, Some(plan(0, &[HERE, Cube::at(5, 0, 0, 0)])))), "meets");
    assert_eq!(world.state.operation(own(0)), held.as_ref());
    assert_eq!(before.operation(own(0)), held.as_ref());
}

#[test]
fn one_write_at_a_time_and_only_at_the_revision_that_was_seen() {
    let mut world = World::new();
    world.begin(0, Accepted, Some(plan(0, &[HERE]))).unwrap();
    assert_eq!(kind(&world.begin(0, Accepted, Some(plan(0, &[HERE])))), "409");
    world.land(0, vec![]).unwrap();
    let mut with = |expect| {
        let begin = BeginWrite { id: own(0), expect, state: Activated, plan: None, rules: Rules::default() };
        kind(&world.ask("planner", Command::BeginWrite(Box::new(begin))))
    };
    assert_eq!([with(Expect::New), with(Expect::Revision(1)), with(Expect::Revision(2))], ["409", "409", "ok"]);
}

/// What the DSS refused never was: it can be planned anew, with another plan.
#[test]
fn an_operation_that_the_dss_refused_can_be_planned_anew() {
    let mut world = World::new();
    world.begin(0, Accepted, Some(plan(0, &[HERE]))).unwrap();
    world.finish(0, WriteResult::Refused { why: "no".into() }).unwrap();
    let operation = world.state.operation(own(0)).unwrap();
    assert!(operation.is_over() && !operation.is_live());
    let elsewhere = plan(3, &[Cube::at(4, 0, 0, 0)]);
    let begin =
        BeginWrite { id: own(0), expect: Expect::New, state: Accepted, plan: Some(elsewhere.clone()), rules: Rules::default() };
    world.ask("planner", Command::BeginWrite(Box::new(begin))).unwrap();
    assert_eq!(*world.state.operation(own(0)).unwrap().plan, elsewhere);
}

#[test]
fn a_write_that_was_not_heard_of_stays_under_way_and_one_that_was_lost_is_looked_after() {
    let mut world = World::new();
    world.begin(0, Accepted, Some(plan(0, &[HERE]))).unwrap();
    world.finish(0, WriteResult::Unheard).unwrap();
    assert_eq!(world.told(), [(Some(own(0)), "write_unheard".to_owned())]);
    assert_eq!(world.state.pending_writes().map(|operation| operation.id).collect::<Vec<_>>(), [own(0)]);
    world.finish(0, WriteResult::Lost).unwrap();
    assert_eq!(world.state.orphans().collect::<Vec<_>>(), [(own(0), world.now)]);
    world.ask("desk", Command::SettleOrphan { id: own(0) }).unwrap();
    assert_eq!(kind(&world.ask("desk", Command::SettleOrphan { id: own(0) })), "404");
}

#[test]
fn an_end_leaves_the_plan_as_it_was() {
    let mut world = in_state(Activated);
    world.put(0, Ended, Some(plan(9, &[Cube::at(4, 4, 0, 0)])));
    assert_eq!(*world.state.operation(own(0)).unwrap().plan, plan(0, &[HERE]));
    assert_eq!(world.state.operation(own(0)).unwrap().reference, None);
}

#[test]
fn leaving_the_volumes_and_coming_back_is_told_once_each() {
    let mut world = in_state(Activated);
    let position = Position { at: world.now, lat: 1.5, lng: 2.5, height_m: 30.25 };
    let note = |world: &mut World, outside, position| {
        world.events.clear();
        world.ask("desk", Command::NoteConformance { id: own(0), outside, position }).unwrap();
        world.told().into_iter().map(|(_, what)| what).collect::<Vec<_>>()
    };
    assert_eq!(note(&mut world, true, Some(position)), ["left_volumes"]);
    assert_eq!(world.state.operation(own(0)).unwrap().excursion, Some(Excursion { since: world.now, position: Some(position) }));
    assert_eq!(note(&mut world, true, None), [""; 0]);
    assert_eq!(note(&mut world, false, None), ["back_in_volumes"]);
    let nowhere = Some(Position { lat: f64::NAN, ..position });
    let command = Command::NoteConformance { id: own(0), outside: true, position: nowhere };
    assert_eq!(kind(&world.ask("desk", command)), "400");
}

#[test]
fn the_id_of_a_peers_operation_is_not_taken() {
    let mut world = World::new();
    let theirs = Known { id: own(0), ..known(0, 1, 0, &[HERE]) };
    world.learn(vec![theirs], vec![], vec![]).unwrap();
    assert_eq!(kind(&world.begin(0, Accepted, Some(plan(0, &[Cube::at(4, 4, 0, 0)])))), "409");
}

#[test]
fn a_sure_range_of_heights_that_is_no_range_survives_the_log() {
    let volume = HERE.volume();
    let odd = tansiq_core::Heights { lower: f64::NAN, upper: f64::INFINITY };
    let uncertain = Volumes::with_certainty(vec![(volume, Certain::Within(odd))]);
    assert_eq!(uncertain.certain(0), Certain::Nowhere);
    let mut world = World::new();
    world.put(0, Accepted, Some(Plan { volumes: uncertain, ..Plan::default() }));
}

#[test]
fn a_plan_far_from_the_range_of_times_is_refused_and_nothing_overflows() {
    let mut world = World::new();
    world.now = Timestamp(i64::MAX - 5);
    assert_eq!(kind(&world.begin(0, Accepted, Some(plan(0, &[HERE])))), "400");
    world.now = Timestamp(i64::MIN);
    assert_eq!(kind(&world.begin(0, Accepted, Some(plan(0, &[HERE])))), "400");
    let watch = Command::KeepWatch { id: own(7), region: "r".into(), version: "v".into(), until: Timestamp::UNBOUNDED_FUTURE };
    world.ask("desk", watch).unwrap();
    world.ask("desk", Command::Sweep { before: world.now.minus(Duration::MAX) }).unwrap();
    assert_eq!(world.state.notices_after(Some(u64::MAX)).count(), 0);
    assert_eq!(Span::ALWAYS.union(&Span { start: world.now, end: world.now }), Span::ALWAYS);
}
