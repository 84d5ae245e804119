//! What came of a step: plain data that the story tells in words and `--json` prints as it is.
//!
//! Flights, areas and parties appear by the names used in the scenario file.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::desk_fact::DeskFact;
use crate::relation::{Gap, Meeting, Relation};
use crate::scenario::Availability;
use crate::template::clock;

/// The outcome of one step, as expected.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// A plan was accepted.
    Accepted {
        /// Whose.
        flight: String,
        /// Who was told.
        told: Vec<String>,
    },
    /// A plan was accepted after it was moved, or as it was.
    Moved {
        /// Whose.
        flight: String,
        /// Whether it was moved at all.
        moved: bool,
        /// What it now passes most closely, of what its party had read, and how closely.
        nearest: Option<Nearest>,
        /// Who was told.
        told: Vec<String>,
    },
    /// A plan was not accepted yet: these have to be read first (409).
    Conflict {
        /// Whose.
        flight: String,
        /// Others' plans.
        plans: Vec<String>,
        /// Areas to avoid.
        constraints: Vec<String>,
    },
    /// A plan was refused because its party is marked Down (412).
    Down {
        /// Whose.
        flight: String,
    },
    /// The last refusal named exactly what it should.
    ConflictNamed {
        /// Whose refusal.
        flight: String,
        /// How many plans and areas it named.
        named: usize,
    },
    /// A party read these from their managers.
    Read {
        /// For which flight.
        flight: String,
        /// What was read.
        items: Vec<Reading>,
    },
    /// A plan is in use.
    Activated {
        /// Which.
        flight: String,
        /// Who was told.
        told: Vec<String>,
    },
    /// An aircraft is outside its plan for now.
    Nonconforming {
        /// Which.
        flight: String,
        /// Who was told.
        told: Vec<String>,
    },
    /// An aircraft will not come back to its plan.
    Contingent {
        /// Which.
        flight: String,
        /// Who was told.
        told: Vec<String>,
    },
    /// A plan has ended.
    Ended {
        /// Which.
        flight: String,
        /// Who was told.
        told: Vec<String>,
    },
    /// Somebody tried to end another's plan (403).
    NotTheirs {
        /// Who tried.
        party: String,
        /// Whose it stays.
        flight: String,
    },
    /// An area to avoid was published.
    Published {
        /// Which.
        constraint: String,
        /// Who was told.
        told: Vec<String>,
    },
    /// An area to avoid was moved.
    AreaMoved {
        /// Which.
        constraint: String,
        /// Who was told.
        told: Vec<String>,
    },
    /// An area to avoid was taken back.
    Withdrawn {
        /// Which.
        constraint: String,
        /// Who was told.
        told: Vec<String>,
    },
    /// A standing subscription was made.
    Subscribed {
        /// Which.
        subscription: String,
        /// The plans already there.
        plans: Vec<String>,
        /// The areas already there.
        constraints: Vec<String>,
    },
    /// A party asked what there is around its plan.
    Found {
        /// Around which flight.
        flight: String,
        /// Others' plans.
        plans: Vec<String>,
        /// Areas to avoid.
        constraints: Vec<String>,
    },
    /// These hold the latest word about something.
    Told {
        /// About what.
        about: String,
        /// Who.
        parties: Vec<String>,
    },
    /// An arbiter spoke.
    Marked {
        /// Of whom.
        party: String,
        /// What.
        availability: Availability,
    },
    /// The server was killed and started again, and nothing is missing.
    Restarted {
        /// How long nobody answered, in milliseconds.
        away_ms: u64,
        /// Plans found as they were.
        plans: usize,
        /// Areas to avoid found as they were.
        constraints: usize,
        /// Subscriptions found as they were.
        subscriptions: usize,
        /// Records of the log that were verified.
        records: u64,
    },
    /// What is in the store.
    Store {
        /// How many plans.
        plans: usize,
        /// How many areas to avoid.
        constraints: usize,
        /// How many subscriptions.
        subscriptions: usize,
    },
    /// What came of a step at a desk, which names its own kind.
    #[serde(untagged)]
    Desk(DeskFact),
}

/// Something that was read, and how it lies to the reader's plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// The flight or area.
    pub id: String,
    /// The party it was read from.
    pub from: String,
    /// Whether it meets the reader's plan.
    #[serde(serialize_with = "relation")]
    pub relation: Relation,
}

/// What a plan passes most closely.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Nearest {
    /// The flight or area.
    pub id: String,
    /// How closely.
    #[serde(serialize_with = "gap")]
    pub gap: Gap,
}

fn relation<S: Serializer>(relation: &Relation, serializer: S) -> Result<S::Ok, S::Error> {
    match relation {
        Relation::Clear(clear) => gap(clear, serializer),
        Relation::Meets(Meeting { start, end, lower_m, upper_m }) => {
            let mut map = serializer.serialize_map(None)?;
            map.serialize_entry("meets", &true)?;
            map.serialize_entry("start", &clock(*start))?;
            map.serialize_entry("end", &clock(*end))?;
            map.serialize_entry("lower_m", lower_m)?;
            map.serialize_entry("upper_m", upper_m)?;
            map.end()
        }
    }
}

fn gap<S: Serializer>(gap: &Gap, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry("meets", &false)?;
    match gap {
        Gap::Height(metres) => map.serialize_entry("apart_height_m", &metres.round())?,
        Gap::Time(seconds) => map.serialize_entry("apart_time_s", seconds)?,
        Gap::Ground(metres) => map.serialize_entry("apart_ground_m", &metres.round())?,
        Gap::Far => {}
    }
    map.end()
}
