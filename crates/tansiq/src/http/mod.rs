//! All that faces the network: parses, authenticates, converts. It knows no rule of any ledger.
//!
//! A request passes `server.rs` (connections, TLS, slow clients), `routes.rs` (what is asked), `call.rs` (who asks, may it,
//! with which body), then the handler of its noun, and leaves through `answer.rs` or `error.rs`, where every status code is.

mod answer;
mod app;
mod auxiliary;
mod body;
mod call;
mod desk;
mod dss;
mod error;
mod health;
mod metrics;
mod oauth;
mod page;
mod reports;
mod routes;
mod server;
mod testing;
mod uss;
mod versions;
mod volumes;

pub use app::{App, Options};
pub use health::probe_store;
pub use metrics::Metrics;
pub(crate) use page::check_tiles_file;
pub use page::{BUILT, Page, PageFile};
pub use routes::handle;
pub use server::{Limits, ServeError, Server};
pub use testing::Testing;

/// The bounds of the HTTP side, listed in `docs/architecture.md`.
pub mod bounds {
    use std::time::Duration;

    /// Bytes of a request body.
    pub const MAX_BODY: usize = 4 << 20;
    /// Bytes of a file of areas or of a plan, sent as the body of a request.
    pub const MAX_FILE: usize = tansiq_formats::bounds::MAX_FILE_BYTES;
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
    /// Things that a page of the desk lists at most.
    pub const MAX_PAGE: usize = 500;
    /// Things that it lists if nothing is said.
    pub const USUAL_PAGE: usize = 100;
    /// Vertices and other numbers of one page, about: a page that has so many ends there, and tells where to go on. One
    /// thing is always listed.
    pub const MAX_PAGE_WEIGHT: usize = 200_000;
    /// Windows of an area that are listed, from now on.
    pub const MAX_WINDOWS_SHOWN: usize = 50;
    /// Positions reported at once.
    pub const MAX_POSITIONS: usize = 10_000;
    /// Characters of an idempotency key.
    pub const MAX_IDEMPOTENCY_KEY: usize = 255;
    /// How far alternatives to a plan may be shifted in time, seconds.
    pub const MAX_SHIFT_S: u32 = 86_400;
    /// Bytes of one tile of the map.
    pub const MAX_TILE: usize = 2 << 20;
    /// Tiles that are asked of the tile server at one time; more wait.
    pub const MAX_TILE_CALLS: usize = 32;
    /// Time for one tile, waiting for its turn included.
    pub const TILE_TIMEOUT: Duration = Duration::from_secs(5);
    /// Bytes of tiles that are kept in memory.
    pub const TILE_CACHE: usize = 64 << 20;
    /// How long they are.
    pub const TILE_KEPT: Duration = Duration::from_secs(3_600);
    /// Streams of notices at one time.
    pub const MAX_STREAMS: usize = 1_000;
    /// Notices that a stream sends in one piece.
    pub const STREAM_BATCH: usize = 500;
    /// After how long a stream that has nothing to tell says that it is still there.
    pub const STREAM_HEARTBEAT: Duration = Duration::from_secs(15);
}
