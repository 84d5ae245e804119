//! What can go wrong with a log, and what a caller may conclude about an append that failed.
//!
//! Messages leave out their source; print the chain once, at the edge.

use std::path::PathBuf;

/// The cause beneath an [`Error`], kept opaque so that callers do not depend on the storage in use.
pub type Source = Box<dyn std::error::Error + Send + Sync>;

/// A failure of a log.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Another record already has the expected index, or the index lies beyond the head. Nothing was stored.
    #[error("the append expected index {expected}, but the head of the log is {head}")]
    Conflict {
        /// The index the caller expected to write first.
        expected: u64,
        /// The true head of the log.
        head: u64,
    },
    /// The storage has no room left. The log recovers by itself once there is room again.
    #[error("no space is left for {doing}")]
    Full {
        /// What was being done, with the path.
        doing: String,
        /// Whether an append may have landed all the same.
        maybe_landed: bool,
        /// What the storage said.
        #[source]
        source: Source,
    },
    /// The storage failed in another way.
    #[error("the storage failed during {doing}")]
    Io {
        /// What was being done, with the path.
        doing: String,
        /// Whether an append may have landed all the same.
        maybe_landed: bool,
        /// What the storage said.
        #[source]
        source: Source,
    },
    /// The storage may be read but not written: a read-only mount or missing permission. Nothing was stored.
    #[error("the storage is read-only, which does not allow {doing}")]
    ReadOnly {
        /// What was being done, with the path.
        doing: String,
        /// What the storage said.
        #[source]
        source: Source,
    },
    /// Someone else held the storage for longer than the bounded wait. Nothing was stored; trying again is safe.
    #[error("the storage stayed busy during {doing}")]
    Busy {
        /// What was being done, with the path.
        doing: String,
        /// What the storage said.
        #[source]
        source: Source,
    },
    /// What is stored is not what was appended.
    #[error("the log is damaged at record {index}: {what}")]
    Damaged {
        /// The first index that cannot be vouched for; 0 if the damage cannot be placed more closely.
        index: u64,
        /// What is wrong with it.
        what: String,
    },
    /// Another process, or another part of this one, already writes this log.
    #[error("the log is already open for writing; the lock file {} is held", path.display())]
    Locked {
        /// The lock file that is held.
        path: PathBuf,
    },
    /// The file is no log of this kind, of a version that is not understood, or of another ledger.
    #[error("{} cannot be used: {what}", path.display())]
    UnknownFormat {
        /// The file.
        path: PathBuf,
        /// What was found and what was expected.
        what: String,
    },
    /// There is nothing at the path.
    #[error("there is no log at {}", path.display())]
    NotFound {
        /// The file that was looked for.
        path: PathBuf,
    },
    /// The path to be written is already taken, and nothing is ever overwritten.
    #[error("{} already exists and is not overwritten", path.display())]
    Exists {
        /// The file in the way.
        path: PathBuf,
    },
    /// A batch or record is beyond its bound. Nothing was stored.
    #[error("{what} is {actual}, but at most {allowed} is allowed")]
    TooLarge {
        /// The measured thing, with its unit.
        what: String,
        /// Its measure.
        actual: u64,
        /// The bound.
        allowed: u64,
    },
    /// A range of indexes is empty the wrong way round or reaches beyond the head.
    #[error("the range from record {start} to {end} must lie within 0 and the head {head}, start first")]
    BadRange {
        /// The first index of the range.
        start: u64,
        /// The index behind its last.
        end: u64,
        /// The head of the log.
        head: u64,
    },
    /// A payload was read whole but the caller's own check refused it.
    #[error("the payload of record {index} is refused: {what}")]
    BadPayload {
        /// The record.
        index: u64,
        /// What the check said.
        what: String,
    },
}

impl Error {
    /// Whether the append that gave this error may have landed all the same, so that the caller must ask the log
    /// before it answers anybody. `false` means that surely nothing was stored.
    #[must_use]
    pub fn outcome_unknown(&self) -> bool {
        matches!(self, Error::Full { maybe_landed: true, .. } | Error::Io { maybe_landed: true, .. })
    }

    /// The same failure of an append whose commit had begun.
    pub(crate) fn maybe_landed(self) -> Self {
        match self {
            Error::Full { doing, source, .. } => Error::Full { doing, maybe_landed: true, source },
            Error::Io { doing, source, .. } => Error::Io { doing, maybe_landed: true, source },
            // Whatever else a commit says, it cannot be taken for a promise that nothing landed.
            Error::Busy { doing, source } | Error::ReadOnly { doing, source } => Error::Io { doing, maybe_landed: true, source },
            Error::Damaged { .. } => {
                let doing = "a commit, which found the file unreadable".to_owned();
                Error::Io { doing, maybe_landed: true, source: Box::new(self) }
            }
            other => other,
        }
    }
}
