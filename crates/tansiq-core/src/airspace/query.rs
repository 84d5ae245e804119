//! Questions to the airspace. Nothing here changes anything.

use super::bounds;
use super::entities::{Availability, AvailabilityRecord, Heartbeat, Instance, ReportEntry};
use super::state::State;
use super::views::{ConstraintReference, IntentReference, SubscriptionView};
use crate::{EntityId, Extent, Timestamp};
use uuid::Uuid;

impl State {
    /// All operational intents that meet the extent, ended ones included, as `caller` may see them.
    pub fn query_intents(&self, caller: &str, extent: &Extent) -> Vec<IntentReference> {
        self.intents.search(extent).iter().map(|hit| self.see_intent(hit.entity(), caller)).collect()
    }

    /// One operational intent as `caller` may see it.
    pub fn get_intent(&self, caller: &str, id: EntityId) -> Option<IntentReference> {
        self.intents.get(id).map(|intent| self.see_intent(intent, caller))
    }

    /// All constraints that meet the extent, ended ones included, as `caller` may see them.
    pub fn query_constraints(&self, caller: &str, extent: &Extent) -> Vec<ConstraintReference> {
        self.constraints.search(extent).iter().map(|hit| self.see_constraint(hit.entity(), caller)).collect()
    }

    /// One constraint as `caller` may see it.
    pub fn get_constraint(&self, caller: &str, id: EntityId) -> Option<ConstraintReference> {
        self.constraints.get(id).map(|constraint| self.see_constraint(constraint, caller))
    }

    /// The caller's own subscriptions that meet the extent and have not ended at `now`.
    pub fn query_subscriptions(&self, caller: &str, extent: &Extent, now: Timestamp) -> Vec<SubscriptionView> {
        let hits = self.subscriptions.search(extent);
        let own = hits.iter().map(|hit| hit.entity()).filter(|s| *s.manager == *caller && s.extent.span.end >= now);
        own.map(|subscription| self.see_subscription(subscription)).collect()
    }

    /// One subscription, whoever asks: the border refuses those whose it is not.
    pub fn get_subscription(&self, id: EntityId) -> Option<SubscriptionView> {
        self.subscriptions.get(id).map(|subscription| self.see_subscription(subscription))
    }

    /// The availability of a USS; Unknown with an empty version if nothing is recorded.
    pub fn get_availability(&self, uss: &str) -> AvailabilityRecord {
        let unknown = || AvailabilityRecord { uss: uss.into(), availability: Availability::Unknown, version: "".into() };
        self.availabilities.get(uss).cloned().unwrap_or_else(unknown)
    }

    /// The id of the pool's airspace representation; there is one once the ledger has its first record.
    pub fn dar_id(&self) -> Option<Uuid> {
        self.dar_id
    }

    /// The instances of the pool, each with its latest heartbeat.
    pub fn pool(&self) -> Vec<(Instance, Option<Heartbeat>)> {
        self.pool_with(None)
    }

    /// The pool as it is once `new` is recorded in the place of what its source said before.
    pub(crate) fn pool_with(&self, new: Option<&Heartbeat>) -> Vec<(Instance, Option<Heartbeat>)> {
        let replaced = |beat: &Heartbeat| new.is_some_and(|new| new.instance == beat.instance && new.source == beat.source);
        let latest = |instance: &Instance| {
            let beats = self.heartbeats.values().filter(|beat| !replaced(beat)).chain(new);
            // Of two with the same time, the one whose source comes last: any rule will do that does not depend on order.
            let of_instance = beats.filter(|beat| beat.instance == instance.id);
            of_instance.max_by_key(|beat| (beat.timestamp, beat.source.clone())).cloned()
        };
        self.instances.values().map(|instance| (instance.clone(), latest(instance))).collect()
    }

    /// The reports filed before the record `before`, newest first, at most `limit`.
    pub fn reports(&self, before: u64, limit: usize) -> Vec<ReportEntry> {
        let older = self.reports.iter().rev().filter(|report| report.index < before);
        older.take(limit.min(bounds::MAX_LISTED_REPORTS)).cloned().collect()
    }

    /// How many operational intents, constraints and subscriptions there are.
    pub fn counts(&self) -> (usize, usize, usize) {
        (self.intents.len(), self.constraints.len(), self.subscriptions.len())
    }
}
