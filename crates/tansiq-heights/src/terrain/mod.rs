//! The ground: rasters of heights that the operator supplies, asked for a place or for the extremes of an area.
//!
//! It holds every sample in memory and reads files only in [`Terrain::open`], so questions cannot fail later. Where a raster
//! has a hole it says nothing rather than guess. It does not know buildings or trees beyond what the raster has of them.
//!
//! Reading is in `file.rs` and, by format, `hgt.rs`, `asc.rs` and `geotiff.rs`; one raster in `raster.rs`; the extremes of
//! its parts in `blocks.rs`; which parts of an area are not covered in `uncovered.rs`.

mod asc;
mod blocks;
mod error;
mod file;
mod geotiff;
mod hgt;
mod raster;
mod uncovered;

use std::{path::Path, sync::Arc};

use serde::{Deserialize, Serialize};

pub use error::TerrainError;
use raster::{Extremes, Raster};
use uncovered::Uncovered;

use crate::{Area, Geoid};

/// The most bytes of one file: 1 GiB.
pub const MAX_FILE_BYTES: u64 = 1 << 30;

/// The most samples of all rasters together: 2^29, which is 372 tiles of 3" or 41 of 1". In memory `.hgt` takes 2 bytes a
/// sample, other rasters 4: up to 2 GiB.
pub const MAX_SAMPLES: u64 = 1 << 29;

/// The most rasters of a folder.
pub const MAX_TILES: usize = 2000;

/// The most entries of a folder, rasters or not.
pub const MAX_FOLDER_ENTRIES: usize = 20_000;

/// No ground is lower, in metres of any vertical datum.
pub const LOWEST_GROUND_M: f64 = -1000.0;

/// No ground is higher, in metres of any vertical datum.
pub const HIGHEST_GROUND_M: f64 = 9500.0;

/// How far the ground may be from a raster, in metres, unless told otherwise: what SRTM promises (16 m, 90 %), about three
/// standard deviations of what it was found to do (Rodríguez et al. 2006: 6–9 m, 90 %).
pub const DEFAULT_UNCERTAINTY_M: f64 = 16.0;

/// The greatest uncertainty of a raster that is taken, in metres.
pub const MAX_UNCERTAINTY_M: f64 = 1000.0;

/// What the heights in a raster are measured from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerticalDatum {
    /// The WGS84 ellipsoid.
    Ellipsoid,
    /// The EGM96 geoid, as in SRTM (`.hgt`): what was once subtracted is added again, so the geoid's own error is none here.
    Egm96,
    /// Any other mean sea level: EGM2008 (Copernicus), a national height system.
    MeanSea,
}

impl VerticalDatum {
    /// How far the ellipsoidal height of the datum's zero may be from what is computed, in metres.
    fn uncertainty_m(self) -> f64 {
        match self {
            Self::Ellipsoid => 0.0,
            Self::Egm96 => Geoid::INTERPOLATION_M,
            Self::MeanSea => Geoid::UNCERTAINTY_M,
        }
    }
}

/// The height of the ground at a place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroundHeight {
    /// Metres above the ellipsoid.
    pub m: f64,
    /// How far the ground may be from that, in metres, either way.
    pub uncertainty_m: f64,
}

/// Ground heights from one raster or a folder of them. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Terrain {
    tiles: Arc<[Raster]>,
    datum: VerticalDatum,
    raster_uncertainty_m: f64,
}

impl Terrain {
    /// Reads a raster (`.hgt` of 1" or 3", `.asc`, `.tif`, `.tiff` in degrees of WGS84) or all those of a folder, not of
    /// folders in it. Where rasters overlap, the first by name answers for a place.
    ///
    /// Its uncertainty is [`DEFAULT_UNCERTAINTY_M`] and that of the datum.
    ///
    /// # Errors
    ///
    /// [`TerrainError`], naming the file, for what cannot be read, is malformed or too large.
    pub fn open(path: impl AsRef<Path>, datum: VerticalDatum) -> Result<Self, TerrainError> {
        let tiles = file::open(path.as_ref())?.into();
        Ok(Self { tiles, datum, raster_uncertainty_m: DEFAULT_UNCERTAINTY_M })
    }

    /// The same terrain with another uncertainty of the raster itself, 0 to [`MAX_UNCERTAINTY_M`].
    ///
    /// # Errors
    ///
    /// [`TerrainError::Uncertainty`].
    pub fn with_uncertainty_m(self, m: f64) -> Result<Self, TerrainError> {
        if !(0.0..=MAX_UNCERTAINTY_M).contains(&m) {
            return Err(TerrainError::Uncertainty { m });
        }
        Ok(Self { raster_uncertainty_m: m, ..self })
    }

    /// How far the ground may be from what is told, in metres, either way: the raster's own error and that of its datum.
    #[must_use]
    pub fn uncertainty_m(&self) -> f64 {
        self.raster_uncertainty_m + self.datum.uncertainty_m()
    }

    /// The ground at a place, bilinear between samples. None outside of all rasters and beside a hole; within half a sample
    /// beyond the outermost samples theirs is taken.
    #[must_use]
    pub fn ground(&self, lat_deg: f64, lng_deg: f64) -> Option<GroundHeight> {
        let area = Area::point(lat_deg, lng_deg).ok()?;
        let sample_m = self.tiles.iter().find_map(|tile| tile.at(area.south_deg(), area.west_deg()))?;
        let datum_m = match self.datum {
            VerticalDatum::Ellipsoid => 0.0,
            VerticalDatum::Egm96 | VerticalDatum::MeanSea => Geoid.undulation_m(lat_deg, lng_deg),
        };
        Some(GroundHeight { m: sample_m + datum_m, uncertainty_m: self.uncertainty_m() })
    }

    /// The lowest and the highest ground of an area in metres above the ellipsoid, uncertainty not included: bounds over every
    /// sample that [`Terrain::ground`] would use anywhere in it. None when a part of the area is outside of all rasters, or a
    /// sample that it touches is a hole.
    #[must_use]
    pub fn range_over(&self, area: &Area) -> Option<(f64, f64)> {
        let mut uncovered = Uncovered::new(area);
        let (mut low_m, mut high_m) = (f64::INFINITY, f64::NEG_INFINITY);
        for tile in self.tiles.iter() {
            for rectangle in area.rectangles() {
                for (covered, extremes) in tile.over(&rectangle) {
                    let Extremes::Between(low, high) = extremes else { return None };
                    low_m = low_m.min(f64::from(low));
                    high_m = high_m.max(f64::from(high));
                    uncovered.take_out(&covered)?;
                }
            }
        }
        if !uncovered.is_empty() {
            return None;
        }
        let (datum_low_m, datum_high_m) = match self.datum {
            VerticalDatum::Ellipsoid => (0.0, 0.0),
            VerticalDatum::Egm96 | VerticalDatum::MeanSea => Geoid.range_m(area),
        };
        Some((low_m + datum_low_m, high_m + datum_high_m))
    }
}

#[cfg(test)]
#[path = "terrain_tests.rs"]
mod tests;
