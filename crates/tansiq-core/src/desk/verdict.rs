//! Plans held against all that the desk knows: exact overlaps, and what each means.
//!
//! The geometry is `tansiq-geo`'s. Here is decided who has precedence (F3548-21 SCD0015 to SCD0070 and
//! `OperationalIntentDetails.priority`): higher priority may overlap lower, lower may not overlap higher, equals as the
//! rules say; a change of an operation in use may keep the overlaps it has. Areas block, ask for an authorisation or warn.

use super::bounds::{MAX_MEETINGS, MAX_PAIRS};
use super::command::Rules;
use super::entities::{
    Area, AreaKind, Disclosure, Known, KnownConstraint, Meeting, Operation, OperationState, OtherKind, Pair, Plan, Weight,
};
use super::state::State;
use super::volumes::{Certain, Volumes, heights, span};
use crate::{EntityId, Heights, Name};
use std::borrow::Cow;
use tansiq_geo::{Conflict, Overlap, TOUCH_M, Verdict, Volume, conflicts, overlap};

/// A plan that is held against what is known.
#[derive(Clone, Copy)]
pub struct Probe<'a> {
    /// The operation that the plan is for: it does not meet itself.
    pub id: Option<EntityId>,
    /// The plan.
    pub plan: &'a Plan,
    /// The plan that is in use now, if one is: what it meets may stay.
    pub in_use: Option<&'a Plan>,
    /// How verdicts are weighed.
    pub rules: Rules,
}

/// Where two lists of volumes overlap: at most [`MAX_PAIRS`], deepest first, and how many there are.
#[derive(Debug, Default)]
struct Overlaps {
    pairs: Vec<Pair>,
    total: u32,
    certain: bool,
}

impl Overlaps {
    fn add(&mut self, pair: Pair) {
        self.total = self.total.saturating_add(1);
        self.certain |= pair.certain;
        let at = self.pairs.partition_point(|known| known.horizontal_m >= pair.horizontal_m);
        self.pairs.insert(at, pair);
        self.pairs.truncate(MAX_PAIRS);
    }
}

impl State {
    /// Everything that a plan meets, what blocks it first; at most [`MAX_MEETINGS`].
    pub fn meetings(&self, probe: Probe<'_>) -> Vec<Meeting> {
        let own = self.operations().filter_map(|other| meeting_with_own(probe, other));
        let peers = self.known_operations().filter_map(|other| meeting_with_known(probe, other));
        let areas = self.areas().filter_map(|area| meeting_with_area(probe, area));
        let constraints = self.known_constraints().filter_map(|other| meeting_with_constraint(probe, other));
        let mut found: Vec<Meeting> = own.chain(peers).chain(areas).chain(constraints).collect();
        found.sort_by_key(|meeting| (!meeting.weight.blocks(), !meeting.certain, meeting.weight, meeting.other));
        found.truncate(MAX_MEETINGS);
        found
    }

