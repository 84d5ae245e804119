//! The program as a person at a shell meets it: every command, with right and with bad input. What it says of a
//! configuration is in `config.rs`; what it does with plans and areas is in `cli/`.

mod check;
mod people;
mod plans;

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// A server certificate for localhost that is its own authority, valid until 2126, and its key.
const CERTIFICATE: &str = include_str!("cli/certificate.pem");
const KEY: &str = include_str!("cli/key.pem");

/// A working directory of its own, with nothing of the environment that the program would heed.
pub struct Desk {
    folder: tempfile::TempDir,
}

/// What a command did.
pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Desk {
        Desk { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn put(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tansiq"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("TANSIQ_")) {
            command.env_remove(name);
        }
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Done {
        done(self.command(arguments).output().unwrap())
    }

    /// Runs with something to read on standard input.
    fn run_with(&self, input: &str, arguments: &[&str]) -> Done {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command that reads nothing may be gone already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        done(child.wait_with_output().unwrap())
    }

    fn serve(&self, arguments: &[&str]) -> Serving {
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], arguments].concat();
        let mut child = self.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let mut serving = Serving { child: Some(child), url: String::new() };
        match line.trim_end().strip_prefix("listening on ") {
            Some(url) => serving.url = url.to_owned(),
            None => panic!("it does not listen: {}", serving.stop().err),
        }
        serving
    }
}

