//! Plans: files that say where and when an operation is to fly, read into volumes.
//!
//! Four kinds of file, told apart by what is in them: GeoJSON (`geojson.rs`), F3548 `Volume4D` as JSON (`volumes.rs`), KML
//! (`kml.rs`) and QGroundControl plans (`qgc.rs`). A route becomes one volume for each leg, with its own heights and times
//! (`route.rs` on `corridor.rs`), because a whole route blocked for a whole flight would refuse everybody else. What a file
//! leaves open is filled in from [`Assumptions`], and every assumption made is told in [`PlanFile::stated`]. A plan is read
//! whole or refused: an item that is not understood is an error that names it, never skipped.
//!
//! Heights stay as the file says them (`tansiq-heights` converts). Whether a plan may fly is not judged here.

mod assumptions;
mod corridor;
mod error;
mod geojson;
mod json;
mod kml;
mod qgc;
mod route;
mod volumes;

use tansiq_geo::Outline;
use tansiq_heights::Height;

pub use assumptions::Assumptions;
pub use corridor::MAX_PIECE_M;
pub use error::PlanError;

use crate::{bounds::MAX_FILE_BYTES, kml::ZIP_MAGIC};

/// Most vertices of a plan, all its volumes together; a circle counts 1 (the bound of F3548-21 for an operation).
pub const MAX_PLAN_VERTICES: usize = 10_000;
/// Largest plan in JSON, in bytes (4 MiB): parsed values take some thirty times the room of their text.
pub const MAX_PLAN_JSON_BYTES: usize = 4 * 1024 * 1024;
/// Longest plan, from its start to the end of its last volume, in seconds (7 days).
pub const MAX_PLAN_DURATION_S: f64 = 7.0 * 86_400.0;
/// Most lines in [`PlanFile::stated`]; equal statements about several items are one line.
pub const MAX_STATED: usize = 64;

/// What a plan file says.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanFile {
    /// The plan's name, if it has one.
    pub name: Option<String>,
    /// The priority it asks for, if it does; greater goes first.
    pub priority: Option<i64>,
    /// Its volumes, at least one, in the order of the file. They are never merged.
    pub volumes: Vec<PlannedVolume>,
    /// What was assumed to make them, one assumption a line, for whoever files the plan.
    pub stated: Vec<String>,
}

/// One volume of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedVolume {
    /// The outline on the ground.
    pub outline: Outline,
    /// Metres by which the outline reaches further, 0 to [`tansiq_geo::MAX_BUFFER_M`]. Legs and circles hold their buffer in
    /// the outline and have 0 here; [`spread`](Self::spread) does the same for polygons.
    pub buffer_m: f64,
    /// Lower bound.
    pub lower: Height,
    /// Upper bound; not below the lower one where both have the same reference.
    pub upper: Height,
    /// When it is used.
    pub timing: Timing,
}

/// When a volume is used, microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// From and until, since the Unix epoch, UTC: the file names the times.
    Absolute {
        /// First instant.
        start_us: i64,
        /// Last instant, not before the first.
        end_us: i64,
    },
    /// From and until, counted from the start of the plan, which the file leaves open.
    Relative {
        /// First instant, 0 or later.
        start_us: i64,
        /// Last instant, not before the first.
        end_us: i64,
    },
}

/// A [`PlannedVolume`] with its times settled.
#[derive(Clone, Debug, PartialEq)]
pub struct TimedVolume {
    /// The outline on the ground.
    pub outline: Outline,
    /// Metres by which the outline reaches further.
    pub buffer_m: f64,
    /// Lower bound.
    pub lower: Height,
    /// Upper bound.
    pub upper: Height,
    /// First instant, microseconds since the Unix epoch, UTC.
    pub start_us: i64,
    /// Last instant, microseconds since the Unix epoch, UTC.
    pub end_us: i64,
}

impl Timing {
    /// Start and end in microseconds since the Unix epoch, for a plan that starts at `plan_start_us`.
    #[must_use]
    pub fn at(self, plan_start_us: i64) -> (i64, i64) {
        match self {
            Self::Absolute { start_us, end_us } => (start_us, end_us),
            Self::Relative { start_us, end_us } => (plan_start_us.saturating_add(start_us), plan_start_us.saturating_add(end_us)),
        }
    }
}

