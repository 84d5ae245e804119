//! Why a desk could not do what it was asked. Status codes are chosen elsewhere, in one place.

use tansiq_core::desk::Rejection;
use tansiq_node::{Failure, Unavailable};

/// Why something was not done, or not known to be done.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The request cannot be right: the field, and what is wrong with it.
    #[error("{0}")]
    Invalid(String),
    /// The ledger refused.
    #[error("refused: {0:?}")]
    Rejected(Rejection),
    /// What would be recorded is too large.
    #[error("the record would take {bytes} bytes, {allowed} are allowed")]
    TooLarge {
        /// Bytes of the record.
        bytes: usize,
        /// The most that is allowed.
        allowed: usize,
    },
    /// The DSS could not be asked, or refused for a reason that planning again does not mend. Nothing was changed.
    #[error("the DSS could not be asked: {0}")]
    Dss(String),
    /// A peer whose operation matters did not answer, or answered nonsense, and is not Down: planning cannot be completed
    /// (uss-behaviour 3). It was reported to. Nothing was changed.
    #[error("{manager} could not be read: {problem}")]
    Peer {
        /// Whose node.
        manager: String,
        /// What was wrong.
        problem: String,
    },
    /// Others kept changing what the plan depends on. Nothing was changed; trying again is right.
    #[error("the airspace changed {0} times while the plan was being written")]
    Contended(usize),
    /// The DSS was asked to take the write and was not heard. It is being found out; the operation shows what became of it.
    #[error("the DSS was not heard; what became of the write is being found out")]
    Unheard,
    /// Too much is under way at once.
    #[error("{0}")]
    TooMany(String),
    /// Not now.
    #[error("{0}")]
    Unavailable(Unavailable),
}

impl From<Unavailable> for DeskError {
    fn from(why: Unavailable) -> DeskError {
        DeskError::Unavailable(why)
    }
}

impl From<Failure<Rejection>> for DeskError {
    fn from(failure: Failure<Rejection>) -> DeskError {
        match failure {
            Failure::Rejected(Rejection::Invalid(text)) => DeskError::Invalid(text),
            Failure::Rejected(rejection) => DeskError::Rejected(rejection),
            Failure::TooLarge { bytes, allowed } => DeskError::TooLarge { bytes, allowed },
            Failure::Unavailable(why) => DeskError::Unavailable(why),
        }
    }
}
