//! Tests of `volume.rs`.

use super::*;
use crate::{Circle, Polygon};

fn circle() -> Volume {
    Volume::new(Circle::new(LatLng::new(34.1, 132.3).unwrap(), 100.0).unwrap())
}

#[test]
fn heights_in_disorder_are_refused_in_words() {
    let message = circle().between_heights(120.0, 80.0).unwrap_err().to_string();
    assert_eq!(message, "lower height 120 m is above upper height 80 m");
    for (lower_m, upper_m) in [(f64::NAN, 1.0), (1.0, f64::NAN), (f64::INFINITY, f64::INFINITY)] {
        let message = circle().between_heights(lower_m, upper_m).unwrap_err().to_string();
        assert!(message.ends_with("are not a range of numbers of metres"), "{message}");
    }
    assert!(circle().between_heights(f64::NEG_INFINITY, f64::NEG_INFINITY).is_err());
    assert!(circle().between_heights(f64::NEG_INFINITY, f64::INFINITY).is_ok());
    assert!(circle().between_heights(80.0, 80.0).is_ok());
}

#[test]
fn times_in_disorder_are_refused_in_words() {
    let message = circle().between_times(2_500_000, 0).unwrap_err().to_string();
    assert_eq!(message, "start is 2.5 s later than end");
    assert!(circle().between_times(i64::MAX, i64::MIN).is_err());
    assert!(circle().between_times(i64::MIN, i64::MAX).is_ok());
}

#[test]
fn a_buffer_is_a_bounded_number() {
    for buffer_m in [-1.0, f64::NAN, f64::INFINITY, 50_000.1] {
        let message = circle().with_buffer(buffer_m).unwrap_err().to_string();
        assert_eq!(message, format!("buffer {buffer_m} m is not between 0 and 50000 m"));
    }
    assert!(circle().with_buffer(MAX_BUFFER_M).is_ok());
}

#[test]
fn a_volume_contains_its_bounds_and_nothing_beyond() {
    let vertices = [(34.0, 132.0), (34.0, 132.1), (34.1, 132.1), (34.1, 132.0)];
    let vertices = vertices.map(|(lat, lng)| LatLng::new(lat, lng).unwrap()).to_vec();
    let volume = Volume::new(Polygon::new(vertices).unwrap());
    let volume = volume.between_heights(10.0, 20.0).unwrap().between_times(5, 9).unwrap();
    let place = |lat: f64, lng: f64| LatLng::new(lat, lng).unwrap();
    assert!(volume.contains(place(34.05, 132.05), 10.0, 5));
    assert!(volume.contains(place(34.0, 132.1), 20.0, 9));
    assert!(!volume.contains(place(34.05, 132.05), 20.1, 5));
    assert!(!volume.contains(place(34.05, 132.05), 15.0, 10));
    assert!(!volume.contains(place(34.05, 131.9999), 15.0, 7));
    let wider = volume.with_buffer(10.0).unwrap();
    // 0.0001° of longitude is 9.24 m here.
    assert!(wider.is_over(place(34.05, 131.9999)) && !wider.is_over(place(34.05, 131.9998)));
}
