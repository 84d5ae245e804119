//! The real airspace under concurrent clients and a failing store: the version chain of an entity is linearizable, and
//! nobody's write is accepted without the key naming all that was committed before it.
//!
//! Clients ask for their OVN suffixes, so that a test knows the OVN of a write whose answer it never got.

use crate::linearizability::{Action, Operation, is_linearizable};
use crate::world::{PATIENCE, retry_key};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tansiq_core::airspace::command::{Attachment, PutIntent};
use tansiq_core::airspace::{Command, Event, Intent, IntentState, Key, Outcome, Rejection, State, touch};
use tansiq_core::{Caller, EntityId, Extent, Heights, Name, Span, Timestamp};
use tansiq_geo::{Cell, Cells};
use tansiq_log::Log;
use tansiq_log::faulty::{AppendFault, Faults, FaultyLog, Stall};
use tansiq_log::memory::MemoryLog;
use tansiq_node::{Clock, Failure, Node, Record, Settings, SystemClock};
use uuid::Uuid;

const CLIENTS: u64 = 5;
const STEPS: u64 = 30;
const COURSES: u64 = 25;

type Answer = Result<Outcome, Failure<Rejection>>;

/// What the clients of one course share.
struct Course {
    node: Node<State>,
    faults: Faults,
    log: MemoryLog,
    counter: AtomicU64,
    /// The OVNs that each entity may have: what its manager would tell who asks it for the details.
    ovns: Mutex<BTreeMap<EntityId, Vec<String>>>,
    /// The OVNs that each write named in its key, by the OVN it asked for.
    keys: Mutex<BTreeMap<String, BTreeSet<String>>>,
    histories: Mutex<BTreeMap<EntityId, Vec<Operation<String>>>>,
}

impl Course {
    fn new() -> Arc<Course> {
        let (log, faults) = (MemoryLog::new(), Faults::new());
        let node = Node::start(Box::new(FaultyLog::new(log.clone(), faults.clone())), Settings::default()).unwrap();
        let (counter, ovns, keys, histories) = Default::default();
        Arc::new(Course { node, faults, log, counter, ovns, keys, histories })
    }

    fn tick(&self) -> u64 {
        self.counter.fetch_add(1, SeqCst)
    }

    /// A suffix that nobody else asks for, and the OVN that comes of it.
    fn suffix(&self, id: EntityId) -> (Box<str>, Uuid, String) {
        let milliseconds = SystemClock.now().0 as u128 / 1_000;
        let uuid = Uuid::from_u128(milliseconds << 80 | 0x7 << 76 | 0b10 << 62 | u128::from(self.tick()));
        let text = uuid.to_string();
        let ovn = format!("{id}_{text}");
        self.ovns.lock().unwrap().entry(id).or_default().push(ovn.clone());
        (text.into(), uuid, ovn)
    }

    fn note(&self, id: EntityId, action: Action<String>, asked: u64, known: bool) {
        let answered = known.then(|| self.tick());
        self.histories.lock().unwrap().entry(id).or_default().push(Operation { action, asked, answered });
    }

    async fn get(&self, id: EntityId) -> Option<String> {
        let asked = self.tick();
        let ask = |state: &State, touches: &mut tansiq_node::Touches| {
            touches.add(touch::entity(id));
            state.get_intent("uss1", id)
        };
        let found = tokio::time::timeout(PATIENCE, self.node.read(ask)).await.expect("a read is answered").unwrap();
        let ovn = found.map(|reference| reference.ovn.expect("the manager sees its OVN").as_str().to_owned());
        self.note(id, Action::Read(ovn.clone()), asked, true);
        ovn
    }

    async fn submit(&self, command: Command, patience: Duration) -> Option<Answer> {
        let caller = Caller { name: "uss1".into(), monitors_conformance: false };
        let retry = retry_key(self.tick());
        tokio::time::timeout(patience, self.node.submit(caller, command, Some(retry))).await.ok()
    }

