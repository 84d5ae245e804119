//! The desk written down a second time, as plainly as possible: lists of boxes, and every rule a loop over everything.

use super::cube::{Cube, moment};
use super::world::{other, own};
use std::collections::{BTreeMap, BTreeSet};
use tansiq_core::desk::{AreaKind, OperationState, OtherKind, Weight};
use tansiq_core::{EntityId, Timestamp};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub priority: i64,
    pub volumes: Vec<Cube>,
    pub off_nominal: Vec<Cube>,
    pub authorised: Vec<usize>,
}

impl Plan {
    fn all(&self) -> impl Iterator<Item = &Cube> + Clone {
        self.volumes.iter().chain(&self.off_nominal)
    }
}

#[derive(Clone, Debug)]
pub struct Pending {
    pub attempt: u64,
    pub state: OperationState,
    pub plan: Plan,
}

#[derive(Clone, Debug, Default)]
pub struct Operation {
    pub state: Option<OperationState>,
    pub plan: Plan,
    pub pending: Option<Pending>,
    pub revision: u64,
    pub changed: Timestamp,
}

impl Operation {
    pub fn is_live(&self) -> bool {
        self.state.is_some_and(|state| state != OperationState::Ended)
    }

    fn plans(&self) -> Vec<&Plan> {
        let coming = self.pending.as_ref().filter(|pending| pending.state != OperationState::Ended);
        self.is_live().then_some(&self.plan).into_iter().chain(coming.map(|pending| &pending.plan)).collect()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    pub manager: &'static str,
    pub version: i32,
    pub state: OperationState,
    /// Of a peer that is Down: none, and where the DSS found it.
    pub priority: Option<i64>,
    pub cubes: Vec<Cube>,
    pub off_nominal: Vec<Cube>,
    pub t: (i64, i64),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    pub manager: &'static str,
    pub version: i32,
    pub kind: AreaKind,
    pub cubes: Vec<Cube>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    pub kind: AreaKind,
    pub layers: Vec<Cube>,
    pub windows: Vec<(i64, i64)>,
}

#[derive(Clone, Copy, Debug)]
pub enum Expect {
    Any,
    New,
    Revision(u64),
}

/// What is met: whose, of what kind, which.
pub type Met = BTreeMap<(OtherKind, EntityId), Weight>;

#[derive(Debug, Default)]
pub struct Model {
    pub own: BTreeMap<usize, Operation>,
    pub known: BTreeMap<usize, Known>,
    pub constraints: BTreeMap<usize, Constraint>,
    pub areas: BTreeMap<usize, Area>,
    pub orphans: BTreeSet<usize>,
    /// Whom to tell of which operation.
    pub deliveries: BTreeSet<(usize, &'static str)>,
    pub next_attempt: u64,
    pub equals_may: bool,
}

/// The transitions of uss-behaviour 2.
const TRANSITIONS: [(OperationState, &[OperationState]); 5] = {
    use OperationState::*;
    [
        (Accepted, &[Accepted, Activated, Nonconforming, Contingent, Ended]),
        (Activated, &[Activated, Nonconforming, Contingent, Ended]),
        (Nonconforming, &[Nonconforming, Activated, Contingent, Ended]),
        (Contingent, &[Contingent, Ended]),
        (Ended, &[]),
    ]
};

fn meets<'a>(a: impl IntoIterator<Item = &'a Cube>, b: impl IntoIterator<Item = &'a Cube> + Clone) -> bool {
    a.into_iter().any(|a| b.clone().into_iter().any(|b| a.overlaps(b)))
}

impl Model {
    /// The answer to a write: its kind, and what the plan meets.
    pub fn begin(
        &self,
        n: usize,
        expect: Expect,
        to: OperationState,
        plan: Option<&Plan>,
        now: Timestamp,
    ) -> (&'static str, Met) {
        let refused = |kind| (kind, Met::new());
        let operation = self.own.get(&n);
        match (expect, operation) {
            (Expect::New, Some(operation)) if operation.state.is_some() || operation.pending.is_some() => return refused("409"),
            (Expect::Revision(_), None) => return refused("404"),
            (Expect::Revision(seen), Some(operation)) if operation.revision != seen => return refused("409"),
            _ => {}
        }
        let state = operation.and_then(|operation| operation.state);
        if operation.is_some_and(|operation| operation.pending.is_some()) || state == Some(OperationState::Ended) {
            return refused("409");
        }
        if operation.is_none() && to == OperationState::Ended {
            return refused("404");
        }
        let allowed = match state {
            None => to == OperationState::Accepted,
            Some(state) => TRANSITIONS.iter().any(|(from, next)| *from == state && next.contains(&to)),
        };
        if !allowed {
            return refused("transition");
        }
        let current = operation.filter(|operation| operation.is_live()).map(|operation| &operation.plan);
        let given = plan.filter(|_| to != OperationState::Ended);
        let Some(plan) = given.or(current) else { return refused("404") };
        if !is_valid(plan, to, now) {
            return refused("400");
        }
        if !matches!(to, OperationState::Accepted | OperationState::Activated) {
            return ("ok", Met::new());
        }
        let in_use =
            matches!(state, Some(OperationState::Activated | OperationState::Nonconforming)) && to == OperationState::Activated;
        let used = operation.filter(|_| in_use).map(|operation| &operation.plan);
        let met = self.met(n, plan, used, true);
        let blocked = met.values().any(|weight| weight.blocks());
        (if blocked { "meets" } else { "ok" }, met)
    }

