//! Units of height, and heights in words.
//!
//! It does not read text: flight levels and "1500 ft AMSL" are taken apart where a format is known. Conversions between
//! references are in `convert.rs`.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Height, Reference};

/// One international foot in metres, exactly (ICAO Annex 5).
pub const FOOT_M: f64 = 0.3048;

/// A unit of height.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Metre.
    Metre,
    /// International foot, [`FOOT_M`].
    Foot,
}

impl Unit {
    /// How many metres one of this unit is.
    #[must_use]
    pub fn in_metres(self) -> f64 {
        match self {
            Self::Metre => 1.0,
            Self::Foot => FOOT_M,
        }
    }
}

impl Height {
    /// A height of so many units above a reference. A flight level is its number times 100 [`Unit::Foot`] above
    /// [`Reference::Pressure`].
    ///
    /// Not checked: [`Converter::range`](crate::Converter::range) refuses what is not finite.
    #[must_use]
    pub fn new(value: f64, unit: Unit, reference: Reference) -> Self {
        Self { m: value * unit.in_metres(), reference }
    }
}

impl fmt::Display for Height {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whole centimetres, so that feet do not print as 457.20000000000005.
        write!(f, "{} m {}", (self.m * 100.0).round() / 100.0, self.reference)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ellipsoid => "above the ellipsoid",
            Self::MeanSea => "above mean sea level",
            Self::Ground => "above the ground",
            Self::Pressure => "above 1013.25 hPa",
        })
    }
}

#[cfg(test)]
#[path = "unit_tests.rs"]
mod tests;
