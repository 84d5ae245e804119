//! The state of the desk, and how events change it.

use super::decide;
use super::entities::{
    Area, Delivery, Excursion, Known, KnownConstraint, Meeting, Notice, Operation, OperationState, OtherKind, OwnConstraint,
    Pending, ReportEntry, Template, Watch,
};
use super::event::Event;
use super::index::Index;
use super::people::{People, Person, Session};
use super::snapshot::{self, Snapshot};
use super::views::Outcome;
use super::{Command, Decided, bounds};
use crate::machine::{Context, Machine, TouchKey};
use crate::{EntityId, Name, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};

/// Everything the desk knows.
///
/// As JSON it is a part of [`Snapshot`], which is what it must be read by: a state needs more than its facts.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub(crate) operations: BTreeMap<EntityId, Operation>,
    pub(crate) known: BTreeMap<EntityId, Known>,
    pub(crate) known_constraints: BTreeMap<EntityId, KnownConstraint>,
    pub(crate) areas: BTreeMap<EntityId, Area>,
    pub(crate) constraints: BTreeMap<EntityId, OwnConstraint>,
    /// By own operation, then by what it meets.
    #[serde(with = "snapshot::meetings")]
    pub(crate) meetings: BTreeMap<EntityId, BTreeMap<(OtherKind, EntityId), Meeting>>,
    pub(crate) deliveries: BTreeMap<u64, Delivery>,
    pub(crate) watches: BTreeMap<EntityId, Watch>,
    /// Absent from states that were written before there were any.
    #[serde(default)]
    pub(crate) templates: BTreeMap<EntityId, Template>,
    /// Absent from states that were written before there were any.
    #[serde(default)]
    pub(crate) people: People,
    /// Ids that a write may still bring to the DSS, and since when.
    pub(crate) orphans: BTreeMap<EntityId, Timestamp>,
    pub(crate) notices: VecDeque<Notice>,
    pub(crate) reports: VecDeque<ReportEntry>,
    // Counters: the next number to give.
    pub(crate) next_attempt: u64,
    pub(crate) next_delivery: u64,
    pub(crate) next_notice: u64,
    /// Follows from the above.
    #[serde(skip)]
    pub(super) index: Index,
}

impl Clone for State {
    fn clone(&self) -> State {
        Snapshot::of(self).into_state()
    }
}

impl State {
    fn begin(&mut self, at: Timestamp, actor: &Name, event: &Event) {
        let Event::WriteBegun { id, attempt, state, plan, rules, .. } = event else { return };
        self.operations.entry(*id).or_insert_with(|| Operation {
            id: *id,
            plan: plan.clone().unwrap_or_default(),
            state: None,
            reference: None,
            pending: None,
            planner: actor.clone(),
            revision: 0,
            created: at,
            changed: at,
            excursion: None,
        });
        self.change(*id, at, |operation| {
            if let (None, Some(plan)) = (operation.state, plan) {
                operation.plan = plan.clone();
            }
            let plan = plan.clone().unwrap_or_else(|| operation.plan.clone());
            operation.pending = Some(Pending { attempt: *attempt, state: *state, plan, rules: *rules, since: at });
        });
        self.next_attempt = attempt + 1;
    }

    fn land(&mut self, at: Timestamp, id: EntityId, reference: Option<&super::Reference>) {
        let Some(ended) = self
            .operations
            .get(&id)
            .and_then(|operation| operation.pending.as_ref())
            .map(|pending| pending.state == OperationState::Ended)
        else {
            return;
        };
        self.change(id, at, |operation| {
            let Some(pending) = operation.pending.take() else { return };
            operation.state = Some(pending.state);
            operation.plan = pending.plan;
            operation.reference = reference.cloned();
            if !pending.state.is_off_nominal() {
                operation.excursion = None;
            }
        });
        self.orphans.remove(&id);
        if ended {
            self.part_from_all(id);
        }
    }

    /// Carries out a visible change of an operation.
    fn change(&mut self, id: EntityId, at: Timestamp, change: impl FnOnce(&mut Operation)) {
        if let Some(operation) = self.operations.get_mut(&id) {
            self.index.unlist_operation(operation);
            change(operation);
            operation.revision += 1;
            operation.changed = at;
            self.index.list_operation(operation);
        }
    }

    fn forget_operation(&mut self, id: EntityId) {
        if let Some(operation) = self.operations.remove(&id) {
            self.index.unlist_operation(&operation);
        }
        self.part_from_all(id);
    }

