//! What the ledger thread does when an append fails: finds out what became of it, puts the state right, and tries the store
//! with one command at a time until it works again.
//!
//! Nobody has been told of anything that the failed append held, so whatever turns out can still be made true.

use crate::appender::{Batch, Order, Report, fail, release};
use crate::durable::Durable;
use crate::ledger::{Decided, Ledger, LogThreadGone, Message, Request, apply, decide};
use crate::live::Live;
use crate::node::{Failure, Unavailable};
use crate::replay;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};
use tansiq_core::Machine;

/// How long to wait before a store that failed is asked again.
const BACK_OFF: Duration = Duration::from_millis(200);

/// What became of a batch whose append failed.
enum Fate {
    /// It is in the log, and nothing after it.
    Landed,
    /// Nothing of it is in the log, which is as it was.
    Lost,
    /// It is not in the log, but the log has moved.
    Overtaken,
    /// It was not found out before the node is to stop.
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
                let pending = std::mem::replace(&mut self.pending, Batch::new(batch.first));
                fail(batch.waiting);
                fail(pending.waiting);
                self.under_way.clear();
                std::mem::take(&mut self.retries).into_iter().for_each(|retry| refuse(retry, Unavailable::Store));
                self.rebuild()
            }
            Fate::Unknown => {
                fail(batch.waiting);
                Ok(())
            }
        }
    }

    /// Finds out whether the records of a failed append are in the log, however long that takes.
    fn fate_of(&mut self, batch: &Batch<M>, error: &tansiq_log::Error) -> Result<Fate, LogThreadGone> {
        let conflict = matches!(error, tansiq_log::Error::Conflict { .. });
        if !conflict && !error.outcome_unknown() {
            // Surely nothing was stored. A full disk may not even be able to tell its head, so it is not asked.
            return Ok(Fate::Lost);
        }
        loop {
            match self.look_for(batch)? {
                Ok(fate) => return Ok(fate),
                Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "the log cannot be read"),
            }
            if self.pause() {
                return Ok(Fate::Unknown);
            }
        }
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
        Ok(self.reader.read(batch.first, batch.records.len()).map(|stored| {
            let same = stored.len() == batch.records.len()
                && stored.iter().zip(&batch.records).all(|(stored, ours)| stored.payload.as_ref() == Some(ours));
            if same { Fate::Landed } else { Fate::Overtaken }
        }))
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
                    return Ok(());
                }
                Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "the log cannot be replayed"),
            }
            if self.pause() {
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

    /// Waits a little, refusing what is queued. Tells whether the node is to stop.
    fn pause(&mut self) -> bool {
        std::thread::sleep(BACK_OFF);
        self.refuse_queued();
        self.stopping
    }

    fn refuse_queued(&mut self) {
        while let Ok(message) = self.inbox.messages.try_recv() {
            match message {
                Message::Stop => self.stopping = true,
                Message::Command(request) => {
                    let why = if self.stopping { Unavailable::Stopping } else { Unavailable::Store };
                    refuse(*request, why);
                }
            }
        }
    }

    /// Handles one command while it is not known whether the store works: appends before it applies, so that another
    /// failure costs no rebuild.
    pub(crate) fn probe(&mut self, request: Request<M>) -> Result<(), LogThreadGone> {
        let Some(request) = self.admit(request) else { return Ok(()) };
        let live = self.live.read();
        let head = live.head;
        let decided = decide(&live, &*self.clock, request);
        drop(live);
        let (context, events, payload, waiting) = match decided {
            Decided::Answered(waiting) => {
                self.wait(crate::appender::Waiting { needs: head, ..waiting });
                return Ok(());
            }
            Decided::Changes { context, events, payload, waiting } => (context, events, payload, waiting),
        };
        let bytes = payload.len();
        match self.try_append(Batch { first: head, records: vec![payload], bytes, waiting: Vec::new() })? {
            Fate::Landed => {
                let mut live = self.live.write();
                apply(&mut live, &context, &events);
                let head = live.head;
                self.durable.send_modify(|durable| durable.head = head);
                drop(live);
                self.pending = Batch::new(head);
                self.probing = false;
                self.stats.failing.store(false, Relaxed);
                tracing::info!("the store works again");
                release(vec![waiting], &self.unclaimed);
                Ok(())
            }
            Fate::Lost | Fate::Unknown => {
                fail(vec![waiting]);
                Ok(())
            }
            Fate::Overtaken => {
                fail(vec![waiting]);
                self.rebuild()
            }
        }
    }

    /// Appends and waits for what comes of it. A store that takes long to fail does so once for all that is queued.
    fn try_append(&mut self, batch: Batch<M>) -> Result<Fate, LogThreadGone> {
        let began = Instant::now();
        self.orders.send(Order::Append(batch)).map_err(|_| LogThreadGone)?;
        match self.reports.recv().map_err(|_| LogThreadGone)? {
            Report::Appended => Ok(Fate::Landed),
            Report::Failed(batch, error) => {
                self.stats.failures.fetch_add(1, Relaxed);
                tracing::warn!(error = &error as &dyn std::error::Error, "the store still fails");
                let fate = self.fate_of(&batch, &error)?;
                if began.elapsed() >= BACK_OFF {
                    self.refuse_queued();
                }
                Ok(fate)
            }
            Report::Head(_) => unreachable!("nobody asked for the head"),
        }
    }
}

fn refuse<M: Machine>(request: Request<M>, why: Unavailable) {
    // Who does not wait any more need not be told.
    let _ = request.to.send(Err(Failure::Unavailable(why)));
}
