//! What all messages of F3548 share: shapes, heights, volumes, the error body.
//!
//! Values are carried as sent. Nothing here checks that a latitude is one: geometry does, where a
//! refusal can be worded. [`Time`] has a file of its own, [`super::time`].

use serde::{Deserialize, Serialize};

use super::time::Time;
use crate::lenient::{finite, messages, null_as_default};

/// The only unit of lengths and heights: metres.
pub const UNITS_M: &str = "M";

/// The only reference of heights: above the WGS84 ellipsoid.
pub const REFERENCE_W84: &str = "W84";

/// A radius, schema `Radius`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Radius {
    /// Distance from the centre along the WGS84 ellipsoid, above 0.
    #[serde(deserialize_with = "null_as_default", serialize_with = "finite")]
    pub value: f64,
    /// Always [`UNITS_M`] in a conforming message.
    #[serde(deserialize_with = "null_as_default")]
    pub units: String,
}

impl Radius {
    /// A radius in metres.
    pub fn m(value: f64) -> Self {
        Self { value, units: UNITS_M.to_owned() }
    }
}

/// A height, schema `Altitude`.
///
/// A message without the value is refused: a height of 0 m assumed in its place could be flown by.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Altitude {
    /// Metres above the WGS84 ellipsoid, −8,000 to 100,000.
    #[serde(serialize_with = "finite")]
    pub value: f64,
    /// Always [`REFERENCE_W84`] in a conforming message.
    #[serde(default, deserialize_with = "null_as_default")]
    pub reference: String,
    /// Always [`UNITS_M`] in a conforming message.
    #[serde(default, deserialize_with = "null_as_default")]
    pub units: String,
}

impl Altitude {
    /// A height in metres above the WGS84 ellipsoid.
    pub fn w84_m(value: f64) -> Self {
        Self { value, reference: REFERENCE_W84.to_owned(), units: UNITS_M.to_owned() }
    }
}

/// A point on the ground, schema `LatLngPoint`.
///
/// A message without one of the two is refused: a misspelled field must not become a point on the equator.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct LatLngPoint {
    /// Degrees north of the equator on WGS84, −90 to 90.
    #[serde(serialize_with = "finite")]
    pub lat: f64,
    /// Degrees east of the prime meridian on WGS84, −180 to 180.
    #[serde(serialize_with = "finite")]
    pub lng: f64,
}

impl LatLngPoint {
    /// A point from degrees north and degrees east.
    pub fn new(lat: f64, lng: f64) -> Self {
        Self { lat, lng }
    }
}

/// An area between vertices, schema `Polygon`.
///
/// Edges are the shortest paths between neighbours, and the last vertex connects to the first
/// without being repeated. Either winding means the smaller side.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Polygon {
    /// At least 3, no two alike. How many may come is bounded by the size of the body alone;
    /// geometry decides how many it takes.
    #[serde(deserialize_with = "null_as_default")]
    pub vertices: Vec<LatLngPoint>,
}

/// An area around a point, schema `Circle`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Circle {
    /// The centre. The schema lets it be absent; no circle can be made without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub center: Option<LatLngPoint>,
    /// The radius. The schema lets it be absent; no circle can be made without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub radius: Option<Radius>,
}

/// An area between two heights, schema `Volume3D`. One of the two outlines should be there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Volume3D {
    /// The outline as a circle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outline_circle: Option<Circle>,
    /// The outline as a polygon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outline_polygon: Option<Polygon>,
    /// The floor; absent is unbounded below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub altitude_lower: Option<Altitude>,
    /// The ceiling; absent is unbounded above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub altitude_upper: Option<Altitude>,
}

/// A volume during a time, schema `Volume4D`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct Volume4D {
    /// Where.
    #[serde(deserialize_with = "null_as_default")]
    pub volume: Volume3D,
    /// From when; absent is unbounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_start: Option<Time>,
    /// Until when; absent is unbounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_end: Option<Time>,
}

impl Volume4D {
    /// A cylinder: degrees, metres (heights above the WGS84 ellipsoid), microseconds since the
    /// Unix epoch. Values are taken as they are.
    pub fn circle(lat: f64, lng: f64, radius_m: f64, lower_m: f64, upper_m: f64, start_us: i64, end_us: i64) -> Self {
        let outline = Volume3D {
            outline_circle: Some(Circle { center: Some(LatLngPoint::new(lat, lng)), radius: Some(Radius::m(radius_m)) }),
            ..Volume3D::default()
        };
        Self::bounded(outline, lower_m, upper_m, start_us, end_us)
    }

    /// A prism over `(lat, lng)` vertices in degrees, not closed; other units as in
    /// [`circle`](Self::circle).
    pub fn polygon(
        vertices: impl IntoIterator<Item = (f64, f64)>,
        lower_m: f64,
        upper_m: f64,
        start_us: i64,
        end_us: i64,
    ) -> Self {
        let vertices = vertices.into_iter().map(|(lat, lng)| LatLngPoint::new(lat, lng)).collect();
        let outline = Volume3D { outline_polygon: Some(Polygon { vertices }), ..Volume3D::default() };
        Self::bounded(outline, lower_m, upper_m, start_us, end_us)
    }

    fn bounded(outline: Volume3D, lower_m: f64, upper_m: f64, start_us: i64, end_us: i64) -> Self {
        Self {
            volume: Volume3D {
                altitude_lower: Some(Altitude::w84_m(lower_m)),
                altitude_upper: Some(Altitude::w84_m(upper_m)),
                ..outline
            },
            time_start: Some(Time::from_micros(start_us)),
            time_end: Some(Time::from_micros(end_us)),
        }
    }
}

/// The body of a refusal, schema `ErrorResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct ErrorResponse {
    /// What went wrong, for a person.
    #[serde(deserialize_with = "null_as_default")]
    pub message: String,
}

messages!(Radius, Altitude, LatLngPoint, Polygon, Circle, Volume3D, Volume4D, ErrorResponse,);
