//! What is said of a file, and where.

use super::*;

/// Reads `text` as `c.toml` and compares everything said of it, one problem a line.
fn check(text: &str, expected: &[&str]) {
    let mut draft = read(Path::new("c.toml"), text);
    if !draft.broken {
        fill_missing(&mut draft);
    }
    let said: Vec<_> = draft.problems.iter().map(ToString::to_string).collect();
    assert_eq!(said, expected, "{text}");
}

#[test]
fn an_empty_file_is_right() {
    check("", &[]);
    check("\u{feff}# nothing\n[server]\n", &[]);
}

#[test]
fn an_unknown_option_is_told_with_line_column_and_the_nearest_name() {
    check("[server]\n  lisen = \"127.0.0.1:1\"\n", &["c.toml:2:3: error: server.lisen: is not known; did you mean listen?"]);
    check("[sever]\n", &["c.toml:1:2: error: sever: is not known; did you mean server?"]);
    check("listen = 1", &["c.toml:1:1: error: listen: is not known; did you mean server.listen?"]);
    check(
        "server.tls.kee = 1",
        &[
            "c.toml:1:12: error: server.tls.kee: is not known; did you mean key?",
            "c.toml:1:8: error: server.tls.certificate: is missing",
            "c.toml:1:8: error: server.tls.key: is missing",
        ],
    );
}

#[test]
fn every_wrong_type_is_told_with_what_is_expected() {
    check("server = 1", &["c.toml:1:1: error: server: must be a table, not a whole number"]);
    check(
        "[server]\nlisten = 80",
        &["c.toml:2:1: error: server.listen: must be an address such as \"127.0.0.1:8080\", not a whole number"],
    );
    check(
        "[server]\nallow_http_base_urls = \"yes\"",
        &["c.toml:2:1: error: server.allow_http_base_urls: must be true or false, not a text"],
    );
    check(
        "[server]\nmax_connections = 1.5",
        &["c.toml:2:1: error: server.max_connections: must be a whole number, not a fraction"],
    );
    check("[auth]\naudiences = \"a\"", &["c.toml:2:1: error: auth.audiences: must be a list of texts, not a text"]);
    check(
        "[auth]\naudiences = [\"a\", 2]",
        &["c.toml:2:19: error: auth.audiences[1]: must be a text in quotation marks, not a whole number"],
    );
    check("[token_server]\nclients = [1]", &["c.toml:2:12: error: token_server.clients[0]: must be a table, not a whole number"]);
    check("[store]\npath = [\"a\"]", &["c.toml:2:1: error: store.path: must be a path in quotation marks, not a list"]);
    check(
        "[telemetry]\nfilter = 2026-01-01",
        &["c.toml:2:1: error: telemetry.filter: must be a text in quotation marks, not a date or time"],
    );
}

#[test]
fn numbers_may_be_written_as_toml_allows_and_keep_their_range() {
    check("[server]\nmax_connections = 1_000\n[limits]\nrequests_per_second = 0x10", &[]);
    check("[airspace]\nretention_days = -1", &["c.toml:2:1: error: airspace.retention_days: is -1 days (0–3650 are accepted)"]);
    check(
        "[server]\nmax_connections = 99999999999999999999999999999999999999999999",
        &["c.toml:2:1: error: server.max_connections: is 99999999999999999999999999999999999999999999 (1–1000000 are accepted)"],
    );
}

#[test]
fn words_outside_a_choice_and_bad_addresses_are_told_with_what_is_accepted() {
    check(
        "[store]\nkind = \"postgres\"",
        &["c.toml:2:1: error: store.kind: is \"postgres\" (accepted: \"sqlite\" or \"memory\")"],
    );
    check(
        "[server]\nlisten = \"localhost:80\"",
        &["c.toml:2:1: error: server.listen: is \"localhost:80\" (an IP address and a port are expected, such as \
         \"127.0.0.1:8080\" or \"[::1]:8080\")"],
    );
}

#[test]
fn a_missing_option_is_told_at_its_section_and_one_that_is_wrong_only_once() {
    check("[server.tls]\ncertificate = \"c.pem\"", &["c.toml:1:9: error: server.tls.key: is missing"]);
    check(
        "[server.tls]\ncertificate = \"c.pem\"\nkey = 3",
        &["c.toml:3:1: error: server.tls.key: must be a path in quotation marks, not a whole number"],
    );
    check(
        "[[token_server.clients]]\nid = \"a\"\nsecret_hash = \"\"\nscopes = []\naudiences = []\n[[token_server.clients]]\nid = \"b\"",
        &[
            "c.toml:6:1: error: token_server.clients[1].secret_hash: is missing",
            "c.toml:6:1: error: token_server.clients[1].scopes: is missing",
            "c.toml:6:1: error: token_server.clients[1].audiences: is missing",
        ],
    );
}

#[test]
fn broken_toml_is_told_with_its_place_and_nothing_is_guessed_about_the_rest() {
    check(
        "[server]\nlisten = \nlocality = \"x\"\nfoo = 1\n",
        &["c.toml:2:10: error: this is not TOML: string values must be quoted, expected literal string"],
    );
}

#[test]
fn an_option_given_twice_is_told_at_the_second() {
    check("[store]\npath = \"a\"\npath = \"b\"", &["c.toml:3:1: error: this is not TOML: duplicate key"]);
}

#[test]
fn columns_count_characters_and_not_bytes() {
    check(
        "server = { locality = \"äöü\", lisen = 1 }",
        &["c.toml:1:30: error: server.lisen: is not known; did you mean listen?"],
    );
}

proptest::proptest! {
    /// Whatever the file holds, it is read without a panic, and what is wrong has a line and a column.
    #[test]
    fn any_text_is_read_without_a_panic(text in "[\\[\\]a-z_.=\"#\n {},1ä]{0,80}") {
        let mut draft = read(Path::new("c.toml"), &text);
        fill_missing(&mut draft);
        for problem in draft.problems {
            proptest::prop_assert!(matches!(problem.place, Place::File { line: 1.., column: 1.., .. }), "{problem}");
        }
    }
}
