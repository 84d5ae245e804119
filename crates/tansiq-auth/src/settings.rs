//! The parts of the configuration that are about tokens, as they stand in the configuration file.
//!
//! Unknown fields are refused while reading; everything else is judged by `validate`, which answers all
//! problems at once. Relative paths are left as they are: whoever reads the file decides what they are
//! relative to.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;

use serde::Deserialize;

use crate::claims::{MAX_SUB_BYTES, MAX_TOKEN_LIFETIME_S};
use crate::clients::check_hash;
use crate::keyring::MAX_JWKS_URLS;

/// The most accepted audiences, and the most audiences or scopes of one client.
pub const MAX_NAMES: usize = 64;
/// The most key files.
pub const MAX_PUBLIC_KEY_FILES: usize = 64;
/// The most clients of the token server.
pub const MAX_CLIENTS: usize = 10_000;
/// The longest name of a client, an audience or a scope, in bytes.
pub const MAX_NAME_BYTES: usize = 256;
/// The longest time between two fetches of a key set, in seconds.
pub const MAX_JWKS_REFRESH_S: u64 = 86_400;
/// The largest leeway, in seconds.
pub const MAX_LEEWAY_S: i64 = 60;

/// A setting that cannot be used: the field's path below the section, and what is wrong with it.
pub type Problem = (String, String);

/// How access tokens are checked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AuthSettings {
    /// The names this node answers to, usually its host name as callers see it. A token must name one
    /// of them in `aud`. At least one.
    pub audiences: Vec<String>,
    /// Files with the public keys of authorities: PEM of public keys or certificates.
    pub public_keys: Vec<PathBuf>,
    /// Where authorities publish their key sets (JWKS).
    pub jwks_urls: Vec<String>,
    /// Seconds between two fetches of the key sets, 5–86,400.
    pub jwks_refresh_s: u64,
    /// How far clocks may disagree when times in tokens are judged, in seconds, 0–60.
    pub leeway_s: u64,
}

impl Default for AuthSettings {
    fn default() -> Self {
        AuthSettings { audiences: Vec::new(), public_keys: Vec::new(), jwks_urls: Vec::new(), jwks_refresh_s: 60, leeway_s: 5 }
    }
}

impl AuthSettings {
    /// Everything that is wrong, one entry per problem; empty if nothing is. Does not touch files.
    #[must_use]
    pub fn validate(&self) -> Vec<Problem> {
        self.validate_with(false)
    }

    /// The same where a token server of this process (`own_keys`) may be the only source of keys.
    #[must_use]
    pub fn validate_with(&self, own_keys: bool) -> Vec<Problem> {
        let mut problems = check_rules(&self.audiences, i64::try_from(self.leeway_s).unwrap_or(i64::MAX));
        if !own_keys && self.public_keys.is_empty() && self.jwks_urls.is_empty() {
            add(
                &mut problems,
                "public_keys",
                "no key is known: name a file here, a url in jwks_urls, or enable the token server",
            );
        }
        check_count(&mut problems, "public_keys", self.public_keys.len(), MAX_PUBLIC_KEY_FILES);
        check_count(&mut problems, "jwks_urls", self.jwks_urls.len(), MAX_JWKS_URLS);
        for (index, url) in self.jwks_urls.iter().enumerate() {
            if !url.starts_with("https://") && !url.starts_with("http://") {
                add(&mut problems, format!("jwks_urls[{index}]"), "must begin with https:// or http://");
            }
        }
        if !(5..=MAX_JWKS_REFRESH_S).contains(&self.jwks_refresh_s) {
            add(&mut problems, "jwks_refresh_s", format!("is {} s (5–{MAX_JWKS_REFRESH_S} s are accepted)", self.jwks_refresh_s));
        }
        problems
    }
}

/// The built-in token server.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TokenServerSettings {
    /// Whether this process grants tokens.
    pub enabled: bool,
    /// What tokens say in `iss`: the URL of the token endpoint, as the standard wants it.
    pub issuer: String,
    /// A PKCS#8 PEM file with the private key: RSA of 2048 bits or more (RS256), P-256, P-384 or Ed25519.
    pub signing_key: PathBuf,
    /// How long tokens live, in seconds, 60–3600.
    pub lifetime_s: u64,
    /// Who may ask for tokens.
    pub clients: Vec<ClientSettings>,
}

impl Default for TokenServerSettings {
    fn default() -> Self {
        TokenServerSettings {
            enabled: false,
            issuer: String::new(),
            signing_key: PathBuf::new(),
            lifetime_s: 3540,
            clients: Vec::new(),
        }
    }
}

/// A client of the token server.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientSettings {
    /// The client's name, 1–256 bytes without control characters.
    pub id: String,
    /// The argon2id hash of its secret (PHC string), as made by `hash_secret`.
    pub secret_hash: String,
    /// The party the tokens speak for; the id if absent.
    #[serde(default)]
    pub sub: Option<String>,
    /// The scopes it may ask for. At least one.
    pub scopes: Vec<String>,
    /// The audiences it may ask for; `*` stands for any. At least one.
    pub audiences: Vec<String>,
}

