//! `/api/v1/desk/picture`: all that the page of a desk shows, at once, as it is now or as it was. What follows it as things
//! happen is `picture/stream.rs`.
//!
//! | File | What |
//! |---|---|
//! | `things.rs` | what a picture consists of |
//! | `past.rs` | the state as it was |
//! | `changes.rs`, `stream.rs` | what each record changed, and who follows it |

mod changes;
mod past;
pub(crate) mod stream;
mod things;

pub(super) use changes::Changes;
pub(super) use past::Past;

use super::areas::Area;
use super::deliveries::Delivery;
use super::history::blocking;
use super::known::{KnownConstraintView, KnownOperationView};
use super::ledger::DeskLedger;
use super::notices::NoticeView;
use super::page;
use super::templates::TemplateView;
use super::views::{PlanView, time};
use super::volumes::instant;
use crate::http::answer::ok;
use crate::http::bounds::{MAX_FOLDED, MAX_FOLDS, MAX_PICTURE_THINGS, MAX_PICTURES};
use crate::http::call::Call;
use crate::http::error::Error;
use crate::http::metrics::Limit;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Instant;
use tansiq_core::Timestamp;
use tansiq_core::desk::State;
use tansiq_desk::Desk;
use tansiq_desk::conformance::Moved;
use tansiq_node::Unavailable;
use things::{Copied, Thing, View};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use utoipa::ToSchema;

/// How many may make a picture at one time.
pub(super) struct Places {
    /// Pictures of any moment.
    pictures: Arc<Semaphore>,
    /// Folds of the ledger.
    pub(super) folds: Arc<Semaphore>,
}

impl Default for Places {
    fn default() -> Places {
        Places { pictures: Arc::new(Semaphore::new(MAX_PICTURES)), folds: Arc::new(Semaphore::new(MAX_FOLDS)) }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    /// As it was then.
    at: Option<String>,
    /// As it was after so many records.
    index: Option<String>,
}

/// All that there is to see.
#[derive(Default, Serialize, ToSchema)]
pub(crate) struct Picture {
    /// Records of the ledger that it is made of.
    index: u64,
    /// Of which moment it is.
    #[schema(format = DateTime)]
    as_of: String,
    /// Plans, without those that were over a day before.
    plans: Vec<PlanView>,
    /// Operations of peers.
    known_operations: Vec<KnownOperationView>,
    /// Constraints of other parties.
    known_constraints: Vec<KnownConstraintView>,
    areas: Vec<Area>,
    /// Where aircraft of this desk are; of a moment past this is not known.
    positions: Vec<AircraftPosition>,
    /// What peers must still be told.
    deliveries: Vec<Delivery>,
    /// The newest 500, oldest first.
    notices: Vec<NoticeView>,
    templates: Vec<TemplateView>,
    /// Things that did not fit: 20,000 do, fewer if they are large.
    left_out: usize,
}

/// Where an aircraft is.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct AircraftPosition {
    #[schema(format = "uuid")]
    operation: String,
    /// When it was measured.
    #[schema(format = DateTime)]
    at: String,
    /// Degrees north.
    lat: f64,
    /// Degrees east.
    lng: f64,
    /// Metres above the ellipsoid.
    height_m: f64,
    /// Over the ground, if it was reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    speed_mps: Option<f64>,
    /// Degrees east of true north, if it was reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    track_deg: Option<f64>,
}

impl AircraftPosition {
    fn of(moved: &Moved) -> AircraftPosition {
        let position = &moved.position;
        AircraftPosition {
            operation: moved.operation.to_string(),
            at: time(position.at),
            lat: position.lat,
            lng: position.lng,
            height_m: position.height_m,
            speed_mps: moved.speed_mps,
            track_deg: moved.track_deg,
        }
    }
}

pub(crate) async fn get(call: Call, query: &str) -> Result<Response, Error> {
    let Parameters { at, index } = page::parameters(query)?;
    let desk = call.desk()?.clone();
    let ledger = call.app.ledger()?.clone();
    let pictures = ledger.places.pictures.clone();
    let place = pictures.acquire_owned().await.map_err(|_| Error::Unavailable(Unavailable::Stopping))?;
    match (at, index) {
        (None, None) => present(desk, place).await,
        (Some(_), Some(_)) => Err(Error::Invalid("at and index: only one of them may be given".to_owned())),
        (at, index) => {
            let at = at.map(|at| instant(&at, "at")).transpose()?;
            let index = page::number("index", index.as_deref())?;
            let deadline = Instant::now() + call.app.options().request_timeout.mul_f64(0.8);
            let busy = |_| call.app.metrics().refuse(Limit::Folds, Error::Unavailable(Unavailable::Busy));
            let fold = ledger.places.folds.clone().try_acquire_owned().map_err(busy)?;
            let moment = Moment { at, index, head: desk.node().head(), now: desk.now() };
            let made = blocking(move || {
                let _places = (place, fold);
                past(&ledger, moment, deadline)
            });
            made.await?
        }
    }
}

/// The picture of now: copied under the lock, written outside.
async fn present(desk: Desk, place: OwnedSemaphorePermit) -> Result<Response, Error> {
    let now = desk.now();
    let ((copied, left_out), index) = desk.node().read_whole(|state| copy_all(state, now)).await?;
    let (moved, _) = desk.moved_since(0, MAX_PICTURE_THINGS);
    blocking(move || {
        let _place = place;
        let positions = moved.iter().map(AircraftPosition::of).collect();
        let picture = Picture { index, as_of: time(now), positions, left_out, ..Picture::default() };
        ok(&picture.with(&copied, now, Some(&desk)))
    })
    .await
}

/// Which moment past is asked for, and what is now.
struct Moment {
    at: Option<Timestamp>,
    index: Option<u64>,
    head: u64,
    now: Timestamp,
}

fn past(ledger: &DeskLedger, moment: Moment, deadline: Instant) -> Result<Response, Error> {
    let Moment { at, index, head, now } = moment;
    let index = match (at, index) {
        (Some(at), _) => ledger.history.count_until(at, head)?,
        (None, index) => index.unwrap_or(head),
    };
    if index > head {
        return Err(Error::Invalid(format!("index: must be 0 to {head}, not {index}")));
    }
    if index > MAX_FOLDED {
        return Err(Error::Invalid(format!("index: {index} records; a moment after at most {MAX_FOLDED} can be looked at")));
    }
    let folded = ledger.past.fold(&ledger.history, index, deadline)?;
    let as_of = at.map_or(folded.at, |at| at.min(now));
    let (copied, left_out) = copy_all(&folded.state, as_of);
    let picture = Picture { index, as_of: time(as_of), left_out, ..Picture::default() };
    Ok(ok(&picture.with(&copied, as_of, None)))
}

fn copy_all(state: &State, now: Timestamp) -> (Vec<(Thing, Option<Copied>)>, usize) {
    let (things, left_out) = things::selection(state, now);
    (things::copy(state, &things, now), left_out)
}

impl Picture {
    fn with(mut self, copied: &[(Thing, Option<Copied>)], now: Timestamp, present: Option<&Desk>) -> Picture {
        for (_, copied) in copied {
            let Some(copied) = copied else { continue };
            match copied.view(now, present) {
                View::Template(template) => self.templates.push(template),
                View::Area(area) => self.areas.push(area),
                View::Plan(plan) => self.plans.push(*plan),
                View::KnownOperation(known) => self.known_operations.push(known),
                View::KnownConstraint(known) => self.known_constraints.push(known),
                View::Delivery(delivery) => self.deliveries.push(delivery),
                View::Notice(notice) => self.notices.push(*notice),
            }
        }
        self
    }
}
