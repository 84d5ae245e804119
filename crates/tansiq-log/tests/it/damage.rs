//! Every kind of damage to the file is found, named by the record it hits, and never a panic.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use tansiq_log::sqlite::{SqliteLog, SqliteReader, backup};
use tansiq_log::{Error, LogReader};

use crate::{LEDGER, grow, open, scratch, verified};

/// Makes a log of 40 records, changes its file by `sql`, and gives what verifying then says.
fn damaged_by(sql: &str) -> String {
    let (folder, path) = scratch();
    grow(&mut open(&path), 40);
    Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    let found = verified(&path).unwrap_err();
    assert!(matches!(found, Error::Damaged { .. }), "{found}");
    let copied = backup(&path, &folder.path().join("copy.sqlite"), LEDGER).unwrap_err();
    assert_eq!(copied.to_string(), found.to_string(), "a backup finds what a check finds");
    assert!(!folder.path().join("copy.sqlite").exists());
    found.to_string()
}

#[test]
fn a_flipped_byte_in_any_column_is_found() {
    for column in ["payload", "salt", "leaf"] {
        let flip = format!(
            "UPDATE record SET {column} = CAST(substr({column}, 1, 4) || x'ff' || substr({column}, 6) AS BLOB) \
             WHERE idx = 17"
        );
        let expected = "the log is damaged at record 17: its payload and salt do not hash to its leaf";
        assert_eq!(damaged_by(&flip), expected, "{column}");
    }
}

#[test]
fn a_missing_record_is_found() {
    let missing = "the log is damaged at record 17: it is missing, the next record in the file is 18";
    assert_eq!(damaged_by("DELETE FROM record WHERE idx = 17"), missing);
    let cut = "the log is damaged at record 38: the file ends before it, although 40 records had been stored";
    assert_eq!(damaged_by("DELETE FROM record WHERE idx >= 38"), cut);
    let missing = "the log is damaged at record 0: it is missing, the next record in the file is 3";
    assert_eq!(damaged_by("DELETE FROM record WHERE idx < 3"), missing);
}

#[test]
fn cells_of_another_type_or_length_are_found() {
    let short = "the log is damaged at record 3: its salt has 2 bytes, not 32";
    assert_eq!(damaged_by("UPDATE record SET salt = x'0102' WHERE idx = 3"), short);
    let text = "the log is damaged at record 4: its leaf is not bytes";
    assert_eq!(damaged_by("UPDATE record SET leaf = 'text' WHERE idx = 4"), text);
    let number = "the log is damaged at record 5: its payload is neither bytes nor erased";
    assert_eq!(damaged_by("UPDATE record SET payload = 7 WHERE idx = 5"), number);
}

#[test]
fn swapped_records_verify_but_change_the_root_and_the_callers_check_names_them() {
    let (_folder, path) = scratch();
    grow(&mut open(&path), 40);
    let swap = "UPDATE record SET idx = -1 WHERE idx = 7; UPDATE record SET idx = 7 WHERE idx = 8; \
                UPDATE record SET idx = 8 WHERE idx = -1;";
    let before = verified(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch(swap).unwrap();
    let found = verified(&path).unwrap_err().to_string();
    assert_eq!(found, "the payload of record 7 is refused: it is not what was appended");
    let mut reader = SqliteReader::open(&path, LEDGER).unwrap();
    let unchecked = tansiq_log::verify(&mut reader, &mut |_, _| Ok(())).unwrap();
    assert_ne!(unchecked.root, before.root);
}

#[test]
fn a_foreign_row_at_the_head_is_a_conflict_and_not_overwritten() {
    use tansiq_log::Log;
    let (_folder, path) = scratch();
    let mut log = open(&path);
    grow(&mut log, 2);
    let foreign = "INSERT INTO record SELECT 2, payload, salt, leaf FROM record WHERE idx = 0";
    Connection::open(&path).unwrap().execute_batch(foreign).unwrap();
    let refused = log.append(2, &[vec![1], vec![2]]).unwrap_err();
    assert!(matches!(refused, Error::Conflict { expected: 2, head: 3 }), "{refused}");
    assert_eq!(log.head().unwrap(), 3);
    assert_eq!(log.append(3, &[vec![1]]).unwrap(), 4);
}

/// Opens, reads and verifies whatever is at the path; all that is asked is an answer.
fn survives(path: &Path) -> Result<u64, Error> {
    drop(SqliteLog::open(path, LEDGER)?);
    let mut reader = SqliteReader::open(path, LEDGER)?;
    reader.head()?;
    verified(path).map(|verified| verified.records)
}

#[test]
fn truncated_and_overwritten_files_give_errors_and_never_panics() {
    let (folder, path) = scratch();
    grow(&mut open(&path), 400);
    let whole = fs::read(&path).unwrap();
    assert_eq!(survives(&path).unwrap(), 400);
    let target = folder.path().join("hurt.sqlite");
    let mut refused = 0;
    let mut hurt = |bytes: &[u8], expect_refusal: bool, what: String| {
        for suffix in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{suffix}", target.display()));
        }
        fs::write(&target, bytes).unwrap();
        match survives(&target) {
            Ok(records) => assert!(!expect_refusal, "{what} passed with {records} records"),
            Err(error) => {
                assert!(!error.to_string().is_empty());
                refused += 1;
            }
        }
    };
    let len = whole.len();
    for cut in [1, 50, 99, 100, 1000, 8191, 8192, 8193, len / 2, len - 8192, len - 4096, len - 1] {
        hurt(&whole[..cut], true, format!("a file cut to {cut} of {len} bytes"));
    }
    for at in (0..len).step_by(len / 150) {
        let mut bytes = whole.clone();
        let end = (at + 64).min(len);
        bytes[at..end].fill(0xa5);
        hurt(&bytes, false, format!("noise at {at}"));
    }
    hurt(&vec![0x5a; 20_000], true, "a file of noise".to_owned());
    hurt(b"SQLite format 3\0", true, "a bare magic".to_owned());
    assert!(refused > 100, "only {refused} of the hurt files were refused");
}

#[test]
fn files_of_other_kinds_are_named_for_what_they_are() {
    let (_folder, path) = scratch();
    fs::write(&path, "dear diary, ".repeat(1000)).unwrap();
    let refused = SqliteLog::open(&path, LEDGER).unwrap_err().to_string();
    assert!(refused.ends_with("log.sqlite cannot be used: it is not an SQLite database"), "{refused}");
    fs::remove_file(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE diary (day TEXT)").unwrap();
    let refused = SqliteLog::open(&path, LEDGER).unwrap_err().to_string();
    assert!(refused.ends_with("it is a database, but not a log of tansiq"), "{refused}");
    fs::remove_file(&path).unwrap();
    drop(open(&path));
    Connection::open(&path).unwrap().execute_batch("UPDATE meta SET value = '9' WHERE key = 'format'").unwrap();
    let refused = SqliteLog::open(&path, LEDGER).unwrap_err().to_string();
    assert!(refused.ends_with("it has log format 9, but only format 1 is understood"), "{refused}");
}
