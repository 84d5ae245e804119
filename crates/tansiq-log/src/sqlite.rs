//! The durable log in one SQLite file: WAL mode, `synchronous=FULL`, one writer, any number of readers.
//!
//! An append is one transaction and is on the disk when it returns. Checkpoints, which move the write-ahead log into
//! the file, run on a thread of their own (`sqlite/checkpoint.rs`) because they would otherwise be the slowest
//! appends. What is at the path besides the file itself: `-wal` and `-shm` (SQLite's, removed at a clean close;
//! never remove them by hand, they hold records) and `.lock` (ours, empty, harmless to leave).
//!
//! The table can be read with the `sqlite3` command alone: `record(idx, payload, salt, leaf)` and `meta(key, value)`.
//! Backup and restore are in `sqlite/copy.rs`.

mod checkpoint;
mod copy;
mod file;
mod head;
mod reader;

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior, params};

use crate::batch::{self, Sealed};
use crate::{Error, Index, Log, LogReader};
use checkpoint::Checkpointer;

pub use checkpoint::{CHECKPOINT_WAL_BYTES, CheckpointStats, TRUNCATE_WAIT, TRUNCATE_WAL_BYTES, WAL_AHEAD_BYTES};
pub use copy::{backup, restore};
pub use file::{BUSY_WAIT_MS, CACHE_KIB, FORMAT, PAGE_BYTES};
pub use reader::SqliteReader;

const INSERT: &str = "INSERT INTO record (idx, payload, salt, leaf) VALUES (?1, ?2, ?3, ?4)";

/// The writer of a log in a SQLite file. It holds the file's lock until it is dropped.
#[derive(Debug)]
pub struct SqliteLog {
    // Set at open.
    path: PathBuf,
    ledger: String,

    // Used by append. They are dropped in this order: the writer's connection, then the checkpointer, which makes a
    // last checkpoint, then the lock.
    /// `None` after a failure that left the connection in doubt; the next use opens another.
    connection: Option<Connection>,
    head: Index,
    /// Whether a commit failed, so that its frames may still lie in the write-ahead log. See [`SqliteLog::settle`].
    unsettled: bool,
    checkpointer: Checkpointer,
    _lock: File,
}

impl SqliteLog {
    /// Opens the log of `ledger` at `path` for writing, and creates it if there is none. The folder must exist.
    ///
    /// # Errors
    /// [`Error::Locked`] if it is open for writing elsewhere, in this process or another; [`Error::UnknownFormat`] if
    /// the file is something else, of another version or of another ledger; [`Error::Damaged`] if it is not readable
    /// as a log; otherwise what the storage met.
    pub fn open(path: &Path, ledger: &str) -> Result<Self, Error> {
        let path = file::resolve(path)?;
        let lock = file::lock(&path)?;
        if !path.exists() {
            file::create(&path, ledger)?;
        }
        let connection = file::open_writer(&path, ledger)?;
        let checkpointer = Checkpointer::start(file::open_writer(&path, ledger)?, &path)?;
        let mut log = Self {
            path,
            ledger: ledger.to_owned(),
            connection: Some(connection),
            head: 0,
            unsettled: true,
            checkpointer,
            _lock: lock,
        };
        log.settle()?;
        Ok(log)
    }

    /// The resolved path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the checkpoints have done so far, for metrics.
    #[must_use]
    pub fn checkpoint_stats(&self) -> CheckpointStats {
        self.checkpointer.stats()
    }

    /// Erases the payloads and salts of the records from `start` up to but without `end`; their leaves stay, so every
    /// root and proof stays what it was. Returns how many records had a payload to erase.
    ///
    /// The salt goes too: with it, anyone who can guess an erased payload could confirm the guess against the leaf.
    /// The bytes are overwritten in the file by the next checkpoint (`secure_delete`); copies in backups are not
    /// reached. Each call is one transaction, so a long range is best erased in steps.
    ///
    /// # Errors
    /// [`Error::BadRange`] if the range is not within the log, otherwise what the storage met; nothing is erased then,
    /// unless [`Error::outcome_unknown`], and the same call may be made again in any case.
    pub fn erase(&mut self, start: Index, end: Index) -> Result<u64, Error> {
        let gate = self.checkpointer.gate();
        let _appending = gate.enter();
        self.settle()?;
        if start > end || end > self.head {
            return Err(Error::BadRange { start, end, head: self.head });
        }
        let doing = format!("erasing records {start} to {end} of {}", self.path.display());
        let connection = self.connection()?;
        let sql = "UPDATE record SET payload = NULL, salt = zeroblob(32) \
                   WHERE idx >= ?1 AND idx < ?2 AND payload IS NOT NULL";
        let changed = connection.execute(sql, params![file::sql(start)?, file::sql(end)?]);
        let changed = changed.map_err(|error| file::explain(error, doing, start).maybe_landed());
        self.unsettled |= changed.is_err();
        Ok(changed? as u64)
    }

