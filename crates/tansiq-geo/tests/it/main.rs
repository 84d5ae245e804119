//! The crate seen from outside, one module per capability.

mod free;
mod oracle;
mod properties;
mod verdict;
