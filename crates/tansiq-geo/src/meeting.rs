//! Whether the areas of two polygons overlap, and how far one reaches into the other.
//!
//! The outlines are walked. Wherever the other outline comes within a micrometre ([`TOUCH_RAD`]),
//! that stretch of the edge is put aside; the middle of each stretch that remains lies clearly
//! inside or clearly outside of the other polygon. One inside is a proof of overlap. So nothing is
//! ever decided about points that rounding could have put on either side, and a shared boundary is
//! no overlap even if a vertex of one neighbour lies on an edge of the other.
//!
//! Circles and buffers are not known here; see `ground.rs`.

use std::ops::ControlFlow;

use s2rst::{r3::Vector, s2::Point};

use crate::{
    edge::{Edge, TOUCH_RAD},
    metric::MIN_RADIUS_M,
    ring::Ring,
};

/// How two polygons lie to each other.
pub(crate) enum Meeting {
    Apart,
    /// They come within a micrometre at this point, and no further into each other.
    Touching(Vector),
    /// This point lies in both, clearly inside of at least one.
    Overlap(Vector),
}

/// Lists of edges longer than this are sorted before they are held against each other.
const MAX_UNSORTED_EDGES: usize = 24;

/// How two polygons meet.
pub(crate) fn meet(a: Ring<'_>, b: Ring<'_>) -> Meeting {
    let (near_a, near_b) = (a.edges_near(b, 0.0), b.edges_near(a, 0.0));
    let mut touch = None;
    for (edges, others, other) in [(&near_a, &near_b, b), (&near_b, &near_a, a)] {
        let found = walk(edges, others, &mut touch, |middle| {
            if other.holds(middle) { ControlFlow::Break(middle) } else { ControlFlow::Continue(()) }
        });
        if let ControlFlow::Break(middle) = found {
            return Meeting::Overlap(middle);
        }
        if touch.is_none() {
            break;
        }
    }
    let Some(touch) = touch else {
        // The outlines are clear of each other: one polygon is all inside or all outside.
        let (first_a, first_b) = (a.points[0].0, b.points[0].0);
        return match (b.holds(first_a), a.holds(first_b)) {
            (true, _) => Meeting::Overlap(first_a),
            (_, true) => Meeting::Overlap(first_b),
            _ => Meeting::Apart,
        };
    };
    // Neither outline enters the other polygon. They are the same area, or have none in common.
    let common = |of: Ring<'_>, other: Ring<'_>| of.inner().filter(|p| other.holds(*p));
    match common(a, b).or_else(|| common(b, a)) {
        Some(inner) => Meeting::Overlap(inner),
        None => Meeting::Touching(touch),
    }
}

/// Gives the middle of every stretch that is clear of the other edges, for those edges that are
/// not clear as a whole. `touch` is set to a point of contact if there is any.
fn walk(
    edges: &[Edge],
    others: &[Edge],
    touch: &mut Option<Vector>,
    mut visit: impl FnMut(Vector) -> ControlFlow<Vector>,
) -> ControlFlow<Vector> {
    let others = Sorted::new(others);
    let mut contacts: Vec<(f64, f64)> = Vec::new();
    for edge in edges {
        contacts.clear();
        contacts.extend(others.near(edge, 0.0).filter_map(|other| edge.contact(other)));
        let Some(&(low, high)) = contacts.first() else { continue };
        touch.get_or_insert_with(|| edge.point_at(((low + high) / 2.0).clamp(0.0, 1.0)));
        contacts.sort_unstable_by(|x, y| x.0.total_cmp(&y.0));
        // A gap shorter than this is rounding.
        let least = TOUCH_RAD / 4.0 / (edge.b - edge.a).norm();
        let mut clear_from = 0.0;
        for &(low, high) in contacts.iter().chain([&(1.0, 1.0)]) {
            if low - clear_from > least {
                visit(edge.point_at((clear_from + low) / 2.0))?;
            }
            clear_from = f64::max(clear_from, high);
        }
    }
    ControlFlow::Continue(())
}

