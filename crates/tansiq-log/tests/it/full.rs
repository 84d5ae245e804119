//! A disk that fills up and is freed again: nothing half stored, and no restart needed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tansiq_log::{Error, Log};

use crate::{grow, open, payloads, verified};

/// A small file system of its own, unmounted on drop.
struct Mount(PathBuf);

impl Mount {
    /// `None` where mounting is not allowed.
    fn new(folder: &Path, size: &str) -> Option<Self> {
        let options = format!("size={size}");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(folder).output();
        mounted.is_ok_and(|output| output.status.success()).then(|| Self(folder.to_owned()))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(&self.0).status();
        assert!(std::thread::panicking() || unmounted.is_ok_and(|status| status.success()));
    }
}

/// Appends batches of `size` until one fails; gives the head before it and the failure.
fn fill(log: &mut impl Log, size: u64) -> (u64, Error) {
    loop {
        let head = log.head().unwrap();
        match log.append(head, &payloads(head, size)) {
            Ok(next) => assert_eq!(next, head + size),
            Err(failure) => return (head, failure),
        }
    }
}

fn check_full_disk(batch: u64) {
    let folder = tempfile::tempdir().unwrap();
    let Some(_mount) = Mount::new(folder.path(), "6m") else {
        println!("skipped: mounting a tmpfs is not allowed here");
        return;
    };
    let path = folder.path().join("log.sqlite");
    let ballast = folder.path().join("ballast");
    let mut log = open(&path);
    fs::write(&ballast, vec![1; 2 << 20]).unwrap();
    let mut head = 0;
    for round in 0..3 {
        let (stopped_at, failure) = fill(&mut log, batch);
        assert!(stopped_at > head, "round {round} stored nothing");
        head = stopped_at;
        assert!(matches!(failure, Error::Full { .. }), "{failure}");
        let again = log.append(head, &payloads(head, 200)).unwrap_err();
        assert!(matches!(again, Error::Full { .. }), "{again}");
        // The disk may be too full even to tell the head for sure; it must then say so and not guess.
        match log.head() {
            Ok(told) => assert_eq!(told, head),
            Err(failure) => assert!(matches!(failure, Error::Full { .. }), "{failure}"),
        }
        assert_eq!(verified(&path).unwrap().records, head, "readers go on");
        match round {
            0 => fs::write(&ballast, vec![1; 1 << 20]).unwrap(),
            1 => fs::remove_file(&ballast).unwrap(),
            _ => continue,
        }
        assert_eq!(log.head().unwrap(), head, "the failed batch is not there");
        grow(&mut log, 1);
        head += 1;
    }
    assert_eq!(verified(&path).unwrap().records, head);
}

#[test]
fn a_full_disk_is_survived_with_batches_of_one() {
    check_full_disk(1);
}

#[test]
fn a_full_disk_is_survived_with_large_batches() {
    check_full_disk(300);
}
