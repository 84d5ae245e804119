//! What the tests of the formats share.

use serde_json::{Value, json};
use tansiq_formats::{Imported, Problem, Severity};

/// Errors as `path: message`.
pub fn errors(imported: &Imported) -> Vec<String> {
    listed(imported, Severity::Error)
}

/// Warnings as `path: message`.
pub fn warnings(imported: &Imported) -> Vec<String> {
    listed(imported, Severity::Warning)
}

fn listed(imported: &Imported, severity: Severity) -> Vec<String> {
    let told = |problem: &&Problem| problem.severity == severity;
    imported.problems.listed.iter().filter(told).map(|problem| format!("{}: {}", problem.path, problem.message)).collect()
}

/// A text of JSON, parsed.
pub fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A small square, closed, as GeoJSON.
pub fn square() -> Value {
    json!([[[8.0, 47.0], [8.01, 47.0], [8.01, 47.01], [8.0, 47.01], [8.0, 47.0]]])
}

/// Sets what stands at a JSON pointer; `null` removes a member.
pub fn set(document: &mut Value, pointer: &str, value: Value) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap_or_else(|| panic!("nothing at {parent}"));
    match parent {
        Value::Object(object) => {
            object.insert(name.to_owned(), value);
        }
        Value::Array(array) => array[name.parse::<usize>().unwrap()] = value,
        other => panic!("{other} has no members"),
    }
}
