//! Tests of `tags.rs`.

use super::*;
use axum::http::{HeaderValue, header::IF_NONE_MATCH};

fn headers(values: &[&'static str]) -> HeaderMap {
    values.iter().map(|value| (IF_NONE_MATCH, HeaderValue::from_static(value))).collect()
}

#[test]
fn a_tag_is_what_stands_between_its_quotation_marks() {
    let tag = |value| entity_tag(&headers(&[value]), IF_NONE_MATCH);
    assert_eq!(tag("\"3\"").as_deref(), Some("3"));
    assert_eq!(tag(" W/\"3\" ").as_deref(), Some("3"));
    assert_eq!(tag("*").as_deref(), Some("*"));
    assert_eq!(tag("\"3\", \"4\"").as_deref(), Some("3"));
    assert_eq!(entity_tag(&HeaderMap::new(), IF_NONE_MATCH), None);
}

#[test]
fn a_tag_is_found_among_several_and_in_several_headers() {
    let named = |values: &[&'static str]| names(&headers(values), IF_NONE_MATCH, "4");
    assert!(named(&["\"4\""]) && named(&["\"3\", W/\"4\""]) && named(&["\"3\"", "\"4\""]) && named(&["*"]));
    assert!(!named(&["\"3\", \"44\""]) && !named(&[]));
}
