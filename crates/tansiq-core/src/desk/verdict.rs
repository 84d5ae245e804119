//! Plans held against all that the desk knows, and what each overlap means.
//!
//! Where volumes overlap is found in [`super::overlaps`]. Here is decided who has precedence (F3548-21 SCD0015 to SCD0070
//! and `OperationalIntentDetails.priority`): higher priority may overlap lower, lower may not overlap higher, equals as the
//! rules say; a change of an operation in use may keep the overlaps it has. Areas block, ask for an authorisation or warn.

use super::bounds::{MAX_MEETINGS, MAX_TEXT_BYTES};
use super::command::Rules;
use super::decide::shortened;
use super::entities::{
    Area, AreaKind, Disclosure, Known, KnownConstraint, Meeting, Operation, OperationState, OtherKind, Plan, Weight,
};
use super::overlaps::{self, Overlaps};
use super::place::{Place, Sought};
use super::state::State;
use super::volumes::Volumes;
use crate::{EntityId, Name};

/// A plan that is held against what is known.
#[derive(Clone, Copy)]
pub struct Probe<'a> {
    /// The operation that the plan is for: it does not meet itself.
    pub id: Option<EntityId>,
    /// The plan.
    pub plan: &'a Plan,
    /// The plan that is in use now, if one is: what its volumes meet may stay, unless the change makes it a worse meeting.
    pub in_use: Option<&'a Plan>,
    /// How verdicts are weighed.
    pub rules: Rules,
}

impl Plan {
    pub(crate) fn sought(&self) -> Sought {
        Sought::new(self.volumes.places().iter().chain(self.off_nominal.places()).copied())
    }
}

impl State {
    /// Everything that a plan meets, what blocks it first; at most [`MAX_MEETINGS`]. Other operations of this desk are held
    /// against it as they are and as they are about to be.
    pub fn meetings(&self, probe: Probe<'_>) -> Vec<Meeting> {
        let mut found = self.all_meetings(probe, meeting_with_own);
        found.truncate(MAX_MEETINGS);
        found
    }

    /// Everything that a plan meets of what others can know: what of it is recorded. What blocks it is first.
    pub(super) fn standing_meetings(&self, probe: Probe<'_>) -> Vec<Meeting> {
        self.all_meetings(probe, meeting_with_standing)
    }

    /// What a plan meets of what others disclosed, in no order: peers' operations and others' constraints.
    pub fn meetings_with_others(&self, probe: Probe<'_>) -> Vec<Meeting> {
        self.with_others(probe, &probe.plan.sought())
    }

    fn with_others(&self, probe: Probe<'_>, sought: &Sought) -> Vec<Meeting> {
        let near = |place: &Place| sought.any(|own| own.may_meet(place));
        let peers = self.index.known.that(near);
        let peers = peers.iter().filter_map(|id| meeting_with_known(probe, self.known.get(id)?));
        let constraints = self.index.known_constraints.that(near);
        let constraints = constraints.iter().filter_map(|id| meeting_with_constraint(probe, self.known_constraints.get(id)?));
        peers.chain(constraints).collect()
    }

    fn all_meetings(&self, probe: Probe<'_>, with_own: impl Fn(Probe<'_>, &Operation) -> Option<Meeting>) -> Vec<Meeting> {
        let sought = probe.plan.sought();
        let near = |place: &Place| sought.any(|own| own.may_meet(place));
        let mut own: Vec<EntityId> = self.index.own.that(near).into_iter().map(|(id, _)| id).collect();
        own.dedup();
        let own = own.iter().filter_map(|id| with_own(probe, self.operations.get(id)?));
        let areas = self.index.areas.that(near);
        let areas = areas.iter().filter_map(|id| meeting_with_area(probe, self.areas.get(id)?));
        let mut found: Vec<Meeting> = own.chain(areas).chain(self.with_others(probe, &sought)).collect();
        let order = |meeting: &Meeting| (!meeting.weight.blocks(), !meeting.certain, meeting.weight, meeting.kind, meeting.other);
        found.sort_by_key(order);
        found
    }
}

/// How a plan meets another operation of this desk, as it is and as it is about to be: what was decided and not yet heard
/// of counts, so that two plans under way at once cannot both have the same place.
pub fn meeting_with_own(probe: Probe<'_>, other: &Operation) -> Option<Meeting> {
    meeting_with_plans(probe, other, [other.standing_plan(), other.coming_plan()])
}

/// How a plan meets another operation of this desk as others know it.
pub(super) fn meeting_with_standing(probe: Probe<'_>, other: &Operation) -> Option<Meeting> {
    meeting_with_plans(probe, other, [other.standing_plan(), None])
}

