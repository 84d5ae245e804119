//! Positions held against the volumes that were declared (F3548-21 CMSA0005 and following).
//!
//! Last positions are in memory only: where something was is asked for in seconds, or not at all. What follows from them is
//! in the ledger: that an operation left its volumes, and since when. The changes of state that follow are made in
//! `conformance/excursions.rs`, from what the ledger says, so that a restart forgets none and begins no time anew.

mod excursions;

use crate::desk::Desk;
use crate::error::DeskError;
use crate::outbox::Bell;
use crate::volumes::{HIGHEST_M, LOWEST_M};
use futures_util::stream::{self, StreamExt};
use parking_lot::Mutex;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;
use tansiq_core::desk::bounds::MAX_OPERATIONS;
use tansiq_core::desk::{Command, Operation, OperationState, Plan, Position, Volumes, touch};
use tansiq_core::{EntityId, Name, Timestamp};
use tansiq_geo::LatLng;
use tansiq_wire::f3548::{GetOperationalIntentTelemetryResponse, Time, VehicleTelemetry};
use tokio::sync::watch;

/// Positions taken at once.
pub const MAX_REPORTS: usize = 10_000;
/// Operations of which a last position is kept.
pub const MAX_POSITIONS: usize = MAX_OPERATIONS;
/// Changes of conformance that are recorded at once.
const MAX_NOTED_AT_ONCE: usize = 64;
/// How far ahead of this desk's clock a position may be: one further ahead would make all later ones stale.
pub const MAX_AHEAD: Duration = Duration::from_secs(30);
/// What stands in telemetry for a track that is not known (F3548-21, `Velocity`).
const UNKNOWN_TRACK_DEG: f64 = 360.0;
/// When to ask again for telemetry, if positions come too rarely to tell.
const USUAL_INTERVAL: Duration = Duration::from_secs(5);
/// The shortest and the longest interval of positions that is told to peers.
const INTERVALS: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(60));
/// A last position older than this announces no other.
const SILENT_AFTER: Duration = Duration::from_secs(300);

/// Last positions of operations, in memory: where something was is asked for in seconds, or not at all.
#[derive(Debug, Default)]
pub(crate) struct Positions {
    last: Mutex<Last>,
    /// How many were kept since the start.
    changes: watch::Sender<u64>,
    /// Rung when an operation left its volumes or came back.
    pub(crate) bell: Bell,
}

/// Last positions, and in which order they came.
#[derive(Debug, Default)]
struct Last {
    by_operation: HashMap<EntityId, Kept>,
    /// Each kept one by its change.
    by_change: BTreeMap<u64, EntityId>,
    /// Counts those that were kept.
    changes: u64,
}

impl Last {
    fn remove(&mut self, id: EntityId) {
        if let Some(kept) = self.by_operation.remove(&id) {
            self.by_change.remove(&kept.change);
        }
    }
}

/// The last position of an operation.
#[derive(Clone, Debug)]
struct Kept {
    report: Report,
    /// Which change of all positions it was, from 1.
    change: u64,
    /// How long after the one before it.
    interval: Option<Duration>,
}

/// A position of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Which operation.
    pub operation: EntityId,
    /// Where and when.
    pub position: Position,
    /// All that was reported, to be passed on to peers.
    pub telemetry: VehicleTelemetry,
}

/// Where an operation was last, for those who follow all of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// Which operation.
    pub operation: EntityId,
    /// Where and when.
    pub position: Position,
    /// Metres a second over the ground, if it was reported.
    pub speed_mps: Option<f64>,
    /// Degrees east of true north, if it was reported, 0 to below 360.
    pub track_deg: Option<f64>,
}

impl Moved {
    fn of(report: &Report) -> Moved {
        let velocity = report.telemetry.velocity.as_ref();
        Moved {
            operation: report.operation,
            position: report.position,
            speed_mps: velocity.map(|velocity| velocity.speed),
            track_deg: velocity.map(|velocity| velocity.track).filter(|track| (0.0..UNKNOWN_TRACK_DEG).contains(track)),
        }
    }
}

/// What a position says about conformance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conformance {
    /// Within one of the declared volumes, in place, height and time at once.
    Inside,
    /// Within none.
    Outside,
    /// Older than the last one: not looked at.
    Stale,
    /// The operation is not in use: kept, and not judged.
    NotInUse,
    /// There is no such operation.
    Unknown,
}

/// Why there is no telemetry.
#[derive(Debug, thiserror::Error)]
pub enum NoTelemetry {
    /// There is no such operation.
    #[error("there is no operation {0}")]
    NotFound(EntityId),
    /// It is in its volumes.
    #[error("operation {0} is not off-nominal")]
    NotOffNominal(EntityId),
    /// No position is known.
    #[error("no position of operation {0} is known")]
    NoPosition(EntityId),
    /// Not now.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// What of an operation is needed to judge a position.
struct Judge {
    state: Option<OperationState>,
    plan: Arc<Plan>,
    excursion: bool,
}

impl Judge {
    fn of(operation: &Operation) -> Judge {
        Judge { state: operation.state, plan: operation.plan.clone(), excursion: operation.excursion.is_some() }
    }

