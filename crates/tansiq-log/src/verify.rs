//! The check of a whole log: dense, every leaf that of its payload, and the root over all.
//!
//! It tells whether the log agrees with itself. Whether it is the log it claims to be, or was cut short at its end,
//! only a signed checkpoint kept elsewhere can tell: compare its root with the one returned here.

use crate::merkle::{Hash, Root};
use crate::{Error, LogReader};

/// The records asked for at once, so that memory stays bounded for a log of any length.
const PAGE_RECORDS: usize = 1024;

/// A check of a caller's own: gets each index and its payload, `None` if erased, and may refuse it with a reason.
pub type OnPayload<'a> = dyn FnMut(u64, Option<&[u8]>) -> Result<(), String> + 'a;

/// What a verified log holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The number of records.
    pub records: u64,
    /// The number of them whose payload is erased, so that only the leaf was taken into account.
    pub erased: u64,
    /// The RFC 6962 root over their leaves.
    pub root: Hash,
}

/// Reads the log from record 0 to the head it has at the start, checks that indexes are dense, recomputes every leaf
/// whose payload is there, and hands each payload to `on_payload`. Memory stays bounded by a page.
///
/// # Errors
/// [`Error::Damaged`] or [`Error::BadPayload`] with the index of the first record that fails, otherwise what the
/// storage met.
pub fn verify(reader: &mut dyn LogReader, on_payload: &mut OnPayload<'_>) -> Result<Verified, Error> {
    let head = reader.head()?;
    let mut root = Root::default();
    let mut erased = 0;
    while root.len() < head {
        let page = reader.read(root.len(), PAGE_RECORDS.min(usize::try_from(head - root.len()).unwrap_or(usize::MAX)))?;
        if page.is_empty() {
            let what = format!("nothing can be read here, although the head is {head}");
            return Err(Error::Damaged { index: root.len(), what });
        }
        for record in page {
            if record.index != root.len() {
                let what = format!("record {} stands in its place", record.index);
                return Err(Error::Damaged { index: root.len(), what });
            }
            record.check()?;
            let payload = record.payload.as_deref();
            erased += u64::from(payload.is_none());
            on_payload(record.index, payload).map_err(|what| Error::BadPayload { index: record.index, what })?;
            root.push(record.leaf);
        }
    }
    Ok(Verified { records: head, erased, root: root.root() })
}
