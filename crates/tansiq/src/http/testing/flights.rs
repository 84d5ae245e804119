//! Which flight of a test is which operation of the desk.
//!
//! A flight's id is its operation's id wherever it can be, so that nothing need be remembered and a restart forgets nothing.
//! It cannot be where the id is no UUID of version 4, is that of another party's operation, or was used up by an operation
//! that is over: then the operation has a fresh id, which is kept here. Whether operations exist is not known here.

use parking_lot::Mutex;
use std::collections::{BTreeMap, VecDeque};
use tansiq_core::EntityId;
use uuid::Uuid;

/// Flights with an operation of another id that are kept; the oldest are forgotten first.
pub(super) const MAX_FLIGHTS: usize = 10_000;

/// Flights whose operation has another id.
#[derive(Default)]
pub(super) struct Flights {
    others: Mutex<Others>,
}

#[derive(Default)]
struct Others {
    operations: BTreeMap<Uuid, EntityId>,
    /// Oldest first, each once.
    order: VecDeque<Uuid>,
}

impl Flights {
    /// The id of a flight's operation, if it may have one.
    pub(super) fn operation(&self, flight: Uuid) -> Option<EntityId> {
        self.others.lock().operations.get(&flight).copied().or_else(|| EntityId::from_uuid(flight))
    }

    /// A fresh id for a flight's next operation, in place of one that cannot be used any more. Who asks at the same time
    /// gets the same.
    pub(super) fn renew(&self, flight: Uuid, used: Option<EntityId>) -> EntityId {
        let mut others = self.others.lock();
        if let Some(now) = others.operations.get(&flight).copied().filter(|now| Some(*now) != used) {
            return now;
        }
        let fresh = EntityId::from_uuid(Uuid::new_v4()).expect("a version 4 UUID of the RFC variant");
        if others.operations.insert(flight, fresh).is_none() {
            others.order.push_back(flight);
        }
        if others.order.len() > MAX_FLIGHTS
            && let Some(oldest) = others.order.pop_front()
        {
            others.operations.remove(&oldest);
        }
        fresh
    }
}

#[cfg(test)]
#[path = "flights_tests.rs"]
mod tests;
