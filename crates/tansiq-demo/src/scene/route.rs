//! Where an aircraft of the scene is at a moment: along its legs, one after the other, in the middle of their heights. Plain
//! geometry over a few kilometres; whether it is within its volumes, the desk says.

use std::f64::consts::TAU;

use crate::place::spot_at;
use crate::scenario::{Leg, Place, Spot};
use crate::shape::{Point, moved};
use std::collections::BTreeMap;

/// How large a part of a circle's radius aircraft go around in.
const WITHIN: f64 = 0.6;
/// How fast they go around, metres a second.
const ORBIT_MPS: f64 = 22.0;
/// When those that stray leave their volumes, for how long, and how far, in seconds after take-off and metres.
const STRAYS_AFTER_S: f64 = 120.0;
const STRAYS_FOR_S: f64 = 50.0;
const STRAYS_M: f64 = 1_500.0;
/// Metres of a degree of latitude.
const DEGREE_M: f64 = 111_200.0;

/// Where an aircraft is and where it goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fix {
    /// Where.
    pub at: Point,
    /// Metres above the ellipsoid.
    pub height_m: f64,
    /// Over ground, metres a second.
    pub speed_mps: f64,
    /// Degrees east of true north, 0 to 360.
    pub track_deg: f64,
}

/// Where it is, `elapsed_s` seconds after the start of its flight; none before and after.
pub fn fix(places: &BTreeMap<String, Place>, legs: &[Leg], strays: bool, elapsed_s: f64) -> Option<Fix> {
    let at = |elapsed_s: f64| Some(strayed(position(places, legs, elapsed_s)?, strays, elapsed_s));
    let (here, height_m) = at(elapsed_s)?;
    // Near its end it looks back, elsewhere ahead.
    let (from, to) = match at(elapsed_s + 1.0) {
        Some((next, _)) => (here, next),
        None => (at(elapsed_s - 1.0)?.0, here),
    };
    let north_m = (to.lat - from.lat) * DEGREE_M;
    let east_m = (to.lng - from.lng) * DEGREE_M * here.lat.to_radians().cos();
    let track_deg = east_m.atan2(north_m).to_degrees().rem_euclid(360.0);
    // A jump off the plan is no speed.
    Some(Fix { at: here, height_m, speed_mps: north_m.hypot(east_m).min(120.0), track_deg })
}

fn position(places: &BTreeMap<String, Place>, legs: &[Leg], elapsed_s: f64) -> Option<(Point, f64)> {
    let spans = spans(legs);
    let (index, (from_s, to_s)) = spans.iter().enumerate().find(|(_, (from_s, to_s))| (*from_s..*to_s).contains(&elapsed_s))?;
    let leg = &legs[index];
    let height_m = (leg.lower_m? + leg.upper_m?) / 2.0;
    let part = (elapsed_s - from_s) / (to_s - from_s);
    let spot = |spot: &Spot| spot_at(places, spot);
    let at = match (&leg.corridor, &leg.circle) {
        (Some(corridor), _) => {
            let (from, to) = (spot(&corridor.from), spot(&corridor.to));
            Point { lat: from.lat + (to.lat - from.lat) * part, lng: from.lng + (to.lng - from.lng) * part }
        }
        (_, Some(circle)) => {
            let radius_m = circle.radius_m * WITHIN;
            let turn = elapsed_s * ORBIT_MPS / radius_m % TAU;
            moved(spot(&circle.at), radius_m * turn.cos(), radius_m * turn.sin())
        }
        _ => return None,
    };
    Some((at, height_m))
}

/// From when to when each leg is flown: where two overlap, the one is left and the other taken in the middle.
fn spans(legs: &[Leg]) -> Vec<(f64, f64)> {
    let middle = |one: &Leg, other: &Leg| (one.end.0 + other.start.0) as f64 / 2.0;
    let count = legs.len();
    let span = |i: usize| {
        let from = if i == 0 { legs[0].start.0 as f64 } else { middle(&legs[i - 1], &legs[i]) };
        let to = if i + 1 == count { legs[i].end.0 as f64 } else { middle(&legs[i], &legs[i + 1]) };
        (from, to)
    };
    (0..count).map(span).collect()
}

fn strayed((at, height_m): (Point, f64), strays: bool, elapsed_s: f64) -> (Point, f64) {
    let away = strays && (STRAYS_AFTER_S..STRAYS_AFTER_S + STRAYS_FOR_S).contains(&elapsed_s);
    (if away { moved(at, STRAYS_M, 0.0) } else { at }, height_m)
}

#[cfg(test)]
#[path = "route_tests.rs"]
mod tests;
