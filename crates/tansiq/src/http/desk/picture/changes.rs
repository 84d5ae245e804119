//! Which things each record of the ledger changed, for those who follow the picture.
//!
//! All followers share what is here: a record is read and understood once, when the first of them asks, and the last
//! [`MAX_FOLLOWED`] are kept. Some events change what they do not name: what is over is not met any more, and a delivery
//! that was made belongs to a plan. A [`Tracker`] knows these relations as they were just before each record.

use super::super::history::{History, Unreadable, blocking};
use super::things::Thing;
use crate::http::bounds::{MAX_FOLLOWED, MAX_FOLLOWED_THINGS, MAX_PICTURE_THINGS, PICTURE_NOTICES};
use crate::http::error::Error;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use tansiq_core::EntityId;
use tansiq_core::desk::{Event, OtherKind, State, Subject};
use tansiq_desk::Desk;
use tansiq_node::Record;
use tokio::sync::Mutex;

/// What changed since a record.
#[derive(Debug, PartialEq)]
pub(crate) enum Since {
    /// These things, up to this many records.
    Changed(BTreeSet<Thing>, u64),
    /// It cannot be told, or is too much: all must be told anew.
    Everything,
}

/// Relations that events end without naming all whom it concerns.
#[derive(Debug, Default)]
pub(super) struct Tracker {
    /// Own operations by what they meet. May name some that do not any more.
    met_by: BTreeMap<(OtherKind, EntityId), BTreeSet<EntityId>>,
    /// What each delivery is about.
    subjects: BTreeMap<u64, Subject>,
    /// The area of each own constraint.
    areas: BTreeMap<EntityId, EntityId>,
    unseen: BTreeSet<u64>,
    /// Whether it began with all that there was. Otherwise what it does not know may be so nevertheless.
    complete: bool,
}

/// What one record changed; nothing if that is not known.
type Change = Option<Box<[Thing]>>;

impl Tracker {
    /// Knows the relations of a state.
    pub(super) fn of(state: &State) -> Tracker {
        let mut tracker = Tracker { complete: true, ..Tracker::default() };
        for operation in state.operations() {
            for meeting in state.meetings_of(operation.id) {
                tracker.meet(operation.id, (meeting.kind, meeting.other));
            }
        }
        tracker.subjects = state.deliveries().map(|delivery| (delivery.id, delivery.subject)).collect();
        tracker.areas = state.constraints().map(|constraint| (constraint.id, constraint.area)).collect();
        let unseen = state.notices_after(None).filter(|notice| notice.seen.is_none());
        tracker.unseen = unseen.map(|notice| notice.seq).collect();
        tracker
    }

    fn meet(&mut self, operation: EntityId, other: (OtherKind, EntityId)) {
        self.met_by.entry(other).or_default().insert(operation);
    }

    /// What a record changes.
    pub(super) fn follow(&mut self, record: &Record<Event>) -> Change {
        let mut things = BTreeSet::new();
        let mut known = true;
        for event in &record.events {
            known &= self.follow_event(event, &mut things);
        }
        known.then(|| things.into_iter().collect())
    }

