//! Tests of `search.rs`.

use super::*;
use crate::{Circle, LatLng, Polygon};

/// A circle of 100 m some steps of 111 m along the equator.
fn circle(step: f64) -> Volume {
    Volume::new(Circle::new(LatLng::new(0.0, step * 0.001).unwrap(), 100.0).unwrap())
}

fn slot(step: f64, start_us: i64, end_us: i64) -> Volume {
    circle(step).between_times(start_us, end_us).unwrap()
}

fn layer(step: f64, lower_m: f64, upper_m: f64) -> Volume {
    slot(step, 0, 10).between_heights(lower_m, upper_m).unwrap()
}

const ANYWHERE: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

type Found<T> = (Option<T>, Option<T>);

/// The nearest earlier and later shift.
fn times(plan: &[Volume], others: &[Volume], limit_us: u64) -> Found<i64> {
    let obstacles = Obstacles::new(others).unwrap();
    let mut search = Search::new(plan, &obstacles).unwrap();
    let by = |found: Option<Alternative>| {
        found.map(|found| {
            let Shift::Time { by_us } = found.shift else { panic!("{:?}", found.shift) };
            assert_eq!(Some(found.volumes), found.shift.apply(plan));
            by_us
        })
    };
    (by(search.nearest_earlier(limit_us).unwrap()), by(search.nearest_later(limit_us).unwrap()))
}

/// The nearest lower and higher shift.
fn heights(plan: &[Volume], others: &[Volume], (min_m, max_m): (f64, f64)) -> Found<f64> {
    let obstacles = Obstacles::new(others).unwrap();
    let mut search = Search::new(plan, &obstacles).unwrap();
    let limits = HeightLimits::new(min_m, max_m).unwrap();
    let by = |found: Option<Alternative>| {
        found.map(|found| {
            let Shift::Height { by_m } = found.shift else { panic!("{:?}", found.shift) };
            for volume in &found.volumes {
                assert!(volume.lower_m() >= min_m && volume.upper_m() <= max_m, "{volume:?}");
            }
            by_m
        })
    };
    (by(search.nearest_lower(limits).unwrap()), by(search.nearest_higher(limits).unwrap()))
}

#[test]
fn touching_is_free() {
    assert_eq!(times(&[slot(0.0, 10, 20)], &[slot(0.5, 0, 10), slot(0.5, 20, 30)], 99), (Some(0), Some(0)));
    assert_eq!(times(&[slot(0.0, 10, 20)], &[slot(0.5, 15, 30)], 99), (Some(-5), Some(20)));
    // A gap just as long as the plan.
    assert_eq!(times(&[slot(0.0, 10, 20)], &[slot(0.5, 15, 30), slot(0.5, 40, 50)], 99), (Some(-5), Some(20)));
    assert_eq!(times(&[slot(0.0, 10, 20)], &[slot(0.5, 15, 30), slot(0.5, 39, 50)], 99), (Some(-5), Some(40)));
    assert_eq!(
        heights(&[layer(0.0, 0.0, 30.0)], &[layer(0.5, 20.0, 50.0), layer(0.5, 80.0, 90.0)], ANYWHERE),
        (Some(-10.0), Some(50.0))
    );
}

#[test]
fn what_is_beside_above_or_flat_does_not_matter() {
    let plan = [slot(0.0, 10, 20).between_heights(0.0, 30.0).unwrap()];
    let above = slot(0.0, 0, 99).between_heights(30.0, 60.0).unwrap();
    assert_eq!(times(&plan, &[slot(2.0, 0, 99), above, slot(0.0, 15, 15)], 99), (Some(0), Some(0)));
    assert_eq!(
        heights(&[layer(0.0, 0.0, 30.0)], &[layer(2.0, 0.0, 99.0), layer(0.0, 9.0, 9.0)], ANYWHERE),
        (Some(0.0), Some(0.0))
    );
}

