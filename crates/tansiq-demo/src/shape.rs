//! Volumes in space and time as the parties' own desks hold them, how they are shifted, and whether and where
//! two plans meet.
//!
//! This is what lets the story say "640 m apart" and "they meet at 60–110 m". It works on a plane laid through
//! the two shapes, which over the 30 km of a demo is right to about a metre; it decides nothing in
//! the server. The server's own geometry is in `tansiq-geo`.

use jiff::{SignedDuration, Timestamp};

/// The most vertices a polygon of a scenario may have; comparing two of them is a product of both.
pub const MAX_VERTICES: usize = 200;

/// WGS84 semi-major axis in metres.
const WGS84_A: f64 = 6_378_137.0;
/// WGS84 first eccentricity squared.
const WGS84_E2: f64 = 6.694_379_990_141_3e-3;

/// A place on the ellipsoid, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Latitude, −90 to 90, north positive.
    pub lat: f64,
    /// Longitude, −180 to 180, east positive.
    pub lng: f64,
}

/// The outline of a volume on the ground.
#[derive(Clone, Debug, PartialEq)]
pub enum Outline {
    /// Everything within `radius_m` of the centre.
    Circle {
        /// The centre.
        center: Point,
        /// The radius in metres, above 0.
        radius_m: f64,
    },
    /// The inside of a ring whose last vertex is joined to the first.
    Polygon(Vec<Point>),
}

impl Outline {
    /// The centre, or the first vertex.
    pub fn a_point(&self) -> Option<Point> {
        points(self).first().copied()
    }
}

/// A block of space and time. Heights are metres above the WGS84 ellipsoid; an absent one is unbounded.
#[derive(Clone, Debug, PartialEq)]
pub struct Volume {
    /// The outline on the ground.
    pub outline: Outline,
    /// The lower height.
    pub lower_m: Option<f64>,
    /// The upper height.
    pub upper_m: Option<f64>,
    /// The beginning.
    pub start: Timestamp,
    /// The end.
    pub end: Timestamp,
}

/// How far a plan is moved: in time, in height and over the ground. All zero means it stays.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shift {
    /// Seconds later.
    pub later_s: i64,
    /// Metres higher, negative for lower.
    pub higher_m: f64,
    /// Metres to the north, negative for south.
    pub north_m: f64,
    /// Metres to the east, negative for west.
    pub east_m: f64,
}

impl Shift {
    /// Whether the plan stays where it is.
    pub fn is_none(&self) -> bool {
        *self == Shift::default()
    }
}

/// Where two plans meet: the span over every pair of their volumes that overlaps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meeting {
    /// The first instant.
    pub start: Timestamp,
    /// The last instant.
    pub end: Timestamp,
    /// The lowest height; absent when both are unbounded below.
    pub lower_m: Option<f64>,
    /// The greatest height; absent when both are unbounded above.
    pub upper_m: Option<f64>,
}

/// What keeps two plans apart that do not meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gap {
    /// Same ground at the same time, but this many metres between them in height.
    Height(f64),
    /// Same ground at the same height, but this many seconds between them.
    Time(i64),
    /// Same height at the same time, but this many metres between them over the ground.
    Ground(f64),
    /// They share neither two of ground, height and time.
    Far,
}

/// Whether two plans meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Relation {
    /// They do, here.
    Meets(Meeting),
    /// They do not; this is the narrowest thing between them.
    Clear(Gap),
}

/// Compares two plans volume by volume, the way a party's own desk does after reading the other's details.
/// Touching in height or time is not meeting; outlines that touch are taken to overlap.
pub fn compare(ours: &[Volume], theirs: &[Volume]) -> Relation {
    let mut meeting: Option<Meeting> = None;
    let (mut height, mut time, mut ground) = (f64::INFINITY, i64::MAX, f64::INFINITY);
    for a in ours {
        for b in theirs {
            let apart_s = time_gap_s(a, b);
            let apart_height_m = height_gap_m(a, b);
            let apart_ground_m = ground_gap_m(&a.outline, &b.outline);
            match (apart_ground_m > 0.0, apart_height_m >= 0.0, apart_s >= 0) {
                (false, false, false) => meeting = Some(join(meeting, meet(a, b))),
                (false, true, false) => height = height.min(apart_height_m),
                (false, false, true) => time = time.min(apart_s),
                (true, false, false) => ground = ground.min(apart_ground_m),
                _ => {}
            }
        }
    }
    match meeting {
        Some(meeting) => Relation::Meets(meeting),
        // Height first: crossing over somebody is the closest thing to meeting him.
        None if height.is_finite() => Relation::Clear(Gap::Height(height)),
        None if time != i64::MAX => Relation::Clear(Gap::Time(time)),
        None if ground.is_finite() => Relation::Clear(Gap::Ground(ground)),
        None => Relation::Clear(Gap::Far),
    }
}

