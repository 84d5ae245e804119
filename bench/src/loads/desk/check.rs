//! What would a plan meet? Held against many operations that others told the desk of, without asking anybody.
//!
//! As in `crates/tansiq-geo/examples/alternatives_speed.rs`: others are spread over 100 × 100 km and a day, in heights up to
//! 130 m, for an hour each; a plan of 100 volumes flies 50 km in 100 minutes.

use crate::body::{self, Volume, degrees};
use crate::loads::CONNECTIONS;
use crate::random::Random;
use crate::world::{CHECKS, DETAILS, Worker, World, unix_ms};
use anyhow::Result;
use memchr::memmem;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Instant;

/// Others' operations of one volume that the desk knows.
const FEW: usize = 10_000;
const MANY: usize = 100_000;
/// The south-western corner and the side of where they are.
const CORNER: (f64, f64) = (33.6, 35.5);
const SIDE_M: f64 = 100_000.0;
const LEGS: u64 = 100;
const LEG_M: f64 = 500.0;
const MINUTE_MS: u64 = 60_000;
const WITH_WAYS: &str = ",\"discover\":false,\"alternatives\":{}";
const WITHOUT_WAYS: &str = ",\"discover\":false";

/// A kind of question: its name, how many volumes, what else is asked, and what to call the share that is blocked.
type Question = (&'static str, u64, &'static str, &'static str);

const AMONG_FEW: [Question; 4] = [
    ("1 volume, few", 1, WITHOUT_WAYS, "share blocked: 1 volume, few"),
    ("1 volume, few, ways", 1, WITH_WAYS, "share blocked: 1 volume, few, ways"),
    ("100 volumes, few", LEGS, WITHOUT_WAYS, "share blocked: 100 volumes, few"),
    ("100 volumes, few, ways", LEGS, WITH_WAYS, "share blocked: 100 volumes, few, ways"),
];
const AMONG_MANY: [Question; 4] = [
    ("1 volume, many", 1, WITHOUT_WAYS, "share blocked: 1 volume, many"),
    ("1 volume, many, ways", 1, WITH_WAYS, "share blocked: 1 volume, many, ways"),
    ("100 volumes, many", LEGS, WITHOUT_WAYS, "share blocked: 100 volumes, many"),
    ("100 volumes, many, ways", LEGS, WITH_WAYS, "share blocked: 100 volumes, many, ways"),
];

pub async fn run(world: &Rc<World>) -> Result<()> {
    let now = unix_ms();
    let next = Rc::new(Cell::new(0));
    for (count, questions) in [(FEW, AMONG_FEW), (MANY, AMONG_MANY)] {
        let (count, next) = (world.args.scaled(count), next.clone());
        let tell = move |worker| tell(worker, next.clone(), count, now);
        let began = Instant::now();
        world.phase(CONNECTIONS, None, 0.0, tell).await?;
        world.figure(
            if count == world.args.scaled(FEW) { "seconds to be told of few" } else { "seconds to be told of the rest" },
            began.elapsed().as_secs_f64(),
        );
        for question in questions {
            ask_all(world, question, now).await?;
        }
    }
    Ok(())
}

/// Parties tell of their operations until `count` of them are known.
async fn tell(mut worker: Worker, next: Rc<Cell<usize>>, count: usize, now: u64) -> Result<()> {
    while next.get() < count {
        let number = next.replace(next.get() + 1);
        let volume = anywhere(&mut worker.random, number, now);
        let party = number % worker.world.parties.len();
        let id = worker.world.id();
        let manager = format!("uss{}", party + 1);
        body::notification(worker.begin("POST", &[DETAILS], party), id, &manager, &volume);
        worker.send("be told", Instant::now(), &[204]).await?;
    }
    Ok(())
}

async fn ask_all(world: &Rc<World>, (kind, legs, further, share): Question, now: u64) -> Result<()> {
    let counts = Rc::new((Cell::new(0u64), Cell::new(0u64)));
    let counted = counts.clone();
    let work = move |mut worker: Worker| {
        let counts = counted.clone();
        async move {
            while let Some(turn) = worker.world.clone().turn().await {
                let route = route(&mut worker.random, legs, now);
                let out = worker.begin_as_user("POST", &[CHECKS]);
                body::begin_plan(out, &route);
                body::end_plan(out, further);
                worker.send(kind, turn.since, &[200]).await?;
                counts.0.set(counts.0.get() + 1);
                let blocked = memmem::find(worker.connection.body(), b"\"blocked\":true").is_some();
                counts.1.set(counts.1.get() + u64::from(blocked));
            }
            Ok(())
        }
    };
    let connections = world.args.connections.unwrap_or(1);
    world.phase(connections, Some(world.args.seconds as f64), world.args.rate, work).await?;
    world.figure(share, counts.1.get() as f64 / counts.0.get().max(1) as f64);
    Ok(())
}

fn at(east_m: f64, north_m: f64) -> (f64, f64) {
    let (north, east) = (degrees(CORNER.0, north_m).0, degrees(34.05, east_m).1);
    (CORNER.0 + north, CORNER.1 + east)
}

/// One volume of another party.
fn anywhere(random: &mut Random, number: usize, now: u64) -> Volume {
    let (lat, lng) = at(random.between(0.0, SIDE_M), random.between(0.0, SIDE_M));
    let lower_m = random.between(0.0, 100.0);
    let start_ms = now + random.bits() % 1_440 * MINUTE_MS;
    let polygon = !number.is_multiple_of(4);
    let radius_m = if polygon { 500.0 } else { 300.0 };
    Volume { lat, lng, radius_m, lower_m, upper_m: lower_m + 30.0, start_ms, end_ms: start_ms + 60 * MINUTE_MS, polygon }
}

/// A plan of so many volumes in a row to the east, each a minute after the one before.
fn route(random: &mut Random, legs: u64, now: u64) -> Vec<Volume> {
    let (east_m, north_m) = (random.between(0.0, SIDE_M / 2.0), random.between(0.0, SIDE_M));
    let begin = now + (10 + random.bits() % 1_200) * MINUTE_MS;
    let leg = |number: u64| {
        let (lat, lng) = at(east_m + number as f64 * LEG_M, north_m);
        let start_ms = begin + number * MINUTE_MS;
        let end_ms = start_ms + 2 * MINUTE_MS;
        Volume { lat, lng, radius_m: 400.0, lower_m: 50.0, upper_m: 80.0, start_ms, end_ms, polygon: true }
    };
    (0..legs).map(leg).collect()
}
