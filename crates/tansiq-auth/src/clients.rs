//! The secrets of the token server's clients: making, hashing and checking them.
//!
//! Only argon2id hashes are kept. One check costs about 20 ms and 19 MiB on purpose, so whoever calls
//! bounds how many run at once; a secret that was right a moment ago is recognised without it.

use std::fmt;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use aws_lc_rs::{hmac, rand};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use parking_lot::Mutex;
use subtle::ConstantTimeEq;

/// The longest secret, in bytes.
pub(crate) const MAX_SECRET_BYTES: usize = 256;

/// The longest hash, in bytes.
const MAX_HASH_BYTES: usize = 256;

/// The highest costs of a hash that are accepted: a configuration must not be able to stop the node.
const MAX_MEMORY_KIB: u32 = 64 * 1024;
const MAX_PASSES: u32 = 10;
const MAX_LANES: u32 = 4;

/// The costs of new hashes: OWASP's first recommendation for argon2id.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Why a secret or its hash cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// Empty or too long.
    #[error("secret must be 1–{MAX_SECRET_BYTES} bytes long")]
    Length,
    /// Not an argon2id PHC string.
    #[error("must be an argon2id hash such as \"$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>\"")]
    NotArgon2id,
    /// Costs beyond the accepted ones.
    #[error(
        "costs m={memory_kib} KiB, t={passes}, p={lanes} are too high \
         (at most m={MAX_MEMORY_KIB}, t={MAX_PASSES}, p={MAX_LANES} are accepted)"
    )]
    TooCostly {
        /// Memory.
        memory_kib: u32,
        /// Passes over the memory.
        passes: u32,
        /// Lanes.
        lanes: u32,
    },
}

/// A new secret: 32 random bytes as 43 characters of base64url.
#[must_use]
pub fn new_client_secret() -> String {
    URL_SAFE_NO_PAD.encode(random::<32>())
}

/// The argon2id hash of a secret, as a PHC string (19 MiB, 2 passes, 1 lane). Takes about 20 ms.
///
/// # Errors
///
/// [`SecretError::Length`] unless the secret is 1–256 bytes long.
pub fn hash_secret(secret: &str) -> Result<String, SecretError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).expect("costs are in range");
    hash_with(secret, params)
}

/// As [`hash_secret`], with chosen costs.
pub(crate) fn hash_with(secret: &str, params: Params) -> Result<String, SecretError> {
    if !(1..=MAX_SECRET_BYTES).contains(&secret.len()) {
        return Err(SecretError::Length);
    }
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = argon2.hash_password_with_salt(secret.as_bytes(), &random::<16>()).expect("secret, salt and costs are in range");
    Ok(hash.to_string())
}

/// Whether a hash can be used.
pub(crate) fn check_hash(hash: &str) -> Result<Params, SecretError> {
    let parsed = PasswordHash::new(hash).map_err(|_| SecretError::NotArgon2id)?;
    let complete = parsed.algorithm.as_str() == "argon2id"
        && hash.len() <= MAX_HASH_BYTES
        && parsed.version == Some(Version::V0x13.into())
        && parsed.salt.is_some()
        && parsed.hash.is_some();
    if !complete {
        return Err(SecretError::NotArgon2id);
    }
    let params = Params::try_from(&parsed).map_err(|_| SecretError::NotArgon2id)?;
    let (memory_kib, passes, lanes) = (params.m_cost(), params.t_cost(), params.p_cost());
    if memory_kib > MAX_MEMORY_KIB || passes > MAX_PASSES || lanes > MAX_LANES {
        return Err(SecretError::TooCostly { memory_kib, passes, lanes });
    }
    Ok(params)
}

/// The hash of a client's secret, and a memory of the secret that was last found right.
pub(crate) struct Credential {
    hash: String,
    // A tag of the right secret under a key of this process; worthless outside of it. One per client,
    // so the number of clients bounds it.
    remembered: Mutex<Option<hmac::Tag>>,
}

impl Credential {
    /// Takes over a hash that [`check_hash`] accepts.
    pub fn new(hash: String) -> Credential {
        Credential { hash, remembered: Mutex::new(None) }
    }

    /// Whether the secret was found right before: costs a microsecond.
    pub fn remembers(&self, key: &hmac::Key, secret: &str) -> bool {
        let tag = hmac::sign(key, secret.as_bytes());
        let remembered = self.remembered.lock();
        remembered.as_ref().is_some_and(|known| known.as_ref().ct_eq(tag.as_ref()).into())
    }

    /// Whether the secret is right; costs what the hash was made to cost.
    pub fn verify(&self, key: &hmac::Key, secret: &str) -> bool {
        let Ok(hash) = PasswordHash::new(&self.hash) else { return false };
        let right = Argon2::default().verify_password(secret.as_bytes(), &hash).is_ok();
        if right {
            *self.remembered.lock() = Some(hmac::sign(key, secret.as_bytes()));
        }
        right
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential(redacted)")
    }
}

/// A key for [`Credential::remembers`], new in every process.
pub(crate) fn process_key() -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, &random::<32>())
}

/// Random bytes from the operating system's generator.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::fill(&mut bytes).expect("the system's random generator works");
    bytes
}

/// Client id and secret from an `Authorization: Basic` header (RFC 6749 §2.3.1: both are form-encoded
/// before they are joined). `None` if the header is of another scheme or damaged.
#[must_use]
pub fn basic_credentials(authorization: &str) -> Option<(String, String)> {
    let (scheme, encoded) = authorization.trim().split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((form_decode(id)?, form_decode(secret)?))
}

fn form_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                let value = digit(rest.next())? * 16 + digit(rest.next())?;
                u8::try_from(value).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
#[path = "clients_tests.rs"]
mod tests;
