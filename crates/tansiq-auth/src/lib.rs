//! Who may: reading access tokens, saying what they permit, and granting them.
//!
//! - [`Verifier`] turns an `Authorization` header into a [`Caller`] or an [`AuthError`] (401).
//! - [`access`] is the one table of which operation needs which scope or role; it answers [`Forbidden`] (403).
//! - [`verify_password`] and [`verify_totp`] verify people; what each [`Role`] may is in [`access`] too.
//! - [`Issuer`] is the built-in token server (OAuth 2.0 client credentials), [`DevIssuer`] the same with
//!   well-known parties for trying things out.
//!
//! What it deliberately does not do: no HTTP in either direction (key sets are fetched through
//! [`FetchJwks`]), no clock (every call takes the time), no files but the ones [`settings`] names.
//! Start at `verifier.rs` for tokens coming in and at `issuer.rs` for tokens going out.
//!
//! ```
//! use tansiq_auth::{DevIssuer, KeyRing, Operation, Scope, Scopes, SigningKey, TokenRules, Verifier, permitted};
//!
//! let (here, now) = ("dss.example.com", 1_800_000_000);
//! let dev = DevIssuer::with_key(vec![here.to_owned()], SigningKey::generate_p256()?)?;
//! let rules = TokenRules { audiences: vec![here.to_owned()], leeway_s: 5 };
//! let verifier = Verifier::new(rules, KeyRing::new(dev.verifying_keys(), Vec::new()))?;
//!
//! let header = dev.authorization("uss1", Scopes::of(&[Scope::StrategicCoordination]), here, now);
//! let caller = verifier.verify(Some(&header), now)?;
//! assert_eq!(caller.sub, "uss1");
//! assert!(permitted(Operation::QueryOperationalIntentReferences, caller.scopes).is_ok());
//! assert!(permitted(Operation::SetUssAvailability, caller.scopes).is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod access;
mod cache;
mod claims;
mod clients;
mod dev;
mod error;
mod issuer;
mod keyring;
mod keys;
mod passwords;
mod roles;
mod scope;
mod session_token;
pub mod settings;
mod signing;
#[cfg(test)]
mod testing;
mod totp;
mod verifier;

pub use access::{Forbidden, Operation, permitted, permitted_to};
pub use claims::{Caller, MAX_SUB_BYTES, MAX_TOKEN_LIFETIME_S, TokenRules};
pub use clients::{SecretError, basic_credentials, hash_secret, new_client_secret};
pub use dev::{DEV_PARTIES, DevIssuer, DevParty};
pub use error::AuthError;
pub use issuer::{Issuer, IssuerError, OAuthError, OAuthErrorCode, TokenRequest, TokenResponse};
pub use keyring::{FetchError, FetchJwks, JWKS_FETCH_TIMEOUT_S, KeyRing, KeySet, MAX_JWKS_BYTES, MAX_JWKS_URLS, Refresh};
pub use keys::{KeyError, VerifyingKey, keys_from_jwks, keys_from_pem};
pub use passwords::{MAX_PASSWORD_BYTES, MIN_PASSWORD_BYTES, PasswordError, check_password, hash_password, verify_password};
pub use roles::{Role, UnknownRole};
pub use scope::{Scope, Scopes};
pub use session_token::SessionToken;
pub use settings::{AuthSettings, ClientSettings, TokenServerSettings};
pub use signing::{SigningKey, SigningKeyError};
pub use totp::{new_totp_secret, totp_at, totp_uri, verify_totp};
pub use verifier::{LoadError, MAX_TOKEN_BYTES, Verifier};
