//! What every answer must be, whatever was asked: types, newlines, numbered messages, and never a fault of the node's own.

use super::Answer;

const JSON: &str = "application/json; charset=utf-8";

/// Panics if the answer breaks a rule that all answers share.
#[track_caller]
pub fn hold(answer: &Answer) {
    let context = || format!("{}: {} {}", answer.asked, answer.status, answer.text);
    assert_ne!(answer.status, 500, "{}", context());
    if answer.content_type().starts_with("application/json") {
        assert_eq!(answer.content_type(), JSON, "{}", context());
        assert!(answer.json.is_object(), "{}", context());
    }
    if answer.json.is_object() && !answer.asked.contains("/.well-known/") {
        assert!(answer.text.ends_with('\n'), "{}", context());
        assert!(!answer.text.trim_end_matches('\n').contains('\n'), "one line: {}", context());
    }
    let is_oauth = answer.asked.contains("/oauth/");
    if answer.status >= 400 && answer.json.is_object() && answer.json.get("error").is_none() {
        hold_message(answer);
    }
    if answer.status == 401 {
        let scheme = if is_oauth { "Basic" } else { "Bearer" };
        assert_eq!(answer.header("www-authenticate"), Some(scheme), "{}", context());
    }
    if [429, 503].contains(&answer.status) && answer.json.is_object() {
        assert!(answer.header("retry-after").is_some_and(|after| after.parse::<u32>().is_ok()), "{}", context());
    }
}

/// A message ends with a number under which the log knows it: `… (E:<UUID version 4>)`.
#[track_caller]
fn hold_message(answer: &Answer) {
    let message = answer.json["message"].as_str().unwrap_or_else(|| panic!("{}: {} has no message", answer.asked, answer.text));
    let number = message.rsplit_once(" (E:").and_then(|(_, rest)| rest.strip_suffix(')'));
    let number = number.unwrap_or_else(|| panic!("{}: {message} has no number", answer.asked));
    let uuid = uuid::Uuid::parse_str(number).unwrap_or_else(|_| panic!("{}: {number} is not a UUID", answer.asked));
    assert_eq!(uuid.get_version_num(), 4, "{number}");
    assert!(message.len() > number.len() + 10, "{}: {message} says nothing", answer.asked);
}