/// The hash is left out: it is worth guessing at.
impl fmt::Debug for ClientSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientSettings")
            .field("id", &self.id)
            .field("sub", &self.sub)
            .field("scopes", &self.scopes)
            .field("audiences", &self.audiences)
            .finish_non_exhaustive()
    }
}

impl TokenServerSettings {
    /// Everything that is wrong, one entry per problem; empty if nothing is, or if it is not enabled.
    /// Does not touch files.
    #[must_use]
    pub fn validate(&self) -> Vec<Problem> {
        if self.enabled { self.check(true) } else { Vec::new() }
    }

    /// The same, enabled or not; a key that comes from elsewhere needs no file.
    pub(crate) fn check(&self, key_file: bool) -> Vec<Problem> {
        let mut problems = Vec::new();
        check_name(&mut problems, "issuer", &self.issuer);
        if key_file && self.signing_key.as_os_str().is_empty() {
            add(&mut problems, "signing_key", "is missing: name a PKCS#8 PEM file");
        }
        if !(60..=MAX_TOKEN_LIFETIME_S.unsigned_abs()).contains(&self.lifetime_s) {
            add(&mut problems, "lifetime_s", format!("is {} s (60–{MAX_TOKEN_LIFETIME_S} s are accepted)", self.lifetime_s));
        }
        check_count(&mut problems, "clients", self.clients.len(), MAX_CLIENTS);
        let mut ids = BTreeSet::new();
        for (index, client) in self.clients.iter().enumerate() {
            let path = format!("clients[{index}]");
            client.check(&mut problems, &path);
            if !ids.insert(&client.id) {
                add(&mut problems, format!("{path}.id"), "is the id of an earlier client");
            }
        }
        problems
    }
}

impl ClientSettings {
    fn check(&self, problems: &mut Vec<Problem>, path: &str) {
        check_name(problems, format!("{path}.id"), &self.id);
        if let Err(problem) = check_hash(&self.secret_hash) {
            add(problems, format!("{path}.secret_hash"), problem.to_string());
        }
        if let Some(sub) = &self.sub {
            check_name(problems, format!("{path}.sub"), sub);
        }
        check_names(problems, format!("{path}.audiences"), &self.audiences);
        check_names(problems, format!("{path}.scopes"), &self.scopes);
        for (index, scope) in self.scopes.iter().enumerate() {
            if !is_scope_token(scope) {
                let problem = "must be printable ASCII without space, quotation mark and backslash";
                add(problems, format!("{path}.scopes[{index}]"), problem);
            }
        }
    }
}

/// The rules shared by the settings and a verifier made without them.
pub(crate) fn check_rules(audiences: &[String], leeway_s: i64) -> Vec<Problem> {
    let mut problems = Vec::new();
    check_names(&mut problems, "audiences".to_owned(), audiences);
    if !(0..=MAX_LEEWAY_S).contains(&leeway_s) {
        add(&mut problems, "leeway_s", format!("is {leeway_s} s (0–{MAX_LEEWAY_S} s are accepted)"));
    }
    problems
}

/// All problems on one line.
pub(crate) fn list(problems: &[Problem]) -> String {
    let lines: Vec<_> = problems.iter().map(|(path, problem)| format!("{path}: {problem}")).collect();
    lines.join("; ")
}

/// Whether the text is a scope-token of RFC 6749 §3.3.
pub(crate) fn is_scope_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| matches!(byte, 0x21 | 0x23..=0x5b | 0x5d..=0x7e))
}

/// Whether the text can be a `sub`, a client id or an audience.
pub(crate) fn is_name(text: &str) -> bool {
    (1..=MAX_NAME_BYTES).contains(&text.len()) && !text.chars().any(char::is_control)
}

const _: () = assert!(MAX_NAME_BYTES == MAX_SUB_BYTES);

fn add(problems: &mut Vec<Problem>, path: impl Into<String>, problem: impl Into<String>) {
    problems.push((path.into(), problem.into()));
}

fn check_name(problems: &mut Vec<Problem>, path: impl Into<String>, text: &str) {
    if !is_name(text) {
        let problem = format!("must be 1–{MAX_NAME_BYTES} bytes without control characters");
        add(problems, path, problem);
    }
}

fn check_names(problems: &mut Vec<Problem>, path: String, names: &[String]) {
    if names.is_empty() {
        add(problems, path.as_str(), "must name at least one");
    }
    check_count(problems, &path, names.len(), MAX_NAMES);
    for (index, name) in names.iter().enumerate() {
        check_name(problems, format!("{path}[{index}]"), name);
    }
}

fn check_count(problems: &mut Vec<Problem>, path: &str, count: usize, max: usize) {
    if count > max {
        add(problems, path, format!("has {count} entries (at most {max} are accepted)"));
    }
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
