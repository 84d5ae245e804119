//! The geoid: how far mean sea level is above the WGS84 ellipsoid.
//!
//! The model is EGM96 to degree and order 360, the global geoid of ICAO Annex 15 and the one from which SRTM heights are
//! counted. `data/egm96_15.bin` holds it every 15' (721 rows from the north pole, 1440 columns from Greenwich eastwards,
//! little-endian 16-bit numbers of 5 mm), made by `examples/geoid_grid.rs` of the coefficients that NGA publishes without
//! restriction and the crate `egm96` carries. Between the nodes it is interpolated by `patch.rs`.
//!
//! It knows no national height system; those stay within [`Geoid::UNCERTAINTY_M`] of it outside of Antarctica.

use crate::{
    Area,
    area::{Rectangle, wrap_deg},
    patch,
};

const ROWS: i64 = 721;
const COLUMNS: i64 = 1440;
const NODES_IN_DEGREE: f64 = 4.0;
const STEP_M: f64 = 0.005;

static GRID: &[u8; (ROWS * COLUMNS * 2) as usize] = include_bytes!("../data/egm96_15.bin");

/// Areas of more patches than this get the bounds of the whole Earth: enough for 25° × 25°, or for a polar cap.
const MAX_PATCHES: i64 = 10_000;

/// Added to bounds for rounding.
const ROUNDING_M: f64 = 1e-6;

/// The EGM96 geoid. It needs no file and no memory of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Geoid;

impl Geoid {
    /// How far "mean sea level" may be from what [`Geoid::undulation_m`] says, in metres, either way.
    ///
    /// Four times or more what is given as the global accuracy of EGM96 (0.5–1 m, 1 σ). The mean sea itself is between 2.1 m
    /// below and 0.8 m above the geoid (NASA/TP-1998-206861, section 11), so this also takes in heights counted from a tide
    /// gauge. EGM2008, ten years younger and ten times finer, differs by 0.52 m (root mean square over the Earth's surface)
    /// and at no node every 3 degrees north of 70° S by more than 4 m; in Antarctica by up to 7 m.
    pub const UNCERTAINTY_M: f64 = 4.0;

    /// How far [`Geoid::undulation_m`] may be from EGM96 itself, in metres: what a grid of 15' loses. The greatest found
    /// among 20,000 places is 0.10 m, the root mean square 7 mm; GeographicLib reports 0.17 m for such a grid.
    pub const INTERPOLATION_M: f64 = 0.25;

    /// No undulation on Earth is lower, in metres (the lowest, south of India, is -107 m).
    pub const LOWEST_M: f64 = -108.0;

    /// No undulation on Earth is higher, in metres (the highest, in New Guinea, is 86 m).
    pub const HIGHEST_M: f64 = 87.0;

    /// Height of the geoid above the ellipsoid in metres. Latitudes beyond a pole are taken for the pole, longitudes are
    /// wrapped; for what is not finite the answer is NaN.
    #[must_use]
    pub fn undulation_m(&self, lat_deg: f64, lng_deg: f64) -> f64 {
        if !(lat_deg.is_finite() && lng_deg.is_finite()) {
            return f64::NAN;
        }
        let (row, down) = split(row_of(lat_deg.clamp(-90.0, 90.0)), 0, ROWS - 2);
        let (column, across) = split(wrap_deg(lng_deg) * NODES_IN_DEGREE, -COLUMNS, COLUMNS);
        patch::value(&neighbourhood(row, column), down, across)
    }

    /// Bounds of [`Geoid::undulation_m`] over an area in metres: no place in it is lower than the first or higher than the
    /// second. For areas beyond about 25° × 25° they are the Earth's.
    #[must_use]
    pub fn range_m(&self, area: &Area) -> (f64, f64) {
        let (mut low_m, mut high_m) = (f64::INFINITY, f64::NEG_INFINITY);
        for rectangle in area.rectangles() {
            let Some((low, high)) = rectangle_range_m(&rectangle) else { return (Self::LOWEST_M, Self::HIGHEST_M) };
            low_m = low_m.min(low - ROUNDING_M);
            high_m = high_m.max(high + ROUNDING_M);
        }
        (low_m, high_m)
    }
}

/// None when the rectangle has too many patches.
fn rectangle_range_m(rectangle: &Rectangle) -> Option<(f64, f64)> {
    let (first_row, last_row) = (row_of(rectangle.north_deg), row_of(rectangle.south_deg));
    let (first_column, last_column) = (rectangle.west_deg * NODES_IN_DEGREE, rectangle.east_deg * NODES_IN_DEGREE);
    let rows = split(first_row, 0, ROWS - 2).0..=split(last_row, 0, ROWS - 2).0;
    let columns = split(first_column, -COLUMNS, COLUMNS).0..=split(last_column, -COLUMNS, COLUMNS).0;
    if (rows.end() - rows.start() + 1) * (columns.end() - columns.start() + 1) > MAX_PATCHES {
        return None;
    }
    let (mut low_m, mut high_m) = (f64::INFINITY, f64::NEG_INFINITY);
    for row in rows {
        let down = ((first_row - row as f64).clamp(0.0, 1.0), (last_row - row as f64).clamp(0.0, 1.0));
        for column in columns.clone() {
            let across = ((first_column - column as f64).clamp(0.0, 1.0), (last_column - column as f64).clamp(0.0, 1.0));
            let (low, high) = patch::bounds(&neighbourhood(row, column), down, across);
            low_m = low_m.min(low);
            high_m = high_m.max(high);
        }
    }
    Some((low_m, high_m))
}

fn row_of(lat_deg: f64) -> f64 {
    (90.0 - lat_deg) * NODES_IN_DEGREE
}

/// The patch in which a coordinate lies, and how far in it from 0 to 1.
fn split(coordinate: f64, first: i64, last: i64) -> (i64, f64) {
    let patch = (coordinate.floor() as i64).clamp(first, last);
    (patch, coordinate - patch as f64)
}

/// The nodes around a patch. Its row is from 0 to [`ROWS`] - 2, its column any.
fn neighbourhood(row: i64, column: i64) -> patch::Samples {
    let mut samples = [[0.0; 4]; 4];
    for (i, samples) in (-1..).zip(samples.iter_mut()) {
        // Beyond a pole the next row is the first one on the other side.
        let (row, column) = match row + i {
            beyond if beyond < 0 => (-beyond, column + COLUMNS / 2),
            beyond if beyond >= ROWS => (2 * (ROWS - 1) - beyond, column + COLUMNS / 2),
            within => (within, column),
        };
        for (j, sample) in (-1..).zip(samples.iter_mut()) {
            *sample = node_m(row, (column + j).rem_euclid(COLUMNS));
        }
    }
    samples
}

/// `row` from 0 to [`ROWS`] - 1, `column` from 0 to [`COLUMNS`] - 1.
fn node_m(row: i64, column: i64) -> f64 {
    let at = ((row * COLUMNS + column) * 2) as usize;
    f64::from(i16::from_le_bytes([GRID[at], GRID[at + 1]])) * STEP_M
}

#[cfg(test)]
#[path = "geoid_tests.rs"]
mod tests;
