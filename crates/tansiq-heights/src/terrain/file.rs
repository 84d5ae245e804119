//! Opening: a file by the end of its name, or the files of a folder, within bounds.

use std::{
    fs::{self, File},
    io::BufReader,
    path::{Path, PathBuf},
};

use super::{
    MAX_FILE_BYTES, MAX_FOLDER_ENTRIES, MAX_SAMPLES, MAX_TILES, TerrainError, asc, geotiff, hgt,
    raster::{Grid, Raster, Refused, Samples},
};

/// A file within its bounds, and how many samples may still be read.
pub(super) struct Source {
    pub(super) path: PathBuf,
    pub(super) reader: BufReader<File>,
    pub(super) bytes: u64,
    pub(super) samples_left: u64,
}

#[derive(Clone, Copy)]
enum Kind {
    Hgt,
    Asc,
    GeoTiff,
}

/// All rasters that a path names; at least one.
pub(super) fn open(path: &Path) -> Result<Vec<Raster>, TerrainError> {
    let about = fs::metadata(path).map_err(|source| read_error(path, source))?;
    let files = if about.is_dir() {
        rasters_of_folder(path)?
    } else {
        let kind = kind_of(path).ok_or_else(|| TerrainError::UnknownKind { path: path.to_owned() })?;
        vec![(path.to_owned(), kind)]
    };
    let mut samples = 0;
    let mut tiles = Vec::new();
    for (path, kind) in files {
        let source = Source::open(path.clone(), MAX_SAMPLES - samples)?;
        let (grid, tile) = match kind {
            Kind::Hgt => hgt::read(source)?,
            Kind::Asc => asc::read(source)?,
            Kind::GeoTiff => geotiff::read(source)?,
        };
        samples += tile.len() as u64;
        tiles.push(Raster::new(grid, tile).map_err(|refused| refused_error(&path, refused))?);
    }
    Ok(tiles)
}

impl Source {
    fn open(path: PathBuf, samples_left: u64) -> Result<Self, TerrainError> {
        // Asked before opening: to open a pipe would wait for a writer.
        let about = fs::metadata(&path).map_err(|source| read_error(&path, source))?;
        if !about.is_file() {
            return Err(TerrainError::NotAFile { path });
        }
        if about.len() > MAX_FILE_BYTES {
            return Err(TerrainError::TooLarge { path, bytes: about.len() });
        }
        let file = File::open(&path).map_err(|source| read_error(&path, source))?;
        Ok(Self { path, reader: BufReader::new(file), bytes: about.len(), samples_left })
    }

    /// The number of samples of so many rows and columns, if they may be read.
    pub(super) fn count(&self, rows: usize, columns: usize) -> Result<usize, TerrainError> {
        let count = rows.saturating_mul(columns);
        if count as u64 > self.samples_left {
            let samples = (MAX_SAMPLES - self.samples_left).saturating_add(count as u64);
            return Err(TerrainError::TooManySamples { path: self.path.clone(), samples });
        }
        Ok(count)
    }

    pub(super) fn malformed(&self, problem: impl Into<String>) -> TerrainError {
        TerrainError::Malformed { path: self.path.clone(), problem: problem.into() }
    }

    pub(super) fn read_error(&self, source: std::io::Error) -> TerrainError {
        read_error(&self.path, source)
    }

    /// Refuses a grid before its samples are read.
    pub(super) fn check(&self, grid: Grid) -> Result<Grid, TerrainError> {
        grid.checked().map_err(|problem| self.malformed(problem))
    }
}

/// What a reader of a format returns.
pub(super) type Read = Result<(Grid, Samples), TerrainError>;

fn rasters_of_folder(folder: &Path) -> Result<Vec<(PathBuf, Kind)>, TerrainError> {
    let mut files = Vec::new();
    for (seen, entry) in fs::read_dir(folder).map_err(|source| read_error(folder, source))?.enumerate() {
        let path = entry.map_err(|source| read_error(folder, source))?.path();
        if let Some(kind) = kind_of(&path).filter(|_| path.is_file()) {
            files.push((path, kind));
        }
        if seen >= MAX_FOLDER_ENTRIES || files.len() > MAX_TILES {
            return Err(TerrainError::TooManyFiles { path: folder.to_owned() });
        }
    }
    if files.is_empty() {
        return Err(TerrainError::EmptyFolder { path: folder.to_owned() });
    }
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(files)
}

fn kind_of(path: &Path) -> Option<Kind> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "hgt" => Some(Kind::Hgt),
        "asc" => Some(Kind::Asc),
        "tif" | "tiff" => Some(Kind::GeoTiff),
        _ => None,
    }
}

fn read_error(path: &Path, source: std::io::Error) -> TerrainError {
    TerrainError::Read { path: path.to_owned(), source }
}

fn refused_error(path: &Path, refused: Refused) -> TerrainError {
    let path = path.to_owned();
    match refused {
        Refused::Grid(problem) => TerrainError::Malformed { path, problem },
        Refused::NoGround { row, column, m } => TerrainError::NoGround { path, row, column, m },
    }
}
