//! What is counted: latencies in buckets of 1.6 %, and answers by kind and status.

use std::collections::BTreeMap;
use std::time::Duration;

/// Buckets per doubling of the latency.
const STEPS: u64 = 64;
const STEP_BITS: u32 = STEPS.trailing_zeros();
const BUCKETS: usize = (64 - STEP_BITS as usize) * STEPS as usize;

/// A histogram of durations, from 1 ns up, exact to 1.6 %.
#[derive(Clone)]
pub struct Histogram {
    buckets: Vec<u32>,
    count: u64,
    max_ns: u64,
}

impl Default for Histogram {
    fn default() -> Self {
        Histogram { buckets: vec![0; BUCKETS], count: 0, max_ns: 0 }
    }
}

impl Histogram {
    /// Counts one duration.
    pub fn add(&mut self, took: Duration) {
        let ns = u64::try_from(took.as_nanos()).unwrap_or(u64::MAX);
        self.buckets[bucket(ns)] += 1;
        self.count += 1;
        self.max_ns = self.max_ns.max(ns);
    }

    /// How many were counted.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The longest, in milliseconds.
    pub fn max_ms(&self) -> f64 {
        self.max_ns as f64 / 1e6
    }

    /// The duration that `share` of all do not exceed, in milliseconds.
    pub fn ms(&self, share: f64) -> f64 {
        let rank = ((self.count as f64 * share).ceil() as u64).max(1);
        let mut seen = 0;
        for (at, count) in self.buckets.iter().enumerate() {
            seen += u64::from(*count);
            if seen >= rank {
                return upper_ns(at).min(self.max_ns) as f64 / 1e6;
            }
        }
        0.0
    }
}

fn bucket(ns: u64) -> usize {
    if ns < STEPS {
        return ns as usize;
    }
    let doubling = ns.ilog2() - STEP_BITS;
    ((u64::from(doubling) + 1) * STEPS + (ns >> doubling) - STEPS) as usize
}

fn upper_ns(bucket: usize) -> u64 {
    let (doubling, step) = (bucket as u64 / STEPS, bucket as u64 % STEPS);
    if doubling == 0 { step } else { ((STEPS + step + 1) << (doubling - 1)) - 1 }
}

/// What one kind of request did.
#[derive(Clone, Default)]
pub struct Kind {
    /// Latencies, refusals included.
    pub latency: Histogram,
    /// Answers by status; 0 for a broken connection.
    pub statuses: BTreeMap<u16, u64>,
    /// Bytes of the answers' bodies.
    pub body_bytes: u64,
    /// For how long it was measured.
    pub seconds: f64,
}

/// Everything one run measures about requests.
#[derive(Clone, Default)]
pub struct Measure {
    /// By kind, in the order of their names.
    pub kinds: BTreeMap<&'static str, Kind>,
    /// Answers that no load expects, with the first of them in words.
    pub unexpected: u64,
    /// The first unexpected answer.
    pub first_unexpected: Option<String>,
}

impl Measure {
    /// Counts a whole operation, for which there is no status.
    pub fn whole(&mut self, kind: &'static str, took: Duration) {
        self.kinds.entry(kind).or_default().latency.add(took);
    }

    /// Counts one answer.
    pub fn answer(&mut self, kind: &'static str, took: Duration, status: u16, body: usize) {
        let kind = self.kinds.entry(kind).or_default();
        kind.latency.add(took);
        *kind.statuses.entry(status).or_default() += 1;
        kind.body_bytes += body as u64;
    }

    /// Ends the measurement of all kinds that were not ended before.
    pub fn close(&mut self, seconds: f64) {
        self.kinds.values_mut().filter(|kind| kind.seconds == 0.0).for_each(|kind| kind.seconds = seconds);
    }

    /// Notes an answer that should not be.
    pub fn unexpected(&mut self, kind: &str, status: u16, body: &[u8]) {
        self.unexpected += 1;
        if self.first_unexpected.is_none() {
            let text: String = String::from_utf8_lossy(body).chars().take(300).collect();
            self.first_unexpected = Some(format!("{kind}: {status} {text}"));
        }
    }
}

#[cfg(test)]
#[path = "measure_tests.rs"]
mod tests;
