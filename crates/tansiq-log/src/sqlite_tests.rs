//! What needs a look behind the public interface: a database that may not grow, and the write-ahead log's length.

use super::*;

const LEDGER: &str = "airspace";

fn scratch() -> (tempfile::TempDir, SqliteLog) {
    let folder = tempfile::tempdir().unwrap();
    let log = SqliteLog::open(&folder.path().join("log.sqlite"), LEDGER).unwrap();
    (folder, log)
}

fn limit_pages(log: &mut SqliteLog, pages: i64) {
    let connection = log.connection().unwrap();
    connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
}

#[test]
fn a_full_database_refuses_a_batch_whole_and_goes_on_when_it_may_grow() {
    let (_folder, mut log) = scratch();
    limit_pages(&mut log, 40);
    let batch = vec![vec![7; 700]; 50];
    let mut head = 0;
    let refused = loop {
        match log.append(head, &batch) {
            Ok(next) => head = next,
            Err(refused) => break refused,
        }
    };
    assert!(matches!(refused, Error::Full { .. }) && !refused.outcome_unknown(), "{refused}");
    assert!(head > 0 && head % 50 == 0);
    assert_eq!(log.head().unwrap(), head);
    limit_pages(&mut log, 4000);
    assert_eq!(log.append(head, &batch).unwrap(), head + 50);
    let mut reader = log.reader().unwrap();
    assert_eq!(crate::verify(&mut *reader, &mut |_, _| Ok(())).unwrap().records, head + 50);
}

#[test]
fn a_lost_connection_is_replaced_and_the_head_read_again() {
    let (_folder, mut log) = scratch();
    log.append(0, &[vec![1]]).unwrap();
    log.connection = None;
    log.head = 99;
    assert_eq!(log.append(1, &[vec![2]]).unwrap(), 2);
    log.connection().unwrap().execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(log.append(2, &[vec![3]]).unwrap(), 3, "a transaction left open is given up with its connection");
}

#[test]
fn the_write_ahead_log_starts_over_under_constant_load() {
    let (folder, mut log) = scratch();
    let batch = vec![vec![7; 4000]; 250];
    let mut head = 0;
    while log.checkpoint_stats().resets < 3 {
        head = log.append(head, &batch).unwrap();
        assert!(head < 250 * 1000, "a gigabyte was written without a reset: {:?}", log.checkpoint_stats());
    }
    let wal = folder.path().join("log.sqlite-wal").metadata().unwrap().len();
    assert!(wal < TRUNCATE_WAL_BYTES, "the write-ahead log has {wal} bytes");
    drop(log);
    assert!(!folder.path().join("log.sqlite-wal").exists(), "a clean close leaves one file");
    assert_eq!(SqliteLog::open(&folder.path().join("log.sqlite"), LEDGER).unwrap().head().unwrap(), head);
}

#[test]
fn a_reader_in_the_way_only_delays_the_reset() {
    let (_folder, mut log) = scratch();
    let mut head = log.append(0, &[vec![1]]).unwrap();
    let snapshot = Connection::open(log.path()).unwrap();
    snapshot.execute_batch("BEGIN; SELECT count(*) FROM record").unwrap();
    let batch = vec![vec![7; 4000]; 250];
    while log.checkpoint_stats().delayed == 0 {
        head = log.append(head, &batch).unwrap();
        assert!(head < 250 * 1000, "no checkpoint met the reader: {:?}", log.checkpoint_stats());
    }
    snapshot.execute_batch("COMMIT").unwrap();
    while log.checkpoint_stats().resets == 0 {
        head = log.append(head, &[vec![1]]).unwrap();
        assert!(head < 1_000_000, "the reset never came: {:?}", log.checkpoint_stats());
    }
}

/// Copies the database and its write-ahead log as a crash would leave them.
fn as_after_a_crash(log: &SqliteLog, folder: &Path) -> PathBuf {
    std::fs::create_dir_all(folder).unwrap();
    let copy = folder.join("log.sqlite");
    for suffix in ["", "-wal"] {
        std::fs::copy(file::beside(&log.path, suffix), file::beside(&copy, suffix)).unwrap();
    }
    copy
}

fn head_after_a_crash(log: &SqliteLog, folder: &Path) -> Index {
    SqliteLog::open(&as_after_a_crash(log, folder), LEDGER).unwrap().head().unwrap()
}

/// A commit whose sync failed leaves complete frames that this process does not count, but a recovery would.
#[test]
fn a_head_told_after_a_failed_commit_holds_even_if_the_process_then_crashes() {
    let (folder, mut log) = scratch();
    log.append(0, &[vec![1], vec![2]]).unwrap();
    // The frames of a third record are written by another database that went the same way so far.
    let twin = as_after_a_crash(&log, &folder.path().join("twin"));
    let connection = Connection::open(&twin).unwrap();
    connection.execute_batch("INSERT INTO record SELECT 2, payload, salt, leaf FROM record WHERE idx = 1").unwrap();
    std::fs::copy(file::beside(&twin, "-wal"), file::beside(&log.path, "-wal")).unwrap();
    assert_eq!(log.head().unwrap(), 2, "this process does not see the frames");
    assert_eq!(head_after_a_crash(&log, &folder.path().join("unsettled")), 3, "a recovery does");
    log.unsettled = true;
    assert_eq!(log.head().unwrap(), 2);
    assert_eq!(head_after_a_crash(&log, &folder.path().join("settled")), 2, "what was told is final");
}
