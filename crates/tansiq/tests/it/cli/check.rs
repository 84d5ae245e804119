//! `tansiq check`: a plan of a file against areas of files, and against what others plan.

use super::*;
use serde_json::{Value, json};

/// A circle of 100 m on the equator, from the ellipsoid to 100 m above it, without times.
fn plan(reference: &str) -> String {
    json!({ "type": "FeatureCollection", "name": "roof", "features": [{
        "type": "Feature",
        "geometry": { "type": "Point", "coordinates": [8.0, 0.0] },
        "properties": { "radius_m": 100, "lower": 0, "upper": 100, "reference": reference },
    }] })
    .to_string()
}

/// A square whose western edge is on that meridian.
fn zone(name: &str, west: f64, kind: &str) -> String {
    let east = west + 0.01;
    json!({ "type": "FeatureCollection", "name": "zones", "features": [{
        "type": "Feature",
        "geometry": { "type": "Polygon", "coordinates": [[[west, -0.01], [east, -0.01], [east, 0.01], [west, 0.01], [west, -0.01]]] },
        "properties": { "id": name, "name": name, "kind": kind, "lower": "0 m WGS84", "upper": "90 m WGS84" },
    }] })
    .to_string()
}

/// A desk with a plan and areas.
fn prepared() -> Desk {
    let desk = Desk::new();
    desk.put("plan.geojson", &plan("W84"));
    desk.put("agl.geojson", &plan("AGL"));
    desk.put("stadium.geojson", &zone("Stadium", 8.0, "prohibited"));
    desk.put("park.geojson", &zone("Park", 8.0, "advisory"));
    desk.put("far.geojson", &zone("Far", 9.0, "prohibited"));
    desk.put("broken.geojson", &zone("Broken", 8.0, "prohibited").replace("90 m WGS84", "90 m QNH"));
    desk.put("nonsense", "nonsense");
    desk
}

