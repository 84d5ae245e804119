//! Where and when something is: a set of cells, a range of heights, a range of time.
//!
//! All ranges are closed, as the standard's search is: what merely touches, meets.

use crate::Timestamp;
use serde::{Deserialize, Serialize};
use tansiq_geo::Cells;

/// A closed range of time; either end may be unbounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First instant.
    #[serde(rename = "start_us", with = "open_start")]
    pub start: Timestamp,
    /// Last instant, not before `start`.
    #[serde(rename = "end_us", with = "open_end")]
    pub end: Timestamp,
}

impl Span {
    /// All of time.
    pub const ALWAYS: Span = Span { start: Timestamp::UNBOUNDED_PAST, end: Timestamp::UNBOUNDED_FUTURE };

    /// Whether the two share an instant.
    pub fn overlaps(&self, other: &Span) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// The smallest span that holds both.
    pub fn union(&self, other: &Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A closed range of heights in metres above the WGS84 ellipsoid; an absent bound is infinite.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heights {
    /// Lowest height, metres.
    #[serde(rename = "lower_m", with = "open_lower")]
    pub lower: f64,
    /// Highest height, metres, not below `lower`.
    #[serde(rename = "upper_m", with = "open_upper")]
    pub upper: f64,
}

impl Heights {
    /// Every height.
    pub const ALL: Heights = Heights { lower: f64::NEG_INFINITY, upper: f64::INFINITY };

    /// Whether the two share a height.
    pub fn overlaps(&self, other: &Heights) -> bool {
        self.lower <= other.upper && other.lower <= self.upper
    }

    /// Whether every height of `other` is in this range.
    pub fn contains(&self, other: &Heights) -> bool {
        self.lower <= other.lower && other.upper <= self.upper
    }

    /// The smallest range that holds both.
    pub fn union(&self, other: &Heights) -> Heights {
        Heights { lower: self.lower.min(other.lower), upper: self.upper.max(other.upper) }
    }
}

/// The bounds of an entity in space, height and time: all that the airspace ledger knows of its geometry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extent {
    /// When.
    pub span: Span,
    /// How high.
    pub heights: Heights,
    /// Over which S2 cells of level 13.
    pub cells: Cells,
}

impl Extent {
    /// Whether the two meet: a common cell, a common height and a common instant.
    pub fn overlaps(&self, other: &Extent) -> bool {
        self.span.overlaps(&other.span) && self.heights.overlaps(&other.heights) && self.cells.intersects(&other.cells)
    }

    /// The smallest extent of this form that holds both.
    pub fn union(&self, other: &Extent) -> Extent {
        Extent {
            span: self.span.union(&other.span),
            heights: self.heights.union(&other.heights),
            cells: if self.cells == other.cells { self.cells.clone() } else { self.cells.union(&other.cells) },
        }
    }
}

/// Writes an infinite bound as `null`, which JSON can carry, in place of a number that it cannot.
macro_rules! open_bound {
    ($module:ident, $type:ty, $open:expr) => {
        mod $module {
            use serde::{Deserialize, Deserializer, Serialize, Serializer};
            pub fn serialize<S: Serializer>(value: &$type, serializer: S) -> Result<S::Ok, S::Error> {
                (*value != $open).then_some(value).serialize(serializer)
            }
            pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
                Ok(Option::<$type>::deserialize(deserializer)?.unwrap_or($open))
            }
        }
    };
}
open_bound!(open_start, crate::Timestamp, crate::Timestamp::UNBOUNDED_PAST);
open_bound!(open_end, crate::Timestamp, crate::Timestamp::UNBOUNDED_FUTURE);
open_bound!(open_lower, f64, f64::NEG_INFINITY);
open_bound!(open_upper, f64, f64::INFINITY);

#[cfg(test)]
#[path = "extent_tests.rs"]
mod tests;
