//! The SQLite file itself: its lock, its creation, its identity, the settings of a connection, and the meaning of
//! SQLite's errors. It neither appends nor reads records.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, params};

use crate::Error;

/// The version of the table layout, kept in `meta`. A file of another version is refused.
pub const FORMAT: &str = "1";

/// The size of a database page.
pub const PAGE_BYTES: u32 = 8192;

/// The page cache of each connection, in KiB.
pub const CACHE_KIB: u32 = 4096;

/// How long a connection waits for another one before it gives up, in milliseconds.
pub const BUSY_WAIT_MS: u64 = 5000;

/// Marks the file as ours in SQLite's header ("TSLG").
const APPLICATION_ID: i64 = 0x5453_4c47;

const SCHEMA: &str = "
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE record (
        idx INTEGER PRIMARY KEY,
        payload BLOB,           -- NULL once erased by retention
        salt BLOB NOT NULL,     -- 32 bytes
        leaf BLOB NOT NULL      -- SHA-256(0x00 || SHA-256(salt || payload))
    );
";

/// The path with every link and `..` resolved, so that two names of one file share one lock.
pub(super) fn resolve(path: &Path) -> Result<PathBuf, Error> {
    if let Ok(resolved) = path.canonicalize() {
        return Ok(resolved);
    }
    let name = path.file_name().ok_or_else(|| Error::NotFound { path: path.to_owned() })?;
    let folder = folder_of(path);
    let folder = folder.canonicalize().map_err(|error| io(format!("looking up the folder {}", folder.display()), error))?;
    Ok(folder.join(name))
}

/// How long the writer's lock is waited for: a writer that was killed a moment ago may still be on its way out, and a child
/// process that is just being started holds for an instant what its parent has let go.
const LOCK_WAIT: Duration = Duration::from_secs(1);
/// The pause between two tries for the lock.
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// Takes the writer's lock. The operating system drops it with the process, however that ends.
pub(super) fn lock(path: &Path) -> Result<File, Error> {
    let path = beside(path, ".lock");
    let doing = || format!("locking {}", path.display());
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| io(doing(), error))?;
    let began = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if began.elapsed() < LOCK_WAIT => std::thread::sleep(LOCK_PAUSE),
            Err(TryLockError::WouldBlock) => return Err(Error::Locked { path }),
            Err(TryLockError::Error(error)) => return Err(io(doing(), error)),
        }
    }
}

/// Creates an empty log. It is laid out under another name and renamed once it is whole, so that a file of our name
/// which is empty or torn is never one whose creation was interrupted, but always one that was damaged.
pub(super) fn create(path: &Path, ledger: &str) -> Result<(), Error> {
    let wal = beside(path, "-wal");
    if wal.exists() {
        let what = format!("its write-ahead log {} is there, but the file itself is missing", wal.display());
        return Err(Error::UnknownFormat { path: path.to_owned(), what });
    }
    let partial = Partial::claim(path)?;
    close(lay_out(&partial.0, ledger)?, &partial.0)?;
    partial.complete(path)
}

/// An empty log at `path` with the connection that made it.
pub(super) fn lay_out(path: &Path, ledger: &str) -> Result<Connection, Error> {
    let mut connection = connect(path, writing() | OpenFlags::SQLITE_OPEN_CREATE)?;
    write_tables(&mut connection, ledger).map_err(|error| explain_open(error, path))?;
    Ok(connection)
}

/// Closes the only connection to a file, which is then complete without a write-ahead log, and durable.
pub(super) fn close(connection: Connection, path: &Path) -> Result<(), Error> {
    let checkpointed = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    let closed = checkpointed.and_then(|()| connection.close().map_err(|(_, error)| error));
    closed.map_err(|error| explain(error, format!("closing {}", path.display()), 0))
}

/// A read-write connection to a log that exists.
pub(super) fn open_writer(path: &Path, ledger: &str) -> Result<Connection, Error> {
    let connection = connect(path, writing())?;
    check_identity(&connection, path, ledger)?;
    // Overwriting what is erased costs nothing on the append path, which never deletes.
    let settings = "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = ON;";
    connection.execute_batch(settings).map_err(|error| explain_open(error, path))?;
    Ok(connection)
}

fn writing() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

/// A read-only connection to a log that exists.
pub(super) fn open_reader(path: &Path, ledger: &str) -> Result<Connection, Error> {
    if !path.exists() {
        return Err(Error::NotFound { path: path.to_owned() });
    }
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    check_identity(&connection, path, ledger)?;
    Ok(connection)
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    let configured = Connection::open_with_flags(path, flags).and_then(|connection| {
        connection.busy_timeout(Duration::from_millis(BUSY_WAIT_MS))?;
        connection.execute_batch(&format!(
            "PRAGMA cache_size = -{CACHE_KIB}; PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON; \
             PRAGMA trusted_schema = OFF;"
        ))?;
        Ok(connection)
    });
    configured.map_err(|error| explain_open(error, path))
}

