//! An authority of the tests' own, so that any party with any scopes and any claims can ask.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use std::io::Write;
use std::sync::LazyLock;
use std::time::{SystemTime, UNIX_EPOCH};
use tansiq_auth::SigningKey;
use tempfile::NamedTempFile;

pub const SC: &str = "utm.strategic_coordination";
pub const CMSA: &str = "utm.conformance_monitoring_sa";
pub const CM: &str = "utm.constraint_management";
pub const CP: &str = "utm.constraint_processing";
pub const AA: &str = "utm.availability_arbitration";
pub const READ: &str = "dss.read.identification_service_areas";
pub const WRITE: &str = "dss.write.identification_service_areas";
pub const POOL_READ: &str = "interuss.pool_status.read";
pub const POOL_WRITE: &str = "interuss.pool_status.heartbeat.write";
pub const VERSIONS: &str = "interuss.versioning.read_system_versions";
pub const ADMIN: &str = "tansiq.admin";

/// Who asks, with which scopes.
#[derive(Clone, Copy, Debug)]
pub struct Party {
    pub sub: &'static str,
    pub scopes: &'static str,
}

pub const fn party(sub: &'static str, scopes: &'static str) -> Party {
    Party { sub, scopes }
}

/// Plans and flies.
pub const USS1: Party = party("uss1", SC);
/// Another who does.
pub const USS2: Party = party("uss2", SC);
/// The first, also monitoring conformance.
pub const USS1_MONITOR: Party = party("uss1", "utm.strategic_coordination utm.conformance_monitoring_sa");
/// Publishes constraints.
pub const PUBLISHER: Party = party("authority", CM);
/// Another publisher.
pub const PUBLISHER2: Party = party("ministry", CM);
/// Declares availability.
pub const ARBITER: Party = party("arbiter", AA);

impl Party {
    /// The value of the `Authorization` header, good for half an hour.
    pub fn authorization(self) -> String {
        format!("Bearer {}", Authority::get().token(&claims(self)))
    }
}

/// Claims of a good token for a party.
pub fn claims(party: Party) -> Value {
    json!({
        "iss": "https://authority.example/oauth/token",
        "sub": party.sub,
        "aud": "localhost",
        "scope": party.scopes,
        "exp": now_s() + 1_800,
    })
}

pub fn now_s() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    i64::try_from(since.as_secs()).expect("before the end of time")
}

/// The key behind the tokens.
pub struct Authority {
    signing: EncodingKey,
    public_pem: String,
}

impl Authority {
    /// The authority that nodes of the rig believe.
    pub fn get() -> &'static Authority {
        static AUTHORITY: LazyLock<Authority> = LazyLock::new(Authority::generate);
        &AUTHORITY
    }

    /// One that nobody knows.
    pub fn generate() -> Authority {
        let key = SigningKey::generate_p256().expect("a key");
        let private = key.to_pkcs8_pem();
        Authority {
            signing: EncodingKey::from_ec_pem(private.as_bytes()).expect("the key is readable"),
            public_pem: public_pem(&key.jwks_json()),
        }
    }

    /// The public key in a file that lives as long as what is returned.
    pub fn public_key_file(&self) -> NamedTempFile {
        let mut file = NamedTempFile::new().expect("a file");
        file.write_all(self.public_pem.as_bytes()).expect("the file can be written");
        file
    }

    /// A token with any claims.
    pub fn token(&self, claims: &Value) -> String {
        self.token_with(&Header::new(Algorithm::ES256), claims)
    }

    /// A token with any header, which must fit a P-256 key, and any claims.
    pub fn token_with(&self, header: &Header, claims: &Value) -> String {
        jsonwebtoken::encode(header, claims, &self.signing).expect("claims can be signed")
    }
}

/// A P-256 public key as a PEM block (RFC 5480): a fixed head, then the uncompressed point.
fn public_pem(jwks: &str) -> String {
    const HEAD: [u8; 26] = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d,
        0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
    ];
    let jwks: Value = serde_json::from_str(jwks).expect("a key set");
    let part = |name: &str| URL_SAFE_NO_PAD.decode(jwks["keys"][0][name].as_str().expect("a coordinate")).expect("base64");
    let der = [HEAD.to_vec(), vec![4], part("x"), part("y")].concat();
    format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(der))
}
