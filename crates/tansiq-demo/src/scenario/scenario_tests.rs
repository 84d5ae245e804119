use super::*;
use crate::scenario::load::parse;

/// The smallest play there can be; tests spoil one thing at a time.
const SMALL: &str = r#"
title = { en = "t", ar = "ع" }
place = { en = "p", ar = "م" }
narrative = { en = "n", ar = "ق" }
closing = { en = "c", ar = "خ" }
[[party]]
id = "county"
name = { en = "County", ar = "المقاطعة" }
role = { en = "drones", ar = "مسيّرات" }
scopes = ["utm.strategic_coordination"]
[places]
pier = { name = { en = "the pier", ar = "الرصيف" }, lat = 29.1, lng = -83.0 }
[[flight]]
id = "look"
party = "county"
name = { en = "Look", ar = "نظرة" }
aircraft = { en = "a drone", ar = "مسيّرة" }
[[flight.leg]]
circle = { at = "pier", radius_m = 500 }
lower_m = 0
upper_m = 80
start = "+5m"
end = "+15m"
[[step]]
do = "plan"
flight = "look"
say = { en = "{party} plans {flight} over {place.pier}, {heights}, from {start}.", ar = "{party}: {flight}." }
"#;

fn problem_with(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "{from:?} is not in the small play");
    let spoilt = SMALL.replacen(from, to, 1);
    parse("small.toml", &spoilt).expect_err("the spoilt play must be refused").to_string()
}

#[test]
fn the_small_play_is_right() {
    let scenario = parse("small.toml", SMALL).unwrap();
    assert_eq!(scenario.flights[0].legs[0].end, Offset(900));
    assert_eq!(scenario.steps[0].kind(), "plan");
}

#[test]
fn the_plays_that_come_with_the_program_are_consistent() {
    for (name, _) in BUILT_IN {
        let scenario = load(name).unwrap_or_else(|e| panic!("{e}"));
        let has = |kind: &str| scenario.steps.iter().any(|s| s.kind() == kind);
        let (restarts, counts) = match scenario.stage {
            Stage::Server => (has("kill_and_restart"), has("expect_store")),
            Stage::Desks => (has("kill_desk") && has("start_desk"), has("same_story")),
        };
        assert!(restarts, "{name} restarts");
        assert!(counts, "{name} counts");
    }
}

/// A kind of step that no play uses would never be played against a real server.
#[test]
fn every_kind_of_step_with_an_outcome_is_in_one_of_the_plays() {
    let plays = BUILT_IN.map(|(name, _)| load(name).unwrap());
    let used = |stage: Stage| -> std::collections::BTreeSet<&str> {
        plays.iter().filter(|p| p.stage == stage).flat_map(|p| p.steps.iter().map(Step::kind)).collect()
    };
    let kinds = [
        "plan",
        "expect_conflict_with",
        "read_details",
        "replan",
        "activate",
        "nonconforming",
        "contingent",
        "end",
        "try_to_end",
        "publish_constraint",
        "move_constraint",
        "withdraw_constraint",
        "subscribe",
        "look",
        "expect_told",
        "mark_availability",
        "kill_and_restart",
        "expect_store",
    ];
    assert_eq!(used(Stage::Server), kinds.into_iter().collect());
    let kinds = [
        "import_areas",
        "check",
        "plan",
        "take",
        "activate",
        "position",
        "expect_state",
        "expect_notice",
        "end",
        "kill_desk",
        "start_desk",
        "same_story",
    ];
    assert_eq!(used(Stage::Desks), kinds.into_iter().collect());
}

#[test]
fn the_relief_play_is_as_rich_as_promised() {
    let scenario = load("relief-after-storm").unwrap();
    let count = |kind: &str| scenario.steps.iter().filter(|s| s.kind() == kind).count();
    assert!(scenario.flights.len() >= 8);
    assert_eq!(count("expect_conflict_with"), 3);
    assert_eq!(count("publish_constraint"), 1);
    assert_eq!((count("nonconforming"), count("contingent")), (1, 1));
    assert_eq!(count("mark_availability"), 2);
}

/// Tansiq has no target, ranking or approval, and its stories must not smuggle them in.
#[test]
fn no_play_has_a_field_for_a_target_a_ranking_or_an_approval() {
    for (name, text) in BUILT_IN {
        let table: toml::Table = toml::from_str(text).unwrap();
        let mut keys = Vec::new();
        collect_keys(&toml::Value::Table(table), &mut keys);
        for refused in ["target", "priority", "rank", "approval", "approved", "weapon", "purpose"] {
            assert!(!keys.iter().any(|key| key.contains(refused)), "{name} has a field {refused}");
        }
    }
}

fn collect_keys(value: &toml::Value, keys: &mut Vec<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                keys.push(key.clone());
                collect_keys(value, keys);
            }
        }
        toml::Value::Array(items) => items.iter().for_each(|item| collect_keys(item, keys)),
        _ => {}
    }
}

