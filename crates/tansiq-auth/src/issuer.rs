//! The built-in token server: OAuth 2.0 client credentials (RFC 6749 §4.4), without its HTTP.
//!
//! The HTTP layer reads the form (and [`basic_credentials`](crate::basic_credentials)), calls
//! [`Issuer::token`], and publishes [`Issuer::jwks_json`] and [`Issuer::metadata_json`]. A call that
//! [`needs_hashing`](Issuer::needs_hashing) takes about 20 ms and 19 MiB: run it on a blocking thread
//! behind a semaphore of a few permits, or strangers decide how much memory is used.

use std::collections::HashMap;
use std::fmt;

use argon2::Params;
use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::Scopes;
use crate::claims::MAX_TOKEN_LIFETIME_S;
use crate::clients::{Credential, MAX_SECRET_BYTES, check_hash, hash_with, process_key, random};
use crate::keys::{VerifyingKey, read_key_file};
use crate::settings::{ClientSettings, Problem, TokenServerSettings, is_name};
use crate::signing::{SigningKey, SigningKeyError};

/// The longest list of scopes in a request, in bytes.
const MAX_SCOPE_BYTES: usize = 4096;

/// Any audience, in a client's list.
const ANY_AUDIENCE: &str = "*";

/// Why a token server could not be made from settings.
#[derive(Debug, thiserror::Error)]
pub enum IssuerError {
    /// The settings are not usable; each problem names its field.
    #[error("{}", crate::settings::list(.0))]
    Settings(Vec<Problem>),
    /// The key file could not be read.
    #[error("signing key file {} could not be read", .path.display())]
    File {
        /// The file.
        path: std::path::PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The key file holds no usable key.
    #[error("signing key file {} holds no usable key", .path.display())]
    Key {
        /// The file.
        path: std::path::PathBuf,
        /// Why.
        #[source]
        source: SigningKeyError,
    },
}

/// A request for a token, as in the form of RFC 6749 §4.4.2. Empty texts are as if absent.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct TokenRequest {
    /// Must be `client_credentials`.
    pub grant_type: String,
    /// The client's name; from the form or from HTTP Basic.
    pub client_id: String,
    /// The client's secret; from the form or from HTTP Basic.
    pub client_secret: String,
    /// The scopes wanted, separated by spaces; all the client may have if absent.
    pub scope: Option<String>,
    /// For whom the token is meant; may be left out by a client that has exactly one audience.
    pub audience: Option<String>,
}

/// The secret is left out.
impl fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequest")
            .field("grant_type", &self.grant_type)
            .field("client_id", &self.client_id)
            .field("scope", &self.scope)
            .field("audience", &self.audience)
            .finish_non_exhaustive()
    }
}

/// A granted token, in the shape of RFC 6749 §5.1. To be sent with `Cache-Control: no-store`.
#[derive(Clone, Serialize)]
pub struct TokenResponse {
    /// The JWT.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// Seconds the token lives.
    pub expires_in: u64,
    /// The scopes granted, separated by spaces.
    pub scope: String,
}

/// The token is left out.
impl fmt::Debug for TokenResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenResponse").field("expires_in", &self.expires_in).field("scope", &self.scope).finish_non_exhaustive()
    }
}

/// The error codes of RFC 6749 §5.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OAuthErrorCode {
    /// A parameter is missing or not allowed.
    InvalidRequest,
    /// The client is not known, or its secret is wrong.
    InvalidClient,
    /// The client may not have a token for this audience.
    UnauthorizedClient,
    /// Another grant than client credentials.
    UnsupportedGrantType,
    /// A scope the client may not have.
    InvalidScope,
}

/// A refusal, in the shape of RFC 6749 §5.2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{error_description}")]
pub struct OAuthError {
    /// The code for the program.
    pub error: OAuthErrorCode,
    /// The text for the person.
    pub error_description: String,
}

impl OAuthError {
    fn new(error: OAuthErrorCode, description: impl Into<String>) -> OAuthError {
        OAuthError { error, error_description: description.into() }
    }

    /// 401 for a client that is not who it says (to be sent with `WWW-Authenticate: Basic`), 400
    /// otherwise.
    #[must_use]
    pub fn http_status(&self) -> u16 {
        if self.error == OAuthErrorCode::InvalidClient { 401 } else { 400 }
    }
}

/// Grants tokens to its clients. Shared between threads.
#[derive(Debug)]
pub struct Issuer {
    name: String,
    key: SigningKey,
    lifetime_s: i64,
    clients: HashMap<String, Client>,
    // What a request of an unknown client is held against, so that it takes as long as a wrong secret.
    nobody: Credential,
    remember_key: hmac::Key,
}

