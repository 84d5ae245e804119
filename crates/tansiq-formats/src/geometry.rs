//! Geometries of GeoJSON (RFC 7946, section 3.1), as outlines.
//!
//! Only areas are taken: polygons without holes, several of them, and points with a radius where the caller has one. A
//! polygon with a hole is refused, not filled: a verdict on the filled one would be wrong in the hole.

use serde_json::Value;
use tansiq_geo::{Circle, LatLng, MAX_VERTICES, Outline};

use crate::{
    bounds::{MAX_AREA_VERTICES, MAX_VOLUMES},
    json::{Object, Reader},
    outline::polygon_of_ring,
};

/// What a geometry that is not a collection may be.
const KINDS: &str = "Polygon, MultiPolygon or Point with a radius";

/// Outlines of one geometry; the reader stands at it. `radius` is asked for points and notes its own errors.
pub(crate) fn outlines(
    reader: &mut Reader<'_>,
    geometry: &Object,
    budget: &mut Budget,
    radius: impl FnOnce(&mut Reader<'_>) -> Option<f64>,
) -> Option<Vec<Outline>> {
    let kind = reader.required(geometry, "type", |reader, kind| reader.text(kind))?;
    match kind.as_str() {
        "Polygon" => {
            reader.required(geometry, "coordinates", |reader, rings| polygon(reader, rings, budget)).map(|outline| vec![outline])
        }
        "MultiPolygon" => reader.required(geometry, "coordinates", |reader, polygons| {
            let outlines = reader.list(polygons, MAX_VOLUMES, |reader, rings| polygon(reader, rings, budget))?;
            if polygons.as_array().is_some_and(Vec::is_empty) {
                reader.error("has no polygon");
            }
            Some(outlines)
        }),
        "Point" => {
            let center = reader.required(geometry, "coordinates", |reader, position| reader.position(position));
            let radius_m = radius(reader);
            circle(reader, center?, radius_m?).map(|outline| vec![outline])
        }
        other => {
            let other = crate::json::quoted(other);
            reader.at("type", |reader| reader.error(format!("{other} is no area; areas are {KINDS}")));
            None
        }
    }
}

/// A circle, or an error where the reader stands.
pub(crate) fn circle(reader: &mut Reader<'_>, center: LatLng, radius_m: f64) -> Option<Outline> {
    Circle::new(center, radius_m).map(Outline::from).map_err(|error| reader.error(error.to_string())).ok()
}

/// The rings of a polygon; the reader stands at them.
pub(crate) fn polygon(reader: &mut Reader<'_>, rings: &Value, budget: &mut Budget) -> Option<Outline> {
    let rings = reader.array(rings)?;
    if rings.len() > 1 {
        reader.error(format!("polygon has {} holes; areas with holes are not taken", rings.len() - 1));
        return None;
    }
    let Some(ring) = rings.first() else {
        reader.error("polygon has no ring");
        return None;
    };
    let points = reader.at_index(0, |reader| ring_points(reader, ring, budget))?;
    polygon_of_ring(points).map_err(|error| reader.error(error.to_string())).ok()
}

/// The vertices that one area may still have.
pub(crate) struct Budget {
    vertices: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { vertices: MAX_AREA_VERTICES }
    }
}

fn ring_points(reader: &mut Reader<'_>, ring: &Value, budget: &mut Budget) -> Option<Vec<LatLng>> {
    let positions = reader.array(ring)?;
    if positions.len() > MAX_VERTICES + 1 {
        reader.error(format!("ring of {} positions has more than {MAX_VERTICES} vertices", positions.len()));
        return None;
    }
    if positions.len() > budget.vertices {
        reader.error(format!("area has more than {MAX_AREA_VERTICES} vertices in all"));
        return None;
    }
    budget.vertices -= positions.len();
    let points: Vec<LatLng> = positions
        .iter()
        .enumerate()
        .map_while(|(index, position)| reader.at_index(index, |reader| reader.position(position)))
        .collect();
    // The first bad position ends the ring: a file with swapped coordinates would otherwise fill the list of problems.
    (points.len() == positions.len()).then_some(points)
}
