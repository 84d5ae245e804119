//! Arcs as edges: never less than the area that the arc bounds, and at most [`MAX_ARC_ERROR_M`] more.
//!
//! An arc that bulges out of its area becomes tangents (its corners lie outside of the circle), one that bulges into it becomes
//! chords (they lie on the side of the area's outside). Which of the two depends on the way the whole ring runs, so the ring
//! is first drawn roughly. Angles are azimuths at the centre, distances geodesics (`geographiclib-rs`). Where the two ends of an
//! arc are not equally far from its centre, as rounded coordinates never are, the radius goes evenly from one to the other.

use tansiq_geo::{LatLng, MAX_VERTICES};

use crate::geodesic::{path, step};

/// How far an edge may be beyond its arc, in metres.
pub const MAX_ARC_ERROR_M: f64 = 1.0;
/// Largest radius, in nautical miles.
pub const MAX_RADIUS_NM: f64 = 1_000.0;
/// Most vertices made of arcs in one file.
pub const MAX_ARC_VERTICES: usize = 1_000_000;
/// What is added so that rounding and the shape of the Earth take nothing away, in metres.
const MARGIN_M: f64 = 0.01;
/// Largest angle of one edge, in degrees: small arcs are not to become triangles.
const MAX_STEP_DEG: f64 = 15.0;
/// Ends of an arc by points may differ in radius by this share, or by [`ROUNDING_M`] if that is more.
const MAX_RADIUS_SHARE: f64 = 0.1;
/// How far coordinates may be rounded, in metres: an arc's end this near to the next point is that point.
const ROUNDING_M: f64 = 100.0;

/// A part of an outline.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    Point(LatLng),
    Arc(Arc),
}

/// An arc about a centre.
#[derive(Clone, Debug)]
pub(super) struct Arc {
    center: LatLng,
    from: End,
    to: End,
    /// From one end to the other in degrees, clockwise positive, -360 to 360.
    sweep_deg: f64,
}

/// An end of an arc.
#[derive(Clone, Copy, Debug)]
struct End {
    azimuth_deg: f64,
    radius_m: f64,
    /// The position where the file gives it.
    at: Option<LatLng>,
}

/// Vertices that a file may still make.
pub(super) struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(MAX_ARC_VERTICES)
    }
}

impl Budget {
    fn take(&mut self, count: usize) -> Result<(), String> {
        self.0 =
            self.0.checked_sub(count).ok_or_else(|| format!("arcs of the file have more than {MAX_ARC_VERTICES} vertices"))?;
        Ok(())
    }
}

impl Arc {
    /// `DA`: by radius and two azimuths. Equal azimuths are the whole circle.
    pub(super) fn by_angles(center: LatLng, radius_m: f64, start_deg: f64, end_deg: f64, counterclockwise: bool) -> Self {
        let end = |azimuth_deg| End { azimuth_deg, radius_m, at: None };
        Self { center, from: end(start_deg), to: end(end_deg), sweep_deg: sweep_deg(start_deg, end_deg, counterclockwise) }
    }

    /// `DB`: by two points.
    pub(super) fn by_points(center: LatLng, from: LatLng, to: LatLng, counterclockwise: bool) -> Result<Self, String> {
        let (from, to) = (End::at(center, from), End::at(center, to));
        let (least_m, most_m) = (from.radius_m.min(to.radius_m), from.radius_m.max(to.radius_m));
        if least_m <= 0.0 {
            return Err("an end of the arc is its centre".to_owned());
        }
        if most_m > MAX_RADIUS_NM * super::NAUTICAL_MILE_M {
            return Err(format!(
                "radius {:.0} NM is above the most allowed, {MAX_RADIUS_NM} NM",
                most_m / super::NAUTICAL_MILE_M
            ));
        }
        if most_m - least_m > (MAX_RADIUS_SHARE * most_m).max(ROUNDING_M) {
            return Err(format!("the ends of the arc are {least_m:.0} m and {most_m:.0} m from its centre; it is no arc"));
        }
        let sweep_deg = sweep_deg(from.azimuth_deg, to.azimuth_deg, counterclockwise);
        Ok(Self { center, from, to, sweep_deg })
    }

