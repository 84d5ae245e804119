//! Coverings: the level-13 cells that a shape touches.
//!
//! Both kinds of shape are covered by the same walk. It starts at a few cells that surely hold the
//! shape and goes down into the four children of each cell that the shape touches, so that the
//! work follows the outline and never the Earth. What a shape must be able to tell about a cell
//! is in `polygon.rs` and `circle.rs`; this file chooses where to start and collects the result.
//!
//! The S2 library's own coverer is not used: it looks for a good covering of few cells of any
//! size, while the field needs all cells of one size.

mod circle;
mod polygon;

use s2rst::s2::{CellId, Face, Level, Point, edge_clipping};

use crate::{Cell, Cells, ShapeError, cell::S2_LEVEL};

pub(crate) use circle::cover_circle;
pub(crate) use polygon::cover_polygon;

/// The most cells of one covering.
///
/// The largest compact shape touches about 2,800 cells. More is touched only by long outlines, and
/// a long outline of legal area runs beside itself, so that it touches cells along half of its
/// length. A corridor of 50 m round the whole Earth touched at most 79,925 cells in 210 directions;
/// the same stretched to [`MAX_PERIMETER_KM`](crate::MAX_PERIMETER_KM) would touch 100,000. So no
/// legal shape is expected to reach the bound, which holds a covering to 512 KiB whatever happens.
pub const MAX_CELLS: usize = 131_072;

/// How near, in radians, a cell counts as touched: the rounding error of projecting an edge to a
/// face of the cube and of testing it there against a rectangle, 19 nanometres in all.
const TOUCH_TOLERANCE: f64 = edge_clipping::FACE_CLIP_ERROR_UV_DIST + edge_clipping::INTERSECTS_RECT_ERROR_UV_DIST;

/// The least width of a level-0 cell in radians; each level halves it. (S2's
/// `MinWidth` metric for its quadratic projection, 2√2/3, rounded down.)
const MIN_WIDTH_RAD: f64 = 0.942;

/// The cells found so far, in ascending order, within their bound.
struct Collector(Vec<Cell>);

impl Collector {
    fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds one cell of level 13, above all the cells before.
    fn push(&mut self, id: CellId) -> Result<(), ShapeError> {
        if self.0.len() == MAX_CELLS {
            return Err(ShapeError::TooManyCells);
        }
        self.0.push(Cell::from_s2(id));
        Ok(())
    }

    /// Adds all level-13 cells of a cell.
    fn push_all_within(&mut self, id: CellId) -> Result<(), ShapeError> {
        let mut cell = id.child_begin_at_level(S2_LEVEL);
        let end = id.child_end_at_level(S2_LEVEL);
        while cell != end {
            self.push(cell)?;
            cell = cell.next();
        }
        Ok(())
    }

    fn finish(self) -> Cells {
        self.0.into()
    }
}

/// Cells, none above level 13, that together hold every point within an angle of a centre; in
/// ascending order and without overlap.
///
/// Around the vertex nearest to the centre, four cells reach at least half of their width beyond
/// the centre to every side; so the deepest level is taken whose half cells are wide enough.
fn cells_around(center: Point, radius_rad: f64) -> Vec<CellId> {
    let fits = |level: u8| MIN_WIDTH_RAD / f64::from(1_u32 << (level + 1)) >= radius_rad + TOUCH_TOLERANCE;
    let Some(level) = (0..=S2_LEVEL.as_u8()).rev().find(|level| fits(*level)) else {
        return Face::iter().map(CellId::from_face).collect();
    };
    let mut cells = CellId::from_point(&center).vertex_neighbors(Level::new(level));
    cells.sort_unstable();
    cells.dedup();
    cells
}

#[cfg(test)]
#[path = "cover_tests.rs"]
mod tests;
