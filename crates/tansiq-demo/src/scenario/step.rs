//! The kinds of step a play is made of, each with the sentence that announces it and what is expected of it.
//!
//! What a step does is in `play/`; what is said about its outcome is in `text.rs`.

use serde::Deserialize;

use super::{DeskStep, Leg, Offset};
use crate::lang::Text;
use crate::shape::Shift;

/// One step.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Step {
    /// Only the sentence: what happens outside the software.
    Tell(Tell),
    /// A party asks for a plan to be accepted.
    Plan(Plan),
    /// The refusal just received named exactly these.
    ExpectConflictWith(ExpectConflictWith),
    /// A party reads others' plans and areas from their own endpoints, and compares them with its own plan.
    ReadDetails(ReadDetails),
    /// A party asks again, elsewhere, later or higher, with all it has read.
    Replan(Replan),
    /// A plan begins.
    Activate(Activate),
    /// An aircraft is outside its plan, for now.
    Nonconforming(OffNominal),
    /// An aircraft will not come back to its plan.
    Contingent(OffNominal),
    /// A plan ends.
    End(End),
    /// Somebody tries to end a plan that is not theirs, and may not.
    TryToEnd(TryToEnd),
    /// An area to avoid is published.
    PublishConstraint(PublishConstraint),
    /// An area to avoid is moved.
    MoveConstraint(MoveConstraint),
    /// An area to avoid is taken back.
    WithdrawConstraint(WithdrawConstraint),
    /// A party asks to be told of what happens somewhere.
    Subscribe(Subscribe),
    /// A party asks what there is around its plan.
    Look(Look),
    /// These, and only these, were told of the last change.
    ExpectTold(ExpectTold),
    /// An arbiter marks a party's system as down, or as back.
    MarkAvailability(MarkAvailability),
    /// The server's process is killed without warning and started again.
    KillAndRestart(Tell),
    /// This many of each are found.
    ExpectStore(ExpectStore),
    /// A step of a play whose parties are desks.
    #[serde(skip_deserializing)]
    Desk(DeskStep),
}

/// How an answer is expected to turn out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 200 or 201.
    #[default]
    Accepted,
    /// 409, naming what has to be read first.
    Conflict,
    /// 412, because the party is marked Down.
    Down,
}

/// A sentence alone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tell {
    /// The sentence.
    pub say: Text,
}

/// See [`Step::Plan`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The sentence.
    pub say: Text,
    /// Which flight.
    pub flight: String,
    /// What the answer should be.
    #[serde(default)]
    pub expect: Outcome,
}

/// See [`Step::ExpectConflictWith`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectConflictWith {
    /// The sentence.
    pub say: Text,
    /// Whose refusal.
    pub flight: String,
    /// Exactly the plans it named.
    #[serde(default)]
    pub plans: Vec<String>,
    /// Exactly the areas to avoid it named.
    #[serde(default)]
    pub constraints: Vec<String>,
}

/// See [`Step::ReadDetails`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadDetails {
    /// The sentence.
    pub say: Text,
    /// For which flight, and so by which party.
    pub flight: String,
    /// The plans and areas that turn out to meet it.
    #[serde(default)]
    pub meets: Vec<String>,
    /// The plans and areas that turn out not to.
    #[serde(default)]
    pub clear: Vec<String>,
}

/// See [`Step::Replan`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replan {
    /// The sentence.
    pub say: Text,
    /// Which flight.
    pub flight: String,
    /// Where to; left out, the plan stays as it was.
    #[serde(default, rename = "move")]
    pub to: Move,
    /// What the answer should be.
    #[serde(default)]
    pub expect: Outcome,
}

/// A move in time, height and over the ground.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// `"+12m"`.
    pub later: Option<Offset>,
    /// Metres, negative for lower.
    #[serde(default)]
    pub higher_m: f64,
    /// Metres, negative for south.
    #[serde(default)]
    pub north_m: f64,
    /// Metres, negative for west.
    #[serde(default)]
    pub east_m: f64,
}

impl From<&Move> for Shift {
    fn from(to: &Move) -> Shift {
        Shift { later_s: to.later.map_or(0, |o| o.0), higher_m: to.higher_m, north_m: to.north_m, east_m: to.east_m }
    }
}

/// See [`Step::Activate`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activate {
    /// The sentence.
    pub say: Text,
    /// Which flight.
    pub flight: String,
    /// What the answer should be.
    #[serde(default)]
    pub expect: Outcome,
}

/// See [`Step::Nonconforming`] and [`Step::Contingent`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OffNominal {
    /// The sentence.
    pub say: Text,
    /// Which flight.
    pub flight: String,
    /// Where it may be instead.
    #[serde(rename = "where")]
    pub volumes: Vec<Leg>,
}

/// See [`Step::End`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// The sentence.
    pub say: Text,
    /// Which flight.
    pub flight: String,
}

/// See [`Step::TryToEnd`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TryToEnd {
    /// The sentence.
    pub say: Text,
    /// Who tries.
    pub party: String,
    /// Whose plan it is not.
    pub flight: String,
}

/// See [`Step::PublishConstraint`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishConstraint {
    /// The sentence.
    pub say: Text,
    /// Which area.
    pub constraint: String,
}

