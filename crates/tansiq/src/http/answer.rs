//! The shape of answers: JSON as the field has it, and plain text.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
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
