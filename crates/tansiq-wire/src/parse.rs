//! Reading a message from the bytes of a body, with errors a person can act on.
//!
//! It does not look at the transport: the size limit of a body and its content type are the HTTP
//! layer's. The types that can be read are in [`crate::f3548`] and its neighbours.

use std::fmt;

use serde::de::DeserializeOwned;

/// Longest text of a [`ParseError`]; what is beyond is cut and replaced by `…`.
///
/// serde quotes the offending value in full, and that value may be megabytes of somebody's body.
pub const MAX_PARSE_MESSAGE_CHARS: usize = 240;

/// Why a body is not the message it should be.
///
/// Its text names the field (`extents[2].volume.altitude_lower.value: invalid type: …`) where there
/// is one, and the line and column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ParseError {}

/// Reads one JSON message from the start of `body`.
///
/// - Unknown fields are ignored, and so is whatever follows the first JSON value.
/// - A missing field and an explicit `null` are the same, and give the empty string, 0, the empty
///   list, false or `None`. The exceptions are values that must not be guessed: the state of an
///   operational intent in an *answer*, a height, a point, and whatever the schemas of
///   [`crate::flight_planning`] and [`crate::geospatial_map`] require. Without these the message is
///   refused.
/// - A wrong type is an error, also an array where an object belongs, a `null` inside a list,
///   the same field twice, a number beyond an `f64`, and text that is not UTF-8.
/// - A list beyond its named bound is an error that names the field and the bound.
///
/// # Errors
///
/// [`ParseError`], with the path of the field.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, ParseError> {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    T::deserialize(&mut deserializer).map_err(|error| explain::<T>(body, &error))
}

/// Reads the body once more, now keeping track of the path. Only failures pay for that.
#[cold]
fn explain<T: DeserializeOwned>(body: &[u8], error: &serde_json::Error) -> ParseError {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let text = match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Err(located) if located.path().iter().next().is_some() => located.to_string(),
        _ => error.to_string(),
    };
    ParseError { message: shorten(&text, MAX_PARSE_MESSAGE_CHARS) }
}

/// The first `max` characters of `text`, with `…` for what was cut.
pub(crate) fn shorten(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
