//! Areas of KML 2.2 (OGC 07-147r2), also zipped (KMZ).
//!
//! Every Placemark with a Polygon, or with a MultiGeometry of them, is an area; a Point is one with `radius` in its extended
//! data. Names of folders go before the name. Polygons with holes (`innerBoundaryIs`) are refused, not filled. What is only
//! to be looked at (styles, views) is passed over; network links are not followed, overlays and lines are not areas, and each
//! is told. Descriptions are text, never markup.
//!
//! Heights, in this order:
//! - `lower` and `upper` in the extended data: `120 m AMSL`, `400 ft AGL`, `FL65`, `GND`, `UNL`.
//! - `altitudeMode` relativeToGround or absolute: from the ground up to the highest position, as `extrude` draws it. Absolute is
//!   above the sea.
//! - clampToGround, the default: from the ground up without end.
//!
//! `kind` in the extended data is one of the words of [`AreaKind`]; without it the area is prohibited, with a warning. A
//! TimeSpan (of the Placemark, else of the nearest folder) is when the area is active, else always. Kml files have no namespace
//! of their own for any of this: all other extended data is kept in [`Area::extended`].
//!
//! `document.rs` walks the XML, `placemark.rs` makes sense of one Placemark, `archive.rs` unzips. Plans are read from the same
//! Placemarks in `plans/kml.rs`.

mod archive;
mod document;
mod placemark;

pub(crate) use archive::ZIP_MAGIC;
use serde_json::Value;
use tansiq_heights::{Height, Reference};

pub(crate) use document::{Found, walk};
pub(crate) use placemark::{Placemark, Shape, ShapeKind};

use crate::{
    Area, AreaKind, AreaVolume, Format, Imported, Period, Problems, ReadError, Schedule, Source, Texts,
    bounds::{MAX_EXTENDED_BYTES, MAX_ID_BYTES, MAX_TEXT_BYTES, MAX_VOLUMES},
    heights::height_of_text,
    outline::polygon_of_ring,
};

/// Deepest nesting of elements.
pub const MAX_DEPTH: usize = 64;
/// Most elements of a document.
pub const MAX_ELEMENTS: usize = 1_000_000;
/// Most elements of one Placemark.
pub const MAX_PLACEMARK_ELEMENTS: usize = 20_000;
/// Most entries of extended data of one Placemark.
pub const MAX_DATA: usize = 256;
/// Most files in a KMZ archive.
pub const MAX_ARCHIVE_FILES: usize = 1_000;

/// Reads areas of a KML document or a KMZ archive.
///
/// # Errors
///
/// [`ReadError`] when nothing can be read of it. What is wrong with single Placemarks is listed.
pub fn read_areas(bytes: &[u8]) -> Result<Imported, ReadError> {
    let text = archive::text(bytes)?;
    let mut imported = Imported::new(Format::Kml);
    let mut index = 0;
    let name = walk(&text, |found| {
        match found {
            Found::Placemark(Ok(placemark)) => {
                if let Some(area) = area(&placemark, index, &mut imported.problems) {
                    imported.areas.push(area);
                }
                index += 1;
            }
            Found::Placemark(Err(fault)) => {
                imported.problems.error(fault.feature.as_deref(), fault.path, fault.message);
                index += 1;
            }
            Found::Other { path, message } => imported.problems.warning(None, path, message),
        }
        Ok(())
    })?;
    imported.collection.name = name;
    Ok(imported)
}

/// The KML text of a document or of an archive.
pub(crate) fn text(bytes: &[u8]) -> Result<std::borrow::Cow<'_, str>, ReadError> {
    archive::text(bytes)
}

/// Makes an area of a Placemark, or lists what is wrong with it.
fn area(placemark: &Placemark, index: usize, problems: &mut Problems) -> Option<Area> {
    let title = placemark.title();
    let feature = title.as_deref();
    let path = placemark.path.as_str();
    match try_area(placemark, index, problems) {
        Ok(area) => Some(area),
        Err((place, message)) => {
            problems.error(feature, if place.is_empty() { path.to_owned() } else { place }, message);
            None
        }
    }
}

type Fault = (String, String);

fn try_area(placemark: &Placemark, index: usize, problems: &mut Problems) -> Result<Area, Fault> {
    let title = placemark.title();
    let feature = title.as_deref();
    let path = &placemark.path;
    if placemark.shapes.is_empty() {
        return Err((path.clone(), "has no geometry; an area has a Polygon or MultiGeometry".to_owned()));
    }
    if placemark.shapes.len() > MAX_VOLUMES {
        let message = format!("has {} shapes, above the most allowed, {MAX_VOLUMES}", placemark.shapes.len());
        return Err((path.clone(), message));
    }
    let mut volumes = Vec::new();
    for shape in &placemark.shapes {
        volumes.push(volume(placemark, shape, problems)?);
    }
    let id = placemark.id.clone().filter(|id| !id.is_empty() && id.len() <= MAX_ID_BYTES);
    let source = Source { format: Format::Kml, path: path.clone() };
    let mut area = Area::new(id.unwrap_or_else(|| format!("feature-{index}")), volumes, source);
    area.kind = kind(placemark, problems)?;
    area.name = title.clone().map(Texts::plain).unwrap_or_default();
    if placemark.description.len() > MAX_TEXT_BYTES {
        let message = format!("text of {} bytes is longer than {MAX_TEXT_BYTES} bytes", placemark.description.len());
        problems.warning(feature, format!("{path}.description"), format!("{message}; left out"));
    } else if !placemark.description.is_empty() {
        area.message = Texts::plain(placemark.description.clone());
    }
    if placemark.begin_us.is_some() || placemark.end_us.is_some() {
        let period = Period { start_us: placemark.begin_us, end_us: placemark.end_us, ..Period::default() };
        area.schedule = Schedule::Periods(vec![period]);
    }
    area.extended = extended(placemark)?;
    Ok(area)
}

