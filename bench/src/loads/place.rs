//! Where things happen: 200 × 200 km about 34° N 36° E, and one cell in it.

use crate::body::{Volume, degrees};
use crate::random::Random;
use tansiq_geo::{Circle, LatLng, Outline};

const SOUTH: f64 = 33.2;
const WEST: f64 = 35.0;
const SIDE_M: f64 = 200_000.0;

/// Places of a layer, side by side. They are 3.3 km apart, so that no two share a cell, which is at most 1.9 km across.
const PLACES: u64 = 60;
const SPACING_M: f64 = SIDE_M / PLACES as f64;
/// Layers are apart in height, from the lowest height that the standard allows on.
const LAYER_M: f64 = 20.0;
const LOWEST_M: f64 = -8_000.0;
/// How many slots there are.
pub const SLOTS: u64 = PLACES * PLACES * 5_400;

/// A volume that meets no other slot's: in another place, or at another height.
pub fn slot(number: u64, start_ms: u64, length_ms: u64) -> Volume {
    let number = number % SLOTS;
    let (layer, place) = (number / (PLACES * PLACES), number % (PLACES * PLACES));
    // Each layer is shifted, or the same few cells would hold everything.
    let shift = |step: f64| (layer as f64 * step).fract() * SPACING_M;
    let north_m = (place / PLACES) as f64 * SPACING_M + shift(0.618_034);
    let east_m = (place % PLACES) as f64 * SPACING_M + shift(0.414_214);
    let lower_m = LOWEST_M + layer as f64 * LAYER_M;
    let (north, east) = (degrees(SOUTH, north_m).0, degrees(34.1, east_m).1);
    Volume {
        lat: SOUTH + north,
        lng: WEST + east,
        radius_m: 300.0,
        lower_m,
        upper_m: lower_m + 15.0,
        start_ms,
        end_ms: start_ms + length_ms,
        polygon: number % 2 == 1,
    }
}

/// A route of so many volumes, circles and polygons in turn, within the place of that number: meets no other number's.
pub fn route(number: u64, legs: u64, start_ms: u64, end_ms: u64) -> Vec<Volume> {
    let (layer, place) = (number / (PLACES * PLACES), number % (PLACES * PLACES));
    let (north_m, east_m) = ((place / PLACES) as f64 * SPACING_M, (place % PLACES) as f64 * SPACING_M);
    let lower_m = 50.0 + layer as f64 * LAYER_M;
    let leg = |leg: u64| {
        // Neighbours overlap, and the last one ends before the next place begins.
        let east_m = east_m + leg as f64 * (SPACING_M - 800.0) / legs as f64;
        let (north, east) = (degrees(SOUTH, north_m).0, degrees(34.1, east_m).1);
        let (lat, lng, upper_m) = (SOUTH + north, WEST + east, lower_m + 15.0);
        Volume { lat, lng, radius_m: 200.0, lower_m, upper_m, start_ms, end_ms, polygon: leg % 2 == 1 }
    };
    (0..legs).map(leg).collect()
}

/// A flight somewhere low in the area.
pub fn flight(random: &mut Random, start_ms: u64, length_ms: u64) -> Volume {
    let lower_m = random.between(0.0, 300.0);
    Volume {
        lat: SOUTH + degrees(SOUTH, random.between(0.0, SIDE_M)).0,
        lng: WEST + degrees(34.1, random.between(0.0, SIDE_M)).1,
        radius_m: random.between(100.0, 600.0),
        lower_m,
        upper_m: lower_m + random.between(20.0, 60.0),
        start_ms,
        end_ms: start_ms + length_ms,
        polygon: random.bits() % 2 == 1,
    }
}

/// A circle of 50 m that lies in a single cell, and not near its edge, at all heights.
pub fn busy(start_ms: u64, end_ms: u64) -> Volume {
    let in_one_cell = |&(lat, lng): &(f64, f64)| {
        let circle = LatLng::new(lat, lng).and_then(|center| Circle::new(center, 150.0));
        circle.and_then(|circle| Outline::Circle(circle).cover()).is_ok_and(|cells| cells.len() == 1)
    };
    let mut spots = (0..400).map(|step| (33.9 + f64::from(step % 20) * 0.002, 36.1 + f64::from(step / 20) * 0.002));
    let (lat, lng) = spots.find(in_one_cell).expect("cells are wider than 300 m");
    let (lower_m, upper_m) = (-8_000.0, 100_000.0);
    Volume { lat, lng, radius_m: 50.0, lower_m, upper_m, start_ms, end_ms, polygon: false }
}
