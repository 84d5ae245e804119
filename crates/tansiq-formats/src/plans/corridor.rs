//! Corridors: an outline that holds every point within a distance of a line.
//!
//! A leg is the geodesic between two positions. Its corridor is a regular octagon about a circle, swept along the leg: 8
//! vertices, never narrower than the circle and 8.2 % of its radius further at the corners. Vertices are placed with
//! geodesics (Karney 2013, `geographiclib-rs`); edges of outlines are great circles between geodetic latitudes, which leave
//! the geodesic by less than [`growth_m`], so that is added. Long legs are cut into pieces (`MAX_PIECE_M`), which keeps that
//! small and lets each piece have its own time.

use tansiq_geo::{Circle, LatLng, Outline, Polygon, ShapeError};

use crate::geodesic::{path, step};

/// Longest piece of a leg, in metres; longer legs are cut into equal pieces, each with its own times.
pub const MAX_PIECE_M: f64 = 10_000.0;
/// Vertices of a corridor.
pub(super) const CORRIDOR_VERTICES: usize = 8;
/// Ends nearer to each other than this, in metres, are one place: the corridor is a circle.
const ONE_PLACE_M: f64 = 0.5;
/// Where the four vertices of one end are, in degrees from the direction of the leg.
const END_DEG: [f64; 4] = [-67.5, -22.5, 22.5, 67.5];

/// A leg: the geodesic between two positions.
pub(super) struct Line {
    from: LatLng,
    /// Length in metres.
    pub(super) length_m: f64,
    /// The direction in which it starts, degrees clockwise from north.
    pub(super) start_deg: f64,
}

impl Line {
    /// The shortest path between two positions.
    pub(super) fn between(from: LatLng, to: LatLng) -> Self {
        let path = path(from, to);
        Self { from, length_m: path.length_m, start_deg: path.start_deg }
    }

    /// How many pieces of at most [`MAX_PIECE_M`] it has; at least 1.
    pub(super) fn pieces(&self) -> usize {
        // At most 2,002: half the Earth's circumference is 20,004 km.
        (self.length_m / MAX_PIECE_M).ceil().max(1.0) as usize
    }

    /// The position at a share of its length, 0 to 1.
    pub(super) fn at(&self, share: f64) -> Result<LatLng, ShapeError> {
        step(self.from, self.start_deg, self.length_m * share)
    }
}

/// An outline that holds every point within `buffer_m` of the geodesic between two positions: 8 vertices, or a circle where
/// both are one place. The leg should be no longer than [`MAX_PIECE_M`].
pub(super) fn corridor(from: LatLng, to: LatLng, buffer_m: f64) -> Result<Outline, ShapeError> {
    let line = path(from, to);
    let length_m = line.length_m;
    if length_m < ONE_PLACE_M {
        return Ok(Circle::new(from, buffer_m + length_m)?.into());
    }
    let corner_m = (buffer_m + growth_m(length_m + 2.0 * buffer_m)) / (std::f64::consts::PI / 8.0).cos();
    let far_end = END_DEG.iter().map(|angle_deg| step(to, line.end_deg + angle_deg, corner_m));
    let near_end = END_DEG.iter().map(|angle_deg| step(from, line.start_deg + 180.0 + angle_deg, corner_m));
    let vertices = far_end.chain(near_end).collect::<Result<Vec<_>, _>>()?;
    Ok(Polygon::new(vertices)?.into())
}

/// Metres by which a great circle between geodetic latitudes and the geodesic with the same ends can be apart, and more.
///
/// The two bend apart by a curvature of the order of flattening over radius, 5·10⁻¹⁰ per metre, so by an eighth of that times
/// the square of the length, for the axis and for the edge. The rest is for what curvature of the Earth does to an octagon.
fn growth_m(length_m: f64) -> f64 {
    0.01 + 5e-10 * length_m * length_m
}

/// Outlines that together with a polygon hold all within `buffer_m` of it; for a circle, the larger circle.
pub(super) fn around(outline: &Outline, buffer_m: f64) -> Result<Vec<Outline>, ShapeError> {
    match outline {
        Outline::Circle(circle) => Ok(vec![Circle::new(circle.center(), circle.radius_m() + buffer_m)?.into()]),
        Outline::Polygon(polygon) => {
            let vertices = polygon.vertices();
            let next = vertices.iter().cycle().skip(1);
            let edges = vertices.iter().zip(next).map(|(from, to)| edge_corridors(*from, *to, buffer_m));
            Ok(edges.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        }
    }
}

fn edge_corridors(from: LatLng, to: LatLng, buffer_m: f64) -> Result<Vec<Outline>, ShapeError> {
    let line = Line::between(from, to);
    let pieces = line.pieces();
    // An edge is a great circle, the pieces lie on the geodesic; over the whole edge they are further apart than in a piece.
    let apart_m = if pieces > 1 { growth_m(line.length_m) } else { 0.0 };
    let share = |index: usize| index as f64 / pieces as f64;
    let piece = |index| corridor(line.at(share(index))?, line.at(share(index + 1))?, buffer_m + apart_m);
    (0..pieces).map(piece).collect()
}

#[cfg(test)]
#[path = "corridor_tests.rs"]
mod tests;
