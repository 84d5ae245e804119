//! Creations spread over a region, each with an implicit subscription, in slots that do not meet: with the query that
//! clients make first, and without.

use super::{CONNECTIONS, place};
use crate::body::{self, Subscription};
use crate::world::{INTENTS, QUERY_INTENTS, Turn, Worker, World, unix_ms};
use anyhow::Result;
use std::rc::Rc;
use std::time::Instant;

const LENGTH_MS: u64 = 30 * 60 * 1000;

pub async fn run(world: &Rc<World>, with_query: bool) -> Result<()> {
    let connections = world.args.connections.unwrap_or(CONNECTIONS);
    let seconds = world.args.seconds as f64;
    world.phase(connections, Some(seconds), world.args.rate, move |worker| work(worker, with_query)).await
}

async fn work(mut worker: Worker, with_query: bool) -> Result<()> {
    while let Some(turn) = worker.world.clone().turn().await {
        create(&mut worker, turn, with_query).await?;
    }
    Ok(())
}

async fn create(worker: &mut Worker, turn: Turn, with_query: bool) -> Result<()> {
    let volume = place::slot(turn.number, unix_ms(), LENGTH_MS);
    let party = turn.number as usize;
    let mut since = turn.since;
    let mut key = Vec::new();
    if with_query {
        body::query(worker.begin("POST", &[QUERY_INTENTS], party), &volume);
        worker.send("query", since, &[200]).await?;
        key = worker.key();
        since = Instant::now();
    }
    let mut id = Vec::with_capacity(36);
    worker.world.id().write(&mut id);
    let out = worker.begin("PUT", &[INTENTS, &id], party);
    body::begin_intent(out, &volume, "Accepted", Subscription::Implicit);
    out.extend_from_slice(&key);
    body::end_intent(out);
    worker.send("create", since, &[201]).await?;
    if with_query {
        worker.world.whole("query+create", turn.since);
    }
    Ok(())
}
