//! The state in memory, as far as commands have been decided.

use crate::inflight::InFlight;
use tansiq_core::{Machine, Timestamp};

/// A machine and how far it is.
#[derive(Debug, Default)]
pub(crate) struct Live<M> {
    /// The state after `head` records.
    pub(crate) machine: M,
    /// Records applied, durable or not.
    pub(crate) head: u64,
    /// The time of the last record.
    pub(crate) at: Timestamp,
    /// Counts failures of the log, see [`crate::durable::Durable`].
    pub(crate) epoch: u64,
    /// What is not durable yet.
    pub(crate) in_flight: InFlight,
}

impl<M: Machine> Live<M> {
    pub(crate) fn new(machine: M, head: u64, at: Timestamp) -> Live<M> {
        Live { machine, head, at, epoch: 0, in_flight: InFlight::default() }
    }
}
