//! Whether volumes overlap, found out without Tansiq's geometry: geodesic distances by GeographicLib, and shapes laid flat
//! about a point in their midst (azimuthal equidistant), where separating axes decide. Over the few kilometres of a sky
//! that is right to a millimetre.
//!
//! It knows circles and convex polygons, which is all that is planned here.

use crate::sky::MIDDLE;
use geographiclib_rs::{Geodesic, InverseGeodesic};
use tansiq_wire::f3548::{Time, Volume4D};

/// Depths and distances below this, in metres, are too close to call.
const HAIR_M: f64 = 0.02;

/// What the oracle says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saying {
    Apart,
    /// Too close to call.
    Hairline,
    Overlap,
}

/// Whether any of these overlaps any of those.
pub fn any_overlap(these: &[Volume4D], those: &[Volume4D]) -> Saying {
    let mut said = Saying::Apart;
    for this in these {
        for that in those {
            match overlap(this, that) {
                Saying::Overlap => return Saying::Overlap,
                Saying::Hairline => said = Saying::Hairline,
                Saying::Apart => {}
            }
        }
    }
    said
}

fn overlap(this: &Volume4D, that: &Volume4D) -> Saying {
    let time = |time: &Option<Time>| time.as_ref().expect("all are bounded").to_micros().expect("a time");
    let seconds = time(&this.time_end).min(time(&that.time_end)) - time(&this.time_start).max(time(&that.time_start));
    if seconds <= 0 {
        return Saying::Apart;
    }
    let lower = |volume: &Volume4D| volume.volume.altitude_lower.as_ref().expect("all are bounded").value;
    let upper = |volume: &Volume4D| volume.volume.altitude_upper.as_ref().expect("all are bounded").value;
    let height_m = upper(this).min(upper(that)) - lower(this).max(lower(that));
    let depth_m = depth_m(&Flat::of(this), &Flat::of(that));
    let least = height_m.min(depth_m);
    if least > HAIR_M {
        Saying::Overlap
    } else if least < -HAIR_M {
        Saying::Apart
    } else {
        Saying::Hairline
    }
}

/// A shape on the ground.
enum Flat {
    Circle {
        lat: f64,
        lng: f64,
        radius_m: f64,
    },
    /// Metres east and north of the middle.
    Convex(Vec<[f64; 2]>),
}

impl Flat {
    fn of(volume: &Volume4D) -> Flat {
        match (&volume.volume.outline_circle, &volume.volume.outline_polygon) {
            (Some(circle), None) => {
                let centre = circle.center.as_ref().expect("a circle has a centre");
                let radius_m = circle.radius.as_ref().expect("a circle has a radius").value;
                Flat::Circle { lat: centre.lat, lng: centre.lng, radius_m }
            }
            (None, Some(polygon)) => Flat::Convex(polygon.vertices.iter().map(|at| flat(at.lat, at.lng)).collect()),
            _ => panic!("one outline"),
        }
    }
}

/// Metres east and north of the middle of the sky.
fn flat(lat: f64, lng: f64) -> [f64; 2] {
    let (metres, bearing, _, _): (f64, f64, f64, f64) = Geodesic::wgs84().inverse(MIDDLE.0, MIDDLE.1, lat, lng);
    let (east, north) = bearing.to_radians().sin_cos();
    [metres * east, metres * north]
}

/// How deep two shapes overlap; below 0 a lower bound of how far they are apart.
fn depth_m(this: &Flat, that: &Flat) -> f64 {
    match (this, that) {
        (Flat::Circle { lat, lng, radius_m }, Flat::Circle { lat: other_lat, lng: other_lng, radius_m: other_m }) => {
            let metres: f64 = Geodesic::wgs84().inverse(*lat, *lng, *other_lat, *other_lng);
            radius_m + other_m - metres
        }
        (Flat::Circle { lat, lng, radius_m }, Flat::Convex(corners))
        | (Flat::Convex(corners), Flat::Circle { lat, lng, radius_m }) => radius_m - distance_m(flat(*lat, *lng), corners),
        (Flat::Convex(these), Flat::Convex(those)) => {
            let axes = normals(these).chain(normals(those));
            axes.map(|axis| common_m(axis, these, those)).fold(f64::INFINITY, f64::min)
        }
    }
}

