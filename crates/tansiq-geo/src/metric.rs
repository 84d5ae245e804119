//! Distances on the WGS84 ellipsoid, from unit vectors and without trigonometry.
//!
//! The unit vector of a geodetic position is the direction of the ellipsoid's normal there. A small
//! step `d` between two such vectors is M·d long northwards and N·d eastwards, with M and N the
//! radii of curvature. Written with the z component in place of "northwards", that has no trouble
//! at the poles: s² = N²·(d² − κ·d_z²).
//!
//! A general solver of geodesics takes a hundred times as long, and a verdict may need thousands
//! of distances. Held against Karney's solver in `testdata/geodesics.csv`, this one is off by less
//! than 0.03 mm up to 10 km and 0.6 mm up to 150 km, the longest distance that decides a verdict.

use s2rst::r3::Vector;

/// Equatorial radius of WGS84 in metres.
const EQUATORIAL_RADIUS_M: f64 = 6_378_137.0;

/// Flattening of WGS84.
const FLATTENING: f64 = 1.0 / 298.257_223_563;

/// Square of the first eccentricity.
const E2: f64 = FLATTENING * (2.0 - FLATTENING);

/// The smallest radius of curvature in metres, along the meridian at the equator, rounded down. An
/// angle between normals times this is at most the distance.
pub(crate) const MIN_RADIUS_M: f64 = 6_335_439.0;

/// Steps longer than this, in radians (13 km), are cut into pieces: the error of one step grows
/// with the cube of its length and is 0.05 mm here.
const MAX_STEP_RAD: f64 = 0.002;

/// The most pieces of one distance. Beyond 3,300 km, where nothing is decided, steps grow.
const MAX_STEPS: u32 = 256;

/// The metric of the ellipsoid about the point with this z component.
struct Metric {
    /// Radius of curvature in the prime vertical, in metres.
    prime_vertical_m: f64,
    kappa: f64,
}

impl Metric {
    fn at(z: f64) -> Self {
        let w = 1.0 - E2 * z * z;
        Self { prime_vertical_m: EQUATORIAL_RADIUS_M / w.sqrt(), kappa: E2 * (1.0 + (1.0 - E2) / w) / w }
    }

    fn between(p: Vector, q: Vector) -> Self {
        let sum = p + q;
        Self::at(sum.z / sum.norm().max(f64::MIN_POSITIVE))
    }
}

/// Distance in metres between two points of the unit sphere, taken for normals of the ellipsoid.
pub(crate) fn distance_m(p: Vector, q: Vector) -> f64 {
    let chord = (q - p).norm();
    if chord <= MAX_STEP_RAD {
        return short_distance_m(p, q);
    }
    let steps = ((chord / MAX_STEP_RAD).ceil() as u32).min(MAX_STEPS);
    let mut from = p;
    let mut length_m = 0.0;
    for step in 1..=steps {
        let part = f64::from(step) / f64::from(steps);
        let to = if step == steps { q } else { (p + (q - p) * part).normalize() };
        length_m += short_distance_m(from, to);
        from = to;
    }
    length_m
}

fn short_distance_m(p: Vector, q: Vector) -> f64 {
    let metric = Metric::between(p, q);
    let step = q - p;
    let chord2 = step.norm2();
    let flat_m = metric.prime_vertical_m * (chord2 - metric.kappa * step.z * step.z).max(0.0).sqrt();
    // From the chord to the arc.
    flat_m * (1.0 + chord2 / 24.0)
}

/// How far from `from`, in radians along the unit tangent, the point nearest to `p` on the
/// ellipsoid lies. Directions bend by up to 0.2° between sphere and ellipsoid, so the nearest
/// point of the sphere is not quite the nearest one.
pub(crate) fn step_to_nearest_rad(p: Vector, from: Vector, tangent: Vector) -> f64 {
    let metric = Metric::between(p, from);
    let away = from - p;
    -(away.dot(tangent) - metric.kappa * away.z * tangent.z) / (1.0 - metric.kappa * tangent.z * tangent.z)
}

#[cfg(test)]
#[path = "metric_tests.rs"]
mod tests;
