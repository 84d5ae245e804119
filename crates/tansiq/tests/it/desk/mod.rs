//! A desk as its own people and its peers meet it: over HTTP, with a DSS. A module for each noun.
//!
//! One desk with an issuer of its own is in `words.rs`; desks that share a DSS and a token server are in `desks.rs`.

mod areas;
mod browsers;
mod checks;
mod deliveries;
mod desks;
mod files;
mod follow;
mod known;
mod log;
mod node;
mod notices;
mod openapi;
mod peers;
mod people;
mod picture;
mod plans;
mod positions;
mod refusals;
mod session;
mod status;
mod templates;
pub mod words;
