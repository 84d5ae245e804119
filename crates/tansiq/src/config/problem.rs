//! What is wrong with a configuration, and where it stands.

use std::fmt;
use std::path::{Path, PathBuf};

/// The most problems that are told at once; of more, only the number is told.
pub const MAX_TOLD: usize = 200;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// It works, and is perhaps not what was meant.
    Warning,
    /// It cannot work.
    Error,
}

/// Where a setting comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The configuration file.
    File {
        /// Its path as it was given.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The character in the line, from 1.
        column: usize,
    },
    /// A variable of the environment.
    Variable(String),
    /// A flag of the command line.
    Flag(&'static str),
    /// Nobody has set it: the default.
    Default,
}

/// Where the lines of a file begin, so that a place is found without reading the file again: a file may have many.
pub(super) struct Lines<'a> {
    path: &'a Path,
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of `text`, the content of the file at `path`.
    pub fn of(path: &'a Path, text: &'a str) -> Lines<'a> {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Lines { path, text, starts }
    }

    /// The place of the byte `offset`.
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let before = &self.text[self.starts[line - 1]..offset];
        Place::File { path: self.path.to_owned(), line, column: before.chars().count() + 1 }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::File { path, line, column } => write!(f, "{}:{line}:{column}: ", path.display()),
            Place::Variable(name) => write!(f, "{name}: "),
            Place::Flag(name) => write!(f, "{name}: "),
            Place::Default => Ok(()),
        }
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Where it stands.
    pub place: Place,
    /// The option or section, dotted; empty if it is about the file as a whole.
    pub option: String,
    /// What is wrong and what is accepted.
    pub message: String,
}

/// As compilers write it, so that editors find the place: `tansiq.toml:3:1: error: server.listen: …`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{}{severity}: ", self.place)?;
        if !self.option.is_empty() {
            write!(f, "{}: ", self.option)?;
        }
        f.write_str(&self.message)
    }
}

/// A configuration that cannot be used, with all that is wrong with it, warnings included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid(pub Vec<Problem>);

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the configuration cannot be used:")?;
        self.0.iter().take(MAX_TOLD).try_for_each(|problem| write!(f, "\n  {problem}"))?;
        match self.0.len().saturating_sub(MAX_TOLD) {
            0 => Ok(()),
            more => write!(f, "\n  and {more} more"),
        }
    }
}

impl std::error::Error for Invalid {}
