//! The geospatial map interface of automated testing: a test director has map data loaded, and a
//! client asks, as a user of the map would, which features apply somewhere.
//!
//! The source is `automated-testing/geospatial_map/v1`, `geospatial_map.yaml` version 0.2.3,
//! `astm_f3548_21.yaml` and `ed269.yaml`; "schema `X`" means `components/schemas/X` there. Paths,
//! scopes and what the map says are not here.
//!
//! As in [`crate::flight_planning`], a message without a field that its schema requires is refused.
//! The document spells two required fields `filterSets` and `featuresSelectionOutcome` that its
//! properties spell `filter_sets` and `features_selection_outcome`; only the latter are known here.

pub mod data_sources;
pub mod geotemporal;
pub mod queries;

pub use data_sources::*;
pub use geotemporal::*;
pub use queries::*;

pub use crate::flight_planning::{InterfaceStatus, StatusResponse};

/// What [`StatusResponse::api_name`] must say.
pub const API_NAME: &str = "Geospatial Map Provider Automated Testing Interface";

/// What [`StatusResponse::api_version`] must say: so the document demands, although its own version
/// is 0.2.3 by now.
pub const API_VERSION: &str = "v0.2.2";

/// Most data sources in one answer.
pub const MAX_DATA_SOURCES: usize = 10_000;

/// Most checks in one query, and most results in its answer.
pub const MAX_CHECKS: usize = 10_000;

/// Most filter sets in one check.
pub const MAX_FILTER_SETS: usize = 1_000;

/// Most volumes in one filter set.
pub const MAX_FILTER_VOLUMES: usize = crate::f3548::MAX_EXTENTS;

/// Most restrictions in one filter.
pub const MAX_FILTER_RESTRICTIONS: usize = 100;
