//! From an `Authorization` header to a [`Caller`].
//!
//! The order is: cache, shape, algorithm, signature, claims. Claims are looked at only once the
//! signature is known to be good. What the claims must say is in `claims.rs`, the keys are in
//! `keyring.rs`, and whether the caller may do what it asks is in `access.rs`.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, AlgorithmFamily, decode_header};

use crate::AuthError;
use crate::cache::TokenCache;
use crate::claims::{Caller, RawClaims, TokenRules};
use crate::keyring::{FetchJwks, KeyRing, KeySet, Refresh};
use crate::keys::{KeyError, VerifyingKey, keys_from_pem, read_key_file};
use crate::settings::{AuthSettings, Problem};

/// The longest access token, in bytes.
pub const MAX_TOKEN_BYTES: usize = 16 * 1024;

/// The most keys tried for one token. Keys named by the token's `kid` come first, so this only matters
/// to authorities with many keys and no names; it bounds what a forged token can cost.
const MAX_KEYS_TRIED: usize = 16;

/// Verifies access tokens. Shared between threads; hits of its cache cost well under a microsecond.
pub struct Verifier {
    rules: TokenRules,
    keys: KeyRing,
    cache: TokenCache,
}

/// Why a verifier could not be made from settings.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The settings are not usable; each problem names its field.
    #[error("{}", crate::settings::list(.0))]
    Settings(Vec<Problem>),
    /// A key file could not be read.
    #[error("public key file {} could not be read", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A key file holds no usable key.
    #[error("public key file {} holds no usable key", .path.display())]
    Key {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: KeyError,
    },
}

impl Verifier {
    /// A verifier of the given rules and keys.
    ///
    /// # Errors
    ///
    /// [`LoadError::Settings`] if no audience is accepted, or the leeway is not 0–60 s.
    pub fn new(rules: TokenRules, keys: KeyRing) -> Result<Verifier, LoadError> {
        let problems = crate::settings::check_rules(&rules.audiences, rules.leeway_s);
        if !problems.is_empty() {
            return Err(LoadError::Settings(problems));
        }
        Ok(Verifier { rules, keys, cache: TokenCache::new() })
    }

    /// A verifier as configured, with the keys of all key files, and of `own` (for instance those of a
    /// built-in issuer). Key sets behind URLs are empty until [`refresh_keys`](Self::refresh_keys).
    ///
    /// # Errors
    ///
    /// [`LoadError`]: settings that do not hold, a file that is absent or not a public key.
    pub fn from_settings(settings: &AuthSettings, own: Vec<VerifyingKey>) -> Result<Verifier, LoadError> {
        let problems = settings.validate_with(!own.is_empty());
        if !problems.is_empty() {
            return Err(LoadError::Settings(problems));
        }
        let mut keys = own;
        for path in &settings.public_keys {
            let text = read_key_file(path).map_err(|source| LoadError::File { path: path.clone(), source })?;
            let read = keys_from_pem(&text).map_err(|source| LoadError::Key { path: path.clone(), source })?;
            keys.extend(read);
        }
        let leeway_s = i64::try_from(settings.leeway_s).expect("validated to be at most 60");
        let rules = TokenRules { audiences: settings.audiences.clone(), leeway_s };
        Verifier::new(rules, KeyRing::new(keys, settings.jwks_urls.clone()))
    }

    /// Who is calling, from the value of the one `Authorization` header. A header that is not text is
    /// handed in as `Some("")`.
    ///
    /// # Errors
    ///
    /// [`AuthError`]; all of them mean 401.
    pub fn verify(&self, authorization: Option<&str>, now_unix_s: i64) -> Result<Arc<Caller>, AuthError> {
        self.verify_token(bearer_token(authorization)?, now_unix_s)
    }

