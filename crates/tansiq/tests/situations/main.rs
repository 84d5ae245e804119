//! The real program as a DSS and five desks, killed at random moments while people plan: in the end no two operations of
//! equal priority overlap, by an oracle that is not Tansiq's, and everybody has what the DSS has.
//!
//! `TANSIQ_SITUATION_ROUNDS` rounds are played, 2 unless set; `TANSIQ_CRASH_LOUD=1` shows what the processes say. Nothing here
//! is the same twice; what can be replayed is in `crates/tansiq-desk/tests/situations`.
//!
//! The processes are in `town.rs`, people in `people.rs`, what must hold in `checks.rs`.

mod checks;
#[allow(dead_code)] // `crash` uses the rest.
#[path = "../crash/client.rs"]
mod client;
#[path = "../../../tansiq-desk/tests/situations/oracle.rs"]
mod oracle;
mod people;
#[allow(dead_code)] // `crash` uses the rest.
#[path = "../crash/server.rs"]
mod server;
mod sky;
mod town;

use checks::{Airspace, settled};
use people::{Person, Tally};
use rand::Rng;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;
use town::Town;

/// Rounds unless `TANSIQ_SITUATION_ROUNDS` says otherwise.
const ROUNDS: u64 = 2;
/// How long people plan in one round.
const ROUND: Duration = Duration::from_secs(4);
/// People at each desk.
const PEOPLE: usize = 3;
/// Kills in one round.
const KILLS: usize = 4;

/// Kills what runs and starts it again, one after the other.
async fn mishaps(town: Arc<Town>, until: Instant) {
    for _ in 0..KILLS {
        let wait = rand::rng().random_range(Duration::ZERO..ROUND / KILLS as u32);
        tokio::time::sleep(wait).await;
        if Instant::now() > until {
            return;
        }
        // The DSS is the first.
        let which = rand::rng().random_range(0..town.processes());
        let dead_for = rand::rng().random_range(Duration::ZERO..Duration::from_millis(800));
        let town = town.clone();
        tokio::task::spawn_blocking(move || town.kill_and_start(which, dead_for)).await.expect("it starts again");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_two_equals_overlap_after_kills_at_any_moment() {
    let rounds = std::env::var("TANSIQ_SITUATION_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS);
    let began = Instant::now();
    let town = Arc::new(Town::build().await);
    let (mut tally, mut kills) = (Tally::default(), 0);
    let mut people: Vec<Person> = Vec::new();
    for round in 1..=rounds {
        let until = Instant::now() + ROUND;
        for desk in 0..town.desks() {
            people.extend((0..PEOPLE).map(|_| Person::new(town.desk(desk))));
        }
        let mut planning = JoinSet::new();
        for mut person in people.drain(..) {
            planning.spawn(async move {
                person.plan_until(until).await;
                person
            });
        }
        mishaps(town.clone(), until).await;
        people = planning.join_all().await;
        kills += KILLS;
        settled(&town).await;
        let airspace = Airspace::of(&town).await;
        let (mut problems, pairs) = airspace.check();
        problems.extend(people.iter().filter_map(|person| person.check(airspace.plan(&person.id))));
        assert!(problems.is_empty(), "round {round}:\n{}", problems.join("\n"));
        people.iter_mut().for_each(|person| tally.take(person));
        people.clear();
        println!("round {round}: {} operations live, {pairs} pairs of equals apart", airspace.live());
    }
    println!("{rounds} rounds, about {kills} kills, {tally} in {:.1} s", began.elapsed().as_secs_f64());
    assert!(tally.done > 0 && tally.in_the_way > 0, "{tally}");
}