/// The same volumes elsewhere.
pub fn shifted(volumes: &[Volume], shift: &Shift) -> Vec<Volume> {
    let later = SignedDuration::from_secs(shift.later_s);
    let place = |p: &Point| moved(*p, shift.north_m, shift.east_m);
    volumes
        .iter()
        .map(|v| Volume {
            outline: match &v.outline {
                Outline::Circle { center, radius_m } => Outline::Circle { center: place(center), radius_m: *radius_m },
                Outline::Polygon(ring) => Outline::Polygon(ring.iter().map(place).collect()),
            },
            lower_m: v.lower_m.map(|m| m + shift.higher_m),
            upper_m: v.upper_m.map(|m| m + shift.higher_m),
            start: v.start + later,
            end: v.end + later,
        })
        .collect()
}

/// The rectangle along the line between two places, `half_width_m` to each side and beyond each end, so that
/// the legs of a route overlap where they join.
pub fn corridor(from: Point, to: Point, half_width_m: f64) -> Outline {
    let plane = Plane::through(&[from, to]);
    let (a, b) = (plane.put(from), plane.put(to));
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx.hypot(dy).max(f64::MIN_POSITIVE);
    let (ux, uy) = (dx / length * half_width_m, dy / length * half_width_m);
    let corners = [
        (a.0 - ux - uy, a.1 - uy + ux),
        (a.0 - ux + uy, a.1 - uy - ux),
        (b.0 + ux + uy, b.1 + uy - ux),
        (b.0 + ux - uy, b.1 + uy + ux),
    ];
    Outline::Polygon(corners.iter().map(|&c| plane.take(c)).collect())
}

fn moved(p: Point, north_m: f64, east_m: f64) -> Point {
    if north_m == 0.0 && east_m == 0.0 {
        return p;
    }
    Plane::through(&[p]).take((east_m, north_m))
}

/// Seconds between two volumes; negative when they overlap in time by more than a point.
fn time_gap_s(a: &Volume, b: &Volume) -> i64 {
    let gap = |first: Timestamp, then: Timestamp| then.duration_since(first).as_secs();
    gap(a.end, b.start).max(gap(b.end, a.start))
}

/// Metres between two volumes in height; negative when they overlap.
fn height_gap_m(a: &Volume, b: &Volume) -> f64 {
    let gap = |upper: Option<f64>, lower: Option<f64>| match (upper, lower) {
        (Some(upper), Some(lower)) => lower - upper,
        _ => f64::NEG_INFINITY,
    };
    gap(a.upper_m, b.lower_m).max(gap(b.upper_m, a.lower_m))
}

fn meet(a: &Volume, b: &Volume) -> Meeting {
    Meeting {
        start: a.start.max(b.start),
        end: a.end.min(b.end),
        lower_m: bound(a.lower_m, b.lower_m, f64::max),
        upper_m: bound(a.upper_m, b.upper_m, f64::min),
    }
}

fn join(so_far: Option<Meeting>, next: Meeting) -> Meeting {
    let Some(old) = so_far else { return next };
    let both = |a: Option<f64>, b: Option<f64>, pick: fn(f64, f64) -> f64| match (a, b) {
        (Some(a), Some(b)) => Some(pick(a, b)),
        _ => None,
    };
    Meeting {
        start: old.start.min(next.start),
        end: old.end.max(next.end),
        lower_m: both(old.lower_m, next.lower_m, f64::min),
        upper_m: both(old.upper_m, next.upper_m, f64::max),
    }
}

