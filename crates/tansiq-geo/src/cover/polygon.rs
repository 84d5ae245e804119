//! The covering of a polygon.
//!
//! On a face of the S2 cube cells are rectangles and shortest paths are straight lines, so a cell
//! is held against an edge in the plane. Each cell on the way down keeps the edges that touch it,
//! and whether its centre is inside; a child learns the latter from the edges between its
//! centre and its parent's. A cell that no edge touches is inside or outside as a whole.

use s2rst::{
    r2,
    s2::{
        CellId, Face, Point,
        edge_clipping::{clip_to_padded_face, edge_intersects_rect},
        edge_crosser::EdgeCrosser,
        edge_crossings::angle_contains_vertex,
    },
};

use super::{Collector, TOUCH_TOLERANCE, cells_around};
use crate::{Cells, Polygon, ShapeError, cell::S2_LEVEL, polygon::edges};

/// No level-13 cell is smaller than this, in steradians. (S2's `MinArea` metric for its quadratic
/// projection, 8√2/9 / 4^13 = 1.87e-8, rounded down.)
///
/// A smaller polygon cannot hold a whole cell: every cell it touches is touched by its outline,
/// and there is no need to know which side is inside. That settles polygons without area, whose
/// inside is a matter of rounding.
const MIN_CELL_AREA_SR: f64 = 1.5e-8;

/// The cells that the outline or the interior of a polygon touches.
pub(crate) fn cover_polygon(polygon: &Polygon) -> Result<Cells, ShapeError> {
    let (center, radius_rad) = bounding_cap(polygon.points());
    let mut walk = Walk {
        polygon,
        has_interior: polygon.signed_area_sr().abs() > MIN_CELL_AREA_SR,
        face: None,
        segments: Vec::new(),
        touching: Vec::new(),
        collector: Collector::new(),
    };
    for root in cells_around(center, radius_rad) {
        walk.collect_root(root)?;
    }
    Ok(walk.collector.finish())
}

/// A centre and an angle around it that hold every vertex, and with them every edge as long as the
/// angle is below a right one. If it is not, the angle is that of the whole sphere.
fn bounding_cap(points: &[Point]) -> (Point, f64) {
    let sum = points.iter().fold(s2rst::r3::Vector::default(), |sum, p| sum + p.0);
    let center = if sum.norm2() > 1e-12 { Point(sum.normalize()) } else { points[0] };
    let chord = points.iter().map(|p| (p.0 - center.0).norm2()).fold(0.0, f64::max).sqrt();
    if chord >= 1.4 {
        return (center, std::f64::consts::PI);
    }
    (center, 2.0 * (chord / 2.0).asin() + TOUCH_TOLERANCE)
}

/// An edge, or the part of it that lies on one face of the cube.
struct Segment {
    /// Index of the edge.
    edge: usize,
    a: r2::Point,
    b: r2::Point,
}

/// The state of the walk down the cells.
struct Walk<'a> {
    polygon: &'a Polygon,
    has_interior: bool,
    /// The face to which `segments` belong.
    face: Option<Face>,
    segments: Vec<Segment>,
    /// A stack of lists of segments: for each cell on the way down, those that touch it.
    touching: Vec<u32>,
    collector: Collector,
}

impl Walk<'_> {
    /// Collects the cells of one of the cells at which the walk starts.
    fn collect_root(&mut self, root: CellId) -> Result<(), ShapeError> {
        if self.face != Some(root.face()) {
            self.project_to(root.face());
        }
        let (center, bound) = center_and_bound(root);
        self.touching.clear();
        let touching = &mut self.touching;
        touching.extend(
            (0_u32..)
                .zip(&self.segments)
                .filter_map(|(index, segment)| edge_intersects_rect(segment.a, segment.b, bound).then_some(index)),
        );
        let inside = self.has_interior && contains(self.polygon, center);
        self.collect(root, center, inside, 0)
    }

    /// Finds the parts of all edges that lie on a face.
    fn project_to(&mut self, face: Face) {
        let points = self.polygon.points();
        self.face = Some(face);
        self.segments.clear();
        self.segments.extend(edges(points.len()).filter_map(|(edge, next)| {
            clip_to_padded_face(points[edge], points[next], face, TOUCH_TOLERANCE).map(|(a, b)| Segment { edge, a, b })
        }));
    }

    /// Collects the level-13 cells of a cell that the polygon touches. The segments that touch the
    /// cell are those of the stack from `first` on. Depth is bounded by the level.
    fn collect(&mut self, cell: CellId, center: Point, inside: bool, first: usize) -> Result<(), ShapeError> {
        let end = self.touching.len();
        if first == end {
            return if inside { self.collector.push_all_within(cell) } else { Ok(()) };
        }
        if cell.level() == S2_LEVEL {
            return self.collector.push(cell);
        }
        for child in cell.children() {
            let (child_center, bound) = center_and_bound(child);
            for position in first..end {
                let index = self.touching[position];
                let segment = &self.segments[index as usize];
                if edge_intersects_rect(segment.a, segment.b, bound) {
                    self.touching.push(index);
                }
            }
            let child_inside = self.has_interior && inside ^ self.separated(center, child_center, first..end);
            self.collect(child, child_center, child_inside, end)?;
            self.touching.truncate(end);
        }
        Ok(())
    }

    /// Whether an odd number of edges lies between two points of a cell, given the part of the
    /// stack that belongs to the cell.
    fn separated(&self, from: Point, to: Point, touching: std::ops::Range<usize>) -> bool {
        let points = self.polygon.points();
        let mut crosser = EdgeCrosser::new(from, to);
        self.touching[touching].iter().fold(false, |odd, &index| {
            let edge = self.segments[index as usize].edge;
            let next = if edge + 1 == points.len() { 0 } else { edge + 1 };
            odd ^ crosser.edge_or_vertex_crossing(points[edge], points[next])
        })
    }
}

/// The centre of a cell, and its rectangle on its face of the cube, a little enlarged.
fn center_and_bound(cell: CellId) -> (Point, r2::Rect) {
    let bound = cell.bound_uv();
    (cell.to_point(), bound.expanded_by_margin(TOUCH_TOLERANCE))
}

/// Whether a point is inside the polygon.
///
/// Around a vertex the order of its two edges tells which side is inside; from there to the point
/// each crossed edge changes the side. The nearest vertex is taken because the way from an
/// antipode is not defined.
fn contains(polygon: &Polygon, point: Point) -> bool {
    let points = polygon.points();
    let count = points.len();
    let nearest = (0..count).max_by(|&a, &b| point.0.dot(points[a].0).total_cmp(&point.0.dot(points[b].0))).unwrap_or(0);
    let (mut before, mut after) = (points[(nearest + count - 1) % count], points[(nearest + 1) % count]);
    if polygon.signed_area_sr() < 0.0 {
        std::mem::swap(&mut before, &mut after);
    }
    let vertex = points[nearest];
    if vertex == point {
        return angle_contains_vertex(before, vertex, after);
    }
    let mut crosser = EdgeCrosser::new(vertex, point);
    edges(count).fold(angle_contains_vertex(before, vertex, after), |inside, (a, b)| {
        inside ^ crosser.edge_or_vertex_crossing(points[a], points[b])
    })
}
