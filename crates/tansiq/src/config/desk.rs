//! The settings of a party's desk, and the rules about them.

use super::check::{check_url, is_here_only};
use super::{Config, Severity};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::PathBuf;
use tansiq_core::airspace::bounds::MAX_NAME_BYTES;

/// The most regions that are watched.
const MAX_REGIONS: usize = 100;
/// The most subjects who may use the desk.
const MAX_USERS: usize = 10_000;

/// How a token server is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenStyle {
    /// OAuth 2 client credentials: a POST with a form (RFC 6749 §4.4).
    #[default]
    ClientCredentials,
    /// A GET with everything in the query, as token servers for tests in the field have it. No secret travels.
    Query,
}

/// What the heights of terrain files are above.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TerrainAbove {
    /// Mean sea level (EGM96), as SRTM has it.
    #[default]
    Sea,
    /// The WGS84 ellipsoid.
    Ellipsoid,
}

/// A circle whose operations and constraints the desk is told of, whatever it plans.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionSettings {
    /// Its name.
    pub name: String,
    /// Degrees north of its centre.
    pub lat: f64,
    /// Degrees east of its centre.
    pub lng: f64,
    /// Its radius, metres.
    pub radius_m: f64,
    /// From this height above the ellipsoid, metres.
    #[serde(default = "lowest")]
    pub lower_m: f64,
    /// To this height, metres.
    #[serde(default = "highest")]
    pub upper_m: f64,
}

fn lowest() -> f64 {
    -1_000.0
}

fn highest() -> f64 {
    20_000.0
}

/// The desk of the party that runs this node (the USS role of F3548-21).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DeskSettings {
    /// Whether there is one.
    pub enabled: bool,
    /// The party: the `sub` of its tokens.
    pub party: String,
    /// Where peers reach the desk; empty for `server.public_url`.
    pub base_url: String,
    /// Token subjects who may use the desk; empty for the party alone.
    pub users: Vec<String>,
    /// URLs of the DSS, tried in this order; empty for this node's own.
    pub dss: Vec<String>,
    /// Where the desk gets its tokens; empty for this node's own token server.
    pub token_url: String,
    /// How it asks there.
    pub token_style: TokenStyle,
    /// As whom it asks there; empty for the party.
    pub client_id: String,
    /// The file with the secret it shows there.
    pub client_secret_file: PathBuf,
    /// PEM files of certificates that are trusted besides those of the system.
    pub extra_roots: Vec<PathBuf>,
    /// Whether peers and DSSs may have addresses of private networks, and http URLs.
    pub allow_private_peers: bool,
    /// Whether operations of equal priority may overlap.
    pub equal_priority_may_overlap: bool,
    /// Whether constraints of others are asked for and weighed.
    pub processes_constraints: bool,
    /// Whether published areas become constraints.
    pub manages_constraints: bool,
    /// Whether off-nominal states are declared.
    pub monitors_conformance: bool,
    /// Seconds after which a Nonconforming operation is Contingent, 5–60.
    pub contingent_after_s: u64,
    /// Seconds that one plan may take, 1–300.
    pub planning_time_s: u64,
    /// Hours for which people stay signed in, 1–168.
    pub session_hours: u64,
    /// Days for which what is over stays in the state, 0–3,650.
    pub retention_days: u32,
    /// A raster of the ground, or a folder of tiles; empty for none.
    pub terrain: PathBuf,
    /// What their heights are above.
    pub terrain_above: TerrainAbove,
    /// The lowest ground there can be where no raster tells, metres above the sea.
    pub ground_lowest_m: f64,
    /// The highest ground there can be where no raster tells, metres above the sea.
    pub ground_highest_m: f64,
    /// Whether the interfaces for automated testing are served. Never in service.
    pub automated_testing: bool,
    /// What is watched.
    pub regions: Vec<RegionSettings>,
}

impl Default for DeskSettings {
    fn default() -> Self {
        DeskSettings {
            enabled: false,
            party: String::new(),
            base_url: String::new(),
            users: Vec::new(),
            dss: Vec::new(),
            token_url: String::new(),
            token_style: TokenStyle::default(),
            client_id: String::new(),
            client_secret_file: PathBuf::new(),
            extra_roots: Vec::new(),
            allow_private_peers: false,
            equal_priority_may_overlap: false,
            processes_constraints: false,
            manages_constraints: false,
            monitors_conformance: true,
            contingent_after_s: 60,
            planning_time_s: 8,
            session_hours: 12,
            retention_days: 7,
            terrain: PathBuf::new(),
            terrain_above: TerrainAbove::default(),
            ground_lowest_m: -450.0,
            ground_highest_m: 8_850.0,
            automated_testing: false,
            regions: Vec::new(),
        }
    }
}