/// See [`Step::MoveConstraint`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveConstraint {
    /// The sentence.
    pub say: Text,
    /// Which area.
    pub constraint: String,
    /// Where to.
    #[serde(rename = "move")]
    pub to: Move,
}

/// See [`Step::WithdrawConstraint`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawConstraint {
    /// The sentence.
    pub say: Text,
    /// Which area.
    pub constraint: String,
}

/// See [`Step::Subscribe`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subscribe {
    /// The sentence.
    pub say: Text,
    /// Which subscription.
    pub subscription: String,
    /// Exactly the plans that are there already.
    #[serde(default)]
    pub plans: Vec<String>,
    /// Exactly the areas to avoid that are there already.
    #[serde(default)]
    pub constraints: Vec<String>,
}

/// See [`Step::Look`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// The sentence.
    pub say: Text,
    /// Around which flight, and so by which party.
    pub flight: String,
    /// Exactly the others' plans that are found.
    #[serde(default)]
    pub plans: Vec<String>,
    /// Exactly the areas to avoid that are found; asked only when the party may process constraints.
    #[serde(default)]
    pub constraints: Vec<String>,
}

/// See [`Step::ExpectTold`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectTold {
    /// The sentence.
    pub say: Text,
    /// The flight or area whose last change is meant.
    pub about: String,
    /// Exactly who was told.
    pub parties: Vec<String>,
}

/// See [`Step::MarkAvailability`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkAvailability {
    /// The sentence.
    pub say: Text,
    /// Who says so; needs the scope for it.
    pub party: String,
    /// Of whom.
    pub of: String,
    /// What.
    pub availability: Availability,
}

/// Whether a party's system answers, as F3548 names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
pub enum Availability {
    /// It answers.
    Normal,
    /// It does not.
    Down,
}

/// See [`Step::ExpectStore`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectStore {
    /// The sentence.
    pub say: Text,
    /// How many plans.
    pub plans: usize,
    /// How many areas to avoid.
    pub constraints: usize,
    /// How many subscriptions, standing ones and those attached to plans.
    pub subscriptions: usize,
}

impl Step {
    /// The name of its kind, as written after `do =`.
    pub fn kind(&self) -> &'static str {
        match self {
            Step::Tell(_) => "tell",
            Step::Plan(_) => "plan",
            Step::ExpectConflictWith(_) => "expect_conflict_with",
            Step::ReadDetails(_) => "read_details",
            Step::Replan(_) => "replan",
            Step::Activate(_) => "activate",
            Step::Nonconforming(_) => "nonconforming",
            Step::Contingent(_) => "contingent",
            Step::End(_) => "end",
            Step::TryToEnd(_) => "try_to_end",
            Step::PublishConstraint(_) => "publish_constraint",
            Step::MoveConstraint(_) => "move_constraint",
            Step::WithdrawConstraint(_) => "withdraw_constraint",
            Step::Subscribe(_) => "subscribe",
            Step::Look(_) => "look",
            Step::ExpectTold(_) => "expect_told",
            Step::MarkAvailability(_) => "mark_availability",
            Step::KillAndRestart(_) => "kill_and_restart",
            Step::ExpectStore(_) => "expect_store",
            Step::Desk(s) => s.kind(),
        }
    }

    /// The sentence that announces it.
    pub fn say(&self) -> &Text {
        match self {
            Step::Tell(s) | Step::KillAndRestart(s) => &s.say,
            Step::Plan(s) => &s.say,
            Step::ExpectConflictWith(s) => &s.say,
            Step::ReadDetails(s) => &s.say,
            Step::Replan(s) => &s.say,
            Step::Activate(s) => &s.say,
            Step::Nonconforming(s) | Step::Contingent(s) => &s.say,
            Step::End(s) => &s.say,
            Step::TryToEnd(s) => &s.say,
            Step::PublishConstraint(s) => &s.say,
            Step::MoveConstraint(s) => &s.say,
            Step::WithdrawConstraint(s) => &s.say,
            Step::Subscribe(s) => &s.say,
            Step::Look(s) => &s.say,
            Step::ExpectTold(s) => &s.say,
            Step::MarkAvailability(s) => &s.say,
            Step::ExpectStore(s) => &s.say,
            Step::Desk(s) => s.say(),
        }
    }

    /// The flight it is about, when it is about one.
    pub fn flight(&self) -> Option<&str> {
        match self {
            Step::Plan(s) => Some(&s.flight),
            Step::ExpectConflictWith(s) => Some(&s.flight),
            Step::ReadDetails(s) => Some(&s.flight),
            Step::Replan(s) => Some(&s.flight),
            Step::Activate(s) => Some(&s.flight),
            Step::Nonconforming(s) | Step::Contingent(s) => Some(&s.flight),
            Step::End(s) => Some(&s.flight),
            Step::TryToEnd(s) => Some(&s.flight),
            Step::Look(s) => Some(&s.flight),
            Step::Desk(s) => s.flight(),
            _ => None,
        }
    }

    /// The area to avoid it is about, when it is about one.
    pub fn area(&self) -> Option<&str> {
        match self {
            Step::PublishConstraint(s) => Some(&s.constraint),
            Step::MoveConstraint(s) => Some(&s.constraint),
            Step::WithdrawConstraint(s) => Some(&s.constraint),
            _ => None,
        }
    }
}
