use super::find;
use tansiq_core::desk::bounds::MAX_NOTICES;
use tansiq_core::desk::{Event, Notice, NoticeKind, State};
use tansiq_core::{Machine, Name, Timestamp};

/// A ledger with so many notices.
fn with_notices(count: usize) -> State {
    let mut state = State::default();
    for seq in 0..count as u64 {
        let notice = Notice { seq, at: Timestamp(0), operation: None, what: NoticeKind::WriteUnheard, seen: None };
        state.apply(seq, Timestamp(0), &Name::from("uss1"), &Event::Noticed(notice));
    }
    state
}

fn event(seq: u64) -> String {
    let data = format!(r#"{{"seq":{seq},"at":"1970-01-01T00:00:00Z","kind":"write_unheard"}}"#);
    format!("id: {seq}\nevent: notice\ndata: {data}\n\n")
}

#[test]
fn notices_are_sent_from_where_the_client_is() {
    let state = with_notices(3);
    let found = find(&state, 1);
    assert_eq!((found.text, found.next), (event(1) + &event(2), 3));
    let found = find(&state, 3);
    assert_eq!((found.text.as_str(), found.next), ("", 3));
}

#[test]
fn nothing_is_sent_of_an_empty_ledger() {
    let found = find(&State::default(), 0);
    assert_eq!((found.text.as_str(), found.next), ("", 0));
}

#[test]
fn who_was_away_too_long_hears_of_the_gap() {
    let state = with_notices(MAX_NOTICES + 5);
    let found = find(&state, 4);
    assert!(found.text.starts_with(&("event: gap\ndata: {\"oldest\":5}\n\n".to_owned() + &event(5))), "{}", found.text);
    assert!(found.text.ends_with(&event(504)));
    assert_eq!(found.next, 505);
    assert!(find(&state, 5).text.starts_with(&event(5)), "the oldest is still there");
}

#[test]
fn a_number_of_another_life_of_the_ledger_begins_again() {
    let found = find(&with_notices(2), 4);
    assert_eq!((found.text, found.next), ("event: gap\ndata: {\"oldest\":0}\n\n".to_owned() + &event(0) + &event(1), 2));
    let found = find(&State::default(), u64::MAX);
    assert_eq!((found.text.as_str(), found.next), ("event: gap\ndata: {\"oldest\":null}\n\n", 0));
}
