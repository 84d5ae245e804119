//! One Placemark: its shapes, when it holds, what is written about it. What that means as an area is said in `kml.rs`, as a
//! plan in `plans/kml.rs`.

use tansiq_geo::LatLng;
use tansiq_heights::Reference;

use super::{MAX_DATA, document::Element};
use crate::{
    bounds::{MAX_AREA_VERTICES, MAX_HEIGHT_M, MAX_TEXT_BYTES},
    json::quoted,
    times,
};

/// Longest number of a position, in bytes.
const MAX_NUMBER_BYTES: usize = 40;

/// A Placemark.
pub(crate) struct Placemark {
    /// Where it is: `Document.Folder[0].Placemark[3]`.
    pub(crate) path: String,
    /// The attribute `id`.
    pub(crate) id: Option<String>,
    /// Names of the folders that it is in, outermost first.
    folders: Vec<String>,
    name: Option<String>,
    pub(crate) description: String,
    pub(crate) shapes: Vec<Shape>,
    /// From when it holds, microseconds since the Unix epoch.
    pub(crate) begin_us: Option<i64>,
    /// Until when it holds.
    pub(crate) end_us: Option<i64>,
    /// Extended data: names and values, as written.
    pub(crate) data: Vec<(String, String)>,
}

impl Placemark {
    /// Its name after those of its folders, if there is any: `Zones / North / R 12`.
    pub(crate) fn title(&self) -> Option<String> {
        let names: Vec<&str> = self.folders.iter().chain(&self.name).map(String::as_str).collect();
        if names.is_empty() { None } else { Some(names.join(" / ")) }
    }

    /// A value of the extended data.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.data.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// One geometry.
pub(crate) struct Shape {
    /// Where it is.
    pub(crate) path: String,
    pub(crate) kind: ShapeKind,
    pub(crate) mode: AltitudeMode,
    /// Whether it is drawn down to the ground.
    pub(crate) extrude: bool,
    /// Its positions, with their heights in metres.
    pub(crate) positions: Vec<(LatLng, Option<f64>)>,
}

/// What a geometry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ShapeKind {
    Polygon,
    Line,
    Point,
}

/// What the heights of a geometry are measured from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AltitudeMode {
    ClampToGround,
    RelativeToGround,
    Absolute,
}

impl AltitudeMode {
    /// The reference of heights, where heights count. KML's absolute heights are above the sea.
    pub(crate) fn reference(self) -> Option<Reference> {
        match self {
            Self::ClampToGround => None,
            Self::RelativeToGround => Some(Reference::Ground),
            Self::Absolute => Some(Reference::MeanSea),
        }
    }
}

/// What is wrong with a Placemark.
pub(crate) struct Fault {
    /// Its name, if it has one.
    pub(crate) feature: Option<String>,
    /// Where.
    pub(crate) path: String,
    /// What.
    pub(crate) message: String,
}

/// Begin and end, microseconds since the Unix epoch.
pub(super) type Span = (Option<i64>, Option<i64>);

/// Reads a Placemark; `span` is what its folders say of time.
pub(super) fn read(element: &Element, path: String, folders: Vec<String>, span: Option<Span>) -> Result<Placemark, Fault> {
    let name = element.text_of("name").filter(|name| !name.is_empty()).map(str::to_owned);
    let mut placemark = Placemark {
        path,
        id: element.attribute("id").map(str::to_owned),
        folders,
        name,
        description: element.text_of("description").unwrap_or_default().to_owned(),
        shapes: Vec::new(),
        begin_us: None,
        end_us: None,
        data: Vec::new(),
    };
    match fill(&mut placemark, element, span) {
        Ok(()) => Ok(placemark),
        Err((path, message)) => Err(Fault { feature: placemark.title().filter(|t| t.len() <= MAX_TEXT_BYTES), path, message }),
    }
}

