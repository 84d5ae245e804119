//! What holds a volume, or several of them: a ball, and ranges of height and time.
//!
//! Volumes whose bounds do not meet do not overlap, and most pairs fail here. Nothing is decided
//! in the other case; see `verdict.rs`.

use s2rst::r3::Vector;

use crate::Volume;

/// A ball in space about the caps of some volumes, and what holds their heights and times.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// In the unit sphere, and not on it unless it is that of one volume.
    center: Vector,
    /// The length of a chord.
    radius: f64,
    lower_m: f64,
    upper_m: f64,
    start_us: i64,
    end_us: i64,
}

impl Bounds {
    /// The bounds of one volume.
    pub(crate) fn of(volume: &Volume) -> Self {
        // A chord is never longer than its arc.
        let (center, radius) = volume.cap();
        Self {
            center,
            radius,
            lower_m: volume.lower_m(),
            upper_m: volume.upper_m(),
            start_us: volume.start_us(),
            end_us: volume.end_us(),
        }
    }

    /// The bounds of several; nothing if there are none.
    pub(crate) fn around<'a>(all: impl Iterator<Item = &'a Self> + Clone) -> Option<Self> {
        let mut rest = all.clone();
        let mut bounds = *rest.next()?;
        let (mut low, mut high) = (bounds.center, bounds.center);
        for other in rest {
            (low, high) = (Vector::min(low, other.center), Vector::max(high, other.center));
            bounds.lower_m = bounds.lower_m.min(other.lower_m);
            bounds.upper_m = bounds.upper_m.max(other.upper_m);
            bounds.start_us = bounds.start_us.min(other.start_us);
            bounds.end_us = bounds.end_us.max(other.end_us);
        }
        bounds.center = (low + high) * 0.5;
        let farthest = |other: &Self| (other.center - bounds.center).norm() + other.radius;
        bounds.radius = all.map(farthest).fold(0.0, f64::max);
        Some(bounds)
    }

    /// The centre of the ball.
    pub(crate) fn center(&self) -> Vector {
        self.center
    }

    /// Whether the balls meet.
    pub(crate) fn are_near(&self, other: &Self) -> bool {
        let reach = self.radius + other.radius;
        (other.center - self.center).norm2() <= reach * reach
    }

    /// Whether there is a height in both.
    pub(crate) fn share_a_height(&self, other: &Self) -> bool {
        self.lower_m <= other.upper_m && other.lower_m <= self.upper_m
    }

    /// Whether there is a moment in both.
    pub(crate) fn share_a_time(&self, other: &Self) -> bool {
        self.start_us <= other.end_us && other.start_us <= self.end_us
    }
}
