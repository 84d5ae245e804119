//! From the standard's volumes to the airspace's extents: every rule of format, with the field it concerns.

use super::bounds::{MAX_CELLS, MAX_COVERING_WORK};
use super::error::Error;
use tansiq_core::{Extent, Heights, Span, Timestamp};
use tansiq_geo::{Cells, Circle, LatLng, Outline, Polygon, ShapeError};
use tansiq_wire::f3548::{self, ALTITUDE_RANGE_M, Altitude, Time, Volume4D};

/// What a volume must say, beyond being well-formed.
#[derive(Clone, Copy)]
pub(crate) struct Needs {
    pub(crate) times: bool,
    pub(crate) heights: bool,
}

/// What is wrong with a volume.
pub(crate) struct Problem {
    message: String,
    too_large: bool,
}

impl Problem {
    fn at(path: &str, message: impl std::fmt::Display) -> Problem {
        Problem { message: format!("{path}: {message}"), too_large: false }
    }

    /// The problem as most operations answer it, whatever it is about: 400.
    pub(crate) fn invalid(self) -> Error {
        Error::Invalid(self.message)
    }

    /// The problem as some queries answer it: 413 if the area is too large.
    pub(crate) fn or_too_large(self) -> Error {
        if self.too_large { Error::AreaTooLarge(self.message) } else { Error::Invalid(self.message) }
    }
}

/// One volume: what it says, and nothing filled in.
pub(crate) struct Part {
    pub(crate) start: Option<Timestamp>,
    pub(crate) end: Option<Timestamp>,
    pub(crate) heights: Heights,
    /// `None` without an outline.
    pub(crate) cells: Option<Cells>,
}

impl Part {
    fn span(&self) -> Span {
        Span { start: self.start.unwrap_or(Timestamp::UNBOUNDED_PAST), end: self.end.unwrap_or(Timestamp::UNBOUNDED_FUTURE) }
    }
}

/// The union of the volumes of an operational intent or a constraint.
pub(crate) fn union(volumes: &[Volume4D], needs: Needs) -> Result<Extent, Problem> {
    if volumes.is_empty() {
        return Err(Problem::at("extents", "at least one volume is needed, with time_start and time_end"));
    }
    let mut bounds: Option<(Span, Heights)> = None;
    let mut cells: Vec<tansiq_geo::Cell> = Vec::new();
    let mut outlined = false;
    for (index, volume) in volumes.iter().enumerate() {
        let path = format!("extents[{index}]");
        let part = part(volume, &path, needs)?;
        refuse_moment(&part, &path)?;
        let span = part.span();
        bounds = Some(bounds.map_or((span, part.heights), |(s, h)| (s.union(&span), h.union(&part.heights))));
        if let Some(more) = part.cells {
            outlined = true;
            cells.extend(more.iter());
            if cells.len() > MAX_COVERING_WORK {
                return Err(too_many_cells(&path, MAX_COVERING_WORK));
            }
        }
    }
    if !outlined {
        return Err(Problem::at("extents", "an outline is needed: outline_circle or outline_polygon"));
    }
    let cells = Cells::from(cells);
    if cells.len() > MAX_CELLS {
        return Err(too_many_cells("extents", MAX_CELLS));
    }
    let (span, heights) = bounds.expect("there is at least one volume");
    Ok(Extent { span, heights, cells })
}

fn too_many_cells(path: &str, allowed: usize) -> Problem {
    Problem { message: format!("{path}: area too large: it touches more than {allowed} cells of S2 level 13"), too_large: true }
}

/// The area of a query. Absent times and heights are unbounded; the outline is needed.
pub(crate) fn area_of_interest(volume: Option<&Volume4D>) -> Result<Extent, Problem> {
    let volume = volume.ok_or_else(|| Problem::at("area_of_interest", "is missing"))?;
    let part = part(volume, "area_of_interest", Needs { times: false, heights: false })?;
    let span = part.span();
    let cells = part
        .cells
        .ok_or_else(|| Problem::at("area_of_interest.volume", "an outline is needed: outline_circle or outline_polygon"))?;
    Ok(Extent { span, heights: part.heights, cells })
}

/// One volume as it is.
pub(crate) fn part(volume: &Volume4D, path: &str, needs: Needs) -> Result<Part, Problem> {
    let start = time(volume.time_start.as_ref(), path, "time_start", needs.times)?;
    let end = time(volume.time_end.as_ref(), path, "time_end", needs.times)?;
    if let (Some(start), Some(end)) = (start, end)
        && start > end
    {
        return Err(Problem::at(path, "time_start is after time_end"));
    }
    let heights = heights(&volume.volume, path, needs.heights)?;
    let cells = outline(&volume.volume, path)?
        .map(|(outline, field)| outline.cover().map_err(|error| shape(&format!("{path}.volume.{field}"), &error)));
    Ok(Part { start, end, heights, cells: cells.transpose()? })
}

