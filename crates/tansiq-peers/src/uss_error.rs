//! Why a peer did not do or tell what it was asked.

use crate::source::TokenError;
use std::fmt;
use tansiq_wire::f3548::{ErrorReport, ExchangeRecord};

/// What went wrong with a peer, and the exchange if there was one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UssError {
    /// What went wrong.
    pub failure: UssFailure,
    /// What was said and heard, fit to be reported: bounded, and without the token's signature.
    pub exchange: Option<Box<ExchangeRecord>>,
}

impl UssError {
    /// The report to make to the peer (`POST /uss/v1/reports`), if anything was exchanged.
    #[must_use]
    pub fn report(&self) -> Option<ErrorReport> {
        let exchange = self.exchange.as_deref()?.clone();
        Some(ErrorReport { report_id: None, exchange })
    }
}

impl fmt::Display for UssError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.exchange {
            Some(exchange) => write!(f, "{} {}: {}", exchange.method, exchange.url, self.failure),
            None => self.failure.fmt(f),
        }
    }
}

impl std::error::Error for UssError {}

/// The ways in which it goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UssFailure {
    /// The question could not be put: a base URL that may not be called, an id that is none, a number that is not finite.
    #[error("{what}")]
    Invalid {
        /// What is wrong with it.
        what: String,
    },
    /// There is no token. Nothing was sent.
    #[error("{0}")]
    Token(TokenError),
    /// Nothing was sent.
    #[error("it cannot be reached: {what}")]
    Unreachable {
        /// Why.
        what: String,
    },
    /// It was sent, and what became of it is not known.
    #[error("it did not answer: {what}")]
    Unheard {
        /// What happened.
        what: String,
    },
    /// Not now; nothing was done. 429, and 5xx to a question that only reads.
    #[error("it is not available now ({status}): {message}")]
    Unavailable {
        /// The status.
        status: u16,
        /// Its words.
        message: String,
    },
    /// It does not know what was asked for (404).
    #[error("it does not know it: {message}")]
    NotFound {
        /// Its words.
        message: String,
    },
    /// It knows something newer, or the state does not allow it (409).
    #[error("it says there is a conflict: {message}")]
    Conflict {
        /// Its words.
        message: String,
    },
    /// Another 4xx; nothing was done.
    #[error("it refused ({status}): {message}")]
    Refused {
        /// The status.
        status: u16,
        /// Its words.
        message: String,
    },
    /// The answer is not what it must be. What writes may have been done.
    #[error("its answer cannot be: {what}")]
    Nonsense {
        /// What is wrong with it.
        what: String,
    },
}

impl UssFailure {
    /// Whether the peer surely did nothing.
    #[must_use]
    pub fn surely_not_done(&self) -> bool {
        !matches!(self, UssFailure::Unheard { .. } | UssFailure::Nonsense { .. })
    }

    /// Whether the peer gave no answer that can be used: the case in which its availability decides how it counts
    /// (F3548 planning, and a report is due).
    #[must_use]
    pub fn peer_failed(&self) -> bool {
        use UssFailure::{Conflict, Invalid, Nonsense, NotFound, Refused, Token, Unavailable, Unheard, Unreachable};
        match self {
            Unreachable { .. } | Unheard { .. } | Unavailable { .. } | Nonsense { .. } => true,
            NotFound { .. } | Refused { .. } | Conflict { .. } => true,
            Invalid { .. } | Token(_) => false,
        }
    }
}
