//! Plans from end to end: the desk asks the DSS and peers what is there, decides, writes to the DSS, and tells who must be told.

use super::ears::{Ears, Manner};
use super::{HOUR_MS, ToDss, plan};
use crate::body::{self, Volume, degrees};
use crate::loads::{CONNECTIONS, place};
use crate::random::Id;
use crate::server::Probe;
use crate::world::{Worker, World, unix_ms};
use anyhow::{Context, Result};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Areas side by side, each with one subscriber.
const AREAS: u64 = 8;
/// An area is a square of so many places; a place has a layer for each plan.
const PLACES: u64 = 8;
const SPACING_M: f64 = 2_000.0;
/// The circle about such a square.
const AREA_RADIUS_M: f64 = 12_000.0;
const LENGTH_MS: u64 = HOUR_MS / 2;
/// Operations of a peer in the busy cell. They meet the heights and times of all plans there, and not their places.
const BESIDE: usize = 20;
/// Until when what was planned must have been told.
const PATIENCE: Duration = Duration::from_secs(60);

/// A plan that the desk took, and when it said so.
struct Planned {
    id: Id,
    endpoint: usize,
    since: Instant,
    answered: Instant,
}

/// Where the plans of a phase are, by their number, and who is told of them.
type Where = fn(u64, u64) -> (Volume, usize);

pub async fn run(world: &Rc<World>) -> Result<()> {
    let (ears, now) = (Arc::new(Ears::default()), unix_ms());
    let mut dss = ToDss::open(world).await?;
    let mut urls = Vec::new();
    for area in 0..AREAS {
        let (lat, lng) = corner(area, SPACING_M * (PLACES - 1) as f64 / 2.0);
        let url = ears.open(area as usize, Manner::Living).await?;
        let circle = Volume { lat, lng, radius_m: AREA_RADIUS_M, upper_m: 100_000.0, ..whole_day(now) };
        dss.subscribe(area as usize, &circle, &url).await?;
        urls.push(url);
    }
    dss.subscribe(0, &place::busy(now, now + 12 * HOUR_MS), &urls[0]).await?;
    beside(world, &mut dss, &ears, (&urls[1], now)).await?;
    warm(world).await?;
    measure(world, &ears, ["plan, spread", "told, spread", "DSS's processor time a plan, spread, µs"], spread).await?;
    measure(world, &ears, ["plan, busy", "told, busy", "DSS's processor time a plan, busy, µs"], busy).await
}

/// One plan of the busy cell before all others: it learns of the peer's operations. Many at once would each ask the peer for
/// each of them, and the desk does not let more than 1,024 questions to one peer wait.
async fn warm(world: &Rc<World>) -> Result<()> {
    let learn = |mut worker: Worker| async move {
        let volume = busy(0, unix_ms() + 60_000).0;
        let id = worker.world.id();
        plan(&mut worker, "warm", (id, &[volume]), "", Instant::now()).await?;
        Ok(())
    };
    world.phase(1, None, 0.0, learn).await
}