/// Edges in an order in which those near to a given one are found without looking at all.
struct Sorted<'a> {
    edges: &'a [Edge],
    /// For a long list: an axis, and the ranges of all edges along it by where they begin.
    ranges: Option<(Vector, Vec<Range>)>,
    /// The longest of these ranges.
    longest: f64,
}

/// Where an edge begins and ends along an axis, and its index.
type Range = (f64, f64, usize);

impl<'a> Sorted<'a> {
    fn new(edges: &'a [Edge]) -> Self {
        if edges.len() <= MAX_UNSORTED_EDGES {
            return Self { edges, ranges: None, longest: 0.0 };
        }
        // The axis along which edges are short, all in all, against the extent of the list.
        let crowd = |axis: &Vector| {
            let extent = edges.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), e| {
                let along = axis.dot(e.a);
                (low.min(along), high.max(along))
            });
            edges.iter().map(|e| axis.dot(e.b - e.a).abs()).sum::<f64>() / (extent.1 - extent.0).max(TOUCH_RAD)
        };
        let [east, north] = axes_at(edges[0].a);
        let axes = [east, north, east + north, east - north];
        let axis = axes.into_iter().min_by(|x, y| crowd(x).total_cmp(&crowd(y))).unwrap_or(east);
        let range = |(index, e): (usize, &Edge)| {
            let margin = 2.0 * (bulge(e) + 2.0 * TOUCH_RAD);
            let (a, b) = (axis.dot(e.a), axis.dot(e.b));
            (a.min(b) - margin, a.max(b) + margin, index)
        };
        let mut ranges: Vec<_> = edges.iter().enumerate().map(range).collect();
        ranges.sort_unstable_by(|x, y| x.0.total_cmp(&y.0));
        let longest = ranges.iter().map(|(low, high, _)| high - low).fold(0.0, f64::max);
        Self { edges, ranges: Some((axis, ranges)), longest }
    }

    /// The edges that may come within an angle of one.
    fn near(&self, edge: &Edge, within_rad: f64) -> impl Iterator<Item = &'a Edge> {
        let (all, some) = match &self.ranges {
            None => (self.edges, &[][..]),
            Some((axis, ranges)) => {
                // The axis may be longer than one, which stretches what is measured along it.
                let margin = 2.0 * (bulge(edge) + within_rad);
                let (a, b) = (axis.dot(edge.a), axis.dot(edge.b));
                let (low, high) = (a.min(b) - margin, a.max(b) + margin);
                let from = ranges.partition_point(|range| range.0 < low - self.longest);
                let to = ranges.partition_point(|range| range.0 <= high);
                (&[][..], &ranges[from..to.max(from)])
            }
        };
        let edges = self.edges;
        all.iter().chain(some.iter().map(move |(_, _, index)| &edges[*index]))
    }
}

/// East and north of a place, or any two directions across each other at a pole.
fn axes_at(p: Vector) -> [Vector; 2] {
    let east = Vector::new(-p.y, p.x, 0.0);
    let east = if east.norm2() > TOUCH_RAD { east.normalize() } else { p.ortho() };
    [east, p.cross(east)]
}

/// How far an arc can leave the box about its ends.
fn bulge(edge: &Edge) -> f64 {
    (edge.b - edge.a).norm2() / 8.0
}

/// Of some points in both polygons, the one furthest inside of either, given one to begin with.
///
/// Tried are all vertices and the middles of the stretches of edges inside the other polygon, as
/// many as [`MAX_DEPTH_STEPS`] allows.
pub(crate) fn deepest(a: Ring<'_>, b: Ring<'_>, start: Vector) -> Vector {
    let (all_a, all_b): (Vec<Edge>, Vec<Edge>) = (a.edges().collect(), b.edges().collect());
    let mut best = Deepest { at: start, depth2: 0.0, last: 0, steps: 0 };
    best.depth2 = best.depth2(start, &all_a).max(best.depth2(start, &all_b));
    for (ring, other, other_edges) in [(a, b, &all_b), (b, a, &all_a)] {
        // The point nearest to the other's middle is likely deep, and then spares most others the
        // trouble.
        let first = ring.points.iter().min_by(|p, q| {
            let distance2 = |p: &Point| (p.0 - other.frame.center).norm2();
            distance2(p).total_cmp(&distance2(q))
        });
        for p in first.into_iter().chain(ring.points) {
            if best.try_point(p.0, other_edges, other).is_break() {
                break;
            }
        }
    }
    let (near_a, near_b) = (a.edges_near(b, 0.0), b.edges_near(a, 0.0));
    for (near, near_other, other, other_edges) in [(&near_a, &near_b, b, &all_b), (&near_b, &near_a, a, &all_a)] {
        let _ = walk(near, near_other, &mut None, |middle| best.try_point(middle, other_edges, other));
    }
    best.at
}

