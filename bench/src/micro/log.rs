//! Appends to the log in a SQLite file, with their fsync, and reading it back.

use crate::harness::Harness;
use std::path::PathBuf;
use tansiq_log::Log as _;
use tansiq_log::sqlite::SqliteLog;

/// About what a creation with an implicit subscription records.
const RECORD_BYTES: usize = 850;

pub fn run(harness: &Harness) {
    if !harness.wants("append to the log") && !harness.wants("read the log") {
        return;
    }
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/data").join(format!("micro-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let record: Vec<u8> = (0..RECORD_BYTES).map(|at| b'a' + (at % 26) as u8).collect();
    let path = folder.join("log.sqlite");
    let mut log = SqliteLog::open(&path, "bench").expect("a log");
    let mut head = log.head().expect("a head");
    for size in [1, 8, 32, 256, 2048] {
        let batch = vec![record.clone(); size];
        harness.time_many(&format!("append to the log, one of a batch of {size}"), size, || {
            head = log.append(head, &batch).expect("an append");
        });
    }
    let mut reader = log.reader().expect("a reader");
    let page = head.min(4096);
    harness.time_many("read the log, one record of a page of 4096", page as usize, || {
        let records = reader.read(0, page as usize).expect("a page");
        assert!(!records.is_empty());
    });
    drop((log, reader));
    std::fs::remove_dir_all(&folder).expect("the folder can be removed");
}
