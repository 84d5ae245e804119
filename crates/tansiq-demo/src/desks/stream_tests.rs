use super::*;

/// The examples are those of the HTML standard, § 9.2.6.
#[test]
fn events_are_taken_one_by_one_and_comments_are_not_data() {
    let text = b"data: YHOO\ndata: +2\ndata: 10\n\n: test stream\n\ndata: first\nid: 1\n\ndata: second";
    let (first, used) = first_event(text).unwrap();
    assert_eq!(first.as_deref(), Some("YHOO\n+2\n10"));
    let (comment, more) = first_event(&text[used..]).unwrap();
    assert_eq!(comment, None);
    let (third, last) = first_event(&text[used + more..]).unwrap();
    assert_eq!(third.as_deref(), Some("first"));
    assert_eq!(first_event(&text[used + more + last..]), None, "an event that is not whole waits for its end");
}
