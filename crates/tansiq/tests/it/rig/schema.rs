//! An oracle that is not ours: the API documents of the standards, where they are at hand.
//!
//! The documents are not part of this repository. They are looked for in the folder named by `TANSIQ_SHARED`, then in
//! `shared` beside the workspace; without them answers are held against `laws.rs` only. This understands as much of the
//! schemas as the documents use for answers, and fails on what it does not understand.

use super::Answer;
use serde_json::{Map, Value};
use std::path::PathBuf;
use std::sync::LazyLock;
use tansiq_wire::f3548::Time;
use uuid::Uuid;

/// Documents by the prefix of the paths in them, and how much of a path stands before those of the document.
const DOCUMENTS: [(&str, &str, &str); 9] = [
    ("/dss/v1/", "", "astm/f3548-21-utm.yaml"),
    ("/uss/v1/", "", "astm/f3548-21-utm.yaml"),
    ("/aux/v1/", "", "aux.yaml"),
    ("/versions/", "", "automated-testing/versioning/versioning.yaml"),
    ("/flight_planning/v1/", "/flight_planning/v1", "automated-testing/flight_planning/v1/flight_planning.yaml"),
    ("/flight_plans/", "", "automated-testing/flight_planning/v1/flight_planning.yaml"),
    ("/geospatial_map/v1/", "/geospatial_map/v1", "automated-testing/geospatial_map/v1/geospatial_map.yaml"),
    ("/geospatial_data_sources", "", "automated-testing/geospatial_map/v1/geospatial_map.yaml"),
    ("/map/", "", "automated-testing/geospatial_map/v1/geospatial_map.yaml"),
];

/// Answers that the documents do not have and the field gives nevertheless.
const UNDOCUMENTED: [u16; 4] = [400, 404, 409, 503];

struct Document {
    paths: Map<String, Value>,
    schemas: Map<String, Value>,
}

/// Panics if a JSON answer is not what the document says of its method, path and status.
#[track_caller]
pub fn hold(method: &str, path: &str, answer: &Answer) {
    let Some((before, document)) = document(path) else { return };
    if !answer.json.is_object() {
        return;
    }
    let path = path.split('?').next().unwrap_or(path);
    let path = path.strip_prefix(before).unwrap_or(path);
    let Some(operation) = document.operation(method, path) else { return };
    let context = format!("{}: {} {}", answer.asked, answer.status, answer.text);
    let response = &operation["responses"][answer.status.to_string()];
    if response.is_null() {
        assert!(UNDOCUMENTED.contains(&answer.status), "the document has no such status: {context}");
        return;
    }
    let schema = &response["content"]["application/json"]["schema"];
    if schema.is_null() {
        // The document leaves the body open.
        return;
    }
    if let Err(problem) = document.check(schema, &answer.json, "") {
        panic!("{problem} in {context}");
    }
}

fn document(path: &str) -> Option<(&'static str, &'static Document)> {
    static LOADED: LazyLock<Vec<(&str, &str, Document)>> = LazyLock::new(|| {
        let load = |(prefix, before, file): &(&'static str, &'static str, &str)| Some((*prefix, *before, Document::load(file)?));
        DOCUMENTS.iter().filter_map(load).collect()
    });
    LOADED.iter().find(|(prefix, _, _)| path.starts_with(prefix)).map(|(_, before, document)| (*before, document))
}

impl Document {
    fn load(file: &str) -> Option<Document> {
        let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
        let shared = std::env::var_os("TANSIQ_SHARED").map_or_else(beside, PathBuf::from);
        let path = shared.join("specs").join(file);
        let Ok(text) = std::fs::read_to_string(&path) else {
            println!("skipped: answers are not held against {}, which is not here", path.display());
            return None;
        };
        let read = |text: &str| serde_yaml_ng::from_str::<Value>(text).expect("the document is YAML");
        let member = |value: &Value| value.as_object().cloned().unwrap_or_default();
        let document = read(&text);
        let mut schemas = member(&document["components"]["schemas"]);
        // Some documents refer to others beside them; no two of those have a schema of the same name.
        let beside = std::fs::read_dir(path.parent()?).ok()?.filter_map(Result::ok).map(|entry| entry.path());
        for other in beside.filter(|other| text.contains(&format!("./{}#", other.file_name().unwrap_or_default().display()))) {
            let other = read(&std::fs::read_to_string(other).expect("the document can be read"));
            schemas.extend(member(&other["components"]["schemas"]));
        }
        Some(Document { paths: member(&document["paths"]), schemas })
    }

