//! `tansiq token`: asks a token server for an access token (OAuth 2.0 client credentials) and prints nothing else.

use super::output::harmless;
use super::secret;
use anyhow::{Context as _, bail};
use axum::body::Bytes;
use axum::http::{Request, StatusCode, Uri, header};
use clap::Args;
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tansiq::config::is_here_only;

/// How long the token server may take altogether.
const PATIENCE: Duration = Duration::from_secs(30);

/// The longest answer that is read, in bytes.
const MAX_ANSWER_BYTES: usize = 256 * 1024;

/// Where the token endpoint of a Tansiq node is.
const USUAL_PATH: &str = "/oauth/token";

/// What to type to try it.
const EXAMPLE: &str = "\
With `tansiq serve --dev` running:
  echo uss1-dev-secret | tansiq token --server http://127.0.0.1:8080 \\
    --client-id uss1 --client-secret-stdin --audience localhost --scope utm.strategic_coordination";

/// Ask a token server for an access token and print it
///
/// Only the token goes to standard output, so that TOKEN=$(tansiq token …) works.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct Arguments {
    /// The token server: a URL; one without a path gets /oauth/token
    #[arg(long, value_name = "URL")]
    server: String,
    /// The name of the client
    #[arg(long, value_name = "ID")]
    client_id: String,
    /// Take the client's secret from standard input
    #[arg(long, required_unless_present = "client_secret_file", conflicts_with = "client_secret_file")]
    client_secret_stdin: bool,
    /// Take the client's secret from this file
    #[arg(long, value_name = "FILE")]
    client_secret_file: Option<PathBuf>,
    /// A scope to ask for; repeat it, or name several; all that the client may have if absent
    #[arg(long = "scope", value_name = "SCOPE", num_args = 1..)]
    scopes: Vec<String>,
    /// The service that the token is meant for, usually its host name
    #[arg(long)]
    audience: Option<String>,
    /// A file with the certificates (PEM) to hold the server's against, in place of those the system trusts
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
}

/// The form of RFC 6749 §4.4.2. It has no `Debug`, for it holds the secret.
#[derive(Serialize)]
struct Form<'a> {
    grant_type: &'a str,
    client_id: &'a str,
    client_secret: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    scope: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    audience: Option<&'a str>,
}

/// An answer of RFC 6749 §5, granted or refused.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Answer {
    access_token: String,
    error: String,
    error_description: String,
}

/// Asks and prints.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let url = endpoint(&arguments.server)?;
    if url.scheme_str() == Some("http") && !is_here_only(&url.to_string()) {
        writeln!(std::io::stderr(), "warning: the secret travels to {url} in the clear; use https")?;
    }
    let secret = match &arguments.client_secret_file {
        Some(path) => secret::from_file(path)?,
        None => secret::from_stdin()?,
    };
    let form = Form {
        grant_type: "client_credentials",
        client_id: &arguments.client_id,
        client_secret: &secret,
        scope: &arguments.scopes.join(" "),
        audience: arguments.audience.as_deref(),
    };
    let body = serde_urlencoded::to_string(form)?;
    let client = client(arguments.ca.as_deref())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let asked = async { tokio::time::timeout(PATIENCE, ask(&client, &url, body)).await };
    let token = runtime.block_on(asked).with_context(|| format!("{url} did not answer within {} s", PATIENCE.as_secs()))??;
    writeln!(std::io::stdout(), "{token}")?;
    Ok(())
}

/// The URL of the token endpoint.
fn endpoint(server: &str) -> anyhow::Result<Uri> {
    let refuse = || format!("--server: {server:?} is not a URL such as https://dss.example.com");
    let url: Uri = server.parse().with_context(refuse)?;
    if !matches!(url.scheme_str(), Some("http" | "https")) || url.authority().is_none() {
        bail!(refuse());
    }
    if !matches!(url.path(), "" | "/") {
        return Ok(url);
    }
    let mut parts = url.into_parts();
    parts.path_and_query = Some(USUAL_PATH.parse()?);
    Ok(Uri::from_parts(parts)?)
}

type HttpsClient = Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

fn client(ca: Option<&Path>) -> anyhow::Result<HttpsClient> {
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    let builder = HttpsConnectorBuilder::new();
    let builder = match ca {
        Some(path) => {
            let config = rustls::ClientConfig::builder_with_provider(Arc::new(provider)).with_safe_default_protocol_versions()?;
            builder.with_tls_config(config.with_root_certificates(roots(path)?).with_no_client_auth())
        }
        None => {
            builder.with_provider_and_native_roots(provider).context("the certificates that the system trusts cannot be read")?
        }
    };
    Ok(Client::builder(TokioExecutor::new()).build(builder.https_or_http().enable_http1().build()))
}

fn roots(path: &Path) -> anyhow::Result<rustls::RootCertStore> {
    let reading = || format!("--ca: the file {} cannot be used", path.display());
    let certificates: Result<Vec<CertificateDer<'_>>, _> = CertificateDer::pem_file_iter(path).and_then(Iterator::collect);
    let mut roots = rustls::RootCertStore::empty();
    for certificate in certificates.with_context(reading)? {
        roots.add(certificate).with_context(reading)?;
    }
    if roots.is_empty() {
        bail!("{}: it holds no certificate", reading());
    }
    Ok(roots)
}

async fn ask(client: &HttpsClient, url: &Uri, body: String) -> anyhow::Result<String> {
    let request = Request::post(url.clone())
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "application/json")
        .body(Full::new(Bytes::from(body)))?;
    let response = client.request(request).await.with_context(|| format!("{url} cannot be reached"))?;
    let status = response.status();
    let body = Limited::new(response.into_body(), MAX_ANSWER_BYTES).collect().await;
    let body = body.map_err(|error| anyhow::anyhow!("the answer of {url} could not be read: {error}"))?;
    read_answer(status, &body.to_bytes(), url)
}

fn read_answer(status: StatusCode, body: &[u8], url: &Uri) -> anyhow::Result<String> {
    let answer: Answer = serde_json::from_slice(body).unwrap_or_default();
    if status.is_success() && !answer.access_token.is_empty() {
        // A line end within would make two lines of one token.
        return Ok(harmless(&answer.access_token));
    }
    if status.is_success() {
        bail!("{url} answered {status}, but without an access token");
    }
    match (answer.error.as_str(), answer.error_description.as_str()) {
        ("", _) => bail!("{url} answered {status}; is it a token server?"),
        (error, "") => bail!("the token server refused ({status}): {}", harmless(error)),
        (error, description) => bail!("the token server refused ({status}): {}: {}", harmless(error), harmless(description)),
    }
}

#[cfg(test)]
#[path = "token_tests.rs"]
mod tests;
