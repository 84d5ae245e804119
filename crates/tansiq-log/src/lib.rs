//! The append-at-index log: a dense sequence of opaque records that is the only durable truth of a ledger.
//!
//! This crate stores bytes, numbers them from 0 without gaps and keeps beside each a random salt and a
//! Merkle leaf, so that a proof about a record never needs a second format. It deliberately knows nothing of what
//! the bytes mean, does no networking and starts no async runtime: every call blocks, and the node runs it on
//! threads of its own.
//!
//! Where to go next: [`Log`] and [`LogReader`] are the contract, [`memory`] the smallest implementation of it,
//! [`sqlite`] the durable one, [`merkle`] the hashing and [`verify()`] the check of a whole log.

mod batch;
mod error;
#[cfg(feature = "faulty")]
pub mod faulty;
pub mod memory;
pub mod merkle;
pub mod sqlite;
mod verify;

pub use batch::{MAX_BATCH_BYTES, MAX_BATCH_RECORDS, MAX_RECORD_BYTES};
pub use error::{Error, Source};
pub use verify::{OnPayload, Verified, verify};

/// The place of a record in its log, dense from 0.
pub type Index = u64;

/// The most records one [`LogReader::read`] returns, whatever limit was asked for.
pub const MAX_READ_RECORDS: usize = 8192;

/// One [`LogReader::read`] ends after the record with which its payloads reach this many bytes (16 MiB), so that a
/// page of large records cannot exhaust memory.
pub const MAX_READ_BYTES: usize = 16 * 1024 * 1024;

/// A record as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRecord {
    /// The record's place in the log.
    pub index: Index,
    /// The bytes that were appended. `None` once retention has erased them; the leaf stays, so that the proofs of
    /// all other records survive.
    pub payload: Option<Vec<u8>>,
    /// The 32 random bytes that hide the payload behind its leaf; zeroes once the payload is erased.
    pub salt: [u8; 32],
    /// The Merkle leaf, `merkle::leaf_hash(salt, payload)` as computed when the record was appended.
    pub leaf: [u8; 32],
}

impl StoredRecord {
    /// Checks that the leaf is the one of this salt and payload. An erased record has nothing left to check and passes.
    ///
    /// # Errors
    /// [`Error::Damaged`] with the record's index if payload, salt and leaf do not belong together.
    pub fn check(&self) -> Result<(), Error> {
        match &self.payload {
            Some(payload) if merkle::leaf_hash(&self.salt, payload) != self.leaf => {
                Err(Error::Damaged { index: self.index, what: "its payload and salt do not hash to its leaf".to_owned() })
            }
            _ => Ok(()),
        }
    }
}

/// The writing end of a log.
///
/// # Contract
///
/// **Order.** Records are numbered densely from 0. A record once appended never changes its index, and never its
/// content other than by the erasure of its payload.
///
/// **Commit point.** [`append`](Log::append) is all or nothing. When it returns `Ok`, every record of the batch is
/// durable to the degree the implementation promises and visible to every reader. If the process dies before the
/// call returns, a later open finds either the whole batch or none of it.
///
/// **Compare.** `expected` must be the head. With several writers exactly one wins an index; the others get
/// [`Error::Conflict`] and nothing of theirs is stored.
///
/// **Failure.** After an error with [`Error::outcome_unknown`] `false` nothing of the batch was stored and the same
/// call may be made again. With `true` the batch may be there: ask [`head`](Log::head), and when the head has moved
/// read the records, before anything is appended or answered. A `head` that succeeds after such an error is final:
/// a batch it does not cover will not appear later. The writer stays usable after any error and recovers by itself
/// once the cause is gone.
pub trait Log: Send {
    /// The number of records, which is the index the next one gets.
    ///
    /// # Errors
    /// Any failure of the storage. After an append of unknown outcome this reads the true head from the storage.
    fn head(&mut self) -> Result<Index, Error>;

    /// Appends `batch` at `expected` and returns the new head. This is the commit point.
    ///
    /// An empty batch stores nothing and only compares. Bounds: 0 to [`MAX_BATCH_RECORDS`] records,
    /// [`MAX_RECORD_BYTES`] each and [`MAX_BATCH_BYTES`] together.
    ///
    /// # Errors
    /// [`Error::Conflict`] if `expected` is not the head, [`Error::TooLarge`] outside the bounds, otherwise what the
    /// storage met; see the contract for what is true after each.
    fn append(&mut self, expected: Index, batch: &[Vec<u8>]) -> Result<Index, Error>;

    /// An independent reader that may be used on another thread while this writer appends.
    ///
    /// # Errors
    /// Any failure to open the storage for reading.
    fn reader(&self) -> Result<Box<dyn LogReader>, Error>;
}

/// The reading end of a log. It sees a record from the moment its append is durable, and never a part of a batch
/// without all records before it.
pub trait LogReader: Send {
    /// The number of records visible now.
    ///
    /// # Errors
    /// Any failure of the storage.
    fn head(&mut self) -> Result<Index, Error>;

    /// Up to `limit` records from `from` on, dense and in order.
    ///
    /// A page may be shorter than `limit` (see [`MAX_READ_RECORDS`] and [`MAX_READ_BYTES`]); it is empty only when
    /// `from` is at or beyond the head, or `limit` is 0. Leaves are not recomputed: see [`StoredRecord::check`].
    ///
    /// # Errors
    /// [`Error::Damaged`] naming the first index that is missing or malformed, otherwise what the storage met.
    fn read(&mut self, from: Index, limit: usize) -> Result<Vec<StoredRecord>, Error>;
}
