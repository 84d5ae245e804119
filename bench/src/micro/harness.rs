//! Times closures. It has no statistics to speak of: on a shared machine the spread says more than a test.

use std::hint::black_box;
use std::time::{Duration, Instant};

const SAMPLE: Duration = Duration::from_millis(100);
const SAMPLES: usize = 9;

/// Runs those benchmarks whose name contains a word.
pub struct Harness {
    wanted: String,
}

impl Harness {
    /// A harness for benchmarks whose name contains `wanted`.
    pub fn new(wanted: String) -> Harness {
        println!("{:<58} {:>12} {:>12} {:>12}", "one operation, µs", "median", "fastest", "slowest");
        Harness { wanted }
    }

    /// Whether a benchmark of this name is to run; for those that are expensive to prepare.
    pub fn wants(&self, name: &str) -> bool {
        name.contains(&self.wanted)
    }

    /// Times `work`.
    pub fn time<R>(&self, name: &str, mut work: impl FnMut() -> R) {
        self.time_many(name, 1, || {
            black_box(work());
        });
    }

    /// Times `work`, which does `count` operations.
    pub fn time_many(&self, name: &str, count: usize, mut work: impl FnMut()) {
        if !self.wants(name) {
            return;
        }
        let started = Instant::now();
        work();
        let once = started.elapsed().max(Duration::from_nanos(1));
        let rounds = (SAMPLE.as_nanos() / once.as_nanos()).clamp(1, 1_000_000) as usize;
        let mut samples: Vec<f64> = (0..SAMPLES)
            .map(|_| {
                let started = Instant::now();
                (0..rounds).for_each(|_| work());
                started.elapsed().as_secs_f64() * 1e6 / (rounds * count) as f64
            })
            .collect();
        samples.sort_by(f64::total_cmp);
        self.show(name, samples[SAMPLES / 2], samples[0], samples[SAMPLES - 1]);
    }

    /// Times what can be done only once, for `count` operations.
    pub fn once<R>(&self, name: &str, count: usize, work: impl FnOnce() -> R) -> R {
        let started = Instant::now();
        let result = work();
        let took = started.elapsed().as_secs_f64() * 1e6 / count.max(1) as f64;
        if self.wants(name) {
            self.show(name, took, took, took);
        }
        result
    }

    fn show(&self, name: &str, median: f64, fastest: f64, slowest: f64) {
        println!("{name:<58} {median:>12.3} {fastest:>12.3} {slowest:>12.3}");
    }
}
