//! Who the people of a desk are, and what each role may.

use super::browsers::*;
use super::words::{DESK, PLANNER, STRANGER, around, own_desk};
use crate::rig::tokens::party;
use crate::rig::{Rig, keys, list, text};
use serde_json::{Value, json};

const PEOPLE: &str = "/api/v1/desk/people";

async fn named(rig: &Rig, name: &str) -> Value {
    let all = rig.get(PEOPLE, ADMINISTRATOR).await.expect(200);
    list(&all, "people").iter().find(|person| person["name"] == name).cloned().unwrap_or(Value::Null)
}

#[tokio::test]
async fn people_are_added_listed_changed_and_removed() {
    let rig = own_desk().await;
    assert_eq!(rig.get(PEOPLE, ADMINISTRATOR).await.expect(200), json!({ "people": [] }));
    let body = json!({ "name": "عمر", "full_name": "عمر الخطيب", "role": "duty_officer", "password": PASSWORD });
    let answer = rig.post(PEOPLE, ADMINISTRATOR, &body).await;
    assert_eq!(answer.header("location"), Some("/api/v1/desk/people/%D8%B9%D9%85%D8%B1"));
    let person = answer.expect(201);
    assert_eq!(keys(&person), ["created", "disabled", "full_name", "name", "role", "sessions", "totp"]);
    assert_eq!((text(&person, "name"), text(&person, "role")), ("عمر", "duty_officer"));
    assert_eq!(named(&rig, "عمر").await, person);
    rig.post(PEOPLE, ADMINISTRATOR, &body).await.refused(409, "name: there is عمر already");

    let browser = Browser::signed_in(&rig, "عمر").await;
    let seen = named(&rig, "عمر").await;
    assert_eq!(seen["sessions"], 1);
    assert!(text(&seen, "last_sign_in") >= text(&seen, "created"));
    let path = "/api/v1/desk/people/%D8%B9%D9%85%D8%B1";
    let change = json!({ "full_name": "Omar", "role": "planner" });
    let changed = rig.put(path, ADMINISTRATOR, &change).await.expect(200);
    assert_eq!((text(&changed, "full_name"), text(&changed, "role")), ("Omar", "planner"));
    assert_eq!(text(&browser.get("session").await.expect(200), "role"), "planner", "at once");

    assert_eq!(rig.delete(&format!("{path}/sessions"), ADMINISTRATOR).await.status, 204);
    assert!(!browser.is_in().await);
    let browser = Browser::signed_in(&rig, "عمر").await;
    let password = json!({ "password": "set by another" });
    assert_eq!(rig.put(&format!("{path}/password"), ADMINISTRATOR, &password).await.status, 204);
    assert!(!browser.is_in().await);
    let mut browser = Browser::new(&rig);
    browser.sign_in(&json!({ "name": "عمر", "password": "set by another" })).await;
    assert_eq!(rig.delete(path, ADMINISTRATOR).await.status, 204);
    assert!(!browser.is_in().await);
    assert_eq!(named(&rig, "عمر").await, Value::Null);
}

#[tokio::test]
async fn what_no_person_can_be_is_refused_by_its_field() {
    let rig = own_desk().await;
    let good = || json!({ "name": "ada", "full_name": "Ada", "role": "viewer", "password": PASSWORD });
    for (field, value, why) in [
        ("name", json!(""), "name: must be 1 to 64 characters"),
        ("name", json!("a b"), "name: must be letters, digits"),
        ("name", json!("a\u{202e}b"), "name: must be letters, digits"),
        ("full_name", json!("x".repeat(201)), "full_name: 201 bytes, at most 200 are accepted"),
        ("full_name", json!("a\u{202e}b"), "full_name: must not have control characters"),
        ("role", json!("king"), "body: a field is missing"),
        ("password", json!("short"), "password: must be 10 to 256 bytes long"),
        ("password", json!("x".repeat(257)), "password: must be 10 to 256 bytes long"),
    ] {
        let mut body = good();
        body[field] = value;
        rig.post(PEOPLE, ADMINISTRATOR, &body).await.refused(400, why);
    }
    let nobody = format!("{PEOPLE}/nobody");
    rig.put(&nobody, ADMINISTRATOR, &json!({})).await.refused(404, "there is no such person");
    rig.put(&format!("{nobody}/password"), ADMINISTRATOR, &json!({ "password": PASSWORD })).await.refused(404, "there is no");
    for path in [nobody.clone(), format!("{nobody}/sessions"), format!("{nobody}/totp")] {
        rig.delete(&path, ADMINISTRATOR).await.refused(404, "there is no such person");
    }
    rig.put(&nobody, ADMINISTRATOR, &json!({ "name": "other" })).await.refused(400, "name");
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let rig = own_desk().await;
    let root = Browser::of(&rig, "root", "administrator").await;
    let last = "root is the last administrator who can sign in, and cannot be";
    root.ask("PUT", "people/root", &json!({ "role": "viewer" })).await.refused(409, last);
    root.ask("PUT", "people/root", &json!({ "disabled": true })).await.refused(409, last);
    root.ask("DELETE", "people/root", &Value::Null).await.refused(409, last);
    add(&rig, "ada", "administrator").await;
    root.ask("PUT", "people/root", &json!({ "role": "viewer" })).await.expect(200);
    root.get("people").await.refused(403, "this takes the role administrator, yours is viewer");
}

