//! The scene that stays up: its desks answer, their people can sign in, and a newcomer's plan meets the other party's flight.

use serde_json::{Value, json};
use std::process::Command;

use crate::program::{Running, server};

/// The body of an answer of `curl`, which a newcomer has too; the cookies are kept in a file.
fn curl(arguments: &[&str]) -> Value {
    let output = Command::new("curl").args(["-sS", "--max-time", "20"]).args(arguments).output().expect("curl can be run");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{arguments:?}: {said} {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_str(&said).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {said}"))
}

fn text<'v>(value: &'v Value, member: &str) -> &'v str {
    value[member].as_str().unwrap_or_else(|| panic!("{member} is not a text in {value}"))
}

#[test]
fn the_scene_is_up_its_people_sign_in_and_the_template_meets_the_other_party() {
    if server().is_none() {
        return;
    }
    let dir = tempfile::tempdir().expect("a folder can be made");
    let folder = dir.path().join("demo");
    let mut running = Running::start(&["--json", "--scene-only", "--dir", folder.to_str().expect("a plain name")]);
    let scene = running.event("scene");
    let desks = scene["desks"].as_array().expect("desks");
    assert_eq!(desks.len(), 2);
    for desk in desks {
        let url = text(desk, "url").trim_end_matches('/');
        let api = |path: &str| format!("{url}/api/v1/desk/{path}");
        let account = &desk["accounts"][0];
        assert_eq!(account["role"], "duty_officer");
        let jar = dir.path().join(text(desk, "party"));
        let jar = jar.to_str().expect("a plain name");
        let who = json!({ "name": account["name"], "password": account["password"] }).to_string();
        let session = curl(&["-c", jar, "-H", "Content-Type: application/json", "-d", &who, &api("session")]);
        assert_eq!(session["name"], account["name"]);

        let picture = curl(&["-b", jar, &api("picture")]);
        let states = |things: &str| -> Vec<&str> {
            picture[things].as_array().expect("a list").iter().map(|thing| text(thing, "state")).collect()
        };
        let own = states("plans");
        assert!(own.contains(&"activated") && own.contains(&"accepted"), "{own:?}");
        assert!(!states("known_operations").is_empty(), "the desk knows the other's flights");
        assert!(!picture["positions"].as_array().expect("a list").is_empty());
        assert!(picture["areas"].as_array().expect("a list").len() >= 2);

        let template = &picture["templates"][0];
        assert_eq!(template["id"], desk["template"]["id"]);
        let wanted = json!({ "name": "", "priority": 0, "volumes": template["plan"]["volumes"], "alternatives": {} }).to_string();
        let csrf = format!("X-CSRF-Token: {}", text(&session, "csrf"));
        let headers = ["-H", "Content-Type: application/json", "-H", &csrf];
        let checks = api("checks");
        let arguments = [&["-b", jar][..], &headers, &["-d", &wanted, &checks]].concat();
        let check = curl(&arguments);
        assert_eq!(check["blocked"], true);
        assert_eq!(check["meetings"][0]["kind"], "peer_operation");
        assert!(check["alternatives"].as_array().expect("a list").len() >= 3, "{check}");
    }
    assert_eq!(running.interrupt(), Some(0));
}