    /// The same for a token without its header.
    ///
    /// # Errors
    ///
    /// [`AuthError`]; all of them mean 401.
    pub fn verify_token(&self, token: &str, now_unix_s: i64) -> Result<Arc<Caller>, AuthError> {
        if let Some(caller) = self.cache.get(token, self.keys.generation(), now_unix_s) {
            return Ok(caller);
        }
        if token.len() > MAX_TOKEN_BYTES {
            return Err(AuthError::TooLong);
        }
        let keys = self.keys.current();
        let claims = check_signature(token, &keys)?;
        let accepted = self.rules.judge(claims, now_unix_s)?;
        Ok(self.cache.put(token, keys.generation, accepted, now_unix_s))
    }

    /// Fetches the key sets behind all URLs once; call it at start and every `jwks_refresh_s`.
    pub async fn refresh_keys(&self, fetcher: &dyn FetchJwks) -> Vec<Refresh> {
        self.keys.refresh(fetcher).await
    }

    /// The keys in use.
    #[must_use]
    pub fn keys(&self) -> &KeyRing {
        &self.keys
    }

    /// What tokens are held against.
    #[must_use]
    pub fn rules(&self) -> &TokenRules {
        &self.rules
    }

    /// How many verified tokens are remembered, for metrics.
    #[must_use]
    pub fn cached_tokens(&self) -> usize {
        self.cache.len()
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The cache holds tokens, which must not reach a log.
        f.debug_struct("Verifier").field("rules", &self.rules).field("keys", &self.keys).finish_non_exhaustive()
    }
}

/// The token in the header's value: the scheme in any case, one or more spaces, the token.
fn bearer_token(authorization: Option<&str>) -> Result<&str, AuthError> {
    let value = authorization.ok_or(AuthError::Missing)?.trim();
    if value.is_empty() {
        return Err(AuthError::Missing);
    }
    let (scheme, token) = value.split_once(' ').unwrap_or((value, ""));
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(AuthError::NotBearer);
    }
    match token.trim_start() {
        "" => Err(AuthError::Missing),
        token => Ok(token),
    }
}

/// The claims of a token that one of the keys has signed.
fn check_signature(token: &str, keys: &KeySet) -> Result<RawClaims, AuthError> {
    let (message, signature) = token.rsplit_once('.').ok_or(AuthError::Malformed)?;
    let (_, payload) = message.split_once('.').ok_or(AuthError::Malformed)?;
    let header = decode_header(token).map_err(|_| AuthError::Malformed)?;
    let algorithm = header.alg;
    if algorithm.family() == AlgorithmFamily::Hmac {
        return Err(AuthError::Algorithm(name(algorithm)));
    }
    if header.crit.is_some() {
        return Err(AuthError::CriticalExtension);
    }
    let mut tried = 0;
    for key in candidates(keys, algorithm, header.kid.as_deref()) {
        if key.verifies(algorithm, message.as_bytes(), signature) {
            return read_claims(payload);
        }
        tried += 1;
    }
    match tried {
        0 => Err(AuthError::NoKey(name(algorithm))),
        _ => Err(AuthError::Signature { algorithm: name(algorithm), tried }),
    }
}

/// The keys worth trying: those named by `kid` first, then the others.
fn candidates<'a>(keys: &'a KeySet, algorithm: Algorithm, kid: Option<&'a str>) -> impl Iterator<Item = &'a VerifyingKey> {
    let named = move |key: &VerifyingKey| kid.is_some_and(|kid| key.is_named(kid));
    let fitting = move || keys.keys.iter().filter(move |key| key.fits(algorithm));
    let first = fitting().filter(move |key| named(key));
    let others = fitting().filter(move |key| !named(key));
    first.chain(others).take(MAX_KEYS_TRIED)
}

fn read_claims(payload: &str) -> Result<RawClaims, AuthError> {
    let json = URL_SAFE_NO_PAD.decode(payload).map_err(|_| AuthError::Claims)?;
    // The parser would also take a list for an object, its members in the order of ours.
    if json.trim_ascii_start().first() != Some(&b'{') {
        return Err(AuthError::Claims);
    }
    serde_json::from_slice(&json).map_err(|_| AuthError::Claims)
}

fn name(algorithm: Algorithm) -> String {
    format!("{algorithm:?}")
}

#[cfg(test)]
#[path = "verifier_tests.rs"]
mod tests;
