//! The private key of the token server, and its public half as the world sees it.

use std::fmt;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair};
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::Serialize;

use crate::keys::VerifyingKey;

/// Why a signing key could not be read or made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SigningKeyError {
    /// Not a PKCS#8 PEM block.
    #[error("signing key is not a PKCS#8 PEM block (expected \"-----BEGIN PRIVATE KEY-----\")")]
    NotPkcs8,
    /// Not a key that can sign tokens.
    #[error("signing key is neither RSA of 2048–8192 bits nor P-256, P-384 or Ed25519")]
    Unusable,
    /// The library could not make a key.
    #[error("signing key could not be generated")]
    Generation,
}

/// A private key with its algorithm and its name, the RFC 7638 thumbprint.
pub struct SigningKey {
    algorithm: Algorithm,
    encoding: EncodingKey,
    pkcs8: Vec<u8>,
    jwk: Jwk,
    kid: String,
}

impl SigningKey {
    /// A new RSA key of 2048 bits, for RS256, the algorithm the standard's text names. Takes a good
    /// part of a second.
    ///
    /// # Errors
    ///
    /// [`SigningKeyError::Generation`] if the library fails.
    pub fn generate_rsa() -> Result<SigningKey, SigningKeyError> {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| SigningKeyError::Generation)?;
        let der = AsDer::<Pkcs8V1Der>::as_der(&pair).map_err(|_| SigningKeyError::Generation)?;
        SigningKey::from_pkcs8(der.as_ref())
    }

    /// A new P-256 key, for ES256. Takes well under a millisecond.
    ///
    /// # Errors
    ///
    /// [`SigningKeyError::Generation`] if the library fails.
    pub fn generate_p256() -> Result<SigningKey, SigningKeyError> {
        let der = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)
            .and_then(|pair| pair.to_pkcs8v1())
            .map_err(|_| SigningKeyError::Generation)?;
        SigningKey::from_pkcs8(der.as_ref())
    }

    /// Reads a `PRIVATE KEY` PEM block: RSA signs RS256, P-256 ES256, P-384 ES384, Ed25519 EdDSA.
    ///
    /// # Errors
    ///
    /// [`SigningKeyError::NotPkcs8`] for any other block, [`SigningKeyError::Unusable`] for any other key.
    pub fn from_pkcs8_pem(text: &str) -> Result<SigningKey, SigningKeyError> {
        let block = pem::parse(text).map_err(|_| SigningKeyError::NotPkcs8)?;
        match block.tag() {
            "PRIVATE KEY" => SigningKey::from_pkcs8(block.contents()),
            _ => Err(SigningKeyError::NotPkcs8),
        }
    }

    /// The `PRIVATE KEY` PEM block. It is the secret itself: write it to a file only its owner reads.
    #[must_use]
    pub fn to_pkcs8_pem(&self) -> String {
        pem::encode_config(&private_block(&self.pkcs8), unix_lines())
    }

    /// The public key with its `kid`, for a verifier in the same process.
    #[must_use]
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey::from_jwk(&self.jwk).expect("the public half of a checked key is usable")
    }

    /// The key's name in token headers and in the key set.
    #[must_use]
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The JWT name of the algorithm, for instance `RS256`.
    #[must_use]
    pub fn algorithm(&self) -> String {
        format!("{:?}", self.algorithm)
    }

    /// The key set to publish (RFC 7517): this key's public half.
    #[must_use]
    pub fn jwks_json(&self) -> String {
        let set = JwkSet { keys: vec![self.jwk.clone()] };
        serde_json::to_string(&set).expect("a key set has only strings")
    }

    /// A signed token with the given claims.
    pub(crate) fn sign(&self, claims: &impl Serialize) -> String {
        let mut header = Header::new(self.algorithm);
        header.kid = Some(self.kid.clone());
        jsonwebtoken::encode(&header, claims, &self.encoding)
            .expect("a key that was checked when read can sign claims of strings and numbers")
    }

    fn from_pkcs8(der: &[u8]) -> Result<SigningKey, SigningKeyError> {
        let (algorithm, encoding, pkcs8) = recognise(der).ok_or(SigningKeyError::Unusable)?;
        let mut jwk = Jwk::from_encoding_key(&encoding, algorithm).map_err(|_| SigningKeyError::Unusable)?;
        let kid = jwk.thumbprint(ThumbprintHash::SHA256).map_err(|_| SigningKeyError::Unusable)?;
        jwk.common.key_id = Some(kid.clone());
        jwk.common.public_key_use = Some(PublicKeyUse::Signature);
        // Refuses, for instance, an RSA key that is too short to be believed.
        VerifyingKey::from_jwk(&jwk).map_err(|_| SigningKeyError::Unusable)?;
        Ok(SigningKey { algorithm, encoding, pkcs8, jwk, kid })
    }
}

/// Only public things: never the key.
impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("algorithm", &self.algorithm).field("kid", &self.kid).finish_non_exhaustive()
    }
}

/// Finds out what kind of key it is by letting each kind's reader try.
fn recognise(der: &[u8]) -> Option<(Algorithm, EncodingKey, Vec<u8>)> {
    if RsaKeyPair::from_pkcs8(der).is_ok() {
        let text = pem::encode(&private_block(der));
        let encoding = EncodingKey::from_rsa_pem(text.as_bytes()).ok()?;
        return Some((Algorithm::RS256, encoding, der.to_vec()));
    }
    for (algorithm, curve) in
        [(Algorithm::ES256, &ECDSA_P256_SHA256_FIXED_SIGNING), (Algorithm::ES384, &ECDSA_P384_SHA384_FIXED_SIGNING)]
    {
        if EcdsaKeyPair::from_pkcs8(curve, der).is_ok() {
            return Some((algorithm, EncodingKey::from_ec_der(der), der.to_vec()));
        }
    }
    // PKCS#8 version 2 carries the public key too, which the JWT library does not read.
    let pair = Ed25519KeyPair::from_pkcs8(der).ok()?;
    let version_1 = pair.to_pkcs8v1().ok()?.as_ref().to_vec();
    Some((Algorithm::EdDSA, EncodingKey::from_ed_der(&version_1), version_1))
}

fn private_block(der: &[u8]) -> pem::Pem {
    pem::Pem::new("PRIVATE KEY", der)
}

fn unix_lines() -> pem::EncodeConfig {
    pem::EncodeConfig::new().set_line_ending(pem::LineEnding::LF)
}

#[cfg(test)]
#[path = "signing_tests.rs"]
mod tests;
