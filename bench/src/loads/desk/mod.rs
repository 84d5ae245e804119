//! Loads of a party's desk, which is a process of its own beside the DSS that it asks. Peers are parties with tokens and, where
//! they must hear or be asked something, endpoints in the generator (`ears.rs`).

pub mod check;
pub mod details;
mod ears;
pub mod plan;
pub mod positions;
pub mod tell;

use super::place;
use crate::body::{self, Volume};
use crate::client::Connection;
use crate::random::Id;
use crate::world::{Dss, INTENTS, PLANS, SUBSCRIPTIONS, Worker, World, unix_ms};
use anyhow::{Context, Result, ensure};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Instant;

/// Connections that fill a desk: each of its plans is several requests to the DSS.
const FILLERS: usize = 16;
/// Volumes of an operation of a filled desk.
const LEGS: u64 = 10;
/// Operations of a filled desk.
const OPERATIONS: usize = 1_000;
const HOUR_MS: u64 = 3_600_000;

/// An operation of the desk.
struct Operation {
    id: Id,
    legs: Vec<Volume>,
}

/// Plans so many operations through the desk, each a route of ten volumes, all active now.
async fn fill(world: &Rc<World>, further: &'static str) -> Result<Rc<Vec<Operation>>> {
    let count = world.args.scaled(OPERATIONS);
    let now = unix_ms();
    let made = Rc::new(RefCell::new(Vec::new()));
    let next = Rc::new(RefCell::new(0..count as u64));
    let filled = made.clone();
    let work = move |mut worker: Worker| {
        let (made, next) = (filled.clone(), next.clone());
        async move {
            loop {
                let Some(number) = next.borrow_mut().next() else { return Ok(()) };
                let legs = place::route(number, LEGS, now - 60_000, now + 6 * HOUR_MS);
                let id = worker.world.id();
                let status = plan(&mut worker, "fill", (id, &legs), further, Instant::now()).await?;
                ensure!(status == 201, "a plan was answered {status}");
                made.borrow_mut().push(Operation { id, legs });
            }
        }
    };
    world.phase(FILLERS, None, 0.0, work).await?;
    Ok(Rc::new(made.take()))
}

/// Has the desk's user plan something, or change a plan.
async fn plan(
    worker: &mut Worker,
    kind: &'static str,
    (id, volumes): (Id, &[Volume]),
    further: &str,
    since: Instant,
) -> Result<u16> {
    let id = text(id);
    let out = worker.begin_as_user("PUT", &[PLANS, &id]);
    body::begin_plan(out, volumes);
    body::end_plan(out, further);
    worker.send(kind, since, &[200, 201]).await
}

/// A connection to the desk's DSS, for what parties do there before anything is measured.
struct ToDss {
    world: Rc<World>,
    connection: Connection,
}

impl ToDss {
    async fn open(world: &Rc<World>) -> Result<ToDss> {
        let Dss { address, .. } = world.dss.context("the load has a DSS")?;
        Ok(ToDss { world: world.clone(), connection: Connection::open(address).await? })
    }

    /// Has a party subscribe to an area.
    async fn subscribe(&mut self, party: usize, area: &Volume, uss_base_url: &str) -> Result<()> {
        let id = text(self.world.id());
        let authorization = &self.world.parties[party % self.world.parties.len()];
        self.connection.begin("PUT", &[SUBSCRIPTIONS, &id], authorization);
        body::subscription(&mut self.connection.out, area, uss_base_url);
        self.exchange(200).await
    }

    /// Has a party plan an operation that meets those whose OVNs are given. The answer is in the connection.
    async fn create(&mut self, party: usize, of: &Volume, uss_base_url: &str, ovns: &[Vec<u8>]) -> Result<()> {
        let id = text(self.world.id());
        let authorization = &self.world.parties[party % self.world.parties.len()];
        self.connection.begin("PUT", &[INTENTS, &id], authorization);
        let out = &mut self.connection.out;
        body::begin_intent_at(out, of, ("Accepted", uss_base_url), body::Subscription::None);
        for ovn in ovns {
            out.push(b'"');
            out.extend_from_slice(ovn);
            out.extend_from_slice(b"\",");
        }
        body::end_intent(out);
        self.exchange(201).await
    }

    async fn exchange(&mut self, expected: u16) -> Result<()> {
        let status = self.connection.exchange().await?;
        let said = String::from_utf8_lossy(self.connection.body());
        ensure!(status == expected, "the DSS answered {status}: {said}");
        Ok(())
    }
}

fn text(id: Id) -> Vec<u8> {
    let mut text = Vec::with_capacity(36);
    id.write(&mut text);
    text
}
