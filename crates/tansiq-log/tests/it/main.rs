//! What the durable log promises, one module per capability.

mod backup;
mod crash;
mod damage;
mod full;
mod sqlite;

use std::path::{Path, PathBuf};

use tansiq_log::sqlite::{SqliteLog, SqliteReader};
use tansiq_log::{Error, Log, Verified, verify};

/// The ledger of every log here.
const LEDGER: &str = "airspace";

/// A folder that goes with the test, and the path of a log in it.
fn scratch() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.sqlite");
    (folder, path)
}

fn open(path: &Path) -> SqliteLog {
    SqliteLog::open(path, LEDGER).unwrap()
}

/// Payloads that tell their own index, so that a swap is seen.
fn payloads(from: u64, count: u64) -> Vec<Vec<u8>> {
    (from..from + count).map(|index| format!("payload {index} {}", "x".repeat(80)).into_bytes()).collect()
}

/// Appends `count` records at the head.
fn grow(log: &mut SqliteLog, count: u64) {
    let head = log.head().unwrap();
    assert_eq!(log.append(head, &payloads(head, count)).unwrap(), head + count);
}

/// Verifies the file, with the payloads of [`payloads`].
fn verified(path: &Path) -> Result<Verified, Error> {
    verify(&mut SqliteReader::open(path, LEDGER)?, &mut |index, payload| {
        let expected = payloads(index, 1).remove(0);
        let good = payload.is_none_or(|payload| payload == expected);
        if good { Ok(()) } else { Err("it is not what was appended".to_owned()) }
    })
}
