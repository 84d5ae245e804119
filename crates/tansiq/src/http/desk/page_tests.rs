use super::{MAX_PAGE_WEIGHT, Window, take};
use crate::http::error::Error;
use tansiq_core::EntityId;

fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result {
        Err(Error::Invalid(text)) => text,
        other => panic!("not refused as invalid: {other:?}"),
    }
}

#[test]
fn a_page_begins_where_the_last_one_ended() {
    assert_eq!(Window::by_number("").unwrap(), Window { after: None, limit: 100 });
    assert_eq!(Window::by_number("after=7&limit=500").unwrap(), Window { after: Some(7), limit: 500 });
    let id = "6f0ba3ae-0b09-4ca6-a1d0-7c1f1c8a8c37";
    let window = Window::by_id(&format!("limit=1&after={id}")).unwrap();
    assert_eq!(window, Window { after: Some(EntityId::parse(id).unwrap()), limit: 1 });
}

#[test]
fn what_is_wrong_with_a_page_is_told_with_its_field() {
    assert_eq!(refusal(Window::by_number("limit=0")), "limit: must be 1 to 500, not 0");
    assert_eq!(refusal(Window::by_number("limit=501")), "limit: must be 1 to 500, not 501");
    assert_eq!(refusal(Window::by_number("limit=-1")), "limit: must be a whole number, not \"-1\"");
    assert_eq!(refusal(Window::by_number("after=x")), "after: must be a whole number, not \"x\"");
    assert_eq!(refusal(Window::by_id("after=7")), "after: must be a UUID version 4");
    assert!(refusal(Window::by_id("befor=7")).contains("befor"));
    assert!(refusal(Window::by_id("limit=7&limit=8")).contains("limit"));
}

#[test]
fn a_page_ends_at_its_count_or_its_weight_and_has_at_least_one_thing() {
    assert_eq!(take([1, 2, 3].into_iter(), 3, |_| 1), (vec![1, 2, 3], false));
    assert_eq!(take([1, 2, 3].into_iter(), 2, |_| 1), (vec![1, 2], true));
    assert_eq!(take([1, 2, 3].into_iter(), 3, |_| MAX_PAGE_WEIGHT / 2), (vec![1, 2], true));
    assert_eq!(take([1, 2, 3].into_iter(), 3, |_| usize::MAX), (vec![1], true));
    assert_eq!(take([1].into_iter(), 3, |_| usize::MAX), (vec![1], false));
}
