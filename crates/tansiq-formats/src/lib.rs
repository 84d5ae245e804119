//! The files of others: areas (GeoJSON, KML, ED-318, ED-269, OpenAir) and plans (GeoJSON, KML, QGroundControl).
//!
//! Bytes go in, one model comes out ([`Area`]), with a list of what is wrong, by feature and by path. A good feature is
//! kept and a bad one is listed; none is dropped in silence and none is guessed at. The crate asks no clock, no file and no
//! network. It does not judge: what an area means for a flight is decided elsewhere, and heights stay as the file says
//! them (`tansiq-heights` converts).
//!
//! Start at `model.rs` for what an area is, `problem.rs` for what can be wrong and `read.rs` for the way in. Each format has
//! its file; `schedule.rs` says when an area is active; `bounds.rs` names every limit.

mod aliases;
pub mod bounds;
mod document;
pub mod ed269;
pub mod ed318;
mod eurocae;
mod geodesic;
pub mod geojson;
mod geometry;
mod heights;
mod json;
pub mod kml;
pub mod model;
pub mod openair;
mod outline;
mod times;

pub mod plans;
pub mod problem;
pub mod read;
pub mod schedule;

pub use ed318::{Written, areas_to_ed318};
pub use model::{Area, AreaKind, AreaVolume, Authority, AuthorityRole, Collection, Provenance, Source, Text, Texts};
pub use problem::{Imported, Problem, Problems, ReadError, Severity};
pub use read::{Format, read_areas, sniff};
pub use schedule::{Daily, Days, Moment, Period, Schedule, ScheduleError, SunEvent, Zone};
