//! A node of registers over a log that fails by script, and questions whose answers can be waited for or not.

use crate::metered::{Meter, Metered};
use crate::registers::{Command, Outcome, Registers, Set, Stale, hold, put};
use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering::SeqCst};
use std::sync::mpsc::{Sender, channel};
use std::task::{Poll, Waker};
use std::time::Duration;
use tansiq_core::{Caller, Machine, Name, Timestamp};
use tansiq_log::Log;
use tansiq_log::faulty::{AppendFault, Faults, FaultyLog, Outage, Stall};
use tansiq_log::memory::MemoryLog;
use tansiq_node::{Clock, Failure, Node, Record, RetryKey, Settings, Unavailable};

/// How long anything that must come may take.
pub const PATIENCE: Duration = Duration::from_secs(20);

pub type Reply = Result<Outcome, Failure<Stale>>;
pub type Read = Result<Option<u64>, Unavailable>;

pub struct World<const FORMAT: u32 = 1> {
    pub node: Node<Registers<FORMAT>>,
    pub faults: Faults,
    pub log: MemoryLog,
    pub meter: Arc<Meter>,
    pub clock: Arc<SetClock>,
}

/// A clock that the test sets.
#[derive(Default)]
pub struct SetClock(pub AtomicI64);

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(SeqCst))
    }
}

/// An answer that may not be there yet. Asked already: dropping it is how a caller gives up.
pub struct Pending<T> {
    future: Pin<Box<dyn Future<Output = T> + Send>>,
    answer: Option<T>,
}

impl<T: Send + 'static> Pending<T> {
    /// Asks at once, so that the order of questions is that of the calls.
    pub fn begin(future: impl Future<Output = T> + Send + 'static) -> Pending<T> {
        let mut pending = Pending { future: Box::pin(future), answer: None };
        pending.waits();
        pending
    }

    /// Whether there is no answer yet.
    pub fn waits(&mut self) -> bool {
        if self.answer.is_none()
            && let Poll::Ready(answer) = self.future.as_mut().poll(&mut std::task::Context::from_waker(Waker::noop()))
        {
            self.answer = Some(answer);
        }
        self.answer.is_none()
    }

    pub async fn answer(self) -> T {
        match self.answer {
            Some(answer) => answer,
            None => tokio::time::timeout(PATIENCE, self.future).await.expect("an answer comes"),
        }
    }
}

impl World {
    pub fn new() -> World {
        World::on(MemoryLog::new(), None)
    }
}

impl<const FORMAT: u32> World<FORMAT> {
    /// A node on what `log` holds, as after a restart.
    pub fn on(log: MemoryLog, snapshot: Option<&Path>) -> World<FORMAT> {
        World::with(log, snapshot, u64::MAX)
    }

    pub fn with(log: MemoryLog, snapshot: Option<&Path>, snapshot_every_records: u64) -> World<FORMAT> {
        let (faults, meter, clock) = (Faults::new(), Arc::new(Meter::default()), Arc::new(SetClock::default()));
        let faulty = Metered::new(FaultyLog::new(log.clone(), faults.clone()), meter.clone());
        let snapshot_path = snapshot.map(Path::to_owned);
        let settings = Settings { snapshot_path, snapshot_every_records, clock: clock.clone() };
        let node = Node::start(Box::new(faulty), settings).expect("the node starts");
        World { node, faults, log, meter, clock }
    }

    /// Asks without waiting for the answer.
    pub fn ask(&self, command: Command) -> Pending<Reply> {
        self.ask_again(command, None)
    }

    /// As [`World::ask`], as a write that a retry with the same key repeats.
    pub fn ask_again(&self, command: Command, retry: Option<RetryKey>) -> Pending<Reply> {
        let node = self.node.clone();
        Pending::begin(async move { node.submit(caller(), command, retry).await })
    }

    /// Asks and waits.
    pub async fn write(&self, command: Command) -> Reply {
        self.ask(command).answer().await
    }

