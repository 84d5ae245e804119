//! Queries among a million live operations: of a quiet place, of a busy one, and of a crowd.

use super::{CONNECTIONS, place};
use crate::body::{self, Subscription, Volume};
use crate::world::{INTENTS, QUERY_INTENTS, Worker, World, unix_ms};
use anyhow::Result;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Instant;

/// Operations spread over the region and over half a day.
const SPREAD: usize = 1_000_000;
/// Operations in the busy cell: so many heights, in each window of ten minutes of a day.
const HEIGHTS: u64 = 139;
const HEIGHT_M: f64 = 5.0;
const WINDOWS: u64 = 144;
const WINDOW_MS: u64 = 10 * 60_000;
const HALF_A_DAY_MS: u64 = 12 * 3_600_000;
const MINUTE_MS: u64 = 60_000;

pub async fn run(world: &Rc<World>) -> Result<()> {
    let connections = world.args.connections.unwrap_or(CONNECTIONS);
    let now = unix_ms();
    let next = Rc::new(Cell::new(0));
    let (spread, crowd) = (world.args.scaled(SPREAD) as u64, world.args.scaled((HEIGHTS * WINDOWS) as usize) as u64);
    let fill = move |worker| fill(worker, next.clone(), now, spread, spread + crowd);
    world.phase(CONNECTIONS, None, 0.0, fill).await?;

    let place = place::busy(now, now + WINDOWS * WINDOW_MS);
    let (seconds, rate) = (Some(world.args.seconds as f64), world.args.rate);
    let quiet = move |worker| {
        ask(worker, "query quiet", move |worker| {
            let number = worker.random.bits() % spread;
            place::slot(number, start_of(number, now), 30 * MINUTE_MS)
        })
    };
    world.phase(connections, seconds, rate, quiet).await?;
    let busy = move |worker| {
        ask(worker, "query busy", move |worker| {
            let start_ms = now + worker.random.bits() % (WINDOWS * WINDOW_MS - 20 * MINUTE_MS);
            Volume { lower_m: 0.0, upper_m: 120.0, start_ms, end_ms: start_ms + 10 * MINUTE_MS, ..place }
        })
    };
    world.phase(connections, seconds, rate, busy).await?;
    let crowd = move |worker| {
        ask(worker, "query crowd", move |worker| {
            let start_ms = now + worker.random.bits() % (WINDOWS * WINDOW_MS - 70 * MINUTE_MS);
            Volume { start_ms, end_ms: start_ms + 60 * MINUTE_MS, ..place }
        })
    };
    world.phase(connections, seconds, rate, crowd).await
}

fn start_of(number: u64, now: u64) -> u64 {
    // Scattered, so that the operations of one place do not all begin at the same time.
    now + (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) % (HALF_A_DAY_MS / MINUTE_MS) * MINUTE_MS
}

async fn fill(mut worker: Worker, next: Rc<Cell<u64>>, now: u64, spread: u64, all: u64) -> Result<()> {
    let busy = place::busy(now, now);
    while next.get() < all {
        let number = next.replace(next.get() + 1);
        let volume = if number < spread {
            place::slot(number, start_of(number, now), 30 * MINUTE_MS)
        } else {
            let (window, height) = ((number - spread) % WINDOWS, (number - spread) / WINDOWS);
            let (lower_m, start_ms) = (height as f64 * HEIGHT_M, now + window * WINDOW_MS);
            let (upper_m, end_ms) = (lower_m + HEIGHT_M - 0.5, start_ms + WINDOW_MS - 1000);
            Volume { lower_m, upper_m, start_ms, end_ms, ..busy }
        };
        let mut id = Vec::with_capacity(36);
        worker.world.id().write(&mut id);
        let out = worker.begin("PUT", &[INTENTS, &id], number as usize);
        body::begin_intent(out, &volume, "Accepted", Subscription::None);
        body::end_intent(out);
        // The crowd's cell has a few of the others in it, whose slots may be in the way: not many, and not the point.
        worker.send("fill", Instant::now(), &[201, 409]).await?;
    }
    Ok(())
}

async fn ask(mut worker: Worker, kind: &'static str, volume: impl Fn(&mut Worker) -> Volume) -> Result<()> {
    while let Some(turn) = worker.world.clone().turn().await {
        let volume = volume(&mut worker);
        let party = worker.number;
        body::query(worker.begin("POST", &[QUERY_INTENTS], party), &volume);
        worker.send(kind, turn.since, &[200]).await?;
    }
    Ok(())
}
