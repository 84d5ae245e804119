//! `tansiq plan`, `tansiq areas`, and the desk's ledger, with a node that is served.

use super::*;
use serde_json::{Value, json};

fn plan(lng: f64) -> String {
    json!({ "type": "FeatureCollection", "name": "roof", "features": [{
        "type": "Feature",
        "geometry": { "type": "Point", "coordinates": [lng, 0.0] },
        "properties": { "radius_m": 100, "lower": 200, "upper": 300, "reference": "W84" },
    }] })
    .to_string()
}

const STADIUM: &str = r#"{ "type": "FeatureCollection", "name": "zones", "features": [{
    "type": "Feature",
    "geometry": { "type": "Polygon", "coordinates": [[[9.0, -0.01], [9.01, -0.01], [9.01, 0.01], [9.0, 0.01], [9.0, -0.01]]] },
    "properties": { "id": "STAD", "name": "Stadium", "kind": "prohibited", "lower": "250 m WGS84", "upper": "280 m WGS84" }
}] }"#;

/// A node in development with the desk of `uss1`, and a token for it.
fn served() -> (Desk, Serving) {
    let desk = Desk::new();
    desk.put("desk.toml", "[desk]\nenabled = true\nparty = \"uss1\"\n");
    desk.put("plan.geojson", &plan(8.0));
    desk.put("inside.geojson", &plan(9.005));
    desk.put("stadium.geojson", STADIUM);
    let serving = desk.serve(&["--dev", "--config", "desk.toml", "--data", "data"]);
    token(&desk, &serving);
    (desk, serving)
}

fn token(desk: &Desk, serving: &Serving) {
    let ask = ["token", "--server", &serving.url, "--client-id", "uss1", "--client-secret-stdin", "--audience", "localhost"];
    let granted = desk.run_with("uss1-dev-secret\n", &[&ask[..], &["--scope", "tansiq.desk.plan"]].concat());
    assert_eq!(granted.code, 0, "{}", granted.err);
    desk.put("token", &granted.out);
}

fn ask(desk: &Desk, serving: &Serving, arguments: &[&str]) -> Done {
    desk.run(&[arguments, &["--node", &serving.url, "--token-file", "token"]].concat())
}

/// Submits a plan, which must be accepted. Its id.
pub fn submitted(desk: &Desk, serving: &Serving, file: &str) -> String {
    if !desk.path("token").exists() {
        token(desk, serving);
    }
    let done = ask(desk, serving, &["plan", "submit", file]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("  accepted       priority 0  1 volume  roof\n"), "{}", done.out);
    done.out.split(' ').next().unwrap().to_owned()
}

#[test]
fn a_plan_is_submitted_shown_activated_and_ended() {
    let (desk, serving) = served();
    let id = submitted(&desk, &serving, "plan.geojson");
    let shown = ask(&desk, &serving, &["plan", "show", &id, "--json"]);
    let plan: Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!((&plan["id"], &plan["state"], &plan["planner"]), (&json!(id), &json!("accepted"), &json!("uss1")));
    assert!(plan["stated"][0].as_str().unwrap().contains("no times are given"), "{plan}");

    let activated = ask(&desk, &serving, &["plan", "activate", &id]);
    assert_eq!((activated.code, activated.err.as_str()), (0, ""));
    assert!(activated.out.starts_with(&format!("{id}  activated ")), "{}", activated.out);
    assert_eq!(ask(&desk, &serving, &["plan", "list"]).out, activated.out);

    let ended = ask(&desk, &serving, &["plan", "end", &id]);
    assert!(ended.code == 0 && ended.out.starts_with(&format!("{id}  ended ")), "{}", ended.out);
    let again = ask(&desk, &serving, &["plan", "end", &id]);
    assert_eq!((again.code, again.out.as_str()), (1, ""));
    assert!(again.err.starts_with("error: the node refused (409): ") && again.err.contains("is over"), "{}", again.err);
    assert_eq!(ask(&desk, &serving, &["plan", "list"]).out, "");
    let all = ask(&desk, &serving, &["plan", "list", "--all", "--json"]);
    assert_eq!(serde_json::from_str::<Value>(&all.out).unwrap()["state"], "ended");
}

