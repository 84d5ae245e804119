//! A small airspace to try single rules on: what is asked succeeds unless a test changes something about it.

use crate::script;
use std::time::Duration;
use tansiq_core::airspace::command::{Attachment, PutConstraint, PutIntent, PutSubscription};
use tansiq_core::airspace::*;
use tansiq_core::airspace::{Decision, Rejection};
use tansiq_core::*;
use tansiq_geo::Cells;

/// 2026-06-01T00:00:00Z.
pub const START: Timestamp = Timestamp(1_780_272_000_000_000);

pub struct World {
    pub state: State,
    pub now: Timestamp,
    pub events: Vec<Event>,
    count: u64,
}

/// What a writer is told, in short.
#[derive(Debug, PartialEq)]
pub struct Wrote {
    pub ovn: String,
    pub version: u32,
    pub subscription: Option<EntityId>,
    /// Subscriptions with their new index, by id.
    pub told: Vec<(EntityId, u32)>,
}

pub type Answer<T> = Result<T, Rejection>;

/// Which kind of answer it is: `ok`, or the refusal as the border spells it.
pub fn kind<T>(answer: &Answer<T>) -> &'static str {
    match answer {
        Ok(_) => "ok",
        Err(Rejection::Invalid(_)) => "400",
        Err(Rejection::Forbidden(_)) => "403",
        Err(Rejection::NotFound(_)) => "404",
        Err(Rejection::Conflict(_)) => "409",
        Err(Rejection::Unproven(_)) => "409 with missing",
        Err(Rejection::Down(_)) => "412",
        Err(Rejection::TooMany(_)) => "too many",
    }
}

pub fn missing<T: std::fmt::Debug>(answer: Answer<T>) -> Missing {
    match answer {
        Err(Rejection::Unproven(missing)) => missing,
        other => panic!("{other:?} names nothing missing"),
    }
}

pub fn minutes(n: u64) -> Duration {
    Duration::from_secs(60 * n)
}

pub fn at(minute: i64) -> Timestamp {
    Timestamp(START.0 + minute * 60_000_000)
}

pub fn extent(span: std::ops::RangeInclusive<i64>, heights: (f64, f64), cells: Cells) -> Extent {
    Extent {
        span: Span { start: at(*span.start()), end: at(*span.end()) },
        heights: Heights { lower: heights.0, upper: heights.1 },
        cells,
    }
}

pub fn cells(numbers: impl IntoIterator<Item = usize>) -> Cells {
    script::cells(numbers)
}

pub fn intent_id(n: usize) -> EntityId {
    script::entity_id(1, n)
}

pub fn constraint_id(n: usize) -> EntityId {
    script::entity_id(2, n)
}

pub fn subscription_id(n: usize) -> EntityId {
    script::entity_id(3, n)
}

pub fn implicit() -> Attachment {
    Attachment::Implicit { uss_base_url: "https://implicit.example".into(), notify_for_constraints: false }
}

pub fn key<'a>(ovns: impl IntoIterator<Item = &'a String>) -> Key {
    let ovns: Vec<&str> = ovns.into_iter().map(String::as_str).collect();
    Key::new(5, ovns.len(), ovns.into_iter())
}

fn everything() -> Extent {
    Extent { span: Span::ALWAYS, heights: Heights::ALL, cells: cells(0..20) }
}

impl World {
    pub fn new() -> World {
        World { state: State::default(), now: START, events: Vec::new(), count: 0 }
    }

    /// Carries out one command. A caller's name that ends in `+` has the scope for conformance monitoring.
    pub fn ask(&mut self, caller: &str, command: Command) -> Answer<Outcome> {
        self.count += 1;
        let mut fresh = [0; 32];
        fresh[..8].copy_from_slice(&self.count.to_le_bytes());
        let caller = Caller { name: caller.trim_end_matches('+').into(), monitors_conformance: caller.ends_with('+') };
        let context = Context { now: self.now, caller, fresh };
        let Decision { events, outcome } = self.state.decide(&context, &command)?;
        events.iter().for_each(|event| self.state.apply(self.count, self.now, &context.caller.name, event));
        self.state.check_invariants().unwrap();
        self.events = events;
        Ok(outcome)
    }

    /// Every OVN of every intent and constraint.
    pub fn all_ovns(&self) -> Vec<String> {
        let mut ovns = Vec::new();
        for party in ["alpha", "bravo", "charlie"] {
            ovns.extend(self.state.query_intents(party, &everything()).into_iter().filter_map(|i| i.ovn));
            ovns.extend(self.state.query_constraints(party, &everything()).into_iter().filter_map(|c| c.ovn));
        }
        ovns.into_iter().map(|ovn| ovn.as_str().to_owned()).collect()
    }

    fn current_intent_ovn(&self, n: usize) -> Option<Box<str>> {
        let manager = self.state.get_intent("", intent_id(n))?.manager;
        self.state.get_intent(&manager, intent_id(n))?.ovn.map(|ovn| ovn.as_str().into())
    }

