//! A volume of airspace: an outline with a buffer, between two heights, between two times.
//!
//! A volume is checked here once and carries what makes a verdict fast: a cap about it, and the
//! bounds of its ring. What two volumes have in common is in `verdict.rs`. Heights are those of
//! the WGS84 ellipsoid; heights above ground or sea are converted before they come here.

use std::fmt;

use s2rst::{r3::Vector, s2::Point};

use crate::{
    LatLng, Outline,
    ground::{Core, contains, reach_rad},
    ring::{Frame, Ring},
};

/// The widest buffer, in metres. Distances this long are good to a millimetre.
pub const MAX_BUFFER_M: f64 = 50_000.0;

/// The length that is nothing, in metres: shapes that reach less than this into each other touch.
///
/// It stands far above the rounding of coordinates (a few nanometres) and far below the precision
/// to honour, which is 1 cm.
pub const TOUCH_M: f64 = 1e-6;

/// What is wrong with a volume that is not wrong with its outline.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum VolumeError {
    /// A height that is not a number, or a lower one that is infinitely high, or an upper one
    /// infinitely low.
    Height {
        /// The lower height given, in metres.
        lower_m: f64,
        /// The upper height given, in metres.
        upper_m: f64,
    },
    /// The lower height is above the upper one.
    HeightsReversed {
        /// The lower height given, in metres.
        lower_m: f64,
        /// The upper height given, in metres.
        upper_m: f64,
    },
    /// The start is later than the end.
    TimesReversed {
        /// The start given, in microseconds.
        start_us: i64,
        /// The end given, in microseconds.
        end_us: i64,
    },
    /// The buffer is not a number from 0 to [`MAX_BUFFER_M`].
    Buffer {
        /// The buffer given, in metres.
        buffer_m: f64,
    },
}

impl fmt::Display for VolumeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Height { lower_m, upper_m } => {
                write!(f, "heights from {lower_m} m to {upper_m} m are not a range of numbers of metres")
            }
            Self::HeightsReversed { lower_m, upper_m } => {
                write!(f, "lower height {lower_m} m is above upper height {upper_m} m")
            }
            Self::TimesReversed { start_us, end_us } => {
                let late_s = (i128::from(start_us) - i128::from(end_us)) as f64 / 1e6;
                write!(f, "start is {late_s} s later than end")
            }
            Self::Buffer { buffer_m } => write!(f, "buffer {buffer_m} m is not between 0 and {MAX_BUFFER_M} m"),
        }
    }
}

impl std::error::Error for VolumeError {}

/// A volume of airspace in space and time, made by narrowing [`Volume::new`].
///
/// All bounds are part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Volume {
    outline: Outline,
    lower_m: f64,
    upper_m: f64,
    start_us: i64,
    end_us: i64,
    buffer_m: f64,

    // Worked out from the outline, and from the buffer.
    frame: Option<Box<Frame>>,
    center: Vector,
    radius_rad: f64,
}

impl Volume {
    /// The volume above and below an outline at all heights and times, without a buffer.
    #[must_use]
    pub fn new(outline: impl Into<Outline>) -> Self {
        let outline = outline.into();
        let frame = match &outline {
            Outline::Polygon(polygon) => Some(Box::new(Frame::new(polygon))),
            Outline::Circle(_) => None,
        };
        let volume = Self {
            lower_m: f64::NEG_INFINITY,
            upper_m: f64::INFINITY,
            start_us: i64::MIN,
            end_us: i64::MAX,
            buffer_m: 0.0,
            center: Vector::default(),
            radius_rad: 0.0,
            outline,
            frame,
        };
        volume.with_cap()
    }

    /// The same between two heights above the WGS84 ellipsoid in metres; an infinite one is no
    /// bound.
    ///
    /// # Errors
    ///
    /// [`VolumeError::Height`] or [`VolumeError::HeightsReversed`]. Equal heights are allowed; such
    /// a volume has no thickness and only ever touches.
    pub fn between_heights(self, lower_m: f64, upper_m: f64) -> Result<Self, VolumeError> {
        if lower_m.is_nan() || upper_m.is_nan() || lower_m == f64::INFINITY || upper_m == f64::NEG_INFINITY {
            return Err(VolumeError::Height { lower_m, upper_m });
        }
        if lower_m > upper_m {
            return Err(VolumeError::HeightsReversed { lower_m, upper_m });
        }
        Ok(Self { lower_m, upper_m, ..self })
    }