fn fill(placemark: &mut Placemark, element: &Element, span: Option<Span>) -> Result<(), (String, String)> {
    let path = placemark.path.clone();
    let title_bytes = placemark.title().map_or(0, |title| title.len());
    if title_bytes > MAX_TEXT_BYTES {
        return Err((format!("{path}.name"), format!("text of {title_bytes} bytes is longer than {MAX_TEXT_BYTES} bytes")));
    }
    if element.child("TimeStamp").is_some() {
        return Err((format!("{path}.TimeStamp"), "is an instant; when it holds is told by a TimeSpan".to_owned()));
    }
    let own = element.child("TimeSpan").map(self::span).transpose().map_err(|message| (format!("{path}.TimeSpan"), message))?;
    (placemark.begin_us, placemark.end_us) = own.or(span).unwrap_or_default();
    if let Some(data) = element.child("ExtendedData") {
        placemark.data = extended(data).map_err(|message| (format!("{path}.ExtendedData"), message))?;
    }
    let mut budget = MAX_AREA_VERTICES;
    for child in &element.children {
        shapes(child, &path, &mut placemark.shapes, &mut budget)?;
    }
    Ok(())
}

/// A TimeSpan.
pub(super) fn span(element: &Element) -> Result<Span, String> {
    let bound = |name: &str, end_of_day: bool| match element.text_of(name) {
        None | Some("") => Ok(None),
        Some(text) => moment(text, end_of_day)
            .map(Some)
            .ok_or_else(|| format!("{name} {} is not a time like 2024-05-01T08:00:00Z or a day like 2024-05-01", quoted(text))),
    };
    let (begin, end) = (bound("begin", false)?, bound("end", true)?);
    match (begin, end) {
        (Some(begin), Some(end)) if begin > end => Err("ends before it begins".to_owned()),
        span => Ok(span),
    }
}

/// A time with an offset; or a day in UTC, from its beginning or until its end.
fn moment(text: &str, end_of_day: bool) -> Option<i64> {
    const DAY_US: i64 = 86_400_000_000;
    if text.len() == 10 {
        let midnight = times::instant(&format!("{text}T00:00:00Z"))?;
        return midnight.us.checked_add(if end_of_day { DAY_US } else { 0 });
    }
    times::instant(text).filter(|instant| !instant.assumed_utc).map(|instant| instant.us)
}

/// Names and values of both kinds of extended data.
fn extended(element: &Element) -> Result<Vec<(String, String)>, String> {
    let plain = element.children.iter().filter(|child| child.name == "Data").map(|data| (data, data.text_of("value")));
    let schemas = element.children.iter().filter(|child| child.name == "SchemaData").flat_map(|data| &data.children);
    let simple = schemas.filter(|child| child.name == "SimpleData").map(|data| (data, Some(data.text.trim())));
    let mut list: Vec<(String, String)> = Vec::new();
    for (data, value) in plain.chain(simple) {
        let (Some(name), Some(value)) = (data.attribute("name"), value) else { continue };
        if list.len() == MAX_DATA {
            return Err(format!("has more than {MAX_DATA} entries, the most allowed"));
        }
        if name.len() + value.len() > MAX_TEXT_BYTES {
            return Err(format!("{} is longer than {MAX_TEXT_BYTES} bytes", quoted(name)));
        }
        if list.iter().any(|(key, _)| key == name) {
            return Err(format!("has {} twice", quoted(name)));
        }
        list.push((name.to_owned(), value.to_owned()));
    }
    Ok(list)
}

