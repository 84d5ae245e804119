//! Operational intents: who may write which state, in which order a request is refused, what its key must name.

use crate::world::*;
use tansiq_core::airspace::command::{Attachment, PutIntent};
use tansiq_core::airspace::{Availability, Command, IntentState, IntentState::*, Rejection};
use tansiq_core::{Heights, Timestamp};
use uuid::Uuid;

const ALL: [IntentState; 4] = [Accepted, Activated, Nonconforming, Contingent];

fn suffix(at: Timestamp, tail: u64) -> Option<(Box<str>, Uuid)> {
    let uuid = Uuid::from_u64_pair(((at.0 / 1_000) as u64) << 16 | 0x7000, 1 << 63 | tail);
    Some((uuid.to_string().into(), uuid))
}

#[test]
fn a_new_intent_has_version_one_and_each_write_adds_one_and_a_new_ovn() {
    let mut world = World::new();
    let first = world.put("alpha", 1, |_| {}).unwrap();
    let second = world.put("alpha", 1, |_| {}).unwrap();
    assert_eq!((first.version, second.version), (1, 2));
    assert_ne!(first.ovn, second.ovn);
    assert_eq!(first.ovn.len(), 44);
}

#[test]
fn an_intent_created_again_after_deletion_starts_at_one_with_an_ovn_never_used_before() {
    let mut world = World::new();
    let first = world.put("alpha", 1, |_| {}).unwrap();
    world.end("alpha", 1).unwrap();
    let again = world.put("alpha", 1, |_| {}).unwrap();
    assert_eq!(again.version, 1);
    assert_ne!(again.ovn, first.ovn);
}

/// F3548-21's transitions, the row is the state before, the column the one asked for.
#[test]
fn only_the_transitions_of_the_standard_are_allowed() {
    let allowed = [[1, 1, 1, 1], [0, 1, 1, 1], [0, 1, 1, 1], [0, 0, 0, 1]];
    for (before, row) in ALL.into_iter().zip(allowed) {
        for (next, allowed) in ALL.into_iter().zip(row) {
            let mut world = World::new();
            world.put("alpha+", 1, |p| p.subscription = implicit()).unwrap();
            let to = |state| move |p: &mut PutIntent| (p.state, p.subscription) = (state, implicit());
            world.put("alpha+", 1, to(before)).unwrap();
            let answer = world.put("alpha+", 1, to(next));
            assert_eq!(kind(&answer), if allowed == 1 { "ok" } else { "400" }, "{before:?} to {next:?}");
        }
    }
}

#[test]
fn a_new_intent_must_be_accepted() {
    for state in [Activated, Nonconforming, Contingent] {
        let mut world = World::new();
        let answer = world.put("alpha+", 1, |p| (p.state, p.subscription) = (state, implicit()));
        assert_eq!(kind(&answer), "400", "{state:?}");
        let answer = world.put("alpha+", 1, |p| (p.state, p.subscription, p.ovn) = (state, implicit(), Some("".into())));
        assert_eq!(kind(&answer), "400", "{state:?} with an empty OVN");
    }
}

#[test]
fn off_nominal_states_need_the_scope_but_a_creation_with_one_is_invalid_first() {
    let mut world = World::new();
    assert_eq!(kind(&world.put("alpha", 1, |p| (p.state, p.subscription) = (Contingent, implicit()))), "400");
    world.put("alpha", 1, |_| {}).unwrap();
    for state in [Nonconforming, Contingent] {
        assert_eq!(kind(&world.put("alpha", 1, |p| (p.state, p.subscription) = (state, implicit()))), "403");
    }
    assert_eq!(kind(&world.put("alpha+", 1, |p| (p.state, p.subscription) = (Nonconforming, implicit()))), "ok");
}

#[test]
fn every_state_but_accepted_needs_a_subscription() {
    let mut world = World::new();
    world.put("alpha+", 1, |_| {}).unwrap();
    for state in [Activated, Nonconforming, Contingent] {
        assert_eq!(kind(&world.put("alpha+", 1, |p| p.state = state)), "400", "{state:?}");
    }
    assert_eq!(kind(&world.put("alpha+", 1, |p| p.state = Accepted)), "ok");
}

