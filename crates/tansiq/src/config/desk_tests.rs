//! Rules about the settings of a desk.

use super::super::{Severity, Sources, load};

/// What is said of a file with this section, each problem without the file's name and place; `true` if it is an error.
fn said(desk: &str, dev: bool) -> Vec<(bool, String)> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.toml");
    std::fs::write(folder.path().join("secret"), "x\n").unwrap();
    let rest =
        "[auth]\naudiences = [\"desk.example\"]\njwks_urls = [\"https://a/\"]\n[server]\npublic_url = \"https://desk.example\"\n";
    std::fs::write(&file, format!("[desk]\nenabled = true\n{desk}\n{rest}")).unwrap();
    let problems = match load(&Sources { file: Some(file), dev, ..Sources::default() }) {
        Ok(loaded) => loaded.warnings,
        Err(invalid) => invalid.0,
    };
    let tell = |text: String| text.split_once("desk.").map(|(_, text)| text.to_owned()).unwrap_or(text);
    problems.iter().map(|problem| (problem.severity == Severity::Error, tell(problem.to_string()))).collect()
}

/// A desk that can be, with `more`, says exactly this.
fn check(more: &str, expected: &[(bool, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(is_error, text)| (*is_error, (*text).to_owned())).collect();
    assert_eq!(said(&format!("{BASIS}{more}"), false), expected, "{more}");
}

const BASIS: &str = "party = \"uss1\"\nclient_secret_file = \"secret\"\ntoken_url = \"https://auth.example/token\"\n";

#[test]
fn a_desk_that_can_be_is_accepted_in_silence() {
    check("", &[]);
    check("dss = [\"https://dss.example\"]\nbase_url = \"https://desk.example/utm\"\nusers = [\"alice\"]", &[]);
    check("[[desk.regions]]\nname = \"home\"\nlat = 46.5\nlng = 7\nradius_m = 5000", &[]);
}

#[test]
fn in_development_a_party_is_enough() {
    assert_eq!(said("party = \"uss1\"", true), []);
    assert!(said("", true).iter().any(|(is_error, text)| *is_error && text.starts_with("party: must be 1–")));
}

#[test]
fn a_desk_needs_a_party_and_a_way_to_tokens() {
    let first = said("", false);
    let starts = |with: &str| first.iter().any(|(is_error, text)| *is_error && text.starts_with(with));
    assert!(starts("party: must be 1–") && starts("token_url: is needed: this node has no token server of its own"), "{first:?}");
    assert_eq!(first.len(), 2, "{first:?}");
    let second = said("party = \"uss1\"\ntoken_url = \"https://auth.example/token\"", false);
    assert_eq!(second, [(true, "client_secret_file: is needed to ask the token server".to_owned())]);
    let query = "party = \"uss1\"\ntoken_style = \"query\"\ntoken_url = \"https://auth.example/token\"";
    assert_eq!(said(query, false), []);
}

#[test]
fn urls_must_be_urls_and_https_unless_private_peers_are_allowed() {
    let no_http = "is an http URL, which only desk.allow_private_peers allows";
    check("dss = [\"https://a.example\", \"http://dss.example\"]", &[(true, &format!("dss[1]: {no_http}"))]);
    check(
        "dss = [\"http://dss.example\"]\nallow_private_peers = true",
        &[(false, "allow_private_peers: peers can make this node call addresses of its own network; meant for test rigs")],
    );
    check("dss = [\"dss\"]", &[(true, "dss[0]: is \"dss\" (a URL such as \"https://dss.example.com\" is expected)")]);
    check(
        "base_url = \"https://other.example\"",
        &[(true, "base_url: peers bring tokens for its host, \"other.example\", which auth.audiences does not name")],
    );
}

#[test]
fn what_contradicts_itself_is_refused() {
    check("ground_lowest_m = 20\nground_highest_m = 10", &[(true, "ground_lowest_m: is above desk.ground_highest_m, 10 m")]);
    let region = |more: &str| format!("[[desk.regions]]\nname = \"home\"\nlat = 46.5\nlng = 7\nradius_m = 5000\n{more}");
    check(&region("lower_m = 100\nupper_m = 100"), &[(true, "regions[0].lower_m: must be below upper_m, 100 m")]);
    let twice = format!("{}{}", region(""), region(""));
    check(&twice, &[(true, "regions[1].name: must be there and be the only one of this name")]);
    check("automated_testing = true", &[(false, "automated_testing: testers can plan and end operations of this desk")]);
}

#[test]
fn a_desk_that_is_not_enabled_is_not_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.toml");
    std::fs::write(&file, "[desk]\nparty = \"\"\n[auth]\naudiences = [\"a\"]\njwks_urls = [\"https://a/\"]\n").unwrap();
    assert!(load(&Sources { file: Some(file), ..Sources::default() }).is_ok_and(|loaded| loaded.warnings.is_empty()));
}

#[test]
fn a_plan_that_may_take_as_long_as_a_request_is_warned_of() {
    let said = said(&format!("{BASIS}planning_time_s = 10\n"), false);
    assert_eq!(said.len(), 1);
    assert!(!said[0].0 && said[0].1.starts_with("planning_time_s: is not below server.request_timeout_s"), "{said:?}");
    check("planning_time_s = 9\n", &[]);
}