    /// Everything a plan meets.
    fn met(&self, n: usize, plan: &Plan, used: Option<&Plan>, with_coming: bool) -> Met {
        let mut met = Met::new();
        for (m, operation) in self.own.iter().filter(|(m, _)| **m != n) {
            let standing = || operation.is_live().then_some(&operation.plan).into_iter().collect();
            let plans: Vec<&Plan> = if with_coming { operation.plans() } else { standing() };
            for theirs in plans.into_iter().filter(|theirs| meets(plan.all(), theirs.all())) {
                let weigh = |plan: &Plan| self.by_priority(plan.priority, theirs.priority);
                let weight = unless_already(plan, used, weigh, theirs.all());
                met.entry((OtherKind::OwnOperation, own(*m))).and_modify(|old| *old = weight.min(*old)).or_insert(weight);
            }
        }
        for (m, known) in &self.known {
            let cubes = || known.cubes.iter().chain(&known.off_nominal);
            let weigh = |plan: &Plan| match known.priority {
                Some(priority) => self.by_priority(plan.priority, priority),
                None if known.state == OperationState::Accepted => Weight::HigherPriority,
                None => Weight::LowerPriority,
            };
            if meets(plan.all(), cubes()) {
                met.insert((OtherKind::PeerOperation, other(*m)), unless_already(plan, used, weigh, cubes()));
            }
        }
        for (m, constraint) in &self.constraints {
            if meets(plan.all(), &constraint.cubes) {
                let weight = unless_already(plan, used, |plan| by_kind(plan, constraint.kind, *m), &constraint.cubes);
                met.insert((OtherKind::Constraint, other(*m)), weight);
            }
        }
        for (m, area) in &self.areas {
            let active: Vec<Cube> =
                area.windows.iter().flat_map(|t| area.layers.iter().map(|layer| Cube { t: *t, ..*layer })).collect();
            if meets(plan.all(), &active) {
                let weight = unless_already(plan, used, |plan| by_kind(plan, area.kind, *m), &active);
                met.insert((OtherKind::Area, other(*m)), weight);
            }
        }
        met
    }

    fn by_priority(&self, own: i64, theirs: i64) -> Weight {
        if own > theirs {
            Weight::HigherPriority
        } else if own < theirs {
            Weight::LowerPriority
        } else if self.equals_may {
            Weight::EqualPermitted
        } else {
            Weight::EqualPriority
        }
    }

    /// What every live operation meets of what others can know.
    pub fn standing(&self) -> BTreeMap<usize, Met> {
        let live = self.own.iter().filter(|(_, operation)| operation.is_live());
        live.map(|(n, operation)| (*n, self.met(*n, &operation.plan, None, false))).collect()
    }

    pub fn begun(&mut self, n: usize, to: OperationState, plan: Option<&Plan>, now: Timestamp) {
        let given = plan.filter(|_| to != OperationState::Ended);
        let operation = self.own.entry(n).or_default();
        if operation.state.is_none() {
            operation.plan = given.cloned().unwrap_or_default();
        }
        let plan = given.unwrap_or(&operation.plan).clone();
        operation.pending = Some(Pending { attempt: self.next_attempt, state: to, plan });
        operation.revision += 1;
        operation.changed = now;
        self.next_attempt += 1;
    }

