//! What the airspace holds. Every struct is what the log records of it and what a snapshot keeps.

use crate::{EntityId, Extent, Name, Ovn, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The state of an operational intent (F3548-21, `OperationalIntentState`). An ended one is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum IntentState {
    /// Planned and accepted; not flown yet.
    Accepted,
    /// In use.
    Activated,
    /// Left its volumes, expected back.
    Nonconforming,
    /// Left its volumes, not expected back.
    Contingent,
}

impl IntentState {
    /// The state by its name in the standard, spelled exactly.
    pub fn from_name(name: &str) -> Option<IntentState> {
        match name {
            "Accepted" => Some(IntentState::Accepted),
            "Activated" => Some(IntentState::Activated),
            "Nonconforming" => Some(IntentState::Nonconforming),
            "Contingent" => Some(IntentState::Contingent),
            _ => None,
        }
    }

    /// The state's name in the standard.
    pub fn name(self) -> &'static str {
        match self {
            IntentState::Accepted => "Accepted",
            IntentState::Activated => "Activated",
            IntentState::Nonconforming => "Nonconforming",
            IntentState::Contingent => "Contingent",
        }
    }

    /// Whether the operation is off its plan, which only conformance monitoring may say.
    pub fn is_off_nominal(self) -> bool {
        matches!(self, IntentState::Nonconforming | IntentState::Contingent)
    }

    /// Whether an operational intent in this state may be given the state `next` by one write.
    pub fn may_become(self, next: IntentState) -> bool {
        use IntentState::*;
        match self {
            Accepted => true,
            Activated => next != Accepted,
            Nonconforming => next != Accepted,
            Contingent => next == Contingent,
        }
    }
}

/// An operational intent reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Intent {
    /// Its id.
    pub id: EntityId,
    /// Who may change it.
    pub manager: Name,
    /// 1 when created, and one more with every write.
    pub version: u32,
    /// Its state.
    pub state: IntentState,
    /// The proof of knowing this version.
    pub ovn: Ovn,
    /// Union of its volumes; all bounds are present.
    pub extent: Extent,
    /// Where its details are.
    pub uss_base_url: Name,
    /// The subscription that keeps its manager informed.
    pub subscription: Option<EntityId>,
}

/// A constraint reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Constraint {
    /// Its id.
    pub id: EntityId,
    /// Who may change it.
    pub manager: Name,
    /// 1 when created, and one more with every write.
    pub version: u32,
    /// The proof of knowing this version.
    pub ovn: Ovn,
    /// Union of its volumes; times are present, heights may be unbounded.
    pub extent: Extent,
    /// Where its details are.
    pub uss_base_url: Name,
}

/// A subscription, asked for by a party or made with an operational intent (implicit).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Subscription {
    /// Its id.
    pub id: EntityId,
    /// Whose it is.
    pub manager: Name,
    /// Opaque; new with every change but that of the notification index.
    pub version: Box<str>,
    /// How many notifications it has caused so far.
    pub notification_index: u32,
    /// What it watches; times are present, heights may be unbounded, no cells means that it matches nothing.
    pub extent: Extent,
    /// Where notifications go.
    pub uss_base_url: Name,
    /// Whether operational intents cause notifications.
    pub notify_for_operational_intents: bool,
    /// Whether constraints cause notifications.
    pub notify_for_constraints: bool,
    /// Whether it was made with an operational intent, lives as long as its dependents and spans exactly them.
    pub implicit: bool,
}

impl Subscription {
    /// Whether it covers an operational intent in time and cells. Heights do not count: clients in the field reach above
    /// the ceiling of their subscription and are accepted.
    pub fn covers(&self, intent: &Extent) -> bool {
        self.extent.span.start <= intent.span.start
            && self.extent.span.end >= intent.span.end
            && self.extent.cells.contains_all(&intent.cells)
    }
}

/// Whether a USS can be reached (F3548-21, `UssAvailabilityState`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Availability {
    /// Nothing is known.
    #[default]
    Unknown,
    /// It works.
    Normal,
    /// It does not work: its Accepted intents need not be known, and it may not plan.
    Down,
}

impl Availability {
    /// The availability by its name, in any case; empty means Unknown.
    pub fn from_name(name: &str) -> Option<Availability> {
        match name.to_ascii_lowercase().as_str() {
            "" | "unknown" => Some(Availability::Unknown),
            "normal" => Some(Availability::Normal),
            "down" => Some(Availability::Down),
            _ => None,
        }
    }
}

/// The recorded availability of one USS.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AvailabilityRecord {
    /// The USS, as its tokens name it.
    pub uss: Name,
    /// Its availability.
    pub availability: Availability,
    /// Opaque; new with every change.
    pub version: Box<str>,
}

/// What is remembered of a report: its text stays in the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportEntry {
    /// Given by the DSS.
    pub id: Uuid,
    /// Who reported.
    pub reporter: Name,
    /// When it was filed.
    pub at: Timestamp,
    /// The record of the log that holds the text.
    pub index: u64,
}

/// A DSS instance of the pool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Instance {
    /// Its locality: the name of the instance in the pool.
    pub id: Name,
    /// Where it can be reached from outside.
    pub public_endpoint: Name,
}

/// The latest heartbeat of one instance from one source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heartbeat {
    /// Which instance.
    pub instance: Name,
    /// What caused the heartbeat.
    pub source: Name,
    /// Who reported it; empty when the instance did so itself.
    pub reporter: Name,
    /// When.
    pub timestamp: Timestamp,
    /// The latest time at which the next one is due.
    pub next_expected_before: Option<Timestamp>,
}
