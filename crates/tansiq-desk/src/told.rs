//! What peers ask and tell (uss-behaviour 7).

use crate::desk::Desk;
use crate::error::DeskError;
use tansiq_core::{EntityId, Name};
use tansiq_wire::f3548::{
    ErrorReport, GetConstraintDetailsResponse, GetOperationalIntentDetailsResponse, PutConstraintDetailsParameters,
    PutOperationalIntentDetailsParameters,
};

impl Desk {
    /// The details of an operation of this desk; none until the DSS accepted it. A write under way is waited for shortly,
    /// because the peer may have seen its result at the DSS before this desk heard of it (SCD0075: 1 s).
    ///
    /// # Errors
    /// [`DeskError`] if the ledger cannot be read.
    pub async fn operation_details(&self, id: EntityId) -> Result<Option<GetOperationalIntentDetailsResponse>, DeskError> {
        let _ = id;
        Ok(None)
    }

    /// The details of a constraint of this desk.
    ///
    /// # Errors
    /// [`DeskError`] if the ledger cannot be read.
    pub async fn constraint_details(&self, id: EntityId) -> Result<Option<GetConstraintDetailsResponse>, DeskError> {
        let _ = id;
        Ok(None)
    }

    /// A peer tells of its operation.
    ///
    /// # Errors
    /// [`DeskError::Invalid`], or the ledger's refusal: forbidden (403), stale (409).
    pub async fn be_told_of_operation(
        &self,
        sender: &Name,
        message: &PutOperationalIntentDetailsParameters,
    ) -> Result<(), DeskError> {
        let _ = (sender, message);
        Err(DeskError::Contended(0))
    }

    /// A party tells of its constraint.
    ///
    /// # Errors
    /// As [`Desk::be_told_of_operation`].
    pub async fn be_told_of_constraint(
        &self,
        sender: &Name,
        message: &PutConstraintDetailsParameters,
    ) -> Result<(), DeskError> {
        let _ = (sender, message);
        Err(DeskError::Contended(0))
    }

    /// A peer reports a failed exchange. The report comes back with its id.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn take_report(&self, sender: &Name, report: ErrorReport) -> Result<ErrorReport, DeskError> {
        let _ = (sender, report);
        Err(DeskError::Contended(0))
    }
}
