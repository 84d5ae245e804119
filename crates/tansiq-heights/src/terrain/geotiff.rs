//! GeoTIFF: one band of numbers, placed by a pixel scale and a tie point in degrees of WGS84 (EPSG:4326).
//!
//! Samples are areas or points, as GTRasterType tells; either way each stands for its middle. What could silently shift or scale heights is refused rather than ignored: other coordinate systems, rotated rasters,
//! vertical units that are not metres, GDAL's scale and offset. Decoding is the crate `tiff`'s.

use std::{fs::File, io::BufReader};

use tiff::{
    ColorType, TiffError,
    decoder::{Decoder, DecodingResult, Limits},
    tags::Tag,
};

use super::{
    TerrainError,
    file::{Read, Source},
    raster::{Grid, Samples},
};

/// The most bytes of one strip or tile once decoded, 256 MiB; some files have a single strip.
const MAX_CHUNK_BYTES: usize = 1 << 28;

/// The most bytes of one tag: the places of the most samples in chunks of 128 are no more.
const MAX_TAG_BYTES: usize = 1 << 24;

/// GDAL's own tag for scale and offset, in XML.
const GDAL_METADATA: Tag = Tag::Unknown(42112);

/// Keys of the GeoTIFF directory (OGC 19-008r4) and what they must say.
const MODEL_TYPE: u16 = 1024;
const GEOGRAPHIC: u16 = 2;
const RASTER_TYPE: u16 = 1025;
const PIXEL_IS_AREA: u16 = 1;
const PIXEL_IS_POINT: u16 = 2;
const GEODETIC_CRS: u16 = 2048;
/// WGS84 in two dimensions, and with the height.
const WGS84: [u16; 2] = [4326, 4979];
const ANGULAR_UNITS: u16 = 2054;
const DEGREE: u16 = 9102;
const VERTICAL_UNITS: u16 = 4099;
const METRE: u16 = 9001;

type Tiff<'a> = Decoder<&'a mut BufReader<File>>;

pub(super) fn read(mut source: Source) -> Read {
    // The decoder borrows the reader, and messages need the rest of the source.
    let mut reader = match source.reader.get_ref().try_clone() {
        Ok(file) => std::mem::replace(&mut source.reader, BufReader::new(file)),
        Err(error) => return Err(source.read_error(error)),
    };
    let mut tiff = Decoder::new(&mut reader).map_err(|error| undecodable(&source, error))?;
    let mut limits = Limits::default();
    limits.decoding_buffer_size = MAX_CHUNK_BYTES;
    limits.intermediate_buffer_size = MAX_CHUNK_BYTES;
    limits.ifd_value_size = MAX_TAG_BYTES;
    tiff = tiff.with_limits(limits);
    let (columns, rows) = tiff.dimensions().map_err(|error| undecodable(&source, error))?;
    let (columns, rows) = (columns as usize, rows as usize);
    let count = source.count(rows, columns)?;
    match tiff.colortype().map_err(|error| undecodable(&source, error))? {
        ColorType::Gray(_) => {}
        other => return Err(source.malformed(format!("{other:?} samples, one band of heights is needed"))),
    }
    let grid = source.check(place(&mut tiff, &source, rows, columns)?)?;
    let hole = read_hole(&mut tiff, &source)?;
    let samples = read_samples(&mut tiff, &source, &grid, count, hole)?;
    Ok((grid, samples))
}

/// Where the samples are, of the tags.
fn place(tiff: &mut Tiff<'_>, source: &Source, rows: usize, columns: usize) -> Result<Grid, TerrainError> {
    let half_steps = check_keys(tiff, source)?;
    let [step_lng_deg, step_lat_deg, ..] = numbers(tiff, source, Tag::ModelPixelScaleTag, "ModelPixelScale", 3)?[..] else {
        return Err(source.malformed("ModelPixelScale has less than 2 numbers"));
    };
    let [column, row, _, lng_deg, lat_deg, ..] = numbers(tiff, source, Tag::ModelTiepointTag, "ModelTiepoint", 6)?[..] else {
        return Err(source.malformed("ModelTiepoint has less than 5 numbers"));
    };
    Ok(Grid {
        rows,
        columns,
        north_deg: lat_deg + (row - half_steps) * step_lat_deg,
        west_deg: lng_deg - (column - half_steps) * step_lng_deg,
        step_lat_deg,
        step_lng_deg,
    })
}

