//! The kinds of step of a play whose parties are desks, each a server's process of its own: what a desk's user does there,
//! and what is expected of it.
//!
//! What a step does is in `desks/`; what is said about its outcome is in `desk_text.rs`.

use serde::{Deserialize, Serialize};

use super::Spot;
use super::step::{Activate, End, Tell};
use crate::lang::Text;

/// One step at a desk.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum DeskStep {
    /// Only the sentence: what happens outside the software.
    Tell(Tell),
    /// A file of areas to avoid is read into a desk.
    ImportAreas(ImportAreas),
    /// A desk is asked what a plan would meet, without planning it.
    Check(Check),
    /// A plan is made.
    Plan(DeskPlan),
    /// A plan is made where the desk said that it could be.
    Take(Take),
    /// A plan begins.
    Activate(Activate),
    /// An aircraft says where it is.
    Position(Position),
    /// A plan comes to be in a state, by itself.
    ExpectState(ExpectState),
    /// A desk's user is told something.
    ExpectNotice(ExpectNotice),
    /// A plan ends.
    End(End),
    /// A desk's process is killed without warning.
    KillDesk(OfDesk),
    /// A desk's process is started again.
    StartDesk(OfDesk),
    /// All desks' notices tell the same story, and all logs verify.
    SameStory(Tell),
}

/// See [`DeskStep::ImportAreas`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportAreas {
    /// The sentence.
    pub say: Text,
    /// Which file.
    pub file: String,
}

/// See [`DeskStep::Check`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The sentence.
    pub say: Text,
    /// Which flight.
    pub flight: String,
    /// Exactly what it meets: flights, and files of areas.
    #[serde(default)]
    pub meets: Vec<String>,
    /// Kinds of ways around that are among those offered.
    #[serde(default)]
    pub ways: Vec<Way>,
}

/// A kind of way around.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// All of it earlier.
    Earlier,
    /// All of it later.
    Later,
    /// All of it higher.
    Higher,
    /// All of it lower.
    Lower,
    /// Waiting on the way.
    Hold,
}

/// See [`DeskStep::Plan`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskPlan {
    /// The sentence.
    pub say: Text,
    /// Which flight.
    pub flight: String,
    /// What the answer should be.
    #[serde(default)]
    pub expect: DeskOutcome,
}

/// How a plan is expected to turn out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskOutcome {
    /// 201.
    #[default]
    Accepted,
    /// 409, with what it meets and ways around, the same as the last check said.
    Refused,
}

/// See [`DeskStep::Take`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Take {
    /// The sentence.
    pub say: Text,
    /// Which flight.
    pub flight: String,
    /// Which way, of those the last refusal offered.
    pub way: Way,
}

/// See [`DeskStep::Position`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The sentence.
    pub say: Text,
    /// Which flight.
    pub flight: String,
    /// Where it is.
    pub at: Spot,
    /// How high, metres above the WGS84 ellipsoid.
    pub height_m: f64,
    /// Whether that is within its plan.
    pub inside: bool,
}

/// See [`DeskStep::ExpectState`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectState {
    /// The sentence.
    pub say: Text,
    /// Which flight.
    pub flight: String,
    /// In which state.
    pub state: PlanState,
}

/// The states of a plan, as F3548 names them, and its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanState {
    /// Planned and shared.
    Accepted,
    /// In use.
    Activated,
    /// Outside its volumes for now.
    Nonconforming,
    /// Outside its volumes for good.
    Contingent,
    /// Over.
    Ended,
}

/// See [`DeskStep::ExpectNotice`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectNotice {
    /// The sentence.
    pub say: Text,
    /// Whose desk tells it.
    pub party: String,
    /// About which flight, its own or another's.
    pub about: String,
    /// What.
    pub notice: NoticeKind,
}

/// What a desk tells its user, as far as plays speak of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Another's plan near one's own is new, changed or over.
    PlanChangedNear,
    /// Another's plan meets one's own.
    ConflictFound,
    /// It does not any more.
    ConflictCleared,
    /// One's own aircraft left its plan.
    LeftVolumes,
    /// It is back in it.
    BackInVolumes,
    /// One's own plan changed its state.
    StateChanged,
}

/// See [`DeskStep::KillDesk`] and [`DeskStep::StartDesk`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfDesk {
    /// The sentence.
    pub say: Text,
    /// Whose desk.
    pub party: String,
}

impl DeskStep {
    /// The name of its kind, as written after `do =`.
    pub fn kind(&self) -> &'static str {
        match self {
            DeskStep::Tell(_) => "tell",
            DeskStep::ImportAreas(_) => "import_areas",
            DeskStep::Check(_) => "check",
            DeskStep::Plan(_) => "plan",
            DeskStep::Take(_) => "take",
            DeskStep::Activate(_) => "activate",
            DeskStep::Position(_) => "position",
            DeskStep::ExpectState(_) => "expect_state",
            DeskStep::ExpectNotice(_) => "expect_notice",
            DeskStep::End(_) => "end",
            DeskStep::KillDesk(_) => "kill_desk",
            DeskStep::StartDesk(_) => "start_desk",
            DeskStep::SameStory(_) => "same_story",
        }
    }

    /// The sentence that announces it.
    pub fn say(&self) -> &Text {
        match self {
            DeskStep::Tell(s) | DeskStep::SameStory(s) => &s.say,
            DeskStep::ImportAreas(s) => &s.say,
            DeskStep::Check(s) => &s.say,
            DeskStep::Plan(s) => &s.say,
            DeskStep::Take(s) => &s.say,
            DeskStep::Activate(s) => &s.say,
            DeskStep::Position(s) => &s.say,
            DeskStep::ExpectState(s) => &s.say,
            DeskStep::ExpectNotice(s) => &s.say,
            DeskStep::End(s) => &s.say,
            DeskStep::KillDesk(s) | DeskStep::StartDesk(s) => &s.say,
        }
    }

    /// The flight it is about, when it is about one.
    pub fn flight(&self) -> Option<&str> {
        match self {
            DeskStep::Check(s) => Some(&s.flight),
            DeskStep::Plan(s) => Some(&s.flight),
            DeskStep::Take(s) => Some(&s.flight),
            DeskStep::Activate(s) => Some(&s.flight),
            DeskStep::Position(s) => Some(&s.flight),
            DeskStep::ExpectState(s) => Some(&s.flight),
            DeskStep::ExpectNotice(s) => Some(&s.about),
            DeskStep::End(s) => Some(&s.flight),
            _ => None,
        }
    }

    /// The file of areas it is about, when it is about one.
    pub fn file(&self) -> Option<&str> {
        match self {
            DeskStep::ImportAreas(s) => Some(&s.file),
            _ => None,
        }
    }

    /// The party whose desk it is about, when it names one.
    pub fn party(&self) -> Option<&str> {
        match self {
            DeskStep::ExpectNotice(s) => Some(&s.party),
            DeskStep::KillDesk(s) | DeskStep::StartDesk(s) => Some(&s.party),
            _ => None,
        }
    }
}
