//! Heights: what a number of metres is measured from, and what it is above the WGS84 ellipsoid.
//!
//! Everything inside Tansiq is metres above the ellipsoid. People and files speak of heights above the sea, above the
//! ground and of flight levels; here they are converted, and what cannot be known exactly stays a band.

use serde::{Deserialize, Serialize};

/// What a height is measured from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    /// The WGS84 ellipsoid (F3548 and F3411: `W84`).
    Ellipsoid,
    /// Mean sea level: the geoid (AMSL).
    MeanSea,
    /// The ground below (AGL).
    Ground,
    /// The pressure surface of 1013.25 hPa: flight levels.
    Pressure,
}

/// A height in metres and what it is measured from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Height {
    /// Metres; any finite number.
    pub m: f64,
    /// Measured from this.
    pub reference: Reference,
}