#[test]
fn a_refused_plan_says_what_it_meets_and_what_would_do() {
    let (desk, serving) = served();
    let imported = ask(&desk, &serving, &["areas", "import", "stadium.geojson"]);
    assert_eq!((imported.code, imported.err.as_str()), (0, ""));
    let area = imported.out.split(' ').next().unwrap();
    let refused = ask(&desk, &serving, &["plan", "submit", "inside.geojson"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains(&format!("prohibited: area {area} (Stadium), by ")), "{}", refused.err);
    // From 200 m to above 280 m, or from 300 m to below 250 m.
    assert!(refused.err.contains("possible instead: higher by 80.0 m\n"), "{}", refused.err);
    assert!(refused.err.contains("possible instead: lower by 50.0 m\n"), "{}", refused.err);
    assert!(refused.err.contains("error: the node refused (409): the plan meets what it may not"), "{}", refused.err);
    let json = ask(&desk, &serving, &["plan", "submit", "inside.geojson", "--json"]);
    let answer: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((json.code, &answer["meetings"][0]["name"]), (1, &json!("Stadium")));
    let named = ask(&desk, &serving, &["plan", "submit", "plan.geojson", "--name", "tower", "--priority", "-2", "--activate"]);
    assert!(named.out.contains("  activated      priority -2  1 volume  tower\n"), "{}{}", named.out, named.err);
}

#[test]
fn areas_are_imported_and_listed() {
    let (desk, serving) = served();
    let checked = ask(&desk, &serving, &["areas", "import", "stadium.geojson", "--check-only"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    assert_eq!(ask(&desk, &serving, &["areas", "list"]).out, "", "nothing was kept");
    let imported = ask(&desk, &serving, &["areas", "import", "stadium.geojson", "--format", "geo_json"]);
    assert!(imported.out.contains("  prohibited              Stadium\n"), "{}", imported.out);
    let listed = ask(&desk, &serving, &["areas", "list"]);
    let id = imported.out.split(' ').next().unwrap();
    assert_eq!(listed.out, format!("{id}  prohibited              own        Stadium\n"));
    let json = ask(&desk, &serving, &["areas", "list", "--json"]);
    assert_eq!(serde_json::from_str::<Value>(&json.out).unwrap()["id"], id);

    desk.put("broken.geojson", &STADIUM.replace("280 m WGS84", "280 m QNH"));
    let broken = ask(&desk, &serving, &["areas", "import", "broken.geojson"]);
    assert_eq!(broken.code, 1);
    assert!(broken.err.contains("error: features[0]") && broken.err.contains("QNH"), "{}", broken.err);
    assert!(broken.err.ends_with("what they are about was not taken; the rest was\n"), "{}", broken.err);
    desk.put("nonsense", "nonsense");
    let nonsense = ask(&desk, &serving, &["areas", "import", "nonsense"]);
    assert!(nonsense.err.starts_with("error: the node refused (400): file: the format is not recognised"), "{}", nonsense.err);
}

#[test]
fn without_a_node_or_a_token_it_says_so() {
    let desk = Desk::new();
    desk.put("plan.geojson", &plan(8.0));
    desk.put("token", "abc.def.ghi\n");
    let lost = desk.run(&["plan", "list", "--token-file", "token", "--node", "http://127.0.0.1:1"]);
    assert_eq!(lost.code, 1);
    assert!(lost.err.contains("127.0.0.1"), "{}", lost.err);
    assert_eq!(
        desk.run(&["plan", "list"]).err.lines().next(),
        Some("error: no token: give --token-file, or set TANSIQ_TOKEN: environment variable not found")
    );
    assert_eq!(desk.run(&["plan", "show", "17"]).code, 2);
    let no_url = desk.run(&["areas", "list", "--token-file", "token", "--node", "x y"]);
    assert!(no_url.err.starts_with("error: --node: \"x y\": "), "{}", no_url.err);
    let serving = desk.serve(&["--dev"]);
    token(&desk, &serving);
    let without = ask(&desk, &serving, &["plan", "list"]);
    assert_eq!(without.code, 1);
    assert_eq!(without.err, "error: the node refused (404): there is nothing there; perhaps this node has no desk\n");

    let (desk, serving) = served();
    desk.put("token", "abc.def.ghi\n");
    let refused = ask(&desk, &serving, &["plan", "list"]);
    assert!(refused.code == 1 && refused.err.starts_with("error: the node refused (401): "), "{}", refused.err);
}

#[test]
fn the_ledger_of_the_desk_is_told_verified_and_copied() {
    let (desk, mut serving) = served();
    let id = submitted(&desk, &serving, "plan.geojson");
    assert_eq!(ask(&desk, &serving, &["plan", "end", &id]).code, 0);
    let shown = desk.run(&["log", "show", "--ledger", "desk", "--data", "data"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    for words in [
        format!("  uss1  operation {id}: write 0 begun, to be Accepted with 1 volume\n"),
        format!("  uss1  operation {id}: write 0 taken by the DSS, version 1\n"),
        format!("  uss1  notice 0 about operation {id}: it is Accepted\n"),
        format!("  uss1  operation {id}: write 1 taken by the DSS, removed there\n"),
    ] {
        assert!(shown.out.contains(&words), "{words}: {}", shown.out);
    }
    let airspace = desk.run(&["log", "show", "--data", "data"]);
    assert!(airspace.out.contains(&format!("operational intent {id} created")), "{}", airspace.out);
    let verify = |data: &str| desk.run(&["log", "verify", "--ledger", "desk", "--data", data]);
    let verified = verify("data");
    assert_eq!(verified.code, 0, "{}", verified.err);
    let backup = desk.run(&["backup", "--ledger", "desk", "--data", "data", "--to", "copy"]);
    assert_eq!(backup.code, 0, "{}", backup.err);
    assert_eq!(root_of(&backup.out), root_of(&verified.out));
    let wrong = desk.run(&["restore", "--from", "copy", "--data", "other"]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.err.contains("it is the log of ledger desk, not of ledger airspace"), "{}", wrong.err);
    let restored = desk.run(&["restore", "--ledger", "desk", "--from", "copy", "--data", "other"]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    assert_eq!(verify("other").out, verified.out);

    serving.stop();
    let serving = desk.serve(&["--dev", "--config", "desk.toml", "--data", "other"]);
    token(&desk, &serving);
    let all = ask(&desk, &serving, &["plan", "list", "--all"]);
    assert!(all.out.starts_with(&format!("{id}  ended ")), "{}", all.out);
}
