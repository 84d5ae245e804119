//! A node in this process, answering real HTTP on a free port, and a client that mistrusts it.
//!
//! Every answer that passes through [`Rig::send`] is held against the rules that all answers share (`laws.rs`) and, where
//! the standard's API document is at hand, against its schema there (`schema.rs`). Tokens are in `tokens.rs`; bytes that
//! no HTTP client would send are in `wire.rs`; bodies to send are in `bodies.rs`.

pub mod bodies;
mod laws;
mod schema;
pub mod tokens;
pub mod wire;

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use hyper::{Method, Request};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use std::net::SocketAddr;
use tansiq::config::{Config, StoreKind};
use tansiq::http::{App, Server};
use tokens::{Authority, Party};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A running node and a client for it.
pub struct Rig {
    pub address: SocketAddr,
    client: Client<HttpConnector, Full<Bytes>>,
    /// Dropped, it stops the node.
    stop: oneshot::Sender<()>,
    running: JoinHandle<anyhow::Result<()>>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
    /// `Null` if the answer is not JSON.
    pub json: Value,
    /// The request, for the messages of failed tests.
    asked: String,
}

impl Rig {
    /// A node with an empty airspace that believes the tests' own authority and wants https base URLs.
    pub async fn start() -> Rig {
        Rig::start_with(|_| ()).await
    }

    /// The same with a changed configuration.
    pub async fn start_with(change: impl FnOnce(&mut Config)) -> Rig {
        let key_file = Authority::get().public_key_file();
        let mut config = Config::default();
        config.server.listen = SocketAddr::from(([127, 0, 0, 1], 0));
        config.store.kind = StoreKind::Memory;
        config.auth.audiences = vec!["localhost".to_owned()];
        config.auth.public_keys = vec![key_file.path().to_owned()];
        config.auth.leeway_s = 0;
        change(&mut config);
        Rig::start_exactly(config, false).await
    }

    /// A node with the development issuer.
    pub async fn start_dev() -> Rig {
        let mut config = Config::default();
        config.server.listen = SocketAddr::from(([127, 0, 0, 1], 0));
        config.server.allow_http_base_urls = true;
        config.store.kind = StoreKind::Memory;
        config.auth.audiences = vec!["localhost".to_owned()];
        Rig::start_exactly(config, true).await
    }

    pub async fn start_exactly(config: Config, dev: bool) -> Rig {
        Rig::start_with_page(config, dev, tansiq::http::BUILT).await
    }

    /// The same with a page of the test's own.
    pub async fn start_with_page(config: Config, dev: bool, files: &'static [tansiq::http::PageFile]) -> Rig {
        let started = tansiq::serve::start_with(config, dev, files).await.expect("the node starts");
        let address = started.address();
        let (stop, stopped) = oneshot::channel::<()>();
        let running = tokio::spawn(started.run(async {
            let _ = stopped.await;
        }));
        Rig { address, client: Client::builder(TokioExecutor::new()).build_http(), stop, running }
    }

    /// A rig around parts that a test has put together itself.
    pub fn around(server: Server, app: App) -> Rig {
        let address = server.address().expect("it listens");
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = server.run(app, async {
            let _ = stopped.await;
        });
        let running = tokio::spawn(async {
            serving.await;
            Ok(())
        });
        Rig { address, client: Client::builder(TokioExecutor::new()).build_http(), stop, running }
    }

    /// Tells the node to stop. The future is ready when it has.
    pub fn stop(self) -> impl Future<Output = anyhow::Result<()>> {
        drop((self.stop, self.client));
        async { self.running.await.expect("the node does not panic") }
    }

    /// Asks as a party, with a JSON body if there is one.
    pub async fn ask(&self, method: &str, path: &str, party: Party, body: Option<&Value>) -> Answer {
        let authorization = party.authorization();
        let body = body.map(Value::to_string).unwrap_or_default();
        self.send(method, path, &[("authorization", &authorization), ("content-type", "application/json")], body).await
    }

    pub async fn get(&self, path: &str, party: Party) -> Answer {
        self.ask("GET", path, party, None).await
    }

    pub async fn put(&self, path: &str, party: Party, body: &Value) -> Answer {
        self.ask("PUT", path, party, Some(body)).await
    }

    pub async fn post(&self, path: &str, party: Party, body: &Value) -> Answer {
        self.ask("POST", path, party, Some(body)).await
    }

    pub async fn delete(&self, path: &str, party: Party) -> Answer {
        self.ask("DELETE", path, party, None).await
    }

