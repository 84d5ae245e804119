//! The rules of the desk ledger, and random commands held against a plain model of it.

mod areas;
mod bounded;
mod cube;
mod deliveries;
mod model;
mod notices;
mod operations;
mod people;
mod replay;
mod script;
mod templates;
mod told;
mod trial;
mod upkeep;
mod verdict;
mod world;
