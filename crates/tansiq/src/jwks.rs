//! Fetches the key sets of authorities over HTTP and HTTPS.

use axum::http::Method;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;
use tansiq_auth::{FetchError, FetchJwks, JWKS_FETCH_TIMEOUT_S, MAX_JWKS_BYTES};
use tansiq_peers::{HttpError, HttpSettings, HttpTransport, Request, Transport};

/// How long a fetch may take.
const PATIENCE: Duration = Duration::from_secs(JWKS_FETCH_TIMEOUT_S);

/// A client for key sets. Certificates are held against those the system trusts. The operator names the URLs, so they may
/// lead anywhere.
pub struct HttpsFetcher {
    transport: HttpTransport,
}

impl HttpsFetcher {
    /// Makes the client.
    ///
    /// # Errors
    /// If the certificates that the system trusts cannot be read.
    pub fn new() -> Result<HttpsFetcher, HttpError> {
        let settings = HttpSettings {
            allow_http: true,
            allow_private: true,
            connect_timeout: PATIENCE,
            max_answer_bytes: MAX_JWKS_BYTES,
            ..HttpSettings::default()
        };
        Ok(HttpsFetcher { transport: HttpTransport::new(&settings)? })
    }

    async fn get(&self, url: &str) -> Result<Vec<u8>, FetchError> {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        let request = Request { method: Method::GET, url: url.parse()?, bearer: None, content: None, deadline };
        let answer = self.transport.call(request).await?;
        if !answer.is_success() {
            return Err(format!("the answer is {}", answer.status).into());
        }
        Ok(answer.body.to_vec())
    }
}

impl FetchJwks for HttpsFetcher {
    fn fetch<'a>(&'a self, url: &'a str) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, FetchError>> + Send + 'a>> {
        Box::pin(self.get(url))
    }
}