/// What is wrong with the desk's settings.
pub(super) fn check(config: &Config, dev: bool, found: &mut Vec<(Severity, String, String)>) {
    let desk = &config.desk;
    if !desk.enabled {
        return;
    }
    let mut error = |option: &str, message: String| found.push((Severity::Error, format!("desk.{option}"), message));
    if desk.party.is_empty() || desk.party.len() > MAX_NAME_BYTES {
        error("party", format!("must be 1–{MAX_NAME_BYTES} bytes: the subject of the party's tokens"));
    }
    let urls = desk.dss.iter().enumerate().map(|(index, url)| (format!("dss[{index}]"), url));
    let urls = urls.chain([("base_url".to_owned(), &desk.base_url), ("token_url".to_owned(), &desk.token_url)]);
    for (option, url) in urls.filter(|(_, url)| !url.is_empty()) {
        if let Err(message) = check_url(url) {
            error(&option, message);
        } else if url.starts_with("http://") && !desk.allow_private_peers && !dev {
            error(&option, "is an http URL, which only desk.allow_private_peers allows".to_owned());
        }
    }
    if desk.token_url.is_empty() && !dev && !config.token_server.enabled {
        error("token_url", "is needed: this node has no token server of its own".to_owned());
    }
    let needs_secret = !desk.token_url.is_empty() && desk.token_style == TokenStyle::ClientCredentials;
    if needs_secret && desk.client_secret_file.as_os_str().is_empty() {
        error("client_secret_file", "is needed to ask the token server".to_owned());
    }
    if desk.ground_lowest_m > desk.ground_highest_m {
        error("ground_lowest_m", format!("is above desk.ground_highest_m, {} m", desk.ground_highest_m));
    }
    if desk.users.len() > MAX_USERS {
        error("users", format!("{} subjects, at most {MAX_USERS} are accepted", desk.users.len()));
    }
    let base_url = if desk.base_url.is_empty() { &config.server.public_url } else { &desk.base_url };
    let host = base_url.parse::<axum::http::Uri>().ok().and_then(|url| url.host().map(str::to_owned)).unwrap_or_default();
    if !dev && !config.auth.audiences.contains(&host) {
        error("base_url", format!("peers bring tokens for its host, {host:?}, which auth.audiences does not name"));
    }
    regions(desk, &mut error);
    let warn = |option: &str, message: &str| (Severity::Warning, format!("desk.{option}"), message.to_owned());
    if desk.allow_private_peers && !dev {
        found
            .push(warn("allow_private_peers", "peers can make this node call addresses of its own network; meant for test rigs"));
    }
    let request_timeout_s = config.server.request_timeout_s;
    if desk.planning_time_s >= request_timeout_s {
        let why = "is not below server.request_timeout_s: who plans is answered 503 before the plan is through, and must look what became of it";
        found.push(warn("planning_time_s", why));
    }
    if desk.automated_testing {
        found.push(warn("automated_testing", "testers can plan and end operations of this desk"));
    }
    if is_here_only(base_url) && !dev {
        found.push(warn("base_url", "peers are told an address that only this machine can reach"));
    }
}

fn regions(desk: &DeskSettings, error: &mut impl FnMut(&str, String)) {
    if desk.regions.len() > MAX_REGIONS {
        error("regions", format!("{} regions, at most {MAX_REGIONS} are accepted", desk.regions.len()));
    }
    let mut names = BTreeSet::new();
    for (index, region) in desk.regions.iter().enumerate() {
        if region.name.is_empty() || !names.insert(&region.name) {
            error(&format!("regions[{index}].name"), "must be there and be the only one of this name".to_owned());
        }
        if region.lower_m >= region.upper_m {
            error(&format!("regions[{index}].lower_m"), format!("must be below upper_m, {} m", region.upper_m));
        }
    }
}

#[cfg(test)]
#[path = "desk_tests.rs"]
mod tests;
