//! The exact verdict: whether two volumes overlap in space and time, and by how much.
//!
//! Bounds that are merely shared do not make a conflict: neighbours, layers and successive slots
//! touch. What may overlap whom (priorities, permissions) is not decided here. Whole operations
//! are held against each other in `plan.rs`.

use s2rst::s2;

use crate::{
    LatLng, TOUCH_M, Volume,
    ground::{Contact, contact},
};

/// How two volumes lie to each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// They are apart in this dimension at least. Time is looked at first, then height.
    Apart(Dimension),
    /// They share a part of their boundary, or come within [`TOUCH_M`], and nothing more.
    Touching,
    /// They overlap: a conflict.
    Overlap(Overlap),
}

/// In what two volumes can be apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// One has ended before the other starts.
    Time,
    /// One is above the other.
    Height,
    /// They are beside each other on the ground.
    Ground,
}

/// By how much two volumes overlap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overlap {
    /// How deep the overlap is on the ground, in metres.
    ///
    /// While the bare shapes (polygons, centres of circles) lie beside each other it is by how
    /// much their geodesic distance falls short of the radii and buffers together: the lens of two
    /// circles is this wide. Once the bare shapes overlap, it is the radii and buffers together
    /// plus how far one shape reaches into the other: the greatest distance to the other's outline
    /// that a vertex inside the other, or the middle of a stretch of edge inside the other, has.
    /// For a corner or a straight side that reaches over a straight side, that is exactly how far
    /// one must move back; it is never more than that, and can be less where outlines of several
    /// corners wind into each other.
    pub horizontal_m: f64,
    /// The heights they have in common, in metres; infinite if neither is bounded.
    pub vertical_m: f64,
    /// The time they have in common, in seconds; infinite if it has no start or no end.
    pub seconds: f64,
    /// A position inside both.
    pub position: LatLng,
}

impl Verdict {
    /// Whether the volumes conflict.
    #[must_use]
    pub fn is_overlap(&self) -> bool {
        matches!(self, Self::Overlap(_))
    }
}

/// The verdict on two volumes, the same in either order.
#[must_use]
pub fn overlap(a: &Volume, b: &Volume) -> Verdict {
    let common = Common::of(a, b);
    if let Some(dimension) = common.apart() {
        return Verdict::Apart(dimension);
    }
    match contact(a, b) {
        Contact::Apart => Verdict::Apart(Dimension::Ground),
        Contact::Overlap(ground) if !common.is_touch() => {
            let (horizontal_m, at) = ground.measure();
            Verdict::Overlap(Overlap {
                horizontal_m,
                vertical_m: common.height_m,
                seconds: common.seconds(),
                position: LatLng::of_point(s2::Point(at)),
            })
        }
        Contact::Touching | Contact::Overlap(_) => Verdict::Touching,
    }
}

/// Whether two volumes conflict: [`overlap`] without saying by how much, which takes less time.
#[must_use]
pub fn overlaps(a: &Volume, b: &Volume) -> bool {
    let common = Common::of(a, b);
    common.apart().is_none() && !common.is_touch() && matches!(contact(a, b), Contact::Overlap(_))
}

/// What two volumes have in common in height and time.
struct Common {
    /// Metres; negative if there is a gap.
    height_m: f64,
    start_us: i64,
    end_us: i64,
}

impl Common {
    fn of(a: &Volume, b: &Volume) -> Self {
        Self {
            height_m: a.upper_m().min(b.upper_m()) - a.lower_m().max(b.lower_m()),
            start_us: a.start_us().max(b.start_us()),
            end_us: a.end_us().min(b.end_us()),
        }
    }

    fn apart(&self) -> Option<Dimension> {
        if self.start_us > self.end_us {
            Some(Dimension::Time)
        } else if self.height_m < -TOUCH_M {
            Some(Dimension::Height)
        } else {
            None
        }
    }

    /// Whether the ranges have no more than a point in common, given that they are not apart.
    fn is_touch(&self) -> bool {
        self.start_us == self.end_us || self.height_m <= TOUCH_M
    }

    fn seconds(&self) -> f64 {
        if self.start_us == i64::MIN || self.end_us == i64::MAX {
            f64::INFINITY
        } else {
            (i128::from(self.end_us) - i128::from(self.start_us)) as f64 / 1e6
        }
    }
}

#[cfg(test)]
#[path = "verdict_tests.rs"]
mod tests;
