//! Entity tags: the revision of what an answer is about, between quotation marks (RFC 9110 §8.8.3).

use axum::http::{HeaderMap, HeaderName};

/// The tag that a header names, without its quotation marks; `*` as it is. Of several only the first is looked at. A weak
/// tag is taken for the same: what this interface gives does not differ between the two.
pub(super) fn entity_tag(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let text = headers.get(name)?.to_str().ok()?.split(',').next()?.trim();
    let text = text.strip_prefix("W/").unwrap_or(text);
    Some(text.trim_matches('"').to_owned())
}
