//! A party's operational intents, as far as it knows them: what was acknowledged, and what may have happened as well.
//!
//! Each intent has a height band of its own, so that no key is needed, and asks for its OVN suffix, so that the OVN of a
//! write without an answer is known. Each write asks for a new implicit subscription, in place of the one before.

use crate::client::{Answer, Client};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tansiq_wire::f3548::Time;
use uuid::Uuid;

const INTENTS: &str = "/dss/v1/operational_intent_references";
const SUBSCRIPTIONS: &str = "/dss/v1/subscriptions";

/// Height of the band of one intent, metres.
const BAND_M: f64 = 10.0;

/// One version of an intent.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    pub number: u64,
    pub ovn: String,
    /// `None` if the write had no answer.
    pub subscription: Option<String>,
}

/// An intent as its manager knows it.
#[derive(Debug)]
pub struct Plan {
    pub id: String,
    band: usize,
    /// What was acknowledged last.
    pub known: Option<Version>,
    /// What is there instead if the write without an answer happened.
    pub perhaps: Option<Option<Version>>,
}

/// The notification indices that were told, over all restarts.
#[derive(Debug, Default)]
pub struct Told {
    indices: BTreeMap<String, BTreeSet<u64>>,
}

impl Told {
    /// Notes whom an acknowledged write said to notify. No two writes may be told the same index of a subscription.
    fn note(&mut self, answer: &Answer) {
        for subscriber in answer.body["subscribers"].as_array().into_iter().flatten() {
            for entry in subscriber["subscriptions"].as_array().into_iter().flatten() {
                let id = entry["subscription_id"].as_str().expect("an id").to_owned();
                let index = entry["notification_index"].as_u64().expect("an index");
                let is_new = self.indices.entry(id).or_default().insert(index);
                assert!(is_new, "two writes were told of the same notification: {entry}");
            }
        }
    }

    /// The highest index of a subscription that a writer was told; 0 for none.
    pub fn highest(&self, subscription: &str) -> u64 {
        self.indices.get(subscription).and_then(|indices| indices.last()).copied().unwrap_or(0)
    }
}

impl Plan {
    pub fn new(band: usize) -> Plan {
        Plan { id: Uuid::new_v4().to_string(), band, known: None, perhaps: None }
    }

    /// Creates or changes the intent. Tells whether it is known what came of it.
    pub async fn put(&mut self, client: &Client, told: &std::sync::Mutex<Told>) -> bool {
        let suffix = suffix();
        let next = self.known.as_ref().map_or(1, |version| version.number + 1);
        let ovn = format!("{}_{suffix}", self.id);
        let path = match &self.known {
            None => format!("{INTENTS}/{}", self.id),
            Some(version) => format!("{INTENTS}/{}/{}", self.id, version.ovn),
        };
        let Some(answer) = known(client.put(&path, &body(self.band, &suffix)).await) else {
            self.perhaps = Some(Some(Version { number: next, ovn, subscription: None }));
            return false;
        };
        assert!(answer.status == 200 || answer.status == 201, "a write of {self:?} was refused: {answer:?}");
        let version = read_version(&answer.body["operational_intent_reference"]);
        assert_eq!((version.number, &version.ovn), (next, &ovn), "{answer:?}");
        told.lock().expect("no client panicked").note(&answer);
        self.known = Some(version);
        true
    }

    /// Ends the intent.
    pub async fn delete(&mut self, client: &Client, told: &std::sync::Mutex<Told>) -> bool {
        let Some(version) = &self.known else { return true };
        let Some(answer) = known(client.delete(&format!("{INTENTS}/{}/{}", self.id, version.ovn)).await) else {
            self.perhaps = Some(None);
            return false;
        };
        assert_eq!(answer.status, 200, "the end of {self:?} was refused: {answer:?}");
        told.lock().expect("no client panicked").note(&answer);
        self.known = None;
        true
    }

    /// Finds out what is there and whether that can be: what was acknowledged, or what had no answer, whole.
    pub async fn check(&mut self, client: &Client) {
        let answer = client.get(&format!("{INTENTS}/{}", self.id)).await.expect("reads are answered");
        let found = match answer.status {
            404 => None,
            200 => Some(read_version(&answer.body["operational_intent_reference"])),
            _ => panic!("{answer:?}"),
        };
        let same = |expected: &Option<Version>| match (expected, &found) {
            (None, None) => true,
            (Some(expected), Some(found)) => {
                let subscription = expected.subscription.is_none() || expected.subscription == found.subscription;
                subscription && (expected.number, &expected.ovn) == (found.number, &found.ovn)
            }
            _ => false,
        };
        let as_known = same(&self.known);
        assert!(as_known || self.perhaps.as_ref().is_some_and(same), "found {found:?}, but expected {self:?}");
        let before = self.known.take().and_then(|version| version.subscription);
        self.check_subscription(client, &found, before).await;
        self.known = found;
        self.perhaps = None;
    }

