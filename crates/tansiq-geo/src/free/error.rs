//! What keeps a search from being made: bounds, each with the number that is allowed.
//!
//! That nothing free was found is no error, and not told here.

use std::fmt;

/// Which bound a plan or its obstacles are beyond. No part of a result is given then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SearchError {
    /// The plan has too many volumes.
    TooManyVolumes {
        /// The most it may have, [`MAX_PLAN_VOLUMES`](crate::MAX_PLAN_VOLUMES).
        allowed: usize,
    },
    /// There are too many obstacles.
    TooManyObstacles {
        /// The most there may be, [`MAX_OBSTACLES`](crate::MAX_OBSTACLES).
        allowed: usize,
    },
    /// Too many obstacles are near to volumes of the plan; each counts for every volume that it is
    /// near to.
    TooManyNear {
        /// The most there may be, [`MAX_NEAR_PAIRS`](crate::MAX_NEAR_PAIRS).
        allowed: usize,
    },
    /// The outlines near to the plan have too many vertices, or are too many.
    TooManySteps {
        /// The most steps of comparison, [`MAX_SEARCH_STEPS`](crate::MAX_SEARCH_STEPS).
        allowed: u64,
    },
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::TooManyVolumes { allowed } => write!(f, "plan has more volumes than the {allowed} allowed"),
            Self::TooManyObstacles { allowed } => write!(f, "obstacles are more than the {allowed} allowed"),
            Self::TooManyNear { allowed } => {
                write!(f, "obstacles near to the plan, counted for each of its volumes, are more than the {allowed} allowed")
            }
            Self::TooManySteps { allowed } => {
                write!(f, "comparing outlines near to the plan takes more than the {allowed} steps allowed")
            }
        }
    }
}

impl std::error::Error for SearchError {}
