//! What callers are told: entities as a given party may see them.

use super::entities::{Availability, AvailabilityRecord, Constraint, Heartbeat, Instance, Intent, IntentState, Subscription};
use super::state::State;
use crate::{EntityId, Name, Ovn, Span};
use uuid::Uuid;

/// An operational intent reference as one party sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct IntentReference {
    /// Its id.
    pub id: EntityId,
    /// Who manages it.
    pub manager: Name,
    /// The recorded availability of the manager.
    pub availability: Availability,
    /// Counts writes from 1.
    pub version: u32,
    /// Its state.
    pub state: IntentState,
    /// The OVN; `None` for everybody but the manager.
    pub ovn: Option<Ovn>,
    /// When.
    pub span: Span,
    /// Where its details are.
    pub uss_base_url: Name,
    /// The attached subscription.
    pub subscription: Option<EntityId>,
}

/// A constraint reference as one party sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct ConstraintReference {
    /// Its id.
    pub id: EntityId,
    /// Who manages it.
    pub manager: Name,
    /// Counts writes from 1.
    pub version: u32,
    /// The OVN; `None` for everybody but the manager.
    pub ovn: Option<Ovn>,
    /// When.
    pub span: Span,
    /// Where its details are.
    pub uss_base_url: Name,
}

/// A subscription as its owner sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct SubscriptionView {
    /// The subscription.
    pub subscription: Subscription,
    /// The operational intents that depend on it.
    pub dependents: Vec<EntityId>,
}

/// Whom a writer must notify: all subscriptions behind one URL.
#[derive(Clone, Debug, PartialEq)]
pub struct Subscriber {
    /// Where to.
    pub uss_base_url: Name,
    /// Subscriptions with the notification index to send.
    pub subscriptions: Vec<(EntityId, u32)>,
}

/// What a key failed to name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Missing {
    /// Operational intents whose current OVN is not in the key.
    pub intents: Vec<IntentReference>,
    /// Constraints whose current OVN is not in the key.
    pub constraints: Vec<ConstraintReference>,
}

/// The answer to an accepted command.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Nothing more to say.
    Done,
    /// An operational intent was written or removed.
    Intent {
        /// The reference, as it is or as it was.
        reference: Box<IntentReference>,
        /// Whom the caller must notify.
        subscribers: Vec<Subscriber>,
        /// Whether the command removed it.
        removed: bool,
    },
    /// A constraint was written or removed.
    Constraint {
        /// The reference, as it is or as it was.
        reference: Box<ConstraintReference>,
        /// Whom the caller must notify.
        subscribers: Vec<Subscriber>,
        /// Whether the command removed it.
        removed: bool,
    },
    /// A subscription was written or removed.
    Subscription {
        /// The subscription, as it is or as it was.
        view: Box<SubscriptionView>,
        /// What it covers, if it watches operational intents.
        intents: Option<Vec<IntentReference>>,
        /// What it covers, if it watches constraints.
        constraints: Option<Vec<ConstraintReference>>,
        /// Whether the command removed it.
        removed: bool,
    },
    /// An availability was set.
    Availability(AvailabilityRecord),
    /// A report was filed.
    Report {
        /// The id given to it.
        id: Uuid,
    },
    /// A heartbeat was recorded; the pool as it is now.
    Pool(Vec<(Instance, Option<Heartbeat>)>),
    /// How many entities were evicted.
    Evicted(usize),
}

impl State {
    /// The reference as `caller` may see it: the OVN is for the manager alone.
    pub(crate) fn see_intent(&self, intent: &Intent, caller: &str) -> IntentReference {
        IntentReference {
            id: intent.id,
            manager: intent.manager.clone(),
            availability: self.availability(&intent.manager),
            version: intent.version,
            state: intent.state,
            ovn: (*intent.manager == *caller).then(|| intent.ovn.clone()),
            span: intent.extent.span,
            uss_base_url: intent.uss_base_url.clone(),
            subscription: intent.subscription,
        }
    }

    /// The reference as `caller` may see it: the OVN is for the manager alone.
    pub(crate) fn see_constraint(&self, constraint: &Constraint, caller: &str) -> ConstraintReference {
        ConstraintReference {
            id: constraint.id,
            manager: constraint.manager.clone(),
            version: constraint.version,
            ovn: (*constraint.manager == *caller).then(|| constraint.ovn.clone()),
            span: constraint.extent.span,
            uss_base_url: constraint.uss_base_url.clone(),
        }
    }

    pub(crate) fn see_subscription(&self, subscription: &Subscription) -> SubscriptionView {
        SubscriptionView { subscription: subscription.clone(), dependents: self.dependents.of(subscription.id).collect() }
    }
}