    /// PUT of a text that need not be JSON.
    pub async fn put_text(&self, path: &str, party: Party, body: impl Into<Bytes>) -> Answer {
        self.send("PUT", path, &[("authorization", &party.authorization())], body).await
    }

    /// Any request. The answer is held against what every answer must be.
    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Answer {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let mut request = Request::builder().method(&method).uri(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, HeaderValue::from_str(value).expect("a header value"));
        }
        let request = request.body(Full::new(body.into())).expect("a request");
        let asked = format!("{method} {path}");
        let response = self.client.request(request).await.unwrap_or_else(|error| panic!("{asked}: {error:?}"));
        let (parts, body) = response.into_parts();
        let text = body.collect().await.expect("a whole body").to_bytes();
        let text = String::from_utf8(text.into()).expect("answers are UTF-8");
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        let answer = Answer { status: parts.status.as_u16(), headers: parts.headers, text, json, asked };
        laws::hold(&answer);
        schema::hold(method.as_str(), path, &answer);
        answer
    }
}

impl Answer {
    /// The body, if the status is as it should be.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}: {}", self.asked, self.text);
        self.json
    }

    /// The body of a refusal with this status, whose message contains `part`.
    #[track_caller]
    pub fn refused(self, status: u16, part: &str) -> Value {
        let (asked, text) = (self.asked.clone(), self.text.clone());
        let json = self.expect(status);
        let message = json["message"].as_str().unwrap_or_default();
        assert!(message.contains(part), "{asked}: {text} does not say {part:?}");
        json
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("headers are ASCII"))
    }

    fn content_type(&self) -> &str {
        self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("")
    }
}

/// The names of the members of an object, sorted.
pub fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// The list in a member.
#[track_caller]
pub fn list<'v>(value: &'v Value, member: &str) -> &'v Vec<Value> {
    value[member].as_array().unwrap_or_else(|| panic!("{member} is not a list in {value}"))
}

/// The text in a member.
#[track_caller]
pub fn text<'v>(value: &'v Value, member: &str) -> &'v str {
    value[member].as_str().unwrap_or_else(|| panic!("{member} is not a text in {value}"))
}

/// The header name under which tokens travel, for tests that spell it out.
pub const AUTH: &str = "authorization";

/// An entity that was written.
pub struct Made {
    pub id: String,
    /// The OVN, or the version of a subscription.
    pub ovn: String,
    /// The answer.
    pub answer: Value,
}

impl Made {
    /// The path of its current version, below the path of its kind.
    pub fn current(&self, kind: &str) -> String {
        format!("{kind}/{}/{}", self.id, self.ovn)
    }
}

impl Rig {
    /// Creates an operational intent that must be accepted.
    pub async fn new_intent(&self, party: Party, body: &Value) -> Made {
        let id = bodies::id();
        let answer = self.put(&format!("{}/{id}", bodies::INTENTS), party, body).await.expect(201);
        let ovn = text(&answer["operational_intent_reference"], "ovn").to_owned();
        Made { id, ovn, answer }
    }

    /// Updates an operational intent; it must be accepted.
    pub async fn change_intent(&self, party: Party, made: &Made, body: &Value) -> Made {
        let answer = self.put(&made.current(bodies::INTENTS), party, body).await.expect(200);
        let ovn = text(&answer["operational_intent_reference"], "ovn").to_owned();
        Made { id: made.id.clone(), ovn, answer }
    }

    /// Creates a constraint that must be accepted.
    pub async fn new_constraint(&self, party: Party, body: &Value) -> Made {
        let id = bodies::id();
        let answer = self.put(&format!("{}/{id}", bodies::CONSTRAINTS), party, body).await.expect(201);
        let ovn = text(&answer["constraint_reference"], "ovn").to_owned();
        Made { id, ovn, answer }
    }

    /// Creates a subscription that must be accepted.
    pub async fn new_subscription(&self, party: Party, body: &Value) -> Made {
        let id = bodies::id();
        let answer = self.put(&format!("{}/{id}", bodies::SUBSCRIPTIONS), party, body).await.expect(200);
        let ovn = text(&answer["subscription"], "version").to_owned();
        Made { id, ovn, answer }
    }

    /// Declares the availability of a party.
    pub async fn declare(&self, uss: &str, availability: &str) {
        let path = format!("{}/{uss}", bodies::AVAILABILITY);
        let old = self.get(&path, tokens::ARBITER).await.expect(200);
        let body = serde_json::json!({ "old_version": old["version"], "availability": availability });
        self.put(&path, tokens::ARBITER, &body).await.expect(200);
    }
}
