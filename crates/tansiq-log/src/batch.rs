//! The bounds of a batch, and the salts and leaves of its records: what every implementation of [`crate::Log`] does
//! before it stores anything. It stores nothing itself.

use crate::{Error, merkle};

/// The most records one append takes.
pub const MAX_BATCH_RECORDS: usize = 4096;

/// The most bytes the payloads of one append have together (16 MiB).
pub const MAX_BATCH_BYTES: usize = 16 * 1024 * 1024;

/// The most bytes the payload of one record has (4 MiB).
pub const MAX_RECORD_BYTES: usize = 4 * 1024 * 1024;

/// The salt and leaf of one record to be.
pub(crate) struct Sealed {
    pub(crate) salt: [u8; 32],
    pub(crate) leaf: [u8; 32],
}

/// Refuses a batch beyond its bounds; returns the payload bytes of one within them.
pub(crate) fn check_bounds(batch: &[Vec<u8>]) -> Result<usize, Error> {
    within("the number of records of the batch", batch.len(), MAX_BATCH_RECORDS)?;
    for (position, payload) in batch.iter().enumerate() {
        if payload.len() > MAX_RECORD_BYTES {
            let what = format!("the payload of record {position} of the batch, in bytes,");
            within(&what, payload.len(), MAX_RECORD_BYTES)?;
        }
    }
    let bytes = batch.iter().map(Vec::len).sum();
    within("the size of the batch, in bytes,", bytes, MAX_BATCH_BYTES)?;
    Ok(bytes)
}

fn within(what: &str, actual: usize, allowed: usize) -> Result<(), Error> {
    if actual <= allowed {
        return Ok(());
    }
    Err(Error::TooLarge { what: what.to_owned(), actual: actual as u64, allowed: allowed as u64 })
}

/// Draws the salts of a batch, in one call to the operating system because each costs about as much as hashing a
/// record, and computes the leaves.
pub(crate) fn seal(batch: &[Vec<u8>]) -> Result<Vec<Sealed>, Error> {
    let mut salts = vec![[0_u8; 32]; batch.len()];
    getrandom::fill(salts.as_flattened_mut()).map_err(|source| Error::Io {
        doing: "drawing random salts".to_owned(),
        maybe_landed: false,
        source: Box::new(source),
    })?;
    let seal_one = |(salt, payload): ([u8; 32], &Vec<u8>)| Sealed { salt, leaf: merkle::leaf_hash(&salt, payload) };
    Ok(salts.into_iter().zip(batch).map(seal_one).collect())
}

#[cfg(test)]
#[path = "batch_tests.rs"]
mod tests;
