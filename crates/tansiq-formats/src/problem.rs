//! What is wrong with a file, in words a person at a desk can act on, and what was read in spite of it.
//!
//! A [`ReadError`] is about the whole file: nothing could be read. A [`Problem`] is about one place in it.

use serde::{Deserialize, Serialize};

use crate::{
    Area, Collection, Format,
    bounds::{MAX_FEATURES, MAX_FILE_BYTES, MAX_PROBLEMS},
};

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Read in spite of it, on the safe side; the message says how.
    Warning,
    /// What the path names was not used. In a feature: the whole feature is not among the areas.
    Error,
}

/// One thing that is wrong, at one place of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The feature's identifier or name where it has one; `None` for what is outside of features.
    pub feature: Option<String>,
    /// Where it is: `features[3].geometry.coordinates[0][5]`, `line 17`.
    pub path: String,
    /// What is wrong and what is allowed; lower case, does not repeat the path.
    pub message: String,
    /// Whether the feature was kept.
    pub severity: Severity,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.feature {
            Some(feature) => write!(f, "{} ({feature}): {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

/// A list of problems that cannot grow beyond [`MAX_PROBLEMS`]; what comes after is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// Those listed, in the order of the file.
    pub listed: Vec<Problem>,
    /// How many more there are.
    pub unlisted: usize,
    errors: usize,
}

impl Problems {
    /// Adds a problem, or counts it when the list is full.
    pub fn push(&mut self, problem: Problem) {
        if problem.severity == Severity::Error {
            self.errors += 1;
        }
        if self.listed.len() < MAX_PROBLEMS {
            self.listed.push(problem);
        } else {
            self.unlisted += 1;
        }
    }

    /// Adds an error: what the path names is not used.
    pub fn error(&mut self, feature: Option<&str>, path: impl Into<String>, message: impl Into<String>) {
        self.add(Severity::Error, feature, path.into(), message.into());
    }

    /// Adds a warning: it was read in spite of this.
    pub fn warning(&mut self, feature: Option<&str>, path: impl Into<String>, message: impl Into<String>) {
        self.add(Severity::Warning, feature, path.into(), message.into());
    }

    fn add(&mut self, severity: Severity, feature: Option<&str>, path: String, message: String) {
        self.push(Problem { feature: feature.map(str::to_owned), path, message, severity });
    }

    /// How many errors there are, those not listed included. Compare before and after reading a feature to know if it is good.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many problems there are in all.
    #[must_use]
    pub fn len(&self) -> usize {
        self.listed.len() + self.unlisted
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }
}

/// What was read of a file of areas.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The format it was read as.
    pub format: Format,
    /// What the file says of itself.
    pub collection: Collection,
    /// The good features, in the order of the file.
    pub areas: Vec<Area>,
    /// What is wrong, in the order of the file.
    pub problems: Problems,
}

impl Imported {
    /// Nothing read yet.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self { format, collection: Collection::default(), areas: Vec::new(), problems: Problems::default() }
    }
}

/// Why nothing could be read of a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// More bytes than are read.
    #[error("the file has {bytes} bytes, above the most allowed, {MAX_FILE_BYTES}")]
    TooLarge {
        /// How many bytes it has.
        bytes: usize,
    },
    /// More features than are read.
    #[error("the file has {count} features or more, above the most allowed, {MAX_FEATURES}")]
    TooManyFeatures {
        /// How many there are, or how many had been seen.
        count: usize,
    },
    /// No format was named and none is recognised.
    #[error("the format is not recognised; known are GeoJSON, ED-318, ED-269, KML and OpenAir")]
    UnknownFormat,
    /// The bytes are not of the format's syntax.
    #[error("not {format}: {message}")]
    Syntax {
        /// The format it was read as.
        format: Format,
        /// What is wrong and where: "line 3 column 7: …".
        message: String,
    },
    /// The syntax is good, but the file holds something else.
    #[error("{path}: {message}")]
    Content {
        /// Where it is: `type`, `features`, `kml`.
        path: String,
        /// What is wrong and what is allowed.
        message: String,
    },
}