#[derive(Debug)]
struct Client {
    credential: Credential,
    sub: String,
    scopes: Vec<String>,
    audiences: Vec<String>,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    scope: &'a str,
    iat: i64,
    nbf: i64,
    exp: i64,
    jti: String,
    client_id: &'a str,
}

impl Issuer {
    /// A token server as configured, with the given key in place of the key file. `enabled` is not
    /// looked at.
    ///
    /// # Errors
    ///
    /// [`IssuerError::Settings`].
    pub fn new(settings: &TokenServerSettings, key: SigningKey) -> Result<Issuer, IssuerError> {
        let problems = settings.check(false);
        if !problems.is_empty() {
            return Err(IssuerError::Settings(problems));
        }
        let clients = settings.clients.iter().map(|c| (c.id.clone(), Client::new(c))).collect();
        Ok(Issuer {
            name: settings.issuer.clone(),
            key,
            lifetime_s: i64::try_from(settings.lifetime_s).unwrap_or(MAX_TOKEN_LIFETIME_S),
            clients,
            nobody: dummy_credential(&settings.clients),
            remember_key: process_key(),
        })
    }

    /// A token server as configured, its key read from `signing_key`.
    ///
    /// # Errors
    ///
    /// [`IssuerError`].
    pub fn from_settings(settings: &TokenServerSettings) -> Result<Issuer, IssuerError> {
        let problems = settings.check(true);
        if !problems.is_empty() {
            return Err(IssuerError::Settings(problems));
        }
        let path = &settings.signing_key;
        let text = read_key_file(path).map_err(|source| IssuerError::File { path: path.clone(), source })?;
        let key = SigningKey::from_pkcs8_pem(&text).map_err(|source| IssuerError::Key { path: path.clone(), source })?;
        Issuer::new(settings, key)
    }

    /// Whether [`token`](Self::token) will have to hash the secret, which is slow; if not, it takes
    /// about as long as one signature.
    #[must_use]
    pub fn needs_hashing(&self, request: &TokenRequest) -> bool {
        request.client_secret.len() <= MAX_SECRET_BYTES
            && self
                .clients
                .get(&request.client_id)
                .is_none_or(|client| !client.credential.remembers(&self.remember_key, &request.client_secret))
    }

    /// Grants a token or says why not.
    ///
    /// # Errors
    ///
    /// [`OAuthError`], with its HTTP status.
    pub fn token(&self, request: &TokenRequest, now_unix_s: i64) -> Result<TokenResponse, OAuthError> {
        use OAuthErrorCode::{InvalidRequest, UnsupportedGrantType};
        match request.grant_type.as_str() {
            "client_credentials" => {}
            "" => return Err(OAuthError::new(InvalidRequest, "grant_type is missing")),
            _ => {
                let text = "grant_type must be client_credentials";
                return Err(OAuthError::new(UnsupportedGrantType, text));
            }
        }
        let client = self.authenticate(request)?;
        let audience = client.audience(request.audience.as_deref())?;
        let scope = client.scope(request.scope.as_deref())?;
        let access_token = self.sign(&request.client_id, &client.sub, audience, &scope, now_unix_s);
        Ok(TokenResponse { access_token, token_type: "Bearer", expires_in: self.lifetime_s.unsigned_abs(), scope })
    }

    /// The key set to publish.
    #[must_use]
    pub fn jwks_json(&self) -> String {
        self.key.jwks_json()
    }

    /// The keys with which this process can verify its own tokens.
    #[must_use]
    pub fn verifying_keys(&self) -> Vec<VerifyingKey> {
        vec![self.key.verifying_key()]
    }

