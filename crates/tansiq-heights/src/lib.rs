//! Heights: what a number of metres is measured from, and what it is above the WGS84 ellipsoid.
//!
//! Everything inside Tansiq is metres above the ellipsoid. People and files speak of heights above the sea, above the
//! ground and of flight levels; here they are converted, and what cannot be known exactly stays a band.
//!
//! ```
//! use tansiq_heights::{Area, Certainty, Converter, Height, Reference, Unit};
//!
//! let converter = Converter::default(); // no terrain: the ground is assumed to lie anywhere on Earth
//! let area = Area::new(47.35, 8.50, 47.40, 8.60)?; // south, west, north, east
//! let top = Height::new(1500.0, Unit::Foot, Reference::MeanSea);
//! let band = converter.convert(top, &area);
//! assert_eq!(band.how, Certainty::Geoid);
//! assert!(band.low_m > 499.0 && band.high_m < 510.0); // 457.2 m, the geoid 47 m above the ellipsoid, ± 4 m
//!
//! let range = converter.range(None, Some(top), &area)?;
//! assert_eq!(range.outer_upper_m, band.high_m); // the volume surely ends below this
//! assert_eq!(range.inner, Some((f64::NEG_INFINITY, band.low_m))); // and surely fills everything below this
//! # Ok::<(), tansiq_heights::HeightError>(())
//! ```
//!
//! # How sure
//!
//! | Height above | Band | [`Certainty`] |
//! |---|---|---|
//! | the ellipsoid | none: the number itself | `exact` |
//! | mean sea level | what the EGM96 geoid does over the area, ± [`Geoid::UNCERTAINTY_M`] | `geoid` |
//! | the ground, with a raster | the lowest to the highest sample of the area, ± the raster's error | `terrain` |
//! | the ground, without | [`AssumedGround`], by default every ground on Earth | `assumed_ground` |
//! | 1013.25 hPa (flight levels) | every weather but the core of a tropical cyclone, see [`pressure`] | `pressure` |
//!
//! The bands are meant to hold: a conflict found between inner ranges is certain, one found only between outer ranges is
//! possible, and where outer ranges do not meet there is none.
//!
//! Two things it deliberately does not do: it knows no weather (no QNH), and it never fetches terrain. No clock, no network;
//! files are read by [`Terrain::open`] only.
//!
//! Start at `convert.rs` (one height) and `range.rs` (a lower and an upper one). Below them `geoid.rs` with `patch.rs`,
//! `terrain/` and `pressure.rs`; `area.rs` is the box on the ground that all of them are asked about.

mod area;
mod convert;
mod error;
mod geoid;
mod patch;
pub mod pressure;
mod range;
mod terrain;
mod unbounded;
mod unit;

use serde::{Deserialize, Serialize};

pub use area::Area;
pub use convert::{AssumedGround, Band, Certainty, Converter};
pub use error::HeightError;
pub use geoid::Geoid;
pub use range::{HeightRange, MAX_HEIGHT_M};
pub use terrain::{
    DEFAULT_UNCERTAINTY_M, GroundHeight, HIGHEST_GROUND_M, LOWEST_GROUND_M, MAX_FILE_BYTES, MAX_FOLDER_ENTRIES, MAX_SAMPLES,
    MAX_TILES, MAX_UNCERTAINTY_M, Terrain, TerrainError, VerticalDatum,
};
pub use unit::{FOOT_M, Unit};

/// What a height is measured from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    /// The WGS84 ellipsoid (F3548 and F3411: `W84`).
    Ellipsoid,
    /// Mean sea level: the geoid (AMSL).
    MeanSea,
    /// The ground below (AGL).
    Ground,
    /// The pressure surface of 1013.25 hPa: flight levels.
    Pressure,
}

/// A height in metres and what it is measured from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Height {
    /// Metres; any finite number.
    pub m: f64,
    /// Measured from this.
    pub reference: Reference,
}
