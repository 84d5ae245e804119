//! Turns the legs of a scenario, which speak of named places and of times from the start of the play, into
//! volumes of the world.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::scenario::{Leg, Place, Scenario, Spot};
use crate::shape::{Outline, Point, Volume, corridor};

/// The volumes of some legs of a checked scenario, for a play that began at `t0`.
///
/// # Panics
/// When the scenario was not checked: a place that does not exist, a leg without a shape.
pub fn volumes(scenario: &Scenario, legs: &[Leg], t0: Timestamp) -> Vec<Volume> {
    volumes_at(&scenario.places, legs, t0)
}

/// The volumes of checked legs among these places, for what began at `t0`.
///
/// # Panics
/// As [`volumes`].
pub fn volumes_at(places: &BTreeMap<String, Place>, legs: &[Leg], t0: Timestamp) -> Vec<Volume> {
    legs.iter().map(|leg| volume(places, leg, t0)).collect()
}

/// Where a spot of a checked scenario is.
///
/// # Panics
/// When the scenario was not checked: a place that does not exist.
pub fn point(scenario: &Scenario, spot: &Spot) -> Point {
    spot_at(&scenario.places, spot)
}

/// Where a checked spot among these places is.
///
/// # Panics
/// As [`point`].
pub fn spot_at(places: &BTreeMap<String, Place>, spot: &Spot) -> Point {
    match spot {
        Spot::Named(name) => {
            let place = &places[name];
            Point { lat: place.lat, lng: place.lng }
        }
        Spot::At([lat, lng]) => Point { lat: *lat, lng: *lng },
    }
}

fn volume(places: &BTreeMap<String, Place>, leg: &Leg, t0: Timestamp) -> Volume {
    let point = |spot: &Spot| spot_at(places, spot);
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