    fn at(&self, share: f64, farther_m: f64) -> Result<LatLng, String> {
        let radius_m = self.from.radius_m + (self.to.radius_m - self.from.radius_m) * share;
        step(self.center, self.from.azimuth_deg + self.sweep_deg * share, radius_m + farther_m).map_err(|error| error.to_string())
    }

    fn start(&self) -> Result<LatLng, String> {
        self.from.at.map_or_else(|| self.at(0.0, 0.0), Ok)
    }

    fn end(&self) -> Result<LatLng, String> {
        self.to.at.map_or_else(|| self.at(1.0, 0.0), Ok)
    }

    fn is_full(&self) -> bool {
        self.sweep_deg.abs() >= 360.0
    }

    /// Ends the arc at a neighbouring point if they are the same but for rounding.
    fn snap(&mut self, before: Option<LatLng>, after: Option<LatLng>) -> Result<(), String> {
        if self.is_full() {
            return Ok(());
        }
        if let (None, Some(point)) = (self.from.at, before)
            && distance_m(self.start()?, point) <= ROUNDING_M
        {
            let end = End::at(self.center, point);
            self.sweep_deg -= turn_deg(self.from.azimuth_deg, end.azimuth_deg);
            self.from = end;
        }
        if let (None, Some(point)) = (self.to.at, after)
            && distance_m(self.end()?, point) <= ROUNDING_M
        {
            let end = End::at(self.center, point);
            self.sweep_deg += turn_deg(self.to.azimuth_deg, end.azimuth_deg);
            self.to = end;
        }
        Ok(())
    }

    /// How many edges keep within the error.
    fn edges(&self) -> usize {
        let radius_m = self.from.radius_m.max(self.to.radius_m).max(MARGIN_M);
        // Half of the error is for the edges, the rest for uneven radii and the margin.
        let step_deg = 2.0 * (radius_m / (radius_m + 0.5 * MAX_ARC_ERROR_M)).acos().to_degrees();
        let uneven = (self.from.radius_m - self.to.radius_m).abs() / (0.4 * MAX_ARC_ERROR_M);
        let edges = (self.sweep_deg.abs() / step_deg.min(MAX_STEP_DEG)).ceil().max(uneven.ceil()).max(1.0);
        // No more than are refused anyway.
        edges.min(MAX_VERTICES as f64 + 1.0) as usize
    }

    /// The vertices: both ends and what is between them, outside of the arc or inside.
    fn vertices(&self, outside: bool, budget: &mut Budget) -> Result<Vec<LatLng>, String> {
        let edges = self.edges();
        budget.take(edges + 2)?;
        let uneven_m = (self.from.radius_m - self.to.radius_m).abs() / edges as f64;
        let mut list = Vec::with_capacity(edges + 2);
        if !self.is_full() {
            list.push(self.start()?);
        }
        if outside {
            let half_step = (self.sweep_deg / edges as f64 / 2.0).to_radians();
            for edge in 0..edges {
                let share = (edge as f64 + 0.5) / edges as f64;
                let radius_m = self.from.radius_m + (self.to.radius_m - self.from.radius_m) * share;
                let tangent_m = (radius_m + MARGIN_M + uneven_m) / half_step.cos() - radius_m;
                list.push(self.at(share, tangent_m)?);
            }
        } else {
            // Of a whole circle, the last of the vertices is the first.
            for edge in usize::from(!self.is_full())..edges {
                list.push(self.at(edge as f64 / edges as f64, -MARGIN_M - uneven_m)?);
            }
        }
        if !self.is_full() {
            list.push(self.end()?);
        }
        Ok(list)
    }

