//! Volumes in messages: F3548's shape, with heights that may also be above the sea, above ground and flight levels, in feet
//! too, and with a buffer. A volume of the standard is one of these as it stands.

use crate::http::error::Error;
use serde::{Deserialize, Serialize};
use tansiq_core::Timestamp;
use tansiq_core::desk::{Certain, Volumes};
use tansiq_desk::Desk;
use tansiq_formats::plans::TimedVolume;
use tansiq_geo::{Circle, LatLng, Outline, Polygon, Volume};
use tansiq_heights::{Height, Reference, Unit};
use tansiq_wire::f3548::ALTITUDE_RANGE_M;
use utoipa::ToSchema;

/// Feet in the unit of flight levels.
const FEET_PER_LEVEL: f64 = 100.0;

/// A volume in space, height and time.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VolumeView {
    /// Where and how high.
    pub(crate) volume: ShapeView,
    /// When it begins: RFC 3339, or the standard's object with `value` and `format`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(crate) time_start: Option<TimeView>,
    /// When it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(crate) time_end: Option<TimeView>,
    /// Metres by which the outline reaches further, 0 to 50,000. Only in requests: in answers it is part of the outline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) buffer_m: Option<f64>,
    /// How surely the heights are known: `exact`, `within` (the real ones hold `certain_lower_m` to `certain_upper_m`) or
    /// `nowhere`. Only in answers; ignored in requests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) certainty: Option<String>,
    /// From this height, metres above the ellipsoid, the volume is surely meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) certain_lower_m: Option<f64>,
    /// To this height.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) certain_upper_m: Option<f64>,
}

/// Where and how high; exactly one outline.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShapeView {
    /// A circle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) outline_circle: Option<CircleView>,
    /// A polygon whose edges are shortest paths, 3 to 10,000 vertices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) outline_polygon: Option<PolygonView>,
    /// The lower height; absent if unbounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) altitude_lower: Option<AltitudeView>,
    /// The upper height; absent if unbounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) altitude_upper: Option<AltitudeView>,
}

/// A circle.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CircleView {
    /// Its centre.
    pub(crate) center: PointView,
    /// Its radius.
    pub(crate) radius: RadiusView,
}

/// A radius.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RadiusView {
    /// Metres, above 0.
    pub(crate) value: f64,
    /// `M`.
    #[serde(default = "metres")]
    pub(crate) units: String,
}

/// A polygon.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PolygonView {
    /// Its vertices, in either direction, the first one not repeated.
    pub(crate) vertices: Vec<PointView>,
}

/// A position on the ground.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PointView {
    /// Degrees north, −90 to 90.
    pub(crate) lat: f64,
    /// Degrees east, −180 to 180.
    pub(crate) lng: f64,
}

/// A height.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AltitudeView {
    /// How high, −8,000 to 100,000.
    pub(crate) value: f64,
    /// Above what: `W84` (the ellipsoid), `AMSL` (the sea), `AGL` or `SFC` (the ground), `FL` (a flight level: the value is in
    /// hundreds of feet).
    #[serde(default = "ellipsoid")]
    pub(crate) reference: String,
    /// `M` or `FT`; without meaning for `FL`.
    #[serde(default = "metres")]
    pub(crate) units: String,
}

fn metres() -> String {
    "M".to_owned()
}

fn ellipsoid() -> String {
    "W84".to_owned()
}

/// A time, as a text or as the standard has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "must be a text such as 2027-03-01T09:00:00Z, or an object with such a value")]
pub(crate) enum TimeView {
    /// RFC 3339.
    Text(String),
    /// The standard's object.
    Standard(tansiq_wire::f3548::Time),
}

/// Answers write every time as text, also what came as the standard's object.
impl Serialize for TimeView {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            TimeView::Text(text) => serializer.serialize_str(text),
            TimeView::Standard(time) => serializer.serialize_str(&time.value),
        }
    }
}

impl TimeView {
    fn micros(&self, path: &str) -> Result<i64, Error> {
        let read = match self {
            TimeView::Text(text) => tansiq_wire::f3548::Time { value: text.clone(), format: "RFC3339".to_owned() }.to_micros(),
            TimeView::Standard(time) => time.to_micros(),
        };
        read.map_err(|error| Error::Invalid(format!("{path}: {error}")))
    }
}

/// An instant as answers write it.
pub(crate) fn time(at: Timestamp) -> String {
    tansiq_wire::f3548::Time::from_micros(at.0).value
}

