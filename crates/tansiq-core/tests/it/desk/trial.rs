//! Carries acts out on the real desk and on the plain model, and holds them against each other after every step.

use super::model::{Expect, Known, Met, Model};
use super::script::{Act, Landing};
use super::world::{self, Answer, World, kind, other, own, reference, subscriber};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tansiq_core::desk::*;
use tansiq_core::{EntityId, Timestamp};

pub struct Trial {
    pub world: World,
    pub model: Model,
    pub changed: usize,
}

/// What each live operation meets.
type Picture = BTreeMap<usize, Met>;

impl Trial {
    pub fn new(equals_may: bool) -> Trial {
        let mut world = World::new();
        world.rules = Rules { equal_priority_may_overlap: equals_may };
        Trial { world, model: Model { equals_may, ..Model::default() }, changed: 0 }
    }

    pub fn wait(&mut self, minutes: u64) {
        self.world.now = self.world.now.plus(Duration::from_secs(60 * minutes));
    }

    pub fn step(&mut self, act: &Act) {
        // Shown when a test fails.
        println!("{} µs: {act:?}", self.world.now.0);
        let before = self.model.standing();
        let was_seen = self.world.state.next_notice();
        self.world.events.clear();
        self.carry_out(act);
        self.changed += usize::from(!self.world.events.is_empty());
        self.check_state();
        self.check_notices(&before, was_seen);
    }

    fn carry_out(&mut self, act: &Act) {
        let now = self.world.now;
        match act {
            Act::Begin { n, expect, to, plan } => self.begin(*n, *expect, *to, plan.as_ref()),
            Act::Finish { n, attempt, landing } => self.finish(*n, *attempt, landing),
            Act::Tell { m, caller, now } => self.tell(*m, caller, now.as_ref()),
            Act::TellConstraint { m, caller, now } => {
                let held = self.model.constraints.get(m).map(|held| (held.manager, held.version));
                let expected = judge_telling(caller, held, now.as_ref().map(|now| (now.manager, now.version)));
                let told = now.as_ref().map(|now| Box::new(now.core(*m)));
                let command = Command::TellConstraint { id: other(*m), now: told, rules: self.world.rules };
                assert_eq!(kind(&self.world.ask(caller, command)), expected, "{act:?}");
                match now {
                    Some(now) if expected == "ok" && held.is_none_or(|(_, version)| version < now.version) => {
                        self.model.constraints.insert(*m, now.clone());
                    }
                    None if expected == "ok" => {
                        self.model.constraints.remove(m);
                    }
                    _ => {}
                }
            }
            Act::Learn { .. } => self.learn(act),
            Act::PutArea { m, area } => {
                let windows = area.windows.iter().map(|t| super::cube::span(*t)).collect();
                self.world.put_area(*m, area.kind, &area.layers, windows).unwrap();
                self.model.areas.insert(*m, area.clone());
            }
            Act::RemoveArea { m } => {
                let answer = self.world.ask("planner", Command::RemoveArea { id: other(*m), revision: None });
                assert_eq!(answer.is_ok(), self.model.areas.remove(m).is_some());
            }
            Act::Extend { m, windows } => {
                let spans = windows.iter().map(|t| super::cube::span(*t)).collect();
                let command = Command::ExtendWindows { id: other(*m), windows: spans, until: Timestamp::UNBOUNDED_FUTURE };
                let answer = self.world.ask("desk:areas", command);
                let area = self.model.areas.get_mut(m);
                assert_eq!(answer.is_ok(), area.is_some());
                area.into_iter().for_each(|area| area.windows.clone_from(windows));
            }
            Act::Conformance { n, outside } => {
                let answer = self.world.ask("desk", Command::NoteConformance { id: own(*n), outside: *outside, position: None });
                assert_eq!(answer.is_ok(), self.model.own.contains_key(n));
                if !self.world.events.is_empty() {
                    let operation = self.model.own.get_mut(n).unwrap();
                    assert!(operation.is_live());
                    (operation.revision, operation.changed) = (operation.revision + 1, now);
                }
            }
            Act::Deliver { fails, gives_up } => self.deliver(*fails, *gives_up),
            Act::Sweep { minutes_ago } => {
                let before = now.minus(Duration::from_secs(60 * minutes_ago));
                self.world.ask("desk", Command::Sweep { before }).unwrap();
                self.model.sweep(before);
            }
            Act::SettleOrphan { n } => {
                let answer = self.world.ask("desk", Command::SettleOrphan { id: own(*n) });
                assert_eq!(answer.is_ok(), self.model.orphans.remove(n));
            }
            Act::See => {
                let next = self.world.state.next_notice();
                let answer = self.world.ask("planner", Command::SeeNotices { up_to: next.saturating_sub(1) });
                assert_eq!(answer.is_ok(), next > 0);
            }
        }
    }

