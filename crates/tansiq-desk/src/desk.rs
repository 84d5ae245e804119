//! The handle of a desk: its settings, its ledger, the ways to others, and what it keeps in memory.

use crate::areas::Publishing;
use crate::conformance::Positions;
use crate::discover::Memory;
use crate::error::DeskError;
use crate::outbox::Bell;
use crate::planning::Locks;
use crate::reconcile::Late;
use crate::watch::Watching;
use std::sync::Arc;
use std::time::Duration;
use tansiq_core::desk::{Command, Outcome, Rules, State};
use tansiq_core::{Caller, EntityId, Name, Timestamp};
use tansiq_geo::Outline;
use tansiq_heights::Converter;
use tansiq_node::{Clock, Node, Touches};
use tansiq_peers::{Dss, Uss};

/// A region whose operations and constraints this desk wants to be told of, whatever it plans.
#[derive(Clone, Debug)]
pub struct Region {
    /// Its name, unique in the configuration.
    pub name: Name,
    /// Where.
    pub outline: Outline,
    /// Between which heights, metres above the WGS84 ellipsoid.
    pub heights: tansiq_core::Heights,
}

/// What a party decides about its desk.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The party's name: the `sub` of its tokens, the manager of what it writes.
    pub party: Name,
    /// Where peers reach this desk, without a slash at the end and without `/uss/v1`.
    pub base_url: Name,
    /// How verdicts are weighed.
    pub rules: Rules,
    /// Whether constraints of others are asked for and weighed (scope `utm.constraint_processing`).
    pub processes_constraints: bool,
    /// Whether published areas become constraints (scope `utm.constraint_management`).
    pub manages_constraints: bool,
    /// Whether off-nominal states may be declared (scope `utm.conformance_monitoring_sa`).
    pub monitors_conformance: bool,
    /// Regions to watch.
    pub regions: Vec<Region>,
    /// How long one plan, change or end may take, others' answers included.
    pub planning_time: Duration,
    /// How long an operation is Nonconforming before it is Contingent (F3548-21: at most 60 s).
    pub contingent_after: Duration,
    /// How long what is over is kept in the state; the log keeps it longer.
    pub retention: Duration,
}

/// What a desk is put together from.
pub struct Parts {
    /// What the party decides.
    pub settings: Settings,
    /// The ledger.
    pub node: Node<State>,
    /// The way to the DSS.
    pub dss: Dss,
    /// The way to peers.
    pub uss: Uss,
    /// Heights of people and files to metres above the ellipsoid.
    pub heights: Converter,
    /// What tells the time.
    pub clock: Arc<dyn Clock>,
}

/// A desk. Clones are handles of the same one.
#[derive(Clone)]
pub struct Desk {
    shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) parts: Parts,
    /// One write of an operation at a time.
    pub(crate) locks: Locks,
    /// Who is Down, and who was reported to.
    pub(crate) memory: Memory,
    /// The last operation that was held against the DSS in the round under way.
    pub(crate) reconciled_up_to: parking_lot::Mutex<Option<EntityId>>,
    /// Operations of which a sending was not heard, and may still arrive.
    pub(crate) late: parking_lot::Mutex<Late>,
    /// Rung when something must be told.
    pub(crate) bell: Bell,
    /// Last positions of operations.
    pub(crate) positions: Positions,
    /// Counts of own subscriptions.
    pub(crate) watching: Watching,
    /// Rung when an area changed.
    pub(crate) publishing: Publishing,
}

impl Desk {
    /// Puts a desk together. Nothing runs before [`Desk::run`] is polled.
    pub fn new(parts: Parts) -> Desk {
        let shared = Shared {
            parts,
            locks: Locks::default(),
            memory: Memory::default(),
            reconciled_up_to: parking_lot::Mutex::default(),
            late: parking_lot::Mutex::default(),
            bell: Bell::default(),
            positions: Positions::default(),
            watching: Watching::default(),
            publishing: Publishing::default(),
        };
        Desk { shared: Arc::new(shared) }
    }

    /// What the party decided.
    pub fn settings(&self) -> &Settings {
        &self.shared.parts.settings
    }

    /// The ledger.
    pub fn node(&self) -> &Node<State> {
        &self.shared.parts.node
    }

    /// Heights of people and files to metres above the ellipsoid.
    pub fn heights(&self) -> &Converter {
        &self.shared.parts.heights
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    pub(crate) fn dss(&self) -> &Dss {
        &self.shared.parts.dss
    }

    pub(crate) fn uss(&self) -> &Uss {
        &self.shared.parts.uss
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        self.shared.parts.clock.now()
    }

    /// Who acts when a rule of the desk does, and not a person.
    pub fn own_name(&self) -> Name {
        Name::from(format!("desk:{}", self.settings().party))
    }

    /// Has a command decided for a person or a peer.
    ///
    /// # Errors
    /// The ledger's refusal, or that it cannot take commands now.
    pub async fn submit(&self, who: &Name, command: Command) -> Result<Outcome, DeskError> {
        let caller = Caller { name: who.clone(), monitors_conformance: self.settings().monitors_conformance };
        Ok(self.node().submit(caller, command, None).await?)
    }

    /// Has a command decided for the desk itself.
    ///
    /// # Errors
    /// As [`Desk::submit`].
    pub(crate) async fn record(&self, command: Command) -> Result<Outcome, DeskError> {
        self.submit(&self.own_name(), command).await
    }

    /// Reads the ledger; see [`Node::read`].
    ///
    /// # Errors
    /// If the node stops.
    pub async fn read<R>(&self, ask: impl Fn(&State, &mut Touches) -> R) -> Result<R, DeskError> {
        Ok(self.node().read(ask).await?)
    }
}

/// A fresh id for an entity of this desk.
pub(crate) fn fresh_id() -> EntityId {
    EntityId::from_uuid(uuid::Uuid::new_v4()).expect("a version 4 UUID of the RFC variant")
}
