//! The people of a desk and their sessions: the rules one by one, and random commands held against plain lists.

use super::cube::moment;
use super::world::*;
use proptest::prelude::*;
use std::collections::BTreeMap;
use tansiq_core::desk::*;
use tansiq_core::{Machine, Name, Timestamp};

fn add(world: &mut World, name: &str, role: Role) -> Answer {
    let person = AddPerson { name: name.into(), full_name: "Of The Desk".to_owned(), role, password_hash: Hidden::new("hash") };
    world.ask("person:root", Command::AddPerson(Box::new(person)))
}

fn change(world: &mut World, name: &str, role: Option<Role>, disabled: Option<bool>) -> Answer {
    let change = ChangePerson { name: name.into(), role, disabled, ..ChangePerson::default() };
    world.ask("person:root", Command::ChangePerson(Box::new(change)))
}

fn asked(name: &str, digest: &str, expires: Timestamp) -> SignIn {
    SignIn { name: name.into(), digest: digest.into(), expires, replaces: None, verified: Hidden::new("hash"), step: None }
}

fn sign_in(world: &mut World, name: &str, digest: &str) -> Answer {
    world.ask("person:root", Command::SignIn(Box::new(asked(name, digest, moment(999)))))
}

fn digests(world: &World) -> Vec<&str> {
    world.state.sessions().map(|session| &*session.digest).collect()
}