    fn current_constraint_ovn(&self, n: usize) -> Option<Box<str>> {
        let manager = self.state.get_constraint("", constraint_id(n))?.manager;
        self.state.get_constraint(&manager, constraint_id(n))?.ovn.map(|ovn| ovn.as_str().into())
    }

    /// Puts an operational intent: Accepted, minutes 10 to 20, 100 to 120 m, cell 0, with a complete key and its present
    /// OVN, unless `change` says otherwise.
    pub fn put(&mut self, caller: &str, n: usize, change: impl FnOnce(&mut PutIntent)) -> Answer<Wrote> {
        let mut put = PutIntent {
            id: intent_id(n),
            ovn: self.current_intent_ovn(n),
            extent: extent(10..=20, (100.0, 120.0), cells([0])),
            state: IntentState::Accepted,
            uss_base_url: "https://uss.example".into(),
            subscription: Attachment::None,
            key: key(&self.all_ovns()),
            requested_suffix: None,
        };
        change(&mut put);
        self.ask(caller, Command::PutIntent(Box::new(put))).map(wrote)
    }

    pub fn end(&mut self, caller: &str, n: usize) -> Answer<Wrote> {
        let ovn = self.current_intent_ovn(n).unwrap_or_else(|| "none".into());
        self.ask(caller, Command::DeleteIntent { id: intent_id(n), ovn }).map(wrote)
    }

    /// Puts a constraint: minutes 10 to 20, 100 to 120 m, cell 0.
    pub fn put_constraint(&mut self, caller: &str, n: usize, change: impl FnOnce(&mut PutConstraint)) -> Answer<Wrote> {
        let mut put = PutConstraint {
            id: constraint_id(n),
            ovn: self.current_constraint_ovn(n),
            extent: extent(10..=20, (100.0, 120.0), cells([0])),
            uss_base_url: "https://authority.example".into(),
        };
        change(&mut put);
        self.ask(caller, Command::PutConstraint(Box::new(put))).map(wrote)
    }

    pub fn delete_constraint(&mut self, caller: &str, n: usize) -> Answer<Wrote> {
        let ovn = self.current_constraint_ovn(n).unwrap_or_else(|| "none".into());
        self.ask(caller, Command::DeleteConstraint { id: constraint_id(n), ovn }).map(wrote)
    }

    /// Puts a subscription to intents: from now for 24 hours, all heights, cells 0 to 9, at its present version.
    pub fn subscribe(&mut self, caller: &str, n: usize, change: impl FnOnce(&mut PutSubscription)) -> Answer<Outcome> {
        self.subscribe_as(caller, subscription_id(n), change)
    }

    pub fn subscribe_as(&mut self, caller: &str, id: EntityId, change: impl FnOnce(&mut PutSubscription)) -> Answer<Outcome> {
        let mut put = PutSubscription {
            id,
            version: self.state.get_subscription(id).map(|view| view.subscription.version),
            start: None,
            end: None,
            heights: Heights::ALL,
            cells: cells(0..10),
            uss_base_url: "https://watcher.example".into(),
            notify_for_operational_intents: true,
            notify_for_constraints: false,
        };
        change(&mut put);
        self.ask(caller, Command::PutSubscription(Box::new(put)))
    }

    pub fn unsubscribe(&mut self, caller: &str, id: EntityId) -> Answer<Outcome> {
        let current = self.state.get_subscription(id).map(|view| view.subscription.version);
        self.ask(caller, Command::DeleteSubscription { id, version: current.unwrap_or_else(|| "none".into()) })
    }

    pub fn subscription(&self, id: EntityId) -> Subscription {
        self.state.get_subscription(id).expect("the subscription exists").subscription
    }

    pub fn set_availability(&mut self, uss: &str, availability: Availability) {
        let old_version = self.state.get_availability(uss).version;
        self.ask("arbiter", Command::SetAvailability { uss: uss.into(), old_version, availability }).unwrap();
    }

    pub fn evict(&mut self, days: u64) -> usize {
        match self.ask("node", Command::Evict { retention: minutes(days * 24 * 60) }) {
            Ok(Outcome::Evicted(count)) => count,
            other => panic!("{other:?}"),
        }
    }
}

fn wrote(outcome: Outcome) -> Wrote {
    let (ovn, version, subscription, subscribers) = match outcome {
        Outcome::Intent { reference, subscribers, .. } => (reference.ovn, reference.version, reference.subscription, subscribers),
        Outcome::Constraint { reference, subscribers, .. } => (reference.ovn, reference.version, None, subscribers),
        other => panic!("{other:?} is not of an intent or a constraint"),
    };
    let mut told: Vec<(EntityId, u32)> = subscribers.into_iter().flat_map(|subscriber| subscriber.subscriptions).collect();
    told.sort();
    Wrote { ovn: ovn.expect("a writer sees its OVN").as_str().to_owned(), version, subscription, told }
}
