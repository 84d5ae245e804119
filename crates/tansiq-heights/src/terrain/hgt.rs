//! SRTM tiles (`N46E007.hgt`): one degree by one degree, big-endian whole metres above EGM96, rows from the north. The name
//! tells the south-western corner; samples are points, those on the edges shared with the neighbours.

use std::io::Read as _;

use super::{
    file::{Read, Source},
    raster::{Grid, Samples},
};

/// Rows and columns of the two kinds: 1" and 3".
const SIDES: [usize; 2] = [3601, 1201];

/// The number that stands for a hole.
const HOLE: i16 = i16::MIN;

pub(super) fn read(mut source: Source) -> Read {
    let (south_deg, west_deg) = corner(&source)
        .ok_or_else(|| source.malformed("the name does not begin with a corner such as N46E007, 90 and 180 at most"))?;
    let side = SIDES.into_iter().find(|side| (side * side * 2) as u64 == source.bytes).ok_or_else(|| {
        let [fine, coarse] = SIDES.map(|side| side * side * 2);
        source.malformed(format!("{} bytes, an .hgt file has {fine} (1\") or {coarse} (3\")", source.bytes))
    })?;
    let step_deg = 1.0 / (side - 1) as f64;
    let grid =
        Grid { rows: side, columns: side, north_deg: south_deg + 1.0, west_deg, step_lat_deg: step_deg, step_lng_deg: step_deg };
    let count = source.count(side, side)?;
    let grid = source.check(grid)?;
    let mut bytes = vec![0; count * 2];
    if let Err(error) = source.reader.read_exact(&mut bytes) {
        return Err(source.read_error(error));
    }
    let samples = bytes.as_chunks().0.iter().map(|pair| i16::from_be_bytes(*pair)).collect();
    const { assert!(HOLE == i16::MIN, "what stands for a hole in the file is what stands for it in memory") };
    Ok((grid, Samples::Whole(samples)))
}

/// South and west in degrees, of the first seven letters of the file's name.
fn corner(source: &Source) -> Option<(f64, f64)> {
    let name = source.path.file_name()?.to_str()?.to_ascii_uppercase();
    let degrees = |from: usize, to: usize| {
        let digits = name.get(from..to)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<f64>().ok())?
    };
    let sign = |at: usize, positive: u8, negative: u8| match name.as_bytes().get(at) {
        Some(letter) if *letter == positive => Some(1.0),
        Some(letter) if *letter == negative => Some(-1.0),
        _ => None,
    };
    let south_deg = sign(0, b'N', b'S')? * degrees(1, 3)?;
    let west_deg = sign(3, b'E', b'W')? * degrees(4, 7)?;
    ((-90.0..90.0).contains(&south_deg) && (-180.0..180.0).contains(&west_deg)).then_some((south_deg, west_deg))
}
