//! Folding the log into a state: a snapshot if there is one that fits, then every record after it.

use crate::bounds::REPLAY_PAGE;
use crate::live::Live;
use crate::record::Record;
use crate::snapshot::SnapshotFile;
use crossbeam_channel::bounded;
use tansiq_core::{Machine, Timestamp};
use tansiq_log::{LogReader, StoredRecord};

/// Why a log could not be folded.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// The log could not be read.
    #[error("the log could not be read")]
    Log(#[from] tansiq_log::Error),
    /// A record is not what this program writes.
    #[error("record {index} cannot be understood")]
    Record {
        /// Which.
        index: u64,
        /// What the parser says.
        #[source]
        source: serde_json::Error,
    },
    /// A record says that its place is another one, so it was not written where it stands.
    #[error("record {index} says that it is record {found}")]
    Misplaced {
        /// Where it stands.
        index: u64,
        /// What it says.
        found: u64,
    },
    /// The payload of a record that is needed has been erased.
    #[error("record {index} was erased and no snapshot covers it")]
    Erased {
        /// Which.
        index: u64,
    },
}

/// The state after all records of the log.
pub(crate) fn load<M: Machine>(reader: &mut dyn LogReader, snapshot: Option<&SnapshotFile>) -> Result<Live<M>, ReplayError> {
    let head = reader.head()?;
    let start = snapshot.and_then(|file| file.read::<M>(head, reader)).unwrap_or_else(Live::at_start);
    fold(reader, start, head)
}

/// Applies the records from `live.head` to `head`. Reading and parsing go on in a second thread.
pub(crate) fn fold<M: Machine>(reader: &mut dyn LogReader, mut live: Live<M>, head: u64) -> Result<Live<M>, ReplayError> {
    let from = live.head;
    std::thread::scope(|scope| {
        let (pages, parsed) = bounded(2);
        scope.spawn(move || {
            let mut next = from;
            while next < head {
                let page = parse_page::<M>(reader, next, head);
                let failed = page.is_err();
                next += page.as_ref().map_or(0, |records| records.len() as u64);
                if pages.send(page).is_err() || failed {
                    return;
                }
            }
        });
        for page in parsed {
            for record in page? {
                apply(&mut live, &record);
            }
        }
        Ok(live)
    })
}

fn parse_page<M: Machine>(reader: &mut dyn LogReader, from: u64, head: u64) -> Result<Vec<Record<M::Event>>, ReplayError> {
    let wanted = usize::try_from(head - from).unwrap_or(usize::MAX).min(REPLAY_PAGE);
    let stored = reader.read(from, wanted)?;
    if stored.is_empty() {
        return Err(tansiq_log::Error::Damaged { index: from, what: "the log ends before its head".to_owned() }.into());
    }
    stored.into_iter().map(parse).collect()
}

fn parse<E: serde::de::DeserializeOwned>(stored: StoredRecord) -> Result<Record<E>, ReplayError> {
    stored.check()?;
    let index = stored.index;
    let payload = stored.payload.ok_or(ReplayError::Erased { index })?;
    let record: Record<E> = serde_json::from_slice(&payload).map_err(|source| ReplayError::Record { index, source })?;
    if record.index != index {
        return Err(ReplayError::Misplaced { index, found: record.index });
    }
    Ok(record)
}

fn apply<M: Machine>(live: &mut Live<M>, record: &Record<M::Event>) {
    record.events.iter().for_each(|event| live.machine.apply(record.index, record.at_us, &record.actor, event));
    live.head = record.index + 1;
    live.at = record.at_us.max(live.at);
}

impl<M: Machine> Live<M> {
    pub(crate) fn at_start() -> Live<M> {
        Live::new(M::default(), 0, Timestamp::default())
    }
}
