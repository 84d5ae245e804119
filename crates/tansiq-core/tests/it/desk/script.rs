//! Turns bytes into commands of a small world: few ids, boxes that often meet, mostly what succeeds.

use super::cube::{Cube, span, volumes};
use super::model::{Area, Constraint, Expect, Known, Model, Plan};
use super::world::{constraint, known, other};
use crate::script::Choices;
use tansiq_core::desk::{self, AreaKind, Disclosure, OperationState};

pub const OWN: usize = 4;
pub const OTHERS: usize = 3;
const PEERS: [&str; 2] = ["peer", "rival"];
const SUBSCRIBERS: [&str; 2] = ["https://near.example", "https://far.example"];

#[derive(Clone, Debug)]
pub enum Landing {
    Landed(Vec<&'static str>),
    Refused,
    Lost,
    Unheard,
}

/// What is asked, in terms of the model.
#[derive(Clone, Debug)]
pub enum Act {
    Begin { n: usize, expect: Expect, to: OperationState, plan: Option<Plan> },
    Finish { n: usize, attempt: u64, landing: Landing },
    Tell { m: usize, caller: &'static str, now: Option<Known> },
    TellConstraint { m: usize, caller: &'static str, now: Option<Constraint> },
    Learn { operations: Vec<(usize, Known)>, constraints: Vec<(usize, Constraint)>, gone: Vec<usize> },
    PutArea { m: usize, area: Area },
    RemoveArea { m: usize },
    Extend { m: usize, windows: Vec<(i64, i64)> },
    Conformance { n: usize, outside: bool },
    Deliver { fails: bool, gives_up: bool },
    Sweep { minutes_ago: u64 },
    SettleOrphan { n: usize },
    See,
}

pub fn act(c: &mut Choices, model: &Model) -> Act {
    match c.pick(32) {
        0..=10 => begin(c, model),
        11..=17 => finish(c, model),
        18..=20 => tell(c, model),
        21 => {
            let m = c.pick(OTHERS);
            let version = version(c, model.constraints.get(&m).map_or(0, |held| held.version));
            let now = (c.pick(3) != 2).then(|| some_constraint(c, version));
            Act::TellConstraint { m, caller: PEERS[usize::from(c.pick(8) == 7)], now }
        }
        22..=24 => learn(c, model),
        25 | 26 => Act::PutArea { m: c.pick(OTHERS), area: Area { kind: kind(c), layers: cubes(c, 2), windows: windows(c) } },
        27 => match c.pick(3) {
            0 => Act::RemoveArea { m: c.pick(OTHERS) },
            _ => Act::Extend { m: c.pick(OTHERS), windows: windows(c) },
        },
        28 => Act::Conformance { n: c.pick(OWN), outside: c.pick(2) == 0 },
        29 => Act::Deliver { fails: c.pick(2) == 0, gives_up: c.pick(2) == 0 },
        30 => Act::Sweep { minutes_ago: [0, 20][c.pick(2)] },
        _ if c.pick(2) == 0 => Act::SettleOrphan { n: c.pick(OWN) },
        _ => Act::See,
    }
}

fn begin(c: &mut Choices, model: &Model) -> Act {
    use OperationState::*;
    let n = c.pick(OWN);
    let revision = model.own.get(&n).map_or(0, |operation| operation.revision);
    let expect = match c.pick(8) {
        0 => Expect::New,
        1 => Expect::Revision(revision),
        2 => Expect::Revision(revision + 1),
        _ => Expect::Any,
    };
    let fresh = model.own.get(&n).is_none_or(|operation| operation.state.is_none());
    let to = if fresh && c.pick(8) != 7 {
        Accepted
    } else {
        [Accepted, Activated, Activated, Activated, Nonconforming, Contingent, Ended][c.pick(7)]
    };
    let plan = (fresh || c.pick(3) != 0).then(|| Plan {
        priority: c.pick(3) as i64 - 1,
        volumes: cubes(c, 3),
        off_nominal: if to == Nonconforming || to == Contingent || c.pick(16) == 15 { cubes(c, 2) } else { Vec::new() },
        authorised: if c.pick(3) == 0 { vec![c.pick(OTHERS)] } else { Vec::new() },
    });
    Act::Begin { n, expect, to, plan }
}

fn finish(c: &mut Choices, model: &Model) -> Act {
    let pending: Vec<_> = model.own.iter().filter_map(|(n, operation)| Some((*n, operation.pending.as_ref()?.attempt))).collect();
    let (n, attempt) = if pending.is_empty() { (c.pick(OWN), 0) } else { pending[c.pick(pending.len())] };
    let attempt = if c.pick(16) == 15 { attempt + 1 } else { attempt };
    let landing = match c.pick(8) {
        0 => Landing::Refused,
        1 => Landing::Lost,
        2 => Landing::Unheard,
        _ => Landing::Landed((0..c.pick(3)).map(|_| SUBSCRIBERS[c.pick(2)]).collect()),
    };
    Act::Finish { n, attempt, landing }
}

fn tell(c: &mut Choices, model: &Model) -> Act {
    let m = c.pick(OTHERS);
    let version = version(c, model.known.get(&m).map_or(0, |held| held.version));
    let now = (c.pick(4) != 3).then(|| some_operation(c, version, true));
    Act::Tell { m, caller: PEERS[usize::from(c.pick(8) == 7)], now }
}

fn learn(c: &mut Choices, model: &Model) -> Act {
    let operations = (0..c.pick(3)).map(|_| {
        let m = c.pick(OTHERS);
        let version = version(c, model.known.get(&m).map_or(0, |held| held.version));
        let told = c.pick(2) == 0;
        (m, some_operation(c, version, told))
    });
    let operations = operations.collect();
    let constraints = (0..c.pick(2)).map(|_| {
        let m = c.pick(OTHERS);
        let version = version(c, model.constraints.get(&m).map_or(0, |held| held.version));
        (m, some_constraint(c, version))
    });
    let constraints = constraints.collect();
    Act::Learn { operations, constraints, gone: (0..c.pick(2)).map(|_| c.pick(OTHERS)).collect() }
}

/// Mostly the next one; sometimes the same, an older or a later one.
fn version(c: &mut Choices, held: i32) -> i32 {
    (held + [1, 1, 1, 0, 0, -1, 2][c.pick(7)]).max(1)
}

fn some_operation(c: &mut Choices, version: i32, told: bool) -> Known {
    use OperationState::*;
    let cubes = cubes(c, 2);
    let state = [Accepted, Activated, Nonconforming, Contingent][c.pick(4)];
    let hull = (cubes.iter().map(|cube| cube.t.0).min().unwrap_or(0), cubes.iter().map(|cube| cube.t.1).max().unwrap_or(1));
    Known {
        manager: PEERS[usize::from(c.pick(16) == 15)],
        version,
        state,
        priority: told.then(|| c.pick(3) as i64 - 1),
        off_nominal: if told && state == Contingent { vec![cube(c)] } else { Vec::new() },
        // Of one that is Down the reference tells less than the area that was searched.
        t: if told { hull } else { (hull.0 + c.pick(2) as i64, hull.1) },
        cubes,
    }
}

fn some_constraint(c: &mut Choices, version: i32) -> Constraint {
    Constraint { manager: PEERS[usize::from(c.pick(16) == 15)], version, kind: kind(c), cubes: cubes(c, 2) }
}

fn kind(c: &mut Choices) -> AreaKind {
    [AreaKind::Advisory, AreaKind::RequiresAuthorisation, AreaKind::Prohibited, AreaKind::Conditional][c.pick(4)]
}

fn cubes(c: &mut Choices, most: usize) -> Vec<Cube> {
    (0..1 + c.pick(most)).map(|_| cube(c)).collect()
}

fn cube(c: &mut Choices) -> Cube {
    let (x, y, z, t) = (c.pick(5) as i32, c.pick(4) as i32, c.pick(3) as i32, c.pick(6) as i64);
    Cube {
        x: (x, x + 1 + c.pick(2) as i32),
        y: (y, y + 1 + c.pick(2) as i32),
        z: (z, z + 1 + c.pick(2) as i32),
        t: (t, t + 1 + c.pick(4) as i64),
    }
}

fn windows(c: &mut Choices) -> Vec<(i64, i64)> {
    [vec![], vec![(0, 20)], vec![(0, 2), (4, 5)], vec![(1, 2)], vec![(3, 4), (6, 9)]][c.pick(5)].clone()
}

impl Known {
    pub fn core(&self, m: usize) -> desk::Known {
        let told = known(m, self.version, self.priority.unwrap_or(0), &self.cubes);
        let disclosure = match (self.priority, told.disclosure) {
            (Some(_), Disclosure::Told { ovn, priority, volumes: nominal, .. }) => {
                Disclosure::Told { ovn, priority, volumes: nominal, off_nominal: volumes(&self.off_nominal) }
            }
            _ => Disclosure::Withheld { within: volumes(&self.cubes) },
        };
        desk::Known { manager: self.manager.into(), state: self.state, span: span(self.t), disclosure, ..told }
    }
}

impl Constraint {
    pub fn core(&self, m: usize) -> desk::KnownConstraint {
        desk::KnownConstraint { manager: self.manager.into(), ..constraint(m, self.version, self.kind, &self.cubes) }
    }
}

impl Plan {
    pub fn core(&self) -> desk::Plan {
        desk::Plan {
            priority: self.priority,
            volumes: volumes(&self.volumes),
            off_nominal: volumes(&self.off_nominal),
            authorisations: self.authorised.iter().map(|m| other(*m)).collect(),
            ..desk::Plan::default()
        }
    }
}