fn numbers(tiff: &mut Tiff<'_>, source: &Source, tag: Tag, name: &str, count: usize) -> Result<Vec<f64>, TerrainError> {
    let value = tiff.find_tag(tag).map_err(|error| undecodable(source, error))?;
    let value = value.ok_or_else(|| source.malformed(format!("no {name}: not a GeoTIFF, or a rotated one")))?;
    let numbers = value.into_f64_vec().map_err(|error| undecodable(source, error))?;
    if numbers.len() != count {
        return Err(source.malformed(format!("{name} has {} numbers, exactly {count} are needed", numbers.len())));
    }
    Ok(numbers)
}

/// Refuses what is not degrees of WGS84, and tells how many steps a sample is from its tie point's corner: 0.5 if samples are
/// areas, 0 if they are points.
fn check_keys(tiff: &mut Tiff<'_>, source: &Source) -> Result<f64, TerrainError> {
    let directory = tiff.find_tag(Tag::GeoKeyDirectoryTag).map_err(|error| undecodable(source, error))?;
    let directory = directory.ok_or_else(|| source.malformed("no GeoKeyDirectory: not a GeoTIFF"))?;
    let directory = directory.into_u16_vec().map_err(|error| undecodable(source, error))?;
    // After a head of four numbers: key, where its value is (0: here), count, value.
    let key =
        |wanted: u16| directory.chunks_exact(4).skip(1).find(|entry| entry[0] == wanted && entry[1] == 0).map(|entry| entry[3]);
    if key(MODEL_TYPE) != Some(GEOGRAPHIC) {
        return Err(source.malformed("not in degrees: GTModelType must be 2 (geographic); reproject it to EPSG:4326"));
    }
    match key(GEODETIC_CRS) {
        Some(crs) if WGS84.contains(&crs) => {}
        Some(crs) => return Err(source.malformed(format!("EPSG:{crs}; reproject it to EPSG:4326"))),
        None => return Err(source.malformed("its coordinate system has no EPSG number; reproject it to EPSG:4326")),
    }
    if let Some(unit) = key(ANGULAR_UNITS).filter(|unit| *unit != DEGREE) {
        return Err(source.malformed(format!("angular unit {unit}, {DEGREE} (degree) is needed")));
    }
    if let Some(unit) = key(VERTICAL_UNITS).filter(|unit| *unit != METRE) {
        return Err(source.malformed(format!("vertical unit {unit}, {METRE} (metre) is needed")));
    }
    let metadata = tiff.find_tag(GDAL_METADATA).map_err(|error| undecodable(source, error))?;
    if let Some(xml) = metadata.and_then(|value| value.into_string().ok())
        && ["role=\"scale\"", "role=\"offset\""].iter().any(|role| xml.contains(role))
    {
        return Err(source.malformed("heights are stored with a scale or offset; write them as plain metres"));
    }
    match key(RASTER_TYPE) {
        None | Some(PIXEL_IS_AREA) => Ok(0.5),
        Some(PIXEL_IS_POINT) => Ok(0.0),
        Some(other) => Err(source.malformed(format!("GTRasterType {other} is neither 1 (area) nor 2 (point)"))),
    }
}

/// The number that stands for a hole (GDAL_NODATA).
fn read_hole(tiff: &mut Tiff<'_>, source: &Source) -> Result<Option<f64>, TerrainError> {
    let Some(value) = tiff.find_tag(Tag::GdalNodata).map_err(|error| undecodable(source, error))? else { return Ok(None) };
    let text = value.into_string().map_err(|error| undecodable(source, error))?;
    let text = text.trim_matches(['\0', ' ']);
    match text.parse() {
        Ok(hole) => Ok(Some(hole)),
        Err(_) => Err(source.malformed(format!("GDAL_NODATA {:?} is not a number", text.chars().take(40).collect::<String>()))),
    }
}

