//! `tansiq config`: what a person hears of a configuration. Every rule is tested beside the code; here is how it is said.

use crate::cli::Desk;

const LEAST: &str = "[auth]\naudiences = [\"localhost\"]\njwks_urls = [\"https://authority.example/jwks.json\"]\n";

#[test]
fn the_example_is_printed_and_needs_only_what_has_no_default() {
    let desk = Desk::new();
    let example = desk.run(&["config", "example"]);
    assert_eq!((example.code, example.err.as_str()), (0, ""));
    assert_eq!(example.out, tansiq::config::EXAMPLE);
    desk.put("tansiq.toml", &example.out);
    let checked = desk.run(&["config", "check"]);
    assert_eq!(checked.code, 1);
    let told: Vec<_> = checked.err.lines().map(|line| line.split(": ").skip(1).collect::<Vec<_>>().join(": ")).collect();
    let expected = [
        "error: auth.audiences: must name at least one",
        "error: auth.public_keys: no key is known: name a file here, a url in jwks_urls, or enable the token server",
        "tansiq.toml cannot be used: 2 errors, no warnings",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_configuration_that_can_be_used_is_told_on_standard_output() {
    let desk = Desk::new();
    desk.put("c.toml", LEAST);
    let checked = desk.run(&["config", "check", "--config", "c.toml"]);
    assert_eq!(
        (checked.code, checked.out.as_str(), checked.err.as_str()),
        (0, "c.toml can be used: no errors, no warnings\n", "")
    );
    desk.put("c.toml", &format!("{LEAST}[server]\nallow_http_base_urls = true"));
    let warned = desk.run(&["config", "check", "--config", "c.toml"]);
    assert_eq!((warned.code, warned.out.as_str()), (0, "c.toml can be used: no errors, 1 warning\n"));
    assert!(warned.err.starts_with("c.toml:5:1: warning: server.allow_http_base_urls: "), "{}", warned.err);
}

#[test]
fn all_mistakes_are_told_at_once_each_with_its_line() {
    let desk = Desk::new();
    desk.put("c.toml", "[server]\nlisen = \"127.0.0.1:1\"\nmax_connections = 0\n[auth]\npublic_keys = [\"none.pem\"]\n");
    let checked = desk.run(&["config", "check", "--config", "c.toml"]);
    let expected = "\
c.toml:2:1: error: server.lisen: is not known; did you mean listen?
c.toml:3:1: error: server.max_connections: is 0 (1–1000000 are accepted)
c.toml:4:2: error: auth.audiences: must name at least one
c.toml:5:16: error: auth.public_keys[0]: the file none.pem cannot be used: it does not exist
error: c.toml cannot be used: 4 errors, no warnings
";
    assert_eq!((checked.code, checked.out.as_str(), checked.err.as_str()), (1, "", expected));
}

#[test]
fn a_file_that_is_not_there_or_not_toml_is_told() {
    let desk = Desk::new();
    let missing = desk.run(&["config", "check", "--config", "none.toml"]);
    assert_eq!(missing.code, 1);
    assert!(
        missing.err.starts_with("error: the configuration file none.toml cannot be read: it does not exist\n"),
        "{}",
        missing.err
    );
    desk.put("c.toml", "[server\n");
    let broken = desk.run(&["config", "check", "--config", "c.toml"]);
    assert_eq!(broken.code, 1);
    assert!(broken.err.starts_with("c.toml:1:8: error: this is not TOML: "), "{}", broken.err);
}

#[test]
fn the_environment_is_part_of_what_is_checked() {
    let desk = Desk::new();
    desk.put("c.toml", LEAST);
    let mut command = desk.command(&["config", "check"]);
    command.env("TANSIQ_CONFIG", "c.toml").env("TANSIQ_SERVER_REQUEST_TIMEOUT_S", "301").env("TANSIQ_SERVER_PORT", "1");
    let output = command.output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err.contains("TANSIQ_SERVER_REQUEST_TIMEOUT_S: error: server.request_timeout_s: is 301 s (1–300 are accepted)\n"),
        "{err}"
    );
    assert!(err.contains("TANSIQ_SERVER_PORT: warning: the variable is not an option and has no effect\n"), "{err}");
}
