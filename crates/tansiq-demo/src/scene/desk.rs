//! One party's desk in the scene: its server, the people who may sign in, and the calls that the scene makes there.

use std::sync::Arc;

use hyper::{Method, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Problem;
use super::cast::{Cast, Party};
use crate::folder;
use crate::http::{Answer, Caller, Http};
use crate::message::to_wire;
use crate::scope;
use crate::server::{Server, Site};
use crate::shape::Volume;
use crate::uss;

/// Letters and digits of passwords: none that is mistaken for another.
const ALPHABET: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// Somebody who may sign in.
#[derive(Clone, Debug)]
pub struct Account {
    /// With which they sign in.
    pub name: String,
    /// Made for this scene, shown once.
    pub password: String,
    /// What they may do.
    pub role: String,
    /// For others to see.
    pub full_name: String,
}

/// A desk that is up.
pub struct Desk {
    /// The party.
    pub party: String,
    /// Where its page is.
    pub page_url: String,
    /// Who may sign in.
    pub accounts: Vec<Account>,
    /// Its process.
    pub server: Server,
    line: Line,
}

impl Desk {
    /// Writes its configuration, makes its people, starts it.
    pub async fn open(
        cast: &Cast,
        party: &Party,
        caller: Caller,
        site: Site,
        dss: &str,
        http: Arc<Http>,
    ) -> Result<Desk, Problem> {
        folder::configure_scene_desk(&site, &caller, dss, &settings(cast))?;
        let mut accounts = Vec::new();
        for person in &party.people {
            let account = Account {
                name: person.name.clone(),
                password: new_password(),
                role: person.role.clone(),
                full_name: person.full_name.clone(),
            };
            add_person(&site, &account).await?;
            accounts.push(account);
        }
        let server = Server::start(&site, "127.0.0.1:0").await?;
        let page_url = format!("{}/", server.url.replacen("127.0.0.1", &party.host, 1));
        let user = Caller { scopes: scope::OF_USERS.join(" "), ..caller };
        let line = Line { http, user, url: format!("{}/api/v1/desk", server.url) };
        Ok(Desk { party: party.id.clone(), page_url, accounts, server, line })
    }

    /// How its aircraft and its planners speak to it.
    pub fn line(&self) -> Line {
        self.line.clone()
    }
}

/// What desks of the scene have beyond those of a play, as their configuration has it.
fn settings(cast: &Cast) -> folder::SceneSettings {
    folder::SceneSettings {
        ground_m: (cast.ground.lowest_m, cast.ground.highest_m),
        view: (cast.view.lat, cast.view.lng, cast.view.zoom),
        regions: cast.regions.iter().map(|region| (region.name.clone(), region.lat, region.lng, region.radius_m)).collect(),
    }
}

/// Adds a person as an operator would, before the server has the store.
async fn add_person(site: &Site, account: &Account) -> Result<(), Problem> {
    let data = site.data().display().to_string();
    let Account { name, password, role, full_name } = account;
    let arguments = ["people", "add", name, "--role", role, "--full-name", full_name, "--password-stdin", "--data", &data];
    Ok(crate::server::tool(site, &arguments, password).await?)
}

/// 12 characters that nobody guesses, in groups that can be read out.
fn new_password() -> String {
    let bytes = Uuid::new_v4().into_bytes();
    // The bytes of the version and the variant are not all chance.
    let chance = bytes.iter().enumerate().filter(|(index, _)| ![6, 8].contains(index)).map(|(_, byte)| byte);
    let letters: Vec<char> = chance.take(12).map(|byte| ALPHABET[usize::from(*byte) % ALPHABET.len()].into()).collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
}

/// Calls to a desk, as its party. Clones call the same one.
#[derive(Clone)]
pub struct Line {
    http: Arc<Http>,
    user: Caller,
    url: String,
}

#[derive(Deserialize)]
struct Imported {
    areas: Vec<Identified>,
    problems: Vec<Value>,
}

#[derive(Deserialize)]
struct Identified {
    id: String,
}

impl Line {
    /// Whose desk it is.
    pub fn party(&self) -> &str {
        &self.user.id
    }

    async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Answer, Problem> {
        Ok(self.http.call(&self.user, uss::HOST, method, &format!("{}/{path}", self.url), body).await?)
    }

    /// Submits a plan. Its id; none if it was refused, which happens when a newcomer was there first.
    pub async fn submit(&self, name: &str, priority: i64, volumes: &[Volume]) -> Result<Option<String>, Problem> {
        let body = json!({ "name": name, "priority": priority, "volumes": to_wire(volumes) });
        let answer = self.call(Method::POST, "plans", Some(&body)).await?;
        match answer.status {
            StatusCode::CREATED => Ok(Some(answer.read::<Identified>(StatusCode::CREATED)?.id)),
            StatusCode::CONFLICT => Ok(None),
            _ => Err(answer.refused().into()),
        }
    }

    /// Changes the state of a plan, with volumes where it may be if it is off its plan.
    pub async fn change_state(&self, plan: &str, state: &str, may_be: Option<&[Volume]>) -> Result<(), Problem> {
        let mut body = json!({ "state": state });
        if let Some(volumes) = may_be {
            body["off_nominal_volumes"] = json!(to_wire(volumes));
        }
        let answer = self.call(Method::POST, &format!("plans/{plan}/state"), Some(&body)).await?;
        Ok(answer.require(StatusCode::OK)?)
    }

    /// Ends a plan; one that is over already stays so.
    pub async fn end(&self, plan: &str) -> Result<(), Problem> {
        self.call(Method::DELETE, &format!("plans/{plan}"), None).await.map(drop)
    }

    /// Tells where aircraft are.
    pub async fn report(&self, positions: &[Value]) -> Result<(), Problem> {
        let answer = self.call(Method::POST, "positions", Some(&json!({ "positions": positions }))).await?;
        Ok(answer.require(StatusCode::OK)?)
    }

    /// Reads a file of areas in, and publishes them.
    pub async fn import(&self, text: &str, publish: bool) -> Result<(), Problem> {
        let url = format!("{}/areas/import", self.url);
        let answer = self.http.post_file(&self.user, uss::HOST, &url, text).await?;
        let imported: Imported = answer.read(StatusCode::OK)?;
        if !imported.problems.is_empty() {
            return Err(Problem::Differs(format!("an area of the scene: {}", Value::Array(imported.problems))));
        }
        for area in imported.areas.iter().filter(|_| publish) {
            let path = format!("areas/{}/publication", area.id);
            let answer = self.call(Method::POST, &path, Some(&json!({ "published": true }))).await?;
            answer.require(StatusCode::OK)?;
        }
        Ok(())
    }

    /// Puts a template in.
    pub async fn put_template(&self, id: &str, name: &str, volumes: &[Volume]) -> Result<(), Problem> {
        let body = json!({ "name": name, "plan": { "name": name, "priority": 0, "volumes": to_wire(volumes) } });
        let answer = self.call(Method::PUT, &format!("templates/{id}"), Some(&body)).await?;
        if answer.status.is_success() { Ok(()) } else { Err(answer.refused().into()) }
    }
}

#[cfg(test)]
#[path = "desk_tests.rs"]
mod tests;
