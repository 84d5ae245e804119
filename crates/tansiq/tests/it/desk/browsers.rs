//! Browsers for tests: they hold the cookie of a person and send what the page would send.

use super::words::DESK;
use crate::rig::tokens::{Party, party};
use crate::rig::{Answer, Rig, text};
use serde_json::{Value, json};

/// Says who the people of the desk of `uss1` are.
pub const ADMINISTRATOR: Party = party("uss1", "tansiq.desk.administer");
/// What everybody has as a password here.
pub const PASSWORD: &str = "correct horse battery";

/// A browser in which somebody may have signed in.
pub struct Browser<'r> {
    pub rig: &'r Rig,
    /// `name=value`, empty if there is none.
    pub cookie: String,
    pub csrf: String,
}

/// Adds a person.
pub async fn add(rig: &Rig, name: &str, role: &str) {
    let body = json!({ "name": name, "full_name": format!("{name} of the desk"), "role": role, "password": PASSWORD });
    rig.post(&format!("{DESK}/people"), ADMINISTRATOR, &body).await.expect(201);
}

/// Asks to sign in, from a browser with this cookie.
pub async fn try_sign_in(rig: &Rig, cookie: &str, body: &Value) -> Answer {
    let mut headers = vec![("content-type", "application/json")];
    headers.extend((!cookie.is_empty()).then_some(("cookie", cookie)));
    rig.send("POST", &format!("{DESK}/session"), &headers, body.to_string()).await
}

/// The cookie that an answer sets, without its attributes.
pub fn cookie_of(answer: &Answer) -> String {
    let set = answer.header("set-cookie").expect("a cookie");
    set.split(';').next().expect("name and value").to_owned()
}

impl<'r> Browser<'r> {
    /// One that nobody has used.
    pub fn new(rig: &'r Rig) -> Browser<'r> {
        Browser { rig, cookie: String::new(), csrf: String::new() }
    }

    /// One in which a person was added and has signed in.
    pub async fn of(rig: &'r Rig, name: &str, role: &str) -> Browser<'r> {
        add(rig, name, role).await;
        Browser::signed_in(rig, name).await
    }

    /// One in which a person has signed in.
    pub async fn signed_in(rig: &'r Rig, name: &str) -> Browser<'r> {
        let mut browser = Browser::new(rig);
        browser.sign_in(&json!({ "name": name, "password": PASSWORD })).await;
        browser
    }

    /// Signs in, which must succeed.
    pub async fn sign_in(&mut self, body: &Value) {
        let answer = try_sign_in(self.rig, &self.cookie, body).await;
        self.take(answer);
    }

    /// Takes the cookie and what goes with it from the answer to a sign-in.
    pub fn take(&mut self, answer: Answer) {
        self.cookie = cookie_of(&answer);
        self.csrf = text(&answer.expect(200), "csrf").to_owned();
    }

    /// Asks as the page does.
    pub async fn ask(&self, method: &str, path: &str, body: &Value) -> Answer {
        let csrf = [("x-csrf-token", self.csrf.as_str())];
        self.ask_with(method, path, if method == "GET" { &[] } else { &csrf }, body).await
    }

    /// Asks with the cookie and these headers.
    pub async fn ask_with(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let headers = [&[("cookie", self.cookie.as_str()), ("content-type", "application/json")], headers].concat();
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.rig.send(method, &format!("{DESK}/{path}"), &headers, body).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &Value::Null).await
    }

    /// Whether the session is still good.
    pub async fn is_in(&self) -> bool {
        self.get("session").await.status == 200
    }
}
