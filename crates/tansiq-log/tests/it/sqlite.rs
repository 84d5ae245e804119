//! The ordinary life of a SQLite log.

use tansiq_log::sqlite::{SqliteLog, SqliteReader};
use tansiq_log::{Error, Log, MAX_READ_RECORDS, merkle};

use crate::{LEDGER, grow, open, payloads, scratch, verified};

#[test]
fn records_survive_a_restart_and_verify() {
    let (_folder, path) = scratch();
    let mut log = open(&path);
    assert_eq!(log.head().unwrap(), 0);
    assert_eq!(log.append(0, &payloads(0, 3)).unwrap(), 3);
    assert_eq!(log.append(3, &payloads(3, 1)).unwrap(), 4);
    drop(log);
    let mut log = open(&path);
    assert_eq!(log.head().unwrap(), 4);
    let page = log.reader().unwrap().read(1, 2).unwrap();
    assert_eq!(page.iter().map(|record| record.index).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(page[0].payload.as_deref(), Some(payloads(1, 1)[0].as_slice()));
    let leaves = log.reader().unwrap().read(0, 9).unwrap().into_iter().map(|record| record.leaf);
    let verified = verified(&path).unwrap();
    assert_eq!((verified.records, verified.erased), (4, 0));
    assert_eq!(verified.root, merkle::root(leaves));
}

#[test]
fn an_append_at_another_index_than_the_head_is_a_conflict() {
    let (_folder, path) = scratch();
    let mut log = open(&path);
    grow(&mut log, 2);
    for expected in [0, 1, 3, u64::MAX] {
        let refused = log.append(expected, &payloads(0, 1)).unwrap_err();
        assert!(matches!(refused, Error::Conflict { head: 2, .. }), "{refused}");
        assert!(!refused.outcome_unknown());
    }
    assert_eq!(log.append(2, &[]).unwrap(), 2);
    assert_eq!(log.head().unwrap(), 2);
}

#[test]
fn a_second_writer_is_locked_out_until_the_first_is_gone() {
    let (folder, path) = scratch();
    let first = open(&path);
    let by_another_name = folder.path().join(".").join("log.sqlite");
    for name in [&path, &by_another_name] {
        let refused = SqliteLog::open(name, LEDGER).unwrap_err();
        let Error::Locked { path } = &refused else { panic!("{refused}") };
        assert!(path.ends_with("log.sqlite.lock"), "{refused}");
    }
    drop(first);
    drop(open(&path));
}

#[test]
fn a_log_of_another_ledger_is_refused() {
    let (_folder, path) = scratch();
    grow(&mut open(&path), 1);
    let refused = SqliteLog::open(&path, "desk").unwrap_err().to_string();
    assert!(refused.ends_with("it is the log of ledger airspace, not of ledger desk"), "{refused}");
    let refused = SqliteReader::open(&path, "desk").unwrap_err();
    assert!(matches!(refused, Error::UnknownFormat { .. }), "{refused}");
}

#[test]
fn a_missing_log_is_not_created_by_a_reader() {
    let (_folder, path) = scratch();
    let refused = SqliteReader::open(&path, LEDGER).unwrap_err();
    assert!(matches!(refused, Error::NotFound { .. }), "{refused}");
    assert!(!path.exists());
}

#[test]
fn a_reader_sees_appends_while_the_writer_goes_on() {
    let (_folder, path) = scratch();
    let mut log = open(&path);
    let mut reader = log.reader().unwrap();
    let follower = std::thread::spawn(move || {
        let mut next = 0;
        while next < 500 {
            for record in reader.read(next, 64).unwrap() {
                assert_eq!(record.index, next);
                record.check().unwrap();
                next += 1;
            }
        }
        reader.head().unwrap()
    });
    for _ in 0..100 {
        grow(&mut log, 5);
    }
    assert_eq!(follower.join().unwrap(), 500);
}

#[test]
fn one_read_is_bounded_whatever_is_asked_for() {
    let (_folder, path) = scratch();
    let mut log = open(&path);
    for _ in 0..3 {
        grow(&mut log, 4000);
    }
    let mut reader = log.reader().unwrap();
    assert_eq!(reader.read(0, usize::MAX).unwrap().len(), MAX_READ_RECORDS);
    assert_eq!(reader.read(12_000, usize::MAX).unwrap(), []);
    assert_eq!(reader.read(u64::MAX, 1).unwrap(), []);
    assert_eq!(reader.read(0, 0).unwrap(), []);
}

#[test]
fn empty_payloads_are_records_and_not_erased_ones() {
    let (_folder, path) = scratch();
    let mut log = open(&path);
    log.append(0, &[Vec::new()]).unwrap();
    let record = log.reader().unwrap().read(0, 1).unwrap().remove(0);
    assert_eq!(record.payload, Some(Vec::new()));
    record.check().unwrap();
}

#[test]
fn erased_records_keep_the_root_and_lose_payload_and_salt() {
    let (_folder, path) = scratch();
    let mut log = open(&path);
    grow(&mut log, 10);
    let before = verified(&path).unwrap();
    assert_eq!(log.erase(2, 5).unwrap(), 3);
    assert_eq!(log.erase(0, 5).unwrap(), 2);
    let after = verified(&path).unwrap();
    assert_eq!((after.records, after.erased, after.root), (10, 5, before.root));
    let record = log.reader().unwrap().read(4, 1).unwrap().remove(0);
    assert_eq!((record.payload, record.salt), (None, [0; 32]));
    grow(&mut log, 1);
    let refused = log.erase(3, 12).unwrap_err().to_string();
    assert_eq!(refused, "the range from record 3 to 12 must lie within 0 and the head 11, start first");
    drop(log);
    let bytes = std::fs::read(&path).unwrap();
    let found = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
    assert!(found(b"payload 7 ") && !found(b"payload 3 "), "erased bytes are gone from the file");
}

#[test]
fn what_an_interrupted_creation_left_is_cleared() {
    let (folder, path) = scratch();
    for suffix in ["", "-wal", "-shm"] {
        std::fs::write(folder.path().join(format!("log.sqlite.partial{suffix}")), "half").unwrap();
    }
    grow(&mut open(&path), 2);
    assert_eq!(verified(&path).unwrap().records, 2);
    assert!(!folder.path().join("log.sqlite.partial").exists());
}

#[test]
fn a_write_ahead_log_without_its_file_is_not_buried_under_a_new_log() {
    let (folder, path) = scratch();
    std::fs::write(folder.path().join("log.sqlite-wal"), "records that were").unwrap();
    let refused = SqliteLog::open(&path, LEDGER).unwrap_err().to_string();
    assert!(refused.ends_with("log.sqlite-wal is there, but the file itself is missing"), "{refused}");
    assert!(!path.exists());
}

#[test]
fn a_missing_folder_is_named() {
    let refused = SqliteLog::open("/no/such/folder/log.sqlite".as_ref(), LEDGER).unwrap_err().to_string();
    assert_eq!(refused, "the storage failed during looking up the folder /no/such/folder");
}