    /// The volumes that a plan may not overlap, wherever it is moved in time or height: what alternatives are sought around.
    pub fn blockers(&self, probe: Probe<'_>) -> Vec<Cow<'_, Volume>> {
        let mut found = Vec::new();
        for other in self.operations().filter(|other| Some(other.id) != probe.id && !other.is_over()) {
            for plan in plans(other).filter(|plan| by_priority(probe, plan.priority).blocks()) {
                found.extend(all(&plan.volumes, &plan.off_nominal).map(Cow::Borrowed));
            }
        }
        for other in self.known_operations() {
            match &other.disclosure {
                Disclosure::Told { priority, volumes, off_nominal, .. } if by_priority(probe, *priority).blocks() => {
                    found.extend(all(volumes, off_nominal).map(Cow::Borrowed));
                }
                Disclosure::Withheld { within } if withheld(other.state).blocks() => {
                    found.extend(within.as_slice().iter().map(Cow::Borrowed));
                }
                _ => {}
            }
        }
        for other in self.known_constraints().filter(|other| by_kind(probe, other.kind, other.id).blocks()) {
            found.extend(other.volumes.as_slice().iter().map(Cow::Borrowed));
        }
        for area in self.areas().filter(|area| by_kind(probe, area.kind, area.id).blocks()) {
            let times = area.windows.iter().flat_map(|window| area.layers.as_slice().iter().map(move |layer| (layer, window)));
            let timed = times.filter_map(|(layer, window)| layer.clone().between_times(window.start.0, window.end.0).ok());
            found.extend(timed.map(Cow::Owned));
        }
        found
    }
}

/// Volumes first, then off-nominal ones, as [`Pair`] counts them.
fn all<'a>(volumes: &'a Volumes, off_nominal: &'a Volumes) -> impl Iterator<Item = &'a Volume> {
    volumes.as_slice().iter().chain(off_nominal.as_slice())
}

/// What another operation of this desk may be in: as accepted, and as it is about to be.
fn plans(operation: &Operation) -> impl Iterator<Item = &Plan> {
    let ending = operation.pending.as_ref().filter(|pending| pending.state != OperationState::Ended);
    operation.is_live().then_some(&*operation.plan).into_iter().chain(ending.map(|pending| &*pending.plan))
}

/// How a plan meets another operation of this desk.
pub fn meeting_with_own(probe: Probe<'_>, other: &Operation) -> Option<Meeting> {
    if Some(other.id) == probe.id {
        return None;
    }
    let mut weight = None;
    let mut overlaps = Overlaps::default();
    for plan in plans(other) {
        let before = overlaps.total;
        overlap_plans(probe.plan, &plan.volumes, &plan.off_nominal, &mut overlaps);
        if overlaps.total > before {
            let met = || met_already(probe, &plan.volumes, &plan.off_nominal);
            let this = unless_already(by_priority(probe, plan.priority), met);
            weight = Some(weight.map_or(this, |weight: Weight| weight.min(this)));
        }
    }
    Some(Meeting {
        name: Some(other.plan.name.clone()).filter(|name| !name.is_empty()),
        ..meeting(OtherKind::OwnOperation, other.id, weight?, overlaps)
    })
}

/// How a plan meets a peer's operation.
pub fn meeting_with_known(probe: Probe<'_>, other: &Known) -> Option<Meeting> {
    let mut overlaps = Overlaps::default();
    let weight = match &other.disclosure {
        Disclosure::Told { priority, volumes, off_nominal, .. } => {
            overlap_plans(probe.plan, volumes, off_nominal, &mut overlaps);
            unless_already(by_priority(probe, *priority), || met_already(probe, volumes, off_nominal))
        }
        Disclosure::Withheld { within } => {
            overlap_plans(probe.plan, within, &Volumes::default(), &mut overlaps);
            unless_already(withheld(other.state), || met_already(probe, within, &Volumes::default()))
        }
    };
    (overlaps.total > 0).then(|| Meeting {
        manager: Some(other.manager.clone()),
        ..meeting(OtherKind::PeerOperation, other.id, weight, overlaps)
    })
}

/// How a plan meets another party's constraint.
pub fn meeting_with_constraint(probe: Probe<'_>, other: &KnownConstraint) -> Option<Meeting> {
    let mut overlaps = Overlaps::default();
    overlap_plans(probe.plan, &other.volumes, &Volumes::default(), &mut overlaps);
    let weight = || {
        let met = || met_already(probe, &other.volumes, &Volumes::default());
        unless_already(by_kind(probe, other.kind, other.id), met)
    };
    (overlaps.total > 0).then(|| Meeting {
        manager: Some(other.manager.clone()),
        name: Some(other.name.clone()).filter(|name| !name.is_empty()),
        ..meeting(OtherKind::Constraint, other.id, weight(), overlaps)
    })
}

/// How a plan meets an area of this desk while the area is active.
pub fn meeting_with_area(probe: Probe<'_>, area: &Area) -> Option<Meeting> {
    let mut overlaps = Overlaps::default();
    overlap_area(probe.plan, area, &mut overlaps);
    let weight = || {
        let met = || {
            let mut overlaps = Overlaps::default();
            probe.in_use.inspect(|plan| overlap_area(plan, area, &mut overlaps));
            overlaps.total > 0
        };
        unless_already(by_kind(probe, area.kind, area.id), met)
    };
    (overlaps.total > 0)
        .then(|| Meeting { name: Some(area.name.clone()), ..meeting(OtherKind::Area, area.id, weight(), overlaps) })
}

fn meeting(kind: OtherKind, other: EntityId, weight: Weight, overlaps: Overlaps) -> Meeting {
    let Overlaps { pairs, total, certain } = overlaps;
    Meeting { kind, other, manager: None::<Name>, name: None, weight, pairs, pairs_total: total, certain }
}

/// SCD0040 and following: who has precedence.
fn by_priority(probe: Probe<'_>, other: i64) -> Weight {
    match probe.plan.priority.cmp(&other) {
        std::cmp::Ordering::Greater => Weight::HigherPriority,
        std::cmp::Ordering::Less => Weight::LowerPriority,
        std::cmp::Ordering::Equal if probe.rules.equal_priority_may_overlap => Weight::EqualPermitted,
        std::cmp::Ordering::Equal => Weight::EqualPriority,
    }
}

/// A peer that is Down: what it only planned counts lowest, what it flies highest.
fn withheld(state: OperationState) -> Weight {
    if state == OperationState::Accepted { Weight::HigherPriority } else { Weight::LowerPriority }
}

fn by_kind(probe: Probe<'_>, kind: AreaKind, id: EntityId) -> Weight {
    match kind {
        AreaKind::Prohibited => Weight::Prohibited,
        AreaKind::RequiresAuthorisation if probe.plan.authorisations.contains(&id) => Weight::Authorised,
        AreaKind::RequiresAuthorisation => Weight::Unauthorised,
        AreaKind::Conditional | AreaKind::Advisory => Weight::Advises,
    }
}

fn unless_already(weight: Weight, met: impl FnOnce() -> bool) -> Weight {
    if weight.blocks() && met() { Weight::Already } else { weight }
}

fn met_already(probe: Probe<'_>, volumes: &Volumes, off_nominal: &Volumes) -> bool {
    let Some(in_use) = probe.in_use else { return false };
    let mut overlaps = Overlaps::default();
    overlap_plans(in_use, volumes, off_nominal, &mut overlaps);
    overlaps.total > 0
}

fn overlap_plans(plan: &Plan, volumes: &Volumes, off_nominal: &Volumes, into: &mut Overlaps) {
    for (own, own_from) in [(&plan.volumes, 0), (&plan.off_nominal, plan.volumes.len())] {
        for (other, other_from) in [(volumes, 0), (off_nominal, volumes.len())] {
            if !may_meet(own, other) {
                continue;
            }
            for conflict in conflicts(own.as_slice(), other.as_slice()) {
                let (a, b) = (&own.as_slice()[conflict.first], &other.as_slice()[conflict.second]);
                let certain = surely(a, own.certain(conflict.first), b, other.certain(conflict.second));
                let from = a.start_us().max(b.start_us());
                let shifted =
                    Conflict { first: conflict.first + own_from, second: conflict.second + other_from, overlap: conflict.overlap };
                into.add(Pair::of(&shifted, from, certain));
            }
        }
    }
}

/// A cheap look before the exact one.
fn may_meet(a: &Volumes, b: &Volumes) -> bool {
    match (a.span(), b.span(), a.heights(), b.heights()) {
        (Some(a_span), Some(b_span), Some(a_heights), Some(b_heights)) => {
            a_span.overlaps(&b_span) && a_heights.overlaps(&b_heights)
        }
        _ => false,
    }
}

/// An area's layers are held against the plan at all times; then its windows say when that counts.
fn overlap_area(plan: &Plan, area: &Area, into: &mut Overlaps) {
    let plan_volumes = plan.volumes.iter().chain(plan.off_nominal.iter());
    for (own, (volume, certain)) in plan_volumes.enumerate() {
        let when = span(volume);
        let mut active = area.windows.iter().filter(|window| window.start < when.end && when.start < window.end).peekable();
        if active.peek().is_none() {
            continue;
        }
        let active: Vec<_> = active.collect();
        for (index, (layer, layer_certain)) in area.layers.iter().enumerate() {
            let Verdict::Overlap(found) = overlap(volume, layer) else { continue };
            let from = active[0].start.max(when.start);
            let common = |window: &&crate::Span| window.end.min(when.end).0.saturating_sub(window.start.max(when.start).0);
            let seconds = active.iter().map(common).fold(0, i64::saturating_add) as f64 / 1e6;
            let conflict = Conflict { first: own, second: index, overlap: Overlap { seconds, ..found } };
            into.add(Pair::of(&conflict, from.0, surely(volume, certain, layer, layer_certain)));
        }
    }
}

/// Whether the parts of two volumes that are surely meant overlap in height.
fn surely(a: &Volume, a_certain: Certain, b: &Volume, b_certain: Certain) -> bool {
    let sure = |volume: &Volume, certain: Certain| match certain {
        Certain::Exact => Some(heights(volume)),
        Certain::Within(heights) => Some(heights),
        Certain::Nowhere => None,
    };
    let (Some(a), Some(b)) = (sure(a, a_certain), sure(b, b_certain)) else { return false };
    let common: Heights = Heights { lower: a.lower.max(b.lower), upper: a.upper.min(b.upper) };
    common.upper - common.lower > TOUCH_M
}

#[cfg(test)]
#[path = "verdict_tests.rs"]
mod tests;
