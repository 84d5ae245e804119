//! What a desk knows: its operations, what peers disclosed to it, its areas and constraints, what it still has to tell.

use super::command::Rules;
use super::volumes::Volumes;
use crate::{EntityId, Name, Span, Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tansiq_geo::{Conflict, LatLng};

/// State of an operation (F3548-21, `OperationalIntentState`, and its end).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OperationState {
    /// Planned and shared, not in use.
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

impl OperationState {
    /// Whether it is outside its volumes.
    pub fn is_off_nominal(self) -> bool {
        matches!(self, OperationState::Nonconforming | OperationState::Contingent)
    }

    /// Whether the standard lets an operation go from here to there (F3548-21, state transitions).
    pub fn may_become(self, next: OperationState) -> bool {
        use OperationState::{Accepted, Activated, Contingent, Ended, Nonconforming};
        match self {
            Accepted => true,
            Activated | Nonconforming => matches!(next, Activated | Nonconforming | Contingent | Ended),
            Contingent => matches!(next, Contingent | Ended),
            Ended => false,
        }
    }
}

/// What is planned: all that others learn of it, and what only this desk knows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// For people; at most [`super::bounds::MAX_TEXT_BYTES`].
    #[serde(default)]
    pub name: String,
    /// Greater goes first.
    #[serde(default)]
    pub priority: i64,
    /// Where it flies.
    pub volumes: Volumes,
    /// Where it may be while Nonconforming or Contingent.
    #[serde(default)]
    pub off_nominal: Volumes,
    /// Areas and constraints for which the planner says to hold an authorisation.
    #[serde(default)]
    pub authorisations: Vec<EntityId>,
    /// What was assumed when the plan was made out of a file or of heights above ground, for people.
    #[serde(default)]
    pub stated: Vec<String>,
}

/// What the DSS gave for an entity of this desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The opaque version.
    pub ovn: Name,
    /// Counts writes from 1.
    pub version: i32,
    /// The subscription that keeps this desk informed, if there is one.
    #[serde(default)]
    pub subscription: Option<EntityId>,
}

/// A write that was begun and of which the DSS has not been heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pending {
    /// Which attempt; grows with each one of this desk.
    pub attempt: u64,
    /// What the operation is to become.
    pub state: OperationState,
    /// The plan to be written; as it is for a removal.
    pub plan: Arc<Plan>,
    /// How verdicts were weighed when it was decided, and are when it lands.
    #[serde(default)]
    pub rules: Rules,
    /// Since when.
    pub since: Timestamp,
}

/// Why and since when an operation is outside its volumes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Excursion {
    /// Since when.
    pub since: Timestamp,
    /// The position that showed it, if a position did.
    #[serde(default)]
    pub position: Option<Position>,
}

/// A reported position.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// When it was measured.
    pub at: Timestamp,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lng: f64,
    /// Metres above the WGS84 ellipsoid.
    pub height_m: f64,
}

/// An operation of this desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// Its id, the same at the DSS.
    pub id: EntityId,
    /// As last accepted by the DSS; as planned, until it was accepted for the first time.
    pub plan: Arc<Plan>,
    /// As last accepted; none until it was for the first time.
    pub state: Option<OperationState>,
    /// What the DSS gave; none before the first acceptance and after the end.
    pub reference: Option<Reference>,
    /// The write under way.
    pub pending: Option<Pending>,
    /// Who planned it.
    pub planner: Name,
    /// Grows with each change of this operation that people can see.
    pub revision: u64,
    /// When it was first planned.
    pub created: Timestamp,
    /// When it last changed.
    pub changed: Timestamp,
    /// Why it is outside its volumes, while it is.
    #[serde(default)]
    pub excursion: Option<Excursion>,
}

impl Operation {
    /// Whether others can know of it: accepted once, and not over.
    pub fn is_live(&self) -> bool {
        self.state.is_some_and(|state| state != OperationState::Ended)
    }

    /// Whether it is over, or never came to be.
    pub fn is_over(&self) -> bool {
        self.pending.is_none() && matches!(self.state, None | Some(OperationState::Ended))
    }
}

/// What is known of where a peer's operation is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disclosure {
    /// The peer told.
    Told {
        /// The opaque version, which proves that it told.
        ovn: Name,
        /// Greater goes first.
        priority: i64,
        /// Where it flies.
        volumes: Volumes,
        /// Where it may be while outside its volumes.
        #[serde(default)]
        off_nominal: Volumes,
    },
    /// The peer is Down and does not answer. Where in the area it is, is not known (F3548-21 SCD0005 and following).
    Withheld {
        /// The area in which the DSS found it.
        within: Volumes,
    },
}

/// An operation of a peer, as far as it was disclosed to this desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// Its id.
    pub id: EntityId,
    /// Whose it is.
    pub manager: Name,
    /// Whom to ask.
    pub uss_base_url: Name,
    /// Counts writes from 1.
    pub version: i32,
    /// Its state.
    pub state: OperationState,
    /// When it is.
    pub span: Span,
    /// What is known of where it is.
    pub disclosure: Disclosure,
}

