//! Shapes, heights and times of `geotemporal.yaml`: the types of F3548, whose schemas they repeat.
//!
//! The one difference is the height. Here it may also be above the ground or above the place of
//! take-off, and the type carries that as sent; whoever makes a volume of it must look at
//! [`Altitude::reference`] first.

pub use crate::f3548::{Altitude, Circle, LatLngPoint, Polygon, REFERENCE_W84, Radius, Time, UNITS_M, Volume3D, Volume4D};

/// Reference of heights above the ground.
pub const REFERENCE_SFC: &str = "SFC";

/// Reference of heights above the place of take-off.
pub const REFERENCE_TAKEOFF: &str = "Takeoff";

/// Values of [`Altitude::reference`] in this interface.
pub const ALTITUDE_REFERENCES: [&str; 3] = [REFERENCE_W84, REFERENCE_SFC, REFERENCE_TAKEOFF];
