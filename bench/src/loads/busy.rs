//! One cell of level 13, where everyone wants to fly, with one explicit subscription that watches it.

use super::{CONNECTIONS, place};
use crate::body::{self, Subscription, Volume};
use crate::random::Id;
use crate::world::{INTENTS, QUERY_INTENTS, SUBSCRIPTIONS, Worker, World, unix_ms};
use anyhow::{Context, Result, ensure};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::{Duration, Instant};

const LENGTH_MS: u64 = 60_000;
/// Operations alive at once at 2,000 a second.
const BANDED_ALIVE: usize = 120_000;
/// Operations alive at once at 300 a second.
const ALL_KEYS_ALIVE: usize = 18_000;
/// Heights from -8,000 to 100,000 m hold this many bands.
const BANDS: u64 = 134_999;
const BAND_M: f64 = 0.8;
/// Connections of the load whose keys are large and whose heights are not in each other's way.
const FEW: usize = 4;
/// An OVN in a key: 44 characters, quotation marks and a comma.
const KEY_ENTRY: usize = 47;

type KeyEntry = [u8; KEY_ENTRY];

/// The cell and what flies in it.
struct Busy {
    place: Volume,
    subscription: Id,
    /// Oldest first.
    alive: RefCell<VecDeque<(Id, Vec<u8>)>>,
    /// The OVNs of all that is alive, as they stand in keys.
    keys: RefCell<VecDeque<KeyEntry>>,
    next: Cell<u64>,
}

impl Busy {
    fn band(&self, number: u64, start_ms: u64, length_ms: u64) -> Volume {
        let lower_m = -8_000.0 + (number % BANDS) as f64 * BAND_M;
        Volume { lower_m, upper_m: lower_m + BAND_M / 2.0, start_ms, end_ms: start_ms + length_ms, ..self.place }
    }

    fn low(&self, start_ms: u64, length_ms: u64) -> Volume {
        Volume { lower_m: 0.0, upper_m: 120.0, start_ms, end_ms: start_ms + length_ms, ..self.place }
    }

    fn take_next(&self) -> u64 {
        self.next.replace(self.next.get() + 1)
    }

    fn add(&self, id: Id, ovn: Vec<u8>) {
        let mut entry = *b"\"............................................\",";
        if ovn.len() == KEY_ENTRY - 3 {
            entry[1..KEY_ENTRY - 2].copy_from_slice(&ovn);
        }
        self.keys.borrow_mut().push_back(entry);
        self.alive.borrow_mut().push_back((id, ovn));
    }
}

/// 60 s operations in separate bands, each found free by a query; 120,000 alive at once.
pub async fn banded(world: &Rc<World>) -> Result<()> {
    let connections = world.args.connections.unwrap_or(CONNECTIONS);
    let busy = fill(world, world.args.scaled(BANDED_ALIVE), false).await?;
    let work = move |mut worker: Worker| {
        let busy = busy.clone();
        async move {
            while let Some(turn) = worker.world.clone().turn().await {
                let volume = busy.band(busy.take_next(), unix_ms(), LENGTH_MS);
                body::query(worker.begin("POST", &[QUERY_INTENTS], 0), &volume);
                worker.send("query", turn.since, &[200]).await?;
                let key = worker.key();
                create(&mut worker, &busy, &volume, &key, Instant::now()).await?;
                worker.world.whole("query+create", turn.since);
                delete(&mut worker, &busy).await?;
            }
            Ok(())
        }
    };
    world.phase(connections, Some(world.args.seconds as f64), world.args.rate, work).await
}

/// Every operation is in the way of every other, so that creations must come one after the other; another connection
/// deletes the oldest meanwhile. With more connections creations make each other's keys out of date.
pub async fn all_keys(world: &Rc<World>) -> Result<()> {
    let alive = world.args.scaled(ALL_KEYS_ALIVE);
    let creators = world.args.connections.unwrap_or(1);
    let busy = fill(world, alive, true).await?;
    let work = move |mut worker: Worker| {
        let busy = busy.clone();
        async move {
            if worker.number == creators {
                return delete_surplus(worker, &busy, alive).await;
            }
            while let Some(turn) = worker.world.clone().turn().await {
                let volume = busy.low(unix_ms(), LENGTH_MS);
                let key = all(&busy);
                create(&mut worker, &busy, &volume, &key, turn.since).await?;
            }
            Ok(())
        }
    };
    world.phase(creators + 1, Some(world.args.seconds as f64), world.args.rate, work).await
}

