//! Whether the edges of a ring cross or touch each other.
//!
//! Few edges are held against each other pair by pair. Many are swept: a meridian turns about an
//! axis, and the edges it meets are kept in their order along it. Before two edges cross they are
//! neighbours in that order, so it suffices to hold each edge against its neighbours whenever the
//! order changes (Shamos and Hoey, 1976). That takes n log n steps for any ring whatever; buckets
//! or bounding boxes would not, for a comb of ten thousand hair-thin teeth puts every edge into
//! every bucket.
//!
//! The classical trouble of a sweep, several events at one place, does not arise: the S2 predicates
//! answer as if every point were moved by its own infinitesimal, so that no three points are on
//! one line and no two on one meridian. What that hides, a vertex exactly on an edge, is
//! asked for separately in [`conflict`].

use std::{cmp::Ordering, collections::BTreeSet};

use s2rst::{
    s1::ChordAngle,
    s2::{
        Point,
        edge_crossings::{Crossing, crossing_sign},
        predicates::{Direction, compare_edge_distance, robust_sign},
    },
};

/// Rings of up to this many edges are tested pair by pair, which is faster for them.
const MAX_PAIRWISE_EDGES: usize = 24;

/// Finds two edges of a ring that are not neighbours and cross or touch: the lower index first.
///
/// The vertices must be different from each other and neighbours must not be antipodes. If there
/// are several such pairs, which one is found is not defined.
pub(crate) fn find_crossing(points: &[Point]) -> Option<(usize, usize)> {
    if points.len() <= MAX_PAIRWISE_EDGES { find_by_pairs(points) } else { find_by_sweep(points) }
}

/// Holds every edge against every other.
fn find_by_pairs(points: &[Point]) -> Option<(usize, usize)> {
    let count = points.len();
    (0..count).find_map(|first| (first + 2..count).find(|&second| conflict(points, first, second)).map(|second| (first, second)))
}

/// Holds every edge against those that are next to it on the sweeping meridian.
fn find_by_sweep(points: &[Point]) -> Option<(usize, usize)> {
    let sweep = Sweep::new(points);
    sweep.find().map(|(a, b)| (a.min(b), a.max(b)))
}

/// The index after this one in a ring.
fn next(points: &[Point], index: usize) -> usize {
    if index + 1 == points.len() { 0 } else { index + 1 }
}

/// Whether two edges, given by the indexes of their first vertices, are not neighbours and cross
/// or touch.
fn conflict(points: &[Point], first: usize, second: usize) -> bool {
    if first == second || next(points, first) == second || next(points, second) == first {
        return false;
    }
    let (a, b) = (points[first], points[next(points, first)]);
    let (c, d) = (points[second], points[next(points, second)]);
    if are_apart(a, b, c, d) {
        return false;
    }
    crossing_sign(a, b, c, d) != Crossing::DoNotCross
        || lies_on(a, c, d)
        || lies_on(b, c, d)
        || lies_on(c, a, b)
        || lies_on(d, a, b)
}

/// Whether two edges are so far apart that nothing else need be asked.
///
/// A path of at most half a turn lies in the ball of which its chord is a diameter. Two balls are
/// apart if the distance of their centres is more than the sum of their radii, the square
/// of which is at most twice the sum of the squares. Everything is taken twice as large here, which
/// spares divisions, and then a little larger, to be safe from rounding.
fn are_apart(a: Point, b: Point, c: Point, d: Point) -> bool {
    let centers = (a.0 + b.0) - (c.0 + d.0);
    let radii = 2.0 * ((b.0 - a.0).norm2() + (d.0 - c.0).norm2());
    centers.norm2() > radii * 1.01 + 1e-28
}

/// Bound on the relative rounding error of the determinant in [`lies_on`], several times what is
/// possible. Points beyond it cannot be on the edge, and exact arithmetic is spared.
const DETERMINANT_ERROR: f64 = 16.0 * f64::EPSILON;

/// Whether a point lies exactly on an edge. The crossing predicate does not say so: it treats
/// points as if they were moved a little, so that no three are ever on one line.
fn lies_on(point: Point, a: Point, b: Point) -> bool {
    let (to_a, to_b) = (a.0 - point.0, b.0 - point.0);
    let bound = DETERMINANT_ERROR * (to_a.norm2() * to_b.norm2()).sqrt();
    to_a.cross(to_b).dot(point.0).abs() <= bound && compare_edge_distance(point, a, b, ChordAngle::ZERO) == 0
}

/// An edge that the sweeping meridian meets. Ordered from the far end of the axis to the near one,
/// among edges that the meridian meets together and that do not cross.
#[derive(Clone, Copy)]
struct Active {
    /// Index of the edge.
    edge: usize,
    /// How many vertices the sweep had passed when it came to the edge.
    start: usize,
    /// The end at which the sweep meets the edge first, and the other one.
    left: Point,
    right: Point,
}

impl Ord for Active {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.edge == other.edge {
            return Ordering::Equal;
        }
        // Where the later edge begins, the earlier one is met too, and tells on which side.
        if self.start > other.start {
            return other.side_of(self.left).reverse();
        }
        if self.start < other.start {
            return self.side_of(other.left);
        }
        self.side_of(other.right)
    }
}

impl Active {
    /// How this edge is ordered relative to a point next to it: less if the point is on its left.
    fn side_of(&self, point: Point) -> Ordering {
        match robust_sign(self.left, self.right, point) {
            Direction::CounterClockwise => Ordering::Less,
            Direction::Clockwise => Ordering::Greater,
            Direction::Indeterminate => Ordering::Equal,
        }
    }
}