    /// Each intent has the implicit subscription it names, and the one before is gone.
    async fn check_subscription(&self, client: &Client, found: &Option<Version>, before: Option<String>) {
        let now = found.as_ref().map(|version| version.subscription.clone().expect("a write made one"));
        if let Some(id) = &now {
            let answer = client.get(&format!("{SUBSCRIPTIONS}/{id}")).await.expect("reads are answered");
            assert_eq!(answer.status, 200, "{self:?} lacks its subscription: {answer:?}");
            let subscription = &answer.body["subscription"];
            assert_eq!(subscription["dependent_operational_intents"], json!([self.id]), "{answer:?}");
            assert_eq!(subscription["implicit_subscription"], json!(true), "{answer:?}");
        }
        if let Some(before) = before.filter(|before| Some(before) != now.as_ref()) {
            let answer = client.get(&format!("{SUBSCRIPTIONS}/{before}")).await.expect("reads are answered");
            assert_eq!(answer.status, 404, "{self:?} left a subscription behind: {answer:?}");
        }
    }
}

/// A query finds the plans that are there, and nothing else.
pub async fn check_query(client: &Client, plans: &[&Plan]) {
    let answer = client.post(&format!("{INTENTS}/query"), &json!({ "area_of_interest": volume(0.0, 50_000.0) })).await;
    let answer = answer.expect("reads are answered");
    assert_eq!(answer.status, 200, "{answer:?}");
    let found = answer.body["operational_intent_references"].as_array().expect("a list");
    let found: BTreeMap<&str, u64> = found.iter().map(|r| (text(&r["id"]), r["version"].as_u64().expect("a number"))).collect();
    let there = plans.iter().filter_map(|plan| Some((plan.id.as_str(), plan.known.as_ref()?.number)));
    assert_eq!(found, there.collect::<BTreeMap<_, _>>());
}

/// A subscription to all the bands.
pub async fn subscribe(client: &Client) -> String {
    let id = Uuid::new_v4().to_string();
    let body = json!({
        "extents": volume(0.0, 50_000.0),
        "uss_base_url": "https://watcher.example/utm",
        "notify_for_operational_intents": true,
    });
    let answer = client.put(&format!("{SUBSCRIPTIONS}/{id}"), &body).await.expect("it is answered");
    assert_eq!(answer.status, 200, "{answer:?}");
    id
}

/// The notification index of a subscription, which is never behind what a writer was told.
pub async fn check_index(client: &Client, subscription: &str, highest: u64) -> u64 {
    let answer = client.get(&format!("{SUBSCRIPTIONS}/{subscription}")).await.expect("reads are answered");
    let index = answer.body["subscription"]["notification_index"].as_u64().unwrap_or_else(|| panic!("{answer:?}"));
    assert!(index >= highest, "notification {highest} was told, but the index is {index}");
    index
}

/// The answer, if it tells what became of the write. One that does not says when to come again.
fn known(answer: Result<Answer, crate::client::NoAnswer>) -> Option<Answer> {
    let answer = answer.ok()?;
    assert!(answer.status != 503 || answer.retry_after.is_some_and(|seconds| seconds > 0), "{answer:?}");
    Some(answer).filter(|answer| answer.status != 503)
}

fn read_version(reference: &Value) -> Version {
    Version {
        number: reference["version"].as_u64().expect("a version"),
        ovn: text(&reference["ovn"]).to_owned(),
        subscription: Some(text(&reference["subscription_id"]).to_owned()),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn body(band: usize, suffix: &str) -> Value {
    let lower = band as f64 * 2.0 * BAND_M;
    json!({
        "extents": [volume(lower, lower + BAND_M)],
        "key": [],
        "state": "Accepted",
        "uss_base_url": "https://uss.example/utm",
        "new_subscription": { "uss_base_url": "https://uss.example/utm" },
        "requested_ovn_suffix": suffix,
    })
}

/// A circle from one height to another, from now for an hour.
fn volume(lower_m: f64, upper_m: f64) -> Value {
    let altitude = |metres: f64| json!({ "value": metres, "reference": "W84", "units": "M" });
    let time = |after: Duration| json!(Time::from_micros(i64::try_from((now() + after).as_micros()).expect("soon")));
    json!({
        "volume": {
            "outline_circle": { "center": { "lat": 25.2, "lng": 55.3 }, "radius": { "value": 300.0, "units": "M" } },
            "altitude_lower": altitude(lower_m),
            "altitude_upper": altitude(upper_m),
        },
        "time_start": time(Duration::ZERO),
        "time_end": time(Duration::from_secs(3_600)),
    })
}

/// A UUID version 7 of now.
fn suffix() -> String {
    let random = Uuid::new_v4().as_u128() & ((1 << 62) - 1);
    Uuid::from_u128(now().as_millis() << 80 | 0x7 << 76 | 0b10 << 62 | random).to_string()
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970")
}
