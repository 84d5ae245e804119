//! What changes in what own operations meet, when something else changes: the events, and who is to be told.
//!
//! F3548-21 SCD0090 and SCD0095: the planner of an operation is told of a conflict that comes up, whoever has precedence.
//! What is recorded is what others can know: plans as the DSS accepted them.

use crate::desk::bounds::{MAX_MET, MAX_PARTED};
use crate::desk::entities::{Meeting, NoticeKind, Operation, OtherKind};
use crate::desk::place::{Place, Sought};
use crate::desk::verdict::Probe;
use crate::desk::{Event, Notice, Rules, State};
use crate::{Context, EntityId};
use std::collections::BTreeSet;

/// A meeting is told of again when it is this much deeper on the ground, in metres.
const DEEPER_M: f64 = 1.0;

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

/// The events of one command that changes what is met.
///
/// Every pair of an operation and what it meets is compared once: the state does not change meanwhile.
pub(super) struct Recheck<'a> {
    pub(super) state: &'a State,
    pub(super) notices: Notices<'a>,
    pub(super) events: Vec<Event>,
    met: usize,
    parted: usize,
    left_out: u32,
}

impl<'a> Recheck<'a> {
    pub(super) fn new(state: &'a State, context: &'a Context) -> Recheck<'a> {
        let notices = Notices::new(state, context);
        Recheck { state, notices, events: Vec::new(), met: 0, parted: 0, left_out: 0 }
    }

    pub(super) fn raise(&mut self, operation: Option<EntityId>, what: NoticeKind) {
        let event = self.notices.raise(operation, what);
        self.events.push(event);
    }

    /// Whether a planner was told of anything.
    pub(super) fn has_noticed(&self) -> bool {
        self.events.iter().any(|event| matches!(event, Event::Noticed(_)))
    }

    /// What one operation now meets of `other`, against what it met before.
    pub(super) fn compare(&mut self, operation: EntityId, other: (OtherKind, EntityId), now: Option<Meeting>) {
        let before = self.state.meetings.get(&operation).and_then(|met| met.get(&other));
        match (before, now) {
            (None, None) => {}
            (Some(before), Some(now)) if *before == now => {}
            (before, Some(meeting)) => self.meet(operation, before, meeting),
            (Some(_), None) => self.part(operation, other),
        }
    }

    fn meet(&mut self, operation: EntityId, before: Option<&Meeting>, meeting: Meeting) {
        if self.met == MAX_MET {
            self.left_out += 1;
            return;
        }
        self.met += 1;
        let notice = before.is_none_or(|before| is_worth_telling(before, &meeting));
        self.events.push(Event::Met { operation, meeting: meeting.clone() });
        if notice {
            let meeting = in_short(meeting);
            let what = match meeting.kind {
                OtherKind::Area | OtherKind::Constraint => NoticeKind::AreaActivated { meeting },
                OtherKind::OwnOperation | OtherKind::PeerOperation => NoticeKind::ConflictFound { meeting },
            };
            self.raise(Some(operation), what);
        }
    }

    fn part(&mut self, operation: EntityId, (kind, other): (OtherKind, EntityId)) {
        if self.parted == MAX_PARTED {
            return;
        }
        self.parted += 1;
        self.events.push(Event::Parted { operation, kind, other });
        self.raise(Some(operation), NoticeKind::ConflictCleared { other });
    }

    /// What is over meets nothing any more.
    pub(super) fn gone(&mut self, other: (OtherKind, EntityId)) {
        for operation in self.state.index.met_by(other) {
            self.part(operation, other);
        }
    }

    /// Live own operations that may meet what is now at these places, or met it, against what they meet of it now.
    pub(super) fn others(&mut self, other: (OtherKind, EntityId), places: &Sought, now: impl Fn(&Operation) -> Option<Meeting>) {
        let state = self.state;
        let near = state.index.own.that(|place: &Place| places.any(|other| other.may_meet(place)));
        let near = near.into_iter().filter(|(_, coming)| !coming).map(|(id, _)| id);
        let concerned: BTreeSet<EntityId> =
            near.chain(state.index.met_by(other)).filter(|id| other != (OtherKind::OwnOperation, *id)).collect();
        for operation in concerned.iter().filter_map(|id| state.operations.get(id)) {
            self.compare(operation.id, other, now(operation).filter(|_| operation.is_live()));
        }
    }

    /// All events; and says so if not all could be recorded.
    pub(super) fn finish(mut self) -> Vec<Event> {
        if self.left_out > 0 {
            let count = self.left_out;
            self.raise(None, NoticeKind::MeetingsLeftOut { count });
        }
        self.events
    }
}

/// Whether a person cares about what changed: who has precedence, whether it is certain, or that it grew.
fn is_worth_telling(before: &Meeting, now: &Meeting) -> bool {
    let deepest = |meeting: &Meeting| meeting.pairs.first().map_or(0.0, |pair| pair.horizontal_m);
    before.weight != now.weight
        || (now.certain && !before.certain)
        || now.pairs_total > before.pairs_total
        || deepest(now) > deepest(before) + DEEPER_M
}

/// A notice shows the deepest pair only; all are with the operation.
fn in_short(mut meeting: Meeting) -> Meeting {
    meeting.pairs.truncate(1);
    meeting
}

/// A live operation's plan, to be held against one thing that changed.
pub(super) fn probe(operation: &Operation, rules: Rules) -> Probe<'_> {
    Probe { id: Some(operation.id), plan: &operation.plan, in_use: None, rules }
}
