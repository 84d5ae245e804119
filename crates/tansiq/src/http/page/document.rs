//! A file of the deployment that the page fetches as it is: read once at the start, answered with an entity tag.

use crate::http::answer::with_type;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use std::path::Path;
use tansiq_core::ids::fingerprint;

/// One such file.
#[derive(Clone)]
pub(super) struct Document {
    bytes: Bytes,
    tag: String,
}

impl Document {
    /// Reads the file; none for an empty path. Its size was looked at with the settings.
    pub(super) fn open(path: &Path) -> anyhow::Result<Option<Document>> {
        use anyhow::Context as _;
        if path.as_os_str().is_empty() {
            return Ok(None);
        }
        let bytes = std::fs::read(path).with_context(|| format!("the file {} cannot be read", path.display()))?;
        let tag = format!("\"{:032x}\"", fingerprint(&bytes));
        Ok(Some(Document { bytes: bytes.into(), tag }))
    }

    /// The answer to whoever asks for it.
    pub(super) fn answer(&self, headers: &HeaderMap) -> Response {
        let mut response = if super::knows(headers, &self.tag) {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response
        } else {
            with_type(StatusCode::OK, "application/json; charset=utf-8", self.bytes.clone())
        };
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        if let Ok(tag) = HeaderValue::from_str(&self.tag) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response
    }
}
