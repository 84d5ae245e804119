//! The geometry of Tansiq: shapes on the Earth, and the cells in which they are found.
//!
//! Two questions are kept apart. *Discovery* asks which shapes could possibly meet, and answers
//! with S2 cells of level 13, the contract of the field: [`Outline::cover`] never misses a point
//! of its shape. The *verdict*, whether two volumes truly overlap in space and time, is exact
//! geometry and does not look at cells: [`overlap`] for two volumes, [`conflicts`] for operations
//! of several. From the verdict follows the *nearest free place* of an operation that conflicts:
//! [`Search`] finds it among the [`Obstacles`] that others are.
//!
//! This crate knows nothing of traffic management: no kinds of altitude, no operators, no
//! messages. Everything it is given may come from a stranger, so every constructor checks its
//! input, says in plain words what is wrong, and bounds the work before doing it.
//!
//! Start at `coordinates.rs` for points, `cell.rs` and `cells.rs` for cells, `polygon.rs` and
//! `circle.rs` for shapes, `cover/` for coverings, `crossing.rs` for self-crossing outlines. The
//! verdict goes from `plan.rs` over `verdict.rs` and `volume.rs` down to `ground.rs`, `meeting.rs`
//! (two polygons), `ring.rs`, `edge.rs` and `metric.rs` (distances on the ellipsoid). Free places
//! are looked for in `free/`.

mod bounds;
mod cell;
mod cells;
mod circle;
mod coordinates;
mod cover;
mod crossing;
mod edge;
mod error;
mod free;
mod ground;
mod meeting;
mod metric;
mod outline;
mod plan;
mod polygon;
mod ring;
mod verdict;
mod volume;

pub use cell::{Cell, LEVEL, ParseCellError};
pub use cells::Cells;
pub use circle::Circle;
pub use coordinates::LatLng;
pub use cover::MAX_CELLS;
pub use error::ShapeError;
pub use free::{
    Alternative, HeightLimits, MAX_NEAR_PAIRS, MAX_OBSTACLES, MAX_PLAN_VOLUMES, MAX_SEARCH_STEPS, Obstacles, Search, SearchError,
    Shift, conflicts_among, is_free,
};
pub use outline::{MAX_AREA_KM2, Outline};
pub use plan::{Conflict, Forbidden, conflicts, forbidden_height_shift_m, forbidden_time_shift_us};
pub use polygon::{MAX_PERIMETER_KM, MAX_VERTICES, Polygon};
pub use verdict::{Dimension, Overlap, Verdict, overlap, overlaps};
pub use volume::{MAX_BUFFER_M, TOUCH_M, Volume, VolumeError};

/// Area of the sphere on which areas are measured, in square kilometres.
///
/// It is the Earth's surface; the field scales solid angles with this figure, and agreeing on it
/// means agreeing on which shapes are too large.
pub(crate) const SPHERE_AREA_KM2: f64 = 510_072_000.0;

/// Mean radius of the Earth in metres, as the field uses it between angles and lengths.
pub(crate) const SPHERE_RADIUS_M: f64 = 6_371_010.0;
