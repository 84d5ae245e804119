//! Tests of `patch.rs`.

use proptest::prelude::*;

use super::*;

/// A surface that cubic convolution gives back exactly: a quadratic in each direction.
fn quadratic(down: f64, across: f64) -> f64 {
    3.0 + 2.0 * down - 1.5 * across + 0.7 * down * across + 0.25 * down * down - 0.4 * across * across
}

fn quadratic_samples() -> Samples {
    [-1.0, 0.0, 1.0, 2.0].map(|down| [-1.0, 0.0, 1.0, 2.0].map(|across| quadratic(down, across)))
}

#[test]
fn quadratic_surfaces_are_given_back_exactly() {
    for (down, across) in [(0.0, 0.0), (1.0, 1.0), (0.5, 0.25), (0.9, 0.1)] {
        assert!((value(&quadratic_samples(), down, across) - quadratic(down, across)).abs() < 1e-12);
    }
}

#[test]
fn the_bounds_of_a_plane_are_its_corners() {
    let plane: Samples = [-1.0, 0.0, 1.0, 2.0].map(|down| [-1.0, 0.0, 1.0, 2.0].map(|across| 10.0 + down - 2.0 * across));
    let (low, high) = bounds(&plane, (0.25, 0.75), (0.0, 0.5));
    assert!((low - (10.0 + 0.25 - 1.0)).abs() < 1e-12 && (high - 10.75).abs() < 1e-12, "{low} {high}");
}

fn any_samples() -> impl Strategy<Value = Samples> {
    proptest::array::uniform4(proptest::array::uniform4(-100.0..100.0_f64))
}

proptest! {
    #[test]
    fn bounds_hold_every_value_of_their_part(samples in any_samples(), d in (0.0..1.0, 0.0..1.0), a in (0.0..1.0, 0.0..1.0), u in 0.0..1.0_f64, v in 0.0..1.0_f64) {
        let part = |(x, y): (f64, f64)| (f64::min(x, y), f64::max(x, y));
        let (down, across) = (part(d), part(a));
        let (low, high) = bounds(&samples, down, across);
        let value = value(&samples, down.0 + (down.1 - down.0) * u, across.0 + (across.1 - across.0) * v);
        prop_assert!(low - 1e-9 <= value && value <= high + 1e-9, "{low} {value} {high}");
    }

    #[test]
    fn bounds_of_a_point_are_its_value(samples in any_samples(), u in 0.0..1.0_f64, v in 0.0..1.0_f64) {
        let (low, high) = bounds(&samples, (u, u), (v, v));
        let value = value(&samples, u, v);
        prop_assert!((low - value).abs() < 1e-9 && (high - value).abs() < 1e-9);
    }
}
