//! Puts the layers together: defaults, file, environment, flags; each overrides those before it.
//!
//! Relative paths in the file, and the defaults beside it, are relative to the folder of the file, so that a service
//! finds its data whatever its working directory is. Paths in variables and flags are relative to the working directory,
//! as with any program.

use super::document::{self, Draft};
use super::problem::{Invalid, Place, Problem, Severity};
use super::{Config, StoreKind, check, environment, files};
use serde::Deserialize;
use std::ffi::OsString;
use std::io::Read;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The largest configuration file, in bytes: room for the most clients of the token server, each written at length.
pub const MAX_FILE_BYTES: u64 = 16 * 1024 * 1024;

/// The audience of `--dev`.
const DEV_AUDIENCE: &str = "localhost";

/// Flags that override options.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--listen`: the address to listen on.
    pub listen: Option<SocketAddr>,
    /// `--data`: the folder of the store, which then is one of files.
    pub data: Option<PathBuf>,
}

/// Where settings come from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The file, if there is one.
    pub file: Option<PathBuf>,
    /// The environment.
    pub variables: Vec<(OsString, OsString)>,
    /// The command line.
    pub flags: Flags,
    /// Whether this is for trying things out: tokens come from a built-in issuer with known secrets, `http` base URLs
    /// are accepted, `localhost` is an accepted audience, and without `--data` nothing is kept.
    pub dev: bool,
}

/// Settings that can be used.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The settings, paths resolved.
    pub config: Config,
    /// What is perhaps not what was meant.
    pub warnings: Vec<Problem>,
}

/// Reads and checks the settings. Opens the files that they name, to complain in time, and changes nothing.
///
/// # Errors
/// [`Invalid`] with everything that is wrong, as far as it can be told.
pub fn load(sources: &Sources) -> Result<Loaded, Invalid> {
    let mut draft = read(sources)?;
    let Some(config) = assemble(&mut draft, sources) else { return Err(sorted(draft)) };
    check::check(&mut draft, &config, sources.dev);
    files::check(&mut draft, &config);
    if draft.has_errors() {
        return Err(sorted(draft));
    }
    Ok(Loaded { config, warnings: sorted(draft).0 })
}

/// The folder of the store as configured, for programs that only look at it: settings that have no bearing on it need not
/// make sense together, but must be readable.
///
/// # Errors
/// [`Invalid`] with everything that could not be read.
pub fn store_folder(sources: &Sources) -> Result<PathBuf, Invalid> {
    let mut draft = read(sources)?;
    match assemble(&mut draft, sources) {
        Some(config) if !draft.has_errors() => Ok(config.store.path),
        _ => Err(sorted(draft)),
    }
}

/// Reads the file and the environment.
fn read(sources: &Sources) -> Result<Draft, Invalid> {
    let mut draft = match &sources.file {
        Some(path) => read_file(path)?,
        None => Draft::default(),
    };
    // Broken TOML has been told; what is left of the file says nothing reliable.
    if draft.broken {
        return Err(sorted(draft));
    }
    environment::overlay(&mut draft, &sources.variables);
    document::fill_missing(&mut draft);
    Ok(draft)
}

/// The problems in the order of the file; those of other places first.
fn sorted(draft: Draft) -> Invalid {
    let mut problems = draft.problems;
    problems.sort_by_key(|problem| match problem.place {
        Place::File { line, column, .. } => (line, column),
        _ => (0, 0),
    });
    Invalid(problems)
}

fn read_file(path: &Path) -> Result<Draft, Invalid> {
    let refuse = |problem: String| {
        let message = format!("the configuration file {} cannot be read: {problem}", path.display());
        Invalid(vec![Problem { severity: Severity::Error, place: Place::Default, option: String::new(), message }])
    };
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes));
    read.map_err(|error| refuse(files::explain(&error)))?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(refuse(format!("it is larger than {MAX_FILE_BYTES} bytes")));
    }
    let text = String::from_utf8(bytes)
        .map_err(|error| refuse(format!("it is not text in UTF-8 from byte {} on", error.utf8_error().valid_up_to())))?;
    Ok(document::read(path, &text))
}