    fn know(&mut self, known: &Known) {
        if let Some(old) = self.known.insert(known.id, known.clone()) {
            self.index.unlist_known(&old);
        }
        self.index.list_known(known);
    }

    fn know_constraint(&mut self, known: &KnownConstraint) {
        if let Some(old) = self.known_constraints.insert(known.id, known.clone()) {
            self.index.unlist_constraint(&old);
        }
        self.index.list_constraint(known);
    }

    fn put_area(&mut self, area: Area) {
        self.index.list_area(&area);
        self.areas.insert(area.id, area);
    }

    fn deliver(&mut self, delivery: Delivery) {
        self.index.list_delivery(&delivery);
        self.deliveries.insert(delivery.id, delivery);
    }

    fn take_delivery(&mut self, id: u64) -> Option<Delivery> {
        let delivery = self.deliveries.remove(&id)?;
        self.index.unlist_delivery(&delivery);
        Some(delivery)
    }

    fn meet(&mut self, operation: EntityId, meeting: &Meeting) {
        let other = (meeting.kind, meeting.other);
        self.index.met.insert((other, operation));
        self.meetings.entry(operation).or_default().insert(other, meeting.clone());
    }

    fn part(&mut self, operation: EntityId, other: (OtherKind, EntityId)) {
        self.index.met.remove(&(other, operation));
        if let Some(met) = self.meetings.get_mut(&operation) {
            met.remove(&other);
            if met.is_empty() {
                self.meetings.remove(&operation);
            }
        }
    }

    /// Nothing meets what is over.
    fn part_from(&mut self, other: (OtherKind, EntityId)) {
        let met_by: Vec<EntityId> = self.index.met_by(other).collect();
        met_by.into_iter().for_each(|operation| self.part(operation, other));
    }

    /// An operation of this desk that is over meets nothing, and nothing meets it.
    fn part_from_all(&mut self, id: EntityId) {
        let met: Vec<_> = self.meetings.get(&id).into_iter().flat_map(|met| met.keys().copied()).collect();
        met.into_iter().for_each(|other| self.part(id, other));
        self.part_from((OtherKind::OwnOperation, id));
    }

    fn list_notice(&mut self, notice: &Notice) {
        if self.notices.len() == bounds::MAX_NOTICES {
            self.notices.pop_front();
        }
        self.next_notice = notice.seq + 1;
        self.notices.push_back(notice.clone());
    }

    fn list_report(&mut self, report: &ReportEntry) {
        if self.reports.len() == bounds::MAX_REPORTS {
            self.reports.pop_front();
        }
        self.reports.push_back(report.clone());
    }

    fn put_constraint(&mut self, constraint: &OwnConstraint) {
        if let Some(attempt) = constraint.pending {
            self.next_attempt = self.next_attempt.max(attempt + 1);
        }
        self.constraints.insert(constraint.id, constraint.clone());
    }
}

impl Machine for State {
    type Command = Command;
    type Event = Event;
    type Outcome = Outcome;
    type Rejection = super::Rejection;
    type Snapshot = Snapshot;
    const SNAPSHOT_FORMAT: u32 = Snapshot::FORMAT;

    fn decide(&self, context: &Context, command: &Command) -> Decided {
        decide::decide(self, context, command)
    }

