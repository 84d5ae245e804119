//! Public keys that signatures are checked with: reading them from PEM files and JSON web key sets.
//!
//! Every key, wherever it came from, passes through its JWK form and is tried once against the
//! cryptographic library, so that a key which could never verify anything is refused when it is read.
//! Which keys are current is `keyring.rs`'s business.

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256,
    RsaPublicKeyComponents,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, KeyOperations, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::Value;

/// The most keys read from one PEM file or one key set.
pub(crate) const MAX_KEYS_PER_SOURCE: usize = 64;

/// The largest key file that is read, in bytes.
const MAX_KEY_FILE_BYTES: u64 = 1024 * 1024;

/// The longest `kid` that is kept; a longer one is as if absent.
const MAX_KID_BYTES: usize = 256;

/// Why a public key could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The text has no PEM block.
    #[error("no PEM block found (expected \"-----BEGIN PUBLIC KEY-----\")")]
    NoPem,
    /// A PEM block is of a kind that is not read here.
    #[error("PEM block \"{0}\" is not a public key (expected PUBLIC KEY, RSA PUBLIC KEY or CERTIFICATE)")]
    PemKind(String),
    /// The file holds a private key, which has no business with a verifier.
    #[error("the file holds a private key; give the public key only")]
    PrivateKey,
    /// The key is damaged or of a type or size that is not accepted.
    #[error("{0}")]
    Unusable(String),
    /// More keys than one source may have.
    #[error("{found} keys (at most {MAX_KEYS_PER_SOURCE} are read)")]
    TooMany {
        /// How many there are.
        found: usize,
    },
    /// The text is not a JSON web key set.
    #[error("not a JSON web key set: {0}")]
    NotJwks(String),
}

/// Which signatures a key can check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum KeyKind {
    Rsa,
    P256,
    P384,
    Ed25519,
}

impl KeyKind {
    fn fits(self, algorithm: Algorithm) -> bool {
        use Algorithm::{ES256, ES384, EdDSA, PS256, PS384, PS512, RS256, RS384, RS512};
        match self {
            KeyKind::Rsa => matches!(algorithm, RS256 | RS384 | RS512 | PS256 | PS384 | PS512),
            KeyKind::P256 => algorithm == ES256,
            KeyKind::P384 => algorithm == ES384,
            KeyKind::Ed25519 => algorithm == EdDSA,
        }
    }
}

/// A public key with the algorithms it may be used for.
#[derive(Clone)]
pub struct VerifyingKey {
    kid: Option<String>,
    thumbprint: String,
    kind: KeyKind,
    only: Option<Algorithm>,
    decoding: DecodingKey,
}

impl VerifyingKey {
    /// Takes over a JWK (RFC 7517).
    ///
    /// # Errors
    ///
    /// [`KeyError::Unusable`] for a key type, curve, size, use or algorithm that is not accepted:
    /// RSA of 2048–8192 bits, P-256, P-384 and Ed25519 are, for signatures.
    pub(crate) fn from_jwk(jwk: &Jwk) -> Result<VerifyingKey, KeyError> {
        if !meant_for_verifying(jwk) {
            return Err(unusable("key is not meant for checking signatures (use, key_ops)"));
        }
        let (kind, decoding) = check_material(jwk)?;
        let only = declared_algorithm(jwk, kind)?;
        let thumbprint = jwk.thumbprint(ThumbprintHash::SHA256).map_err(|e| unusable(&e))?;
        let kid = jwk.common.key_id.clone().filter(|kid| kid.len() <= MAX_KID_BYTES);
        Ok(VerifyingKey { kid, thumbprint, kind, only, decoding })
    }

    /// The key's name in its set, if it has one.
    #[must_use]
    pub fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    /// The RFC 7638 thumbprint (SHA-256, base64url): the same for the same key everywhere.
    #[must_use]
    pub fn thumbprint(&self) -> &str {
        &self.thumbprint
    }

    /// Whether a token header's `kid` means this key. A key without a name answers to its thumbprint.
    pub(crate) fn is_named(&self, kid: &str) -> bool {
        self.kid.as_deref().unwrap_or(&self.thumbprint) == kid
    }

    pub(crate) fn fits(&self, algorithm: Algorithm) -> bool {
        self.kind.fits(algorithm) && self.only.is_none_or(|only| only == algorithm)
    }

