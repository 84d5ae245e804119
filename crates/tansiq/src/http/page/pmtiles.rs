//! Reads tiles out of a PMTiles file (version 3 of the format of Protomaps): one file that holds a whole map.
//!
//! Only what answers a tile is read, at the moment it is asked for: the header once, then directories and the tile. The file
//! is the operator's, but it may be broken: every length in it is bounded before it is believed.

use super::settings::TileKind;
use super::tiles::{MAX_ZOOM, Place, Tile, VECTOR};
use crate::http::bounds::MAX_TILE;
use std::fs::File;
use std::io::Read as _;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

/// Bytes of the header.
const HEADER: usize = 127;
/// Bytes of a directory, unpacked: those of the format's own tools stay far below.
const MAX_DIRECTORY: u64 = 16 << 20;
/// Directories between the root and a tile, the root included.
const MAX_DEPTH: usize = 4;

/// Why a file cannot be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum Problem {
    #[error("it cannot be read")]
    Read(#[from] std::io::Error),
    #[error("{0}")]
    Wrong(String),
}

fn wrong<T>(what: impl Into<String>) -> Result<T, Problem> {
    Err(Problem::Wrong(what.into()))
}

/// An open file of tiles.
pub(super) struct Archive {
    file: File,
    root: (u64, u64),
    leaves: (u64, u64),
    data: (u64, u64),
    directories_packed: bool,
    media_type: &'static str,
    kind: TileKind,
    zooms: (u8, u8),
}

/// One row of a directory.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Row {
    tile: u64,
    offset: u64,
    length: u64,
    /// How many tiles in a row have these bytes; 0 for a further directory.
    run: u64,
}

impl Archive {
    /// Opens a file and reads its header.
    pub(super) fn open(path: &Path) -> Result<Archive, Problem> {
        let file = File::open(path)?;
        let mut header = [0; HEADER];
        file.read_exact_at(&mut header, 0)?;
        if &header[..7] != b"PMTiles" || header[7] != 3 {
            return wrong("it is not a PMTiles file of version 3");
        }
        let number = |at: usize| u64::from_le_bytes(header[at..at + 8].try_into().expect("eight bytes are eight bytes"));
        let range = |at: usize| (number(at), number(at + 8));
        let directories_packed = match header[97] {
            1 => false,
            2 => true,
            other => return wrong(format!("its directories are compressed in the way {other}, which is neither none nor gzip")),
        };
        if !matches!(header[98], 1 | 2) {
            return wrong(format!("its tiles are compressed in the way {}, which is neither none nor gzip", header[98]));
        }
        let (kind, media_type) = match header[99] {
            1 => (TileKind::Vector, VECTOR),
            2 => (TileKind::Raster, "image/png"),
            3 => (TileKind::Raster, "image/jpeg"),
            4 => (TileKind::Raster, "image/webp"),
            5 => (TileKind::Raster, "image/avif"),
            other => return wrong(format!("its tiles are of the type {other}, which is not known")),
        };
        let zooms = (header[100], header[101]);
        if zooms.0 > zooms.1 || zooms.1 > MAX_ZOOM {
            return wrong(format!("its zooms are {} to {}, allowed are 0 to {MAX_ZOOM}", zooms.0, zooms.1));
        }
        Ok(Archive { root: range(8), leaves: range(40), data: range(56), file, directories_packed, media_type, kind, zooms })
    }

    pub(super) fn kind(&self) -> TileKind {
        self.kind
    }

    pub(super) fn zooms(&self) -> (u8, u8) {
        self.zooms
    }

    /// One tile; without bytes where the file has none.
    pub(super) fn tile(&self, place: Place) -> Result<Tile, Problem> {
        let wanted = number_of(place);
        let mut range = self.root;
        for _ in 0..MAX_DEPTH {
            let rows = directory(&self.unpacked(self.bytes(range, MAX_DIRECTORY)?)?)?;
            let Some(row) = find(&rows, wanted) else { break };
            if row.run > 0 {
                let bytes = self.bytes(within(self.data, row)?, MAX_TILE as u64)?;
                return Ok(Tile { media_type: self.media_type, bytes: bytes.into() });
            }
            range = within(self.leaves, row)?;
        }
        Ok(Tile { media_type: self.media_type, bytes: bytes::Bytes::new() })
    }

