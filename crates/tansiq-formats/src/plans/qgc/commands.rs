//! Simple items: MAVLink mission commands (<https://mavlink.io/en/messages/common.html#mav_commands>).
//!
//! Commands that move the craft are flown; those that only work cameras, gimbals and the like are passed over, by a list
//! ([`HARMLESS`]); every other is an error. `params` are the seven of MISSION_ITEM_INT: the first four depend on the command,
//! then latitude, longitude and height.

use tansiq_geo::LatLng;

use super::super::{
    PlanError,
    assumptions::{LOITER_RADIUS_M, SPEED_MPS, VERTICAL_MPS},
    json::Node,
    route::MAX_HEIGHT_M,
};
use super::flight::{Craft, Flight, Level, Place};

/// Longest pause of one item in seconds.
const MAX_PAUSE_S: f64 = 86_400.0;
/// Most turns of a loiter.
const MAX_TURNS: f64 = 1_000.0;

/// Commands that leave the flight as it is: conditions of other such commands, regions of interest, cameras, gimbals, servos,
/// relays, grippers, markers.
const HARMLESS: &[i64] = &[
    112, 114, 115, 181, 182, 183, 184, 189, 190, 195, 197, 200, 201, 202, 203, 204, 205, 206, 211, 212, 214, 220, 530, 531, 532,
    1000, 1001, 2000, 2001, 2003, 2500, 2501, 2502, 2503,
];

/// One simple item.
struct Item<'a, 'b> {
    node: &'b Node<'a>,
    params: [Option<f64>; 7],
    frame: i64,
}

/// Flies one item.
pub(super) fn fly(flight: &mut Flight, node: &Node) -> Result<(), PlanError> {
    flight.count(&node.path)?;
    let command = node.get("command")?.integer()?;
    if node.find("autoContinue").map_or(Ok(true), |flag| flag.flag())? {
        let item = Item { node, params: params(&node.get("params")?)?, frame: node.get("frame")?.integer()? };
        perform(flight, command, &item)
    } else {
        Err(PlanError::content(node.path_of("autoContinue"), "is false: how long the craft waits there is not known"))
    }
}

fn perform(flight: &mut Flight, command: i64, item: &Item) -> Result<(), PlanError> {
    match command {
        16 => item.waypoint(flight),
        82 => {
            flight
                .route
                .stated
                .say_at(&item.node.path, "the spline is taken for a straight line; its bends must stay within the buffer");
            item.waypoint(flight)
        }
        17 => {
            let seconds = flight.assumptions().unlimited_loiter_s;
            flight.route.stated.say_at(&item.node.path, format!("a loiter without an end lasts {seconds} s"));
            item.loiter(flight, seconds)
        }
        18 => item.loiter_turns(flight),
        19 => {
            let seconds = item.param(0, (0.0, MAX_PAUSE_S))?;
            item.loiter(flight, seconds)
        }
        31 => item.loiter_to_height(flight),
        20 => return_home(flight, &item.node.path),
        21 | 85 => item.land(flight, command == 85),
        22 | 84 => item.take_off(flight, command == 84),
        93 => item.pause(flight),
        178 => item.change_speed(flight),
        3000 => item.transition(flight),
        harmless if HARMLESS.contains(&harmless) => Ok(()),
        other => Err(PlanError::content(item.node.path_of("command"), format!("{other} is not understood"))),
    }
}

/// The seven parameters; null where nothing is given.
fn params(node: &Node) -> Result<[Option<f64>; 7], PlanError> {
    let list = node.list()?;
    if list.len() != 7 {
        return Err(node.error(format!("has {} numbers, a command has 7", list.len())));
    }
    let mut params = [None; 7];
    for (param, number) in params.iter_mut().zip(list) {
        *param = if number.value.is_null() { None } else { Some(number.number()?) };
    }
    Ok(params)
}

impl Item<'_, '_> {
    fn path_of(&self, index: usize) -> String {
        format!("{}.params[{index}]", self.node.path)
    }

    /// A parameter that must be there, in its range.
    fn param(&self, index: usize, range: (f64, f64)) -> Result<f64, PlanError> {
        self.optional(index, range)?.ok_or_else(|| PlanError::content(self.path_of(index), "is missing"))
    }

    /// A parameter that may be absent, in its range.
    fn optional(&self, index: usize, (min, max): (f64, f64)) -> Result<Option<f64>, PlanError> {
        match self.params[index] {
            Some(value) if !(min..=max).contains(&value) => {
                Err(PlanError::content(self.path_of(index), format!("{value} is not from {min} to {max}")))
            }
            other => Ok(other),
        }
    }

    /// The position; nothing if there is none or it is (0, 0), which both mean "here".
    fn position(&self) -> Result<Option<LatLng>, PlanError> {
        match (self.params[4], self.params[5]) {
            (None, None) => Ok(None),
            (Some(0.0), Some(0.0)) => Ok(None),
            (Some(lat_deg), Some(lng_deg)) => {
                let refused = |source| PlanError::Shape { path: self.path_of(4), source };
                LatLng::new(lat_deg, lng_deg).map(Some).map_err(refused)
            }
            _ => Err(PlanError::content(self.path_of(4), "latitude and longitude must be given together")),
        }
    }

