//! Where tokens come from: a token server, or the node's own issuer.
//!
//! It asks once for each call and keeps nothing; `tokens.rs` keeps and shares.

use crate::secret::{Secret, Token};
use crate::transport::{Answer, Boxed, CallError, Content, Request, Transport};
use crate::url::{BaseUrl, UrlError};
use hyper::{Method, Uri};
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;
use tansiq_auth::Scopes;
use tokio::time::Instant;

/// How long a token server may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The largest answer of a token server that is looked at, in bytes.
const MAX_ANSWER_BYTES: usize = 256 * 1024;

/// The longest text of a refusal that is passed on, in characters.
const MAX_REASON_CHARS: usize = 300;

/// Why there is no token. Nothing was sent to the one it was for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// The token server did not answer, or is in trouble. Later may help.
    #[error("no token for {audience}: {what}")]
    Unavailable {
        /// For whom it was to be.
        audience: String,
        /// What happened.
        what: String,
    },
    /// The token server refused. Somebody must change a configuration.
    #[error("the token server refused a token for {audience} ({status}): {reason}")]
    Refused {
        /// For whom it was to be.
        audience: String,
        /// The status.
        status: u16,
        /// Its words.
        reason: String,
    },
    /// What was answered is not a token.
    #[error("the answer of the token server for {audience} is not a token: {what}")]
    Nonsense {
        /// For whom it was to be.
        audience: String,
        /// What is wrong.
        what: String,
    },
}

/// A token and how long its server says that it lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    /// The token.
    pub token: Token,
    /// How long it lives from when it was asked for; if absent, its claims are read.
    pub lives_for: Option<Duration>,
}

/// Gives tokens. A call is one question; nothing is kept.
pub trait TokenSource: Send + Sync {
    /// A token for one audience (a host name) with all of the scopes, by the deadline.
    ///
    /// # Errors
    ///
    /// [`TokenError`].
    fn token<'a>(&'a self, audience: &'a str, scopes: Scopes, deadline: Instant) -> Boxed<'a, Result<Granted, TokenError>>;
}

/// How a token server wants to be asked.
#[derive(Clone, Debug)]
pub enum TokenStyle {
    /// RFC 6749 §4.4.2: POST of a form. The audience is named both `audience` and `intended_audience`, because servers
    /// differ in which one they read.
    ClientCredentials {
        /// Who asks.
        client_id: String,
        /// How it shows that.
        secret: Secret,
    },
    /// The dummy servers used for trying things out: GET with everything in the query, no secret.
    Dummy {
        /// Whose name the token carries.
        sub: String,
    },
}

/// A token server over HTTP. The secret is left out of `Debug`.
pub struct HttpTokenSource {
    transport: Arc<dyn Transport>,
    url: Uri,
    style: TokenStyle,
    issuer: Option<String>,
}

impl HttpTokenSource {
    /// A token server at its full URL, such as `https://tokens.example.com/oauth/token`. `issuer` is sent along where the
    /// server wants it. The transport is one that may call the operator's own hosts.
    ///
    /// # Errors
    ///
    /// [`UrlError`]; `http` only with `allow_http`, because the secret would travel in the clear.
    pub fn new(
        transport: Arc<dyn Transport>,
        url: &str,
        allow_http: bool,
        style: TokenStyle,
        issuer: Option<String>,
    ) -> Result<HttpTokenSource, UrlError> {
        let url = BaseUrl::parse(url, allow_http)?.join(&[])?;
        Ok(HttpTokenSource { transport, url, style, issuer })
    }

    fn request(&self, audience: &str, scopes: Scopes, deadline: Instant) -> Result<Request, String> {
        let scope = scopes.to_string();
        let (client_id, client_secret, sub) = match &self.style {
            TokenStyle::ClientCredentials { client_id, secret } => (Some(client_id.as_str()), Some(secret.expose()), None),
            TokenStyle::Dummy { sub } => (None, None, Some(sub.as_str())),
        };
        let form = Form {
            grant_type: "client_credentials",
            client_id,
            client_secret,
            scope: &scope,
            audience: client_id.map(|_| audience),
            intended_audience: audience,
            issuer: self.issuer.as_deref(),
            sub,
        };
        let form = serde_urlencoded::to_string(form).map_err(|error| error.to_string())?;
        let (method, url, content) = match &self.style {
            TokenStyle::ClientCredentials { .. } => {
                let content = Content { media_type: "application/x-www-form-urlencoded", bytes: form.into() };
                (Method::POST, self.url.clone(), Some(content))
            }
            TokenStyle::Dummy { .. } => {
                let url = format!("{}?{form}", self.url).parse().map_err(|_| "the request is too long".to_owned())?;
                (Method::GET, url, None)
            }
        };
        Ok(Request { method, url, bearer: None, content, deadline: deadline.min(Instant::now() + PATIENCE) })
    }

