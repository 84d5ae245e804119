//! Writes `data/egm96_15.bin`, the grid that `src/geoid.rs` embeds, out of the EGM96 coefficients of the crate `egm96`.
//!
//! Needed only to make that file again (about ten minutes on one core):
//! `cargo run --release -p tansiq-heights --example geoid_grid -- crates/tansiq-heights/data/egm96_15.bin`.
//! `src/geoid_tests.rs` holds the file against the coefficients, so this needs no test of its own.

use std::{io::Write, path::PathBuf};

/// Rows from the north pole to the south pole, every 15'.
const ROWS: usize = 721;
/// Columns eastwards from the Greenwich meridian, every 15'; the first is not repeated.
const COLUMNS: usize = 1440;
/// Steps of a stored number in a metre: one step is 5 mm.
const STEPS_IN_METRE: f64 = 200.0;

fn main() -> std::io::Result<()> {
    let path = std::env::args_os().nth(1).map(PathBuf::from).ok_or_else(|| std::io::Error::other("name the file to write"))?;
    let mut bytes = Vec::with_capacity(ROWS * COLUMNS * 2);
    let mut scratch = egm96::Egm96Scratch::new();
    for row in 0..ROWS {
        let lat_deg = 90.0 - row as f64 / 4.0;
        for column in 0..COLUMNS {
            let lng_deg = if lat_deg.abs() == 90.0 { 0.0 } else { column as f64 / 4.0 };
            let undulation_m = egm96::egm96_compute_altitude_offset_with_scratch(lat_deg, lng_deg, &mut scratch);
            let steps = (undulation_m * STEPS_IN_METRE).round() as i16;
            bytes.extend_from_slice(&steps.to_le_bytes());
        }
    }
    std::fs::File::create(path)?.write_all(&bytes)
}