fn done(output: Output) -> Done {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Done { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// A running node.
struct Serving {
    child: Option<Child>,
    url: String,
}

impl Serving {
    /// Stops it as a service manager does.
    fn stop(&mut self) -> Done {
        let child = self.child.take().unwrap();
        Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
        done(child.wait_with_output().unwrap())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// A desk with a store in `data` that a node has written, and stopped.
fn desk_with_store() -> Desk {
    let desk = Desk::new();
    let stopped = desk.serve(&["--dev", "--data", "data"]).stop();
    assert_eq!(stopped.code, 0, "{}", stopped.err);
    desk
}

/// Changes the one record of the ledger that the SQL is about, as a vandal would.
fn vandalise(desk: &Desk, sql: &str) {
    let ledger = rusqlite::Connection::open(desk.path("data/airspace.sqlite")).unwrap();
    assert_eq!(ledger.execute(sql, []).unwrap(), 1);
}

fn root_of(text: &str) -> &str {
    text.lines().find_map(|line| line.strip_prefix("root ")).unwrap()
}

// The command line as such.

#[test]
fn without_a_command_or_with_an_unknown_one_it_explains_itself_and_ends_with_2() {
    let desk = Desk::new();
    let nothing = desk.run(&[]);
    assert_eq!(nothing.code, 2);
    assert!(nothing.err.contains("Usage: tansiq <COMMAND>"));
    assert_eq!(desk.run(&["fly"]).code, 2);
    assert_eq!(desk.run(&["serve", "--listen", "here"]).code, 2);
    assert_eq!(desk.run(&["log", "show", "--from", "-1"]).code, 2);
}

#[test]
fn every_command_has_a_help_text() {
    let desk = Desk::new();
    for command in [
        "serve",
        "client add",
        "token",
        "config check",
        "config example",
        "log show",
        "log verify",
        "log export",
        "backup",
        "restore",
        "check",
        "plan submit",
        "plan list",
        "plan show",
        "plan activate",
        "plan end",
        "areas import",
        "areas list",
    ] {
        let words: Vec<_> = command.split(' ').chain(["--help"]).collect();
        let help = desk.run(&words);
        assert_eq!(help.code, 0);
        assert!(help.out.contains(&format!("Usage: tansiq {command}")) && help.out.len() > 120, "{}", help.out);
    }
}

// Serve.

#[test]
fn without_any_setting_serve_says_what_to_do() {
    let refused = Desk::new().run(&["serve"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains("error: auth.public_keys: no key is known"), "{}", refused.err);
    assert!(refused.err.contains("`tansiq config example > tansiq.toml`"), "{}", refused.err);
    assert!(refused.err.contains("`tansiq serve --dev`"), "{}", refused.err);
}

#[test]
fn a_node_in_development_says_so_loudly_and_stops_cleanly_when_told() {
    let desk = Desk::new();
    let mut serving = desk.serve(&["--dev"]);
    assert!(serving.url.starts_with("http://127.0.0.1:"));
    let stopped = serving.stop();
    assert_eq!(stopped.code, 0);
    assert!(stopped.err.contains("DEVELOPMENT MODE"), "{}", stopped.err);
    assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 0, "nothing is left behind");
}

#[test]
fn development_does_not_pick_up_a_configuration_that_lies_about() {
    let desk = Desk::new();
    desk.put("tansiq.toml", "broken");
    assert_eq!(desk.serve(&["--dev"]).stop().code, 0);
    assert_eq!(desk.run(&["serve", "--dev", "--config", "tansiq.toml"]).code, 1);
}

#[test]
fn an_address_that_is_taken_is_named_with_the_reason_once() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let refused = Desk::new().run(&["serve", "--dev", "--listen", &address]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains(&format!("error: cannot listen on {address}: Address already in use")), "{}", refused.err);
}

#[test]
fn a_folder_that_another_node_uses_is_refused() {
    let desk = Desk::new();
    let _first = desk.serve(&["--dev", "--data", "data"]);
    let refused = desk.run(&["serve", "--dev", "--data", "data", "--listen", "127.0.0.1:0"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("is already open for writing"), "{}", refused.err);
}

#[test]
fn log_lines_are_json_if_asked_for() {
    let desk = Desk::new();
    desk.put("json.toml", "[telemetry]\nformat = \"json\"\nfilter = \"info\"");
    let stopped = desk.serve(&["--dev", "--config", "json.toml"]).stop();
    assert!(stopped.err.lines().count() > 2);
    for line in stopped.err.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(line["timestamp"].is_string() && line["level"].is_string() && line["message"].is_string(), "{line}");
    }
}

// Clients and tokens.

fn configured(desk: &Desk, client: &str) {
    let settings = "[auth]\naudiences = [\"localhost\"]\n[token_server]\nenabled = true\n[server.tls]\n\
                    certificate = \"certificate.pem\"\nkey = \"key.pem\"\n";
    desk.put("tansiq.toml", &format!("{settings}{client}"));
    desk.put("certificate.pem", CERTIFICATE);
    desk.put("key.pem", KEY);
}

#[test]
fn an_added_client_gets_a_token_over_https_with_the_secret_it_was_shown() {
    let desk = Desk::new();
    let added = desk.run(&["client", "add", "--id", "uss1", "--scope", "utm.strategic_coordination", "--audience", "localhost"]);
    assert_eq!(added.code, 0, "{}", added.err);
    let secret = added.err.trim_end().strip_prefix("the client's secret, shown only now: ").unwrap();
    assert!(!added.out.contains(secret), "the secret does not go where the configuration goes");
    configured(&desk, &added.out);
    let mut serving = desk.serve(&[]);
    assert!(serving.url.starts_with("https://"));
    let ask = |secret: &str, more: &[&str]| {
        let fixed = ["token", "--server", &serving.url, "--client-id", "uss1", "--client-secret-stdin"];
        desk.run_with(secret, &[&fixed, more].concat())
    };
    let granted = ask(&format!("{secret}\n"), &["--ca", "certificate.pem", "--audience", "localhost"]);
    assert_eq!((granted.code, granted.err.as_str()), (0, ""));
    assert_eq!(granted.out.trim_end().split('.').count(), 3, "{}", granted.out);
    assert_eq!(granted.out.lines().count(), 1);

    let wrong = ask("wrong", &["--ca", "certificate.pem", "--audience", "localhost"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (1, ""));
    assert!(wrong.err.starts_with("error: the token server refused (401 Unauthorized): invalid_client: "), "{}", wrong.err);
    let greedy = ask(secret, &["--ca", "certificate.pem", "--audience", "localhost", "--scope", "tansiq.admin"]);
    assert!(greedy.err.starts_with("error: the token server refused (400 Bad Request): invalid_scope: "), "{}", greedy.err);
    let distrustful = ask(secret, &["--audience", "localhost"]);
    assert_eq!(distrustful.code, 1);
    assert!(distrustful.err.contains("cannot be reached"), "{}", distrustful.err);

    let stopped = serving.stop();
    assert_eq!(stopped.code, 0);
    assert!(!stopped.err.contains(secret) && !stopped.err.contains("argon2"), "secrets do not belong in log lines");
    assert!(desk.path("data/token-signing-key.pem").exists());
}

#[test]
fn a_given_secret_is_taken_and_not_shown() {
    let arguments = ["client", "add", "--id", "a", "--scope", "utm.strategic_cordination", "--audience", "x", "--secret-stdin"];
    let added = Desk::new().run_with("my secret\n", &arguments);
    assert_eq!(added.code, 0);
    assert!(!added.out.contains("my secret") && !added.err.contains("my secret"));
    assert!(added.err.contains("did you mean utm.strategic_coordination?"), "{}", added.err);
    let hash = added.out.lines().find_map(|line| line.strip_prefix("secret_hash = ")).unwrap();
    assert!(hash.starts_with("\"$argon2id$v=19$"));
}

#[test]
fn a_client_that_cannot_be_is_refused_by_flag() {
    let desk = Desk::new();
    let refused = desk.run(&["client", "add", "--id", "", "--scope", "a\"b", "--audience", " "]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    for flag in ["--id: ", "--scope: ", "--audience: "] {
        assert!(refused.err.contains(flag), "{}", refused.err);
    }
    let empty = desk.run_with("", &["client", "add", "--id", "a", "--scope", "a", "--audience", "a", "--secret-stdin"]);
    assert_eq!(empty.err, "error: no secret could be read from standard input: it is empty\n");
}

#[test]
fn a_token_from_nowhere_is_refused_with_the_reason() {
    let desk = Desk::new();
    desk.put("secret", "x\n");
    desk.put("empty.pem", "");
    let ask = |more: &[&str]| desk.run(&[&["token", "--client-id", "a"], more].concat());
    let server = ["--server", "http://127.0.0.1:1"];
    assert_eq!(ask(&server).code, 2, "there must be a secret");
    let missing = ask(&[&server[..], &["--client-secret-file", "none"]].concat());
    assert!(missing.err.starts_with("error: no secret could be read from the file none: No such file"), "{}", missing.err);
    let unreachable = ask(&[&server[..], &["--client-secret-file", "secret"]].concat());
    assert!(unreachable.err.starts_with("error: http://127.0.0.1:1/oauth/token cannot be reached: "), "{}", unreachable.err);
    let no_url = ask(&["--server", "x y", "--client-secret-file", "secret"]);
    assert!(no_url.err.starts_with("error: --server: \"x y\" is not a URL such as"), "{}", no_url.err);
    let no_ca = ask(&["--server", "https://127.0.0.1:1", "--client-secret-file", "secret", "--ca", "empty.pem"]);
    assert!(no_ca.err.starts_with("error: --ca: the file empty.pem cannot be used"), "{}", no_ca.err);
}

// The log.

#[test]
fn the_log_is_told_in_words_and_in_json_while_the_node_runs() {
    let desk = Desk::new();
    let _serving = desk.serve(&["--dev", "--data", "data"]);
    let shown = desk.run(&["log", "show", "--data", "data"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    let lines: Vec<_> = shown.out.lines().collect();
    assert!(lines[0].starts_with("0  20") && lines[0].contains("  dss:local  founded the airspace "), "{}", shown.out);
    let json = desk.run(&["log", "show", "--data", "data", "--json", "--from", "1", "--limit", "1"]);
    let record: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((record["index"].as_u64(), record["actor"].as_str()), (Some(1), Some("dss:local")));
    let last = desk.run(&["log", "show", "--data", "data", "--last", "1"]);
    assert_eq!(last.out.lines().collect::<Vec<_>>(), &lines[lines.len() - 1..]);
    assert_eq!(desk.run(&["log", "show", "--data", "data", "--from", "1000000"]).out, "");
}

#[test]
fn the_log_is_followed_as_it_grows() {
    let desk = Desk::new();
    let mut first = desk.serve(&["--dev", "--data", "data"]);
    let head = desk.run(&["log", "show", "--data", "data", "--json"]).out.lines().count();
    let limit = (head + 1).to_string();
    let mut follow = desk.command(&["log", "show", "--data", "data", "--follow", "--json", "--limit", &limit]);
    let mut following = follow.stdout(Stdio::piped()).spawn().unwrap();
    // The next start appends at least a heartbeat, which ends the following at its limit.
    first.stop();
    let _second = desk.serve(&["--dev", "--data", "data"]);
    let mut out = String::new();
    following.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    assert_eq!(following.wait().unwrap().code(), Some(0));
    assert_eq!(out.lines().count(), head + 1);
}

#[test]
fn the_folder_of_the_store_comes_from_the_configuration_if_it_is_not_given() {
    let desk = desk_with_store();
    std::fs::rename(desk.path("data"), desk.path("elsewhere")).unwrap();
    assert_eq!(desk.run(&["log", "verify"]).err, "error: there is no log at data/airspace.sqlite\n");
    desk.put("tansiq.toml", "[store]\npath = \"elsewhere\"");
    assert_eq!(desk.run(&["log", "verify"]).code, 0);
    std::fs::create_dir(desk.path("sub")).unwrap();
    std::fs::rename(desk.path("tansiq.toml"), desk.path("sub/t.toml")).unwrap();
    let refused = desk.run(&["log", "verify", "--config", "sub/t.toml"]);
    assert_eq!(refused.err, "error: there is no log at sub/elsewhere/airspace.sqlite\n");
}

#[test]
fn an_export_says_what_verify_says() {
    use tansiq_log::merkle;
    let desk = desk_with_store();
    let verified = desk.run(&["log", "verify", "--data", "data"]);
    assert_eq!(verified.code, 0, "{}", verified.err);
    let exported = desk.run(&["log", "export", "--data", "data", "--to", "log.jsonl"]);
    assert_eq!(exported.code, 0, "{}", exported.err);
    let text = std::fs::read_to_string(desk.path("log.jsonl")).unwrap();
    assert_eq!(desk.run(&["log", "export", "--data", "data", "--to", "-"]).out, text);
    let mut root = merkle::Root::default();
    for line in text.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let bytes = |name: &str| <[u8; 32]>::try_from(unhex(line[name].as_str().unwrap())).unwrap();
        let leaf = merkle::leaf_hash(&bytes("salt"), line["payload"].as_str().unwrap().as_bytes());
        assert_eq!(leaf, bytes("leaf"));
        root.push(leaf);
    }
    assert_eq!(root_of(&verified.out).as_bytes(), hex(&root.root()).as_bytes());
    assert!(verified.out.starts_with(&format!("records {}\n", text.lines().count())));
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn an_export_overwrites_nothing_and_leaves_no_half_of_itself() {
    let desk = desk_with_store();
    desk.put("taken", "mine");
    let refused = desk.run(&["log", "export", "--data", "data", "--to", "taken"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.starts_with("error: nothing was exported: the file taken cannot be made: "), "{}", refused.err);
    assert_eq!(std::fs::read_to_string(desk.path("taken")).unwrap(), "mine");
    vandalise(&desk, "UPDATE record SET payload = X'00' WHERE idx = 2");
    let damaged = desk.run(&["log", "export", "--data", "data", "--to", "half"]);
    assert_eq!(damaged.code, 1);
    assert!(damaged.err.contains("the log is damaged at record 2"), "{}", damaged.err);
    assert!(!desk.path("half").exists());
}

#[test]
fn a_changed_record_is_found_by_its_index_by_every_command_that_reads_it() {
    let desk = desk_with_store();
    vandalise(&desk, "UPDATE record SET payload = CAST(replace(CAST(payload AS TEXT), 'local', 'other') AS BLOB) WHERE idx = 1");
    let expected = "the log is damaged at record 1: its payload and salt do not hash to its leaf\n";
    for arguments in [&["log", "verify"][..], &["log", "show"], &["log", "show", "--json"], &["backup", "--to", "b"]] {
        let refused = desk.run(&[arguments, &["--data", "data"]].concat());
        assert_eq!(refused.code, 1);
        assert!(refused.err.ends_with(expected), "{arguments:?}: {}", refused.err);
    }
    assert!(!desk.path("b").exists());
}

#[test]
fn a_missing_record_is_found_by_its_index() {
    let desk = desk_with_store();
    vandalise(&desk, "DELETE FROM record WHERE idx = 1");
    let refused = desk.run(&["log", "verify", "--data", "data"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.starts_with("error: the log is damaged at record 1: it is missing"), "{}", refused.err);
}

#[test]
fn a_record_that_is_whole_but_none_of_this_ledger_is_found_too() {
    let desk = desk_with_store();
    let payload = br#"{"index":1,"at_us":0,"actor":"a","events":[]}"#;
    let leaf = tansiq_log::merkle::leaf_hash(&[0; 32], payload);
    let sql =
        format!("UPDATE record SET payload = X'{}', salt = zeroblob(32), leaf = X'{}' WHERE idx = 1", hex(payload), hex(&leaf));
    vandalise(&desk, &sql);
    let refused = desk.run(&["log", "verify", "--data", "data"]);
    assert!(
        refused.err.starts_with("error: the payload of record 1 is refused: its time 0 µs is before that"),
        "{}",
        refused.err
    );
}

#[test]
fn an_erased_record_is_told_as_such_and_verifies() {
    let desk = desk_with_store();
    let before = desk.run(&["log", "verify", "--data", "data"]);
    vandalise(&desk, "UPDATE record SET payload = NULL, salt = zeroblob(32) WHERE idx = 1");
    let after = desk.run(&["log", "verify", "--data", "data"]);
    assert!(after.out.contains("(1 of them erased"), "{}", after.out);
    assert_eq!(root_of(&after.out), root_of(&before.out));
    let shown = desk.run(&["log", "show", "--data", "data", "--from", "1", "--limit", "1"]);
    assert_eq!(shown.out, "1  erased by retention\n");
    let json = desk.run(&["log", "show", "--data", "data", "--from", "1", "--limit", "1", "--json"]);
    assert_eq!(json.out, "{\"index\":1,\"erased\":true}\n");
    let exported = desk.run(&["log", "export", "--data", "data", "--to", "-"]);
    let line: serde_json::Value = serde_json::from_str(exported.out.lines().nth(1).unwrap()).unwrap();
    assert!(line["payload"].is_null() && line["salt"].is_null() && line["leaf"].is_string());
}

#[test]
fn what_is_no_log_is_named() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("data")).unwrap();
    desk.put("data/airspace.sqlite", &"not a database".repeat(100));
    let refused = desk.run(&["log", "show", "--data", "data"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.starts_with("error: data/airspace.sqlite cannot be used: "), "{}", refused.err);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let desk = desk_with_store();
    let mut show = desk.command(&["log", "show", "--data", "data", "--follow"]);
    let mut child = show.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let done = done(child.wait_with_output().unwrap());
    assert_eq!((done.code, done.err.as_str()), (0, ""));
}

// Backup and restore.

#[test]
fn a_backup_of_a_running_node_becomes_the_same_log_again() {
    let desk = Desk::new();
    let mut serving = desk.serve(&["--dev", "--data", "data"]);
    let backup = desk.run(&["backup", "--data", "data", "--to", "copy"]);
    assert_eq!(backup.code, 0, "{}", backup.err);
    let again = desk.run(&["backup", "--data", "data", "--to", "copy"]);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("already exists and is not overwritten"), "{}", again.err);
    serving.stop();
    let restored = desk.run(&["restore", "--from", "copy", "--data", "new/folder"]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    let verified = desk.run(&["log", "verify", "--data", "new/folder"]);
    assert_eq!(root_of(&verified.out), root_of(&backup.out));
    assert_eq!(desk.serve(&["--dev", "--data", "new/folder"]).stop().code, 0);
}

#[test]
fn nothing_is_restored_over_a_log_or_from_what_is_no_backup() {
    let desk = desk_with_store();
    assert_eq!(desk.run(&["backup", "--data", "data", "--to", "copy"]).code, 0);
    let over = desk.run(&["restore", "--from", "copy", "--data", "data"]);
    assert_eq!(over.code, 1);
    assert!(over.err.starts_with("error: nothing was restored: ") && over.err.contains("is not overwritten"), "{}", over.err);
    let from_nothing = desk.run(&["restore", "--from", "none", "--data", "x"]);
    assert_eq!(from_nothing.err, "error: nothing was restored: there is no file none\n");
    assert!(!desk.path("x").exists());
    flip_last_page(&desk.path("copy"));
    let damaged = desk.run(&["restore", "--from", "copy", "--data", "x"]);
    assert_eq!(damaged.code, 1, "{}", damaged.out);
    assert!(!desk.path("x/airspace.sqlite").exists());
}

/// Changes the file's last page, where the newest records are.
fn flip_last_page(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let page = bytes.len() - 8192;
    for byte in &mut bytes[page..] {
        *byte ^= 0x55;
    }
    std::fs::write(path, bytes).unwrap();
}
