//! A box of latitudes and longitudes: the ground over which a height is asked for.
//!
//! It is only ever too large: a conversion over more ground gives a wider band, never a wrong one. What a shape truly covers
//! is known to `tansiq-geo`.

use serde::{Deserialize, Serialize};
use tansiq_geo::{Circle, LatLng, Outline, Polygon};

use crate::HeightError;

/// Boxes made of shapes are enlarged by this many degrees (1 cm), for rounding.
const ROUNDING_DEG: f64 = 1e-7;

/// A shape that comes nearer to a pole than this is given the whole cap. Shapes have at most 2,500 km² (a cap of 28 km, a
/// quarter of a degree), so one that holds the pole always comes that near.
const CAP_LAT_DEG: f64 = 89.5;

/// The smallest radius of curvature of the WGS84 ellipsoid in metres (along the meridian at the equator), rounded down: an
/// angle computed with it is never too small.
const MIN_CURVATURE_RADIUS_M: f64 = 6_335_439.0;

/// A box from south to north and from west eastwards to east, edges included. Where west is greater than east it crosses the
/// antimeridian; -180 to 180 is all round the Earth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Sides", into = "Sides")]
pub struct Area {
    sides: Sides,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Sides {
    south_deg: f64,
    west_deg: f64,
    north_deg: f64,
    east_deg: f64,
}

/// A box that does not cross the antimeridian, west ≤ east.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rectangle {
    pub(crate) south_deg: f64,
    pub(crate) west_deg: f64,
    pub(crate) north_deg: f64,
    pub(crate) east_deg: f64,
}

impl Area {
    /// A box of its four sides in degrees.
    ///
    /// # Errors
    ///
    /// [`HeightError::Latitude`], [`HeightError::Longitude`] (NaN included), [`HeightError::SouthAboveNorth`].
    pub fn new(south_deg: f64, west_deg: f64, north_deg: f64, east_deg: f64) -> Result<Self, HeightError> {
        Self::try_from(Sides { south_deg, west_deg, north_deg, east_deg })
    }

    /// A single place.
    ///
    /// # Errors
    ///
    /// [`HeightError::Latitude`], [`HeightError::Longitude`].
    pub fn point(lat_deg: f64, lng_deg: f64) -> Result<Self, HeightError> {
        Self::new(lat_deg, lng_deg, lat_deg, lng_deg)
    }

    /// The smallest box that holds all of the points (latitude, longitude). The great circle between two of them may leave
    /// it; for a polygon take [`Area::from`] its outline.
    ///
    /// # Errors
    ///
    /// [`HeightError::NoPoints`], [`HeightError::Latitude`], [`HeightError::Longitude`].
    pub fn of_points(points: impl IntoIterator<Item = (f64, f64)>) -> Result<Self, HeightError> {
        let mut lngs_deg = Vec::new();
        let (mut south_deg, mut north_deg) = (90.0_f64, -90.0_f64);
        for (lat_deg, lng_deg) in points {
            Self::point(lat_deg, lng_deg)?;
            south_deg = south_deg.min(lat_deg);
            north_deg = north_deg.max(lat_deg);
            lngs_deg.push(lng_deg);
        }
        lngs_deg.sort_by(f64::total_cmp);
        let (Some(&first), Some(&last)) = (lngs_deg.first(), lngs_deg.last()) else { return Err(HeightError::NoPoints) };
        // The box leaves out the widest gap between neighbours; at first the gap is that over the antimeridian.
        let (mut gap_deg, mut west_deg, mut east_deg) = (first + 360.0 - last, first, last);
        for pair in lngs_deg.windows(2) {
            if pair[1] - pair[0] > gap_deg {
                (gap_deg, west_deg, east_deg) = (pair[1] - pair[0], pair[1], pair[0]);
            }
        }
        Self::new(south_deg, west_deg, north_deg, east_deg)
    }

