//! The covering of a circle.
//!
//! A cell is held against the circle by its distance from the centre; the enlargement that makes
//! up for the ellipsoid is in [`Circle::covering_angle_rad`].

use s2rst::{
    s1::ChordAngle,
    s2::{Cell as S2Cell, CellId, Point},
};

use super::{Collector, TOUCH_TOLERANCE, cells_around};
use crate::{Cells, Circle, ShapeError, cell::S2_LEVEL};

/// The cells within the covering angle of the centre.
pub(crate) fn cover_circle(circle: &Circle) -> Result<Cells, ShapeError> {
    let angle_rad = circle.covering_angle_rad() + TOUCH_TOLERANCE;
    let cap = Cap { center: circle.center().to_point(), radius: ChordAngle::from_radians(angle_rad) };
    let mut collector = Collector::new();
    for id in cells_around(cap.center, angle_rad) {
        cap.collect(S2Cell::from_cell_id(id), &mut collector)?;
    }
    Ok(collector.finish())
}

/// All points within a chord of a centre.
struct Cap {
    center: Point,
    radius: ChordAngle,
}

impl Cap {
    /// Collects the level-13 cells of a cell that the cap touches. Depth is bounded by the level.
    fn collect(&self, cell: S2Cell, collector: &mut Collector) -> Result<(), ShapeError> {
        if cell.distance_to_point(self.center) > self.radius {
            return Ok(());
        }
        if cell.level() == S2_LEVEL {
            return collector.push(cell.id());
        }
        if cell.max_distance_to_point(self.center) <= self.radius {
            return collector.push_all_within(cell.id());
        }
        let children: [CellId; 4] = cell.id().children();
        for child in children {
            self.collect(S2Cell::from_cell_id(child), collector)?;
        }
        Ok(())
    }
}
