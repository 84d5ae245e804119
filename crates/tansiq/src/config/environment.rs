//! Reads options from variables of the environment: `TANSIQ_<SECTION>_<OPTION>`, lists with commas.
//!
//! A variable that looks like an option and is none is a warning and not an error: container platforms put variables of
//! their own into every process, and a service named `tansiq-server` makes `TANSIQ_SERVER_PORT` appear.

use super::document::Draft;
use super::options::{Kind, OPTIONS, each_single, nearest};
use super::problem::{Place, Problem, Severity};
use std::ffi::{OsStr, OsString};
use toml::{Table, Value};

const PREFIX: &str = "TANSIQ_";

/// Puts the options among the `variables` over those of the draft. An empty variable is as if absent.
pub(super) fn overlay(draft: &mut Draft, variables: &[(OsString, OsString)]) {
    let mut options = Vec::new();
    each_single(&mut |path, kind| options.push((variable_of(path), path.to_owned(), kind)));
    for (name, text) in variables {
        let Some(name) = name.to_str().filter(|name| name.starts_with(PREFIX)) else { continue };
        if text.is_empty() {
            continue;
        }
        match options.iter().find(|(variable, ..)| variable == name) {
            Some((_, path, kind)) => set(draft, name, path, *kind, text),
            None => complain_of_unknown(draft, name, options.iter().map(|(variable, ..)| variable.as_str())),
        }
    }
}

/// The variable of an option.
pub(super) fn variable_of(path: &str) -> String {
    format!("{PREFIX}{}", path.replace('.', "_").to_uppercase())
}

fn set(draft: &mut Draft, variable: &str, path: &str, kind: Kind, text: &OsStr) {
    draft.places.insert(path.to_owned(), Place::Variable(variable.to_owned()));
    // What the file says of it is overridden, and so is what was wrong with that.
    draft.problems.retain(|problem| !(problem.option == path || problem.option.starts_with(&format!("{path}["))));
    match value(kind, text) {
        Ok(value) => insert(&mut draft.values, path, value),
        Err(message) => draft.add(Severity::Error, path, message),
    }
}

fn value(kind: Kind, text: &OsStr) -> Result<Value, String> {
    let text = text.to_str().ok_or("is not UTF-8")?;
    match kind {
        Kind::Flag => match text {
            "true" => Ok(Value::Boolean(true)),
            "false" => Ok(Value::Boolean(false)),
            _ => Err(format!("is {text:?} (true or false are accepted)")),
        },
        Kind::Number { .. } => match text.parse::<i128>() {
            Ok(number) => kind.number(Some(number), text),
            Err(_) => Err(format!("is {text:?} (a whole number is expected)")),
        },
        Kind::Decimal { .. } => kind.decimal(text.parse().ok(), text),
        Kind::Texts | Kind::Paths => {
            let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
            Ok(Value::Array(items.map(|item| Value::String(item.to_owned())).collect()))
        }
        _ => kind.text(text),
    }
}

fn insert(values: &mut Table, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            values.insert(path.to_owned(), value);
        }
        Some((section, rest)) => {
            let section = values.entry(section).or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(section) = section {
                insert(section, rest, value);
            }
        }
    }
}

fn complain_of_unknown<'a>(draft: &mut Draft, name: &str, known: impl Iterator<Item = &'a str>) {
    let nearest = nearest(name, known);
    let in_section = OPTIONS.iter().any(|section| name.starts_with(&format!("{}_", variable_of(section.name))));
    let hint = match nearest {
        Some(nearest) => format!("; did you mean {nearest}?"),
        None if in_section => String::new(),
        None => return,
    };
    let message = format!("the variable is not an option and has no effect{hint}");
    let place = Place::Variable(name.to_owned());
    draft.problems.push(Problem { severity: Severity::Warning, place, option: String::new(), message });
}

#[cfg(test)]
#[path = "environment_tests.rs"]
mod tests;