    /// Creates the intent, or changes it if an OVN is given, or ends it if no extent is given.
    async fn write(&self, id: EntityId, old: Option<String>, to: Option<(Extent, BTreeSet<String>)>, random: &mut StdRng) {
        let patience =
            if random.random_range(0..10) == 0 { Duration::from_micros(random.random_range(0..2_000)) } else { PATIENCE };
        let asked = self.tick();
        let (command, new) = match to {
            None => (Command::DeleteIntent { id, ovn: old.clone().unwrap_or_default().into() }, None),
            Some((extent, key)) => {
                let (text, suffix, new) = self.suffix(id);
                self.keys.lock().unwrap().insert(new.clone(), key.clone());
                (put_intent(id, old.as_deref(), extent, &key, (text, suffix)), Some(new))
            }
        };
        let swap = Action::Swap { old: old.clone(), new };
        match self.submit(command, patience).await {
            Some(Ok(_)) => self.note(id, swap, asked, true),
            Some(Err(Failure::Rejected(Rejection::Unproven(_)))) => {}
            Some(Err(Failure::Rejected(_))) => self.note(id, Action::Refused { old }, asked, true),
            None | Some(Err(Failure::Unavailable(_))) => {
                self.note(id, swap, asked, false);
                tokio::time::sleep(Duration::from_millis(random.random_range(0..4))).await;
            }
            Some(Err(other)) => panic!("{other:?}"),
        }
    }

    async fn trouble(self: Arc<Self>, mut random: StdRng, over: Arc<std::sync::atomic::AtomicBool>) {
        let once = [AppendFault::Refused, AppendFault::Lost, AppendFault::Landed, AppendFault::Conflict];
        while !over.load(SeqCst) {
            match random.random_range(0..3) {
                0 => self.faults.next_append(once[random.random_range(0..once.len())]),
                1 => self.faults.stall_appends(if random.random() { Stall::Before } else { Stall::After }),
                _ => {}
            }
            tokio::time::sleep(Duration::from_micros(random.random_range(100..4_000))).await;
            self.faults.stall_appends(Stall::None);
            tokio::time::sleep(Duration::from_micros(random.random_range(100..2_000))).await;
        }
        self.faults.heal();
    }

    fn records(&self) -> Vec<Record<Event>> {
        let stored = self.log.reader().unwrap().read(0, 8_192).unwrap();
        stored.iter().map(|stored| serde_json::from_slice(stored.payload.as_ref().unwrap()).unwrap()).collect()
    }
}

fn put_intent(id: EntityId, old: Option<&str>, extent: Extent, key: &BTreeSet<String>, suffix: (Box<str>, Uuid)) -> Command {
    Command::PutIntent(Box::new(PutIntent {
        id,
        ovn: old.map(Into::into),
        extent,
        state: IntentState::Accepted,
        uss_base_url: "https://uss1.example".into(),
        subscription: Attachment::Implicit { uss_base_url: Name::from("https://uss1.example"), notify_for_constraints: false },
        key: Key::new(7, key.len(), key.iter().map(String::as_str)),
        requested_suffix: Some(suffix),
    }))
}

fn entity(n: u64) -> EntityId {
    EntityId::parse(&format!("00000000-0000-4000-8000-{n:012x}")).unwrap()
}

fn extent(cells: std::ops::RangeInclusive<u32>, heights: (f64, f64)) -> Extent {
    let now = SystemClock.now();
    Extent {
        span: Span { start: now, end: Timestamp(now.0 + 3_600_000_000) },
        heights: Heights { lower: heights.0, upper: heights.1 },
        cells: cells.map(|n| Cell::from_bits(0x89c2_5904 + 8 * n).unwrap()).collect::<Cells>(),
    }
}

/// Runs the clients of a course beside its troubles, and checks that the state afterwards is that of the log.
async fn run<F: Future<Output = ()> + Send + 'static>(seed: u64, client: impl Fn(Arc<Course>, u64, StdRng) -> F) -> Arc<Course> {
    let course = Course::new();
    let over = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let trouble = tokio::spawn(course.clone().trouble(StdRng::seed_from_u64(seed), over.clone()));
    let random = |number| StdRng::seed_from_u64(seed * 1_000 + number);
    let clients: Vec<_> = (1..=CLIENTS).map(|number| tokio::spawn(client(course.clone(), number, random(number)))).collect();
    for client in clients {
        client.await.unwrap();
    }
    over.store(true, SeqCst);
    trouble.await.unwrap();
    let everything = |state: &State, touches: &mut tansiq_node::Touches| {
        touches.extend((0..100).map(|n| touch::entity(entity(n))));
        serde_json::to_value(tansiq_core::Machine::to_snapshot(state)).unwrap()
    };
    let live = course.node.read(everything).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    for start in ["by replay", "by snapshot"] {
        let settings = Settings { snapshot_path: Some(folder.path().join("snapshot")), ..Settings::default() };
        let again: Node<State> = Node::start(Box::new(course.log.clone()), settings).unwrap();
        assert_eq!(live, again.read(everything).await.unwrap(), "seed {seed}: another state {start}");
        again.stop();
    }
    course
}