    /// The operation of a method and a path, literal paths first.
    fn operation(&self, method: &str, path: &str) -> Option<&Value> {
        let method = method.to_ascii_lowercase();
        let fits = |template: &str| {
            let (mut left, mut right) = (template.split('/'), path.split('/'));
            let same = |(a, b): (&str, &str)| a == b || (a.starts_with('{') && !b.is_empty());
            left.by_ref().zip(right.by_ref()).all(same) && template.split('/').count() == path.split('/').count()
        };
        let literal = self.paths.get(path).map(|operations| &operations[&method]).filter(|found| found.is_object());
        literal.or_else(|| {
            let fitting = self.paths.iter().filter(|(template, _)| fits(template));
            fitting.map(|(_, operations)| &operations[&method]).find(|operation| operation.is_object())
        })
    }

    fn check(&self, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap_or_default();
            let target = self.schemas.get(name).ok_or_else(|| format!("there is no schema {name}"))?;
            return self.check(target, value, at);
        }
        if let Some(all) = schema["allOf"].as_array() {
            all.iter().try_for_each(|one| self.check(one, value, at))?;
        }
        if let Some(any) = schema["anyOf"].as_array() {
            let mut problems = any.iter().map(|one| self.check(one, value, at));
            let first = problems.next().unwrap_or(Ok(()));
            if let Err(problem) = first
                && !problems.any(|tried| tried.is_ok())
            {
                return Err(problem);
            }
        }
        if let Some(allowed) = schema["enum"].as_array()
            && !allowed.contains(value)
        {
            return Err(format!("{at}: {value} is not one of {allowed:?}"));
        }
        match schema["type"].as_str() {
            Some("object") => self.check_object(schema, value, at),
            Some("array") => self.check_list(schema, value, at),
            Some("string") => check_text(schema, value, at),
            Some("integer") => check_number(schema, value, at, value.is_i64()),
            Some("number") => check_number(schema, value, at, value.is_number()),
            Some("boolean") if value.is_boolean() => Ok(()),
            Some("boolean") => Err(format!("{at}: {value} is not true or false")),
            None => Ok(()),
            Some(other) => Err(format!("{at}: the type {other} is not understood here")),
        }
    }

    /// Members that the schema does not have are refused: none of ours should be there.
    fn check_object(&self, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
        let object = value.as_object().ok_or_else(|| format!("{at}: {value} is not an object"))?;
        let Some(properties) = schema["properties"].as_object() else { return Ok(()) };
        let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        // ExchangeRecord requires `request_source`, which its properties do not have.
        for name in required.filter(|name| properties.contains_key(*name)) {
            if !object.contains_key(name) {
                return Err(format!("{at}: {name} is missing"));
            }
        }
        object.iter().try_for_each(|(name, member)| {
            let schema = properties.get(name).ok_or_else(|| format!("{at}: {name} is not in the schema"))?;
            self.check(schema, member, &format!("{at}/{name}"))
        })
    }

    fn check_list(&self, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
        let items = value.as_array().ok_or_else(|| format!("{at}: {value} is not a list"))?;
        within(schema, "minItems", "maxItems", items.len(), at)?;
        let of_item = &schema["items"];
        items.iter().enumerate().try_for_each(|(index, item)| self.check(of_item, item, &format!("{at}/{index}")))
    }
}

fn check_text(schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    let text = value.as_str().ok_or_else(|| format!("{at}: {value} is not a text"))?;
    within(schema, "minLength", "maxLength", text.chars().count(), at)?;
    let is_time = || Time { value: text.to_owned(), ..Time::default() }.to_micros().is_ok() && text.ends_with('Z');
    let fits = match schema["format"].as_str() {
        Some("date-time") => is_time(),
        // The document's pattern for these says: version 4, dashed.
        Some("uuid") => Uuid::parse_str(text).is_ok_and(|uuid| uuid.get_version_num() == 4) && text.len() == 36,
        _ => true,
    };
    if fits { Ok(()) } else { Err(format!("{at}: {text:?} is not of the format {}", schema["format"])) }
}

fn check_number(schema: &Value, value: &Value, at: &str, of_type: bool) -> Result<(), String> {
    let number = value.as_f64().filter(|_| of_type).ok_or_else(|| format!("{at}: {value} is not a number of the type"))?;
    let above = schema["minimum"].as_f64().is_none_or(|minimum| number >= minimum);
    let below = schema["maximum"].as_f64().is_none_or(|maximum| number <= maximum);
    let fits_i32 = schema["format"] != "int32" || i32::try_from(value.as_i64().unwrap_or(i64::MAX)).is_ok();
    if above && below && fits_i32 { Ok(()) } else { Err(format!("{at}: {value} is out of range")) }
}

fn within(schema: &Value, least: &str, most: &str, count: usize, at: &str) -> Result<(), String> {
    let bound = |name: &str| schema[name].as_u64().map(|bound| usize::try_from(bound).unwrap_or(usize::MAX));
    let fits = bound(least).is_none_or(|least| count >= least) && bound(most).is_none_or(|most| count <= most);
    if fits { Ok(()) } else { Err(format!("{at}: {count} is not within {} to {}", schema[least], schema[most])) }
}