#[test]
fn a_plan_moves_as_a_whole() {
    // What frees the first volume brings the second into conflict.
    let plan = [slot(0.0, 0, 10), slot(5.0, 10, 20)];
    let others = [slot(0.5, 0, 10), slot(5.5, 25, 50), slot(5.5, -20, 5)];
    assert_eq!(times(&plan, &others, 99), (Some(-40), Some(40)));
    assert_eq!(times(&plan[..1], &others, 99), (Some(-10), Some(10)));
}

#[test]
fn limits_are_inclusive_and_respected() {
    let (plan, others) = ([slot(0.0, 10, 20)], [slot(0.5, 15, 30)]);
    assert_eq!(times(&plan, &others, 20), (Some(-5), Some(20)));
    assert_eq!(times(&plan, &others, 19), (Some(-5), None));
    assert_eq!(times(&plan, &others, 4), (None, None));
    let (plan, others) = ([layer(0.0, 30.0, 50.0)], [layer(0.5, 40.0, 70.0)]);
    assert_eq!(heights(&plan, &others, (20.0, 90.0)), (Some(-10.0), Some(40.0)));
    assert_eq!(heights(&plan, &others, (20.1, 89.9)), (None, None));
}

#[test]
fn a_plan_outside_its_limits_is_brought_within() {
    let plan = [layer(0.0, 30.0, 50.0), layer(9.0, 40.0, 60.0)];
    assert_eq!(heights(&plan, &[], (35.0, 120.0)), (None, Some(5.0)));
    assert_eq!(heights(&plan, &[layer(0.0, 40.0, 45.0)], (35.0, 120.0)), (None, Some(15.0)));
    assert_eq!(heights(&plan, &[], (0.0, 55.0)), (Some(-5.0), None));
    assert_eq!(heights(&plan, &[], (0.0, 29.0)), (None, None));
    // No bound is within no limit.
    assert_eq!(heights(&[circle(0.0)], &[], (0.0, f64::INFINITY)), (None, None));
    assert_eq!(heights(&[circle(0.0)], &[], ANYWHERE), (Some(0.0), Some(0.0)));
}

#[test]
fn a_layer_that_fits_to_the_last_bit_is_found_in_spite_of_rounding() {
    for base_m in [0.1, 0.7, 61.3, 333.3] {
        let plan = [layer(0.0, base_m, base_m + 29.9)];
        // Between this and the ceiling there is room for the plan and nothing more.
        let (top_m, ceiling_m) = (base_m + 0.3, base_m + 0.3 + 29.9);
        let (_, found) = heights(&plan, &[layer(0.5, base_m - 100.0, top_m)], (base_m - 200.0, ceiling_m));
        assert!((found.unwrap() - 0.3).abs() < 1e-9, "{base_m}: {found:?}");
    }
}

#[test]
fn what_has_no_end_is_never_passed() {
    let others = [slot(0.5, 15, i64::MAX)];
    assert_eq!(times(&[slot(0.0, 10, 20)], &others, u64::MAX), (Some(-5), None));
    assert_eq!(times(&[slot(0.0, 10, 20)], &[circle(0.5)], u64::MAX), (None, None));
    assert_eq!(times(&[slot(0.0, i64::MIN, 20)], &[slot(0.5, 0, 10)], u64::MAX), (Some(-20), None));
    assert_eq!(times(&[circle(0.0)], &[slot(0.5, 0, 10)], u64::MAX), (None, None));
    let ground = layer(0.5, f64::NEG_INFINITY, 40.0);
    assert_eq!(heights(&[layer(0.0, 0.0, 30.0)], &[ground], ANYWHERE), (None, Some(40.0)));
    assert_eq!(heights(&[layer(0.0, 0.0, 30.0)], &[slot(0.5, 0, 10)], ANYWHERE), (None, None));
}

