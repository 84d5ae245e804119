//! The rules of the airspace ledger, one module for each capability, and random commands held against a plain model; and in
//! `desk/` the same for the desk ledger.

mod attachments;
mod availability;
mod constraints;
mod desk;
mod disclosure;
mod eviction;
mod intents;
mod model;
mod pool;
mod records;
mod replay;
mod reports;
mod script;
mod subscriptions;
mod trial;
mod world;