fn bound(a: Option<f64>, b: Option<f64>, pick: fn(f64, f64) -> f64) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(pick(a, b)),
        (one, other) => one.or(other),
    }
}

/// Metres between two outlines over the ground; 0 when they overlap or touch.
fn ground_gap_m(a: &Outline, b: &Outline) -> f64 {
    let all: Vec<Point> = points(a).iter().chain(points(b)).copied().collect();
    let plane = Plane::through(&all);
    let put = |o: &Outline| points(o).iter().map(|p| plane.put(*p)).collect::<Vec<_>>();
    let between = |a: &[Xy], b: &[Xy]| rings_apart(a, b);
    let radius = |o: &Outline| match o {
        Outline::Circle { radius_m, .. } => *radius_m,
        Outline::Polygon(_) => 0.0,
    };
    (between(&put(a), &put(b)) - radius(a) - radius(b)).max(0.0)
}

fn points(outline: &Outline) -> &[Point] {
    match outline {
        Outline::Circle { center, .. } => std::slice::from_ref(center),
        Outline::Polygon(ring) => ring,
    }
}

type Xy = (f64, f64);

/// The distance between two rings, where a ring of one point is that point; 0 when one is inside the other.
fn rings_apart(a: &[Xy], b: &[Xy]) -> f64 {
    if inside(a[0], b) || inside(b[0], a) {
        return 0.0;
    }
    let mut least = f64::INFINITY;
    for i in 0..a.len() {
        for j in 0..b.len() {
            let (p, q) = (a[i], a[(i + 1) % a.len()]);
            let (r, s) = (b[j], b[(j + 1) % b.len()]);
            if cross(p, q, r, s) {
                return 0.0;
            }
            least = least.min(to_segment(p, r, s)).min(to_segment(q, r, s)).min(to_segment(r, p, q)).min(to_segment(s, p, q));
        }
    }
    least
}

fn inside(p: Xy, ring: &[Xy]) -> bool {
    let mut odd = false;
    for i in 0..ring.len() {
        let (a, b) = (ring[i], ring[(i + 1) % ring.len()]);
        if (a.1 > p.1) != (b.1 > p.1) && p.0 < (b.0 - a.0) * (p.1 - a.1) / (b.1 - a.1) + a.0 {
            odd = !odd;
        }
    }
    odd
}

fn cross(p: Xy, q: Xy, r: Xy, s: Xy) -> bool {
    let side = |a: Xy, b: Xy, c: Xy| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
    side(p, q, r) * side(p, q, s) < 0.0 && side(r, s, p) * side(r, s, q) < 0.0
}

fn to_segment(p: Xy, a: Xy, b: Xy) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let square = dx * dx + dy * dy;
    let along = if square > 0.0 { (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / square).clamp(0.0, 1.0) } else { 0.0 };
    (p.0 - a.0 - along * dx).hypot(p.1 - a.1 - along * dy)
}

/// A plane touching the ellipsoid amid some points, x to the east and y to the north, in metres.
struct Plane {
    origin: Point,
    per_degree: Xy,
}

impl Plane {
    fn through(points: &[Point]) -> Self {
        let n = points.len() as f64;
        let origin =
            Point { lat: points.iter().map(|p| p.lat).sum::<f64>() / n, lng: points.iter().map(|p| p.lng).sum::<f64>() / n };
        let lat = origin.lat.to_radians();
        let w = (1.0 - WGS84_E2 * lat.sin().powi(2)).sqrt();
        let meridian = WGS84_A * (1.0 - WGS84_E2) / w.powi(3);
        let parallel = WGS84_A / w * lat.cos();
        Plane { origin, per_degree: (parallel.to_radians(), meridian.to_radians()) }
    }

    fn put(&self, p: Point) -> Xy {
        ((p.lng - self.origin.lng) * self.per_degree.0, (p.lat - self.origin.lat) * self.per_degree.1)
    }

    fn take(&self, (x, y): Xy) -> Point {
        Point { lat: self.origin.lat + y / self.per_degree.1, lng: self.origin.lng + x / self.per_degree.0 }
    }
}

#[cfg(test)]
#[path = "shape_tests.rs"]
mod tests;
