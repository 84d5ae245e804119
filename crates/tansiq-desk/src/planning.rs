//! Plan, change, end: discover, decide, write, tell (uss-behaviour 1 to 6).

use crate::desk::Desk;
use crate::error::DeskError;
use tansiq_core::desk::{Expect, Meeting, Operation, OperationState, Plan};
use tansiq_core::{EntityId, Name};

/// One write of an operation at a time.
#[derive(Debug, Default)]
pub(crate) struct Locks {}

/// What is asked of an operation.
#[derive(Clone, Debug)]
pub struct Change {
    /// Which operation; a fresh id for a new one.
    pub id: EntityId,
    /// What the caller takes for granted.
    pub expect: Expect,
    /// The plan; none to leave it.
    pub plan: Option<Plan>,
    /// What it is to become; not [`OperationState::Ended`], for which there is [`Desk::end`].
    pub state: OperationState,
}

/// What became of it.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The operation now.
    pub operation: Operation,
    /// What it meets and may.
    pub meetings: Vec<Meeting>,
}

impl Desk {
    /// Plans or changes an operation: discovers what is there, decides, writes to the DSS, and has subscribers told.
    ///
    /// A new operation that is to be in use at once is written twice: Accepted, then Activated.
    ///
    /// # Errors
    /// [`DeskError`]. Unless it is [`DeskError::Unheard`], nothing was changed; a change of an Activated operation that is
    /// refused leaves it exactly as it was.
    pub async fn change(&self, who: &Name, change: Change) -> Result<Changed, DeskError> {
        let _ = (who, change);
        Err(DeskError::Contended(0))
    }

    /// Ends an operation: removes it from the DSS and has subscribers told.
    ///
    /// # Errors
    /// [`DeskError`], as for [`Desk::change`].
    pub async fn end(&self, who: &Name, id: EntityId, expect: Expect) -> Result<Operation, DeskError> {
        let _ = (who, id, expect);
        Err(DeskError::Contended(0))
    }
}
