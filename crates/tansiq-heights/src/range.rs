//! A lower and an upper height over an area: the range that surely holds the volume, and the one that surely is in it.
//!
//! A conflict found between inner ranges is certain; one found only between outer ranges is possible. This file finds no
//! conflicts; that is `tansiq-geo`.

use serde::{Deserialize, Serialize};

use crate::{Area, Band, Certainty, Converter, Height, HeightError, unbounded};

/// The greatest height that is taken, up or down, in metres: beyond any aircraft, and far from where numbers lose centimetres.
pub const MAX_HEIGHT_M: f64 = 1_000_000.0;

/// A range of heights over an area, in metres above the ellipsoid. Where the volume has no bound the number is infinite, in
/// JSON null.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeightRange {
    /// No part of the volume is lower.
    #[serde(with = "unbounded::below")]
    pub outer_lower_m: f64,
    /// No part of the volume is higher.
    #[serde(with = "unbounded::above")]
    pub outer_upper_m: f64,
    /// Everything between these, everywhere in the area, is in the volume. None when what is not known takes up the whole.
    #[serde(with = "unbounded::pair")]
    pub inner: Option<(f64, f64)>,
    /// Where the less sure of both bounds comes from.
    pub certainty: Certainty,
}

impl Converter {
    /// The outer and the inner range of the volume between two heights over an area. A bound that is None is not there.
    ///
    /// # Errors
    ///
    /// [`HeightError::OutOfRange`] for a height that is not finite or beyond [`MAX_HEIGHT_M`];
    /// [`HeightError::LowerAboveUpper`] when both are measured from the same; [`HeightError::LowerSurelyAboveUpper`] when they
    /// are not, and yet no place of the area has a volume between them.
    pub fn range(&self, lower: Option<Height>, upper: Option<Height>, area: &Area) -> Result<HeightRange, HeightError> {
        for height in [lower, upper].into_iter().flatten() {
            if !(-MAX_HEIGHT_M..=MAX_HEIGHT_M).contains(&height.m) {
                return Err(HeightError::OutOfRange { height });
            }
        }
        let low = lower.map_or_else(|| without_bound(f64::NEG_INFINITY), |height| self.convert(height, area));
        let high = upper.map_or_else(|| without_bound(f64::INFINITY), |height| self.convert(height, area));
        if let (Some(lower), Some(upper)) = (lower, upper) {
            refuse_reversed((lower, low), (upper, high))?;
        }
        Ok(HeightRange {
            outer_lower_m: low.low_m,
            outer_upper_m: high.high_m,
            inner: (low.high_m <= high.low_m).then_some((low.high_m, high.low_m)),
            certainty: low.how.max(high.how),
        })
    }
}

fn without_bound(m: f64) -> Band {
    Band { low_m: m, high_m: m, how: Certainty::Exact }
}

fn refuse_reversed((lower, low): (Height, Band), (upper, high): (Height, Band)) -> Result<(), HeightError> {
    if lower.reference == upper.reference {
        return if lower.m > upper.m { Err(HeightError::LowerAboveUpper { lower, upper }) } else { Ok(()) };
    }
    let by_m = low.low_m - high.high_m;
    if by_m > 0.0 { Err(HeightError::LowerSurelyAboveUpper { lower, upper, by_m }) } else { Ok(()) }
}

#[cfg(test)]
#[path = "range_tests.rs"]
mod tests;
