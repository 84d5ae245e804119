//! Looks at the files that the settings name, so that a missing or unusable one is told before the start and with its
//! line. It changes nothing: what is made on the first start (the store's folder, the signing key) may be absent.

use super::check::add_all;
use super::document::Draft;
use super::{Config, Severity, StoreKind, TlsSettings};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::io::Read;
use std::path::Path;
use tansiq_auth::{SigningKey, keys_from_pem};

/// The largest PEM file that is looked at, in bytes.
const MAX_PEM_BYTES: u64 = 1024 * 1024;

/// An option and what is wrong with its file.
type Found = (String, String);

/// Notes all that is wrong with the files.
pub(super) fn check(draft: &mut Draft, config: &Config) {
    let mut found = Vec::new();
    for (index, path) in config.auth.public_keys.iter().enumerate() {
        let keys = read(path).and_then(|text| keys_from_pem(&text).map_err(|error| error.to_string()));
        note(&mut found, format!("auth.public_keys[{index}]"), path, keys.err());
    }
    let signing_key = &config.token_server.signing_key;
    if config.token_server.enabled && signing_key.exists() {
        let key = read(signing_key).and_then(|text| SigningKey::from_pkcs8_pem(&text).map_err(|error| error.to_string()));
        note(&mut found, "token_server.signing_key".to_owned(), signing_key, key.err());
    }
    if config.store.kind == StoreKind::Sqlite && config.store.path.exists() && !config.store.path.is_dir() {
        note(&mut found, "store.path".to_owned(), &config.store.path, Some("it is not a folder".to_owned()));
    }
    if let Some(tls) = &config.server.tls {
        check_tls(&mut found, tls);
    }
    if config.desk.enabled {
        check_desk(&mut found, &config.desk);
        for (option, path, problem) in super::page::check_files(&config.page) {
            note(&mut found, option.to_owned(), path, Some(problem));
        }
    }
    add_all(draft, found.into_iter().map(|(option, message)| (Severity::Error, option, message)).collect());
}

fn note(found: &mut Vec<Found>, option: String, path: &Path, problem: Option<String>) {
    if let Some(problem) = problem {
        found.push((option, format!("the file {} cannot be used: {problem}", path.display())));
    }
}

fn check_desk(found: &mut Vec<Found>, desk: &super::DeskSettings) {
    let secret = &desk.client_secret_file;
    if !secret.as_os_str().is_empty() {
        let text = read(secret).and_then(|text| match text.trim().is_empty() {
            true => Err("it is empty".to_owned()),
            false => Ok(()),
        });
        note(found, "desk.client_secret_file".to_owned(), secret, text.err());
    }
    for (index, path) in desk.extra_roots.iter().enumerate() {
        note(found, format!("desk.extra_roots[{index}]"), path, read(path).err());
    }
    if !desk.terrain.as_os_str().is_empty() {
        let missing = std::fs::metadata(&desk.terrain).err().map(|error| explain(&error));
        note(found, "desk.terrain".to_owned(), &desk.terrain, missing);
    }
}

fn check_tls(found: &mut Vec<Found>, tls: &TlsSettings) {
    let chain = read(&tls.certificate).and_then(|text| {
        let chain: Result<Vec<CertificateDer<'static>>, _> = CertificateDer::pem_slice_iter(text.as_bytes()).collect();
        match chain {
            Ok(chain) if chain.is_empty() => Err("it holds no certificate (expected \"-----BEGIN CERTIFICATE-----\")".to_owned()),
            Ok(chain) => Ok(chain),
            Err(error) => Err(error.to_string()),
        }
    });
    let key = read(&tls.key).and_then(|text| {
        PrivateKeyDer::from_pem_slice(text.as_bytes())
            .map_err(|_| "it holds no private key (expected \"-----BEGIN PRIVATE KEY-----\")".to_owned())
    });
    match (chain, key) {
        (Ok(chain), Ok(key)) => {
            let provider = rustls::crypto::aws_lc_rs::default_provider();
            let pair = rustls::sign::CertifiedKey::from_der(chain, key, &provider);
            note(found, "server.tls.key".to_owned(), &tls.key, pair.err().map(|error| error.to_string()));
        }
        (chain, key) => {
            note(found, "server.tls.certificate".to_owned(), &tls.certificate, chain.err());
            note(found, "server.tls.key".to_owned(), &tls.key, key.err());
        }
    }
}

fn read(path: &Path) -> Result<String, String> {
    let file = std::fs::File::open(path).map_err(|error| explain(&error))?;
    let mut text = String::new();
    file.take(MAX_PEM_BYTES + 1).read_to_string(&mut text).map_err(|error| explain(&error))?;
    if text.len() as u64 > MAX_PEM_BYTES {
        return Err(format!("it is larger than {MAX_PEM_BYTES} bytes"));
    }
    Ok(text)
}

/// The system's reason in plain words where it is a common one.
pub(super) fn explain(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "it does not exist".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "it may not be read by this user".to_owned(),
        std::io::ErrorKind::InvalidData => "it is not text in UTF-8".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
#[path = "files_tests.rs"]
mod tests;
