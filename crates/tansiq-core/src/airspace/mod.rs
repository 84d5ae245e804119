//! The airspace ledger: what all DSS instances of a pool know together.
//!
//! It holds references only (cells, heights, times, managers, URLs, OVNs, subscriptions, availability), never exact
//! geometry and never purposes. [`decide`] says what a command does, [`state`] does it, [`query`] answers questions.

pub mod command;
pub mod decide;
pub mod entities;
pub mod event;
pub mod index;
#[cfg(feature = "invariants")]
pub mod invariants;
pub mod key;
pub mod names;
pub mod query;
pub mod snapshot;
pub mod state;
pub mod store;
pub mod suffixes;
pub mod touch;
pub mod unions;
pub mod views;

pub use command::Command;
pub use entities::{Availability, AvailabilityRecord, Constraint, Heartbeat, Intent, IntentState, Subscription};
pub use event::Event;
pub use key::Key;
pub use state::State;
pub use views::{ConstraintReference, IntentReference, Missing, Outcome, Subscriber, SubscriptionView};

/// Why the airspace refused a command.
pub type Rejection = crate::machine::Rejection<Missing>;
/// What an accepted command of the airspace does.
pub type Decision = crate::machine::Decision<Event, Outcome>;
/// The answer of every decision of the airspace.
pub type Decided = Result<Decision, Rejection>;

/// The bounds of this ledger, listed in `docs/architecture.md`.
pub mod bounds {
    use std::time::Duration;

    /// How far a subscription may start in the past, and how far a requested suffix's time may be from now.
    pub const CLOCK_SKEW: Duration = Duration::from_secs(5 * 60);
    /// How long a subscription that a party asked for may last (F3548-21 DSS0060). Implicit ones have no such limit.
    pub const MAX_SUBSCRIPTION: Duration = Duration::from_secs(24 * 3600);
    /// Reports that the state lists; older ones stay in the log only.
    pub const MAX_LISTED_REPORTS: usize = 10_000;
    /// Bytes of one report.
    pub const MAX_REPORT_BYTES: usize = 256 * 1024;
    /// Rows of heartbeats: pairs of a DSS instance and a source.
    pub const MAX_HEARTBEATS: usize = 1_000;
    /// Parties whose availability is recorded.
    pub const MAX_AVAILABILITIES: usize = 100_000;
    /// Entities that one eviction command removes.
    pub const MAX_EVICTED: usize = 500;
    /// Bytes of a base URL.
    pub const MAX_URL_BYTES: usize = 2_048;
    /// Bytes of a party's name, of a heartbeat's source and of an instance's id.
    pub const MAX_NAME_BYTES: usize = 256;
}
