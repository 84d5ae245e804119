//! Texts that must not be seen: client secrets and access tokens.
//!
//! Neither appears in `Debug`, and their memory is overwritten when the last holder lets go. Copies that HTTP and TLS make on
//! the way out are not reached by this.

use std::fmt;
use std::sync::Arc;
use tansiq_auth::MAX_TOKEN_BYTES;
use zeroize::Zeroizing;

/// What stands in place of a secret.
const MASK: &str = "***";

/// The shortest part of a token that is looked for in what others send back; anything shorter would be found by chance.
const MIN_SCRUBBED_BYTES: usize = 8;

/// A secret text. Clones share it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Arc<Zeroizing<String>>);

impl Secret {
    /// Takes the text over.
    #[must_use]
    pub fn new(text: String) -> Secret {
        Secret(Arc::new(Zeroizing::new(text)))
    }

    /// The text itself, to be used and not kept.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

/// An access token: 1 to 16,384 visible ASCII characters, so that it always fits a header.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Secret);

impl Token {
    /// The token, if it can be one.
    #[must_use]
    pub fn new(text: String) -> Option<Token> {
        let secret = Secret::new(text);
        let bytes = secret.expose().as_bytes();
        let fits = (1..=MAX_TOKEN_BYTES).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_graphic);
        fits.then_some(Token(secret))
    }

    /// The token itself, to be shown to whom it was made for.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// The token without what makes it valid: header and claims of a JWT stay, its signature does not. Nothing stays of
    /// a token of another kind.
    #[must_use]
    pub fn masked(&self) -> String {
        match self.parts() {
            Some((claims, _)) => format!("{claims}.{MASK}"),
            None => MASK.to_owned(),
        }
    }

    /// Header and claims, and the signature, if it is a JWT.
    fn parts(&self) -> Option<(&str, &str)> {
        let (claims, signature) = self.expose().rsplit_once('.')?;
        (claims.matches('.').count() == 1 && signature.len() >= MIN_SCRUBBED_BYTES).then_some((claims, signature))
    }

    /// The claims of a JWT, still encoded.
    pub(crate) fn encoded_claims(&self) -> Option<&str> {
        self.parts()?.0.split_once('.').map(|(_, claims)| claims)
    }

    /// `text` without the token, should somebody have sent it back; `None` when it is not in there.
    pub(crate) fn scrub(&self, text: &str) -> Option<String> {
        let secret = self.parts().map_or(self.expose(), |(_, signature)| signature);
        (secret.len() >= MIN_SCRUBBED_BYTES && text.contains(secret)).then(|| text.replace(secret, MASK))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

#[cfg(test)]
#[path = "secret_tests.rs"]
mod tests;
