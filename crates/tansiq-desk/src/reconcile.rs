//! Writes of which nobody heard, found out; and operations of this desk held against what the DSS has.
//!
//! Four things can be out of step after a crash or a lost answer: a write is pending (the DSS may have taken it or not); an
//! id is looked after because a write that was given up may still arrive; a live operation is another at the DSS, or not
//! there; the DSS has something of this desk that the ledger does not. Each is repaired by the same means as a change, and
//! every repair may itself be cut short: it is begun again.

use crate::convert;
use crate::desk::Desk;
use crate::discover::Picture;
use crate::error::DeskError;
use crate::planning::Change;
use crate::planning::write::{Written, is_as_written};
use futures_util::{StreamExt, stream};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tansiq_core::desk::{
    Begun, Command, Expect, NoticeKind, Operation, OperationState, Pending, Rejection, Subscriber, WriteResult, touch,
};
use tansiq_core::{EntityId, Timestamp};
use tansiq_peers::DssError;
use tansiq_wire::f3548::{
    ConstraintReference, OperationalIntentReference, PutConstraintDetailsParameters, PutOperationalIntentDetailsParameters,
};
use tokio::time::{Instant, sleep};

/// How long an id is looked after because a write may still arrive.
pub const LOOKED_AFTER: Duration = Duration::from_secs(600);
/// Operations of which a sending was not heard that are remembered; beyond, the oldest are forgotten.
pub(crate) const MAX_LATE: usize = 10_000;
/// Questions to the DSS at once.
const MAX_AT_ONCE: usize = 8;
/// Live operations that are held against the DSS in one go; the next go continues after them.
pub const MAX_LIVE_PER_ROUND: usize = 200;
/// How often a repair learns what its key misses.
const MAX_KEYS: usize = 4;
/// How often a peer is told of something that should never have been, and the pause between.
const TELLINGS: (u32, Duration) = (3, Duration::from_secs(2));

/// Operations of which a sending was not heard. A later sending may have landed, and the operation ended, before the first
/// one arrives and makes it again. A crash forgets which they are, so at a start all that changed a short time ago are.
#[derive(Debug, Default)]
pub(crate) struct Late {
    since: BTreeMap<EntityId, Timestamp>,
}

impl Late {
    /// Remembers one for [`LOOKED_AFTER`] from now.
    pub(crate) fn note(&mut self, id: EntityId, now: Timestamp) {
        self.since.insert(id, now);
        if self.since.len() > MAX_LATE
            && let Some(oldest) = self.since.iter().min_by_key(|(_, since)| **since).map(|(id, _)| *id)
        {
            self.since.remove(&oldest);
        }
    }

    /// Those that may still arrive.
    fn waiting(&mut self, now: Timestamp) -> Vec<EntityId> {
        self.since.retain(|_, since| since.plus(LOOKED_AFTER) >= now);
        self.since.keys().copied().collect()
    }
}

