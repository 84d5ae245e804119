//! Concurrent clients of a node whose log fails, stands still and comes back at random: what they were told is
//! linearizable, what was acknowledged is in the log, and what was not is there whole or not at all.
//!
//! `TANSIQ_NODE_SEEDS` sets how many random courses are tried; a failure names its seed.

use crate::linearizability::{Action, Operation, is_linearizable};
use crate::metered::Meter;
use crate::registers::{Command, compare_and_set, put};
use crate::world::{Reply, World, caller, read, records, retry_key};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tansiq_log::faulty::{AppendFault, Faults, Outage, Stall};
use tansiq_log::memory::MemoryLog;
use tansiq_node::{Failure, Node, RetryKey, Unavailable};

const CLIENTS: u64 = 5;
const KEYS: u64 = 3;
const STEPS: u64 = 50;

/// A value that no other operation writes.
fn value(client: u64, step: u64) -> u64 {
    client * 1_000 + step
}

/// What all clients were told, by key.
struct Recorder {
    clock: AtomicU64,
    by_key: Mutex<Vec<Vec<Operation<u64>>>>,
}

impl Recorder {
    fn new() -> Recorder {
        Recorder { clock: AtomicU64::new(0), by_key: Mutex::new(vec![Vec::new(); KEYS as usize]) }
    }

    fn now(&self) -> u64 {
        self.clock.fetch_add(1, SeqCst)
    }

    fn note(&self, key: u64, asked: u64, action: Action<u64>, known: bool) {
        let answered = known.then(|| self.now());
        self.by_key.lock().unwrap()[key as usize].push(Operation { action, asked, answered });
    }
}

struct Client {
    number: u64,
    node: Node<crate::registers::Registers>,
    recorder: Arc<Recorder>,
    random: StdRng,
    /// The value last seen of each key.
    seen: Vec<Option<u64>>,
}

impl Client {
    async fn run(mut self) {
        for step in 0..STEPS {
            let key = self.random.random_range(0..KEYS);
            match self.random.random_range(0..10) {
                0..=3 => self.look(key).await,
                4..=5 => self.put(key, value(self.number, step)).await,
                _ => self.swap(key, value(self.number, step)).await,
            }
            tokio::time::sleep(Duration::from_micros(self.random.random_range(0..300))).await;
        }
    }

    async fn look(&mut self, key: u64) {
        let asked = self.recorder.now();
        // A read that fails or that nobody waits for tells nothing.
        if let Ok(Ok(found)) = tokio::time::timeout(self.patience(), read(&self.node, key)).await {
            self.recorder.note(key, asked, Action::Read(found), true);
            self.seen[key as usize] = found;
        }
    }

    async fn put(&mut self, key: u64, new: u64) {
        let asked = self.recorder.now();
        let answer = self.submit(put(key, new), None).await;
        self.recorder.note(key, asked, Action::Write(Some(new)), matches!(answer, Some(Ok(_))));
        self.rest_after(answer).await;
    }

    async fn swap(&mut self, key: u64, new: u64) {
        let old = self.seen[key as usize];
        let retry = retry_key(new);
        let mut asked = self.recorder.now();
        let first_asked = asked;
        for attempt in 0..3 {
            match self.submit(compare_and_set(key, old, new), Some(retry.clone())).await {
                Some(Ok(_)) => {
                    // Values never come back, so whichever attempt did it, only one did.
                    self.recorder.note(key, first_asked, Action::Swap { old, new: Some(new) }, true);
                    self.seen[key as usize] = Some(new);
                    return;
                }
                Some(Err(Failure::Rejected(stale))) => {
                    self.recorder.note(key, asked, Action::Read(stale.found), true);
                    self.seen[key as usize] = stale.found;
                    if attempt > 0 {
                        // An earlier attempt may have happened and have been overwritten since.
                        self.recorder.note(key, first_asked, Action::Swap { old, new: Some(new) }, false);
                    }
                    return;
                }
                unknown => self.rest_after(unknown).await,
            }
            asked = self.recorder.now();
        }
        self.recorder.note(key, first_asked, Action::Swap { old, new: Some(new) }, false);
    }

    /// The answer, or nothing if this client does not wait for it long enough.
    async fn submit(&mut self, command: Command, retry: Option<RetryKey>) -> Option<Reply> {
        let patience = self.patience();
        tokio::time::timeout(patience, self.node.submit(caller(), command, retry)).await.ok()
    }

    fn patience(&mut self) -> Duration {
        match self.random.random_range(0..10) {
            0 => Duration::from_micros(self.random.random_range(0..2_000)),
            _ => crate::world::PATIENCE,
        }
    }