/// From a point to a convex polygon; below 0 inside.
fn distance_m(point: [f64; 2], corners: &[[f64; 2]]) -> f64 {
    let (mut nearest, mut inside) = (f64::INFINITY, true);
    let turn = area_m2(corners).signum();
    for (from, to) in edges(corners) {
        let (edge, way) = (minus(to, from), minus(point, from));
        let along = (dot(way, edge) / dot(edge, edge)).clamp(0.0, 1.0);
        let foot = [from[0] + along * edge[0], from[1] + along * edge[1]];
        nearest = nearest.min(minus(point, foot)[0].hypot(minus(point, foot)[1]));
        inside &= turn * (edge[0] * way[1] - edge[1] * way[0]) >= 0.0;
    }
    if inside { -nearest } else { nearest }
}

/// How much of an axis two polygons share.
fn common_m(axis: [f64; 2], these: &[[f64; 2]], those: &[[f64; 2]]) -> f64 {
    let span = |corners: &[[f64; 2]]| {
        let places = corners.iter().map(|corner| dot(*corner, axis));
        places.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), place| (low.min(place), high.max(place)))
    };
    let ((low, high), (other_low, other_high)) = (span(these), span(those));
    high.min(other_high) - low.max(other_low)
}

fn normals(corners: &[[f64; 2]]) -> impl Iterator<Item = [f64; 2]> {
    edges(corners).map(|(from, to)| {
        let [east, north] = minus(to, from);
        let length = east.hypot(north);
        [north / length, -east / length]
    })
}

fn edges(corners: &[[f64; 2]]) -> impl Iterator<Item = ([f64; 2], [f64; 2])> {
    (0..corners.len()).map(|index| (corners[index], corners[(index + 1) % corners.len()]))
}

fn area_m2(corners: &[[f64; 2]]) -> f64 {
    edges(corners).map(|(from, to)| from[0] * to[1] - from[1] * to[0]).sum::<f64>() / 2.0
}

fn minus(this: [f64; 2], that: [f64; 2]) -> [f64; 2] {
    [this[0] - that[0], this[1] - that[1]]
}

fn dot(this: [f64; 2], that: [f64; 2]) -> f64 {
    this[0] * that[0] + this[1] * that[1]
}

#[test]
fn the_oracle_knows_what_is_plain() {
    let circle = |metres_east: f64, radius_m: f64, heights: (f64, f64), times: (i64, i64)| {
        let lng = MIDDLE.1 + metres_east / (111_320.0 * MIDDLE.0.to_radians().cos());
        Volume4D::circle(MIDDLE.0, lng, radius_m, heights.0, heights.1, times.0, times.1)
    };
    let (heights, times) = ((0.0, 100.0), (0, 60_000_000));
    let here = circle(0.0, 100.0, heights, times);
    assert_eq!(overlap(&here, &circle(150.0, 60.0, heights, times)), Saying::Overlap);
    assert_eq!(overlap(&here, &circle(170.0, 60.0, heights, times)), Saying::Apart);
    assert_eq!(overlap(&here, &circle(0.0, 60.0, (100.5, 120.0), times)), Saying::Apart);
    assert_eq!(overlap(&here, &circle(0.0, 60.0, (99.0, 120.0), times)), Saying::Overlap);
    assert_eq!(overlap(&here, &circle(0.0, 60.0, heights, (60_000_000, 70_000_000))), Saying::Apart);
    let square = |middle: f64| vec![[middle - 5.0, -5.0], [middle + 5.0, -5.0], [middle + 5.0, 5.0], [middle - 5.0, 5.0]];
    assert!((distance_m([8.0, 9.0], &square(0.0)) - 5.0).abs() < 1e-9, "3-4-5 from a corner");
    assert!((distance_m([1.0, 0.0], &square(0.0)) + 4.0).abs() < 1e-9, "4 m inside");
    assert!((depth_m(&Flat::Convex(square(0.0)), &Flat::Convex(square(8.0))) - 2.0).abs() < 1e-9);
    assert!((depth_m(&Flat::Convex(square(0.0)), &Flat::Convex(square(13.0))) + 3.0).abs() < 1e-9);
}
