//! The pure core of Tansiq: what may be asked, what is decided, what it changes.
//!
//! A *ledger* is one totally ordered log and one state machine folded over it. This crate holds the state machines and
//! nothing that can differ between two machines: no clock, no randomness, no input or output. Time and fresh entropy
//! arrive in [`Context`]. It knows no JSON of the standards (see `tansiq-wire`) and no store (see `tansiq-log`).
//!
//! Start at [`machine::Machine`], then [`airspace`] and [`desk`].

pub mod airspace;
pub mod desk;
pub mod extent;
pub mod ids;
pub mod machine;
pub mod time;

pub use extent::{Extent, Heights, Span};
pub use ids::{EntityId, Name, Ovn};
pub use machine::{Caller, Context, Decision, Machine, Rejection, TouchKey};
pub use time::Timestamp;
