//! Checkpoints off the append path: a thread with a connection of its own moves the write-ahead log (WAL) into the
//! database file.
//!
//! Most of the work is a passive checkpoint, which runs beside appends. Under constant load that alone never lets the
//! WAL start over, because new frames arrive meanwhile; so the thread then closes the gate to appends for the few
//! frames left, and resets the WAL. Readers never wait; a reader inside a page only delays the reset.
//!
//! The same thread keeps the WAL file longer than it is used, because a commit that makes a file longer also waits for
//! the file system's journal. This matters until the WAL first starts over; from then on its length is used again.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;

use super::file::{self, PAGE_BYTES};
use crate::Error;

/// A checkpoint begins when about this much has been written to the WAL since it last started over (64 MiB). Starting
/// over holds up appends for one sync of the database, so it should be rare; the price is a longer recovery after a crash.
pub const CHECKPOINT_WAL_BYTES: u64 = 64 * 1024 * 1024;

/// When the WAL could not start over until it held this much (256 MiB), appends wait for the readers in the way, up
/// to [`TRUNCATE_WAIT`] an attempt, and the WAL file is cut back.
pub const TRUNCATE_WAL_BYTES: u64 = 256 * 1024 * 1024;

/// How long one attempt beyond [`TRUNCATE_WAL_BYTES`] may hold up appends.
pub const TRUNCATE_WAIT: Duration = Duration::from_millis(250);

/// The WAL file is kept longer than its use by between one and two of these steps (1 MiB).
pub const WAL_AHEAD_BYTES: u64 = 1024 * 1024;

/// How long to leave things alone after a checkpoint that failed or could not reset the WAL.
const RETRY_AFTER: Duration = Duration::from_millis(200);

/// What a row costs beyond its payload: salt, leaf, index and lengths, rounded up.
const ROW_OVERHEAD_BYTES: usize = 80;

/// What checkpoints have done since the log was opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckpointStats {
    /// Times the WAL started over.
    pub resets: u64,
    /// Attempts that could not reset the WAL because a reader was in the way.
    pub delayed: u64,
    /// Attempts that failed.
    pub failed: u64,
    /// What the last failure said, until an attempt succeeds.
    pub last_error: Option<String>,
    /// About how many bytes the WAL holds.
    pub wal_bytes: u64,
}

/// The checkpoint thread. Dropping it stops the thread after a last attempt.
#[derive(Debug)]
pub(super) struct Checkpointer {
    gate: Arc<Gate>,
    thread: Option<JoinHandle<()>>,
}

/// Where the appending thread and the checkpoint thread meet.
#[derive(Debug, Default)]
pub(super) struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    // Written by the appending thread.
    appending: bool,
    stop: bool,

    // Written by the checkpoint thread.
    /// Appends wait while this is set. It is a flag and not the mutex itself, because a busy appender would take a
    /// mutex again before the waiting thread wakes.
    closed: bool,
    /// The length of the WAL file as far as this thread made it; `u64::MAX` once that failed, until the next reset.
    file_bytes: u64,

    // Written by both: appends add to `wal_bytes`, checkpoints correct it.
    stats: CheckpointStats,
}

impl State {
    fn is_checkpoint_due(&self) -> bool {
        self.stats.wal_bytes >= CHECKPOINT_WAL_BYTES
    }

    /// Whether the WAL file should be made longer.
    fn is_short(&self) -> bool {
        self.stats.wal_bytes.saturating_add(WAL_AHEAD_BYTES) > self.file_bytes
    }
}

/// Held for the length of an append.
pub(super) struct Appending<'gate>(&'gate Gate);

impl Gate {
    /// Waits until no checkpoint resets the WAL, and keeps one from starting until the result is dropped.
    pub(super) fn enter(&self) -> Appending<'_> {
        let mut state = self.wait_while(|state| state.closed);
        state.appending = true;
        Appending(self)
    }

    /// Tells that a batch went into the WAL. What that takes is estimated; a checkpoint puts it right.
    pub(super) fn written(&self, payload_bytes: usize, records: usize) {
        let mut state = self.locked();
        // Rather too much than too little, lest the use overtake the length of the file unseen: the leaf page that was
        // begun, a share of the inner pages changed now and then, and an eighth for what is left free in pages.
        let pages = u64::from(PAGE_BYTES + PAGE_BYTES / 2);
        let rows = (payload_bytes + records * ROW_OVERHEAD_BYTES) as u64;
        state.stats.wal_bytes += pages + rows + rows / 8;
        if state.is_checkpoint_due() || state.is_short() {
            self.changed.notify_all();
        }
    }

    fn locked(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_while(&self, condition: impl FnMut(&mut State) -> bool) -> MutexGuard<'_, State> {
        let mut condition = condition;
        let waited = self.changed.wait_while(self.locked(), |state| condition(state));
        waited.unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Appending<'_> {
    fn drop(&mut self) {
        let mut state = self.0.locked();
        state.appending = false;
        if state.closed {
            self.0.changed.notify_all();
        }
    }
}

