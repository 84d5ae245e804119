//! One height over an area, in metres above the ellipsoid: a band in which the surface that it names truly lies.
//!
//! Two heights make a range in `range.rs`. It does not read rasters or know the geoid; see `terrain/` and `geoid.rs`.

use serde::{Deserialize, Serialize};

use crate::{Area, Geoid, Height, HeightError, MAX_HEIGHT_M, Reference, Terrain, pressure};

/// Turns heights of any reference into metres above the ellipsoid.
#[derive(Clone, Debug, Default)]
pub struct Converter {
    /// Mean sea level.
    pub geoid: Geoid,
    /// The ground, where there is a raster of it.
    pub terrain: Option<Terrain>,
    /// The ground where there is none.
    pub assumed_ground: AssumedGround,
}

/// Between which heights above mean sea level all ground lies, for places without terrain.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssumedGround {
    /// The lowest ground in metres above mean sea level.
    pub lowest_m: f64,
    /// The highest ground in metres above mean sea level.
    pub highest_m: f64,
}

impl AssumedGround {
    /// Ground between two heights in metres above mean sea level.
    ///
    /// # Errors
    ///
    /// [`HeightError::AssumedGround`] unless lowest ≤ highest, both within [`MAX_HEIGHT_M`].
    pub fn new(lowest_m: f64, highest_m: f64) -> Result<Self, HeightError> {
        let bounded = |m: f64| m.abs() <= MAX_HEIGHT_M;
        if bounded(lowest_m) && bounded(highest_m) && lowest_m <= highest_m {
            return Ok(Self { lowest_m, highest_m });
        }
        Err(HeightError::AssumedGround { lowest_m, highest_m })
    }
}

impl Default for AssumedGround {
    /// Every ground on Earth: from -450 m (the shore of the Dead Sea, -439 m and falling 1 m a year) to 8,850 m (Everest,
    /// 8,848.86 m).
    fn default() -> Self {
        Self { lowest_m: -450.0, highest_m: 8850.0 }
    }
}

/// Where a band comes from, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Measured from the ellipsoid: no band.
    Exact,
    /// Measured from the sea: the error of the geoid, and what it does over the area.
    Geoid,
    /// Measured from the ground: the error of the raster, and the relief of the area.
    Terrain,
    /// A flight level: the weather.
    Pressure,
    /// Measured from the ground where there is no raster (or one with holes): whatever ground is assumed.
    AssumedGround,
}

/// Between which metres above the ellipsoid a surface lies, everywhere in an area.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// It is nowhere lower.
    pub low_m: f64,
    /// It is nowhere higher.
    pub high_m: f64,
    /// Where the band comes from.
    pub how: Certainty,
}

impl Converter {
    /// The band in which the surface of a height lies over a whole area.
    ///
    /// A larger area gives a band that holds the smaller one's; a greater height gives a higher band. A height that is not
    /// finite names no surface: its band is all heights, by assumption.
    #[must_use]
    pub fn convert(&self, height: Height, area: &Area) -> Band {
        if !height.m.is_finite() {
            return Band { low_m: f64::NEG_INFINITY, high_m: f64::INFINITY, how: Certainty::AssumedGround };
        }
        match height.reference {
            Reference::Ellipsoid => Band { low_m: height.m, high_m: height.m, how: Certainty::Exact },
            Reference::MeanSea => self.above_sea(height.m, height.m, area, Certainty::Geoid),
            Reference::Ground => self.above_ground(height.m, area),
            Reference::Pressure => {
                let (low_m, high_m) = pressure::bounds_above_sea_m(height.m);
                self.above_sea(low_m, high_m, area, Certainty::Pressure)
            }
        }
    }

    fn above_ground(&self, height_m: f64, area: &Area) -> Band {
        if let Some(terrain) = &self.terrain
            && let Some((low_m, high_m)) = terrain.range_over(area)
        {
            let error_m = terrain.uncertainty_m();
            return Band { low_m: low_m - error_m + height_m, high_m: high_m + error_m + height_m, how: Certainty::Terrain };
        }
        let AssumedGround { lowest_m, highest_m } = self.assumed_ground;
        let (lowest_m, highest_m) = (lowest_m.min(highest_m), lowest_m.max(highest_m));
        self.above_sea(lowest_m + height_m, highest_m + height_m, area, Certainty::AssumedGround)
    }

    fn above_sea(&self, low_m: f64, high_m: f64, area: &Area, how: Certainty) -> Band {
        let (geoid_low_m, geoid_high_m) = self.geoid.range_m(area);
        Band { low_m: low_m + geoid_low_m - Geoid::UNCERTAINTY_M, high_m: high_m + geoid_high_m + Geoid::UNCERTAINTY_M, how }
    }
}

#[cfg(test)]
#[path = "convert_tests.rs"]
mod tests;