/// The settings as far as they were read; `None` if so much is wrong that there are none.
fn assemble(draft: &mut Draft, sources: &Sources) -> Option<Config> {
    let mut config = match Config::deserialize(draft.values.clone()) {
        Ok(config) => config,
        Err(error) => {
            // A mistake told already left a hole; anything else is one that the table of options does not know.
            if !draft.has_errors() {
                draft.add(Severity::Error, "", error.to_string());
            }
            return None;
        }
    };
    if let Some(folder) = sources.file.as_deref().and_then(Path::parent) {
        resolve(&mut config, draft, folder);
    }
    apply_flags(&mut config, draft, &sources.flags);
    if sources.dev {
        make_dev(&mut config, draft, &sources.flags);
    }
    derive(&mut config, draft);
    Some(config)
}

/// Makes the paths that the file or nobody has set relative to the folder of the file.
fn resolve(config: &mut Config, draft: &Draft, folder: &Path) {
    let mut paths = vec![("store.path", &mut config.store.path)];
    if let Some(tls) = &mut config.server.tls {
        paths.push(("server.tls.certificate", &mut tls.certificate));
        paths.push(("server.tls.key", &mut tls.key));
    }
    paths.extend(config.auth.public_keys.iter_mut().map(|path| ("auth.public_keys", path)));
    paths.push(("token_server.signing_key", &mut config.token_server.signing_key));
    paths.push(("desk.client_secret_file", &mut config.desk.client_secret_file));
    paths.extend(config.desk.extra_roots.iter_mut().map(|path| ("desk.extra_roots", path)));
    paths.push(("desk.terrain", &mut config.desk.terrain));
    paths.push(("page.tiles_file", &mut config.page.tiles_file));
    paths.push(("page.basemap_land", &mut config.page.basemap_land));
    paths.push(("page.basemap_names", &mut config.page.basemap_names));
    for (option, path) in paths {
        let elsewhere = matches!(draft.places.get(option), Some(Place::Variable(_)));
        if !elsewhere && !path.as_os_str().is_empty() {
            *path = folder.join(&path);
        }
    }
}

fn apply_flags(config: &mut Config, draft: &mut Draft, flags: &Flags) {
    if let Some(listen) = flags.listen {
        config.server.listen = listen;
        draft.places.insert("server.listen".to_owned(), Place::Flag("--listen"));
    }
    if let Some(data) = &flags.data {
        config.store.path.clone_from(data);
        config.store.kind = StoreKind::Sqlite;
        draft.places.insert("store.path".to_owned(), Place::Flag("--data"));
        draft.places.insert("store.kind".to_owned(), Place::Flag("--data"));
    }
}

fn make_dev(config: &mut Config, draft: &mut Draft, flags: &Flags) {
    config.server.allow_http_base_urls = true;
    if flags.data.is_none() {
        config.store.kind = StoreKind::Memory;
    }
    if !config.auth.audiences.iter().any(|audience| audience == DEV_AUDIENCE) {
        config.auth.audiences.push(DEV_AUDIENCE.to_owned());
    }
    config.desk.allow_private_peers = true;
    // A desk calls its own node by the address that it listens on.
    let own = config.server.listen.ip();
    if config.desk.enabled && !own.is_unspecified() && !config.auth.audiences.contains(&own.to_string()) {
        config.auth.audiences.push(own.to_string());
    }
    if config.token_server.enabled {
        draft.add(Severity::Warning, "token_server.enabled", "--dev puts its own issuer in the place of this token server");
        config.token_server.enabled = false;
    }
}

/// The defaults that depend on other options.
fn derive(config: &mut Config, draft: &Draft) {
    let server = &mut config.server;
    if !draft.places.contains_key("server.public_url") && !server.listen.ip().is_unspecified() && server.listen.port() != 0 {
        let scheme = if server.tls.is_some() { "https" } else { "http" };
        server.public_url = format!("{scheme}://{}", server.listen);
    }
    let token_server = &mut config.token_server;
    if token_server.issuer.is_empty() {
        token_server.issuer = format!("{}/oauth/token", config.server.public_url.trim_end_matches('/'));
    }
    if token_server.signing_key.as_os_str().is_empty() && config.store.kind == StoreKind::Sqlite {
        token_server.signing_key = config.store.path.join("token-signing-key.pem");
    }
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
