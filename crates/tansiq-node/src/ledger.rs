//! The ledger thread: decides and applies commands one by one, and hands the records over to the log thread. What it does
//! when the store fails is in `recovery.rs`.

use crate::appender::{Batch, Order, ReplyTo, Report, Waiting, release};
use crate::bounds::{BATCH_BYTES, BATCH_RECORDS};
use crate::clock::Clock;
use crate::durable::Durable;
use crate::live::Live;
use crate::node::{Failure, Stats};
use crate::queue::Inbox;
use crate::record::NewRecord;
use crate::recovery::Doubt;
use crate::retry::{RetryKey, Unclaimed, UnderWay};
use crate::snapshot::SnapshotFile;
use crossbeam_channel::{Receiver, Sender, TryRecvError};
use parking_lot::{Mutex, RwLock, RwLockUpgradableReadGuard};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use tansiq_core::{Caller, Context, Machine, Timestamp};
use tansiq_log::{LogReader, MAX_RECORD_BYTES};
use tokio::sync::watch;

/// How many more commands may join a batch while the log is idle.
const GATHER: usize = 64;

/// A command on its way to the ledger thread.
pub(crate) struct Request<M: Machine> {
    pub(crate) caller: Caller,
    pub(crate) command: M::Command,
    pub(crate) fresh: [u8; 32],
    pub(crate) retry: Option<RetryKey>,
    pub(crate) to: ReplyTo<M>,
}

/// What arrives in the queue of the ledger thread.
pub(crate) enum Message<M: Machine> {
    Command(Box<Request<M>>),
    /// There is a report of the log thread.
    Look,
    Stop,
}

/// What the ledger thread works with.
pub(crate) struct Ledger<M: Machine> {
    // Shared with readers and the log thread.
    pub(crate) live: Arc<RwLock<Live<M>>>,
    pub(crate) durable: watch::Sender<Durable>,
    pub(crate) unclaimed: Arc<Mutex<Unclaimed<M::Outcome>>>,
    pub(crate) stats: Arc<Stats>,
    // Ends of channels.
    pub(crate) inbox: Inbox<M>,
    pub(crate) orders: Sender<Order<M>>,
    pub(crate) reports: Receiver<Report<M>>,
    // This thread's own.
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) reader: Box<dyn LogReader>,
    pub(crate) snapshot: Option<SnapshotFile>,
    /// Decided and applied, not handed over yet.
    pub(crate) pending: Batch<M>,
    /// Whether the log thread has a batch.
    pub(crate) appending: bool,
    pub(crate) under_way: UnderWay,
    /// Retries of writes that are under way, to be handled when those are answered.
    pub(crate) retries: Vec<Request<M>>,
    /// After a failure of the store: append first, apply afterwards, one command at a time, until one succeeds.
    pub(crate) probing: bool,
    /// What may or may not be in the log; only while probing.
    pub(crate) doubt: Option<Doubt<M>>,
    pub(crate) stopping: bool,
}

/// The log thread is gone, which only happens when it panicked: nothing can be made durable any more.
pub(crate) struct LogThreadGone;

/// Makes a panic of the ledger thread show: from then on nothing can be written.
struct Alarm(Arc<Stats>);

impl Drop for Alarm {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.failing.store(true, Relaxed);
        }
    }
}

impl<M: Machine> Ledger<M> {
    /// Works until told to stop; then all that was decided is made durable and answered.
    pub(crate) fn run(mut self) {
        let _alarm = Alarm(self.stats.clone());
        while !(self.stopping && !self.appending && self.pending.records.is_empty()) {
            if self.step().is_err() {
                tracing::error!("the log thread is gone: the node stops");
                self.stats.failing.store(true, Relaxed);
                return;
            }
        }
        self.inbox.close();
        self.write_last_snapshot();
    }