#[test]
fn the_end_may_be_now_but_not_in_the_past() {
    let mut world = World::new();
    world.now = at(20);
    assert_eq!(kind(&world.put("alpha", 1, |_| {})), "ok");
    world.now = Timestamp(at(20).0 + 1);
    assert_eq!(kind(&world.put("alpha", 1, |_| {})), "400");
}

#[test]
fn an_existing_intent_is_updated_with_its_ovn_by_its_manager_only() {
    let mut world = World::new();
    world.put("alpha", 1, |_| {}).unwrap();
    assert_eq!(kind(&world.put("alpha", 1, |p| p.ovn = None)), "409", "create over existing");
    assert_eq!(kind(&world.put("alpha", 1, |p| p.ovn = Some("".into()))), "409", "trailing slash over existing");
    assert_eq!(kind(&world.put("alpha", 1, |p| p.ovn = Some("another-version-of-it".into()))), "409");
    assert_eq!(kind(&world.put("bravo", 1, |p| p.ovn = Some("another-version-of-it".into()))), "403", "owner before OVN");
    assert_eq!(kind(&world.put("alpha", 2, |p| p.ovn = Some("another-version-of-it".into()))), "400", "update of nothing");
    assert_eq!(kind(&world.put("alpha", 2, |p| p.ovn = Some("".into()))), "ok", "a trailing slash creates");
}

/// Each request breaks one rule more than the next: the answer is that of the first rule.
#[test]
fn the_first_rule_that_is_broken_answers() {
    let mut world = World::new();
    world.put("bravo", 9, |_| {}).unwrap();
    world.put("alpha+", 1, |p| p.subscription = implicit()).unwrap();
    world.put("alpha+", 1, |p| (p.state, p.subscription) = (Activated, implicit())).unwrap();
    world.set_availability("alpha", Availability::Down);
    world.set_availability("bravo", Availability::Down);
    let used = suffix(world.now, 1);
    let wrong = |rules: u32| {
        let used = used.clone();
        move |p: &mut PutIntent| {
            let wrong = |rule: u32| rules >= rule;
            p.state = if wrong(5) { Accepted } else { Activated };
            p.subscription = if wrong(3) { Attachment::Existing(subscription_id(7)) } else { implicit() };
            p.ovn = if wrong(6) { Some("another-version-of-it".into()) } else { p.ovn.take() };
            p.key = if wrong(2) { key([]) } else { std::mem::take(&mut p.key) };
            p.requested_suffix = if wrong(1) { used } else { None };
            if wrong(8) {
                p.extent.span = tansiq_core::Span { start: at(-20), end: at(-10) };
            }
        }
    };
    assert_eq!(kind(&world.put("alpha", 1, wrong(8))), "400", "the end is in the past");
    assert_eq!(kind(&world.put("bravo", 1, wrong(7))), "403", "another's");
    assert_eq!(kind(&world.put("alpha", 1, wrong(6))), "409", "stale");
    let transition = world.put("alpha", 1, wrong(5));
    assert!(matches!(&transition, Err(Rejection::Invalid(text)) if text.starts_with("state:")), "{transition:?}");
    assert_eq!(kind(&world.put("alpha", 1, wrong(3))), "412", "the manager is down");
    world.set_availability("alpha", Availability::Normal);
    world.set_availability("bravo", Availability::Normal);
    let attachment = world.put("alpha", 1, wrong(3));
    assert!(matches!(&attachment, Err(Rejection::Invalid(text)) if text.starts_with("subscription_id:")), "{attachment:?}");
    assert_eq!(kind(&world.put("alpha", 1, wrong(2))), "409 with missing");
    assert_eq!(kind(&world.put("alpha", 1, wrong(1))), "ok");
    assert_eq!(kind(&world.put("alpha", 1, wrong(2))), "409 with missing", "the key comes before the suffix");
    assert_eq!(kind(&world.put("alpha", 1, wrong(1))), "409", "the suffix was used");
    assert_eq!(kind(&world.put("alpha", 1, wrong(0))), "ok");
}

