//! Turns the legs of a scenario, which speak of named places and of times from the start of the play, into
//! volumes of the world.

use jiff::{SignedDuration, Timestamp};

use crate::scenario::{Leg, Scenario, Spot};
use crate::shape::{Outline, Point, Volume, corridor};

/// The volumes of some legs of a checked scenario, for a play that began at `t0`.
///
/// # Panics
/// When the scenario was not checked: a place that does not exist, a leg without a shape.
pub fn volumes(scenario: &Scenario, legs: &[Leg], t0: Timestamp) -> Vec<Volume> {
    legs.iter().map(|leg| volume(scenario, leg, t0)).collect()
}

/// Where a spot of a checked scenario is.
///
/// # Panics
/// When the scenario was not checked: a place that does not exist.
pub fn point(scenario: &Scenario, spot: &Spot) -> Point {
    match spot {
        Spot::Named(name) => {
            let place = &scenario.places[name];
            Point { lat: place.lat, lng: place.lng }
        }
        Spot::At([lat, lng]) => Point { lat: *lat, lng: *lng },
    }
}

fn volume(scenario: &Scenario, leg: &Leg, t0: Timestamp) -> Volume {
    let point = |spot: &Spot| point(scenario, spot);
    let outline = match (&leg.circle, &leg.corridor, &leg.polygon) {
        (Some(circle), _, _) => Outline::Circle { center: point(&circle.at), radius_m: circle.radius_m },
        (_, Some(c), _) => corridor(point(&c.from), point(&c.to), c.half_width_m),
        (_, _, Some(ring)) => Outline::Polygon(ring.iter().map(point).collect()),
        (None, None, None) => unreachable!("a checked leg has exactly one shape"),
    };
    Volume {
        outline,
        lower_m: leg.lower_m,
        upper_m: leg.upper_m,
        start: t0 + SignedDuration::from_secs(leg.start.0),
        end: t0 + SignedDuration::from_secs(leg.end.0),
    }
}