    fn apply(&mut self, _index: u64, at: Timestamp, actor: &Name, event: &Event) {
        match event {
            Event::WriteBegun { .. } => self.begin(at, actor, event),
            Event::WriteLanded { id, reference, .. } => self.land(at, *id, reference.as_ref()),
            Event::WriteFailed { id, may_arrive, .. } => {
                if *may_arrive {
                    self.orphans.insert(*id, at);
                }
                self.change(*id, at, |operation| operation.pending = None);
            }
            Event::OrphanSettled { id } => {
                self.orphans.remove(id);
            }
            Event::ConformanceNoted { id, outside, position } => self.change(*id, at, |operation| {
                operation.excursion = outside.then(|| Excursion { since: at, position: *position });
            }),
            Event::OperationKnown(known) => self.know(known),
            Event::OperationGone { id } => {
                if let Some(known) = self.known.remove(id) {
                    self.index.unlist_known(&known);
                }
                self.part_from((OtherKind::PeerOperation, *id));
            }
            Event::ConstraintKnown(known) => self.know_constraint(known),
            Event::ConstraintGone { id } => {
                if let Some(known) = self.known_constraints.remove(id) {
                    self.index.unlist_constraint(&known);
                }
                self.part_from((OtherKind::Constraint, *id));
            }
            Event::Met { operation, meeting } => self.meet(*operation, meeting),
            Event::Parted { operation, kind, other } => self.part(*operation, (*kind, *other)),
            Event::DeliveryDue(delivery) => {
                self.next_delivery = delivery.id + 1;
                self.deliver(delivery.clone());
            }
            Event::DeliveryMade { id, .. } | Event::DeliverySuperseded { id } => {
                self.take_delivery(*id);
            }
            Event::DeliveryFailed { id, problem, attempts, next } => {
                if let (Some(delivery), Some(next)) = (self.take_delivery(*id), next) {
                    self.deliver(Delivery { next: *next, attempts: *attempts, problem: Some(problem.clone()), ..delivery });
                }
            }
            Event::Reported(report) => self.list_report(report),
            Event::AreaPut(area) => self.put_area(area.clone()),
            Event::AreaRemoved { id } => {
                self.areas.remove(id);
                self.index.unlist_area(*id);
                self.part_from((OtherKind::Area, *id));
            }
            Event::AreaPublished { id, published } => {
                if let Some(area) = self.areas.get_mut(id) {
                    area.published = *published;
                    area.revision += 1;
                    area.changed = at;
                }
            }
            Event::WindowsExtended { id, windows, until } => {
                if let Some(area) = self.areas.get_mut(id) {
                    area.windows.clone_from(windows);
                    area.windows_until = *until;
                    self.index.list_area(area);
                }
            }
            Event::ConstraintPut(constraint) => self.put_constraint(constraint),
            Event::ConstraintRemoved { id } => {
                self.constraints.remove(id);
            }
            Event::WatchKept(watch) => {
                self.watches.insert(watch.id, watch.clone());
            }
            Event::WatchDropped { id } => {
                self.watches.remove(id);
            }
            Event::TemplatePut(template) => {
                self.templates.insert(template.id, template.clone());
            }
            Event::TemplateRemoved { id } => {
                self.templates.remove(id);
            }
            Event::PersonAdded { name, full_name, role, password_hash } => self.people.add(Person {
                name: name.clone(),
                full_name: full_name.clone(),
                role: *role,
                disabled: false,
                password_hash: password_hash.clone(),
                totp: None,
                created: at,
                last_sign_in: None,
            }),
            Event::PersonChanged { name, full_name, role, disabled } => self.people.change(name, full_name, *role, *disabled),
            Event::PasswordChanged { name, password_hash } => self.people.set_password(name, password_hash),
            Event::TotpSet { name, totp } => self.people.set_totp(name, Some(totp.clone())),
            Event::TotpDropped { name } => self.people.set_totp(name, None),
            Event::PersonRemoved { name } => self.people.remove(name),
            Event::SignedIn { name, digest, expires, step } => {
                let session = Session { digest: digest.clone(), person: name.clone(), since: at, expires: *expires };
                self.people.sign_in(session, *step);
            }
            Event::SignedOut { digest, .. } | Event::SessionExpired { digest } => self.people.end_session(digest),
            Event::SignedOutEverywhere { name } => self.people.end_sessions_of(name),
            Event::Probed {} => {}
            Event::OperationForgotten { id } => self.forget_operation(*id),
            Event::Noticed(notice) => self.list_notice(notice),
            Event::NoticesSeen { up_to, by } => {
                for notice in self.notices.iter_mut().filter(|notice| notice.seq <= *up_to && notice.seen.is_none()) {
                    notice.seen = Some((by.clone(), at));
                }
            }
        }
    }

    fn touched(&self, event: &Event, keys: &mut Vec<TouchKey>) {
        self.collect_touched(event, keys);
    }

    fn still_stands(&self, outcome: &Outcome) -> bool {
        match outcome {
            Outcome::Begun(begun) => self
                .operations
                .get(&begun.id)
                .and_then(|operation| operation.pending.as_ref())
                .is_some_and(|pending| pending.attempt == begun.attempt),
            Outcome::ConstraintBegun { attempt, constraint } => {
                self.constraints.get(&constraint.id).is_some_and(|now| now.pending == Some(*attempt))
            }
            Outcome::Report { id } => self.reports.iter().rev().any(|report| report.id == *id),
            Outcome::Done | Outcome::Finished { .. } | Outcome::Area { .. } | Outcome::Swept(_) => false,
        }
    }

    fn to_snapshot(&self) -> Snapshot {
        Snapshot::of(self)
    }

    fn from_snapshot(snapshot: Snapshot) -> State {
        snapshot.into_state()
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