#[test]
fn a_manager_that_is_down_may_declare_off_nominal_states_and_nothing_else() {
    let mut world = World::new();
    world.put("alpha", 1, |_| {}).unwrap();
    world.put("alpha", 2, |_| {}).unwrap();
    world.set_availability("alpha", Availability::Down);
    assert_eq!(kind(&world.put("alpha", 3, |_| {})), "412");
    assert_eq!(kind(&world.put("alpha", 1, |p| (p.state, p.subscription) = (Activated, implicit()))), "412");
    assert_eq!(kind(&world.end("alpha", 2)), "412");
    assert_eq!(kind(&world.put("alpha+", 1, |p| (p.state, p.subscription) = (Contingent, implicit()))), "ok");
    assert_eq!(kind(&world.put("bravo", 4, |_| {})), "ok", "others go on");
    world.set_availability("alpha", Availability::Unknown);
    assert_eq!(kind(&world.end("alpha", 2)), "ok");
}

#[test]
fn deletion_looks_for_the_intent_then_its_manager_then_its_ovn() {
    let mut world = World::new();
    assert_eq!(kind(&world.end("alpha", 1)), "404");
    world.put("alpha", 1, |_| {}).unwrap();
    let stale = |world: &mut World, who| kind(&world.ask(who, Command::DeleteIntent { id: intent_id(1), ovn: "stale".into() }));
    assert_eq!(stale(&mut world, "bravo"), "403");
    world.set_availability("alpha", Availability::Down);
    assert_eq!(stale(&mut world, "alpha"), "409", "the OVN comes before the availability");
    world.set_availability("alpha", Availability::Normal);
    let last = world.put("alpha", 1, |_| {}).unwrap();
    assert_eq!(world.end("alpha", 1).unwrap().ovn, last.ovn, "the reference is told as it was");
    assert_eq!(world.state.get_intent("alpha", intent_id(1)), None);
}

#[test]
fn the_key_must_name_what_is_met_and_nothing_else() {
    let without_key = |change: fn(&mut PutIntent)| {
        let mut world = World::new();
        world.put("bravo", 9, |_| {}).unwrap();
        kind(&world.put("alpha", 1, |p| {
            p.key = key([]);
            change(p);
        }))
    };
    assert_eq!(without_key(|_| {}), "409 with missing");
    assert_eq!(without_key(|p| p.extent.cells = cells([0, 1])), "409 with missing", "one common cell");
    assert_eq!(without_key(|p| p.extent.cells = cells([1, 2])), "ok", "no common cell");
    let touching = [extent(20..=25, (0.0, 500.0), cells([0])), extent(0..=10, (0.0, 500.0), cells([0]))];
    let [after, before] = touching;
    let later = |p: &mut PutIntent| p.extent = extent(20..=25, (0.0, 500.0), cells([0]));
    assert_eq!((after.span.start, before.span.end), (at(20), at(10)));
    assert_eq!(without_key(later), "409 with missing", "touching in time");
    assert_eq!(without_key(|p| p.extent.span.end = at(10)), "409 with missing");
    assert_eq!(without_key(|p| (p.extent.span.start, p.extent.span.end) = (Timestamp(at(20).0 + 1), at(30))), "ok");
    assert_eq!(without_key(|p| p.extent.heights = Heights { lower: 120.0, upper: 130.0 }), "409 with missing", "touching");
    assert_eq!(without_key(|p| p.extent.heights = Heights { lower: 90.0, upper: 100.0 }), "409 with missing", "touching");
    assert_eq!(without_key(|p| p.extent.heights = Heights { lower: 120.000_001, upper: 130.0 }), "ok");
    assert_eq!(without_key(|p| p.extent.heights = Heights { lower: 90.0, upper: 99.999_999 }), "ok");
}