    /// A box that holds every place within a geodesic distance of a point.
    ///
    /// # Errors
    ///
    /// [`HeightError::Latitude`], [`HeightError::Longitude`], [`HeightError::Radius`].
    pub fn around(lat_deg: f64, lng_deg: f64, radius_m: f64) -> Result<Self, HeightError> {
        Self::point(lat_deg, lng_deg)?;
        if !(radius_m >= 0.0 && radius_m.is_finite()) {
            return Err(HeightError::Radius { radius_m });
        }
        Ok(around(lat_deg, lng_deg, radius_m))
    }

    /// The southern side in degrees.
    #[must_use]
    pub fn south_deg(&self) -> f64 {
        self.sides.south_deg
    }

    /// The western side in degrees.
    #[must_use]
    pub fn west_deg(&self) -> f64 {
        self.sides.west_deg
    }

    /// The northern side in degrees.
    #[must_use]
    pub fn north_deg(&self) -> f64 {
        self.sides.north_deg
    }

    /// The eastern side in degrees; less than the western one if the antimeridian lies between.
    #[must_use]
    pub fn east_deg(&self) -> f64 {
        self.sides.east_deg
    }

    /// The box as one rectangle, or two that meet at the antimeridian.
    pub(crate) fn rectangles(&self) -> impl Iterator<Item = Rectangle> + use<> {
        let Sides { south_deg, west_deg, north_deg, east_deg } = self.sides;
        let part = move |west_deg, east_deg| Rectangle { south_deg, west_deg, north_deg, east_deg };
        let (first, second) = if west_deg <= east_deg {
            (part(west_deg, east_deg), None)
        } else {
            (part(west_deg, 180.0), Some(part(-180.0, east_deg)))
        };
        std::iter::once(first).chain(second)
    }

    /// Of sides that may lie a little or some turns beyond their ranges.
    fn of_loose_sides(south_deg: f64, west_deg: f64, north_deg: f64, east_deg: f64) -> Self {
        let (south_deg, north_deg) = (south_deg - ROUNDING_DEG, north_deg + ROUNDING_DEG);
        let (west_deg, east_deg) = (west_deg - ROUNDING_DEG, east_deg + ROUNDING_DEG);
        let all_round = east_deg - west_deg >= 360.0 || north_deg >= CAP_LAT_DEG || south_deg <= -CAP_LAT_DEG;
        let (west_deg, east_deg) = if all_round { (-180.0, 180.0) } else { (wrap_deg(west_deg), wrap_deg(east_deg)) };
        let south_deg = if south_deg <= -CAP_LAT_DEG { -90.0 } else { south_deg };
        let north_deg = if north_deg >= CAP_LAT_DEG { 90.0 } else { north_deg };
        Self { sides: Sides { south_deg, west_deg, north_deg, east_deg } }
    }
}

impl TryFrom<Sides> for Area {
    type Error = HeightError;

    fn try_from(sides: Sides) -> Result<Self, HeightError> {
        let Sides { south_deg, west_deg, north_deg, east_deg } = sides;
        if let Some(&lat_deg) = [south_deg, north_deg].iter().find(|lat_deg| !(-90.0..=90.0).contains(*lat_deg)) {
            return Err(HeightError::Latitude { lat_deg });
        }
        if let Some(&lng_deg) = [west_deg, east_deg].iter().find(|lng_deg| !(-180.0..=180.0).contains(*lng_deg)) {
            return Err(HeightError::Longitude { lng_deg });
        }
        if south_deg > north_deg {
            return Err(HeightError::SouthAboveNorth { south_deg, north_deg });
        }
        Ok(Self { sides })
    }
}

impl From<Area> for Sides {
    fn from(area: Area) -> Self {
        area.sides
    }
}

impl From<&Outline> for Area {
    /// A box that holds the whole shape: for a polygon also the bulge of its edges towards the pole.
    fn from(outline: &Outline) -> Self {
        match outline {
            Outline::Polygon(polygon) => of_polygon(polygon),
            Outline::Circle(circle) => of_circle(circle),
        }
    }
}

