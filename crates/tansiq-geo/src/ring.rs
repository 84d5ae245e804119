//! The outline of a polygon as the verdict sees it: short edges, bounds, and which side is inside.
//!
//! Nothing is projected. Rings may cross the antimeridian, surround a pole or run round the Earth,
//! and all of that is the same here.

use std::f64::consts::FRAC_PI_2;

use s2rst::{
    r3::Vector,
    s2::{
        Point,
        predicates::{Direction, robust_sign},
    },
};

use crate::{
    Polygon,
    edge::{Edge, MAX_EDGE_RAD, Nearest, TOUCH_RAD},
    metric::MIN_RADIUS_M,
    polygon::edges,
};

/// Caps up to this radius, in radians, lie within a quarter of the Earth of their centre, with
/// room to spare.
const MAX_COMPACT_RAD: f64 = 0.5;

/// A point this far, in radians, from every edge is outside: a disc of this radius is larger than
/// the largest polygon (28.2 km, or 0.00443 rad).
const SURELY_OUTSIDE_RAD: f64 = 0.0046;

/// How many places are tried for one that is surely outside. They are 1,400 km from each other; a
/// ring of the longest legal outline could come near to 80 of them.
const OUTSIDE_CANDIDATES: u32 = 256;

/// Determinants of unit vectors below this may have the wrong sign (S2 proves 1.2e-15 for vectors
/// that are unit to within rounding).
const DETERMINANT_ERROR: f64 = 2e-15;

/// What is nearest on the ellipsoid is on the sphere at most this much further than the nearest
/// there, squared: the radii of curvature differ by 1.02 %, and chords and arcs by less.
const NEAREST_MARGIN: f64 = 1.03;

/// How many of the longest edges are tried for an inner point.
const INNER_CANDIDATES: usize = 12;

/// What is worked out once for a ring.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Frame {
    /// The points with long edges cut, if there are any.
    cut: Option<Box<[Point]>>,
    /// A cap that holds the polygon.
    pub(crate) center: Vector,
    pub(crate) radius_rad: f64,
    /// The box about the points.
    low: Vector,
    high: Vector,
    /// How far arcs bulge out of the box at most.
    bulge: f64,
    /// Two points outside, of which no place is opposite to both.
    outside: [Vector; 2],
}

impl Frame {
    pub(crate) fn new(polygon: &Polygon) -> Self {
        let cut = cut_long_edges(polygon.points());
        let points = cut.as_deref().unwrap_or(polygon.points());
        let (mut low, mut high) = (points[0].0, points[0].0);
        for p in points {
            low = Vector::min(low, p.0);
            high = Vector::max(high, p.0);
        }
        let longest2 = edges(points.len()).map(|(i, j)| (points[j].0 - points[i].0).norm2()).fold(0.0, f64::max);
        let center = match (low + high).normalize() {
            center if center.norm2() > 0.5 => center,
            _ => points[0].0,
        };
        let farthest = points.iter().map(|p| (p.0 - center).norm2()).fold(0.0, f64::max).sqrt();
        // An arc may leave a cap by its bulge; one larger than a hemisphere says nothing.
        let radius_rad = 2.0 * (farthest / 2.0).min(1.0).asin() + longest2 / 4.0 + TOUCH_RAD;
        let radius_rad = if radius_rad < FRAC_PI_2 { radius_rad } else { std::f64::consts::PI };
        let outside = if radius_rad < MAX_COMPACT_RAD { [center.ortho(), center.ortho() * -1.0] } else { find_outside(points) };
        let bulge = longest2 / 8.0 + 2.0 * TOUCH_RAD;
        Self { cut, center, radius_rad, low, high, bulge, outside }
    }
}

/// The ring with points added so that no edge is above [`MAX_EDGE_RAD`], or nothing if none is.
/// The perimeter of a polygon bounds how many are added (2,000).
fn cut_long_edges(points: &[Point]) -> Option<Box<[Point]>> {
    let is_long = |(i, j): (usize, usize)| (points[j].0 - points[i].0).norm() > MAX_EDGE_RAD;
    if !edges(points.len()).any(is_long) {
        return None;
    }
    let mut cut = Vec::new();
    for (i, j) in edges(points.len()) {
        let (a, b) = (points[i].0, points[j].0);
        let angle = a.angle(b);
        let axis = (a + b).cross(b - a).normalize().cross(a);
        let pieces = (angle / (MAX_EDGE_RAD * 0.99)).ceil().max(1.0) as u32;
        cut.push(points[i]);
        cut.extend((1..pieces).map(|k| {
            let (sin, cos) = (angle * f64::from(k) / f64::from(pieces)).sin_cos();
            Point((a * cos + axis * sin).normalize())
        }));
    }
    Some(cut.into_boxed_slice())
}

