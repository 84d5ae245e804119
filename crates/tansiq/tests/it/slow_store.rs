//! A store that stops for a while, as disks and databases do: nobody is told what could still be lost, reads of other
//! things go on, and who repeats a write that was answered 503 and did land gets the outcome of that write.

use crate::rig::bodies::*;
use crate::rig::tokens::*;
use crate::rig::wire::PATIENCE;
use crate::rig::{Rig, text};
use serde_json::json;
use std::net::SocketAddr;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;
use tansiq::http::{App, Limits, Options, Server};
use tansiq_auth::{KeyRing, TokenRules, Verifier, VerifyingKey};
use tansiq_core::airspace::Command;
use tansiq_log::memory::MemoryLog;
use tansiq_log::{Error, Index, Log, LogReader};
use tansiq_node::{Node, Settings, SystemClock};

/// A door in front of the store.
#[derive(Clone, Default)]
struct Door(Arc<(Mutex<Closed>, Condvar)>);

#[derive(Default)]
struct Closed {
    closed: bool,
    broken: bool,
}

impl Door {
    fn set(&self, closed: bool, broken: bool) {
        *self.0.0.lock().expect("nobody panicked") = Closed { closed, broken };
        self.0.1.notify_all();
    }

    /// Waits while the door is closed; says whether the store is broken.
    fn pass(&self) -> bool {
        let guard = self.0.0.lock().expect("nobody panicked");
        self.0.1.wait_while(guard, |state| state.closed).expect("nobody panicked").broken
    }
}

/// A store in memory behind a door.
struct GuardedLog {
    log: MemoryLog,
    door: Door,
}

impl Log for GuardedLog {
    fn head(&mut self) -> Result<Index, Error> {
        self.log.head()
    }

    fn append(&mut self, expected: Index, batch: &[Vec<u8>]) -> Result<Index, Error> {
        if self.door.pass() {
            return Err(Error::Io { doing: "append".to_owned(), maybe_landed: false, source: "broken for a test".into() });
        }
        self.log.append(expected, batch)
    }

    fn reader(&self) -> Result<Box<dyn LogReader>, Error> {
        self.log.reader()
    }
}

