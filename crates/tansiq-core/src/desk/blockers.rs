//! What a plan may not overlap wherever it is moved in time or height: what alternatives are sought around.

use super::bounds::MAX_AHEAD;
use super::entities::{Area, Disclosure, Plan};
use super::place::{Place, Sought};
use super::state::State;
use super::verdict::{Probe, by_kind, by_priority, withheld};
use super::volumes::Volumes;
use crate::Span;
use std::borrow::Cow;
use tansiq_geo::Volume;

/// What was found so far, and over what ground it counts.
struct Blockers<'a> {
    sought: Sought,
    found: Vec<Cow<'a, Volume>>,
}

impl<'a> Blockers<'a> {
    fn is_near(&self, place: &Place) -> bool {
        self.sought.any(|own| own.is_near(place))
    }

    fn add(&mut self, volumes: &'a Volumes) {
        let near: Vec<_> = self.near(volumes).map(Cow::Borrowed).collect();
        self.found.extend(near);
    }

    fn near(&self, volumes: &'a Volumes) -> impl Iterator<Item = &'a Volume> {
        let near = volumes.as_slice().iter().zip(volumes.places());
        near.filter(|(_, place)| self.is_near(place)).map(|(volume, _)| volume)
    }

    fn add_plan(&mut self, plan: &'a Plan) {
        self.add(&plan.volumes);
        self.add(&plan.off_nominal);
    }

    /// Layers that are always active as they are; else one for each window that a move can reach: nothing starts more than
    /// [`MAX_AHEAD`] ahead or is wholly past, so nothing is moved further than that.
    fn add_area(&mut self, area: &'a Area) {
        if area.windows == [Span::ALWAYS] {
            return self.add(&area.layers);
        }
        let Some(own) = self.sought.span() else { return };
        let reach = Span { start: own.start.minus(MAX_AHEAD), end: own.end.plus(MAX_AHEAD) };
        let windows = || area.windows.iter().filter(|window| window.overlaps(&reach));
        let during = |layer: &'a Volume| {
            windows().filter_map(move |window| layer.clone().between_times(window.start.0, window.end.0).ok())
        };
        let timed: Vec<_> = self.near(&area.layers).flat_map(during).map(Cow::Owned).collect();
        self.found.extend(timed);
    }
}

impl State {
    /// The volumes that a plan may not overlap, of those over its ground, at whatever time and height.
    pub fn blockers(&self, probe: Probe<'_>) -> Vec<Cow<'_, Volume>> {
        let mut blockers = Blockers { sought: probe.plan.sought(), found: Vec::new() };
        let by_priority = |other| by_priority(probe.plan, other, probe.rules).blocks();
        for (id, coming) in self.index.own.that(|place| blockers.is_near(place)) {
            let Some(other) = self.operations.get(&id).filter(|other| Some(other.id) != probe.id) else { continue };
            let plan = if coming { other.coming_plan() } else { other.standing_plan() };
            plan.filter(|plan| by_priority(plan.priority)).into_iter().for_each(|plan| blockers.add_plan(plan));
        }
        for id in self.index.known.that(|place| blockers.is_near(place)) {
            let Some(other) = self.known.get(&id) else { continue };
            match &other.disclosure {
                Disclosure::Told { priority, volumes, off_nominal, .. } if by_priority(*priority) => {
                    blockers.add(volumes);
                    blockers.add(off_nominal);
                }
                Disclosure::Withheld { within } if withheld(other.state).blocks() => blockers.add(within),
                _ => {}
            }
        }
        for id in self.index.known_constraints.that(|place| blockers.is_near(place)) {
            let other = self.known_constraints.get(&id).filter(|other| by_kind(probe.plan, other.kind, id).blocks());
            other.into_iter().for_each(|other| blockers.add(&other.volumes));
        }
        for id in self.index.areas.that(|place| blockers.is_near(place)) {
            let area = self.areas.get(&id).filter(|area| by_kind(probe.plan, area.kind, id).blocks());
            area.into_iter().for_each(|area| blockers.add_area(area));
        }
        blockers.found
    }
}
