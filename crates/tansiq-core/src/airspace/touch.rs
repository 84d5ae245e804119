//! What records change and reads depend on, as keys.

use super::event::Event;
use super::state::State;
use crate::machine::TouchKey;
use crate::{EntityId, Extent};
use tansiq_geo::Cells;

/// The key of the pool's own facts: its id, instances, heartbeats, reports.
pub const POOL: TouchKey = 1;

/// The key of an entity.
pub fn entity(id: EntityId) -> TouchKey {
    let bits = id.uuid().as_u128();
    (bits as u64) ^ ((bits >> 64) as u64) | 1 << 63
}

/// The key of what is recorded about a party.
pub fn party(name: &str) -> TouchKey {
    crate::ids::fingerprint(name.as_bytes()) as u64 | 1 << 63
}

/// The keys of places.
pub fn cells(cells: &Cells) -> impl Iterator<Item = TouchKey> + '_ {
    cells.iter().map(|cell| u64::from(cell.bits()) << 8)
}

impl State {
    pub(crate) fn collect_touched(&self, event: &Event, keys: &mut Vec<TouchKey>) {
        let put = |keys: &mut Vec<TouchKey>, id, extent: &Extent, old: Option<&Extent>| {
            keys.push(entity(id));
            keys.extend(cells(&extent.cells));
            if let Some(old) = old.filter(|old| old.cells != extent.cells) {
                keys.extend(cells(&old.cells));
            }
        };
        let removed = |keys: &mut Vec<TouchKey>, id, old: Option<&Extent>| {
            keys.push(entity(id));
            keys.extend(old.iter().flat_map(|old| cells(&old.cells)));
        };
        match event {
            Event::IntentPut(new) => put(keys, new.id, &new.extent, self.intents.get(new.id).map(|old| &old.extent)),
            Event::ConstraintPut(new) => put(keys, new.id, &new.extent, self.constraints.get(new.id).map(|old| &old.extent)),
            Event::SubscriptionPut(new) => put(keys, new.id, &new.extent, self.subscriptions.get(new.id).map(|old| &old.extent)),
            Event::IntentRemoved { id, .. } => {
                // A subscription lists its dependents, so it changes with them.
                keys.extend(self.intents.get(*id).and_then(|old| old.subscription).map(entity));
                removed(keys, *id, self.intents.get(*id).map(|old| &old.extent));
            }
            Event::ConstraintRemoved { id, .. } => removed(keys, *id, self.constraints.get(*id).map(|old| &old.extent)),
            Event::SubscriptionRemoved { id, .. } => removed(keys, *id, self.subscriptions.get(*id).map(|old| &old.extent)),
            Event::SubscribersNamed { subscriptions } => keys.extend(subscriptions.iter().map(|(id, _)| entity(*id))),
            Event::AvailabilitySet(record) => keys.push(party(&record.uss)),
            Event::SuffixUsed { .. } => {}
            Event::Founded { .. } | Event::ReportFiled { .. } | Event::InstanceRegistered(_) | Event::HeartbeatSeen(_) => {
                keys.push(POOL)
            }
        }
        if let Event::IntentPut(new) = event {
            let old = self.intents.get(new.id).and_then(|old| old.subscription);
            keys.extend(new.subscription.into_iter().chain(old).map(entity));
        }
    }
}