impl PlannedVolume {
    /// Volumes without a buffer whose union holds this one with its buffer: itself and a corridor about each edge.
    ///
    /// F3548 has no word for a buffer. Corridors are a little wider than the buffer (8.3 % of it at corners), never narrower.
    ///
    /// # Errors
    ///
    /// [`PlanError::Shape`] where the buffer makes a corridor too large.
    pub fn spread(&self) -> Result<Vec<Self>, PlanError> {
        let bare = Self { buffer_m: 0.0, ..self.clone() };
        if self.buffer_m <= 0.0 {
            return Ok(vec![bare]);
        }
        let refused = |source| PlanError::Shape { path: "buffer_m".to_owned(), source };
        let outlines = corridor::around(&self.outline, self.buffer_m).map_err(refused)?;
        let widened = outlines.into_iter().map(|outline| Self { outline, ..bare.clone() });
        Ok(match self.outline {
            Outline::Circle(_) => widened.collect(),
            Outline::Polygon(_) => std::iter::once(bare.clone()).chain(widened).collect(),
        })
    }
}

impl PlanFile {
    /// The volumes of the plan when it starts at `start_us`, microseconds since the Unix epoch. Times that the file names
    /// stay as they are.
    #[must_use]
    pub fn at(&self, start_us: i64) -> Vec<TimedVolume> {
        let timed = |volume: &PlannedVolume| {
            let (start_us, end_us) = volume.timing.at(start_us);
            TimedVolume {
                outline: volume.outline.clone(),
                buffer_m: volume.buffer_m,
                lower: volume.lower,
                upper: volume.upper,
                start_us,
                end_us,
            }
        };
        self.volumes.iter().map(timed).collect()
    }

    /// Whether the file leaves its start open, so that [`at`](Self::at) needs one.
    #[must_use]
    pub fn needs_start(&self) -> bool {
        self.volumes.iter().any(|volume| matches!(volume.timing, Timing::Relative { .. }))
    }

    /// Vertices of all volumes together; a circle counts 1.
    #[must_use]
    pub fn vertices(&self) -> usize {
        self.volumes.iter().map(|volume| vertices_of(&volume.outline)).sum()
    }
}

/// Reads a plan of any kind, recognised by its content.
///
/// # Errors
///
/// [`PlanError`], which names the item and what is allowed. Nothing of a plan with an error is returned.
pub fn read(bytes: &[u8], assumptions: &Assumptions) -> Result<PlanFile, PlanError> {
    refuse_larger(bytes, MAX_FILE_BYTES)?;
    assumptions.check()?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    let plan = match first {
        Some(b'<') => kml::read(bytes, assumptions)?,
        Some(b'P') if bytes.starts_with(ZIP_MAGIC) => kml::read(bytes, assumptions)?,
        Some(b'{' | b'[') => read_json(bytes, assumptions)?,
        _ => return Err(PlanError::UnknownFormat),
    };
    let count = plan.vertices();
    if count > MAX_PLAN_VERTICES {
        return Err(PlanError::TooManyVertices { count });
    }
    Ok(plan)
}

fn refuse_larger(bytes: &[u8], max: usize) -> Result<(), PlanError> {
    if bytes.len() > max { Err(PlanError::TooLarge { bytes: bytes.len(), max }) } else { Ok(()) }
}

fn read_json(bytes: &[u8], assumptions: &Assumptions) -> Result<PlanFile, PlanError> {
    refuse_larger(bytes, MAX_PLAN_JSON_BYTES)?;
    let mut value: serde_json::Value =
        serde_json::from_slice(bytes).map_err(|error| PlanError::Syntax { format: "JSON", message: error.to_string() })?;
    settle_names(&mut value);
    let text = |key: &str| value.get(key).and_then(serde_json::Value::as_str);
    if text("fileType") == Some("Plan") {
        return qgc::read(&value, assumptions);
    }
    match text("type") {
        Some("FeatureCollection" | "Feature") => geojson::read(&value, assumptions),
        _ if value.is_array() || value.get("volumes").is_some() => volumes::read(bytes, value.is_array(), assumptions),
        _ => Err(PlanError::UnknownFormat),
    }
}

/// Other tools' names for the properties of GeoJSON features become ours.
fn settle_names(value: &mut serde_json::Value) {
    let settle = |feature: &mut serde_json::Value| {
        if let Some(properties) = feature.get_mut("properties").and_then(serde_json::Value::as_object_mut) {
            crate::aliases::settle(properties);
            if !properties.contains_key("radius_m")
                && let Some(radius) = properties.get("radius").cloned()
            {
                properties.insert("radius_m".to_owned(), radius);
            }
        }
    };
    match value.get_mut("features").and_then(serde_json::Value::as_array_mut) {
        Some(features) => features.iter_mut().for_each(settle),
        None => settle(value),
    }
}

/// Vertices of an outline as F3548 counts them.
pub(crate) fn vertices_of(outline: &Outline) -> usize {
    match outline {
        Outline::Polygon(polygon) => polygon.vertices().len(),
        Outline::Circle(_) => 1,
    }
}
