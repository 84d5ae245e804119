//! Tests of `circle.rs`.

use super::*;

fn center() -> LatLng {
    LatLng::new(34.1, 132.3).unwrap()
}

#[test]
fn a_radius_must_be_a_positive_number() {
    for radius_m in [0.0, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = Circle::new(center(), radius_m).unwrap_err();
        assert!(!error.is_too_large());
        assert_eq!(error.to_string(), format!("radius {radius_m} m is not above 0 and at most 28209 m"));
    }
}

#[test]
fn a_circle_may_be_as_large_as_a_polygon() {
    assert!(Circle::new(center(), max_radius_m() - 0.01).is_ok());
    for radius_m in [max_radius_m() + 0.01, 2e7, 1e9, f64::MAX] {
        let error = Circle::new(center(), radius_m).unwrap_err();
        assert!(error.is_too_large(), "{error}");
    }
    let error = Circle::new(center(), 30_000.0).unwrap_err();
    assert_eq!(error.to_string(), "area 2827.461 km² is above the largest allowed, 2500 km²");
}

#[test]
fn the_area_of_a_small_circle_is_that_of_a_flat_one() {
    let area_km2 = Circle::new(center(), 1000.0).unwrap().area_km2();
    assert!((area_km2 - std::f64::consts::PI).abs() < 1e-4, "{area_km2}");
}
