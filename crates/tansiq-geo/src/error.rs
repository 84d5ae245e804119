//! What can be wrong with a shape, in words a person at a desk can act on.
//!
//! A message tells what follows the name of the field ("outline_polygon: …"); it never names the
//! field itself, because this crate does not know where the shape came from. Status codes are not
//! decided here either: [`ShapeError::is_too_large`] tells size from form.

use std::fmt;

use crate::{MAX_AREA_KM2, MAX_CELLS, MAX_PERIMETER_KM, MAX_VERTICES, circle::max_radius_m};

/// Why a point, polygon or circle was refused.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum ShapeError {
    /// A latitude that is not a number from -90 to 90 degrees.
    Latitude {
        /// The latitude given, in degrees.
        lat_deg: f64,
    },
    /// A longitude that is not a number from -180 to 180 degrees.
    Longitude {
        /// The longitude given, in degrees.
        lng_deg: f64,
    },
    /// Fewer vertices than the three that make a polygon.
    TooFewVertices {
        /// How many were given.
        count: usize,
    },
    /// More vertices than [`MAX_VERTICES`].
    TooManyVertices {
        /// How many were given.
        count: usize,
    },
    /// Two vertices are the same point; a closed ring repeats its first vertex.
    RepeatedVertex {
        /// Index of the earlier vertex, counted from 0.
        first: usize,
        /// Index of the later vertex.
        second: usize,
    },
    /// Two neighbouring vertices are antipodes, so that no shortest path is defined.
    AntipodalVertices {
        /// Index of the vertex at which the edge starts, counted from 0.
        first: usize,
        /// Index of the vertex at which it ends.
        second: usize,
    },
    /// Two edges that are not neighbours cross or touch. Edge `k` starts at vertex `k`.
    CrossingEdges {
        /// Index of the earlier edge, counted from 0.
        first: usize,
        /// Index of the later edge.
        second: usize,
    },
    /// A radius that is not a positive number of metres.
    Radius {
        /// The radius given, in metres.
        radius_m: f64,
    },
    /// The shape is larger than [`MAX_AREA_KM2`].
    AreaTooLarge {
        /// Its area in square kilometres.
        area_km2: f64,
    },
    /// The outline is longer than [`MAX_PERIMETER_KM`].
    PerimeterTooLong {
        /// Its length in kilometres.
        perimeter_km: f64,
    },
    /// The shape touches more than [`MAX_CELLS`] cells.
    TooManyCells,
}

impl ShapeError {
    /// Whether the shape is well formed but too large to be handled.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        matches!(self, Self::AreaTooLarge { .. } | Self::PerimeterTooLong { .. } | Self::TooManyCells)
    }
}

impl fmt::Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Latitude { lat_deg } => {
                write!(f, "latitude {lat_deg} is not between -90 and 90 degrees")
            }
            Self::Longitude { lng_deg } => {
                write!(f, "longitude {lng_deg} is not between -180 and 180 degrees")
            }
            Self::TooFewVertices { count } => write!(f, "{count} vertices do not make a polygon, which has 3 to {MAX_VERTICES}"),
            Self::TooManyVertices { count } => {
                write!(f, "{count} vertices are too many for a polygon, which has 3 to {MAX_VERTICES}")
            }
            Self::RepeatedVertex { first, second } => {
                write!(f, "vertices {first} and {second} are the same point")
            }
            Self::AntipodalVertices { first, second } => write!(
                f,
                "vertices {first} and {second} are on opposite sides of the earth, \
                 so that the edge between them is not defined"
            ),
            Self::CrossingEdges { first, second } => write!(
                f,
                "edges {first} and {second} cross or touch \
                 (edge {first} starts at vertex {first}, counted from 0)"
            ),
            Self::Radius { radius_m } => write!(f, "radius {radius_m} m is not above 0 and at most {:.0} m", max_radius_m()),
            Self::AreaTooLarge { area_km2 } => {
                write!(f, "area {area_km2:.3} km² is above the largest allowed, {MAX_AREA_KM2} km²")
            }
            Self::PerimeterTooLong { perimeter_km } => write!(
                f,
                "outline is {perimeter_km:.0} km long, above the longest allowed, \
                 {MAX_PERIMETER_KM} km"
            ),
            Self::TooManyCells => write!(f, "shape touches more than {MAX_CELLS} cells of about 1.27 km², the most allowed"),
        }
    }
}

impl std::error::Error for ShapeError {}
