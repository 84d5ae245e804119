//! Rules about settings that can each be read.

use super::super::{Sources, load};
use std::path::PathBuf;

/// What is said of a file with this content, one problem a line without the file's name.
fn said(text: &str, dev: bool) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.toml");
    std::fs::write(&file, text).unwrap();
    let prefix = format!("{}:", file.display());
    let problems = match load(&Sources { file: Some(file), dev, ..Sources::default() }) {
        Ok(loaded) => loaded.warnings,
        Err(invalid) => invalid.0,
    };
    problems.iter().map(|problem| problem.to_string().replacen(&prefix, "", 1)).collect()
}

/// Settings that can be used with `text` before them say exactly `expected`.
fn check(text: &str, expected: &[&str]) {
    let rest = if text.contains("[auth]") { "" } else { "[auth]\naudiences = [\"a\"]\njwks_urls = [\"https://a/\"]\n" };
    assert_eq!(said(&format!("{text}\n{rest}"), false), expected, "{text}");
}

const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZSBzYWx0IGhlcmU$1Gr2kBo5m6D8TuXmY2uVlGfR4yW7zq0Jc3sNhEaPxLk";

#[test]
fn the_least_that_is_needed_is_accepted_in_silence() {
    check("", &[]);
}

#[test]
fn a_node_that_knows_no_key_is_told_so_at_its_section() {
    check(
        "[auth]\naudiences = [\"a\"]",
        &["1:2: error: auth.public_keys: no key is known: name a file here, a url in jwks_urls, or enable the token server"],
    );
}

#[test]
fn development_needs_no_key_and_warns_of_nothing_by_itself() {
    assert_eq!(said("", true), [""; 0]);
}

#[test]
fn the_problems_of_tokens_come_with_their_lines() {
    check(
        "[auth]\naudiences = []\njwks_urls = [\"https://a/\",\n \"ftp://b/\"]\njwks_refresh_s = 1\nleeway_s = 61",
        &[
            "2:1: error: auth.audiences: must name at least one",
            "4:2: error: auth.jwks_urls[1]: must begin with https:// or http://",
            "5:1: error: auth.jwks_refresh_s: is 1 s (5–86400 s are accepted)",
            "6:1: error: auth.leeway_s: is 61 s (0–60 s are accepted)",
        ],
    );
}

#[test]
fn key_sets_in_the_clear_are_a_warning_unless_from_this_machine() {
    check(
        "[auth]\naudiences = [\"a\"]\njwks_urls = [\"http://a.example/\", \"http://localhost:1/\", \"http://[::1]/\"]",
        &[
            "3:14: warning: auth.jwks_urls[0]: whoever can change what travels in the clear can put keys of their own here; use https",
        ],
    );
}

#[test]
fn a_public_address_without_tls_is_a_warning() {
    check(
        "[server]\nlisten = \"0.0.0.0:80\"\npublic_url = \"https://dss.example\"",
        &["2:1: warning: server.listen: others can reach this address and there is no [server.tls], so tokens travel in the \
         clear unless a proxy in front of it speaks https"],
    );
}

#[test]
fn a_public_address_with_a_url_that_only_this_machine_can_reach_is_a_warning() {
    let said = said("[server]\nlisten = \"0.0.0.0:80\"\npublic_url = \"http://127.0.0.1:80\"", false);
    assert!(
        said.contains(
            &"3:1: warning: server.public_url: the pool is told an address that only this machine can reach".to_owned()
        ),
        "{said:?}"
    );
}

#[test]
fn insecure_base_urls_and_a_forgetful_store_are_warnings() {
    check(
        "[server]\nallow_http_base_urls = true\n[store]\nkind = \"memory\"",
        &[
            "2:1: warning: server.allow_http_base_urls: parties may give addresses without encryption; meant for test rigs",
            "4:1: warning: store.kind: nothing outlives the process, which breaks the promises of the standard",
        ],
    );
}

#[test]
fn names_urls_and_filters_must_be_usable() {
    check(
        "[server]\nlocality = \"\"\npublic_url = \"dss.example\"\n[telemetry]\nfilter = \"tansiq=loud\"\n[store]\npath = \"\"",
        &[
            "2:1: error: server.locality: must be 1–256 bytes without control characters",
            "3:1: error: server.public_url: is \"dss.example\" (a URL such as \"https://dss.example.com\" is expected)",
            "5:1: error: telemetry.filter: is not a filter such as \"info\" or \"warn,tansiq=debug\": error parsing level filter: expected one \
         of \"off\", \"error\", \"warn\", \"info\", \"debug\", \"trace\", or a number 0-5",
            "7:1: error: store.path: must name a folder",
        ],
    );
    for url in ["https://", "ftp://a/", "https://a@b/", "https://a/?b", "", "/x"] {
        check(
            &format!("[server]\npublic_url = \"{url}\""),
            &[&format!("2:1: error: server.public_url: is \"{url}\" (a URL such as \"https://dss.example.com\" is expected)")],
        );
    }
}

#[test]
fn a_token_server_needs_clients_and_clients_need_a_token_server() {
    check(
        "[token_server]\nenabled = true",
        &["1:2: error: token_server.clients: the token server is enabled and has no clients, so nobody can ask it for a token; \
         make one with `tansiq client add`"],
    );
    let client = format!(
        "[[token_server.clients]]\nid = \"a\"\nsecret_hash = \"{HASH}\"\nscopes = [\"utm.strategic_coordination\"]\naudiences = [\"a\"]"
    );
    check(&client, &["1:16: warning: token_server.clients: there are clients, but the token server is not enabled"]);
}

#[test]
fn the_problems_of_clients_come_with_their_lines_and_unknown_scopes_are_warnings() {
    let text = format!(
        "[token_server]\nenabled = true\nlifetime_s = 59\n[[token_server.clients]]\nid = \"a\"\nsecret_hash = \"{HASH}\"\n\
         scopes = [\"utm.strategic_cordination\", \"other\"]\naudiences = [\"a\"]\n[[token_server.clients]]\nid = \"a\"\n\
         secret_hash = \"plain\"\nscopes = []\naudiences = [\"a\"]"
    );
    check(
        &text,
        &[
            "3:1: error: token_server.lifetime_s: is 59 s (60–3600 s are accepted)",
            "7:11: warning: token_server.clients[0].scopes[0]: the scope \"utm.strategic_cordination\" permits nothing here; \
         did you mean utm.strategic_coordination?",
            "7:40: warning: token_server.clients[0].scopes[1]: the scope \"other\" permits nothing here",
            "10:1: error: token_server.clients[1].id: is the id of an earlier client",
            "11:1: error: token_server.clients[1].secret_hash: must be an argon2id hash such as \
         \"$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>\"",
            "12:1: error: token_server.clients[1].scopes: must name at least one",
        ],
    );
}

#[test]
fn nothing_is_said_of_an_option_that_could_not_be_read() {
    check(
        "[auth]\naudiences = [1]\npublic_keys = 1",
        &[
            "2:14: error: auth.audiences[0]: must be a text in quotation marks, not a whole number",
            "3:1: error: auth.public_keys: must be a list of paths, not a whole number",
        ],
    );
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = load(&Sources { file: Some(PathBuf::from("/no/such.toml")), ..Sources::default() }).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the configuration cannot be used:\n  error: the configuration file /no/such.toml cannot be read: it does not exist"
    );
}