    /// A few points on it.
    fn sketch(&self, budget: &mut Budget) -> Result<Vec<LatLng>, String> {
        let edges = (self.sweep_deg.abs() / MAX_STEP_DEG).ceil().max(1.0) as usize;
        budget.take(edges + 1)?;
        let last = if self.is_full() { edges - 1 } else { edges };
        (0..=last).map(|edge| self.at(edge as f64 / edges as f64, 0.0)).collect()
    }
}

impl End {
    fn at(center: LatLng, at: LatLng) -> Self {
        let line = path(center, at);
        Self { azimuth_deg: line.start_deg, radius_m: line.length_m, at: Some(at) }
    }
}

/// The vertices of a ring of points and arcs.
pub(super) fn ring(pieces: &[Piece], budget: &mut Budget) -> Result<Vec<LatLng>, String> {
    let mut pieces = pieces.to_vec();
    snap(&mut pieces)?;
    let mut sketch = Vec::new();
    for piece in &pieces {
        match piece {
            Piece::Point(point) => sketch.push(*point),
            Piece::Arc(arc) => sketch.extend(arc.sketch(budget)?),
        }
        check(sketch.len())?;
    }
    let clockwise = is_clockwise(&sketch);
    let mut ring = Vec::new();
    for piece in &pieces {
        match piece {
            Piece::Point(point) => ring.push(*point),
            Piece::Arc(arc) => ring.extend(arc.vertices((arc.sweep_deg > 0.0) == clockwise, budget)?),
        }
        check(ring.len())?;
    }
    Ok(ring)
}

fn check(count: usize) -> Result<(), String> {
    // One more than a polygon may have: the last point repeats the first.
    if count > MAX_VERTICES + 1 { Err(format!("the outline has more than {MAX_VERTICES} vertices")) } else { Ok(()) }
}

/// Lets arcs end in the points next to them.
fn snap(pieces: &mut [Piece]) -> Result<(), String> {
    let count = pieces.len();
    let point = |pieces: &[Piece], index: usize| match &pieces[index % count] {
        Piece::Point(point) => Some(*point),
        Piece::Arc(_) => None,
    };
    for index in 0..count {
        let (before, after) = (point(pieces, index + count - 1), point(pieces, index + 1));
        if let Piece::Arc(arc) = &mut pieces[index] {
            arc.snap(before, after)?;
        }
    }
    Ok(())
}

/// Whether a ring runs clockwise, by its area on a plane about its first point.
fn is_clockwise(ring: &[LatLng]) -> bool {
    let Some(origin) = ring.first() else { return true };
    let narrow = origin.lat_deg().to_radians().cos();
    let plane: Vec<(f64, f64)> = ring
        .iter()
        .map(|point| (turn_deg(origin.lng_deg(), point.lng_deg()) * narrow, point.lat_deg() - origin.lat_deg()))
        .collect();
    let next = plane.iter().cycle().skip(1);
    let doubled: f64 = plane.iter().zip(next).map(|((x, y), (u, v))| x * v - u * y).sum();
    doubled < 0.0
}

/// From one angle to another the shorter way, -180 to 180 degrees.
fn turn_deg(from_deg: f64, to_deg: f64) -> f64 {
    (to_deg - from_deg + 180.0).rem_euclid(360.0) - 180.0
}

/// From one angle to another in a direction; equal angles are a whole turn.
fn sweep_deg(from_deg: f64, to_deg: f64, counterclockwise: bool) -> f64 {
    let clockwise_deg = (to_deg - from_deg).rem_euclid(360.0);
    match (counterclockwise, clockwise_deg == 0.0) {
        (false, true) => 360.0,
        (true, true) => -360.0,
        (false, false) => clockwise_deg,
        (true, false) => clockwise_deg - 360.0,
    }
}

fn distance_m(from: LatLng, to: LatLng) -> f64 {
    path(from, to).length_m
}

#[cfg(test)]
#[path = "arc_tests.rs"]
mod tests;
