//! Volumes in space and time as a scenario and the parties of its play hold them, and how they are shifted.
//!
//! A shift lays a plane at the place, which over the 30 km of a play is right to about a metre. Whether plans meet is not
//! decided here but by `relation.rs`.

use jiff::{SignedDuration, Timestamp};

/// The most vertices a polygon of a scenario may have.
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
    /// A circle around the centre, or around the middle of the vertices, that reaches so far beyond all of it.
    #[must_use]
    pub fn around(&self, beyond_m: f64) -> Outline {
        match self {
            Outline::Circle { center, radius_m } => Outline::Circle { center: *center, radius_m: radius_m + beyond_m },
            Outline::Polygon(ring) => {
                let plane = Plane::through(ring);
                let reach_m = ring.iter().map(|p| plane.put(*p)).map(|(x, y)| x.hypot(y)).fold(0.0, f64::max);
                Outline::Circle { center: plane.origin, radius_m: reach_m + beyond_m }
            }
        }
    }

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

/// The place so far from another.
pub fn moved(p: Point, north_m: f64, east_m: f64) -> Point {
    if north_m == 0.0 && east_m == 0.0 {
        return p;
    }
    Plane::through(&[p]).take((east_m, north_m))
}

fn points(outline: &Outline) -> &[Point] {
    match outline {
        Outline::Circle { center, .. } => std::slice::from_ref(center),
        Outline::Polygon(ring) => ring,
    }
}

type Xy = (f64, f64);

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
