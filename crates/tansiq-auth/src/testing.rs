//! Tokens of every shape, for the tests of this crate only.

use std::sync::OnceLock;

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{
    self, ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RsaEncoding,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::keys::{VerifyingKey, keys_from_jwks};
use crate::{KeyRing, TokenRules, Verifier};

/// The time at which the tests take place: 2027-01-15T08:00:00Z.
pub const NOW: i64 = 1_800_000_000;

/// The audience the tests' verifiers answer to.
pub const AUDIENCE: &str = "dss.example.com";

/// A private key of a test, with everything needed to sign as any algorithm.
pub enum TestKey {
    Rsa(Box<RsaKeyPair>),
    P256(EcdsaKeyPair),
    P384(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

impl TestKey {
    pub fn rsa() -> TestKey {
        TestKey::Rsa(Box::new(RsaKeyPair::generate(KeySize::Rsa2048).unwrap()))
    }

    pub fn p256() -> TestKey {
        TestKey::P256(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap())
    }

    pub fn p384() -> TestKey {
        TestKey::P384(EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING).unwrap())
    }

    pub fn ed25519() -> TestKey {
        TestKey::Ed25519(Ed25519KeyPair::generate().unwrap())
    }

    pub fn sign(&self, algorithm: &str, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match self {
            TestKey::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(rsa_encoding(algorithm), &random, message, &mut signature).unwrap();
                signature
            }
            TestKey::P256(pair) | TestKey::P384(pair) => pair.sign(&random, message).unwrap().as_ref().to_vec(),
            TestKey::Ed25519(pair) => pair.sign(message).as_ref().to_vec(),
        }
    }

    /// A token with the given header and claims, signed as the header's `alg` says.
    pub fn token_with(&self, header: &Value, claims: &Value) -> String {
        let message = format!("{}.{}", base64url(&header.to_string()), base64url(&claims.to_string()));
        let signature = self.sign(header["alg"].as_str().unwrap(), message.as_bytes());
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    pub fn token(&self, algorithm: &str, claims: &Value) -> String {
        self.token_with(&json!({"alg": algorithm, "typ": "JWT"}), claims)
    }

    pub fn jwk(&self) -> Value {
        match self {
            TestKey::Rsa(pair) => {
                let parts = signature::RsaPublicKeyComponents::<Vec<u8>>::from(pair.public_key());
                json!({"kty": "RSA", "n": URL_SAFE_NO_PAD.encode(parts.n),
                       "e": URL_SAFE_NO_PAD.encode(parts.e)})
            }
            TestKey::P256(pair) => ec_jwk("P-256", pair.public_key().as_ref()),
            TestKey::P384(pair) => ec_jwk("P-384", pair.public_key().as_ref()),
            TestKey::Ed25519(pair) => {
                json!({"kty": "OKP", "crv": "Ed25519",
                       "x": URL_SAFE_NO_PAD.encode(pair.public_key().as_ref())})
            }
        }
    }

    pub fn named_jwk(&self, kid: &str) -> Value {
        let mut jwk = self.jwk();
        jwk["kid"] = json!(kid);
        jwk
    }

    /// The SPKI encoding of the public key.
    pub fn spki(&self) -> Vec<u8> {
        match self {
            TestKey::Rsa(pair) => pair.public_key().as_der().unwrap().as_ref().to_vec(),
            TestKey::P256(pair) | TestKey::P384(pair) => pair.public_key().as_der().unwrap().as_ref().to_vec(),
            TestKey::Ed25519(pair) => pair.public_key().as_der().unwrap().as_ref().to_vec(),
        }
    }

    pub fn public_pem(&self) -> String {
        pem::encode(&pem::Pem::new("PUBLIC KEY", self.spki()))
    }

    pub fn verifying_key(&self) -> VerifyingKey {
        verifying_keys(&[self.jwk()]).remove(0)
    }
}

fn rsa_encoding(algorithm: &str) -> &'static dyn RsaEncoding {
    match algorithm {
        "RS384" => &signature::RSA_PKCS1_SHA384,
        "RS512" => &signature::RSA_PKCS1_SHA512,
        "PS256" => &signature::RSA_PSS_SHA256,
        "PS384" => &signature::RSA_PSS_SHA384,
        "PS512" => &signature::RSA_PSS_SHA512,
        _ => &signature::RSA_PKCS1_SHA256,
    }
}

fn ec_jwk(curve: &str, point: &[u8]) -> Value {
    let (x, y) = point[1..].split_at(point.len() / 2);
    json!({"kty": "EC", "crv": curve, "x": URL_SAFE_NO_PAD.encode(x), "y": URL_SAFE_NO_PAD.encode(y)})
}

/// The keys of a set, all of which must be usable.
pub fn verifying_keys(jwks: &[Value]) -> Vec<VerifyingKey> {
    let (keys, skipped) = keys_from_jwks(jwks_body(jwks).as_bytes()).unwrap();
    assert_eq!(skipped, Vec::<String>::new());
    keys
}

pub fn jwks_body(jwks: &[Value]) -> String {
    json!({"keys": jwks}).to_string()
}

pub fn base64url(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(text)
}

/// One RSA key for all tests that do not care which; making one takes a while.
pub fn shared_rsa() -> &'static TestKey {
    static KEY: OnceLock<TestKey> = OnceLock::new();
    KEY.get_or_init(TestKey::rsa)
}

/// Claims with nothing to object to at [`NOW`].
pub fn claims() -> Value {
    json!({"sub": "uss1", "iss": "https://auth.example.com/token", "aud": AUDIENCE,
           "exp": NOW + 1800, "iat": NOW, "nbf": NOW, "jti": "1",
           "scope": "utm.strategic_coordination utm.constraint_processing"})
}

/// [`claims`] with one claim set, or taken out if `value` is null.
pub fn claims_with(claim: &str, value: Value) -> Value {
    let mut claims = claims();
    match value {
        Value::Null => claims.as_object_mut().unwrap().remove(claim),
        value => claims.as_object_mut().unwrap().insert(claim.to_owned(), value),
    };
    claims
}

pub fn rules() -> TokenRules {
    TokenRules { audiences: vec!["other.example.com".to_owned(), AUDIENCE.to_owned()], leeway_s: 5 }
}

pub fn verifier(keys: Vec<VerifyingKey>) -> Verifier {
    Verifier::new(rules(), KeyRing::new(keys, Vec::new())).unwrap()
}
