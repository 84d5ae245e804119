//! A server of which a test says, byte by byte, how it answers; and what calls need.

use std::collections::HashMap;
use std::future::pending;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tansiq_auth::Scopes;
use tansiq_peers::{Granted, HttpSettings, HttpTransport, LocalTokenSource, Request, Token, Tokens};
use tansiq_wire::f3548::{OperationalIntentReference, OperationalIntentState, Time, UssAvailabilityState, Volume4D};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

pub const ID: &str = "2f8343be-6482-4d1b-a474-16847e01af1e";
pub const OVN: &str = "9d158f59-80b7-4c11-9c0c-8a2b4d936b2d";

/// A request as the server read it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    pub target: String,
    pub headers: HashMap<String, String>,
    pub body: String,
}

/// What the server does next on a connection.
pub enum Step {
    Send(Vec<u8>),
    /// Says nothing more, and stays.
    Hang,
    /// Waits until the test lets it go on.
    Wait(Arc<tokio::sync::Semaphore>),
    /// Breaks the connection (RST).
    Reset,
}

pub struct Server {
    pub port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
    connections: Arc<AtomicUsize>,
}

impl Server {
    /// Answers each request with what `script` says for it; the first argument counts requests from 0.
    pub async fn start(script: impl Fn(usize, &Seen) -> Vec<Step> + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(AtomicUsize::new(0));
        let (kept, counted, script) = (seen.clone(), connections.clone(), Arc::new(script));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                counted.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, kept.clone(), script.clone()));
            }
        });
        Server { port, seen, connections }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("nobody panicked").clone()
    }
}

async fn serve<S>(stream: TcpStream, seen: Arc<Mutex<Vec<Seen>>>, script: Arc<S>)
where
    S: Fn(usize, &Seen) -> Vec<Step> + Send + Sync + 'static,
{
    let mut stream = BufReader::new(stream);
    while let Some(request) = read(&mut stream).await {
        let number = {
            let mut seen = seen.lock().expect("nobody panicked");
            seen.push(request.clone());
            seen.len() - 1
        };
        for step in script(number, &request) {
            match step {
                Step::Send(bytes) => {
                    if stream.write_all(&bytes).await.is_err() {
                        return;
                    }
                }
                Step::Hang => pending().await,
                Step::Wait(gate) => gate.acquire().await.expect("it is not closed").forget(),
                Step::Reset => {
                    stream.get_ref().set_zero_linger().expect("a socket");
                    return;
                }
            }
        }
    }
}

async fn read(stream: &mut BufReader<TcpStream>) -> Option<Seen> {
    let mut line = String::new();
    stream.read_line(&mut line).await.ok().filter(|&bytes| bytes > 0)?;
    let mut words = line.split(' ').map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok()?;
        match line.trim_end().split_once(':') {
            Some((name, value)) => headers.insert(name.to_ascii_lowercase(), value.trim().to_owned()),
            None => break,
        };
    }
    let length = headers.get("content-length").and_then(|value| value.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    Some(Seen { method, target, headers, body: String::from_utf8(body).ok()? })
}

/// A whole answer with a JSON body.
pub fn answer(status: u16, headers: &str, body: &str) -> Vec<Step> {
    let length = body.len();
    let text =
        format!("HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{headers}\r\n{body}");
    vec![Step::Send(text.into_bytes())]
}

/// Settings for calling servers on loopback.
pub fn loopback() -> HttpSettings {
    HttpSettings { allow_http: true, allow_private: true, ..HttpSettings::default() }
}

pub fn transport() -> Arc<HttpTransport> {
    Arc::new(HttpTransport::new(&loopback()).expect("the settings are right"))
}

pub fn get(url: &str, patience: Duration) -> Request {
    let url = url.parse().expect("a url");
    Request { method: hyper::Method::GET, url, bearer: None, content: None, deadline: Instant::now() + patience }
}

/// Enough for what is expected to succeed.
pub const LONG: Duration = Duration::from_secs(60);

/// Enough for a connection on loopback, for what is expected to hang.
pub const SHORT: Duration = Duration::from_secs(1);

/// Tokens that say whom and what they are for, each with a number, in the shape of a JWT: the dots within are colons.
pub fn tokens() -> Arc<Tokens> {
    let count = AtomicUsize::new(0);
    Arc::new(Tokens::new(Arc::new(LocalTokenSource::new(move |audience: &str, scopes: Scopes| {
        let number = count.fetch_add(1, Ordering::SeqCst);
        let said = format!("{number}/{audience}/{scopes}").replace(' ', "+").replace('.', ":");
        let token = Token::new(format!("head.{said}.SIGNATURE"));
        Ok(Granted { token: token.expect("a token"), lives_for: Some(Duration::from_secs(3_600)) })
    }))))
}

/// What a token of [`tokens`] says.
pub fn said(request: &Request) -> String {
    let token = request.bearer.as_ref().expect("a token").expose();
    token.trim_start_matches("head.").trim_end_matches(".SIGNATURE").replace(':', ".")
}

pub fn reference() -> OperationalIntentReference {
    OperationalIntentReference {
        id: ID.to_owned(),
        manager: "uss2".to_owned(),
        uss_availability: UssAvailabilityState::Unknown,
        version: 1,
        state: OperationalIntentState::Accepted,
        ovn: Some(OVN.to_owned()),
        time_start: Time::from_micros(0),
        time_end: Time::from_micros(3_600_000_000),
        uss_base_url: "https://uss2.example.com/base/".to_owned(),
        subscription_id: String::new(),
    }
}

pub fn volume() -> Volume4D {
    Volume4D::circle(45.0, 7.0, 100.0, 50.0, 120.0, 0, 3_600_000_000)
}