    fn begin(&mut self, n: usize, expect: Expect, to: OperationState, plan: Option<&super::model::Plan>) {
        let now = self.world.now;
        let (expected, met) = self.model.begin(n, expect, to, plan, now);
        let expect = match expect {
            Expect::Any => tansiq_core::desk::Expect::Any,
            Expect::New => tansiq_core::desk::Expect::New,
            Expect::Revision(seen) => tansiq_core::desk::Expect::Revision(seen),
        };
        let core = plan.map(super::model::Plan::core);
        let begin = BeginWrite { id: own(n), expect, state: to, plan: core, rules: self.world.rules };
        let answer = self.world.ask("planner", Command::BeginWrite(Box::new(begin)));
        assert_eq!(kind(&answer), expected, "{n} to {to:?} with {plan:?}");
        match answer {
            Ok(Outcome::Begun(begun)) => {
                assert_eq!(as_met(&begun.meetings), met);
                self.check_undeclared_equals(n, &begun);
                self.model.begun(n, to, plan, now);
            }
            Err(Rejection::Meets(meetings)) => {
                assert_eq!(as_met(&meetings), met);
                assert!(meetings[0].weight.blocks(), "what blocks is first");
            }
            _ => {}
        }
    }

    /// No plan is accepted over another of the same priority, unless equals may or it is nothing new.
    fn check_undeclared_equals(&self, n: usize, begun: &Begun) {
        let nominal = matches!(begun.state, OperationState::Accepted | OperationState::Activated);
        for meeting in begun.meetings.iter().filter(|_| nominal && !self.model.equals_may) {
            assert!(!meeting.weight.blocks(), "{n} was accepted with {meeting:?}");
        }
    }

    fn finish(&mut self, n: usize, attempt: u64, landing: &Landing) {
        let now = self.world.now;
        let result = match landing {
            Landing::Landed(to) => {
                let subscribers = to.iter().zip(0..).map(|(to, index)| subscriber(to, "a-subscription", index)).collect();
                WriteResult::Landed { reference: reference(attempt as i32 + 1), subscribers }
            }
            Landing::Refused => WriteResult::Refused { why: "no".into() },
            Landing::Lost => WriteResult::Lost,
            Landing::Unheard => WriteResult::Unheard,
        };
        let answer = self.world.ask("planner", Command::FinishWrite { id: own(n), attempt, result });
        let pending = self.model.own.get(&n).map(|operation| operation.pending.as_ref().map(|pending| pending.attempt));
        let expected = match pending {
            None => "404",
            Some(under_way) if under_way == Some(attempt) => "ok",
            Some(_) => "409",
        };
        assert_eq!(kind(&answer), expected);
        if expected == "ok" {
            match landing {
                Landing::Landed(to) => self.model.landed(n, to, now),
                Landing::Refused => self.model.failed(n, false, now),
                Landing::Lost => self.model.failed(n, true, now),
                Landing::Unheard => {}
            }
            let operation = &self.model.own[&n];
            assert_eq!(answer, Ok(Outcome::Finished { revision: operation.revision, state: operation.state }));
        }
    }

    fn tell(&mut self, m: usize, caller: &'static str, now: Option<&Known>) {
        let held = self.model.known.get(&m);
        let telling = now.map(|now| (now.manager, now.version));
        let expected = judge_telling(caller, held.map(|held| (held.manager, held.version)), telling);
        let news = held.is_none_or(|held| now.is_none_or(|now| held.version < now.version || held.priority.is_none()));
        let answer: Answer = self.world.tell(caller, other(m), now.map(|now| now.core(m)));
        assert_eq!(kind(&answer), expected, "{m} by {caller}: {now:?}");
        match now {
            Some(now) if expected == "ok" && news => self.model.disclosed(m, now.clone()),
            None if expected == "ok" => {
                self.model.known.remove(&m);
            }
            _ => {}
        }
    }

    fn learn(&mut self, act: &Act) {
        let Act::Learn { operations, constraints, gone } = act else { return };
        let found = operations.iter().map(|(m, known)| known.core(*m)).collect();
        let found_constraints = constraints.iter().map(|(m, constraint)| constraint.core(*m)).collect();
        self.world.learn(found, found_constraints, gone.iter().map(|m| other(*m)).collect()).unwrap();
        for m in gone {
            if !operations.iter().any(|(found, _)| found == m) {
                self.model.known.remove(m);
            }
            if !constraints.iter().any(|(found, _)| found == m) {
                self.model.constraints.remove(m);
            }
        }
        // Of several with one id the newest counts, and the last of those.
        for (at, (m, known)) in operations.iter().enumerate() {
            let later = &operations[at + 1..];
            let beaten = later.iter().any(|(n, k)| n == m && k.version >= known.version)
                || operations[..at].iter().any(|(n, k)| n == m && k.version > known.version);
            if !beaten {
                self.model.disclosed(*m, known.clone());
            }
        }
        for (m, constraint) in constraints {
            if self.model.constraints.get(m).is_none_or(|held| held.version <= constraint.version) {
                self.model.constraints.insert(*m, constraint.clone());
            }
        }
    }

