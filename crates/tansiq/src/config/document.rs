//! Reads the configuration file by the table of options and notes where everything stands.
//!
//! Nothing stops at the first mistake but broken TOML, after which everything else would be guesswork.

use super::options::{Entry, Kind, OPTIONS, join, suggestion};
use super::problem::{Lines, Place, Problem, Severity};
use std::collections::BTreeMap;
use std::path::Path;
use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

/// What has been read so far, from whatever source.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The values that are right, as serde will read them.
    pub values: Table,
    /// Where each option and section stands, by its dotted path.
    pub places: BTreeMap<String, Place>,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// Whether the file is not even TOML.
    pub broken: bool,
}

impl Draft {
    /// The place of an option, or of the nearest thing around it that has one.
    pub fn place(&self, option: &str) -> Place {
        let mut path = option;
        loop {
            if let Some(place) = self.places.get(path) {
                return place.clone();
            }
            match path.rfind(['.', '[']) {
                Some(end) => path = &path[..end],
                None => return Place::Default,
            }
        }
    }

    /// Notes a problem with an option, at the place of the option.
    pub fn add(&mut self, severity: Severity, option: impl Into<String>, message: impl Into<String>) {
        let option = option.into();
        let place = self.place(&option);
        self.problems.push(Problem { severity, place, option, message: message.into() });
    }

    /// Whether something is wrong so that the configuration cannot be used.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

/// Reads the text of the file at `path`.
pub(super) fn read(path: &Path, text: &str) -> Draft {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { lines: Lines::of(path, text), draft: Draft::default() };
    reader.draft.broken = !errors.is_empty();
    if errors.is_empty() {
        reader.draft.values = reader.section("", document.get_ref(), OPTIONS);
    }
    for error in errors {
        let place = reader.lines.place(error.span().map_or(0, |span| span.start));
        let message = format!("this is not TOML: {}", error.message().replace('\n', ", "));
        reader.draft.problems.push(Problem { severity: Severity::Error, place, option: String::new(), message });
    }
    reader.draft
}

struct Reader<'a> {
    lines: Lines<'a>,
    draft: Draft,
}

impl Reader<'_> {
    /// The options of `table` that are right.
    fn section(&mut self, path: &str, table: &DeTable<'_>, entries: &'static [Entry]) -> Table {
        let mut values = Table::new();
        for (key, value) in table {
            let name: &str = key.get_ref();
            let option = join(path, name);
            self.draft.places.insert(option.clone(), self.lines.place(key.span().start));
            let Some(entry) = entries.iter().find(|entry| entry.name == name) else {
                let message = format!("is not known; {}", suggestion(path, entries, name));
                self.draft.add(Severity::Error, option, message);
                continue;
            };
            if let Some(value) = self.value(&option, entry.kind, value) {
                values.insert(name.to_owned(), value);
            }
        }
        values
    }

    fn value(&mut self, option: &str, kind: Kind, value: &Spanned<DeValue<'_>>) -> Option<Value> {
        let accepted = match (kind, value.get_ref()) {
            (Kind::Section(entries), DeValue::Table(table)) => return Some(Value::Table(self.section(option, table, entries))),
            (Kind::Tables(_) | Kind::Texts | Kind::Paths, DeValue::Array(items)) => {
                let items =
                    items.iter().enumerate().filter_map(|(index, item)| self.item(&format!("{option}[{index}]"), kind, item));
                return Some(Value::Array(items.collect()));
            }
            (Kind::Flag, DeValue::Boolean(flag)) => Ok(Value::Boolean(*flag)),
            (Kind::Number { .. }, DeValue::Integer(number)) => {
                kind.number(i128::from_str_radix(number.as_str(), number.radix()).ok(), &number.to_string())
            }
            (Kind::Decimal { .. }, DeValue::Float(number)) => kind.decimal(number.as_str().parse().ok(), number.as_str()),
            (Kind::Decimal { .. }, DeValue::Integer(number)) => {
                let whole = i64::from_str_radix(number.as_str(), number.radix()).ok();
                kind.decimal(whole.map(|whole| whole as f64), &number.to_string())
            }
            (Kind::Text | Kind::Path | Kind::Address | Kind::Choice(_), DeValue::String(text)) => kind.text(text),
            (_, found) => Err(format!("must be {}, not {}", kind.expected(), name_of(found))),
        };
        accepted.map_err(|message| self.draft.add(Severity::Error, option, message)).ok()
    }

    fn item(&mut self, option: &str, list: Kind, item: &Spanned<DeValue<'_>>) -> Option<Value> {
        self.draft.places.insert(option.to_owned(), self.lines.place(item.span().start));
        match list {
            Kind::Tables(entries) => self.value(option, Kind::Section(entries), item),
            Kind::Paths => self.value(option, Kind::Path, item),
            _ => self.value(option, Kind::Text, item),
        }
    }
}

fn name_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// Complains of options that a section of the draft must have and has not. Something harmless is put in their place, so
/// that the rest can be read and checked.
pub(super) fn fill_missing(draft: &mut Draft) {
    let mut missing = Vec::new();
    let mut values = std::mem::take(&mut draft.values);
    fill("", &mut values, OPTIONS, &mut missing);
    draft.values = values;
    for option in missing {
        // One that is there and wrong has been complained of already.
        if !draft.places.contains_key(&option) {
            draft.add(Severity::Error, option, "is missing");
        }
    }
}

fn fill(path: &str, values: &mut Table, entries: &[Entry], missing: &mut Vec<String>) {
    for entry in entries {
        let option = join(path, entry.name);
        match (entry.kind, values.get_mut(entry.name)) {
            (Kind::Section(entries), Some(Value::Table(values))) => fill(&option, values, entries, missing),
            (Kind::Tables(entries), Some(Value::Array(tables))) => {
                for (index, table) in tables.iter_mut().enumerate() {
                    if let Value::Table(values) = table {
                        fill(&format!("{option}[{index}]"), values, entries, missing);
                    }
                }
            }
            (kind, None) if entry.required => {
                let filler = match kind {
                    Kind::Texts | Kind::Paths => Value::Array(Vec::new()),
                    Kind::Decimal { least, .. } => Value::Float(least),
                    _ => Value::String(String::new()),
                };
                values.insert(entry.name.to_owned(), filler);
                missing.push(option);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
#[path = "document_tests.rs"]
mod tests;
