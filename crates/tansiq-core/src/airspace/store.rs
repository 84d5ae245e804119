//! The entities of one kind: by id, by place and time, and by the time they end.

use super::entities::{Constraint, Intent, Subscription};
use super::index::SpaceTimeIndex;
use crate::{EntityId, Extent, Heights, Name, Span, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// What a [`Store`] needs to know of an entity.
pub(crate) trait Entity {
    fn id(&self) -> EntityId;
    fn extent(&self) -> &Extent;
    /// The names it shares with others.
    fn names(&mut self) -> [&mut Name; 2];
    /// What a key is searched by, for kinds that have OVNs.
    fn fingerprint(&self) -> u128 {
        0
    }
}

impl Entity for Intent {
    fn id(&self) -> EntityId {
        self.id
    }
    fn extent(&self) -> &Extent {
        &self.extent
    }
    fn names(&mut self) -> [&mut Name; 2] {
        [&mut self.manager, &mut self.uss_base_url]
    }
    fn fingerprint(&self) -> u128 {
        self.ovn.fingerprint()
    }
}

impl Entity for Constraint {
    fn id(&self) -> EntityId {
        self.id
    }
    fn extent(&self) -> &Extent {
        &self.extent
    }
    fn names(&mut self) -> [&mut Name; 2] {
        [&mut self.manager, &mut self.uss_base_url]
    }
    fn fingerprint(&self) -> u128 {
        self.ovn.fingerprint()
    }
}

impl Entity for Subscription {
    fn id(&self) -> EntityId {
        self.id
    }
    fn extent(&self) -> &Extent {
        &self.extent
    }
    fn names(&mut self) -> [&mut Name; 2] {
        [&mut self.manager, &mut self.uss_base_url]
    }
}

/// What a search reads of each candidate, side by side in memory: fetching 18,000 whole entities would cost a cache miss each.
#[derive(Clone, Copy, Debug)]
struct Hot {
    span: Span,
    heights: Heights,
    fingerprint: u128,
}

/// A candidate that meets the searched extent.
pub(crate) struct Hit<'a, T> {
    store: &'a Store<T>,
    slot: u32,
}

impl<'a, T> Hit<'a, T> {
    pub(crate) fn fingerprint(&self) -> u128 {
        self.store.hot[self.slot as usize].fingerprint
    }

    pub(crate) fn entity(&self) -> &'a T {
        self.store.slots[self.slot as usize].as_ref().expect("a found slot holds an entity")
    }
}

/// The entities of one kind.
#[derive(Debug)]
pub(crate) struct Store<T> {
    slots: Vec<Option<T>>,
    hot: Vec<Hot>,
    free: Vec<u32>,
    by_id: BTreeMap<EntityId, u32>,
    /// By id and not by slot, so that equal facts are evicted in the same order whatever slots they have.
    by_end: BTreeSet<(Timestamp, EntityId)>,
    index: SpaceTimeIndex,
}

impl<T> Default for Store<T> {
    fn default() -> Self {
        Store {
            slots: Vec::new(),
            hot: Vec::new(),
            free: Vec::new(),
            by_id: BTreeMap::new(),
            by_end: BTreeSet::new(),
            index: SpaceTimeIndex::default(),
        }
    }
}

impl<T: Entity> Store<T> {
    /// A store of these entities, of which each id counts once.
    ///
    /// It holds what putting them in one by one would, in half the time: every table is filled in its own order, the index
    /// by place, so that a million entities do not cost as many cache misses in each.
    pub(crate) fn of(mut entities: Vec<T>) -> Store<T> {
        entities.sort_by_key(Entity::id);
        entities.dedup_by_key(|entity| entity.id());
        let slots = 0..u32::try_from(entities.len()).expect("fewer than 2^32 entities fit in memory");
        let place = |slot: u32| {
            let extent = entities[slot as usize].extent();
            (extent.cells.as_slice().first().copied(), extent.span.start, slot)
        };
        let mut by_place: Vec<_> = slots.clone().map(place).collect();
        by_place.sort_unstable();
        let mut index = SpaceTimeIndex::default();
        by_place.into_iter().for_each(|(_, _, slot)| index.insert(slot, entities[slot as usize].extent()));
        Store {
            hot: entities.iter().map(hot).collect(),
            free: Vec::new(),
            by_id: entities.iter().map(Entity::id).zip(slots).collect(),
            by_end: entities.iter().map(|entity| (entity.extent().span.end, entity.id())).collect(),
            index,
            slots: entities.into_iter().map(Some).collect(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.by_id.len()
    }

    pub(crate) fn get(&self, id: EntityId) -> Option<&T> {
        self.by_id.get(&id).and_then(|slot| self.slots[*slot as usize].as_ref())
    }

    /// The entity, for changes that touch neither its id nor its extent nor its OVN.
    pub(crate) fn get_mut(&mut self, id: EntityId) -> Option<&mut T> {
        self.by_id.get(&id).and_then(|slot| self.slots[*slot as usize].as_mut())
    }

    /// Puts an entity in; gives back the one it replaces.
    pub(crate) fn put(&mut self, entity: T) -> Option<T> {
        match self.by_id.get(&entity.id()) {
            Some(slot) => Some(self.replace(*slot, entity)),
            None => {
                self.insert(entity);
                None
            }
        }
    }

    fn replace(&mut self, slot: u32, entity: T) -> T {
        let at = slot as usize;
        let old = self.slots[at].take().expect("an id names a slot that is in use");
        if old.extent() != entity.extent() {
            self.index.remove(slot, old.extent());
            self.index.insert(slot, entity.extent());
            self.by_end.remove(&(old.extent().span.end, old.id()));
            self.by_end.insert((entity.extent().span.end, entity.id()));
        }
        self.hot[at] = hot(&entity);
        self.slots[at] = Some(entity);
        old
    }

    fn insert(&mut self, entity: T) {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            self.hot.push(Hot { span: Span::ALWAYS, heights: Heights::ALL, fingerprint: 0 });
            u32::try_from(self.slots.len() - 1).expect("fewer than 2^32 entities fit in memory")
        });
        self.index.insert(slot, entity.extent());
        self.by_end.insert((entity.extent().span.end, entity.id()));
        self.by_id.insert(entity.id(), slot);
        self.hot[slot as usize] = hot(&entity);
        self.slots[slot as usize] = Some(entity);
    }

