//! A token server for trying things out: a key made on the spot and parties whose secrets anyone knows.
//!
//! Never for anything real, which is why it has no settings: only `tansiq serve --dev` makes one.

use argon2::Params;

use crate::Scopes;
use crate::clients::hash_with;
use crate::issuer::{Issuer, IssuerError};
use crate::keys::VerifyingKey;
use crate::scope::Scope::{self, *};
use crate::settings::{ClientSettings, TokenServerSettings};
use crate::signing::SigningKey;

/// A party of the development token server.
#[derive(Clone, Copy, Debug)]
pub struct DevParty {
    /// Client id and `sub`.
    pub id: &'static str,
    /// The secret; public knowledge.
    pub secret: &'static str,
    /// What it may ask for.
    pub scopes: &'static [Scope],
}

const USS: &[Scope] = &[
    StrategicCoordination,
    ConformanceMonitoringSa,
    ConstraintProcessing,
    ReadIdentificationServiceAreas,
    WriteIdentificationServiceAreas,
    RidServiceProvider,
    RidDisplayProvider,
    ReadSystemVersions,
    PoolStatusRead,
    DeskView,
    DeskPlan,
    DeskPosition,
    DeskAdminister,
];

const AUTHORITY: &[Scope] = &[
    ConstraintManagement,
    ConstraintProcessing,
    AvailabilityArbitration,
    PoolStatusRead,
    PoolStatusHeartbeatWrite,
    ReadSystemVersions,
    FlightPlanningDirectTest,
    FlightPlanningPlan,
    GeospatialMapQuery,
    GeospatialMapDirectTest,
    Admin,
    DeskView,
    DeskPlan,
    DeskAdminister,
];

/// The parties: three that fly and one that rules.
pub const DEV_PARTIES: &[DevParty] = &[
    DevParty { id: "uss1", secret: "uss1-dev-secret", scopes: USS },
    DevParty { id: "uss2", secret: "uss2-dev-secret", scopes: USS },
    DevParty { id: "uss3", secret: "uss3-dev-secret", scopes: USS },
    DevParty { id: "authority", secret: "authority-dev-secret", scopes: AUTHORITY },
];

/// The development token server.
#[derive(Debug)]
pub struct DevIssuer {
    issuer: Issuer,
}

impl DevIssuer {
    /// What its tokens say in `iss`.
    pub const NAME: &'static str = "https://dev.tansiq.invalid/oauth/token";

    /// A server whose parties may ask for tokens for any of `audiences`. Takes a good part of a second,
    /// most of it to make an RSA key.
    ///
    /// # Errors
    ///
    /// [`IssuerError::Settings`] if there is no audience.
    ///
    /// # Panics
    ///
    /// If the cryptographic library cannot make a key.
    pub fn new(audiences: Vec<String>) -> Result<DevIssuer, IssuerError> {
        let key = SigningKey::generate_rsa().expect("the cryptographic library can make an RSA key");
        DevIssuer::with_key(audiences, key)
    }

    /// The same with a given key.
    ///
    /// # Errors
    ///
    /// [`IssuerError::Settings`] if there is no audience.
    pub fn with_key(audiences: Vec<String>, key: SigningKey) -> Result<DevIssuer, IssuerError> {
        let client = |party: &DevParty| ClientSettings {
            id: party.id.to_owned(),
            secret_hash: cheap_hash(party.secret),
            sub: None,
            scopes: party.scopes.iter().map(|scope| scope.as_str().to_owned()).collect(),
            audiences: audiences.clone(),
        };
        let settings = TokenServerSettings {
            enabled: true,
            issuer: DevIssuer::NAME.to_owned(),
            clients: DEV_PARTIES.iter().map(client).collect(),
            ..TokenServerSettings::default()
        };
        Ok(DevIssuer { issuer: Issuer::new(&settings, key)? })
    }

    /// The token server itself.
    #[must_use]
    pub fn into_issuer(self) -> Issuer {
        self.issuer
    }

    /// The server itself, with the parties as its clients.
    #[must_use]
    pub fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// The keys its tokens are verified with.
    #[must_use]
    pub fn verifying_keys(&self) -> Vec<VerifyingKey> {
        self.issuer.verifying_keys()
    }

    /// An `Authorization` header value for any party, without asking for a secret; for tests and demos.
    #[must_use]
    pub fn authorization(&self, sub: &str, scopes: Scopes, audience: &str, now_unix_s: i64) -> String {
        let token = self.issuer.sign(sub, sub, audience, &scopes.to_string(), now_unix_s);
        format!("Bearer {token}")
    }
}

/// A hash as cheap as argon2 goes: hiding a secret that stands in this file would be for show.
fn cheap_hash(secret: &str) -> String {
    let params = Params::new(Params::MIN_M_COST, 1, 1, None).expect("the lowest costs are in range");
    hash_with(secret, params).expect("the secrets of this file are short")
}

#[cfg(test)]
#[path = "dev_tests.rs"]
mod tests;
