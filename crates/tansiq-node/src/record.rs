//! What one accepted command did, as it stands in the log: JSON that can be read with nothing of ours.

use serde::{Deserialize, Serialize};
use tansiq_core::{Name, Timestamp};

/// A record of the log.
#[derive(Debug, Serialize, Deserialize)]
pub struct Record<E> {
    /// Its place in the log, dense from 0.
    pub index: u64,
    /// When it was decided; never earlier than the record before.
    pub at_us: Timestamp,
    /// Who asked for it.
    pub actor: Name,
    /// What it changed, in order.
    pub events: Vec<E>,
}

/// A record about to be written: as [`Record`], borrowing.
#[derive(Serialize)]
pub(crate) struct NewRecord<'a, E> {
    pub(crate) index: u64,
    pub(crate) at_us: Timestamp,
    pub(crate) actor: &'a Name,
    pub(crate) events: &'a [E],
}