fn read_samples(
    tiff: &mut Tiff<'_>,
    source: &Source,
    grid: &Grid,
    count: usize,
    hole: Option<f64>,
) -> Result<Samples, TerrainError> {
    let (chunk_columns, chunk_rows) = tiff.chunk_dimensions();
    let (chunk_columns, chunk_rows) = (chunk_columns as usize, chunk_rows as usize);
    if chunk_columns == 0 || chunk_rows == 0 {
        return Err(source.malformed("strips or tiles without samples"));
    }
    let across = grid.columns.div_ceil(chunk_columns);
    // It grows with what has been decoded, so that a few bytes cannot ask for a gigabyte.
    let mut samples = Vec::new();
    for chunk in 0..across * grid.rows.div_ceil(chunk_rows) {
        let number = u32::try_from(chunk).map_err(|_| source.malformed("more than 2^32 strips or tiles"))?;
        let (width, height) = tiff.chunk_data_dimensions(number);
        let decoded = tiff.read_chunk(number).map_err(|error| undecodable(source, error))?;
        let values =
            heights(decoded, hole).ok_or_else(|| source.malformed("samples are not integers or floats of 8 to 64 bits"))?;
        let (first_row, first_column) = (chunk / across * chunk_rows, chunk % across * chunk_columns);
        let (width, height) = (width as usize, height as usize);
        if values.len() < width * height || first_row + height > grid.rows || first_column + width > grid.columns {
            return Err(source.malformed(format!("strip or tile {chunk} has not the size that is announced")));
        }
        samples.resize(samples.len().max((first_row + height) * grid.columns), f32::NAN);
        for (row, line) in values.chunks_exact(width.max(1)).take(height).enumerate() {
            let at = (first_row + row) * grid.columns + first_column;
            samples[at..at + width].copy_from_slice(line);
        }
    }
    if samples.len() != count {
        return Err(source.malformed(format!("{} samples, {count} are announced", samples.len())));
    }
    Ok(Samples::Real(samples))
}

/// Heights in metres, NaN for holes; None for a kind of number that no raster of heights has.
fn heights(decoded: DecodingResult, hole: Option<f64>) -> Option<Vec<f32>> {
    fn of<T: Copy>(values: Vec<T>, hole: Option<f64>, m: impl Fn(T) -> f64) -> Option<Vec<f32>> {
        // The number for a hole is written in decimals and may be of another precision than the samples.
        let is_hole = |m: f64| !m.is_finite() || hole.is_some_and(|hole| m == hole || m as f32 == hole as f32);
        Some(values.into_iter().map(m).map(|m| if is_hole(m) { f32::NAN } else { m as f32 }).collect())
    }
    match decoded {
        DecodingResult::U8(values) => of(values, hole, f64::from),
        DecodingResult::I8(values) => of(values, hole, f64::from),
        DecodingResult::U16(values) => of(values, hole, f64::from),
        DecodingResult::I16(values) => of(values, hole, f64::from),
        DecodingResult::U32(values) => of(values, hole, f64::from),
        DecodingResult::I32(values) => of(values, hole, f64::from),
        DecodingResult::U64(values) => of(values, hole, |m| m as f64),
        DecodingResult::I64(values) => of(values, hole, |m| m as f64),
        DecodingResult::F32(values) => of(values, hole, f64::from),
        DecodingResult::F64(values) => of(values, hole, |m| m),
        _ => None,
    }
}

fn undecodable(source: &Source, error: TiffError) -> TerrainError {
    match error {
        TiffError::IoError(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => source.read_error(error),
        error => source.malformed(format!("not a readable TIFF: {error}")),
    }
}
