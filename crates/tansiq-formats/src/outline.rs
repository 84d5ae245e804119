//! Outlines from the points of files, the same for all formats.
//!
//! Files close their rings and repeat points; `tansiq-geo` wants neither.

use tansiq_geo::{LatLng, Outline, Polygon, ShapeError};

/// A polygon of a ring in either direction, closed or open. A point equal to the one before it is dropped.
pub(crate) fn polygon_of_ring(mut points: Vec<LatLng>) -> Result<Outline, ShapeError> {
    points.dedup();
    while points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    Polygon::new(points).map(Outline::from)
}
