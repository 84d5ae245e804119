//! Peers ask a desk for the details of its operations.

use super::{Operation, fill, text};
use crate::loads::CONNECTIONS;
use crate::world::{DETAILS, Worker, World};
use anyhow::Result;
use std::rc::Rc;

/// How many are asked for a second, in turn; 0 for as many as are answered.
const RATES: [(&str, f64); 4] =
    [("details, 500/s", 500.0), ("details, 1000/s", 1_000.0), ("details, 2000/s", 2_000.0), ("details, all speed", 0.0)];

pub async fn run(world: &Rc<World>) -> Result<()> {
    let connections = world.args.connections.unwrap_or(CONNECTIONS);
    let operations = fill(world, "").await?;
    let given = [("details", world.args.rate)];
    let rates: &[_] = if world.args.rate > 0.0 { &given } else { &RATES };
    for (kind, rate) in rates {
        let operations = operations.clone();
        let ask = move |worker| ask(worker, kind, operations.clone());
        world.phase(connections, Some(world.args.seconds as f64), *rate, ask).await?;
    }
    Ok(())
}

async fn ask(mut worker: Worker, kind: &'static str, operations: Rc<Vec<Operation>>) -> Result<()> {
    while let Some(turn) = worker.world.clone().turn().await {
        let number = worker.random.bits() as usize % operations.len();
        let (id, party) = (text(operations[number].id), worker.number);
        worker.begin("GET", &[DETAILS, b"/", &id], party);
        worker.send(kind, turn.since, &[200]).await?;
    }
    Ok(())
}
