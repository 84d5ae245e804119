//! The state as plain data, for a file that shortens the next start. The log stays the truth.

use super::index::Index;
use super::state::State;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A whole state. It travels as one JSON text, as records do: what is recorded omits what is absent, which only a
/// self-describing format can read. Changing the form of the state calls for a new [`Snapshot::FORMAT`].
///
/// Only its facts are here: the index of the state within is empty.
#[derive(Debug, PartialEq)]
pub struct Snapshot(State);

impl Snapshot {
    /// The format of the state; a snapshot of another format is ignored and the log replayed.
    pub const FORMAT: u32 = 2;

    pub(super) fn of(state: &State) -> Snapshot {
        Snapshot(State {
            operations: state.operations.clone(),
            known: state.known.clone(),
            known_constraints: state.known_constraints.clone(),
            areas: state.areas.clone(),
            constraints: state.constraints.clone(),
            meetings: state.meetings.clone(),
            deliveries: state.deliveries.clone(),
            watches: state.watches.clone(),
            templates: state.templates.clone(),
            people: state.people.clone(),
            orphans: state.orphans.clone(),
            notices: state.notices.clone(),
            reports: state.reports.clone(),
            next_attempt: state.next_attempt,
            next_delivery: state.next_delivery,
            next_notice: state.next_notice,
            index: Index::default(),
        })
    }

    pub(super) fn into_state(mut self) -> State {
        self.0.index = Index::of(&self.0);
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

/// What operations meet, as lists: JSON has no maps with keys of two parts.
pub(super) mod meetings {
    use crate::EntityId;
    use crate::desk::entities::{Meeting, OtherKind};
    use serde::{Deserialize, Deserializer, Serializer};
    use std::collections::BTreeMap;

    type Meetings = BTreeMap<EntityId, BTreeMap<(OtherKind, EntityId), Meeting>>;

    pub(crate) fn serialize<S: Serializer>(meetings: &Meetings, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(meetings.iter().map(|(id, met)| (id, met.values().collect::<Vec<_>>())))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Meetings, D::Error> {
        let read = BTreeMap::<EntityId, Vec<Meeting>>::deserialize(deserializer)?;
        let keyed = |meeting: Meeting| ((meeting.kind, meeting.other), meeting);
        Ok(read.into_iter().map(|(id, met)| (id, met.into_iter().map(keyed).collect())).collect())
    }
}
