//! Circles: all points within a distance of a centre.
//!
//! The distance is a geodesic one on the WGS84 ellipsoid; the covering works on a sphere. This
//! file holds the one place where the two are reconciled, [`Circle::covering_angle_rad`].

use crate::{LatLng, MAX_AREA_KM2, SPHERE_AREA_KM2, SPHERE_RADIUS_M, ShapeError};

/// The smallest radius of curvature of the WGS84 ellipsoid in metres: along the meridian, at the
/// equator, a(1 − e²) = 6,335,439.327 m; rounded down.
const MIN_CURVATURE_RADIUS_M: f64 = 6_335_439.0;

/// A circle of at most [`MAX_AREA_KM2`], which is a radius of about 28.2 km.
///
/// Its covering holds every point whose WGS84 geodesic distance from the centre is at most the
/// radius, and thereby also every point that the sphere of the field would put in the circle. To
/// be sure of the former the circle is enlarged by 0.56 %; each cell of the covering touches that
/// enlarged circle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Circle {
    center: LatLng,
    radius_m: f64,
}

impl Circle {
    /// Makes a circle of a radius in metres.
    ///
    /// # Errors
    ///
    /// [`ShapeError::Radius`] unless the radius is a positive finite number, and
    /// [`ShapeError::AreaTooLarge`] above [`MAX_AREA_KM2`].
    pub fn new(center: LatLng, radius_m: f64) -> Result<Self, ShapeError> {
        if !(radius_m > 0.0 && radius_m.is_finite()) {
            return Err(ShapeError::Radius { radius_m });
        }
        let circle = Self { center, radius_m };
        let area_km2 = circle.area_km2();
        if area_km2 > MAX_AREA_KM2 {
            return Err(ShapeError::AreaTooLarge { area_km2 });
        }
        Ok(circle)
    }

    /// The centre.
    #[must_use]
    pub fn center(&self) -> LatLng {
        self.center
    }

    /// The radius in metres.
    #[must_use]
    pub fn radius_m(&self) -> f64 {
        self.radius_m
    }

    /// Area of the spherical circle in square kilometres.
    #[must_use]
    pub fn area_km2(&self) -> f64 {
        let angle_rad = (self.radius_m / SPHERE_RADIUS_M).min(std::f64::consts::PI);
        SPHERE_AREA_KM2 * (angle_rad / 2.0).sin().powi(2)
    }

    /// The angle around the centre within which every point of the circle lies, once geodetic
    /// latitudes are taken for spherical ones.
    ///
    /// A step on the ellipsoid by the angles dφ and dλ is as long as M dφ northwards and
    /// N cos φ dλ eastwards, while on the unit sphere it is dφ and cos φ dλ. Both radii of
    /// curvature, M and N, are nowhere smaller than M at the equator. So a path of `radius_m` on
    /// the ellipsoid is at most this angle long on the sphere. With the mean radius instead, a
    /// circle near the equator would lose 0.56 % of its reach to the north and the south.
    pub(crate) fn covering_angle_rad(&self) -> f64 {
        self.radius_m / MIN_CURVATURE_RADIUS_M
    }
}

/// The largest radius allowed, in metres, for messages.
pub(crate) fn max_radius_m() -> f64 {
    2.0 * (MAX_AREA_KM2 / SPHERE_AREA_KM2).sqrt().asin() * SPHERE_RADIUS_M
}

#[cfg(test)]
#[path = "circle_tests.rs"]
mod tests;
