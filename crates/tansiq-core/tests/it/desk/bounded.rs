//! One command records a bounded number of meetings, the most serious first, and says when there were more.

use super::cube::Cube;
use super::world::*;
use tansiq_core::desk::OperationState::Accepted;
use tansiq_core::desk::bounds::{MAX_MEETINGS, MAX_MET, MAX_PAIRS, MAX_PAIRS_COUNTED};
use tansiq_core::desk::*;
use tansiq_core::{Caller, Context, EntityId, Machine};
use tansiq_geo::{Circle, LatLng, Volume};

const HERE: Cube = Cube { x: (0, 1), y: (0, 1), z: (0, 1), t: (0, 6) };

fn id(n: usize) -> EntityId {
    crate::script::entity_id(1 + (n >> 8) as u8, n)
}

/// Without the checks of the world, which take their time with so many.
fn ask(state: &mut State, command: Command) -> Answer {
    let caller = Caller { name: "peer".into(), monitors_conformance: false };
    let context = Context { now: super::cube::moment(0), caller, fresh: [0; 32] };
    let decision = state.decide(&context, &command)?;
    let bytes: usize = decision.events.iter().map(|event| serde_json::to_string(event).unwrap().len()).sum();
    assert!(bytes < 4 * 1024 * 1024, "a record of {bytes} bytes");
    decision.events.iter().for_each(|event| state.apply(0, context.now, &context.caller.name, event));
    Ok(decision.outcome)
}

fn begin(state: &mut State, n: usize, priority: i64, cubes: &[Cube]) -> Answer {
    let begin = BeginWrite {
        id: id(n),
        expect: Expect::Any,
        state: Accepted,
        plan: Some(Plan { name: "x".repeat(1_000), ..plan(priority, cubes) }),
        rules: Rules { equal_priority_may_overlap: true },
    };
    ask(state, Command::BeginWrite(Box::new(begin)))
}

#[test]
fn a_volume_over_everything_records_what_fits_and_says_that_there_is_more() {
    let mut state = State::default();
    let own = MAX_MET + 20;
    for n in 0..own {
        let (x, y) = (n as i32 % 24, n as i32 / 24);
        begin(&mut state, n, 0, &[Cube::at(x, y, 0, 0), Cube::at(x, y, 1, 0), Cube::at(x, y, 2, 0)]).unwrap();
        let result = WriteResult::Landed { reference: reference(1), subscribers: vec![] };
        let attempt = n as u64;
        ask(&mut state, Command::FinishWrite { id: id(n), attempt, result }).unwrap();
    }
    let over_all = id(9_000);
    let giant = Known { id: over_all, ..known(0, 1, 9, &[Cube { x: (-1, 25), y: (-1, 25), z: (-9, 9), t: (-9, 9) }]) };
    ask(&mut state, Command::TellOperation { id: over_all, now: Some(Box::new(giant)), rules: Rules::default() }).unwrap();
    let met = (0..own).filter(|n| state.meetings_of(id(*n)).any(|meeting| meeting.other == over_all)).count();
    assert_eq!(met, MAX_MET);
    let left_out: Vec<_> =
        state.notices_after(None).filter(|notice| matches!(notice.what, NoticeKind::MeetingsLeftOut { count: 20 })).collect();
    assert_eq!(left_out.len(), 1);
    state.check_invariants().unwrap();
    ask(&mut state, Command::TellOperation { id: over_all, now: None, rules: Rules::default() }).unwrap();
    state.check_invariants().unwrap();
}

#[test]
fn a_plan_that_meets_too_much_is_refused() {
    let mut state = State::default();
    let peers = |from: usize, to: usize| {
        let operations = (from..to).map(|n| Known { id: id(n), ..known(0, 1, 0, &[HERE]) }).collect();
        Command::Learn(Box::new(Learn { operations, ..Learn::default() }))
    };
    ask(&mut state, peers(0, MAX_MEETINGS - 1)).unwrap();
    assert_eq!(kind(&begin(&mut state, 5_000, 9, &[HERE])), "ok");
    ask(&mut state, peers(MAX_MEETINGS - 1, MAX_MEETINGS)).unwrap();
    assert_eq!(kind(&begin(&mut state, 6_000, 9, &[HERE])), "too many");
    assert_eq!(kind(&begin(&mut state, 6_000, -1, &[HERE])), "meets", "what blocks it is said all the same");
}

/// Thousands of volumes on thousands: a bounded number of pairs is looked for.
#[test]
fn pairs_of_volumes_are_counted_up_to_a_bound() {
    let mut world = World::new();
    let circle = |n: usize| {
        let at = LatLng::new(0.0, n as f64 * 1e-5).unwrap();
        let volume = Volume::new(Circle::new(at, 500.0).unwrap()).between_heights(0.0, 10.0).unwrap();
        volume.between_times(super::cube::moment(0).0, super::cube::moment(6).0).unwrap()
    };
    let many = Volumes::exact((0..50).map(circle).collect());
    let mut theirs = known(1, 1, 9, &[HERE]);
    theirs.disclosure =
        Disclosure::Told { ovn: "an-ovn".into(), priority: 9, volumes: many.clone(), off_nominal: Volumes::default() };
    world.learn(vec![theirs], vec![], vec![]).unwrap();
    let Err(Rejection::Meets(meetings)) = world.begin(0, Accepted, Some(Plan { volumes: many, ..Plan::default() })) else {
        panic!()
    };
    assert_eq!((meetings[0].pairs.len(), meetings[0].pairs_total), (MAX_PAIRS, MAX_PAIRS_COUNTED));
}
