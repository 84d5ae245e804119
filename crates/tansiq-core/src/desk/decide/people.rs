//! The people of a desk: who is one, what each may do, and who has signed in.
//!
//! Whether a password or a code is right is found out before a command arrives here, which takes time; so a command names
//! what it was verified against, and is refused if that has changed meanwhile.

use super::{conflict, done, forbidden, invalid, not_found, too_many};
use crate::desk::bounds::{MAX_FULL_NAME_BYTES, MAX_PEOPLE, MAX_PERSON_NAME, MAX_SESSIONS, MAX_SESSIONS_OF_PERSON};
use crate::desk::command::{AddPerson, ChangePerson, SignIn};
use crate::desk::people::{Hidden, Person, Role, Totp};
use crate::desk::{Decided, Event, Rejection, State};
use crate::{Context, Name, Timestamp};

/// Adds a person whose name nobody has, in whichever case it is written.
pub(super) fn add(state: &State, add: &AddPerson) -> Decided {
    check_name(&add.name)?;
    check_full_name(&add.full_name)?;
    if state.people.people.len() >= MAX_PEOPLE {
        return too_many(format!("this desk has {MAX_PEOPLE} people"));
    }
    let lower = add.name.to_lowercase();
    if let Some(same) = state.people().find(|person| person.name.to_lowercase() == lower) {
        return conflict(format!("name: there is {} already", same.name));
    }
    done(vec![Event::PersonAdded {
        name: add.name.clone(),
        full_name: add.full_name.clone(),
        role: add.role,
        password_hash: add.password_hash.clone(),
    }])
}

pub(super) fn change(state: &State, change: &ChangePerson) -> Decided {
    let person = find(state, &change.name)?;
    let full_name = change.full_name.as_deref().unwrap_or(&person.full_name);
    check_full_name(full_name)?;
    let (role, disabled) = (change.role.unwrap_or(person.role), change.disabled.unwrap_or(person.disabled));
    if disabled || role != Role::Administrator {
        check_not_last(state, &person.name, "disabled or given another role")?;
    }
    if (full_name, role, disabled) == (&*person.full_name, person.role, person.disabled) {
        return done(Vec::new());
    }
    done(vec![Event::PersonChanged { name: person.name.clone(), full_name: full_name.to_owned(), role, disabled }])
}

pub(super) fn set_password(
    state: &State,
    context: &Context,
    name: &str,
    (hash, verified): (&Hidden, Option<&Hidden>),
    session: Option<&(Name, Timestamp)>,
) -> Decided {
    let person = find(state, name)?;
    check_verified(person, verified)?;
    let name = &person.name;
    let mut events = vec![Event::PasswordChanged { name: name.clone(), password_hash: hash.clone() }];
    if let Some((digest, expires)) = session {
        check_new_session(state, context, digest, *expires)?;
        if person.disabled {
            return forbidden("this person cannot sign in");
        }
        events.push(Event::SignedIn { name: name.clone(), digest: digest.clone(), expires: *expires, step: None });
    }
    done(events)
}

fn check_new_session(state: &State, context: &Context, digest: &Name, expires: Timestamp) -> Result<(), Rejection> {
    if expires <= context.now || state.people.sessions.contains_key(digest) {
        return invalid("session: it must be new and expire later than now");
    }
    Ok(())
}

pub(super) fn set_totp(state: &State, name: &str, totp: Option<&Totp>, verified: Option<&Hidden>) -> Decided {
    let person = find(state, name)?;
    check_verified(person, verified)?;
    let name = person.name.clone();
    match (totp, &person.totp) {
        (Some(totp), _) => done(vec![Event::TotpSet { name, totp: totp.clone() }]),
        (None, Some(_)) => done(vec![Event::TotpDropped { name }]),
        (None, None) => done(Vec::new()),
    }
}

pub(super) fn remove(state: &State, name: &str) -> Decided {
    let person = find(state, name)?;
    check_not_last(state, &person.name, "removed")?;
    done(vec![Event::PersonRemoved { name: person.name.clone() }])
}

