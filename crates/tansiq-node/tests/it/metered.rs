//! A log that counts what is asked of it, around one that may fail by script.

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use tansiq_log::{Error, Index, Log, LogReader, StoredRecord};

/// What was asked of a log, and one more way to fail.
#[derive(Debug, Default)]
pub struct Meter {
    /// Records and bytes of each append that was tried.
    pub appends: Mutex<Vec<(usize, usize)>>,
    /// Records read.
    pub records_read: AtomicU64,
    /// Logs and readers that are not dropped yet.
    pub alive: AtomicI64,
    /// Whether the writer cannot tell its head, as that of a full disk may not.
    pub head_fails: AtomicBool,
}

pub struct Metered<L> {
    inner: L,
    meter: Arc<Meter>,
}

impl<L: Log> Metered<L> {
    pub fn new(inner: L, meter: Arc<Meter>) -> Metered<L> {
        meter.alive.fetch_add(1, SeqCst);
        Metered { inner, meter }
    }
}

impl<L: Log> Log for Metered<L> {
    fn head(&mut self) -> Result<Index, Error> {
        if self.meter.head_fails.load(SeqCst) {
            let doing = "settling the head".to_owned();
            return Err(Error::Full { doing, maybe_landed: false, source: "scripted".into() });
        }
        self.inner.head()
    }

    fn append(&mut self, expected: Index, batch: &[Vec<u8>]) -> Result<Index, Error> {
        self.meter.appends.lock().unwrap().push((batch.len(), batch.iter().map(Vec::len).sum()));
        self.inner.append(expected, batch)
    }

    fn reader(&self) -> Result<Box<dyn LogReader>, Error> {
        self.meter.alive.fetch_add(1, SeqCst);
        Ok(Box::new(MeteredReader { inner: self.inner.reader()?, meter: self.meter.clone() }))
    }
}

impl<L> Drop for Metered<L> {
    fn drop(&mut self) {
        self.meter.alive.fetch_sub(1, SeqCst);
    }
}

struct MeteredReader {
    inner: Box<dyn LogReader>,
    meter: Arc<Meter>,
}

impl LogReader for MeteredReader {
    fn head(&mut self) -> Result<Index, Error> {
        self.inner.head()
    }

    fn read(&mut self, from: Index, limit: usize) -> Result<Vec<StoredRecord>, Error> {
        let page = self.inner.read(from, limit)?;
        self.meter.records_read.fetch_add(page.len() as u64, SeqCst);
        Ok(page)
    }
}

impl Drop for MeteredReader {
    fn drop(&mut self) {
        self.meter.alive.fetch_sub(1, SeqCst);
    }
}
