//! The desk at work, in a world in memory: a real airspace ledger behind a small DSS, desks, and peers of other kinds.
//!
//! The world is in `rig/`; each other file is one capability.

mod checks;
mod conflicts;
mod discovery;
mod lost;
mod plans;
mod rig;
