//! Carries commands out on the real state and on everything that must agree with it: the plain model, a state that only
//! replays what was recorded, and a state that was restored from a snapshot. Panics at the first disagreement.

use crate::model::{Model, Refusal};
use crate::script::{self, Ask, Choices, Theme};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use tansiq_core::airspace::*;
use tansiq_core::airspace::{Decision, Rejection};
use tansiq_core::*;

/// Where the clock starts: some time in 2026.
const START: Timestamp = Timestamp(1_780_000_123_456_789);

pub struct Trial {
    theme: Theme,
    model: Model,
    live: State,
    /// Made by nothing but the recorded events, read back from their JSON.
    replayed: State,
    /// Restored from a snapshot some steps ago; has carried out everything since.
    restored: State,
    now: Timestamp,
    index: u64,
    /// The latest outcome of a write of each entity.
    outcomes: BTreeMap<EntityId, Outcome>,
    /// Facts as JSON, by id: what reads may depend on.
    facts: BTreeMap<String, Value>,
    pub accepted: usize,
}

impl Trial {
    pub fn new(theme: Theme) -> Trial {
        Trial {
            theme,
            model: Model::default(),
            live: State::default(),
            replayed: State::default(),
            restored: State::default(),
            now: START,
            index: 0,
            outcomes: BTreeMap::new(),
            facts: facts(&State::default().to_snapshot()),
            accepted: 0,
        }
    }

    /// One command, chosen by the bytes.
    pub fn step(&mut self, choices: &mut Choices) {
        self.now = self.now.plus(script::pause(choices));
        let Ask { caller, command, key } = script::ask(choices, &self.model, self.now, self.theme);
        let mut fresh = [7; 32];
        fresh[..8].copy_from_slice(&self.index.to_le_bytes());
        self.index += 1;
        let context = Context { now: self.now, caller, fresh };

        let expected = self.model.judge(&context, &command, &key);
        let decided = self.live.decide(&context, &command);
        let again = self.restored.decide(&context, &command);
        match (decided, again) {
            (Ok(decision), Ok(again)) => {
                assert_eq!(expected, Ok(()), "the core accepted {command:?}");
                assert_eq!(decision.events, again.events, "a restored state decides the same");
                self.accept(&context, &command, decision);
            }
            (Err(rejection), Err(again)) => {
                assert_eq!(expected, Err(Refusal::from(&rejection)), "{rejection:?} for {command:?}");
                assert_eq!(Refusal::from(&rejection), Refusal::from(&again), "a restored state refuses the same");
                if let Rejection::Unproven(missing) = &rejection {
                    self.model.check_missing(missing, &context.caller.name);
                }
            }
            (decided, again) => panic!("{command:?}: decided {decided:?}, after a restore {again:?}"),
        }
        if choices.pick(8) == 7 {
            self.restore(choices.pick(2) == 0);
        }
    }

    fn accept(&mut self, context: &Context, command: &Command, decision: Decision) {
        let Decision { events, outcome } = decision;
        self.accepted += usize::from(!events.is_empty());
        let keys = self.apply(&context.caller.name, &events);
        self.live.check_invariants().unwrap();
        let now = self.live.to_snapshot();
        assert_eq!(now, self.replayed.to_snapshot(), "replay gives the same state");
        assert_eq!(now, self.restored.to_snapshot(), "a restored state goes the same way");

        self.check_touched(facts(&now), &keys);
        self.model.carry_out(context, command, &outcome);
        self.model.check_state(&self.live);
        self.check_standing(outcome);
        self.check_queries(context);
    }

    /// Applies the events everywhere; gives the keys that were said to be touched.
    fn apply(&mut self, actor: &Name, events: &[Event]) -> BTreeSet<TouchKey> {
        let mut keys = Vec::new();
        for event in events {
            self.live.touched(event, &mut keys);
            self.live.apply(self.index, self.now, actor, event);
            self.restored.apply(self.index, self.now, actor, event);
            let json = serde_json::to_vec(event).unwrap();
            let read: Event = serde_json::from_slice(&json).unwrap();
            assert_eq!(*event, read, "an event survives its JSON");
            self.replayed.apply(self.index, self.now, actor, &read);
        }
        keys.into_iter().collect()
    }