/// An instant in a request.
pub(crate) fn instant(text: &str, path: &str) -> Result<Timestamp, Error> {
    TimeView::Text(text.to_owned()).micros(path).map(Timestamp)
}

/// The volumes of a plan with heights above the ellipsoid, and how those came about.
pub(crate) fn read(desk: &Desk, volumes: &[VolumeView], path: &str) -> Result<(Volumes, Vec<String>), Error> {
    let most = tansiq_core::desk::bounds::MAX_VOLUMES;
    if volumes.len() > most {
        return Err(Error::Invalid(format!("{path}: {} volumes, at most {most} are allowed", volumes.len())));
    }
    if volumes.is_empty() {
        return Ok((Volumes::default(), Vec::new()));
    }
    let timed = volumes.iter().enumerate().map(|(index, volume)| timed(volume, &format!("{path}[{index}]")));
    let timed = timed.collect::<Result<Vec<_>, _>>()?;
    let renamed = |text: String| Error::Invalid(text.replacen("volumes", path, 1));
    tansiq_desk::volumes::plan(&timed, desk.heights()).map_err(renamed)
}

fn timed(view: &VolumeView, path: &str) -> Result<TimedVolume, Error> {
    let missing = |field: &str| Error::Invalid(format!("{path}.{field}: is missing"));
    let shape = &view.volume;
    let lower = shape.altitude_lower.as_ref().ok_or_else(|| missing("volume.altitude_lower"))?;
    let upper = shape.altitude_upper.as_ref().ok_or_else(|| missing("volume.altitude_upper"))?;
    let start = view.time_start.as_ref().ok_or_else(|| missing("time_start"))?.micros(&format!("{path}.time_start"))?;
    let end = view.time_end.as_ref().ok_or_else(|| missing("time_end"))?.micros(&format!("{path}.time_end"))?;
    if start >= end {
        return Err(Error::Invalid(format!("{path}.time_end: must be after time_start")));
    }
    let buffer_m = view.buffer_m.unwrap_or(0.0);
    if !(0.0..=tansiq_geo::MAX_BUFFER_M).contains(&buffer_m) {
        return Err(Error::Invalid(format!("{path}.buffer_m: must be 0 to {} m", tansiq_geo::MAX_BUFFER_M)));
    }
    Ok(TimedVolume {
        outline: outline(shape, &format!("{path}.volume"))?,
        buffer_m,
        lower: height(lower, &format!("{path}.volume.altitude_lower"))?,
        upper: height(upper, &format!("{path}.volume.altitude_upper"))?,
        start_us: start,
        end_us: end,
    })
}

fn outline(shape: &ShapeView, path: &str) -> Result<Outline, Error> {
    let wrong = |field: &str, error: tansiq_geo::ShapeError| Error::Invalid(format!("{path}.{field}: {error}"));
    match (&shape.outline_circle, &shape.outline_polygon) {
        (Some(circle), None) => {
            if circle.radius.units != "M" {
                return Err(Error::Invalid(format!("{path}.outline_circle.radius.units: must be M")));
            }
            let center = LatLng::new(circle.center.lat, circle.center.lng);
            let center = center.map_err(|error| wrong("outline_circle.center", error))?;
            let made = Circle::new(center, circle.radius.value);
            made.map(Outline::from).map_err(|error| wrong("outline_circle.radius", error))
        }
        (None, Some(polygon)) => {
            let vertex = |(index, at): (usize, &PointView)| {
                LatLng::new(at.lat, at.lng).map_err(|error| wrong(&format!("outline_polygon.vertices[{index}]"), error))
            };
            let vertices = polygon.vertices.iter().enumerate().map(vertex).collect::<Result<Vec<_>, _>>()?;
            Polygon::new(vertices).map(Outline::from).map_err(|error| wrong("outline_polygon", error))
        }
        (None, None) => Err(Error::Invalid(format!("{path}: an outline is needed: outline_circle or outline_polygon"))),
        (Some(_), Some(_)) => Err(Error::Invalid(format!("{path}: only one of outline_circle and outline_polygon may be given"))),
    }
}

