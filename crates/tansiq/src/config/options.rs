//! The table of all options: their names, what they take, and in which range.
//!
//! Files and variables are read by this table rather than by serde alone, because serde stops at the first mistake and
//! an operator wants to hear of all of them. Rules about several options together are in `check.rs`; ranges of the
//! options that `tansiq-auth` owns are left to its own validation.

use std::net::SocketAddr;
use toml::Value;

/// What an option takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// A table of options.
    Section(&'static [Entry]),
    /// Any number of tables of options.
    Tables(&'static [Entry]),
    /// `true` or `false`.
    Flag,
    /// Text.
    Text,
    /// A file or a folder.
    Path,
    /// An IP address and a port.
    Address,
    /// A whole number in a range, both ends included, with its unit.
    Number { least: u64, most: u64, unit: &'static str },
    /// A number in a range, both ends included, with its unit.
    Decimal { least: f64, most: f64, unit: &'static str },
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A list of files.
    Paths,
}

/// An option or a section.
#[derive(Debug, PartialEq)]
pub(super) struct Entry {
    pub name: &'static str,
    pub kind: Kind,
    /// Whether a section that is there must have it.
    pub required: bool,
}

const fn entry(name: &'static str, kind: Kind) -> Entry {
    Entry { name, kind, required: false }
}

const fn required(name: &'static str, kind: Kind) -> Entry {
    Entry { name, kind, required: true }
}

const fn number(least: u64, most: u64, unit: &'static str) -> Kind {
    Kind::Number { least, most, unit }
}

/// The most slips of the pen between a name and what it was probably meant to be.
const MAX_SLIPS: usize = 3;

/// A number whose range is checked where it is used.
const WHOLE: Kind = number(0, i64::MAX as u64, "");

/// Everything that can be set.
pub(super) const OPTIONS: &[Entry] = &[
    entry("server", Kind::Section(SERVER)),
    entry("store", Kind::Section(STORE)),
    entry("airspace", Kind::Section(&[entry("retention_days", number(0, 3_650, " days"))])),
    entry("desk", Kind::Section(DESK)),
    entry("page", Kind::Section(PAGE)),
    entry("auth", Kind::Section(AUTH)),
    entry("token_server", Kind::Section(TOKEN_SERVER)),
    entry("limits", Kind::Section(&[entry("requests_per_second", number(0, 1_000_000, " a second"))])),
    entry("telemetry", Kind::Section(&[entry("filter", Kind::Text), entry("format", Kind::Choice(&["text", "json"]))])),
];

const SERVER: &[Entry] = &[
    entry("listen", Kind::Address),
    entry("public_url", Kind::Text),
    entry("locality", Kind::Text),
    entry("allow_http_base_urls", Kind::Flag),
    entry("max_connections", number(1, 1_000_000, "")),
    entry("request_timeout_s", number(1, 300, " s")),
    entry("tls", Kind::Section(&[required("certificate", Kind::Path), required("key", Kind::Path)])),
];

const STORE: &[Entry] = &[
    entry("kind", Kind::Choice(&["sqlite", "memory"])),
    entry("path", Kind::Path),
    entry("snapshot_every_records", number(1_000, 1_000_000_000, " records")),
];

const DESK: &[Entry] = &[
    entry("enabled", Kind::Flag),
    entry("party", Kind::Text),
    entry("base_url", Kind::Text),
    entry("users", Kind::Texts),
    entry("dss", Kind::Texts),
    entry("token_url", Kind::Text),
    entry("token_style", Kind::Choice(&["client_credentials", "query"])),
    entry("client_id", Kind::Text),
    entry("client_secret_file", Kind::Path),
    entry("extra_roots", Kind::Paths),
    entry("allow_private_peers", Kind::Flag),
    entry("equal_priority_may_overlap", Kind::Flag),
    entry("processes_constraints", Kind::Flag),
    entry("manages_constraints", Kind::Flag),
    entry("monitors_conformance", Kind::Flag),
    entry("contingent_after_s", number(5, 60, " s")),
    entry("planning_time_s", number(1, 300, " s")),
    entry("session_hours", number(1, 168, " hours")),
    entry("retention_days", number(0, 3_650, " days")),
    entry("terrain", Kind::Path),
    entry("terrain_above", Kind::Choice(&["sea", "ellipsoid"])),
    entry("ground_lowest_m", Kind::Decimal { least: -500.0, most: 9_000.0, unit: " m" }),
    entry("ground_highest_m", Kind::Decimal { least: -500.0, most: 9_000.0, unit: " m" }),
    entry("automated_testing", Kind::Flag),
    entry("regions", Kind::Tables(REGION)),
];

const REGION: &[Entry] = &[
    required("name", Kind::Text),
    required("lat", Kind::Decimal { least: -90.0, most: 90.0, unit: "°" }),
    required("lng", Kind::Decimal { least: -180.0, most: 180.0, unit: "°" }),
    required("radius_m", Kind::Decimal { least: 1.0, most: 28_000.0, unit: " m" }),
    entry("lower_m", Kind::Decimal { least: -8_000.0, most: 100_000.0, unit: " m" }),
    entry("upper_m", Kind::Decimal { least: -8_000.0, most: 100_000.0, unit: " m" }),
];

const PAGE: &[Entry] = &[
    entry("enabled", Kind::Flag),
    entry("language", Kind::Text),
    entry("view_lat", Kind::Decimal { least: -85.0, most: 85.0, unit: "°" }),
    entry("view_lng", Kind::Decimal { least: -180.0, most: 180.0, unit: "°" }),
    entry("view_zoom", Kind::Decimal { least: 0.0, most: 24.0, unit: "" }),
    entry("tiles_url", Kind::Text),
    entry("tiles_kind", Kind::Choice(&["raster", "vector"])),
    entry("tiles_file", Kind::Path),
    entry("tiles_attribution", Kind::Text),
    entry("tiles_min_zoom", number(0, 24, "")),
    entry("tiles_max_zoom", number(0, 24, "")),
    entry("basemap_land", Kind::Path),
    entry("basemap_names", Kind::Path),
];

const AUTH: &[Entry] = &[
    entry("audiences", Kind::Texts),
    entry("public_keys", Kind::Paths),
    entry("jwks_urls", Kind::Texts),
    entry("jwks_refresh_s", WHOLE),
    entry("leeway_s", WHOLE),
];

const TOKEN_SERVER: &[Entry] = &[
    entry("enabled", Kind::Flag),
    entry("issuer", Kind::Text),
    entry("signing_key", Kind::Path),
    entry("lifetime_s", WHOLE),
    entry("clients", Kind::Tables(CLIENT)),
];

const CLIENT: &[Entry] = &[
    required("id", Kind::Text),
    required("secret_hash", Kind::Text),
    entry("sub", Kind::Text),
    required("scopes", Kind::Texts),
    required("audiences", Kind::Texts),
];

impl Kind {
    /// What is expected, with its article.
    pub fn expected(self) -> &'static str {
        match self {
            Kind::Section(_) => "a table",
            Kind::Tables(_) => "a list of tables",
            Kind::Flag => "true or false",
            Kind::Text | Kind::Choice(_) => "a text in quotation marks",
            Kind::Path => "a path in quotation marks",
            Kind::Address => "an address such as \"127.0.0.1:8080\"",
            Kind::Number { .. } => "a whole number",
            Kind::Decimal { .. } => "a number",
            Kind::Texts => "a list of texts",
            Kind::Paths => "a list of paths",
        }
    }

    /// The value of a text option, or what is wrong with it.
    pub fn text(self, text: &str) -> Result<Value, String> {
        match self {
            Kind::Address if text.parse::<SocketAddr>().is_err() => {
                Err(format!("is {text:?} (an IP address and a port are expected, such as \"127.0.0.1:8080\" or \"[::1]:8080\")"))
            }
            Kind::Choice(words) if !words.contains(&text) => {
                let words: Vec<_> = words.iter().map(|word| format!("{word:?}")).collect();
                Err(format!("is {text:?} (accepted: {})", words.join(" or ")))
            }
            _ => Ok(Value::String(text.to_owned())),
        }
    }

    /// The value of a numeric option, or what is wrong with it; `None` if it does not even fit an `i128`.
    pub fn number(self, number: Option<i128>, spelled: &str) -> Result<Value, String> {
        let Kind::Number { least, most, unit } = self else { return Err(format!("must be {}", self.expected())) };
        let accepted = number.filter(|number| (i128::from(least)..=i128::from(most)).contains(number));
        match accepted.and_then(|number| i64::try_from(number).ok()) {
            Some(number) => Ok(Value::Integer(number)),
            None if most >= i64::MAX as u64 => Err(format!("is {spelled}{unit} (at least {least} is accepted)")),
            None => Err(format!("is {spelled}{unit} ({least}–{most} are accepted)")),
        }
    }
}

impl Kind {
    /// The value of a numeric option that may be a fraction, or what is wrong with it.
    pub fn decimal(self, number: Option<f64>, spelled: &str) -> Result<Value, String> {
        let Kind::Decimal { least, most, unit } = self else { return Err(format!("must be {}", self.expected())) };
        match number.filter(|number| (least..=most).contains(number)) {
            Some(number) => Ok(Value::Float(number)),
            None => Err(format!("is {spelled}{unit} ({least}–{most} are accepted)")),
        }
    }
}

/// Calls `visit` with the dotted path and the kind of every option that is not in a list of tables.
pub(super) fn each_single(visit: &mut dyn FnMut(&str, Kind)) {
    fn walk(prefix: &str, entries: &[Entry], visit: &mut dyn FnMut(&str, Kind)) {
        for entry in entries {
            let path = join(prefix, entry.name);
            match entry.kind {
                Kind::Section(entries) => walk(&path, entries, visit),
                Kind::Tables(_) => {}
                kind => visit(&path, kind),
            }
        }
    }
    walk("", OPTIONS, visit);
}

/// The dotted path of `name` below `prefix`.
pub(super) fn join(prefix: &str, name: &str) -> String {
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") }
}

/// What an unknown `name` in the section at `prefix` was probably meant to be, as a whole sentence part.
pub(super) fn suggestion(prefix: &str, entries: &[Entry], name: &str) -> String {
    if let Some(nearest) = nearest(name, entries.iter().map(|entry| entry.name)) {
        return format!("did you mean {nearest}?");
    }
    let mut elsewhere = None;
    each_single(&mut |path, _| {
        if path.rsplit('.').next() == Some(name) {
            elsewhere.get_or_insert_with(|| path.to_owned());
        }
    });
    match elsewhere {
        Some(path) => format!("did you mean {path}?"),
        None => {
            let names: Vec<_> = entries.iter().map(|entry| entry.name).collect();
            let place = if prefix.is_empty() { "the sections are" } else { "the options here are" };
            format!("{place} {}", names.join(", "))
        }
    }
}

/// The candidate that `name` is most likely a misspelling of, if any is near.
pub(super) fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let scored = candidates.map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate));
    let allowed = (name.chars().count() / 3).clamp(1, MAX_SLIPS);
    scored.filter(|(distance, _)| *distance <= allowed).min().map(|(_, candidate)| candidate)
}

#[cfg(test)]
#[path = "options_tests.rs"]
mod tests;
