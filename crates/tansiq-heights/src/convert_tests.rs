//! Tests of `convert.rs`.

use super::*;
use crate::Unit;

fn zurich() -> Area {
    Area::new(47.3, 8.4, 47.4, 8.6).unwrap()
}

fn metres(m: f64, reference: Reference) -> Height {
    Height::new(m, Unit::Metre, reference)
}

#[test]
fn a_height_above_the_ellipsoid_is_itself() {
    let band = Converter::default().convert(metres(123.456, Reference::Ellipsoid), &zurich());
    assert_eq!(band, Band { low_m: 123.456, high_m: 123.456, how: Certainty::Exact });
}

#[test]
fn a_height_above_the_sea_holds_the_geoid_over_the_area() {
    let band = Converter::default().convert(metres(500.0, Reference::MeanSea), &zurich());
    assert_eq!(band.how, Certainty::Geoid);
    for (lat_deg, lng_deg) in [(47.3, 8.4), (47.4, 8.6), (47.35, 8.5)] {
        let true_m = 500.0 + egm96::egm96_compute_altitude_offset(lat_deg, lng_deg);
        assert!(band.low_m < true_m - 3.5 && true_m + 3.5 < band.high_m, "{band:?} {true_m}");
    }
    assert!(band.high_m - band.low_m < 10.0, "{band:?}");
}

#[test]
fn without_terrain_the_ground_is_assumed() {
    let mut converter = Converter::default();
    let band = converter.convert(metres(120.0, Reference::Ground), &zurich());
    assert_eq!(band.how, Certainty::AssumedGround);
    assert!(band.low_m < -280.0 && band.low_m > -290.0 && band.high_m > 9018.0 && band.high_m < 9025.0, "{band:?}");
    converter.assumed_ground = AssumedGround::new(390.0, 870.0).unwrap();
    let band = converter.convert(metres(120.0, Reference::Ground), &zurich());
    assert!(band.low_m > 550.0 && band.high_m < 1045.0, "{band:?}");
    // Written the wrong way round by hand, it is still a band.
    converter.assumed_ground = AssumedGround { lowest_m: 870.0, highest_m: 390.0 };
    assert_eq!(converter.convert(metres(120.0, Reference::Ground), &zurich()), band);
}

#[test]
fn assumed_ground_is_checked() {
    assert_eq!(AssumedGround::new(2.0, 1.0), Err(HeightError::AssumedGround { lowest_m: 2.0, highest_m: 1.0 }));
    assert!(AssumedGround::new(f64::NAN, 1.0).is_err());
    let message = AssumedGround::new(0.0, 1e9).unwrap_err().to_string();
    assert!(message.contains("within 1000000 m"), "{message}");
}

#[test]
fn a_flight_level_holds_the_weather_and_the_geoid() {
    let band = Converter::default().convert(Height::new(6500.0, Unit::Foot, Reference::Pressure), &zurich());
    let (low_m, high_m) = pressure::bounds_above_sea_m(1981.2);
    assert_eq!(band.how, Certainty::Pressure);
    assert!((band.low_m - (low_m + 47.0)).abs() < 6.0 && (band.high_m - (high_m + 47.0)).abs() < 6.0, "{band:?}");
}

#[test]
fn a_height_that_is_no_number_names_no_surface() {
    for m in [f64::NAN, f64::INFINITY] {
        for reference in [Reference::Ellipsoid, Reference::MeanSea, Reference::Ground, Reference::Pressure] {
            let band = Converter::default().convert(metres(m, reference), &zurich());
            assert_eq!((band.low_m, band.high_m), (f64::NEG_INFINITY, f64::INFINITY));
        }
    }
}
