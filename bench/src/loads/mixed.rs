//! Lives of flights over the region, 20,000 in the air at a time: each is looked for, created, activated and ended, and its
//! operator looks at its subscriptions twice.

use super::{CONNECTIONS, place};
use crate::body::{self, Subscription, Volume};
use crate::random::Id;
use crate::world::{INTENTS, QUERY_INTENTS, QUERY_SUBSCRIPTIONS, Worker, World, unix_ms};
use anyhow::{Context, Result};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Instant;

const ALIVE: usize = 20_000;
const LENGTH_MS: u64 = 10 * 60_000;
/// How often a write is tried again after others were in its way.
const TRIES: usize = 5;

struct Flight {
    id: Id,
    ovn: Vec<u8>,
    subscription: Id,
    party: usize,
    volume: Volume,
}

/// Flights that are planned, and flights that are under way, oldest first.
#[derive(Default)]
struct Sky {
    planned: RefCell<VecDeque<Flight>>,
    flying: RefCell<VecDeque<Flight>>,
}

pub async fn run(world: &Rc<World>) -> Result<()> {
    let connections = world.args.connections.unwrap_or(CONNECTIONS);
    let alive = world.args.scaled(ALIVE);
    let sky = Rc::new(Sky::default());
    let filled = sky.clone();
    world.phase(CONNECTIONS, None, 0.0, move |worker| fill(worker, filled.clone(), alive)).await?;
    world.phase(connections, Some(world.args.seconds as f64), world.args.rate, move |worker| work(worker, sky.clone())).await
}

async fn fill(mut worker: Worker, sky: Rc<Sky>, alive: usize) -> Result<()> {
    while sky.planned.borrow().len() + sky.flying.borrow().len() < alive {
        plan(&mut worker, &sky, Instant::now()).await?;
        if sky.planned.borrow().len() > alive / 2 {
            activate(&mut worker, &sky).await?;
        }
    }
    Ok(())
}

/// One life a turn, though of three flights: one is planned, one takes off, one has landed.
async fn work(mut worker: Worker, sky: Rc<Sky>) -> Result<()> {
    while let Some(turn) = worker.world.clone().turn().await {
        plan(&mut worker, &sky, turn.since).await?;
        look_at_subscriptions(&mut worker, &sky).await?;
        activate(&mut worker, &sky).await?;
        look_at_subscriptions(&mut worker, &sky).await?;
        end(&mut worker, &sky).await?;
        worker.world.whole("life", turn.since);
    }
    Ok(())
}

async fn plan(worker: &mut Worker, sky: &Sky, since: Instant) -> Result<()> {
    let volume = place::flight(&mut worker.random, unix_ms(), LENGTH_MS);
    let (id, party) = (worker.world.id(), worker.random.bits() as usize);
    let flight = Flight { id, ovn: Vec::new(), subscription: Id(0), party, volume };
    if let Some(flight) = write(worker, "create", flight, "Accepted", Subscription::Implicit, since).await? {
        sky.planned.borrow_mut().push_back(flight);
    }
    Ok(())
}

async fn activate(worker: &mut Worker, sky: &Sky) -> Result<()> {
    let Some(flight) = sky.planned.borrow_mut().pop_front() else { return Ok(()) };
    let subscription = Subscription::Existing(flight.subscription);
    if let Some(flight) = write(worker, "activate", flight, "Activated", subscription, Instant::now()).await? {
        sky.flying.borrow_mut().push_back(flight);
    }
    Ok(())
}

/// Queries, and writes with the key that the answer calls for; again, if others were in the way. `None` if they always were.
async fn write(
    worker: &mut Worker,
    kind: &'static str,
    mut flight: Flight,
    state: &str,
    subscription: Subscription,
    mut since: Instant,
) -> Result<Option<Flight>> {
    let mut id = Vec::new();
    flight.id.write(&mut id);
    for _ in 0..TRIES {
        body::query(worker.begin("POST", &[QUERY_INTENTS], flight.party), &flight.volume);
        worker.send("query", since, &[200]).await?;
        let key = worker.key();
        since = Instant::now();
        let path: &[&[u8]] = if flight.ovn.is_empty() { &[INTENTS, &id] } else { &[INTENTS, &id, b"/", &flight.ovn] };
        let out = worker.begin("PUT", path, flight.party);
        body::begin_intent(out, &flight.volume, state, subscription);
        out.extend_from_slice(&key);
        body::end_intent(out);
        let status = worker.send(kind, since, &[200, 201, 409]).await?;
        if status == 200 || status == 201 {
            let answer = worker.connection.body();
            flight.ovn = body::ovn(answer).context("an answer has an OVN")?;
            flight.subscription = body::subscription_of(answer).context("an answer has a subscription")?;
            worker.world.learn(flight.id, flight.ovn.clone());
            return Ok(Some(flight));
        }
        since = Instant::now();
    }
    Ok(None)
}

async fn end(worker: &mut Worker, sky: &Sky) -> Result<()> {
    let Some(flight) = sky.flying.borrow_mut().pop_front() else { return Ok(()) };
    let mut id = Vec::new();
    flight.id.write(&mut id);
    worker.begin("DELETE", &[INTENTS, &id, b"/", &flight.ovn], flight.party);
    worker.send("delete", Instant::now(), &[200]).await?;
    worker.world.forget(flight.id);
    Ok(())
}

async fn look_at_subscriptions(worker: &mut Worker, sky: &Sky) -> Result<()> {
    let Some((party, volume)) = sky.flying.borrow().back().map(|flight| (flight.party, flight.volume)) else { return Ok(()) };
    body::query(worker.begin("POST", &[QUERY_SUBSCRIPTIONS], party), &volume);
    worker.send("query subscriptions", Instant::now(), &[200]).await?;
    Ok(())
}