/// The text of a refusal.
fn why(answer: Answer) -> String {
    match answer {
        Err(Rejection::Conflict(text) | Rejection::Invalid(text) | Rejection::Forbidden(text)) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_name_is_of_letters_and_digits_of_any_script_and_only_one_has_it() {
    let mut world = World::new();
    for name in ["ada", "عمر.الخطيب", "Дежурный-2", "a_1", "山田", &"x".repeat(64)] {
        assert_eq!(kind(&add(&mut world, name, Role::Viewer)), "ok", "{name}");
    }
    for name in ["", "a b", "a/b", "..", "-", "a\u{202e}b", "a\u{200f}", "a\n", "a\u{0}", "a@b", &"x".repeat(65)] {
        assert_eq!(kind(&add(&mut world, name, Role::Viewer)), "400", "{name:?}");
    }
    assert_eq!(why(add(&mut world, "ADA", Role::Viewer)), "name: there is ada already");
    assert_eq!(kind(&add(&mut world, "ДЕЖУРНЫЙ-2", Role::Viewer)), "409");
}

#[test]
fn a_full_name_may_be_any_text_that_hides_nothing() {
    let mut world = World::new();
    let mut named = |full_name: &str| {
        let name = format!("p{}", world.state.people().count());
        let full_name = full_name.to_owned();
        let person = AddPerson { name: name.into(), full_name, role: Role::Viewer, password_hash: Hidden::new("hash") };
        kind(&world.ask("person:root", Command::AddPerson(Box::new(person))))
    };
    for full_name in ["", "Ada, Countess of Lovelace", "عمر الخطيب", &"x".repeat(200)] {
        assert_eq!(named(full_name), "ok", "{full_name}");
    }
    for full_name in ["a\nb", "a\u{202e}b", "a\u{2066}b", &"x".repeat(201)] {
        assert_eq!(named(full_name), "400", "{full_name:?}");
    }
}

#[test]
fn the_last_administrator_who_can_sign_in_stays_one() {
    let mut world = World::new();
    add(&mut world, "ada", Role::Administrator).unwrap();
    add(&mut world, "eve", Role::Administrator).unwrap();
    change(&mut world, "eve", None, Some(true)).unwrap();
    let last = "ada is the last administrator who can sign in, and cannot be";
    assert_eq!(why(change(&mut world, "ada", None, Some(true))), format!("{last} disabled or given another role"));
    assert_eq!(kind(&change(&mut world, "ada", Some(Role::DutyOfficer), None)), "409");
    assert_eq!(why(world.ask("person:ada", Command::RemovePerson { name: "ada".into() })), format!("{last} removed"));
    change(&mut world, "eve", None, Some(false)).unwrap();
    change(&mut world, "ada", Some(Role::Viewer), None).unwrap();
    assert_eq!(kind(&world.ask("person:eve", Command::RemovePerson { name: "eve".into() })), "409");
    assert_eq!(kind(&world.ask("person:eve", Command::RemovePerson { name: "ada".into() })), "ok");
}

#[test]
fn a_person_who_is_not_there_cannot_be_changed() {
    let mut world = World::new();
    let name = || Name::from("nobody");
    assert_eq!(kind(&change(&mut world, "nobody", None, None)), "404");
    for command in [
        Command::RemovePerson { name: name() },
        Command::SetPassword { name: name(), password_hash: Hidden::new("h"), verified: None, session: None },
        Command::SetTotp { name: name(), totp: None, verified: None },
        Command::SignOutEverywhere { name: name() },
    ] {
        assert_eq!(kind(&world.ask("person:root", command)), "404");
    }
    assert_eq!(kind(&sign_in(&mut world, "nobody", "d")), "403");
}

#[test]
fn sessions_end_when_their_person_is_disabled_removed_or_has_another_password() {
    let mut world = World::new();
    for name in ["ada", "eve", "ida", "uma"] {
        add(&mut world, name, Role::Viewer).unwrap();
        sign_in(&mut world, name, name).unwrap();
    }
    change(&mut world, "ada", None, Some(true)).unwrap();
    assert_eq!(digests(&world), ["eve", "ida", "uma"]);
    assert_eq!(kind(&sign_in(&mut world, "ada", "again")), "403", "disabled people cannot sign in");
    let hash = Hidden::new("other");
    world
        .ask("person:eve", Command::SetPassword { name: "eve".into(), password_hash: hash, verified: None, session: None })
        .unwrap();
    assert_eq!(digests(&world), ["ida", "uma"]);
    world.ask("person:root", Command::RemovePerson { name: "ida".into() }).unwrap();
    assert_eq!(digests(&world), ["uma"]);
    change(&mut world, "uma", Some(Role::Planner), None).unwrap();
    assert_eq!(digests(&world), ["uma"], "another role ends nothing");
    assert_eq!(world.state.session("uma", world.now).unwrap().1.role, Role::Planner);
}

/// What was verified against a hash that was changed meanwhile counts for nothing.
#[test]
fn a_password_that_was_changed_while_it_was_verified_is_no_longer_good() {
    let mut world = World::new();
    add(&mut world, "ada", Role::Viewer).unwrap();
    let verified = || Some(Hidden::new("hash"));
    let set = |hash: &str| Command::SetPassword {
        name: "ada".into(),
        password_hash: Hidden::new(hash),
        verified: verified(),
        session: None,
    };
    world.ask("person:ada", set("second")).unwrap();
    assert_eq!(kind(&world.ask("person:ada", set("third"))), "409");
    assert_eq!(kind(&sign_in(&mut world, "ada", "d")), "409");
    let totp = Command::SetTotp { name: "ada".into(), totp: None, verified: verified() };
    assert_eq!(kind(&world.ask("person:ada", totp)), "409");
}

#[test]
fn who_changes_the_own_password_stays_at_one_browser() {
    let mut world = World::new();
    add(&mut world, "ada", Role::Viewer).unwrap();
    sign_in(&mut world, "ada", "old").unwrap();
    let set = |digest: &str, expires| Command::SetPassword {
        name: "ada".into(),
        password_hash: Hidden::new("new"),
        verified: None,
        session: Some((digest.into(), expires)),
    };
    assert_eq!(kind(&world.ask("person:ada", set("new", moment(0)))), "400");
    assert_eq!(kind(&world.ask("person:ada", set("old", moment(9)))), "400");
    world.ask("person:ada", set("new", moment(9))).unwrap();
    assert_eq!(digests(&world), ["new"]);
}

#[test]
fn a_step_of_the_second_factor_is_good_once() {
    let mut world = World::new();
    add(&mut world, "ada", Role::Viewer).unwrap();
    let totp = Some(Totp { secret: Hidden::new("SECRET"), last_step: 10 });
    world.ask("person:ada", Command::SetTotp { name: "ada".into(), totp, verified: None }).unwrap();
    let mut with = |digest: &str, step| {
        let asked = SignIn { step, ..asked("ada", digest, moment(999)) };
        kind(&world.ask("person:ada", Command::SignIn(Box::new(asked))))
    };
    assert_eq!(with("a", Some(10)), "403", "it confirmed the factor");
    assert_eq!(with("a", None), "409");
    assert_eq!(with("a", Some(11)), "ok");
    assert_eq!(with("b", Some(11)), "403");
    assert_eq!(with("b", Some(9)), "403");
    assert_eq!(with("b", Some(12)), "ok");
    world.ask("person:ada", Command::SetTotp { name: "ada".into(), totp: None, verified: None }).unwrap();
    assert_eq!(kind(&sign_in(&mut world, "ada", "c")), "ok");
}

#[test]
fn an_eleventh_session_ends_the_oldest_and_the_same_browser_s_old_one_ends() {
    let mut world = World::new();
    add(&mut world, "ada", Role::Viewer).unwrap();
    add(&mut world, "eve", Role::Viewer).unwrap();
    sign_in(&mut world, "eve", "of-eve").unwrap();
    for n in 0..bounds::MAX_SESSIONS_OF_PERSON {
        world.now = moment(n as i64);
        sign_in(&mut world, "ada", &format!("d{n}")).unwrap();
    }
    sign_in(&mut world, "ada", "last").unwrap();
    let first: Name = "d0".into();
    assert!(world.events.contains(&Event::SignedOut { name: "ada".into(), digest: first }));
    assert_eq!(digests(&world).len(), 11);
    let replaces = Some("of-eve".into());
    let shared = SignIn { replaces, ..asked("ada", "shared", moment(999)) };
    world.ask("person:ada", Command::SignIn(Box::new(shared))).unwrap();
    assert!(!digests(&world).contains(&"of-eve"), "a browser has one session");
    assert!(!digests(&world).contains(&"d1"));
    assert_eq!(kind(&sign_in(&mut world, "ada", "shared")), "400", "a token is new");
}

#[test]
fn sessions_expire_and_are_swept() {
    let mut world = World::new();
    add(&mut world, "ada", Role::Viewer).unwrap();
    let short = asked("ada", "short", moment(2));
    world.ask("person:ada", Command::SignIn(Box::new(short.clone()))).unwrap();
    sign_in(&mut world, "ada", "long").unwrap();
    world.now = moment(2);
    assert!(world.state.session("short", moment(1)).is_some());
    assert!(world.state.session("short", moment(2)).is_none());
    assert_eq!(kind(&world.ask("person:ada", Command::SignIn(Box::new(SignIn { digest: "x".into(), ..short })))), "400");
    let swept = world.ask("desk", Command::Sweep { before: moment(-999) }).unwrap();
    assert_eq!((swept, digests(&world)), (Outcome::Swept(1), vec!["long"]));
}

#[test]
fn what_is_hidden_is_not_in_what_is_printed() {
    let mut world = World::new();
    add(&mut world, "ada", Role::Viewer).unwrap();
    let totp = Some(Totp { secret: Hidden::new("SECRET"), last_step: 1 });
    world.ask("person:ada", Command::SetTotp { name: "ada".into(), totp, verified: None }).unwrap();
    let printed = format!("{:?} {:?} {:?}", world.state, world.events, world.state.people().collect::<Vec<_>>());
    assert!(!printed.contains("\"hash\"") && !printed.contains("SECRET"), "{printed}");
}

/// A ledger that was written before there were people is read.
#[test]
fn a_snapshot_without_people_is_read() {
    let text = serde_json::to_value(State::default().to_snapshot()).unwrap();
    let mut facts: serde_json::Value = serde_json::from_str(text.as_str().unwrap()).unwrap();
    facts.as_object_mut().unwrap().remove("people").unwrap();
    let text = serde_json::to_string(&facts.to_string()).unwrap();
    let state = State::from_snapshot(serde_json::from_str(&text).unwrap());
    assert_eq!(state, State::default());
}

#[derive(Clone, Debug)]
enum Act {
    Add(usize, usize),
    Change(usize, Option<usize>, Option<bool>),
    Password(usize),
    Remove(usize),
    SignIn(usize),
    SignOut(usize),
    Everywhere(usize),
    Wait(i64),
    Sweep,
}

fn act() -> impl Strategy<Value = Act> {
    let who = 0..4_usize;
    prop_oneof![
        3 => (who.clone(), 0..4_usize).prop_map(|(who, role)| Act::Add(who, role)),
        3 => (who.clone(), proptest::option::of(0..4_usize), proptest::option::of(any::<bool>()))
            .prop_map(|(who, role, disabled)| Act::Change(who, role, disabled)),
        1 => who.clone().prop_map(Act::Password),
        2 => who.clone().prop_map(Act::Remove),
        8 => who.clone().prop_map(Act::SignIn),
        2 => (0..40_usize).prop_map(Act::SignOut),
        1 => who.prop_map(Act::Everywhere),
        3 => (1..20_i64).prop_map(Act::Wait),
        1 => Just(Act::Sweep),
    ]
}

const ROLES: [Role; 4] = [Role::Viewer, Role::Planner, Role::DutyOfficer, Role::Administrator];

/// The same written plainly: role and whether disabled, and the digests of a person's sessions, oldest first.
#[derive(Default)]
struct Model {
    people: BTreeMap<usize, (Role, bool)>,
    sessions: Vec<(usize, usize)>,
    next: usize,
}

impl Model {
    fn is_last(&self, who: usize) -> bool {
        let able: Vec<usize> =
            self.people.iter().filter(|(_, is)| **is == (Role::Administrator, false)).map(|(who, _)| *who).collect();
        able == [who]
    }

    /// Carries out an act, and says how it is answered.
    fn step(&mut self, act: &Act) -> &'static str {
        match *act {
            Act::Add(who, _) | Act::Change(who, ..) | Act::Remove(who) | Act::Password(who) | Act::Everywhere(who)
                if matches!(act, Act::Add(..)) == self.people.contains_key(&who) =>
            {
                return if matches!(act, Act::Add(..)) { "409" } else { "404" };
            }
            Act::Add(who, role) => _ = self.people.insert(who, (ROLES[role], false)),
            Act::Change(who, role, disabled) => {
                let (old_role, old_disabled) = self.people[&who];
                let now = (role.map_or(old_role, |role| ROLES[role]), disabled.unwrap_or(old_disabled));
                if self.is_last(who) && now != (Role::Administrator, false) {
                    return "409";
                }
                self.people.insert(who, now);
                self.sessions.retain(|(of, _)| !(now.1 && *of == who));
            }
            Act::Remove(who) if self.is_last(who) => return "409",
            Act::Remove(who) => {
                self.people.remove(&who);
                self.sessions.retain(|(of, _)| *of != who);
            }
            Act::Password(who) | Act::Everywhere(who) => self.sessions.retain(|(of, _)| *of != who),
            Act::SignIn(who) => {
                if self.people.get(&who).is_none_or(|(_, disabled)| *disabled) {
                    return "403";
                }
                self.sessions.push((who, self.next));
                self.next += 1;
                if self.sessions.iter().filter(|(of, _)| *of == who).count() > bounds::MAX_SESSIONS_OF_PERSON {
                    let oldest = self.sessions.iter().position(|(of, _)| *of == who).unwrap();
                    self.sessions.remove(oldest);
                }
            }
            Act::SignOut(which) => self.sessions.retain(|(_, digest)| *digest != which),
            Act::Wait(_) | Act::Sweep => {}
        }
        "ok"
    }
}

fn carry_out(world: &mut World, act: &Act, next: usize) -> Answer {
    let name = |who: usize| Name::from(format!("p{who}"));
    let digest = |which: usize| Name::from(format!("{which:04}"));
    let command = match *act {
        Act::Add(who, role) => return add(world, &name(who), ROLES[role]),
        Act::Change(who, role, disabled) => return change(world, &name(who), role.map(|role| ROLES[role]), disabled),
        Act::Password(who) => {
            Command::SetPassword { name: name(who), password_hash: Hidden::new("hash"), verified: None, session: None }
        }
        Act::Remove(who) => Command::RemovePerson { name: name(who) },
        Act::SignIn(who) => return sign_in(world, &name(who), &digest(next)),
        Act::SignOut(which) => Command::SignOut { digest: digest(which) },
        Act::Everywhere(who) => Command::SignOutEverywhere { name: name(who) },
        Act::Wait(minutes) => {
            world.now = world.now.plus(std::time::Duration::from_secs(60 * minutes as u64));
            return Ok(Outcome::Done);
        }
        Act::Sweep => Command::Sweep { before: moment(-999) },
    };
    world.ask("person:root", command)
}

proptest! {
    /// Roles, sessions and refusals agree with the plain lists; the state's own check runs after every step.
    #[test]
    fn random_commands_agree_with_plain_lists(acts in proptest::collection::vec(act(), 1..80)) {
        let (mut world, mut model) = (World::new(), Model::default());
        for act in &acts {
            // Moments differ, so that the oldest session is always the one that was begun first.
            world.now = world.now.plus(std::time::Duration::from_micros(1));
            let next = model.next;
            let expected = model.step(act);
            prop_assert_eq!(kind(&carry_out(&mut world, act, next)), expected, "{:?}", act);
            let people: Vec<_> = world.state.people().map(|person| (person.name.to_string(), person.role, person.disabled)).collect();
            let listed: Vec<_> = model.people.iter().map(|(who, (role, disabled))| (format!("p{who}"), *role, *disabled)).collect();
            prop_assert_eq!(people, listed);
            let mut sessions: Vec<String> = model.sessions.iter().map(|(_, digest)| format!("{digest:04}")).collect();
            sessions.sort();
            prop_assert_eq!(digests(&world), sessions);
        }
    }
}