async fn measure(world: &Rc<World>, ears: &Arc<Ears>, [kind, told, figure]: [&'static str; 3], place: Where) -> Result<()> {
    let connections = world.args.connections.unwrap_or(CONNECTIONS);
    let (next, done) = (Rc::new(Cell::new(1)), Rc::new(RefCell::new(Vec::new())));
    let planned = done.clone();
    let work = move |worker| submit(worker, kind, place, (next.clone(), planned.clone()));
    let probe: Probe = world.dss.context("the load has a DSS")?.probe;
    let before = probe.look(Instant::now(), 0);
    world.phase(connections, Some(world.args.seconds as f64), world.args.rate, work).await?;
    let done = done.take();
    let of_dss = probe.look(Instant::now(), 0).since(&before).server_cpu_s;
    world.figure(figure, of_dss * 1e6 / done.len().max(1) as f64);
    let when = |planned: &Planned| ears.when(planned.endpoint, planned.id.0);
    let until = Instant::now() + PATIENCE;
    for planned in &done {
        while when(planned).is_none() && Instant::now() < until {
            let _ = tokio::time::timeout_at(until.into(), ears.more()).await;
        }
    }
    let counted = done.iter().filter(|planned| world.counts(planned.since));
    let lag = |planned: &Planned| when(planned).map(|when| when.saturating_duration_since(planned.answered));
    world.afterwards(told, counted.clone().filter_map(lag));
    let silent = counted.filter(|planned| lag(planned).is_none()).count();
    if silent > 0 {
        world.measure.borrow_mut().unexpected(told, 0, format!("{silent} plans were not told").as_bytes());
    }
    Ok(())
}

/// Submits plans and notes which were taken.
async fn submit(
    mut worker: Worker,
    kind: &'static str,
    place: Where,
    (next, done): (Rc<Cell<u64>>, Rc<RefCell<Vec<Planned>>>),
) -> Result<()> {
    while let Some(turn) = worker.world.clone().turn().await {
        let number = next.replace(next.get() + 1);
        let (volume, endpoint) = place(number, unix_ms() + 60_000);
        let id = worker.world.id();
        let status = plan(&mut worker, kind, (id, &[volume]), "", turn.since).await?;
        if status == 201 {
            done.borrow_mut().push(Planned { id, endpoint, since: turn.since, answered: Instant::now() });
        }
    }
    Ok(())
}

/// Another place, or another layer of it.
fn spread(number: u64, start_ms: u64) -> (Volume, usize) {
    let (area, within) = (number % AREAS, number / AREAS);
    let (place, layer) = (within % (PLACES * PLACES), within / (PLACES * PLACES));
    let (south, west) = corner(area, 0.0);
    let (north_m, east_m) = ((place / PLACES) as f64 * SPACING_M, (place % PLACES) as f64 * SPACING_M);
    let (lat, lng) = (south + degrees(south, north_m).0, west + degrees(34.0, east_m).1);
    let (lower_m, polygon) = (layer as f64 * 20.0, number % 2 == 1);
    let upper_m = lower_m + 15.0;
    (Volume { lat, lng, radius_m: 300.0, lower_m, upper_m, start_ms, end_ms: start_ms + LENGTH_MS, polygon }, area as usize)
}

/// Another height of the busy cell.
fn busy(number: u64, start_ms: u64) -> (Volume, usize) {
    let lower_m = -7_000.0 + number as f64 * 0.8;
    (Volume { lower_m, upper_m: lower_m + 0.4, ..place::busy(start_ms, start_ms + LENGTH_MS) }, 0)
}

/// Operations of a peer that all plans of the busy cell find, with their details.
async fn beside(world: &Rc<World>, dss: &mut ToDss, ears: &Ears, (url, now): (&str, u64)) -> Result<()> {
    let cell = place::busy(now, now + 12 * HOUR_MS);
    let volume = Volume { lat: cell.lat + degrees(cell.lat, 100.0).0, radius_m: 20.0, ..cell };
    let mut ovns = Vec::new();
    for _ in 0..world.args.scaled(BESIDE) {
        dss.create(1, &volume, url, &ovns).await?;
        let answer: serde_json::Value = serde_json::from_slice(dss.connection.body())?;
        let reference = &answer["operational_intent_reference"];
        let id = reference["id"].as_str().and_then(|id| Id::read(id.as_bytes())).context("a reference has an id")?;
        ovns.push(reference["ovn"].as_str().context("a reference has an OVN")?.as_bytes().to_vec());
        let mut of = Vec::new();
        body::volume(&mut of, &volume);
        let of: serde_json::Value = serde_json::from_slice(&of)?;
        let details = serde_json::json!({ "operational_intent": {
            "reference": reference, "details": { "volumes": [of], "off_nominal_volumes": [], "priority": 0 },
        } });
        ears.put(id.0, serde_json::to_vec(&details)?);
    }
    Ok(())
}

/// So many metres north and east of the corner of an area.
fn corner(area: u64, inwards_m: f64) -> (f64, f64) {
    let (lat, lng) = (33.5 + (area / 4) as f64 * 0.4, 35.0 + (area % 4) as f64 * 0.4);
    (lat + degrees(lat, inwards_m).0, lng + degrees(34.0, inwards_m).1)
}

fn whole_day(now: u64) -> Volume {
    let (start_ms, end_ms) = (now, now + 12 * HOUR_MS);
    Volume { lat: 0.0, lng: 0.0, radius_m: 0.0, lower_m: -8_000.0, upper_m: 0.0, start_ms, end_ms, polygon: false }
}
