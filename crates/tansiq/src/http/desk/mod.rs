//! `/api/v1/desk`: what a desk's own people do with it. Who they are is decided in `../identity.rs`, what is allowed in the ledger.
//!
//! | File | What |
//! |---|---|
//! | `plans.rs`, `files.rs`, `checks.rs` | plans: made, changed, ended; read from files; held against what is known |
//! | `known.rs` | what others disclosed |
//! | `areas.rs` | areas: imported, listed, published |
//! | `notices.rs`, `stream.rs` | what planners should know, as a list and as it happens |
//! | `deliveries.rs`, `reports.rs`, `status.rs` | how the desk itself does |
//! | `picture.rs`, `log.rs`, `node.rs`, `templates.rs` | what the page reads: all there is and was, what happened, the node, plans to begin with |
//! | `history.rs`, `ledger.rs` | the records of the ledger, read again |
//! | `session.rs`, `people.rs` | signing in and out; who may, and as what |
//! | `positions.rs` | where aircraft are |
//! | `views.rs`, `volumes.rs`, `page.rs`, `tags.rs` | messages, volumes in them, pages of lists, entity tags |
//! | `openapi.rs` | all of it described |

pub(crate) mod areas;
pub(crate) mod checks;
pub(crate) mod deliveries;
pub(crate) mod files;
mod history;
pub(crate) mod known;
mod ledger;
pub(crate) mod log;
pub(crate) mod node;
pub(crate) mod notices;
pub(crate) mod openapi;
mod page;
pub(crate) mod people;
pub(crate) mod picture;
pub(crate) mod plans;
pub(crate) mod positions;
pub(crate) mod reports;
pub(crate) mod session;
pub(crate) mod status;
pub(crate) mod stream;
mod tags;
pub(crate) mod templates;
pub(crate) mod views;
mod volumes;

pub use ledger::{DeskLedger, NodeFacts};