impl PartialOrd for Active {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Active {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Active {}

/// The state of a sweep.
struct Sweep<'a> {
    points: &'a [Point],
    axis: Point,
    /// The vertices in the order in which the meridian meets them.
    order: Vec<usize>,
    /// For each edge, the value of [`Active::start`] while the meridian meets it.
    starts: Vec<Option<usize>>,
    active: BTreeSet<Active>,
    /// How many vertices the sweep has passed.
    passed: usize,
}

impl<'a> Sweep<'a> {
    fn new(points: &'a [Point]) -> Self {
        let (axis, origin) = axis_and_origin(points);
        Self {
            points,
            axis,
            order: order_about(axis, origin, points),
            starts: vec![None; points.len()],
            active: BTreeSet::new(),
            passed: 0,
        }
    }

    /// Sweeps once round, and on until every edge has been met with all that it meets.
    ///
    /// An edge across the meridian of origin is taken up only near the end of the first turn, so
    /// its part beyond the origin is missing at the beginning. The second turn goes on with the
    /// edges left over from the first, until the last of them ends.
    fn find(mut self) -> Option<(usize, usize)> {
        let count = self.points.len();
        let mut left_over = None;
        for step in 0..2 * count {
            if step == count {
                left_over = Some(self.active.len());
            }
            if left_over == Some(0) {
                break;
            }
            self.passed = step;
            let vertex = self.order[step % count];
            let found = self.pass(vertex, &mut left_over);
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Passes a vertex: lets go of the edges that end there, takes up those that begin there, and
    /// holds them against the two edges between which the vertex lies.
    ///
    /// Edges are held against these even where they end, because a vertex at which both of its
    /// edges end may touch another edge with its tip.
    fn pass(&mut self, vertex: usize, left_over: &mut Option<usize>) -> Option<(usize, usize)> {
        let count = self.points.len();
        let both = [if vertex == 0 { count - 1 } else { vertex - 1 }, vertex];
        let mut between = None;
        let mut begun = false;
        for edge in both {
            let Some(start) = self.starts[edge].take() else {
                continue;
            };
            if start < count {
                *left_over = left_over.map(|edges| edges - 1);
            }
            let (active, _) = self.oriented(edge, start);
            self.active.remove(&active);
            between = Some(self.neighbours(&active));
        }
        for edge in both {
            let (active, first) = self.oriented(edge, self.passed);
            if first == vertex {
                between = between.or_else(|| Some(self.neighbours(&active)));
                self.active.insert(active);
                self.starts[edge] = Some(self.passed);
                begun = true;
            }
        }
        let (before, after) = between?;
        let met = [before, after].into_iter().flatten();
        let mut pairs = met.flat_map(|other| both.map(|edge| (edge, other)));
        let found = pairs.find(|&(edge, other)| conflict(self.points, edge, other));
        if found.is_some() || begun {
            return found;
        }
        let pair = before.zip(after);
        pair.filter(|&(before, after)| conflict(self.points, before, after))
    }

    /// The edge with its ends in the order of the sweep, as taken up at `start`; and the vertex
    /// at which it begins.
    fn oriented(&self, edge: usize, start: usize) -> (Active, usize) {
        let other = next(self.points, edge);
        let (a, b) = (self.points[edge], self.points[other]);
        // A shortest path spans less than half a turn, so it runs the way that is shorter.
        let (left, right, first) =
            if robust_sign(self.axis, a, b) == Direction::CounterClockwise { (a, b, edge) } else { (b, a, other) };
        let active = Active { edge, start, left, right };
        (active, first)
    }

    /// The edges just before and just after this one on the meridian.
    fn neighbours(&self, active: &Active) -> (Option<usize>, Option<usize>) {
        use std::ops::Bound::{Excluded, Unbounded};
        let before = self.active.range((Unbounded, Excluded(active))).next_back();
        let after = self.active.range((Excluded(active), Unbounded)).next();
        (before.map(|a| a.edge), after.map(|a| a.edge))
    }
}

/// An axis for the sweep, and a point on the meridian at which it begins.
///
/// Any would do. Taking the axis a quarter turn from the first vertex and the origin behind it
/// lets a shape of usual size lie around the equator of the sweep, where the second turn is
/// not needed. Neither is a vertex, because the predicates tell nothing about equal points.
fn axis_and_origin(points: &[Point]) -> (Point, Point) {
    let is_free = |p: &Point| points.iter().all(|q| p != q && *p != -*q);
    let first = points[0];
    let side = s2rst::s2::ortho(first);
    let tilts = (0..=points.len()).map(|i| 0.01 / (1.0 + i as f64));
    let free = |p: Point, towards: Point| {
        tilts.clone().map(|tilt| Point((p.0 + towards.0 * tilt).normalize())).find(is_free).unwrap_or(p)
    };
    let third = Point(first.0.cross(side.0));
    (free(side, third), free(-first, third))
}

/// The points in the order of a meridian that turns counterclockwise about an axis.
fn order_about(axis: Point, origin: Point, points: &[Point]) -> Vec<usize> {
    let is_second_half: Vec<bool> = points.iter().map(|p| robust_sign(axis, origin, *p) != Direction::CounterClockwise).collect();
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|&a, &b| {
        is_second_half[a].cmp(&is_second_half[b]).then_with(|| match robust_sign(axis, points[a], points[b]) {
            Direction::CounterClockwise => Ordering::Less,
            Direction::Clockwise => Ordering::Greater,
            Direction::Indeterminate => Ordering::Equal,
        })
    });
    order
}

#[cfg(test)]
#[path = "crossing_tests.rs"]
mod tests;