fn write_tables(connection: &mut Connection, ledger: &str) -> Result<(), rusqlite::Error> {
    connection.execute_batch(&format!("PRAGMA page_size = {PAGE_BYTES}; PRAGMA journal_mode = WAL;"))?;
    connection.execute_batch("PRAGMA synchronous = FULL")?;
    let transaction = connection.transaction()?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.execute_batch(SCHEMA)?;
    let insert = "INSERT INTO meta (key, value) VALUES ('format', ?1), ('ledger', ?2), ('fence', '0'), ('head', '0'), \
                  ('created', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))";
    transaction.execute(insert, params![FORMAT, ledger])?;
    transaction.commit()
}

fn check_identity(connection: &Connection, path: &Path, ledger: &str) -> Result<(), Error> {
    let refuse = |what: String| Err(Error::UnknownFormat { path: path.to_owned(), what });
    let id: i64 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(|error| explain_open(error, path))?;
    if id != APPLICATION_ID {
        return refuse("it is a database, but not a log of tansiq".to_owned());
    }
    let format = meta(connection, path, "format")?;
    if format != FORMAT {
        return refuse(format!("it has log format {format}, but only format {FORMAT} is understood"));
    }
    let found = meta(connection, path, "ledger")?;
    if found != ledger {
        return refuse(format!("it is the log of ledger {found}, not of ledger {ledger}"));
    }
    Ok(())
}

/// A value of the `meta` table.
pub(super) fn meta(connection: &Connection, path: &Path, key: &str) -> Result<String, Error> {
    let found = connection.query_row("SELECT CAST(value AS TEXT) FROM meta WHERE key = ?1", [key], |row| row.get(0));
    let found = found.optional().map_err(|error| explain_open(error, path))?;
    found.ok_or_else(|| Error::UnknownFormat { path: path.to_owned(), what: format!("its meta table has no {key}") })
}

/// An index as SQLite stores it.
pub(super) fn sql(index: u64) -> Result<i64, Error> {
    i64::try_from(index).map_err(|_| Error::TooLarge {
        what: "the index of the record".to_owned(),
        actual: index,
        allowed: i64::MAX as u64,
    })
}

/// The meaning of an error of SQLite's; `index` is the first record that an unreadable page puts in doubt.
pub(super) fn explain(error: rusqlite::Error, doing: String, index: u64) -> Error {
    let source = Box::new(error);
    match source.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Error::Full { doing, maybe_landed: false, source },
        Some(ErrorCode::ReadOnly) => Error::ReadOnly { doing, source },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy { doing, source },
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            Error::Damaged { index, what: format!("the file is unreadable during {doing}: {source}") }
        }
        _ => Error::Io { doing, maybe_landed: false, source },
    }
}

fn explain_open(error: rusqlite::Error, path: &Path) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => {
            Error::UnknownFormat { path: path.to_owned(), what: "it is not an SQLite database".to_owned() }
        }
        _ => explain(error, format!("opening {}", path.display()), 0),
    }
}

pub(super) fn io(doing: String, source: std::io::Error) -> Error {
    let source = Box::new(source);
    match source.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Error::Full { doing, maybe_landed: false, source },
        std::io::ErrorKind::ReadOnlyFilesystem => Error::ReadOnly { doing, source },
        _ => Error::Io { doing, maybe_landed: false, source },
    }
}

/// Makes the name of a file durable, which syncing the file alone does not.
fn sync_folder(path: &Path) -> Result<(), Error> {
    let folder = folder_of(path);
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(|error| io(format!("syncing the folder {}", folder.display()), error))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The path with `suffix` added to its file name.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// A file under construction beside its final name, removed again unless it is completed.
pub(super) struct Partial(pub(super) PathBuf);

impl Partial {
    /// Clears what an interrupted construction of `path` left. The caller holds the lock of `path`.
    pub(super) fn claim(path: &Path) -> Result<Self, Error> {
        let partial = Self(beside(path, ".partial"));
        partial.remove();
        if partial.0.exists() {
            return Err(Error::Exists { path: partial.0.clone() });
        }
        Ok(partial)
    }

    /// Gives the closed file its final name, durably.
    pub(super) fn complete(self, path: &Path) -> Result<(), Error> {
        let doing = || format!("renaming {} to {}", self.0.display(), path.display());
        fs::rename(&self.0, path).map_err(|error| io(doing(), error))?;
        sync_folder(path)
    }

    fn remove(&self) {
        for suffix in ["", "-wal", "-shm"] {
            // A file that is not there is what is wanted; one that stays is found by `claim`.
            let _ = fs::remove_file(beside(&self.0, suffix));
        }
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        self.remove();
    }
}
