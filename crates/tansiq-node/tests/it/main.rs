//! The node as its callers see it: answers only what is durable, survives a failing store, loses and doubles nothing.
//!
//! `registers.rs` is the small ledger most of these tests run, `world.rs` a node of it over a log that fails by script,
//! `linearizability.rs` the judge of what concurrent clients were told.

mod airspace;
mod batching;
mod bounds;
mod chaos;
mod failures;
mod linearizability;
mod metered;
mod reads;
mod registers;
mod retries;
mod snapshots;
mod starts;
mod stop;
mod time;
mod world;
