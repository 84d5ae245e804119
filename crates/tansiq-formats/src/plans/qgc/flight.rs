//! A mission as it is flown: where the craft is, how high by which references, how fast, and what it leaves behind.
//!
//! A height is known by the sea, by the ground, or by both where the craft stands on the ground. A leg needs one reference that
//! both of its ends have; between references no straight line is known without a model of the terrain.

use tansiq_geo::LatLng;
use tansiq_heights::{Height, Reference};

use super::super::{
    Assumptions, PlanError, PlanFile,
    corridor::Line,
    json::Node,
    route::{Band, Route},
};
use super::MAX_ITEMS;

/// A landing further from home than this, in metres, goes down to the ground, wherever that is; nearer, to home's height.
const HOME_VICINITY_M: f64 = 100.0;

/// What flies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Craft {
    FixedWing,
    Rotor,
    Vtol,
}

/// Speeds over ground in metres a second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Speeds {
    pub(super) cruise_mps: f64,
    pub(super) hover_mps: f64,
}

/// A height by each reference in which it is known, in metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Level {
    pub(super) sea_m: Option<f64>,
    pub(super) ground_m: Option<f64>,
}

/// Where the craft is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) at: LatLng,
    pub(super) level: Level,
    /// How far from `at` it may be, in metres: the radius of a loiter, on any point of which it may leave.
    pub(super) loose_m: f64,
    /// Whether it stands on the ground.
    pub(super) landed: bool,
}

/// The mission so far.
pub(super) struct Flight {
    pub(super) route: Route,
    pub(super) craft: Craft,
    pub(super) home: LatLng,
    /// Home above the sea, in metres.
    pub(super) home_m: f64,
    pub(super) place: Place,
    planned: Speeds,
    speeds: Speeds,
    pub(super) climb_mps: f64,
    pub(super) descent_mps: f64,
    /// Whether a VTOL flies on its rotors.
    pub(super) hovering: bool,
    items: usize,
}

impl Flight {
    pub(super) fn new(assumptions: &Assumptions, craft: Craft, speeds: Speeds, home: LatLng, home_m: f64) -> Self {
        let level = Level { sea_m: Some(home_m), ground_m: Some(0.0) };
        Self {
            route: Route::new(assumptions, 0.0, None),
            craft,
            home,
            home_m,
            place: Place { at: home, level, loose_m: 0.0, landed: true },
            planned: speeds,
            speeds,
            climb_mps: assumptions.climb_mps,
            descent_mps: assumptions.descent_mps,
            hovering: false,
            items: 0,
        }
    }

    /// Counts an item.
    pub(super) fn count(&mut self, path: &str) -> Result<(), PlanError> {
        self.items += 1;
        if self.items > MAX_ITEMS {
            return Err(PlanError::content(path, format!("is one item too many; allowed are 1 to {MAX_ITEMS}")));
        }
        Ok(())
    }

    pub(super) fn assumptions(&self) -> &Assumptions {
        &self.route.assumptions
    }

    /// Whether it can stand still in the air.
    pub(super) fn can_hover(&self) -> bool {
        self.craft == Craft::Rotor || (self.craft == Craft::Vtol && self.hovering)
    }

    /// The speed over ground now.
    pub(super) fn speed_mps(&self) -> f64 {
        if self.hovering { self.speeds.hover_mps } else { self.speeds.cruise_mps }
    }

    /// Sets the speed over ground; nothing is the planned one.
    pub(super) fn set_speed(&mut self, speed_mps: Option<f64>) {
        self.speeds = speed_mps.map_or(self.planned, |mps| Speeds { cruise_mps: mps, hover_mps: mps });
    }

    /// Seconds to fly `length_m` while changing height by `rise_m`; the slower of the two counts.
    fn leg_s(&self, length_m: f64, rise_m: f64) -> f64 {
        (length_m / self.speed_mps()).max(self.rise_s(rise_m))
    }

    /// Seconds to change height by `rise_m`.
    pub(super) fn rise_s(&self, rise_m: f64) -> f64 {
        if rise_m >= 0.0 { rise_m / self.climb_mps } else { -rise_m / self.descent_mps }
    }

    /// Two levels in the first reference that both have: the sea before the ground.
    pub(super) fn common(&self, path: &str, from: Level, to: Level) -> Result<(Reference, f64, f64), PlanError> {
        match (from.sea_m.zip(to.sea_m), from.ground_m.zip(to.ground_m)) {
            (Some((from_m, to_m)), _) => Ok((Reference::MeanSea, from_m, to_m)),
            (None, Some((from_m, to_m))) => Ok((Reference::Ground, from_m, to_m)),
            (None, None) => Err(PlanError::content(
                path,
                "changes between heights above the terrain (frame 10) and heights above the sea or home (frames 0 and 3) in the air; \
                 the height between the two is not known",
            )),
        }
    }

