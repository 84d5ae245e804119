//! Shapes, heights and times of both interfaces. They are those of F3548, but heights may also be above the ground, above
//! the sea, above the place of take-off and in feet.

use tansiq_desk::convert;
use tansiq_formats::plans::TimedVolume;
use tansiq_geo::{LatLng, Outline, Volume};
use tansiq_heights::{Area, Converter, Height, Reference, Unit};
use tansiq_wire::f3548::{self, ALTITUDE_RANGE_M, REFERENCE_W84, Time, UNITS_M};
use tansiq_wire::flight_planning::{Altitude, REFERENCE_SFC, REFERENCE_TAKEOFF, Volume4D};
use tansiq_wire::geospatial_map::UNITS_FT;

/// Why an extent cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It is not right: the field, and what is wrong with it.
    Wrong(String),
    /// It may be right, and is nothing that is done here.
    NotSupported(String),
}

impl Unfit {
    /// What it is, for a person.
    pub(super) fn text(&self) -> &str {
        match self {
            Unfit::Wrong(text) | Unfit::NotSupported(text) => text,
        }
    }
}

/// One volume of a message, with heights as they were given. What is absent is unbounded.
#[derive(Clone, Debug)]
pub(super) struct Extent {
    pub(super) outline: Outline,
    pub(super) lower: Option<Height>,
    pub(super) upper: Option<Height>,
    pub(super) start_us: Option<i64>,
    pub(super) end_us: Option<i64>,
}

/// One volume of a message.
///
/// # Errors
/// What is wrong, beginning with its path under `path`.
pub(super) fn read(volume: &Volume4D, path: &str) -> Result<Extent, Unfit> {
    let inner = &volume.volume;
    let time = |time: &Option<Time>, field: &str| {
        time.as_ref().map(Time::to_micros).transpose().map_err(|error| Unfit::Wrong(format!("{path}.{field}: {error}")))
    };
    let (start_us, end_us) = (time(&volume.time_start, "time_start")?, time(&volume.time_end, "time_end")?);
    if let (Some(start_us), Some(end_us)) = (start_us, end_us)
        && start_us > end_us
    {
        return Err(Unfit::Wrong(format!("{path}.time_end: is before time_start")));
    }
    let bound = |altitude: &Option<Altitude>, field: &str| {
        altitude.as_ref().map(|altitude| height(altitude, &format!("{path}.volume.{field}"))).transpose()
    };
    Ok(Extent {
        outline: convert::outline(inner, &format!("{path}.volume")).map_err(Unfit::Wrong)?,
        lower: bound(&inner.altitude_lower, "altitude_lower")?,
        upper: bound(&inner.altitude_upper, "altitude_upper")?,
        start_us,
        end_us,
    })
}

/// A position on the ground.
///
/// # Errors
/// What is wrong, beginning with the path.
pub(super) fn position(point: &f3548::LatLngPoint, path: &str) -> Result<LatLng, Unfit> {
    LatLng::new(point.lat, point.lng).map_err(|error| Unfit::Wrong(format!("{path}: {error}")))
}

/// A height above whatever it is given above.
///
/// # Errors
/// What is wrong, beginning with the path. Heights above the place of take-off are not supported: no message of these
/// interfaces says where that is.
pub(super) fn height(altitude: &Altitude, path: &str) -> Result<Height, Unfit> {
    let reference = match altitude.reference.as_str() {
        REFERENCE_W84 | "WGS84" => Reference::Ellipsoid,
        REFERENCE_SFC | "AGL" => Reference::Ground,
        "AMSL" | "MSL" | "EGM96" => Reference::MeanSea,
        REFERENCE_TAKEOFF => {
            let text = "heights above the place of take-off are not supported: it is not known; W84, SFC and AMSL are";
            return Err(Unfit::NotSupported(format!("{path}.reference: {text}")));
        }
        other => {
            let other: String = other.chars().take(20).collect();
            return Err(Unfit::Wrong(format!("{path}.reference: must be W84, SFC or AMSL, not {other:?}")));
        }
    };
    let unit = match altitude.units.as_str() {
        UNITS_M => Unit::Metre,
        UNITS_FT => Unit::Foot,
        _ => return Err(Unfit::Wrong(format!("{path}.units: must be M or FT"))),
    };
    if !ALTITUDE_RANGE_M.contains(&altitude.value) {
        let (lowest, highest) = (ALTITUDE_RANGE_M.start(), ALTITUDE_RANGE_M.end());
        return Err(Unfit::Wrong(format!("{path}.value: {} is not within {lowest} to {highest}", altitude.value)));
    }
    Ok(Height::new(altitude.value, unit, reference))
}

impl Extent {
    /// As a volume of a plan, which needs all bounds.
    ///
    /// # Errors
    /// Which bound is missing, with its path.
    pub(super) fn planned(self, path: &str) -> Result<TimedVolume, Unfit> {
        let missing = |field: &str| Unfit::Wrong(format!("{path}.{field}: is missing"));
        Ok(TimedVolume {
            lower: self.lower.ok_or_else(|| missing("volume.altitude_lower"))?,
            upper: self.upper.ok_or_else(|| missing("volume.altitude_upper"))?,
            start_us: self.start_us.ok_or_else(|| missing("time_start"))?,
            end_us: self.end_us.ok_or_else(|| missing("time_end"))?,
            outline: self.outline,
            buffer_m: 0.0,
        })
    }

    /// The volume that surely holds it, heights above the ellipsoid.
    ///
    /// # Errors
    /// What is wrong with its heights, beginning with the path.
    pub(super) fn outer(self, heights: &Converter, path: &str) -> Result<Volume, Unfit> {
        let wrong = |error: String| Unfit::Wrong(format!("{path}: {error}"));
        let range =
            heights.range(self.lower, self.upper, &Area::from(&self.outline)).map_err(|error| wrong(error.to_string()))?;
        Volume::new(self.outline)
            .between_heights(range.outer_lower_m, range.outer_upper_m)
            .and_then(|volume| volume.between_times(self.start_us.unwrap_or(i64::MIN), self.end_us.unwrap_or(i64::MAX)))
            .map_err(|error| wrong(error.to_string()))
    }
}

#[cfg(test)]
#[path = "extents_tests.rs"]
mod tests;
