//! Telling peers, until they took it (uss-behaviour 6).

/// Rung when something must be told.
#[derive(Debug, Default)]
pub(crate) struct Bell {}
