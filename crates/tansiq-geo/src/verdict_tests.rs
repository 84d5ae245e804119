//! Tests of `verdict.rs`.

use super::*;
use crate::{Circle, Outline, Polygon};

/// A polygon of points in units of 0.01° east and north of a place.
fn polygon(lat_deg: f64, lng_deg: f64, ring: &[(f64, f64)]) -> Volume {
    let vertex = |(x, y): &(f64, f64)| LatLng::new(lat_deg + y * 0.01, lng_deg + x * 0.01).unwrap();
    Volume::new(Polygon::new(ring.iter().map(vertex).collect()).unwrap())
}

fn square(x: f64, y: f64) -> Volume {
    polygon(34.0, 132.0, &[(x, y), (x + 1.0, y), (x + 1.0, y + 1.0), (x, y + 1.0)])
}

fn found(a: &Volume, b: &Volume) -> Overlap {
    let (Verdict::Overlap(found), Verdict::Overlap(reverse)) = (overlap(a, b), overlap(b, a)) else { panic!("they overlap") };
    assert!(a.is_over(found.position) && b.is_over(found.position), "{found:?}");
    assert!((found.horizontal_m - reverse.horizontal_m).abs() < 1e-6);
    found
}

fn check(a: &Volume, b: &Volume, expected: Verdict) {
    assert_eq!(overlap(a, b), expected);
    assert_eq!(overlap(b, a), expected);
    assert!(!overlaps(a, b) && !overlaps(b, a));
}

#[test]
fn ranges_of_time_that_share_a_moment_touch() {
    let at = |start: i64, end: i64| square(0.0, 0.0).between_times(start, end).unwrap();
    check(&at(0, 10), &at(10, 20), Verdict::Touching);
    check(&at(0, 10), &at(11, 20), Verdict::Apart(Dimension::Time));
    check(&at(0, 10), &at(5, 5), Verdict::Touching);
    assert!((found(&at(0, 3_000_000), &at(1_000_000, i64::MAX)).seconds - 2.0).abs() < 1e-9);
    assert!(found(&at(i64::MIN, 3), &at(i64::MIN, 9)).seconds.is_infinite());
}

#[test]
fn layers_that_share_a_height_touch_and_a_centimetre_is_a_conflict() {
    let layer = |lower: f64, upper: f64| square(0.0, 0.0).between_heights(lower, upper).unwrap();
    check(&layer(0.0, 50.0), &layer(50.0, 90.0), Verdict::Touching);
    check(&layer(0.0, 50.0), &layer(50.01, 90.0), Verdict::Apart(Dimension::Height));
    check(&layer(0.0, 50.0), &layer(20.0, 20.0), Verdict::Touching);
    assert!((found(&layer(0.0, 50.0), &layer(49.99, 90.0)).vertical_m - 0.01).abs() < 1e-9);
    let unbounded = f64::NEG_INFINITY;
    assert!((found(&layer(unbounded, 50.0), &layer(10.0, f64::INFINITY)).vertical_m - 40.0).abs() < 1e-9);
}

#[test]
fn neighbours_that_share_a_side_touch() {
    check(&square(0.0, 0.0), &square(1.0, 0.0), Verdict::Touching);
    check(&square(0.0, 0.0), &square(1.0, 1.0), Verdict::Touching);
    check(&square(0.0, 0.0), &square(1.001, 0.0), Verdict::Apart(Dimension::Ground));
    // Along a meridian, which is a great circle: corners of one in the middle of sides of the other.
    check(&square(0.0, 0.0), &square(1.0, 0.37), Verdict::Touching);
    check(&square(0.0, 0.0), &square(-1.0, -0.123), Verdict::Touching);
}

#[test]
fn a_hair_of_overlap_is_a_conflict() {
    // 1e-5 of 0.01° of longitude is 9.24 mm.
    let depth_m = found(&square(0.0, 0.0), &square(1.0 - 1e-5, 0.37)).horizontal_m;
    assert!((depth_m - 0.00924).abs() < 1e-4, "{depth_m}");
    check(&square(0.0, 0.0), &square(1.0 + 1e-5, 0.37), Verdict::Apart(Dimension::Ground));
}