    /// Adds what an event changes. False if something may be missing.
    fn follow_event(&mut self, event: &Event, things: &mut BTreeSet<Thing>) -> bool {
        match event {
            Event::WriteBegun { id, .. } | Event::WriteFailed { id, .. } | Event::ConformanceNoted { id, .. } => {
                things.insert(Thing::Plan(*id));
            }
            Event::WriteLanded { id, reference, .. } => {
                things.insert(Thing::Plan(*id));
                // It was removed: it is over.
                return reference.is_some() || self.over((OtherKind::OwnOperation, *id), things);
            }
            Event::OperationForgotten { id } => {
                things.insert(Thing::Plan(*id));
                return self.over((OtherKind::OwnOperation, *id), things);
            }
            Event::OperationKnown(known) => {
                things.insert(Thing::KnownOperation(known.id));
            }
            Event::OperationGone { id } => {
                things.insert(Thing::KnownOperation(*id));
                return self.over((OtherKind::PeerOperation, *id), things);
            }
            Event::ConstraintKnown(known) => {
                things.insert(Thing::KnownConstraint(known.id));
            }
            Event::ConstraintGone { id } => {
                things.insert(Thing::KnownConstraint(*id));
                return self.over((OtherKind::Constraint, *id), things);
            }
            Event::Met { operation, meeting } => {
                self.meet(*operation, (meeting.kind, meeting.other));
                things.insert(Thing::Plan(*operation));
            }
            Event::Parted { operation, kind, other } => {
                if let Some(met_by) = self.met_by.get_mut(&(*kind, *other)) {
                    met_by.remove(operation);
                }
                things.insert(Thing::Plan(*operation));
            }
            Event::DeliveryDue(delivery) => {
                self.subjects.insert(delivery.id, delivery.subject);
                return self.delivery(delivery.id, things);
            }
            Event::DeliveryFailed { id, next: Some(_), .. } => return self.delivery(*id, things),
            Event::DeliveryMade { id, .. } | Event::DeliveryFailed { id, .. } | Event::DeliverySuperseded { id } => {
                let known = self.delivery(*id, things);
                self.subjects.remove(id);
                return known;
            }
            Event::AreaPut(area) => {
                things.insert(Thing::Area(area.id));
            }
            Event::AreaPublished { id, .. } | Event::WindowsExtended { id, .. } => {
                things.insert(Thing::Area(*id));
            }
            Event::AreaRemoved { id } => {
                things.insert(Thing::Area(*id));
                return self.over((OtherKind::Area, *id), things);
            }
            Event::ConstraintPut(constraint) => {
                self.areas.insert(constraint.id, constraint.area);
                things.insert(Thing::Area(constraint.area));
            }
            Event::ConstraintRemoved { id } => {
                let area = self.areas.remove(id);
                things.extend(area.map(Thing::Area));
                return area.is_some() || self.complete;
            }
            Event::TemplatePut(template) => {
                things.insert(Thing::Template(template.id));
            }
            Event::TemplateRemoved { id } => {
                things.insert(Thing::Template(*id));
            }
            Event::Noticed(notice) => {
                self.unseen.insert(notice.seq);
                things.insert(Thing::Notice(notice.seq));
            }
            Event::NoticesSeen { up_to, .. } => self.seen(*up_to, things),
            // Nothing of these is in the picture.
            Event::OrphanSettled { .. }
            | Event::Reported(_)
            | Event::WatchKept(_)
            | Event::WatchDropped { .. }
            | Event::Probed {}
            | Event::PersonAdded { .. }
            | Event::PersonChanged { .. }
            | Event::PasswordChanged { .. }
            | Event::TotpSet { .. }
            | Event::TotpDropped { .. }
            | Event::PersonRemoved { .. }
            | Event::SignedIn { .. }
            | Event::SignedOut { .. }
            | Event::SignedOutEverywhere { .. }
            | Event::SessionExpired { .. } => {}
        }
        true
    }

    /// What is over is not met any more.
    fn over(&mut self, other: (OtherKind, EntityId), things: &mut BTreeSet<Thing>) -> bool {
        things.extend(self.met_by.remove(&other).into_iter().flatten().map(Thing::Plan));
        self.complete
    }

    /// A plan says how many must still be told of it; so does an area of its constraints, in deliveries only.
    fn delivery(&self, id: u64, things: &mut BTreeSet<Thing>) -> bool {
        things.insert(Thing::Delivery(id));
        let subject = self.subjects.get(&id);
        if let Some(Subject::Operation(operation)) = subject {
            things.insert(Thing::Plan(*operation));
        }
        subject.is_some() || self.complete
    }

    /// Of those that nobody had seen, only the newest are in a picture.
    fn seen(&mut self, up_to: u64, things: &mut BTreeSet<Thing>) {
        if self.complete {
            let later = self.unseen.split_off(&up_to.saturating_add(1));
            let seen = std::mem::replace(&mut self.unseen, later);
            things.extend(seen.into_iter().rev().take(PICTURE_NOTICES as usize).map(Thing::Notice));
        } else {
            things.extend((up_to.saturating_sub(PICTURE_NOTICES)..=up_to).map(Thing::Notice));
        }
    }
}

/// What the last records changed.
#[derive(Default)]
pub(crate) struct Changes {
    kept: Mutex<Option<Kept>>,
}

