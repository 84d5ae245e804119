//! What may be asked of a desk's ledger.
//!
//! Asking others takes time and can fail, so a change that needs the DSS is two commands: one that decides and records
//! what will be asked ([`Command::BeginWrite`]), and one that records what became of it ([`Command::FinishWrite`]). What is
//! between them survives a crash, and is found out at the next start.

use super::entities::{AreaKind, Known, KnownConstraint, OperationState, Plan, Position, Prompted, Reference};
use super::people::{Hidden, Role, Totp};
use super::volumes::Volumes;
use crate::{EntityId, Name, Span, Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How this party wants verdicts weighed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Whether operations of equal priority may overlap (F3548-21: as the regulator says; default not).
    pub equal_priority_may_overlap: bool,
}

/// One thing to be decided.
#[derive(Clone, Debug)]
pub enum Command {
    // What others told when they were asked.
    /// Records what a discovery brought.
    Learn(Box<Learn>),

    // Own operations.
    /// Decides a plan, a change or an end, and records that the DSS is going to be asked.
    BeginWrite(Box<BeginWrite>),
    /// Records what the DSS answered.
    FinishWrite {
        /// Which operation.
        id: EntityId,
        /// Which attempt.
        attempt: u64,
        /// What it answered.
        result: WriteResult,
    },
    /// Records that an operation is outside its volumes, or back in them.
    NoteConformance {
        /// Which operation.
        id: EntityId,
        /// Whether it is outside.
        outside: bool,
        /// The position that showed it.
        position: Option<Position>,
    },

    // Being told.
    /// A peer tells that one of its operations changed; the caller is the sender.
    TellOperation {
        /// Which one.
        id: EntityId,
        /// As it is now; none if it has ended.
        now: Option<Box<Known>>,
        /// How verdicts are weighed.
        rules: Rules,
    },
    /// A party tells that one of its constraints changed; the caller is the sender.
    TellConstraint {
        /// Which one.
        id: EntityId,
        /// As it is now; none if it was removed.
        now: Option<Box<KnownConstraint>>,
        /// How verdicts are weighed.
        rules: Rules,
    },
    /// A peer reports a failed exchange; the caller is the sender.
    TakeReport {
        /// JSON, at most [`super::bounds::MAX_REPORT_BYTES`].
        report: Arc<str>,
    },

    // Telling.
    /// Records the outcome of one try to tell a peer.
    FinishDelivery {
        /// Which delivery.
        id: u64,
        /// What came of it: nothing if it was taken, else what went wrong.
        problem: Option<String>,
        /// When to try again; none to give up.
        next: Option<Timestamp>,
    },
    /// Records that a peer was reported to.
    NoteReport {
        /// Whose node.
        to: Name,
        /// About which own operation, if about one.
        operation: Option<EntityId>,
        /// What was wrong.
        problem: String,
        /// JSON.
        report: Arc<str>,
    },

    // Areas and own constraints.
    /// Puts an area in, new or in place of the one with this id.
    PutArea(Box<PutArea>),
    /// Takes an area out. Its constraints are ended by whoever runs the desk.
    RemoveArea {
        /// Which.
        id: EntityId,
        /// The revision that the caller saw, if it matters.
        revision: Option<u64>,
    },
    /// Says whether others are to be told of an area.
    PublishArea {
        /// Which.
        id: EntityId,
        /// Whether.
        published: bool,
    },
    /// Records further windows of an area's schedule.
    ExtendWindows {
        /// Which area.
        id: EntityId,
        /// All windows from now on, in order and apart, at most [`super::bounds::MAX_WINDOWS`].
        windows: Vec<Span>,
        /// Until when they were worked out.
        until: Timestamp,
    },
    /// Records that a constraint is going to be written: made for an area and a window, or removed.
    BeginConstraint {
        /// Which; fresh for a new one.
        id: EntityId,
        /// For a new one: the area, and where and when.
        make: Option<(EntityId, Volumes)>,
    },
    /// Records what the DSS answered.
    FinishConstraint {
        /// Which.
        id: EntityId,
        /// Which attempt.
        attempt: u64,
        /// What it answered.
        result: WriteResult,
    },

    // Templates of plans.
    /// Puts a template in, new or in place of the one with this id.
    PutTemplate {
        /// Its id in this desk.
        id: EntityId,
        /// Its name, 1 to [`super::bounds::MAX_TEMPLATE_NAME_BYTES`].
        name: String,
        /// The plan: JSON, at most [`super::bounds::MAX_TEMPLATE_BYTES`]. Whoever asks has made sure that it is one.
        document: Arc<str>,
    },
    /// Takes a template out.
    RemoveTemplate {
        /// Which.
        id: EntityId,
    },

    // Who the people of this desk are.
    /// Adds a person.
    AddPerson(Box<AddPerson>),
    /// Changes what is said of a person, what the person may do, and whether at all. Disabling ends all sessions.
    ChangePerson(Box<ChangePerson>),
    /// Gives a person another password, and ends all sessions.
    SetPassword {
        /// Whose.
        name: Name,
        /// The hash of the new one.
        password_hash: Hidden,
        /// The hash of the old one against which the person was verified; none if somebody else sets it.
        verified: Option<Hidden>,
        /// The digest and the end of a session that begins when all have ended: for who changes the own password.
        session: Option<(Name, Timestamp)>,
    },
    /// Gives a person a second factor, or takes it away.
    SetTotp {
        /// Whose.
        name: Name,
        /// The factor with the step at which it was confirmed; none to take it away.
        totp: Option<Totp>,
        /// As in [`Command::SetPassword`].
        verified: Option<Hidden>,
    },
    /// Removes a person and ends all sessions.
    RemovePerson {
        /// Whom.
        name: Name,
    },
    /// Begins a session of a person who was verified.
    SignIn(Box<SignIn>),
    /// Ends a session, if there is it.
    SignOut {
        /// Which.
        digest: Name,
    },
    /// Ends all sessions of a person.
    SignOutEverywhere {
        /// Whose.
        name: Name,
    },