/// What an area means to an operation in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaKind {
    /// No operation may be planned into it.
    Prohibited,
    /// Only with an authorisation, which the planner says to hold.
    RequiresAuthorisation,
    /// Under conditions that the planner must know: a warning.
    Conditional,
    /// Good to know: a warning.
    Advisory,
}

/// An area of this desk. It comes from a file or was drawn; it becomes constraints when it is published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Its id in this desk.
    pub id: EntityId,
    /// For people, in the file's first language.
    pub name: String,
    /// What it means to an operation.
    pub kind: AreaKind,
    /// Its layers, at all times.
    pub layers: Volumes,
    /// When it is active, in order and apart, as far as it was worked out.
    pub windows: Vec<Span>,
    /// Until when that was worked out; forever for an area without a schedule.
    pub windows_until: Timestamp,
    /// Whether this desk tells others of it as constraints.
    pub published: bool,
    /// All else that the file said, the schedule included: JSON that this ledger does not read.
    pub document: Arc<str>,
    /// Grows with each change.
    pub revision: u64,
    /// When it last changed.
    pub changed: Timestamp,
}

/// A constraint of this desk: an area during one window of at most 24 h (F3548-21 CMSA).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnConstraint {
    /// Its id, the same at the DSS.
    pub id: EntityId,
    /// The area it stands for.
    pub area: EntityId,
    /// Where and when.
    pub volumes: Volumes,
    /// What the DSS gave; none before it accepted it.
    pub reference: Option<Reference>,
    /// The attempt under way at the DSS.
    pub pending: Option<u64>,
    /// Whether it is over, or to be removed by the write under way.
    pub ending: bool,
    /// When it last changed.
    pub changed: Timestamp,
}

/// A constraint of another party.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KnownConstraint {
    /// Its id.
    pub id: EntityId,
    /// Whose it is.
    pub manager: Name,
    /// Whom to ask.
    pub uss_base_url: Name,
    /// Counts writes from 1.
    pub version: i32,
    /// The opaque version.
    pub ovn: Name,
    /// Where and when.
    pub volumes: Volumes,
    /// What it means to an operation, as its zone says; a warning if it says nothing.
    pub kind: AreaKind,
    /// Its name or type, for people.
    #[serde(default)]
    pub name: String,
    /// Its zone as its manager told it: JSON that this ledger does not read.
    #[serde(default)]
    pub zone: Option<Arc<str>>,
}

/// A subscription of a peer that a change prompts, and its count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompted {
    /// The subscription's id as the DSS spelled it.
    pub subscription: Name,
    /// Its notification index.
    pub index: i32,
}

/// What a delivery is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// An operation of this desk.
    Operation(EntityId),
    /// A constraint of this desk.
    Constraint(EntityId),
}

impl Subject {
    /// The id of what it is about.
    pub fn id(self) -> EntityId {
        match self {
            Subject::Operation(id) | Subject::Constraint(id) => id,
        }
    }
}

/// Something a peer must still be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Which one; grows.
    pub id: u64,
    /// Whom: a base URL.
    pub to: Name,
    /// Of what. It is told as it is when it is told, so a later change includes an earlier one.
    pub subject: Subject,
    /// What prompted it.
    pub subscriptions: Vec<Prompted>,
    /// The version it is at least about.
    pub version: i32,
    /// Since when.
    pub since: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// When to try next.
    pub next: Timestamp,
    /// After this nobody needs to know any more.
    pub until: Timestamp,
    /// What went wrong last.
    #[serde(default)]
    pub problem: Option<String>,
}

/// A subscription of this desk to a region that it watches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Watch {
    /// The subscription's id, the same at the DSS.
    pub id: EntityId,
    /// The region's name in the configuration.
    pub region: Name,
    /// The subscription's version at the DSS.
    pub version: Name,
    /// Until when it lasts.
    pub until: Timestamp,
}

/// With what an operation meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OtherKind {
    /// Another operation of this desk.
    OwnOperation,
    /// A peer's operation.
    PeerOperation,
    /// An area of this desk.
    Area,
    /// Another party's constraint.
    Constraint,
}

/// What a meeting means for the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The other has precedence: the plan cannot be accepted.
    LowerPriority,
    /// Neither has precedence, and overlap among equals is not permitted.
    EqualPriority,
    /// The area forbids it.
    Prohibited,
    /// The area asks for an authorisation that the plan does not name.
    Unauthorised,
    /// Permitted: this one has precedence. The other's planner is told.
    HigherPriority,
    /// Permitted: overlap among equals is.
    EqualPermitted,
    /// Permitted: an operation in use met this one already before the change.
    Already,
    /// A warning.
    Advises,
    /// Permitted: the plan names an authorisation.
    Authorised,
}

impl Weight {
    /// Whether the plan cannot be accepted.
    pub fn blocks(self) -> bool {
        matches!(self, Weight::LowerPriority | Weight::EqualPriority | Weight::Prohibited | Weight::Unauthorised)
    }
}

