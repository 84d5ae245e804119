//! A party's desk at work (the USS role of ASTM F3548-21): planning against a DSS and its peers, telling them, being told.
//!
//! The desk's ledger (`tansiq-core`, `desk`) decides and records; `tansiq-peers` speaks HTTP to others; this crate is what
//! happens between them. It serves no HTTP itself, and decides nothing that the ledger should.
//!
//! | File | What |
//! |---|---|
//! | `desk.rs` | the handle, its settings, and how commands reach the ledger |
//! | `convert.rs` | from the standard's messages to the ledger's types and back |
//! | `volumes.rs` | from files and people's heights to the ledger's volumes |
//! | `discover.rs` | asking the DSS who is there, and the peers what they do |
//! | `planning.rs` | plan, change, end: discover, decide, write, tell |
//! | `reconcile.rs` | writes of which nobody heard, found out |
//! | `checks.rs` | what a plan would meet, and the nearest ways around |
//! | `clear.rs` | an area cleared, for tests |
//! | `told.rs` | what peers ask and tell |
//! | `outbox.rs` | telling peers, until they took it |
//! | `conformance.rs` | positions held against volumes |
//! | `areas.rs` | areas in, constraints out |
//! | `watch.rs` | own subscriptions kept alive |
//! | `run.rs` | the chores of a running desk |

pub mod areas;
pub mod checks;
mod clear;
pub mod conformance;
pub mod convert;
mod desk;
mod discover;
mod error;
mod outbox;
pub mod planning;
mod reconcile;
mod run;
#[cfg(test)]
mod test_ledger;
mod told;
pub mod volumes;
mod watch;

pub use clear::{Cleared, MAX_CLEARED};
pub use desk::{Desk, Parts, Region, Settings};
pub use error::DeskError;