    fn bytes(&self, (offset, length): (u64, u64), most: u64) -> Result<Vec<u8>, Problem> {
        if length > most {
            return wrong(format!("a part of it has {length} bytes, at most {most} are read"));
        }
        let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
        self.file.read_exact_at(&mut bytes, offset)?;
        Ok(bytes)
    }

    fn unpacked(&self, bytes: Vec<u8>) -> Result<Vec<u8>, Problem> {
        if !self.directories_packed {
            return Ok(bytes);
        }
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&*bytes).take(MAX_DIRECTORY + 1).read_to_end(&mut unpacked)?;
        match unpacked.len() as u64 > MAX_DIRECTORY {
            true => wrong(format!("a directory of it is larger than {MAX_DIRECTORY} bytes")),
            false => Ok(unpacked),
        }
    }
}

/// The range of a row, which must lie within its section.
fn within((start, length): (u64, u64), row: Row) -> Result<(u64, u64), Problem> {
    match row.offset.checked_add(row.length) {
        Some(end) if end <= length => Ok((start.saturating_add(row.offset), row.length)),
        _ => wrong("a row of a directory leads out of it"),
    }
}

/// The number of a tile: those of lesser zooms first, then along a Hilbert curve.
fn number_of((z, x, y): Place) -> u64 {
    let before = ((1_u64 << (2 * u32::from(z))) - 1) / 3;
    let (mut x, mut y, mut along) = (u64::from(x), u64::from(y), 0);
    for level in (0..z).rev() {
        let side = 1_u64 << level;
        let (right, down) = (u64::from(x & side > 0), u64::from(y & side > 0));
        along += side * side * ((3 * right) ^ down);
        (x, y) = (x & (side - 1), y & (side - 1));
        if down == 0 {
            if right == 1 {
                (x, y) = (side - 1 - x, side - 1 - y);
            }
            (x, y) = (y, x);
        }
    }
    before + along
}

/// The rows of an unpacked directory: four columns of numbers of variable length, one after the other.
fn directory(bytes: &[u8]) -> Result<Vec<Row>, Problem> {
    let mut rest = bytes;
    let count = varint(&mut rest)?;
    // Each row takes four bytes at least.
    if count > bytes.len() as u64 / 4 {
        return wrong("a directory of it is cut off");
    }
    let mut rows = vec![Row::default(); usize::try_from(count).unwrap_or(0)];
    let mut tile = 0_u64;
    for row in &mut rows {
        tile = tile.saturating_add(varint(&mut rest)?);
        row.tile = tile;
    }
    for row in &mut rows {
        row.run = varint(&mut rest)?;
    }
    for row in &mut rows {
        row.length = varint(&mut rest)?;
    }
    let mut next = 0;
    for row in &mut rows {
        // 0 says: right behind the one before.
        row.offset = match varint(&mut rest)? {
            0 => next,
            offset => offset - 1,
        };
        next = row.offset.saturating_add(row.length);
    }
    Ok(rows)
}

fn varint(bytes: &mut &[u8]) -> Result<u64, Problem> {
    let mut number = 0;
    for shift in (0..63).step_by(7) {
        let Some((byte, rest)) = bytes.split_first() else { return wrong("a directory of it is cut off") };
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    wrong("a number in a directory of it is too large")
}

/// The row that holds the tile or leads to it.
fn find(rows: &[Row], wanted: u64) -> Option<Row> {
    let row = *rows[..rows.partition_point(|row| row.tile <= wanted)].last()?;
    (row.run == 0 || wanted - row.tile < row.run).then_some(row)
}

#[cfg(test)]
#[path = "pmtiles_tests.rs"]
mod tests;
