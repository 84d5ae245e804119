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
mod identity;
mod metrics;
mod oauth;
mod page;
mod reports;
mod routes;
mod server;
mod testing;
mod tries;
mod uss;
mod versions;
mod volumes;

pub use app::{App, Options};
pub use desk::{DeskLedger, NodeFacts};
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
    /// Wrong passwords of one name within [`TRIES_WITHIN`].
    pub const TRIES_OF_NAME: u32 = 10;
    /// Wrong passwords of all names within [`TRIES_WITHIN`].
    pub const TRIES_IN_ALL: u32 = 1_000;
    /// The time over which wrong passwords are counted.
    pub const TRIES_WITHIN: Duration = Duration::from_secs(300);
    /// Names with wrong passwords that are remembered before those that do not count any more are forgotten.
    pub const MAX_TRIED_NAMES: usize = 4_096;
    /// Second factors that are offered and not confirmed at one time.
    pub const MAX_OFFERS: usize = 1_000;
    /// How long such an offer stands.
    pub const OFFER_LIFETIME: Duration = Duration::from_secs(600);
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
    /// Things of a picture; the rest is counted.
    pub const MAX_PICTURE_THINGS: usize = 20_000;
    /// Vertices and other numbers of a picture, about.
    pub const MAX_PICTURE_WEIGHT: usize = 1_000_000;
    /// The newest notices, which are in a picture.
    pub const PICTURE_NOTICES: u64 = 500;
    /// For how long plans that are over stay in a picture.
    pub const PICTURE_OVER: Duration = Duration::from_secs(86_400);
    /// Pictures that are made at one time; more wait.
    pub const MAX_PICTURES: usize = 4;
    /// Folds of the ledger to a moment past at one time.
    pub const MAX_FOLDS: usize = 2;
    /// Records up to which a moment past can be looked at.
    pub const MAX_FOLDED: u64 = 10_000_000;
    /// Folded states that are kept, and for how long.
    pub const FOLDS_KEPT: usize = 4;
    /// How long after it was asked for last.
    pub const FOLDS_KEPT_FOR: Duration = Duration::from_secs(600);
    /// Records by which a second state is kept before one that was asked for.
    pub const FOLD_STEP: u64 = 2_000;
    /// Records of the ledger that are read at once.
    pub const HISTORY_PAGE: usize = 1_000;
    /// Records after which those who follow the picture are told of all of it.
    pub const MAX_FOLLOWED: usize = 20_000;
    /// Things that these records changed, as far as they are kept.
    pub const MAX_FOLLOWED_THINGS: usize = 500_000;
    /// Things that a stream of the picture looks up at once.
    pub const STREAM_THINGS: usize = 256;
    /// Bytes after which it sends them; one more thing may be in it.
    pub const STREAM_BYTES: usize = 256 << 10;
    /// How long changes are gathered after those before them were sent.
    pub const BURST_EVERY: Duration = Duration::from_millis(50);
    /// After how long a stream of the picture says how far it is.
    pub const SYNCED_EVERY: Duration = Duration::from_secs(5);
    /// How often it tells of positions.
    pub const POSITIONS_EVERY: Duration = Duration::from_secs(1);
    /// Positions in one piece.
    pub const POSITIONS_AT_ONCE: usize = 2_000;
    /// Entries of a page of the log.
    pub const MAX_LOG_PAGE: usize = 200;
    /// Events after which such a page ends.
    pub const LOG_PAGE_EVENTS: usize = 2_000;
    /// Records that are looked through for one page.
    pub const MAX_SCANNED: u64 = 50_000;
    /// Searches through the records at one time; more wait.
    pub const MAX_SCANS: usize = 4;
    /// Records in an export.
    pub const MAX_EXPORTED: u64 = 1_000_000;
    /// Exports at one time.
    pub const MAX_EXPORTS: usize = 4;
    /// Streams at one time.
    pub const MAX_STREAMS: usize = 1_000;
    /// Notices that a stream sends in one piece.
    pub const STREAM_BATCH: usize = 500;
    /// After how long a stream that has nothing to tell says that it is still there.
    pub const STREAM_HEARTBEAT: Duration = Duration::from_secs(15);
}
