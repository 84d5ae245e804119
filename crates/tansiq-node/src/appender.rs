//! The log thread: makes batches durable, one after the other, and releases the answers that waited for them.

use crate::durable::Durable;
use crate::node::{Failure, Stats, Unavailable};
use crate::queue::Bell;
use crate::retry::{RetryKey, Unclaimed};
use crossbeam_channel::{Receiver, Sender};
use parking_lot::Mutex;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::{Relaxed, SeqCst};
use std::time::Instant;
use tansiq_core::Machine;
use tansiq_log::Log;
use tokio::sync::{oneshot, watch};

/// The answer of one command.
pub(crate) type Answer<M> = Result<<M as Machine>::Outcome, Failure<<M as Machine>::Rejection>>;

/// The way back to who asked. Its command is under way as long as it lives.
pub(crate) struct ReplyTo<M: Machine> {
    to: Option<oneshot::Sender<Answer<M>>>,
    under_way: Arc<AtomicUsize>,
}

impl<M: Machine> ReplyTo<M> {
    pub(crate) fn new(to: oneshot::Sender<Answer<M>>, under_way: Arc<AtomicUsize>) -> ReplyTo<M> {
        under_way.fetch_add(1, SeqCst);
        ReplyTo { to: Some(to), under_way }
    }

    /// Whether nobody waits for the answer any more.
    pub(crate) fn is_closed(&self) -> bool {
        self.to.as_ref().is_none_or(oneshot::Sender::is_closed)
    }

    /// Gives the answer, or gives it back if nobody waits for it.
    pub(crate) fn send(mut self, answer: Answer<M>) -> Result<(), Answer<M>> {
        match self.to.take() {
            Some(to) => to.send(answer),
            None => Err(answer),
        }
    }
}

/// Who asked hears of it first, and then the command counts no more.
impl<M: Machine> Drop for ReplyTo<M> {
    fn drop(&mut self) {
        drop(self.to.take());
        self.under_way.fetch_sub(1, SeqCst);
    }
}

/// An answer that may be given once `needs` records are durable.
pub(crate) struct Waiting<M: Machine> {
    pub(crate) needs: u64,
    pub(crate) answer: Answer<M>,
    pub(crate) to: ReplyTo<M>,
    pub(crate) retry: Option<RetryKey>,
}

/// Records to append at `first`, with the answers that wait for them, in the order of their needs.
pub(crate) struct Batch<M: Machine> {
    pub(crate) first: u64,
    pub(crate) records: Vec<Vec<u8>>,
    pub(crate) bytes: usize,
    pub(crate) waiting: Vec<Waiting<M>>,
}

impl<M: Machine> Batch<M> {
    pub(crate) fn new(first: u64) -> Batch<M> {
        Batch { first, records: Vec::new(), bytes: 0, waiting: Vec::new() }
    }

    pub(crate) fn head(&self) -> u64 {
        self.first + self.records.len() as u64
    }
}

/// What the ledger thread asks of the log thread.
pub(crate) enum Order<M: Machine> {
    Append(Batch<M>),
    Head,
}

/// What the log thread reports.
pub(crate) enum Report<M: Machine> {
    /// The batch is durable and its answers are given.
    Appended,
    /// The batch may be lost; nobody was answered.
    Failed(Batch<M>, tansiq_log::Error),
    /// What the log says its head is.
    Head(Result<u64, tansiq_log::Error>),
}

/// What the log thread works with.
pub(crate) struct Appender<M: Machine> {
    pub(crate) log: Box<dyn Log>,
    pub(crate) orders: Receiver<Order<M>>,
    pub(crate) reports: Sender<Report<M>>,
    /// Rung after every report, and when this thread ends.
    pub(crate) bell: Bell<M>,
    pub(crate) durable: watch::Sender<Durable>,
    pub(crate) unclaimed: Arc<Mutex<Unclaimed<M::Outcome>>>,
    pub(crate) stats: Arc<Stats>,
}

impl<M: Machine> Appender<M> {
    /// Works until the ledger thread hangs up.
    pub(crate) fn run(mut self) {
        while let Ok(order) = self.orders.recv() {
            let report = match order {
                Order::Append(batch) => self.append(batch),
                Order::Head => Report::Head(self.log.head()),
            };
            if self.reports.send(report).is_err() {
                return;
            }
            self.bell.ring();
        }
    }

    /// If we crash before the append returns, nobody was told anything; if after, the records are there to be replayed.
    fn append(&mut self, batch: Batch<M>) -> Report<M> {
        let began = Instant::now();
        match self.log.append(batch.first, &batch.records) {
            Ok(head) => {
                assert_eq!(head, batch.head(), "an accepted append moves the head by the length of its batch");
                self.stats.appends.fetch_add(1, Relaxed);
                self.stats.records.fetch_add(batch.records.len() as u64, Relaxed);
                self.stats.append_micros.fetch_add(began.elapsed().as_micros() as u64, Relaxed);
                self.durable.send_modify(|durable| durable.head = head);
                release(batch.waiting, &self.unclaimed);
                Report::Appended
            }
            Err(error) => Report::Failed(batch, error),
        }
    }
}

/// Gives the answers; what an accepted write would have told a caller who is gone is kept for a retry.
pub(crate) fn release<M: Machine>(waiting: Vec<Waiting<M>>, unclaimed: &Mutex<Unclaimed<M::Outcome>>) {
    for Waiting { answer, to, retry, .. } in waiting {
        if let Err(Ok(outcome)) = to.send(answer)
            && let Some(key) = retry
        {
            unclaimed.lock().keep(key, outcome);
        }
    }
}

/// Tells all that the store failed.
pub(crate) fn fail<M: Machine>(waiting: Vec<Waiting<M>>) {
    for Waiting { to, .. } in waiting {
        // Who does not wait any more need not be told.
        let _ = to.send(Err(Failure::Unavailable(Unavailable::Store)));
    }
}
