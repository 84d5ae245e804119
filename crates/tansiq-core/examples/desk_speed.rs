//! How long a desk takes over what is asked of it often, with 100,000 operations of others and 1,000 of its own.
//!
//! `cargo run --release -p tansiq-core --example desk_speed`. The state is built through `decide` and `apply`.

// Time is what is measured here; the core itself is not asked for it.
#![allow(clippy::disallowed_methods)]

use std::time::{Duration, Instant};
use tansiq_core::desk::verdict::Probe;
use tansiq_core::desk::*;
use tansiq_core::{Caller, Context, EntityId, Machine, Timestamp};
use tansiq_geo::{LatLng, Polygon, Volume};

const OTHERS: u64 = 100_000;
const OWN: u64 = 1_000;
const ROUNDS: u32 = 50;
const START: Timestamp = Timestamp(1_780_272_000_000_000);
const MINUTE_US: i64 = 60_000_000;

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, below: f64) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64 * below
    }
}

struct Desk {
    state: State,
    count: u64,
}

impl Desk {
    fn ask(&mut self, command: &Command) -> Result<Outcome, Rejection> {
        self.count += 1;
        let mut fresh = [0; 32];
        fresh[..8].copy_from_slice(&self.count.to_le_bytes());
        let context = Context { now: START, caller: Caller { name: "peer".into(), monitors_conformance: false }, fresh };
        let decision = self.state.decide(&context, command)?;
        decision.events.iter().for_each(|event| self.state.apply(self.count, START, &context.caller.name, event));
        Ok(decision.outcome)
    }

    fn expect(&mut self, command: &Command) -> Outcome {
        self.ask(command).unwrap_or_else(|refusal| panic!("{refusal:?}"))
    }
}

fn id(kind: u8, n: u64) -> EntityId {
    let [a, b, c, d, ..] = n.to_be_bytes()[4..] else { unreachable!() };
    let bytes = [kind, 0, a, b, c, d, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 1];
    EntityId::from_uuid(uuid::Uuid::from_bytes(bytes)).unwrap()
}

/// A box of 200 m, 30 m and some minutes.
fn volume((lat, lng): (f64, f64), lower_m: f64, (from, minutes): (f64, f64)) -> Volume {
    let at = |north: f64, east: f64| LatLng::new(lat + 0.002 * north, lng + 0.002 * east).unwrap();
    let outline = vec![at(0.0, 0.0), at(0.0, 1.0), at(1.0, 1.0), at(1.0, 0.0)];
    let start = START.0 + (from * MINUTE_US as f64) as i64;
    let volume = Volume::new(Polygon::new(outline).unwrap()).between_heights(lower_m, lower_m + 30.0).unwrap();
    volume.between_times(start, start + (minutes * MINUTE_US as f64) as i64).unwrap()
}

/// Somewhere in an area of so many degrees, today.
fn anywhere(numbers: &mut Numbers, degrees: f64) -> Volume {
    let place = (45.0 + numbers.below(degrees), 9.0 + numbers.below(degrees));
    volume(place, numbers.below(120.0), (numbers.below(1_440.0), 20.0))
}

/// A route of 100 volumes over 20 km in 50 minutes; each beside the one before.
fn route(beside: u32) -> Plan {
    let lng = 9.1 + 0.003 * f64::from(beside);
    let leg = |n: u32| volume((45.1 + 0.0018 * f64::from(n), lng), 60.0, (300.0 + 0.5 * f64::from(n), 1.0));
    Plan { priority: 5, volumes: Volumes::exact((0..100).map(leg).collect()), ..Plan::default() }
}

fn known(n: u64, version: i32, volume: Volume) -> Known {
    let volumes = Volumes::exact(vec![volume]);
    Known {
        id: id(2, n),
        manager: "peer".into(),
        uss_base_url: "https://peer.example".into(),
        version,
        state: OperationState::Accepted,
        span: volumes.span().unwrap(),
        disclosure: Disclosure::Told { ovn: "an-ovn".into(), priority: 0, volumes, off_nominal: Volumes::default() },
    }
}

