//! The desk at work, in a world in memory: a real airspace ledger behind a small DSS, desks, and peers of other kinds.
//!
//! The world is in `rig/`; each other file is one capability.

mod asked;
mod checks;
mod conflicts;
mod constraints;
mod discovery;
mod ears;
mod excursions;
mod imports;
mod lost;
mod plans;
mod regions;
mod rig;
mod telling;
