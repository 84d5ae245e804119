//! Plans as F3548-21 volumes: a bare list of `Volume4D`, or an object with `volumes` (and `priority`) as in
//! `OperationalIntentDetails`.
//!
//! The messages are read by `tansiq-wire`; here they become a plan, so what the DSS may leave open must be there.

use serde::Deserialize;
use tansiq_geo::{Circle, LatLng, Outline, Polygon, ShapeError};
use tansiq_heights::{Height, Reference};
use tansiq_wire::f3548::{Altitude, REFERENCE_W84, Time, UNITS_M, Volume3D, Volume4D};

use super::{
    Assumptions, MAX_PLAN_VERTICES, PlanError, PlanFile, PlannedVolume, Timing,
    assumptions::Stated,
    route::{MAX_HEIGHT_M, micros},
    vertices_of,
};

#[derive(Deserialize)]
struct Message {
    volumes: Vec<Volume4D>,
    #[serde(default)]
    off_nominal_volumes: Vec<Volume4D>,
    name: Option<String>,
    priority: Option<i64>,
}

/// Reads a plan; `bare` if the file is a list.
pub(super) fn read(bytes: &[u8], bare: bool, assumptions: &Assumptions) -> Result<PlanFile, PlanError> {
    let message = if bare {
        let volumes = tansiq_wire::parse(bytes).map_err(syntax)?;
        Message { volumes, off_nominal_volumes: Vec::new(), name: None, priority: None }
    } else {
        tansiq_wire::parse::<Message>(bytes).map_err(syntax)?
    };
    if !message.off_nominal_volumes.is_empty() {
        return Err(PlanError::content("off_nominal_volumes", "is not part of a plan; leave it out"));
    }
    if message.volumes.is_empty() {
        return Err(PlanError::Empty { message: "volumes is empty" });
    }
    let mut stated = Stated::default();
    let mut vertices = 0;
    let mut volumes = Vec::new();
    for (index, volume) in message.volumes.iter().enumerate() {
        let planned = convert(volume, &format!("volumes[{index}]"), assumptions, &mut stated)?;
        vertices += vertices_of(&planned.outline);
        if vertices > MAX_PLAN_VERTICES {
            return Err(PlanError::TooManyVertices { count: vertices });
        }
        volumes.push(planned);
    }
    Ok(PlanFile { name: message.name, priority: message.priority, volumes, stated: stated.into_lines() })
}

fn syntax(error: tansiq_wire::ParseError) -> PlanError {
    PlanError::Syntax { format: "a list of F3548 Volume4D", message: error.to_string() }
}

fn convert(volume: &Volume4D, path: &str, assumptions: &Assumptions, stated: &mut Stated) -> Result<PlannedVolume, PlanError> {
    let inner = &volume.volume;
    let outline = outline(inner, &format!("{path}.volume"))?;
    let lower = height(inner.altitude_lower.as_ref(), &format!("{path}.volume.altitude_lower"))?;
    let upper = height(inner.altitude_upper.as_ref(), &format!("{path}.volume.altitude_upper"))?;
    if lower.m > upper.m {
        let message = format!("{} m is below altitude_lower, {} m", upper.m, lower.m);
        return Err(PlanError::content(format!("{path}.volume.altitude_upper"), message));
    }
    let instant = |time: &Option<Time>, key: &str| {
        let us = time.as_ref().map(Time::to_micros).transpose();
        us.map_err(|error| PlanError::content(format!("{path}.{key}"), error.to_string()))
    };
    let timing = match (instant(&volume.time_start, "time_start")?, instant(&volume.time_end, "time_end")?) {
        (Some(start_us), Some(end_us)) if start_us <= end_us => Timing::Absolute { start_us, end_us },
        (Some(_), Some(_)) => return Err(PlanError::content(format!("{path}.time_end"), "is before time_start")),
        (None, None) => {
            let duration_s = assumptions.duration_s;
            stated.say_at(path, format!("no times are given: {duration_s} s from the start of the plan"));
            Timing::Relative { start_us: 0, end_us: micros(duration_s) }
        }
        (None, Some(_)) => return Err(PlanError::content(format!("{path}.time_start"), "is missing")),
        (Some(_), None) => return Err(PlanError::content(format!("{path}.time_end"), "is missing")),
    };
    Ok(PlannedVolume { outline, buffer_m: 0.0, lower, upper, timing })
}

fn outline(volume: &Volume3D, path: &str) -> Result<Outline, PlanError> {
    let shape = |key: &str, result: Result<Outline, ShapeError>| {
        result.map_err(|source| PlanError::Shape { path: format!("{path}.{key}"), source })
    };
    match (&volume.outline_polygon, &volume.outline_circle) {
        (Some(polygon), None) => {
            let vertices = polygon.vertices.iter().map(|vertex| LatLng::new(vertex.lat, vertex.lng));
            let polygon = vertices.collect::<Result<Vec<_>, _>>().and_then(Polygon::new);
            shape("outline_polygon", polygon.map(Outline::from))
        }
        (None, Some(circle)) => {
            let (Some(center), Some(radius)) = (&circle.center, &circle.radius) else {
                return Err(PlanError::content(format!("{path}.outline_circle"), "needs center and radius"));
            };
            if radius.units != UNITS_M {
                let message = format!("{:?} is not {UNITS_M:?}", radius.units);
                return Err(PlanError::content(format!("{path}.outline_circle.radius.units"), message));
            }
            let center = LatLng::new(center.lat, center.lng);
            shape("outline_circle", center.and_then(|center| Circle::new(center, radius.value)).map(Outline::from))
        }
        (None, None) => Err(PlanError::content(path, "has neither outline_polygon nor outline_circle")),
        (Some(_), Some(_)) => Err(PlanError::content(path, "has both outline_polygon and outline_circle")),
    }
}

fn height(altitude: Option<&Altitude>, path: &str) -> Result<Height, PlanError> {
    let altitude = altitude.ok_or_else(|| PlanError::content(path, "is missing"))?;
    if altitude.reference != REFERENCE_W84 || altitude.units != UNITS_M {
        let message = format!("{:?} in {:?} is not W84 in M", altitude.reference, altitude.units);
        return Err(PlanError::content(path, message));
    }
    if altitude.value.abs() > MAX_HEIGHT_M {
        return Err(PlanError::content(path, format!("{} is not from -{MAX_HEIGHT_M} to {MAX_HEIGHT_M}", altitude.value)));
    }
    Ok(Height { m: altitude.value, reference: Reference::Ellipsoid })
}