/// A height in a request, above whatever it says.
pub(crate) fn height(altitude: &AltitudeView, path: &str) -> Result<Height, Error> {
    if !ALTITUDE_RANGE_M.contains(&altitude.value) {
        let (least, most) = (ALTITUDE_RANGE_M.start(), ALTITUDE_RANGE_M.end());
        return Err(Error::Invalid(format!("{path}.value: must be {least} to {most}")));
    }
    let unit = match altitude.units.as_str() {
        "M" => Unit::Metre,
        "FT" => Unit::Foot,
        _ => return Err(Error::Invalid(format!("{path}.units: must be M or FT"))),
    };
    match altitude.reference.as_str() {
        "W84" => Ok(Height::new(altitude.value, unit, Reference::Ellipsoid)),
        "AMSL" => Ok(Height::new(altitude.value, unit, Reference::MeanSea)),
        "AGL" | "SFC" => Ok(Height::new(altitude.value, unit, Reference::Ground)),
        "FL" => Ok(Height::new(altitude.value * FEET_PER_LEVEL, Unit::Foot, Reference::Pressure)),
        _ => Err(Error::Invalid(format!("{path}.reference: must be W84, AMSL, AGL, SFC or FL"))),
    }
}

fn altitude(height: Height) -> AltitudeView {
    let (value, reference) = match height.reference {
        Reference::Ellipsoid => (height.m, "W84"),
        Reference::MeanSea => (height.m, "AMSL"),
        Reference::Ground => (height.m, "AGL"),
        Reference::Pressure => (height.m / tansiq_heights::FOOT_M / FEET_PER_LEVEL, "FL"),
    };
    AltitudeView { value, reference: reference.to_owned(), units: metres() }
}

impl ShapeView {
    /// An outline alone.
    pub(crate) fn of(outline: &Outline) -> ShapeView {
        let point = |at: LatLng| PointView { lat: at.lat_deg(), lng: at.lng_deg() };
        match outline {
            Outline::Circle(circle) => {
                let radius = RadiusView { value: circle.radius_m(), units: metres() };
                let circle = CircleView { center: point(circle.center()), radius };
                ShapeView { outline_circle: Some(circle), ..ShapeView::default() }
            }
            Outline::Polygon(polygon) => {
                let vertices = polygon.vertices().iter().map(|at| point(*at)).collect();
                ShapeView { outline_polygon: Some(PolygonView { vertices }), ..ShapeView::default() }
            }
        }
    }
}

impl VolumeView {
    /// A volume of the ledger. What is unbounded is absent.
    pub(crate) fn of(volume: &Volume, certain: Certain) -> VolumeView {
        let bound = |m: f64| m.is_finite().then(|| altitude(Height { m, reference: Reference::Ellipsoid }));
        let bounded = |at: i64| (at != i64::MIN && at != i64::MAX).then(|| TimeView::Text(time(Timestamp(at))));
        let (certainty, range) = match certain {
            Certain::Exact => ("exact", None),
            Certain::Within(heights) => ("within", Some(heights)),
            Certain::Nowhere => ("nowhere", None),
        };
        VolumeView {
            volume: ShapeView {
                altitude_lower: bound(volume.lower_m()),
                altitude_upper: bound(volume.upper_m()),
                ..ShapeView::of(volume.outline())
            },
            time_start: bounded(volume.start_us()),
            time_end: bounded(volume.end_us()),
            buffer_m: None,
            certainty: Some(certainty.to_owned()),
            certain_lower_m: range.map(|heights| heights.lower).filter(|m| m.is_finite()),
            certain_upper_m: range.map(|heights| heights.upper).filter(|m| m.is_finite()),
        }
    }

    /// A volume of a file, ready to be sent.
    pub(crate) fn of_file(volume: &TimedVolume) -> VolumeView {
        VolumeView {
            volume: ShapeView {
                altitude_lower: Some(altitude(volume.lower)),
                altitude_upper: Some(altitude(volume.upper)),
                ..ShapeView::of(&volume.outline)
            },
            time_start: Some(TimeView::Text(time(Timestamp(volume.start_us)))),
            time_end: Some(TimeView::Text(time(Timestamp(volume.end_us)))),
            buffer_m: (volume.buffer_m > 0.0).then_some(volume.buffer_m),
            certainty: None,
            certain_lower_m: None,
            certain_upper_m: None,
        }
    }

    /// All volumes of the ledger.
    pub(crate) fn all(volumes: &Volumes) -> Vec<VolumeView> {
        volumes.iter().map(|(volume, certain)| VolumeView::of(volume, certain)).collect()
    }
}

#[cfg(test)]
#[path = "volumes_tests.rs"]
mod tests;
