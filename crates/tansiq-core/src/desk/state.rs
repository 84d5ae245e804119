//! The state of the desk, and how events change it.

use super::decide;
use super::entities::{
    Area, Delivery, Excursion, Known, KnownConstraint, Meeting, Notice, Operation, OperationState, OwnConstraint, Pending,
    ReportEntry, Watch,
};
use super::event::Event;
use super::snapshot::Snapshot;
use super::views::Outcome;
use super::{Command, Decided, bounds};
use crate::machine::{Context, Machine, TouchKey};
use crate::{EntityId, Name, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};

/// Everything the desk knows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub(crate) operations: BTreeMap<EntityId, Operation>,
    pub(crate) known: BTreeMap<EntityId, Known>,
    pub(crate) known_constraints: BTreeMap<EntityId, KnownConstraint>,
    pub(crate) areas: BTreeMap<EntityId, Area>,
    pub(crate) constraints: BTreeMap<EntityId, OwnConstraint>,
    /// By own operation, then by what it meets.
    pub(crate) meetings: BTreeMap<EntityId, BTreeMap<EntityId, Meeting>>,
    pub(crate) deliveries: BTreeMap<u64, Delivery>,
    pub(crate) watches: BTreeMap<EntityId, Watch>,
    /// Ids that a write may still bring to the DSS, and since when.
    pub(crate) orphans: BTreeMap<EntityId, Timestamp>,
    pub(crate) notices: VecDeque<Notice>,
    pub(crate) reports: VecDeque<ReportEntry>,
    // Counters: the next number to give.
    pub(crate) next_attempt: u64,
    pub(crate) next_delivery: u64,
    pub(crate) next_notice: u64,
}

impl State {
    fn begin(&mut self, at: Timestamp, actor: &Name, event: &Event) {
        let Event::WriteBegun { id, attempt, state, plan, .. } = event else { return };
        let operation = self.operations.entry(*id).or_insert_with(|| Operation {
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
        let plan = plan.clone().unwrap_or_else(|| operation.plan.clone());
        operation.pending = Some(Pending { attempt: *attempt, state: *state, plan, since: at });
        operation.revision += 1;
        operation.changed = at;
        self.next_attempt = attempt + 1;
    }

    fn land(&mut self, at: Timestamp, id: EntityId, reference: Option<&super::Reference>) {
        let Some(operation) = self.operations.get_mut(&id) else { return };
        let Some(pending) = operation.pending.take() else { return };
        operation.state = Some(pending.state);
        operation.plan = pending.plan;
        operation.reference = reference.cloned();
        operation.revision += 1;
        operation.changed = at;
        if matches!(pending.state, OperationState::Accepted | OperationState::Activated) {
            operation.excursion = None;
        }
        self.orphans.remove(&id);
        if pending.state == OperationState::Ended {
            self.meetings.remove(&id);
        }
    }

    fn change(&mut self, id: EntityId, at: Timestamp, change: impl FnOnce(&mut Operation)) {
        if let Some(operation) = self.operations.get_mut(&id) {
            change(operation);
            operation.revision += 1;
            operation.changed = at;
        }
    }

    fn part_from(&mut self, other: EntityId) {
        self.meetings.retain(|_, met| {
            met.remove(&other);
            !met.is_empty()
        });
    }

    fn part(&mut self, operation: EntityId, other: EntityId) {
        if let Some(met) = self.meetings.get_mut(&operation) {
            met.remove(&other);
            if met.is_empty() {
                self.meetings.remove(&operation);
            }
        }
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
            Event::OperationKnown(known) => {
                self.known.insert(known.id, known.clone());
            }
            Event::OperationGone { id } => {
                self.known.remove(id);
                self.part_from(*id);
            }
            Event::ConstraintKnown(known) => {
                self.known_constraints.insert(known.id, known.clone());
            }
            Event::ConstraintGone { id } => {
                self.known_constraints.remove(id);
                self.part_from(*id);
            }
            Event::Met { operation, meeting } => {
                self.meetings.entry(*operation).or_default().insert(meeting.other, meeting.clone());
            }
            Event::Parted { operation, other, .. } => self.part(*operation, *other),
            Event::DeliveryDue(delivery) => {
                self.next_delivery = delivery.id + 1;
                self.deliveries.insert(delivery.id, delivery.clone());
            }
            Event::DeliveryMade { id, .. } | Event::DeliverySuperseded { id } => {
                self.deliveries.remove(id);
            }
            Event::DeliveryFailed { id, problem, attempts, next } => match (next, self.deliveries.get_mut(id)) {
                (Some(next), Some(delivery)) => {
                    delivery.next = *next;
                    delivery.attempts = *attempts;
                    delivery.problem = Some(problem.clone());
                }
                _ => {
                    self.deliveries.remove(id);
                }
            },
            Event::Reported(report) => self.list_report(report),
            Event::AreaPut(area) => {
                self.areas.insert(area.id, area.clone());
            }
            Event::AreaRemoved { id } => {
                self.areas.remove(id);
                self.part_from(*id);
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
            Event::OperationForgotten { id } => {
                self.operations.remove(id);
                self.meetings.remove(id);
                self.part_from(*id);
            }
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
