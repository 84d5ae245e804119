//! The node as its callers see it: answers only what is durable, survives a failing store, loses and doubles nothing.
//!
//! `registers.rs` is the small ledger these tests run, `world.rs` a node of it over a log that fails by script.

mod batching;
mod bounds;
mod failures;
mod metered;
mod reads;
mod registers;
mod retries;
mod snapshots;
mod stop;
mod time;
mod world;
