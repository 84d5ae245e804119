//! Tests of `plan.rs`.

use super::*;
use crate::{Circle, LatLng, Outline, overlaps};

/// A circle of 100 m some steps of 0.001° of longitude along the equator (111.3 m).
fn circle(step: f64) -> Volume {
    let center = LatLng::new(0.0, step * 0.001).unwrap();
    Volume::new(Outline::Circle(Circle::new(center, 100.0).unwrap()))
}

fn at(step: f64, start_us: i64, end_us: i64) -> Volume {
    circle(step).between_times(start_us, end_us).unwrap()
}

#[test]
fn routes_through_one_place_at_different_times_do_not_conflict() {
    let east: Vec<_> = (0..10_u8).map(|k| at(f64::from(k), i64::from(k) * 10, i64::from(k) * 10 + 10)).collect();
    let later: Vec<_> = (0..10_u8).map(|k| at(f64::from(k), 100 + i64::from(k) * 10, 110 + i64::from(k) * 10)).collect();
    assert_eq!(conflicts(&east, &later).count(), 0);
    let west: Vec<_> = (0..10_u8).map(|k| at(9.0 - f64::from(k), i64::from(k) * 10, i64::from(k) * 10 + 10)).collect();
    let pairs: Vec<_> = conflicts(&east, &west).map(|c| (c.first, c.second)).collect();
    assert_eq!(pairs, [(4, 4), (5, 5)]);
}

#[test]
fn one_conflict_among_harmless_neighbours_is_found() {
    let own = [circle(0.0)];
    let mut others: Vec<_> = (2..300_u16).map(|k| circle(f64::from(k))).collect();
    assert_eq!(conflicts(&own, &others).count(), 0);
    others.insert(150, circle(1.0));
    let found: Vec<_> = conflicts(&own, &others).collect();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].first, found[0].second), (0, 150));
    assert!((found[0].overlap.horizontal_m - 88.68).abs() < 0.01, "{found:?}");
    assert_eq!(conflicts(&[], &others).count() + conflicts(&own, &[]).count(), 0);
}

#[test]
fn a_shift_in_time_conflicts_exactly_within_what_is_forbidden() {
    let (a, b) = (at(0.0, 100, 200), at(0.5, 250, 300));
    let forbidden = forbidden_time_shift_us(&a, &b).unwrap();
    assert_eq!(forbidden, Forbidden { above: 50, below: 200 });
    for (shift_us, conflict) in [(50, false), (51, true), (199, true), (200, false)] {
        assert_eq!(overlaps(&at(0.0, 100 + shift_us, 200 + shift_us), &b), conflict, "{shift_us}");
    }
    assert_eq!(forbidden_time_shift_us(&a, &at(2.0, 0, 1000)), None);
    let open = forbidden_time_shift_us(&a, &at(0.5, i64::MIN, 300)).unwrap();
    assert_eq!(open, Forbidden { above: i64::MIN, below: 200 });
    let above = b.between_heights(50.0, 60.0).unwrap();
    assert_eq!(forbidden_time_shift_us(&a.clone().between_heights(0.0, 50.0).unwrap(), &above), None);
    assert_eq!(forbidden_time_shift_us(&at(0.0, 100, 100), &above), None);
}

#[test]
fn a_shift_in_height_conflicts_exactly_within_what_is_forbidden() {
    let layer = |step: f64, lower: f64, upper: f64| circle(step).between_heights(lower, upper).unwrap();
    let (a, b) = (layer(0.0, 0.0, 30.0), layer(0.5, 50.0, 60.0));
    let forbidden = forbidden_height_shift_m(&a, &b).unwrap();
    assert_eq!(forbidden, Forbidden { above: 20.0, below: 60.0 });
    for (shift_m, conflict) in [(20.0, false), (20.01, true), (59.99, true), (60.0, false)] {
        assert_eq!(overlaps(&layer(0.0, shift_m, 30.0 + shift_m), &b), conflict, "{shift_m}");
    }
    let open = forbidden_height_shift_m(&circle(0.0), &b).unwrap();
    assert_eq!(open, Forbidden { above: f64::NEG_INFINITY, below: f64::INFINITY });
    assert_eq!(forbidden_height_shift_m(&a, &layer(0.5, 50.0, 50.0)), None);
    assert_eq!(forbidden_height_shift_m(&at(0.0, 0, 10), &at(0.0, 10, 20)), None);
}
