//! Why a plan is refused, in words a person at a desk can act on. Paths are those of the file: `items[3].params[2]`.

use tansiq_geo::ShapeError;

use super::{MAX_PLAN_DURATION_S, MAX_PLAN_VERTICES};
use crate::{ReadError, bounds::MAX_FILE_BYTES};

/// Why a plan could not be read.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// More bytes than are read.
    #[error("the file has {bytes} bytes, above the most allowed, {max}")]
    TooLarge {
        /// How many bytes it has.
        bytes: usize,
        /// The most allowed.
        max: usize,
    },
    /// None of the known kinds.
    #[error(
        "the file is not a plan; known are GeoJSON, KML, QGroundControl plans (fileType \"Plan\") and lists of F3548 Volume4D"
    )]
    UnknownFormat,
    /// The bytes are not of the format's syntax.
    #[error("not {format}: {message}")]
    Syntax {
        /// The format.
        format: &'static str,
        /// What is wrong and where.
        message: String,
    },
    /// Something in the file is missing, out of range or not understood.
    #[error("{path}: {message}")]
    Content {
        /// Where it is.
        path: String,
        /// What is wrong and what is allowed.
        message: String,
    },
    /// An outline cannot be made of what the file says.
    #[error("{path}: {source}")]
    Shape {
        /// Where it is.
        path: String,
        /// What is wrong with it.
        source: ShapeError,
    },
    /// An assumption is out of its range.
    #[error("assumption {name} {value} is not from {min} to {max}")]
    Assumption {
        /// Its name.
        name: &'static str,
        /// What it was.
        value: f64,
        /// The least allowed.
        min: f64,
        /// The most allowed.
        max: f64,
    },
    /// The volumes have more vertices than an operation may have.
    #[error("the plan has {count} vertices or more, allowed are 3 to {MAX_PLAN_VERTICES}; a circle counts 1, a leg 8")]
    TooManyVertices {
        /// How many there are, or how many had been made.
        count: usize,
    },
    /// The plan lasts too long.
    #[error("{path}: the plan would last {duration_s:.0} s, allowed are 0 to {MAX_PLAN_DURATION_S:.0} s")]
    TooLong {
        /// The item that ends too late.
        path: String,
        /// How long it would last, in seconds.
        duration_s: f64,
    },
    /// There is nothing to fly.
    #[error("the plan has no volume: {message}")]
    Empty {
        /// What was looked for.
        message: &'static str,
    },
}

impl PlanError {
    /// An error of the content at a path.
    pub(crate) fn content(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Content { path: path.into(), message: message.into() }
    }
}

impl From<ReadError> for PlanError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::TooLarge { bytes } => Self::TooLarge { bytes, max: MAX_FILE_BYTES },
            ReadError::UnknownFormat => Self::UnknownFormat,
            ReadError::Syntax { message, .. } => Self::Syntax { format: "KML", message },
            ReadError::Content { path, message } => Self::Content { path, message },
            other => Self::Content { path: "file".to_owned(), message: other.to_string() },
        }
    }
}