impl Checkpointer {
    pub(super) fn start(connection: Connection, path: &Path) -> Result<Self, Error> {
        let gate = Arc::new(Gate::default());
        let shared = Arc::clone(&gate);
        let wal = file::beside(path, "-wal");
        let spawned =
            std::thread::Builder::new().name("log-checkpoint".to_owned()).spawn(move || run(&shared, &connection, &wal));
        let doing = || format!("starting the checkpoint thread of {}", path.display());
        let thread = spawned.map_err(|error| file::io(doing(), error))?;
        Ok(Self { gate, thread: Some(thread) })
    }

    pub(super) fn gate(&self) -> Arc<Gate> {
        Arc::clone(&self.gate)
    }

    pub(super) fn stats(&self) -> CheckpointStats {
        self.gate.locked().stats.clone()
    }
}

impl Drop for Checkpointer {
    fn drop(&mut self) {
        self.gate.locked().stop = true;
        self.gate.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            // The thread has no result; had it panicked, the WAL would merely be left for the next open.
            let _ = thread.join();
        }
    }
}

fn run(gate: &Gate, connection: &Connection, wal: &Path) {
    loop {
        let state = gate.wait_while(|state| !state.stop && !state.is_checkpoint_due() && !state.is_short());
        let (stop, due, short) = (state.stop, state.is_checkpoint_due(), state.is_short());
        let used = state.stats.wal_bytes;
        drop(state);
        if short && !stop {
            gate.locked().file_bytes = lengthen(wal, used + 2 * WAL_AHEAD_BYTES).unwrap_or(u64::MAX);
        }
        if due || stop {
            let truncate = stop || used >= TRUNCATE_WAL_BYTES;
            let outcome = checkpoint(gate, connection, truncate);
            let rest = !matches!(outcome, Ok(Progress { busy: false, .. }));
            note(gate, outcome, truncate);
            if stop {
                return;
            }
            if rest {
                let paused = gate.changed.wait_timeout_while(gate.locked(), RETRY_AFTER, |state| !state.stop);
                drop(paused.unwrap_or_else(PoisonError::into_inner));
            }
        }
    }
}

/// Makes the WAL file at least `wanted` long with zeroes, which SQLite takes for the end of the log, and returns its
/// length. The file is opened for appending, so that the system puts the zeroes behind whatever a commit wrote at
/// the same time. On a disk without room for it the WAL merely goes on as it was.
fn lengthen(wal: &Path, wanted: u64) -> std::io::Result<u64> {
    // SQLite takes no POSIX lock on this file, so closing it here releases none.
    let mut file = OpenOptions::new().append(true).open(wal)?;
    let zeroes = vec![0; WAL_AHEAD_BYTES as usize];
    while file.metadata()?.len() < wanted {
        file.write_all(&zeroes)?;
    }
    file.sync_all()?;
    Ok(file.metadata()?.len())
}

/// What `PRAGMA wal_checkpoint` tells.
struct Progress {
    /// Whether someone was in the way of a complete checkpoint.
    busy: bool,
    /// Frames in the WAL, each a page and a little.
    frames: u64,
}

/// The long part beside appends, then the short part with the gate closed.
fn checkpoint(gate: &Gate, connection: &Connection, truncate: bool) -> Result<Progress, rusqlite::Error> {
    pragma(connection, "PASSIVE")?;
    let (mode, wait) = if truncate { ("TRUNCATE", TRUNCATE_WAIT) } else { ("RESTART", Duration::ZERO) };
    connection.busy_timeout(wait)?;
    gate.locked().closed = true;
    drop(gate.wait_while(|state| state.appending));
    let outcome = pragma(connection, mode);
    gate.locked().closed = false;
    gate.changed.notify_all();
    outcome
}

fn pragma(connection: &Connection, mode: &str) -> Result<Progress, rusqlite::Error> {
    connection.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |row| {
        let frames: i64 = row.get(1)?;
        Ok(Progress { busy: row.get::<_, i64>(0)? != 0, frames: u64::try_from(frames).unwrap_or(0) })
    })
}

fn note(gate: &Gate, outcome: Result<Progress, rusqlite::Error>, truncated: bool) {
    let mut state = gate.locked();
    if matches!(outcome, Ok(Progress { busy: false, .. })) && (truncated || state.file_bytes == u64::MAX) {
        state.file_bytes = 0;
    }
    let stats = &mut state.stats;
    match outcome {
        Ok(progress) if progress.busy => {
            stats.delayed += 1;
            stats.wal_bytes = progress.frames * u64::from(PAGE_BYTES);
        }
        Ok(_) => {
            stats.resets += 1;
            stats.wal_bytes = 0;
            stats.last_error = None;
        }
        Err(error) => {
            stats.failed += 1;
            stats.last_error = Some(error.to_string());
        }
    }
}