/// Adds the shapes of a geometry; elements that are none add nothing.
fn shapes(element: &Element, path: &str, list: &mut Vec<Shape>, budget: &mut usize) -> Result<(), (String, String)> {
    let path = format!("{path}.{}", if element.name.len() < 40 { &element.name } else { "…" });
    match element.name.as_str() {
        "MultiGeometry" => {
            for (index, child) in element.children.iter().enumerate() {
                shapes(child, &format!("{path}[{index}]"), list, budget)?;
            }
            Ok(())
        }
        "Polygon" => {
            if element.child("innerBoundaryIs").is_some() {
                return Err((format!("{path}.innerBoundaryIs"), "is a hole; areas with holes are not taken".to_owned()));
            }
            let ring = element.child("outerBoundaryIs").and_then(|outer| outer.child("LinearRing"));
            let ring = ring.ok_or_else(|| (path.clone(), "has no outerBoundaryIs with a LinearRing".to_owned()))?;
            shape(element, ring, ShapeKind::Polygon, path, list, budget)
        }
        "LineString" => shape(element, element, ShapeKind::Line, path, list, budget),
        "LinearRing" => shape(element, element, ShapeKind::Line, path, list, budget),
        "Point" => shape(element, element, ShapeKind::Point, path, list, budget),
        "Model" | "gx:Track" | "gx:MultiTrack" => {
            Err((path, "is not a geometry that is understood; known are Polygon, LineString, Point and MultiGeometry".to_owned()))
        }
        _ => Ok(()),
    }
}

fn shape(
    element: &Element,
    holder: &Element,
    kind: ShapeKind,
    path: String,
    list: &mut Vec<Shape>,
    budget: &mut usize,
) -> Result<(), (String, String)> {
    let mode = mode(element).map_err(|message| (format!("{path}.altitudeMode"), message))?;
    let extrude = matches!(element.text_of("extrude"), Some("1" | "true"));
    let text = holder.text_of("coordinates").unwrap_or_default();
    let positions = positions(text, budget).map_err(|message| (format!("{path}.coordinates"), message))?;
    list.push(Shape { path, kind, mode, extrude, positions });
    Ok(())
}

fn mode(element: &Element) -> Result<AltitudeMode, String> {
    let mode = element.text_of("altitudeMode").or_else(|| element.text_of("gx:altitudeMode"));
    match mode {
        None | Some("clampToGround") => Ok(AltitudeMode::ClampToGround),
        Some("relativeToGround") => Ok(AltitudeMode::RelativeToGround),
        Some("absolute") => Ok(AltitudeMode::Absolute),
        Some(other) => Err(format!("{} is not clampToGround, relativeToGround or absolute", quoted(other))),
    }
}

/// Positions: longitude, latitude and maybe a height, with commas between and space after each position.
fn positions(text: &str, budget: &mut usize) -> Result<Vec<(LatLng, Option<f64>)>, String> {
    let mut list = Vec::new();
    for (index, position) in text.split_ascii_whitespace().enumerate() {
        *budget = budget.checked_sub(1).ok_or_else(|| format!("the Placemark has more than {MAX_AREA_VERTICES} positions"))?;
        list.push(one_position(position).map_err(|message| format!("position {index}: {message}"))?);
    }
    if list.is_empty() { Err("has no positions".to_owned()) } else { Ok(list) }
}

fn one_position(text: &str) -> Result<(LatLng, Option<f64>), String> {
    let wrong = || format!("{} is not longitude,latitude or longitude,latitude,height", quoted(text));
    let number = |text: &str| {
        let number = (text.len() <= MAX_NUMBER_BYTES).then(|| text.parse::<f64>().ok()).flatten();
        number.filter(|number| number.is_finite()).ok_or_else(wrong)
    };
    let mut parts = text.split(',');
    let (Some(lng), Some(lat)) = (parts.next(), parts.next()) else { return Err(wrong()) };
    let height = parts.next().filter(|height| !height.is_empty()).map(number).transpose()?;
    if parts.next().is_some() {
        return Err(wrong());
    }
    if let Some(m) = height.filter(|m| m.abs() > MAX_HEIGHT_M) {
        return Err(format!("height {m} m is not between -{MAX_HEIGHT_M} and {MAX_HEIGHT_M} m"));
    }
    let at = LatLng::new(number(lat)?, number(lng)?).map_err(|error| error.to_string())?;
    Ok((at, height))
}
