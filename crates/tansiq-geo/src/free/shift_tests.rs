//! Tests of `shift.rs`.

use super::*;
use crate::{Circle, LatLng};

fn volume(start_us: i64, end_us: i64) -> Volume {
    let circle = Circle::new(LatLng::new(0.0, 0.0).unwrap(), 100.0).unwrap();
    Volume::new(circle).between_heights(10.0, 40.0).unwrap().between_times(start_us, end_us).unwrap()
}

fn times(shift: Shift, plan: &[Volume]) -> Option<Vec<(i64, i64)>> {
    Some(shift.apply(plan)?.iter().map(|v| (v.start_us(), v.end_us())).collect())
}

#[test]
fn a_shift_in_time_moves_what_is_bounded() {
    let plan = [volume(0, 10), volume(i64::MIN, 20), volume(5, i64::MAX)];
    let by = |by_us: i64| times(Shift::Time { by_us }, &plan);
    assert_eq!(by(7), Some(vec![(7, 17), (i64::MIN, 27), (12, i64::MAX)]));
    assert_eq!(by(-7), Some(vec![(-7, 3), (i64::MIN, 13), (-2, i64::MAX)]));
    assert_eq!(by(i64::MAX), None);
    // This sum is a time that means no bound.
    assert_eq!(by(i64::MAX - 20), None);
    assert_eq!(by(i64::MAX - 21).unwrap()[1].1, i64::MAX - 1);
    assert_eq!(Shift::Time { by_us: -1_500_000 }.seconds(), -1.5);
}

#[test]
fn a_shift_in_height_moves_what_is_bounded() {
    let open = volume(0, 10).between_heights(f64::NEG_INFINITY, 30.0).unwrap();
    let moved = Shift::Height { by_m: 2.5 }.apply(&[volume(0, 10), open]).unwrap();
    assert_eq!((moved[0].lower_m(), moved[0].upper_m()), (12.5, 42.5));
    assert_eq!((moved[1].lower_m(), moved[1].upper_m()), (f64::NEG_INFINITY, 32.5));
    for by_m in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(Shift::Height { by_m }.apply(&[volume(0, 10)]), None);
    }
    assert_eq!((Shift::Height { by_m: -3.0 }.metres(), Shift::Height { by_m: -3.0 }.seconds()), (-3.0, 0.0));
}

#[test]
fn a_wait_extends_the_volume_in_which_it_is_spent() {
    let plan = [volume(0, 10), volume(10, 20), volume(20, 30)];
    let hold = |before: usize, by_us: i64| times(Shift::Hold { before, by_us }, &plan);
    assert_eq!(hold(0, 5), Some(vec![(5, 15), (15, 25), (25, 35)]));
    assert_eq!(hold(1, 5), Some(vec![(0, 15), (15, 25), (25, 35)]));
    assert_eq!(hold(2, 5), Some(vec![(0, 10), (10, 25), (25, 35)]));
    assert_eq!((hold(3, 5), hold(usize::MAX, 5), hold(1, -1)), (None, None, None));
    assert_eq!(times(Shift::Hold { before: 0, by_us: 5 }, &[]), Some(vec![]));
    assert_eq!(times(Shift::Hold { before: 1, by_us: 5 }, &[volume(0, i64::MAX), volume(0, 5)]).unwrap()[0], (0, i64::MAX));
    assert_eq!((Shift::Hold { before: 1, by_us: 2_000_000 }.seconds(), Shift::Hold { before: 1, by_us: 2 }.metres()), (2.0, 0.0));
}

#[test]
fn limits_of_height_are_numbers_in_order() {
    let limits = HeightLimits::new(0.0, f64::INFINITY).unwrap();
    assert_eq!((limits.min_m(), limits.max_m()), (0.0, f64::INFINITY));
    let message = HeightLimits::new(120.0, 80.0).unwrap_err().to_string();
    assert_eq!(message, "lower height 120 m is above upper height 80 m");
    for (min_m, max_m) in [(f64::NAN, 1.0), (1.0, f64::NAN), (f64::INFINITY, f64::INFINITY)] {
        assert!(matches!(HeightLimits::new(min_m, max_m), Err(VolumeError::Height { .. })));
    }
}
