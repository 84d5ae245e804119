//! What follows when an operation is outside its volumes: Nonconforming at once, back or Contingent after a while.
//!
//! Everything is decided from the ledger and the last position each time anew: nothing is remembered between but when to
//! try again after a failure. Changes are made as any other (`planning.rs`), in the desk's own name.

use super::{Kept, is_in};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::planning::Change;
use crate::run::{Condition, Patience};
use crate::volumes::{HIGHEST_M, LOWEST_M};
use futures_util::FutureExt;
use futures_util::stream::{FuturesUnordered, StreamExt};
use std::collections::BTreeSet;
use std::time::Duration;
use tansiq_core::desk::bounds::{MAX_VERTICES, MAX_VOLUMES};
use tansiq_core::desk::{Certain, Expect, NoticeKind, Operation, OperationState, Plan, Position, State, Volumes, touch};
use tansiq_core::{EntityId, Timestamp};
use tansiq_geo::{Circle, LatLng, Volume};

/// Changes of state under way at once.
const MAX_AT_ONCE: usize = 64;
/// Operations whose state is changed in one go; the next go follows at once.
const MAX_DUE: usize = 1_000;
/// How far ahead the off-nominal volume reaches at the last speed.
pub(super) const REACH: Duration = Duration::from_secs(120);
/// The smallest and the largest radius of an off-nominal volume, metres.
pub(super) const RADII_M: (f64, f64) = (500.0, 25_000.0);
/// How far above and below the last position an off-nominal volume reaches at least, metres.
pub(super) const VERTICAL_M: f64 = 150.0;
/// How long an off-nominal volume lasts at least.
pub(super) const LASTS: Duration = Duration::from_secs(600);
/// An off-nominal volume that ends sooner than this is renewed while positions come.
const RENEWED_BEFORE: Duration = Duration::from_secs(60);
/// A last position younger than this shows that the aircraft still flies.
const FLIES: Duration = Duration::from_secs(60);
/// Pauses after failures, the first and the longest: the update must reach the DSS within 5 s.
const PAUSES: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(16));

/// What an operation is to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// It left its volumes.
    Nonconforming,
    /// It is back.
    Activated,
    /// It was outside for too long.
    Contingent,
    /// It left the volumes in which it was said to be while outside, or they end soon.
    Follow,
}

