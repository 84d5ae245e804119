//! A shape of either kind, as the standards describe an area: a polygon or a circle.
//!
//! What is true of one kind only is in `polygon.rs` and `circle.rs`.

use crate::{Cells, Circle, Polygon, ShapeError, cover};

/// The largest area of one shape, in square kilometres, as the field has it.
pub const MAX_AREA_KM2: f64 = 2500.0;

/// The outline of an area on the ground.
#[derive(Clone, Debug, PartialEq)]
pub enum Outline {
    /// A polygon whose edges are shortest paths.
    Polygon(Polygon),
    /// All points within a distance of a centre.
    Circle(Circle),
}

impl Outline {
    /// The level-13 cells that the shape touches, with its interior or its boundary.
    ///
    /// No point of the shape lies outside of them. Cells nearer than about 20 nanometres may be
    /// counted as touched, because coordinates are rounded at that scale; a circle is first
    /// enlarged, as [`Circle`] describes.
    ///
    /// # Errors
    ///
    /// [`ShapeError::TooManyCells`] when there are more than [`MAX_CELLS`](crate::MAX_CELLS).
    pub fn cover(&self) -> Result<Cells, ShapeError> {
        match self {
            Self::Polygon(polygon) => cover::cover_polygon(polygon),
            Self::Circle(circle) => cover::cover_circle(circle),
        }
    }

    /// Area in square kilometres, at most [`MAX_AREA_KM2`].
    #[must_use]
    pub fn area_km2(&self) -> f64 {
        match self {
            Self::Polygon(polygon) => polygon.area_km2(),
            Self::Circle(circle) => circle.area_km2(),
        }
    }
}

impl From<Polygon> for Outline {
    fn from(polygon: Polygon) -> Self {
        Self::Polygon(polygon)
    }
}

impl From<Circle> for Outline {
    fn from(circle: Circle) -> Self {
        Self::Circle(circle)
    }
}
