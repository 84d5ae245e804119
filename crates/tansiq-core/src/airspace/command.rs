//! What may be asked of the airspace. Fields are already well-formed: the border made them so.

use super::entities::{Availability, IntentState};
use super::key::Key;
use crate::{EntityId, Extent, Name, Timestamp};
use std::time::Duration;
use uuid::Uuid;

/// One request for a change.
#[derive(Debug)]
pub enum Command {
    /// The first command of a ledger.
    Found,
    /// Create or change an operational intent reference.
    PutIntent(Box<PutIntent>),
    /// End an operational intent.
    DeleteIntent {
        /// Which.
        id: EntityId,
        /// The OVN in the URL.
        ovn: Box<str>,
    },
    /// Create or change a constraint reference.
    PutConstraint(Box<PutConstraint>),
    /// Remove a constraint.
    DeleteConstraint {
        /// Which.
        id: EntityId,
        /// The OVN in the URL.
        ovn: Box<str>,
    },
    /// Create or change a subscription.
    PutSubscription(Box<PutSubscription>),
    /// Remove a subscription.
    DeleteSubscription {
        /// Which.
        id: EntityId,
        /// The version in the URL.
        version: Box<str>,
    },
    /// Say whether a USS can be reached.
    SetAvailability {
        /// Which USS.
        uss: Name,
        /// The version that the caller saw; empty for none.
        old_version: Box<str>,
        /// The new availability.
        availability: Availability,
    },
    /// File a report about a peer.
    FileReport {
        /// JSON text, at most [`super::bounds::MAX_REPORT_BYTES`].
        report: Box<str>,
    },
    /// Make known a DSS instance of the pool.
    RegisterInstance {
        /// Its id (locality).
        id: Name,
        /// Its address.
        public_endpoint: Name,
    },
    /// Record that a DSS instance is alive.
    RecordHeartbeat {
        /// Which instance.
        instance: Name,
        /// What caused it.
        source: Name,
        /// When, if not now.
        timestamp: Option<Timestamp>,
        /// When the next is due at the latest.
        next_expected_before: Option<Timestamp>,
    },
    /// Remove entities that ended longer ago than `retention`, at most [`super::bounds::MAX_EVICTED`] of them.
    Evict {
        /// How long ended entities stay.
        retention: Duration,
    },
}

/// The body of a PUT of an operational intent reference.
#[derive(Debug)]
pub struct PutIntent {
    /// Which.
    pub id: EntityId,
    /// The OVN in the URL; `None` when the URL has no such segment.
    pub ovn: Option<Box<str>>,
    /// The union of the volumes; all bounds present.
    pub extent: Extent,
    /// The state asked for.
    pub state: IntentState,
    /// Where the details are.
    pub uss_base_url: Name,
    /// What to attach.
    pub subscription: Attachment,
    /// The OVNs that the caller knows.
    pub key: Key,
    /// The suffix of the OVN that the caller wishes: its text, and the UUID version 7 that it spells.
    pub requested_suffix: Option<(Box<str>, Uuid)>,
}

/// Which subscription an operational intent is to have.
#[derive(Debug)]
pub enum Attachment {
    /// None.
    None,
    /// One that exists.
    Existing(EntityId),
    /// A new implicit one.
    Implicit {
        /// Where its notifications go.
        uss_base_url: Name,
        /// Whether it also watches constraints.
        notify_for_constraints: bool,
    },
}

/// The body of a PUT of a constraint reference.
#[derive(Debug)]
pub struct PutConstraint {
    /// Which.
    pub id: EntityId,
    /// The OVN in the URL; `None` when the URL has no such segment.
    pub ovn: Option<Box<str>>,
    /// The union of the volumes; times present.
    pub extent: Extent,
    /// Where the details are.
    pub uss_base_url: Name,
}

/// The body of a PUT of a subscription.
#[derive(Debug)]
pub struct PutSubscription {
    /// Which.
    pub id: EntityId,
    /// The version in the URL; `None` when the URL has no such segment.
    pub version: Option<Box<str>>,
    /// Its start, if given.
    pub start: Option<Timestamp>,
    /// Its end, if given.
    pub end: Option<Timestamp>,
    /// Its heights and cells.
    pub heights: crate::Heights,
    /// The cells of its outline; none if it has no outline.
    pub cells: tansiq_geo::Cells,
    /// Where notifications go.
    pub uss_base_url: Name,
    /// Whether operational intents cause notifications.
    pub notify_for_operational_intents: bool,
    /// Whether constraints cause notifications.
    pub notify_for_constraints: bool,
}
