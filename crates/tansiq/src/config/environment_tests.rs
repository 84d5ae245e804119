//! Variables of the environment: every kind of option, and what looks like one.

use super::*;
use std::path::Path;

fn read(variables: &[(&str, &str)], file: &str) -> Draft {
    let mut draft = super::super::document::read(Path::new("c.toml"), file);
    let variables: Vec<_> = variables.iter().map(|(name, text)| (name.into(), text.into())).collect();
    overlay(&mut draft, &variables);
    draft
}

/// Reads one variable and compares all that is said.
fn check(name: &str, text: &str, expected: &[&str]) {
    let said: Vec<_> = read(&[(name, text)], "").problems.iter().map(ToString::to_string).collect();
    assert_eq!(said, expected, "{name}={text}");
}

#[test]
fn every_kind_of_option_can_be_set() {
    let variables = [
        ("TANSIQ_SERVER_LISTEN", "[::1]:9000"),
        ("TANSIQ_SERVER_ALLOW_HTTP_BASE_URLS", "true"),
        ("TANSIQ_SERVER_TLS_KEY", "key.pem"),
        ("TANSIQ_STORE_KIND", "memory"),
        ("TANSIQ_AIRSPACE_RETENTION_DAYS", "30"),
        ("TANSIQ_AUTH_AUDIENCES", "dss.example.com, localhost,"),
        ("TANSIQ_TOKEN_SERVER_ISSUER", "me"),
    ];
    let draft = read(&variables, "");
    assert_eq!(draft.problems, []);
    let expected = "server.listen = \"[::1]:9000\"\nserver.allow_http_base_urls = true\nserver.tls.key = \"key.pem\"\n\
                    store.kind = \"memory\"\nairspace.retention_days = 30\nauth.audiences = [\"dss.example.com\", \"localhost\"]\n\
                    token_server.issuer = \"me\"";
    assert_eq!(draft.values, expected.parse().unwrap());
}

#[test]
fn a_variable_wins_over_the_file_even_over_a_mistake_in_it() {
    let draft = read(&[("TANSIQ_STORE_PATH", "b"), ("TANSIQ_AUTH_AUDIENCES", "x")], "[store]\npath = 1\n[auth]\naudiences = [1]");
    assert_eq!(draft.problems, []);
    assert_eq!(draft.values["store"]["path"].as_str(), Some("b"));
    assert_eq!(draft.place("store.path"), Place::Variable("TANSIQ_STORE_PATH".to_owned()));
}

#[test]
fn an_empty_variable_is_as_if_absent() {
    let draft = read(&[("TANSIQ_STORE_PATH", "")], "");
    assert!(draft.values.is_empty() && draft.problems.is_empty());
}

#[test]
fn a_wrong_value_is_told_with_its_variable() {
    check(
        "TANSIQ_SERVER_MAX_CONNECTIONS",
        "many",
        &["TANSIQ_SERVER_MAX_CONNECTIONS: error: server.max_connections: is \"many\" (a whole number is expected)"],
    );
    check(
        "TANSIQ_SERVER_MAX_CONNECTIONS",
        "0",
        &["TANSIQ_SERVER_MAX_CONNECTIONS: error: server.max_connections: is 0 (1–1000000 are accepted)"],
    );
    check(
        "TANSIQ_TOKEN_SERVER_ENABLED",
        "yes",
        &["TANSIQ_TOKEN_SERVER_ENABLED: error: token_server.enabled: is \"yes\" (true or false are accepted)"],
    );
}

#[cfg(unix)]
#[test]
fn a_value_that_is_not_utf_8_is_told() {
    use std::os::unix::ffi::OsStringExt;
    let mut draft = Draft::default();
    overlay(&mut draft, &[("TANSIQ_STORE_PATH".into(), OsString::from_vec(vec![b'a', 0xff]))]);
    assert_eq!(draft.problems[0].to_string(), "TANSIQ_STORE_PATH: error: store.path: is not UTF-8");
}

#[test]
fn a_variable_that_looks_like_an_option_and_is_none_is_a_warning() {
    check(
        "TANSIQ_SERVER_MAX_CONNECTION",
        "3",
        &["TANSIQ_SERVER_MAX_CONNECTION: warning: the variable is not an option and has no effect; \
         did you mean TANSIQ_SERVER_MAX_CONNECTIONS?"],
    );
    check(
        "TANSIQ_SERVR_LISTEN",
        "3",
        &["TANSIQ_SERVR_LISTEN: warning: the variable is not an option and has no effect; did you mean TANSIQ_SERVER_LISTEN?"],
    );
    check(
        "TANSIQ_SERVER_PORT",
        "tcp://10.0.0.1:80",
        &["TANSIQ_SERVER_PORT: warning: the variable is not an option and has no effect"],
    );
}

#[test]
fn variables_of_others_are_none_of_our_business() {
    check("TANSIQ_SHARED", "/x", &[]);
    check("TANSIQ_CONFIG", "/x", &[]);
    check("TANSIQ_PORT", "tcp://10.0.0.1:80", &[]);
    check("PATH", "/bin", &[]);
}