    async fn rest_after(&mut self, answer: Option<Reply>) {
        match answer {
            None | Some(Ok(_)) => {}
            Some(Err(Failure::Unavailable(Unavailable::Store | Unavailable::Busy))) => {
                tokio::time::sleep(Duration::from_millis(self.random.random_range(0..4))).await;
            }
            Some(Err(other)) => panic!("{other:?}"),
        }
    }
}

async fn trouble(faults: Faults, meter: Arc<Meter>, mut random: StdRng, over: Arc<AtomicBool>) {
    let once = [AppendFault::Refused, AppendFault::Lost, AppendFault::Landed, AppendFault::Landed, AppendFault::Conflict];
    while !over.load(SeqCst) {
        let some_time = Duration::from_micros(random.random_range(100..4_000));
        match random.random_range(0..12) {
            0..=5 => faults.next_append(once[random.random_range(0..once.len())]),
            6..=7 => faults.stall_appends(if random.random() { Stall::Before } else { Stall::After }),
            8 => faults.begin_outage(Outage::Full),
            9 => faults.fail_reads(random.random_range(1..4)),
            10 if random.random_range(0..4) == 0 => faults.begin_outage(Outage::Dead),
            11 if random.random_range(0..2) == 0 => meter.head_fails.store(true, SeqCst),
            _ => {}
        }
        tokio::time::sleep(some_time).await;
        faults.stall_appends(Stall::None);
        if random.random() {
            faults.heal();
        }
        if random.random_range(0..100) == 0 {
            meter.head_fails.store(false, SeqCst);
        }
        tokio::time::sleep(some_time / 2).await;
    }
    faults.heal();
    meter.head_fails.store(false, SeqCst);
}

async fn course(seed: u64) {
    let world = World::new();
    let recorder = Arc::new(Recorder::new());
    let over = Arc::new(AtomicBool::new(false));
    let troubles = tokio::spawn(trouble(world.faults.clone(), world.meter.clone(), StdRng::seed_from_u64(seed), over.clone()));
    let client = |number| Client {
        number,
        node: world.node.clone(),
        recorder: recorder.clone(),
        random: StdRng::seed_from_u64(seed * 1_000 + number),
        seen: vec![None; KEYS as usize],
    };
    let clients: Vec<_> = (1..=CLIENTS).map(|number| tokio::spawn(client(number).run())).collect();
    for client in clients {
        client.await.unwrap();
    }
    over.store(true, SeqCst);
    troubles.await.unwrap();

    until_works(&world).await;
    for key in 0..KEYS {
        let asked = recorder.now();
        let found = world.value(key).await;
        recorder.note(key, asked, Action::Read(found), true);
    }
    assert_eq!(world.live().await, world.replayed(), "seed {seed}: the state is not that of the log");
    let by_key = std::mem::take(&mut *recorder.by_key.lock().unwrap());
    check_log(seed, &world.log, by_key.iter().flatten());
    for (key, history) in by_key.iter().enumerate() {
        assert!(is_linearizable(None, history), "seed {seed}: register {key} is not linearizable: {history:#?}");
    }
    world.node.stop();
    let again: World = World::on(world.log.clone(), None);
    assert_eq!(again.live().await, again.replayed(), "seed {seed}: another state after a restart");
}

fn check_log<'a>(seed: u64, log: &MemoryLog, history: impl Iterator<Item = &'a Operation<u64>>) {
    let written: Vec<u64> = records(log).iter().map(|record| record.events[0].value).filter(|value| *value > 0).collect();
    let once: BTreeSet<u64> = written.iter().copied().collect();
    assert_eq!(once.len(), written.len(), "seed {seed}: a write happened twice");
    let (mut acknowledged, mut unknown) = (BTreeSet::new(), BTreeSet::new());
    for operation in history {
        if let Action::Write(Some(new)) | Action::Swap { new: Some(new), .. } = operation.action {
            let told = if operation.answered.is_some() { &mut acknowledged } else { &mut unknown };
            told.insert(new);
        }
    }
    let lost: Vec<_> = acknowledged.difference(&once).collect();
    assert!(lost.is_empty(), "seed {seed}: acknowledged, but not in the log: {lost:?}");
    let unasked: Vec<_> = once.iter().filter(|value| !acknowledged.contains(value) && !unknown.contains(value)).collect();
    assert!(unasked.is_empty(), "seed {seed}: in the log, but refused: {unasked:?}");
}

async fn until_works(world: &World) {
    for _ in 0..200 {
        if world.write(put(KEYS, 0)).await.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the node does not recover");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_of_a_failing_store_are_told_nothing_but_the_truth() {
    let seeds = std::env::var("TANSIQ_NODE_SEEDS").ok().and_then(|count| count.parse().ok()).unwrap_or(12);
    for seed in 1..=seeds {
        course(seed).await;
    }
}