/// Separate bands, so that creations do not disturb each other, yet keys that name everything.
pub async fn all_keys_banded(world: &Rc<World>) -> Result<()> {
    let connections = world.args.connections.unwrap_or(FEW);
    let busy = fill(world, world.args.scaled(ALL_KEYS_ALIVE), false).await?;
    let work = move |mut worker: Worker| {
        let busy = busy.clone();
        async move {
            while let Some(turn) = worker.world.clone().turn().await {
                let volume = busy.band(busy.take_next(), unix_ms(), LENGTH_MS);
                let key = all(&busy);
                create(&mut worker, &busy, &volume, &key, turn.since).await?;
                delete(&mut worker, &busy).await?;
            }
            Ok(())
        }
    };
    world.phase(connections, Some(world.args.seconds as f64), world.args.rate, work).await
}

fn all(busy: &Busy) -> Vec<u8> {
    let keys = busy.keys.borrow();
    let (first, second) = keys.as_slices();
    [first.as_flattened(), second.as_flattened()].concat()
}

/// Makes the subscription and `alive` operations: in separate bands, or all in each other's way.
async fn fill(world: &Rc<World>, alive: usize, in_the_way: bool) -> Result<Rc<Busy>> {
    let now = unix_ms();
    let busy = Rc::new(Busy {
        place: place::busy(now, now + 12 * 3_600_000),
        subscription: world.id(),
        alive: RefCell::default(),
        keys: RefCell::default(),
        next: Cell::new(0),
    });
    let made = busy.clone();
    world.phase(1, None, 0.0, move |worker| subscribe(worker, made.clone())).await?;
    let made = busy.clone();
    world.phase(CONNECTIONS, None, 0.0, move |worker| fill_by(worker, made.clone(), alive as u64, in_the_way)).await?;
    Ok(busy)
}

async fn subscribe(mut worker: Worker, busy: Rc<Busy>) -> Result<()> {
    let mut id = Vec::new();
    busy.subscription.write(&mut id);
    body::subscription(worker.begin("PUT", &[SUBSCRIPTIONS, &id], 0), &busy.place, body::USS_BASE_URL);
    let status = worker.send("subscribe", Instant::now(), &[200]).await?;
    ensure!(status == 200, "the subscription was answered {status}");
    Ok(())
}

async fn fill_by(mut worker: Worker, busy: Rc<Busy>, alive: u64, in_the_way: bool) -> Result<()> {
    while busy.next.get() < alive {
        let volume = busy.band(busy.take_next(), unix_ms(), 2 * LENGTH_MS);
        create(&mut worker, &busy, &volume, &[], Instant::now()).await?;
        if in_the_way {
            move_in_the_way(&mut worker, &busy).await?;
        }
    }
    Ok(())
}

/// Operations off their plan need no key: the cheap way to have 18,000 that all meet each other.
async fn move_in_the_way(worker: &mut Worker, busy: &Busy) -> Result<()> {
    let (id, ovn) = busy.alive.borrow_mut().pop_back().context("one was just created")?;
    busy.keys.borrow_mut().pop_back();
    let mut text = Vec::new();
    id.write(&mut text);
    let out = worker.begin("PUT", &[INTENTS, &text, b"/", &ovn], 0);
    body::begin_intent(out, &busy.low(unix_ms(), 10 * LENGTH_MS), "Nonconforming", Subscription::Existing(busy.subscription));
    body::end_intent(out);
    let status = worker.send("move", Instant::now(), &[200]).await?;
    if status == 200 {
        busy.add(id, body::ovn(worker.connection.body()).context("an answer has an OVN")?);
    }
    Ok(())
}

async fn create(worker: &mut Worker, busy: &Busy, volume: &Volume, key: &[u8], since: Instant) -> Result<()> {
    let id = worker.world.id();
    let mut text = Vec::new();
    id.write(&mut text);
    let out = worker.begin("PUT", &[INTENTS, &text], 0);
    body::begin_intent(out, volume, "Accepted", Subscription::Existing(busy.subscription));
    out.extend_from_slice(key);
    body::end_intent(out);
    // A key is out of date when another creation was first.
    let status = worker.send("create", since, &[201, 409]).await?;
    if status == 201 {
        busy.add(id, body::ovn(worker.connection.body()).context("an answer has an OVN")?);
    }
    Ok(())
}

/// Deletes the oldest.
async fn delete(worker: &mut Worker, busy: &Busy) -> Result<()> {
    let Some((id, ovn)) = busy.alive.borrow_mut().pop_front() else { return Ok(()) };
    let mut text = Vec::new();
    id.write(&mut text);
    worker.begin("DELETE", &[INTENTS, &text, b"/", &ovn], 0);
    worker.send("delete", Instant::now(), &[200]).await?;
    // Only now: until the deletion is done, keys must name it.
    busy.keys.borrow_mut().pop_front();
    Ok(())
}

async fn delete_surplus(mut worker: Worker, busy: &Busy, alive: usize) -> Result<()> {
    while !worker.world.is_over() {
        if busy.alive.borrow().len() > alive {
            delete(&mut worker, busy).await?;
        } else {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
    Ok(())
}