    /// A height of the item's frame.
    fn level(&self, flight: &Flight, m: f64) -> Result<Level, PlanError> {
        match self.frame {
            0 | 5 => Ok(Level { sea_m: Some(m), ground_m: None }),
            3 | 6 => Ok(Level { sea_m: Some(flight.home_m + m), ground_m: None }),
            10 | 11 if m < 0.0 => Err(PlanError::content(self.path_of(6), format!("{m} m is below the ground"))),
            10 | 11 => Ok(Level { sea_m: None, ground_m: Some(m) }),
            other => Err(PlanError::content(
                self.node.path_of("frame"),
                format!(
                    "{other} has no place on the earth; allowed are 0 and 5 (above the sea), 3 and 6 (above home), 10 and 11 (above the terrain)"
                ),
            )),
        }
    }

    /// The item's height, which must be there.
    fn height(&self, flight: &Flight) -> Result<Level, PlanError> {
        let m = self.param(6, (-MAX_HEIGHT_M, MAX_HEIGHT_M))?;
        self.level(flight, m)
    }

    /// The place of the item, in the air.
    fn place(&self, flight: &Flight, loose_m: f64) -> Result<Place, PlanError> {
        let at = self.position()?.unwrap_or(flight.place.at);
        Ok(Place { at, level: self.height(flight)?, loose_m, landed: false })
    }

    fn waypoint(&self, flight: &mut Flight) -> Result<(), PlanError> {
        let to = self.place(flight, 0.0)?;
        let hold_s = self.optional(0, (0.0, MAX_PAUSE_S))?.unwrap_or(0.0);
        flight.go_airborne(&self.node.path, to)?;
        // The hold is the rotor's; others fly on (MAV_CMD_NAV_WAYPOINT).
        if hold_s > 0.0 && flight.craft != Craft::FixedWing { flight.wait(&self.node.path, 0.0, hold_s) } else { Ok(()) }
    }

    /// The radius of a loiter: that of the parameter, else the assumed one where the craft has to circle.
    fn radius(&self, flight: &mut Flight, index: usize, must_circle: bool) -> Result<f64, PlanError> {
        let (_, max) = LOITER_RADIUS_M;
        let given = self.optional(index, (-max, max))?.map(f64::abs).filter(|radius_m| *radius_m > 0.0);
        Ok(given.unwrap_or_else(|| {
            if flight.can_hover() && !must_circle {
                return 0.0;
            }
            let radius_m = flight.assumptions().loiter_radius_m;
            flight.route.stated.say_at(&self.node.path, format!("the loiter has a radius of {radius_m} m"));
            radius_m
        }))
    }

    fn loiter(&self, flight: &mut Flight, seconds: f64) -> Result<(), PlanError> {
        let radius_m = self.radius(flight, 2, false)?;
        let to = self.place(flight, radius_m)?;
        flight.go_airborne(&self.node.path, to)?;
        flight.wait(&self.node.path, radius_m, seconds)
    }

    fn loiter_turns(&self, flight: &mut Flight) -> Result<(), PlanError> {
        let turns = self.param(0, (0.0, MAX_TURNS))?;
        let radius_m = self.radius(flight, 2, true)?;
        let to = self.place(flight, radius_m)?;
        flight.go_airborne(&self.node.path, to)?;
        let seconds = turns * turn_s(flight, radius_m);
        flight.wait(&self.node.path, radius_m, seconds)
    }

    fn loiter_to_height(&self, flight: &mut Flight) -> Result<(), PlanError> {
        let radius_m = self.radius(flight, 1, false)?;
        let to = self.place(flight, radius_m)?;
        spiral(flight, &self.node.path, to)
    }

    fn take_off(&self, flight: &mut Flight, vertical: bool) -> Result<(), PlanError> {
        let to = self.place(flight, 0.0)?;
        let path = &self.node.path;
        flight.hovering = flight.craft == Craft::Vtol;
        if flight.craft != Craft::FixedWing || vertical {
            flight.rise(path, to.level, false)?;
        }
        flight.hovering = false;
        if flight.craft != Craft::FixedWing && to.at == flight.place.at { Ok(()) } else { flight.go(path, to) }
    }

    fn land(&self, flight: &mut Flight, vertical: bool) -> Result<(), PlanError> {
        let at = self.position()?.unwrap_or(flight.place.at);
        let m = self.optional(6, (-MAX_HEIGHT_M, MAX_HEIGHT_M))?.unwrap_or(0.0);
        let level = Level { ground_m: Some(0.0), ..self.level(flight, m)? };
        // In a frame of the terrain the craft is on the ground at 0 whatever the file says.
        land_at(flight, &self.node.path, at, level, vertical)
    }

