//! How often a password may be tried: counted by name and altogether, known or not, failures only.
//!
//! A rate limiter that counts requests would shut out who signs in at many screens; so a try is taken beforehand, as others
//! may try at the same time, and given back if it was right. What is counted is lost with the process.

use super::bounds::{MAX_TRIED_NAMES, TRIES_IN_ALL, TRIES_OF_NAME, TRIES_WITHIN};
use parking_lot::Mutex;
use std::collections::HashMap;
use tansiq_core::Timestamp;

/// What was tried of late.
#[derive(Debug, Default)]
pub(crate) struct Tries(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    by_name: HashMap<String, Spent>,
    all: Spent,
}

/// Tries that count at a moment; they stop counting evenly over [`TRIES_WITHIN`].
#[derive(Clone, Copy, Debug, Default)]
struct Spent {
    /// Microseconds of waiting that they stand for.
    micros: i64,
    at_us: i64,
}

impl Spent {
    fn now(self, now_us: i64) -> i64 {
        self.micros.saturating_sub(now_us.saturating_sub(self.at_us).max(0)).max(0)
    }

    /// Takes one of `most` tries, or says how long there is none.
    fn take(&mut self, most: u32, now_us: i64) -> Result<(), i64> {
        let within_us = TRIES_WITHIN.as_micros() as i64;
        let each_us = within_us / i64::from(most);
        let spent_us = self.now(now_us) + each_us;
        if spent_us > within_us {
            return Err(spent_us - within_us);
        }
        *self = Spent { micros: spent_us, at_us: now_us };
        Ok(())
    }

    fn give_back(&mut self, most: u32) {
        let each_us = TRIES_WITHIN.as_micros() as i64 / i64::from(most);
        self.micros = (self.micros - each_us).max(0);
    }
}

impl Tries {
    /// Takes a try for a name.
    ///
    /// # Errors
    /// Seconds to wait, at least 1, if there are none left.
    pub(crate) fn take(&self, name: &str, now: Timestamp) -> Result<(), u64> {
        let wait_s = |wait_us: i64| wait_us.unsigned_abs().div_ceil(1_000_000).max(1);
        let mut counts = self.0.lock();
        counts.make_room(now.0);
        let mut of_name = counts.by_name.get(name).copied().unwrap_or_default();
        of_name.take(TRIES_OF_NAME, now.0).map_err(wait_s)?;
        counts.all.take(TRIES_IN_ALL, now.0).map_err(wait_s)?;
        counts.by_name.insert(name.to_owned(), of_name);
        Ok(())
    }

    /// It was right.
    pub(crate) fn give_back(&self, name: &str) {
        let mut counts = self.0.lock();
        counts.all.give_back(TRIES_IN_ALL);
        if let Some(of_name) = counts.by_name.get_mut(name) {
            of_name.give_back(TRIES_OF_NAME);
        }
    }
}

impl Counts {
    /// Forgets names whose tries do not count any more, when there are many. Those that count are never more than there are
    /// tries in all within twice the time.
    fn make_room(&mut self, now_us: i64) {
        if self.by_name.len() >= MAX_TRIED_NAMES {
            self.by_name.retain(|_, spent| spent.now(now_us) > 0);
        }
    }
}

#[cfg(test)]
#[path = "tries_tests.rs"]
mod tests;
