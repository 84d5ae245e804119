//! What one party's own system remembers: its plans in full, and what it has read or been told of others'.
//!
//! The others read from it through `uss.rs`. It knows no HTTP and decides nothing: the play does.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use tansiq_wire::f3548::{Constraint, OperationalIntent};

/// The memory of one party. Keys are the entities' UUIDs.
#[derive(Debug, Default)]
pub struct Papers {
    /// Its own plans, as the others may read them.
    pub plans: BTreeMap<String, OperationalIntent>,
    /// Its own areas to avoid, as the others may read them.
    pub areas: BTreeMap<String, Constraint>,
    /// Others' plans it has read or been told of, with their OVNs.
    pub known_plans: BTreeMap<String, OperationalIntent>,
    /// Others' areas it has read or been told of, with their OVNs.
    pub known_areas: BTreeMap<String, Constraint>,
    /// The last word that others pushed to it, by entity: the version, or none when it ended.
    pub heard: BTreeMap<String, Option<i32>>,
}

impl Papers {
    /// The key for a write: the OVN of everything this party knows of, except one entity of its own.
    pub fn key(&self, except: &str) -> Vec<String> {
        let plans = |all: &BTreeMap<String, OperationalIntent>| {
            let others = all.iter().filter(|(id, _)| *id != except);
            others.filter_map(|(_, plan)| plan.reference.ovn.clone()).collect::<Vec<_>>()
        };
        let areas =
            |all: &BTreeMap<String, Constraint>| all.values().filter_map(|area| area.reference.ovn.clone()).collect::<Vec<_>>();
        [plans(&self.plans), plans(&self.known_plans), areas(&self.areas), areas(&self.known_areas)].concat()
    }
}

/// Papers shared between its party and the endpoint that serves it.
#[derive(Clone, Debug, Default)]
pub struct Shared(Arc<Mutex<Papers>>);

impl Shared {
    /// The papers, for a moment: nothing may be awaited while they are held.
    pub fn open(&self) -> MutexGuard<'_, Papers> {
        self.0.lock().expect("no holder of papers panics")
    }
}
