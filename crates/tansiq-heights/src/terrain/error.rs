//! What can be wrong with a raster of heights: every message names the file.

use std::path::PathBuf;

use crate::{HIGHEST_GROUND_M, LOWEST_GROUND_M, MAX_FILE_BYTES, MAX_FOLDER_ENTRIES, MAX_SAMPLES, MAX_TILES, MAX_UNCERTAINTY_M};

/// Why terrain could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum TerrainError {
    /// The file or folder could not be read.
    #[error("cannot read terrain {}", path.display())]
    Read {
        /// File or folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Neither a file nor a folder.
    #[error("terrain {} is neither a file nor a folder", path.display())]
    NotAFile {
        /// What was named.
        path: PathBuf,
    },
    /// A file whose name does not end in a known way.
    #[error("terrain {} is of no known kind: .hgt, .asc, .tif or .tiff", path.display())]
    UnknownKind {
        /// File.
        path: PathBuf,
    },
    /// A file of more than [`MAX_FILE_BYTES`].
    #[error("terrain {} has {bytes} bytes, at most {MAX_FILE_BYTES} are read", path.display())]
    TooLarge {
        /// File.
        path: PathBuf,
        /// Its size.
        bytes: u64,
    },
    /// All files together, up to this one, hold more than [`MAX_SAMPLES`].
    #[error("terrain {} brings the samples to {samples}, at most {MAX_SAMPLES} are held", path.display())]
    TooManySamples {
        /// File.
        path: PathBuf,
        /// Samples so far, its own included.
        samples: u64,
    },
    /// More than [`MAX_TILES`] rasters or [`MAX_FOLDER_ENTRIES`] entries in a folder.
    #[error("terrain folder {} has more than {MAX_TILES} rasters or {MAX_FOLDER_ENTRIES} entries", path.display())]
    TooManyFiles {
        /// Folder.
        path: PathBuf,
    },
    /// A folder without a raster.
    #[error("terrain folder {} has no file that ends in .hgt, .asc, .tif or .tiff", path.display())]
    EmptyFolder {
        /// Folder.
        path: PathBuf,
    },
    /// A sample that is no ground on Earth.
    #[error(
        "terrain {}: sample in row {row}, column {column} (from 0) is {m} m, ground is between {LOWEST_GROUND_M} and \
         {HIGHEST_GROUND_M} m; is the number for no data declared, is the unit metres?", path.display()
    )]
    NoGround {
        /// File.
        path: PathBuf,
        /// Row from the north, from 0.
        row: usize,
        /// Column from the west, from 0.
        column: usize,
        /// The sample.
        m: f64,
    },
    /// Anything else about the content.
    #[error("terrain {}: {problem}", path.display())]
    Malformed {
        /// File.
        path: PathBuf,
        /// What is wrong, with the allowed range.
        problem: String,
    },
    /// An uncertainty that is no number from 0 to [`MAX_UNCERTAINTY_M`].
    #[error("terrain uncertainty {m} m is not between 0 and {MAX_UNCERTAINTY_M} m")]
    Uncertainty {
        /// As given.
        m: f64,
    },
}
