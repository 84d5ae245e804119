//! Real tokens: an RSA key made for the run, its public half for the server, and tokens signed with RS256.

use anyhow::{Context, Result, anyhow};
use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use std::time::{SystemTime, UNIX_EPOCH};

/// How long the tokens hold; no run may take longer.
const LIFETIME_S: u64 = 50 * 60;
const SCOPES: &str = "utm.strategic_coordination utm.conformance_monitoring_sa";
/// What the people of a desk may do.
const DESK_SCOPES: &str = "tansiq.desk.view tansiq.desk.plan tansiq.desk.position";

/// The authority of one run.
pub struct Authority {
    key: KeyPair,
}

impl Authority {
    /// Makes a new key of 2048 bits.
    ///
    /// # Errors
    /// If the library cannot.
    pub fn new() -> Result<Authority> {
        let key = KeyPair::generate(KeySize::Rsa2048).map_err(|_| anyhow!("an RSA key cannot be made"))?;
        Ok(Authority { key })
    }

    /// The public key as a PEM file.
    ///
    /// # Errors
    /// If the library cannot write it.
    pub fn public_pem(&self) -> Result<String> {
        let der = self.key.public_key().as_der().map_err(|_| anyhow!("the public key cannot be written"))?;
        let text = STANDARD.encode(der.as_ref());
        let mut pem = String::from("-----BEGIN PUBLIC KEY-----\n");
        for line in text.as_bytes().chunks(64) {
            pem.push_str(std::str::from_utf8(line).context("base64 is ASCII")?);
            pem.push('\n');
        }
        pem.push_str("-----END PUBLIC KEY-----\n");
        Ok(pem)
    }

    /// The value of the `Authorization` header of a party.
    ///
    /// # Errors
    /// If the clock stands before 1970 or the library cannot sign.
    pub fn authorization(&self, party: &str) -> Result<String> {
        self.granted(party, SCOPES)
    }

    /// The same for one of the people of a desk.
    ///
    /// # Errors
    /// As [`Authority::authorization`].
    pub fn of_desk(&self, user: &str) -> Result<String> {
        self.granted(user, DESK_SCOPES)
    }

    fn granted(&self, party: &str, scopes: &str) -> Result<String> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).context("the clock stands before 1970")?.as_secs();
        let claims = serde_json::json!({
            "sub": party, "iss": "https://authority.bench.test", "aud": "localhost", "scope": scopes,
            "iat": now, "exp": now + LIFETIME_S,
        });
        let header = URL_SAFE_NO_PAD.encode(br#"{"alg":"RS256","typ":"JWT"}"#);
        let message = format!("{header}.{}", URL_SAFE_NO_PAD.encode(claims.to_string()));
        let mut signature = vec![0; self.key.public_modulus_len()];
        let signed = self.key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature);
        signed.map_err(|_| anyhow!("a token cannot be signed"))?;
        Ok(format!("Bearer {message}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}
