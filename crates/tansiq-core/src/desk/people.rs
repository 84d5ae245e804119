//! The people of a desk and their sessions: who may sign in, as what, and who has.
//!
//! Nothing is hashed or verified here. Passwords arrive as hashes that were made at the border, tokens of sessions as the
//! digests of what a browser holds, so that neither can be had from a copy of the ledger. What may be done to people is
//! decided in `decide/people.rs`.

use super::state::State;
use crate::{Name, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// What a person may do at this desk; each may do all that those before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Looks.
    Viewer,
    /// Plans.
    Planner,
    /// Tells others of areas, and acknowledges.
    DutyOfficer,
    /// Says who the people are.
    Administrator,
}

impl Role {
    /// The name in messages and in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Viewer => "viewer",
            Role::Planner => "planner",
            Role::DutyOfficer => "duty_officer",
            Role::Administrator => "administrator",
        }
    }
}

/// A text that is written down and never shown: the hash of a password, the secret of a second factor.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hidden(Arc<str>);

impl Hidden {
    /// Hides a text.
    pub fn new(text: impl Into<Arc<str>>) -> Hidden {
        Hidden(text.into())
    }

    /// The text, for whoever verifies something with it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hidden")
    }
}

/// A second factor: six digits that change with time (RFC 6238).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totp {
    /// What the digits are made from, as base32.
    pub secret: Hidden,
    /// The last step of time whose digits were used: no step is good twice.
    pub last_step: u64,
}

/// Somebody who may sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// What the person signs in with, and how the ledger calls them.
    pub name: Name,
    /// For other people.
    pub full_name: String,
    /// What the person may do.
    pub role: Role,
    /// Whether signing in is refused for now.
    pub disabled: bool,
    /// The argon2id hash of the password, as a PHC string.
    pub password_hash: Hidden,
    /// The second factor, for those who have one.
    #[serde(default)]
    pub totp: Option<Totp>,
    /// Since when there is this person.
    pub created: Timestamp,
    /// When the person signed in last.
    #[serde(default)]
    pub last_sign_in: Option<Timestamp>,
}

/// A person at a browser, from signing in until signing out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The SHA-256 of what the browser holds, 64 hexadecimal digits.
    pub digest: Name,
    /// Whose it is.
    pub person: Name,
    /// Since when.
    pub since: Timestamp,
    /// Until when, if it is not ended sooner.
    pub expires: Timestamp,
}

/// All people and all sessions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct People {
    pub(super) people: BTreeMap<Name, Person>,
    /// By digest.
    pub(super) sessions: BTreeMap<Name, Session>,
}

impl People {
    pub(super) fn add(&mut self, person: Person) {
        self.people.insert(person.name.clone(), person);
    }

    pub(super) fn change(&mut self, name: &Name, full_name: &str, role: Role, disabled: bool) {
        if let Some(person) = self.people.get_mut(name) {
            full_name.clone_into(&mut person.full_name);
            (person.role, person.disabled) = (role, disabled);
        }
        if disabled {
            self.end_sessions_of(name);
        }
    }

    /// Whoever knows the old password must not stay.
    pub(super) fn set_password(&mut self, name: &Name, hash: &Hidden) {
        if let Some(person) = self.people.get_mut(name) {
            person.password_hash = hash.clone();
        }
        self.end_sessions_of(name);
    }

    pub(super) fn set_totp(&mut self, name: &Name, totp: Option<Totp>) {
        if let Some(person) = self.people.get_mut(name) {
            person.totp = totp;
        }
    }

    pub(super) fn remove(&mut self, name: &Name) {
        self.people.remove(name);
        self.end_sessions_of(name);
    }

    pub(super) fn sign_in(&mut self, session: Session, step: Option<u64>) {
        if let Some(person) = self.people.get_mut(&session.person) {
            person.last_sign_in = Some(session.since);
            if let (Some(totp), Some(step)) = (&mut person.totp, step) {
                totp.last_step = step;
            }
        }
        self.sessions.insert(session.digest.clone(), session);
    }

    pub(super) fn end_session(&mut self, digest: &Name) {
        self.sessions.remove(digest);
    }

    pub(super) fn end_sessions_of(&mut self, name: &Name) {
        self.sessions.retain(|_, session| session.person != *name);
    }

    /// Sessions of a person, the oldest first.
    pub(super) fn sessions_of(&self, name: &str) -> Vec<&Session> {
        let mut found: Vec<&Session> = self.sessions.values().filter(|session| *session.person == *name).collect();
        found.sort_by_key(|session| session.since);
        found
    }

    /// Whether `name` is the only one who can still say who the people are.
    pub(super) fn is_last_administrator(&self, name: &str) -> bool {
        let can = |person: &&Person| person.role == Role::Administrator && !person.disabled;
        let mut able = self.people.values().filter(can);
        able.next().is_some_and(|first| *first.name == *name) && able.next().is_none()
    }
}

impl State {
    /// A person of this desk.
    pub fn person(&self, name: &str) -> Option<&Person> {
        self.people.people.get(name)
    }

    /// All people of this desk, by name.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.people.values()
    }

    /// All sessions, by digest, those that have expired and are not forgotten yet included.
    pub fn sessions(&self) -> impl Iterator<Item = &Session> {
        self.people.sessions.values()
    }

    /// The session with this digest and whose it is, if both are good at this moment.
    pub fn session(&self, digest: &str, now: Timestamp) -> Option<(&Session, &Person)> {
        let session = self.people.sessions.get(digest).filter(|session| now < session.expires)?;
        let person = self.person(&session.person).filter(|person| !person.disabled)?;
        Some((session, person))
    }
}
