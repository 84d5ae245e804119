//! Where and when volumes are at most: a ball, and ranges of time and height. What most pairs of volumes fail at, cheaply.
//!
//! Nothing is decided here: volumes whose places do not meet do not overlap; whether others do is for `tansiq-geo` to say.
//! Places are worked out from volumes and never recorded.

use crate::{Heights, Span, Timestamp};
use tansiq_geo::{LatLng, Outline, Volume};

/// The smallest radius of curvature of the WGS84 ellipsoid in metres, rounded down: a distance divided by this is at least
/// the angle between the normals at its ends.
const MIN_RADIUS_M: f64 = 6_335_439.0;
/// What is added to every radius for rounding: 6 cm.
const MARGIN: f64 = 1e-8;
/// A ball with a larger radius may hold more than half of the sphere, so the polygon could be beside it: it holds everything.
const MAX_RADIUS: f64 = 0.9;
/// A ball about the whole unit sphere, wherever on it the centre is.
const EVERYWHERE: f64 = 2.1;

/// A ball in the space of the unit sphere that holds some volumes, when they are and how high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Place {
    center: [f64; 3],
    radius: f64,
    pub(crate) span: Span,
    pub(crate) heights: Heights,
}

impl Place {
    /// The place of one volume.
    pub(crate) fn of(volume: &Volume) -> Place {
        let (center, radius) = match volume.outline() {
            Outline::Circle(circle) => (unit(circle.center()), circle.radius_m() / MIN_RADIUS_M),
            Outline::Polygon(polygon) => about(polygon.vertices()),
        };
        Place {
            center,
            radius: radius + volume.buffer_m() / MIN_RADIUS_M + MARGIN,
            span: super::volumes::span(volume),
            heights: super::volumes::heights(volume),
        }
    }

    /// The place of several; nothing if there are none.
    pub(crate) fn around(all: impl Iterator<Item = Place> + Clone) -> Option<Place> {
        let mut rest = all.clone();
        let mut place = rest.next()?;
        let (mut low, mut high) = (place.center, place.center);
        for other in rest {
            widen(&mut low, &mut high, other.center);
            place.span = place.span.union(&other.span);
            place.heights = place.heights.union(&other.heights);
        }
        place.center = middle(low, high);
        place.radius = all.map(|other| distance2(place.center, other.center).sqrt() + other.radius).fold(0.0, f64::max) + MARGIN;
        Some(place)
    }

    /// The same at other times.
    pub(crate) fn during(self, span: Span) -> Place {
        Place { span, ..self }
    }

    /// Whether the two could overlap.
    pub(crate) fn may_meet(&self, other: &Place) -> bool {
        self.span.overlaps(&other.span) && self.is_near(other) && self.heights.overlaps(&other.heights)
    }

    /// Whether the two could overlap if they were at the same height and time.
    pub(crate) fn is_near(&self, other: &Place) -> bool {
        let reach = self.radius + other.radius;
        distance2(self.center, other.center) <= reach * reach
    }
}

/// The ball about a polygon: its vertices, how far edges bulge out between them, and the inside, which is the smaller side
/// and therefore the one in a ball that holds less than half of the sphere.
fn about(vertices: &[LatLng]) -> ([f64; 3], f64) {
    let points: Vec<[f64; 3]> = vertices.iter().map(|vertex| unit(*vertex)).collect();
    let Some(first) = points.first() else { return ([0.0; 3], EVERYWHERE) };
    let (mut low, mut high) = (*first, *first);
    points.iter().for_each(|point| widen(&mut low, &mut high, *point));
    let center = middle(low, high);
    let farthest2 = points.iter().map(|point| distance2(center, *point)).fold(0.0, f64::max);
    let next = points.iter().cycle().skip(1);
    let longest2 = points.iter().zip(next).map(|(a, b)| distance2(*a, *b)).fold(0.0, f64::max);
    let bulge = 1.0 - (1.0 - longest2 / 4.0).max(0.0).sqrt();
    let radius = farthest2.sqrt() + bulge;
    (center, if radius <= MAX_RADIUS { radius } else { EVERYWHERE })
}

fn unit(at: LatLng) -> [f64; 3] {
    let (sin_lat, cos_lat) = at.lat_deg().to_radians().sin_cos();
    let (sin_lng, cos_lng) = at.lng_deg().to_radians().sin_cos();
    [cos_lat * cos_lng, cos_lat * sin_lng, sin_lat]
}

fn widen(low: &mut [f64; 3], high: &mut [f64; 3], point: [f64; 3]) {
    for axis in 0..3 {
        low[axis] = low[axis].min(point[axis]);
        high[axis] = high[axis].max(point[axis]);
    }
}

fn middle(low: [f64; 3], high: [f64; 3]) -> [f64; 3] {
    std::array::from_fn(|axis| f64::midpoint(low[axis], high[axis]))
}

fn distance2(a: [f64; 3], b: [f64; 3]) -> f64 {
    let [x, y, z]: [f64; 3] = std::array::from_fn(|axis| a[axis] - b[axis]);
    x * x + y * y + z * z
}

/// How many neighbouring volumes are looked at as one first.
const GROUP: usize = 8;

/// The places of all volumes of a plan, prepared to be held against many others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sought {
    whole: Option<Place>,
    groups: Vec<(Place, Vec<Place>)>,
}

impl Sought {
    /// Prepares places in the order in which they are flown, so that neighbours are near each other.
    pub(crate) fn new(places: impl Iterator<Item = Place>) -> Sought {
        let places: Vec<Place> = places.collect();
        let group = |group: &[Place]| Some((Place::around(group.iter().copied())?, group.to_vec()));
        Sought { whole: Place::around(places.iter().copied()), groups: places.chunks(GROUP).filter_map(group).collect() }
    }

    /// Whether any of them passes, where what passes alone passes together.
    pub(crate) fn any(&self, passes: impl Fn(&Place) -> bool) -> bool {
        let of_group = |(place, places): &(Place, Vec<Place>)| passes(place) && places.iter().any(&passes);
        self.whole.as_ref().is_some_and(&passes) && self.groups.iter().any(of_group)
    }

    /// From the first start to the last end.
    pub(crate) fn span(&self) -> Option<Span> {
        self.whole.map(|whole| whole.span)
    }
}

/// From the start of the first to the end of the last of some windows in order.
pub(crate) fn hull(windows: &[Span]) -> Option<Span> {
    let (start, end): (Timestamp, Timestamp) = (windows.first()?.start, windows.last()?.end);
    Some(Span { start, end })
}

#[cfg(test)]
#[path = "place_tests.rs"]
mod tests;