#[test]
fn a_plan_that_meets_nothing_is_clear() {
    let desk = prepared();
    let done = desk.run(&["check", "plan.geojson", "--against", "far.geojson"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    assert!(done.out.contains("assumed: ") && done.out.ends_with("clear: 1 volume, held against areas\n"), "{}", done.out);
    let alone = desk.run(&["check", "plan.geojson"]);
    assert_eq!(alone.code, 0);
    assert!(alone.out.contains("held against nothing: name areas with --against"), "{}", alone.out);
}

#[test]
fn a_conflict_is_named_with_its_depth_and_the_ways_around() {
    let desk = prepared();
    let done = desk.run(&["check", "plan.geojson", "--against", "stadium.geojson", "far.geojson", "park.geojson"]);
    assert_eq!((done.code, done.err.as_str()), (1, ""));
    // The circle's centre is on the edge of the zone: one has to move by the radius. 90 m of height in common.
    let conflict = done.out.lines().find(|line| line.starts_with("CONFLICT prohibited: area ")).unwrap();
    assert!(conflict.ends_with("(Stadium), by 100.0 m on the ground, 90.0 m in height, 1800.0 s"), "{conflict}");
    assert!(done.out.lines().any(|line| line.starts_with("advises: area ") && line.contains("(Park)")), "{}", done.out);
    assert!(!done.out.contains("(Far)"), "{}", done.out);
    assert!(done.out.contains("possible instead: higher by 90.0 m\n"), "{}", done.out);
    assert!(done.out.ends_with("in conflict: 1 volume, held against areas\n"), "{}", done.out);

    let advised = desk.run(&["check", "plan.geojson", "--against", "park.geojson"]);
    assert_eq!(advised.code, 0);
    assert!(advised.out.ends_with("clear, with warnings: 1 volume, held against areas\n"), "{}", advised.out);
    let none = desk.run(&["check", "plan.geojson", "--against", "stadium.geojson", "--shift", "0"]);
    assert!(none.code == 1 && !none.out.contains("instead"), "{}", none.out);
}

#[test]
fn the_json_answer_holds_all_of_it() {
    let desk = prepared();
    let start = "2999-01-01T00:00:00Z";
    let far_ahead = desk.run(&["check", "plan.geojson", "--start", start]);
    assert_eq!(far_ahead.code, 2);
    assert!(far_ahead.err.contains("starts more than 30 days ahead"), "{}", far_ahead.err);

    let start = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(5);
    let arguments = ["check", "plan.geojson", "--against", "stadium.geojson", "--output", "json", "--start", &start.to_string()];
    let done = desk.run(&arguments);
    assert_eq!((done.code, done.err.as_str()), (1, ""));
    let answer: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((&answer["blocked"], &answer["certain"], &answer["discovered"]), (&json!(true), &json!(true), &json!(false)));
    assert_eq!(
        (&answer["plan"]["name"], &answer["plan"]["volumes"], &answer["problems"]),
        (&json!("roof"), &json!(1), &json!([]))
    );
    let meeting = &answer["meetings"][0];
    assert_eq!(
        (&meeting["name"], &meeting["weight"], &meeting["blocks"]),
        (&json!("Stadium"), &json!("prohibited"), &json!(true))
    );
    let from: jiff::Timestamp = meeting["pairs"][0]["from"].as_str().unwrap().parse().unwrap();
    assert_eq!(from.as_microsecond(), start.as_microsecond());
    let way = &answer["alternatives"][0];
    assert_eq!(way["kind"], "higher");
    assert!((way["metres"].as_f64().unwrap() - 90.0).abs() < 0.1, "{way}");
    assert_eq!(way["start"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap().as_microsecond(), start.as_microsecond());
}

#[test]
fn the_geojson_answer_is_plan_meetings_and_ways_around() {
    let desk = prepared();
    let done = desk.run(&["check", "plan.geojson", "--against", "stadium.geojson", "--output", "geojson"]);
    assert_eq!(done.code, 1);
    let answer: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((&answer["type"], &answer["blocked"]), (&json!("FeatureCollection"), &json!(true)));
    let features = answer["features"].as_array().unwrap();
    let roles: Vec<&str> = features.iter().map(|feature| feature["properties"]["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["plan", "meeting", "alternative", "alternative"]);
    let ring = features[0]["geometry"]["coordinates"][0].as_array().unwrap();
    assert_eq!((ring.len(), &ring[0]), (65, &ring[64]), "a ring is closed (RFC 7946)");
    assert_eq!((&features[1]["geometry"]["type"], &features[1]["properties"]["name"]), (&json!("Point"), &json!("Stadium")));
    let kind = |index: usize| features[index]["properties"]["of"]["kind"].as_str();
    assert_eq!((kind(2), kind(3)), (Some("higher"), Some("lower")));
    // From 100 m down to where the zone begins.
    assert_eq!(features[3]["properties"]["upper_m"], 0.0);
}

#[test]
fn what_cannot_be_used_ends_with_2_and_is_named() {
    let desk = prepared();
    for (arguments, problem) in [
        (&["none.geojson"][..], "error: the plan none.geojson: No such file"),
        (&["nonsense"], "error: the plan nonsense: "),
        (&["plan.geojson", "--against", "none"], "error: the file none cannot be read: No such file"),
        (&["plan.geojson", "--against", "nonsense"], "error: nonsense: file: the format is not recognised"),
        (&["plan.geojson", "--against", "far.geojson", "broken.geojson"], "some areas could not be read"),
        (&["plan.geojson", "--start", "noon"], "error: --start: \"noon\": "),
        (&["plan.geojson", "--start", "2020-01-01T00:00:00Z"], "wholly in the past"),
        (&["plan.geojson", "--buffer", "-5"], "lateral_buffer_m"),
        (&["agl.geojson", "--ground-lowest", "10", "--ground-highest", "5"], "assumed ground"),
        (&["agl.geojson", "--terrain", "none"], "error: cannot read terrain none: "),
        (&["plan.geojson", "--dss", "http://127.0.0.1:1"], "--token-server"),
    ] {
        let done = desk.run(&[&["check"], arguments].concat());
        assert_eq!(done.code, 2, "{arguments:?}: {}{}", done.out, done.err);
        assert!(done.err.contains(problem), "{arguments:?}: {}", done.err);
    }
    let broken = desk.run(&["check", "plan.geojson", "--against", "broken.geojson"]);
    assert!(broken.err.contains("features[0]") && broken.err.contains("QNH"), "{}", broken.err);
}

#[test]
fn heights_above_unknown_ground_meet_only_possibly() {
    let desk = prepared();
    let done = desk.run(&["check", "agl.geojson", "--against", "stadium.geojson"]);
    assert_eq!(done.code, 1);
    assert!(done.out.contains("possibly: heights are not known exactly"), "{}", done.out);
    assert!(done.out.contains("assumed ground -450 to 8850 m above mean sea level"), "{}", done.out);
    let json = desk.run(&["check", "agl.geojson", "--against", "stadium.geojson", "--output", "json"]);
    let answer: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((&answer["blocked"], &answer["certain"]), (&json!(true), &json!(false)));

    // The ground is known to be far above what reaches 90 m above the ellipsoid.
    let high = ["check", "agl.geojson", "--against", "stadium.geojson", "--ground-lowest", "500", "--ground-highest", "900"];
    assert_eq!(desk.run(&high).code, 0);
}

#[test]
fn what_others_plan_is_asked_of_a_dss() {
    let desk = prepared();
    desk.put("desk.toml", "[desk]\nenabled = true\nparty = \"uss1\"\n");
    let serving = desk.serve(&["--dev", "--config", "desk.toml"]);
    super::plans::submitted(&desk, &serving, "plan.geojson");
    desk.put("secret", "uss2-dev-secret\n");
    let token_server = format!("{}/oauth/token", serving.url);
    let others =
        ["--dss", &serving.url, "--token-server", &token_server, "--client-id", "uss2", "--client-secret-file", "secret"];
    let done = desk.run(&[&["check", "plan.geojson"][..], &others].concat());
    assert_eq!((done.code, done.err.as_str()), (1, ""), "{}", done.out);
    assert!(done.out.contains("CONFLICT equal_priority: peer_operation ") && done.out.contains("(uss1)"), "{}", done.out);
    assert!(done.out.ends_with("in conflict: 1 volume, held against others' plans\n"), "{}", done.out);
    let higher = desk.run(&[&["check", "plan.geojson", "--priority", "9"][..], &others].concat());
    assert_eq!(higher.code, 0, "{}", higher.out);
    desk.put("secret", "wrong");
    let refused = desk.run(&[&["check", "plan.geojson"][..], &others].concat());
    assert_eq!(refused.code, 2, "{}", refused.out);
}
