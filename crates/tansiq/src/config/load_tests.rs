//! The order of the layers, where paths lead, and the example file.

use super::*;
use crate::config::EXAMPLE;
use std::collections::BTreeSet;

const KEYS: &str = "[auth]\naudiences = [\"a\"]\njwks_urls = [\"https://a/\"]\n";

/// A configuration file in a folder of its own.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn with(text: &str) -> Desk {
        let desk = Desk { folder: tempfile::tempdir().unwrap() };
        std::fs::write(desk.path("c.toml"), text).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn sources(&self, variables: &[(&str, &str)]) -> Sources {
        let variables = variables.iter().map(|(name, text)| (name.into(), text.into())).collect();
        Sources { file: Some(self.path("c.toml")), variables, ..Sources::default() }
    }

    fn config(&self, variables: &[(&str, &str)]) -> Config {
        load(&self.sources(variables)).unwrap().config
    }
}

#[test]
fn flags_win_over_variables_over_the_file_over_the_defaults() {
    let desk = Desk::with(&format!("{KEYS}[server]\nlisten = \"127.0.0.1:2\""));
    assert_eq!(desk.config(&[]).server.listen.port(), 2);
    assert_eq!(desk.config(&[("TANSIQ_SERVER_LISTEN", "127.0.0.1:3")]).server.listen.port(), 3);
    let mut sources = desk.sources(&[("TANSIQ_SERVER_LISTEN", "127.0.0.1:3")]);
    sources.flags.listen = Some("127.0.0.1:4".parse().unwrap());
    assert_eq!(load(&sources).unwrap().config.server.listen.port(), 4);
    assert_eq!(Desk::with(KEYS).config(&[]).server.listen.port(), 8080);
}

#[test]
fn paths_in_the_file_are_relative_to_its_folder_and_those_in_variables_are_not() {
    let desk = Desk::with(&format!("{KEYS}[store]\npath = \"d\""));
    assert_eq!(desk.config(&[]).store.path, desk.path("d"));
    assert_eq!(desk.config(&[("TANSIQ_STORE_PATH", "d")]).store.path, PathBuf::from("d"));
    assert_eq!(Desk::with(&format!("{KEYS}[store]\npath = \"/d\"")).config(&[]).store.path, PathBuf::from("/d"));
}

#[test]
fn the_default_folder_of_the_store_is_beside_the_file() {
    let desk = Desk::with(KEYS);
    assert_eq!(desk.config(&[]).store.path, desk.path("data"));
    assert_eq!(store_folder(&desk.sources(&[])), Ok(desk.path("data")));
    let nowhere = Sources { dev: true, ..Sources::default() };
    assert_eq!(store_folder(&nowhere), Ok(PathBuf::from("data")));
}

#[test]
fn the_folder_of_the_store_is_found_in_settings_that_cannot_be_served() {
    let desk = Desk::with("[store]\npath = \"d\"\n[server]\nlocality = \"\"");
    assert_eq!(store_folder(&desk.sources(&[])), Ok(desk.path("d")));
    assert!(store_folder(&Desk::with("[store]\npth = \"d\"").sources(&[])).is_err());
}

#[test]
fn the_folder_as_a_flag_makes_the_store_one_of_files() {
    let mut sources = Desk::with(KEYS).sources(&[("TANSIQ_STORE_KIND", "memory")]);
    sources.flags.data = Some("d".into());
    sources.file = None;
    sources.dev = true;
    let config = load(&sources).unwrap().config;
    assert_eq!((config.store.kind, config.store.path), (StoreKind::Sqlite, PathBuf::from("d")));
}

#[test]
fn development_keeps_nothing_and_is_open_to_all() {
    let config = load(&Sources { dev: true, ..Sources::default() }).unwrap().config;
    assert_eq!(config.store.kind, StoreKind::Memory);
    assert_eq!(config.auth.audiences, ["localhost"]);
    assert!(config.server.allow_http_base_urls);
}

