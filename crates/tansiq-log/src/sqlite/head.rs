//! The true head of the file, and the fence that makes it final. It appends no record.
//!
//! The head is one more than the largest index. A file cut short or overwritten can still look like a sound but
//! shorter log, so the head must also reach the one noted in `meta` at the last open or close, and the last
//! record must be sound. What was lost since that note, only a signed checkpoint kept elsewhere can tell.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::{file, reader};
use crate::Error;

/// The head as it is visible to this connection, checked.
pub(super) fn checked(connection: &Connection, path: &Path) -> Result<u64, Error> {
    let doing = || format!("reading the head of {}", path.display());
    let head = visible(connection).map_err(|error| file::explain(error, doing(), 0))??;
    let noted = file::meta(connection, path, "head")?;
    let noted: u64 = noted
        .parse()
        .map_err(|_| Error::UnknownFormat { path: path.to_owned(), what: format!("its meta table has the head {noted:?}") })?;
    if head < noted {
        let what = format!("the file ends before it, although {noted} records had been stored");
        return Err(Error::Damaged { index: head, what });
    }
    if let Some(last) = head.checked_sub(1) {
        let page = reader::page(connection, path, last, 1)?;
        page.first().map_or(Ok(()), crate::StoredRecord::check)?;
    }
    Ok(head)
}

/// One more than the largest index.
pub(super) fn visible(connection: &Connection) -> Result<Result<u64, Error>, rusqlite::Error> {
    let mut statement = connection.prepare_cached("SELECT max(idx) FROM record")?;
    let last: Option<i64> = statement.query_row([], |row| row.get(0))?;
    let next = last.map_or(Some(0), |last| u64::try_from(last).ok().map(|last| last + 1));
    let what = "the last record has a negative index".to_owned();
    Ok(next.ok_or(Error::Damaged { index: 0, what }))
}

/// Notes the checked head in a transaction of its own and returns it. The counter is changed as well, because SQLite
/// would write nothing at all if the head were the one noted before, and it is the writing that counts.
pub(super) fn fence(connection: &mut Connection, path: &Path) -> Result<u64, Error> {
    let explain = |error| file::explain(error, format!("settling the head of {}", path.display()), 0);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(explain)?;
    let head = checked(&transaction, path)?;
    let count = "UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'fence'";
    let counted = transaction.execute(count, []);
    let noted = counted.and_then(|_| transaction.execute("UPDATE meta SET value = ?1 WHERE key = 'head'", [head.to_string()]));
    noted.and_then(|_| transaction.commit()).map_err(explain)?;
    Ok(head)
}
