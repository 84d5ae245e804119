//! What came of a step at a desk: plain data that the story tells in words and `--json` prints as it is.
//!
//! Flights, files of areas and parties appear by the names used in the scenario file.

use serde::Serialize;

use crate::scenario::{NoticeKind, PlanState, Way};
use crate::shape::Shift;

/// The outcome of one step at a desk, as expected.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum DeskFact {
    /// Areas were read into a desk.
    Imported {
        /// Which file.
        file: String,
        /// How many areas.
        areas: usize,
    },
    /// A desk said what a plan would meet. Nothing was planned.
    Checked {
        /// Which flight.
        flight: String,
        /// What it would meet.
        meets: Vec<Met>,
        /// The nearest way around of each kind.
        ways: Vec<WayAround>,
    },
    /// A plan was made.
    Planned {
        /// Which flight.
        flight: String,
    },
    /// A plan was refused (409).
    TurnedDown {
        /// Which flight.
        flight: String,
        /// For what.
        meets: Vec<Met>,
        /// The nearest way around of each kind.
        ways: Vec<WayAround>,
    },
    /// A plan was made where the desk had said.
    WayTaken {
        /// Which flight.
        flight: String,
        /// Which way.
        way: WayAround,
    },
    /// A plan is in use.
    InUse {
        /// Which flight.
        flight: String,
    },
    /// A desk took a position.
    PositionTaken {
        /// Which flight.
        flight: String,
        /// Whether it is within the plan.
        inside: bool,
    },
    /// A plan came to be in a state by itself.
    Became {
        /// Which flight.
        flight: String,
        /// Which state.
        state: PlanState,
        /// How long after the step before, in milliseconds.
        after_ms: u64,
    },
    /// A desk told its user something.
    Noticed {
        /// Whose desk.
        party: String,
        /// About which flight.
        about: String,
        /// What.
        notice: NoticeKind,
        /// The state that was told of, if one was.
        state: Option<PlanState>,
        /// The meeting that was told of, if one was.
        meets: Option<Met>,
        /// How long after the step before, in milliseconds.
        after_ms: u64,
    },
    /// A plan is over.
    Over {
        /// Which flight.
        flight: String,
    },
    /// A desk's process was killed.
    DeskKilled {
        /// Whose.
        party: String,
    },
    /// A desk's process was started again, and nothing is missing.
    DeskBack {
        /// Whose.
        party: String,
        /// How long it was away, in milliseconds.
        away_ms: u64,
        /// Plans found as they were.
        plans: usize,
        /// Areas found as they were.
        areas: usize,
        /// Notices found as they were.
        notices: usize,
    },
    /// What each desk says of each plan is the same.
    SameStory {
        /// Each plan.
        plans: Vec<Told>,
        /// Records of the DSS's log that were verified.
        records: u64,
    },
}

/// Something that a plan meets, where it meets it most deeply.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Met {
    /// The flight, or the file of areas.
    pub id: String,
    /// How deep over the ground.
    pub horizontal_m: f64,
    /// Common height; none if unbounded.
    pub vertical_m: Option<f64>,
    /// Common time; none if unbounded.
    pub seconds: Option<f64>,
    /// Degrees north of a position inside both.
    pub lat: f64,
    /// Degrees east of it.
    pub lng: f64,
    /// The time of day from which both are there.
    pub from: Option<String>,
}

/// A way around.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct WayAround {
    /// Its kind.
    pub way: Way,
    /// How much later or earlier, or how long a wait.
    pub seconds: Option<f64>,
    /// How much higher or lower.
    pub metres: Option<f64>,
}

impl WayAround {
    /// By how much the whole plan moves; a wait on the way moves only a part of it, and is none.
    pub fn shift(&self) -> Shift {
        let (later_s, higher_m) = (self.seconds.unwrap_or_default().round() as i64, self.metres.unwrap_or_default());
        match self.way {
            Way::Later => Shift { later_s, ..Shift::default() },
            Way::Earlier => Shift { later_s: -later_s, ..Shift::default() },
            Way::Higher => Shift { higher_m, ..Shift::default() },
            Way::Lower => Shift { higher_m: -higher_m, ..Shift::default() },
            Way::Hold => Shift::default(),
        }
    }
}

/// One plan as the desks tell it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// The flight.
    pub flight: String,
    /// The states that its own desk recorded, in order.
    pub states: Vec<PlanState>,
    /// What the others' desks were told, in order.
    pub others: Vec<Heard>,
}

/// What one desk was told of another's plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Heard {
    /// Whose desk.
    pub party: String,
    /// What, in order.
    pub notices: Vec<Word>,
}

/// One thing that a desk was told of another's plan.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Word {
    /// What.
    pub notice: NoticeKind,
    /// The state, if one was told.
    pub state: Option<PlanState>,
}