#[test]
fn missing_intents_are_named_with_their_ovn_only_to_their_manager() {
    let mut world = World::new();
    let own = world.put("alpha", 1, |_| {}).unwrap();
    world.put("bravo", 2, |_| {}).unwrap();
    let mut found = missing(world.put("alpha", 3, |p| p.key = key([]))).intents;
    found.sort_by_key(|reference| reference.id);
    assert_eq!(found.iter().map(|i| i.id).collect::<Vec<_>>(), [intent_id(1), intent_id(2)], "own ones count as well");
    assert_eq!(found[0].ovn.as_ref().map(|ovn| ovn.as_str()), Some(own.ovn.as_str()));
    assert_eq!(found[1].ovn, None);
    let found = missing(world.put("alpha", 3, |p| p.key = key([&own.ovn]))).intents;
    assert_eq!(found.iter().map(|i| i.id).collect::<Vec<_>>(), [intent_id(2)], "what is in the key is not missing");
}

#[test]
fn the_intent_itself_and_superseded_ovns_do_not_matter_to_the_key() {
    let mut world = World::new();
    let old = world.put("bravo", 1, |_| {}).unwrap();
    assert_eq!(kind(&world.put("bravo", 1, |p| p.key = key([]))), "ok", "its own OVN need not be in its key");
    assert_eq!(kind(&world.put("alpha", 2, |p| p.key = key([&old.ovn]))), "409 with missing");
}

#[test]
fn an_ended_intent_counts_if_the_times_meet() {
    let mut world = World::new();
    world.put("bravo", 1, |_| {}).unwrap();
    world.now = at(60);
    let answer = world.put("alpha", 2, |p| (p.key, p.extent.span.end) = (key([]), at(90)));
    assert_eq!(kind(&answer), "409 with missing");
    assert_eq!(kind(&world.put("alpha", 2, |p| (p.extent.span.start, p.extent.span.end) = (at(60), at(90)))), "ok");
}

#[test]
fn accepted_intents_of_a_manager_that_is_down_need_not_be_known() {
    let mut world = World::new();
    world.put("bravo", 1, |_| {}).unwrap();
    world.put("bravo", 2, |_| {}).unwrap();
    world.put("bravo", 2, |p| (p.state, p.subscription) = (Activated, implicit())).unwrap();
    world.set_availability("bravo", Availability::Down);
    let found = missing(world.put("alpha", 3, |p| p.key = key([])));
    assert_eq!(found.intents.iter().map(|i| i.id).collect::<Vec<_>>(), [intent_id(2)]);
    assert_eq!(found.intents[0].availability, Availability::Down);
    world.set_availability("bravo", Availability::Unknown);
    assert_eq!(missing(world.put("alpha", 3, |p| p.key = key([]))).intents.len(), 2);
}

#[test]
fn off_nominal_states_need_no_key() {
    let mut world = World::new();
    world.put("alpha+", 1, |_| {}).unwrap();
    world.put("bravo", 2, |_| {}).unwrap();
    for state in [Nonconforming, Contingent] {
        let answer = world.put("alpha+", 1, |p| (p.state, p.subscription, p.key) = (state, implicit(), key([])));
        assert_eq!(kind(&answer), "ok", "{state:?}");
    }
}

#[test]
fn constraints_count_only_with_a_subscription_that_watches_them() {
    let watching = || Attachment::Implicit { uss_base_url: "https://u.example".into(), notify_for_constraints: true };
    let mut world = World::new();
    world.put_constraint("bravo", 1, |_| {}).unwrap();
    assert_eq!(kind(&world.put("alpha", 1, |p| p.key = key([]))), "ok", "no subscription");
    assert_eq!(kind(&world.put("alpha", 2, |p| p.subscription = implicit())), "ok");
    let found = missing(world.put("alpha", 3, |p| (p.subscription, p.key) = (watching(), key([]))));
    assert_eq!(found.constraints.iter().map(|c| (c.id, c.ovn.clone())).collect::<Vec<_>>(), [(constraint_id(1), None)]);
    assert_eq!(found.intents.len(), 2);
    assert_eq!(kind(&world.put("alpha", 3, |p| p.subscription = watching())), "ok");
    world.subscribe("alpha", 1, |p| p.notify_for_constraints = true).unwrap();
    let by_name = Attachment::Existing(subscription_id(1));
    assert_eq!(missing(world.put("alpha", 4, |p| (p.subscription, p.key) = (by_name, key([])))).constraints.len(), 1);
    let above = Heights { lower: 120.5, upper: 130.0 };
    let answer = world.put("alpha", 4, |p| (p.subscription, p.key, p.extent.heights) = (watching(), key([]), above));
    assert_eq!(kind(&answer), "ok", "heights are compared");
}

