//! One cell of the grid in which shapes are found: an S2 cell of level 13.
//!
//! The level is the field's contract and is not a parameter. A cell keeps the upper half of its
//! S2 id, which at this level says everything and halves the memory of every index.

use std::{fmt, str::FromStr};

use s2rst::s2::{CellId, Level};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::LatLng;

/// The S2 level of all cells.
pub const LEVEL: u64 = 13;

/// The same level as the S2 library takes it.
pub(crate) const S2_LEVEL: Level = Level::new(LEVEL as u8);

/// How many bits at the end of an S2 id are always zero at this level, and are not kept.
const DROPPED_BITS: u32 = 32;

/// The kept bits below the position: the marker of the level, and two zeros.
const MARKER_MASK: u32 = 0b111;
const MARKER: u32 = 0b100;

/// The cube has six faces, numbered in the top three bits.
const FACE_SHIFT: u32 = 29;
const FACES: u32 = 6;

/// A level-13 S2 cell, about 1.27 km² large. Ordered along the S2 curve.
///
/// Written as its S2 token, always eight hexadecimal digits; serialised as that token in
/// human-readable formats and as [`Cell::bits`] in others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell(u32);

impl Cell {
    /// The cell of a 64-bit S2 id, or nothing if it is not a valid id of level 13.
    #[must_use]
    pub fn from_s2_id(id: u64) -> Option<Self> {
        let bits = (id >> DROPPED_BITS) as u32;
        (u64::from(bits) << DROPPED_BITS == id).then(|| Self::from_bits(bits)).flatten()
    }

    /// The 64-bit S2 id.
    #[must_use]
    pub fn s2_id(self) -> u64 {
        u64::from(self.0) << DROPPED_BITS
    }

    /// The cell of the upper 32 bits of its S2 id, or nothing if no level-13 cell has them.
    #[must_use]
    pub fn from_bits(bits: u32) -> Option<Self> {
        (bits & MARKER_MASK == MARKER && bits >> FACE_SHIFT < FACES).then_some(Self(bits))
    }

    /// The upper 32 bits of the S2 id; the lower ones are zero.
    #[must_use]
    pub fn bits(self) -> u32 {
        self.0
    }

    /// The cell in which a position lies. A position on an edge between cells is in one of them.
    #[must_use]
    pub fn containing(position: LatLng) -> Self {
        Self::from_s2(CellId::from_point(&position.to_point()).parent_at_level(S2_LEVEL))
    }

    /// The cell of an id that is known to be valid and of level 13.
    pub(crate) fn from_s2(id: CellId) -> Self {
        debug_assert!(id.level() == S2_LEVEL, "{id} is a cell of level 13");
        Self((id.0 >> DROPPED_BITS) as u32)
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A token drops trailing zero digits. The last kept digit holds the marker of the level
        // and is never zero, so all eight are always written.
        write!(f, "{:08x}", self.0)
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cell({self})")
    }
}

/// A text that is not the token of a level-13 cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseCellError {
    /// The beginning of the text, for the message; a stranger's text may be of any length.
    text: String,
}

/// How many characters of a wrong token are repeated in the message.
const MAX_QUOTED_CHARS: usize = 20;

impl fmt::Display for ParseCellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not the token of a level-{LEVEL} s2 cell, which is 8 hexadecimal digits", self.text)
    }
}

impl std::error::Error for ParseCellError {}

impl FromStr for Cell {
    type Err = ParseCellError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // `from_str_radix` would also take a plus sign.
        let digits = text.len() == 8 && text.bytes().all(|b| b.is_ascii_hexdigit());
        digits
            .then(|| u32::from_str_radix(text, 16).ok())
            .flatten()
            .and_then(Self::from_bits)
            .ok_or_else(|| ParseCellError { text: text.chars().take(MAX_QUOTED_CHARS).collect() })
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_str(self) } else { serializer.serialize_u32(self.0) }
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(TokenVisitor)
        } else {
            let bits = u32::deserialize(deserializer)?;
            Self::from_bits(bits).ok_or_else(|| D::Error::custom(format!("{bits:#010x} is not a level-13 s2 cell")))
        }
    }
}

/// Reads a token without asking the format for an owned string.
struct TokenVisitor;

impl serde::de::Visitor<'_> for TokenVisitor {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the token of a level-{LEVEL} s2 cell")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Cell, E> {
        text.parse().map_err(E::custom)
    }
}

#[cfg(test)]
#[path = "cell_tests.rs"]
mod tests;