fn begin(n: u64, plan: Plan) -> Command {
    let rules = Rules { equal_priority_may_overlap: true };
    let state = OperationState::Accepted;
    Command::BeginWrite(Box::new(BeginWrite { id: id(1, n), expect: Expect::Any, state, plan: Some(plan), rules }))
}

fn finish(n: u64, attempt: u64) -> Command {
    let reference = Reference { ovn: "an-ovn".into(), version: 1, subscription: None };
    Command::FinishWrite { id: id(1, n), attempt, result: WriteResult::Landed { reference, subscribers: Vec::new() } }
}

fn attempt(outcome: &Outcome) -> u64 {
    if let Outcome::Begun(begun) = outcome { begun.attempt } else { panic!("{outcome:?}") }
}

fn build(degrees: f64) -> Desk {
    let mut numbers = Numbers(1);
    let mut desk = Desk { state: State::default(), count: 0 };
    for from in (0..OTHERS).step_by(1_000) {
        let operations = (from..from + 1_000).map(|n| known(n, 1, anywhere(&mut numbers, degrees))).collect();
        desk.expect(&Command::Learn(Box::new(Learn { operations, ..Learn::default() })));
    }
    for n in 0..OWN {
        let plan = Plan { priority: 1, volumes: Volumes::exact(vec![anywhere(&mut numbers, degrees)]), ..Plan::default() };
        let outcome = desk.expect(&begin(n, plan));
        desk.expect(&finish(n, attempt(&outcome)));
    }
    desk
}

fn show(what: &str, mut work: impl FnMut(u32)) {
    let times: Vec<Duration> = (0..ROUNDS)
        .map(|round| {
            let start = Instant::now();
            work(round);
            start.elapsed()
        })
        .collect();
    let mean = times.iter().sum::<Duration>() / ROUNDS;
    println!(
        "{what:<60} {:>8.3} ms, at most {:>8.3} ms",
        mean.as_secs_f64() * 1e3,
        times.iter().max().unwrap().as_secs_f64() * 1e3
    );
}

fn measure(degrees: f64) {
    let start = Instant::now();
    let mut desk = build(degrees);
    println!("{OTHERS} operations of others and {OWN} own over {degrees}°; built in {:.1} s", start.elapsed().as_secs_f64());
    let plan = route(0);
    let probe = Probe { id: None, plan: &plan, in_use: None, rules: Rules::default() };
    println!("  a route of 100 volumes meets {}", desk.state.meetings(probe).len());
    show("  verdict on a route of 100 volumes", |_| assert!(desk.state.meetings(probe).len() < 1_000));
    show("  its blockers", |_| assert!(desk.state.blockers(probe).len() < 100_000));
    let mut attempts = Vec::new();
    let mut commands = (0..ROUNDS).map(|n| begin(5_000 + u64::from(n), route(n)));
    show("  begin a write of one", |_| attempts.extend(commands.next().map(|begin| attempt(&desk.expect(&begin)))));
    show("  finish it", |n| drop(desk.expect(&finish(5_000 + u64::from(n), attempts[n as usize]))));
    let mut numbers = Numbers(9);
    show("  be told of a peer's operation", |n| {
        let now = known(u64::from(n), 2, anywhere(&mut numbers, degrees));
        desk.expect(&Command::TellOperation { id: now.id, now: Some(Box::new(now)), rules: Rules::default() });
    });
    show("  learn of 100 of them", |n| {
        let one = |k: u64| known(1_000 + u64::from(n) * 100 + k, 2, anywhere(&mut numbers, degrees));
        desk.expect(&Command::Learn(Box::new(Learn { operations: (0..100).map(one).collect(), ..Learn::default() })));
    });
    let before = START.plus(Duration::from_secs(4 * 86_400));
    show("  sweep 500 things", |_| drop(desk.expect(&Command::Sweep { before })));
}

fn main() {
    measure(2.0);
    measure(0.3);
}
