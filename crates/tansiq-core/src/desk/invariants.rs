//! A check of the whole state, for tests and simulations (feature `invariants`). It looks at everything and is slow.

use super::bounds;
use super::command::Rules;
use super::entities::{Meeting, NoticeKind, Operation, OtherKind, Subject, Weight};
use super::index::Index;
use super::state::State;
use super::verdict::Probe;
use crate::EntityId;
use std::collections::BTreeMap;

type Met = BTreeMap<(OtherKind, EntityId), Meeting>;

impl State {
    /// Whether everything in the state agrees with everything else.
    ///
    /// # Errors
    /// What does not, for people.
    pub fn check_invariants(&self) -> Result<(), String> {
        self.check_index()?;
        self.operations.values().try_for_each(|operation| self.check_operation(operation))?;
        self.check_meetings()?;
        self.check_deliveries()?;
        self.check_notices()?;
        self.check_people()?;
        self.check_others()
    }

    fn check_index(&self) -> Result<(), String> {
        let (kept, told) = (&self.index, Index::of(self));
        ensure(kept.own.sorted() == told.own.sorted(), || "the places of own operations differ from the operations".to_owned())?;
        ensure(kept.known.sorted() == told.known.sorted(), || "the places of peers' operations differ".to_owned())?;
        let constraints = kept.known_constraints.sorted() == told.known_constraints.sorted();
        ensure(constraints, || "the places of constraints differ".to_owned())?;
        ensure(kept.areas.sorted() == told.areas.sorted(), || "the places of areas differ".to_owned())?;
        ensure(kept.pending == told.pending && kept.over == told.over, || "own operations are listed wrongly".to_owned())?;
        let ends = kept.known_ends == told.known_ends && kept.constraint_ends == told.constraint_ends;
        ensure(ends, || "ends of what others do are listed wrongly".to_owned())?;
        ensure(kept.met == told.met, || "who meets what is listed wrongly".to_owned())?;
        ensure(kept.due == told.due && kept.about == told.about, || "deliveries are listed wrongly".to_owned())
    }

    fn check_operation(&self, operation: &Operation) -> Result<(), String> {
        let id = operation.id;
        ensure(operation.is_live() == operation.reference.is_some(), || {
            format!("{id} is live without a reference, or not with one")
        })?;
        ensure(operation.is_live() || operation.excursion.is_none(), || format!("{id} is outside its volumes and not live"))?;
        ensure(!self.known.contains_key(&id), || format!("{id} is this desk's and a peer's"))?;
        let Some(pending) = &operation.pending else { return Ok(()) };
        let allowed = operation.state.is_none_or(|from| from.may_become(pending.state));
        ensure(allowed, || format!("{id} is about to become {:?} from {:?}", pending.state, operation.state))?;
        ensure(pending.attempt < self.next_attempt, || format!("attempt {} of {id} is to come", pending.attempt))
    }

    /// What is recorded is what is found anew, and what this meets of own operations meets this.
    fn check_meetings(&self) -> Result<(), String> {
        for (id, met) in &self.meetings {
            let operation = self.operations.get(id).filter(|operation| operation.is_live());
            ensure(operation.is_some() && !met.is_empty(), || format!("meetings of {id}, which is not live"))?;
            for ((kind, other), meeting) in met {
                ensure((*kind, *other) == (meeting.kind, meeting.other), || format!("{id} meets {other} under another id"))?;
                let back = || self.meetings.get(other).is_some_and(|met| met.contains_key(&(OtherKind::OwnOperation, *id)));
                ensure(*kind != OtherKind::OwnOperation || back(), || format!("{id} meets {other}, which does not meet it"))?;
            }
        }
        for operation in self.operations.values().filter(|operation| operation.is_live()) {
            let recorded: Met = self.meetings.get(&operation.id).cloned().unwrap_or_default();
            let probe = Probe { id: Some(operation.id), plan: &operation.plan, in_use: None, rules: Rules::default() };
            let found = self.standing_meetings(probe).into_iter().map(|meeting| ((meeting.kind, meeting.other), meeting));
            let found: Met = found.collect();
            if found.len() <= bounds::MAX_MET && self.left_nothing_out() {
                let same = recorded.keys().eq(found.keys())
                    && recorded.values().zip(found.values()).all(|(recorded, found)| is_same(recorded, found));
                ensure(same, || format!("{} meets {found:?}; recorded is {recorded:?}", operation.id))?;
            }
        }
        Ok(())
    }

