//! A desk's ledger without a node, for tests of what is decided from a state: commands are decided and applied at once.

use tansiq_core::desk::{BeginWrite, Expect, OperationState, Subscriber};
use tansiq_core::desk::{Command, Outcome, Plan, Reference, Rejection, State, Volumes, WriteResult};
use tansiq_core::{Caller, Context, EntityId, Machine, Timestamp};
use tansiq_geo::{Circle, LatLng, Volume};

/// A ledger whose time is set by hand.
#[derive(Default)]
pub(crate) struct Ledger {
    pub(crate) state: State,
    pub(crate) now: Timestamp,
    records: u64,
}

/// Seconds after the epoch.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp(seconds * 1_000_000)
}

/// An id that is the same for the same number.
pub(crate) fn id(number: u8) -> EntityId {
    EntityId::parse(&format!("00000000-0000-4000-8000-0000000000{number:02x}")).expect("a version 4 UUID")
}

/// A cylinder about 46.5 °N and so many degrees east, 500 m wide.
pub(crate) fn cylinder(lng: f64, heights_m: (f64, f64), from: Timestamp, to: Timestamp) -> Volume {
    let circle = Circle::new(LatLng::new(46.5, lng).expect("a place"), 500.0).expect("a circle");
    let volume = Volume::new(circle).between_heights(heights_m.0, heights_m.1).expect("heights in order");
    volume.between_times(from.0, to.0).expect("times in order")
}

impl Ledger {
    pub(crate) fn new(now: Timestamp) -> Ledger {
        Ledger { now, ..Ledger::default() }
    }

    /// Decides and applies a command of the desk itself.
    pub(crate) fn try_as(&mut self, who: &str, command: &Command) -> Result<Outcome, Rejection> {
        let caller = Caller { name: who.into(), monitors_conformance: true };
        let mut fresh = [0; 32];
        fresh[..8].copy_from_slice(&self.records.to_be_bytes());
        let context = Context { now: self.now, caller, fresh };
        let decision = self.state.decide(&context, command)?;
        for event in &decision.events {
            self.state.apply(self.records, self.now, &who.into(), event);
        }
        self.records += 1;
        Ok(decision.outcome)
    }

    pub(crate) fn run(&mut self, command: &Command) -> Outcome {
        self.try_as("desk:us", command).expect("the command is accepted")
    }

    /// Has an operation accepted by a DSS that names subscribers, in this state.
    pub(crate) fn operate(&mut self, who: &str, id: EntityId, state: OperationState, plan: Plan, tell: Vec<Subscriber>) {
        let begin = BeginWrite { id, expect: Expect::Any, state, plan: Some(plan), rules: Default::default() };
        let Outcome::Begun(begun) = self.try_as(who, &Command::BeginWrite(Box::new(begin))).expect("begun") else {
            panic!("a write was begun")
        };
        let version = begun.reference.map_or(0, |reference| reference.version) + 1;
        let reference = Reference { ovn: format!("ovn-of-version-{version:08}").into(), version, subscription: None };
        let result = WriteResult::Landed { reference, subscribers: tell };
        self.try_as(who, &Command::FinishWrite { id, attempt: begun.attempt, result }).expect("finished");
    }

    /// An operation in use from 60 s before to 600 s after now, 0 to 100 m high.
    pub(crate) fn activated(&mut self, id: EntityId) {
        let plan = self.plan();
        self.operate("anna", id, OperationState::Accepted, plan.clone(), Vec::new());
        self.operate("anna", id, OperationState::Activated, plan, Vec::new());
    }

    pub(crate) fn plan(&self) -> Plan {
        let (from, to) = (Timestamp(self.now.0 - 60_000_000), Timestamp(self.now.0 + 600_000_000));
        Plan { volumes: Volumes::exact(vec![cylinder(7.0, (0.0, 100.0), from, to)]), ..Plan::default() }
    }
}
