//! Backups of a running log, and what a restore refuses.

use std::fs;

use rusqlite::Connection;
use tansiq_log::sqlite::{backup, restore};
use tansiq_log::{Error, Log};

use crate::{LEDGER, grow, open, scratch, verified};

#[test]
fn a_backup_of_a_log_being_written_is_a_verified_prefix_that_restores() {
    let (folder, path) = scratch();
    let (copy, target) = (folder.path().join("copy.sqlite"), folder.path().join("restored.sqlite"));
    let mut log = open(&path);
    grow(&mut log, 4000);
    let writer = std::thread::spawn(move || {
        for _ in 0..100 {
            grow(&mut log, 20);
        }
        log
    });
    let saved = backup(&path, &copy, LEDGER).unwrap();
    assert_eq!(writer.join().unwrap().head().unwrap(), 6000);
    assert!((4000..=6000).contains(&saved.records), "{} records", saved.records);
    assert_eq!(restore(&copy, &target, LEDGER).unwrap(), saved);
    let mut restored = open(&target);
    assert_eq!(restored.head().unwrap(), saved.records);
    grow(&mut restored, 1);
    assert_eq!(verified(&target).unwrap().records, saved.records + 1);
}

#[test]
fn erased_records_stay_erased_in_a_backup() {
    let (folder, path) = scratch();
    let copy = folder.path().join("copy.sqlite");
    let mut log = open(&path);
    grow(&mut log, 10);
    log.erase(0, 4).unwrap();
    let saved = backup(&path, &copy, LEDGER).unwrap();
    assert_eq!(saved, verified(&path).unwrap());
    assert_eq!(saved.erased, 4);
}

#[test]
fn nothing_is_ever_overwritten() {
    let (folder, path) = scratch();
    let copy = folder.path().join("copy.sqlite");
    grow(&mut open(&path), 3);
    backup(&path, &copy, LEDGER).unwrap();
    for refused in [backup(&path, &copy, LEDGER), restore(&copy, &path, LEDGER)] {
        let refused = refused.unwrap_err();
        assert!(matches!(refused, Error::Exists { .. }), "{refused}");
    }
    let _running = open(&path);
    let refused = restore(&copy, &path, LEDGER).unwrap_err();
    assert!(matches!(refused, Error::Locked { .. }), "{refused}");
}

#[test]
fn a_damaged_backup_is_not_restored_and_leaves_nothing_behind() {
    let (folder, path) = scratch();
    let (copy, target) = (folder.path().join("copy.sqlite"), folder.path().join("restored.sqlite"));
    grow(&mut open(&path), 30);
    backup(&path, &copy, LEDGER).unwrap();
    Connection::open(&copy).unwrap().execute_batch("UPDATE record SET leaf = salt WHERE idx = 9").unwrap();
    let refused = restore(&copy, &target, LEDGER).unwrap_err();
    assert!(matches!(refused, Error::Damaged { index: 9, .. }), "{refused}");
    let left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with("restored")).collect();
    assert!(left.iter().all(|name| name == "restored.sqlite.lock"), "{left:?}");
}