    pub fn landed(&mut self, n: usize, subscribers: &[&'static str], now: Timestamp) {
        let operation = self.own.get_mut(&n).unwrap();
        let pending = operation.pending.take().unwrap();
        (operation.state, operation.plan) = (Some(pending.state), pending.plan);
        operation.revision += 1;
        operation.changed = now;
        self.orphans.remove(&n);
        self.deliveries.extend(subscribers.iter().map(|to| (n, *to)));
    }

    pub fn failed(&mut self, n: usize, may_arrive: bool, now: Timestamp) {
        let operation = self.own.get_mut(&n).unwrap();
        operation.pending = None;
        operation.revision += 1;
        operation.changed = now;
        if may_arrive {
            self.orphans.insert(n);
        }
    }

    /// Takes what was disclosed of a peer's operation, unless more is known.
    pub fn disclosed(&mut self, m: usize, mut now: Known) {
        let clipped = |cube: &Cube| Cube { t: (cube.t.0.max(now.t.0), cube.t.1.min(now.t.1)), ..*cube };
        if now.priority.is_none() {
            now.cubes = now.cubes.iter().map(clipped).filter(|cube| cube.t.0 <= cube.t.1).collect();
        }
        match self.known.get_mut(&m) {
            Some(held) if held.version > now.version => {}
            Some(held) if held.version == now.version && held.priority.is_some() && now.priority.is_none() => {}
            Some(held) if held.version == now.version && held.priority.is_none() && now.priority.is_none() => {
                let new: Vec<Cube> = now.cubes.into_iter().filter(|cube| !held.cubes.contains(cube)).collect();
                let before = held.cubes.clone();
                *held = Known { cubes: before.into_iter().chain(new).collect(), ..now };
            }
            _ => {
                self.known.insert(m, now);
            }
        }
    }

    pub fn sweep(&mut self, before: Timestamp) {
        let (orphans, deliveries) = (&self.orphans, &self.deliveries);
        self.own.retain(|n, operation| {
            let over = operation.pending.is_none() && !operation.is_live() && operation.changed < before;
            !over || orphans.contains(n) || deliveries.iter().any(|(of, _)| of == n)
        });
        let last = |cubes: &[Cube]| cubes.iter().map(|cube| cube.t.1).max();
        self.known.retain(|_, known| {
            let volumes = last(&known.cubes).max(last(&known.off_nominal)).unwrap_or(i64::MIN);
            moment(known.t.1.max(volumes)) >= before
        });
        self.constraints.retain(|_, constraint| last(&constraint.cubes).is_some_and(|end| moment(end) >= before));
    }
}

fn by_kind(plan: &Plan, kind: AreaKind, m: usize) -> Weight {
    match kind {
        AreaKind::Prohibited => Weight::Prohibited,
        AreaKind::RequiresAuthorisation if plan.authorised.contains(&m) => Weight::Authorised,
        AreaKind::RequiresAuthorisation => Weight::Unauthorised,
        _ => Weight::Advises,
    }
}

/// An operation in use keeps what its volumes meet, unless it was permitted that and now would not be.
fn unless_already<'a>(
    plan: &Plan,
    used: Option<&'a Plan>,
    weigh: impl Fn(&Plan) -> Weight,
    theirs: impl IntoIterator<Item = &'a Cube> + Clone,
) -> Weight {
    let already = used.is_some_and(|used| weigh(used).blocks() && meets(&used.volumes, theirs));
    if weigh(plan).blocks() && already { Weight::Already } else { weigh(plan) }
}

fn is_valid(plan: &Plan, to: OperationState, now: Timestamp) -> bool {
    match to {
        OperationState::Accepted | OperationState::Activated => {
            let active = |cube: &Cube| moment(cube.t.0) <= now && now <= moment(cube.t.1);
            plan.off_nominal.is_empty()
                && plan.volumes.iter().any(|cube| moment(cube.t.1) > now)
                && (to == OperationState::Accepted || plan.volumes.iter().any(active))
        }
        OperationState::Nonconforming => plan.all().next().is_some(),
        OperationState::Contingent => !plan.off_nominal.is_empty(),
        OperationState::Ended => true,
    }
}
