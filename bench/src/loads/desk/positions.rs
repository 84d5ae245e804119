//! Aircraft tell a desk where they are: many at once, as a tracking service does it, and one by one.

use super::{Operation, fill};
use crate::body;
use crate::loads::CONNECTIONS;
use crate::world::{POSITIONS, Worker, World, unix_ms};
use anyhow::Result;
use memchr::memmem;
use std::rc::Rc;

/// Positions of a batch.
const BATCH: usize = 100;
/// Connections that bring batches.
const FEW: usize = 8;

pub async fn run(world: &Rc<World>) -> Result<()> {
    let operations = fill(world, ",\"state\":\"activated\"").await?;
    let phases = [
        ("batches of 100", BATCH, FEW, "positions a second in batches of 100"),
        ("one by one", 1, CONNECTIONS, "positions a second one by one"),
    ];
    for (kind, batch, connections, figure) in phases {
        // A connection has operations of its own, so that none of their positions is overtaken by a later one.
        let connections = world.args.connections.unwrap_or(connections).min(operations.len());
        let operations = operations.clone();
        let report = move |worker| report(worker, kind, (batch, connections), operations.clone());
        world.phase(connections, Some(world.args.seconds as f64), world.args.rate, report).await?;
        let answered = world.measure.borrow().kinds.get(kind).map_or(0, |kind| kind.latency.count());
        world.figure(figure, answered as f64 * batch as f64 / world.measured_s());
    }
    Ok(())
}

async fn report(
    mut worker: Worker,
    kind: &'static str,
    (batch, connections): (usize, usize),
    operations: Rc<Vec<Operation>>,
) -> Result<()> {
    let mut own = operations.iter().skip(worker.number).step_by(connections).cycle();
    while let Some(turn) = worker.world.clone().turn().await {
        let now = unix_ms();
        let picks: Vec<_> = own.by_ref().take(batch).map(|operation| (operation, worker.random.bits() as usize)).collect();
        let out = worker.begin_as_user("POST", &[POSITIONS]);
        out.extend_from_slice(b"{\"positions\":[");
        for (number, (operation, pick)) in picks.into_iter().enumerate() {
            let leg = &operation.legs[pick % operation.legs.len()];
            if number > 0 {
                out.push(b',');
            }
            body::position(out, operation.id, (leg.lat, leg.lng, f64::midpoint(leg.lower_m, leg.upper_m)), now);
        }
        out.extend_from_slice(b"]}");
        let status = worker.send(kind, turn.since, &[200]).await?;
        let inside = memmem::find_iter(worker.connection.body(), b"\"inside\"").count();
        if status == 200 && inside != batch {
            let answer = worker.connection.body().to_vec();
            worker.world.measure.borrow_mut().unexpected(kind, status, &answer);
        }
    }
    Ok(())
}
