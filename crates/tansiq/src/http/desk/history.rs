//! The desk's ledger as it was written: its records, read again. For those who ask what happened, and what was known when.
//!
//! Reading blocks, so it belongs on threads where that may be; [`blocking`] has such a one do it.

use crate::http::bounds::HISTORY_PAGE;
use crate::http::error::Error;
use parking_lot::Mutex;
use tansiq_core::Timestamp;
use tansiq_core::desk::Event;
use tansiq_log::{LogReader, StoredRecord};
use tansiq_node::{Record, Unavailable};

/// The records of a desk.
pub(crate) struct History {
    reader: Mutex<Box<dyn LogReader>>,
}

/// Why records cannot be read.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// The payload of a record that is needed has been erased.
    Erased(u64),
    /// The store does not give them now.
    Store(tansiq_log::Error),
    /// A record is not what this program writes.
    Nonsense(u64, serde_json::Error),
}

impl From<Unreadable> for Error {
    fn from(why: Unreadable) -> Error {
        match why {
            Unreadable::Erased(index) => Error::Gone(format!(
                "record {index} has been erased from the ledger: what was known then cannot be told any more"
            )),
            Unreadable::Store(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "the ledger of the desk could not be read");
                Error::Unavailable(Unavailable::Store)
            }
            Unreadable::Nonsense(index, error) => Error::Internal(format!("record {index} cannot be understood: {error}")),
        }
    }
}

/// Has a thread that may block do something.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(format!("a thread ended early: {error}")))
}

impl History {
    pub(crate) fn new(reader: Box<dyn LogReader>) -> History {
        History { reader: Mutex::new(reader) }
    }

    /// Records from `from` to before `to` as they are stored, at most [`HISTORY_PAGE`] of them; none only at the head.
    pub(crate) fn stored(&self, from: u64, to: u64) -> Result<Vec<StoredRecord>, Unreadable> {
        let wanted = usize::try_from(to.saturating_sub(from)).unwrap_or(usize::MAX).min(HISTORY_PAGE);
        self.reader.lock().read(from, wanted).map_err(Unreadable::Store)
    }

    /// The same, understood.
    pub(crate) fn records(&self, from: u64, to: u64) -> Result<Vec<Record<Event>>, Unreadable> {
        self.stored(from, to)?.iter().map(|stored| understand(stored)?.ok_or(Unreadable::Erased(stored.index))).collect()
    }

    /// How many of the first `head` records were decided at `at` or before. Their times never decrease. What was erased
    /// counts as older than anything: retention begins with the oldest.
    pub(crate) fn count_until(&self, at: Timestamp, head: u64) -> Result<u64, Unreadable> {
        let (mut low, mut high) = (0, head);
        while low < high {
            let middle = low + (high - low) / 2;
            let stored = self.stored(middle, middle + 1)?;
            let record = stored.first().map(understand).transpose()?.flatten();
            if record.is_none_or(|record| record.at_us <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }
}

/// A record, unless it was erased.
pub(crate) fn understand(stored: &StoredRecord) -> Result<Option<Record<Event>>, Unreadable> {
    let Some(payload) = &stored.payload else { return Ok(None) };
    serde_json::from_slice(payload).map(Some).map_err(|error| Unreadable::Nonsense(stored.index, error))
}

#[cfg(test)]
#[path = "history_tests.rs"]
mod tests;
