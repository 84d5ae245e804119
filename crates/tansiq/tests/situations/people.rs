//! People who plan over HTTP: each has one operation and remembers what it may be by now.

use crate::client::{Answer, NoAnswer};
use crate::sky;
use crate::town::Door;
use rand::Rng;
use serde_json::{Value, json};
use std::fmt;
use std::time::{Duration, Instant};
use uuid::Uuid;

const PLANS: &str = "/api/v1/desk/plans";

/// What an operation may be: nothing that is live, or this state and the plan of this name.
type Held = Option<(String, String)>;

/// Somebody with one operation.
pub struct Person {
    pub id: String,
    door: Door,
    priority: i64,
    plans: u32,
    may: Vec<Held>,
    story: Vec<String>,
    tally: Tally,
}

/// How requests came out.
#[derive(Debug, Default)]
pub struct Tally {
    pub requests: u64,
    pub done: u64,
    pub in_the_way: u64,
    pub failed: u64,
    pub unknown: u64,
}

impl Tally {
    /// Adds what a person counted.
    pub fn take(&mut self, person: &mut Person) {
        let more = std::mem::take(&mut person.tally);
        self.requests += more.requests;
        self.done += more.done;
        self.in_the_way += more.in_the_way;
        self.failed += more.failed;
        self.unknown += more.unknown;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { requests, done, in_the_way, failed, unknown } = self;
        write!(
            f,
            "{requests} requests: {done} done, {in_the_way} refused for what is in the way, {failed} failed, {unknown} not known"
        )
    }
}

impl Person {
    pub fn new(door: Door) -> Person {
        let id = Uuid::new_v4().to_string();
        let priority = [0, 0, 0, 0, 1, 2][rand::rng().random_range(0..6)];
        Person { id, door, priority, plans: 0, may: vec![None], story: Vec::new(), tally: Tally::default() }
    }

    /// Asks for one thing after the other.
    pub async fn plan_until(&mut self, until: Instant) {
        loop {
            let wait = rand::rng().random_range(Duration::from_millis(20)..Duration::from_millis(400));
            tokio::time::sleep(wait).await;
            if Instant::now() > until {
                return;
            }
            self.ask().await;
        }
    }

    async fn ask(&mut self) {
        let path = format!("{PLANS}/{}", self.id);
        let is_live = self.may.iter().any(Option::is_some);
        match if is_live { rand::rng().random_range(0..10) } else { 0 } {
            0..6 => {
                let state = if rand::rng().random_bool(0.5) { "accepted" } else { "activated" };
                self.plans += 1;
                let name = format!("plan {}", self.plans);
                let plan = sky::plan(&name, self.priority, state);
                let answer = self.door.client.put(&path, &plan).await;
                let mut wanted = vec![Some((state.to_owned(), name.clone()))];
                if !is_live && state == "activated" {
                    // It is accepted first.
                    wanted.push(Some(("accepted".to_owned(), name)));
                }
                self.note(wanted, answer);
            }
            6..8 => {
                let answer = self.door.client.post(&format!("{path}/state"), &json!({ "state": "activated" })).await;
                let wanted = self.may.iter().flatten().map(|(_, name)| Some(("activated".to_owned(), name.clone())));
                self.note(wanted.collect(), answer);
            }
            _ => {
                let answer = self.door.client.delete(&path).await;
                if self.note(vec![None], answer) {
                    self.start_anew();
                }
            }
        }
    }

    /// What has ended stays ended: the next plan is another operation.
    fn start_anew(&mut self) {
        self.id = Uuid::new_v4().to_string();
        self.may = vec![None];
    }

    /// What the operation may be now. Whether it was done.
    fn note(&mut self, wanted: Vec<Held>, answer: Result<Answer, NoAnswer>) -> bool {
        self.tally.requests += 1;
        let status = answer.as_ref().map(|answer| answer.status).ok();
        self.story.push(format!("{wanted:?}: {status:?}"));
        match answer {
            Ok(answer @ Answer { status: 200 | 201, .. }) => {
                self.tally.done += 1;
                let is = held(&answer.body);
                assert!(wanted.contains(&is), "answered {is:?}, asked for {wanted:?}");
                self.may = vec![is];
                return true;
            }
            // 504: the DSS was not heard. 503 with nothing begun is safe to take for it.
            Err(NoAnswer) | Ok(Answer { status: 503 | 504, .. }) => {
                self.tally.unknown += 1;
                for held in wanted {
                    if !self.may.contains(&held) {
                        self.may.push(held);
                    }
                }
            }
            Ok(Answer { status: 409, body, .. }) if body["meetings"].is_array() => self.tally.in_the_way += 1,
            Ok(_) => self.tally.failed += 1,
        }
        false
    }

    /// Holds the operation at the end against what it may be.
    pub fn check(&self, plan: Option<&Value>) -> Option<String> {
        let is = plan.and_then(held);
        let told = || format!("{} of {} is {is:?}, may be {:?}: {}", self.id, self.door.party, self.may, self.story.join("; "));
        (!self.may.contains(&is)).then(told)
    }
}

/// State and name of a plan that is live.
fn held(plan: &Value) -> Held {
    let text = |field: &str| plan[field].as_str().unwrap_or_default().to_owned();
    let state = text("state");
    (!matches!(&*state, "" | "planning" | "refused" | "ended")).then(|| (state, text("name")))
}