#[test]
fn the_same_area_overlaps_itself_however_its_ring_is_written() {
    let a = square(0.0, 0.0);
    assert!(found(&a, &a).horizontal_m > 400.0);
    let more = polygon(34.0, 132.0, &[(1.0, 1.0), (1.0, 0.3), (1.0, 0.0), (0.0, 0.0), (0.0, 0.7), (0.0, 1.0)]);
    assert!(found(&a, &more).horizontal_m > 400.0);
    // Inscribed: every corner on the outline of the other.
    let inscribed = polygon(34.0, 132.0, &[(1.0, 1.0), (0.0, 0.5), (1.0, 0.0)]);
    assert!(found(&a, &inscribed).horizontal_m > 100.0);
}

#[test]
fn a_shape_in_the_hollow_of_another_is_apart() {
    let hollow =
        polygon(34.0, 132.0, &[(0.0, 0.0), (3.0, 0.0), (3.0, 3.0), (2.0, 3.0), (2.0, 1.0), (1.0, 1.0), (1.0, 3.0), (0.0, 3.0)]);
    check(&hollow, &square(1.0, 1.5).with_buffer(0.0).unwrap(), Verdict::Touching);
    let inside = polygon(34.0, 132.0, &[(1.1, 1.1), (1.9, 1.1), (1.5, 4.0)]);
    check(&hollow, &inside, Verdict::Apart(Dimension::Ground));
    assert!(found(&hollow, &inside.with_buffer(111.0).unwrap()).horizontal_m > 10.0);
}

#[test]
fn a_line_through_an_area_conflicts_and_beside_it_does_not() {
    let line = |x: f64| polygon(34.0, 132.0, &[(x, -1.0), (x, 2.0), (x, 1.5)]);
    assert!((found(&square(0.0, 0.0), &line(0.5)).horizontal_m - 462.0).abs() < 1.0);
    check(&square(0.0, 0.0), &line(1.0), Verdict::Touching);
    check(&square(0.0, 0.0), &line(1.1), Verdict::Apart(Dimension::Ground));
    check(&line(0.5), &line(0.5), Verdict::Touching);
    assert!((found(&line(0.5), &line(0.5).with_buffer(3.0).unwrap()).horizontal_m - 3.0).abs() < 1e-3);
    // Two lines that cross have no area in common; with buffers they have.
    let north = polygon(0.0, 132.0, &[(0.5, -1.0), (0.5, 2.0), (0.5, 1.5)]);
    let across = polygon(0.0, 132.0, &[(0.0, 0.0), (1.0, 0.0), (0.7, 0.0)]);
    check(&north, &across, Verdict::Touching);
    assert!(found(&north, &across.with_buffer(1.0).unwrap()).horizontal_m > 0.99);
}

#[test]
fn a_circle_in_a_polygon_and_a_polygon_in_a_circle_conflict() {
    let circle = |radius_m: f64| {
        let center = LatLng::new(34.005, 132.005).unwrap();
        Volume::new(Outline::Circle(Circle::new(center, radius_m).unwrap()))
    };
    for radius_m in [0.001, 10.0, 462.0, 5_000.0] {
        assert!((found(&circle(radius_m), &square(0.0, 0.0)).horizontal_m - radius_m - 461.8).abs() < 0.5);
    }
    let depth_m = found(&circle(10.0), &circle(20.0)).horizontal_m;
    assert!((depth_m - 30.0).abs() < 1e-9);
}

/// The wide sides of legal slivers may be longer than a quarter of the Earth.
#[test]
fn corridors_across_the_earth_are_decided() {
    let corridor = |lat: f64, north: f64| polygon(lat, 10.0, &[(0.0, 0.0), (16_000.0, 0.0), (16_000.0, north), (0.0, north)]);
    // Edges along the equator and just north of it at the ends; great circles meet half-way.
    let a = corridor(0.0, 1e-5);
    let b = polygon(-1.0, 80.0, &[(0.0, 0.0), (1.0, 0.0), (1.0, 200.0)]);
    assert!(found(&a, &b).horizontal_m > 0.001);
    let south = polygon(-1.0, 80.0, &[(0.0, 0.0), (1.0, 0.0), (1.0, 99.0)]);
    check(&a, &south, Verdict::Apart(Dimension::Ground));
    assert!(found(&a, &south.with_buffer(1_200.0).unwrap()).horizontal_m > 90.0);
}