/// Begins a session. Where a person or the desk has too many, the oldest ends.
pub(super) fn sign_in(state: &State, context: &Context, asked: &SignIn) -> Decided {
    let Some(person) = state.person(&asked.name).filter(|person| !person.disabled) else {
        return forbidden("this person cannot sign in");
    };
    check_verified(person, Some(&asked.verified))?;
    match (&person.totp, asked.step) {
        (None, None) => {}
        (Some(totp), Some(step)) if step > totp.last_step => {}
        (Some(_), Some(_)) => return forbidden("code: it was used already; wait for the next one"),
        (Some(_), None) | (None, Some(_)) => return conflict("the second factor was changed meanwhile; sign in again"),
    }
    check_new_session(state, context, &asked.digest, asked.expires)?;
    let mut events = Vec::new();
    let mut left = state.people.sessions_of(&person.name);
    if let Some(replaced) = &asked.replaces
        && let Some(session) = state.people.sessions.get(replaced)
    {
        left.retain(|session| session.digest != *replaced);
        events.push(Event::SignedOut { name: session.person.clone(), digest: session.digest.clone() });
    }
    let too_many = (left.len() + 1).saturating_sub(MAX_SESSIONS_OF_PERSON);
    events.extend(left.iter().take(too_many).map(|old| ended(old)));
    if state.people.sessions.len() - events.len() >= MAX_SESSIONS {
        let is_ended =
            |digest: &Name| events.iter().any(|event| matches!(event, Event::SignedOut { digest: of, .. } if of == digest));
        let oldest = state.sessions().filter(|session| !is_ended(&session.digest)).min_by_key(|session| session.since);
        events.extend(oldest.map(ended));
    }
    events.push(Event::SignedIn {
        name: person.name.clone(),
        digest: asked.digest.clone(),
        expires: asked.expires,
        step: asked.step,
    });
    done(events)
}

fn ended(session: &crate::desk::people::Session) -> Event {
    Event::SignedOut { name: session.person.clone(), digest: session.digest.clone() }
}

pub(super) fn sign_out(state: &State, digest: &Name) -> Decided {
    done(state.people.sessions.get(digest).map(ended).into_iter().collect())
}

pub(super) fn sign_out_everywhere(state: &State, name: &str) -> Decided {
    let person = find(state, name)?;
    let has_any = state.sessions().any(|session| session.person == person.name);
    done(has_any.then(|| Event::SignedOutEverywhere { name: person.name.clone() }).into_iter().collect())
}

fn find<'s>(state: &'s State, name: &str) -> Result<&'s Person, Rejection> {
    state.person(name).map_or_else(|| not_found("there is no such person"), Ok)
}

fn check_verified(person: &Person, verified: Option<&Hidden>) -> Result<(), Rejection> {
    match verified {
        Some(hash) if *hash != person.password_hash => conflict("the password was changed meanwhile; try again"),
        _ => Ok(()),
    }
}

/// Without one nobody could say any more who the people are.
fn check_not_last(state: &State, name: &Name, what: &str) -> Result<(), Rejection> {
    if state.people.is_last_administrator(name) {
        return conflict(format!("{name} is the last administrator who can sign in, and cannot be {what}"));
    }
    Ok(())
}

/// A name stands in paths, logs and lists: letters and digits of any script, and what joins them.
fn check_name(name: &str) -> Result<(), Rejection> {
    let fits = |character: char| character.is_alphanumeric() || matches!(character, '.' | '-' | '_');
    let count = name.chars().count();
    if !(1..=MAX_PERSON_NAME).contains(&count) {
        return invalid(format!("name: must be 1 to {MAX_PERSON_NAME} characters"));
    }
    if !name.chars().all(fits) || !name.chars().any(char::is_alphanumeric) {
        return invalid("name: must be letters, digits, '.', '-' and '_' only, with a letter or digit among them");
    }
    Ok(())
}

/// A full name is shown to people: nothing in it may hide what stands beside it.
fn check_full_name(full_name: &str) -> Result<(), Rejection> {
    if full_name.len() > MAX_FULL_NAME_BYTES {
        return invalid(format!("full_name: {} bytes, at most {MAX_FULL_NAME_BYTES} are accepted", full_name.len()));
    }
    let turns_text = |character: char| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if full_name.chars().any(|character| character.is_control() || turns_text(character)) {
        return invalid("full_name: must not have control characters or such as turn the direction of text");
    }
    Ok(())
}
