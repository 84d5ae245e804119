//! The state as plain data, for a file that shortens the next start. The log stays the truth.

use super::entities::{AvailabilityRecord, Constraint, Heartbeat, Instance, Intent, ReportEntry, Subscription};
use super::state::{State, share_names};
use super::store::Store;
use super::suffixes::UsedSuffixes;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The facts of a state. Changing this struct or one that it holds calls for a new [`Snapshot::FORMAT`].
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    dar_id: Option<Uuid>,
    subscriptions: Vec<Subscription>,
    constraints: Vec<Constraint>,
    intents: Vec<Intent>,
    availabilities: Vec<AvailabilityRecord>,
    suffixes: UsedSuffixes,
    reports: Vec<ReportEntry>,
    instances: Vec<Instance>,
    heartbeats: Vec<Heartbeat>,
}

impl Snapshot {
    /// The format of the fields above; a snapshot of another format is ignored and the log replayed.
    pub const FORMAT: u32 = 1;

    pub(crate) fn of(state: &State) -> Snapshot {
        Snapshot {
            dar_id: state.dar_id,
            subscriptions: state.subscriptions.iter().cloned().collect(),
            constraints: state.constraints.iter().cloned().collect(),
            intents: state.intents.iter().cloned().collect(),
            availabilities: state.availabilities.values().cloned().collect(),
            suffixes: state.suffixes.clone(),
            reports: state.reports.iter().cloned().collect(),
            instances: state.instances.values().cloned().collect(),
            heartbeats: state.heartbeats.values().cloned().collect(),
        }
    }

    pub(crate) fn restore(mut self) -> State {
        let mut state = State { dar_id: self.dar_id, suffixes: self.suffixes, reports: self.reports.into(), ..State::default() };
        self.subscriptions.iter_mut().for_each(|subscription| share_names(&mut state.names, subscription));
        self.constraints.iter_mut().for_each(|constraint| share_names(&mut state.names, constraint));
        self.intents.iter_mut().for_each(|intent| share_names(&mut state.names, intent));
        state.subscriptions = Store::of(self.subscriptions);
        state.constraints = Store::of(self.constraints);
        state.intents = Store::of(self.intents);
        let (dependents, intents) = (&mut state.dependents, &state.intents);
        for intent in intents.iter() {
            if let Some(subscription) = intent.subscription {
                let extent_of = |other| intents.get(other).map(|other| &other.extent);
                dependents.insert(subscription, intent.id, &intent.extent, extent_of);
            }
        }
        state.availabilities = self.availabilities.into_iter().map(|record| (record.uss.clone(), record)).collect();
        state.instances = self.instances.into_iter().map(|instance| (instance.id.clone(), instance)).collect();
        state.heartbeats = self.heartbeats.into_iter().map(|beat| ((beat.instance.clone(), beat.source.clone()), beat)).collect();
        state
    }
}
