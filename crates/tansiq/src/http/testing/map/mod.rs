//! Geospatial map v1: a test director has map data loaded, and a client asks which features apply somewhere.
//!
//! What is loaded here is in memory, beside the desk's own areas and the constraints it knows; no plan is held against it.
//! Data sources are in `sources.rs`, what all features have in common in `feature.rs`, when they are there in `times.rs`,
//! what a client looks for in `filter.rs`, and the answer in `query.rs`.

mod feature;
mod filter;
pub(crate) mod query;
pub(crate) mod sources;
mod times;

pub(crate) use sources::Sources;

use crate::http::answer::ok;
use axum::response::Response;
use tansiq_wire::geospatial_map::{API_NAME, API_VERSION, InterfaceStatus, StatusResponse};

/// GET `/status` of the geospatial map.
pub(crate) fn status() -> Response {
    ok(&StatusResponse {
        status: InterfaceStatus::Ready,
        api_name: Some(API_NAME.to_owned()),
        api_version: Some(API_VERSION.to_owned()),
    })
}
