//! Tests of `pressure.rs`.

use super::*;

/// U.S. Standard Atmosphere 1976: geopotential metres at pressures, rounded as its tables are.
#[test]
fn the_standard_atmosphere_is_the_published_one() {
    for (pressure_hpa, height_m) in [
        (1013.25, 0.0),
        (1000.0, 110.9),
        (950.0, 540.3),
        (900.0, 988.5),
        (850.0, 1457.3),
        (700.0, 3012.2),
        (500.0, 5574.4),
        (1050.0, -301.2),
    ] {
        let ours_m = standard_height_m(pressure_hpa);
        assert!((ours_m - height_m).abs() < 0.6, "{pressure_hpa} hPa: {ours_m}, published {height_m}");
    }
}

/// ICAO's rule of thumb: below sea-level pressures of 1013 the level is lower by about 27 to 30 ft a hectopascal, and 4 % of
/// its height for 10 K of cold.
#[test]
fn weather_that_happens_is_in_the_band() {
    let flight_level_65_m = 6500.0 * 0.3048;
    let (low_m, high_m) = bounds_above_sea_m(flight_level_65_m);
    for qnh_hpa in [950.0, 980.0, 1013.25, 1040.0, 1060.0] {
        for warmer_k in [-50.0, -20.0, 0.0, 20.0, 30.0] {
            let in_standard_air_m = flight_level_65_m - (1013.25 - qnh_hpa) * 27.0 * 0.3048;
            let true_m = in_standard_air_m * (1.0 + 0.004 * warmer_k);
            assert!(low_m < true_m && true_m < high_m, "{qnh_hpa} hPa, {warmer_k} K: {true_m} not in {low_m}..{high_m}");
        }
    }
    assert!((low_m - 867.1).abs() < 0.1 && (high_m - 2946.3).abs() < 0.1, "{low_m} {high_m}");
}

#[test]
fn a_level_beneath_the_sea_is_bounded_too() {
    let (low_m, high_m) = bounds_above_sea_m(0.0);
    assert!(low_m < -standard_height_m(LOWEST_HPA) && high_m > -standard_height_m(HIGHEST_HPA), "{low_m} {high_m}");
}