#[test]
fn a_mistake_is_named_with_its_file_and_place() {
    let cases = [
        ("title =", "titel =", "small.toml: line 2: unknown field `titel`"),
        ("do = \"plan\"", "do = \"plam\"", "small.toml: step 1 (plam): unknown variant `plam`"),
        ("flight = \"look\"", "flight = \"lok\"", "small.toml: step 1 (plan): unknown flight \"lok\""),
        ("flight = \"look\"", "flight = \"look\"\nlatter = 1", "small.toml: step 1 (plan): unknown field `latter`"),
        ("{heights}", "{hights}", "small.toml: step 1 (plan): unknown placeholder {hights}"),
        ("at = \"pier\"", "at = \"peer\"", "small.toml: flight look: leg 1: unknown place \"peer\""),
        ("radius_m = 500", "radius_m = 0", "small.toml: flight look: leg 1: radius_m 0 must be above 0 and at most 28000"),
        ("upper_m = 80", "upper_m = -1", "small.toml: flight look: leg 1: lower_m 0 must be below upper_m -1"),
        ("upper_m = 80", "", "small.toml: flight look: leg 1: needs lower_m and upper_m"),
        ("end = \"+15m\"", "end = \"+4m\"", "small.toml: flight look: leg 1: start must be before end"),
        ("end = \"+15m\"", "end = \"15m\"", "small.toml: flight look: time \"15m\" must look like"),
        ("lat = 29.1", "lat = 92.1", "small.toml: place pier: lat 92.1 must be -90 to 90"),
        ("[\"utm.strategic_coordination\"]", "[\"utm.targeting\"]", "small.toml: party county: unknown scope \"utm.targeting\""),
        (
            "[\"utm.strategic_coordination\"]",
            "[\"utm.constraint_management\"]",
            "small.toml: flight look: party \"county\" lacks the scope utm.strategic_coordination",
        ),
        ("ar = \"نظرة\"", "ar = \"\"", "small.toml: flight look: has an empty text"),
    ];
    for (from, to, expected) in cases {
        let found = problem_with(from, to);
        assert!(found.starts_with(expected), "for {to:?} expected {expected:?}, found {found:?}");
    }
}

/// The small play, with desks.
fn small_with_desks(steps: &str) -> Result<Scenario, String> {
    let scopes = "scopes = [\"utm.strategic_coordination\", \"utm.conformance_monitoring_sa\", \"tansiq.desk.view\", \
                  \"tansiq.desk.plan\", \"tansiq.desk.position\"]";
    let text = SMALL.replacen("scopes = [\"utm.strategic_coordination\"]", scopes, 1).replacen(
        "title =",
        "stage = \"desks\"\ntitle =",
        1,
    );
    parse("small.toml", &format!("{text}{steps}")).map_err(|error| error.to_string())
}

#[test]
fn a_play_of_desks_has_steps_of_its_own() {
    let say = "say = { en = \"s\", ar = \"ع\" }";
    let step = |fields: &str| small_with_desks(&format!("[[step]]\n{fields}\n{say}\n"));
    let right = step("do = \"position\"\nflight = \"look\"\nat = \"pier\"\nheight_m = 40\ninside = true").unwrap();
    assert_eq!(right.steps[1].kind(), "position");
    let cases = [
        ("do = \"look\"\nflight = \"look\"", "small.toml: step 2 (look): unknown variant `look`"),
        ("do = \"check\"\nflight = \"look\"\nmeets = [\"lok\"]", "small.toml: step 2 (check): unknown flight or file \"lok\""),
        ("do = \"import_areas\"\nfile = \"zones\"", "small.toml: step 2 (import_areas): unknown file \"zones\""),
        ("do = \"kill_desk\"\nparty = \"country\"", "small.toml: step 2 (kill_desk): unknown party \"country\""),
        (
            "do = \"position\"\nflight = \"look\"\nat = \"pier\"\nheight_m = 1e9\ninside = true",
            "small.toml: step 2 (position): height_m 1000000000 must be -1000 to 20000",
        ),
    ];
    for (fields, expected) in cases {
        let found = step(fields).expect_err("the wrong step must be refused");
        assert!(found.starts_with(expected), "expected {expected:?}, found {found:?}");
    }
    assert_eq!(
        problem_with("title =", "stage = \"desks\"\ntitle ="),
        "small.toml: the parties: party \"county\" lacks the scope tansiq.desk.view"
    );
}

#[test]
fn offsets_are_read_in_hours_minutes_and_seconds() {
    let read = |text: &str| Offset::try_from(text.to_owned()).map(|o| o.0);
    assert_eq!(read("+5m"), Ok(300));
    assert_eq!(read("-90s"), Ok(-90));
    assert_eq!(read("+1h30m"), Ok(5400));
    assert_eq!(read("+0m"), Ok(0));
    for wrong in ["", "+", "5m", "+m", "+5", "+5d", "+5m ", "+9999999999999999999h", "+73h", "+é"] {
        assert!(read(wrong).is_err(), "{wrong:?} must be refused");
    }
}

#[test]
fn every_sentence_can_be_told_in_both_languages() {
    use crate::lang::Lang;
    for (name, _) in BUILT_IN {
        let scenario = load(name).unwrap();
        for step in &scenario.steps {
            let arabic = step.say().get(Lang::Ar);
            assert!(arabic.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c)), "{name}: {arabic}");
        }
    }
}
