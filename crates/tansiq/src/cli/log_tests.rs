//! What is demanded of a record beyond its hash.

use super::*;

#[test]
fn a_record_must_be_one_and_know_its_place_and_time() {
    let mut last = 10;
    let mut check = |text: &str| check_payload::<tansiq_core::airspace::Event>(3, text.as_bytes(), &mut last);
    let record = |index: u64, at: i64| format!(r#"{{"index":{index},"at_us":{at},"actor":"a","events":[]}}"#);
    assert_eq!(check(&record(3, 10)), Ok(()));
    assert_eq!(check(&record(2, 11)), Err("it says that it is record 2".to_owned()));
    assert_eq!(check(&record(3, 9)), Err("its time 9 µs is before that of an earlier record, 10 µs".to_owned()));
    assert!(check("{}").unwrap_err().starts_with("it is not a record of this ledger: "));
}
