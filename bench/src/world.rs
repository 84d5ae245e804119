//! What all connections of a load share, and how one of them asks.

use crate::args::Args;
use crate::body;
use crate::client::Connection;
use crate::measure::Measure;
use crate::random::{Id, Random};
use crate::server::{Probe, Work};
use anyhow::Result;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::future::Future;
use std::hash::{BuildHasherDefault, Hasher};
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::task::LocalSet;

/// The paths of the DSS.
pub const INTENTS: &[u8] = b"/dss/v1/operational_intent_references/";
/// The path of a query of operational intents.
pub const QUERY_INTENTS: &[u8] = b"/dss/v1/operational_intent_references/query";
/// The path of subscriptions.
pub const SUBSCRIPTIONS: &[u8] = b"/dss/v1/subscriptions/";
/// The path of a query of subscriptions.
pub const QUERY_SUBSCRIPTIONS: &[u8] = b"/dss/v1/subscriptions/query";

/// The path of a desk's plans.
pub const PLANS: &[u8] = b"/api/v1/desk/plans/";
/// The path of positions of a desk's aircraft.
pub const POSITIONS: &[u8] = b"/api/v1/desk/positions";
/// The path of questions of what a plan would meet.
pub const CHECKS: &[u8] = b"/api/v1/desk/checks";
/// The path at which a desk tells of its operations and is told of others'.
pub const DETAILS: &[u8] = b"/uss/v1/operational_intents";

/// A DSS in a process of its own, beside the desk that is measured.
#[derive(Clone, Copy, Debug)]
pub struct Dss {
    /// Where it listens.
    pub address: SocketAddr,
    /// How to look at it.
    pub probe: Probe,
}

/// What all connections share. One thread runs them all, so that none waits for a lock.
pub struct World {
    /// The arguments.
    pub args: Args,
    /// The server.
    pub address: SocketAddr,
    /// How to look at it.
    pub probe: Probe,
    /// What it did in each measured phase.
    pub work: RefCell<Vec<Work>>,
    /// The `Authorization` headers of the parties `uss1`, `uss2`, …
    pub parties: Vec<String>,
    /// That of the desk's user, if the server is a desk.
    pub user: String,
    /// The DSS of the desk, if the server is one.
    pub dss: Option<Dss>,
    /// Single figures that a load found, with their names.
    pub figures: RefCell<Vec<(&'static str, f64)>>,
    /// What is measured.
    pub measure: RefCell<Measure>,
    /// The OVNs that the parties have told each other.
    pub ovns: RefCell<HashMap<u128, Vec<u8>, BuildHasherDefault<IdHasher>>>,
    made: Instant,
    /// When the present phase began, when its measurement begins, and when it ends.
    began: Cell<Instant>,
    counts_from: Cell<Instant>,
    ends: Cell<Instant>,
    /// For how long the last phase was measured.
    measured_s: Cell<f64>,
    rate: Cell<f64>,
    turns: Cell<u64>,
    requests: Cell<u64>,
    seeds: Cell<u64>,
    ids: RefCell<Random>,
}

/// Ids are random already.
#[derive(Default)]
pub struct IdHasher(u64);

impl Hasher for IdHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u128(&mut self, id: u128) {
        self.0 = (id ^ (id >> 64)) as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// One turn of one connection: when it was meant to begin.
#[derive(Clone, Copy)]
pub struct Turn {
    /// How many came before it in this phase.
    pub number: u64,
    /// With a rate, when it should have begun, however late it does; without, now.
    pub since: Instant,
}

impl World {
    /// A world in which nothing happens yet.
    pub fn new(
        args: Args,
        (address, probe): (SocketAddr, Probe),
        dss: Option<Dss>,
        (parties, user): (Vec<String>, String),
    ) -> Rc<World> {
        let now = Instant::now();
        // Different with every run, so that ids do not meet those of a run before.
        let seed = unix_ms();
        Rc::new(World {
            args,
            address,
            probe,
            work: RefCell::default(),
            parties,
            user,
            dss,
            figures: RefCell::default(),
            measure: RefCell::default(),
            ovns: RefCell::default(),
            made: now,
            began: Cell::new(now),
            counts_from: Cell::new(now),
            ends: Cell::new(now),
            measured_s: Cell::new(0.0),
            rate: Cell::new(0.0),
            turns: Cell::new(0),
            requests: Cell::new(0),
            seeds: Cell::new(seed),
            ids: RefCell::new(Random::new(seed)),
        })
    }

    /// A new id.
    pub fn id(&self) -> Id {
        self.ids.borrow_mut().id()
    }

    /// Whether this phase is over.
    pub fn is_over(&self) -> bool {
        Instant::now() >= self.ends.get()
    }

    /// The next turn of this phase, at its time; `None` once the phase is over.
    pub async fn turn(&self) -> Option<Turn> {
        let number = self.turns.replace(self.turns.get() + 1);
        let now = Instant::now();
        let rate = self.rate.get();
        if rate <= 0.0 {
            return (now < self.ends.get()).then_some(Turn { number, since: now });
        }
        let since = self.began.get() + Duration::from_secs_f64(number as f64 / rate);
        if since >= self.ends.get() {
            return None;
        }
        if since > now {
            tokio::time::sleep_until(since.into()).await;
        }
        Some(Turn { number, since })
    }

