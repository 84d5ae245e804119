//! All that faces the network: parses, authenticates, converts. It knows no rule of any ledger.
//!
//! A request passes `server.rs` (connections, TLS, slow clients), `routes.rs` (what is asked), `call.rs` (who asks, may it,
//! with which body), then the handler of its noun, and leaves through `answer.rs` or `error.rs`, where every status code is.

mod answer;
mod app;
mod auxiliary;
mod body;
mod call;
mod dss;
mod error;
mod health;
mod metrics;
mod oauth;
mod reports;
mod routes;
mod server;
mod versions;
mod volumes;

pub use app::{App, Options};
pub use health::probe_store;
pub use metrics::Metrics;
pub use routes::handle;
pub use server::{Limits, ServeError, Server};

/// The bounds of the HTTP side, listed in `docs/architecture.md`.
pub mod bounds {
    use std::time::Duration;

    /// Bytes of a request body.
    pub const MAX_BODY: usize = 4 << 20;
    /// Bytes of a request for a token, which anybody may send.
    pub const MAX_TOKEN_REQUEST: usize = 16 << 10;
    /// Bytes of all request bodies that are being read at one time, in kibibytes.
    pub const BODY_BUDGET_KIB: usize = 256 << 10;
    /// Time for the head of a request, idle time between two requests included.
    pub const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
    /// Time for the body of a request.
    pub const BODY_TIMEOUT: Duration = Duration::from_secs(15);
    /// Time in which a caller must take some more of its answer.
    pub const WRITE_TIMEOUT: Duration = Duration::from_secs(30);
    /// Time for open requests to end at a stop.
    pub const DRAIN_TIMEOUT: Duration = Duration::from_secs(15);
    /// Bytes of the head of a request.
    pub const MAX_HEAD: usize = 64 << 10;
    /// Cells of one entity or one query.
    pub const MAX_CELLS: usize = 131_072;
    /// Cells computed for one request, before those named twice are counted once.
    pub const MAX_COVERING_WORK: usize = 524_288;
    /// Passwords of the token server that are checked at one time: each takes 19 MiB.
    pub const MAX_HASHING: usize = 2;
    /// Token requests a second from one client id, after a burst of as many.
    pub const TOKENS_PER_SECOND: u32 = 20;
    /// Reports listed at once.
    pub const MAX_REPORTS_PAGE: usize = 100;
}