#[test]
fn development_keeps_the_audiences_that_are_set_and_says_that_its_issuer_replaces_the_token_server() {
    let desk = Desk::with("[auth]\naudiences = [\"a\"]\n[token_server]\nenabled = true");
    let loaded = load(&Sources { dev: true, ..desk.sources(&[]) }).unwrap();
    assert_eq!(loaded.config.auth.audiences, ["a", "localhost"]);
    assert!(!loaded.config.token_server.enabled);
    assert!(loaded.warnings[0].to_string().contains("--dev puts its own issuer in the place of this token server"));
}

#[test]
fn issuer_signing_key_and_public_url_are_derived_when_nobody_sets_them() {
    let desk = Desk::with(KEYS);
    let config = desk.config(&[("TANSIQ_SERVER_LISTEN", "127.0.0.1:9000")]);
    assert_eq!(config.server.public_url, "http://127.0.0.1:9000");
    assert_eq!(config.token_server.issuer, "http://127.0.0.1:9000/oauth/token");
    assert_eq!(config.token_server.signing_key, desk.path("data/token-signing-key.pem"));
    let set = desk.config(&[("TANSIQ_SERVER_PUBLIC_URL", "https://a.example/"), ("TANSIQ_TOKEN_SERVER_SIGNING_KEY", "k")]);
    assert_eq!(set.token_server.issuer, "https://a.example/oauth/token");
    assert_eq!(set.token_server.signing_key, PathBuf::from("k"));
}

#[test]
fn a_file_that_is_no_text_or_a_folder_is_told() {
    let desk = Desk::with("");
    std::fs::write(desk.path("c.toml"), b"a = 1\n\xff").unwrap();
    let error = load(&desk.sources(&[])).unwrap_err().to_string();
    assert!(error.ends_with("c.toml cannot be read: it is not text in UTF-8 from byte 6 on"), "{error}");
    let folder = Sources { file: Some(desk.folder.path().to_owned()), ..Sources::default() };
    let error = load(&folder).unwrap_err().to_string();
    assert!(error.ends_with("cannot be read: it is a folder"), "{error}");
}

#[test]
fn problems_are_told_in_the_order_of_the_file() {
    let desk =
        Desk::with("[store]\nkind = \"x\"\n[server]\nlocality = \"\"\n[auth]\naudiences = []\n[airspace]\nretention_days = -1");
    let Invalid(problems) = load(&desk.sources(&[("TANSIQ_LIMITS_REQUESTS_PER_SECOND", "x")])).unwrap_err();
    let options: Vec<_> = problems.iter().map(|problem| problem.option.as_str()).collect();
    let expected = [
        "limits.requests_per_second",
        "store.kind",
        "server.locality",
        "auth.public_keys",
        "auth.audiences",
        "airspace.retention_days",
    ];
    assert_eq!(options, expected);
}

/// The most clients that are accepted, each of them wrong, so that every line is looked up.
#[test]
fn ten_thousand_clients_are_read_and_their_problems_counted() {
    use std::fmt::Write;
    let mut text = format!("{KEYS}[token_server]\nenabled = true\n");
    for client in 0..10_000 {
        let section = "scopes = [\"a\"]\naudiences = [\"a\"]\nsecret_hash = \"x\"\n";
        write!(text, "[[token_server.clients]]\nid = \"{client}\"\n{section}").unwrap();
    }
    let invalid = load(&Desk::with(&text).sources(&[])).unwrap_err();
    assert_eq!(invalid.0.len(), 20_000);
    assert!(invalid.to_string().ends_with("\n  and 19800 more"));
}

// The example file.

/// Options that have no default, or one that depends on others: the example shows what they may look like.
const WITHOUT_DEFAULT: &[&str] = &[
    "audiences",
    "public_keys",
    "jwks_urls",
    "issuer",
    "signing_key",
    "users",
    "dss",
    "extra_roots",
    "view_lat",
    "view_lng",
    "view_zoom",
];

