//! Speaking to others: a DSS, and the nodes of other parties (ASTM F3548-21 as a client).
//!
//! - [`Dss`] asks and writes at a DSS; [`Uss`] asks and tells peers. Both answer in the standard's messages, checked, or with
//!   an error that keeps *surely not done* apart from *may have been done*.
//! - [`Tokens`] keeps one access token for each host and set of scopes, from a [`TokenSource`].
//! - [`Transport`] is how a request travels. [`HttpTransport`] is the real one; a simulation brings its own (with the feature
//!   `testing`, the one in `testing`).
//!
//! What it deliberately does not do: it holds no state but tokens and connections, it decides nothing about airspace, it
//! delivers nothing twice on its own (the desk does, because a delivery must survive a restart), and it writes no log.
//! Start at `dss.rs` or `uss.rs`; what both share is in `ask.rs`.

mod ask;
mod check;
mod connect;
mod dss;
mod dss_error;
mod guard;
mod http;
mod reach;
mod record;
mod secret;
mod slots;
mod source;
#[cfg(feature = "testing")]
pub mod testing;
mod tokens;
mod transport;
mod url;
mod uss;
mod uss_error;

pub use ask::{MAX_REPEATS, WallClock, system_clock};
pub use check::{MAX_OPERATION_VERTICES, TIME_TOLERANCE_US};
pub use dss::{Dss, DssOptions, MAX_DSS_URLS};
pub use dss_error::DssError;
pub use guard::is_public;
pub use http::{HttpError, HttpSettings, HttpTransport};
pub use reach::{HostKind, MAX_PROBLEM_BYTES, MAX_REACHED, Reach, Reached};
pub use record::MAX_RECORDED_BODY_BYTES;
pub use secret::{Secret, Token};
pub use slots::{MAX_HOSTS, MAX_WAITING_PER_HOST};
pub use source::{Granted, HttpTokenSource, LocalTokenSource, TokenError, TokenSource, TokenStyle};
pub use tokens::{MAX_TOKENS, Tokens};
pub use transport::{Answer, Boxed, CallError, Content, Request, Transport};
pub use url::{BaseUrl, MAX_URL_BYTES, UrlError};
pub use uss::{Deadlines, Uss, UssOptions};
pub use uss_error::{UssError, UssFailure};