/// A node on such a store, with a second for each request.
async fn start(door: &Door) -> Rig {
    let log = GuardedLog { log: MemoryLog::new(), door: door.clone() };
    let reader = log.reader().expect("the log can be read");
    let node = Node::start(Box::new(log), Settings::default()).expect("the node starts");
    let options = Options {
        locality: "test".to_owned(),
        public_url: "http://127.0.0.1".to_owned(),
        allow_http_base_urls: false,
        request_timeout: Duration::from_secs(1),
        requests_per_second: None,
        desk_users: Vec::new(),
        session_lifetime: Duration::from_secs(3_600),
        automated_testing: false,
    };
    let file = Authority::get().public_key_file();
    let pem = std::fs::read_to_string(file.path()).expect("the file is there");
    let keys: Vec<VerifyingKey> = tansiq_auth::keys_from_pem(&pem).expect("a key");
    let rules = TokenRules { audiences: vec!["localhost".to_owned()], leeway_s: 0 };
    let verifier = Verifier::new(rules, KeyRing::new(keys, Vec::new())).expect("a verifier");
    let app = App::new(options, node.clone(), reader, Arc::new(verifier), None, None, Arc::new(SystemClock));
    node.submit(app.own_caller(), Command::Found, None).await.expect("the first record");
    let server = Server::bind(SocketAddr::from(([127, 0, 0, 1], 0)), None, Limits { max_connections: 100 }).await;
    Rig::around(server.expect("a free port"), app)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_retry_of_a_write_that_was_answered_503_and_landed_gets_its_outcome_once() {
    let door = Door::default();
    let rig = start(&door).await;
    let (path, body) = (format!("{INTENTS}/{}", id()), intent_with_subscription(around(place())));
    door.set(true, false);
    let late = rig.put(&path, USS1, &body).await;
    assert_eq!((late.status, late.text.as_str()), (503, "request timeout"));
    door.set(false, false);

    // Another body, another party and another path are other writes.
    let other = with(body.clone(), "uss_base_url", json!("https://elsewhere.example"));
    rig.put(&path, USS1, &other).await.refused(409, "exists already");
    rig.put(&path, USS2, &body).await.refused(403, "uss1");
    let retried = rig.put(&path, USS1, &body).await.expect(201);
    assert_eq!(retried["operational_intent_reference"]["version"], 1);
    assert_eq!(retried["subscribers"][0]["subscriptions"][0]["notification_index"], 1);
    // What was acknowledged is an ordinary conflict from then on.
    rig.put(&path, USS1, &body).await.refused(409, "exists already");

    // The same for an end.
    let ovn = text(&retried["operational_intent_reference"], "ovn").to_owned();
    door.set(true, false);
    assert_eq!(rig.delete(&format!("{path}/{ovn}"), USS1).await.status, 503);
    door.set(false, false);
    let deleted = rig.delete(&format!("{path}/{ovn}"), USS1).await.expect(200);
    assert_eq!(deleted["operational_intent_reference"], retried["operational_intent_reference"]);
    rig.delete(&format!("{path}/{ovn}"), USS1).await.expect(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_a_write_hangs_others_read_what_is_durable_and_not_what_is_not() {
    let door = Door::default();
    let rig = start(&door).await;
    let place = place();
    let durable = rig.new_intent(USS1, &intent(around(place))).await;
    let (path, body) = (format!("{INTENTS}/{}", id()), intent(around((place.0 + 0.5, place.1))));
    door.set(true, false);
    let (late, ()) = tokio::join!(rig.put(&path, USS1, &body), async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        rig.get(&format!("{INTENTS}/{}", durable.id), USS2).await.expect(200);
        rig.post(&format!("{INTENTS}/query"), USS2, &query(around(place))).await.expect(200);
        assert_eq!(rig.send("GET", "/healthy", &[], "").await.status, 200);
        // Whether it exists is not settled: neither 200 nor 404 would be the truth.
        assert_eq!(rig.get(&path, USS2).await.status, 503);
    });
    assert_eq!(late.status, 503);
    door.set(false, false);
    let seen = tokio::time::timeout(PATIENCE, async {
        while rig.get(&path, USS2).await.status != 200 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    });
    seen.await.expect("it is there once the store has it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_hanging_write_would_change_elsewhere_is_not_told_either() {
    let door = Door::default();
    let rig = start(&door).await;
    let (volume, other) = (around(place()), around(place()));
    let own = rig.new_subscription(USS1, &subscription(volume.clone())).await;
    let told = rig.new_subscription(USS2, &subscription(volume.clone())).await;
    let unrelated = rig.new_subscription(USS2, &subscription(other)).await;
    door.set(true, false);
    let body = with(intent(volume), "subscription_id", json!(own.id));
    let path = format!("{INTENTS}/{}", id());
    let (late, ()) = tokio::join!(rig.put(&path, USS1, &body), async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let read = async |id: &str, party| rig.get(&format!("{SUBSCRIPTIONS}/{id}"), party).await.status;
        // The one would have a dependent, the other a higher index, the third nothing new.
        let statuses = tokio::join!(read(&own.id, USS1), read(&told.id, USS2), read(&unrelated.id, USS2));
        assert_eq!(statuses, (503, 503, 200));
    });
    assert_eq!(late.status, 503);
    door.set(false, false);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_that_fails_is_told_as_503_and_ready_says_so_until_it_works_again() {
    let door = Door::default();
    let rig = start(&door).await;
    let (path, body) = (format!("{INTENTS}/{}", id()), intent(around(place())));
    door.set(false, true);
    let refused = rig.put(&path, USS1, &body).await;
    assert_eq!(refused.status, 503, "{}", refused.text);
    assert_eq!(rig.send("GET", "/ready", &[], "").await.status, 503);
    assert_eq!(rig.send("GET", "/healthy", &[], "").await.status, 200);
    rig.get(&path, USS1).await.expect(404);
    door.set(false, false);
    let works = tokio::time::timeout(PATIENCE, async {
        // The next write that succeeds is what makes it ready again; a repeat of the refused one will do.
        while rig.put(&path, USS1, &body).await.status != 201 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    });
    works.await.expect("it works again");
    assert_eq!(rig.send("GET", "/ready", &[], "").await.status, 200);
}
