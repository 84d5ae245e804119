//! The parties' HTTP client: plain HTTP on loopback, one token for each party and audience.
//!
//! Every call is bounded in time and in size. A call that cannot be made is an error; an answer, whatever
//! its status, is an answer, and the caller judges it.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use hyper::{Method, Request, StatusCode};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How long one request may take, from connecting to the last byte.
pub const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);

/// The largest answer that is read, in bytes.
pub const MAX_ANSWER_BYTES: usize = 4 << 20;

/// How long a token is used: well below the hour for which the server makes them.
const TOKEN_KEPT: Duration = Duration::from_secs(1_800);

/// Why a call could not be made or its answer not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No answer.
    #[error("{method} {url} got no answer: {problem}")]
    NoAnswer {
        /// The method.
        method: Method,
        /// Where to.
        url: String,
        /// What went wrong, with its causes.
        problem: String,
    },
    /// An answer of another status than needed.
    #[error("{what} was answered {status}: {body}")]
    Status {
        /// What was asked.
        what: String,
        /// The status.
        status: StatusCode,
        /// The beginning of the body.
        body: String,
    },
    /// An answer that is not the message it should be.
    #[error("the answer to {what} cannot be read: {problem}")]
    Unreadable {
        /// What was asked.
        what: String,
        /// Why.
        problem: String,
    },
}

/// One answer.
#[derive(Debug)]
pub struct Answer {
    /// What was asked, for messages: the method and the path.
    pub what: String,
    /// The status.
    pub status: StatusCode,
    /// The body.
    pub body: Bytes,
}

impl Answer {
    /// The body as a message, when the status is `status`.
    pub fn read<T: DeserializeOwned>(&self, status: StatusCode) -> Result<T, Error> {
        self.require(status)?;
        tansiq_wire::parse(&self.body).map_err(|e| Error::Unreadable { what: self.what.clone(), problem: e.to_string() })
    }

    /// That the status is `status`.
    pub fn require(&self, status: StatusCode) -> Result<(), Error> {
        if self.status == status { Ok(()) } else { Err(self.refused()) }
    }

    /// The answer as an error, for a status nobody expected.
    pub fn refused(&self) -> Error {
        let body = String::from_utf8_lossy(&self.body);
        Error::Status { what: self.what.clone(), status: self.status, body: body.trim().chars().take(300).collect() }
    }
}

/// Who calls: the credentials of one party at the token server.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Its client id, which is also the name its tokens carry.
    pub id: String,
    /// Its secret.
    pub secret: String,
    /// All its scopes, separated by spaces.
    pub scopes: String,
}

/// The client all parties of a play share; they differ in the tokens they show.
pub struct Http {
    client: Client<HttpConnector, Full<Bytes>>,
    token_url: String,
    /// By party and audience, with the moment they came.
    tokens: Mutex<BTreeMap<(String, String), (String, Instant)>>,
}

#[derive(serde::Deserialize)]
struct Granted {
    access_token: String,
}

impl Http {
    /// A client that asks for its tokens at `server`, a base URL.
    pub fn new(server: &str) -> Http {
        Http {
            client: Client::builder(TokioExecutor::new()).build_http(),
            token_url: format!("{server}/oauth/token"),
            tokens: Mutex::default(),
        }
    }

    /// Calls without a token.
    pub async fn get(&self, url: &str) -> Result<Answer, Error> {
        self.send(Method::GET, url, &[], Bytes::new()).await
    }

    /// Calls as a party. `audience` is the host the token is for.
    pub async fn call<B: Serialize>(
        &self,
        caller: &Caller,
        audience: &str,
        method: Method,
        url: &str,
        body: Option<&B>,
    ) -> Result<Answer, Error> {
        let token = self.token(caller, audience).await?;
        let bearer = format!("Bearer {token}");
        let mut headers = vec![(AUTHORIZATION, bearer.as_str())];
        let mut bytes = Vec::new();
        if let Some(body) = body {
            headers.push((CONTENT_TYPE, "application/json"));
            bytes = serde_json::to_vec(body).map_err(|e| Error::NoAnswer {
                method: method.clone(),
                url: url.to_owned(),
                problem: e.to_string(),
            })?;
        }
        self.send(method, url, &headers, bytes.into()).await
    }

