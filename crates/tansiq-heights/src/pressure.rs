//! Flight levels: between which heights above the sea the surface of a pressure lies, whatever the weather.
//!
//! An altimeter set to 1013.25 hPa shows `z`, the height at which the standard atmosphere (ISO 2533, ICAO Doc 7488) has the
//! pressure outside. Where that pressure truly is depends on two things that Tansiq does not know:
//!
//! 1. the pressure `q` at sea level (QNH). The standard atmosphere has it at
//!    `s(q) = 44330.77 m · (1 − (q / 1013.25 hPa)^0.190263)`, so in standard air the surface is `z − s(q)` above the sea;
//! 2. the temperature of the air between: the hypsometric equation makes that layer thicker or thinner in proportion to its
//!    mean absolute temperature.
//!
//! So the surface lies between the least and the greatest of `(z − s(q)) · f` over [`LOWEST_HPA`] ≤ `q` ≤ [`HIGHEST_HPA`] and
//! [`COLDEST`] ≤ `f` ≤ [`WARMEST`]. The difference of geometric and geopotential height (0.3 % at 20 km) and of gravity
//! between equator and pole (±0.27 %) are far inside the margin for temperature.
//!
//! An actual QNH would shrink the band to tens of metres; it is not asked for, as a plan is made before the weather.

/// The lowest pressure at sea level that is reckoned with: below the deepest storm of temperate latitudes on record (914 hPa,
/// North Atlantic, January 1993). Only the cores of tropical cyclones are deeper.
pub const LOWEST_HPA: f64 = 910.0;

/// The highest pressure at sea level that is reckoned with: the record (1084 hPa, Siberia, December 1968).
pub const HIGHEST_HPA: f64 = 1085.0;

/// The coldest mean temperature of a layer as a share of the standard one: -46 °C between the sea and 2 km.
pub const COLDEST: f64 = 0.80;

/// The warmest mean temperature of a layer as a share of the standard one: +50 °C between the sea and 2 km.
pub const WARMEST: f64 = 1.15;

/// Pressure of the standard atmosphere at sea level.
pub const STANDARD_HPA: f64 = 1013.25;

/// T₀ / L of the standard atmosphere: 288.15 K over 6.5 K/km.
const SCALE_M: f64 = 288.15 / 0.0065;

/// R L / g₀ of the standard atmosphere: 287.05287 · 0.0065 / 9.80665.
const EXPONENT: f64 = 287.05287 * 0.0065 / 9.80665;

/// Height in the standard atmosphere at which it has a pressure, in metres, below 11 km.
#[must_use]
pub fn standard_height_m(pressure_hpa: f64) -> f64 {
    SCALE_M * (1.0 - (pressure_hpa / STANDARD_HPA).powf(EXPONENT))
}

/// Bounds, in metres above mean sea level, of the surface that an altimeter set to 1013.25 hPa shows as `pressure_height_m`.
#[must_use]
pub fn bounds_above_sea_m(pressure_height_m: f64) -> (f64, f64) {
    let lowest_m = pressure_height_m - standard_height_m(LOWEST_HPA);
    let highest_m = pressure_height_m - standard_height_m(HIGHEST_HPA);
    ((lowest_m * COLDEST).min(lowest_m * WARMEST), (highest_m * COLDEST).max(highest_m * WARMEST))
}

#[cfg(test)]
#[path = "pressure_tests.rs"]
mod tests;
