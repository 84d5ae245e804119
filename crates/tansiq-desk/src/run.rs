//! The chores of a running desk: each on its own, so that one that waits for others delays none.
//!
//! What each chore does is in its own file. Here is when: how often, how soon again after a failure, and what is said of it.
//! A chore that fails says so once, and once when it is well again.

use crate::desk::Desk;
use crate::error::DeskError;
use futures_util::stream::{self, StreamExt};
use std::collections::BTreeMap;
use std::future::Future;
use std::time::Duration;
use tansiq_core::desk::bounds::MAX_SWEPT;
use tansiq_core::desk::{Command, Expect, Operation, Outcome, touch};
use tansiq_core::{EntityId, Timestamp};
use tokio::task::JoinSet;

/// How often writes of which nobody heard are found out.
const RECONCILE_EVERY: Duration = Duration::from_secs(30);
/// How often what is over is ended.
const END_EVERY: Duration = Duration::from_secs(10);
/// How often what ended long ago is forgotten.
const SWEEP_EVERY: Duration = Duration::from_secs(60);
/// How often areas are looked at for constraints to be written.
const PUBLISH_EVERY: Duration = Duration::from_secs(5);
/// How often schedules are worked out further.
const EXTEND_EVERY: Duration = Duration::from_secs(3_600);
/// How often subscriptions are looked at.
const WATCH_EVERY: Duration = Duration::from_secs(10);
/// How often excursions are looked at, unless a position makes it sooner.
const CONFORM_EVERY: Duration = Duration::from_secs(1);
/// The longest pause of a chore that fails, unless its own pace is slower.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// Sweeps in one go.
const MAX_SWEEPS: usize = 100;
/// How long after its last volume an operation is ended, if nobody does.
pub(crate) const END_AFTER: Duration = Duration::from_secs(30);
/// An operation of which a position is younger than this still flies, and is not ended.
pub(crate) const STILL_FLIES: Duration = Duration::from_secs(120);
/// Operations that are ended in one go.
const MAX_ENDED: usize = 100;
/// Of these, at the same time.
const MAX_ENDED_AT_ONCE: usize = 8;

/// How a chore goes.
pub(crate) struct Condition {
    chore: &'static str,
    failures: u32,
}

impl Condition {
    pub(crate) fn new(chore: &'static str) -> Condition {
        Condition { chore, failures: 0 }
    }

    /// Takes note of how it went, and says how long to wait: `pace`, or longer after failures.
    pub(crate) fn note<T, E: std::fmt::Display>(&mut self, went: Result<T, E>, pace: Duration) -> Duration {
        match went {
            Ok(_) => {
                if self.failures > 0 {
                    tracing::info!(chore = self.chore, failures = self.failures, "chore is well again");
                }
                self.failures = 0;
                pace
            }
            Err(error) => {
                if self.failures == 0 {
                    tracing::warn!(chore = self.chore, %error, "chore fails; it is tried again");
                }
                self.failures = self.failures.saturating_add(1);
                let doubled = Duration::from_secs(1).saturating_mul(2_u32.saturating_pow(self.failures.min(10) - 1));
                doubled.min(LONGEST_PAUSE).max(pace.min(LONGEST_PAUSE))
            }
        }
    }
}

/// When each of several things may be tried again after failures.
#[derive(Debug, Default)]
pub(crate) struct Patience {
    until: BTreeMap<EntityId, (u32, Timestamp)>,
}

impl Patience {
    /// Whether it may be tried now.
    pub(crate) fn allows(&self, id: EntityId, now: Timestamp) -> bool {
        self.until.get(&id).is_none_or(|(_, until)| *until <= now)
    }

    /// Takes note of how a try went: after a failure wait `first`, then twice as long each time, up to `longest`.
    pub(crate) fn note(&mut self, id: EntityId, went_well: bool, now: Timestamp, (first, longest): (Duration, Duration)) {
        if went_well {
            self.until.remove(&id);
            return;
        }
        let failures = self.until.get(&id).map_or(0, |(failures, _)| *failures);
        let pause = first.saturating_mul(2_u32.saturating_pow(failures.min(16))).min(longest);
        self.until.insert(id, (failures.saturating_add(1), now.plus(pause)));
    }

    /// Forgets what is not asked about any more, so that this stays as small as what it is about.
    pub(crate) fn retain(&mut self, mut wanted: impl FnMut(EntityId) -> bool) {
        self.until.retain(|id, _| wanted(*id));
    }
}

