//! The `tansiq` program: a node with its ledgers, the HTTP interfaces of the standards, and the command line.
//!
//! `main.rs` hands over to the command line; [`serve`] puts a running process together; [`http`] is all that faces the
//! network. Rules live in `tansiq-core`, not here.

pub mod config;
pub mod desk;
pub mod http;
mod jwks;
pub mod serve;