#[test]
fn times_at_the_end_of_the_range_give_nothing_rather_than_nonsense() {
    let near_end = i64::MAX - 5;
    let others = [slot(0.5, 0, near_end)];
    assert_eq!(times(&[slot(0.0, 10, 20)], &others, u64::MAX), (Some(-20), None));
    assert_eq!(times(&[slot(0.0, i64::MIN + 1, 20)], &[slot(0.5, 0, near_end)], u64::MAX).1, None);
    assert_eq!(times(&[slot(0.0, 10, 20)], &[slot(0.5, i64::MIN + 5, 30)], u64::MAX), (None, Some(20)));
    // Too coarse for a micrometre: the verdict decides, and nobody is told that a place is free which is not.
    let (low, high) = heights(&[layer(0.0, 1e17, 1e17 + 64.0)], &[layer(0.5, 1e17 - 128.0, 1e17 + 32.0)], ANYWHERE);
    assert!(low.is_none_or(|by_m| by_m <= -192.0) && high.is_none_or(|by_m| by_m >= 32.0), "{low:?} {high:?}");
}

#[test]
fn the_pair_that_decides_is_named() {
    let plan = [slot(9.0, 0, 10), slot(0.0, 10, 20)];
    let others = [slot(3.0, 0, 99), slot(0.5, 5, 25), slot(-0.5, 25, 32)];
    let obstacles = Obstacles::new(&others).unwrap();
    let mut search = Search::new(&plan, &obstacles).unwrap();
    let found = search.nearest_later(1_000).unwrap().unwrap();
    assert_eq!((found.shift, found.clears), (Shift::Time { by_us: 22 }, Some((1, 2))));
    let found = search.nearest_earlier(1_000).unwrap().unwrap();
    assert_eq!((found.shift, found.clears), (Shift::Time { by_us: -15 }, Some((1, 1))));
    let found = Search::new(&plan[..1], &obstacles).unwrap().nearest_later(0).unwrap().unwrap();
    assert_eq!((found.shift, found.clears, found.volumes.as_slice()), (Shift::Time { by_us: 0 }, None, &plan[..1]));
}

#[test]
fn the_antimeridian_and_the_poles_are_no_special_places() {
    let at = |lat: f64, lng: f64, start: i64| {
        let circle = Circle::new(LatLng::new(lat, lng).unwrap(), 100.0).unwrap();
        Volume::new(circle).between_times(start, start + 10).unwrap()
    };
    assert_eq!(times(&[at(0.0, 179.9995, 0)], &[at(0.0, -179.9995, 5)], 99), (Some(-5), Some(15)));
    assert_eq!(times(&[at(0.0, 179.999, 0)], &[at(0.0, -179.999, 5)], 99), (Some(0), Some(0)));
    // 0.0005° from the pole is 56 m.
    assert_eq!(times(&[at(89.9995, 10.0, 0)], &[at(89.9995, -170.0, 5)], 99), (Some(-5), Some(15)));
    assert_eq!(times(&[at(-89.999, 10.0, 0)], &[at(-89.999, -170.0, 5)], 99), (Some(0), Some(0)));
    let cap = |start: i64| {
        let vertices = [0.0, 90.0, 180.0, -90.0].map(|lng| LatLng::new(89.9, lng).unwrap());
        Volume::new(Polygon::new(vertices.to_vec()).unwrap()).between_times(start, start + 10).unwrap()
    };
    assert_eq!(times(&[cap(0)], &[at(90.0, 0.0, 5)], 99), (Some(-5), Some(15)));
}

#[test]
fn no_plan_and_no_obstacles_are_free() {
    assert_eq!(times(&[], &[circle(0.0)], 0), (Some(0), Some(0)));
    assert_eq!(heights(&[], &[circle(0.0)], (0.0, 1.0)), (Some(0.0), Some(0.0)));
    assert_eq!(times(&[circle(0.0)], &[], 0), (Some(0), Some(0)));
}