    fn judge(&self, position: &Position) -> Conformance {
        match self.state {
            None | Some(OperationState::Accepted | OperationState::Ended) => Conformance::NotInUse,
            Some(_) if is_in(&self.plan.volumes, position) => Conformance::Inside,
            Some(_) => Conformance::Outside,
        }
    }

    /// What is news to the ledger: that it is outside, or back.
    fn news(&self, found: Conformance) -> Option<bool> {
        match found {
            Conformance::Outside if !self.excursion => Some(true),
            Conformance::Inside if self.excursion => Some(false),
            _ => None,
        }
    }
}

/// Whether a position is in one of the volumes, in place, height and time at once. Boundaries belong to volumes.
fn is_in(volumes: &Volumes, position: &Position) -> bool {
    let Ok(place) = LatLng::new(position.lat, position.lng) else { return false };
    volumes.as_slice().iter().any(|volume| volume.contains(place, position.height_m, position.at.0))
}

impl Positions {
    /// Keeps a position unless a later one is known. Nothing if the operation's is kept already and later.
    fn keep(&self, report: &Report) -> Result<bool, DeskError> {
        let mut last = self.last.lock();
        let before = last.by_operation.get(&report.operation).map(|kept| (kept.report.position.at, kept.interval));
        if before.is_some_and(|(at, _)| report.position.at < at) {
            return Ok(false);
        }
        if before.is_none() && last.by_operation.len() >= MAX_POSITIONS {
            return Err(DeskError::TooMany(format!("positions of {MAX_POSITIONS} operations are kept already")));
        }
        let interval = before.and_then(|(at, known)| match report.position.at.0.saturating_sub(at.0) {
            0 => known,
            micros => u64::try_from(micros).ok().map(Duration::from_micros),
        });
        last.remove(report.operation);
        last.changes += 1;
        let change = last.changes;
        last.by_change.insert(change, report.operation);
        last.by_operation.insert(report.operation, Kept { report: report.clone(), change, interval });
        self.changes.send_replace(change);
        Ok(true)
    }

    fn get(&self, id: EntityId) -> Option<Kept> {
        self.last.lock().by_operation.get(&id).cloned()
    }
}

impl Desk {
    /// Takes positions, at most [`MAX_REPORTS`] at once, and says what each means, in their order. Leaving the volumes
    /// raises Nonconforming, and Contingent after [`crate::Settings::contingent_after`]; coming back in time ends it.
    ///
    /// What several positions of one operation mean for its state is decided by the last one.
    ///
    /// # Errors
    /// [`DeskError::Invalid`] for a position that is none: then none was taken.
    pub async fn report_positions(&self, who: &Name, reports: &[Report]) -> Result<Vec<Conformance>, DeskError> {
        if reports.len() > MAX_REPORTS {
            let count = reports.len();
            return Err(DeskError::Invalid(format!("positions: {count} at once, at most {MAX_REPORTS} are taken")));
        }
        let latest = self.now().plus(MAX_AHEAD);
        for (index, report) in reports.iter().enumerate() {
            check(&report.position, latest).map_err(|problem| DeskError::Invalid(format!("positions[{index}].{problem}")))?;
        }
        let judges = self.judges(reports).await?;
        let mut found = Vec::with_capacity(reports.len());
        let mut news: HashMap<EntityId, (bool, Position)> = HashMap::new();
        for report in reports {
            let Some(judge) = judges.get(&report.operation) else {
                found.push(Conformance::Unknown);
                continue;
            };
            if !self.shared().positions.keep(report)? {
                found.push(Conformance::Stale);
                continue;
            }
            let conformance = judge.judge(&report.position);
            found.push(conformance);
            match judge.news(conformance) {
                Some(outside) => news.insert(report.operation, (outside, report.position)),
                None => news.remove(&report.operation),
            };
        }
        self.note(who, news).await?;
        Ok(found)
    }

    /// The operations that positions are of, read once.
    async fn judges(&self, reports: &[Report]) -> Result<HashMap<EntityId, Judge>, DeskError> {
        self.read(|state, touches| {
            touches.extend(reports.iter().map(|report| touch::entity(report.operation)));
            let mut judges = HashMap::new();
            for report in reports {
                if let std::collections::hash_map::Entry::Vacant(vacant) = judges.entry(report.operation)
                    && let Some(operation) = state.operation(report.operation)
                {
                    vacant.insert(Judge::of(operation));
                }
            }
            judges
        })
        .await
    }

