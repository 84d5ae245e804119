//! A browser that follows the picture of a desk: it keeps what it is told, and comes back with the last id after its
//! connection is gone.

use super::words::DESK;
use crate::rig::Rig;
use crate::rig::tokens::Party;
use crate::rig::wire::PATIENCE;
use http_body_util::{BodyExt, Empty};
use hyper::Request;
use hyper::body::{Bytes, Incoming};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The lists of a picture, and what their things are called in events.
const LISTS: [(&str, &str); 7] = [
    ("plans", "plan"),
    ("known_operations", "known_operation"),
    ("known_constraints", "known_constraint"),
    ("areas", "area"),
    ("deliveries", "delivery"),
    ("notices", "notice"),
    ("templates", "template"),
];

/// Things by kind and id.
pub type Things = BTreeMap<(String, String), Value>;

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    pub kind: String,
    pub data: Value,
    /// The id that it came with, if any.
    pub id: Option<String>,
}

/// A connection on which events come.
pub struct Stream {
    body: Incoming,
    text: String,
}

impl Stream {
    /// Opens one, with what the client has seen.
    pub async fn open(rig: &Rig, party: Party, last: Option<&str>) -> Stream {
        Stream::open_with(rig, &[("authorization", &party.authorization())], last).await
    }

    pub async fn open_with(rig: &Rig, headers: &[(&str, &str)], last: Option<&str>) -> Stream {
        let client = Client::builder(TokioExecutor::new()).build_http();
        let mut request = Request::builder().uri(format!("http://{}{DESK}/picture/stream", rig.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let request = request.body(Empty::<Bytes>::new()).expect("a request");
        let response = client.request(request).await.expect("an answer");
        assert_eq!(
            (response.status().as_u16(), &response.headers()["content-type"]),
            (200, &"text/event-stream".parse().expect("text"))
        );
        Stream { body: response.into_body(), text: String::new() }
    }

    /// The next event; none when the node ended the stream.
    pub async fn next(&mut self) -> Option<Event> {
        tokio::time::timeout(PATIENCE, self.event()).await.expect("an event comes in time")
    }

    async fn event(&mut self) -> Option<Event> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let (event, rest) = (read(event), rest.to_owned());
                self.text = rest;
                return Some(event);
            }
            let frame = self.body.frame().await?.ok()?;
            let data = frame.into_data().expect("nothing but data");
            self.text.push_str(std::str::from_utf8(&data).expect("pieces are whole events"));
        }
    }

    /// The next event of a kind.
    pub async fn of(&mut self, kind: &str) -> Event {
        loop {
            let event = self.next().await.unwrap_or_else(|| panic!("the stream ended before {kind}"));
            if event.kind == kind {
                return event;
            }
        }
    }
}

fn read(text: &str) -> Event {
    let mut event = Event { kind: String::new(), data: Value::Null, id: None };
    for line in text.lines() {
        let (field, value) = line.split_once(':').expect("a field");
        match field {
            "id" => event.id = Some(value.trim_start().to_owned()),
            "event" => event.kind = value.trim_start().to_owned(),
            "data" => event.data = serde_json::from_str(value).unwrap_or_else(|error| panic!("{value}: {error}")),
            _ => panic!("{text:?}"),
        }
    }
    event
}

/// What a client knows.
#[derive(Default)]
pub struct Followed {
    pub things: Things,
    /// What it comes back with.
    pub last: Option<String>,
    /// How often it had to begin anew although it knew how far it was.
    pub resets: usize,
    pub index: u64,
}

impl Followed {
    pub fn take(&mut self, event: &Event) {
        self.resets += usize::from(event.kind == "reset" && self.last.is_some());
        if let Some(id) = &event.id {
            self.last = (!id.is_empty()).then(|| id.clone());
        }
        match event.kind.as_str() {
            "reset" => self.things.clear(),
            "gone" => {
                let key = |member: &str| event.data[member].as_str().expect("text").to_owned();
                self.things.remove(&(key("kind"), key("id")));
            }
            "synced" => {
                self.index = event.data["index"].as_u64().expect("a number");
                assert_eq!(self.last, Some(self.index.to_string()));
            }
            "positions" | "session" => {}
            kind => {
                self.things.insert((kind.to_owned(), id_of(&event.data)), event.data.clone());
            }
        }
    }

    /// Takes what comes until it knows all of the first `index` records.
    pub async fn up_to(&mut self, stream: &mut Stream, index: u64) {
        while self.index < index {
            let event = stream.next().await.expect("the stream goes on");
            self.take(&event);
        }
    }
}

fn id_of(thing: &Value) -> String {
    let id = thing.get("id").unwrap_or(&thing["seq"]);
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

/// The things of a picture.
pub fn things(picture: &Value) -> Things {
    assert_eq!(picture["left_out"], json!(0));
    let mut things = Things::new();
    for (list, kind) in LISTS {
        for thing in picture[list].as_array().expect("a list") {
            things.insert((kind.to_owned(), id_of(thing)), thing.clone());
        }
    }
    things
}

/// Panics with the first difference.
#[track_caller]
pub fn assert_same(found: &Things, expected: &Things) {
    for key in found.keys().chain(expected.keys()) {
        assert_eq!(found.get(key), expected.get(key), "{key:?}");
    }
}
