//! The rules of the airspace ledger, one module for each capability, and random commands held against a plain model.

mod intents;
mod model;
mod replay;
mod script;
mod trial;
mod world;
