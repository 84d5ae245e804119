//! What the ledger thread does when an append fails: finds out what became of it, puts the state right, and tries the store
//! with one command at a time until it works again.
//!
//! Nobody has been told of anything that the failed append held, so whatever turns out can still be made true. When it can
//! not be found out soon, as on a disk too full to settle the log's head, its callers are told to come again, and readers are
//! given what the log shows. That stays right if the records turn up later: a write that was neither accepted nor refused
//! may happen at any time after it was asked. Nothing is appended before it is settled.

use crate::appender::{Batch, Order, Report, Waiting, fail, release};
use crate::durable::Durable;
use crate::ledger::{Decided, Ledger, LogThreadGone, Message, Request, apply, decide};
use crate::live::Live;
use crate::node::{Failure, Unavailable};
use crate::replay;
use crate::retry::RetryKey;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};
use tansiq_core::Machine;
use tansiq_log::StoredRecord;

/// How long to wait before a store that failed is asked again.
const BACK_OFF: Duration = Duration::from_millis(200);

/// How often the log is asked what became of an append before its callers are told to come again.
const LOOKS: u32 = 4;
/// How long to wait between these.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Records of which it is not known whether they are in the log.
pub(crate) struct Doubt<M: Machine> {
    first: u64,
    records: Vec<Vec<u8>>,
    /// The answers to give to retries if they are.
    answers: Vec<(RetryKey, M::Outcome)>,
}

impl<M: Machine> Doubt<M> {
    /// The doubt about a batch, and its callers, who are not to wait until it is settled.
    fn about(batch: Batch<M>) -> (Doubt<M>, Vec<Waiting<M>>) {
        let answer = |waiting: &Waiting<M>| Some((waiting.retry.clone()?, waiting.answer.as_ref().ok()?.clone()));
        let answers = batch.waiting.iter().filter_map(answer).collect();
        (Doubt { first: batch.first, records: batch.records, answers }, batch.waiting)
    }
}

/// What became of a batch whose append failed.
enum Fate {
    /// It is in the log, and nothing after it.
    Landed,
    /// Nothing of it is in the log, which is as it was.
    Lost,
    /// It is not in the log, but the log has moved.
    Overtaken,
    /// It cannot be told at present.
    Unknown,
}

impl<M: Machine> Ledger<M> {
    /// An append failed. What is in memory may go beyond what is durable, and nobody has been told of it.
    pub(crate) fn recover(&mut self, batch: Batch<M>, error: &tansiq_log::Error) -> Result<(), LogThreadGone> {
        self.stats.failures.fetch_add(1, Relaxed);
        self.stats.failing.store(true, Relaxed);
        tracing::error!(error = error as &dyn std::error::Error, records = batch.records.len(), "the append failed");
        let fate = self.fate_of(&batch, error)?;
        self.appending = false;
        match fate {
            Fate::Landed => {
                // It failed, but was persisted: all is as decided.
                self.stats.failing.store(false, Relaxed);
                self.durable.send_modify(|durable| durable.head = batch.head());
                release(batch.waiting, &self.unclaimed);
                self.go_on()
            }
            Fate::Lost | Fate::Overtaken => {
                fail(batch.waiting);
                self.begin_anew(batch.first)
            }
            Fate::Unknown => {
                let first = batch.first;
                let (doubt, waiting) = Doubt::about(batch);
                self.doubt = Some(doubt);
                fail(waiting);
                self.begin_anew(first)
            }
        }
    }

    /// Gives up all that was decided on a state that is lost.
    fn begin_anew(&mut self, head: u64) -> Result<(), LogThreadGone> {
        fail(std::mem::replace(&mut self.pending, Batch::new(head)).waiting);
        self.under_way.clear();
        std::mem::take(&mut self.retries).into_iter().for_each(|retry| refuse(retry, Unavailable::Store));
        self.rebuild()
    }