/// Where two volumes overlap and by how much.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// Index of the volume of the plan: volumes first, then off-nominal ones.
    pub own: u32,
    /// Index of the volume of the other, in the same order.
    pub other: u32,
    /// How deep on the ground, metres.
    pub horizontal_m: f64,
    /// Common height, metres; none if unbounded.
    #[serde(default)]
    pub vertical_m: Option<f64>,
    /// Common time, seconds; none if unbounded.
    #[serde(default)]
    pub seconds: Option<f64>,
    /// A position inside both, degrees north.
    pub lat: f64,
    /// And degrees east.
    pub lng: f64,
    /// When both are there first, if bounded.
    #[serde(default)]
    pub from: Option<Timestamp>,
    /// Whether the overlap is certain; otherwise heights that are not known exactly decide.
    pub certain: bool,
}

impl Pair {
    pub(super) fn of(conflict: &Conflict, from: i64, certain: bool) -> Pair {
        let finite = |value: f64| value.is_finite().then_some(value);
        let at: LatLng = conflict.overlap.position;
        Pair {
            own: conflict.first as u32,
            other: conflict.second as u32,
            horizontal_m: finite(conflict.overlap.horizontal_m).unwrap_or_default(),
            vertical_m: finite(conflict.overlap.vertical_m),
            seconds: finite(conflict.overlap.seconds),
            lat: at.lat_deg(),
            lng: at.lng_deg(),
            from: (from != i64::MIN).then_some(Timestamp(from)),
            certain,
        }
    }
}

/// An operation or area that a plan meets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// What it is.
    pub kind: OtherKind,
    /// Its id.
    pub other: EntityId,
    /// Its manager, for what is not this desk's.
    #[serde(default)]
    pub manager: Option<Name>,
    /// Its name, if it has one here.
    #[serde(default)]
    pub name: Option<String>,
    /// What that means for the plan.
    pub weight: Weight,
    /// Where, deepest first, at most [`super::bounds::MAX_PAIRS`].
    pub pairs: Vec<Pair>,
    /// How many pairs of volumes overlap; no more than [`super::bounds::MAX_PAIRS_COUNTED`] are looked for.
    pub pairs_total: u32,
    /// Whether one of them certainly does.
    pub certain: bool,
}

/// What a planner should know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum NoticeKind {
    /// An operation meets another (F3548-21 SCD0090, SCD0095).
    ConflictFound {
        /// With what and where.
        meeting: Meeting,
    },
    /// It does not any more.
    ConflictCleared {
        /// With what it was.
        other: EntityId,
    },
    /// An operation near changed, without a conflict.
    PlanChangedNear {
        /// Which.
        other: EntityId,
        /// Whose.
        manager: Name,
        /// Its state; none if it has ended.
        #[serde(default)]
        state: Option<OperationState>,
    },
    /// An area or constraint lies where an operation is planned, or becomes active there.
    AreaActivated {
        /// With what and where.
        meeting: Meeting,
    },
    /// An operation of this desk changed its state.
    StateChanged {
        /// From.
        #[serde(default)]
        from: Option<OperationState>,
        /// To.
        to: OperationState,
        /// Whether a rule did it and not a person.
        automatic: bool,
    },
    /// An operation left its volumes.
    LeftVolumes {
        /// Where it is.
        #[serde(default)]
        position: Option<Position>,
    },
    /// It is back.
    BackInVolumes,
    /// A peer could not be told.
    DeliveryFailing {
        /// Whom.
        to: Name,
        /// Why.
        problem: String,
        /// How often it was tried.
        attempts: u32,
    },
    /// Nobody knows whether the DSS took a write; it is being found out.
    WriteUnheard,
    /// A write that nobody waited for any more was found to have been taken, or not.
    Reconciled {
        /// Whether it was taken.
        landed: bool,
    },
    /// One change met so many operations that not all of it is recorded (see [`super::bounds::MAX_MET`]).
    MeetingsLeftOut {
        /// How many meetings are not.
        count: u32,
    },
    /// A peer answered nonsense or not at all, and was reported to.
    PeerUnreadable {
        /// Whose node.
        manager: Name,
        /// What was wrong.
        problem: String,
    },
}

/// A notice to planners.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// Which one; grows without gaps.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// About which operation of this desk.
    #[serde(default)]
    pub operation: Option<EntityId>,
    /// What.
    pub what: NoticeKind,
    /// Who has seen it, and when.
    #[serde(default)]
    pub seen: Option<(Name, Timestamp)>,
}

/// A report that a peer made to this desk, or this desk to a peer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportEntry {
    /// Its id.
    pub id: EntityId,
    /// Who made it.
    pub reporter: Name,
    /// To whom.
    pub to: Name,
    /// When.
    pub at: Timestamp,
    /// The report: JSON that this ledger does not read.
    pub report: Arc<str>,
}

/// A plan to begin with, kept for those that are made again and again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Its id in this desk.
    pub id: EntityId,
    /// For people.
    pub name: String,
    /// The plan as it is submitted: JSON that this ledger does not read.
    pub document: Arc<str>,
    /// Who put it in last.
    pub by: Name,
    /// When.
    pub changed: Timestamp,
}