    fn left_nothing_out(&self) -> bool {
        let left_out = |what: &NoticeKind| matches!(what, NoticeKind::MeetingsLeftOut { .. });
        self.next_notice <= bounds::MAX_NOTICES as u64 && !self.notices.iter().any(|notice| left_out(&notice.what))
    }

    fn check_deliveries(&self) -> Result<(), String> {
        for (id, delivery) in &self.deliveries {
            ensure(*id == delivery.id && *id < self.next_delivery, || format!("delivery {id} is to come"))?;
            ensure(delivery.next <= delivery.until, || format!("delivery {id} is tried when nobody needs to know"))?;
            if let Subject::Operation(of) = delivery.subject {
                let landed = self.operations.get(&of).is_some_and(|operation| operation.state.is_some());
                ensure(landed, || format!("delivery {id} tells of {of}, which the DSS never took"))?;
            }
            let to_same = |other: &&super::Delivery| other.to == delivery.to;
            let count = self.deliveries_of(delivery.subject).filter(to_same).count();
            ensure(count == 1, || format!("{} is told {count} times of {:?}", delivery.to, delivery.subject))?;
        }
        Ok(())
    }

    fn check_notices(&self) -> Result<(), String> {
        let first = self.next_notice - self.notices.len() as u64;
        let contiguous = (first..).zip(&self.notices).all(|(seq, notice)| seq == notice.seq);
        ensure(contiguous, || format!("notices before {} have gaps", self.next_notice))?;
        ensure(self.notices.len() <= bounds::MAX_NOTICES, || "too many notices".to_owned())?;
        ensure(self.reports.len() <= bounds::MAX_REPORTS, || "too many reports".to_owned())
    }

    fn check_people(&self) -> Result<(), String> {
        ensure(self.people.people.len() <= bounds::MAX_PEOPLE, || "too many people".to_owned())?;
        ensure(self.people.sessions.len() <= bounds::MAX_SESSIONS, || "too many sessions".to_owned())?;
        ensure(self.people.people.iter().all(|(name, person)| *name == person.name), || {
            "a person has another's name".to_owned()
        })?;
        for (digest, session) in &self.people.sessions {
            let person = self.person(&session.person).filter(|person| !person.disabled);
            ensure(person.is_some(), || format!("{} has a session and cannot sign in", session.person))?;
            ensure(*digest == session.digest && session.since < session.expires, || format!("session {digest} cannot be"))?;
            let count = self.people.sessions_of(&session.person).len();
            ensure(count <= bounds::MAX_SESSIONS_OF_PERSON, || format!("{} has {count} sessions", session.person))?;
        }
        Ok(())
    }

    fn check_others(&self) -> Result<(), String> {
        for constraint in self.constraints.values() {
            let id = constraint.id;
            ensure(!self.known_constraints.contains_key(&id), || format!("constraint {id} is this desk's and another's"))?;
            ensure(constraint.pending.is_none_or(|attempt| attempt < self.next_attempt), || {
                format!("an attempt of {id} is to come")
            })?;
        }
        ensure(self.watches.len() <= bounds::MAX_WATCHES, || "too many watches".to_owned())?;
        ensure(self.areas.len() <= bounds::MAX_AREAS, || "too many areas".to_owned())
    }
}

/// The same, whichever rules for equals there were when it was recorded.
fn is_same(recorded: &Meeting, found: &Meeting) -> bool {
    let plain = |weight: Weight| if weight == Weight::EqualPermitted { Weight::EqualPriority } else { weight };
    Meeting { weight: plain(recorded.weight), ..recorded.clone() } == Meeting { weight: plain(found.weight), ..found.clone() }
}

fn ensure(holds: bool, problem: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(problem()) }
}