    /// Whether `signature` (base64url) over `message` was made with this key. The caller has asked
    /// [`fits`](Self::fits) first.
    pub(crate) fn verifies(&self, algorithm: Algorithm, message: &[u8], signature: &str) -> bool {
        debug_assert!(self.fits(algorithm));
        jsonwebtoken::crypto::verify(signature, message, &self.decoding, algorithm).unwrap_or(false)
    }
}

/// Two keys are the same if they verify the same signatures under the same name.
impl PartialEq for VerifyingKey {
    fn eq(&self, other: &Self) -> bool {
        (&self.thumbprint, &self.kid, self.only) == (&other.thumbprint, &other.kid, other.only)
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifyingKey")
            .field("kid", &self.kid)
            .field("thumbprint", &self.thumbprint)
            .field("kind", &self.kind)
            .field("only", &self.only)
            .finish_non_exhaustive()
    }
}

/// Reads every public key of a PEM text: `PUBLIC KEY` (SPKI), `RSA PUBLIC KEY` (PKCS#1) and
/// `CERTIFICATE` (only its key is used; dates and signature of the certificate mean nothing here).
///
/// # Errors
///
/// Any block that cannot be used is an error, for an operator chose it.
pub fn keys_from_pem(text: &str) -> Result<Vec<VerifyingKey>, KeyError> {
    let blocks = pem::parse_many(text).map_err(|e| unusable(&e))?;
    match blocks.len() {
        0 => return Err(KeyError::NoPem),
        found if found > MAX_KEYS_PER_SOURCE => return Err(KeyError::TooMany { found }),
        _ => {}
    }
    blocks.iter().map(key_from_block).collect()
}

/// Reads a JSON web key set. Answers the usable keys and, for each key left out, why.
///
/// # Errors
///
/// [`KeyError::NotJwks`] and [`KeyError::TooMany`]; a key that is merely of an unknown type, use or
/// algorithm is left out, because authorities publish keys for other purposes beside ours.
pub fn keys_from_jwks(text: &[u8]) -> Result<(Vec<VerifyingKey>, Vec<String>), KeyError> {
    let not_jwks = |problem: &str| KeyError::NotJwks(problem.to_owned());
    let set: Value = serde_json::from_slice(text).map_err(|e| not_jwks(&e.to_string()))?;
    let entries = set.get("keys").and_then(Value::as_array).ok_or_else(|| not_jwks("there is no list named keys"))?;
    if entries.len() > MAX_KEYS_PER_SOURCE {
        return Err(KeyError::TooMany { found: entries.len() });
    }
    let (mut keys, mut skipped) = (Vec::new(), Vec::new());
    for (index, entry) in entries.iter().enumerate() {
        match key_from_entry(entry) {
            Ok(key) => keys.push(key),
            Err(problem) => skipped.push(format!("keys[{index}]: {problem}")),
        }
    }
    Ok((keys, skipped))
}