fn of_circle(circle: &Circle) -> Area {
    around(circle.center().lat_deg(), circle.center().lng_deg(), circle.radius_m())
}

/// `lat_deg`, `lng_deg` and `radius_m` are finite.
fn around(lat_deg: f64, lng_deg: f64, radius_m: f64) -> Area {
    let angle_rad = (radius_m / MIN_CURVATURE_RADIUS_M).min(std::f64::consts::PI);
    let (south_deg, north_deg) = (lat_deg - angle_rad.to_degrees(), lat_deg + angle_rad.to_degrees());
    // Beyond the cap all longitudes are taken anyway; before it the angle is less than the distance to the pole.
    let half_width_deg = (angle_rad.sin() / lat_deg.to_radians().cos()).clamp(0.0, 1.0).asin().to_degrees();
    Area::of_loose_sides(south_deg.max(-90.0), lng_deg - half_width_deg, north_deg.min(90.0), lng_deg + half_width_deg)
}

/// Walks along the edges, each the shorter way round, without wrapping longitudes.
fn of_polygon(polygon: &Polygon) -> Area {
    let vertices = polygon.vertices();
    let mut lng_deg = vertices.first().map_or(0.0, |v| v.lng_deg());
    let (mut south_deg, mut north_deg) = (90.0_f64, -90.0_f64);
    let (mut west_deg, mut east_deg) = (lng_deg, lng_deg);
    for (from, to) in vertices.iter().zip(vertices.iter().cycle().skip(1)) {
        lng_deg += wrap_deg(to.lng_deg() - from.lng_deg());
        west_deg = west_deg.min(lng_deg);
        east_deg = east_deg.max(lng_deg);
        let (low_deg, high_deg) = edge_latitudes_deg(*from, *to);
        south_deg = south_deg.min(low_deg);
        north_deg = north_deg.max(high_deg);
    }
    Area::of_loose_sides(south_deg, west_deg, north_deg, east_deg)
}

/// The lowest and the highest latitude of the great-circle arc between two vertices.
fn edge_latitudes_deg(from: LatLng, to: LatLng) -> (f64, f64) {
    let (a, b) = (unit_vector(from), unit_vector(to));
    let mut low_deg = from.lat_deg().min(to.lat_deg());
    let mut high_deg = from.lat_deg().max(to.lat_deg());
    let normal = cross(a, b);
    let length = dot(normal, normal).sqrt();
    if length < 1e-15 {
        return (low_deg, high_deg);
    }
    let normal = normal.map(|x| x / length);
    // The point of the great circle nearest to the north pole, and its antipode nearest to the south pole.
    let top = [-normal[2] * normal[0], -normal[2] * normal[1], 1.0 - normal[2] * normal[2]];
    let reach_deg = normal[2].abs().min(1.0).acos().to_degrees();
    for (extreme, lat_deg) in [(top, reach_deg), (top.map(|x| -x), -reach_deg)] {
        if dot(cross(a, extreme), normal) >= 0.0 && dot(cross(extreme, b), normal) >= 0.0 {
            low_deg = low_deg.min(lat_deg);
            high_deg = high_deg.max(lat_deg);
        }
    }
    (low_deg, high_deg)
}

fn unit_vector(position: LatLng) -> [f64; 3] {
    let (sin_lat, cos_lat) = position.lat_deg().to_radians().sin_cos();
    let (sin_lng, cos_lng) = position.lng_deg().to_radians().sin_cos();
    [cos_lat * cos_lng, cos_lat * sin_lng, sin_lat]
}

fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// The same direction between -180 and 180 degrees; a number already there stays as it is.
pub(crate) fn wrap_deg(deg: f64) -> f64 {
    if (-180.0..=180.0).contains(&deg) { deg } else { (deg + 180.0).rem_euclid(360.0) - 180.0 }
}

#[cfg(test)]
#[path = "area_tests.rs"]
mod tests;
