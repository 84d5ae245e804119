//! Polygons: a ring of vertices joined by shortest paths on the sphere.
//!
//! A polygon is checked once, here, and trusted afterwards: by the coverings in `cover/` and by
//! whatever decides whether two polygons overlap. The test for crossing edges has its own file,
//! `crossing.rs`.

use std::f64::consts::PI;

use s2rst::{
    r3::Vector,
    s2::{Point, edge_crossings::robust_cross_prod, loop_measures, point_measures},
};

use crate::{LatLng, MAX_AREA_KM2, SPHERE_AREA_KM2, SPHERE_RADIUS_M, ShapeError, crossing::find_crossing};

/// The most vertices a polygon may have.
pub const MAX_VERTICES: usize = 10_000;

/// The fewest vertices that make a polygon.
const MIN_VERTICES: usize = 3;

/// The longest outline allowed, in kilometres.
///
/// Area alone does not bound a covering: a comb of ten thousand hair-thin teeth, each round half
/// the Earth, has little area and touches a hundred million cells. This bound lets a corridor go
/// round the whole Earth and back (80,077 km) and keeps the work of a covering to a fraction of a
/// second.
pub const MAX_PERIMETER_KM: f64 = 100_000.0;

/// Vertices nearer than this to being antipodes, in radians (6 micrometres), leave the edge
/// between them at the mercy of rounding.
const ANTIPODAL_TOLERANCE: f64 = 1e-12;

/// Vertices no further than this from one great circle, in radians (13 nanometres), are collinear
/// as far as coordinates can tell: that is how far rounding moves a point.
const COLLINEAR_TOLERANCE: f64 = 2e-15;

/// A polygon of 3 to [`MAX_VERTICES`] vertices and at most [`MAX_AREA_KM2`].
///
/// Edges are shortest great-circle paths between neighbouring vertices, and the last vertex is
/// joined to the first; the first is not repeated. Of the two regions that the ring bounds the
/// smaller one is meant, whichever way the ring runs. A polygon without area, all of its vertices
/// on one great circle, stands for the line through its vertices.
#[derive(Clone, Debug, PartialEq)]
pub struct Polygon {
    vertices: Vec<LatLng>,
    points: Box<[Point]>,
    /// Solid angle of the smaller side in steradians, negative if it lies to the right of the
    /// edges.
    signed_area_sr: f64,
}

impl Polygon {
    /// Makes a polygon of its vertices, in either direction.
    ///
    /// # Errors
    ///
    /// In this order: [`ShapeError::TooFewVertices`], [`ShapeError::TooManyVertices`],
    /// [`ShapeError::RepeatedVertex`] (also for a ring that repeats its first vertex at the end),
    /// [`ShapeError::AntipodalVertices`], [`ShapeError::CrossingEdges`],
    /// [`ShapeError::AreaTooLarge`] and [`ShapeError::PerimeterTooLong`].
    pub fn new(vertices: Vec<LatLng>) -> Result<Self, ShapeError> {
        let count = vertices.len();
        if count < MIN_VERTICES {
            return Err(ShapeError::TooFewVertices { count });
        }
        if count > MAX_VERTICES {
            return Err(ShapeError::TooManyVertices { count });
        }
        let points: Box<[Point]> = vertices.iter().map(|v| v.to_point()).collect();
        refuse_repeated_vertices(&points)?;
        refuse_antipodal_neighbours(&points)?;
        refuse_crossing_edges(&points)?;
        let signed_area_sr = smaller_signed_area_sr(&points);
        let polygon = Self { vertices, points, signed_area_sr };
        let area_km2 = polygon.area_km2();
        if area_km2 > MAX_AREA_KM2 {
            return Err(ShapeError::AreaTooLarge { area_km2 });
        }
        let perimeter_km = perimeter_km(&polygon.points);
        if perimeter_km > MAX_PERIMETER_KM {
            return Err(ShapeError::PerimeterTooLong { perimeter_km });
        }
        Ok(polygon)
    }

    /// The vertices, in the order in which they were given.
    #[must_use]
    pub fn vertices(&self) -> &[LatLng] {
        &self.vertices
    }

    /// Area in square kilometres.
    #[must_use]
    pub fn area_km2(&self) -> f64 {
        self.signed_area_sr.abs() / (4.0 * PI) * SPHERE_AREA_KM2
    }

    /// The vertices on the unit sphere, in the order in which they were given.
    pub(crate) fn points(&self) -> &[Point] {
        &self.points
    }

    /// Solid angle in steradians, negative if the interior is to the right of the edges.
    pub(crate) fn signed_area_sr(&self) -> f64 {
        self.signed_area_sr
    }
}

/// The pairs of neighbouring vertices, by index, in the order of the edges.
pub(crate) fn edges(count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count).map(move |i| (i, if i + 1 == count { 0 } else { i + 1 }))
}

fn refuse_repeated_vertices(points: &[Point]) -> Result<(), ShapeError> {
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_unstable_by(|&a, &b| points[a].cmp_point(points[b]).then(a.cmp(&b)));
    let repeated = order.windows(2).filter(|pair| points[pair[0]] == points[pair[1]]).min_by_key(|pair| pair[0]);
    match repeated {
        Some(pair) => Err(ShapeError::RepeatedVertex { first: pair[0], second: pair[1] }),
        None => Ok(()),
    }
}

fn refuse_antipodal_neighbours(points: &[Point]) -> Result<(), ShapeError> {
    let antipodal = edges(points.len()).find(|&(a, b)| (points[a].0 + points[b].0).norm() < ANTIPODAL_TOLERANCE);
    match antipodal {
        Some((first, second)) => Err(ShapeError::AntipodalVertices { first, second }),
        None => Ok(()),
    }
}

/// Refuses rings that cross or touch themselves. Rings on one great circle necessarily lie on
/// themselves and stand for a line.
fn refuse_crossing_edges(points: &[Point]) -> Result<(), ShapeError> {
    match find_crossing(points) {
        Some((first, second)) if !are_collinear(points) => Err(ShapeError::CrossingEdges { first, second }),
        _ => Ok(()),
    }
}

/// Whether all points lie on one great circle, but for rounding.
fn are_collinear(points: &[Point]) -> bool {
    let origin = points[0];
    let sine = |p: &Point| origin.0.cross(p.0).norm2();
    let Some(farthest) = points[1..].iter().max_by(|a, b| sine(a).total_cmp(&sine(b))) else {
        return true;
    };
    let normal: Vector = robust_cross_prod(origin, *farthest).0.normalize();
    points.iter().all(|p| normal.dot(p.0).abs() <= COLLINEAR_TOLERANCE)
}

/// Signed solid angle of the smaller of the two regions that a ring bounds: positive if it lies
/// to the left.
fn smaller_signed_area_sr(points: &[Point]) -> f64 {
    let area_sr = loop_measures::get_surface_integral_kahan(points, point_measures::signed_area);
    area_sr - (area_sr / (4.0 * PI)).round() * (4.0 * PI)
}

fn perimeter_km(points: &[Point]) -> f64 {
    let length_rad: f64 = edges(points.len())
        .map(|(a, b)| {
            let half_chord = (points[a].0 - points[b].0).norm() / 2.0;
            2.0 * half_chord.min(1.0).asin()
        })
        .sum();
    length_rad * SPHERE_RADIUS_M / 1000.0
}

#[cfg(test)]
#[path = "polygon_tests.rs"]
mod tests;