    /// Finds out whether the records of a failed append are in the log.
    fn fate_of(&mut self, batch: &Batch<M>, error: &tansiq_log::Error) -> Result<Fate, LogThreadGone> {
        let conflict = matches!(error, tansiq_log::Error::Conflict { .. });
        if !conflict && !error.outcome_unknown() {
            // Surely nothing was stored. A full disk may not even be able to tell its head, so it is not asked.
            return Ok(Fate::Lost);
        }
        for look in 1..=LOOKS {
            match self.look_for(batch)? {
                Ok(fate) => return Ok(fate),
                Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "the log cannot be read"),
            }
            if look < LOOKS && self.pause(LOOK_AGAIN) {
                break;
            }
        }
        Ok(Fate::Unknown)
    }

    fn look_for(&mut self, batch: &Batch<M>) -> Result<Result<Fate, tansiq_log::Error>, LogThreadGone> {
        let head = match self.head_of_log()? {
            Ok(head) => head,
            Err(error) => return Ok(Err(error)),
        };
        if head == batch.first {
            return Ok(Ok(Fate::Lost));
        }
        if head != batch.head() {
            return Ok(Ok(Fate::Overtaken));
        }
        let held = self.log_holds(batch.first, &batch.records);
        Ok(held.map(|held| if held { Fate::Landed } else { Fate::Overtaken }))
    }

    fn log_holds(&mut self, first: u64, records: &[Vec<u8>]) -> Result<bool, tansiq_log::Error> {
        let stored = self.reader.read(first, records.len())?;
        let same = |(stored, ours): (&StoredRecord, &Vec<u8>)| stored.payload.as_ref() == Some(ours);
        Ok(stored.len() == records.len() && stored.iter().zip(records).all(same))
    }

    fn head_of_log(&mut self) -> Result<Result<u64, tansiq_log::Error>, LogThreadGone> {
        self.orders.send(Order::Head).map_err(|_| LogThreadGone)?;
        match self.reports.recv().map_err(|_| LogThreadGone)? {
            Report::Head(answer) => Ok(answer),
            Report::Appended | Report::Failed(..) => unreachable!("no batch is under way"),
        }
    }

    /// Folds the log anew. Readers go on meanwhile with what they do not have to wait for.
    fn rebuild(&mut self) -> Result<(), LogThreadGone> {
        loop {
            match replay::load::<M>(&mut *self.reader, self.snapshot.as_ref()) {
                Ok(fresh) => {
                    self.replace_live(fresh);
                    self.settle_doubt_by_records();
                    return Ok(());
                }
                Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "the log cannot be replayed"),
            }
            if self.pause(BACK_OFF) {
                return Ok(());
            }
        }
    }

    fn replace_live(&mut self, fresh: Live<M>) {
        let head = fresh.head;
        let mut live = self.live.write();
        let epoch = live.epoch + 1;
        let old = std::mem::replace(&mut *live, Live { epoch, ..fresh });
        self.durable.send_replace(Durable { epoch, head });
        drop(live);
        self.pending = Batch::new(head);
        self.probing = true;
        tracing::warn!(head, "the state was rebuilt from the log; writes are tried one by one");
        // A large state takes long to drop; readers need not wait for it.
        drop(old);
    }

    /// Keeps the answers of doubtful records for retries if the log shows the records.
    fn settle_doubt_by_records(&mut self) {
        let Some(doubt) = self.doubt.take() else { return };
        if self.pending.first == doubt.first {
            self.doubt = Some(doubt);
            return;
        }
        match self.log_holds(doubt.first, &doubt.records) {
            Ok(true) => {
                let mut unclaimed = self.unclaimed.lock();
                doubt.answers.into_iter().for_each(|(key, outcome)| unclaimed.keep(key, outcome));
            }
            Ok(false) => {}
            Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "the answers for some retries are lost"),
        }
    }

    /// Asks for the log's head, which is final once it is told. Tells whether anything may be appended.
    fn settle_doubt_by_head(&mut self) -> Result<bool, LogThreadGone> {
        match self.head_of_log()? {
            Ok(head) if head == self.pending.first => self.doubt = None,
            Ok(_) => self.rebuild()?,
            Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "the head of the log is still not known"),
        }
        Ok(self.doubt.is_none() && !self.stopping)
    }

    /// Waits a little, refusing what is queued. Tells whether the node is to stop.
    fn pause(&mut self, time: Duration) -> bool {
        std::thread::sleep(time);
        self.refuse_queued();
        self.stopping
    }

    fn refuse_queued(&mut self) {
        while let Ok(message) = self.inbox.messages.try_recv() {
            match message {
                Message::Look => {}
                Message::Stop => self.stopping = true,
                Message::Command(request) => {
                    let why = if self.stopping { Unavailable::Stopping } else { Unavailable::Store };
                    refuse(*request, why);
                }
            }
        }
    }

    /// Handles one command while it is not known whether the store works. A store that takes long to fail does so once for
    /// all that is queued.
    pub(crate) fn probe(&mut self, request: Request<M>) -> Result<(), LogThreadGone> {
        let began = Instant::now();
        let Some(request) = self.admit(request) else { return Ok(()) };
        if self.doubt.is_some() && !self.settle_doubt_by_head()? {
            refuse(request, Unavailable::Store);
        } else {
            self.append_then_apply(request)?;
        }
        if self.probing && began.elapsed() >= BACK_OFF {
            self.refuse_queued();
        }
        Ok(())
    }

    /// Appends before it applies, so that another failure costs no rebuild.
    fn append_then_apply(&mut self, request: Request<M>) -> Result<(), LogThreadGone> {
        let live = self.live.read();
        let head = live.head;
        let decided = decide(&live, &*self.clock, request);
        drop(live);
        let (context, events, payload, waiting) = match decided {
            Decided::Answered(waiting) => {
                self.wait(Waiting { needs: head, ..waiting });
                return Ok(());
            }
            Decided::Changes { context, events, payload, waiting } => (context, events, payload, waiting),
        };
        let batch = Batch { first: head, bytes: payload.len(), records: vec![payload], waiting: vec![waiting] };
        let (fate, batch) = self.try_append(batch)?;
        match fate {
            Fate::Landed => {
                let mut live = self.live.write();
                apply(&mut live, &context, &events);
                drop(live);
                self.durable.send_modify(|durable| durable.head = batch.head());
                self.pending = Batch::new(batch.head());
                self.probing = false;
                self.stats.failing.store(false, Relaxed);
                tracing::info!("the store works again");
                release(batch.waiting, &self.unclaimed);
            }
            Fate::Lost => fail(batch.waiting),
            Fate::Overtaken => {
                fail(batch.waiting);
                self.rebuild()?;
            }
            Fate::Unknown => {
                let (doubt, waiting) = Doubt::about(batch);
                self.doubt = Some(doubt);
                fail(waiting);
            }
        }
        Ok(())
    }

    /// Appends, waits for what comes of it, and gives the batch back.
    fn try_append(&mut self, mut batch: Batch<M>) -> Result<(Fate, Batch<M>), LogThreadGone> {
        // Its answer is not for the log thread to give: the state must be there first.
        let waiting = std::mem::take(&mut batch.waiting);
        let (first, bytes, records) = (batch.first, batch.bytes, batch.records.clone());
        self.orders.send(Order::Append(batch)).map_err(|_| LogThreadGone)?;
        let fate = match self.reports.recv().map_err(|_| LogThreadGone)? {
            Report::Appended => Fate::Landed,
            Report::Failed(batch, error) => {
                self.stats.failures.fetch_add(1, Relaxed);
                tracing::warn!(error = &error as &dyn std::error::Error, "the store still fails");
                self.fate_of(&batch, &error)?
            }
            Report::Head(_) => unreachable!("nobody asked for the head"),
        };
        Ok((fate, Batch { first, bytes, records, waiting }))
    }
}

fn refuse<M: Machine>(request: Request<M>, why: Unavailable) {
    // Who does not wait any more need not be told.
    let _ = request.to.send(Err(Failure::Unavailable(why)));
}
