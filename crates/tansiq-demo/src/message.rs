//! Between the volumes a play thinks in (`shape.rs`) and the messages of the standard.

use jiff::Timestamp;
use tansiq_wire::f3548::{Altitude, Circle, LatLngPoint, Polygon, Radius, Time, Volume3D, Volume4D};

use crate::shape::{Outline, Point, Volume};

/// Volumes as the standard spells them.
pub fn to_wire(volumes: &[Volume]) -> Vec<Volume4D> {
    volumes.iter().map(volume_to_wire).collect()
}

/// One volume as the standard spells it.
pub fn volume_to_wire(volume: &Volume) -> Volume4D {
    let point = |p: &Point| LatLngPoint { lat: p.lat, lng: p.lng };
    let mut shape = Volume3D {
        altitude_lower: volume.lower_m.map(Altitude::w84_m),
        altitude_upper: volume.upper_m.map(Altitude::w84_m),
        ..Volume3D::default()
    };
    match &volume.outline {
        Outline::Circle { center, radius_m } => {
            shape.outline_circle = Some(Circle { center: Some(point(center)), radius: Some(Radius::m(*radius_m)) });
        }
        Outline::Polygon(ring) => {
            shape.outline_polygon = Some(Polygon { vertices: ring.iter().map(point).collect() });
        }
    }
    Volume4D {
        volume: shape,
        time_start: Some(Time::from_micros(volume.start.as_microsecond())),
        time_end: Some(Time::from_micros(volume.end.as_microsecond())),
    }
}

/// Volumes out of a message; the error says which volume lacks what.
pub fn from_wire(volumes: &[Volume4D]) -> Result<Vec<Volume>, String> {
    let read = |(i, v)| volume_from_wire(v).map_err(|e| format!("volume {}: {e}", i + 1));
    volumes.iter().enumerate().map(read).collect()
}

fn volume_from_wire(wire: &Volume4D) -> Result<Volume, String> {
    let point = |p: &LatLngPoint| Point { lat: p.lat, lng: p.lng };
    let outline = match (&wire.volume.outline_circle, &wire.volume.outline_polygon) {
        (Some(Circle { center: Some(center), radius: Some(radius) }), None) => {
            Outline::Circle { center: point(center), radius_m: radius.value }
        }
        (None, Some(polygon)) if polygon.vertices.len() >= 3 => Outline::Polygon(polygon.vertices.iter().map(point).collect()),
        _ => return Err("needs either a whole circle or a polygon of 3 vertices".to_owned()),
    };
    Ok(Volume {
        outline,
        lower_m: wire.volume.altitude_lower.as_ref().map(|a| a.value),
        upper_m: wire.volume.altitude_upper.as_ref().map(|a| a.value),
        start: time(wire.time_start.as_ref(), "time_start")?,
        end: time(wire.time_end.as_ref(), "time_end")?,
    })
}

fn time(wire: Option<&Time>, field: &str) -> Result<Timestamp, String> {
    let time = wire.ok_or_else(|| format!("{field} is missing"))?;
    let micros = time.to_micros().map_err(|e| format!("{field}: {e}"))?;
    Timestamp::from_microsecond(micros).map_err(|e| format!("{field}: {e}"))
}

#[cfg(test)]
#[path = "message_tests.rs"]
mod tests;
