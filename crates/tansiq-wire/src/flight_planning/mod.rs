//! The flight planning interface of automated testing: a client plays a user who plans, changes
//! and closes flights at a USS, and a test director who prepares the stage.
//!
//! The source is `automated-testing/flight_planning/v1`, `flight_planning.yaml` version 0.7.0 and
//! the eight documents beside it; "schema `X`" means `components/schemas/X` in the document that a
//! file here is named after. Paths, scopes and what a USS should do are not here.
//!
//! Unlike in [`crate::f3548`], a message without a field that its schema requires is refused: both
//! ends are programs written for this interface, and a plan must not be tried with a guess in it.
//! Shapes, heights and times are those of F3548, read as there; see [`geotemporal`].
//!
//! Codes that decide what happens to a plan are enumerations. Codes that are only carried, such as
//! the kind of the aircraft, are strings, and the published ones are listed as constants: an
//! unknown one must not cost the whole plan.

pub mod astm_f3548_21;
pub mod au;
pub mod flight_plans;
pub mod geotemporal;
pub mod operator;
pub mod status;
pub mod telemetry;
pub mod uas;
pub mod user_notifications;
pub mod uspace;

pub use astm_f3548_21::*;
pub use au::*;
pub use flight_plans::*;
pub use geotemporal::*;
pub use operator::*;
pub use status::*;
pub use telemetry::*;
pub use uas::*;
pub use user_notifications::*;
pub use uspace::*;

/// What [`StatusResponse::api_name`] must say.
pub const API_NAME: &str = "Flight Planning Automated Testing Interface";

/// What [`StatusResponse::api_version`] must say.
pub const API_VERSION: &str = "v0.7.0";

/// Most volumes in the area of a flight plan, as many as an operational intent may have.
pub const MAX_AREA_VOLUMES: usize = crate::f3548::MAX_EXTENTS;

/// Most states in the telemetry of one flight plan: almost three hours at one a second.
pub const MAX_AIRCRAFT_STATES: usize = 10_000;

/// Most altitudes of one position, each over another datum.
pub const MAX_ALTITUDES: usize = 100;

/// Most registration numbers, serial numbers, technologies or methods in one list of a flight plan.
pub const MAX_FLIGHT_PLAN_ITEMS: usize = 1_000;

/// Most notifications in one answer.
pub const MAX_USER_NOTIFICATIONS: usize = 10_000;