fn meeting_with_plans(probe: Probe<'_>, other: &Operation, plans: [Option<&Plan>; 2]) -> Option<Meeting> {
    if Some(other.id) == probe.id {
        return None;
    }
    let mut weight = None;
    let mut found = Overlaps::default();
    for plan in plans.into_iter().flatten() {
        let before = found.total;
        overlaps::with_volumes(probe.plan, &plan.volumes, &plan.off_nominal, &mut found);
        if found.total > before {
            let met = |used: &Volumes| overlaps::any(used, &plan.volumes, &plan.off_nominal);
            let this = weigh(probe, |own| by_priority(own, plan.priority, probe.rules), met);
            weight = Some(weight.map_or(this, |weight: Weight| weight.min(this)));
        }
    }
    let name = Some(other.plan.name.clone()).filter(|name| !name.is_empty());
    Some(Meeting { name, ..meeting(OtherKind::OwnOperation, other.id, weight?, found) })
}

/// How a plan meets a peer's operation.
pub fn meeting_with_known(probe: Probe<'_>, other: &Known) -> Option<Meeting> {
    let mut found = Overlaps::default();
    let nothing = Volumes::default();
    let (volumes, off_nominal, priority) = match &other.disclosure {
        Disclosure::Told { priority, volumes, off_nominal, .. } => (volumes, off_nominal, Some(*priority)),
        Disclosure::Withheld { within } => (within, &nothing, None),
    };
    overlaps::with_volumes(probe.plan, volumes, off_nominal, &mut found);
    if found.total == 0 {
        return None;
    }
    let alone = |own: &Plan| match priority {
        Some(priority) => by_priority(own, priority, probe.rules),
        None => withheld(other.state),
    };
    let weight = weigh(probe, alone, |used| overlaps::any(used, volumes, off_nominal));
    Some(Meeting { manager: Some(other.manager.clone()), ..meeting(OtherKind::PeerOperation, other.id, weight, found) })
}

/// How a plan meets another party's constraint.
pub fn meeting_with_constraint(probe: Probe<'_>, other: &KnownConstraint) -> Option<Meeting> {
    let mut found = Overlaps::default();
    let nothing = Volumes::default();
    overlaps::with_volumes(probe.plan, &other.volumes, &nothing, &mut found);
    if found.total == 0 {
        return None;
    }
    let met = |used: &Volumes| overlaps::any(used, &other.volumes, &nothing);
    let weight = weigh(probe, |own| by_kind(own, other.kind, other.id), met);
    Some(Meeting {
        manager: Some(other.manager.clone()),
        name: Some(shortened(&other.name, MAX_TEXT_BYTES)).filter(|name| !name.is_empty()),
        ..meeting(OtherKind::Constraint, other.id, weight, found)
    })
}

/// How a plan meets an area of this desk while the area is active.
pub fn meeting_with_area(probe: Probe<'_>, area: &Area) -> Option<Meeting> {
    let mut found = Overlaps::default();
    overlaps::with_area(probe.plan, area, &mut found);
    if found.total == 0 {
        return None;
    }
    let weight = weigh(probe, |own| by_kind(own, area.kind, area.id), |used| overlaps::any_in_area(used, area));
    Some(Meeting { name: Some(area.name.clone()), ..meeting(OtherKind::Area, area.id, weight, found) })
}

fn meeting(kind: OtherKind, other: EntityId, weight: Weight, overlaps: Overlaps) -> Meeting {
    let Overlaps { pairs, total, certain } = overlaps;
    Meeting { kind, other, manager: None::<Name>, name: None, weight, pairs, pairs_total: total, certain }
}

/// What an overlap means, given what it means for a plan `alone`, and whether the volumes in use `met` the other already.
///
/// What blocks may stay if it is nothing new: the plan in use has it, and was not permitted it either (by a higher priority
/// or an authorisation that the change would take away). Off-nominal volumes were never permitted anything.
fn weigh(probe: Probe<'_>, alone: impl Fn(&Plan) -> Weight, met: impl Fn(&Volumes) -> bool) -> Weight {
    let weight = alone(probe.plan);
    let already = |used: &Plan| alone(used).blocks() && met(&used.volumes);
    if weight.blocks() && probe.in_use.is_some_and(already) { Weight::Already } else { weight }
}

/// SCD0040 and following: who has precedence.
pub(super) fn by_priority(plan: &Plan, other: i64, rules: Rules) -> Weight {
    match plan.priority.cmp(&other) {
        std::cmp::Ordering::Greater => Weight::HigherPriority,
        std::cmp::Ordering::Less => Weight::LowerPriority,
        std::cmp::Ordering::Equal if rules.equal_priority_may_overlap => Weight::EqualPermitted,
        std::cmp::Ordering::Equal => Weight::EqualPriority,
    }
}

/// A peer that is Down: what it only planned counts lowest, what it flies highest.
pub(super) fn withheld(state: OperationState) -> Weight {
    if state == OperationState::Accepted { Weight::HigherPriority } else { Weight::LowerPriority }
}

pub(super) fn by_kind(plan: &Plan, kind: AreaKind, id: EntityId) -> Weight {
    match kind {
        AreaKind::Prohibited => Weight::Prohibited,
        AreaKind::RequiresAuthorisation if plan.authorisations.contains(&id) => Weight::Authorised,
        AreaKind::RequiresAuthorisation => Weight::Unauthorised,
        AreaKind::Conditional | AreaKind::Advisory => Weight::Advises,
    }
}

#[cfg(test)]
#[path = "verdict_tests.rs"]
mod tests;