/// Extended data that has no meaning here.
fn extended(placemark: &Placemark) -> Result<serde_json::Map<String, Value>, Fault> {
    let known = ["lower", "upper", "kind", "radius"];
    let rest = placemark.data.iter().filter(|(name, _)| !known.contains(&name.as_str()));
    let extended: serde_json::Map<_, _> = rest.map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect();
    let bytes: usize = extended.iter().map(|(name, value)| name.len() + value.as_str().map_or(0, str::len) + 6).sum();
    if bytes > MAX_EXTENDED_BYTES {
        let message = format!("has {bytes} bytes, above the most allowed, {MAX_EXTENDED_BYTES}");
        return Err((format!("{}.ExtendedData", placemark.path), message));
    }
    Ok(extended)
}

fn kind(placemark: &Placemark, problems: &mut Problems) -> Result<AreaKind, Fault> {
    const KNOWN: &str = "prohibited, requires_authorisation, conditional, u_space, advisory";
    let path = format!("{}.ExtendedData.kind", placemark.path);
    let Some(kind) = placemark.value("kind") else {
        problems.warning(placemark.title().as_deref(), path, format!("is missing; taken as prohibited (known are {KNOWN})"));
        return Ok(AreaKind::Prohibited);
    };
    let known = serde_json::from_value(Value::from(kind));
    known.map_err(|_| (path, format!("{} is not one of {KNOWN}", crate::json::quoted(kind))))
}

fn volume(placemark: &Placemark, shape: &Shape, problems: &mut Problems) -> Result<AreaVolume, Fault> {
    let at_shape = |message: String| (shape.path.clone(), message);
    let outline = match shape.kind {
        ShapeKind::Polygon => {
            let points = shape.positions.iter().map(|(at, _)| *at).collect();
            polygon_of_ring(points).map_err(|error| at_shape(error.to_string()))?
        }
        ShapeKind::Point => {
            let radius = placemark.value("radius").and_then(|radius| radius.trim().parse::<f64>().ok());
            let radius_m =
                radius.ok_or_else(|| at_shape("a Point has no area without a number of metres as the data radius".into()))?;
            let center = shape.positions.first().ok_or_else(|| at_shape("has no position".into()))?.0;
            tansiq_geo::Circle::new(center, radius_m).map_err(|error| at_shape(error.to_string()))?.into()
        }
        ShapeKind::Line => return Err(at_shape("is a line; an area has a Polygon".into())),
    };
    let (lower, upper) = bounds(placemark, shape, problems)?;
    if let (Some(lower), Some(upper)) = (lower, upper)
        && lower.reference == upper.reference
        && lower.m > upper.m
    {
        return Err(at_shape(format!("upper bound {:.1} m is below the lower bound {:.1} m", upper.m, lower.m)));
    }
    Ok(AreaVolume { outline, lower, upper })
}

/// Lower and upper bound; see the head of this file.
fn bounds(placemark: &Placemark, shape: &Shape, problems: &mut Problems) -> Result<(Option<Height>, Option<Height>), Fault> {
    const GROUND: Height = Height { m: 0.0, reference: Reference::Ground };
    let given = |name: &str| match placemark.value(name) {
        None => Ok(None),
        Some(text) => match height_of_text(text) {
            Ok(height) => Ok(Some(height)),
            Err(message) => Err((format!("{}.ExtendedData.{name}", placemark.path), message)),
        },
    };
    let (lower, upper) = (given("lower")?, given("upper")?);
    if lower.is_some() || upper.is_some() {
        return Ok((lower.unwrap_or(Some(GROUND)), upper.flatten()));
    }
    let feature = placemark.title();
    let mut warn = |message: &str| problems.warning(feature.as_deref(), shape.path.clone(), message);
    let Some(reference) = shape.mode.reference() else {
        warn("lies on the ground and gives no heights; taken as from the ground up without end");
        return Ok((Some(GROUND), None));
    };
    let highest_m = shape.positions.iter().filter_map(|(_, height)| *height).reduce(f64::max);
    let lowest_m = shape.positions.iter().filter_map(|(_, height)| *height).reduce(f64::min);
    match highest_m {
        Some(m) if m != 0.0 || reference == Reference::MeanSea => {
            if lowest_m != highest_m {
                warn("its positions have several heights; the area reaches up to the highest");
            }
            if !shape.extrude {
                warn("is drawn at a height without extrude; taken as from the ground up to it");
            }
            Ok((Some(GROUND), Some(Height { m, reference })))
        }
        _ => {
            warn("gives no height; taken as from the ground up without end");
            Ok((Some(GROUND), None))
        }
    }
}
