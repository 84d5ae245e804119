//! A small desk to try single rules on. Every event goes through JSON into a second state, and every step through a
//! snapshot, and all must agree; what changed must have been touched.

use super::cube::{Cube, moment, volumes};
use crate::script::entity_id;
use serde_json::Value;
use std::collections::BTreeSet;
use tansiq_core::desk::{Decision, Rejection, *};
use tansiq_core::*;

pub struct World {
    pub state: State,
    /// Made by nothing but the recorded events.
    replayed: State,
    pub now: Timestamp,
    pub rules: Rules,
    pub events: Vec<Event>,
    count: u64,
}

pub type Answer = Result<Outcome, Rejection>;

/// Which kind of answer it is: `ok`, or the refusal in short.
pub fn kind(answer: &Answer) -> &'static str {
    match answer {
        Ok(_) => "ok",
        Err(Rejection::Invalid(_)) => "400",
        Err(Rejection::Forbidden(_)) => "403",
        Err(Rejection::NotFound(_)) => "404",
        Err(Rejection::Conflict(_)) => "409",
        Err(Rejection::Transition { .. }) => "transition",
        Err(Rejection::Meets(_)) => "meets",
        Err(Rejection::TooMany(_)) => "too many",
    }
}

/// What is met and what that means, in the order given.
pub fn weights<'a>(meetings: impl IntoIterator<Item = &'a Meeting>) -> Vec<(OtherKind, EntityId, Weight)> {
    meetings.into_iter().map(|meeting| (meeting.kind, meeting.other, meeting.weight)).collect()
}

/// An operation of this desk.
pub fn own(n: usize) -> EntityId {
    entity_id(1, n)
}

/// An operation or constraint of another, or an area: their ids are the same, which nothing may mind.
pub fn other(n: usize) -> EntityId {
    entity_id(2, n)
}

pub fn plan(priority: i64, cubes: &[Cube]) -> Plan {
    Plan { priority, volumes: volumes(cubes), ..Plan::default() }
}

pub fn reference(version: i32) -> Reference {
    Reference { ovn: format!("ovn-of-version-{version}").into(), version, subscription: None }
}

pub fn subscriber(to: &str, subscription: &str, index: i32) -> Subscriber {
    Subscriber { to: to.into(), subscriptions: vec![Prompted { subscription: subscription.into(), index }] }
}

/// A peer's operation, told in full.
pub fn known(n: usize, version: i32, priority: i64, cubes: &[Cube]) -> Known {
    let volumes = volumes(cubes);
    Known {
        id: other(n),
        manager: "peer".into(),
        uss_base_url: "https://peer.example".into(),
        version,
        state: OperationState::Accepted,
        span: volumes.span().unwrap_or(Span { start: moment(0), end: moment(1) }),
        disclosure: Disclosure::Told { ovn: "an-ovn".into(), priority, volumes, off_nominal: Volumes::default() },
    }
}

/// A peer's operation of which only the area is known where the DSS found it.
pub fn withheld(n: usize, version: i32, state: OperationState, cubes: &[Cube]) -> Known {
    Known { state, disclosure: Disclosure::Withheld { within: volumes(cubes) }, ..known(n, version, 0, cubes) }
}

pub fn constraint(n: usize, version: i32, kind: AreaKind, cubes: &[Cube]) -> KnownConstraint {
    KnownConstraint {
        id: other(n),
        manager: "peer".into(),
        uss_base_url: "https://peer.example".into(),
        version,
        ovn: "an-ovn".into(),
        volumes: volumes(cubes),
        kind,
        name: String::new(),
        zone: None,
    }
}

impl World {
    pub fn new() -> World {
        World {
            state: State::default(),
            replayed: State::default(),
            now: moment(0),
            rules: Rules::default(),
            events: Vec::new(),
            count: 0,
        }
    }

    pub fn ask(&mut self, caller: &str, command: Command) -> Answer {
        self.count += 1;
        let mut fresh = [0; 32];
        fresh[..8].copy_from_slice(&self.count.to_le_bytes());
        let caller = Caller { name: caller.into(), monitors_conformance: false };
        let context = Context { now: self.now, caller, fresh };
        let Decision { events, outcome } = self.state.decide(&context, &command)?;
        let before = self.facts();
        let mut keys = Vec::new();
        events.iter().for_each(|event| self.state.touched(event, &mut keys));
        for event in &events {
            let read: Event = serde_json::from_str(&serde_json::to_string(event).unwrap()).unwrap();
            assert_eq!(*event, read, "an event survives its JSON");
            self.state.apply(self.count, self.now, &context.caller.name, event);
            self.replayed.apply(self.count, self.now, &context.caller.name, &read);
        }
        self.state.check_invariants().unwrap();
        self.replayed.check_invariants().unwrap();
        self.check_copies();
        check_touched(&before, &self.facts(), &keys.into_iter().collect());
        if matches!(outcome, Outcome::Begun(_) | Outcome::ConstraintBegun { .. } | Outcome::Report { .. }) {
            assert!(self.state.still_stands(&outcome), "what was just answered is how things stand");
        }
        self.events = events;
        Ok(outcome)
    }

