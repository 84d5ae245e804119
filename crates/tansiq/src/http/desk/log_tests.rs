//! Looking through records: what is asked for, page by page, within bounds.

use super::*;
use tansiq_log::{Log, memory::MemoryLog};

/// A ledger of so many records, of which every hundredth puts a template.
fn history(records: usize) -> History {
    let record = |index: usize| {
        let event = match index % 100 {
            0 => {
                r#"{"template_put":{"id":"00000000-0000-4000-8000-000000000001","name":"probed","document":"{}","by":"a","changed":0}}"#
            }
            _ => r#"{"probed":{}}"#,
        };
        let actor = if index.is_multiple_of(200) { "anna" } else { "bert" };
        format!(r#"{{"index":{index},"at_us":{index},"actor":"{actor}","events":[{event}]}}"#).into_bytes()
    };
    let mut log = MemoryLog::new();
    for start in (0..records).step_by(1_000) {
        let batch: Vec<_> = (start..records.min(start + 1_000)).map(record).collect();
        log.append(start as u64, &batch).expect("appended");
    }
    History::new(log.reader().expect("a reader"))
}

fn later() -> Instant {
    Instant::now() + std::time::Duration::from_secs(60)
}

fn kind(kind: &str) -> Sought {
    Sought { kind: Some(kind.to_owned()), ..Sought::default() }
}

/// All that is found, going on from page to page, and how many pages it took.
fn all(history: &History, sought: &Sought, records: u64, limit: usize) -> (Vec<u64>, usize) {
    let (mut found, mut end, mut pages) = (Vec::new(), records, 0);
    loop {
        let page = search(history, sought, 0..end, (limit, later()), records).expect("readable");
        pages += 1;
        assert!(page.entries.len() <= limit);
        found.extend(page.entries.iter().map(|entry| entry.index));
        match page.next_before {
            Some(next) => end = next,
            None => return (found, pages),
        }
    }
}

#[test]
fn pages_together_are_all_that_is_looked_for() {
    let history = history(1_050);
    let every = (0..1_050).rev().collect::<Vec<u64>>();
    for limit in [1, 7, 199, 200] {
        assert_eq!(all(&history, &Sought::default(), 1_050, limit).0, every, "{limit}");
    }
    let templates: Vec<u64> = (0..=1_000).rev().step_by(100).collect();
    assert_eq!(all(&history, &kind("template_put"), 1_050, 3), (templates, 4));
    assert_eq!(all(&history, &kind("probed"), 1_050, 200).0.len(), 1_050 - 11, "a name is no kind");
    assert_eq!(all(&history, &kind("template_put,probed"), 1_050, 200).0, every, "several kinds");
    let of_anna = Sought { actor: Some("anna".into()), ..kind("template_put") };
    assert_eq!(all(&history, &of_anna, 1_050, 200), (vec![1_000, 800, 600, 400, 200, 0], 1));
}

#[test]
fn a_page_may_be_empty_where_much_was_looked_through() {
    let records = MAX_SCANNED as usize + 150;
    let history = history(records);
    let sought = Sought { entity: Some("nobody".into()), ..Sought::default() };
    let page = search(&history, &sought, 0..records as u64, (100, later()), 0).expect("readable");
    assert_eq!((page.entries.len(), page.next_before), (0, Some(150)));
    let in_time = search(&history, &sought, 0..records as u64, (100, Instant::now()), 0).expect("readable");
    assert_eq!(in_time.next_before, Some(records as u64), "no time: nothing was looked through");
}
