//! TLS: whom we believe. The certificate in `tls/` is for `localhost`, signed by the authority beside it (OpenSSL made both).

use crate::rig::*;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::sync::Arc;
use std::time::Duration;
use tansiq_peers::{CallError, HttpError, HttpSettings, HttpTransport, Transport};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

const AUTHORITY: &[u8] = include_bytes!("tls/ca.pem");

/// Answers one request on each connection.
async fn start() -> u16 {
    let chain = CertificateDer::pem_slice_iter(include_bytes!("tls/server.pem")).collect::<Result<Vec<_>, _>>();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("tls/server.key")).expect("a key");
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.expect("versions").with_no_client_auth().with_single_cert(chain.expect("a certificate"), key);
    let acceptor = TlsAcceptor::from(Arc::new(config.expect("they belong together")));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else { return };
                let _ = stream.read(&mut [0; 4_096]).await;
                let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n").await;
                let _ = stream.shutdown().await;
            });
        }
    });
    port
}

fn trusting(extra_ca_pem: Option<&[u8]>) -> HttpTransport {
    let extra_ca_pem = extra_ca_pem.map(<[u8]>::to_vec);
    let settings = HttpSettings { extra_ca_pem, connect_timeout: Duration::from_secs(20), ..loopback() };
    HttpTransport::new(&settings).expect("the settings are right")
}

#[tokio::test]
async fn an_added_authority_is_believed() {
    let url = format!("https://localhost:{}/", start().await);
    assert_eq!(trusting(Some(AUTHORITY)).call(get(&url, LONG)).await.expect("an answer").status, 204);
}

#[tokio::test]
async fn an_unknown_authority_or_another_name_is_not_and_nothing_is_sent() {
    let port = start().await;
    for (authority, host) in [(None, "localhost"), (Some(AUTHORITY), "127.0.0.1")] {
        let error = trusting(authority).call(get(&format!("https://{host}:{port}/"), LONG)).await.expect_err(host);
        assert!(matches!(&error, CallError::Unreachable { what } if what.contains("certificate")), "{error:?}");
    }
}

#[tokio::test]
async fn a_handshake_that_does_not_end_is_not_a_sent_request() {
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("https://localhost:{}/", silent.local_addr().expect("an address").port());
    let settings = HttpSettings { connect_timeout: Duration::from_millis(200), ..loopback() };
    let hasty = HttpTransport::new(&settings).expect("the settings are right");
    let error = hasty.call(get(&url, LONG)).await.expect_err("no handshake");
    assert!(matches!(&error, CallError::Unreachable { what } if what.contains("within 200 ms")), "{error:?}");
    let error = trusting(None).call(get(&url, SHORT)).await.expect_err("no handshake");
    assert!(matches!(&error, CallError::Unreachable { what } if what.contains("no connection in time")), "{error:?}");
}

#[test]
fn certificates_that_are_none_are_refused() {
    for pem in ["", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        let settings = HttpSettings { extra_ca_pem: Some(pem.into()), ..loopback() };
        let error = HttpTransport::new(&settings).err();
        assert!(matches!(error, Some(HttpError::Certificates { .. } | HttpError::Tls(_))), "{error:?}");
    }
}
