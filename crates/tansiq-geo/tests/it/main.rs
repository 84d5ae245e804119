//! The crate seen from outside, one module per capability.

mod oracle;
mod properties;
mod verdict;
