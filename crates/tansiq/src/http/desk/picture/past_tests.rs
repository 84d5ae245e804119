//! The state as it was: the same however it was come to, and in bounded steps.

use super::*;
use crate::http::bounds::HISTORY_PAGE;
use std::time::Duration;
use tansiq_core::desk::{Event, Template};
use tansiq_core::{EntityId, Name};
use tansiq_log::{Log, memory::MemoryLog};

/// A ledger of which each record puts one of 50 templates, so that every moment differs.
fn history(records: usize) -> History {
    let record = |index: usize| {
        let uuid = uuid::Builder::from_random_bytes([(index % 50) as u8; 16]).into_uuid();
        let id = EntityId::from_uuid(uuid).expect("a random UUID");
        let changed = Timestamp(index as i64);
        let template = Template { id, name: format!("{index}"), document: "{}".into(), by: Name::from("a"), changed };
        let events = serde_json::to_string(&[Event::TemplatePut(template)]).expect("JSON");
        format!(r#"{{"index":{index},"at_us":{index},"actor":"a","events":{events}}}"#).into_bytes()
    };
    let mut log = MemoryLog::new();
    for start in (0..records).step_by(1_000) {
        let batch: Vec<_> = (start..records.min(start + 1_000)).map(record).collect();
        log.append(start as u64, &batch).expect("appended");
    }
    History::new(log.reader().expect("a reader"))
}

fn later() -> Instant {
    Instant::now() + Duration::from_secs(60)
}

/// The newest name is that of the last record.
fn newest(folded: &Folded) -> Option<u64> {
    folded.state.templates().filter_map(|template| template.name.parse().ok()).max()
}

#[test]
fn a_moment_is_the_same_from_wherever_it_is_come_to() {
    let (history, past) = (history(9_000), Past::default());
    for index in [8_000, 8_001, 8_050, 7_999, 7_000, 8_500, 3, 0, 4_000, 3_999, 9_000, 9_000] {
        let folded = past.fold(&history, index, later()).expect("folded");
        assert_eq!((folded.index, newest(&folded)), (index, index.checked_sub(1)), "{index}");
        let anew = Past::default().fold(&history, index, later()).expect("folded");
        assert_eq!(folded.state, anew.state, "{index}");
        assert!(past.kept.lock().len() <= FOLDS_KEPT);
    }
}

#[test]
fn small_steps_either_way_go_on_from_what_is_kept() {
    let (history, past) = (history(9_000), Past::default());
    past.fold(&history, 8_000, later()).expect("folded");
    let kept = |past: &Past| -> Vec<u64> { past.kept.lock().iter().map(|(_, folded)| folded.index).collect() };
    assert_eq!(kept(&past), [8_000 - FOLD_STEP, 8_000]);
    past.fold(&history, 7_990, later()).expect("folded");
    assert!(kept(&past).contains(&(8_000 - FOLD_STEP)), "a step back went on from the one before");
    for index in 8_001..8_300 {
        past.fold(&history, index, later()).expect("folded");
    }
    assert!(kept(&past).contains(&(8_000 - FOLD_STEP)) && kept(&past).contains(&8_299), "{:?}", kept(&past));
}

#[test]
fn what_takes_too_long_is_gone_on_with_at_the_next_try() {
    let (history, past) = (history(4_500), Past::default());
    let mut tries = 0;
    let folded = loop {
        tries += 1;
        match past.fold(&history, 4_500, Instant::now()) {
            Ok(folded) => break folded,
            Err(error) => assert!(matches!(error, Error::Timeout), "{error:?}"),
        }
    };
    assert_eq!(tries, 4_500_usize.div_ceil(HISTORY_PAGE), "one page each time");
    assert_eq!(newest(&folded), Some(4_499));
}
