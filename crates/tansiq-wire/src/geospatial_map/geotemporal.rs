//! Shapes, heights and times of `astm_f3548_21.yaml`: the types of F3548, whose schemas they
//! repeat.
//!
//! The one difference is the height. Here it may also be above the ground and in feet, and the type
//! carries that as sent; whoever makes a volume of it must look at [`Altitude::reference`] and
//! [`Altitude::units`] first.

pub use crate::f3548::{Altitude, Circle, LatLngPoint, Polygon, REFERENCE_W84, Radius, Time, UNITS_M, Volume3D, Volume4D};
pub use crate::flight_planning::REFERENCE_SFC;

/// Unit of heights in feet, 0.3048 m each.
pub const UNITS_FT: &str = "FT";

/// Values of [`Altitude::reference`] in this interface.
pub const ALTITUDE_REFERENCES: [&str; 2] = [REFERENCE_W84, REFERENCE_SFC];

/// Values of [`Altitude::units`] in this interface.
pub const ALTITUDE_UNITS: [&str; 2] = [UNITS_M, UNITS_FT];
