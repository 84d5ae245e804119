//! Tests of `edge.rs`.

use super::*;
use crate::LatLng;

/// Metres to a degree of latitude at the equator.
const METRES_PER_DEGREE: f64 = 110_574.3;

/// A point some metres east and north of a place on the equator, nearly.
fn point(east_m: f64, north_m: f64) -> Vector {
    LatLng::new(north_m / METRES_PER_DEGREE, 20.0 + east_m / 111_319.49).unwrap().to_point().0
}

fn edge(a: (f64, f64), b: (f64, f64)) -> Edge {
    Edge::new(point(a.0, a.1), point(b.0, b.1))
}

#[test]
fn the_nearest_point_is_beside_the_edge_or_its_end() {
    let edge = edge((0.0, 0.0), (1000.0, 0.0));
    for ((x, y), distance_m) in [((500.0, 30.0), 30.0), ((-30.0, 40.0), 50.0), ((1030.0, -40.0), 50.0), ((200.0, 0.0), 0.0)] {
        let nearest = edge.nearest(point(x, y));
        assert!((nearest.distance_m - distance_m).abs() < 1e-3, "{x} {y}: {nearest:?}");
        let angle_m = edge.angle2(point(x, y)).sqrt() * MIN_RADIUS_M;
        assert!(angle_m <= distance_m + 1e-6 && angle_m >= distance_m * 0.98, "{x} {y}: {angle_m}");
    }
}

#[test]
fn a_crossing_is_a_short_contact_and_a_shared_stretch_a_long_one() {
    let across = edge((0.0, 0.0), (1000.0, 0.0));
    let (low, high) = across.contact(&edge((250.0, -50.0), (250.0, 50.0))).unwrap();
    assert!((low - 0.25).abs() < 1e-6 && (high - 0.25).abs() < 1e-6 && low < high);
    let (low, high) = across.contact(&edge((700.0, 0.0), (200.0, 0.0))).unwrap();
    assert!((low - 0.2).abs() < 1e-6 && (high - 0.7).abs() < 1e-6, "{low} {high}");
}

#[test]
fn edges_a_hundredth_of_a_millimetre_apart_have_no_contact() {
    let across = edge((0.0, 0.0), (1000.0, 0.0));
    for other in [
        edge((0.0, 1e-5), (1000.0, 1e-5)),
        edge((500.0, 1e-5), (500.0, 50.0)),
        edge((1000.00001, 0.0), (2000.0, 0.0)),
        edge((1000.00001, -5.0), (1000.00001, 5.0)),
        edge((0.0, 1.0), (1000.0, 1e-5)),
    ] {
        assert_eq!(across.contact(&other), None);
        assert_eq!(other.contact(&across), None);
    }
    assert!(across.contact(&edge((1000.0, 0.0), (1500.0, 300.0))).is_some());
}

#[test]
fn a_bound_between_edges_is_never_too_large() {
    let one = edge((0.0, 0.0), (40_000.0, 0.0));
    let other = edge((50_000.0, 100.0), (90_000.0, 20_000.0));
    let exact_m = one.nearest(other.a).distance_m;
    assert!(one.apart_rad(&other) * MIN_RADIUS_M <= exact_m);
}
