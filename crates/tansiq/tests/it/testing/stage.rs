//! A node with a desk that is under test, the token server it asks, and the words of a test director.

use crate::rig::bodies::{INTENTS, id};
use crate::rig::tokens::{Authority, Party, SC, claims, party};
use crate::rig::{Answer, Rig};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use tansiq::config::{Config, TokenStyle};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

pub const PLAN: Party = party("tester", "interuss.flight_planning.plan");
pub const DIRECTOR: Party = party("tester", "interuss.flight_planning.direct_automated_test");
pub const MAP_DIRECTOR: Party = party("tester", "interuss.geospatial_map.direct_automated_test");
pub const MAP_USER: Party = party("tester", "interuss.geospatial_map.query");
/// The party whose desk it is, as another program with its name.
pub const DESK1: Party = party("desk1", SC);

/// What a small server answers to the target of a GET: status and body.
type Answers = Arc<dyn Fn(&str) -> (u16, String) + Send + Sync>;

/// A small HTTP server, gone when dropped.
pub struct Small {
    pub address: SocketAddr,
    serving: JoinHandle<()>,
}

impl Drop for Small {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Small {
    pub async fn serving(answers: impl Fn(&str) -> (u16, String) + Send + Sync + 'static) -> Small {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let answers: Answers = Arc::new(answers);
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, answers.clone()));
            }
        });
        Small { address, serving }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A token server as test rigs in the field have it: whoever asks in the query gets what is asked for.
    async fn token_server() -> Small {
        Small::serving(|target| {
            let query = target.split_once('?').map_or("", |(_, query)| query);
            let form: std::collections::BTreeMap<String, String> = url_decoded(query);
            let field = |name: &str| form.get(name).cloned().unwrap_or_default();
            let mut claims = claims(party("", ""));
            claims["sub"] = json!(field("sub"));
            claims["scope"] = json!(field("scope"));
            claims["aud"] = json!(field("intended_audience"));
            let answer = json!({ "access_token": Authority::get().token(&claims), "token_type": "Bearer", "expires_in": 1_800 });
            (200, answer.to_string())
        })
        .await
    }
}

async fn answer(mut stream: TcpStream, answers: Answers) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let (status, body) = answers(head.split(' ').nth(1).unwrap_or("/"));
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    // A client that is gone hears nothing.
    let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
}

fn url_decoded(query: &str) -> std::collections::BTreeMap<String, String> {
    let decode =
        |text: &str| percent_encoding::percent_decode_str(&text.replace('+', " ")).decode_utf8().expect("UTF-8").into_owned();
    query.split('&').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (decode(name), decode(value))).collect()
}

/// A node with a desk under test.
pub struct Stage {
    pub rig: Rig,
    _tokens: Small,
}

impl Stage {
    /// The desk of `desk1` with the node's own DSS.
    pub async fn start() -> Stage {
        Stage::start_with("desk1", |_| ()).await
    }

    /// A second desk, `desk2`, with the DSS of this one.
    pub async fn second(&self) -> Stage {
        let dss = format!("http://{}", self.rig.address);
        Stage::start_with("desk2", |config| config.desk.dss = vec![dss]).await
    }

    pub async fn start_with(sub: &str, change: impl FnOnce(&mut Config)) -> Stage {
        let tokens = Small::token_server().await;
        let rig = Rig::start_with(|config| {
            config.server.allow_http_base_urls = true;
            config.auth.audiences = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
            config.desk.enabled = true;
            config.desk.automated_testing = true;
            config.desk.allow_private_peers = true;
            config.desk.party = sub.to_owned();
            config.desk.token_url = tokens.url("/token");
            config.desk.token_style = TokenStyle::Query;
            change(config);
        })
        .await;
        Stage { rig, _tokens: tokens }
    }

    /// PUT of a flight plan, at the root as clients of the field do.
    pub async fn put(&self, flight: &str, request: &Value) -> Answer {
        self.rig.put(&format!("/flight_plans/{flight}"), PLAN, request).await
    }

    /// PUT of a flight plan that must have this result and leave the flight like this. The answer.
    #[track_caller]
    pub fn expect<'a>(
        &'a self,
        flight: &'a str,
        request: Value,
        (result, status): (&'a str, &'a str),
    ) -> impl Future<Output = Value> + 'a {
        let place = std::panic::Location::caller();
        async move {
            let answer = self.put(flight, &request).await.expect(200);
            let found = (answer["planning_result"].as_str(), answer["flight_plan_status"].as_str());
            assert_eq!(found, (Some(result), Some(status)), "{answer} at {place}");
            assert!(result == "Completed" || answer["notes"].is_string(), "it says why: {answer} at {place}");
            answer
        }
    }

    /// A new flight, planned as asked. Its id.
    pub async fn planned(&self, request: Value) -> String {
        let flight = id();
        self.expect(&flight, request, ("Completed", "Planned")).await;
        flight
    }

    /// The operational intent of a flight at the DSS of this node, as anybody may read it.
    pub async fn at_dss(&self, flight: &str) -> Value {
        let answer = self.rig.get(&format!("{INTENTS}/{flight}"), DESK1).await.expect(200);
        answer["operational_intent_reference"].clone()
    }

    /// Whether the DSS of this node has an operational intent of this id.
    pub async fn dss_has(&self, flight: &str) -> bool {
        self.rig.get(&format!("{INTENTS}/{flight}"), DESK1).await.status == 200
    }

    /// The details of a flight as peers read them.
    pub async fn details(&self, flight: &str) -> Value {
        let answer = self.rig.get(&format!("/uss/v1/operational_intents/{flight}"), party("peer", SC)).await.expect(200);
        answer["operational_intent"]["details"].clone()
    }
}

/// A request to plan, of priority 0, if it is allowed.
pub fn request(usage: &str, uas: &str, area: Vec<Value>) -> Value {
    json!({
        "flight_plan": {
            "basic_information": { "usage_state": usage, "uas_state": uas, "area": area },
            "astm_f3548_21": { "priority": 0 },
        },
        "execution_style": "IfAllowed",
        "request_id": id(),
    })
}

pub fn planned(area: Value) -> Value {
    request("Planned", "Nominal", vec![area])
}

pub fn in_use(area: Value) -> Value {
    request("InUse", "Nominal", vec![area])
}

/// A request as it is, whatever the rules say.
pub fn in_reality(usage: &str, uas: &str, area: Vec<Value>) -> Value {
    let mut request = request(usage, uas, area);
    request["execution_style"] = json!("InReality");
    request
}

pub fn with_priority(mut request: Value, priority: i64) -> Value {
    request["flight_plan"]["astm_f3548_21"]["priority"] = json!(priority);
    request
}

/// The same place, a little to the east: `metres` at the equator, less elsewhere.
pub fn east((lat, lng): (f64, f64), metres: f64) -> (f64, f64) {
    (lat, lng + metres / 111_320.0)
}
