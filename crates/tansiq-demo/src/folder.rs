//! The demo's folder: emptied before each play, and filled with the configurations of its processes.
//!
//! Only a folder that an earlier play made is ever emptied; the marker file tells.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use crate::http::Caller;
use crate::server::Site;
use crate::uss;

/// The file that says: this folder belongs to the demo.
pub const MARKER: &str = ".tansiq-demo";

/// The audience of tokens for the server.
pub const AUDIENCE: &str = "localhost";

/// Why the folder could not be prepared.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It belongs to somebody else.
    #[error("{0} is not empty and was not made by the demo: name another folder with --dir")]
    Foreign(String),
    /// It cannot be read or written.
    #[error("cannot prepare {path}")]
    Io {
        /// What.
        path: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A secret cannot be hashed.
    #[error("cannot hash the secret of {party}: {problem}")]
    Secret {
        /// Whose.
        party: String,
        /// Why.
        problem: String,
    },
}

/// Empties a folder and writes the marker into it.
pub fn clear(folder: &Path) -> Result<(), Error> {
    let io = |source| Error::Io { path: folder.display().to_string(), source };
    let marker = folder.join(MARKER);
    match std::fs::read_dir(folder).map(|mut entries| entries.next().is_some()) {
        Ok(true) if marker.is_file() => empty(folder).map_err(io)?,
        Ok(true) => return Err(Error::Foreign(folder.display().to_string())),
        Ok(false) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(io(error)),
    }
    std::fs::create_dir_all(folder).map_err(io)?;
    std::fs::write(&marker, "this folder is emptied at every start of tansiq-demo\n").map_err(io)
}

/// Writes the configuration of the server that all parties of a play share, and that knows them by name.
pub fn configure(site: &Site, parties: &[Caller]) -> Result<(), Error> {
    write(site, &site.config(), &configuration(site, parties)?)
}

/// Writes the configuration of a party's desk, and the secret it shows where it gets its tokens.
pub fn configure_desk(site: &Site, party: &Caller, dss: &str) -> Result<(), Error> {
    let secret = site.folder.join("secret");
    write(site, &secret, &party.secret)?;
    write(site, &site.config(), &desk_configuration(site, &party.id, dss, &secret))
}

/// What a desk of the scene has beyond that of a play.
#[derive(Clone, Debug)]
pub struct SceneSettings {
    /// The lowest and the highest that the ground may be, metres above the sea.
    pub ground_m: (f64, f64),
    /// Latitude, longitude and zoom of the page's map at first.
    pub view: (f64, f64, f64),
    /// Names, centres and radii of what it is told of.
    pub regions: Vec<(String, f64, f64, f64)>,
}

/// As [`configure_desk`], for a desk with a page, and with areas that others are told of.
pub fn configure_scene_desk(site: &Site, party: &Caller, dss: &str, settings: &SceneSettings) -> Result<(), Error> {
    let secret = site.folder.join("secret");
    write(site, &secret, &party.secret)?;
    let mut text = desk_configuration(site, &party.id, dss, &secret);
    let ((lowest, highest), (lat, lng, zoom)) = (settings.ground_m, settings.view);
    push(&mut text, format_args!("processes_constraints = true\nmanages_constraints = true\n"));
    push(&mut text, format_args!("ground_lowest_m = {lowest:?}\nground_highest_m = {highest:?}\n"));
    push(&mut text, format_args!("\n[page]\nview_lat = {lat:?}\nview_lng = {lng:?}\nview_zoom = {zoom:?}\n"));
    for (name, lat, lng, radius_m) in &settings.regions {
        push(&mut text, format_args!("\n[[desk.regions]]\nname = {}\n", toml::Value::String(name.clone())));
        push(&mut text, format_args!("lat = {lat:?}\nlng = {lng:?}\nradius_m = {radius_m:?}\n"));
    }
    write(site, &site.config(), &text)
}

/// Writes a file that only its owner may read.
fn write(site: &Site, path: &Path, text: &str) -> Result<(), Error> {
    let write = || {
        std::fs::create_dir_all(&site.folder)?;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600).open(path)?.write_all(text.as_bytes())
    };
    write().map_err(|source| Error::Io { path: path.display().to_string(), source })
}

fn empty(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            std::fs::remove_dir_all(&path)?;
        } else {
            std::fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// The text of `tansiq.toml`. Party names and scopes were checked when the scenario was read; paths are quoted.
fn configuration(site: &Site, parties: &[Caller]) -> Result<String, Error> {
    let mut text = String::from("# Written by tansiq-demo at every start.\n\n[server]\nlisten = \"127.0.0.1:0\"\n");
    text.push_str("locality = \"demo\"\n");
    text.push_str("# The parties of the demo serve their plans on loopback, without TLS.\n");
    text.push_str("allow_http_base_urls = true\n\n[store]\nkind = \"sqlite\"\n");
    let data = site.data().display().to_string();
    push(&mut text, format_args!("path = {}\n\n", toml::Value::String(data.clone())));
    // Desks ask by the address, people by the name.
    push(&mut text, format_args!("[auth]\naudiences = [\"{AUDIENCE}\", \"{}\"]\n\n", uss::HOST));
    text.push_str("[token_server]\nenabled = true\nissuer = \"https://tansiq-demo.example\"\n");
    let key = toml::Value::String(format!("{data}/token-signing-key.pem"));
    push(&mut text, format_args!("signing_key = {key}\n"));
    for party in parties {
        let hash = tansiq_auth::hash_secret(&party.secret)
            .map_err(|e| Error::Secret { party: party.id.clone(), problem: e.to_string() })?;
        let id = &party.id;
        let scopes: Vec<String> = party.scopes.split(' ').map(|s| format!("\"{s}\"")).collect();
        push(&mut text, format_args!("\n[[token_server.clients]]\nid = \"{id}\"\nsub = \"{id}\"\n"));
        push(&mut text, format_args!("secret_hash = \"{hash}\"\nscopes = [{}]\n", scopes.join(", ")));
        push(&mut text, format_args!("audiences = [\"{AUDIENCE}\", \"{}\"]\n", uss::HOST));
    }
    Ok(text)
}

/// The text of a desk's `tansiq.toml`.
fn desk_configuration(site: &Site, party: &str, dss: &str, secret: &Path) -> String {
    let mut text = String::from("# Written by tansiq-demo at every start.\n\n[server]\nlisten = \"127.0.0.1:0\"\n");
    push(&mut text, format_args!("locality = \"{party}\"\n\n[store]\nkind = \"sqlite\"\n"));
    let path = |path: &Path| toml::Value::String(path.display().to_string());
    push(&mut text, format_args!("path = {}\n\n", path(&site.data())));
    push(&mut text, format_args!("[auth]\naudiences = [\"{}\"]\n", uss::HOST));
    push(&mut text, format_args!("jwks_urls = [\"{dss}/.well-known/jwks.json\"]\n\n"));
    push(&mut text, format_args!("[desk]\nenabled = true\nparty = \"{party}\"\ndss = [\"{dss}\"]\n"));
    push(&mut text, format_args!("token_url = \"{dss}/oauth/token\"\nclient_secret_file = {}\n", path(secret)));
    text.push_str("# All of the demo is on loopback, without TLS.\nallow_private_peers = true\n");
    text.push_str("monitors_conformance = true\n");
    text
}

fn push(text: &mut String, more: std::fmt::Arguments<'_>) {
    text.write_fmt(more).expect("writing to a string cannot fail");
}

#[cfg(test)]
#[path = "folder_tests.rs"]
mod tests;
