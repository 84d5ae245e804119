//! Reads a scenario file, naming the file and the table or step in every complaint.
//!
//! The plays that come with the program are built into it, so that it works from any folder.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Scenario, Stage, Step, check};

/// The plays that come with the program, by name.
pub const BUILT_IN: [(&str, &str); 3] = [
    ("relief-after-storm", include_str!("../../../../scenarios/relief-after-storm.toml")),
    ("two-commands", include_str!("../../../../scenarios/two-commands.toml")),
    ("two-desks", include_str!("../../../../scenarios/two-desks.toml")),
];

/// A scenario file is a page or two; anything longer than this many bytes is a mistake.
pub const MAX_FILE_BYTES: u64 = 1 << 20;

/// Why a scenario cannot be played.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file is too long.
    #[error("{} is longer than {MAX_FILE_BYTES} bytes", .0.display())]
    TooLong(PathBuf),
    /// The file is read and is wrong.
    #[error("{file}: {place}: {problem}")]
    Wrong {
        /// Which file.
        file: String,
        /// Which table or step.
        place: String,
        /// What is wrong.
        problem: String,
    },
}

/// Reads a built-in play by name, or a file by path.
pub fn load(name_or_path: &str) -> Result<Scenario, Error> {
    if let Some((name, text)) = BUILT_IN.iter().find(|(name, _)| *name == name_or_path) {
        return parse(&format!("{name}.toml"), text);
    }
    let path = Path::new(name_or_path);
    let read = |source| Error::Read { path: path.to_owned(), source };
    if std::fs::metadata(path).map_err(read)?.len() > MAX_FILE_BYTES {
        return Err(Error::TooLong(path.to_owned()));
    }
    parse(name_or_path, &std::fs::read_to_string(path).map_err(read)?)
}

/// The file before its tables are looked into one by one, so that a mistake in one can be named.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    title: crate::lang::Text,
    place: crate::lang::Text,
    narrative: crate::lang::Text,
    closing: crate::lang::Text,
    #[serde(default)]
    stage: Stage,
    party: Vec<toml::Value>,
    places: toml::Table,
    flight: Vec<toml::Value>,
    #[serde(default)]
    constraint: Vec<toml::Value>,
    #[serde(default)]
    subscription: Vec<toml::Value>,
    #[serde(default)]
    file: Vec<toml::Value>,
    step: Vec<toml::Value>,
}

/// Reads a scenario from its text; `file` is its name in messages.
pub fn parse(file: &str, text: &str) -> Result<Scenario, Error> {
    let wrong = |place: String, problem: String| Error::Wrong { file: file.to_owned(), place, problem };
    let raw: Raw = toml::from_str(text).map_err(|e| wrong(line(text, &e), e.message().to_owned()))?;
    let places = raw
        .places
        .into_iter()
        .map(|(name, value)| Ok((name.clone(), table(value).map_err(|e| wrong(format!("place {name:?}"), e))?)))
        .collect::<Result<_, _>>()?;
    let steps = raw
        .step
        .into_iter()
        .enumerate()
        .map(|(i, value)| {
            let kind = name_of(&value, "do");
            let step = match raw.stage {
                Stage::Server => table(value),
                Stage::Desks => table(value).map(Step::Desk),
            };
            step.map_err(|e| wrong(format!("step {} ({kind})", i + 1), e))
        })
        .collect::<Result<Vec<Step>, _>>()?;
    let scenario = Scenario {
        source: file.to_owned(),
        title: raw.title,
        place: raw.place,
        narrative: raw.narrative,
        closing: raw.closing,
        stage: raw.stage,
        parties: tables("party", raw.party).map_err(|(p, e)| wrong(p, e))?,
        places,
        flights: tables("flight", raw.flight).map_err(|(p, e)| wrong(p, e))?,
        constraints: tables("constraint", raw.constraint).map_err(|(p, e)| wrong(p, e))?,
        subscriptions: tables("subscription", raw.subscription).map_err(|(p, e)| wrong(p, e))?,
        files: tables("file", raw.file).map_err(|(p, e)| wrong(p, e))?,
        steps,
    };
    check::check(&scenario).map_err(|(place, problem)| wrong(place, problem))?;
    Ok(scenario)
}

fn tables<T: DeserializeOwned>(what: &str, values: Vec<toml::Value>) -> Result<Vec<T>, (String, String)> {
    values
        .into_iter()
        .map(|value| {
            let name = name_of(&value, "id");
            table(value).map_err(|e| (format!("{what} {name}"), e))
        })
        .collect()
}

fn table<T: DeserializeOwned>(value: toml::Value) -> Result<T, String> {
    value.try_into().map_err(|e: toml::de::Error| e.message().replace('\n', " "))
}

fn name_of(value: &toml::Value, field: &str) -> String {
    match value.get(field).and_then(toml::Value::as_str) {
        Some(name) => name.to_owned(),
        None => format!("without `{field}`"),
    }
}

fn line(text: &str, error: &toml::de::Error) -> String {
    match error.span() {
        Some(span) => format!("line {}", text[..span.start.min(text.len())].matches('\n').count() + 1),
        None => "the file".to_owned(),
    }
}