    /// Records what changed. The states that follow are changed by a chore, which this wakes: a crash in between is made up
    /// for at the next start, because the ledger has it.
    async fn note(&self, who: &Name, news: HashMap<EntityId, (bool, Position)>) -> Result<(), DeskError> {
        if news.is_empty() {
            return Ok(());
        }
        let noted = stream::iter(news).map(|(id, (outside, position))| async move {
            let command = Command::NoteConformance { id, outside, position: Some(position) };
            match self.submit(who, command).await {
                Ok(_) if outside => tracing::warn!(operation = %id, "outside its volumes"),
                Ok(_) => tracing::info!(operation = %id, "back in its volumes"),
                // Forgotten meanwhile.
                Err(DeskError::Rejected(_)) => {}
                Err(error) => return Err(error),
            }
            Ok(())
        });
        let noted: Vec<Result<(), DeskError>> = noted.buffer_unordered(MAX_NOTED_AT_ONCE).collect().await;
        self.shared().positions.bell.ring();
        noted.into_iter().collect()
    }

    /// The last known position of an operation, if there is one, whatever its state.
    pub fn last_position(&self, id: EntityId) -> Option<Report> {
        self.shared().positions.get(id).map(|kept| kept.report)
    }

    /// Operations that moved after the change `seen`, those whose news is oldest first, at most `most`; and the change up to
    /// which these are all. 0 for all that is known.
    pub fn moved_since(&self, seen: u64, most: usize) -> (Vec<Moved>, u64) {
        let last = self.shared().positions.last.lock();
        let mut up_to = last.changes;
        let mut moved = Vec::new();
        for (change, id) in last.by_change.range(seen.saturating_add(1)..) {
            if moved.len() == most {
                up_to = change - 1;
                break;
            }
            moved.extend(last.by_operation.get(id).map(|kept| Moved::of(&kept.report)));
        }
        (moved, up_to)
    }

    /// Tells when operations moved: the number of the last change of all positions.
    pub fn moves(&self) -> watch::Receiver<u64> {
        self.shared().positions.changes.subscribe()
    }

    /// What peers are told of an operation that is outside its volumes.
    ///
    /// # Errors
    /// [`NoTelemetry`].
    pub async fn telemetry(&self, id: EntityId) -> Result<GetOperationalIntentTelemetryResponse, NoTelemetry> {
        let state = self
            .read(|state, touches| {
                touches.add(touch::entity(id));
                state.operation(id).filter(|operation| operation.is_live())?.state
            })
            .await?;
        match state {
            None => return Err(NoTelemetry::NotFound(id)),
            Some(state) if !state.is_off_nominal() => return Err(NoTelemetry::NotOffNominal(id)),
            Some(_) => {}
        }
        let kept = self.shared().positions.get(id).ok_or(NoTelemetry::NoPosition(id))?;
        let next = next_opportunity(&kept, self.now());
        Ok(GetOperationalIntentTelemetryResponse {
            operational_intent_id: id.to_string(),
            telemetry: Some(kept.report.telemetry),
            next_telemetry_opportunity: next.map(|at| Time::from_micros(at.0)),
        })
    }

    /// Forgets positions of operations that are over.
    pub(crate) async fn forget_positions(&self) -> Result<(), DeskError> {
        let kept: Vec<EntityId> = self.shared().positions.last.lock().by_operation.keys().copied().collect();
        let over = self
            .read(|state, touches| {
                touches.add(touch::OPERATIONS);
                let over = |id: &&EntityId| state.operation(**id).is_none_or(Operation::is_over);
                kept.iter().filter(over).copied().collect::<Vec<_>>()
            })
            .await?;
        let mut last = self.shared().positions.last.lock();
        for id in over {
            last.remove(id);
        }
        Ok(())
    }
}

/// When a peer can expect the next position; none if positions have ceased.
fn next_opportunity(kept: &Kept, now: Timestamp) -> Option<Timestamp> {
    let at = kept.report.position.at;
    if at.plus(SILENT_AFTER) < now {
        return None;
    }
    let interval = kept.interval.unwrap_or(USUAL_INTERVAL).clamp(INTERVALS.0, INTERVALS.1);
    let next = at.plus(interval);
    Some(if next > now { next } else { now.plus(interval) })
}

/// Whether a position is one; the error begins with the field.
fn check(position: &Position, latest: Timestamp) -> Result<(), String> {
    let Position { at, lat, lng, height_m } = *position;
    LatLng::new(lat, lng).map_err(|error| format!("position: {error}"))?;
    if !(LOWEST_M..=HIGHEST_M).contains(&height_m) {
        return Err(format!("altitude: {height_m} m is not between {LOWEST_M} and {HIGHEST_M} m"));
    }
    if at > latest {
        let told = Time::from_micros(at.0).value;
        return Err(format!("time_measured: {told} is more than {} s ahead of this desk's clock", MAX_AHEAD.as_secs()));
    }
    Ok(())
}

#[cfg(test)]
#[path = "conformance_tests.rs"]
mod tests;
