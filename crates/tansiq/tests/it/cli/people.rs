//! `tansiq people`: the first administrator, and the way back for one who is locked out.

use super::*;
use serde_json::json;

const PASSWORD: &str = "correct horse battery";

fn add(desk: &Desk, name: &str, role: &str) -> Done {
    let arguments = ["people", "add", name, "--role", role, "--full-name", "Ada L.", "--password-stdin", "--data", "data"];
    desk.run_with(&format!("{PASSWORD}\n"), &arguments)
}

fn people(desk: &Desk, arguments: &[&str]) -> Done {
    desk.run(&[&["people"], arguments, &["--data", "data"]].concat())
}

/// Asks over HTTP. The answer, head and body.
fn ask(serving: &Serving, request: &str, headers: &str, body: &serde_json::Value) -> String {
    let address = serving.url.strip_prefix("http://").unwrap();
    let mut connection = std::net::TcpStream::connect(address).unwrap();
    let body = body.to_string();
    let head = format!(
        "{request} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: application/json\r\n{headers}\
         Content-Length: {}\r\n\r\n",
        body.len()
    );
    connection.write_all(format!("{head}{body}").as_bytes()).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();
    answer
}

/// Signs in over HTTP.
fn sign_in(serving: &Serving, name: &str, password: &str) -> String {
    ask(serving, "POST /api/v1/desk/session", "", &json!({ "name": name, "password": password }))
}

/// What stands between two texts.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    text.split_once(before).and_then(|(_, rest)| rest.split_once(after)).unwrap_or_else(|| panic!("{before} in {text}")).0
}

#[test]
fn the_first_administrator_is_made_while_the_node_is_stopped_and_signs_in_when_it_runs() {
    let desk = Desk::new();
    desk.put("desk.toml", "[desk]\nenabled = true\nparty = \"uss1\"\n");
    let added = add(&desk, "ada", "administrator");
    assert_eq!((added.code, added.out.as_str(), added.err.as_str()), (0, "", ""));
    assert_eq!(people(&desk, &["list"]).out, "ada administrator enabled - never Ada L.\n");

    let mut serving = desk.serve(&["--dev", "--config", "desk.toml", "--data", "data"]);
    assert!(sign_in(&serving, "ada", PASSWORD).starts_with("HTTP/1.1 200 OK\r\n"));
    assert!(sign_in(&serving, "ada", "wrong horse").starts_with("HTTP/1.1 401 "));
    let refused = add(&desk, "eve", "viewer");
    assert_eq!(refused.code, 1);
    let expected = "error: a node is running on data: add and change people on its page, or stop it first; nothing was changed\n";
    assert_eq!(refused.err, expected);
    assert_eq!(people(&desk, &["list"]).err, expected);
    assert_eq!(serving.stop().code, 0);

    let listed = people(&desk, &["list"]).out;
    assert!(listed.starts_with("ada administrator enabled - 20") && listed.ends_with("Z Ada L.\n"), "{listed}");
    let told = desk.run(&["log", "show", "--ledger", "desk", "--data", "data"]).out;
    for line in ["console  person ada (Ada L.) added as administrator", "person:ada  person ada signed in, until 20"] {
        assert!(told.contains(line), "{told}");
    }
    assert!(!told.contains("argon2") && !told.contains(PASSWORD), "{told}");
}

#[test]
fn people_are_changed_by_the_rules_of_the_ledger() {
    let desk = Desk::new();
    add(&desk, "root", "administrator");
    assert_eq!(add(&desk, "ada", "viewer").code, 0);
    assert_eq!(people(&desk, &["role", "ada", "duty_officer"]).code, 0);
    assert!(people(&desk, &["list"]).out.starts_with("ada duty_officer "));
    let last = people(&desk, &["role", "root", "viewer"]);
    assert_eq!(last.code, 1);
    assert!(last.err.contains("root is the last administrator who can sign in"), "{}", last.err);
    assert_eq!(people(&desk, &["remove", "ada"]).code, 0);
    assert_eq!(people(&desk, &["remove", "ada"]).err, "error: there is no such person\n");
    assert!(people(&desk, &["list"]).out.starts_with("root administrator "));

    let set = ["people", "password", "root", "--password-stdin", "--drop-totp", "--data", "data"];
    assert_eq!(desk.run_with("another horse\n", &set).code, 0);
    let told = desk.run(&["log", "show", "--ledger", "desk", "--last", "1", "--data", "data"]).out;
    assert!(told.ends_with("console  person root has another password; all sessions ended\n"), "{told}");
}

#[test]
fn what_cannot_be_is_said() {
    let desk = Desk::new();
    let missing = people(&desk, &["list"]);
    assert_eq!((missing.code, missing.err.as_str()), (1, "error: there is no desk in data\n"));
    let add_with = |name: &str, password: &str| {
        desk.run_with(password, &["people", "add", name, "--role", "viewer", "--password-stdin", "--data", "data"]).err
    };
    assert_eq!(add_with("ada", "short"), "error: the password cannot be used: must be 10 to 256 bytes long\n");
    assert_eq!(add_with("lovelace-ada", "lovelace-ada"), "error: the password cannot be used: must not be the name\n");
    assert!(add_with("a b", PASSWORD).starts_with("error: name: must be letters, digits"));
    assert_eq!(desk.run(&["people", "add", "ada", "--role", "king", "--data", "data"]).code, 2);
    // Without a terminal nothing can be typed.
    let typed = desk.run(&["people", "add", "ada", "--role", "viewer", "--data", "data"]);
    assert_eq!(typed.code, 1, "{}", typed.err);
}

#[test]
fn no_log_line_has_a_secret_at_any_level() {
    let desk = Desk::new();
    let telemetry = "[telemetry]\nfilter = \"info,tansiq=trace,tansiq_auth=trace,tansiq_desk=trace,tansiq_node=trace\"\n";
    desk.put("desk.toml", &format!("[desk]\nenabled = true\nparty = \"uss1\"\n{telemetry}"));
    add(&desk, "ada", "administrator");
    let mut serving = desk.serve(&["--dev", "--config", "desk.toml", "--data", "data"]);
    let answer = sign_in(&serving, "ada", PASSWORD);
    let (cookie, csrf) = (between(&answer, "tansiq=", ";"), between(&answer, "\"csrf\":\"", "\""));
    let headers = format!("Cookie: tansiq={cookie}\r\nX-CSRF-Token: {csrf}\r\n");
    assert!(sign_in(&serving, "ada", "a wrong password").starts_with("HTTP/1.1 401 "));
    let misplaced = json!({ "name": "ada", "password": ["misplaced secret"] });
    assert!(ask(&serving, "POST /api/v1/desk/session", "", &misplaced).starts_with("HTTP/1.1 400 "));
    let again = json!({ "password": PASSWORD });
    let offer = ask(&serving, "POST /api/v1/desk/session/totp", &headers, &again);
    let change = json!({ "current": PASSWORD, "password": "another password" });
    let changed = ask(&serving, "PUT /api/v1/desk/session/password", &headers, &change);
    let told = serving.stop().err;
    assert!(told.contains("a sign-in failed: the name or the password is wrong"), "{told}");
    assert!(told.contains("ChangeOwnPassword"), "every request leaves a line: {told}");
    let new_cookie = between(&changed, "tansiq=", ";");
    let secret = between(&offer, "\"secret\":\"", "\"");
    for hidden in
        [PASSWORD, "a wrong password", "misplaced secret", "another password", cookie, csrf, new_cookie, secret, "$argon2id$"]
    {
        assert!(!told.contains(hidden), "{hidden} is in {told}");
    }
}