    /// Reads without waiting.
    pub fn look(&self, key: u64) -> Pending<Read> {
        let node = self.node.clone();
        Pending::begin(async move { read(&node, key).await })
    }

    pub async fn value(&self, key: u64) -> Option<u64> {
        self.look(key).answer().await.expect("the node runs")
    }

    /// Comes back when all that was asked before is decided.
    pub fn decided(&self) {
        let (mark, decided) = channel();
        let _unheard = self.ask(Command::Mark(mark));
        decided.recv_timeout(PATIENCE).expect("the ledger thread decides");
    }

    /// Keeps the ledger thread from deciding anything until what it returns is dropped.
    pub fn hold(&self) -> Sender<()> {
        let (command, arrived, release) = hold();
        // Its answer is of no interest, but a command whose caller has given up is not decided.
        let pending = self.ask(command);
        arrived.recv_timeout(PATIENCE).expect("the ledger thread decides");
        drop(pending);
        release
    }

    /// Lets the next append stand still where `stall` says, and starts it with a write of register 99.
    pub fn stall(&self, stall: Stall) -> Pending<Reply> {
        self.faults.stall_appends(stall);
        let first = self.ask(put(99, 1));
        assert!(self.faults.wait_for_standing(1, PATIENCE), "the append is under way");
        first
    }

    /// Lets appends go on; other faults stay as scripted.
    pub fn release(&self) {
        self.faults.stall_appends(Stall::None);
    }

    /// The state that the log alone tells.
    pub fn replayed(&self) -> Registers {
        replayed(&self.log)
    }

    /// The whole state as readers see it now.
    pub async fn live(&self) -> Registers<FORMAT> {
        let node = self.node.clone();
        let everything = async move {
            node.read(|state, touches| {
                touches.extend(0..1_000);
                state.clone()
            })
            .await
        };
        Pending::begin(everything).answer().await.expect("the node runs")
    }

    pub fn stats(&self) -> (u64, u64) {
        let stats = self.node.stats();
        (stats.appends.load(SeqCst), stats.failures.load(SeqCst))
    }
}

pub async fn read<const FORMAT: u32>(node: &Node<Registers<FORMAT>>, key: u64) -> Read {
    node.read(|state, touches| {
        touches.add(key);
        state.value(key)
    })
    .await
}

/// The records of a log.
pub fn records(log: &MemoryLog) -> Vec<Record<Set>> {
    let mut reader = log.reader().unwrap();
    let mut records = Vec::new();
    loop {
        let page = reader.read(records.len() as u64, 4_096).unwrap();
        if page.is_empty() {
            return records;
        }
        records.extend(page.iter().map(|stored| serde_json::from_slice(stored.payload.as_ref().unwrap()).unwrap()));
    }
}

pub fn replayed(log: &MemoryLog) -> Registers {
    let mut state = Registers::default();
    for record in records(log) {
        record.events.iter().for_each(|event| state.apply(record.index, record.at_us, &record.actor, event));
    }
    state
}

pub fn caller() -> Caller {
    Caller { name: "uss1".into(), monitors_conformance: false }
}

pub fn retry_key(n: u64) -> RetryKey {
    RetryKey { caller: Name::from("uss1"), target: "PUT /registers".into(), body: n }
}

/// Waits for something that has no event of its own.
pub fn until(what: &str, condition: impl Fn() -> bool) {
    let end = std::time::Instant::now() + PATIENCE;
    while !condition() {
        assert!(std::time::Instant::now() < end, "{what} did not come");
        std::thread::sleep(Duration::from_millis(2));
    }
}

pub fn is_store_failure(reply: &Reply) -> bool {
    matches!(reply, Err(Failure::Unavailable(Unavailable::Store)))
}

/// The ways in which a single append goes wrong without storing anything.
pub const NOT_STORED: [AppendFault; 3] = [AppendFault::Refused, AppendFault::Lost, AppendFault::Conflict];

/// Every lasting outage.
pub const OUTAGES: [Outage; 2] = [Outage::Full, Outage::Dead];