    /// Runs a phase: `connections` workers until each has ended. With `seconds`, turns end then, and what begins in the
    /// first tenth of it, at most 2 s, is not measured; without, nothing is measured.
    ///
    /// # Errors
    /// The first error of a worker.
    pub async fn phase<F>(
        self: &Rc<World>,
        connections: usize,
        seconds: Option<f64>,
        rate: f64,
        work: impl Fn(Worker) -> F,
    ) -> Result<()>
    where
        F: Future<Output = Result<()>> + 'static,
    {
        let mut workers = Vec::new();
        for number in 0..connections {
            let seed = self.seeds.replace(self.seeds.get() + 1);
            let random = Random::new(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
            let connection = Connection::open(self.address).await?;
            workers.push(Worker { world: self.clone(), connection, random, number });
        }
        if seconds.is_some() {
            tokio::time::sleep(Duration::from_secs(self.args.pause)).await;
        }
        let before = self.probe.look(self.made, self.requests.get());
        let now = Instant::now();
        let length = Duration::from_secs_f64(seconds.unwrap_or(86_400.0));
        let warming = if seconds.is_some() { (length / 10).min(Duration::from_secs(2)) } else { length };
        self.began.set(now);
        self.counts_from.set(now + warming);
        self.ends.set(now + length);
        self.rate.set(rate);
        self.turns.set(0);
        let local = LocalSet::new();
        let tasks: Vec<_> = workers.into_iter().map(|worker| local.spawn_local(work(worker))).collect();
        local
            .run_until(async {
                for task in tasks {
                    task.await??;
                }
                anyhow::Ok(())
            })
            .await?;
        if seconds.is_some() {
            self.work.borrow_mut().push(self.probe.look(self.made, self.requests.get()).since(&before));
            self.measured_s.set((length - warming).as_secs_f64());
            self.measure.borrow_mut().close(self.measured_s.get());
        }
        Ok(())
    }

    /// Counts a whole operation.
    pub fn whole(&self, kind: &'static str, since: Instant) {
        self.took(kind, since, since.elapsed());
    }

    /// Counts what took so long, of a turn that began at `since`.
    pub fn took(&self, kind: &'static str, since: Instant, took: Duration) {
        if self.counts(since) {
            self.measure.borrow_mut().whole(kind, took);
        }
    }

    /// Whether what began then is measured.
    pub fn counts(&self, since: Instant) -> bool {
        since >= self.counts_from.get()
    }

    /// Counts what of the last phase was known only after it.
    pub fn afterwards(&self, kind: &'static str, all: impl Iterator<Item = Duration>) {
        let mut measure = self.measure.borrow_mut();
        all.for_each(|took| measure.whole(kind, took));
        measure.close(self.measured_s.get());
    }

    /// Notes a figure.
    pub fn figure(&self, name: &'static str, value: f64) {
        self.figures.borrow_mut().push((name, value));
    }

    /// Seconds for which a phase is measured, of all that it runs.
    pub fn measured_s(&self) -> f64 {
        self.measured_s.get()
    }

    /// The OVN of an entity, as its manager has told it.
    pub fn learn(&self, id: Id, ovn: Vec<u8>) {
        self.ovns.borrow_mut().insert(id.0, ovn);
    }

    /// Nobody needs to know that OVN any more.
    pub fn forget(&self, id: Id) {
        self.ovns.borrow_mut().remove(&id.0);
    }
}

/// One connection with what it needs.
pub struct Worker {
    /// What it shares.
    pub world: Rc<World>,
    /// Its connection.
    pub connection: Connection,
    /// Its own random numbers.
    pub random: Random,
    /// Which of the connections it is.
    pub number: usize,
}

impl Worker {
    /// Begins a request for `party`; its body goes to `connection.out`.
    pub fn begin(&mut self, method: &str, path: &[&[u8]], party: usize) -> &mut Vec<u8> {
        let world = self.world.clone();
        self.connection.begin(method, path, &world.parties[party % world.parties.len()]);
        &mut self.connection.out
    }

    /// The same for the desk's user.
    pub fn begin_as_user(&mut self, method: &str, path: &[&[u8]]) -> &mut Vec<u8> {
        let world = self.world.clone();
        self.connection.begin(method, path, &world.user);
        &mut self.connection.out
    }

    /// Sends the request and counts its answer, from `since` on.
    ///
    /// # Errors
    /// If the server cannot be reached any more.
    pub async fn send(&mut self, kind: &'static str, since: Instant, expected: &[u16]) -> Result<u16> {
        let status = self.connection.exchange().await?;
        self.world.requests.set(self.world.requests.get() + 1);
        let mut measure = self.world.measure.borrow_mut();
        if since >= self.world.counts_from.get() {
            measure.answer(kind, since.elapsed(), status, self.connection.body().len());
        }
        if !expected.contains(&status) {
            measure.unexpected(kind, status, self.connection.body());
        }
        Ok(status)
    }

    /// The key that the last answer calls for, as a client would make it: the OVNs of all that it lists.
    pub fn key(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let ovns = self.world.ovns.borrow();
        for ovn in body::ids(self.connection.body()).filter_map(|id| ovns.get(&id.0)) {
            out.push(b'"');
            out.extend_from_slice(ovn);
            out.extend_from_slice(b"\",");
        }
        out
    }
}

/// Milliseconds since 1970.
pub fn unix_ms() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64)
}
