//! The plays that come with the program, from the first line to the last.

use std::path::Path;

use serde_json::Value;

use crate::program::{Running, demo, json_lines, server};

/// Plays a scenario once and answers its lines, when there is a server to play on.
fn play(name: &str, lang: &str) -> Option<Vec<Value>> {
    server()?;
    let dir = tempfile::tempdir().expect("a folder can be made");
    let folder = dir.path().join("demo");
    let folder = folder.to_str().expect("temporary folders have plain names");
    let output = demo(&["--scenario", name, "--once", "--json", "--lang", lang, "--dir", folder]);
    let lines = json_lines(&output);
    assert_eq!(output.status.code(), Some(0), "last line: {:?}", lines.last());
    Some(lines)
}

fn arabic(text: &str) -> bool {
    text.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c))
}

fn facts<'a>(lines: &'a [Value], name: &'a str) -> impl Iterator<Item = &'a Value> {
    lines.iter().map(|line| &line["fact"]).filter(move |fact| fact["fact"] == name)
}

#[test]
fn relief_after_the_storm_goes_as_written() {
    let Some(lines) = play("relief-after-storm", "en") else { return };
    let end = lines.last().expect("a play has lines");
    assert_eq!(end["outcome"], "held");
    assert_eq!(end["plans"], 8);
    let named: Vec<_> = facts(&lines, "conflict").map(|fact| fact["plans"].clone()).collect();
    assert_eq!(
        named,
        [
            serde_json::json!(["roof-survey", "canal-survey"]),
            serde_json::json!(["roof-survey", "hoist-flight"]),
            serde_json::json!(["coast-search"]),
        ]
    );
    let restarted = facts(&lines, "restarted").next().expect("the server is restarted");
    assert_eq!((&restarted["plans"], &restarted["constraints"]), (&8.into(), &1.into()));
    assert!(restarted["records"].as_u64() > Some(20), "{restarted}");
}

#[test]
fn two_commands_goes_as_written_in_arabic() {
    let Some(lines) = play("two-commands", "ar") else { return };
    assert_eq!(lines.last().expect("a play has lines")["outcome"], "held");
    assert_eq!(facts(&lines, "conflict").count(), 4);
    let published = facts(&lines, "area_moved").next().expect("the convoy is moved");
    assert_eq!(published["told"], serde_json::json!(["south", "relief"]));
    for step in lines.iter().filter(|line| line["event"] == "step") {
        assert!(step["say"].as_str().is_some_and(arabic), "{step}");
        assert!(step["text"].as_str().is_none_or(arabic), "{step}");
    }
}

/// The parts of the story that a server can get wrong; everything else is the scenario's own expectation.
#[test]
fn two_desks_go_as_written() {
    let Some(lines) = play("two-desks", "en") else { return };
    let end = lines.last().expect("a play has lines");
    assert_eq!((&end["outcome"], &end["plans"]), (&"held".into(), &2.into()));
    let desks = lines[0]["desks"].as_object().expect("each party has a desk");
    assert_eq!(desks.keys().collect::<Vec<_>>(), ["rescue", "supply"]);
    let checked = facts(&lines, "checked").nth(1).expect("the draft is checked");
    let met = &checked["meets"][0];
    assert_eq!(met["id"], "valley-flight");
    // 1,700–1,900 m against 1,850–2,000 m, +28–60 min against +30–45 min.
    assert_eq!((&met["vertical_m"], &met["seconds"]), (&50.0.into(), &900.0.into()));
    let refused = facts(&lines, "turned_down").next().expect("the draft is refused");
    assert_eq!((&refused["meets"], &refused["ways"]), (&checked["meets"], &checked["ways"]));
    let taken = facts(&lines, "way_taken").next().expect("a way is taken");
    assert_eq!((&taken["way"]["way"], &taken["way"]["metres"]), (&"higher".into(), &50.0.into()));
    let back = facts(&lines, "desk_back").next().expect("a desk is started again");
    assert_eq!((&back["plans"], &back["areas"]), (&1.into(), &1.into()));
    let story = facts(&lines, "same_story").next().expect("the desks are compared");
    let states = serde_json::json!(["accepted", "activated", "nonconforming", "activated"]);
    assert_eq!((&story["plans"][0]["flight"], &story["plans"][0]["states"]), (&"valley-flight".into(), &states));
}

#[test]
fn two_desks_go_as_written_in_arabic() {
    let Some(lines) = play("two-desks", "ar") else { return };
    assert_eq!(lines.last().expect("a play has lines")["outcome"], "held");
    for step in lines.iter().filter(|line| line["event"] == "step") {
        assert!(step["say"].as_str().is_some_and(arabic), "{step}");
        assert!(step["text"].as_str().is_none_or(arabic), "{step}");
    }
}

