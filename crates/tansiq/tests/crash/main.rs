//! The real program, killed and starved: what it acknowledged is there when it is started again, and nothing is half there.
//!
//! `kill.rs` kills it under load (`TANSIQ_CRASH_ROUNDS` times, 4 unless set), `full.rs` fills its disk. `server.rs` starts
//! and stops it, `client.rs` speaks HTTP to it, `plans.rs` is a party that remembers what it was told.

#[allow(dead_code)] // `situations` uses the rest.
mod client;
mod full;
mod kill;
mod plans;
#[allow(dead_code)] // `situations` uses the rest.
mod server;
