//! The configuration of a node: what can be set, and its defaults. `tansiq.example.toml` explains every option.
//!
//! One TOML file, overridden by variables of the environment, overridden by flags: `config/load.rs` puts the layers
//! together and is the place to start. `config/options.rs` is the table of options with their ranges; the structs here
//! are what the rest of the program reads, and a test holds the two together. Nothing here starts or opens anything;
//! files that are named are only looked at, to complain in time.

mod check;
mod desk;
mod document;
mod environment;
mod files;
mod load;
mod options;
mod page;
mod problem;
#[cfg(test)]
mod recorder;

pub use check::{is_here_only, unknown_scope};
pub use desk::{DeskSettings, RegionSettings, TerrainAbove, TokenStyle};
pub use load::{Flags, Loaded, MAX_FILE_BYTES, Sources, load, store_folder};
pub use page::{MAX_LAND_BYTES, MAX_NAMES_BYTES, PageSettings, TilesKind};
pub use problem::{Invalid, MAX_TOLD, Place, Problem, Severity};

use serde::Deserialize;
use std::net::SocketAddr;
use std::path::PathBuf;
use tansiq_auth::{AuthSettings, TokenServerSettings};

/// The example file: every option with its meaning and its default.
pub const EXAMPLE: &str = include_str!("../../../tansiq.example.toml");

/// Everything that can be set.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where and how the node answers.
    pub server: ServerSettings,
    /// Where the ledgers are kept.
    pub store: StoreSettings,
    /// The airspace ledger.
    pub airspace: AirspaceSettings,
    /// The desk of the party that runs this node.
    pub desk: DeskSettings,
    /// The page that the desk serves.
    pub page: PageSettings,
    /// Whose tokens are accepted.
    pub auth: AuthSettings,
    /// The built-in token server.
    pub token_server: TokenServerSettings,
    /// Bounds on what one caller may ask.
    pub limits: LimitSettings,
    /// What the process tells of itself.
    pub telemetry: TelemetrySettings,
}

/// Where and how the node answers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServerSettings {
    /// The address to listen on.
    pub listen: SocketAddr,
    /// How others reach this node; told to the pool.
    pub public_url: String,
    /// The name of this DSS instance in the pool.
    pub locality: String,
    /// Whether `http` base URLs of parties are accepted: for test rigs.
    pub allow_http_base_urls: bool,
    /// Connections at one time, 1–1,000,000.
    pub max_connections: usize,
    /// Seconds after which a request is answered 503, 1–300.
    pub request_timeout_s: u64,
    /// Certificate and key; plain HTTP without.
    pub tls: Option<TlsSettings>,
}

impl Default for ServerSettings {
    fn default() -> Self {
        ServerSettings {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: "http://127.0.0.1:8080".to_owned(),
            locality: "local".to_owned(),
            allow_http_base_urls: false,
            max_connections: 10_000,
            request_timeout_s: 10,
            tls: None,
        }
    }
}

/// The certificate of the server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsSettings {
    /// PEM file with the certificate chain.
    pub certificate: PathBuf,
    /// PEM file with the private key.
    pub key: PathBuf,
}

/// Which store keeps the ledgers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StoreKind {
    /// One file per ledger.
    #[default]
    Sqlite,
    /// Nothing outlives the process.
    Memory,
}

/// Where the ledgers are kept.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StoreSettings {
    /// Which store.
    pub kind: StoreKind,
    /// The folder of the store.
    pub path: PathBuf,
    /// Records after which a snapshot is written, 1,000–1,000,000,000.
    pub snapshot_every_records: u64,
}

impl Default for StoreSettings {
    fn default() -> Self {
        StoreSettings { kind: StoreKind::Sqlite, path: PathBuf::from("data"), snapshot_every_records: 500_000 }
    }
}

/// The airspace ledger.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AirspaceSettings {
    /// Days for which ended entities stay, 0–3,650.
    pub retention_days: u32,
}

impl Default for AirspaceSettings {
    fn default() -> Self {
        AirspaceSettings { retention_days: 7 }
    }
}

/// Bounds on what one caller may ask.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitSettings {
    /// Requests a second of one token subject, at most 1,000,000; 0 for no limit.
    pub requests_per_second: u32,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For machines.
    Json,
}

/// What the process tells of itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TelemetrySettings {
    /// Which log lines are written, as a filter of `tracing`.
    pub filter: String,
    /// How they look.
    pub format: LogFormat,
}

impl Default for TelemetrySettings {
    fn default() -> Self {
        TelemetrySettings { filter: "info".to_owned(), format: LogFormat::Text }
    }
}
