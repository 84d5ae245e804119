//! Tests of `ring.rs`.

use super::*;
use crate::LatLng;

fn polygon(ring: &[(f64, f64)]) -> Polygon {
    Polygon::new(ring.iter().map(|(lat, lng)| LatLng::new(*lat, *lng).unwrap()).collect()).unwrap()
}

fn point(lat_deg: f64, lng_deg: f64) -> Vector {
    LatLng::new(lat_deg, lng_deg).unwrap().to_point().0
}

/// Checks whether places are inside.
fn check(ring: &[(f64, f64)], inside: &[(f64, f64)], outside: &[(f64, f64)]) {
    let mut reversed = ring.to_vec();
    reversed.reverse();
    for ring in [ring, &reversed[..]] {
        let polygon = polygon(ring);
        let frame = Frame::new(&polygon);
        let ring = Ring::new(&polygon, &frame);
        for (lat, lng) in inside {
            assert!(ring.holds(point(*lat, *lng)), "{lat} {lng}");
        }
        for (lat, lng) in outside {
            assert!(!ring.holds(point(*lat, *lng)), "{lat} {lng}");
        }
        let inner = ring.inner().unwrap();
        assert!(ring.holds(inner) && ring.nearest(inner).distance_m > 1.0);
    }
}

#[test]
fn a_concave_ring_holds_what_is_inside() {
    let ring = [(0.0, 0.0), (0.0, 0.4), (0.3, 0.4), (0.1, 0.2), (0.3, 0.0)];
    check(&ring, &[(0.05, 0.2), (0.2, 0.05), (0.2, 0.35)], &[(0.2, 0.2), (0.3, 0.2), (-0.01, 0.2), (0.05, -179.8), (90.0, 0.0)]);
}

#[test]
fn a_ring_about_a_pole_holds_the_pole() {
    let ring = [(89.8, 0.0), (89.8, 90.0), (89.8, 180.0), (89.8, -90.0)];
    check(&ring, &[(90.0, 0.0), (89.81, 0.0), (89.9, -135.0)], &[(89.8, 45.0), (89.7, 0.0), (-90.0, 0.0)]);
}

#[test]
fn a_ring_across_the_antimeridian_is_like_any_other() {
    let ring = [(10.0, 179.9), (10.0, -179.9), (10.2, -179.9), (10.2, 179.9)];
    check(&ring, &[(10.1, 180.0), (10.1, -180.0), (10.1, 179.95), (10.1, -179.95)], &[(10.1, 0.0), (10.1, 179.8)]);
}

/// A corridor 60 m wide along most of a great circle: it holds opposite points of the Earth.
#[test]
fn a_corridor_round_the_earth_holds_what_is_inside() {
    let side = |offset: f64| (0..38).map(move |i| (offset, f64::from(i) * 9.0 - 170.0));
    let ring: Vec<_> = side(0.0).chain(side(0.0005).rev()).collect();
    let inside = [(0.0002, 0.0), (0.0002, 100.0), (0.0002, -80.0), (0.0002, -169.0)];
    check(&ring, &inside, &[(0.001, 0.0), (-0.0005, 10.0), (0.0002, 175.0), (90.0, 0.0), (0.0, 180.0)]);
    let polygon = polygon(&ring);
    let frame = Frame::new(&polygon);
    let cut = Ring::new(&polygon, &frame);
    assert!(cut.points.len() > 1_400 && cut.edges().all(|e| (e.b - e.a).norm() <= MAX_EDGE_RAD));
    let [first, second] = frame.outside;
    assert!(first.dot(second).abs() < 0.8);
}

#[test]
fn a_line_holds_nothing_and_has_no_inner_point() {
    let polygon = polygon(&[(0.0, 10.0), (0.3, 10.0), (0.1, 10.0), (0.2, 10.0)]);
    let frame = Frame::new(&polygon);
    let ring = Ring::new(&polygon, &frame);
    assert!(!ring.holds(point(0.15, 10.001)) && ring.inner().is_none());
    assert!((ring.nearest(point(0.4, 10.0)).distance_m - 11_057.4).abs() < 1.0);
}

#[test]
fn the_nearest_point_of_a_corner_is_the_corner() {
    let polygon = polygon(&[(0.0, 10.0), (0.3, 10.0), (0.1, 10.2)]);
    let frame = Frame::new(&polygon);
    let nearest = Ring::new(&polygon, &frame).nearest(point(0.3, 10.0));
    assert!(nearest.distance_m < 1e-8, "{nearest:?}");
}
