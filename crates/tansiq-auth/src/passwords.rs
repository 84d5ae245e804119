//! The passwords of people: making hashes, and verifying without telling by time who is known.
//!
//! Only argon2id hashes are kept, with the costs of `clients.rs`: one check takes about 20 ms and 19 MiB on purpose, so
//! whoever calls bounds how many run at once. Who the people are, and how often may be tried, is decided elsewhere.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordVerifier};

use crate::clients::{check_hash, hash_secret, new_client_secret};

/// The shortest password, in bytes.
pub const MIN_PASSWORD_BYTES: usize = 10;

/// The longest password, in bytes.
pub const MAX_PASSWORD_BYTES: usize = 256;

/// Why a password is not taken for a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too short or too long.
    #[error("must be {MIN_PASSWORD_BYTES} to {MAX_PASSWORD_BYTES} bytes long")]
    Length,
    /// The first thing that anybody tries.
    #[error("must not be the name")]
    IsName,
}

/// Whether a password may be the new one of the person called `name`. Nothing is asked of it but length: rules about kinds
/// of characters make passwords that are written down (NIST SP 800-63B, §5.1.1.2).
///
/// # Errors
///
/// [`PasswordError`].
pub fn check_password(name: &str, password: &str) -> Result<(), PasswordError> {
    if !(MIN_PASSWORD_BYTES..=MAX_PASSWORD_BYTES).contains(&password.len()) {
        return Err(PasswordError::Length);
    }
    if password.to_lowercase() == name.to_lowercase() {
        return Err(PasswordError::IsName);
    }
    Ok(())
}

/// The argon2id hash of a password that [`check_password`] takes, as a PHC string. Takes about 20 ms.
///
/// # Errors
///
/// [`PasswordError::Length`] if it could not be one.
pub fn hash_password(password: &str) -> Result<String, PasswordError> {
    hash_secret(password).map_err(|_| PasswordError::Length)
}

/// Whether `password` is the one behind `hash`. Without a hash, because nobody is called so, it takes the same time and the
/// answer is no.
#[must_use]
pub fn verify_password(hash: Option<&str>, password: &str) -> bool {
    // Made with the costs of all others from a secret that nobody has.
    static NOBODY: LazyLock<String> =
        LazyLock::new(|| hash_secret(&new_client_secret()).expect("a new secret has a good length"));
    let nobody = NOBODY.as_str();
    let known = hash.filter(|hash| check_hash(hash).is_ok());
    let hash = known.unwrap_or(nobody);
    // What is longer than any password is not even hashed; its length says nothing about anybody.
    if password.len() > MAX_PASSWORD_BYTES {
        return false;
    }
    let Ok(parsed) = PasswordHash::new(hash) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && known.is_some()
}

#[cfg(test)]
#[path = "passwords_tests.rs"]
mod tests;