    /// Makes the in-memory head the true one.
    ///
    /// A commit that failed, or a process that died within one, may have left its frames in the write-ahead log: not
    /// visible, yet a recovery after a crash would find and revive them. A small transaction of our own settles it.
    /// Before the crash recovery it overwrites those frames, after it makes them durable; so the head read here is
    /// final either way, which is what the contract of [`Log`] promises.
    fn settle(&mut self) -> Result<(), Error> {
        if !self.unsettled && self.connection.is_some() {
            return Ok(());
        }
        let path = self.path.clone();
        self.head = head::fence(self.connection()?, &path)?;
        self.unsettled = false;
        Ok(())
    }

    fn connection(&mut self) -> Result<&mut Connection, Error> {
        let usable = self.connection.take_if(|connection| connection.is_autocommit());
        let connection = match usable {
            Some(connection) => connection,
            None => file::open_writer(&self.path, &self.ledger)?,
        };
        Ok(self.connection.insert(connection))
    }

    /// What to tell after a failed append. If the commit was reached, the storage is asked at once; only when it cannot
    /// answer is the outcome left open.
    fn after_failure(&mut self, expected: Index, failure: Failure) -> Error {
        let doing = format!("appending at index {expected} to {}", self.path.display());
        let conflict = failure.error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation);
        let error = file::explain(failure.error, doing, expected);
        self.unsettled |= failure.at_commit || conflict;
        match self.settle() {
            Ok(()) if conflict || self.head != expected => Error::Conflict { expected, head: self.head },
            Err(_) if failure.at_commit => error.maybe_landed(),
            _ => error,
        }
    }
}

impl Drop for SqliteLog {
    /// Notes the head in the file, so that the next open can tell if records were cut off meanwhile.
    fn drop(&mut self) {
        if !self.unsettled
            && let Some(connection) = &mut self.connection
        {
            // Nothing depends on it: without the note the next open knows the head of the open before.
            let _ = head::fence(connection, &self.path);
        }
    }
}

impl Log for SqliteLog {
    fn head(&mut self) -> Result<Index, Error> {
        self.settle()?;
        Ok(self.head)
    }

    fn append(&mut self, expected: Index, batch: &[Vec<u8>]) -> Result<Index, Error> {
        let bytes = batch::check_bounds(batch)?;
        let sealed = batch::seal(batch)?;
        let gate = self.checkpointer.gate();
        let _appending = gate.enter();
        self.settle()?;
        if expected != self.head {
            return Err(Error::Conflict { expected, head: self.head });
        }
        if batch.is_empty() {
            return Ok(self.head);
        }
        let first = file::sql(expected)?;
        // A crash before the COMMIT inside leaves nothing of the batch; a crash after it leaves all, and the caller
        // finds it on reading the log back at the next start.
        if let Err(failure) = write_batch(self.connection()?, first, batch, &sealed) {
            return Err(self.after_failure(expected, failure));
        }
        self.head += batch.len() as u64;
        gate.written(bytes, batch.len());
        Ok(self.head)
    }

    fn reader(&self) -> Result<Box<dyn LogReader>, Error> {
        Ok(Box::new(SqliteReader::open(&self.path, &self.ledger)?))
    }
}

/// A failed transaction and whether the failure was the commit's.
struct Failure {
    error: rusqlite::Error,
    at_commit: bool,
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self { error, at_commit: false }
    }
}

/// The one transaction of an append. On failure the transaction rolls itself back as it is dropped; whether that
/// worked is seen before the connection is next used.
fn write_batch(connection: &mut Connection, first: i64, batch: &[Vec<u8>], sealed: &[Sealed]) -> Result<(), Failure> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut insert = transaction.prepare_cached(INSERT)?;
    for ((index, payload), sealed) in (first..).zip(batch).zip(sealed) {
        insert.execute(params![index, payload, sealed.salt.as_slice(), sealed.leaf.as_slice()])?;
    }
    drop(insert);
    transaction.commit().map_err(|error| Failure { error, at_commit: true })
}

#[cfg(test)]
#[path = "sqlite_tests.rs"]
mod tests;
