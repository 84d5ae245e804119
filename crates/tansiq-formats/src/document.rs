//! The outermost layer of a JSON document: its members and its list of features, not yet parsed.
//!
//! Features are parsed one at a time, so that a file of 16 MiB never becomes hundreds of megabytes of parsed values.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Value, value::RawValue};

use crate::{
    Format, Imported, ReadError,
    bounds::{MAX_FEATURE_BYTES, MAX_FEATURES, MAX_MEMBERS},
    json::{Object, Reader},
};

/// The members of the outermost object.
pub(crate) struct Document<'a> {
    members: Vec<(String, &'a RawValue)>,
}

/// The elements of an array, not yet parsed.
struct Elements<'a>(Vec<&'a RawValue>);

impl<'a> Document<'a> {
    /// Takes a document apart. A byte order mark at its start is passed over.
    pub(crate) fn parse(bytes: &'a [u8], format: Format) -> Result<Self, ReadError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        serde_json::from_slice(bytes).map_err(|error| ReadError::Syntax { format, message: error.to_string() })
    }

    /// A member, not yet parsed; the last one of that name.
    pub(crate) fn raw(&self, name: &str) -> Option<&'a str> {
        self.members.iter().rev().find(|(member, _)| member == name).map(|(_, raw)| raw.get())
    }

    /// A small member, parsed; `None` when it is absent, `null` or too large.
    pub(crate) fn small(&self, name: &str) -> Option<Value> {
        let raw = self.raw(name).filter(|raw| raw.len() <= MAX_FEATURE_BYTES)?;
        serde_json::from_str(raw).ok().filter(|value: &Value| !value.is_null())
    }

    /// A small member that is a text.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.small(name).and_then(|value| value.as_str().map(str::to_owned))
    }

    /// The members that are there of those that `names` lists, as the text of one object: a feature that is the document.
    pub(crate) fn text_of(&self, names: &[&str]) -> String {
        let members = names.iter().filter_map(|name| Some(format!("\"{name}\":{}", self.raw(name)?)));
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    }

    /// The small members that `names` lists as an object, for reading them like any other.
    pub(crate) fn object(&self, names: &[&str]) -> Object {
        names.iter().filter_map(|name| Some(((*name).to_owned(), self.small(name)?))).collect()
    }

    /// The features of the list of that name, not yet parsed, or the reason why there are none.
    pub(crate) fn features(&self, list: &str) -> Result<Vec<&'a str>, ReadError> {
        let content = |message: &str| ReadError::Content { path: list.into(), message: message.into() };
        let raw = self.raw(list).ok_or_else(|| content("is missing"))?;
        if !raw.starts_with('[') {
            return Err(content("is not an array"));
        }
        let Elements(elements) = serde_json::from_str(raw).map_err(|error| content(&error.to_string()))?;
        if elements.len() > MAX_FEATURES {
            return Err(ReadError::TooManyFeatures { count: elements.len() });
        }
        Ok(elements.into_iter().map(RawValue::get).collect())
    }
}

/// Reads features one after the other into `imported`. A feature with errors leaves its problems and no area.
pub(crate) fn read_features(
    imported: &mut Imported,
    list: &str,
    features: &[&str],
    mut read: impl FnMut(&mut Reader<'_>, &Object, usize) -> Option<crate::Area>,
) {
    for (index, raw) in features.iter().enumerate() {
        let mut reader = Reader::new(format!("{list}[{index}]"), &mut imported.problems);
        if let Some(area) = read_feature(&mut reader, raw, |reader, object| read(reader, object, index)) {
            imported.areas.push(area);
        }
    }
}

/// Reads the feature that is the document into `imported`.
pub(crate) fn read_single(
    imported: &mut Imported,
    feature: &str,
    mut read: impl FnMut(&mut Reader<'_>, &Object, usize) -> Option<crate::Area>,
) {
    let mut reader = Reader::new(String::new(), &mut imported.problems);
    let area = read_feature(&mut reader, feature, |reader, feature| read(reader, feature, 0));
    imported.areas.extend(area);
}

/// Reads one feature; `None` when anything in it is an error.
fn read_feature(
    reader: &mut Reader<'_>,
    raw: &str,
    read: impl FnOnce(&mut Reader<'_>, &Object) -> Option<crate::Area>,
) -> Option<crate::Area> {
    if raw.len() > MAX_FEATURE_BYTES {
        reader.error(format!("feature of {} bytes is longer than {MAX_FEATURE_BYTES} bytes", raw.len()));
        return None;
    }
    let value: Value = match serde_json::from_str(raw) {
        Ok(value) => value,
        Err(error) => {
            reader.error(error.to_string());
            return None;
        }
    };
    let before = reader.errors();
    let area = reader.object(&value).and_then(|object| read(reader, object));
    area.filter(|_| reader.errors() == before)
}

impl<'de: 'a, 'a> Deserialize<'de> for Document<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    if members.len() == MAX_MEMBERS {
                        return Err(A::Error::custom(format!("more than {MAX_MEMBERS} members")));
                    }
                    members.push(member);
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Members).map(|members| Document { members })
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Elements<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = Vec<&'de RawValue>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut elements = Vec::new();
                while let Some(element) = seq.next_element()? {
                    // One too many is kept to tell of it; the others are only counted, by reading on.
                    if elements.len() <= MAX_FEATURES {
                        elements.push(element);
                    }
                }
                Ok(elements)
            }
        }
        deserializer.deserialize_seq(List).map(Elements)
    }
}
