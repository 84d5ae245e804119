//! A checked position, and its place on the unit sphere.
//!
//! Positions are WGS84 latitude and longitude. Like the whole field, discovery takes geodetic
//! latitudes for spherical ones; what that costs is made good where it matters (see `circle.rs`).
//! Heights are not known here.

use s2rst::s2::Point;

use crate::ShapeError;

/// A position in WGS84 degrees: latitude from -90 to 90, longitude from -180 to 180.
///
/// Compared by its numbers: the two names of a point on the antimeridian are different values
/// here, and the same vertex in a [`Polygon`](crate::Polygon).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LatLng {
    lat_deg: f64,
    lng_deg: f64,
}

impl LatLng {
    /// Makes a position of two numbers of degrees.
    ///
    /// # Errors
    ///
    /// [`ShapeError::Latitude`] or [`ShapeError::Longitude`] for a number out of its range, NaN
    /// included.
    pub fn new(lat_deg: f64, lng_deg: f64) -> Result<Self, ShapeError> {
        if !(-90.0..=90.0).contains(&lat_deg) {
            return Err(ShapeError::Latitude { lat_deg });
        }
        if !(-180.0..=180.0).contains(&lng_deg) {
            return Err(ShapeError::Longitude { lng_deg });
        }
        Ok(Self { lat_deg, lng_deg })
    }

    /// Latitude in degrees, from -90 to 90.
    #[must_use]
    pub fn lat_deg(self) -> f64 {
        self.lat_deg
    }

    /// Longitude in degrees, from -180 to 180.
    #[must_use]
    pub fn lng_deg(self) -> f64 {
        self.lng_deg
    }

    /// The point of the unit sphere, the same for every name of one place.
    ///
    /// A pole has a name for every longitude, and the antimeridian has two. Rounding would keep
    /// them apart by a nanometre, and a ring closed at the antimeridian would pass as open.
    pub(crate) fn to_point(self) -> Point {
        if self.lat_deg.abs() == 90.0 {
            return unit_point(0.0, 0.0, self.lat_deg.signum());
        }
        let lng_deg = if self.lng_deg == -180.0 { 180.0 } else { self.lng_deg };
        let (sin_lat, cos_lat) = self.lat_deg.to_radians().sin_cos();
        let (sin_lng, cos_lng) = lng_deg.to_radians().sin_cos();
        unit_point(cos_lat * cos_lng, cos_lat * sin_lng, sin_lat)
    }

    /// The position of a point of the unit sphere, to within rounding.
    pub(crate) fn of_point(Point(p): Point) -> Self {
        let lat_deg = p.z.atan2(p.x.hypot(p.y)).to_degrees();
        let lng_deg = p.y.atan2(p.x).to_degrees();
        Self { lat_deg: lat_deg.clamp(-90.0, 90.0), lng_deg: lng_deg.clamp(-180.0, 180.0) }
    }
}

/// A point of coordinates already of unit length. Adding zero turns a negative zero into a
/// positive one, so that equal points also have equal bits.
fn unit_point(x: f64, y: f64, z: f64) -> Point {
    Point(s2rst::r3::Vector::new(x + 0.0, y + 0.0, z + 0.0))
}
