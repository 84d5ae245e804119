//! What travels: a request, an answer, and the ways in which there is none.
//!
//! It does not know tokens' origin, messages or retries. The real transport is in `http.rs`; whoever implements another one
//! must keep the kinds of [`CallError`] apart, because writers rely on them.

use crate::secret::Token;
use bytes::Bytes;
use hyper::{Method, Uri};
use serde::Serialize;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;
use tokio::time::Instant;

/// A future that can be named and kept behind `dyn`.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// How a request gets to a host and its answer back.
///
/// One call is one request on the wire: nothing is repeated, unless it is sure that nothing was sent. No redirect is
/// followed. Any status is an answer. A call ends at the latest at the request's deadline; one that is dropped earlier may
/// have been carried out.
pub trait Transport: Send + Sync {
    /// Sends the request and waits for the whole answer.
    ///
    /// # Errors
    ///
    /// [`CallError`] when there is no answer that could be read.
    fn call(&self, request: Request) -> Boxed<'_, Result<Answer, CallError>>;
}

/// One request.
#[derive(Clone)]
pub struct Request {
    /// The verb.
    pub method: Method,
    /// Where to: absolute, `http` or `https`.
    pub url: Uri,
    /// The token to show.
    pub bearer: Option<Token>,
    /// The body.
    pub content: Option<Content>,
    /// When the caller stops listening; waiting for a free slot and connecting are included.
    pub deadline: Instant,
}

/// A body with its type.
#[derive(Clone)]
pub struct Content {
    /// The media type, such as `application/json`.
    pub media_type: &'static str,
    /// The body.
    pub bytes: Bytes,
}

/// The token and the body are left out: either may be secret.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.content.as_ref().map_or(0, |content| content.bytes.len());
        let url = format_args!("{}", self.url);
        f.debug_struct("Request").field("method", &self.method).field("url", &url).field("bytes", &bytes).finish_non_exhaustive()
    }
}

/// One answer, whatever its status.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status, 100 to 999.
    pub status: u16,
    /// The media type as the answer names it.
    pub media_type: Option<String>,
    /// The sender's clock as it names it (`Date`).
    pub date: Option<String>,
    /// How long the sender asks to wait (`Retry-After`, in whole seconds; its form with a date is not read).
    pub retry_after: Option<Duration>,
    /// The body, bounded by the transport.
    pub body: Bytes,
}

impl Answer {
    /// An answer without a body.
    #[must_use]
    pub fn empty(status: u16) -> Answer {
        Answer { status, ..Answer::default() }
    }

    /// An answer with a JSON message. What cannot be written as JSON (NaN) gives a 500.
    #[must_use]
    pub fn json(status: u16, message: &impl Serialize) -> Answer {
        match serde_json::to_vec(message) {
            Ok(body) => {
                Answer { status, media_type: Some("application/json".to_owned()), body: body.into(), ..Answer::default() }
            }
            Err(_) => Answer::empty(500),
        }
    }

    /// Whether the status is one of success, 200 to 299.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..=299).contains(&self.status)
    }
}

/// The body is left out: a token server answers with a secret.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("status", &self.status).field("bytes", &self.body.len()).finish_non_exhaustive()
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// Nothing was sent: no address, no connection, no free slot, or a host that may not be called.
    #[error("{what}")]
    Unreachable {
        /// Whom, and why not.
        what: String,
    },
    /// The request was sent, at least in part, and no whole answer came. It may have been carried out.
    #[error("{what}")]
    Unheard {
        /// Who, and what happened.
        what: String,
    },
    /// An answer came that is larger than is read. The request was probably carried out.
    #[error("the answer of {host} is larger than {allowed_bytes} bytes")]
    TooLarge {
        /// Who answered.
        host: String,
        /// What is read at most.
        allowed_bytes: usize,
    },
    /// What came is not HTTP. The request may have been carried out.
    #[error("{what}")]
    Malformed {
        /// Who, and what is wrong with it.
        what: String,
    },
}

impl CallError {
    /// Whether the request surely did nothing.
    #[must_use]
    pub fn surely_not_done(&self) -> bool {
        matches!(self, CallError::Unreachable { .. })
    }
}