impl Desk {
    /// Does what a desk does on its own, until it is dropped: finds out what became of writes at the last end, tells peers,
    /// keeps subscriptions, publishes areas, ends what is over, forgets what ended long ago.
    pub async fn run(&self) {
        // What was begun before the last end is found out first: until then its operations are locked.
        let mut first = Condition::new("finding out what became of writes");
        first.note(self.look_after_recent().await, RECONCILE_EVERY);
        first.note(self.reconcile_pending().await, RECONCILE_EVERY);
        let mut chores = JoinSet::new();
        let desk = || self.clone();
        chores.spawn({
            let desk = desk();
            async move { desk.tell_peers().await }
        });
        chores.spawn({
            let desk = desk();
            async move { desk.watch_regions(WATCH_EVERY).await }
        });
        chores.spawn({
            let desk = desk();
            async move { desk.keep_conformance(CONFORM_EVERY).await }
        });
        chores.spawn({
            let desk = desk();
            async move { desk.publish_constraints(PUBLISH_EVERY).await }
        });
        chores.spawn(chore("working out schedules", EXTEND_EVERY, desk(), |desk| async move { desk.extend_windows().await }));
        chores.spawn(chore("finding out what became of writes", RECONCILE_EVERY, desk(), |desk| async move {
            desk.reconcile_pending().await
        }));
        chores.spawn(chore("looking after lost writes", RECONCILE_EVERY, desk(), |desk| async move {
            desk.reconcile_orphans().await
        }));
        chores.spawn(chore("holding operations against the DSS", RECONCILE_EVERY, desk(), |desk| async move {
            desk.reconcile_live().await
        }));
        chores.spawn(chore("ending what is over", END_EVERY, desk(), |desk| async move { desk.end_what_is_over().await }));
        chores.spawn(chore("forgetting what ended", SWEEP_EVERY, desk(), |desk| async move { desk.sweep().await }));
        // Dropping the set ends them all. None ends by itself.
        while let Some(ended) = chores.join_next().await {
            if let Err(error) = ended {
                tracing::error!(%error, "a chore of the desk fell over");
            }
        }
        std::future::pending::<()>().await;
    }

    /// Ends operations whose last volume is over: nobody told us, and at the DSS they only weigh on others.
    ///
    /// One that was reported about just now still flies: outside its volumes, which conformance deals with.
    async fn end_what_is_over(&self) -> Result<(), DeskError> {
        let now = self.now();
        let over = self
            .read(|state, touches| {
                touches.add(touch::OPERATIONS);
                let over = |operation: &&Operation| operation.is_live() && operation.pending.is_none() && ended(operation, now);
                state.operations().filter(over).map(|operation| operation.id).take(MAX_ENDED).collect::<Vec<_>>()
            })
            .await?;
        let flies = |id: &EntityId| self.last_position(*id).is_some_and(|report| report.position.at.plus(STILL_FLIES) > now);
        let ends = stream::iter(over.into_iter().filter(|id| !flies(id))).map(|id| async move {
            self.end(&self.own_name(), id, Expect::Any).await?;
            tracing::info!(operation = %id, "ended: its time is over");
            Ok(())
        });
        let ended: Vec<Result<(), DeskError>> = ends.buffer_unordered(MAX_ENDED_AT_ONCE).collect().await;
        ended.into_iter().collect()
    }

    async fn sweep(&self) -> Result<(), DeskError> {
        let before = self.now().minus(self.settings().retention);
        for _ in 0..MAX_SWEEPS {
            match self.record(Command::Sweep { before }).await? {
                Outcome::Swept(count) if count >= MAX_SWEPT => {}
                _ => break,
            }
        }
        self.forget_positions().await
    }
}

/// Whether the last volume was over a while ago.
fn ended(operation: &Operation, now: Timestamp) -> bool {
    let span = operation.plan.volumes.and(&operation.plan.off_nominal).span();
    span.is_some_and(|span| span.end.plus(END_AFTER) < now)
}

/// Does something at a pace, for ever.
async fn chore<F, E>(name: &'static str, pace: Duration, desk: Desk, work: impl Fn(Desk) -> F)
where
    F: Future<Output = Result<(), E>>,
    E: std::fmt::Display,
{
    let mut condition = Condition::new(name);
    loop {
        let wait = condition.note(work(desk.clone()).await, pace);
        tokio::time::sleep(wait).await;
    }
}

#[cfg(test)]
#[path = "run_tests.rs"]
mod tests;
