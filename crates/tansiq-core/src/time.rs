//! Instants. The core compares them; it never asks what time it is.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Microseconds since the Unix epoch, UTC. The range covers the years 0001 to 9999 and far beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Before every instant: an absent start.
    pub const UNBOUNDED_PAST: Timestamp = Timestamp(i64::MIN);
    /// After every instant: an absent end.
    pub const UNBOUNDED_FUTURE: Timestamp = Timestamp(i64::MAX);

    /// This instant moved later, stopping at the end of the range.
    pub fn plus(self, by: Duration) -> Timestamp {
        Timestamp(self.0.saturating_add(micros(by)))
    }

    /// This instant moved earlier, stopping at the start of the range.
    pub fn minus(self, by: Duration) -> Timestamp {
        Timestamp(self.0.saturating_sub(micros(by)))
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

#[cfg(test)]
#[path = "time_tests.rs"]
mod tests;