    /// Takes an entity out.
    pub(crate) fn remove(&mut self, id: EntityId) -> Option<T> {
        let slot = self.by_id.remove(&id)?;
        let entity = self.slots[slot as usize].take().expect("an id names a slot that is in use");
        self.index.remove(slot, entity.extent());
        self.by_end.remove(&(entity.extent().span.end, id));
        self.free.push(slot);
        Some(entity)
    }

    /// Every entity that meets the extent, once.
    pub(crate) fn search<'a>(&'a self, extent: &Extent) -> Vec<Hit<'a, T>> {
        let mut found = Vec::new();
        self.index.search(extent, &mut found);
        found.retain(|slot| {
            let hot = &self.hot[*slot as usize];
            hot.span.overlaps(&extent.span) && hot.heights.overlaps(&extent.heights)
        });
        keep_once(&mut found, self.slots.len());
        found.into_iter().map(|slot| Hit { store: self, slot }).collect()
    }

    /// Holds the tables against each other.
    #[cfg(feature = "invariants")]
    pub(super) fn check(&self) -> Result<(), String> {
        use super::invariants::ensure;
        let used = self.slots.iter().filter(|slot| slot.is_some()).count();
        ensure(used == self.by_id.len(), || format!("{used} slots are in use for {} ids", self.by_id.len()))?;
        ensure(self.by_end.len() == used, || format!("{used} entities have {} ends", self.by_end.len()))?;
        ensure(self.free.len() + used == self.slots.len(), || format!("{} slots are free", self.free.len()))?;
        ensure(used > 0 || self.index.is_empty(), || "the index of nothing is not empty".to_owned())?;
        self.by_id.iter().try_for_each(|(id, slot)| {
            let entity = self.slots[*slot as usize].as_ref().ok_or_else(|| format!("{id} has an empty slot"))?;
            ensure(entity.id() == *id, || format!("{id} has the slot of {}", entity.id()))?;
            ensure(self.by_end.contains(&(entity.extent().span.end, *id)), || format!("{id} has another end"))?;
            let hot = &self.hot[*slot as usize];
            let same = hot.span == entity.extent().span
                && hot.heights == entity.extent().heights
                && hot.fingerprint == entity.fingerprint();
            ensure(same, || format!("{id} is searched by other bounds than its own"))
        })
    }

    /// All entities by id.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.by_id.values().filter_map(|slot| self.slots[*slot as usize].as_ref())
    }

    /// The entities that ended before `limit`, the longest ended first.
    pub(crate) fn ended_before(&self, limit: Timestamp) -> impl Iterator<Item = &T> {
        self.by_end.range(..(limit, EntityId::MIN)).filter_map(|(_, id)| self.get(*id))
    }
}

fn hot<T: Entity>(entity: &T) -> Hot {
    Hot { span: entity.extent().span, heights: entity.extent().heights, fingerprint: entity.fingerprint() }
}

/// Leaves each slot once: by order while they are few among `slots`, by a bit for every slot when they are many.
fn keep_once(found: &mut Vec<u32>, slots: usize) {
    if found.len() < slots / 64 {
        found.sort_unstable();
        found.dedup();
        return;
    }
    let mut seen = vec![0u64; slots.div_ceil(64)];
    found.retain(|slot| {
        let (word, bit) = (&mut seen[*slot as usize / 64], 1 << (slot % 64));
        let new = *word & bit == 0;
        *word |= bit;
        new
    });
}