    async fn ask(&self, audience: &str, scopes: Scopes, deadline: Instant) -> Result<Granted, TokenError> {
        let nonsense = |what| TokenError::Nonsense { audience: audience.to_owned(), what };
        let unavailable = |what| TokenError::Unavailable { audience: audience.to_owned(), what };
        let request = self.request(audience, scopes, deadline).map_err(nonsense)?;
        match self.transport.call(request).await {
            Ok(answer) => self.read(&answer, audience),
            Err(error @ (CallError::Unreachable { .. } | CallError::Unheard { .. })) => Err(unavailable(error.to_string())),
            Err(error) => Err(nonsense(error.to_string())),
        }
    }

    fn read(&self, answer: &Answer, audience: &str) -> Result<Granted, TokenError> {
        let audience = audience.to_owned();
        if answer.status >= 500 || answer.status == 429 {
            let what = format!("the token server answered {}", answer.status);
            return Err(TokenError::Unavailable { audience, what });
        }
        let body = answer.body.get(..MAX_ANSWER_BYTES).unwrap_or(&answer.body);
        let message: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
        let field = |name: &str| message.get(name).and_then(serde_json::Value::as_str);
        if !answer.is_success() {
            let reason = field("error_description").or(field("error")).unwrap_or("no reason given");
            return Err(TokenError::Refused { audience, status: answer.status, reason: self.harmless(reason) });
        }
        let Some(token) = field("access_token").and_then(|text| Token::new(text.to_owned())) else {
            return Err(TokenError::Nonsense { audience, what: "access_token is missing or not a token".to_owned() });
        };
        Ok(Granted { token, lives_for: message.get("expires_in").and_then(seconds) })
    }

    /// One line of bounded length without our secret, should the server have sent it back.
    fn harmless(&self, text: &str) -> String {
        let secret = match &self.style {
            TokenStyle::ClientCredentials { secret, .. } if !secret.expose().is_empty() => secret.expose(),
            _ => "\0",
        };
        let text = text.replace(secret, "***");
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MAX_REASON_CHARS).collect()
    }
}

impl TokenSource for HttpTokenSource {
    fn token<'a>(&'a self, audience: &'a str, scopes: Scopes, deadline: Instant) -> Boxed<'a, Result<Granted, TokenError>> {
        Box::pin(self.ask(audience, scopes, deadline))
    }
}

impl std::fmt::Debug for HttpTokenSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let url = format_args!("{}", self.url);
        f.debug_struct("HttpTokenSource").field("url", &url).field("style", &self.style).finish_non_exhaustive()
    }
}

/// What is asked, as a form or a query. It has no `Debug`, for it holds the secret.
#[derive(Serialize)]
struct Form<'a> {
    grant_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<&'a str>,
    scope: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    audience: Option<&'a str>,
    intended_audience: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub: Option<&'a str>,
}

/// Seconds as a number, or as a number within a text, as some servers write it.
fn seconds(value: &serde_json::Value) -> Option<Duration> {
    let seconds = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())?;
    Duration::try_from_secs_f64(seconds).ok()
}

/// What a [`LocalTokenSource`] calls: audience and scopes in, a token out.
type Sign = dyn Fn(&str, Scopes) -> Result<Granted, TokenError> + Send + Sync;

/// The node's own issuer, which needs no HTTP.
#[derive(Clone)]
pub struct LocalTokenSource {
    sign: Arc<Sign>,
}

impl LocalTokenSource {
    /// Asks `sign` for each token. It must not block.
    pub fn new(sign: impl Fn(&str, Scopes) -> Result<Granted, TokenError> + Send + Sync + 'static) -> LocalTokenSource {
        LocalTokenSource { sign: Arc::new(sign) }
    }
}

impl TokenSource for LocalTokenSource {
    fn token<'a>(&'a self, audience: &'a str, scopes: Scopes, _: Instant) -> Boxed<'a, Result<Granted, TokenError>> {
        let granted = (self.sign)(audience, scopes);
        Box::pin(async move { granted })
    }
}