/// Reads a key file as text, or says that it is too large to be one.
pub(crate) fn read_key_file(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(MAX_KEY_FILE_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_KEY_FILE_BYTES {
        let problem = format!("it is larger than {MAX_KEY_FILE_BYTES} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, problem));
    }
    Ok(text)
}

fn key_from_entry(entry: &Value) -> Result<VerifyingKey, KeyError> {
    let jwk: Jwk = serde_json::from_value(entry.clone()).map_err(|e| unusable(&e))?;
    VerifyingKey::from_jwk(&jwk)
}

fn key_from_block(block: &pem::Pem) -> Result<VerifyingKey, KeyError> {
    let as_text = |tag: &str, der: Vec<u8>| pem::encode(&pem::Pem::new(tag, der));
    let text = match block.tag() {
        tag @ ("PUBLIC KEY" | "RSA PUBLIC KEY") => as_text(tag, block.contents().to_vec()),
        "CERTIFICATE" => as_text("PUBLIC KEY", spki_of_certificate(block.contents())?),
        tag if tag.ends_with("PRIVATE KEY") => return Err(KeyError::PrivateKey),
        tag => return Err(KeyError::PemKind(tag.to_owned())),
    };
    // The library names the family by the key's object identifier, so at most one of these fits.
    let text = text.as_bytes();
    let decoding = DecodingKey::from_rsa_pem(text)
        .or_else(|_| DecodingKey::from_ec_pem(text))
        .or_else(|_| DecodingKey::from_ed_pem(text))
        .map_err(|_| unusable("key is neither RSA nor P-256, P-384 or Ed25519"))?;
    let jwk = Jwk::from_decoding_key(&decoding, None)
        .map_err(|_| unusable("key is damaged or of a curve other than P-256, P-384 or Ed25519"))?;
    VerifyingKey::from_jwk(&jwk)
}

fn spki_of_certificate(der: &[u8]) -> Result<Vec<u8>, KeyError> {
    let der = rustls_pki_types::CertificateDer::from(der);
    let certificate =
        webpki::EndEntityCert::try_from(&der).map_err(|e| unusable(&format_args!("certificate cannot be read: {e}")))?;
    Ok(certificate.subject_public_key_info().as_ref().to_vec())
}

fn meant_for_verifying(jwk: &Jwk) -> bool {
    let use_fits = !matches!(jwk.common.public_key_use, Some(PublicKeyUse::Encryption | PublicKeyUse::Other(_)));
    let operations = jwk.common.key_operations.as_deref();
    use_fits && operations.is_none_or(|list| list.contains(&KeyOperations::Verify))
}

/// Holds the key's numbers against the library that will use them, and takes them over.
fn check_material(jwk: &Jwk) -> Result<(KeyKind, DecodingKey), KeyError> {
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| unusable("key is not base64url without padding"));
    match &jwk.algorithm {
        AlgorithmParameters::RSA(rsa) => check_rsa(&decode(&rsa.n)?, &decode(&rsa.e)?),
        AlgorithmParameters::EllipticCurve(ec) => {
            let point = [&[4], &*decode(&ec.x)?, &*decode(&ec.y)?].concat();
            let (kind, parsed) = match ec.curve {
                EllipticCurve::P256 => (KeyKind::P256, ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &point)),
                EllipticCurve::P384 => (KeyKind::P384, ParsedPublicKey::new(&ECDSA_P384_SHA384_FIXED, &point)),
                _ => return Err(unusable("elliptic curve is neither P-256 nor P-384")),
            };
            parsed.map_err(|_| unusable("point is not on the curve"))?;
            Ok((kind, DecodingKey::from_ec_der(&point)))
        }
        AlgorithmParameters::OctetKeyPair(okp) if okp.curve == EllipticCurve::Ed25519 => {
            let point = decode(&okp.x)?;
            ParsedPublicKey::new(&ED25519, &point).map_err(|_| unusable("Ed25519 key is not 32 bytes"))?;
            Ok((KeyKind::Ed25519, DecodingKey::from_ed_der(&point)))
        }
        AlgorithmParameters::OctetKey(_) => Err(unusable("symmetric keys are not accepted")),
        _ => Err(unusable("key type is neither RSA, EC nor Ed25519")),
    }
}

fn check_rsa(n: &[u8], e: &[u8]) -> Result<(KeyKind, DecodingKey), KeyError> {
    // Some authorities publish the sign byte of DER along with the number; the library would refuse it.
    let (n, e) = (without_leading_zeros(n), without_leading_zeros(e));
    let bits = n.first().map_or(0, |first| n.len() * 8 - first.leading_zeros() as usize);
    if !(2048..=8192).contains(&bits) {
        return Err(unusable(&format_args!("RSA key has {bits} bits (2048–8192 are accepted)")));
    }
    // The library looks at the exponent only while verifying; an exponent of 1 would let anyone sign.
    let exponent = e.iter().take(6).fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
    if exponent < 3 || exponent % 2 == 0 || exponent >= 1 << 33 {
        return Err(unusable("RSA exponent must be odd, greater than 1 and at most 33 bits"));
    }
    RsaPublicKeyComponents { n, e }
        .to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256)
        .map_err(|_| unusable("RSA key is damaged"))?;
    Ok((KeyKind::Rsa, DecodingKey::from_rsa_raw_components(n, e)))
}

fn without_leading_zeros(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    &number[zeros..]
}

fn declared_algorithm(jwk: &Jwk, kind: KeyKind) -> Result<Option<Algorithm>, KeyError> {
    let Some(declared) = jwk.common.key_algorithm else { return Ok(None) };
    let refused = || unusable("key is declared for an algorithm that is not accepted");
    let algorithm = Algorithm::try_from(declared).map_err(|_| refused())?;
    debug_assert_ne!(declared, KeyAlgorithm::UNKNOWN_ALGORITHM);
    if kind.fits(algorithm) { Ok(Some(algorithm)) } else { Err(refused()) }
}

fn unusable(problem: &(impl fmt::Display + ?Sized)) -> KeyError {
    KeyError::Unusable(problem.to_string())
}

#[cfg(test)]
#[path = "keys_tests.rs"]
mod tests;
