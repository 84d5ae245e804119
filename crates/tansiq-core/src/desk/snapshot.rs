//! The state as plain data, for a file that shortens the next start. The log stays the truth.

use super::state::State;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A whole state. It travels as one JSON text, as records do: what is recorded omits what is absent, which only a
/// self-describing format can read. Changing the form of the state calls for a new [`Snapshot::FORMAT`].
#[derive(Debug, PartialEq)]
pub struct Snapshot(State);

impl Snapshot {
    /// The format of the state; a snapshot of another format is ignored and the log replayed.
    pub const FORMAT: u32 = 1;

    pub(super) fn of(state: &State) -> Snapshot {
        Snapshot(state.clone())
    }

    pub(super) fn into_state(self) -> State {
        self.0
    }
}

impl Serialize for Snapshot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&serde_json::to_string(&self.0).map_err(serde::ser::Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for Snapshot {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Snapshot, D::Error> {
        let text = String::deserialize(deserializer)?;
        serde_json::from_str(&text).map(Snapshot).map_err(serde::de::Error::custom)
    }
}
