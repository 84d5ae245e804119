//! ESRI ASCII grids (`.asc`): a head of names and numbers, then samples as text, rows from the north.
//!
//! The head gives `ncols`, `nrows`, `xllcorner` or `xllcenter`, `yllcorner` or `yllcenter`, `cellsize` (or `dx` and `dy`) and
//! perhaps `NODATA_value`, in any order and case. The format does not name its coordinate system; degrees of WGS84 are taken,
//! and metres are found out by being beyond 90.

use std::io::BufRead;

use super::{
    TerrainError,
    file::{Read, Source},
    raster::{Grid, Samples},
};

/// The longest word, in bytes.
const MAX_WORD: usize = 64;

/// The most names in a head.
const MAX_HEAD: usize = 16;

/// What stands for a hole when the head does not tell.
const USUAL_HOLE: f64 = -9999.0;

#[derive(Default)]
struct Head {
    columns: Option<f64>,
    rows: Option<f64>,
    west_corner_deg: Option<f64>,
    west_center_deg: Option<f64>,
    south_corner_deg: Option<f64>,
    south_center_deg: Option<f64>,
    cell_deg: Option<f64>,
    dx_deg: Option<f64>,
    dy_deg: Option<f64>,
    hole: Option<f64>,
}

pub(super) fn read(mut source: Source) -> Read {
    let mut word = Vec::with_capacity(MAX_WORD);
    let (head, first) = read_head(&mut source, &mut word)?;
    let grid = head.grid(&source)?;
    let count = source.count(grid.rows, grid.columns)?;
    let grid = source.check(grid)?;
    let hole = head.hole.unwrap_or(USUAL_HOLE);
    let mut samples = Vec::new();
    let mut next = Some(first);
    while let Some(value) = next {
        if samples.len() == count {
            return Err(source.malformed(format!("more samples than {} rows of {}", grid.rows, grid.columns)));
        }
        samples.push(if value == hole || value.is_nan() { f32::NAN } else { value as f32 });
        next = read_number(&mut source, &mut word, samples.len(), grid.columns)?;
    }
    if samples.len() < count {
        let (rows, columns) = (grid.rows, grid.columns);
        return Err(source.malformed(format!("{} samples, {rows} rows of {columns} are announced", samples.len())));
    }
    Ok((grid, Samples::Real(samples)))
}

impl Head {
    fn slot(&mut self, name: &str) -> Option<&mut Option<f64>> {
        Some(match name {
            "ncols" => &mut self.columns,
            "nrows" => &mut self.rows,
            "xllcorner" => &mut self.west_corner_deg,
            "xllcenter" => &mut self.west_center_deg,
            "yllcorner" => &mut self.south_corner_deg,
            "yllcenter" => &mut self.south_center_deg,
            "cellsize" => &mut self.cell_deg,
            "dx" => &mut self.dx_deg,
            "dy" => &mut self.dy_deg,
            "nodata_value" | "nodata" => &mut self.hole,
            _ => return None,
        })
    }

    fn grid(&self, source: &Source) -> Result<Grid, TerrainError> {
        let need = |value: Option<f64>, name: &str| value.ok_or_else(|| source.malformed(format!("the head has no {name}")));
        let whole = |value: f64, name: &str| {
            if value.fract() == 0.0 && (2.0..=1e9).contains(&value) {
                return Ok(value as usize);
            }
            Err(source.malformed(format!("{name} {value} is not a whole number from 2 to 1000000000")))
        };
        let columns = whole(need(self.columns, "ncols")?, "ncols")?;
        let rows = whole(need(self.rows, "nrows")?, "nrows")?;
        let step_lng_deg = need(self.dx_deg.or(self.cell_deg), "cellsize")?;
        let step_lat_deg = need(self.dy_deg.or(self.cell_deg), "cellsize")?;
        let west_deg = self.west_center_deg.or_else(|| Some(self.west_corner_deg? + step_lng_deg / 2.0));
        let south_deg = self.south_center_deg.or_else(|| Some(self.south_corner_deg? + step_lat_deg / 2.0));
        let (west_deg, south_deg) = (need(west_deg, "xllcorner or xllcenter")?, need(south_deg, "yllcorner or yllcenter")?);
        let north_deg = south_deg + (rows - 1) as f64 * step_lat_deg;
        Ok(Grid { rows, columns, north_deg, west_deg, step_lat_deg, step_lng_deg })
    }
}

/// The head, and the first sample behind it.
fn read_head(source: &mut Source, word: &mut Vec<u8>) -> Result<(Head, f64), TerrainError> {
    let mut head = Head::default();
    for _ in 0..=MAX_HEAD {
        let Some(name) = read_word(source, word)? else { return Err(source.malformed("ends within its head")) };
        if let Some(first) = number(&name) {
            return Ok((head, first));
        }
        let Some(value) = read_word(source, word)?.and_then(|value| number(&value)) else {
            return Err(source.malformed(format!("no number behind {name:?} in the head")));
        };
        match head.slot(&name) {
            Some(slot @ None) => *slot = Some(value),
            Some(Some(_)) => return Err(source.malformed(format!("{name:?} is twice in the head"))),
            None => return Err(source.malformed(format!("{name:?} in the head is not known"))),
        }
    }
    Err(source.malformed(format!("more than {MAX_HEAD} names in the head")))
}

/// The sample number `at`, if there is one.
fn read_number(source: &mut Source, word: &mut Vec<u8>, at: usize, columns: usize) -> Result<Option<f64>, TerrainError> {
    let Some(text) = read_word(source, word)? else { return Ok(None) };
    match number(&text) {
        Some(value) => Ok(Some(value)),
        None => {
            let (row, column) = (at / columns, at % columns);
            Err(source.malformed(format!("row {row}, column {column} (from 0): {text:?} is not a number")))
        }
    }
}

/// A number of digits or "nan", as grids write holes; not the "inf" that Rust would read too.
fn number(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|value| value.is_finite() || text == "nan")
}

/// The next word in small letters, at most [`MAX_WORD`] bytes of it.
fn read_word(source: &mut Source, word: &mut Vec<u8>) -> Result<Option<String>, TerrainError> {
    word.clear();
    loop {
        let buffer = match source.reader.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) => return Err(source.read_error(error)),
        };
        if buffer.is_empty() {
            break;
        }
        let blanks = if word.is_empty() { buffer.iter().take_while(|b| b.is_ascii_whitespace()).count() } else { 0 };
        let letters = buffer[blanks..].iter().take_while(|b| !b.is_ascii_whitespace()).count();
        word.extend_from_slice(&buffer[blanks..blanks + letters.min(MAX_WORD + 1)]);
        let ended = blanks + letters < buffer.len() && !word.is_empty();
        source.reader.consume(blanks + letters);
        if word.len() > MAX_WORD {
            return Err(source.malformed(format!("a word of more than {MAX_WORD} bytes")));
        }
        if ended {
            break;
        }
    }
    Ok((!word.is_empty()).then(|| String::from_utf8_lossy(word).to_ascii_lowercase()))
}