#[test]
fn a_requested_suffix_becomes_the_ovn_verbatim() {
    let mut world = World::new();
    let (_, uuid) = suffix(world.now, 1).unwrap();
    let text: Box<str> = uuid.simple().to_string().to_uppercase().into();
    let wrote = world.put("alpha", 1, |p| p.requested_suffix = Some((text.clone(), uuid))).unwrap();
    assert_eq!(wrote.ovn, format!("{}_{text}", intent_id(1)));
    assert_eq!(world.put("alpha", 1, |_| {}).unwrap().ovn.len(), 44, "without a suffix the OVN is made up again");
}

#[test]
fn a_suffix_must_be_of_version_seven_and_within_five_minutes() {
    let mut world = World::new();
    let mut ask = |suffix: Option<(Box<str>, Uuid)>| kind(&world.put("alpha", 1, |p| p.requested_suffix = suffix));
    assert_eq!(ask(suffix(at(5), 1)), "ok");
    assert_eq!(ask(suffix(at(-5), 1)), "ok");
    assert_eq!(ask(suffix(Timestamp(at(5).0 + 1_000), 1)), "400");
    assert_eq!(ask(suffix(Timestamp(at(-5).0 - 1_000), 1)), "400");
    let (text, uuid) = suffix(at(0), 1).unwrap();
    assert_eq!(ask(Some((text.clone(), Uuid::from_u128(uuid.as_u128() & !(0xf << 76) | 4 << 76)))), "400", "version 4");
    assert_eq!(ask(Some((text, Uuid::from_u128(uuid.as_u128() & !(0xf << 60))))), "400", "another variant");
}

#[test]
fn a_suffix_is_used_once_for_an_intent_deleted_or_not_and_may_be_used_for_another() {
    let mut world = World::new();
    let with = |suffix: Option<(Box<str>, Uuid)>| move |p: &mut PutIntent| p.requested_suffix = suffix;
    world.put("alpha", 1, with(suffix(at(4), 1))).unwrap();
    assert_eq!(kind(&world.put("alpha", 1, with(suffix(at(4), 1)))), "409");
    world.put("alpha", 1, |_| {}).unwrap();
    assert_eq!(kind(&world.put("alpha", 1, with(suffix(at(4), 1)))), "409", "though it was superseded");
    world.end("alpha", 1).unwrap();
    assert_eq!(kind(&world.put("alpha", 1, with(suffix(at(4), 1)))), "409", "though the intent was deleted");
    assert_eq!(kind(&world.put("alpha", 1, with(suffix(at(4), 2)))), "ok", "another suffix");
    assert_eq!(kind(&world.put("alpha", 2, with(suffix(at(4), 1)))), "ok", "another intent");
    world.now = at(9);
    world.put("alpha", 3, |_| {}).unwrap();
    assert_eq!(kind(&world.put("alpha", 1, with(suffix(at(4), 1)))), "409", "the window is not over yet");
    world.now = Timestamp(at(9).0 + 1);
    assert_eq!(kind(&world.put("alpha", 1, with(suffix(at(4), 1)))), "400", "it is too old now");
}

#[test]
fn a_refused_write_uses_no_suffix_and_changes_nothing() {
    let mut world = World::new();
    world.put("bravo", 2, |_| {}).unwrap();
    let before = serde_json::to_string(&tansiq_core::Machine::to_snapshot(&world.state)).unwrap();
    let refused =
        world.put("alpha", 1, |p| (p.key, p.requested_suffix, p.subscription) = (key([]), suffix(at(0), 1), implicit()));
    assert_eq!(kind(&refused), "409 with missing");
    assert_eq!(serde_json::to_string(&tansiq_core::Machine::to_snapshot(&world.state)).unwrap(), before);
    assert_eq!(kind(&world.put("alpha", 1, |p| p.requested_suffix = suffix(at(0), 1))), "ok");
}
