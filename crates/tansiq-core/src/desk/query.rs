//! Questions to the desk's state.

use super::entities::{
    Area, Delivery, Disclosure, Known, KnownConstraint, Meeting, Notice, Operation, OwnConstraint, ReportEntry, Subject,
    Template, Watch,
};
use super::state::State;
use crate::{EntityId, Name, Timestamp};
use std::ops::Bound;

impl State {
    /// An operation of this desk.
    pub fn operation(&self, id: EntityId) -> Option<&Operation> {
        self.operations.get(&id)
    }

    /// All operations of this desk, by id.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.operations.values()
    }

    /// Operations of this desk whose id comes after, by id: for pages.
    pub fn operations_after(&self, id: Option<EntityId>) -> impl Iterator<Item = &Operation> {
        let from = id.map_or(Bound::Unbounded, Bound::Excluded);
        self.operations.range((from, Bound::Unbounded)).map(|(_, operation)| operation)
    }

    /// Operations of this desk with a write under way, of which the DSS was not heard yet.
    pub fn pending_writes(&self) -> impl Iterator<Item = &Operation> {
        self.index.pending.iter().filter_map(|id| self.operations.get(id))
    }

    /// What an operation of this desk meets, as last found.
    pub fn meetings_of(&self, id: EntityId) -> impl Iterator<Item = &Meeting> {
        self.meetings.get(&id).into_iter().flat_map(|met| met.values())
    }

    /// A peer's operation, as disclosed.
    pub fn known_operation(&self, id: EntityId) -> Option<&Known> {
        self.known.get(&id)
    }

    /// All peers' operations, by id.
    pub fn known_operations(&self) -> impl Iterator<Item = &Known> {
        self.known.values()
    }

    /// Peers' operations whose id comes after, by id: for pages.
    pub fn known_operations_after(&self, id: Option<EntityId>) -> impl Iterator<Item = &Known> {
        let from = id.map_or(Bound::Unbounded, Bound::Excluded);
        self.known.range((from, Bound::Unbounded)).map(|(_, known)| known)
    }

    /// Another party's constraint, as disclosed.
    pub fn known_constraint(&self, id: EntityId) -> Option<&KnownConstraint> {
        self.known_constraints.get(&id)
    }

    /// All other parties' constraints, by id.
    pub fn known_constraints(&self) -> impl Iterator<Item = &KnownConstraint> {
        self.known_constraints.values()
    }

    /// Other parties' constraints whose id comes after, by id: for pages.
    pub fn known_constraints_after(&self, id: Option<EntityId>) -> impl Iterator<Item = &KnownConstraint> {
        let from = id.map_or(Bound::Unbounded, Bound::Excluded);
        self.known_constraints.range((from, Bound::Unbounded)).map(|(_, known)| known)
    }

    /// An area of this desk.
    pub fn area(&self, id: EntityId) -> Option<&Area> {
        self.areas.get(&id)
    }

    /// All areas of this desk, by id.
    pub fn areas(&self) -> impl Iterator<Item = &Area> {
        self.areas.values()
    }

    /// Areas of this desk whose id comes after, by id: for pages.
    pub fn areas_after(&self, id: Option<EntityId>) -> impl Iterator<Item = &Area> {
        let from = id.map_or(Bound::Unbounded, Bound::Excluded);
        self.areas.range((from, Bound::Unbounded)).map(|(_, area)| area)
    }

    /// A constraint of this desk.
    pub fn constraint(&self, id: EntityId) -> Option<&OwnConstraint> {
        self.constraints.get(&id)
    }

    /// All constraints of this desk, by id.
    pub fn constraints(&self) -> impl Iterator<Item = &OwnConstraint> {
        self.constraints.values()
    }

    /// The opaque versions that this desk knows of these entities, its own and others': what a key names. Those that are
    /// not known, or withheld, are left out.
    pub fn ovns<'a>(&'a self, ids: impl IntoIterator<Item = EntityId> + 'a) -> impl Iterator<Item = &'a Name> + 'a {
        ids.into_iter().filter_map(|id| self.ovn(id))
    }

    fn ovn(&self, id: EntityId) -> Option<&Name> {
        let own = || self.operations.get(&id)?.reference.as_ref().map(|reference| &reference.ovn);
        let told = || match &self.known.get(&id)?.disclosure {
            Disclosure::Told { ovn, .. } => Some(ovn),
            Disclosure::Withheld { .. } => None,
        };
        let constraint = || self.known_constraints.get(&id).map(|constraint| &constraint.ovn);
        let own_constraint = || self.constraints.get(&id)?.reference.as_ref().map(|reference| &reference.ovn);
        own().or_else(told).or_else(constraint).or_else(own_constraint)
    }

    /// What must still be told.
    pub fn deliveries(&self) -> impl Iterator<Item = &Delivery> {
        self.deliveries.values()
    }

    /// Something that must still be told.
    pub fn delivery(&self, id: u64) -> Option<&Delivery> {
        self.deliveries.get(&id)
    }

    /// What is to be told by now, what has been due longest first.
    pub fn due_deliveries(&self, now: Timestamp) -> impl Iterator<Item = &Delivery> {
        self.index.due.range(..=(now, u64::MAX)).filter_map(|(_, id)| self.deliveries.get(id))
    }

    /// When the next delivery is due, if any waits.
    pub fn next_delivery_at(&self) -> Option<Timestamp> {
        self.index.due.first().map(|(next, _)| *next)
    }

    /// What must still be told about something.
    pub fn deliveries_of(&self, subject: Subject) -> impl Iterator<Item = &Delivery> {
        let about = self.index.about.range((subject, 0)..=(subject, u64::MAX));
        about.filter_map(|(_, id)| self.deliveries.get(id))
    }

    /// Subscriptions of this desk.
    pub fn watches(&self) -> impl Iterator<Item = &Watch> {
        self.watches.values()
    }

    /// Ids that a write which was given up may still bring to the DSS, and since when.
    pub fn orphans(&self) -> impl Iterator<Item = (EntityId, Timestamp)> {
        self.orphans.iter().map(|(id, since)| (*id, *since))
    }

    /// Notices after this number, oldest first. Those before the oldest that is listed are in the log only.
    pub fn notices_after(&self, seq: Option<u64>) -> impl Iterator<Item = &Notice> {
        let skip = seq.map_or(0, |seq| self.notices.partition_point(|notice| notice.seq <= seq));
        self.notices.iter().skip(skip)
    }

    /// The number that the next notice will have.
    pub fn next_notice(&self) -> u64 {
        self.next_notice
    }

    /// A template of plans.
    pub fn template(&self, id: EntityId) -> Option<&Template> {
        self.templates.get(&id)
    }

    /// All templates of plans, by id.
    pub fn templates(&self) -> impl Iterator<Item = &Template> {
        self.templates.values()
    }

    /// Own operations that were over since `after` and before `until`, as far as they are not forgotten.
    pub fn over_between(&self, after: Timestamp, until: Timestamp) -> impl Iterator<Item = EntityId> {
        let over = (after < until).then(|| self.index.over.range((after, EntityId::MIN)..(until, EntityId::MIN)));
        over.into_iter().flatten().map(|(_, id)| *id)
    }

    /// Reports that were made to this desk or by it, oldest first.
    pub fn reports(&self) -> impl Iterator<Item = &ReportEntry> {
        self.reports.iter()
    }
}
