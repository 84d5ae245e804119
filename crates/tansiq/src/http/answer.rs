//! The shape of answers: JSON as the field has it, and plain text.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;

/// A JSON body with the field's content type and a newline at its end.
pub(crate) fn json<T: Serialize>(status: StatusCode, body: &T) -> Response {
    let mut bytes = Vec::with_capacity(1024);
    // Fails only for numbers that are not finite, which no state holds.
    if let Err(error) = serde_json::to_writer(&mut bytes, body) {
        tracing::error!(%error, "an answer could not be written as JSON");
        return text(StatusCode::INTERNAL_SERVER_ERROR, "{\"error_message\":\"internal error\"}\n");
    }
    bytes.push(b'\n');
    with_type(status, "application/json; charset=utf-8", bytes)
}

/// 200 with a JSON body.
pub(crate) fn ok<T: Serialize>(body: &T) -> Response {
    json(StatusCode::OK, body)
}

/// 201 with a JSON body.
pub(crate) fn created<T: Serialize>(body: &T) -> Response {
    json(StatusCode::CREATED, body)
}

/// 304: the caller has it already (RFC 9110).
pub(crate) fn not_modified(revision: u64) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    with_revision(response, revision)
}

/// The answer with the revision of what it is about as its entity tag.
pub(crate) fn with_revision(response: Response, revision: u64) -> Response {
    with_header(response, header::ETAG, &format!("\"{revision}\""))
}

/// The answer with the path of what was made.
pub(crate) fn with_location(response: Response, path: &str) -> Response {
    with_header(response, header::LOCATION, path)
}

fn with_header(mut response: Response, name: HeaderName, value: &str) -> Response {
    // Digits, quotes and paths with ids in them always are header values.
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}

/// 204: done, and nothing to say.
pub(crate) fn no_content() -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}

/// The answer, which must not be kept by anything on the way (RFC 6749 §5.1 for tokens).
pub(crate) fn unstored(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Plain text.
pub(crate) fn text(status: StatusCode, body: &'static str) -> Response {
    with_type(status, "text/plain; charset=utf-8", body)
}

pub(crate) fn with_type(status: StatusCode, content_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
