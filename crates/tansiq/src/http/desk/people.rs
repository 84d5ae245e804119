//! `/api/v1/desk/people`: who may sign in, and as what. For administrators.
//!
//! What people change about themselves is in `session.rs`. Whether a change is allowed (the last administrator stays one) is
//! decided by the ledger.

use super::session::{new_hash, secret};
use super::views::time;
use crate::http::answer::{created, no_content, ok, with_location};
use crate::http::call::Call;
use crate::http::error::Error;
use crate::http::identity::RoleView;
use axum::response::Response;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tansiq_core::Name;
use tansiq_core::desk::{self, Command, touch};
use utoipa::ToSchema;

/// All people of the desk, by name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct People {
    people: Vec<PersonView>,
}

/// Somebody who may sign in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Person)]
pub(crate) struct PersonView {
    name: String,
    full_name: String,
    role: RoleView,
    /// Whether signing in is refused for now.
    disabled: bool,
    /// Whether there is a second factor.
    totp: bool,
    /// How many sessions there are.
    sessions: usize,
    #[schema(format = DateTime)]
    created: String,
    /// Absent if the person never signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    last_sign_in: Option<String>,
}

impl PersonView {
    fn of(person: &desk::Person, sessions: usize) -> PersonView {
        PersonView {
            name: person.name.to_string(),
            full_name: person.full_name.clone(),
            role: RoleView::of(person.role),
            disabled: person.disabled,
            totp: person.totp.is_some(),
            sessions,
            created: time(person.created),
            last_sign_in: person.last_sign_in.map(time),
        }
    }
}

/// A new person.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPerson {
    /// 1 to 64 letters, digits, `.`, `-` and `_`.
    name: String,
    full_name: String,
    role: RoleView,
    /// 10 to 256 bytes.
    password: String,
}

/// What is to be otherwise.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonChange {
    full_name: Option<String>,
    role: Option<RoleView>,
    disabled: Option<bool>,
}

/// A password that somebody else sets.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPassword {
    /// 10 to 256 bytes.
    password: String,
}

pub(crate) async fn list(call: Call) -> Result<Response, Error> {
    let now = call.app.now();
    let people = call.desk()?.read(|state, touches| {
        touches.add(touch::PEOPLE);
        let mut sessions: BTreeMap<&Name, usize> = BTreeMap::new();
        state.sessions().filter(|session| now < session.expires).for_each(|session| {
            *sessions.entry(&session.person).or_default() += 1;
        });
        let view = |person| PersonView::of(person, sessions.get(&person.name).copied().unwrap_or_default());
        People { people: state.people().map(view).collect() }
    });
    Ok(ok(&people.await?))
}

pub(crate) async fn add(call: Call) -> Result<Response, Error> {
    let NewPerson { name, full_name, role, password } = secret(&call.body)?;
    let password_hash = new_hash(&call.app, &name, password).await?;
    let name = Name::from(name);
    let person = desk::AddPerson { name: name.clone(), full_name, role: role.role(), password_hash };
    call.desk()?.submit(&call.who(), Command::AddPerson(Box::new(person))).await?;
    let path = format!("/api/v1/desk/people/{}", utf8_percent_encode(&name, NON_ALPHANUMERIC));
    Ok(with_location(created(&one(&call, &name).await?), &path))
}

pub(crate) async fn change(call: Call, name: &str) -> Result<Response, Error> {
    let PersonChange { full_name, role, disabled } = call.parse()?;
    let change = desk::ChangePerson { name: name.into(), full_name, role: role.map(RoleView::role), disabled };
    call.desk()?.submit(&call.who(), Command::ChangePerson(Box::new(change))).await?;
    Ok(ok(&one(&call, name).await?))
}

/// A person as it is now.
async fn one(call: &Call, name: &str) -> Result<PersonView, Error> {
    let now = call.app.now();
    let found = call.desk()?.read(|state, touches| {
        touches.add(touch::PEOPLE);
        let of_person = |session: &&desk::Session| *session.person == *name && now < session.expires;
        state.person(name).map(|person| PersonView::of(person, state.sessions().filter(of_person).count()))
    });
    found.await?.ok_or_else(|| Error::NotFound("there is no such person".to_owned()))
}

pub(crate) async fn set_password(call: Call, name: &str) -> Result<Response, Error> {
    let NewPassword { password } = secret(&call.body)?;
    let password_hash = new_hash(&call.app, name, password).await?;
    let command = Command::SetPassword { name: name.into(), password_hash, verified: None, session: None };
    done(&call, command).await
}

pub(crate) async fn sign_out(call: Call, name: &str) -> Result<Response, Error> {
    done(&call, Command::SignOutEverywhere { name: name.into() }).await
}

pub(crate) async fn drop_totp(call: Call, name: &str) -> Result<Response, Error> {
    done(&call, Command::SetTotp { name: name.into(), totp: None, verified: None }).await
}

pub(crate) async fn remove(call: Call, name: &str) -> Result<Response, Error> {
    done(&call, Command::RemovePerson { name: name.into() }).await
}

async fn done(call: &Call, command: Command) -> Result<Response, Error> {
    call.desk()?.submit(&call.who(), command).await?;
    Ok(no_content())
}
