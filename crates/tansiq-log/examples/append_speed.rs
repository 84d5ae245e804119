//! Measures appends of 700-byte records to a SQLite log, for batches of 1, 16 and 256 records, one
//! after the other, and for 20 records a millisecond.
//!
//! `cargo run --release -p tansiq-log --example append_speed [FOLDER] [SECONDS]`. Each line gives the records per second, the
//! latency of an append at several ranks, and what the checkpoints did meanwhile. It then reads and verifies the last
//! log. Put FOLDER on the disk that matters: a temporary folder may be in memory.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use tansiq_log::sqlite::{SqliteLog, SqliteReader};
use tansiq_log::{Log, LogReader, verify};

const RECORD_BYTES: usize = 700;
const LEDGER: &str = "speed";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let parent = arguments.next().unwrap_or_else(|| ".".to_owned());
    let seconds = arguments.next().map_or(Ok(5), |text| text.parse())?;
    let folder = tempfile::tempdir_in(parent)?;
    for batch in [1, 16, 256] {
        let path = folder.path().join(format!("{batch}.sqlite"));
        append(&path, batch, Duration::from_secs(seconds), Duration::ZERO)?;
    }
    append(&folder.path().join("paced.sqlite"), 20, Duration::from_secs(seconds), Duration::from_millis(1))?;
    read(&folder.path().join("256.sqlite"))
}

/// Appends one batch after the other, or one in each `pace`.
fn append(path: &Path, size: usize, length: Duration, pace: Duration) -> Result<(), Box<dyn Error>> {
    let mut log = SqliteLog::open(path, LEDGER)?;
    let payload: Vec<u8> = (0..RECORD_BYTES).map(|at| at as u8).collect();
    let batch = vec![payload; size];
    let mut latencies = Vec::new();
    let mut head = 0;
    let start = Instant::now();
    while start.elapsed() < length {
        let before = Instant::now();
        head = log.append(head, &batch)?;
        latencies.push(before.elapsed());
        std::thread::sleep(pace.saturating_sub(before.elapsed()));
    }
    let rate = head as f64 / start.elapsed().as_secs_f64();
    latencies.sort_unstable();
    let rank = |share: f64| latencies[((latencies.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    let stats = log.checkpoint_stats();
    println!(
        "batch {size:4}: {rate:8.0} records/s, append ms p50 {:.2} p99 {:.2} p99.9 {:.2} max {:.2}; WAL reset {} times, \
         delayed {}, failed {}",
        rank(0.5),
        rank(0.99),
        rank(0.999),
        rank(1.0),
        stats.resets,
        stats.delayed,
        stats.failed,
    );
    let start = Instant::now();
    drop(log);
    println!("            closed in {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    Ok(())
}

fn read(path: &Path) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let mut reader = SqliteReader::open(path, LEDGER)?;
    let mut next = 0;
    loop {
        let page = reader.read(next, 1024)?;
        if page.is_empty() {
            break;
        }
        next += page.len() as u64;
    }
    println!("read   : {:8.0} records/s", next as f64 / start.elapsed().as_secs_f64());
    let start = Instant::now();
    let records = verify(&mut reader, &mut |_, _| Ok(()))?.records;
    println!("verify : {:8.0} records/s", records as f64 / start.elapsed().as_secs_f64());
    Ok(())
}