/// Two points outside of a ring, not nearly opposite to each other.
fn find_outside(points: &[Point]) -> [Vector; 2] {
    let ring: Vec<Edge> = edges(points.len()).map(|(i, j)| Edge::new(points[i].0, points[j].0)).collect();
    let is_outside = |p: &Vector| ring.iter().all(|edge| edge.angle2(*p) > SURELY_OUTSIDE_RAD * SURELY_OUTSIDE_RAD);
    let golden_angle = std::f64::consts::PI * (3.0 - 5_f64.sqrt());
    // A spiral of evenly spread points.
    let mut places = (0..OUTSIDE_CANDIDATES).map(|k| {
        let z = 1.0 - (2.0 * f64::from(k) + 1.0) / f64::from(OUTSIDE_CANDIDATES);
        let (sin, cos) = (golden_angle * f64::from(k)).sin_cos();
        let r = (1.0 - z * z).sqrt();
        Vector::new(r * cos, r * sin, z)
    });
    let first = places.find(is_outside).expect("a legal outline comes near to few of the places");
    let second =
        places.find(|p| p.dot(first).abs() < 0.8 && is_outside(p)).expect("a legal outline comes near to few of the places");
    [first, second]
}

/// A polygon's outline, for as long as a verdict takes.
#[derive(Clone, Copy)]
pub(crate) struct Ring<'a> {
    pub(crate) points: &'a [Point],
    pub(crate) frame: &'a Frame,
    interior_is_left: bool,
}

impl<'a> Ring<'a> {
    pub(crate) fn new(polygon: &'a Polygon, frame: &'a Frame) -> Self {
        let points = frame.cut.as_deref().unwrap_or(polygon.points());
        Self { points, frame, interior_is_left: polygon.signed_area_sr() >= 0.0 }
    }

