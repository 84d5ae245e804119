//! Backup and restore of a SQLite log.
//!
//! A log only grows, so any prefix of it is consistent. A backup therefore copies records page by page and checks
//! each on the way, instead of copying the file in one long read that would keep the write-ahead log of a running
//! server from starting over. The copy is an ordinary log file.

use std::fs;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior, params};

use super::{INSERT, SqliteReader, file};
use crate::{Error, LogReader, StoredRecord, Verified, verify};

/// The records copied in one transaction.
const PAGE_RECORDS: usize = 4096;

/// Copies the log of `ledger` at `from` to the new file `to`, while a server may be writing it, and verifies the copy.
/// What is appended after the start is not in it.
///
/// # Errors
/// [`Error::Exists`] if `to` is taken; [`Error::Damaged`] naming the first bad record of `from`; otherwise what the
/// storage met. Nothing is left at `to` then.
pub fn backup(from: &Path, to: &Path, ledger: &str) -> Result<Verified, Error> {
    let mut source = SqliteReader::open(from, ledger)?;
    copy(&mut source, to, ledger)
}

/// Makes the log file `target` from a backup. The backup is verified record by record and `target` appears only once
/// it is whole and durable.
///
/// # Errors
/// As [`backup`].
pub fn restore(backup: &Path, target: &Path, ledger: &str) -> Result<Verified, Error> {
    let mut source = SqliteReader::open(backup, ledger)?;
    verify(&mut source, &mut |_, _| Ok(()))?;
    copy(&mut source, target, ledger)
}

/// Copies into a file of another name, verifies it, and only then gives it its own name.
fn copy(source: &mut SqliteReader, to: &Path, ledger: &str) -> Result<Verified, Error> {
    let to = file::resolve(to)?;
    let _lock = file::lock(&to)?;
    for path in [to.clone(), file::beside(&to, "-wal")] {
        if path.exists() {
            return Err(Error::Exists { path });
        }
    }
    let partial = file::beside(&to, ".partial");
    let _cleared = Partial::claim(&partial)?;
    fill(source, &partial, ledger)?;
    let verified = verify(&mut SqliteReader::open(&partial, ledger)?, &mut |_, _| {
        Ok(())
    })?;
    let doing = || format!("naming {} {}", partial.display(), to.display());
    fs::rename(&partial, &to).map_err(|error| file::io(doing(), error))?;
    file::sync_folder(&to)?;
    Ok(verified)
}

/// Writes every record of `source` to a new file, which is durable and has no write-ahead log left on return.
fn fill(source: &mut SqliteReader, partial: &Path, ledger: &str) -> Result<(), Error> {
    let mut target = file::open_writer(partial, ledger)?;
    let head = source.head()?;
    let mut next = 0;
    while next < head {
        let page = source.read(
            next,
            PAGE_RECORDS.min(usize::try_from(head - next).unwrap_or(PAGE_RECORDS)),
        )?;
        if page.is_empty() {
            return Err(Error::Damaged {
                index: next,
                what: format!("it is missing below the head {head}"),
            });
        }
        page.iter().try_for_each(StoredRecord::check)?;
        let doing = || format!("copying records to {}", partial.display());
        write_page(&mut target, &page).map_err(|error| file::explain(error, doing(), next))?;
        next += page.len() as u64;
    }
    close(target)
        .map_err(|error| file::explain(error, format!("closing {}", partial.display()), next))
}

fn write_page(target: &mut Connection, page: &[StoredRecord]) -> Result<(), rusqlite::Error> {
    // Only the last checkpoint needs to be durable; the file has no name until then.
    target.execute_batch("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000")?;
    let transaction = target.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut insert = transaction.prepare_cached(INSERT)?;
    for record in page {
        let index = i64::try_from(record.index).unwrap_or(i64::MAX);
        insert.execute(params![
            index,
            record.payload,
            record.salt.as_slice(),
            record.leaf.as_slice()
        ])?;
    }
    drop(insert);
    transaction.commit()
}

/// The last checkpoint moves everything into the one file and syncs it.
fn close(target: Connection) -> Result<(), rusqlite::Error> {
    target.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    target.close().map_err(|(_, error)| error)
}

/// An unfinished copy, removed again unless it was given its final name.
struct Partial<'path>(&'path Path);

impl<'path> Partial<'path> {
    /// Clears what an interrupted copy left; the lock on the target makes sure that none is under way.
    fn claim(path: &'path Path) -> Result<Self, Error> {
        let partial = Self(path);
        partial.remove();
        if path.exists() {
            return Err(Error::Exists {
                path: path.to_owned(),
            });
        }
        Ok(partial)
    }

    fn remove(&self) {
        for suffix in ["", "-wal", "-shm"] {
            // A file that is not there is what is wanted; one that stays is found by the caller.
            let _ = fs::remove_file(file::beside(self.0, suffix));
        }
    }
}

impl Drop for Partial<'_> {
    fn drop(&mut self) {
        self.remove();
    }
}