    // Upkeep.
    /// Records a subscription of this desk, new or renewed.
    KeepWatch {
        /// Its id.
        id: EntityId,
        /// The region's name.
        region: Name,
        /// Its version at the DSS.
        version: Name,
        /// Until when it lasts.
        until: Timestamp,
    },
    /// Records that a subscription of this desk is gone.
    DropWatch {
        /// Its id.
        id: EntityId,
    },
    /// Forgets what ended before this, in bounded steps.
    Sweep {
        /// What ended before is forgotten. Sessions go as soon as they have expired.
        before: Timestamp,
    },
    /// Records that the store was tried: while it fails, so that it is noticed when it is well again.
    Probe,
    /// Records that an id left behind by a write that was never heard of is not at the DSS.
    SettleOrphan {
        /// Which id.
        id: EntityId,
    },

    // People.
    /// Marks notices as seen, up to and including this one.
    SeeNotices {
        /// The last one seen.
        up_to: u64,
    },
    /// Raises a notice that only the outside could see the need of.
    Raise {
        /// About which operation.
        operation: Option<EntityId>,
        /// What.
        what: super::entities::NoticeKind,
    },
}

/// What a discovery brought.
#[derive(Clone, Debug, Default)]
pub struct Learn {
    /// Operations of peers, as they disclosed them, at most [`super::bounds::MAX_LEARNED`].
    pub operations: Vec<Known>,
    /// Constraints of others, at most [`super::bounds::MAX_LEARNED`].
    pub constraints: Vec<KnownConstraint>,
    /// Operations and constraints of others that the DSS does not have any more.
    pub gone: Vec<EntityId>,
    /// How verdicts are weighed.
    pub rules: Rules,
}

/// A plan, a change or an end of an operation.
#[derive(Clone, Debug)]
pub struct BeginWrite {
    /// Which operation; a fresh id for a new one.
    pub id: EntityId,
    /// Whether the operation must, must not or may exist.
    pub expect: Expect,
    /// What it is to become. [`OperationState::Ended`] removes it.
    pub state: OperationState,
    /// The plan; none to leave it as it is.
    pub plan: Option<Plan>,
    /// How verdicts are weighed.
    pub rules: Rules,
}

/// What the caller takes for granted about an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// Nothing.
    Any,
    /// That there is none yet.
    New,
    /// That it is still at this revision.
    Revision(u64),
}

/// What became of a write at the DSS.
#[derive(Clone, Debug)]
pub enum WriteResult {
    /// It was taken.
    Landed {
        /// What the DSS gave; for a removal as it was before.
        reference: Reference,
        /// Whom to tell.
        subscribers: Vec<Subscriber>,
    },
    /// It was surely not taken.
    Refused {
        /// Why, for people.
        why: String,
    },
    /// Nobody knows. The write stays pending, and is found out later.
    Unheard,
    /// It was found not to have been taken, though it may still arrive: the id is looked after for a while.
    Lost,
}

/// A peer that must be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscriber {
    /// Its base URL. This desk's own is left out by the caller.
    pub to: Name,
    /// What prompted it.
    pub subscriptions: Vec<Prompted>,
}

/// A new person.
#[derive(Clone, Debug)]
pub struct AddPerson {
    /// What the person signs in with: 1 to [`super::bounds::MAX_PERSON_NAME`] characters.
    pub name: Name,
    /// For other people; at most [`super::bounds::MAX_FULL_NAME_BYTES`].
    pub full_name: String,
    /// What the person may do.
    pub role: Role,
    /// The hash of the password.
    pub password_hash: Hidden,
}

/// What is to be otherwise about a person.
#[derive(Clone, Debug, Default)]
pub struct ChangePerson {
    /// Whom.
    pub name: Name,
    /// The full name, if it changes.
    pub full_name: Option<String>,
    /// The role, if it changes.
    pub role: Option<Role>,
    /// Whether signing in is refused, if that changes.
    pub disabled: Option<bool>,
}

/// A session that is to begin.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Whose.
    pub name: Name,
    /// The digest of what the browser is given.
    pub digest: Name,
    /// Until when.
    pub expires: Timestamp,
    /// The session that the same browser had: it ends.
    pub replaces: Option<Name>,
    /// The hash against which the password was verified.
    pub verified: Hidden,
    /// The step of the code that was verified, for those who have a second factor.
    pub step: Option<u64>,
}

/// A new or changed area.
#[derive(Clone, Debug)]
pub struct PutArea {
    /// Its id in this desk.
    pub id: EntityId,
    /// Its name.
    pub name: String,
    /// What it means.
    pub kind: AreaKind,
    /// Its layers, at all times.
    pub layers: Volumes,
    /// When it is active, in order and apart, at most [`super::bounds::MAX_WINDOWS`].
    pub windows: Vec<Span>,
    /// Until when that was worked out.
    pub windows_until: Timestamp,
    /// All else that the file said.
    pub document: Arc<str>,
    /// The revision that the caller saw, if it matters.
    pub revision: Option<u64>,
    /// How verdicts are weighed.
    pub rules: Rules,
}