    /// Hands over a file as a party.
    pub async fn post_file(&self, caller: &Caller, audience: &str, url: &str, file: &str) -> Result<Answer, Error> {
        let bearer = format!("Bearer {}", self.token(caller, audience).await?);
        let headers = [(AUTHORIZATION, bearer.as_str()), (CONTENT_TYPE, "application/octet-stream")];
        self.send(Method::POST, url, &headers, Bytes::copy_from_slice(file.as_bytes())).await
    }

    /// Opens a stream as a party: the body of the answer, as it comes. Only the head of the answer is bounded in time.
    pub async fn stream(&self, caller: &Caller, audience: &str, url: &str) -> Result<Incoming, Error> {
        let no_answer = |problem: String| Error::NoAnswer { method: Method::GET, url: url.to_owned(), problem };
        let bearer = format!("Bearer {}", self.token(caller, audience).await?);
        let request = Request::get(url).header(AUTHORIZATION, bearer).header(ACCEPT, "text/event-stream");
        let request = request.body(Full::new(Bytes::new())).map_err(|e| no_answer(e.to_string()))?;
        let response = tokio::time::timeout(REQUEST_TIMEOUT, self.client.request(request)).await;
        let response = response.map_err(|e| no_answer(e.to_string()))?.map_err(|e| no_answer(chain(&e)))?;
        match response.status() {
            StatusCode::OK => Ok(response.into_body()),
            status => Err(Error::Status { what: format!("GET {url}"), status, body: String::new() }),
        }
    }

    async fn token(&self, caller: &Caller, audience: &str) -> Result<String, Error> {
        let whose = (caller.id.clone(), audience.to_owned());
        let held = self.tokens.lock().expect("no holder of this lock panics").get(&whose).cloned();
        if let Some((token, since)) = held
            && since.elapsed() < TOKEN_KEPT
        {
            return Ok(token);
        }
        let form = format!(
            "grant_type=client_credentials&client_id={}&client_secret={}&scope={}&audience={audience}",
            caller.id,
            caller.secret,
            caller.scopes.replace(' ', "+"),
        );
        let headers = [(CONTENT_TYPE, "application/x-www-form-urlencoded")];
        let answer = self.send(Method::POST, &self.token_url, &headers, form.into()).await?;
        let granted: Granted = answer.read(StatusCode::OK)?;
        let mut tokens = self.tokens.lock().expect("no holder of this lock panics");
        tokens.insert(whose, (granted.access_token.clone(), Instant::now()));
        Ok(granted.access_token)
    }

    async fn send(
        &self,
        method: Method,
        url: &str,
        headers: &[(hyper::header::HeaderName, &str)],
        body: Bytes,
    ) -> Result<Answer, Error> {
        let no_answer = |problem: String| Error::NoAnswer { method: method.clone(), url: url.to_owned(), problem };
        let mut request = Request::builder().method(method.clone()).uri(url);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let request = request.body(Full::new(body)).map_err(|e| no_answer(e.to_string()))?;
        let exchange = async {
            let response = self.client.request(request).await.map_err(|e| chain(&e))?;
            let status = response.status();
            let body = Limited::new(response.into_body(), MAX_ANSWER_BYTES);
            let body = body.collect().await.map_err(|e| e.to_string())?;
            Ok::<_, String>((status, body.to_bytes()))
        };
        let (status, body) = tokio::time::timeout(REQUEST_TIMEOUT, exchange)
            .await
            .map_err(|_| no_answer(format!("nothing within {} s", REQUEST_TIMEOUT.as_secs())))?
            .map_err(no_answer)?;
        let path = url.splitn(4, '/').nth(3).unwrap_or_default();
        Ok(Answer { what: format!("{method} /{path}"), status, body })
    }
}

/// An error with all its causes on one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
