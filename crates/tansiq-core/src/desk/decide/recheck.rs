//! What changes in what own operations meet, when something else changes: the events, and who is to be told.
//!
//! F3548-21 SCD0090 and SCD0095: the planner of an operation is told of a conflict that comes up.

use crate::desk::entities::{Meeting, NoticeKind, Operation, OtherKind};
use crate::desk::verdict::Probe;
use crate::desk::{Event, Notice, Rules, State};
use crate::{Context, EntityId};

/// Numbers notices within one command.
pub(super) struct Notices<'a> {
    context: &'a Context,
    next: u64,
}

impl<'a> Notices<'a> {
    pub(super) fn new(state: &State, context: &'a Context) -> Notices<'a> {
        Notices { context, next: state.next_notice() }
    }

    /// A notice, as an event.
    pub(super) fn raise(&mut self, operation: Option<EntityId>, what: NoticeKind) -> Event {
        let notice = Notice { seq: self.next, at: self.context.now, operation, what, seen: None };
        self.next += 1;
        Event::Noticed(notice)
    }
}

/// Operations of this desk that others can know of: those whose planner wants to know what they meet.
pub(super) fn live(state: &State) -> impl Iterator<Item = &Operation> {
    state.operations().filter(|operation| operation.is_live())
}

/// A live operation's plan, to be held against one thing that changed.
pub(super) fn probe(operation: &Operation, rules: Rules) -> Probe<'_> {
    Probe { id: Some(operation.id), plan: &operation.plan, in_use: None, rules }
}

/// What one operation now meets of `other`, against what it met before.
pub(super) fn compare(
    state: &State,
    operation: EntityId,
    (kind, other): (OtherKind, EntityId),
    now: Option<Meeting>,
    notices: &mut Notices<'_>,
    events: &mut Vec<Event>,
) {
    let before = state.meetings.get(&operation).and_then(|met| met.get(&other));
    match (before, now) {
        (None, None) => {}
        (Some(before), Some(now)) if *before == now => {}
        (_, Some(meeting)) => {
            let area = matches!(kind, OtherKind::Area | OtherKind::Constraint);
            events.push(Event::Met { operation, meeting: meeting.clone() });
            let what = if area { NoticeKind::AreaActivated { meeting } } else { NoticeKind::ConflictFound { meeting } };
            events.push(notices.raise(Some(operation), what));
        }
        (Some(_), None) => part(operation, kind, other, notices, events),
    }
}

/// What is over meets nothing any more.
pub(super) fn gone(state: &State, other: EntityId, notices: &mut Notices<'_>, events: &mut Vec<Event>) {
    for (operation, met) in &state.meetings {
        if let Some(meeting) = met.get(&other) {
            part(*operation, meeting.kind, other, notices, events);
        }
    }
}

fn part(operation: EntityId, kind: OtherKind, other: EntityId, notices: &mut Notices<'_>, events: &mut Vec<Event>) {
    events.push(Event::Parted { operation, kind, other });
    events.push(notices.raise(Some(operation), NoticeKind::ConflictCleared { other }));
}
