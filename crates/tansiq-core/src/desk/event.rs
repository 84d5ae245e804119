//! What is recorded: the desk's log in order is everything the desk ever knew, and when.

use super::command::Rules;
use super::entities::{
    Area, Delivery, Known, KnownConstraint, Meeting, Notice, OperationState, OtherKind, OwnConstraint, Plan, Position, Reference,
    ReportEntry, Template, Watch,
};
use super::people::{Hidden, Role, Totp};
use crate::{EntityId, Name, Span, Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The DSS is going to be asked to take a write. The whole operation for a new one.
    WriteBegun {
        /// Which operation.
        id: EntityId,
        /// Which attempt of this desk.
        attempt: u64,
        /// What it is to become.
        state: OperationState,
        /// The plan, if the write changes it.
        #[serde(default)]
        plan: Option<Arc<Plan>>,
        /// What the plan meets and may.
        #[serde(default)]
        meetings: Vec<Meeting>,
        /// How verdicts were weighed, and will be when the DSS has answered.
        #[serde(default)]
        rules: Rules,
    },
    /// The DSS took it.
    WriteLanded {
        /// Which operation.
        id: EntityId,
        /// Which attempt.
        attempt: u64,
        /// What the DSS gave; none for a removal.
        reference: Option<Reference>,
    },
    /// The DSS surely did not take it, or was found not to have.
    WriteFailed {
        /// Which operation.
        id: EntityId,
        /// Which attempt.
        attempt: u64,
        /// Why.
        why: String,
        /// Whether it may still arrive: the id is looked after.
        may_arrive: bool,
    },
    /// An id that was looked after is not at the DSS.
    OrphanSettled {
        /// Which.
        id: EntityId,
    },
    /// An operation is outside its volumes, or back.
    ConformanceNoted {
        /// Which operation.
        id: EntityId,
        /// Whether it is outside.
        outside: bool,
        /// The position that showed it.
        #[serde(default)]
        position: Option<Position>,
    },
    /// A peer's operation was disclosed to this desk.
    OperationKnown(Known),
    /// A peer's operation is over.
    OperationGone {
        /// Which.
        id: EntityId,
    },
    /// Another party's constraint was disclosed to this desk.
    ConstraintKnown(KnownConstraint),
    /// Another party's constraint is over.
    ConstraintGone {
        /// Which.
        id: EntityId,
    },
    /// An operation of this desk meets something: what this desk held to be so from now on.
    Met {
        /// Which operation.
        operation: EntityId,
        /// With what and where.
        meeting: Meeting,
    },
    /// It does not any more.
    Parted {
        /// Which operation.
        operation: EntityId,
        /// What kind of thing it met.
        kind: OtherKind,
        /// Which.
        other: EntityId,
    },
    /// A peer must be told.
    DeliveryDue(Delivery),
    /// A peer was told.
    DeliveryMade {
        /// Which.
        id: u64,
        /// How often it was tried.
        attempts: u32,
    },
    /// A peer could not be told, for now or for good.
    DeliveryFailed {
        /// Which.
        id: u64,
        /// Why.
        problem: String,
        /// How often it was tried.
        attempts: u32,
        /// When it is tried again; none if it was given up.
        #[serde(default)]
        next: Option<Timestamp>,
    },
    /// A peer need not be told any more, because a later delivery tells it.
    DeliverySuperseded {
        /// Which.
        id: u64,
    },
    /// A report came, or went out.
    Reported(ReportEntry),
    /// An area is as this says.
    AreaPut(Area),
    /// An area is no more.
    AreaRemoved {
        /// Which.
        id: EntityId,
    },
    /// Others are to be told of an area, or not.
    AreaPublished {
        /// Which.
        id: EntityId,
        /// Whether.
        published: bool,
    },
    /// More of an area's schedule was worked out.
    WindowsExtended {
        /// Which area.
        id: EntityId,
        /// From now on.
        windows: Vec<Span>,
        /// Until when.
        until: Timestamp,
    },
    /// A constraint of this desk is as this says: made, being written, written, or being removed.
    ConstraintPut(OwnConstraint),
    /// A constraint of this desk is no more.
    ConstraintRemoved {
        /// Which.
        id: EntityId,
    },
    /// A subscription of this desk is as this says.
    WatchKept(Watch),
    /// A subscription of this desk is gone.
    WatchDropped {
        /// Which.
        id: EntityId,
    },
    /// The store was tried.
    Probed {},
    /// An operation that ended long ago is forgotten; the log still has it.
    OperationForgotten {
        /// Which.
        id: EntityId,
    },
    /// A template is as this says.
    TemplatePut(Template),
    /// A template is no more.
    TemplateRemoved {
        /// Which.
        id: EntityId,
    },
    /// There is a person more.
    PersonAdded {
        /// What the person signs in with.
        name: Name,
        /// For other people.
        full_name: String,
        /// What the person may do.
        role: Role,
        /// The hash of the password.
        password_hash: Hidden,
    },
    /// A person is as this says. If disabled, all sessions ended.
    PersonChanged {
        /// Who.
        name: Name,
        /// For other people.
        full_name: String,
        /// What the person may do.
        role: Role,
        /// Whether signing in is refused.
        disabled: bool,
    },
    /// A person has another password. All sessions ended.
    PasswordChanged {
        /// Who.
        name: Name,
        /// Its hash.
        password_hash: Hidden,
    },
    /// A person has a second factor.
    TotpSet {
        /// Who.
        name: Name,
        /// The factor.
        totp: Totp,
    },
    /// A person has no second factor any more.
    TotpDropped {
        /// Who.
        name: Name,
    },
    /// A person is none of this desk's any more. All sessions ended.
    PersonRemoved {
        /// Who.
        name: Name,
    },
    /// A session began.
    SignedIn {
        /// Whose.
        name: Name,
        /// The digest of what the browser holds.
        digest: Name,
        /// Until when.
        expires: Timestamp,
        /// The step of time whose code was used, for those who have a second factor.
        #[serde(default)]
        step: Option<u64>,
    },
    /// A session ended, by its person or because there were too many.
    SignedOut {
        /// Whose.
        name: Name,
        /// Which.
        digest: Name,
    },
    /// All sessions of a person ended.
    SignedOutEverywhere {
        /// Whose.
        name: Name,
    },
    /// A session was over.
    SessionExpired {
        /// Which.
        digest: Name,
    },
    /// A planner should know.
    Noticed(Notice),
    /// Notices were seen.
    NoticesSeen {
        /// Up to and including this one.
        up_to: u64,
        /// By whom.
        by: Name,
    },
}
