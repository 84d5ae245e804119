//! What is kept beside the facts of the state so that questions need not look at all of them. Nothing of it is recorded: it
//! follows from the facts, and is made anew when a state is restored.

use super::entities::{Area, Delivery, Disclosure, Known, KnownConstraint, Operation, OperationState, OtherKind, Plan, Subject};
use super::place::{Place, hull};
use super::state::State;
use crate::{EntityId, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// Places side by side, so that looking at all of them is fast, each with what is there.
#[derive(Debug)]
pub(super) struct Places<K> {
    places: Vec<Place>,
    keys: Vec<K>,
    at: BTreeMap<K, usize>,
}

impl<K> Default for Places<K> {
    fn default() -> Places<K> {
        Places { places: Vec::new(), keys: Vec::new(), at: BTreeMap::new() }
    }
}

impl<K: Copy + Ord> Places<K> {
    /// Puts something at a place, or takes it away.
    fn put(&mut self, key: K, place: Option<Place>) {
        match (place, self.at.get(&key)) {
            (Some(place), Some(at)) => self.places[*at] = place,
            (Some(place), None) => {
                self.at.insert(key, self.keys.len());
                self.places.push(place);
                self.keys.push(key);
            }
            (None, Some(at)) => {
                let at = *at;
                self.places.swap_remove(at);
                self.keys.swap_remove(at);
                self.at.remove(&key);
                if let Some(moved) = self.keys.get(at) {
                    self.at.insert(*moved, at);
                }
            }
            (None, None) => {}
        }
    }

    /// What is where this holds, in order.
    pub(super) fn that(&self, holds: impl Fn(&Place) -> bool) -> BTreeSet<K> {
        self.places.iter().zip(&self.keys).filter(|(place, _)| holds(place)).map(|(_, key)| *key).collect()
    }

    #[cfg(feature = "invariants")]
    pub(super) fn sorted(&self) -> Vec<(K, Place)> {
        self.at.iter().map(|(key, at)| (*key, self.places[*at])).collect()
    }
}

/// Ways to find what the state knows.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Plans of own operations: as accepted (false), and as they are about to be (true).
    pub(super) own: Places<(EntityId, bool)>,
    pub(super) known: Places<EntityId>,
    pub(super) known_constraints: Places<EntityId>,
    pub(super) areas: Places<EntityId>,
    /// Own operations with a write under way.
    pub(super) pending: BTreeSet<EntityId>,
    /// Own operations that are over, by their last change.
    pub(super) over: BTreeSet<(Timestamp, EntityId)>,
    /// Operations and constraints of others by their end.
    pub(super) known_ends: BTreeSet<(Timestamp, EntityId)>,
    pub(super) constraint_ends: BTreeSet<(Timestamp, EntityId)>,
    /// What is met, and by which own operation.
    pub(super) met: BTreeSet<((OtherKind, EntityId), EntityId)>,
    pub(super) due: BTreeSet<(Timestamp, u64)>,
    pub(super) about: BTreeSet<(Subject, u64)>,
}

impl Plan {
    pub(crate) fn place(&self) -> Option<Place> {
        Place::around([&self.volumes, &self.off_nominal].into_iter().filter_map(|volumes| volumes.place()))
    }
}

impl Known {
    pub(crate) fn place(&self) -> Option<Place> {
        match &self.disclosure {
            Disclosure::Told { volumes, off_nominal, .. } => {
                Place::around([volumes, off_nominal].into_iter().filter_map(|volumes| volumes.place()))
            }
            Disclosure::Withheld { within } => within.place(),
        }
    }

    /// When nothing of it is left, whatever its reference says.
    pub(crate) fn end(&self) -> Timestamp {
        self.place().map_or(self.span.end, |place| place.span.end.max(self.span.end))
    }
}

impl KnownConstraint {
    /// When nothing of it is left; one that is nowhere never was.
    pub(crate) fn end(&self) -> Timestamp {
        self.volumes.span().map_or(Timestamp::UNBOUNDED_PAST, |span| span.end)
    }
}

