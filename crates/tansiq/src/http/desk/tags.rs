//! Entity tags: the revision of what an answer is about, between quotation marks (RFC 9110 §8.8.3).

use axum::http::{HeaderMap, HeaderName};

/// Whether a header names this tag among its own, or `*`, which names any.
pub(super) fn names(headers: &HeaderMap, name: HeaderName, tag: &str) -> bool {
    let lists = headers.get_all(name).into_iter().filter_map(|list| list.to_str().ok());
    lists.flat_map(|list| list.split(',')).map(bare).any(|named| named == tag || named == "*")
}

fn bare(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix("W/").unwrap_or(text).trim_matches('"')
}

/// The tag that a header names, without its quotation marks; `*` as it is. Of several only the first is looked at. A weak
/// tag is taken for the same: what this interface gives does not differ between the two.
pub(super) fn entity_tag(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok()?.split(',').next().map(|text| bare(text).to_owned())
}

#[cfg(test)]
#[path = "tags_tests.rs"]
mod tests;