/// A run of records.
struct Kept {
    /// Knows all relations after the last one.
    tracker: Tracker,
    /// The index of the first.
    first: u64,
    changes: VecDeque<Change>,
    /// Things over all of them.
    things: usize,
}

impl Kept {
    fn head(&self) -> u64 {
        self.first + self.changes.len() as u64
    }

    fn push(&mut self, change: Change) {
        self.things += change.as_ref().map_or(0, |things| things.len());
        self.changes.push_back(change);
        while self.changes.len() > MAX_FOLLOWED || (self.things > MAX_FOLLOWED_THINGS && self.changes.len() > 1) {
            let oldest = self.changes.pop_front().flatten();
            self.things -= oldest.map_or(0, |things| things.len());
            self.first += 1;
        }
    }

    fn since(&self, seen: u64) -> Since {
        let mut changed = BTreeSet::new();
        for change in self.changes.range(usize::try_from(seen - self.first).unwrap_or(usize::MAX)..) {
            let Some(things) = change else { return Since::Everything };
            changed.extend(things.iter().copied());
            if changed.len() > MAX_PICTURE_THINGS {
                return Since::Everything;
            }
        }
        Since::Changed(changed, self.head())
    }
}

impl Changes {
    /// What changed after the first `seen` records.
    ///
    /// # Errors
    /// If the ledger cannot be read now.
    pub(crate) async fn since(&self, desk: &Desk, history: &Arc<History>, seen: u64) -> Result<Since, Error> {
        let head = desk.node().head();
        // A number that was never given is of another life of this ledger.
        if seen > head || head - seen > MAX_FOLLOWED as u64 {
            return Ok(Since::Everything);
        }
        let mut slot = self.kept.lock().await;
        let mut kept = match slot.take() {
            Some(kept) => kept,
            None => {
                let (tracker, first) = desk.node().read_whole(Tracker::of).await?;
                Kept { tracker, first, changes: VecDeque::new(), things: 0 }
            }
        };
        if kept.head() < head {
            kept = catch_up(kept, history.clone(), head).await?;
        }
        if seen < kept.first {
            // Nothing that was kept fell out: it reaches back no further than the start, or than others asked.
            if kept.changes.len() >= MAX_FOLLOWED || kept.things >= MAX_FOLLOWED_THINGS {
                *slot = Some(kept);
                return Ok(Since::Everything);
            }
            kept = reach_back(kept, history.clone(), seen).await?;
        }
        let since = if seen < kept.first || seen > kept.head() { Since::Everything } else { kept.since(seen) };
        *slot = Some(kept);
        Ok(since)
    }
}

/// Adds the records up to `head`. If the ledger cannot be read, what was kept is lost, and found anew.
async fn catch_up(mut kept: Kept, history: Arc<History>, head: u64) -> Result<Kept, Error> {
    let caught_up = blocking(move || {
        while kept.head() < head {
            let records = history.records(kept.head(), head)?;
            if records.is_empty() {
                break;
            }
            for record in records {
                let change = kept.tracker.follow(&record);
                kept.push(change);
            }
        }
        Ok::<_, Unreadable>(kept)
    });
    Ok(caught_up.await??)
}

/// Adds the records from `from` to the first one kept, as far as what they changed can be known.
async fn reach_back(mut kept: Kept, history: Arc<History>, from: u64) -> Result<Kept, Error> {
    let reached = blocking(move || {
        let mut tracker = Tracker { complete: from == 0, ..Tracker::default() };
        let mut changes: Vec<Change> = Vec::new();
        while from + (changes.len() as u64) < kept.first {
            match history.records(from + changes.len() as u64, kept.first) {
                Ok(records) if !records.is_empty() => changes.extend(records.iter().map(|record| tracker.follow(record))),
                // What was erased cannot be followed any more.
                Ok(_) | Err(Unreadable::Erased(_)) => return Ok(kept),
                Err(error) => return Err(error),
            }
        }
        for change in changes.into_iter().rev() {
            if kept.changes.len() >= MAX_FOLLOWED || kept.things >= MAX_FOLLOWED_THINGS {
                break;
            }
            kept.things += change.as_ref().map_or(0, |things| things.len());
            kept.changes.push_front(change);
            kept.first -= 1;
        }
        Ok(kept)
    });
    Ok(reached.await??)
}

#[cfg(test)]
#[path = "changes_tests.rs"]
mod tests;