    /// All edges in order.
    pub(crate) fn edges(self) -> impl Iterator<Item = Edge> + 'a {
        edges(self.points.len()).map(move |(i, j)| Edge::new(self.points[i].0, self.points[j].0))
    }

    /// The edges that may come within an angle of the other ring's outline.
    pub(crate) fn edges_near(self, other: Ring<'_>, within_rad: f64) -> Vec<Edge> {
        let margin = self.frame.bulge + other.frame.bulge + within_rad;
        let margin = Vector::new(margin, margin, margin);
        let (low, high) = (other.frame.low - margin, other.frame.high + margin);
        let is_near = |&(i, j): &(usize, usize)| {
            let (a, b) = (self.points[i].0, self.points[j].0);
            let misses = |a: f64, b: f64, low: f64, high: f64| (a < low && b < low) || (a > high && b > high);
            !(misses(a.x, b.x, low.x, high.x) || misses(a.y, b.y, low.y, high.y) || misses(a.z, b.z, low.z, high.z))
        };
        let near = edges(self.points.len()).filter(is_near);
        near.map(|(i, j)| Edge::new(self.points[i].0, self.points[j].0)).collect()
    }

    /// Whether a point is in the cap and the box about the polygon.
    pub(crate) fn may_hold(self, p: Vector) -> bool {
        let Frame { center, radius_rad, low, high, bulge, .. } = *self.frame;
        // The polygon is not flat either, and bulges out of the box about its outline.
        let margin = bulge + radius_rad * radius_rad / 2.0;
        let is_between = |value: f64, low: f64, high: f64| value >= low - margin && value <= high + margin;
        // A chord is never longer than its arc.
        (p - center).norm2() <= radius_rad * radius_rad
            && is_between(p.x, low.x, high.x)
            && is_between(p.y, low.y, high.y)
            && is_between(p.z, low.z, high.z)
    }

    /// Whether a point lies inside. It must not be nearer to the outline than a few nanometres.
    pub(crate) fn holds(self, p: Vector) -> bool {
        if !self.may_hold(p) {
            return false;
        }
        let [first, second] = self.frame.outside;
        let far = if first.dot(p) >= second.dot(p) { first } else { second };
        let plane = p.cross(far);
        let side = |v: Point| {
            let determinant = plane.dot(v.0);
            if determinant.abs() > DETERMINANT_ERROR { determinant > 0.0 } else { is_left(Point(p), Point(far), v) }
        };
        let mut inside = false;
        let mut from = self.points[self.points.len() - 1];
        let mut from_side = side(from);
        for &to in self.points {
            let to_side = side(to);
            // The way from the point to the outside crosses the edge if each separates the ends
            // of the other, on this side of the Earth.
            let crosses =
                from_side != to_side && is_left(from, to, Point(p)) == to_side && is_left(from, to, Point(far)) != to_side;
            inside ^= crosses;
            (from, from_side) = (to, to_side);
        }
        inside
    }

    /// The nearest point of the outline.
    pub(crate) fn nearest(self, p: Vector) -> Nearest {
        let corner2 = self.points.iter().map(|v| (v.0 - p).norm2()).fold(f64::INFINITY, f64::min);
        let mut limit2 = corner2 * NEAREST_MARGIN + TOUCH_RAD * TOUCH_RAD;
        let mut best = Nearest { distance_m: f64::INFINITY, at: self.points[0].0 };
        for (i, j) in edges(self.points.len()) {
            let (a, b) = (self.points[i].0, self.points[j].0);
            // An edge reaches no nearer than one end by its length; (x + y)² ≤ 2x² + 2y².
            if (a - p).norm2() > 2.0 * (limit2 + (b - a).norm2()) {
                continue;
            }
            let edge = Edge::new(a, b);
            if edge.angle2(p) <= limit2 {
                let nearest = edge.nearest(p);
                if nearest.distance_m < best.distance_m {
                    best = nearest;
                    let limit = nearest.distance_m / MIN_RADIUS_M;
                    limit2 = limit2.min(limit * limit);
                }
            }
        }
        best
    }

    /// A point inside, well away from the outline where that is easy to find; nothing if the
    /// polygon has no width.
    pub(crate) fn inner(self) -> Option<Vector> {
        let ring: Vec<Edge> = self.edges().collect();
        let length2 = |edge: &Edge| (edge.b - edge.a).norm2();
        let mut order: Vec<usize> = (0..ring.len()).collect();
        order.sort_unstable_by(|&i, &j| length2(&ring[j]).total_cmp(&length2(&ring[i])));
        let clearance2 = |p: Vector| ring.iter().map(|edge| edge.angle2(p)).fold(f64::INFINITY, f64::min);
        let inner = order.iter().take(INNER_CANDIDATES).filter_map(|&index| self.across(&ring, index));
        let best = inner.map(|p| (clearance2(p), p)).max_by(|a, b| a.0.total_cmp(&b.0))?;
        (best.0 > TOUCH_RAD * TOUCH_RAD).then_some(best.1)
    }

    /// Half-way between the middle of an edge and what is opposite to it across the inside.
    fn across(self, ring: &[Edge], index: usize) -> Option<Vector> {
        let edge = &ring[index];
        let middle = edge.point_at(0.5);
        let inwards = if self.interior_is_left { edge.normal } else { edge.normal * -1.0 };
        let plane = middle.cross(inwards);
        let others = ring.iter().enumerate().filter(|(other, _)| *other != index);
        let hits = others.filter_map(|(_, other)| {
            let (a, b) = (plane.dot(other.a), plane.dot(other.b));
            if (a >= 0.0) == (b >= 0.0) {
                return None;
            }
            let hit = other.a + (other.b - other.a) * (a / (a - b));
            let angle = hit.dot(inwards).atan2(hit.dot(middle));
            (angle > 0.0).then_some(angle)
        });
        let across_rad = hits.min_by(f64::total_cmp)?;
        let (sin, cos) = (across_rad / 2.0).sin_cos();
        Some((middle * cos + inwards * sin).normalize())
    }
}

/// Whether a point is to the left of the great circle through two others, decided exactly.
fn is_left(a: Point, b: Point, p: Point) -> bool {
    robust_sign(a, b, p) == Direction::CounterClockwise
}

#[cfg(test)]
#[path = "ring_tests.rs"]
mod tests;