impl Desk {
    /// Changes the states of operations that left their volumes, for ever. One that takes long delays no other.
    pub(crate) async fn keep_conformance(&self, pace: Duration) {
        let mut patience = Patience::default();
        let mut condition = Condition::new("following excursions");
        let mut busy = BTreeSet::new();
        let mut under_way = FuturesUnordered::new();
        loop {
            let due = self.due_steps(&mut patience, &busy).await;
            let wait = condition.note(due.as_ref().map(drop), pace);
            for (operation, step) in due.unwrap_or_default() {
                if busy.len() < MAX_AT_ONCE && busy.insert(operation.id) {
                    under_way.push(self.clone().take_step(operation, step).boxed());
                }
            }
            let done = async {
                match under_way.next().await {
                    Some(done) => done,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                (id, went_well) = done => {
                    busy.remove(&id);
                    patience.note(id, went_well, self.now(), PAUSES);
                }
                () = tokio::time::sleep(wait) => {}
                () = self.shared().positions.bell.wait() => {}
            }
        }
    }

    /// Operations whose state must change.
    async fn due_steps(&self, patience: &mut Patience, busy: &BTreeSet<EntityId>) -> Result<Vec<(Operation, Step)>, DeskError> {
        if !self.settings().monitors_conformance {
            return Ok(Vec::new());
        }
        let now = self.now();
        let contingent_after = self.settings().contingent_after;
        let kept = |id| self.shared().positions.get(id);
        let due = self
            .read(|state, touches| {
                touches.extend([touch::OPERATIONS, touch::NOTICES]);
                let concerned = |operation: &&Operation| {
                    operation.pending.is_none()
                        && operation.is_live()
                        && (operation.excursion.is_some() || operation.state.is_some_and(OperationState::is_off_nominal))
                };
                let step = |operation: &Operation| {
                    let step = step(state, operation, kept(operation.id).as_ref(), (now, contingent_after))?;
                    Some((operation.clone(), step))
                };
                state.operations().filter(concerned).filter_map(step).take(MAX_DUE).collect::<Vec<_>>()
            })
            .await?;
        patience.retain(|id| busy.contains(&id) || due.iter().any(|(operation, _)| operation.id == id));
        Ok(due.into_iter().filter(|(operation, _)| patience.allows(operation.id, now)).collect())
    }

    async fn take_step(self, operation: Operation, step: Step) -> (EntityId, bool) {
        let id = operation.id;
        let Plan { volumes, off_nominal, .. } = &*operation.plan;
        // Without any position all that can be said is that it is not only where it was planned.
        let around = |otherwise: &Volumes| self.where_it_may_be(&operation).unwrap_or_else(|| otherwise.clone());
        let none = Volumes::default;
        let (state, volumes, off_nominal) = match step {
            Step::Nonconforming => (OperationState::Nonconforming, still(volumes, self.now()), around(volumes)),
            Step::Follow => (operation.state.unwrap_or(OperationState::Contingent), volumes.clone(), around(off_nominal)),
            Step::Activated => (OperationState::Activated, volumes.clone(), none()),
            Step::Contingent => {
                (OperationState::Contingent, none(), around(if off_nominal.is_empty() { volumes } else { off_nominal }))
            }
        };
        let plan = Plan { volumes, off_nominal, ..(*operation.plan).clone() };
        let change = Change { id, expect: Expect::Revision(operation.revision), plan: Some(plan), state };
        match self.change(&self.own_name(), change).await {
            Ok(_) => {
                tracing::info!(operation = %id, ?state, "the state follows from positions");
                (id, true)
            }
            Err(error) => {
                // Going back may be refused: it stays Nonconforming, which others know.
                tracing::warn!(operation = %id, ?state, %error, "the state could not be changed; it is tried again");
                (id, false)
            }
        }
    }

    /// The off-nominal volume about the last position, if any is known.
    fn where_it_may_be(&self, operation: &Operation) -> Option<Volumes> {
        let (position, speed_m_s) = self.last_whereabouts(operation)?;
        Some(off_nominal(&operation.plan, &position, speed_m_s, self.now()))
    }

    /// The last position and speed; what the ledger has of it if there was a restart since.
    fn last_whereabouts(&self, operation: &Operation) -> Option<(Position, f64)> {
        if let Some(kept) = self.shared().positions.get(operation.id) {
            let speed_m_s = kept.report.telemetry.velocity.as_ref().map_or(0.0, |velocity| velocity.speed);
            return Some((kept.report.position, speed_m_s));
        }
        operation.excursion.as_ref()?.position.map(|position| (position, 0.0))
    }
}

/// What an operation is to become, if anything.
fn step(
    state: &State,
    operation: &Operation,
    kept: Option<&Kept>,
    (now, contingent_after): (Timestamp, Duration),
) -> Option<Step> {
    let position = kept.map(|kept| &kept.report.position);
    let inside = position.is_some_and(|position| is_in(&operation.plan.volumes, position));
    match (operation.state?, &operation.excursion) {
        (OperationState::Activated, Some(_)) => Some(Step::Nonconforming),
        // CMSA: Nonconforming lasts at most 60 s. The ledger knows since when, so a restart begins no time anew.
        (OperationState::Nonconforming, Some(excursion)) if excursion.since.plus(contingent_after) <= now => {
            Some(Step::Contingent)
        }
        // Where a person said Nonconforming, a person takes it back.
        (OperationState::Nonconforming, None) if inside && by_itself(state, operation.id) => Some(Step::Activated),
        (OperationState::Nonconforming | OperationState::Contingent, _) => {
            let position = position.filter(|position| position.at.plus(FLIES) > now)?;
            let left = !inside && !is_in(&operation.plan.off_nominal, position);
            let ends = operation.plan.off_nominal.span().is_some_and(|span| span.end < now.plus(RENEWED_BEFORE));
            (left || !inside && ends).then_some(Step::Follow)
        }
        _ => None,
    }
}

/// Whether a rule of the desk made the operation Nonconforming, and not a person.
fn by_itself(state: &State, id: EntityId) -> bool {
    let mut last = None;
    for notice in state.notices_after(None).filter(|notice| notice.operation == Some(id)) {
        if let NoticeKind::StateChanged { to: OperationState::Nonconforming, automatic, .. } = notice.what {
            last = Some(automatic);
        }
    }
    last.unwrap_or(false)
}

/// The volumes of a plan, without those that are over if there is no room for an off-nominal one beside them.
fn still(volumes: &Volumes, now: Timestamp) -> Volumes {
    if volumes.len() < MAX_VOLUMES && volumes.vertices() < MAX_VERTICES {
        return volumes.clone();
    }
    let last = |(volume, certain): (&Volume, Certain)| (volume.end_us() >= now.0).then(|| (volume.clone(), certain));
    Volumes::with_certainty(volumes.iter().filter_map(last).collect())
}

/// Where an operation may be when it was last seen at a position: a circle about it, as wide as it gets in [`REACH`]. It
/// begins when the position was measured, so that the position is in it: otherwise it would be followed without end.
pub(super) fn off_nominal(plan: &Plan, position: &Position, speed_m_s: f64, now: Timestamp) -> Volumes {
    let speed_m_s = if speed_m_s.is_finite() { speed_m_s.max(0.0) } else { 0.0 };
    let age = Duration::from_micros(now.0.saturating_sub(position.at.0).try_into().unwrap_or(0));
    let radius_m = (speed_m_s * (REACH + age).as_secs_f64()).clamp(RADII_M.0, RADII_M.1);
    let all = plan.volumes.and(&plan.off_nominal);
    let (lower, upper) = all.heights().map_or((f64::INFINITY, f64::NEG_INFINITY), |heights| (heights.lower, heights.upper));
    let lower = lower.min(position.height_m - VERTICAL_M).max(LOWEST_M);
    let upper = upper.max(position.height_m + VERTICAL_M).min(HIGHEST_M);
    let end = all.span().map_or(now, |span| span.end).max(now.plus(LASTS));
    let circle = LatLng::new(position.lat, position.lng).and_then(|center| Circle::new(center, radius_m));
    let volume = circle
        .map(Volume::new)
        .ok()
        .and_then(|volume| volume.between_heights(lower, upper).ok()?.between_times(now.min(position.at).0, end.0).ok());
    // Positions were checked when they came; should one be none after all, the old volumes stay.
    volume.map_or_else(|| plan.off_nominal.clone(), |volume| Volumes::exact(vec![volume]))
}

#[cfg(test)]
#[path = "excursions_tests.rs"]
mod tests;
