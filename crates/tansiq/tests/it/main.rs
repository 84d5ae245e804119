//! The program as others meet it: over HTTP. One module for each noun, as in the core, and some for what concerns several
//! (`order.rs`, `attachments.rs`, `volumes.rs`, `scopes.rs`); the rig that starts a node and checks what every answer must
//! be is in `rig/`.

mod attachments;
mod auxiliary;
mod availability;
mod bad_input;
mod cli;
mod config;
mod constraints;
mod desk;
mod health;
mod http;
mod intents;
mod jwks;
mod key;
mod lifecycle;
mod oauth;
mod order;
mod page;
mod reports;
mod rig;
mod scopes;
mod slow_clients;
mod slow_store;
mod subscriptions;
mod testing;
mod tokens;
mod versions;
mod volumes;
