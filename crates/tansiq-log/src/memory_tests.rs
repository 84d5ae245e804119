use super::*;
use crate::verify;

fn payloads(names: &[&str]) -> Vec<Vec<u8>> {
    names.iter().map(|name| name.as_bytes().to_vec()).collect()
}

#[test]
fn appended_records_are_read_back_dense_and_in_order() {
    let mut log = MemoryLog::new();
    assert_eq!(log.append(0, &payloads(&["a", "b"])).unwrap(), 2);
    assert_eq!(log.append(2, &payloads(&["c"])).unwrap(), 3);
    let mut reader = log.reader().unwrap();
    let page = reader.read(1, 10).unwrap();
    assert_eq!(page.iter().map(|record| record.index).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(page[1].payload.as_deref(), Some(b"c".as_slice()));
    assert_eq!(reader.read(3, 10).unwrap(), []);
    assert_eq!(reader.read(u64::MAX, 10).unwrap(), []);
    assert_eq!(reader.read(0, 0).unwrap(), []);
    assert_eq!(verify(&mut *reader, &mut |_, _| Ok(())).unwrap().records, 3);
}

#[test]
fn the_writer_that_comes_second_gets_a_conflict_with_the_head() {
    let mut first = MemoryLog::new();
    let mut second = first.clone();
    first.append(0, &payloads(&["a", "b"])).unwrap();
    let refused = second.append(0, &payloads(&["c"])).unwrap_err();
    assert!(matches!(refused, Error::Conflict { expected: 0, head: 2 }), "{refused}");
    assert!(!refused.outcome_unknown());
    assert_eq!(second.head().unwrap(), 2);
}

#[test]
fn a_clone_reopens_the_same_records() {
    let mut log = MemoryLog::new();
    let storage = log.clone();
    log.append(0, &payloads(&["a"])).unwrap();
    drop(log);
    assert_eq!(storage.reader().unwrap().read(0, 1).unwrap()[0].payload.as_deref(), Some(b"a".as_slice()));
}

#[test]
fn a_page_of_large_records_ends_at_the_byte_bound() {
    let mut log = MemoryLog::new();
    for index in 0..6 {
        log.append(index, &[vec![0; crate::MAX_RECORD_BYTES]]).unwrap();
    }
    assert_eq!(log.reader().unwrap().read(0, 10).unwrap().len(), 4);
}
