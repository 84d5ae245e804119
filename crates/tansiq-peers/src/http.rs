//! The real transport: HTTP/1.1 over TLS, pooled and bounded.
//!
//! It does not follow redirects, decompress, use proxies or repeat what may have been sent. What belongs to connecting is in
//! `connect.rs`, the bounds of concurrency in `slots.rs`.

use crate::connect::Connector;
use crate::slots::Slots;
use crate::transport::{Answer, Boxed, CallError, Request, Transport};
use bytes::Bytes;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::capture_connection;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use std::error::Error;
use std::io;
use std::time::Duration;
use tokio::time::timeout_at;

/// Who we say we are.
const USER_AGENT: &str = concat!("tansiq/", env!("CARGO_PKG_VERSION"));
/// What is asked for: messages of the standards, which some servers have in other forms too; or what there is, such as a tile.
const ACCEPT: &str = "application/json, */*;q=0.5";

/// The largest head of an answer, in bytes.
const MAX_HEAD_BYTES: usize = 64 * 1024;

/// How long a connection stays open without a call: below the 30 s after which a DSS closes its end.
const IDLE: Duration = Duration::from_secs(20);

/// How the transport behaves. The defaults suit calls to peers: `https` only, public addresses only.
#[derive(Clone, Debug)]
pub struct HttpSettings {
    /// Whether `http` may be called. For development and for hosts behind the same ingress.
    pub allow_http: bool,
    /// Whether addresses that are not public may be called. Right for what the operator configured (its DSS, its token
    /// server), wrong for base URLs that others named.
    pub allow_private: bool,
    /// Certificates (PEM) trusted beside those the system trusts.
    pub extra_ca_pem: Option<Vec<u8>>,
    /// How long resolving, connecting and the TLS handshake may take together, 10 ms to 60 s.
    pub connect_timeout: Duration,
    /// The largest answer that is read, 1 KiB to 256 MiB.
    pub max_answer_bytes: usize,
    /// Most calls under way at once, 1 to 10,000.
    pub max_calls: usize,
    /// Most calls under way to one host and port, 1 to `max_calls`.
    pub max_calls_per_host: usize,
}

impl Default for HttpSettings {
    fn default() -> HttpSettings {
        HttpSettings {
            allow_http: false,
            allow_private: false,
            extra_ca_pem: None,
            connect_timeout: Duration::from_secs(2),
            max_answer_bytes: 4 << 20,
            max_calls: 128,
            max_calls_per_host: 8,
        }
    }
}

impl HttpSettings {
    fn check(&self) -> Result<(), HttpError> {
        let wrong = |name, allowed: &str| Err(HttpError::Setting { name, allowed: allowed.to_owned() });
        if !(Duration::from_millis(10)..=Duration::from_secs(60)).contains(&self.connect_timeout) {
            return wrong("connect_timeout", "10 ms to 60 s");
        }
        if !(1 << 10..=256 << 20).contains(&self.max_answer_bytes) {
            return wrong("max_answer_bytes", "1 KiB to 256 MiB");
        }
        if !(1..=10_000).contains(&self.max_calls) {
            return wrong("max_calls", "1 to 10,000");
        }
        if !(1..=self.max_calls).contains(&self.max_calls_per_host) {
            return wrong("max_calls_per_host", "1 to max_calls");
        }
        Ok(())
    }
}

/// Why there is no transport.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// A setting is out of its range.
    #[error("{name} is out of range, allowed is {allowed}")]
    Setting {
        /// Which one.
        name: &'static str,
        /// Its range.
        allowed: String,
    },
    /// The added certificates cannot be used.
    #[error("the added certificates cannot be read: {problem}")]
    Certificates {
        /// Why.
        problem: String,
    },
    /// The system trusts no certificate, and none was added.
    #[error("no certificate is trusted: the system has none and none was added")]
    NothingTrusted,
    /// TLS cannot be set up with them.
    #[error("tls cannot be set up")]
    Tls(#[from] rustls::Error),
}

/// Calls over HTTP. Made once, shared by all.
pub struct HttpTransport {
    client: Client<Connector, Full<Bytes>>,
    slots: Slots,
    max_answer_bytes: usize,
}

