//! Life and sudden death of a process: what it has recorded stays, what it has sent travels on, and it does nothing more.
//!
//! Tasks of the dead still lie in the runtime, but their ledger only dreams (appends succeed and are in no log) and their
//! calls never come back, so nobody sees anything of what they do.

use parking_lot::Mutex;
use std::future::{Future, pending};
use std::sync::Arc;
use tansiq_log::memory::MemoryLog;
use tansiq_log::{Error, Index, Log, LogReader};
use tansiq_peers::testing::MemoryTransport;
use tansiq_peers::{Answer, Boxed, CallError, Request, Transport};
use tokio::sync::watch;

/// The life of one process.
pub struct Life {
    /// Held while something is recorded, so that it is recorded whole or not at all.
    over: Mutex<bool>,
    end: watch::Sender<bool>,
}

impl Life {
    pub fn new() -> Arc<Life> {
        Arc::new(Life { over: Mutex::new(false), end: watch::Sender::new(false) })
    }

    /// Ends it now.
    pub fn end(&self) {
        *self.over.lock() = true;
        self.end.send_replace(true);
    }

    /// Waits for the end.
    pub async fn ended(&self) {
        // The sender lives as long as this does.
        let _ = self.end.subscribe().wait_for(|over| *over).await;
    }

    /// What `work` brings, if this lives until then; otherwise nothing ever.
    pub async fn unless_over<T>(&self, work: impl Future<Output = T>) -> T {
        tokio::select! {
            biased;
            () = self.ended() => pending().await,
            done = work => done,
        }
    }
}

/// The log of a process. Another process can be started on the same records.
pub struct MortalLog {
    pub log: MemoryLog,
    pub life: Arc<Life>,
}

impl Log for MortalLog {
    fn head(&mut self) -> Result<Index, Error> {
        self.log.head()
    }

    fn append(&mut self, expected: Index, batch: &[Vec<u8>]) -> Result<Index, Error> {
        let over = self.life.over.lock();
        if *over { Ok(expected + batch.len() as u64) } else { self.log.append(expected, batch) }
    }

    fn reader(&self) -> Result<Box<dyn LogReader>, Error> {
        self.log.reader()
    }
}

/// The network as a process sees it.
pub struct MortalTransport {
    pub net: MemoryTransport,
    pub life: Arc<Life>,
}

impl Transport for MortalTransport {
    fn call(&self, request: Request) -> Boxed<'_, Result<Answer, CallError>> {
        // The choice of what happens to a request is made when it is called, so nothing is called for the dead.
        Box::pin(self.life.unless_over(async move { self.net.call(request).await }))
    }
}
