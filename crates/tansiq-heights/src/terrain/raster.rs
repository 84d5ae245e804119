//! One raster: a grid of samples, equally far apart in degrees, rows from the north.
//!
//! Every sample stands for the point in its middle; between four of them the ground is bilinear. A raster covers half a step
//! beyond its outermost samples, so that rasters of areas side by side leave no gap.

use std::fmt;

use super::{HIGHEST_GROUND_M, LOWEST_GROUND_M, blocks::Blocks};
use crate::area::{Rectangle, wrap_deg};

/// The smallest step between samples in degrees, about 1 cm.
const MIN_STEP_DEG: f64 = 1e-7;

/// How far samples may be beyond a pole or beyond one turn, in degrees, for rounding.
const ROUNDING_DEG: f64 = 1e-6;

/// Steps beyond the outermost sample that a raster covers; a little more than half, for rounding.
const REACH_STEPS: f64 = 0.5 + 1e-6;

/// Heights in metres of the raster's datum.
pub(super) enum Samples {
    /// Whole metres; `i16::MIN` is a hole.
    Whole(Vec<i16>),
    /// NaN is a hole.
    Real(Vec<f32>),
}

impl Samples {
    /// None is a hole.
    pub(super) fn get(&self, at: usize) -> Option<f32> {
        match self {
            Self::Whole(samples) => Some(samples[at]).filter(|m| *m != i16::MIN).map(f32::from),
            Self::Real(samples) => Some(samples[at]).filter(|m| !m.is_nan()),
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Whole(samples) => samples.len(),
            Self::Real(samples) => samples.len(),
        }
    }
}

/// The extremes of some samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Extremes {
    /// From lowest to highest.
    Between(f32, f32),
    /// One at least is a hole.
    Hole,
}

impl Extremes {
    pub(super) const NONE: Self = Self::Between(f32::INFINITY, f32::NEG_INFINITY);

    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Between(a, b), Self::Between(c, d)) => Self::Between(a.min(c), b.max(d)),
            _ => Self::Hole,
        }
    }
}

/// Where the samples of a raster are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Grid {
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Latitude of the first row's samples.
    pub(super) north_deg: f64,
    /// Longitude of the first column's samples.
    pub(super) west_deg: f64,
    pub(super) step_lat_deg: f64,
    pub(super) step_lng_deg: f64,
}

pub(super) struct Raster {
    grid: Grid,
    samples: Samples,
    blocks: Blocks,
}

/// Why samples make no raster; the caller knows the file.
#[derive(Debug, PartialEq)]
pub(super) enum Refused {
    Grid(String),
    NoGround { row: usize, column: usize, m: f64 },
}

impl Grid {
    /// A grid that lies on the Earth, its west between -180 and 180.
    pub(super) fn checked(self) -> Result<Self, String> {
        let Self { rows, columns, north_deg, west_deg, step_lat_deg, step_lng_deg } = self;
        if rows < 2 || columns < 2 {
            return Err(format!("{rows} rows and {columns} columns of samples, at least 2 of each are needed"));
        }
        let steps_deg = MIN_STEP_DEG..=90.0;
        if !steps_deg.contains(&step_lat_deg) || !steps_deg.contains(&step_lng_deg) {
            return Err(format!("steps of {step_lat_deg} and {step_lng_deg} degrees are not between {MIN_STEP_DEG} and 90"));
        }
        let south_deg = north_deg - (rows - 1) as f64 * step_lat_deg;
        let reach_deg = 90.0 + ROUNDING_DEG;
        if !(south_deg >= -reach_deg && north_deg <= reach_deg) {
            return Err(format!("latitudes from {south_deg} to {north_deg} are not between -90 and 90 degrees"));
        }
        let width_deg = (columns - 1) as f64 * step_lng_deg;
        if !(west_deg.abs() <= 360.0 && width_deg <= 360.0 + ROUNDING_DEG) {
            return Err(format!("{width_deg} degrees eastwards from {west_deg} are more than once round, or start beyond ±360"));
        }
        Ok(Self { west_deg: wrap_deg(west_deg), ..self })
    }
}

/// Without the samples: there may be millions.
impl fmt::Debug for Raster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Raster").field("grid", &self.grid).finish_non_exhaustive()
    }
}

