//! One operation changes, and a hundred subscribers must be told, some of which are gone.

use super::ears::{Ears, Manner};
use super::{HOUR_MS, ToDss, plan};
use crate::body::Volume;
use crate::loads::place;
use crate::random::Id;
use crate::world::{Worker, World, unix_ms};
use anyhow::{Context, Result, ensure};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

const SUBSCRIBERS: usize = 100;
/// Of ten subscribers one is gone: of these, every other one refuses the connection, and every other one never answers.
const GONE_OF: usize = 10;
/// Changes a second, if not said otherwise.
const RATE: f64 = 2.0;
/// By when all living ones must have been told.
const PATIENCE: Duration = Duration::from_secs(30);

pub async fn run(world: &Rc<World>) -> Result<()> {
    let count = world.args.scaled(SUBSCRIBERS).max(2 * GONE_OF);
    let (ears, now) = (Arc::new(Ears::default()), unix_ms());
    let area = Volume { lower_m: 0.0, upper_m: 500.0, ..place::busy(now, now + 12 * HOUR_MS) };
    let mut dss = ToDss::open(world).await?;
    let mut living = Vec::new();
    for number in 0..count {
        let manner = match (number % GONE_OF, number / GONE_OF % 2) {
            (0, 0) => Manner::Refusing,
            (0, _) => Manner::Silent,
            _ => Manner::Living,
        };
        let url = ears.open(number, manner).await?;
        dss.subscribe(number, &area, &url).await?;
        if manner == Manner::Living {
            living.push(number);
        }
    }
    world.figure("subscribers", count as f64);
    world.figure("of them living", living.len() as f64);
    let living = Rc::new(living);
    let rate = if world.args.rate > 0.0 { world.args.rate } else { RATE };
    let id = world.id();
    let work = move |worker| change(worker, ears.clone(), living.clone(), (id, area));
    world.phase(1, Some(world.args.seconds as f64), rate, work).await
}

/// Changes the height of the operation, and waits until all have heard of it.
async fn change(mut worker: Worker, ears: Arc<Ears>, living: Rc<Vec<usize>>, (id, area): (Id, Volume)) -> Result<()> {
    let world = worker.world.clone();
    let mut version = 0;
    while let Some(turn) = world.turn().await {
        version += 1;
        let lower_m = 50.0 + f64::from(version % 100);
        let volume = Volume { lower_m, upper_m: lower_m + 50.0, ..area };
        let status = plan(&mut worker, "change", (id, &[volume]), "", turn.since).await?;
        let answered = Instant::now();
        ensure!(matches!(status, 200 | 201), "the change was answered {status}");
        let times = all_told(&ears, &living, id, version).await?;
        if version == 1 {
            // It finds no open connection and does not know yet who is gone. No figure above counts it.
            let last = times.iter().max().map_or(Duration::ZERO, |told| told.saturating_duration_since(answered));
            world.figure("the first change: the last one told after the answer, ms", last.as_secs_f64() * 1e3);
        }
        for told in times {
            world.took("told after the answer", turn.since, told.saturating_duration_since(answered));
            world.took("told after the request", turn.since, told.saturating_duration_since(turn.since));
        }
        world.whole("change, all told", turn.since);
    }
    Ok(())
}

async fn all_told(ears: &Ears, living: &[usize], id: Id, version: u32) -> Result<Vec<Instant>> {
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        if let Some(times) = ears.when_all(living, id.0, version) {
            return Ok(times);
        }
        // At the end of the patience it is looked at once more, and given up.
        let _ = tokio::time::timeout_at(until.into(), ears.more()).await;
    }
    let all = ears.when_all(living, id.0, version);
    all.with_context(|| format!("not all living subscribers were told of version {version} within {} s", PATIENCE.as_secs()))
}
