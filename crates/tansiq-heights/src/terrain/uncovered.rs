//! The parts of an area that no raster has covered yet: rectangles, from which rectangles are cut away.

use crate::{Area, area::Rectangle};

/// The most parts that are kept. A folder of tiles beside each other never comes near; reaching it means "not covered".
const MAX_PARTS: usize = 4096;

/// What is narrower than this, in degrees (0.1 mm), is rounding.
const SLIVER_DEG: f64 = 1e-9;

pub(super) struct Uncovered {
    parts: Vec<Rectangle>,
}

impl Uncovered {
    pub(super) fn new(area: &Area) -> Self {
        Self { parts: area.rectangles().collect() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// None when there would be too many parts.
    pub(super) fn take_out(&mut self, covered: &Rectangle) -> Option<()> {
        let mut left = Vec::new();
        for part in &self.parts {
            cut(part, covered, &mut left);
        }
        self.parts = left;
        (self.parts.len() <= MAX_PARTS).then_some(())
    }
}

/// What is left of a part: up to a strip in the south, one in the north, and one on either side between them.
fn cut(part: &Rectangle, hole: &Rectangle, left: &mut Vec<Rectangle>) {
    let (south_deg, north_deg) = (hole.south_deg - SLIVER_DEG, hole.north_deg + SLIVER_DEG);
    let (west_deg, east_deg) = (hole.west_deg - SLIVER_DEG, hole.east_deg + SLIVER_DEG);
    if part.north_deg < south_deg || part.south_deg > north_deg || part.east_deg < west_deg || part.west_deg > east_deg {
        left.push(*part);
        return;
    }
    if part.south_deg < south_deg {
        left.push(Rectangle { north_deg: south_deg, ..*part });
    }
    if part.north_deg > north_deg {
        left.push(Rectangle { south_deg: north_deg, ..*part });
    }
    let middle = Rectangle { south_deg: part.south_deg.max(south_deg), north_deg: part.north_deg.min(north_deg), ..*part };
    if part.west_deg < west_deg {
        left.push(Rectangle { east_deg: west_deg, ..middle });
    }
    if part.east_deg > east_deg {
        left.push(Rectangle { west_deg: east_deg, ..middle });
    }
}
