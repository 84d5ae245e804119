//! Base URLs of others, and the addresses made from them.
//!
//! Peers name their own base URL, so it is somebody else's text: it is bounded, it must be plain, and what is appended is
//! encoded. Whether its host may be called at all is asked when connecting (`guard.rs`), because only then it has an address.

use hyper::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt;

/// The longest base URL, in bytes; as in the DSS.
pub const MAX_URL_BYTES: usize = 2_048;

/// The longest segment that is appended, in bytes, before it is encoded.
const MAX_SEGMENT_BYTES: usize = 512;

/// What may stand in a path segment as it is: the unreserved characters of RFC 3986 §2.3.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Why a text is not a base URL that may be called.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// It is too long, or empty.
    #[error("the base url has {bytes} bytes, allowed are 1 to {MAX_URL_BYTES}")]
    Length {
        /// How long it is.
        bytes: usize,
    },
    /// It is not of the shape.
    #[error("the base url {text:?} {problem}; it must look like https://uss.example.com/path")]
    Shape {
        /// The text.
        text: String,
        /// What is wrong.
        problem: &'static str,
    },
    /// It is `http`, and only `https` is allowed.
    #[error("the base url {text:?} is http; only https is allowed here")]
    Plain {
        /// The text.
        text: String,
    },
    /// What is to be appended cannot be one segment of a path.
    #[error("{text:?} cannot be part of a url: 1 to {MAX_SEGMENT_BYTES} bytes are allowed, \".\" and \"..\" are not")]
    Segment {
        /// The text, shortened.
        text: String,
    },
    /// There are too few or too many.
    #[error("there are {count} base urls, allowed are 1 to {max}")]
    Count {
        /// How many there are.
        count: usize,
        /// How many there may be.
        max: usize,
    },
}

/// Where somebody answers: scheme, host, port and a path to put in front, without a slash at the end.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    text: String,
    host: String,
}

impl BaseUrl {
    /// Reads a base URL. Slashes at its end are left out. `http` is taken only if `allow_http` is set.
    ///
    /// # Errors
    ///
    /// [`UrlError`] for everything but plain ASCII `scheme://host[:port][/path]`: no user, query or fragment.
    pub fn parse(text: &str, allow_http: bool) -> Result<BaseUrl, UrlError> {
        if !(1..=MAX_URL_BYTES).contains(&text.len()) {
            return Err(UrlError::Length { bytes: text.len() });
        }
        let shape = |problem| UrlError::Shape { text: text.to_owned(), problem };
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(shape("has characters other than visible ASCII"));
        }
        if text.contains(['?', '#', '\\']) {
            return Err(shape("has a query, a fragment or a backslash"));
        }
        let uri: Uri = text.parse().map_err(|_| shape("is not a url"))?;
        let authority = uri.authority().ok_or_else(|| shape("has no host"))?;
        let scheme = match uri.scheme_str() {
            Some("https") => "https",
            Some("http") if allow_http => "http",
            Some("http") => return Err(UrlError::Plain { text: text.to_owned() }),
            _ => return Err(shape("is neither https nor http")),
        };
        let host = plain_host(authority).ok_or_else(|| shape("has a user, or a host or port that cannot be one"))?;
        let path = uri.path().trim_end_matches('/');
        Ok(BaseUrl { text: format!("{scheme}://{}{path}", authority.as_str().to_ascii_lowercase()), host })
    }

    /// The host in lower case, without port and brackets: what tokens for it say in `aud`.
    #[must_use]
    pub fn audience(&self) -> &str {
        &self.host
    }

    /// The URL, without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The address of what lies under the given segments. Each is encoded, so that none can leave its place.
    ///
    /// # Errors
    ///
    /// [`UrlError::Segment`] when one is empty, too long, `.` or `..`.
    pub fn join(&self, segments: &[&str]) -> Result<Uri, UrlError> {
        let mut text = self.text.clone();
        for segment in segments {
            let refuse = || UrlError::Segment { text: segment.chars().take(64).collect() };
            if !(1..=MAX_SEGMENT_BYTES).contains(&segment.len()) || matches!(*segment, "." | "..") {
                return Err(refuse());
            }
            text.push('/');
            text.extend(utf8_percent_encode(segment, ENCODED));
        }
        text.parse().map_err(|_| UrlError::Shape { text, problem: "is not a url" })
    }
}

/// The host in lower case without brackets, if there is nothing else than host and port.
fn plain_host(authority: &hyper::http::uri::Authority) -> Option<String> {
    let host = authority.host();
    let rest = authority.as_str().strip_prefix(host)?;
    let port_is_one = rest.is_empty() || rest.strip_prefix(':')?.parse::<u16>().is_ok_and(|port| port > 0);
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':');
    (port_is_one && !bare.is_empty() && bare.bytes().all(allowed)).then(|| bare.to_ascii_lowercase())
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.text)
    }
}

#[cfg(test)]
#[path = "url_tests.rs"]
mod tests;
