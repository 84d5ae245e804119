//! Why a DSS did not do or tell what it was asked.

use crate::source::TokenError;
use crate::uss_error::UssFailure;
use tansiq_wire::f3548::{AirspaceConflictResponse, ExchangeRecord};

/// The ways in which it goes wrong. [`DssError::surely_not_done`] tells whether a write may be taken as not made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DssError {
    /// The question could not be put: an id that is none, a number that is not finite.
    #[error("{what}")]
    Invalid {
        /// What is wrong with it.
        what: String,
    },
    /// There is no token. Nothing was sent.
    #[error("{0}")]
    Token(TokenError),
    /// The key is incomplete (409): there are operational intents or constraints whose OVN it does not name.
    #[error(
        "the key is incomplete: {} operational intents and {} constraints are missing",
        .0.missing_operational_intents.len(), .0.missing_constraints.len()
    )]
    Conflict(Box<AirspaceConflictResponse>),
    /// The OVN or version is not the current one, or what is to be created exists (409).
    #[error("the dss has another version: {message}")]
    Stale {
        /// Its words.
        message: String,
    },
    /// There is no such entity (404).
    #[error("the dss does not know it: {message}")]
    NotFound {
        /// Its words.
        message: String,
    },
    /// Another 4xx; nothing was done. 412 says that the caller is marked Down.
    #[error("the dss refused ({status}): {message}")]
    Refused {
        /// The status.
        status: u16,
        /// Its words.
        message: String,
    },
    /// Not now; nothing was done. 429, and 5xx to a question that only reads.
    #[error("the dss is not available now ({status}): {message}")]
    Unavailable {
        /// The status.
        status: u16,
        /// Its words.
        message: String,
    },
    /// Nothing was sent, to none of its hosts.
    #[error("the dss cannot be reached: {what}")]
    Unreachable {
        /// Why.
        what: String,
    },
    /// It was sent, and what became of it is not known: no answer, or 5xx to a write. Read the entity to find out, or
    /// repeat the same write and take [`DssError::Stale`] as a sign that the first one landed.
    #[error("the dss did not answer: {what}")]
    Unheard {
        /// What happened.
        what: String,
    },
    /// The answer is not what it must be. What writes may have been done.
    #[error("the answer of the dss cannot be: {what}")]
    Nonsense {
        /// What is wrong with it.
        what: String,
        /// What was said and heard, fit to be reported.
        exchange: Option<Box<ExchangeRecord>>,
    },
}

impl DssError {
    /// Whether the DSS surely did nothing. If not, it may have.
    #[must_use]
    pub fn surely_not_done(&self) -> bool {
        !matches!(self, DssError::Unheard { .. } | DssError::Nonsense { .. })
    }

    /// What both kinds of others have in common, in the words of the DSS.
    pub(crate) fn from_failure(failure: UssFailure, exchange: Option<Box<ExchangeRecord>>) -> DssError {
        match failure {
            UssFailure::Invalid { what } => DssError::Invalid { what },
            UssFailure::Token(error) => DssError::Token(error),
            UssFailure::Unreachable { what } => DssError::Unreachable { what },
            UssFailure::Unheard { what } => DssError::Unheard { what },
            UssFailure::Unavailable { status, message } => DssError::Unavailable { status, message },
            UssFailure::NotFound { message } => DssError::NotFound { message },
            UssFailure::Conflict { message } => DssError::Stale { message },
            UssFailure::Refused { status, message } => DssError::Refused { status, message },
            UssFailure::Nonsense { what } => DssError::Nonsense { what, exchange },
        }
    }
}
