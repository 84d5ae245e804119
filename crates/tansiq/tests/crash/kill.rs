//! The program is killed at random moments while parties write, now and then stopped in order or killed while it starts, and
//! started again on what it left.

use crate::client::Client;
use crate::plans::{Plan, Told, check_index, check_query, subscribe};
use crate::server::{Server, start_and_kill, verify};
use rand::Rng;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinSet;

/// Rounds unless `TANSIQ_CRASH_ROUNDS` says otherwise.
const ROUNDS: u64 = 4;
const PARTIES: [&str; 3] = ["uss1", "uss2", "uss3"];
/// Writers of each party, each with plans of its own.
const WRITERS: usize = 4;
const PLANS: usize = 5;

struct Writer {
    party: &'static str,
    plans: Vec<Plan>,
    acknowledged: u64,
    unknown: u64,
}

impl Writer {
    /// Writes until it gets no answer.
    async fn run(&mut self, client: &Client, told: &Mutex<Told>) {
        loop {
            let plan = rand::rng().random_range(0..PLANS);
            let plan = &mut self.plans[plan];
            let is_known = if plan.known.is_some() && rand::rng().random_range(0..4) == 0 {
                plan.delete(client, told).await
            } else {
                plan.put(client, told).await
            };
            if !is_known {
                self.unknown += 1;
                return;
            }
            self.acknowledged += 1;
        }
    }

    async fn check(&mut self, client: &Client) {
        for plan in &mut self.plans {
            plan.check(client).await;
        }
    }
}

fn writers() -> Vec<Writer> {
    let writer = |n: usize| Writer {
        party: PARTIES[n % PARTIES.len()],
        plans: (0..PLANS).map(|plan| Plan::new(n * PLANS + plan)).collect(),
        acknowledged: 0,
        unknown: 0,
    };
    (0..PARTIES.len() * WRITERS).map(writer).collect()
}

/// Lets all write until the program is killed under them, or stopped in order.
async fn write_until_ended(server: Server, writers: Vec<Writer>, told: &Arc<Mutex<Told>>, in_order: bool) -> Vec<Writer> {
    let mut running = JoinSet::new();
    for mut writer in writers {
        let client = Client::enter(&server.url, writer.party).await.expect("it runs");
        let told = told.clone();
        running.spawn(async move {
            writer.run(&client, &told).await;
            writer
        });
    }
    let moment = Duration::from_micros(rand::rng().random_range(0..400_000));
    tokio::time::sleep(moment).await;
    let ending = tokio::task::spawn_blocking(move || if in_order { server.stop() } else { server.kill() });
    let writers = running.join_all().await;
    ending.await.expect("it ends");
    writers
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_a_kill_at_any_moment() {
    let rounds = std::env::var("TANSIQ_CRASH_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS);
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let (mut writers, told) = (writers(), Arc::new(Mutex::new(Told::default())));
    let mut server = Server::start(&data);
    let subscriber = Client::enter(&server.url, "uss2").await.expect("it runs");
    let subscription = subscribe(&subscriber).await;
    let mut index = 0;
    for round in 1..=rounds {
        writers = write_until_ended(server, writers, &told, round % 4 == 2).await;
        verify(&data);
        if round % 3 == 0 {
            start_and_kill(&data, Duration::from_micros(rand::rng().random_range(0..150_000)));
        }
        server = Server::start(&data);
        for writer in &mut writers {
            let client = Client::enter(&server.url, writer.party).await.expect("it runs");
            writer.check(&client).await;
        }
        let watcher = Client::enter(&server.url, "uss2").await.expect("it runs");
        check_query(&watcher, &writers.iter().flat_map(|writer| &writer.plans).collect::<Vec<_>>()).await;
        let highest = told.lock().expect("no client panicked").highest(&subscription);
        let now = check_index(&watcher, &subscription, highest).await;
        assert!(now >= index, "round {round}: the index went back from {index} to {now}");
        index = now;
    }
    server.stop();
    verify(&data);
    let count = |of: fn(&Writer) -> u64| writers.iter().map(of).sum::<u64>();
    let (acknowledged, unknown) = (count(|writer| writer.acknowledged), count(|writer| writer.unknown));
    println!("{rounds} ends: {acknowledged} writes acknowledged, all there; {unknown} without an answer, whole or not at all");
    assert!(acknowledged > 0 && unknown > 0, "{acknowledged} acknowledged, {unknown} unknown");
    assert!(index > 0, "nobody was to be notified");
}
