//! Areas as constraints at the DSS: written while they are active and published, removed when they are not.
//!
//! Each round compares what should be there with what is, and goes one step for each constraint. A constraint is never
//! changed: one that is no longer right is removed after another has taken its place, so that the area is never without.
//! What is asked of the DSS is recorded before it is asked; what was not heard is found out by the next round:
//!
//! - A crash before the DSS is asked leaves a constraint that is being written: it is looked for at the DSS, and written again
//!   under the same id.
//! - A crash after it leaves the same, and it is found there. It is then written once more, because whom to tell is said in
//!   answer to writes only.

use super::publishable;
use crate::convert;
use crate::desk::{Desk, fresh_id};
use crate::error::DeskError;
use crate::outbox::to_tell;
use crate::run::{Condition, Patience};
use crate::volumes::{HIGHEST_M, LOWEST_M};
use futures_util::stream::{self, StreamExt};
use std::collections::BTreeMap;
use std::time::Duration;
use tansiq_core::desk::bounds::MAX_CONSTRAINT;
use tansiq_core::desk::{Area, Command, Outcome, OwnConstraint, Reference, State, Volumes, WriteResult, touch};
use tansiq_core::{EntityId, Span, Timestamp};
use tansiq_geo::Volume;
use tansiq_peers::DssError;
use tansiq_wire::f3548::{ChangeConstraintReferenceResponse, ConstraintReference, PutConstraintReferenceParameters};

/// Windows that begin within this time are written: in time for whoever plans a day ahead.
pub(super) const PUBLISH_AHEAD: Duration = Duration::from_secs(86_400);
/// A piece of a window that is shorter is not worth a constraint.
const SHORTEST: Duration = Duration::from_secs(1);
/// Writes of constraints at once.
const MAX_AT_ONCE: usize = 8;
/// Writes of one round; the next one follows at once.
const MAX_STEPS: usize = 500;
/// Pieces of one area's windows in one round.
const MAX_PIECES: usize = 200;
/// Pauses after failures, the first and the longest.
const PAUSES: (Duration, Duration) = (Duration::from_secs(5), Duration::from_secs(300));

/// What is to be done about one constraint.
#[derive(Clone, Debug)]
enum Step {
    /// To be written for an area: where and when.
    Make(EntityId, Volumes),
    /// To be removed.
    Remove(OwnConstraint),
    /// A write of which nobody heard is to be found out.
    Settle(OwnConstraint),
}

impl Step {
    /// What a failure keeps waiting.
    fn concerns(&self) -> EntityId {
        match self {
            Step::Make(area, _) => *area,
            Step::Remove(constraint) | Step::Settle(constraint) => constraint.id,
        }
    }
}