    fn pause(&self, flight: &mut Flight) -> Result<(), PlanError> {
        let seconds = self.param(0, (-1.0, MAX_PAUSE_S))?;
        if seconds < 0.0 {
            return Err(PlanError::content(self.path_of(0), "waits for a time of day; a pause must be 0 to 86400 seconds"));
        }
        if flight.place.landed {
            return flight.wait(&self.node.path, 0.0, seconds);
        }
        let radius_m = self.radius_of_pause(flight);
        flight.wait(&self.node.path, radius_m, seconds)
    }

    fn radius_of_pause(&self, flight: &mut Flight) -> f64 {
        if flight.can_hover() {
            return 0.0;
        }
        let radius_m = flight.assumptions().loiter_radius_m;
        flight.route.stated.say_at(&self.node.path, format!("the loiter has a radius of {radius_m} m"));
        radius_m
    }

    fn change_speed(&self, flight: &mut Flight) -> Result<(), PlanError> {
        let kind = self.optional(0, (0.0, 3.0))?.unwrap_or(0.0);
        // Nothing and -1 leave the speed as it is, -2 brings back the planned one.
        let speed = match self.params[1] {
            None | Some(-1.0) => return Ok(()),
            Some(-2.0) => None,
            Some(_) => Some(self.param(1, if kind < 2.0 { SPEED_MPS } else { VERTICAL_MPS })?),
        };
        let assumed = *flight.assumptions();
        match kind {
            2.0 => flight.climb_mps = speed.unwrap_or(assumed.climb_mps),
            3.0 => flight.descent_mps = speed.unwrap_or(assumed.descent_mps),
            _ => flight.set_speed(speed),
        }
        Ok(())
    }

    fn transition(&self, flight: &mut Flight) -> Result<(), PlanError> {
        if flight.craft != Craft::Vtol {
            return Err(PlanError::content(self.node.path_of("command"), "3000 is for VTOL craft only"));
        }
        match self.params[0] {
            Some(3.0) => flight.hovering = true,
            Some(4.0) => flight.hovering = false,
            _ => return Err(PlanError::content(self.path_of(0), "is not 3 (rotors) or 4 (wing)")),
        }
        Ok(())
    }
}

/// Seconds of one turn.
pub(super) fn turn_s(flight: &Flight, radius_m: f64) -> f64 {
    std::f64::consts::TAU * radius_m / flight.speed_mps()
}

/// Flies to a place at the present height and circles there up or down to that of the place, one turn at least.
pub(super) fn spiral(flight: &mut Flight, path: &str, to: Place) -> Result<(), PlanError> {
    let level = if flight.place.landed { to.level } else { flight.place.level };
    flight.go_airborne(path, Place { level, ..to })?;
    let (reference, from_m, to_m) = flight.common(path, level, to.level)?;
    let seconds = flight.rise_s(to_m - from_m) + turn_s(flight, to.loose_m);
    let band = flight.band(reference, from_m, to_m);
    flight.circle(path, to.loose_m, band, seconds)?;
    flight.place = to;
    Ok(())
}

/// Flies to a place and lands: rotors go down there, wings on the way.
pub(super) fn land_at(flight: &mut Flight, path: &str, at: LatLng, level: Level, vertical: bool) -> Result<(), PlanError> {
    if flight.place.landed {
        return Err(PlanError::content(path, "lands a craft that stands on the ground"));
    }
    if flight.craft == Craft::FixedWing && !vertical {
        return flight.go(path, Place { at, level, loose_m: 0.0, landed: true });
    }
    let over = Place { at, level: flight.place.level, loose_m: 0.0, landed: false };
    if over.at != flight.place.at {
        flight.go(path, over)?;
    }
    flight.rise(path, level, true)
}

/// Returns to the launch place: at the present height or the assumed one if that is higher, then down.
fn return_home(flight: &mut Flight, path: &str) -> Result<(), PlanError> {
    if flight.place.landed {
        return Err(PlanError::content(path, "returns a craft that stands on the ground"));
    }
    let least_m = flight.assumptions().return_height_m;
    flight.route.stated.say_at(path, format!("the craft returns at its height, or {least_m} m above home if that is higher"));
    let Level { sea_m, ground_m } = flight.place.level;
    let level = Level { sea_m: sea_m.map(|m| m.max(flight.home_m + least_m)), ground_m: ground_m.map(|m| m.max(least_m)) };
    let home = Place { at: flight.home, level, loose_m: 0.0, landed: false };
    let on_ground = Level { sea_m: Some(flight.home_m), ground_m: Some(0.0) };
    if flight.craft != Craft::FixedWing {
        flight.go(path, home)?;
        return flight.rise(path, on_ground, true);
    }
    let (radius_m, seconds) = (flight.assumptions().loiter_radius_m, flight.assumptions().unlimited_loiter_s);
    flight.route.stated.say_at(path, format!("over home it circles with a radius of {radius_m} m and lands within {seconds} s"));
    flight.go(path, Place { loose_m: radius_m, ..home })?;
    let (reference, from_m, to_m) = flight.common(path, level, on_ground)?;
    let band = flight.band(reference, from_m, to_m);
    flight.circle(path, radius_m, band, seconds)?;
    flight.place = Place { level: on_ground, landed: true, ..home };
    Ok(())
}
