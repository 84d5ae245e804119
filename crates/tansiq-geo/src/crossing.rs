//! Whether the edges of a ring cross or touch each other.

use s2rst::{
    s1::ChordAngle,
    s2::{
        Point,
        edge_crossings::{Crossing, crossing_sign},
        predicates::compare_edge_distance,
    },
};

/// Finds two edges of a ring that are not neighbours and cross or touch: the lower index first.
pub(crate) fn find_crossing(points: &[Point]) -> Option<(usize, usize)> {
    find_by_pairs(points)
}

/// Holds every edge against every other.
fn find_by_pairs(points: &[Point]) -> Option<(usize, usize)> {
    let count = points.len();
    (0..count).find_map(|first| {
        (first + 2..count)
            .find(|&second| conflict(points, first, second))
            .map(|second| (first, second))
    })
}

/// Whether two edges, given by the indexes of their first vertices, are not neighbours and cross
/// or touch.
fn conflict(points: &[Point], first: usize, second: usize) -> bool {
    let next = |i: usize| if i + 1 == points.len() { 0 } else { i + 1 };
    if next(first) == second || next(second) == first {
        return false;
    }
    let (a, b) = (points[first], points[next(first)]);
    let (c, d) = (points[second], points[next(second)]);
    crossing_sign(a, b, c, d) != Crossing::DoNotCross
        || lies_on(a, c, d)
        || lies_on(b, c, d)
        || lies_on(c, a, b)
        || lies_on(d, a, b)
}

/// Bound on the relative rounding error of the determinant in [`lies_on`], several times what is
/// possible. Points beyond it cannot be on the edge, and exact arithmetic is spared.
const DETERMINANT_ERROR: f64 = 16.0 * f64::EPSILON;

/// Whether a point lies exactly on an edge. The crossing predicate does not say so: it treats
/// points as if they were moved a little, so that no three are ever on one line.
fn lies_on(point: Point, a: Point, b: Point) -> bool {
    let (to_a, to_b) = (a.0 - point.0, b.0 - point.0);
    let bound = DETERMINANT_ERROR * (to_a.norm2() * to_b.norm2()).sqrt();
    to_a.cross(to_b).dot(point.0).abs() <= bound
        && compare_edge_distance(point, a, b, ChordAngle::ZERO) == 0
}

#[cfg(test)]
#[path = "crossing_tests.rs"]
mod tests;
