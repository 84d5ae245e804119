//! Boxes at the equator whose overlap is plain arithmetic, so that verdicts have an oracle without geometry.
//!
//! Sides lie on a grid of 0.01°, 10 m and 10 minutes. Meridians are great circles, so neighbours to the east and west touch.
//! Parallels are not, by some micrometres here, so every box ends 11 m short of its neighbour to the north.

use crate::world::START;
use tansiq_core::desk::Volumes;
use tansiq_core::{Span, Timestamp};
use tansiq_geo::{LatLng, Polygon, Volume};

/// A box: from and to, on the grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cube {
    pub x: (i32, i32),
    pub y: (i32, i32),
    pub z: (i32, i32),
    pub t: (i64, i64),
}

pub fn moment(t: i64) -> Timestamp {
    Timestamp(START.0 + t * 600_000_000)
}

pub fn span(t: (i64, i64)) -> Span {
    Span { start: moment(t.0), end: moment(t.1) }
}

impl Cube {
    /// One kilometre, 10 m and 10 minutes, at these places of the grid.
    pub fn at(x: i32, y: i32, z: i32, t: i64) -> Cube {
        Cube { x: (x, x + 1), y: (y, y + 1), z: (z, z + 1), t: (t, t + 1) }
    }

    pub fn overlaps(&self, other: &Cube) -> bool {
        let common = |a: (i64, i64), b: (i64, i64)| a.0.max(b.0) < a.1.min(b.1);
        let wide = |a: (i32, i32)| (i64::from(a.0), i64::from(a.1));
        common(wide(self.x), wide(other.x))
            && common(wide(self.y), wide(other.y))
            && common(wide(self.z), wide(other.z))
            && common(self.t, other.t)
    }

    /// At all times.
    pub fn layer(&self) -> Volume {
        let corner = |x: i32, y: f64| LatLng::new(y / 100.0, f64::from(x) / 100.0).unwrap();
        let ((west, east), (south, north)) = (self.x, (f64::from(self.y.0), f64::from(self.y.1) - 0.01));
        let outline = vec![corner(west, south), corner(east, south), corner(east, north), corner(west, north)];
        let volume = Volume::new(Polygon::new(outline).unwrap());
        volume.between_heights(f64::from(self.z.0) * 10.0, f64::from(self.z.1) * 10.0).unwrap()
    }

    pub fn volume(&self) -> Volume {
        self.layer().between_times(moment(self.t.0).0, moment(self.t.1).0).unwrap()
    }
}

pub fn volumes(cubes: &[Cube]) -> Volumes {
    Volumes::exact(cubes.iter().map(Cube::volume).collect())
}

pub fn layers(cubes: &[Cube]) -> Volumes {
    Volumes::exact(cubes.iter().map(Cube::layer).collect())
}
