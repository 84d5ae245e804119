//! Reading JSON with a path at hand: every complaint says where it is.
//!
//! [`Reader`] walks a parsed value. Its methods either give what was asked for, or note what is wrong and give nothing;
//! the caller goes on, so that one look finds all that is wrong with a feature. It knows no format.

use serde_json::{Map, Value};
use tansiq_geo::LatLng;

use crate::{
    Problems, Text, Texts,
    bounds::{MAX_LIST, MAX_TEXT_BYTES},
};

/// An object of JSON.
pub(crate) type Object = Map<String, Value>;

/// A place in a document, and where to write what is wrong there.
pub(crate) struct Reader<'p> {
    path: String,
    /// What the feature calls itself, as soon as it is known.
    pub(crate) feature: Option<String>,
    problems: &'p mut Problems,
}

impl<'p> Reader<'p> {
    /// A reader that stands at a path.
    pub(crate) fn new(path: String, problems: &'p mut Problems) -> Self {
        Self { path, feature: None, problems }
    }

    /// Where the reader stands; at the outermost value, `document`.
    pub(crate) fn path(&self) -> &str {
        if self.path.is_empty() { "document" } else { &self.path }
    }

    /// How many errors were noted so far, in the whole file.
    pub(crate) fn errors(&self) -> usize {
        self.problems.errors()
    }

    /// Notes an error here.
    pub(crate) fn error(&mut self, message: impl Into<String>) {
        let path = self.path().to_owned();
        self.problems.error(self.feature.as_deref(), path, message);
    }

    /// Notes a warning here.
    pub(crate) fn warning(&mut self, message: impl Into<String>) {
        let path = self.path().to_owned();
        self.problems.warning(self.feature.as_deref(), path, message);
    }

    /// Does something one step further down: at `.name`.
    pub(crate) fn at<R>(&mut self, name: &str, then: impl FnOnce(&mut Self) -> R) -> R {
        let length = self.path.len();
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(name);
        let result = then(self);
        self.path.truncate(length);
        result
    }

    /// Does something one step further down: at `[index]`.
    pub(crate) fn at_index<R>(&mut self, index: usize, then: impl FnOnce(&mut Self) -> R) -> R {
        let length = self.path.len();
        self.path.push_str(&format!("[{index}]"));
        let result = then(self);
        self.path.truncate(length);
        result
    }

    /// Reads a member that may be absent; `null` counts as absent.
    pub(crate) fn optional<T>(
        &mut self,
        object: &Object,
        name: &str,
        read: impl FnOnce(&mut Self, &Value) -> Option<T>,
    ) -> Option<T> {
        match object.get(name) {
            None | Some(Value::Null) => None,
            Some(value) => self.at(name, |reader| read(reader, value)),
        }
    }

    /// Reads a member that must be there.
    pub(crate) fn required<T>(
        &mut self,
        object: &Object,
        name: &str,
        read: impl FnOnce(&mut Self, &Value) -> Option<T>,
    ) -> Option<T> {
        match object.get(name) {
            None | Some(Value::Null) => self.at(name, |reader| {
                reader.error("is missing");
                None
            }),
            Some(value) => self.at(name, |reader| read(reader, value)),
        }
    }

