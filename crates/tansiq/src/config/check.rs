//! Rules about the settings themselves and about several of them together. Touches no file; see `files.rs` for that.

use super::document::Draft;
use super::options::nearest;
use super::{Config, Problem, Severity, StoreKind};
use axum::http::Uri;
use tansiq_auth::Scope;
use tansiq_core::airspace::bounds::{MAX_NAME_BYTES, MAX_URL_BYTES};

/// Notes all that is wrong with settings of which each was read without complaint.
pub(super) fn check(draft: &mut Draft, config: &Config, dev: bool) {
    let mut checker = Checker { draft, found: Vec::new() };
    checker.server(config, dev);
    checker.store(config, dev);
    checker.auth(config, dev);
    checker.token_server(config);
    checker.telemetry(config);
    let mut found = checker.found;
    super::desk::check(config, dev, &mut found);
    super::page::check(config, &mut found);
    add_all(draft, found);
}

/// Adds problems, but none about an option that has been complained of while reading: its value is not in the
/// configuration, so whatever is said about it would mislead. An item of a list stands for the whole list, whose other
/// items may have moved.
pub(super) fn add_all(draft: &mut Draft, found: Vec<(Severity, String, String)>) {
    let told: Vec<String> = draft.problems.iter().filter(|told| told.severity == Severity::Error).map(without_index).collect();
    for (severity, option, message) in found {
        let within = |told: &String| {
            option.strip_prefix(told.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        if !told.iter().any(within) {
            draft.add(severity, option, message);
        }
    }
}

fn without_index(problem: &Problem) -> String {
    match problem.option.strip_suffix(']').and_then(|option| option.rsplit_once('[')) {
        Some((list, _)) => list.to_owned(),
        None => problem.option.clone(),
    }
}

struct Checker<'a> {
    draft: &'a Draft,
    found: Vec<(Severity, String, String)>,
}

impl Checker<'_> {
    fn error(&mut self, option: &str, message: impl Into<String>) {
        self.found.push((Severity::Error, option.to_owned(), message.into()));
    }

    fn warn(&mut self, option: &str, message: impl Into<String>) {
        self.found.push((Severity::Warning, option.to_owned(), message.into()));
    }

    fn server(&mut self, config: &Config, dev: bool) {
        let server = &config.server;
        if !(1..=MAX_NAME_BYTES).contains(&server.locality.len()) || server.locality.chars().any(char::is_control) {
            self.error("server.locality", format!("must be 1–{MAX_NAME_BYTES} bytes without control characters"));
        }
        if let Err(message) = check_url(&server.public_url) {
            self.error("server.public_url", message);
        }
        let public = !server.listen.ip().is_loopback();
        if public && server.tls.is_none() {
            let message = "others can reach this address and there is no [server.tls], so tokens travel in the clear \
                           unless a proxy in front of it speaks https";
            self.warn("server.listen", message);
        }
        if public && is_here_only(&server.public_url) && !dev {
            self.warn("server.public_url", "the pool is told an address that only this machine can reach");
        }
        if server.allow_http_base_urls && !dev {
            self.warn("server.allow_http_base_urls", "parties may give addresses without encryption; meant for test rigs");
        }
    }

    fn store(&mut self, config: &Config, dev: bool) {
        if config.store.kind == StoreKind::Memory && !dev {
            self.warn("store.kind", "nothing outlives the process, which breaks the promises of the standard");
        }
        if config.store.kind == StoreKind::Sqlite && config.store.path.as_os_str().is_empty() {
            self.error("store.path", "must name a folder");
        }
    }

    fn auth(&mut self, config: &Config, dev: bool) {
        for (option, message) in config.auth.validate_with(dev || config.token_server.enabled) {
            self.error(&format!("auth.{option}"), message);
        }
        for (index, url) in config.auth.jwks_urls.iter().enumerate() {
            let option = format!("auth.jwks_urls[{index}]");
            if url.starts_with("http") && url.parse::<Uri>().is_err() {
                self.error(&option, "is not a URL");
            } else if url.starts_with("http://") && !is_here_only(url) {
                self.warn(&option, "whoever can change what travels in the clear can put keys of their own here; use https");
            }
        }
    }

    fn token_server(&mut self, config: &Config) {
        let settings = &config.token_server;
        for (option, message) in settings.validate() {
            self.error(&format!("token_server.{option}"), message);
        }
        if settings.enabled && settings.clients.is_empty() {
            let message = "the token server is enabled and has no clients, so nobody can ask it for a token; \
                           make one with `tansiq client add`";
            self.error("token_server.clients", message);
        }
        if !settings.enabled && self.draft.places.contains_key("token_server.clients") {
            self.warn("token_server.clients", "there are clients, but the token server is not enabled");
        }
        for (index, client) in settings.clients.iter().enumerate() {
            for (at, scope) in client.scopes.iter().enumerate() {
                if let Some(message) = unknown_scope(scope) {
                    self.warn(&format!("token_server.clients[{index}].scopes[{at}]"), message);
                }
            }
        }
    }

    fn telemetry(&mut self, config: &Config) {
        if let Err(error) = tracing_subscriber::EnvFilter::try_new(&config.telemetry.filter) {
            let message = format!("is not a filter such as \"info\" or \"warn,tansiq=debug\": {error}");
            self.error("telemetry.filter", message);
        }
    }
}

/// What to say of a scope that permits nothing here; `None` for one that does.
#[must_use]
pub fn unknown_scope(scope: &str) -> Option<String> {
    if Scope::parse(scope).is_some() {
        return None;
    }
    let hint = nearest(scope, Scope::ALL.iter().map(|scope| scope.as_str()));
    let hint = hint.map(|nearest| format!("; did you mean {nearest}?")).unwrap_or_default();
    Some(format!("the scope {scope:?} permits nothing here{hint}"))
}

pub(super) fn check_url(url: &str) -> Result<(), String> {
    if url.len() > MAX_URL_BYTES {
        return Err(format!("is {} bytes long (at most {MAX_URL_BYTES} are accepted)", url.len()));
    }
    let expected = || format!("is {url:?} (a URL such as \"https://dss.example.com\" is expected)");
    let parsed: Uri = url.parse().map_err(|_| expected())?;
    let web = matches!(parsed.scheme_str(), Some("http" | "https"));
    match parsed.authority() {
        Some(authority) if web && !authority.as_str().contains('@') && parsed.query().is_none() => Ok(()),
        _ => Err(expected()),
    }
}

/// Whether the URL leads to the machine it is used on.
#[must_use]
pub fn is_here_only(url: &str) -> bool {
    let parsed: Option<Uri> = url.parse().ok();
    let host = parsed.as_ref().and_then(Uri::host).unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