#[test]
fn the_commands_at_a_desk_that_are_printed_work() {
    if server().is_none() {
        return;
    }
    let dir = tempfile::tempdir().expect("a folder can be made");
    let folder = dir.path().join("demo");
    let mut running = Running::start(&["--json", "--scenario", "two-desks", "--dir", folder.to_str().expect("a plain name")]);
    let answers = running.commands();
    // For each desk a token, then status, plans, known, notices; then two of the log.
    assert_eq!(answers.len(), 12);
    for desk in [&answers[..5], &answers[5..10]] {
        assert_eq!(desk[0], "", "the first command only keeps the token");
        let read = |at: usize| -> Value { serde_json::from_str(&desk[at]).expect("a desk answers JSON") };
        assert_eq!(read(2)["plans"].as_array().map(|plans| plans.iter().any(|plan| plan["state"] != "ended")), Some(true));
        assert_eq!(read(3)["operations"].as_array().map(Vec::len), Some(1));
        assert!(read(4)["notices"].as_array().is_some_and(|notices| notices.len() > 2));
    }
    assert!(answers[11].contains("records"), "{answers:?}");
    assert_eq!(running.interrupt(), Some(0));
}

#[test]
fn the_commands_that_are_printed_work() {
    if server().is_none() {
        return;
    }
    let dir = tempfile::tempdir().expect("a folder can be made");
    let folder = dir.path().join("demo");
    let mut running =
        Running::start(&["--json", "--scenario", "relief-after-storm", "--dir", folder.to_str().expect("a plain name")]);
    let answers = running.commands();
    assert_eq!(answers.len(), 7, "{answers:?}");
    assert_eq!(answers[0], "", "the first command only keeps the token");
    let found: Value = serde_json::from_str(&answers[1]).expect("a query is answered with JSON");
    assert!(found["operational_intent_references"].as_array().is_some_and(|list| !list.is_empty()), "{found}");
    let one: Value = serde_json::from_str(&answers[2]).expect("a reference is JSON");
    assert_eq!(one["operational_intent_reference"]["ovn"], "Available from USS");
    assert_eq!(answers[3], "", "nor does the fourth");
    let full: Value = serde_json::from_str(&answers[4]).expect("details are JSON");
    assert_eq!(full["operational_intent"]["reference"]["id"], one["operational_intent_reference"]["id"]);
    assert!(full["operational_intent"]["details"]["volumes"].as_array().is_some_and(|list| !list.is_empty()), "{full}");
    assert!(!answers[5].is_empty() && answers[6].contains("records"), "{answers:?}");
    assert_eq!(running.interrupt(), Some(0));
}

#[test]
fn a_play_that_differs_ends_with_1_and_says_where() {
    let Some(server) = server() else { return };
    let dir = tempfile::tempdir().expect("a folder can be made");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/two-commands.toml");
    let text = std::fs::read_to_string(source).expect("the play is there");
    let wrong = dir.path().join("wrong.toml");
    let spoilt = text.replacen("parties = [\"relief\"]", "parties = [\"north\"]", 1);
    assert_ne!(spoilt, text);
    std::fs::write(&wrong, spoilt).expect("the spoilt play can be written");
    let (wrong, folder) = (wrong.display().to_string(), dir.path().join("demo").display().to_string());
    let server = server.display().to_string();
    let output = demo(&["--scenario", &wrong, "--once", "--json", "--dir", &folder, "--server-binary", &server]);
    assert_eq!(output.status.code(), Some(1));
    let lines = json_lines(&output);
    let end = lines.last().expect("a play has lines");
    assert_eq!((&end["outcome"], &end["do"]), (&"differs".into(), &"expect_told".into()));
    assert!(end["problem"].as_str().is_some_and(|p| p.contains("[\"north\"]")), "{end}");
}

#[test]
fn without_a_server_the_demo_says_how_to_build_it() {
    let dir = tempfile::tempdir().expect("a folder can be made");
    let folder = dir.path().join("demo").display().to_string();
    let output = demo(&["--once", "--server-binary", "/nonexistent/tansiq", "--dir", &folder]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stdout);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("build it with `cargo build -p tansiq`"), "{said}");
}

#[test]
fn the_plays_are_listed_and_checked_without_a_server() {
    let listed = demo(&["--list"]);
    let said = String::from_utf8_lossy(&listed.stdout);
    assert!(said.contains("relief-after-storm: Relief after the storm"), "{said}");
    let checked = demo(&["--check", "--scenario", "two-commands"]);
    assert_eq!(checked.status.code(), Some(0));
}