async fn keep_changing(course: Arc<Course>, number: u64, mut random: StdRng) {
    let mut seen: BTreeMap<EntityId, Option<String>> = BTreeMap::new();
    for _ in 0..STEPS {
        let n = random.random_range(0..3);
        let id = entity(n);
        let old = seen.get(&id).cloned().flatten();
        // Apart from each other, so that no key is needed.
        let place = extent(n as u32 * 3..=n as u32 * 3 + number as u32 % 2, (100.0, 120.0));
        match random.random_range(0..10) {
            0..=3 => drop(seen.insert(id, course.get(id).await)),
            4 if old.is_some() => course.write(id, old, None, &mut random).await,
            _ => course.write(id, old, Some((place, BTreeSet::new())), &mut random).await,
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_versions_of_an_intent_are_linearizable() {
    for seed in 1..=COURSES {
        let course = run(seed, keep_changing).await;
        for n in 0..3 {
            course.get(entity(n)).await;
        }
        for (id, history) in course.histories.lock().unwrap().iter() {
            let refused = history.iter().filter(|operation| matches!(operation.action, Action::Refused { .. })).count();
            assert!(refused > 0, "seed {seed}: the clients never met");
            assert!(is_linearizable(None, history), "seed {seed}: intent {id} is not linearizable: {history:#?}");
        }
    }
}

/// Plans one flight after the other in a small area: looks, asks the managers for the OVNs, and writes.
async fn keep_planning(course: Arc<Course>, number: u64, mut random: StdRng) {
    for step in 0..STEPS {
        let id = entity(number * 10 + step % 4);
        let (first, low) = (random.random_range(0..6), f64::from(random.random_range(0..5) * 20));
        let place = extent(first..=first + random.random_range(0..3), (low, low + f64::from(random.random_range(5..30))));
        let look = |state: &State, touches: &mut tansiq_node::Touches| {
            let found = state.query_intents("uss1", &place);
            touches.extend(touch::cells(&place.cells));
            touches.extend(found.iter().map(|reference| touch::entity(reference.id)));
            found
        };
        let found = tokio::time::timeout(PATIENCE, course.node.read(look)).await.expect("a query is answered").unwrap();
        let mut key: BTreeSet<String> = BTreeSet::new();
        for reference in found.iter().filter(|reference| reference.id != id) {
            key.extend(course.ovns.lock().unwrap().get(&reference.id).into_iter().flatten().cloned());
        }
        if random.random_range(0..4) == 0 {
            // A careless client, who must be refused if the one it forgot is really there.
            key.pop_first();
        }
        let old = course.get(id).await;
        if old.is_some() && random.random_range(0..5) == 0 {
            course.write(id, old, None, &mut random).await;
        } else {
            course.write(id, old, Some((place, key)), &mut random).await;
        }
    }
}

/// Goes through the log in its order: each write's key must name every other intent that was there and met it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_accepted_key_names_all_that_was_committed_before() {
    let mut needed = 0;
    for seed in 1..=COURSES {
        let course = run(seed, keep_planning).await;
        let keys = course.keys.lock().unwrap();
        let mut alive: BTreeMap<EntityId, Intent> = BTreeMap::new();
        for record in course.records() {
            for event in record.events {
                match event {
                    Event::IntentPut(intent) => {
                        let key = &keys[intent.ovn.as_str()];
                        let met = alive.values().filter(|other| other.id != intent.id && other.extent.overlaps(&intent.extent));
                        for other in met {
                            needed += 1;
                            let named = key.contains(other.ovn.as_str());
                            assert!(named, "seed {seed}: record {} of {} did not name {}", record.index, intent.id, other.id);
                        }
                        alive.insert(intent.id, intent);
                    }
                    Event::IntentRemoved { id, .. } => drop(alive.remove(&id)),
                    _ => {}
                }
            }
        }
        for (id, history) in course.histories.lock().unwrap().iter() {
            assert!(is_linearizable(None, history), "seed {seed}: intent {id} is not linearizable: {history:#?}");
        }
    }
    assert!(needed > 100, "only {needed} intents had to be named");
}
