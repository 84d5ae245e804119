//! A log in memory: the contract without durability, for tests and for trying things out.
//!
//! Clones share one storage, so that a "restart" in a test opens the same records again, and two clones behave as
//! two writers of one log do.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::{Error, Index, Log, LogReader, MAX_READ_BYTES, MAX_READ_RECORDS, StoredRecord, batch};

/// A log whose records live as long as its last clone or reader.
#[derive(Debug, Clone, Default)]
pub struct MemoryLog {
    records: Records,
}

type Records = Arc<Mutex<Vec<StoredRecord>>>;

impl MemoryLog {
    /// An empty log.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Log for MemoryLog {
    fn head(&mut self) -> Result<Index, Error> {
        Ok(locked(&self.records).len() as u64)
    }

    fn append(&mut self, expected: Index, batch: &[Vec<u8>]) -> Result<Index, Error> {
        batch::check_bounds(batch)?;
        let sealed = batch::seal(batch)?;
        let mut records = locked(&self.records);
        let head = records.len() as u64;
        if expected != head {
            return Err(Error::Conflict { expected, head });
        }
        for ((index, payload), sealed) in (head..).zip(batch).zip(sealed) {
            let payload = Some(payload.clone());
            records.push(StoredRecord { index, payload, salt: sealed.salt, leaf: sealed.leaf });
        }
        Ok(records.len() as u64)
    }

    fn reader(&self) -> Result<Box<dyn LogReader>, Error> {
        Ok(Box::new(MemoryReader { records: Arc::clone(&self.records) }))
    }
}

/// A reader of a [`MemoryLog`].
#[derive(Debug, Clone)]
pub struct MemoryReader {
    records: Records,
}

impl LogReader for MemoryReader {
    fn head(&mut self) -> Result<Index, Error> {
        Ok(locked(&self.records).len() as u64)
    }

    fn read(&mut self, from: Index, limit: usize) -> Result<Vec<StoredRecord>, Error> {
        let records = locked(&self.records);
        let start = usize::try_from(from).unwrap_or(usize::MAX).min(records.len());
        let mut bytes = 0;
        let page = records[start..].iter().take(limit.min(MAX_READ_RECORDS)).take_while(|record| {
            let fits = bytes < MAX_READ_BYTES;
            bytes += record.payload.as_ref().map_or(0, Vec::len);
            fits
        });
        Ok(page.cloned().collect())
    }
}

/// A panic of another holder cannot leave a record half pushed, so a poisoned lock is still sound.
fn locked(records: &Records) -> MutexGuard<'_, Vec<StoredRecord>> {
    records.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[path = "memory_tests.rs"]
mod tests;