impl Desk {
    /// Keeps the DSS as areas say, for ever.
    pub(crate) async fn publish_constraints(&self, pace: Duration) {
        let mut patience = Patience::default();
        let mut condition = Condition::new("publishing areas");
        loop {
            let went = self.publish_once(&mut patience).await;
            let more = matches!(went, Ok(MAX_STEPS));
            let wait = condition.note(went, pace);
            if more {
                continue;
            }
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = self.shared().publishing.bell.wait() => {}
            }
        }
    }

    /// One round; how many steps it took.
    async fn publish_once(&self, patience: &mut Patience) -> Result<usize, DeskError> {
        if !self.settings().manages_constraints {
            return Ok(0);
        }
        let now = self.now();
        let all = self
            .read(|state, touches| {
                touches.add(touch::AREAS);
                steps(state, now)
            })
            .await?;
        patience.retain(|id| all.iter().any(|step| step.concerns() == id));
        let due: Vec<Step> = all.into_iter().filter(|step| patience.allows(step.concerns(), now)).take(MAX_STEPS).collect();
        let count = due.len();
        // First those that are made: what they replace is removed in the next round.
        let taken = stream::iter(due)
            .map(|step| async move {
                let id = step.concerns();
                (id, self.take(step).await)
            })
            .buffer_unordered(MAX_AT_ONCE);
        let mut failed = None;
        for (id, went) in taken.collect::<Vec<_>>().await {
            patience.note(id, went.is_ok(), self.now(), PAUSES);
            failed = failed.or(went.err());
        }
        // A round that changed something is followed by another at once: there may be something to be removed now.
        if count > 0 && failed.is_none() {
            self.shared().publishing.bell.ring();
        }
        failed.map_or(Ok(count), Err)
    }

    async fn take(&self, step: Step) -> Result<(), DeskError> {
        match step {
            Step::Make(area, volumes) => {
                let command = Command::BeginConstraint { id: fresh_id(), make: Some((area, volumes)) };
                let (attempt, constraint) = self.begin_constraint(command).await?;
                let written =
                    self.dss().put_constraint(&constraint.id.to_string(), &self.constraint_parameters(&constraint)).await;
                self.finish_constraint(&constraint, attempt, written).await
            }
            Step::Remove(constraint) => {
                let command = Command::BeginConstraint { id: constraint.id, make: None };
                let (attempt, constraint) = self.begin_constraint(command).await?;
                let removed = self.remove_at_dss(&constraint).await;
                self.finish_constraint(&constraint, attempt, removed).await
            }
            Step::Settle(constraint) => {
                let Some(attempt) = constraint.pending else { return Ok(()) };
                let found = match constraint.ending {
                    true => self.remove_at_dss(&constraint).await,
                    false => self.write_again(&constraint).await,
                };
                self.finish_constraint(&constraint, attempt, found).await
            }
        }
    }

    async fn begin_constraint(&self, command: Command) -> Result<(u64, OwnConstraint), DeskError> {
        match self.record(command).await? {
            Outcome::ConstraintBegun { attempt, constraint } => Ok((attempt, constraint)),
            other => unreachable!("a begun constraint is answered as such, not {other:?}"),
        }
    }

    fn constraint_parameters(&self, constraint: &OwnConstraint) -> PutConstraintReferenceParameters {
        PutConstraintReferenceParameters {
            extents: convert::wire_volumes(&constraint.volumes),
            uss_base_url: self.settings().base_url.to_string(),
        }
    }

    /// Removes a constraint, whichever version the DSS has of it.
    async fn remove_at_dss(&self, constraint: &OwnConstraint) -> Result<ChangeConstraintReferenceResponse, DssError> {
        let id = constraint.id.to_string();
        if let Some(reference) = &constraint.reference {
            match self.dss().delete_constraint(&id, &reference.ovn).await {
                Err(DssError::Stale { .. }) => {}
                answered => return answered,
            }
        }
        let found = self.dss().get_constraint(&id).await?;
        self.dss().delete_constraint(&id, found.ovn.as_deref().unwrap_or_default()).await
    }

    /// Writes a constraint of which nobody heard, over what may have come of the first write.
    async fn write_again(&self, constraint: &OwnConstraint) -> Result<ChangeConstraintReferenceResponse, DssError> {
        let id = constraint.id.to_string();
        let parameters = self.constraint_parameters(constraint);
        match self.dss().get_constraint(&id).await {
            Ok(found) => {
                let ovn = found.ovn.as_deref().unwrap_or_default();
                let told = self.dss().update_constraint(&id, ovn, &parameters).await;
                // A constraint that is there must not be taken as refused: its window may be over by now.
                told.or_else(|error| if error.surely_not_done() { Ok(without_subscribers(found)) } else { Err(error) })
            }
            Err(DssError::NotFound { .. }) => self.dss().put_constraint(&id, &parameters).await,
            // Nothing is known yet, which is what an unheard write means.
            Err(error) => Err(DssError::Unheard { what: error.to_string() }),
        }
    }

    /// Records what the DSS answered. A crash before it leaves the write pending; the next round finds it out.
    async fn finish_constraint(
        &self,
        constraint: &OwnConstraint,
        attempt: u64,
        answered: Result<ChangeConstraintReferenceResponse, DssError>,
    ) -> Result<(), DeskError> {
        let id = constraint.id;
        let (result, failed) = match answered {
            Ok(told) => (self.landed(&told, constraint), None),
            Err(DssError::NotFound { .. }) if constraint.ending => (gone(constraint), None),
            // What is to be removed stays so until it is gone.
            Err(error) if error.surely_not_done() && !constraint.ending => {
                (WriteResult::Refused { why: error.to_string() }, Some(DeskError::Dss(error.to_string())))
            }
            Err(error) => (WriteResult::Unheard, Some(DeskError::Dss(error.to_string()))),
        };
        if matches!(result, WriteResult::Landed { .. }) {
            tracing::info!(constraint = %id, area = %constraint.area, ending = constraint.ending, "constraint written");
        }
        self.record(Command::FinishConstraint { id, attempt, result }).await?;
        self.shared().bell.ring();
        failed.map_or(Ok(()), Err)
    }

    fn landed(&self, told: &ChangeConstraintReferenceResponse, constraint: &OwnConstraint) -> WriteResult {
        let reference = &told.constraint_reference;
        let known = || constraint.reference.as_ref().map(|reference| reference.ovn.to_string()).unwrap_or_default();
        let ovn = reference.ovn.clone().unwrap_or_else(known).into();
        WriteResult::Landed {
            reference: Reference { ovn, version: reference.version, subscription: None },
            subscribers: to_tell(&told.subscribers, self),
        }
    }
}

/// A removal of what is not there any more: whom to tell, nobody says.
fn gone(constraint: &OwnConstraint) -> WriteResult {
    let reference = constraint.reference.clone().unwrap_or_else(|| Reference { ovn: "".into(), version: 0, subscription: None });
    WriteResult::Landed { reference, subscribers: Vec::new() }
}

fn without_subscribers(reference: ConstraintReference) -> ChangeConstraintReferenceResponse {
    ChangeConstraintReferenceResponse { subscribers: Vec::new(), constraint_reference: reference }
}