    /// The text holds every number exactly, so equal texts are equal states, bit for bit.
    fn check_copies(&self) {
        let text = serde_json::to_string(&self.state.to_snapshot()).unwrap();
        assert_eq!(text, serde_json::to_string(&self.replayed.to_snapshot()).unwrap(), "replay gives the same state");
        let restored = State::from_snapshot(serde_json::from_str(&text).unwrap());
        assert_eq!(restored, self.state, "a snapshot survives being written");
        assert_eq!(text, serde_json::to_string(&restored.to_snapshot()).unwrap(), "a restored state is the same, bit for bit");
        restored.check_invariants().unwrap();
    }

    fn facts(&self) -> Value {
        let text = serde_json::to_value(self.state.to_snapshot()).unwrap();
        serde_json::from_str(text.as_str().unwrap()).unwrap()
    }

    pub fn begin(&mut self, n: usize, state: OperationState, plan: Option<Plan>) -> Answer {
        let begin = BeginWrite { id: own(n), expect: Expect::Any, state, plan, rules: self.rules };
        self.ask("planner", Command::BeginWrite(Box::new(begin)))
    }

    pub fn finish(&mut self, n: usize, result: WriteResult) -> Answer {
        let pending = self.state.operation(own(n)).and_then(|operation| operation.pending.as_ref());
        let attempt = pending.map_or(u64::MAX, |pending| pending.attempt);
        self.ask("planner", Command::FinishWrite { id: own(n), attempt, result })
    }

    pub fn land(&mut self, n: usize, subscribers: Vec<Subscriber>) -> Answer {
        let version = self.state.operation(own(n)).and_then(|operation| Some(operation.reference.as_ref()?.version));
        self.finish(n, WriteResult::Landed { reference: reference(version.unwrap_or(0) + 1), subscribers })
    }

    /// Writes an operation and has the DSS take it.
    pub fn put(&mut self, n: usize, state: OperationState, plan: Option<Plan>) {
        self.begin(n, state, plan).unwrap();
        self.land(n, Vec::new()).unwrap();
    }

    pub fn accept(&mut self, n: usize, priority: i64, cubes: &[Cube]) {
        self.put(n, OperationState::Accepted, Some(plan(priority, cubes)));
    }

    pub fn learn(&mut self, operations: Vec<Known>, constraints: Vec<KnownConstraint>, gone: Vec<EntityId>) -> Answer {
        let learn = Learn { operations, constraints, gone, rules: self.rules };
        self.ask("desk:discovery", Command::Learn(Box::new(learn)))
    }

    pub fn tell(&mut self, caller: &str, id: EntityId, now: Option<Known>) -> Answer {
        self.ask(caller, Command::TellOperation { id, now: now.map(Box::new), rules: self.rules })
    }

    pub fn put_area(&mut self, n: usize, kind: AreaKind, cubes: &[Cube], windows: Vec<Span>) -> Answer {
        let put = PutArea {
            id: other(n),
            name: format!("area {n}"),
            kind,
            layers: super::cube::layers(cubes),
            windows,
            windows_until: Timestamp::UNBOUNDED_FUTURE,
            document: "{}".into(),
            revision: None,
            rules: self.rules,
        };
        self.ask("planner", Command::PutArea(Box::new(put)))
    }

    /// What an operation meets as recorded.
    pub fn met(&self, n: usize) -> Vec<(OtherKind, EntityId, Weight)> {
        weights(self.state.meetings_of(own(n)))
    }

    /// What the last command had to tell planners.
    pub fn noticed(&self) -> Vec<(Option<EntityId>, &NoticeKind)> {
        self.events
            .iter()
            .filter_map(|event| match event {
                Event::Noticed(notice) => Some((notice.operation, &notice.what)),
                _ => None,
            })
            .collect()
    }

    /// The same as the names of the kinds.
    pub fn told(&self) -> Vec<(Option<EntityId>, String)> {
        let word = |what: &NoticeKind| serde_json::to_value(what).unwrap()["kind"].as_str().unwrap().to_owned();
        self.noticed().into_iter().map(|(operation, what)| (operation, word(what))).collect()
    }
}

/// Every fact that differs has its keys among those touched.
fn check_touched(before: &Value, after: &Value, keys: &BTreeSet<TouchKey>) {
    let nouns = [
        ("operations", touch::OPERATIONS),
        ("meetings", touch::OPERATIONS),
        ("known", touch::KNOWN),
        ("known_constraints", touch::KNOWN),
        ("areas", touch::AREAS),
        ("constraints", touch::AREAS),
        ("watches", touch::WATCHES),
        ("templates", touch::TEMPLATES),
    ];
    for (noun, key) in nouns {
        let (before, after) = (before[noun].as_object().unwrap(), after[noun].as_object().unwrap());
        for id in before.keys().chain(after.keys()).filter(|id| before.get(*id) != after.get(*id)) {
            assert!(keys.contains(&key), "{noun} changed and were not touched");
            let entity = touch::entity(EntityId::parse(id).unwrap());
            assert!(keys.contains(&entity), "{noun} {id} changed and was not touched");
        }
    }
    let lists = [
        ("orphans", touch::OPERATIONS),
        ("deliveries", touch::DELIVERIES),
        ("reports", touch::DELIVERIES),
        ("notices", touch::NOTICES),
        ("people", touch::PEOPLE),
    ];
    for (list, key) in lists {
        assert!(before[list] == after[list] || keys.contains(&key), "{list} changed and were not touched");
    }
}
