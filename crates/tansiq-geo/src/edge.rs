//! One short edge of a ring: its nearest point to a place, and where another edge comes so near
//! that the two touch.
//!
//! Edges are arcs of great circles between unit vectors, at most [`MAX_EDGE_RAD`] long; `ring.rs`
//! cuts longer ones. What edges say of whole shapes is in `meeting.rs`.

use s2rst::r3::Vector;

use crate::{
    TOUCH_M,
    metric::{MIN_RADIUS_M, distance_m, step_to_nearest_rad},
};

/// The longest edge that is looked at in one piece, in radians (51 km).
pub(crate) const MAX_EDGE_RAD: f64 = 0.008;

/// [`TOUCH_M`] as an angle. Rounding moves points and edges by a hundredth of it at most.
pub(crate) const TOUCH_RAD: f64 = TOUCH_M / MIN_RADIUS_M;

/// A directed arc with what its questions have in common.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    pub(crate) a: Vector,
    pub(crate) b: Vector,
    /// Unit normal of the plane, on the left of the edge.
    pub(crate) normal: Vector,
    /// Normals of the planes that cut the edge off at its ends, both pointing along it.
    start: Vector,
    end: Vector,
}

/// The point of an outline that is nearest to a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Nearest {
    pub(crate) distance_m: f64,
    pub(crate) at: Vector,
}

impl Edge {
    pub(crate) fn new(a: Vector, b: Vector) -> Self {
        // Twice a × b. The difference is exact for near points, so the normal of the shortest
        // edge is as good as that of a long one.
        let normal = (a + b).cross(b - a).normalize();
        Self { a, b, normal, start: normal.cross(a), end: normal.cross(b) }
    }

    /// Whether a point lies between the two planes that cut the edge off at its ends.
    fn is_beside(&self, p: Vector) -> bool {
        self.start.dot(p) >= 0.0 && self.end.dot(p) <= 0.0
    }

    /// A lower bound of the squared angle between a point and the edge, in square radians, nearly
    /// equal to it when they are near.
    pub(crate) fn angle2(&self, p: Vector) -> f64 {
        if self.is_beside(p) {
            let sine = self.normal.dot(p);
            sine * sine
        } else {
            (p - self.a).norm2().min((p - self.b).norm2())
        }
    }

    /// The point of the edge that is nearest on the ellipsoid.
    pub(crate) fn nearest(&self, p: Vector) -> Nearest {
        let below = (p - self.normal * self.normal.dot(p)).normalize();
        let foot = self.clamp(below, p);
        let tangent = self.normal.cross(foot);
        let moved = (foot + tangent * step_to_nearest_rad(p, foot, tangent)).normalize();
        let at = self.clamp(moved, p);
        Nearest { distance_m: distance_m(p, at), at }
    }

    /// The point itself if it is on the edge, or else the end nearer to `p`.
    fn clamp(&self, on_circle: Vector, p: Vector) -> Vector {
        if on_circle.norm2() > 0.5 && self.is_beside(on_circle) {
            on_circle
        } else if (p - self.a).norm2() <= (p - self.b).norm2() {
            self.a
        } else {
            self.b
        }
    }

    /// The point at a part of the way, 0 at the start and 1 at the end.
    pub(crate) fn point_at(&self, part: f64) -> Vector {
        (self.a + (self.b - self.a) * part).normalize()
    }

    /// The smallest angle that can lie between two edges, in radians, or a little less.
    pub(crate) fn apart_rad(&self, other: &Self) -> f64 {
        let between = (self.a + self.b - other.a - other.b).norm() / 2.0;
        let halves = ((self.b - self.a).norm() + (other.b - other.a).norm()) / 2.0;
        // Arcs bulge beyond their chords by less than an eighth of their squared length.
        (between - halves) * (1.0 - MAX_EDGE_RAD)
    }

    /// The stretch of this edge that another comes near to, within [`TOUCH_RAD`], as parts of the
    /// way; it may begin before 0 or end after 1.
    ///
    /// A point of the edge outside of the stretch is further from the other edge than that.
    pub(crate) fn contact(&self, other: &Self) -> Option<(f64, f64)> {
        let start_height = self.normal.dot(other.a);
        let end_height = self.normal.dot(other.b);
        if start_height.min(end_height) > TOUCH_RAD || start_height.max(end_height) < -TOUCH_RAD {
            return None;
        }
        let (start, end) = (other.normal.dot(self.a), other.normal.dot(self.b));
        if start.min(end) > TOUCH_RAD || start.max(end) < -TOUCH_RAD {
            return None;
        }
        let first = self.part_of(cut_to_slab(other.a, start_height, other.b, end_height))?;
        let last = self.part_of(cut_to_slab(other.b, end_height, other.a, start_height))?;
        let margin = TOUCH_RAD / (self.b - self.a).norm().max(TOUCH_RAD);
        let (low, high) = (first.min(last) - margin, first.max(last) + margin);
        (low <= 1.0 && high >= 0.0).then_some((low, high))
    }

    /// The part of the way at which a point near the plane of the edge lies beside it.
    fn part_of(&self, p: Vector) -> Option<f64> {
        let along = p.dot(self.start);
        let outwards = along - p.dot(self.end);
        // Not so for points a quarter of the Earth away.
        (outwards > 0.0).then(|| along / outwards)
    }
}

/// The end of a chord, moved towards the other end until its height is within [`TOUCH_RAD`].
/// Heights change linearly along a chord.
fn cut_to_slab(end: Vector, height: f64, other_end: Vector, other_height: f64) -> Vector {
    let wanted = height.clamp(-TOUCH_RAD, TOUCH_RAD);
    let rise = other_height - height;
    if wanted == height || rise == 0.0 { end } else { end + (other_end - end) * ((wanted - height) / rise) }
}

#[cfg(test)]
#[path = "edge_tests.rs"]
mod tests;
