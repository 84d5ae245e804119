//! Tests of `crossing.rs`.

use std::time::Instant;

use proptest::prelude::*;

use super::*;
use crate::{LatLng, MAX_VERTICES};

fn points(positions: impl IntoIterator<Item = (f64, f64)>) -> Vec<Point> {
    positions.into_iter().map(|(lat_deg, lng_deg)| LatLng::new(lat_deg, lng_deg).unwrap().to_point()).collect()
}

/// A ring about a centre whose vertices have growing directions: it never crosses itself.
fn star(center: Point, radii_rad: &[f64]) -> Vec<Point> {
    let side = s2rst::s2::ortho(center);
    let third = center.0.cross(side.0);
    let turn = std::f64::consts::TAU / radii_rad.len() as f64;
    let vertex = |(i, radius_rad): (usize, &f64)| {
        let (sin, cos) = (i as f64 * turn).sin_cos();
        let direction = side.0 * cos + third * sin;
        Point((center.0 * radius_rad.cos() + direction * radius_rad.sin()).normalize())
    };
    radii_rad.iter().enumerate().map(vertex).collect()
}

/// A comb of teeth side by side, joined along the bottom.
fn comb(teeth: usize, width_deg: f64, height_deg: f64) -> Vec<Point> {
    let step_deg = width_deg / teeth as f64;
    let tooth = |i: usize| {
        let lng_deg = i as f64 * step_deg;
        [(0.0, lng_deg), (height_deg, lng_deg + step_deg / 2.0)]
    };
    let back = [(-step_deg, width_deg), (-step_deg, 0.0)];
    points((0..teeth).flat_map(tooth).chain(back))
}

/// Checks that the sweep and all pairs agree, and that both agree with the bare predicate.
fn check(ring: &[Point]) -> Result<(), TestCaseError> {
    let by_pairs = find_by_pairs(ring);
    let by_sweep = find_by_sweep(ring);
    if by_pairs.is_none() {
        let crosses = |i: usize, j: usize| {
            let (a, b) = (ring[i], ring[next(ring, i)]);
            crossing_sign(a, b, ring[j], ring[next(ring, j)]) == Crossing::Cross
        };
        let count = ring.len();
        prop_assert!(!(0..count).any(|i| (i + 2..count).any(|j| crosses(i, j))));
    }
    prop_assert_eq!(by_pairs.is_some(), by_sweep.is_some(), "{:?} {:?}", by_pairs, by_sweep);
    if let Some((first, second)) = by_sweep {
        prop_assert!(first < second && conflict(ring, first, second));
    }
    Ok(())
}

fn anywhere() -> impl Strategy<Value = Point> {
    prop_oneof![
        4 => (-90.0..=90.0, -180.0..=180.0),
        1 => (Just(90.0), Just(0.0)),
        1 => (-1.0..=1.0, Just(180.0)),
    ]
    .prop_map(|(lat, lng)| LatLng::new(lat, lng).unwrap().to_point())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 3000,
        max_global_rejects: 100_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn random_rings_are_judged_as_by_all_pairs(ring in prop::collection::vec(anywhere(), 3..12)) {
        let different = (1..ring.len()).all(|i| !ring[..i].contains(&ring[i]));
        prop_assume!(different);
        check(&ring)?;
    }

    #[test]
    fn stars_do_not_cross_until_two_vertices_are_swapped(
        center in anywhere(),
        scale in prop_oneof![Just(1e-6), Just(1e-3), Just(0.5), Just(2.9)],
        radii in prop::collection::vec(0.05..1.0, 5..60),
        swap in any::<[prop::sample::Index; 2]>(),
    ) {
        let radii: Vec<f64> = radii.iter().map(|r| r * scale).collect();
        let mut ring = star(center, &radii);
        check(&ring)?;
        // Rounding can only spoil stars far smaller than these.
        prop_assert_eq!(find_by_sweep(&ring), None);
        let [a, b] = swap.map(|index| index.index(ring.len()));
        ring.swap(a, b);
        check(&ring)?;
    }

    #[test]
    fn rings_on_a_coarse_grid_are_judged_as_by_all_pairs(
        cells in prop::collection::vec((-3_i8..=3, -3_i8..=3), 3..14),
        lng_deg in prop_oneof![Just(0.0), Just(45.0), Just(177.0)],
    ) {
        let mut different = cells.clone();
        different.sort_unstable();
        different.dedup();
        prop_assume!(different.len() == cells.len());
        // Points on one meridian or on the equator are exactly collinear.
        let ring = points(cells.iter().map(|(i, j)| (f64::from(*i), lng_deg + f64::from(*j))));
        check(&ring)?;
    }
}

#[test]
fn a_vertex_exactly_on_an_edge_is_a_touch() {
    let ring = points([(0.0, 0.0), (0.0, 10.0), (5.0, 8.0), (0.0, 5.0), (5.0, 2.0)]);
    assert!(find_by_pairs(&ring).is_some());
    assert!(find_by_sweep(&ring).is_some());
}

/// Both edges of the touching vertex end there, wherever the sweep comes from.
#[test]
fn a_tip_that_touches_the_edge_after_next_is_found() {
    let ring = points([(0.0, 1.0), (0.0, 0.0), (-3.0, -1.0), (3.0, 1.0)]);
    assert!(find_by_pairs(&ring).is_some());
    for shift in 0..ring.len() {
        let shifted = [&ring[shift..], &ring[..shift]].concat();
        assert!(find_by_sweep(&shifted).is_some(), "shifted by {shift}");
    }
}

#[test]
fn a_ring_round_the_pole_does_not_cross_itself() {
    let ring = points((0..360).map(|i| (80.0 + f64::from(i % 2), f64::from(i) - 180.0)));
    assert_eq!(find_by_pairs(&ring), None);
    assert_eq!(find_by_sweep(&ring), None);
}

#[test]
fn the_largest_rings_are_judged_in_no_more_than_n_log_n() {
    let center = LatLng::new(34.0, 130.0).unwrap().to_point();
    let jagged = |scale: f64| -> Vec<f64> { (0..MAX_VERTICES).map(|i| if i % 2 == 0 { scale } else { scale / 9.0 }).collect() };
    let half = MAX_VERTICES / 2 - 1;
    let rings = [
        ("a star of 5 km", star(center, &jagged(8e-4))),
        ("a star of 6 m", star(center, &jagged(1e-6))),
        ("a star round the earth", star(center, &jagged(3.0))),
        ("a circle", star(center, &vec![1e-3; MAX_VERTICES])),
        ("a comb", comb(half, 1.0, 0.5)),
        ("a comb of hairs", comb(half, 1e-5, 80.0)),
        ("a comb on the equator", comb(half, 170.0, 1e-9)),
    ];
    for (name, ring) in rings {
        let start = Instant::now();
        assert_eq!(find_crossing(&ring), None, "{name}");
        let elapsed = start.elapsed();
        println!("{name}: {elapsed:?}");
        // All pairs would take seconds even when optimised; the bound only tells the two apart.
        assert!(elapsed.as_secs_f64() < 2.0, "{name} took {elapsed:?}");
    }
}
