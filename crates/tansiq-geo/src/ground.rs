//! How two volumes lie to each other on the ground, whatever their kind.
//!
//! A circle is a point with a reach, and a buffer adds to the reach. So there are three cases:
//! two points, a point and a polygon, two polygons; and in all of them the volumes overlap if the
//! bare shapes are nearer to each other than the sum of the two reaches. No circle is ever turned
//! into a polygon.

use s2rst::r3::Vector;

use crate::{
    TOUCH_M, Volume,
    meeting::{Meeting, deepest, gap, meet},
    metric::{MIN_RADIUS_M, distance_m},
    ring::Ring,
};

/// The shape of a volume without its reach.
#[derive(Clone, Copy)]
pub(crate) enum Core<'a> {
    Point(Vector),
    Ring(Ring<'a>),
}

/// How two volumes meet on the ground.
pub(crate) enum Contact<'a> {
    Apart,
    Touching,
    Overlap(Overlap<'a>),
}

/// Two volumes that overlap on the ground.
pub(crate) struct Overlap<'a> {
    at: Vector,
    depth: Depth<'a>,
}

enum Depth<'a> {
    Known(f64),
    /// Of two polygons of which one reaches into the other, and the sum of their reaches.
    Rings(Ring<'a>, Ring<'a>, f64),
}

impl Overlap<'_> {
    /// The depth in metres, and a point inside both.
    pub(crate) fn measure(&self) -> (f64, Vector) {
        match self.depth {
            Depth::Known(depth_m) => (depth_m, self.at),
            Depth::Rings(a, b, reach_m) => {
                let at = deepest(a, b, self.at);
                (reach_m + a.nearest(at).distance_m.max(b.nearest(at).distance_m), at)
            }
        }
    }
}

/// How two volumes meet on the ground.
pub(crate) fn contact<'a>(a: &'a Volume, b: &'a Volume) -> Contact<'a> {
    if !caps_meet(a, b) {
        return Contact::Apart;
    }
    let (reach_a, reach_b) = (a.reach_m(), b.reach_m());
    match (a.core(), b.core()) {
        (Core::Point(p), Core::Point(q)) => by_distance(distance_m(p, q), (p, reach_a), (q, reach_b)),
        (Core::Point(p), Core::Ring(ring)) => point_and_ring(p, reach_a, ring, reach_b),
        (Core::Ring(ring), Core::Point(p)) => point_and_ring(p, reach_b, ring, reach_a),
        (Core::Ring(ring_a), Core::Ring(ring_b)) => rings((ring_a, reach_a), (ring_b, reach_b)),
    }
}

/// Whether the caps about two volumes meet: a cheap test that most pairs fail.
pub(crate) fn caps_meet(a: &Volume, b: &Volume) -> bool {
    let ((center_a, radius_a), (center_b, radius_b)) = (a.cap(), b.cap());
    // A chord is never longer than its arc.
    let reach = radius_a + radius_b;
    (center_a - center_b).norm2() <= reach * reach
}

/// The angle at the centre of a cap that holds a distance in metres, in radians.
pub(crate) fn reach_rad(distance_m: f64) -> f64 {
    (distance_m + 2.0 * TOUCH_M) / MIN_RADIUS_M
}

fn point_and_ring<'a>(p: Vector, reach_p: f64, ring: Ring<'a>, reach_ring: f64) -> Contact<'a> {
    let reach_m = reach_p + reach_ring;
    let away = (p - ring.frame.center).norm() - ring.frame.radius_rad;
    if away > reach_rad(reach_m) {
        return Contact::Apart;
    }
    let nearest = ring.nearest(p);
    if nearest.distance_m > TOUCH_M && ring.holds(p) {
        return Contact::Overlap(Overlap { at: p, depth: Depth::Known(reach_m + nearest.distance_m) });
    }
    by_distance(nearest.distance_m, (p, reach_p), (nearest.at, reach_ring))
}

fn rings<'a>((a, reach_a): (Ring<'a>, f64), (b, reach_b): (Ring<'a>, f64)) -> Contact<'a> {
    let reach_m = reach_a + reach_b;
    match meet(a, b) {
        Meeting::Overlap(at) => Contact::Overlap(Overlap { at, depth: Depth::Rings(a, b, reach_m) }),
        Meeting::Touching(at) => by_distance(0.0, (at, reach_a), (at, reach_b)),
        Meeting::Apart if reach_m == 0.0 => Contact::Apart,
        Meeting::Apart => match gap(a, b, reach_m + 2.0 * TOUCH_M) {
            Some((distance_m, on_a, on_b)) => by_distance(distance_m, (on_a, reach_a), (on_b, reach_b)),
            None => Contact::Apart,
        },
    }
}

/// The verdict on two points with their reaches, which are the nearest points of two shapes that
/// lie beside each other.
fn by_distance<'a>(distance_m: f64, (p, reach_p): (Vector, f64), (q, reach_q): (Vector, f64)) -> Contact<'a> {
    let depth_m = reach_p + reach_q - distance_m;
    if depth_m > TOUCH_M {
        // Half-way along what both reach of the way from one to the other.
        let middle_m = (f64::max(0.0, distance_m - reach_q) + f64::min(distance_m, reach_p)) / 2.0;
        let part = if distance_m > 0.0 { middle_m / distance_m } else { 0.0 };
        let at = (p + (q - p) * part).normalize();
        Contact::Overlap(Overlap { at, depth: Depth::Known(depth_m) })
    } else if depth_m >= -TOUCH_M {
        Contact::Touching
    } else {
        Contact::Apart
    }
}

/// Whether a point is in a volume or on its outline, to within a micrometre.
pub(crate) fn contains(volume: &Volume, p: Vector) -> bool {
    let reach_m = volume.reach_m() + TOUCH_M;
    match volume.core() {
        Core::Point(center) => (center - p).norm() <= reach_rad(reach_m) && distance_m(center, p) <= reach_m,
        Core::Ring(ring) => {
            let away = (p - ring.frame.center).norm() - ring.frame.radius_rad;
            away <= reach_rad(reach_m) && (ring.nearest(p).distance_m <= reach_m || ring.holds(p))
        }
    }
}