/// Everything that is to be done: first what must be found out, then what is missing, then what is too much.
fn steps(state: &State, now: Timestamp) -> Vec<Step> {
    let mut of_area: BTreeMap<EntityId, Vec<&OwnConstraint>> = BTreeMap::new();
    for constraint in state.constraints() {
        of_area.entry(constraint.area).or_default().push(constraint);
    }
    let unheard = state.constraints().filter(|constraint| constraint.pending.is_some()).cloned().map(Step::Settle);
    let mut steps: Vec<Step> = unheard.collect();
    let mut too_much = Vec::new();
    for area in state.areas().filter(|area| area.published) {
        let layers = cut(&area.layers);
        let (right, wrong): (Vec<_>, Vec<_>) =
            of_area.remove(&area.id).unwrap_or_default().into_iter().partition(|held| is_right(held, area, &layers, now));
        let missing = missing(area, &right, now);
        // What is no longer right goes when all that takes its place is there.
        if missing.is_empty() && right.iter().all(|held| held.pending.is_none()) {
            too_much.extend(wrong.into_iter().filter(|held| held.pending.is_none()).cloned());
        } else {
            too_much.extend(wrong.into_iter().filter(|held| held.pending.is_none() && is_over(held, now)).cloned());
        }
        if publishable(&layers).is_ok() {
            let make = |piece: Span| during(&layers, piece).map(|volumes| Step::Make(area.id, volumes));
            steps.extend(missing.into_iter().filter_map(make));
        }
    }
    // Of areas that are not published or not there.
    too_much.extend(of_area.into_values().flatten().filter(|held| held.pending.is_none()).cloned());
    steps.extend(too_much.into_iter().map(Step::Remove));
    steps
}

/// Whether a constraint is as it should be: of this area as it is, and only while it is active.
fn is_right(held: &OwnConstraint, area: &Area, layers: &Volumes, now: Timestamp) -> bool {
    let Some(span) = held.volumes.span() else { return false };
    let from = span.start.max(now);
    let active = area.windows.iter().any(|window| window.start <= from && span.end <= window.end);
    // One made before the area last changed may tell of its old kind or name: it is made anew, so that others hear of it.
    let current = held.pending.is_some() || held.changed >= area.changed;
    span.end > now && active && current && !(held.ending && held.pending.is_some()) && same_shapes(&held.volumes, layers)
}

fn is_over(held: &OwnConstraint, now: Timestamp) -> bool {
    held.volumes.span().is_none_or(|span| span.end <= now)
}

fn same_shapes(held: &Volumes, layers: &Volumes) -> bool {
    held.len() == layers.len()
        && held.iter().zip(layers.iter()).all(|((a, a_certain), (b, b_certain))| {
            a.outline() == b.outline() && a.lower_m() == b.lower_m() && a.upper_m() == b.upper_m() && a_certain == b_certain
        })
}

/// The pieces of the area's windows that begin soon and that no constraint holds, each at most [`MAX_CONSTRAINT`] long.
fn missing(area: &Area, held: &[&OwnConstraint], now: Timestamp) -> Vec<Span> {
    let mut spans: Vec<Span> = held.iter().filter_map(|constraint| constraint.volumes.span()).collect();
    spans.sort_by_key(|span| span.start);
    let horizon = now.plus(PUBLISH_AHEAD);
    let mut pieces = Vec::new();
    for window in area.windows.iter().filter(|window| window.end > now && window.start <= horizon) {
        let mut from = window.start.max(now);
        while from < window.end && from <= horizon && pieces.len() < MAX_PIECES {
            if let Some(holds) = spans.iter().find(|span| span.start <= from && from < span.end) {
                from = holds.end;
                continue;
            }
            let next = spans.iter().map(|span| span.start).find(|start| *start > from);
            let end = window.end.min(from.plus(MAX_CONSTRAINT)).min(next.unwrap_or(Timestamp::UNBOUNDED_FUTURE));
            if end > from.plus(SHORTEST) {
                pieces.push(Span { start: from, end });
            }
            from = end;
        }
    }
    pieces
}

/// Layers between the heights that the standard's messages carry.
fn cut(layers: &Volumes) -> Volumes {
    let bounded = |volume: &Volume| {
        let (lower, upper) = (volume.lower_m().clamp(LOWEST_M, HIGHEST_M), volume.upper_m().clamp(LOWEST_M, HIGHEST_M));
        volume.clone().between_heights(lower, upper).unwrap_or_else(|_| volume.clone())
    };
    Volumes::with_certainty(layers.iter().map(|(volume, certain)| (bounded(volume), certain)).collect())
}

fn during(layers: &Volumes, piece: Span) -> Option<Volumes> {
    let timed = |(volume, certain): (&Volume, _)| Some((volume.clone().between_times(piece.start.0, piece.end.0).ok()?, certain));
    Some(Volumes::with_certainty(layers.iter().map(timed).collect::<Option<Vec<_>>>()?))
}

#[cfg(test)]
#[path = "publishing_tests.rs"]
mod tests;
