//! What can be wrong with an area or with a pair of heights. Rasters have their own errors, in `terrain/error.rs`.

use crate::{Height, MAX_HEIGHT_M};

/// Why an area or a range of heights was refused.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum HeightError {
    /// A latitude outside of -90 to 90, or not a number.
    #[error("latitude {lat_deg} is not between -90 and 90 degrees")]
    Latitude {
        /// As given.
        lat_deg: f64,
    },
    /// A longitude outside of -180 to 180, or not a number.
    #[error("longitude {lng_deg} is not between -180 and 180 degrees")]
    Longitude {
        /// As given.
        lng_deg: f64,
    },
    /// The south of an area is north of its north.
    #[error("the area's south {south_deg} is north of its north {north_deg}")]
    SouthAboveNorth {
        /// As given.
        south_deg: f64,
        /// As given.
        north_deg: f64,
    },
    /// An area of no points.
    #[error("an area needs at least one point")]
    NoPoints,
    /// A radius that is negative or not finite.
    #[error("radius {radius_m} m is not a finite number of at least 0")]
    Radius {
        /// As given.
        radius_m: f64,
    },
    /// A height that is not finite or beyond [`MAX_HEIGHT_M`].
    #[error("height {height} is not between -{MAX_HEIGHT_M} and {MAX_HEIGHT_M} m")]
    OutOfRange {
        /// As given.
        height: Height,
    },
    /// Lower and upper are measured from the same, and the lower is above the upper.
    #[error("lower {lower} is above upper {upper}")]
    LowerAboveUpper {
        /// As given.
        lower: Height,
        /// As given.
        upper: Height,
    },
    /// Measured from different things, the lower one is nevertheless above the upper one everywhere in the area.
    #[error("lower {lower} is at least {by_m:.1} m above upper {upper} everywhere in the area")]
    LowerSurelyAboveUpper {
        /// As given.
        lower: Height,
        /// As given.
        upper: Height,
        /// At least so many metres lie between them.
        by_m: f64,
    },
    /// The lowest assumed ground is above the highest, or one of them is not a number within [`MAX_HEIGHT_M`].
    #[error(
        "assumed ground from {lowest_m} to {highest_m} m: the first must not be above the second, both within {MAX_HEIGHT_M} m"
    )]
    AssumedGround {
        /// As given.
        lowest_m: f64,
        /// As given.
        highest_m: f64,
    },
}
