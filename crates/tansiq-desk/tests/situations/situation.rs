//! One situation: five desks plan at once in bad weather, some are killed and started again, and then the weather clears up.

use crate::checks::{Airspace, check_state};
use crate::flights::{Ask, Flight};
use crate::tally::Tally;
use crate::time::{Nodes, VirtualClock, run};
use crate::town::{House, Tower, Town};
use crate::weather::{Forecast, LATEST, Weather};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering::SeqCst;
use std::time::Duration;
use tansiq_core::EntityId;
use tansiq_core::desk::OperationState;
use tansiq_node::Clock;
use tansiq_peers::testing::MemoryTransport;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until};

const DESKS: [&str; 5] = ["alpha", "bravo", "charlie", "delta", "echo"];
/// How long people plan.
const PLANNING: Duration = Duration::from_secs(60);
/// From when on what is wrong may be wrong for good: the last request is there, and every desk has looked twice since.
const AFTERMATH: Duration = Duration::from_secs(150);
/// How long it may take until all is settled.
const LONGEST: Duration = Duration::from_secs(1_800);

/// Plays the situation of a seed. What is not as it must be.
pub fn play(seed: u64, tally: &'static Tally) -> Vec<String> {
    let (clock, nodes) = (Arc::new(VirtualClock::new()), Nodes::default());
    let town = Town { net: MemoryTransport::new(), clock: clock.clone(), nodes: nodes.clone() };
    run(&clock, &nodes, play_in(town, seed, tally))
}

async fn play_in(town: Town, seed: u64, tally: &'static Tally) -> Vec<String> {
    let rng = &mut StdRng::seed_from_u64(seed);
    let strict = rng.random_bool(0.7);
    tally.situations.fetch_add(1, SeqCst);
    tally.strict.fetch_add(u64::from(strict), SeqCst);
    let tower = Arc::new(Tower::build(&town));
    let houses: Vec<Arc<House>> = DESKS.iter().map(|name| Arc::new(House::build(&town, name))).collect();
    let (weather, chooser) = Weather::new(rng.random(), Forecast::draw(rng), &tally.fates);
    town.net.choose(chooser);
    let mut people = JoinSet::new();
    for house in &houses {
        for _ in 0..rng.random_range(2..=4) {
            let flight = Flight::draw(rng, house.clone(), PLANNING, strict);
            people.spawn(flight.fly(tally));
        }
    }
    let mut mishaps = mishaps(rng, &tower, &houses, tally);
    let mut flights = Vec::new();
    while let Some(flight) = people.join_next().await {
        flights.extend(flight);
    }
    while mishaps.join_next().await.is_some() {}
    weather.clear_up();
    let mut problems = Vec::new();
    if !settled(&houses).await {
        problems.push("not settled in time".to_owned());
    }
    check(&town, &tower.dss(), &houses, (&flights, tally), &mut problems).await;
    problems
}

/// Kills and cuts, each in a task of its own, all over when planning is.
fn mishaps(rng: &mut StdRng, tower: &Arc<Tower>, houses: &[Arc<House>], tally: &'static Tally) -> JoinSet<()> {
    let mut mishaps = JoinSet::new();
    let began = Instant::now();
    let mut when = |longest: Duration| {
        let from = PLANNING.mul_f64(rng.random_range(0.0..1.0));
        let lasts = longest.mul_f64(rng.random_range(0.0_f64..1.0).powi(3));
        (began + from, began + from + lasts, rng.random_range(0..4))
    };
    for house in houses {
        let (from, to, what) = when(PLANNING);
        let house = house.clone();
        mishaps.spawn(async move {
            sleep_until(from).await;
            match what {
                0 | 1 => {
                    tally.kills.fetch_add(1, SeqCst);
                    house.kill();
                    sleep_until(to).await;
                    house.start();
                }
                2 => {
                    house.cut_off(true);
                    sleep_until(to).await;
                    house.cut_off(false);
                }
                _ => {}
            }
        });
    }
    let (from, to, what) = when(PLANNING / 4);
    let tower = tower.clone();
    mishaps.spawn(async move {
        sleep_until(from).await;
        match what {
            0 => {
                tally.kills_of_the_dss.fetch_add(1, SeqCst);
                tower.kill();
                sleep_until(to).await;
                tower.start();
            }
            1 => {
                tower.cut_off(true);
                sleep_until(to).await;
                tower.cut_off(false);
            }
            _ => {}
        }
    });
    mishaps
}

/// Waits until nothing is under way in any desk.
async fn settled(houses: &[Arc<House>]) -> bool {
    let end = Instant::now() + LONGEST;
    sleep(LATEST + AFTERMATH).await;
    loop {
        let mut under_way = 0;
        for house in houses {
            under_way +=
                house.look(|state| state.pending_writes().count() + state.deliveries().count() + state.orphans().count()).await;
        }
        if under_way == 0 {
            return true;
        }
        if Instant::now() > end {
            return false;
        }
        sleep(Duration::from_secs(30)).await;
    }
}

async fn check(
    town: &Town,
    dss: &crate::rig::Dss,
    houses: &[Arc<House>],
    (flights, tally): (&[Flight], &Tally),
    problems: &mut Vec<String>,
) {
    houses.iter().for_each(|house| house.rest());
    sleep(Duration::from_secs(20)).await;
    let airspace = Airspace::of(dss, houses).await;
    tally.live_at_the_end.fetch_add(airspace.intents.len() as u64, SeqCst);
    let exempt: BTreeSet<EntityId> = flights.iter().filter(|flight| is_exempt(flight)).map(|flight| flight.id).collect();
    airspace.check_overlaps(&exempt, tally, problems);
    airspace.check_subscriptions(problems);
    for house in houses {
        airspace.check_ledger(house, problems).await;
        airspace.check_knowledge(house, dss, &exempt, problems).await;
        check_state(house, problems).await;
    }
    for flight in flights {
        problems.extend(flight.problems.iter().map(|problem| format!("{} of {}: {problem}", flight.id, flight.house.name)));
        let operation = flight.house.look(|state| state.operation(flight.id).cloned()).await;
        problems.extend(flight.check(operation.as_ref(), town.clock.now()));
    }
    let concerned = flights.iter().filter(|flight| problems.iter().any(|problem| problem.contains(&flight.id.to_string())));
    let stories: Vec<String> =
        concerned.map(|flight| format!("  {} of {}: {}", flight.id, flight.house.name, flight.story.join("; "))).collect();
    problems.extend(stories);
}

/// Whether an operation was asked to go astray, or to change its priority: it may come to overlap an equal. Nothing else
/// may, and in a strict situation nothing does.
fn is_exempt(flight: &Flight) -> bool {
    let mut priorities = BTreeSet::new();
    let mut astray = false;
    for ask in &flight.asks {
        match ask {
            Ask::Put(state, sketch) => {
                astray |= state.is_off_nominal();
                priorities.insert(sketch.priority);
            }
            Ask::Become(state) => astray |= *state == OperationState::Nonconforming,
            Ask::End => {}
        }
    }
    astray || priorities.len() > 1
}
