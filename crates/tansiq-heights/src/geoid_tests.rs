//! Tests of `geoid.rs` against published values, the coefficients of EGM96 and another model.

use proptest::prelude::*;

use super::*;

/// NGA's published test of EGM96 (`OUTINTPT.DAT`, interpolated from its 15' grid), and GeographicLib's example of Timbuktu.
#[test]
fn published_undulations_are_met() {
    let published = [
        (38.628155, 269.779155, -31.628),
        (-14.621217, 305.021114, -2.969),
        (46.874319, 102.448729, -43.575),
        (-23.617446, 133.874712, 15.871),
        (38.625473, 359.9995, 50.066),
        (-0.466744, 0.0023, 17.329),
        (16.0 + 46.0 / 60.0 + 33.0 / 3600.0, -(3.0 + 34.0 / 3600.0), 28.7068),
    ];
    for (lat_deg, lng_deg, undulation_m) in published {
        let ours_m = Geoid.undulation_m(lat_deg, lng_deg);
        assert!((ours_m - undulation_m).abs() < 0.02, "{lat_deg} {lng_deg}: {ours_m}, published {undulation_m}");
    }
}

#[test]
fn nodes_are_what_the_coefficients_give() {
    for i in 0..150_i64 {
        let (row, column) = ((i * 97) % ROWS, (i * 1013) % COLUMNS);
        let (lat_deg, lng_deg) = (90.0 - row as f64 / 4.0, column as f64 / 4.0);
        let wanted_m = egm96::egm96_compute_altitude_offset(lat_deg, lng_deg);
        assert!((node_m(row, column) - wanted_m).abs() <= 0.0026, "{lat_deg} {lng_deg}");
        assert!((Geoid.undulation_m(lat_deg, lng_deg) - wanted_m).abs() <= 0.0026, "{lat_deg} {lng_deg}");
    }
}

#[test]
fn between_nodes_the_model_is_met_within_the_stated_error() {
    for i in 0..300 {
        let lat_deg = (f64::from(i) * 0.618_034 % 1.0 * 2.0 - 1.0).asin().to_degrees();
        let lng_deg = f64::from(i) * 0.414_214 % 1.0 * 360.0 - 180.0;
        let error_m = Geoid.undulation_m(lat_deg, lng_deg) - egm96::egm96_compute_altitude_offset(lat_deg, lng_deg);
        assert!(error_m.abs() < Geoid::INTERPOLATION_M, "{lat_deg} {lng_deg}: {error_m}");
    }
}

/// A model of other data by other people; what it differs is what one does not know.
#[test]
fn egm2008_lies_within_the_uncertainty_outside_of_antarctica() {
    let (mut squares, mut weights) = (0.0, 0.0);
    for i in 1..60 {
        for j in 0..120 {
            let (lat_deg, lng_deg) = (f64::from(3 * i - 90), f64::from(3 * j - 180));
            let other_m = f64::from(egm2008::geoid_height(lat_deg as f32, lng_deg as f32).unwrap());
            let difference_m = other_m - Geoid.undulation_m(lat_deg, lng_deg);
            let allowed_m = if lat_deg > -70.0 { Geoid::UNCERTAINTY_M } else { 7.0 };
            assert!(difference_m.abs() < allowed_m, "{lat_deg} {lng_deg}: {difference_m}");
            squares += difference_m.powi(2) * lat_deg.to_radians().cos();
            weights += lat_deg.to_radians().cos();
        }
    }
    assert!((squares / weights).sqrt() < 0.55, "{}", (squares / weights).sqrt());
}

#[test]
fn a_pole_and_the_antimeridian_have_one_undulation_by_every_name() {
    for lng_deg in [-180.0, -77.7, 0.0, 33.3, 180.0, 540.0] {
        assert!((Geoid.undulation_m(90.0, lng_deg) - 13.606).abs() < 0.003);
        assert!((Geoid.undulation_m(-90.0, lng_deg) + 29.534).abs() < 0.003);
    }
    for lat_deg in [-89.99, -45.1, 0.3, 67.8] {
        assert_eq!(Geoid.undulation_m(lat_deg, 180.0), Geoid.undulation_m(lat_deg, -180.0));
        let step_m = Geoid.undulation_m(lat_deg, 179.999_999) - Geoid.undulation_m(lat_deg, -179.999_999);
        assert!(step_m.abs() < 1e-4, "{step_m}");
    }
}

#[test]
fn what_is_no_place_has_no_undulation_and_does_not_panic() {
    for (lat_deg, lng_deg) in [(f64::NAN, 0.0), (0.0, f64::INFINITY), (f64::NEG_INFINITY, f64::NAN)] {
        assert!(Geoid.undulation_m(lat_deg, lng_deg).is_nan());
    }
    assert_eq!(Geoid.undulation_m(1e300, 0.0), Geoid.undulation_m(90.0, 0.0));
    assert!(Geoid.undulation_m(0.0, 1e300).is_finite());
}

#[test]
fn no_node_is_near_the_bounds_of_the_earth() {
    let nodes = (0..ROWS).flat_map(|row| (0..COLUMNS).map(move |column| node_m(row, column)));
    let (low_m, high_m) = nodes.fold((0.0_f64, 0.0_f64), |(low, high), m| (low.min(m), high.max(m)));
    // Around both extremes the geoid is smooth: the surface leaves its nodes by centimetres.
    assert!((low_m - -106.99).abs() < 0.02 && low_m > Geoid::LOWEST_M + 0.9, "{low_m}");
    assert!((high_m - 85.4).abs() < 0.5 && high_m < Geoid::HIGHEST_M - 0.9, "{high_m}");
}

#[test]
fn the_range_of_a_small_area_is_narrow() {
    let (low_m, high_m) = Geoid.range_m(&Area::around(47.37, 8.54, 500.0).unwrap());
    assert!(high_m - low_m < 0.1 && (low_m - 47.4).abs() < 0.5, "{low_m} {high_m}");
}

#[test]
fn the_range_of_a_vast_area_is_that_of_the_earth() {
    let everything = Area::new(-90.0, -180.0, 90.0, 180.0).unwrap();
    assert_eq!(Geoid.range_m(&everything), (Geoid::LOWEST_M, Geoid::HIGHEST_M));
}

proptest! {
    #[test]
    fn the_range_of_an_area_holds_every_place_in_it(
        lat in -90.0..90.0_f64, lng in -180.0..180.0_f64, height in 0.0..3.0_f64, width in 0.0..3.0_f64, u in 0.0..=1.0_f64, v in 0.0..=1.0_f64,
    ) {
        let north = (lat + height).min(90.0);
        let area = Area::new(lat, lng, north, wrap_deg(lng + width)).unwrap();
        let (low_m, high_m) = Geoid.range_m(&area);
        let m = Geoid.undulation_m(lat + (north - lat) * u, lng + width * v);
        prop_assert!(low_m <= m && m <= high_m, "{low_m} {m} {high_m}");
    }
}
