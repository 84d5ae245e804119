//! Speaking to a running node as one of the desk's people: for `tansiq plan` and `tansiq areas`.

use super::output::harmless;
use super::secret;
use anyhow::{Context as _, bail};
use axum::body::Bytes;
use axum::http::Method;
use clap::Args;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tansiq_peers::{BaseUrl, Content, HttpSettings, HttpTransport, Request, Token, Transport};

/// How long the node may take altogether.
const PATIENCE: Duration = Duration::from_secs(60);

/// Things of a list asked for at once.
const PAGE: usize = 200;

/// Which node, and as whom.
#[derive(Debug, Args)]
pub struct Connection {
    /// The node: a URL
    #[arg(long, value_name = "URL", env = "TANSIQ_NODE", default_value = "http://127.0.0.1:8080")]
    node: String,
    /// A file with the access token; without it, the variable TANSIQ_TOKEN (see `tansiq token`)
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// A file with certificates (PEM) that are trusted besides those of the system
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
}

/// A node that can be asked.
pub struct Node {
    base: BaseUrl,
    token: Token,
    transport: HttpTransport,
    runtime: tokio::runtime::Runtime,
}

impl Connection {
    /// Makes ready to ask.
    pub fn open(&self) -> anyhow::Result<Node> {
        let text = match &self.token_file {
            Some(path) => secret::from_file(path)?,
            None => std::env::var("TANSIQ_TOKEN").context("no token: give --token-file, or set TANSIQ_TOKEN")?,
        };
        let token = Token::new(text.trim().to_owned()).context("what was given as the token is none")?;
        Ok(Node {
            base: BaseUrl::parse(&self.node, true).with_context(|| format!("--node: {:?}", self.node))?,
            token,
            transport: transport(self.ca.as_deref())?,
            runtime: tokio::runtime::Builder::new_current_thread().enable_all().build()?,
        })
    }
}

/// A client that may call whatever host the user names.
pub fn transport(ca: Option<&Path>) -> anyhow::Result<HttpTransport> {
    let reading =
        || format!("--ca: the file {} cannot be used", ca.map(Path::display).map_or_else(String::new, |at| at.to_string()));
    let extra_ca_pem = ca.map(std::fs::read).transpose().with_context(reading)?;
    let settings = HttpSettings { allow_http: true, allow_private: true, extra_ca_pem, ..HttpSettings::default() };
    Ok(HttpTransport::new(&settings)?)
}

/// What to send.
pub enum Body<'a> {
    /// Nothing.
    None,
    /// A JSON message.
    Json(&'a Value),
    /// A file as it is.
    File(Vec<u8>),
}

impl Node {
    /// Asks under `/api/v1/desk` and gives the status and the JSON that came back.
    pub fn ask(&self, method: Method, path: &[&str], query: &[(&str, String)], body: Body<'_>) -> anyhow::Result<(u16, Value)> {
        let segments: Vec<&str> = ["api", "v1", "desk"].iter().chain(path).copied().collect();
        let mut url = self.base.join(&segments)?.to_string();
        if !query.is_empty() {
            url = format!("{url}?{}", serde_urlencoded::to_string(query)?);
        }
        let content = match body {
            Body::None => None,
            Body::Json(value) => Some(Content { media_type: "application/json", bytes: Bytes::from(serde_json::to_vec(value)?) }),
            Body::File(bytes) => Some(Content { media_type: "application/octet-stream", bytes: Bytes::from(bytes) }),
        };
        self.runtime.block_on(async {
            let deadline = tokio::time::Instant::now() + PATIENCE;
            let request = Request { method, url: url.parse()?, bearer: Some(self.token.clone()), content, deadline };
            let answer = self.transport.call(request).await?;
            let value =
                if answer.body.is_empty() { Value::Null } else { serde_json::from_slice(&answer.body).unwrap_or(Value::Null) };
            Ok((answer.status, value))
        })
    }

    /// As [`Node::ask`], for answers of which only success is of use.
    pub fn get(&self, method: Method, path: &[&str], query: &[(&str, String)], body: Body<'_>) -> anyhow::Result<Value> {
        let (status, value) = self.ask(method, path, query, body)?;
        if !(200..=299).contains(&status) {
            bail!(refusal(status, &value));
        }
        Ok(value)
    }

    /// Hands every thing of a list to `visit`, page by page. The list has the name of its path.
    pub fn each_listed(
        &self,
        list: &str,
        parameters: &[(&str, String)],
        mut visit: impl FnMut(&Value) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let mut query = parameters.to_vec();
        query.push(("limit", PAGE.to_string()));
        let fixed = query.len();
        loop {
            let page = self.get(Method::GET, &[list], &query, Body::None)?;
            items(&page, list).try_for_each(&mut visit)?;
            let Some(next) = page.get("next_after").and_then(Value::as_str) else { return Ok(()) };
            query.truncate(fixed);
            query.push(("after", next.to_owned()));
        }
    }
}

/// The things of a list in an answer.
pub fn items<'a>(value: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    value.get(field).and_then(Value::as_array).into_iter().flatten()
}

/// A text in an answer, or a dash.
pub fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or("-")
}

/// What the node said against it.
pub fn refusal(status: u16, value: &Value) -> String {
    let unsaid = if status == 404 { "there is nothing there; perhaps this node has no desk" } else { "no reason was given" };
    let message = value.get("message").and_then(Value::as_str).unwrap_or(unsaid);
    format!("the node refused ({status}): {}", harmless(message))
}
