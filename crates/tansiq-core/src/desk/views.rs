//! What decisions answer.

use super::entities::{Meeting, OperationState, OwnConstraint, Plan, Reference};
use crate::EntityId;
use std::sync::Arc;

/// What an accepted command answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Nothing more to say.
    Done,
    /// A write may be sent to the DSS.
    Begun(Begun),
    /// A constraint's write may be sent.
    ConstraintBegun {
        /// Which attempt.
        attempt: u64,
        /// As it is to be.
        constraint: OwnConstraint,
    },
    /// A write was finished: the operation's revision now.
    Finished {
        /// Its revision.
        revision: u64,
        /// Its state; none if it never came to be.
        state: Option<OperationState>,
    },
    /// An area was put in: its revision.
    Area {
        /// Its revision.
        revision: u64,
    },
    /// A report was taken under this id.
    Report {
        /// Its id.
        id: EntityId,
    },
    /// So many things were forgotten.
    Swept(usize),
}

/// A write that was decided and is to be sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Begun {
    /// Which operation.
    pub id: EntityId,
    /// Which attempt; to be given back with the result.
    pub attempt: u64,
    /// What it is to become.
    pub state: OperationState,
    /// The plan to write.
    pub plan: Arc<Plan>,
    /// What the DSS gave last; none for a new operation.
    pub reference: Option<Reference>,
    /// What the plan meets and may.
    pub meetings: Vec<Meeting>,
}

/// Why the desk refused a command. The border turns each kind into a status code, in one place.
#[derive(Debug, Clone, PartialEq)]
pub enum Rejection {
    /// The request cannot be right whatever the state: a field, and what is wrong with it.
    Invalid(String),
    /// The caller may not do this.
    Forbidden(String),
    /// What is named does not exist.
    NotFound(String),
    /// The caller's picture is out of date, or something else is under way.
    Conflict(String),
    /// The operation cannot become that from what it is.
    Transition {
        /// What it is; none if there is no such operation.
        from: Option<OperationState>,
        /// What was asked for.
        to: OperationState,
    },
    /// The plan meets what it may not, most serious first, and everything else that it meets.
    Meets(Vec<Meeting>),
    /// A bound of the system is reached.
    TooMany(String),
}
