//! ASTM F3548-21, strategic coordination: the messages between a USS and the DSS and between two
//! USSs.
//!
//! The source is the standard's API document, `f3548-21-utm.yaml` version 1.0.0; "schema `X`" in a
//! doc comment means `components/schemas/X` there. Paths of the API are not here, they belong to
//! whoever serves or calls them. The files follow the document's parts; [`common`] holds what all
//! of them share.

pub mod availability;
pub mod common;
pub mod constraints;
pub mod geozone;
pub mod intents;
pub mod key;
pub mod logs;
pub mod reports;
pub mod subscriptions;
pub mod time;
pub mod uss;

pub use availability::*;
pub use common::*;
pub use constraints::*;
pub use geozone::*;
pub use intents::*;
pub use key::*;
pub use logs::*;
pub use reports::*;
pub use subscriptions::*;
pub use time::*;
pub use uss::*;

/// What stands in for the OVN of an entity in the hands of anyone but its manager.
///
/// The standard leaves `ovn` out there; DSSs in the field write this phrase, and their clients know
/// it. It can never be a real OVN, because it holds spaces.
pub const NO_OVN_PHRASE: &str = "Available from USS";

/// What stands in `subscription_id` of an operational intent that has no subscription.
///
/// The standard requires the field, so DSSs in the field write this identifier, which is never
/// given to a subscription.
pub const NULL_SUBSCRIPTION_ID: &str = "00000000-0000-4000-8000-000000000000";

/// The heights that a message may carry, metres above the WGS84 ellipsoid (schema `Altitude`).
pub const ALTITUDE_RANGE_M: std::ops::RangeInclusive<f64> = -8_000.0..=100_000.0;

/// Most volumes in one list of a message: `extents`, `volumes`, `off_nominal_volumes`.
///
/// The standard knows no bound for `extents`; an operation may have at most 10,000 vertices, so
/// more volumes than this cannot be conforming.
pub const MAX_EXTENTS: usize = 10_000;

/// Most subscriptions named in one notification.
pub const MAX_NOTIFIED_SUBSCRIPTIONS: usize = 10_000;

/// Most HTTP headers in one reported exchange.
pub const MAX_REPORT_HEADERS: usize = 1_000;

/// Most authorities, conditions or reasons of one UAS zone.
pub const MAX_ZONE_ITEMS: usize = 1_000;
