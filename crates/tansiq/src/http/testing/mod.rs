//! Interfaces for automated testing: a client plays a user of this desk, a test director prepares the stage.
//!
//! They are served only where the settings say so, and never in service: whoever holds their scopes can plan and end
//! operations of the desk. Everything a plan meets goes the way of every other plan (`tansiq-desk`); here are only the
//! words of the interfaces. What they remember (answers given, data loaded for a test) is in memory and gone with the process.
//!
//! | File | What |
//! |---|---|
//! | `planning.rs` | flight planning v1: PUT and DELETE `/flight_plans/{id}` |
//! | `plan.rs` | a user's plan as the desk's |
//! | `outcome.rs` | why something was not planned, in the interface's words |
//! | `flights.rs` | which flight is which operation |
//! | `answers.rs` | the same answer to the same request |
//! | `clear.rs`, `notifications.rs` | what the test director and the user ask besides |
//! | `extents.rs` | shapes and heights of both interfaces |
//! | `map/` | geospatial map v1: data sources and queries |

mod answers;
pub(crate) mod clear;
mod extents;
mod flights;
pub(crate) mod map;
pub(crate) mod notifications;
mod outcome;
mod plan;
pub(crate) mod planning;

use super::answer::ok;
use super::call::Call;
use super::error::Error;
use answers::Answers;
use axum::response::Response;
use flights::Flights;
use map::Sources;
use std::sync::Arc;
use tansiq_peers::Transport;
use tansiq_wire::flight_planning::{API_NAME, API_VERSION, InterfaceStatus, StatusResponse};
use uuid::Uuid;

/// What the interfaces for automated testing remember.
pub struct Testing {
    flights: Flights,
    planned: Answers,
    cleared: Answers,
    pub(crate) sources: Sources,
}

impl Testing {
    /// Nothing yet. Map data is fetched with `transport`; `http` URLs only if `allow_http` is set.
    pub fn new(transport: Arc<dyn Transport>, allow_http: bool) -> Testing {
        Testing {
            flights: Flights::default(),
            planned: Answers::default(),
            cleared: Answers::default(),
            sources: Sources::new(transport, allow_http),
        }
    }
}

/// What the interfaces remember; where they are not served, their paths lead nowhere.
fn testing(call: &Call) -> Result<Arc<Testing>, Error> {
    call.app.testing().cloned().ok_or(Error::NoRoute)
}

/// An id of these interfaces. The documents say UUID; any version is read.
fn uuid(text: &str, field: &str) -> Result<Uuid, Error> {
    Uuid::try_parse(text).map_err(|_| Error::Invalid(format!("{field}: must be a UUID")))
}

/// GET `/status` of flight planning. A desk answers once its ledger is read, so it is ready.
pub(crate) fn status() -> Response {
    ok(&StatusResponse {
        status: InterfaceStatus::Ready,
        api_name: Some(API_NAME.to_owned()),
        api_version: Some(API_VERSION.to_owned()),
    })
}