impl Raster {
    /// `samples` are as many as the grid has.
    pub(super) fn new(grid: Grid, samples: Samples) -> Result<Self, Refused> {
        let grid = grid.checked().map_err(Refused::Grid)?;
        if Some(samples.len()) != grid.rows.checked_mul(grid.columns) {
            return Err(Refused::Grid(format!("{} samples for {} rows of {}", samples.len(), grid.rows, grid.columns)));
        }
        let ground = LOWEST_GROUND_M as f32..=HIGHEST_GROUND_M as f32;
        if let Some((at, m)) = (0..samples.len()).find_map(|at| Some((at, samples.get(at).filter(|m| !ground.contains(m))?))) {
            return Err(Refused::NoGround { row: at / grid.columns, column: at % grid.columns, m: f64::from(m) });
        }
        let blocks = Blocks::new(&samples, grid.rows, grid.columns);
        Ok(Self { grid, samples, blocks })
    }

    /// The ground at a place between -90 and 90, -180 and 180 degrees, in metres of the raster's datum.
    pub(super) fn at(&self, lat_deg: f64, lng_deg: f64) -> Option<f64> {
        let down = within(self.steps_down(lat_deg), self.grid.rows)?;
        // A raster may begin before the antimeridian and end behind it, or cover a meridian twice.
        [0.0, 360.0, -360.0]
            .into_iter()
            .find_map(|turn_deg| self.bilinear(down, within(self.steps_across(lng_deg + turn_deg), self.grid.columns)?))
    }

    /// The parts of a rectangle that the raster covers, with the extremes of the samples on which the ground there depends.
    pub(super) fn over(&self, part: &Rectangle) -> impl Iterator<Item = (Rectangle, Extremes)> {
        [0.0, 360.0, -360.0].into_iter().filter_map(move |turn_deg| {
            let down = overlap(self.steps_down(part.north_deg), self.steps_down(part.south_deg), self.grid.rows)?;
            let (west, east) = (part.west_deg + turn_deg, part.east_deg + turn_deg);
            let across = overlap(self.steps_across(west), self.steps_across(east), self.grid.columns)?;
            let covered = Rectangle {
                south_deg: self.grid.north_deg - down.1 * self.grid.step_lat_deg,
                north_deg: self.grid.north_deg - down.0 * self.grid.step_lat_deg,
                west_deg: self.grid.west_deg + across.0 * self.grid.step_lng_deg - turn_deg,
                east_deg: self.grid.west_deg + across.1 * self.grid.step_lng_deg - turn_deg,
            };
            let (down, across) = (touched(down, self.grid.rows), touched(across, self.grid.columns));
            Some((covered, self.blocks.over(&self.samples, self.grid.columns, down, across)))
        })
    }

    fn bilinear(&self, down: f64, across: f64) -> Option<f64> {
        let (first_row, last_row) = touched((down, down), self.grid.rows);
        let (first_column, last_column) = touched((across, across), self.grid.columns);
        let sample = |row: usize, column: usize| self.samples.get(row * self.grid.columns + column).map(f64::from);
        let (u, v) = ((across - first_column as f64).max(0.0), (down - first_row as f64).max(0.0));
        let north = mix(sample(first_row, first_column)?, sample(first_row, last_column)?, u);
        let south = mix(sample(last_row, first_column)?, sample(last_row, last_column)?, u);
        Some(mix(north, south, v))
    }

    fn steps_down(&self, lat_deg: f64) -> f64 {
        (self.grid.north_deg - lat_deg) / self.grid.step_lat_deg
    }

    fn steps_across(&self, lng_deg: f64) -> f64 {
        (lng_deg - self.grid.west_deg) / self.grid.step_lng_deg
    }
}

/// Between `a` and `b`, never beyond either.
fn mix(a: f64, b: f64, share: f64) -> f64 {
    (a + (b - a) * share).clamp(a.min(b), a.max(b))
}

/// A coordinate in steps, if the raster covers it, moved onto its samples.
fn within(steps: f64, count: usize) -> Option<f64> {
    let last = (count - 1) as f64;
    (-REACH_STEPS..=last + REACH_STEPS).contains(&steps).then(|| steps.clamp(0.0, last))
}

/// The covered part of a stretch in steps.
fn overlap(from: f64, to: f64, count: usize) -> Option<(f64, f64)> {
    let (from, to) = (from.max(-REACH_STEPS), to.min((count - 1) as f64 + REACH_STEPS));
    (from <= to).then_some((from, to))
}

/// The first and the last sample on which the ground over a stretch depends.
fn touched((from, to): (f64, f64), count: usize) -> (usize, usize) {
    let last = (count - 1) as f64;
    (from.clamp(0.0, last).floor() as usize, to.clamp(0.0, last).ceil() as usize)
}

#[cfg(test)]
#[path = "raster_tests.rs"]
mod tests;
