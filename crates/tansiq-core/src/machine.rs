//! What every ledger is: a state, a pure decision, and events that change the state.

use crate::{Name, Timestamp};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

/// What the border found out about a command before it arrived here.
#[derive(Clone, Debug)]
pub struct Context {
    /// The time of the decision. Never earlier than that of the record before.
    pub now: Timestamp,
    /// Who asks.
    pub caller: Caller,
    /// Fresh entropy, never used before, from which ids and versions of this command are derived.
    pub fresh: [u8; 32],
}

impl Context {
    /// 32 bytes that no other purpose or command gets.
    pub(crate) fn derive(&self, purpose: &str, of: &[u8]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.fresh);
        hash.update([purpose.len() as u8]);
        hash.update(purpose.as_bytes());
        hash.update(of);
        hash.finalize().into()
    }
}

/// Who asks, as the verified token says, and what that lets the core decide.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The token's `sub`: the manager of what it writes.
    pub name: Name,
    /// Whether the token carries `utm.conformance_monitoring_sa`.
    pub monitors_conformance: bool,
}

/// What one accepted command does, and what its caller is told.
#[derive(Debug)]
pub struct Decision<E, O> {
    /// What changes, in order. Empty for a command that changes nothing.
    pub events: Vec<E>,
    /// The answer.
    pub outcome: O,
}

/// Something that a record changes and a read may depend on, hashed to 64 bits.
///
/// While the record is not durable yet, reads that depend on one of its keys wait for it, and others do not. Two different
/// things with one key cost a needless wait, never a wrong answer.
pub type TouchKey = u64;

/// A ledger's state machine: `decide` says what a command does, `apply` does it.
pub trait Machine: Default + Send + Sync + 'static {
    /// What may be asked.
    type Command: Send + 'static;
    /// What is recorded.
    type Event: Serialize + DeserializeOwned + Send + 'static;
    /// What an accepted command answers.
    type Outcome: Clone + Send + 'static;
    /// What a refused command answers.
    type Rejection: Send + 'static;
    /// The whole state as plain data, for a file that shortens the next start.
    type Snapshot: Serialize + DeserializeOwned;
    /// The format of [`Machine::Snapshot`]; a file of another format is ignored and the log replayed.
    const SNAPSHOT_FORMAT: u32;

    /// Decides a command. Changes nothing, so a refusal can leave nothing half-done.
    ///
    /// # Errors
    /// The refusal, which says what the caller needs in order to go on.
    fn decide(&self, context: &Context, command: &Self::Command)
    -> Result<Decision<Self::Event, Self::Outcome>, Self::Rejection>;

    /// Carries out one event of the record `index`, decided at `at` for `actor`. Cannot fail: what is recorded has happened.
    fn apply(&mut self, index: u64, at: Timestamp, actor: &Name, event: &Self::Event);

    /// Collects what the event changes, for reads that may depend on it.
    fn touched(&self, event: &Self::Event, keys: &mut Vec<TouchKey>);

    /// Whether what `outcome` told its caller is still how things stand, so that a repetition of a write whose answer was
    /// lost can be given the same answer.
    fn still_stands(&self, outcome: &Self::Outcome) -> bool;

    /// The state as plain data.
    fn to_snapshot(&self) -> Self::Snapshot;

    /// The state that [`Machine::to_snapshot`] wrote.
    fn from_snapshot(snapshot: Self::Snapshot) -> Self;
}

/// Why a command was refused. The border turns each kind into a status code, in one place.
#[derive(Debug, Clone, PartialEq)]
pub enum Rejection<Missing> {
    /// The request cannot be right whatever the state: a field, and what is wrong with it.
    Invalid(String),
    /// The caller may not do this.
    Forbidden(String),
    /// What is named does not exist.
    NotFound(String),
    /// The caller's picture is out of date.
    Conflict(String),
    /// The key does not prove knowledge of all that is relevant (F3548-21 SCD0030 and following).
    Unproven(Missing),
    /// The caller is marked as Down and asked for what only a working party may do.
    Down(String),
    /// A bound of the system is reached.
    TooMany(String),
}