    fn step(&mut self) -> Result<(), LogThreadGone> {
        match self.reports.try_recv() {
            Ok(report) => return self.on_report(report),
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => return Err(LogThreadGone),
        }
        let full = self.pending.records.len() + self.retries.len() >= BATCH_RECORDS || self.pending.bytes >= BATCH_BYTES;
        if (full || self.stopping) && self.appending {
            let report = self.reports.recv().map_err(|_| LogThreadGone)?;
            return self.on_report(report);
        }
        if self.stopping {
            return self.hand_over();
        }
        if !self.appending && self.inbox.messages.is_empty() {
            self.hand_over()?;
        }
        self.on_message(self.inbox.messages.recv().unwrap_or(Message::Stop))
    }

    fn on_message(&mut self, message: Message<M>) -> Result<(), LogThreadGone> {
        match message {
            Message::Stop => {
                self.stopping = true;
                return Ok(());
            }
            // The next step looks.
            Message::Look => return Ok(()),
            Message::Command(request) if self.probing => return self.probe(*request),
            Message::Command(request) => self.handle(*request),
        }
        let enough = self.pending.records.len() >= GATHER || self.pending.bytes >= BATCH_BYTES;
        if enough && !self.appending { self.hand_over() } else { Ok(()) }
    }

    pub(crate) fn hand_over(&mut self) -> Result<(), LogThreadGone> {
        if self.pending.records.is_empty() {
            return Ok(());
        }
        let next = Batch::new(self.pending.head());
        let batch = std::mem::replace(&mut self.pending, next);
        self.appending = true;
        self.under_way.handed_over();
        self.orders.send(Order::Append(batch)).map_err(|_| LogThreadGone)
    }

    fn on_report(&mut self, report: Report<M>) -> Result<(), LogThreadGone> {
        match report {
            Report::Appended => {
                self.appending = false;
                self.go_on()
            }
            Report::Failed(batch, error) => self.recover(batch, &error),
            Report::Head(_) => Ok(()),
        }
    }

    /// Goes on after an append: lets go of what is durable now, hands over what is pending, handles the retries that waited.
    pub(crate) fn go_on(&mut self) -> Result<(), LogThreadGone> {
        self.settle();
        if self.pending.waiting.is_empty() {
            // There may be nothing to append next, so nothing else would end what was under way.
            self.under_way.clear();
        } else {
            self.under_way.settled();
        }
        self.hand_over()?;
        for retry in std::mem::take(&mut self.retries) {
            self.handle(retry);
        }
        if self.appending { Ok(()) } else { self.hand_over() }
    }

    /// Lets go of what is durable now.
    fn settle(&mut self) {
        let durable = self.durable.borrow().head;
        self.live.write().in_flight.settle(durable);
        // Needs ascend, so those that are met stand in front.
        let met = self.pending.waiting.partition_point(|waiting| waiting.needs <= durable);
        release(self.pending.waiting.drain(..met).collect(), &self.unclaimed);
    }

    /// Decides a command, applies what it does, and lets its answer wait for the log.
    fn handle(&mut self, request: Request<M>) {
        let Some(request) = self.admit(request) else { return };
        let live = self.live.upgradable_read();
        let head = live.head;
        match decide(&live, &*self.clock, request) {
            Decided::Answered(waiting) => {
                drop(live);
                self.wait(Waiting { needs: head, ..waiting });
            }
            Decided::Changes { context, events, payload, waiting } => {
                let keys = touched(&live.machine, &events);
                let mut live = RwLockUpgradableReadGuard::upgrade(live);
                // Noted before it is applied, so that no reader sees anything of it too early even if applying panics.
                live.in_flight.add(head, keys);
                apply(&mut live, &context, &events);
                drop(live);
                self.pending.bytes += payload.len();
                self.pending.records.push(payload);
                self.hold_back(waiting);
            }
        }
    }