#[tokio::test]
async fn a_role_is_what_it_is_when_something_is_asked() {
    let rig = own_desk().await;
    let ada = Browser::of(&rig, "ada", "viewer").await;
    let plan = json!({ "name": "survey", "volumes": [around((10.0, 10.0))] });
    ada.ask("POST", "plans", &plan).await.refused(403, "this takes the role planner, yours is viewer");
    ada.ask("POST", "checks", &plan).await.expect(200);
    let path = format!("{PEOPLE}/ada");
    rig.put(&path, ADMINISTRATOR, &json!({ "role": "planner" })).await.expect(200);
    let made = ada.ask("POST", "plans", &plan).await.expect(201);
    assert_eq!(text(&made, "planner"), "person:ada", "the ledger knows that it was a person");
    let seen = json!({ "up_to": 0 });
    ada.ask("POST", "notices/seen", &seen).await.refused(403, "this takes the role duty_officer, yours is planner");
    rig.put(&path, ADMINISTRATOR, &json!({ "role": "duty_officer" })).await.expect(200);
    assert_eq!(ada.ask("POST", "notices/seen", &seen).await.status, 204);
    let notices = ada.get("notices").await.expect(200);
    assert_eq!(text(&list(&notices, "notices")[0]["seen"], "by"), "person:ada");
    ada.get("people").await.refused(403, "this takes the role administrator, yours is duty_officer");
    rig.put(&path, ADMINISTRATOR, &json!({ "role": "viewer" })).await.expect(200);
    ada.ask("POST", "notices/seen", &seen).await.refused(403, "this takes the role duty_officer, yours is viewer");
    rig.put(&path, ADMINISTRATOR, &json!({ "disabled": true })).await.expect(200);
    ada.get("plans").await.refused(401, "there is no session");
}

#[tokio::test]
async fn tokens_say_who_the_people_are_only_with_their_scope_and_only_those_of_the_desk() {
    let rig = own_desk().await;
    rig.get(PEOPLE, PLANNER).await.refused(403, "tansiq.desk.administer is needed");
    rig.get(PEOPLE, STRANGER).await.refused(403, "tansiq.desk.administer is needed");
    let stranger = party("uss2", "tansiq.desk.administer");
    rig.get(PEOPLE, stranger).await.refused(403, "uss2 is not one of the people of this desk");
    rig.send("GET", PEOPLE, &[], "").await.expect(401);
    // A token must not be taken for a person in the ledger.
    rig.get(PEOPLE, party("person:root", "tansiq.desk.administer")).await.refused(403, "must not begin with person:");
}

/// A second factor that somebody lost is taken away by an administrator; nobody sees the secrets of others.
#[tokio::test]
async fn administrators_see_no_secrets_and_can_take_a_second_factor_away() {
    let rig = own_desk().await;
    let ada = Browser::of(&rig, "ada", "viewer").await;
    let offer = ada.ask("POST", "session/totp", &json!({ "password": PASSWORD })).await.expect(200);
    let secret = text(&offer, "secret");
    let code = tansiq_auth::totp_at(secret, crate::rig::tokens::now_s()).expect("a code");
    assert_eq!(ada.ask("PUT", "session/totp", &json!({ "code": code })).await.status, 204);
    let all = rig.get(PEOPLE, ADMINISTRATOR).await;
    assert!(!all.text.contains(secret) && !all.text.contains("argon2"), "{}", all.text);
    assert_eq!(named(&rig, "ada").await["totp"], true);
    assert_eq!(rig.delete(&format!("{DESK}/people/ada/totp"), ADMINISTRATOR).await.status, 204);
    assert_eq!(named(&rig, "ada").await["totp"], false);
    assert!(ada.is_in().await);
    Browser::signed_in(&rig, "ada").await;
}