    /// What tokens say in `iss`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The server's metadata (RFC 8414), given the absolute URLs under which its endpoints are served.
    #[must_use]
    pub fn metadata_json(&self, token_url: &str, jwks_url: &str) -> String {
        serde_json::json!({
            "issuer": self.name,
            "token_endpoint": token_url,
            "jwks_uri": jwks_url,
            "response_types_supported": [],
            "grant_types_supported": ["client_credentials"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        })
        .to_string()
    }

    /// A token with which the process that runs this token server acts for `sub`: nobody asked for it over the network, so
    /// no secret is shown.
    #[must_use]
    pub fn own_token(&self, sub: &str, audience: &str, scopes: Scopes, now_unix_s: i64) -> String {
        self.sign(sub, sub, audience, &scopes.to_string(), now_unix_s)
    }

    /// Signs a token without asking for a secret.
    pub(crate) fn sign(&self, client_id: &str, sub: &str, audience: &str, scope: &str, now_unix_s: i64) -> String {
        self.key.sign(&Claims {
            iss: &self.name,
            sub,
            aud: audience,
            scope,
            iat: now_unix_s,
            nbf: now_unix_s,
            exp: now_unix_s.saturating_add(self.lifetime_s),
            jti: URL_SAFE_NO_PAD.encode(random::<16>()),
            client_id,
        })
    }

    /// The client, if its secret is right. Wrong secret and unknown client cannot be told apart.
    fn authenticate(&self, request: &TokenRequest) -> Result<&Client, OAuthError> {
        let refusal = |text| OAuthError::new(OAuthErrorCode::InvalidClient, text);
        if request.client_id.is_empty() || request.client_secret.is_empty() {
            return Err(refusal("client_id and client_secret are needed"));
        }
        if request.client_secret.len() > MAX_SECRET_BYTES {
            return Err(refusal("client_id or client_secret is wrong"));
        }
        let (key, secret) = (&self.remember_key, request.client_secret.as_str());
        let client = self.clients.get(&request.client_id);
        let credential = client.map_or(&self.nobody, |client| &client.credential);
        let right = credential.remembers(key, secret) || credential.verify(key, secret);
        match client {
            Some(client) if right => Ok(client),
            _ => Err(refusal("client_id or client_secret is wrong")),
        }
    }
}

impl Client {
    fn new(settings: &ClientSettings) -> Client {
        // A scope listed twice would be granted twice, which some readers of tokens refuse.
        let mut scopes = Vec::with_capacity(settings.scopes.len());
        for scope in &settings.scopes {
            if !scopes.contains(scope) {
                scopes.push(scope.clone());
            }
        }
        Client {
            credential: Credential::new(settings.secret_hash.clone()),
            sub: settings.sub.clone().unwrap_or_else(|| settings.id.clone()),
            scopes,
            audiences: settings.audiences.clone(),
        }
    }

    fn audience<'a>(&'a self, wanted: Option<&'a str>) -> Result<&'a str, OAuthError> {
        let Some(wanted) = wanted.filter(|text| !text.is_empty()) else {
            return match self.audiences.as_slice() {
                [only] if only != ANY_AUDIENCE => Ok(only),
                _ => {
                    let text = "audience is missing: name the host the token is meant for";
                    Err(OAuthError::new(OAuthErrorCode::InvalidRequest, text))
                }
            };
        };
        if !is_name(wanted) {
            let text = "audience must be 1–256 bytes without control characters";
            return Err(OAuthError::new(OAuthErrorCode::InvalidRequest, text));
        }
        if self.audiences.iter().any(|allowed| allowed == ANY_AUDIENCE || allowed == wanted) {
            return Ok(wanted);
        }
        let text = format!("audience is not allowed (allowed: {})", self.audiences.join(", "));
        Err(OAuthError::new(OAuthErrorCode::UnauthorizedClient, text))
    }

    /// The scopes granted, in the order of the client's list and each once.
    fn scope(&self, wanted: Option<&str>) -> Result<String, OAuthError> {
        let refusal = |text| OAuthError::new(OAuthErrorCode::InvalidScope, text);
        let wanted = wanted.unwrap_or_default();
        if wanted.len() > MAX_SCOPE_BYTES {
            return Err(refusal(format!("scope is longer than {MAX_SCOPE_BYTES} bytes")));
        }
        let wanted: Vec<_> = wanted.split(' ').filter(|scope| !scope.is_empty()).collect();
        if !wanted.iter().all(|scope| self.scopes.iter().any(|allowed| allowed == scope)) {
            let allowed = self.scopes.join(" ");
            return Err(refusal(format!("a scope is not allowed (allowed: {allowed})")));
        }
        let granted = |scope: &&String| wanted.is_empty() || wanted.contains(&scope.as_str());
        let granted: Vec<_> = self.scopes.iter().filter(granted).map(String::as_str).collect();
        Ok(granted.join(" "))
    }
}

/// A credential nobody has, as costly to check as that of a client.
fn dummy_credential(clients: &[ClientSettings]) -> Credential {
    let secret = URL_SAFE_NO_PAD.encode(random::<32>());
    Credential::new(hash_with(&secret, dummy_params(clients)).expect("the secret is 43 bytes long"))
}

/// The highest costs among the clients' hashes.
fn dummy_params(clients: &[ClientSettings]) -> Params {
    let costs = clients.iter().filter_map(|client| check_hash(&client.secret_hash).ok());
    let params = costs.max_by_key(|params| u64::from(params.m_cost()) * u64::from(params.t_cost())).unwrap_or_default();
    Params::new(params.m_cost(), params.t_cost(), params.p_cost(), None).expect("costs were accepted before")
}

#[cfg(test)]
#[path = "issuer_tests.rs"]
mod tests;
