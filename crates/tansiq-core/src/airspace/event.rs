//! What the airspace records. Events carry all that was computed, so that replay computes nothing.

use super::entities::{AvailabilityRecord, Constraint, Heartbeat, Instance, Intent, Subscription};
use crate::EntityId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Why an entity is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Removal {
    /// Its manager deleted it.
    Deleted,
    /// It had no dependents any more: an implicit subscription.
    Orphaned,
    /// It ended long ago.
    Evicted,
}

/// One change. Each says the whole new value, never a difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The first record of a ledger: the id of the pool's airspace representation.
    Founded {
        /// The pool's id.
        dar_id: Uuid,
    },
    /// An operational intent reference was created or changed.
    IntentPut(Intent),
    /// An operational intent reference is gone.
    IntentRemoved {
        /// Which.
        id: EntityId,
        /// Why.
        reason: Removal,
    },
    /// A constraint reference was created or changed.
    ConstraintPut(Constraint),
    /// A constraint reference is gone.
    ConstraintRemoved {
        /// Which.
        id: EntityId,
        /// Why.
        reason: Removal,
    },
    /// A subscription was created or changed.
    SubscriptionPut(Subscription),
    /// A subscription is gone.
    SubscriptionRemoved {
        /// Which.
        id: EntityId,
        /// Why.
        reason: Removal,
    },
    /// The actor was told to notify these subscriptions, which now have these notification indices.
    SubscribersNamed {
        /// Subscription and its new notification index.
        subscriptions: Vec<(EntityId, u32)>,
    },
    /// A requested OVN suffix was used and may not be used again for this entity.
    SuffixUsed {
        /// For which operational intent.
        entity: EntityId,
        /// The suffix: a UUID version 7.
        suffix: Uuid,
    },
    /// The availability of a USS was set.
    AvailabilitySet(AvailabilityRecord),
    /// A report was filed.
    ReportFiled {
        /// Given by the DSS.
        id: Uuid,
        /// The report as it came, JSON text.
        report: Box<str>,
    },
    /// A DSS instance joined the pool or changed its address.
    InstanceRegistered(Instance),
    /// A DSS instance is alive.
    HeartbeatSeen(Heartbeat),
}
