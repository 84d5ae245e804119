//! Fetches the key sets of authorities over HTTP and HTTPS.

use axum::body::Bytes;
use http_body_util::{BodyExt, Empty, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;
use tansiq_auth::{FetchError, FetchJwks, JWKS_FETCH_TIMEOUT_S, MAX_JWKS_BYTES};

/// A client for key sets. Certificates are held against those the system trusts.
#[derive(Debug, Clone)]
pub struct HttpsFetcher {
    client: Client<HttpsConnector<HttpConnector>, Empty<Bytes>>,
}

impl HttpsFetcher {
    /// Makes the client.
    ///
    /// # Errors
    /// If the certificates that the system trusts cannot be read.
    pub fn new() -> std::io::Result<HttpsFetcher> {
        let provider = rustls::crypto::aws_lc_rs::default_provider();
        let connector =
            HttpsConnectorBuilder::new().with_provider_and_native_roots(provider)?.https_or_http().enable_http1().build();
        Ok(HttpsFetcher { client: Client::builder(TokioExecutor::new()).build(connector) })
    }

    async fn get(&self, url: &str) -> Result<Vec<u8>, FetchError> {
        let response = self.client.get(url.parse()?).await?;
        if !response.status().is_success() {
            return Err(format!("the answer is {}", response.status()).into());
        }
        let body = Limited::new(response.into_body(), MAX_JWKS_BYTES).collect().await?;
        Ok(body.to_bytes().to_vec())
    }
}

impl FetchJwks for HttpsFetcher {
    fn fetch<'a>(&'a self, url: &'a str) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, FetchError>> + Send + 'a>> {
        Box::pin(async move {
            let patience = Duration::from_secs(JWKS_FETCH_TIMEOUT_S);
            tokio::time::timeout(patience, self.get(url)).await.map_err(|_| "the answer did not come in time")?
        })
    }
}
