//! Snapshots: the state in a file, so that a start replays only what came after. The log stays the truth: a snapshot that
//! is damaged, of another format, or of another log is ignored.

use crate::live::Live;
use crate::replay::{self, ReplayError};
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tansiq_core::{Machine, Timestamp};
use tansiq_log::LogReader;

const MAGIC: &[u8; 16] = b"tansiq-snapshot\n";
const DIGEST_BYTES: usize = 32;

/// What ties a snapshot to its log.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    format: u32,
    head: u64,
    at: Timestamp,
    /// The leaf of the last record that the snapshot holds; zeroes for none.
    last_leaf: [u8; 32],
}

/// Why a snapshot could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The file could not be written.
    #[error("the snapshot {path} could not be written")]
    Io {
        /// The file.
        path: String,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
    /// The state could not be put into bytes.
    #[error("the state could not be put into bytes")]
    Encode(#[from] postcard::Error),
    /// The log could not be folded.
    #[error("the log could not be folded for a snapshot")]
    Replay(#[from] ReplayError),
}

/// The place of the snapshot of one ledger.
#[derive(Debug, Clone)]
pub(crate) struct SnapshotFile {
    path: PathBuf,
    /// How many records the newest snapshot of this process holds. Held while one is written: the snapshot thread and the
    /// stopping ledger thread share the draft's name.
    newest: Arc<Mutex<u64>>,
}

impl SnapshotFile {
    pub(crate) fn new(path: PathBuf) -> SnapshotFile {
        SnapshotFile { path, newest: Arc::default() }
    }

    /// The state of the snapshot, if it is one of this log.
    pub(crate) fn read<M: Machine>(&self, log_head: u64, reader: &mut dyn LogReader) -> Option<Live<M>> {
        match self.try_read(log_head, reader) {
            Ok(live) => live,
            Err(why) => {
                tracing::warn!(path = %self.path.display(), why, "the snapshot is ignored and the log replayed");
                None
            }
        }
    }

    fn try_read<M: Machine>(&self, log_head: u64, reader: &mut dyn LogReader) -> Result<Option<Live<M>>, String> {
        let bytes = match fs::read(&self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.to_string()),
        };
        let body = checked_body(&bytes)?;
        let (header, body): (Header, &[u8]) = postcard::take_from_bytes(body).map_err(|error| error.to_string())?;
        if header.format != M::SNAPSHOT_FORMAT {
            return Err(format!("it has format {}, not {}", header.format, M::SNAPSHOT_FORMAT));
        }
        if header.head > log_head || header.last_leaf != leaf_before(header.head, reader).map_err(|error| error.to_string())? {
            return Err("it belongs to another log".to_owned());
        }
        let snapshot: M::Snapshot = postcard::from_bytes(body).map_err(|error| error.to_string())?;
        Ok(Some(Live::new(M::from_snapshot(snapshot), header.head, header.at)))
    }

    /// Writes the state after `head` records. The old snapshot stays until the new one is durable.
    pub(crate) fn write<M: Machine>(
        &self,
        machine: &M,
        head: u64,
        at: Timestamp,
        reader: &mut dyn LogReader,
    ) -> Result<(), SnapshotError> {
        let mut newest = self.newest.lock();
        if head < *newest {
            return Ok(());
        }
        let last_leaf = leaf_before(head, reader).map_err(ReplayError::from)?;
        let header = Header { format: M::SNAPSHOT_FORMAT, head, at, last_leaf };
        let draft = self.path.with_extension("snapshot-draft");
        let placed = self.write_draft(&draft, &header, machine).and_then(|()| {
            let named = |source| SnapshotError::Io { path: self.path.display().to_string(), source };
            fs::rename(&draft, &self.path).map_err(named)?;
            sync_folder(&self.path).map_err(named)
        });
        match placed {
            Ok(()) => *newest = head,
            // The rest of a draft would take the room whose want may have been the reason.
            Err(_) => drop(fs::remove_file(&draft)),
        }
        placed
    }

    fn write_draft<M: Machine>(&self, draft: &Path, header: &Header, machine: &M) -> Result<(), SnapshotError> {
        let named = |source| SnapshotError::Io { path: self.path.display().to_string(), source };
        let file = File::create(draft).map_err(named)?;
        let mut out = Hashing { to: BufWriter::with_capacity(1 << 20, file), hash: Sha256::new() };
        out.write_all(MAGIC).map_err(named)?;
        postcard::to_io(header, &mut out)?;
        postcard::to_io(&machine.to_snapshot(), &mut out)?;
        let Hashing { mut to, hash } = out;
        to.write_all(&hash.finalize()).map_err(named)?;
        let file = to.into_inner().map_err(|error| named(error.into_error()))?;
        file.sync_all().map_err(named)
    }
}

/// The bytes between the magic and the digest, if the digest is right.
fn checked_body(bytes: &[u8]) -> Result<&[u8], String> {
    let inner = bytes.len().checked_sub(DIGEST_BYTES).filter(|inner| *inner >= MAGIC.len()).ok_or("it is too short")?;
    let (content, digest) = bytes.split_at(inner);
    if !content.starts_with(MAGIC) {
        return Err("it is not a snapshot".to_owned());
    }
    if Sha256::digest(content).as_slice() != digest {
        return Err("it is damaged".to_owned());
    }
    Ok(&content[MAGIC.len()..])
}

fn leaf_before(head: u64, reader: &mut dyn LogReader) -> Result<[u8; 32], tansiq_log::Error> {
    let Some(last) = head.checked_sub(1) else { return Ok([0; 32]) };
    Ok(reader.read(last, 1)?.first().map_or([0; 32], |record| record.leaf))
}

fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

/// Hashes what it passes on.
struct Hashing<W> {
    to: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Folds the log from the last snapshot and writes a new one. Works on a state of its own, so that neither readers nor
/// writers wait; the price is that state's memory for as long as it takes.
pub(crate) fn renew<M: Machine>(file: &SnapshotFile, reader: &mut dyn LogReader) -> Result<u64, SnapshotError> {
    let live: Live<M> = replay::load(reader, Some(file))?;
    file.write(&live.machine, live.head, live.at, reader)?;
    Ok(live.head)
}
