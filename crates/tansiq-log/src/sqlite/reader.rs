//! Reading a SQLite log: in the writer's process or in another one while a server runs. It never writes a record.
//!
//! Every page is a short read transaction of its own, so that no reader keeps the write-ahead log from being reset.

use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};

use super::{file, head};
use crate::{Error, Index, LogReader, MAX_READ_BYTES, MAX_READ_RECORDS, StoredRecord};

const SELECT: &str = "SELECT idx, payload, salt, leaf FROM record WHERE idx >= ?1 ORDER BY idx LIMIT ?2";

/// A reader of a log in a SQLite file.
#[derive(Debug)]
pub struct SqliteReader {
    path: PathBuf,
    connection: Connection,
}

impl SqliteReader {
    /// Opens the log of `ledger` at `path` read-only. The folder must be writable all the same if the writer is not
    /// running, because SQLite keeps its shared index of the write-ahead log there.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::UnknownFormat`], [`Error::Damaged`], or what the storage met.
    pub fn open(path: &Path, ledger: &str) -> Result<Self, Error> {
        let connection = file::open_reader(path, ledger)?;
        head::checked(&connection, path)?;
        Ok(Self { path: path.to_owned(), connection })
    }
}

impl LogReader for SqliteReader {
    fn head(&mut self) -> Result<Index, Error> {
        let doing = || format!("reading the head of {}", self.path.display());
        head::visible(&self.connection).map_err(|error| file::explain(error, doing(), 0))?
    }

    fn read(&mut self, from: Index, limit: usize) -> Result<Vec<StoredRecord>, Error> {
        page(&self.connection, &self.path, from, limit)
    }
}

/// What [`LogReader::read`] promises, on any connection.
pub(super) fn page(connection: &Connection, path: &Path, from: Index, limit: usize) -> Result<Vec<StoredRecord>, Error> {
    let limit = limit.min(MAX_READ_RECORDS);
    let Ok(first) = i64::try_from(from) else { return Ok(Vec::new()) };
    // A row that the tree promised but that cannot be read puts the next index in doubt.
    let explain = |error, page: &[StoredRecord]| {
        let index = from + page.len() as u64;
        file::explain(error, format!("reading record {index} of {}", path.display()), index)
    };
    let mut page = Vec::new();
    let mut bytes = 0;
    let mut statement = connection.prepare_cached(SELECT).map_err(|error| explain(error, &page))?;
    let mut rows = statement.query(params![first, limit as i64]).map_err(|error| explain(error, &page))?;
    while bytes < MAX_READ_BYTES
        && let Some(row) = rows.next().map_err(|error| explain(error, &page))?
    {
        let record = record(row, from + page.len() as u64)?;
        bytes += record.payload.as_ref().map_or(0, Vec::len);
        page.push(record);
    }
    Ok(page)
}

/// The row as the record that must stand at `index`.
fn record(row: &Row<'_>, index: u64) -> Result<StoredRecord, Error> {
    let damaged = |what: String| Error::Damaged { index, what };
    let found: i64 = row.get(0).map_err(|error| damaged(format!("its index is unreadable: {error}")))?;
    if u64::try_from(found) != Ok(index) {
        return Err(damaged(format!("it is missing, the next record in the file is {found}")));
    }
    let payload = match cell(row, 1) {
        Some(ValueRef::Blob(bytes)) => Some(bytes.to_vec()),
        Some(ValueRef::Null) => None,
        _ => {
            return Err(damaged("its payload is neither bytes nor erased".to_owned()));
        }
    };
    let hash = |column, name| match cell(row, column) {
        Some(ValueRef::Blob(bytes)) => {
            bytes.try_into().map_err(|_| damaged(format!("its {name} has {} bytes, not 32", bytes.len())))
        }
        _ => Err(damaged(format!("its {name} is not bytes"))),
    };
    Ok(StoredRecord { index, payload, salt: hash(2, "salt")?, leaf: hash(3, "leaf")? })
}

fn cell<'row>(row: &'row Row<'_>, column: usize) -> Option<ValueRef<'row>> {
    row.get_ref(column).ok()
}
