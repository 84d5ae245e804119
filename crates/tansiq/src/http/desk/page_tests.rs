use super::{MAX_PAGE_WEIGHT, Window, parameters, take};
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
    assert_eq!(refusal(Window::by_id("befor=7")), "befor: unknown field `befor`, expected `after` or `limit`");
    assert_eq!(refusal(Window::by_id("limit=7&limit=8")), "limit: duplicate field `limit`");
}

#[test]
fn a_parameter_of_the_wrong_kind_is_named() {
    #[derive(Debug, serde::Deserialize)]
    #[allow(dead_code, reason = "only read")]
    struct Parameters {
        count: Option<usize>,
        exact: Option<bool>,
    }
    let check = |query: &str| refusal(parameters::<Parameters>(query));
    assert_eq!(check("exact=true&count=x"), "count: invalid digit found in string");
    assert_eq!(check("exact=maybe&count=1"), "exact: provided string was not `true` or `false`");
    assert!(check(&("a=1&".repeat(10_000) + "count=x")).starts_with("query: "));
    assert!(check("count=x&exact=maybe").starts_with("query: "), "with two of them, neither is the one");
}

#[test]
fn a_page_ends_at_its_count_or_its_weight_and_has_at_least_one_thing() {
    assert_eq!(take([1, 2, 3].into_iter(), 3, |_| 1), (vec![1, 2, 3], false));
    assert_eq!(take([1, 2, 3].into_iter(), 2, |_| 1), (vec![1, 2], true));
    assert_eq!(take([1, 2, 3].into_iter(), 3, |_| MAX_PAGE_WEIGHT / 2), (vec![1, 2], true));
    assert_eq!(take([1, 2, 3].into_iter(), 3, |_| usize::MAX), (vec![1], true));
    assert_eq!(take([1].into_iter(), 3, |_| usize::MAX), (vec![1], false));
}
