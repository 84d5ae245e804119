//! Backup and restore of a SQLite log.
//!
//! A log only grows, so any prefix of it is consistent. A backup therefore copies records page by page and checks
//! each on the way, instead of copying the file in one long read that would keep the write-ahead log of a running
//! server from starting over. The copy is an ordinary log file.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior, params};

use super::file::{self, Partial};
use super::{INSERT, SqliteReader, head};
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
    let partial = Partial::claim(&to)?;
    fill(source, &partial.0, ledger)?;
    let verified = verify(&mut SqliteReader::open(&partial.0, ledger)?, &mut |_, _| Ok(()))?;
    partial.complete(&to)?;
    Ok(verified)
}

/// Writes every record of `source` to a new file, which is durable and has no write-ahead log left on return.
fn fill(source: &mut SqliteReader, partial: &Path, ledger: &str) -> Result<(), Error> {
    let mut target = file::lay_out(partial, ledger)?;
    let doing = || format!("copying records to {}", partial.display());
    // Only the last checkpoint needs to be durable; the file has no name of its own until then.
    let settings = "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000";
    target.execute_batch(settings).map_err(|error| file::explain(error, doing(), 0))?;
    let head = source.head()?;
    let mut next = 0;
    while next < head {
        let page = source.read(next, PAGE_RECORDS.min(usize::try_from(head - next).unwrap_or(PAGE_RECORDS)))?;
        if page.is_empty() {
            return Err(Error::Damaged { index: next, what: format!("it is missing below the head {head}") });
        }
        page.iter().try_for_each(StoredRecord::check)?;
        write_page(&mut target, &page).map_err(|error| file::explain(error, doing(), next))?;
        next += page.len() as u64;
    }
    head::fence(&mut target, partial)?;
    file::close(target, partial)
}

fn write_page(target: &mut Connection, page: &[StoredRecord]) -> Result<(), rusqlite::Error> {
    let transaction = target.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut insert = transaction.prepare_cached(INSERT)?;
    for record in page {
        let index = i64::try_from(record.index).unwrap_or(i64::MAX);
        insert.execute(params![index, record.payload, record.salt.as_slice(), record.leaf.as_slice()])?;
    }
    drop(insert);
    transaction.commit()
}
