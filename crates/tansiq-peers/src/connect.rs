//! Connecting: TCP and TLS within one bound of time, behind the guard.
//!
//! What fails here was never sent. Certificates are held against those the system trusts and those the operator adds. The
//! guard's rule is in `guard.rs`; requests are in `http.rs`.

use crate::guard::{Resolver, is_public, refusal};
use crate::http::{HttpError, HttpSettings};
use crate::transport::Boxed;
use hyper::Uri;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioIo;
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use std::error::Error;
use std::net::IpAddr;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpStream;
use tower_service::Service;

type BoxError = Box<dyn Error + Send + Sync>;

/// Makes connections for the pool.
#[derive(Clone)]
pub(crate) struct Connector {
    https: HttpsConnector<HttpConnector<Resolver>>,
    allow_private: bool,
    patience: Duration,
}

impl Connector {
    pub(crate) fn new(settings: &HttpSettings) -> Result<Connector, HttpError> {
        let mut tcp = HttpConnector::new_with_resolver(Resolver::new(settings.allow_private));
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let tls = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        let tls = tls.with_root_certificates(roots(settings)?).with_no_client_auth();
        let builder = HttpsConnectorBuilder::new().with_tls_config(tls);
        let builder = if settings.allow_http { builder.https_or_http() } else { builder.https_only() };
        let https = builder.enable_http1().wrap_connector(tcp);
        Ok(Connector { https, allow_private: settings.allow_private, patience: settings.connect_timeout })
    }
}

/// The system's certificates and the operator's. That a system has none matters only where nothing else is trusted.
fn roots(settings: &HttpSettings) -> Result<RootCertStore, HttpError> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(pem) = &settings.extra_ca_pem {
        let mut added = 0;
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|error| HttpError::Certificates { problem: error.to_string() })?;
            roots.add(certificate)?;
            added += 1;
        }
        if added == 0 {
            return Err(HttpError::Certificates { problem: "there is none".to_owned() });
        }
    }
    if roots.is_empty() && !settings.allow_http {
        return Err(HttpError::NothingTrusted);
    }
    Ok(roots)
}

impl Service<Uri> for Connector {
    type Response = MaybeHttpsStream<TokioIo<TcpStream>>;
    type Error = BoxError;
    type Future = Boxed<'static, Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.https.poll_ready(context)
    }

    fn call(&mut self, url: Uri) -> Self::Future {
        // An address that is written out goes past the resolver.
        let host = url.host().unwrap_or_default();
        let address: Option<IpAddr> = host.trim_start_matches('[').trim_end_matches(']').parse().ok();
        if let Some(address) = address
            && !self.allow_private
            && !is_public(address)
        {
            let refused = refusal(host);
            return Box::pin(async move { Err(refused.into()) });
        }
        let (connecting, patience) = (self.https.call(url), self.patience);
        Box::pin(async move {
            let late = |_| format!("no connection within {} ms", patience.as_millis());
            tokio::time::timeout(patience, connecting).await.map_err(late)?
        })
    }
}