    fn deliver(&mut self, fails: bool, gives_up: bool) {
        let now = self.world.now;
        let Some(delivery) = self.world.state.due_deliveries(now).next().cloned() else { return };
        let problem = fails.then(|| "no answer".to_owned());
        let next = (!gives_up).then(|| now.plus(Duration::from_secs(60)));
        self.world.ask("desk:outbox", Command::FinishDelivery { id: delivery.id, problem, next }).unwrap();
        let still = self.world.state.deliveries().any(|waiting| waiting.id == delivery.id);
        assert_eq!(still, fails && next.is_some_and(|next| next <= delivery.until));
        if !still {
            let of = |n: &usize| Subject::Operation(own(*n)) == delivery.subject;
            self.model.deliveries.retain(|(n, to)| !(of(n) && **to == *delivery.to));
        }
    }

    fn check_state(&self) {
        let state = &self.world.state;
        let recorded: Picture = self
            .model
            .own
            .iter()
            .filter(|(_, operation)| operation.is_live())
            .map(|(n, _)| (*n, as_met(state.meetings_of(own(*n)))))
            .collect();
        assert_eq!(recorded, self.model.standing(), "what is recorded is what the plain model finds");
        assert_eq!(state.operations().count(), self.model.own.len());
        for (n, expected) in &self.model.own {
            let operation = state.operation(own(*n)).unwrap();
            assert_eq!((operation.state, operation.revision), (expected.state, expected.revision), "{n}");
            assert_eq!(*operation.plan, expected.plan.core(), "{n}");
            let pending = expected.pending.as_ref().map(|pending| (pending.attempt, pending.state));
            assert_eq!(operation.pending.as_ref().map(|pending| (pending.attempt, pending.state)), pending, "{n}");
        }
        let known: BTreeMap<EntityId, i32> = state.known_operations().map(|known| (known.id, known.version)).collect();
        assert_eq!(known, self.model.known.iter().map(|(m, known)| (other(*m), known.version)).collect());
        let constraints: BTreeSet<EntityId> = state.known_constraints().map(|known| known.id).collect();
        assert_eq!(constraints, self.model.constraints.keys().map(|m| other(*m)).collect());
        let deliveries: BTreeSet<(Subject, &str)> = state.deliveries().map(|waiting| (waiting.subject, &*waiting.to)).collect();
        assert_eq!(deliveries, self.model.deliveries.iter().map(|(n, to)| (Subject::Operation(own(*n)), *to)).collect());
        let orphans: BTreeSet<EntityId> = state.orphans().map(|(id, _)| id).collect();
        assert_eq!(orphans, self.model.orphans.iter().map(|n| own(*n)).collect());
    }

    /// SCD0090, SCD0095: every new meeting is told, and every one that is over; numbers have no gaps.
    fn check_notices(&self, before: &Picture, was_next: u64) {
        let seqs = self.world.state.notices_after(was_next.checked_sub(1)).map(|notice| notice.seq);
        assert!(seqs.eq(was_next..self.world.state.next_notice()), "numbers without gaps");
        let now = self.model.standing();
        let swept = self.world.events.iter().any(|event| matches!(event, Event::OperationForgotten { .. }));
        let by_sweep = swept || !self.world.events.iter().any(|event| matches!(event, Event::Noticed(_)));
        let nothing = Met::new();
        for (n, met) in &now {
            let earlier = before.get(n).unwrap_or(&nothing);
            let new = met.iter().filter(|(key, weight)| earlier.get(*key) != Some(*weight));
            for ((kind, id), weight) in new {
                let told =
                    self.world.noticed().iter().any(|(of, what)| *of == Some(own(*n)) && is_found(what, *kind, *id, *weight));
                assert!(told, "{n} meets {id} and its planner is not told");
            }
            for (kind, id) in earlier.keys().filter(|key| !met.contains_key(*key)) {
                let told = self.world.noticed().contains(&(Some(own(*n)), &NoticeKind::ConflictCleared { other: *id }));
                assert!(told || by_sweep, "{n} does not meet {kind:?} {id} any more and its planner is not told");
            }
        }
    }
}

fn is_found(what: &NoticeKind, kind: OtherKind, id: EntityId, weight: Weight) -> bool {
    match what {
        NoticeKind::ConflictFound { meeting } | NoticeKind::AreaActivated { meeting } => {
            (meeting.kind, meeting.other, meeting.weight) == (kind, id, weight)
        }
        _ => false,
    }
}

fn as_met<'a>(meetings: impl IntoIterator<Item = &'a Meeting>) -> Met {
    world::weights(meetings).into_iter().map(|(kind, id, weight)| ((kind, id), weight)).collect()
}

/// uss-behaviour 7: 403 if the sender does not manage it, 409 for a stale version.
fn judge_telling(caller: &str, held: Option<(&str, i32)>, telling: Option<(&str, i32)>) -> &'static str {
    match (held, telling) {
        (_, Some((manager, _))) if manager != caller => "403",
        (Some((manager, _)), _) if manager != caller => "403",
        (Some((_, held)), Some((_, version))) if version < held => "409",
        _ => "ok",
    }
}
