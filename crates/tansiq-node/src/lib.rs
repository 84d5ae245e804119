//! The node: one ledger, one log, many callers.
//!
//! A command is decided and applied in memory at once, and its record is appended together with all that arrived while the
//! last append was under way. Nobody is told anything that could still be lost: answers to writers, and to readers of what
//! is not durable yet, are held until the log has confirmed it. A reader of anything else never waits.
//!
//! Three threads share the work. The *ledger thread* (`ledger.rs`) decides, applies and hands batches over; the *log
//! thread* (`appender.rs`) makes them durable and releases the answers; the *snapshot thread* (`snapshot.rs`) folds the log
//! a second time, on its own, so that a start need not replay everything. Readers use the state directly (`node.rs`).
//!
//! This crate knows no HTTP and no rule of any ledger.

mod appender;
mod clock;
mod durable;
mod inflight;
mod ledger;
mod live;
mod node;
mod queue;
mod record;
mod recovery;
mod replay;
mod retry;
mod snapshot;

pub use clock::{Clock, SystemClock};
pub use inflight::Touches;
pub use node::{Failure, Node, Settings, StartError, Stats, Unavailable};
pub use record::Record;
pub use retry::RetryKey;

/// The bounds of a node, listed in `docs/architecture.md`.
pub mod bounds {
    /// Commands that wait to be decided; one more is refused with "try again later".
    pub const QUEUE: usize = 8_192;
    /// Records of one append.
    pub const BATCH_RECORDS: usize = 2_048;
    /// Bytes after which a batch takes no further record.
    pub const BATCH_BYTES: usize = 8 * 1024 * 1024;
    /// Answers that nobody waited for, kept for the retry of the same write.
    pub const UNCLAIMED: usize = 10_000;
    /// Records read at once when the log is replayed.
    pub const REPLAY_PAGE: usize = 4_096;
}