/// How many times an edge is held against a point to find how deep two polygons overlap (20 ms).
///
/// Only outlines of thousands of vertices that wind in and out of each other reach it. The depth
/// of the points tried so far is given then; the verdict itself does not depend on it.
const MAX_DEPTH_STEPS: usize = 4_000_000;

/// The deepest point so far.
struct Deepest {
    at: Vector,
    depth2: f64,
    /// The edge to which the last point was too near. The next point is likely near it too.
    last: usize,
    steps: usize,
}

impl Deepest {
    /// Takes a point of one polygon if it is in the other and further from `edges`. Breaks off
    /// when there have been enough steps.
    fn try_point(&mut self, p: Vector, edges: &[Edge], other: Ring<'_>) -> ControlFlow<Vector> {
        self.steps += 1;
        if other.may_hold(p) {
            let depth2 = self.depth2(p, edges);
            if depth2 > self.depth2 {
                self.steps += edges.len();
                if other.holds(p) {
                    self.at = p;
                    self.depth2 = depth2;
                }
            }
        }
        if self.steps < MAX_DEPTH_STEPS { ControlFlow::Continue(()) } else { ControlFlow::Break(p) }
    }

    /// The squared angle from a point to the nearest of the edges, or anything up to the greatest
    /// so far if it is not above that.
    fn depth2(&mut self, p: Vector, edges: &[Edge]) -> f64 {
        let count = edges.len();
        let start = self.last.min(count - 1);
        let mut least = f64::INFINITY;
        // To both sides in turn, for the rings may run opposite ways.
        for step in 0..count {
            let offset = if step % 2 == 0 { step / 2 } else { count - step.div_ceil(2) };
            let index = if start + offset < count { start + offset } else { start + offset - count };
            self.steps += 1;
            let angle2 = edges[index].angle2(p);
            if angle2 < least {
                least = angle2;
                self.last = index;
                if angle2 <= self.depth2 {
                    break;
                }
            }
        }
        least
    }
}

/// The least distance between the outlines of two polygons that do not cross, in metres, with the
/// nearest point of each; nothing if it is not below a limit.
pub(crate) fn gap(a: Ring<'_>, b: Ring<'_>, limit_m: f64) -> Option<(f64, Vector, Vector)> {
    let within_rad = limit_m / MIN_RADIUS_M;
    let (near_a, near_b) = (a.edges_near(b, within_rad), b.edges_near(a, within_rad));
    let mut best = None;
    let mut least_m = limit_m;
    let sorted = Sorted::new(&near_b);
    for x in &near_a {
        for y in sorted.near(x, least_m / MIN_RADIUS_M) {
            if x.apart_rad(y) * MIN_RADIUS_M > least_m {
                continue;
            }
            // On a sphere, arcs that do not cross are nearest at an end of one; edges are short
            // enough for that to hold here within a millimetre. The other ends are those of the
            // next edges.
            let limit2 = (least_m / MIN_RADIUS_M).powi(2);
            if y.angle2(x.a) <= limit2 {
                let nearest = y.nearest(x.a);
                if nearest.distance_m < least_m {
                    least_m = nearest.distance_m;
                    best = Some((least_m, x.a, nearest.at));
                }
            }
            if x.angle2(y.a) <= limit2 {
                let nearest = x.nearest(y.a);
                if nearest.distance_m < least_m {
                    least_m = nearest.distance_m;
                    best = Some((least_m, nearest.at, y.a));
                }
            }
        }
    }
    best
}