    /// Every fact that differs has its key among those touched, and so has every cell where something came, went or
    /// changed. What only a look at the subscription itself can show (its notification index,
    /// its dependents) touches no cells.
    fn check_touched(&mut self, facts: BTreeMap<String, Value>, keys: &BTreeSet<TouchKey>) {
        let names: BTreeSet<&String> = facts.keys().chain(self.facts.keys()).collect();
        for name in names {
            let (before, after) = (self.facts.get(name), facts.get(name));
            if before == after {
                continue;
            }
            let Some(id) = name.strip_prefix("entity ") else {
                let key = name.strip_prefix("party ").map_or(touch::POOL, touch::party);
                assert!(keys.contains(&key), "{name} changed and was not touched");
                continue;
            };
            assert!(keys.contains(&touch::entity(EntityId::parse(id).unwrap())), "{id} changed and was not touched");
            if before.map(without_index) == after.map(without_index) {
                continue;
            }
            for fact in [before, after].into_iter().flatten() {
                let cells = serde_json::from_value(fact["extent"]["cells"].clone()).unwrap();
                assert!(touch::cells(&cells).all(|key| keys.contains(&key)), "a cell of {id} was not touched");
            }
        }
        self.facts = facts;
    }

    fn check_standing(&mut self, outcome: Outcome) {
        let id = match &outcome {
            Outcome::Intent { reference, .. } => reference.id,
            Outcome::Constraint { reference, .. } => reference.id,
            Outcome::Subscription { view, .. } => view.subscription.id,
            _ => return,
        };
        assert!(self.live.still_stands(&outcome), "what was just answered is how things stand");
        if let Some(earlier) = self.outcomes.insert(id, outcome) {
            assert!(!self.live.still_stands(&earlier), "{id} was written again");
        }
    }

    fn check_queries(&self, context: &Context) {
        let base = Extent { span: Span::ALWAYS, heights: Heights::ALL, cells: script::cells(0..2) };
        let moment = Span { start: self.now, end: self.now };
        let low = Heights { lower: 0.0, upper: 50.0 };
        for extent in [base.clone(), Extent { span: moment, ..base.clone() }, Extent { heights: low, ..base }] {
            self.model.check_queries(&self.live, &extent, &context.caller.name, self.now);
        }
    }

    /// Replaces the restored state by a new one, through one of the two formats.
    fn restore(&mut self, as_json: bool) {
        let snapshot = self.live.to_snapshot();
        let read = if as_json {
            serde_json::from_slice(&serde_json::to_vec(&snapshot).unwrap()).unwrap()
        } else {
            postcard::from_bytes(&postcard::to_stdvec(&snapshot).unwrap()).unwrap()
        };
        assert_eq!(snapshot, read, "a snapshot survives being written");
        self.restored = State::from_snapshot(read);
        self.restored.check_invariants().unwrap();
        assert_eq!(self.restored.to_snapshot(), snapshot);
    }
}

fn without_index(fact: &Value) -> Value {
    let mut fact = fact.clone();
    if let Some(fields) = fact.as_object_mut() {
        fields.remove("notification_index");
        fields.remove("dependents");
    }
    fact
}

/// The facts of a snapshot by what reads know them by.
fn facts(snapshot: &<State as Machine>::Snapshot) -> BTreeMap<String, Value> {
    let snapshot = serde_json::to_value(snapshot).unwrap();
    let mut facts = BTreeMap::new();
    for kind in ["intents", "constraints", "subscriptions"] {
        for fact in snapshot[kind].as_array().unwrap() {
            facts.insert(format!("entity {}", fact["id"].as_str().unwrap()), fact.clone());
        }
    }
    for record in snapshot["availabilities"].as_array().unwrap() {
        facts.insert(format!("party {}", record["uss"].as_str().unwrap()), record.clone());
    }
    for pool in ["dar_id", "instances", "heartbeats", "reports"] {
        facts.insert(pool.to_owned(), snapshot[pool].clone());
    }
    // A subscription tells its dependents, so that it changes with them.
    for intent in snapshot["intents"].as_array().unwrap() {
        if let Some(fact) = intent["subscription"].as_str().and_then(|id| facts.get_mut(&format!("entity {id}"))) {
            fact["dependents"][intent["id"].as_str().unwrap()] = Value::Bool(true);
        }
    }
    facts
}
