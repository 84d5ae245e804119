//! The handle of a running node: submit commands, read the state, stop.

use crate::appender::{Answer, Appender, Batch, ReplyTo};
use crate::clock::{Clock, SystemClock};
use crate::durable::{Durable, Fate, wait_for};
use crate::inflight::Touches;
use crate::ledger::{Ledger, Message, Request};
use crate::live::Live;
use crate::queue::{self, Door};
use crate::replay::{self, ReplayError};
use crate::retry::{RetryKey, Unclaimed, UnderWay};
use crate::snapshot::{self, SnapshotFile};
use crossbeam_channel::bounded;
use parking_lot::{Condvar, Mutex, RwLock};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;
use tansiq_core::{Caller, Machine};
use tansiq_log::Log;
use tokio::sync::{oneshot, watch};

/// How a node is to run.
pub struct Settings {
    /// Where the snapshot is kept; none for a log that does not outlive the process.
    pub snapshot_path: Option<PathBuf>,
    /// Records after which a new snapshot is written.
    pub snapshot_every_records: u64,
    /// What tells the time.
    pub clock: Arc<dyn Clock>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { snapshot_path: None, snapshot_every_records: 500_000, clock: Arc::new(SystemClock) }
    }
}

/// Why a node could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The log could not be opened or read.
    #[error("the log could not be used")]
    Log(#[from] tansiq_log::Error),
    /// The log could not be folded.
    #[error("the log could not be replayed")]
    Replay(#[from] ReplayError),
    /// A thread could not be started.
    #[error("a thread could not be started")]
    Thread(#[source] std::io::Error),
}

/// Why an answer cannot be given now. Trying again later is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unavailable {
    /// Too many commands wait already.
    #[error("too many requests are waiting")]
    Busy,
    /// The store does not take records at the moment.
    #[error("the store cannot take changes at the moment")]
    Store,
    /// The node is stopping.
    #[error("the node is stopping")]
    Stopping,
}

/// What a command can be answered other than its outcome.
#[derive(Debug)]
pub enum Failure<R> {
    /// It was refused.
    Rejected(R),
    /// What it would record is too large.
    TooLarge {
        /// Bytes of the record.
        bytes: usize,
        /// The most that is allowed.
        allowed: usize,
    },
    /// It could not be handled now.
    Unavailable(Unavailable),
}

/// Counters of a node since its start.
#[derive(Debug, Default)]
pub struct Stats {
    /// Appends that succeeded.
    pub appends: AtomicU64,
    /// Records made durable.
    pub records: AtomicU64,
    /// Microseconds spent in successful appends.
    pub append_micros: AtomicU64,
    /// Appends that failed.
    pub failures: AtomicU64,
    /// Commands whose caller had given up before they were decided.
    pub abandoned: AtomicU64,
    /// Whether the last append failed.
    pub failing: AtomicBool,
}

/// A running node. Clones are handles of the same one.
pub struct Node<M: Machine> {
    shared: Arc<Shared<M>>,
}

impl<M: Machine> Clone for Node<M> {
    fn clone(&self) -> Self {
        Node { shared: self.shared.clone() }
    }
}

struct Shared<M: Machine> {
    live: Arc<RwLock<Live<M>>>,
    durable: watch::Receiver<Durable>,
    commands: Door<M>,
    under_way: Arc<AtomicUsize>,
    stats: Arc<Stats>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    stop_snapshots: Arc<(Mutex<bool>, Condvar)>,
}

impl<M: Machine> Node<M> {
    /// Folds the log and starts the threads.
    ///
    /// # Errors
    /// If the log cannot be read or does not hold records of this ledger.
    pub fn start(log: Box<dyn Log>, settings: Settings) -> Result<Node<M>, StartError> {
        let snapshot = settings.snapshot_path.clone().map(SnapshotFile::new);
        let mut reader = log.reader()?;
        let live: Live<M> = replay::load(&mut *reader, snapshot.as_ref())?;
        let head = live.head;
        let (commands, bell, inbox) = queue::queue();
        let (orders, orders_out) = bounded(1);
        let (reports_in, reports) = bounded(1);
        let (durable, durable_out) = watch::channel(Durable { epoch: 0, head });
        let live = Arc::new(RwLock::new(live));
        let unclaimed = Arc::new(Mutex::new(Unclaimed::default()));
        let stats = Arc::new(Stats::default());
        let stop_snapshots = Arc::new((Mutex::new(false), Condvar::new()));

        let mut threads = Vec::new();
        if let Some(file) = snapshot.clone() {
            let snapshots = Snapshots {
                file,
                every: settings.snapshot_every_records,
                durable: durable_out.clone(),
                stop: stop_snapshots.clone(),
            };
            let reader = log.reader()?;
            threads.push(spawn("snapshot", move || snapshots.run::<M>(reader))?);
        }
        let appender = Appender {
            log,
            orders: orders_out,
            reports: reports_in,
            bell,
            durable: durable.clone(),
            unclaimed: unclaimed.clone(),
            stats: stats.clone(),
        };
        threads.push(spawn("log", move || appender.run())?);
        let ledger = Ledger {
            live: live.clone(),
            durable,
            unclaimed,
            stats: stats.clone(),
            inbox,
            orders,
            reports,
            clock: settings.clock,
            reader,
            snapshot,
            pending: Batch::new(head),
            appending: false,
            under_way: UnderWay::default(),
            retries: Vec::new(),
            probing: false,
            doubt: None,
            stopping: false,
        };
        threads.push(spawn("ledger", move || ledger.run())?);
        let threads = Mutex::new(threads);
        let shared = Shared { live, durable: durable_out, commands, under_way: Arc::default(), stats, threads, stop_snapshots };
        Ok(Node { shared: Arc::new(shared) })
    }

    /// Has a command decided. The answer comes when all that it tells is durable.
    ///
    /// A caller who stops waiting takes the command back if it has not been decided yet.
    ///
    /// # Errors
    /// The refusal, or why the command could not be handled.
    pub async fn submit(
        &self,
        caller: Caller,
        command: M::Command,
        retry: Option<RetryKey>,
    ) -> Result<M::Outcome, Failure<M::Rejection>> {
        let (to, answer) = oneshot::channel::<Answer<M>>();
        let to = ReplyTo::new(to, self.shared.under_way.clone());
        let request = Request { caller, command, fresh: rand::random(), retry, to };
        self.shared.commands.try_send(Message::Command(Box::new(request))).map_err(Failure::Unavailable)?;
        answer.await.unwrap_or(Err(Failure::Unavailable(Unavailable::Stopping)))
    }

    /// Reads the state. `ask` notes what its result depends on; the result is given out once that is durable.
    ///
    /// # Errors
    /// If the node stops meanwhile.
    pub async fn read<R>(&self, ask: impl Fn(&M, &mut Touches) -> R) -> Result<R, Unavailable> {
        loop {
            let (result, epoch, needed) = {
                let live = self.shared.live.read();
                let mut touches = Touches::new(!live.in_flight.is_empty());
                let result = ask(&live.machine, &mut touches);
                (result, live.epoch, live.in_flight.needed(touches.keys()))
            };
            if needed == 0 {
                return Ok(result);
            }
            match wait_for(&mut self.shared.durable.clone(), epoch, needed).await {
                Fate::Kept => return Ok(result),
                Fate::Unsure => {}
                Fate::Stopped => return Err(Unavailable::Stopping),
            }
        }
    }

    /// Reads the state as it is after all records decided so far, and tells how many they are. The result is given out
    /// once they are durable: for those who must know of which records a picture is made.
    ///
    /// # Errors
    /// If the node stops meanwhile.
    pub async fn read_whole<R>(&self, ask: impl Fn(&M) -> R) -> Result<(R, u64), Unavailable> {
        loop {
            let (result, epoch, head) = {
                let live = self.shared.live.read();
                (ask(&live.machine), live.epoch, live.head)
            };
            match wait_for(&mut self.shared.durable.clone(), epoch, head).await {
                Fate::Kept => return Ok((result, head)),
                Fate::Unsure => {}
                Fate::Stopped => return Err(Unavailable::Stopping),
            }
        }
    }

    /// Number of durable records.
    pub fn head(&self) -> u64 {
        self.shared.durable.borrow().head
    }

    /// Waits until more than `head` records are durable, and tells how many are then: for those who follow the log. None
    /// when the node stops.
    pub async fn grown_past(&self, head: u64) -> Option<u64> {
        let mut durable = self.shared.durable.clone();
        let grown = durable.wait_for(|now| now.head > head).await.ok()?;
        Some(grown.head)
    }

    /// Commands that wait to be decided.
    pub fn queued(&self) -> usize {
        self.shared.commands.len()
    }

    /// Commands that were submitted and are not answered yet. When it is 0, nothing happens in the node until the next one:
    /// so a simulation knows when time may go on.
    pub fn under_way(&self) -> usize {
        self.shared.under_way.load(Ordering::SeqCst)
    }

    /// Whether the store did not take the last record that was tried.
    pub fn store_failing(&self) -> bool {
        self.shared.stats.failing.load(Ordering::Relaxed)
    }

    /// Counters since the start.
    pub fn stats(&self) -> &Stats {
        &self.shared.stats
    }

    /// Stops: what was decided is made durable and answered, what waits is refused, a snapshot is written. Blocks until
    /// all threads have ended; the second call returns at once.
    pub fn stop(&self) {
        let threads = std::mem::take(&mut *self.shared.threads.lock());
        if threads.is_empty() {
            return;
        }
        self.shared.end_snapshots();
        self.shared.commands.send_stop();
        for thread in threads {
            if thread.join().is_err() {
                tracing::error!("a thread of the node panicked");
            }
        }
    }
}

impl<M: Machine> Shared<M> {
    fn end_snapshots(&self) {
        let (stop, wake) = &*self.stop_snapshots;
        *stop.lock() = true;
        wake.notify_all();
    }
}

impl<M: Machine> Drop for Shared<M> {
    /// The other threads end when their channels close; nobody waits for them here.
    fn drop(&mut self) {
        self.end_snapshots();
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, StartError> {
    std::thread::Builder::new().name(name.to_owned()).spawn(work).map_err(StartError::Thread)
}

/// What the snapshot thread works with.
struct Snapshots {
    file: SnapshotFile,
    every: u64,
    durable: watch::Receiver<Durable>,
    stop: Arc<(Mutex<bool>, Condvar)>,
}

impl Snapshots {
    /// Looks now and then whether enough has been written since the last snapshot.
    fn run<M: Machine>(self, mut reader: Box<dyn tansiq_log::LogReader>) {
        const LOOK_EVERY: Duration = Duration::from_secs(2);
        let mut last = self.durable.borrow().head;
        loop {
            let (stop, wake) = &*self.stop;
            let mut stopped = stop.lock();
            if !*stopped {
                wake.wait_for(&mut stopped, LOOK_EVERY);
            }
            if *stopped {
                return;
            }
            drop(stopped);
            if self.durable.borrow().head.saturating_sub(last) < self.every {
                continue;
            }
            match snapshot::renew::<M>(&self.file, &mut *reader) {
                Ok(head) => {
                    tracing::info!(head, "snapshot written");
                    last = head;
                }
                Err(error) => {
                    tracing::warn!(error = &error as &dyn std::error::Error, "the snapshot could not be written");
                    last = self.durable.borrow().head;
                }
            }
        }
    }
}
