//! HTTP as a party of the pool speaks it.

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{Method, Request};
use hyper_util::client::legacy::{Client as Http, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use std::time::Duration;

/// How long a party waits for an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// A party with a token of one run of the program.
#[derive(Clone)]
pub struct Client {
    http: Http<HttpConnector, Full<Bytes>>,
    url: String,
    token: String,
}

/// What the program said.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub retry_after: Option<u64>,
    pub body: Value,
}

/// There was no answer: it is not known what became of the request.
#[derive(Debug)]
pub struct NoAnswer;

impl Client {
    /// Fetches a token as `party`.
    pub async fn enter(url: &str, party: &str) -> Result<Client, NoAnswer> {
        let form = format!(
            "grant_type=client_credentials&client_id={party}&client_secret={party}-dev-secret\
             &scope=utm.strategic_coordination&audience=localhost"
        );
        Client::enter_with(url, form).await
    }

    /// Fetches the token that a form asks for.
    pub async fn enter_with(url: &str, form: String) -> Result<Client, NoAnswer> {
        let http = Http::builder(TokioExecutor::new()).build_http();
        let mut client = Client { http, url: url.to_owned(), token: String::new() };
        let kind = "application/x-www-form-urlencoded";
        let answer = client.send(Method::POST, "/oauth/token", kind, form.clone().into()).await?;
        let token = answer.body["access_token"].as_str().unwrap_or_else(|| panic!("no token for {form}: {answer:?}"));
        client.token = format!("Bearer {token}");
        Ok(client)
    }

    /// The same token shown to another address.
    pub fn at(&self, url: &str) -> Client {
        Client { url: url.to_owned(), ..self.clone() }
    }

    pub async fn get(&self, path: &str) -> Result<Answer, NoAnswer> {
        self.send(Method::GET, path, "application/json", Bytes::new()).await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Result<Answer, NoAnswer> {
        self.send(Method::PUT, path, "application/json", body.to_string().into()).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Result<Answer, NoAnswer> {
        self.send(Method::POST, path, "application/json", body.to_string().into()).await
    }

    pub async fn delete(&self, path: &str) -> Result<Answer, NoAnswer> {
        self.send(Method::DELETE, path, "application/json", Bytes::new()).await
    }

    async fn send(&self, method: Method, path: &str, kind: &str, body: Bytes) -> Result<Answer, NoAnswer> {
        let request = Request::builder().method(method).uri(format!("{}{path}", self.url)).header("content-type", kind);
        let request = request.header("authorization", &self.token).body(Full::new(body)).expect("a request");
        let exchange = async {
            let response = self.http.request(request).await.map_err(|_| NoAnswer)?;
            let status = response.status().as_u16();
            let retry_after = response.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
            let bytes = response.into_body().collect().await.map_err(|_| NoAnswer)?.to_bytes();
            let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
            Ok(Answer { status, retry_after, body })
        };
        tokio::time::timeout(PATIENCE, exchange).await.unwrap_or(Err(NoAnswer))
    }
}