impl Desk {
    /// Looks after all operations that changed a short time ago: before a crash, a sending of theirs may not have been heard.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub(crate) async fn look_after_recent(&self) -> Result<(), DeskError> {
        let now = self.now();
        let recent: Vec<EntityId> = self
            .read(|state, touches| {
                touches.add(touch::OPERATIONS);
                let recent = state.operations().filter(|operation| operation.changed.plus(LOOKED_AFTER) >= now);
                recent.map(|operation| operation.id).take(MAX_LATE).collect()
            })
            .await?;
        let mut late = self.shared().late.lock();
        recent.into_iter().for_each(|id| late.note(id, now));
        Ok(())
    }

    /// Finds out what became of the writes that are pending and that nobody here is working on.
    ///
    /// # Errors
    /// If the DSS cannot be heard; the writes stay pending.
    pub async fn reconcile_pending(&self) -> Result<(), DeskError> {
        let ids: Vec<EntityId> = self
            .read(|state, touches| {
                touches.add(touch::OPERATIONS);
                state.pending_writes().map(|operation| operation.id).collect()
            })
            .await?;
        self.for_each(ids, |id| async move { self.reconcile_write(id).await.map(drop) }).await
    }

    /// Looks whether ids that a lost write may still bring are at the DSS, and removes what should not be.
    ///
    /// # Errors
    /// If the DSS cannot be heard; the ids are looked after on.
    pub async fn reconcile_orphans(&self) -> Result<(), DeskError> {
        let mut ids: BTreeSet<EntityId> = self
            .read(|state, touches| {
                touches.add(touch::OPERATIONS);
                state.orphans().map(|(id, _)| id).collect()
            })
            .await?;
        ids.extend(self.shared().late.lock().waiting(self.now()));
        self.for_each(ids, |id| async move { self.reconcile_orphan(id).await }).await
    }

    /// Holds live operations against what the DSS has, some each time, and writes again what is not the same.
    ///
    /// # Errors
    /// If the DSS cannot be heard.
    pub async fn reconcile_live(&self) -> Result<(), DeskError> {
        let after = *self.shared().reconciled_up_to.lock();
        let ids: Vec<EntityId> = self
            .read(|state, touches| {
                touches.add(touch::OPERATIONS);
                let settled = |operation: &&Operation| operation.is_live() && operation.pending.is_none();
                let some = state.operations_after(after).filter(settled).map(|operation| operation.id);
                some.take(MAX_LIVE_PER_ROUND).collect()
            })
            .await?;
        // A round that is not full has come to the end.
        let last = ids.last().copied().filter(|_| ids.len() == MAX_LIVE_PER_ROUND);
        *self.shared().reconciled_up_to.lock() = last;
        self.for_each(ids, |id| async move { self.reconcile_operation(id).await }).await
    }

    /// Does something for each, several at once. The last error, after all were tried.
    async fn for_each<F>(&self, ids: impl IntoIterator<Item = EntityId>, work: impl Fn(EntityId) -> F) -> Result<(), DeskError>
    where
        F: Future<Output = Result<(), DeskError>>,
    {
        let mut done = stream::iter(ids).map(work).buffer_unordered(MAX_AT_ONCE);
        let mut failed = None;
        while let Some(result) = done.next().await {
            failed = result.err().or(failed);
        }
        failed.map_or(Ok(()), Err)
    }

    /// Finds out what became of an operation's pending write. Whether none is pending now.
    pub(crate) async fn reconcile_write(&self, id: EntityId) -> Result<bool, DeskError> {
        // Whoever works on it holds the lock, and knows better.
        let Some(_lock) = self.shared().locks.try_hold(id) else { return Ok(false) };
        let Some(operation) = self.operation(id).await? else { return Ok(true) };
        let Some(pending) = operation.pending.clone() else { return Ok(true) };
        let result = self.what_became_of(&operation, &pending).await?;
        let landed = matches!(result, WriteResult::Landed { .. });
        self.finish(&self.own_name(), (id, pending.attempt), result).await?;
        self.record(Command::Raise { operation: Some(id), what: NoticeKind::Reconciled { landed } }).await?;
        self.shared().bell.ring();
        tracing::info!(operation = %id, landed, "found out what became of a write");
        Ok(true)
    }

    async fn what_became_of(&self, operation: &Operation, pending: &Pending) -> Result<WriteResult, DeskError> {
        let held = operation.reference.as_ref().map(|reference| &reference.ovn);
        let told = match self.dss().get_operational_intent(&operation.id.to_string()).await {
            Ok(told) if self.settings().party.as_ref() == told.manager => Some(told),
            Ok(_) | Err(DssError::NotFound { .. }) => None,
            Err(error) => return Err(DeskError::Dss(error.to_string())),
        };
        let ovn = told.as_ref().and_then(|told| convert::ovn(told.ovn.as_deref(), "ovn").ok());
        let moved = ovn.is_some() && ovn.as_ref() != held;
        let ours = told.as_ref().is_some_and(|told| is_as_written(told, &pending.plan, pending.state));
        match pending.state {
            // An end that was begun is brought about, whether or not it was heard.
            OperationState::Ended => self.write_once_more(operation, pending).await,
            _ if moved && ours => self.write_once_more(operation, pending).await,
            _ => Ok(WriteResult::Lost),
        }
    }

    /// Makes a pending write once more, over what the DSS has, so that it says whom to tell.
    async fn write_once_more(&self, operation: &Operation, pending: &Pending) -> Result<WriteResult, DeskError> {
        let begun = Begun {
            id: operation.id,
            attempt: pending.attempt,
            state: pending.state,
            plan: pending.plan.clone(),
            reference: operation.reference.clone(),
            meetings: Vec::new(),
        };
        let volumes = convert::extents(&begun.plan, begun.state);
        let mut picture = Picture::default();
        for _ in 0..MAX_KEYS {
            let deadline = Instant::now() + self.settings().planning_time;
            match self.write_to_dss(&begun, &picture, deadline).await {
                Written::Landed { reference, mut subscribers } => {
                    // Those whom the first sending concerned were named in an answer that nobody heard.
                    self.add_likely_subscribers(&begun, &mut subscribers).await?;
                    return Ok(WriteResult::Landed { reference, subscribers });
                }
                Written::Missing { missing, .. } => {
                    match self.learn_missing(*missing, &volumes, Some(begun.id), deadline).await {
                        // What the DSS has may be an earlier try of another plan, and others may be here since.
                        Ok(_) if self.is_blocked(&begun).await? => return Ok(WriteResult::Lost),
                        Ok(more) => picture.join(more),
                        Err(error) => return self.adopt(&begun, error).await,
                    }
                }
                Written::Refused { error, .. } => return self.adopt(&begun, error).await,
                Written::Unheard => return Err(DeskError::Unheard),
            }
        }
        self.adopt(&begun, DeskError::Contended(MAX_KEYS)).await
    }

    /// The DSS has the write, and cannot be made to say whom to tell.
    async fn adopt(&self, begun: &Begun, because: DeskError) -> Result<WriteResult, DeskError> {
        let told = match self.dss().get_operational_intent(&begun.id.to_string()).await {
            Ok(told) => told,
            Err(DssError::NotFound { .. }) => return Ok(WriteResult::Lost),
            Err(error) => return Err(DeskError::Dss(error.to_string())),
        };
        if begun.state == OperationState::Ended {
            // It is still there, and is not let go: the end stays pending.
            return Err(because);
        }
        tracing::warn!(operation = %begun.id, error = %because, "a write landed, and the DSS did not say whom to tell of it");
        let reference = convert::reference(&told).map_err(DeskError::Dss)?;
        let mut subscribers = Vec::new();
        self.add_likely_subscribers(begun, &mut subscribers).await?;
        Ok(WriteResult::Landed { reference, subscribers })
    }

    async fn reconcile_orphan(&self, id: EntityId) -> Result<(), DeskError> {
        let Some(_lock) = self.shared().locks.try_hold(id) else { return Ok(()) };
        let told = match self.dss().get_operational_intent(&id.to_string()).await {
            Ok(told) => Some(told),
            Err(DssError::NotFound { .. }) => None,
            Err(error) => return Err(DeskError::Dss(error.to_string())),
        };
        let operation = self.operation(id).await?;
        let is_live = operation.is_some_and(|operation| operation.is_live() || operation.pending.is_some());
        if let Some(told) = told.filter(|told| !is_live && self.is_ours(&told.manager, &told.uss_base_url)) {
            tracing::warn!(operation = %id, "a write that was given up arrived after all: it is removed again");
            self.remove_leftover(&told).await?;
        }
        let now = self.now();
        let over = self
            .read(|state, touches| {
                touches.add(touch::OPERATIONS);
                state.orphans().any(|(orphan, since)| orphan == id && since.plus(LOOKED_AFTER) < now)
            })
            .await?;
        if over {
            self.record(Command::SettleOrphan { id }).await?;
        }
        Ok(())
    }

    /// Holds one live operation against the DSS.
    async fn reconcile_operation(&self, id: EntityId) -> Result<(), DeskError> {
        if self.is_writing(id) {
            return Ok(());
        }
        let told = match self.dss().get_operational_intent(&id.to_string()).await {
            Ok(told) => Some(told),
            Err(DssError::NotFound { .. }) => None,
            Err(error) => return Err(DeskError::Dss(error.to_string())),
        };
        // Read after the DSS was: a write that ended in between is heard by now, or has the lock.
        let Some(operation) = self.operation(id).await? else { return Ok(()) };
        let Some(reference) = operation.reference.as_ref().filter(|_| operation.pending.is_none()) else { return Ok(()) };
        let same = told.as_ref().is_some_and(|told| told.ovn.as_deref() == Some(&*reference.ovn));
        if same || self.is_writing(id) {
            return Ok(());
        }
        self.repair(&operation, told.as_ref()).await
    }

    /// Writes an operation again that is not at the DSS, or is another there; ends it if its time is over or if it cannot be
    /// there any more.
    async fn repair(&self, operation: &Operation, told: Option<&OperationalIntentReference>) -> Result<(), DeskError> {
        let (id, who) = (operation.id, self.own_name());
        let Some(state) = operation.state else { return Ok(()) };
        let over = convert::extents(&operation.plan, state).span().is_none_or(|span| span.end < self.now());
        tracing::warn!(operation = %id, there = told.is_some(), "an operation is not at the DSS as it is here");
        let expect = Expect::Revision(operation.revision);
        if told.is_none() && over {
            return self.end(&who, id, expect).await.map(drop);
        }
        // What the DSS has may be a step further, from where it does not come back.
        let there = told.map(|told| convert::from_wire_state(told.state)).filter(|there| !there.may_become(state));
        let state = there.filter(|there| state.may_become(*there)).unwrap_or(state);
        match self.change(&who, Change { id, expect, plan: None, state }).await {
            Ok(_) => Ok(()),
            Err(DeskError::Rejected(Rejection::Meets(_))) if told.is_none() => {
                tracing::warn!(operation = %id, "the DSS has it no more and its place is taken: it is ended");
                self.end(&who, id, Expect::Any).await.map(drop)
            }
            Err(error) => Err(error),
        }
    }

    /// Removes what the DSS has of this desk and the ledger does not, in the background.
    pub(crate) fn clear_leftovers(&self, operations: Vec<OperationalIntentReference>, constraints: Vec<ConstraintReference>) {
        let desk = self.clone();
        tokio::spawn(async move {
            for told in operations {
                let Ok(id) = EntityId::parse(&told.id) else { continue };
                let Some(_lock) = desk.shared().locks.try_hold(id) else { continue };
                // It may have been planned since it was found.
                let planned = desk.operation(id).await.map(|now| now.is_some_and(|now| now.is_live() || now.pending.is_some()));
                if !matches!(planned, Ok(false)) {
                    continue;
                }
                tracing::warn!(operation = %id, "the DSS has an operation of this desk that is not its: it is removed");
                if let Err(error) = desk.remove_leftover(&told).await {
                    tracing::warn!(operation = %id, %error, "an operation left at the DSS could not be removed");
                }
            }
            for told in constraints.into_iter().filter(|_| desk.settings().manages_constraints) {
                tracing::warn!(constraint = told.id, "the DSS has a constraint of this desk that is not its: it is removed");
                desk.remove_leftover_constraint(&told).await;
            }
        });
    }

    /// Removes an operation at the DSS and tells whom it names, as well as can be: it was never told of by this desk, so
    /// only those can know of it who asked the DSS meanwhile.
    pub(crate) async fn remove_leftover(&self, told: &OperationalIntentReference) -> Result<(), DeskError> {
        let ovn = convert::ovn(told.ovn.as_deref(), "ovn").map_err(DeskError::Dss)?;
        let answer = match self.dss().delete_operational_intent(&told.id, &ovn).await {
            Ok(answer) => answer,
            Err(DssError::NotFound { .. }) => return Ok(()),
            Err(error) => return Err(DeskError::Dss(error.to_string())),
        };
        let subscribers = convert::subscribers(&answer.subscribers, |url| self.is_own_url(url));
        self.tell_of_end(subscribers, |desk, to, subscriptions| {
            let message = PutOperationalIntentDetailsParameters {
                operational_intent_id: told.id.clone(),
                operational_intent: None,
                subscriptions,
            };
            async move { desk.uss().notify_operational_intent(&to, &message).await }
        });
        Ok(())
    }

    async fn remove_leftover_constraint(&self, told: &ConstraintReference) {
        let Ok(ovn) = convert::ovn(told.ovn.as_deref(), "ovn") else { return };
        let Ok(answer) = self.dss().delete_constraint(&told.id, &ovn).await else { return };
        let subscribers = convert::subscribers(&answer.subscribers, |url| self.is_own_url(url));
        self.tell_of_end(subscribers, |desk, to, subscriptions| {
            let message = PutConstraintDetailsParameters { constraint_id: told.id.clone(), constraint: None, subscriptions };
            async move { desk.uss().notify_constraint(&to, &message).await }
        });
    }

    fn tell_of_end<F>(
        &self,
        subscribers: Vec<Subscriber>,
        tell: impl Fn(Desk, String, Vec<tansiq_wire::f3548::SubscriptionState>) -> F,
    ) where
        F: Future<Output = Result<(), tansiq_peers::UssError>> + Send + 'static,
    {
        for subscriber in subscribers {
            let attempt =
                || tell(self.clone(), subscriber.to.to_string(), convert::subscription_states(&subscriber.subscriptions));
            let attempts: Vec<F> = (0..TELLINGS.0).map(|_| attempt()).collect();
            tokio::spawn(async move {
                for attempt in attempts {
                    match attempt.await {
                        Ok(()) => return,
                        Err(error) => tracing::warn!(to = %subscriber.to, %error, "a peer could not be told of an end"),
                    }
                    sleep(TELLINGS.1).await;
                }
            });
        }
    }
}
