//! Random situations: five desks plan at once in a small sky, requests are lost and come late, desks and the DSS are killed
//! and started again, and in the end no two operations of equal priority overlap, by an oracle that is not Tansiq's.
//!
//! All in one process and in virtual time (`time.rs`); what is drawn from the seed is the same each time, what threads and
//! Tansiq's own chance add is not. `TANSIQ_SITUATIONS=1000` plays so many, `TANSIQ_SITUATION_SEED=17` begins with that one
//! (and plays one only, unless told), `TANSIQ_SITUATION_LOUD=1` shows what desks say. The real program is treated likewise in `crates/tansiq/tests/situations`.
//!
//! A situation is in `situation.rs`; who asks in `flights.rs`, for what in `sky.rs`; who is asked in `town.rs`; how they die
//! in `life.rs`; what happens to requests in `weather.rs`; what must hold in `checks.rs` and `oracle.rs`.

mod checks;
mod flights;
mod life;
mod oracle;
#[path = "../it/rig/mod.rs"]
mod rig;
mod situation;
mod sky;
mod tally;
mod time;
mod town;
mod weather;

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::thread::{ThreadId, current};
use std::time::Instant;
use tally::Tally;

/// Situations unless `TANSIQ_SITUATIONS` says otherwise.
const SITUATIONS: u64 = 150;
/// Situations of which is told what failed.
const MAX_TOLD: usize = 20;

/// Tasks and ledgers that panicked: nobody else would hear of it.
static PANICS: Mutex<Vec<(ThreadId, String)>> = Mutex::new(Vec::new());
static TALLY: std::sync::LazyLock<Tally> = std::sync::LazyLock::new(Tally::default);

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().expect("a number"))
}

fn play(seed: u64) -> Option<String> {
    let mut problems = situation::play(seed, &TALLY);
    let is_ours = |(thread, _): &(ThreadId, String)| *thread == current().id();
    let mut panics = PANICS.lock().expect("nobody panics here");
    problems.extend(panics.extract_if(.., |panic| is_ours(panic)).map(|(_, text)| text));
    (!problems.is_empty()).then(|| format!("seed {seed}:\n{}", problems.join("\n")))
}

#[test]
fn no_two_equals_overlap_in_the_end() {
    let seed = number("TANSIQ_SITUATION_SEED");
    let first = seed.unwrap_or(1);
    let count = number("TANSIQ_SITUATIONS").unwrap_or(if seed.is_some() { 1 } else { SITUATIONS });
    if std::env::var_os("TANSIQ_SITUATION_LOUD").is_some() {
        tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).without_time().init();
    }
    std::panic::set_hook(Box::new(|panic| {
        eprintln!("{panic}");
        PANICS.lock().expect("nobody panics here").push((current().id(), panic.to_string()));
    }));
    let (next, failed) = (AtomicU64::new(first), Mutex::new(Vec::new()));
    let began = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, SeqCst);
                    if seed >= first + count {
                        return;
                    }
                    failed.lock().expect("nobody panics here").extend(play(seed));
                }
            });
        }
    });
    let _ = std::panic::take_hook();
    println!("{}\nin {:.1} s", *TALLY, began.elapsed().as_secs_f64());
    let failed = failed.into_inner().expect("nobody panics here");
    assert!(
        failed.is_empty(),
        "{} of {count} situations fail:\n{}",
        failed.len(),
        failed[..failed.len().min(MAX_TOLD)].join("\n\n")
    );
    let elsewhere = PANICS.lock().expect("nobody panics here");
    assert!(elsewhere.is_empty(), "threads panicked: {elsewhere:?}");
}
