//! The built-in token server: `POST /oauth/token` (RFC 6749 §4.4) and the keys it signs with.

use super::answer::{json, ok, unstored, with_type};
use super::app::App;
use super::body::{self, Allowance};
use super::bounds::MAX_TOKEN_REQUEST;
use super::error::Error;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use axum::response::Response;
use serde::Deserialize;
use std::sync::Arc;
use tansiq_auth::{Issuer, OAuthError, TokenRequest, TokenResponse, basic_credentials};

/// The fields of a token request, with the names that clients in the field give to the audience.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Form {
    grant_type: String,
    client_id: String,
    client_secret: String,
    scope: Option<String>,
    audience: Option<String>,
    intended_audience: Option<String>,
    resource: Option<String>,
}

/// Grants a token.
pub(crate) async fn token(app: &App, request: Request<Body>) -> Result<Response, Error> {
    let issuer = app.shared.issuer.clone().ok_or(Error::NoRoute)?;
    let (parts, body) = request.into_parts();
    // Anybody may ask here, so that bodies are small and take nothing of what the bodies of parties share.
    let allowance = Allowance { bytes: MAX_TOKEN_REQUEST, shared_kib: None };
    let body = body::read(&parts.headers, body, allowance).await?;
    let asked = read(&parts.headers, &body)?;
    if app.shared.by_client.check_key(&asked.client_id).is_err() {
        return Err(Error::TooMany("too many token requests of this client".to_owned()));
    }
    let now_s = app.now().0.div_euclid(1_000_000);
    Ok(match grant(app, issuer, asked, now_s).await? {
        Ok(token) => unstored(ok(&token)),
        Err(refusal) => {
            let status = StatusCode::from_u16(refusal.http_status()).unwrap_or(StatusCode::BAD_REQUEST);
            let mut response = unstored(json(status, &refusal));
            if status == StatusCode::UNAUTHORIZED {
                response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic"));
            }
            response
        }
    })
}

/// Checking a secret takes memory and time, so only a few are checked at once, away from the other requests.
async fn grant(
    app: &App,
    issuer: Arc<Issuer>,
    asked: TokenRequest,
    now_s: i64,
) -> Result<Result<TokenResponse, OAuthError>, Error> {
    if !issuer.needs_hashing(&asked) {
        return Ok(issuer.token(&asked, now_s));
    }
    let permit = app.shared.hashing.clone().acquire_owned().await.map_err(|_| Error::Timeout)?;
    let work = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        issuer.token(&asked, now_s)
    });
    work.await.map_err(|error| Error::Internal(error.to_string()))
}

fn read(headers: &HeaderMap, body: &[u8]) -> Result<TokenRequest, Error> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let form: Form = if content_type.starts_with("application/json") {
        serde_json::from_slice(body).map_err(|error| Error::Invalid(format!("body: {error}")))?
    } else {
        serde_urlencoded::from_bytes(body).map_err(|error| Error::Invalid(format!("body: {error}")))?
    };
    let basic = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(basic_credentials);
    let (client_id, client_secret) = basic.unwrap_or((form.client_id, form.client_secret));
    Ok(TokenRequest {
        grant_type: form.grant_type,
        client_id,
        client_secret,
        scope: form.scope,
        audience: form.audience.or(form.intended_audience).or(form.resource),
    })
}

/// The public keys of the token server.
pub(crate) fn jwks(app: &App) -> Result<Response, Error> {
    let issuer = app.shared.issuer.as_ref().ok_or(Error::NoRoute)?;
    Ok(with_type(StatusCode::OK, "application/json; charset=utf-8", issuer.jwks_json()))
}

/// Where everything is (RFC 8414).
pub(crate) fn metadata(app: &App) -> Result<Response, Error> {
    let issuer = app.shared.issuer.as_ref().ok_or(Error::NoRoute)?;
    let base = &app.options().public_url;
    let text = issuer.metadata_json(&format!("{base}/oauth/token"), &format!("{base}/.well-known/jwks.json"));
    Ok(with_type(StatusCode::OK, "application/json; charset=utf-8", text))
}
