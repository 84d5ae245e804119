//! The desk ledger: what one party plans, what it knows of others, and what it has still to tell them.
//!
//! It is shared with nobody. Operations are here in full, and so is everything that peers disclosed, each with its time:
//! the log answers who was told what, and when. It meets the airspace only through the standard's HTTP interface, which is
//! spoken elsewhere; here is decided what may be asked, and recorded what became of it. [`decide`] says what a command
//! does, [`state`] does it, [`query`] answers questions, [`verdict`] holds plans against what is known.

mod blockers;
pub mod command;
pub mod decide;
pub mod entities;
pub mod event;
mod index;
#[cfg(feature = "invariants")]
mod invariants;
mod overlaps;
pub mod people;
mod place;
pub mod query;
pub mod snapshot;
pub mod state;
pub mod touch;
pub mod verdict;
pub mod views;
pub mod volumes;

pub use command::{AddPerson, BeginWrite, ChangePerson, Command, Expect, Learn, PutArea, Rules, SignIn, Subscriber, WriteResult};
pub use entities::{
    Area, AreaKind, Delivery, Disclosure, Excursion, Known, KnownConstraint, Meeting, Notice, NoticeKind, Operation,
    OperationState, OtherKind, OwnConstraint, Pair, Pending, Plan, Position, Prompted, Reference, ReportEntry, Subject, Template,
    Watch, Weight,
};
pub use event::Event;
pub use people::{Hidden, Person, Role, Session, Totp};
pub use state::State;
pub use views::{Begun, Outcome, Rejection};
pub use volumes::{Certain, Volumes};

/// What an accepted command of the desk does.
pub type Decision = crate::machine::Decision<Event, Outcome>;
/// The answer of every decision of the desk.
pub type Decided = Result<Decision, Rejection>;

/// The bounds of this ledger, listed in `docs/architecture.md`.
pub mod bounds {
    use std::time::Duration;

    /// Vertices over all volumes of an operation; a circle counts one (F3548-21 OPIN0020).
    pub const MAX_VERTICES: usize = 10_000;
    /// Volumes of an operation, off-nominal ones included.
    pub const MAX_VOLUMES: usize = 1_000;
    /// How far ahead an operation may start (F3548-21 OPIN0030).
    pub const MAX_AHEAD: Duration = Duration::from_secs(30 * 86_400);
    /// Vertices of a constraint (F3548-21).
    pub const MAX_CONSTRAINT_VERTICES: usize = 1_000;
    /// How long a constraint may last (F3548-21).
    pub const MAX_CONSTRAINT: Duration = Duration::from_secs(86_400);
    /// How far ahead a constraint may start (F3548-21).
    pub const MAX_CONSTRAINT_AHEAD: Duration = Duration::from_secs(56 * 86_400);
    /// Bytes of a name, and of one statement.
    pub const MAX_TEXT_BYTES: usize = 1_000;
    /// Statements of a plan; authorisations of a plan.
    pub const MAX_STATEMENTS: usize = 200;
    /// Bytes of what an area's file said of it.
    pub const MAX_DOCUMENT_BYTES: usize = 256 * 1024;
    /// Bytes of a report.
    pub const MAX_REPORT_BYTES: usize = 256 * 1024;
    /// Windows of one area that are kept.
    pub const MAX_WINDOWS: usize = 10_000;
    /// Operations or constraints in one discovery.
    pub const MAX_LEARNED: usize = 10_000;
    /// Operations of this desk, those that are over and not yet forgotten included.
    pub const MAX_OPERATIONS: usize = 100_000;
    /// Areas of this desk.
    pub const MAX_AREAS: usize = 20_000;
    /// Operations and constraints of others.
    pub const MAX_KNOWN: usize = 1_000_000;
    /// Deliveries that wait.
    pub const MAX_DELIVERIES: usize = 200_000;
    /// Deliveries that may wait before plans are refused; what is in trouble or ends is written nevertheless.
    pub const MAX_DELIVERIES_TO_PLAN: usize = 180_000;
    /// Notices that are listed; older ones stay in the log only.
    pub const MAX_NOTICES: usize = 10_000;
    /// Reports that are listed; older ones stay in the log only.
    pub const MAX_REPORTS: usize = 1_000;
    /// Pairs of volumes that one meeting lists.
    pub const MAX_PAIRS: usize = 10;
    /// Pairs of volumes that are looked for in one meeting, so that thousands on thousands take no time without end.
    pub const MAX_PAIRS_COUNTED: u32 = 1_000;
    /// Meetings that one answer lists.
    pub const MAX_MEETINGS: usize = 1_000;
    /// New or changed meetings that one command records, the most serious first, so that its record keeps below
    /// `tansiq-log`'s bound. [`NoticeKind::MeetingsLeftOut`](super::NoticeKind) says when there were more.
    pub const MAX_MET: usize = 500;
    /// Meetings over that one command tells of.
    pub const MAX_PARTED: usize = 2_000;
    /// Areas in which an operation of a peer that is Down was found, that are kept.
    pub const MAX_WITHIN: usize = 100;
    /// Constraints of this desk.
    pub const MAX_CONSTRAINTS: usize = 100_000;
    /// Templates of plans.
    pub const MAX_TEMPLATES: usize = 500;
    /// Bytes of the name of a template.
    pub const MAX_TEMPLATE_NAME_BYTES: usize = 200;
    /// Bytes of the plan of a template.
    pub const MAX_TEMPLATE_BYTES: usize = 64 * 1024;
    /// People of this desk.
    pub const MAX_PEOPLE: usize = 1_000;
    /// Sessions of one person; the oldest ends when there is one more.
    pub const MAX_SESSIONS_OF_PERSON: usize = 10;
    /// Sessions of all people; the oldest ends when there is one more.
    pub const MAX_SESSIONS: usize = 10_000;
    /// Characters of a person's name.
    pub const MAX_PERSON_NAME: usize = 64;
    /// Bytes of a person's full name.
    pub const MAX_FULL_NAME_BYTES: usize = 200;
    /// Subscriptions of this desk.
    pub const MAX_WATCHES: usize = 10_000;
    /// Ids that are looked after because a write may still arrive.
    pub const MAX_ORPHANS: usize = 100_000;
    /// Things that one sweep forgets.
    pub const MAX_SWEPT: usize = 500;
}