impl HttpTransport {
    /// Makes the transport; it connects when called.
    ///
    /// # Errors
    ///
    /// [`HttpError`] for a setting out of range and for certificates that cannot be used.
    pub fn new(settings: &HttpSettings) -> Result<HttpTransport, HttpError> {
        settings.check()?;
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(settings.max_calls_per_host)
            .http1_max_buf_size(MAX_HEAD_BYTES)
            .build(Connector::new(settings)?);
        let slots = Slots::new(settings.max_calls, settings.max_calls_per_host);
        Ok(HttpTransport { client, slots, max_answer_bytes: settings.max_answer_bytes })
    }

    async fn send(&self, request: Request) -> Result<Answer, CallError> {
        let host = request.url.authority().map(|authority| authority.as_str().to_ascii_lowercase()).unwrap_or_default();
        let unreachable = |problem: String| CallError::Unreachable { what: format!("{host}: {problem}") };
        let _slot = match timeout_at(request.deadline, self.slots.take(&host)).await {
            Ok(taken) => taken.map_err(unreachable)?,
            Err(_) => return Err(unreachable("no call to it ended in time to make this one".to_owned())),
        };
        let deadline = request.deadline;
        let mut request = on_the_wire(request).map_err(unreachable)?;
        let connection = capture_connection(&mut request);
        let exchange = async {
            let response = self.client.request(request).await.map_err(|error| self.no_response(&host, &error))?;
            self.read(&host, response).await
        };
        match timeout_at(deadline, exchange).await {
            Ok(Err(CallError::Unheard { what })) if connection.connection_metadata().is_none() => {
                Err(CallError::Unreachable { what })
            }
            Ok(outcome) => outcome,
            Err(_) if connection.connection_metadata().is_none() => Err(unreachable("no connection in time".to_owned())),
            Err(_) => Err(CallError::Unheard { what: format!("{host}: no whole answer in time") }),
        }
    }

    fn no_response(&self, host: &str, error: &hyper_util::client::legacy::Error) -> CallError {
        let what = format!("{host}: {}", causes(error));
        if error.is_connect() {
            return CallError::Unreachable { what };
        }
        if find::<hyper::Error>(error).is_some_and(hyper::Error::is_parse) {
            return CallError::Malformed { what };
        }
        CallError::Unheard { what }
    }

    async fn read(&self, host: &str, response: hyper::Response<Incoming>) -> Result<Answer, CallError> {
        let (head, body) = response.into_parts();
        let body = Limited::new(body, self.max_answer_bytes).collect().await.map_err(|error| {
            if error.downcast_ref::<LengthLimitError>().is_some() {
                return CallError::TooLarge { host: host.to_owned(), allowed_bytes: self.max_answer_bytes };
            }
            let what = format!("{host}: the answer broke off: {}", causes(&*error));
            match find::<io::Error>(&*error).map(io::Error::kind) {
                Some(io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) => CallError::Malformed { what },
                _ => CallError::Unheard { what },
            }
        })?;
        Ok(Answer {
            status: head.status.as_u16(),
            media_type: text(&head.headers, header::CONTENT_TYPE),
            date: text(&head.headers, header::DATE),
            retry_after: text(&head.headers, header::RETRY_AFTER).and_then(|s| s.trim().parse().ok()).map(Duration::from_secs),
            body: body.to_bytes(),
        })
    }
}

impl Transport for HttpTransport {
    fn call(&self, request: Request) -> Boxed<'_, Result<Answer, CallError>> {
        Box::pin(self.send(request))
    }
}

fn on_the_wire(request: Request) -> Result<hyper::Request<Full<Bytes>>, String> {
    let mut builder = hyper::Request::builder().method(request.method).uri(request.url);
    builder = builder.header(header::USER_AGENT, USER_AGENT).header(header::ACCEPT, ACCEPT);
    if let Some(token) = &request.bearer {
        let value = format!("Bearer {}", token.expose());
        let mut value = HeaderValue::try_from(value).map_err(|_| "the token cannot be written".to_owned())?;
        value.set_sensitive(true);
        builder = builder.header(header::AUTHORIZATION, value);
    }
    let body = match request.content {
        Some(content) => {
            builder = builder.header(header::CONTENT_TYPE, content.media_type);
            content.bytes
        }
        None => Bytes::new(),
    };
    builder.body(Full::new(body)).map_err(|error| error.to_string())
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// An error and its causes, outermost first.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error: &&'a (dyn Error + 'static)| (*error).source())
}

/// The first of them of the given kind.
fn find<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    chain(error).find_map(|error| error.downcast_ref())
}

/// All of them on one line.
fn causes(error: &(dyn Error + 'static)) -> String {
    chain(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
