//! What the page of a desk needs besides the desk itself: the records of its ledger, what followers share, and how much of
//! it may be asked for at one time.

use super::history::History;
use super::picture::{Changes, Past, Places};
use crate::http::bounds::{MAX_EXPORTS, MAX_SCANS};
use std::sync::Arc;
use tansiq_core::Timestamp;
use tansiq_log::LogReader;
use tansiq_peers::Reach;
use tokio::sync::Semaphore;

/// What a node says of itself, and nobody else knows.
pub struct NodeFacts {
    /// When it started.
    pub started_at: Timestamp,
    /// Whether its records outlive the process.
    pub persistent: bool,
    /// Connections at one time.
    pub max_connections: usize,
    /// Who was reached.
    pub reach: Reach,
}

/// The ledger of a desk, for its page.
pub struct DeskLedger {
    pub(super) history: Arc<History>,
    pub(super) changes: Changes,
    pub(super) past: Past,
    pub(super) places: Places,
    /// Searches through the records.
    pub(super) scans: Arc<Semaphore>,
    pub(super) exports: Arc<Semaphore>,
    pub(super) facts: NodeFacts,
}

impl DeskLedger {
    /// Reads the records of the desk through `reader`.
    pub fn new(reader: Box<dyn LogReader>, facts: NodeFacts) -> DeskLedger {
        DeskLedger {
            history: Arc::new(History::new(reader)),
            changes: Changes::default(),
            past: Past::default(),
            places: Places::default(),
            scans: Arc::new(Semaphore::new(MAX_SCANS)),
            exports: Arc::new(Semaphore::new(MAX_EXPORTS)),
            facts,
        }
    }

    /// Lets go of what nobody asked for lately.
    pub(crate) fn tidy(&self) {
        self.past.tidy();
    }
}
