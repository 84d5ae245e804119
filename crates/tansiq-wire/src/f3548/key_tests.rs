//! Keys: reading, writing and their bounds.

use super::*;

fn read(json: &str) -> Result<Key, String> {
    serde_json::from_slice(json.as_bytes()).map_err(|error| error.to_string())
}

fn ovns(key: &Key) -> Vec<&str> {
    key.iter().collect()
}

#[test]
fn ovns_come_back_in_order_with_repetitions() {
    let key = read(r#"["alpha", "", "beta", "alpha"]"#).unwrap();
    assert_eq!(ovns(&key), ["alpha", "", "beta", "alpha"]);
    assert_eq!(key.len(), 4);
    assert_eq!(key.iter().len(), 4);
    assert!(!key.is_empty());
    let written = serde_json::to_string(&key).unwrap();
    assert_eq!(written, r#"["alpha","","beta","alpha"]"#);
}

#[test]
fn escaped_strings_are_read_as_what_they_mean() {
    let key = read(r#"["a\"b", "caf\u00e9", "\ud83d\ude81", "tab\t"]"#).unwrap();
    assert_eq!(ovns(&key), ["a\"b", "café", "🚁", "tab\t"]);
    assert_eq!(read(&serde_json::to_string(&key).unwrap()).unwrap(), key);
}

#[test]
fn a_key_can_be_read_from_a_value_and_from_a_reader() {
    let value = serde_json::json!(["a", "b"]);
    let from_value: Key = serde_json::from_value(value).unwrap();
    let from_reader: Key = serde_json::from_reader(&b"[\"a\",\"b\"]"[..]).unwrap();
    assert_eq!(from_value, from_reader);
    assert_eq!(from_value, ["a", "b"].into_iter().collect());
}

#[test]
fn an_empty_key_is_empty() {
    let key = read("[]").unwrap();
    assert!(key.is_empty());
    assert_eq!(key, Key::default());
    assert_eq!(serde_json::to_string(&key).unwrap(), "[]");
    assert_eq!(format!("{:?}", read(r#"["a"]"#).unwrap()), r#"["a"]"#);
}

#[test]
fn a_key_of_anything_but_strings_is_refused() {
    for json in ["[1]", "[null]", "[[]]", "{}", "\"a\"", "1", "[\"a\"", "[\"\\ud800\"]"] {
        assert!(read(json).is_err(), "{json}");
    }
    let error = read("[1]").unwrap_err();
    assert!(error.contains("expected an OVN, which is a string"), "{error}");
}

#[test]
fn the_bound_on_entries_is_exact_and_named() {
    let json = |count| format!("[{}]", vec!["\"o\""; count].join(","));
    assert_eq!(read(&json(MAX_KEY_ENTRIES)).unwrap().len(), MAX_KEY_ENTRIES);
    let error = read(&json(MAX_KEY_ENTRIES + 1)).unwrap_err();
    let expected = "key has more than 100000 items, allowed are 0 to 100000";
    assert!(error.starts_with(expected), "{error}");
}

#[test]
fn a_key_of_18000_ovns_grows_two_buffers_only() {
    let ovns: Vec<String> = (0..18_000).map(|n| format!("{n:045}")).collect();
    let key = read(&serde_json::to_string(&ovns).unwrap()).unwrap();
    assert!(key.iter().eq(ovns.iter()));
    assert_eq!(key.text.len(), 18_000 * 45);
    assert_eq!(key.ends.len(), 18_000);
}
