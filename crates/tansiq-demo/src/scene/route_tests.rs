//! Aircraft of the scene are within their volumes but when they stray, and move as they say.

use super::*;
use crate::scene::cast::{self, Conduct, length_s};
use crate::shape::{Outline, Volume};
use geographiclib_rs::{Geodesic, InverseGeodesic};
use jiff::{SignedDuration, Timestamp};

/// Whether a point is in the outline: circles by the geodesic, rings by crossings in the plane of degrees.
fn holds(outline: &Outline, at: Point) -> bool {
    match outline {
        Outline::Circle { center, radius_m } => {
            let distance_m: f64 = Geodesic::wgs84().inverse(center.lat, center.lng, at.lat, at.lng);
            distance_m <= *radius_m
        }
        Outline::Polygon(ring) => {
            let edges = ring.iter().zip(ring.iter().cycle().skip(1));
            let crossings = edges.filter(|(a, b)| {
                (a.lat > at.lat) != (b.lat > at.lat) && at.lng < (b.lng - a.lng) * (at.lat - a.lat) / (b.lat - a.lat) + a.lng
            });
            crossings.count() % 2 == 1
        }
    }
}

fn within(volumes: &[Volume], at: Point, height_m: f64, now: Timestamp) -> bool {
    volumes.iter().any(|volume| {
        let high = (volume.lower_m.unwrap()..=volume.upper_m.unwrap()).contains(&height_m);
        high && (volume.start..=volume.end).contains(&now) && holds(&volume.outline, at)
    })
}

#[test]
fn aircraft_are_within_their_volumes_from_take_off_to_landing_unless_they_stray() {
    let cast = cast::load().unwrap();
    let start: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
    for flight in &cast.flights {
        let volumes = cast.volumes(&flight.legs, start);
        let strays = flight.conduct == Conduct::Strays;
        let mut outside = 0;
        for second in (0..length_s(&flight.legs)).step_by(5) {
            let now = start + SignedDuration::from_secs(second);
            let Fix { at, height_m, .. } = fix(&cast.places, &flight.legs, strays, second as f64).unwrap();
            outside += usize::from(!within(&volumes, at, height_m, now));
        }
        assert_eq!(outside, if strays { 10 } else { 0 }, "{}", flight.name);
        assert_eq!(fix(&cast.places, &flight.legs, strays, length_s(&flight.legs) as f64), None);
        assert_eq!(fix(&cast.places, &flight.legs, strays, -1.0), None);
    }
}

#[test]
fn speed_and_track_are_those_of_the_way() {
    let cast = cast::load().unwrap();
    let water = cast.flights.iter().find(|flight| flight.name.starts_with("Water")).unwrap();
    let Fix { speed_mps, track_deg, .. } = fix(&cast.places, &water.legs, false, 600.0).unwrap();
    // From Mafraq to Safawi: 87 km in 65 minutes, a little south of east.
    assert!((20.0..25.0).contains(&speed_mps), "{speed_mps}");
    assert!((95.0..105.0).contains(&track_deg), "{track_deg}");
}