/// An entity must last: a start that is its end too is refused.
pub(crate) fn refuse_moment(part: &Part, path: &str) -> Result<(), Problem> {
    if part.start.is_some() && part.start == part.end {
        return Err(Problem::at(path, "time_end must be after time_start: they are the same"));
    }
    Ok(())
}

fn time(time: Option<&Time>, path: &str, field: &str, needed: bool) -> Result<Option<Timestamp>, Problem> {
    let Some(time) = time else {
        return if needed { Err(Problem::at(path, format!("{field} is missing"))) } else { Ok(None) };
    };
    match time.to_micros() {
        Ok(micros) => Ok(Some(Timestamp(micros))),
        Err(error) => Err(Problem::at(&format!("{path}.{field}"), error)),
    }
}

fn heights(volume: &f3548::Volume3D, path: &str, needed: bool) -> Result<Heights, Problem> {
    let lower = height(volume.altitude_lower.as_ref(), path, "altitude_lower", needed)?;
    let upper = height(volume.altitude_upper.as_ref(), path, "altitude_upper", needed)?;
    let heights = Heights { lower: lower.unwrap_or(f64::NEG_INFINITY), upper: upper.unwrap_or(f64::INFINITY) };
    if heights.lower > heights.upper {
        let message = format!("altitude_lower {} m is above altitude_upper {} m", heights.lower, heights.upper);
        return Err(Problem::at(&format!("{path}.volume"), message));
    }
    Ok(heights)
}

fn height(altitude: Option<&Altitude>, path: &str, field: &str, needed: bool) -> Result<Option<f64>, Problem> {
    let path = format!("{path}.volume");
    let Some(altitude) = altitude else {
        return if needed { Err(Problem::at(&path, format!("{field} is missing"))) } else { Ok(None) };
    };
    if altitude.units != f3548::UNITS_M {
        return Err(Problem::at(&path, format!("{field}.units must be M (metres)")));
    }
    if altitude.reference != f3548::REFERENCE_W84 {
        return Err(Problem::at(&path, format!("{field}.reference must be W84 (the WGS84 ellipsoid)")));
    }
    if !ALTITUDE_RANGE_M.contains(&altitude.value) {
        let (lowest, highest) = (ALTITUDE_RANGE_M.start(), ALTITUDE_RANGE_M.end());
        return Err(Problem::at(&path, format!("{field}.value {} m is not within {lowest} to {highest} m", altitude.value)));
    }
    Ok(Some(altitude.value))
}

fn outline(volume: &f3548::Volume3D, path: &str) -> Result<Option<(Outline, &'static str)>, Problem> {
    match (&volume.outline_circle, &volume.outline_polygon) {
        (None, None) => Ok(None),
        (Some(_), Some(_)) => {
            Err(Problem::at(&format!("{path}.volume"), "only one of outline_circle and outline_polygon may be given"))
        }
        (Some(circle), None) => Ok(Some((Outline::Circle(to_circle(circle, path)?), "outline_circle"))),
        (None, Some(polygon)) => Ok(Some((Outline::Polygon(to_polygon(polygon, path)?), "outline_polygon"))),
    }
}

fn to_circle(circle: &f3548::Circle, path: &str) -> Result<Circle, Problem> {
    let path = format!("{path}.volume.outline_circle");
    let center = circle.center.as_ref().ok_or_else(|| Problem::at(&path, "center is missing"))?;
    let radius = circle.radius.as_ref().ok_or_else(|| Problem::at(&path, "radius is missing"))?;
    let center = LatLng::new(center.lat, center.lng).map_err(|error| shape(&format!("{path}.center"), &error))?;
    Circle::new(center, radius.value).map_err(|error| shape(&path, &error))
}

fn to_polygon(polygon: &f3548::Polygon, path: &str) -> Result<Polygon, Problem> {
    let path = format!("{path}.volume.outline_polygon");
    if polygon.vertices.len() > tansiq_geo::MAX_VERTICES {
        let message = format!("{} vertices are more than the {} allowed", polygon.vertices.len(), tansiq_geo::MAX_VERTICES);
        return Err(Problem::at(&path, message));
    }
    let mut vertices = Vec::with_capacity(polygon.vertices.len());
    for (index, vertex) in polygon.vertices.iter().enumerate() {
        let vertex = LatLng::new(vertex.lat, vertex.lng).map_err(|error| shape(&format!("{path}.vertices[{index}]"), &error))?;
        vertices.push(vertex);
    }
    Polygon::new(vertices).map_err(|error| shape(&path, &error))
}

fn shape(path: &str, error: &ShapeError) -> Problem {
    Problem { message: format!("{path}: {error}"), too_large: error.is_too_large() }
}

#[cfg(test)]
#[path = "volumes_tests.rs"]
mod tests;