    /// The same between two times in microseconds since any common origin; `i64::MIN` and
    /// `i64::MAX` are no bounds.
    ///
    /// # Errors
    ///
    /// [`VolumeError::TimesReversed`]. Equal times are allowed; such a volume lasts for no time and
    /// only ever touches.
    pub fn between_times(self, start_us: i64, end_us: i64) -> Result<Self, VolumeError> {
        if start_us > end_us {
            return Err(VolumeError::TimesReversed { start_us, end_us });
        }
        Ok(Self { start_us, end_us, ..self })
    }

    /// The same with every point of the ground within a geodesic distance of the outline's area.
    ///
    /// # Errors
    ///
    /// [`VolumeError::Buffer`] unless it is from 0 to [`MAX_BUFFER_M`].
    pub fn with_buffer(self, buffer_m: f64) -> Result<Self, VolumeError> {
        if !(0.0..=MAX_BUFFER_M).contains(&buffer_m) {
            return Err(VolumeError::Buffer { buffer_m });
        }
        Ok(Self { buffer_m, ..self }.with_cap())
    }

    /// The outline, without the buffer.
    #[must_use]
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The lower height in metres above the ellipsoid; negative infinity if there is none.
    #[must_use]
    pub fn lower_m(&self) -> f64 {
        self.lower_m
    }

    /// The upper height in metres above the ellipsoid; infinity if there is none.
    #[must_use]
    pub fn upper_m(&self) -> f64 {
        self.upper_m
    }

    /// The start in microseconds; `i64::MIN` if there is none.
    #[must_use]
    pub fn start_us(&self) -> i64 {
        self.start_us
    }

    /// The end in microseconds; `i64::MAX` if there is none.
    #[must_use]
    pub fn end_us(&self) -> i64 {
        self.end_us
    }

    /// The buffer in metres.
    #[must_use]
    pub fn buffer_m(&self) -> f64 {
        self.buffer_m
    }

    /// Whether a position is within the outline and its buffer, or on their boundary.
    #[must_use]
    pub fn is_over(&self, position: LatLng) -> bool {
        contains(self, position.to_point().0)
    }

    /// Whether a position, height and time are within the volume, or on its boundary.
    #[must_use]
    pub fn contains(&self, position: LatLng, height_m: f64, time_us: i64) -> bool {
        (self.lower_m..=self.upper_m).contains(&height_m)
            && (self.start_us..=self.end_us).contains(&time_us)
            && self.is_over(position)
    }

    /// The shape without its reach.
    pub(crate) fn core(&self) -> Core<'_> {
        match (&self.outline, &self.frame) {
            (Outline::Polygon(polygon), Some(frame)) => Core::Ring(Ring::new(polygon, frame)),
            _ => Core::Point(self.center),
        }
    }

    /// How far beyond its core the volume reaches, in metres.
    pub(crate) fn reach_m(&self) -> f64 {
        match &self.outline {
            Outline::Polygon(_) => self.buffer_m,
            Outline::Circle(circle) => circle.radius_m() + self.buffer_m,
        }
    }

    /// The centre of a cap that holds the volume, and its radius in radians.
    pub(crate) fn cap(&self) -> (Vector, f64) {
        (self.center, self.radius_rad)
    }

    fn with_cap(mut self) -> Self {
        let reach_rad = reach_rad(self.reach_m());
        (self.center, self.radius_rad) = match (&self.outline, &self.frame) {
            (Outline::Circle(circle), _) => {
                let Point(center) = circle.center().to_point();
                (center, reach_rad)
            }
            (Outline::Polygon(_), Some(frame)) => (frame.center, frame.radius_rad + reach_rad),
            (Outline::Polygon(_), None) => (Vector::default(), f64::INFINITY),
        };
        self
    }
}

#[cfg(test)]
#[path = "volume_tests.rs"]
mod tests;