impl Area {
    /// Nothing while it is never active.
    pub(crate) fn place(&self) -> Option<Place> {
        Some(self.layers.place()?.during(hull(&self.windows)?))
    }
}

impl Operation {
    /// The plan that others know.
    pub(crate) fn standing_plan(&self) -> Option<&Plan> {
        self.is_live().then_some(&*self.plan)
    }

    /// The plan that is about to be, if something is.
    pub(crate) fn coming_plan(&self) -> Option<&Plan> {
        let pending = self.pending.as_ref().filter(|pending| pending.state != OperationState::Ended);
        pending.map(|pending| &*pending.plan)
    }
}

impl Index {
    /// The index of a state's facts.
    pub(super) fn of(state: &State) -> Index {
        let mut index = Index::default();
        state.operations.values().for_each(|operation| index.list_operation(operation));
        state.known.values().for_each(|known| index.list_known(known));
        state.known_constraints.values().for_each(|known| index.list_constraint(known));
        state.areas.values().for_each(|area| index.areas.put(area.id, area.place()));
        state.deliveries.values().for_each(|delivery| index.list_delivery(delivery));
        for (operation, met) in &state.meetings {
            index.met.extend(met.keys().map(|other| (*other, *operation)));
        }
        index
    }

    pub(super) fn list_operation(&mut self, operation: &Operation) {
        let id = operation.id;
        self.own.put((id, false), operation.standing_plan().and_then(Plan::place));
        self.own.put((id, true), operation.coming_plan().and_then(Plan::place));
        if operation.pending.is_some() {
            self.pending.insert(id);
        }
        if operation.is_over() {
            self.over.insert((operation.changed, id));
        }
    }

    pub(super) fn unlist_operation(&mut self, operation: &Operation) {
        let id = operation.id;
        self.own.put((id, false), None);
        self.own.put((id, true), None);
        self.pending.remove(&id);
        self.over.remove(&(operation.changed, id));
    }

    pub(super) fn list_known(&mut self, known: &Known) {
        self.known.put(known.id, known.place());
        self.known_ends.insert((known.end(), known.id));
    }

    pub(super) fn unlist_known(&mut self, known: &Known) {
        self.known.put(known.id, None);
        self.known_ends.remove(&(known.end(), known.id));
    }

    pub(super) fn list_constraint(&mut self, known: &KnownConstraint) {
        self.known_constraints.put(known.id, known.volumes.place());
        self.constraint_ends.insert((known.end(), known.id));
    }

    pub(super) fn unlist_constraint(&mut self, known: &KnownConstraint) {
        self.known_constraints.put(known.id, None);
        self.constraint_ends.remove(&(known.end(), known.id));
    }

    pub(super) fn list_area(&mut self, area: &Area) {
        self.areas.put(area.id, area.place());
    }

    pub(super) fn unlist_area(&mut self, id: EntityId) {
        self.areas.put(id, None);
    }

    pub(super) fn list_delivery(&mut self, delivery: &Delivery) {
        self.due.insert((delivery.next, delivery.id));
        self.about.insert((delivery.subject, delivery.id));
    }

    pub(super) fn unlist_delivery(&mut self, delivery: &Delivery) {
        self.due.remove(&(delivery.next, delivery.id));
        self.about.remove(&(delivery.subject, delivery.id));
    }

    /// Own operations that met something when it was last looked at, in order.
    pub(super) fn met_by(&self, other: (OtherKind, EntityId)) -> impl Iterator<Item = EntityId> + '_ {
        self.met.range((other, EntityId::MIN)..=(other, EntityId::MAX)).map(|(_, operation)| *operation)
    }
}

/// It follows from the facts, so it says nothing more about whether two states are the same.
impl PartialEq for Index {
    fn eq(&self, _: &Index) -> bool {
        true
    }
}