    /// Whether the request is to be decided: not if its caller has given up, for then it must not happen any more, and not
    /// if it repeats a write that happened without its caller knowing.
    pub(crate) fn admit(&mut self, request: Request<M>) -> Option<Request<M>> {
        if request.to.is_closed() {
            self.stats.abandoned.fetch_add(1, Relaxed);
            return None;
        }
        let Some(key) = &request.retry else { return Some(request) };
        if self.under_way.holds(key) {
            self.retries.push(request);
            return None;
        }
        let mut unclaimed = self.unclaimed.lock();
        if unclaimed.is_empty() {
            drop(unclaimed);
            return Some(request);
        }
        let known = unclaimed.take(key);
        drop(unclaimed);
        let live = self.live.read();
        let Some(outcome) = known.filter(|outcome| live.machine.still_stands(outcome)) else {
            drop(live);
            return Some(request);
        };
        let needs = live.head;
        drop(live);
        self.wait(Waiting { needs, answer: Ok(outcome), to: request.to, retry: request.retry });
        None
    }

    pub(crate) fn wait(&mut self, waiting: Waiting<M>) {
        if waiting.needs <= self.durable.borrow().head {
            release(vec![waiting], &self.unclaimed);
        } else {
            self.hold_back(waiting);
        }
    }

    /// Keeps an answer until the log has confirmed what it tells.
    fn hold_back(&mut self, waiting: Waiting<M>) {
        waiting.retry.iter().for_each(|key| self.under_way.note(key));
        self.pending.waiting.push(waiting);
    }

    fn write_last_snapshot(&mut self) {
        let Some(file) = &self.snapshot else { return };
        let live = self.live.read();
        if self.durable.borrow().head == live.head
            && let Err(error) = file.write(&live.machine, live.head, live.at, &mut *self.reader)
        {
            tracing::warn!(error = &error as &dyn std::error::Error, "the snapshot at the stop could not be written");
        }
    }
}

/// What came of a command.
pub(crate) enum Decided<M: Machine> {
    /// An answer without a change.
    Answered(Waiting<M>),
    /// A change, and the answer to give when it is durable.
    Changes { context: Context, events: Vec<M::Event>, payload: Vec<u8>, waiting: Waiting<M> },
}

pub(crate) fn decide<M: Machine>(live: &Live<M>, clock: &dyn Clock, request: Request<M>) -> Decided<M> {
    let Request { caller, command, fresh, retry, to } = request;
    let context = Context { now: clock.now().max(live.at), caller, fresh };
    let decision = match live.machine.decide(&context, &command) {
        Ok(decision) => decision,
        Err(rejection) => {
            let answer = Err(Failure::Rejected(rejection));
            return Decided::Answered(Waiting { needs: 0, answer, to, retry: None });
        }
    };
    if decision.events.is_empty() {
        return Decided::Answered(Waiting { needs: 0, answer: Ok(decision.outcome), to, retry: None });
    }
    let record = NewRecord { index: live.head, at_us: context.now, actor: &context.caller.name, events: &decision.events };
    let payload = serde_json::to_vec(&record).expect("events are plain data that JSON can hold");
    if payload.len() > MAX_RECORD_BYTES {
        let answer = Err(Failure::TooLarge { bytes: payload.len(), allowed: MAX_RECORD_BYTES });
        return Decided::Answered(Waiting { needs: 0, answer, to, retry: None });
    }
    let waiting = Waiting { needs: live.head + 1, answer: Ok(decision.outcome), to, retry };
    Decided::Changes { context, events: decision.events, payload, waiting }
}

fn touched<M: Machine>(machine: &M, events: &[M::Event]) -> Vec<u64> {
    let mut keys = Vec::new();
    events.iter().for_each(|event| machine.touched(event, &mut keys));
    keys.sort_unstable();
    keys.dedup();
    keys
}

pub(crate) fn apply<M: Machine>(live: &mut Live<M>, context: &Context, events: &[M::Event]) {
    let (index, at): (u64, Timestamp) = (live.head, context.now);
    events.iter().for_each(|event| live.machine.apply(index, at, &context.caller.name, event));
    live.head += 1;
    live.at = at;
}
