//! What a browser holds after its person has signed in, and what is derived from it.
//!
//! The token itself is nowhere but in the browser's cookie: the ledger holds its digest, and the answer to forged requests
//! (the CSRF token) is computed from it anew each time. Whose it is and until when, the ledger knows.

use std::fmt;

use aws_lc_rs::{digest, hmac};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq;

use crate::clients::random;

/// Bytes of a token.
const TOKEN_BYTES: usize = 32;
/// What the CSRF token is an HMAC of, under the token.
const CSRF_LABEL: &[u8] = b"tansiq desk csrf 1";

/// The token of a session: 32 random bytes.
#[derive(Clone)]
pub struct SessionToken([u8; TOKEN_BYTES]);

impl SessionToken {
    /// A new one.
    #[must_use]
    pub fn generate() -> SessionToken {
        SessionToken(random())
    }

    /// Reads [`SessionToken::reveal`]; none if it is something else.
    #[must_use]
    pub fn parse(text: &str) -> Option<SessionToken> {
        // Longer texts are of no use and may be very long.
        if text.len() > TOKEN_BYTES * 2 {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(SessionToken)
    }

    /// The text for the cookie: 43 characters of base64url.
    #[must_use]
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What may be written down: the SHA-256, as 64 hexadecimal digits.
    #[must_use]
    pub fn digest(&self) -> String {
        let digest = digest::digest(&digest::SHA256, &self.0);
        digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// What the page shows with every request that changes something, since another site cannot read it.
    #[must_use]
    pub fn csrf(&self) -> String {
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &self.0), CSRF_LABEL);
        URL_SAFE_NO_PAD.encode(tag.as_ref())
    }

    /// Whether this is [`SessionToken::csrf`], in constant time.
    #[must_use]
    pub fn is_csrf(&self, shown: &str) -> bool {
        self.csrf().as_bytes().ct_eq(shown.as_bytes()).into()
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(redacted)")
    }
}

#[cfg(test)]
#[path = "session_token_tests.rs"]
mod tests;
