//! Plans as KML: Placemarks with a Polygon, a LineString or a Point, with the properties of a GeoJSON plan as extended data.
//!
//! A Placemark is put as a feature of a GeoJSON plan and read by `geojson.rs`, so both mean the same; errors name the
//! Placemark. What KML has of its own:
//! - a TimeSpan is `start` and `end`;
//! - `lower` and `upper` may be texts like `120 m AMSL`, in extended data;
//! - an extruded Polygon reaches from the ground up to its highest position;
//! - a LineString with heights relative to the ground or absolute (above the sea) is flown at them.

use serde_json::{Map, Value, json};
use tansiq_heights::{Height, Reference};
use tansiq_wire::f3548::Time;

use super::{Assumptions, MAX_PLAN_VERTICES, PlanError, PlanFile, geojson, json::Node};
use crate::{
    heights::height_of_text,
    kml::{Found, Placemark, Shape, ShapeKind, text, walk},
};

/// Extended data that is numbers in a GeoJSON plan.
const NUMBERS: [&str; 9] =
    ["buffer_m", "width_m", "vertical_buffer_m", "radius_m", "speed_mps", "start_s", "end_s", "duration_s", "priority"];

/// Reads a plan.
pub(super) fn read(bytes: &[u8], assumptions: &Assumptions) -> Result<PlanFile, PlanError> {
    let text = text(bytes)?;
    let mut features: Vec<(String, Value)> = Vec::new();
    let (mut title, mut vertices) = (None, 0);
    let name = walk(&text, |found| match found {
        Found::Placemark(Ok(placemark)) => {
            title = title.take().or_else(|| placemark.title());
            for shape in &placemark.shapes {
                // Before the shapes are put as values, which take more room. Rings repeat their first position.
                vertices += shape.positions.len().max(2) - 1;
                if vertices > MAX_PLAN_VERTICES {
                    return Err(PlanError::TooManyVertices { count: vertices });
                }
                features.push((shape.path.clone(), feature(&placemark, shape)?));
            }
            if placemark.shapes.is_empty() {
                return Err(PlanError::content(placemark.path, "has no geometry"));
            }
            Ok(())
        }
        Found::Placemark(Err(fault)) => Err(PlanError::content(fault.path, fault.message)),
        Found::Other { path, message } => Err(PlanError::content(path, message)),
    })?;
    let root = json!({});
    let nodes: Vec<Node> = features.iter().map(|(path, value)| Node { value, path: path.clone() }).collect();
    let mut plan = geojson::read_features(&Node::root(&root), &nodes, assumptions)?;
    plan.name = name.or(title);
    Ok(plan)
}

/// A Placemark's shape as a feature of a GeoJSON plan.
fn feature(placemark: &Placemark, shape: &Shape) -> Result<Value, PlanError> {
    let mut properties = Map::new();
    for (name, value) in &placemark.data {
        properties.insert(name.clone(), property(placemark, name, value)?);
    }
    for (name, us) in [("start", placemark.begin_us), ("end", placemark.end_us)] {
        if let Some(us) = us {
            properties.insert(name.to_owned(), Value::from(Time::from_micros(us).value));
        }
    }
    let reference = shape.mode.reference();
    let with_heights = reference.is_some() && shape.positions.iter().all(|(_, height)| height.is_some());
    if !properties.contains_key("lower") && !properties.contains_key("upper") {
        heights(shape, reference, with_heights, &mut properties)?;
    }
    let position = |(at, height): &(tansiq_geo::LatLng, Option<f64>)| match height {
        Some(m) if with_heights => json!([at.lng_deg(), at.lat_deg(), m]),
        _ => json!([at.lng_deg(), at.lat_deg()]),
    };
    let positions: Vec<Value> = shape.positions.iter().map(position).collect();
    let geometry = match shape.kind {
        ShapeKind::Polygon => json!({"type": "Polygon", "coordinates": [positions]}),
        ShapeKind::Line => json!({"type": "LineString", "coordinates": positions}),
        ShapeKind::Point => json!({"type": "Point", "coordinates": positions.first()}),
    };
    Ok(json!({"type": "Feature", "geometry": geometry, "properties": properties}))
}

/// Heights from the geometry itself.
fn heights(
    shape: &Shape,
    reference: Option<Reference>,
    with_heights: bool,
    properties: &mut Map<String, Value>,
) -> Result<(), PlanError> {
    let Some(reference) = reference.filter(|_| with_heights) else { return Ok(()) };
    if shape.kind == ShapeKind::Line {
        properties.insert("reference".to_owned(), Value::from(word(reference)));
        return Ok(());
    }
    if !shape.extrude {
        let message = "has a height but is not extruded; needs extrude, or lower and upper in the extended data";
        return Err(PlanError::content(&shape.path, message));
    }
    let highest_m = shape.positions.iter().filter_map(|(_, height)| *height).fold(f64::MIN, f64::max);
    properties.insert("lower".to_owned(), said(Height { m: 0.0, reference: Reference::Ground }));
    properties.insert("upper".to_owned(), said(Height { m: highest_m, reference }));
    Ok(())
}

fn word(reference: Reference) -> &'static str {
    match reference {
        Reference::Ellipsoid => "W84",
        Reference::MeanSea => "AMSL",
        Reference::Ground => "AGL",
        Reference::Pressure => "STD",
    }
}

fn said(height: Height) -> Value {
    json!({"value": height.m, "unit": "m", "reference": word(height.reference)})
}

/// One entry of extended data as a property.
fn property(placemark: &Placemark, name: &str, text: &str) -> Result<Value, PlanError> {
    let path = || format!("{}.ExtendedData.{name}", placemark.path);
    let number = || text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    match name {
        "lower" | "upper" => match number() {
            Some(number) => Ok(Value::from(number)),
            None => match height_of_text(text) {
                Ok(Some(height)) if height.reference != Reference::Pressure => Ok(said(height)),
                Ok(Some(_)) => Err(PlanError::content(path(), "is a flight level; a plan needs a height above something fixed")),
                Ok(None) => Err(PlanError::content(path(), "is unlimited; a plan has both bounds")),
                Err(message) => Err(PlanError::content(path(), message)),
            },
        },
        _ if NUMBERS.contains(&name) => {
            number().map(Value::from).ok_or_else(|| PlanError::content(path(), format!("{text:.40?} is not a number")))
        }
        _ => Ok(Value::from(text)),
    }
}
