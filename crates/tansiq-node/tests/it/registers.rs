//! The smallest ledger with something to lose: registers by number, each with a value and a version.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use tansiq_core::{Context, Decision, Machine, Name, Timestamp, TouchKey};

/// Writing this register panics.
pub const FATAL: u64 = u64::MAX;

/// The registers. `FORMAT` is that of the snapshot, so that a test can come with another one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Registers<const FORMAT: u32 = 1> {
    pub values: BTreeMap<u64, Register>,
    pub last_at: Timestamp,
    pub last_index: Option<u64>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    pub value: u64,
    /// Counts the writes of this register.
    pub version: u64,
}

pub enum Command {
    /// Whatever the value was.
    Put { key: u64, value: u64 },
    /// Only if the value is `old`.
    CompareAndSet { key: u64, old: Option<u64>, new: u64 },
    /// A put with a record of at least this many bytes.
    Fill { key: u64, bytes: usize },
    /// Changes nothing and answers the value.
    Look { key: u64 },
    /// As `Look`, and tells the test at once when it is decided, hence that all before it are.
    Mark(Sender<()>),
    /// As `Mark`, and then keeps the ledger thread until the test lets it go.
    Hold { arrived: Sender<()>, go: Mutex<Receiver<()>> },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Set {
    pub key: u64,
    pub value: u64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub filling: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub key: u64,
    pub register: Option<Register>,
}

/// The value was another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stale {
    pub found: Option<u64>,
}

pub fn put(key: u64, value: u64) -> Command {
    Command::Put { key, value }
}

pub fn compare_and_set(key: u64, old: Option<u64>, new: u64) -> Command {
    Command::CompareAndSet { key, old, new }
}

/// A command that holds the ledger thread, the signal that it does, and what lets it go when used or dropped.
pub fn hold() -> (Command, Receiver<()>, Sender<()>) {
    let ((arrived, arrival), (release, go)) = (channel(), channel());
    (Command::Hold { arrived, go: Mutex::new(go) }, arrival, release)
}

impl<const FORMAT: u32> Registers<FORMAT> {
    pub fn value(&self, key: u64) -> Option<u64> {
        self.values.get(&key).map(|register| register.value)
    }

    fn set(&self, key: u64, value: u64, filling: String) -> Decision<Set, Outcome> {
        let version = self.values.get(&key).map_or(0, |register| register.version) + 1;
        let outcome = Outcome { key, register: Some(Register { value, version }) };
        Decision { events: vec![Set { key, value, filling }], outcome }
    }

    fn look(&self, key: u64) -> Decision<Set, Outcome> {
        Decision { events: Vec::new(), outcome: Outcome { key, register: self.values.get(&key).copied() } }
    }
}

impl<const FORMAT: u32> Machine for Registers<FORMAT> {
    type Command = Command;
    type Event = Set;
    type Outcome = Outcome;
    type Rejection = Stale;
    type Snapshot = Registers<FORMAT>;
    const SNAPSHOT_FORMAT: u32 = FORMAT;

    fn decide(&self, _: &Context, command: &Command) -> Result<Decision<Set, Outcome>, Stale> {
        match command {
            Command::Put { key, value } => Ok(self.set(*key, *value, String::new())),
            Command::CompareAndSet { key, old, new } => {
                let found = self.value(*key);
                if found == *old { Ok(self.set(*key, *new, String::new())) } else { Err(Stale { found }) }
            }
            Command::Fill { key, bytes } => Ok(self.set(*key, 0, "x".repeat(*bytes))),
            Command::Look { key } => Ok(self.look(*key)),
            Command::Mark(decided) => {
                let _ = decided.send(());
                Ok(self.look(0))
            }
            Command::Hold { arrived, go } => {
                let _ = arrived.send(());
                let _ = go.lock().unwrap_or_else(PoisonError::into_inner).recv();
                Ok(self.look(0))
            }
        }
    }

    fn apply(&mut self, index: u64, at: Timestamp, _: &Name, event: &Set) {
        assert_eq!(index, self.last_index.map_or(0, |last| last + 1), "records are applied one after the other");
        assert!(at >= self.last_at, "time went back at record {index}");
        assert!(event.key != FATAL, "a fault in the rules, for the test of what it does to the node");
        self.last_index = Some(index);
        self.last_at = at;
        let register = self.values.entry(event.key).or_default();
        *register = Register { value: event.value, version: register.version + 1 };
    }

    fn touched(&self, event: &Set, keys: &mut Vec<TouchKey>) {
        keys.push(event.key);
    }

    fn still_stands(&self, outcome: &Outcome) -> bool {
        self.values.get(&outcome.key).copied() == outcome.register
    }

    fn to_snapshot(&self) -> Self {
        self.clone()
    }

    fn from_snapshot(snapshot: Self) -> Self {
        snapshot
    }
}