    /// An object, or an error.
    pub(crate) fn object<'v>(&mut self, value: &'v Value) -> Option<&'v Object> {
        self.wanted(value.as_object(), value, "an object")
    }

    /// An array, or an error.
    pub(crate) fn array<'v>(&mut self, value: &'v Value) -> Option<&'v Vec<Value>> {
        self.wanted(value.as_array(), value, "an array")
    }

    /// A finite number, or an error.
    pub(crate) fn number(&mut self, value: &Value) -> Option<f64> {
        self.wanted(value.as_f64().filter(|number| number.is_finite()), value, "a number")
    }

    /// A whole number, or an error.
    pub(crate) fn integer(&mut self, value: &Value) -> Option<i64> {
        self.wanted(value.as_i64(), value, "a whole number")
    }

    /// A text of a bounded number of bytes, or an error.
    pub(crate) fn text_up_to<'v>(&mut self, value: &'v Value, max_bytes: usize) -> Option<&'v str> {
        let text = self.wanted(value.as_str(), value, "a text")?;
        if text.len() > max_bytes {
            self.error(format!("text of {} bytes is longer than {max_bytes} bytes", text.len()));
            return None;
        }
        Some(text)
    }

    /// A text of at most [`MAX_TEXT_BYTES`], or an error.
    pub(crate) fn text(&mut self, value: &Value) -> Option<String> {
        self.text_up_to(value, MAX_TEXT_BYTES).map(str::to_owned)
    }

    /// One of the words of a list, or an error that tells them.
    pub(crate) fn choice<T: Copy>(&mut self, value: &Value, choices: &[(&str, T)]) -> Option<T> {
        let word = self.text_up_to(value, MAX_TEXT_BYTES)?;
        let found = choices.iter().find(|(name, _)| *name == word).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.error(format!("{} is not one of {}", quoted(word), names.join(", ")));
        }
        found
    }

    /// The elements of a bounded array, each read at its index. Elements that cannot be read are left out (and noted).
    pub(crate) fn list<T>(
        &mut self,
        value: &Value,
        max: usize,
        mut read: impl FnMut(&mut Self, &Value) -> Option<T>,
    ) -> Option<Vec<T>> {
        let array = self.array(value)?;
        if array.len() > max {
            self.error(format!("has {} entries, above the most allowed, {max}", array.len()));
            return None;
        }
        Some(array.iter().enumerate().filter_map(|(index, entry)| self.at_index(index, |reader| read(reader, entry))).collect())
    }

    /// Texts with their languages: a list of `{text, lang}` (ED-318), a plain text, or an object from language to text.
    pub(crate) fn texts(&mut self, value: &Value) -> Option<Texts> {
        match value {
            Value::String(_) => self.text(value).map(Texts::plain),
            Value::Object(by_language) => {
                let entries = by_language.iter().take(MAX_LIST).filter_map(|(lang, text)| {
                    let text = self.at(lang, |reader| reader.text(text))?;
                    Some(Text { lang: Some(lang.clone()), text })
                });
                Some(Texts(entries.collect()))
            }
            _ => self.list(value, MAX_LIST, Self::text_of_language).map(Texts),
        }
    }

    fn text_of_language(&mut self, value: &Value) -> Option<Text> {
        let entry = self.object(value)?;
        let lang = self.optional(entry, "lang", |reader, lang| reader.text_up_to(lang, 35).map(str::to_owned));
        if lang.is_none() {
            self.at("lang", |reader| reader.warning("is missing; the language is not known"));
        }
        let text = self.optional(entry, "text", Self::text)?;
        Some(Text { lang: lang.filter(|lang| lang != "und"), text })
    }

    /// A position of GeoJSON: longitude, then latitude, in degrees; what follows is not looked at.
    pub(crate) fn position(&mut self, value: &Value) -> Option<LatLng> {
        let pair = value.as_array().and_then(|numbers| Some((numbers.first()?.as_f64()?, numbers.get(1)?.as_f64()?)));
        let Some((lng_deg, lat_deg)) = pair else {
            self.error("is not a position: [longitude, latitude] in degrees");
            return None;
        };
        match LatLng::new(lat_deg, lng_deg) {
            Ok(position) => Some(position),
            Err(error) if LatLng::new(lng_deg, lat_deg).is_ok() => {
                self.error(format!("{error}; positions are [longitude, latitude]: these seem to be swapped"));
                None
            }
            Err(error) => {
                self.error(format!("{error}; positions are [longitude, latitude]"));
                None
            }
        }
    }

    fn wanted<T>(&mut self, found: Option<T>, value: &Value, what: &str) -> Option<T> {
        if found.is_none() {
            self.error(format!("{} is not {what}", shown(value)));
        }
        found
    }
}

/// A value in few words, for messages.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => quoted(text),
        Value::Array(_) => "an array".into(),
        Value::Object(_) => "an object".into(),
    }
}

/// A text of a file in quotation marks, cut after 60 characters.
pub(crate) fn quoted(text: &str) -> String {
    let mut start: String = text.chars().take(60).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    format!("{start:?}")
}
