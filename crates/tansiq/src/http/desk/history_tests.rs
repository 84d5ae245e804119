//! Records found by their time, and what was erased.

use super::*;
use tansiq_log::{Log, memory::MemoryLog};

/// A ledger whose records were decided at these times.
fn history(times: &[i64]) -> History {
    let record = |(index, at): (usize, &i64)| {
        format!(r#"{{"index":{index},"at_us":{at},"actor":"a","events":[{{"probed":{{}}}}]}}"#).into_bytes()
    };
    let mut log = MemoryLog::new();
    log.append(0, &times.iter().enumerate().map(record).collect::<Vec<_>>()).expect("appended");
    History::new(log.reader().expect("a reader"))
}

#[test]
fn records_are_counted_until_a_time() {
    let times = [10, 10, 20, 20, 20, 30];
    let history = history(&times);
    for at in [0, 9, 10, 11, 19, 20, 25, 30, 31] {
        let expected = times.iter().filter(|time| **time <= at).count() as u64;
        assert_eq!(history.count_until(Timestamp(at), 6).expect("readable"), expected, "until {at}");
    }
    assert_eq!(history.count_until(Timestamp(99), 0).expect("readable"), 0);
    assert_eq!(history.count_until(Timestamp(99), 3).expect("readable"), 3, "no further than the head");
}

#[test]
fn a_read_is_bounded_and_ends_at_the_head() {
    let history = history(&[1; HISTORY_PAGE + 5]);
    assert_eq!(history.records(0, u64::MAX).expect("readable").len(), HISTORY_PAGE);
    let rest = history.records(HISTORY_PAGE as u64, u64::MAX).expect("readable");
    assert_eq!(rest.iter().map(|record| record.index).collect::<Vec<_>>(), (1_000..1_005).collect::<Vec<_>>());
    assert_eq!(history.records(9_999, u64::MAX).expect("readable").len(), 0);
}

/// A log whose first records were erased.
struct Erased(Box<dyn LogReader>, u64);

impl LogReader for Erased {
    fn head(&mut self) -> Result<u64, tansiq_log::Error> {
        self.0.head()
    }

    fn read(&mut self, from: u64, limit: usize) -> Result<Vec<StoredRecord>, tansiq_log::Error> {
        let mut records = self.0.read(from, limit)?;
        records.iter_mut().filter(|record| record.index < self.1).for_each(|record| record.payload = None);
        Ok(records)
    }
}

#[test]
fn what_was_erased_is_older_than_anything_and_cannot_be_told() {
    let whole = history(&[10, 20, 30, 40]);
    let history = History::new(Box::new(Erased(whole.reader.into_inner(), 2)));
    assert_eq!(history.count_until(Timestamp(30), 4).expect("readable"), 3);
    assert_eq!(history.count_until(Timestamp(5), 4).expect("readable"), 2);
    assert_eq!(history.records(2, 4).expect("readable").len(), 2);
    let Err(error @ Unreadable::Erased(0)) = history.records(0, 4) else { panic!("record 0 was erased") };
    let answer = Error::from(error).into_response();
    assert_eq!(answer.status(), 410);
}