    /// The band about two heights of one reference. Nothing is below the ground.
    pub(super) fn band(&self, reference: Reference, one_m: f64, other_m: f64) -> Band {
        let buffer_m = self.assumptions().vertical_buffer_m;
        let lower_m = one_m.min(other_m) - buffer_m;
        let lower_m = if reference == Reference::Ground { lower_m.max(0.0) } else { lower_m };
        let height = |m| Height { m, reference };
        Band { lower: height(lower_m), upper: height(one_m.max(other_m) + buffer_m) }
    }

    /// The same for a craft that comes from or goes to the ground at a place.
    fn band_to_ground(&self, at: LatLng, reference: Reference, one_m: f64, other_m: f64) -> Band {
        let band = self.band(reference, one_m, other_m);
        if reference == Reference::MeanSea && Line::between(self.home, at).length_m > HOME_VICINITY_M {
            return Band { lower: Height { m: 0.0, reference: Reference::Ground }, ..band };
        }
        band
    }

    /// Flies in a straight line to a place, changing height on the way.
    pub(super) fn go(&mut self, path: &str, to: Place) -> Result<(), PlanError> {
        let from = self.place;
        let (reference, from_m, to_m) = self.common(path, from.level, to.level)?;
        let band = match (from.landed, to.landed) {
            (true, _) => self.band_to_ground(from.at, reference, from_m, to_m),
            (_, true) => self.band_to_ground(to.at, reference, from_m, to_m),
            _ => self.band(reference, from_m, to_m),
        };
        let buffer_m = self.assumptions().lateral_buffer_m + from.loose_m.max(to.loose_m);
        let duration_s = self.leg_s(Line::between(from.at, to.at).length_m, to_m - from_m);
        if duration_s == 0.0 && from.landed == to.landed {
            self.place = to;
            return Ok(());
        }
        self.route.fly(path, (from.at, to.at), buffer_m, band, duration_s)?;
        self.place = to;
        Ok(())
    }

    /// Flies to a place in the air; a craft that stands on the ground takes off first.
    pub(super) fn go_airborne(&mut self, path: &str, to: Place) -> Result<(), PlanError> {
        if self.place.landed {
            self.route.stated.say_at(path, "there is no take-off before it: the flight begins where the craft stands");
            if self.craft != Craft::FixedWing {
                self.rise(path, to.level, false)?;
            }
        }
        self.go(path, to)
    }

    /// Changes height where it is, as a rotor does.
    pub(super) fn rise(&mut self, path: &str, level: Level, landing: bool) -> Result<(), PlanError> {
        let from = self.place;
        let (reference, from_m, to_m) = self.common(path, from.level, level)?;
        let band = if from.landed || landing {
            self.band_to_ground(from.at, reference, from_m, to_m)
        } else {
            self.band(reference, from_m, to_m)
        };
        self.circle(path, 0.0, band, self.rise_s(to_m - from_m))?;
        self.place = Place { level, landed: landing, ..from };
        Ok(())
    }

    /// Stays about where it is within a radius, at its height.
    pub(super) fn wait(&mut self, path: &str, radius_m: f64, duration_s: f64) -> Result<(), PlanError> {
        let (reference, m, _) = self.common(path, self.place.level, self.place.level)?;
        self.circle(path, radius_m, self.band(reference, m, m), duration_s)?;
        self.place.loose_m = self.place.loose_m.max(radius_m);
        Ok(())
    }

    /// A circle of a radius and the lateral buffer about where it is.
    pub(super) fn circle(&mut self, path: &str, radius_m: f64, band: Band, duration_s: f64) -> Result<(), PlanError> {
        let radius_m = self.assumptions().lateral_buffer_m + radius_m.max(self.place.loose_m);
        self.route.stay(path, self.place.at, radius_m, band, duration_s)
    }

    /// States that a part of the file is not used, if there is anything in it.
    pub(super) fn leave_out(&mut self, root: &Node, part: &str, lists: &[&str], text: &str) {
        let filled =
            |node: &Node| lists.iter().any(|key| node.find(key).is_some_and(|list| list.list().is_ok_and(|l| l.len() > 0)));
        if root.find(part).as_ref().is_some_and(filled) {
            self.route.stated.say(text);
        }
    }

    /// The plan.
    pub(super) fn finish(mut self) -> Result<PlanFile, PlanError> {
        if self.route.is_empty() {
            return Err(PlanError::Empty { message: "no item of the mission moves the craft" });
        }
        if !self.place.landed {
            self.route
                .stated
                .say("the mission does not end on the ground: where the craft goes afterwards is not part of the plan");
        }
        let Assumptions { lateral_buffer_m, vertical_buffer_m, .. } = *self.assumptions();
        self.route.stated.say(format!(
            "the craft stays within {lateral_buffer_m} m of its line, turns included, and within {vertical_buffer_m} m of its height"
        ));
        let (climb_mps, descent_mps) = (self.climb_mps, self.descent_mps);
        self.route.stated.say(format!("it climbs with {climb_mps} m/s and descends with {descent_mps} m/s"));
        self.route.stated.say(format!("heights relative to home are above the sea with home at {} m", self.home_m));
        let (volumes, stated) = self.route.finish();
        Ok(PlanFile { name: None, priority: None, volumes, stated: stated.into_lines() })
    }
}
