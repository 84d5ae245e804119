//! The messages of the standards as serde types, spelled as the standards spell them.
//!
//! Each type carries the name of its schema, each field the name of its property, and a test holds
//! them against the published API documents. The same types are used on both sides: a server
//! parses requests and writes answers with them, a client does the reverse.
//!
//! This crate knows no rules. It says whether a text *is* a message, never whether the message may
//! be obeyed: latitudes are not checked here, nor is a state's name in a request. The server does
//! that, because it must answer in its own words.
//!
//! How a message is read is told in [`parse()`], which is the way in for every body that comes over
//! the network. [`f3548`] is strategic coordination, [`auxiliary`] the DSS pool's housekeeping,
//! [`versioning`], [`flight_planning`] and [`geospatial_map`] the interfaces of automated testing.

mod lenient;
mod parse;

pub mod auxiliary;
pub mod f3548;
pub mod flight_planning;
pub mod geospatial_map;
pub mod versioning;

pub use parse::{MAX_PARSE_MESSAGE_CHARS, ParseError, parse};