/// The example with the options uncommented that `keep` accepts, by the text of their line.
fn uncommented(keep: impl Fn(&str) -> bool) -> String {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(option) if !option.is_empty() && !option.starts_with(' ') && keep(option) => option.to_owned(),
        _ => line.to_owned(),
    };
    EXAMPLE.lines().map(|text| line(text) + "\n").collect()
}

#[test]
fn the_example_as_it_stands_sets_nothing() {
    let draft = document::read(Path::new("example"), EXAMPLE);
    assert_eq!(draft.problems, []);
    let config = Config::deserialize(draft.values).unwrap();
    assert_eq!(format!("{config:?}"), format!("{:?}", Config::default()));
}

#[test]
fn the_example_names_every_option_and_no_other() {
    let mut draft = document::read(Path::new("example"), &uncommented(|_| true));
    document::fill_missing(&mut draft);
    assert_eq!(draft.problems, []);
    let in_code: BTreeSet<String> = crate::config::recorder::options_of::<Config>().into_iter().map(|(path, _)| path).collect();
    let sections = |path: &str| !in_code.iter().any(|option| option.starts_with(&format!("{path}.")));
    let in_example = draft.places.keys().map(|path| path.replace("[0]", "[]"));
    let in_example: BTreeSet<String> =
        in_example.filter(|path| sections(path) && !in_code.contains(&format!("{path}[]"))).collect();
    let in_example: BTreeSet<String> =
        in_example.into_iter().filter(|path| path != "token_server.clients" && path != "desk.regions").collect();
    assert_eq!(in_example, in_code);
}

#[test]
fn the_defaults_in_the_example_are_those_of_the_code() {
    let optional_part = |line: &str| line.starts_with('[');
    let mut in_optional_part = false;
    let mut text = String::new();
    for line in EXAMPLE.lines() {
        let option = line.strip_prefix('#').filter(|option| !option.is_empty() && !option.starts_with(' '));
        in_optional_part = match option {
            Some(option) if optional_part(option) => true,
            None if line.starts_with('[') => false,
            _ => in_optional_part,
        };
        let name = option.and_then(|option| option.split(' ').next()).unwrap_or_default();
        let kept = option.filter(|_| !in_optional_part && !WITHOUT_DEFAULT.contains(&name));
        text += kept.unwrap_or(line);
        text.push('\n');
    }
    let draft = document::read(Path::new("example"), &text);
    assert!(draft.places.contains_key("server.listen") && draft.places.contains_key("telemetry.format"));
    let config = Config::deserialize(draft.values).unwrap();
    assert_eq!(format!("{config:?}"), format!("{:?}", Config::default()));
}

#[test]
fn the_example_with_everything_in_it_fails_only_for_want_of_its_files() {
    let desk = Desk::with(&uncommented(|_| true));
    let Invalid(problems) = load(&desk.sources(&[])).unwrap_err();
    for problem in problems.iter().filter(|problem| problem.severity == Severity::Error) {
        assert!(problem.message.ends_with("it does not exist"), "{problem}");
    }
}

#[test]
fn the_ranges_in_the_example_are_those_of_the_table() {
    for (option, range) in [
        ("max_connections", "1–1000000"),
        ("request_timeout_s", "1–300"),
        ("snapshot_every_records", "1000–1000000000"),
        ("retention_days", "0–3650"),
        ("session_hours", "1–168"),
    ] {
        let mut expected = None;
        super::super::options::each_single(&mut |path, kind| {
            if let super::super::options::Kind::Number { least, most, .. } = kind
                && path.ends_with(&format!(".{option}"))
            {
                expected = Some(format!("{least}–{most}"));
            }
        });
        assert_eq!(expected.as_deref(), Some(range));
        assert!(EXAMPLE.contains(range), "{option} {range}");
    }
}

#[test]
fn the_secret_hash_of_a_client_is_never_told() {
    let config: Config = Config::deserialize(document::read(Path::new("e"), &uncommented(|_| true)).values).unwrap();
    assert_eq!(config.token_server.clients.len(), 1);
    assert!(!format!("{config:?}").contains("argon2id"));
}
