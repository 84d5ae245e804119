//! Tests of `sweep.rs`.

use super::*;
use crate::{Circle, LatLng};

fn swept(spans: &[(i64, i64)], start: i64, limit: i64) -> Option<(i64, Option<usize>)> {
    let mut sweep = Sweep::new(start);
    for (pair, &(from, until)) in spans.iter().enumerate() {
        sweep.add(Span { from, until, exit: (until < i64::MAX).then_some(until), pair });
    }
    let found = sweep.advance(limit, |_| Ok(true)).unwrap();
    found.then(|| (sweep.at(), sweep.cleared()))
}

#[test]
fn a_shift_between_no_intervals_stays() {
    assert_eq!(swept(&[], 0, 0), Some((0, None)));
    assert_eq!(swept(&[(0, 5), (-9, 0), (7, i64::MAX), (i64::MIN, -3)], 0, 9), Some((0, None)));
}

#[test]
fn intervals_are_passed_in_a_chain_and_a_gap_of_no_width_is_found() {
    assert_eq!(swept(&[(4, 9), (-2, 3), (1, 5)], 0, 99), Some((9, Some(0))));
    assert_eq!(swept(&[(3, 9), (-2, 3)], 0, 99), Some((3, Some(1))));
    // One within another, and one that ends with another.
    assert_eq!(swept(&[(-2, 8), (1, 5), (6, 8)], 0, 99), Some((8, Some(0))));
}

#[test]
fn what_lies_beyond_the_limit_or_has_no_end_is_not_found() {
    assert_eq!(swept(&[(-2, 8)], 0, 8), Some((8, Some(0))));
    assert_eq!(swept(&[(-2, 8)], 0, 7), None);
    assert_eq!(swept(&[(-2, 8), (7, i64::MAX)], 0, i64::MAX), None);
    assert_eq!(swept(&[(i64::MIN, i64::MAX)], 0, i64::MAX), None);
}

#[test]
fn only_intervals_in_the_way_are_asked_for() {
    let mut sweep = Sweep::new(0);
    for (pair, (from, until)) in [(-5, 5), (-4, 4), (-3, 0), (5, 7), (3, 9)].into_iter().enumerate() {
        sweep.add(Span { from, until, exit: Some(until), pair });
    }
    let mut asked = Vec::new();
    let found = sweep.advance(99, |pair| {
        asked.push(pair);
        Ok(pair != 4)
    });
    assert_eq!((found, sweep.at(), asked), (Ok(true), 5, vec![0, 4]));
    // What is added later is passed from where the sweep stands.
    sweep.add(Span { from: -9, until: 6, exit: Some(6), pair: 5 });
    assert_eq!((sweep.advance(99, |_| Ok(true)), sweep.at(), sweep.cleared()), (Ok(true), 7, Some(3)));
    assert_eq!(sweep.advance(99, |_| Err(SearchError::TooManySteps { allowed: 1 })), Ok(true));
}

#[test]
fn a_step_up_reaches_its_height_in_spite_of_rounding() {
    for (from_m, to_m) in [(0.1, 0.3), (0.7, 61.3), (-17.3, 1e-9), (1e-9, 8848.86), (123.456, 123.4560001), (0.3, 0.1)] {
        let step_m = step_up_to(from_m, to_m);
        assert!(from_m + step_m >= to_m, "{from_m} {to_m}");
        assert!((step_m - (to_m - from_m)).abs() <= 4.0 * f64::EPSILON * to_m.abs().max(from_m.abs()), "{from_m} {to_m}");
    }
}

#[test]
fn what_is_forbidden_upwards_is_forbidden_downwards_in_the_mirror() {
    let circle = Volume::new(Circle::new(LatLng::new(0.0, 0.0).unwrap(), 100.0).unwrap());
    let volume = |start: i64, end: i64, lower: f64, upper: f64| {
        circle.clone().between_times(start, end).unwrap().between_heights(lower, upper).unwrap()
    };
    let (a, b) = (volume(10, 20, 0.0, 30.0), volume(12, i64::MAX, 20.0, 60.0));
    assert_eq!(Side::Up.time_span(&a, &b, 7), Some(Span { from: -8, until: i64::MAX, exit: None, pair: 7 }));
    assert_eq!(Side::Down.time_span(&a, &b, 7), Some(Span { from: i64::MIN, until: 8, exit: Some(8), pair: 7 }));
    let span = |from: f64, until: f64| {
        Some(Span { from: Metres(from + TOUCH_M), until: Metres(until - TOUCH_M), exit: Some(Metres(until)), pair: 7 })
    };
    assert_eq!(Side::Up.height_span(&a, &b, 7), span(-10.0, 60.0));
    assert_eq!(Side::Down.height_span(&a, &b, 7), span(-60.0, 10.0));
    // One after the other, one above the other, and one that is flat.
    assert_eq!(Side::Up.height_span(&a, &volume(20, 30, 0.0, 9.0), 7), None);
    assert_eq!(Side::Up.time_span(&a, &volume(0, 30, 30.0, 40.0), 7), None);
    assert_eq!(Side::Up.height_span(&a, &volume(10, 30, 5.0, 5.0), 7), None);
    assert_eq!(Side::Up.time_span(&a, &volume(15, 15, 0.0, 30.0), 7), None);
}
