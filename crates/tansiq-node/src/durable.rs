//! How far the log is known to be durable.

use tokio::sync::watch;

/// A point up to which all is durable, within one epoch. A failed append starts a new epoch: an index of the old one may
/// then come to mean another record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Durable {
    pub(crate) epoch: u64,
    /// Number of durable records.
    pub(crate) head: u64,
}

/// What became of the records that a reader saw.
pub(crate) enum Fate {
    /// They are durable.
    Kept,
    /// They may be lost: the read must be done again.
    Unsure,
    /// The node stopped before it was known.
    Stopped,
}

/// Waits until `head` records of `epoch` are durable, or the epoch is over.
pub(crate) async fn wait_for(durable: &mut watch::Receiver<Durable>, epoch: u64, head: u64) -> Fate {
    let known = durable.wait_for(|now| now.epoch != epoch || now.head >= head).await;
    match known {
        Ok(now) if now.epoch == epoch => Fate::Kept,
        Ok(_) => Fate::Unsure,
        Err(_) => Fate::Stopped,
    }
}
