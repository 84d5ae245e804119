//! Templates of plans: what they must be, and that states written before there were any are still read.

use super::cube::moment;
use super::world::*;
use tansiq_core::desk::bounds::{MAX_TEMPLATE_BYTES, MAX_TEMPLATE_NAME_BYTES, MAX_TEMPLATES};
use tansiq_core::desk::*;
use tansiq_core::{Caller, Context, EntityId, Machine};

fn put(world: &mut World, n: usize, name: &str, document: &str) -> Answer {
    world.ask("planner", Command::PutTemplate { id: own(n), name: name.to_owned(), document: document.into() })
}

#[test]
fn a_template_is_put_changed_and_removed() {
    let mut world = World::new();
    assert_eq!(put(&mut world, 1, "survey", "{\"volumes\":[]}"), Ok(Outcome::Done));
    world.now = moment(1);
    let change = Command::PutTemplate { id: own(1), name: "patrol".into(), document: "{}".into() };
    world.ask("another", change.clone()).unwrap();
    let kept = world.state.template(own(1)).unwrap().clone();
    assert_eq!((kept.name.as_str(), &*kept.document, &*kept.by, kept.changed), ("patrol", "{}", "another", moment(1)));
    world.now = moment(2);
    world.ask("planner", change).unwrap();
    assert_eq!(world.events, [], "the same again changes nothing");
    assert_eq!(world.state.templates().map(|template| template.id).collect::<Vec<EntityId>>(), [own(1)]);
    world.ask("planner", Command::RemoveTemplate { id: own(1) }).unwrap();
    assert_eq!(world.state.templates().count(), 0);
    assert_eq!(kind(&world.ask("planner", Command::RemoveTemplate { id: own(1) })), "404");
}

#[test]
fn what_a_template_must_be() {
    let (long, longer) = ("n".repeat(MAX_TEMPLATE_NAME_BYTES), "n".repeat(MAX_TEMPLATE_NAME_BYTES + 1));
    let (large, larger) = (" ".repeat(MAX_TEMPLATE_BYTES), " ".repeat(MAX_TEMPLATE_BYTES + 1));
    let cases = [
        ("", "{}", "400"),
        ("a", "{}", "ok"),
        (&long, "{}", "ok"),
        (&longer, "{}", "400"),
        ("a", &large, "ok"),
        ("a", &larger, "400"),
    ];
    for (name, document, expected) in cases {
        assert_eq!(kind(&put(&mut World::new(), 1, name, document)), expected, "{} and {} bytes", name.len(), document.len());
    }
}

#[test]
fn templates_are_bounded_and_known_ones_can_still_be_changed() {
    let mut state = State::default();
    let mut put = |n: usize, name: &str| {
        let id = crate::script::entity_id(1 + (n >> 8) as u8, n);
        let context =
            Context { now: moment(0), caller: Caller { name: "planner".into(), monitors_conformance: false }, fresh: [0; 32] };
        let decision = state.decide(&context, &Command::PutTemplate { id, name: name.to_owned(), document: "{}".into() })?;
        decision.events.iter().for_each(|event| state.apply(0, context.now, &context.caller.name, event));
        Ok(decision.outcome)
    };
    for n in 0..MAX_TEMPLATES {
        put(n, "a").unwrap();
    }
    assert_eq!(kind(&put(MAX_TEMPLATES, "a")), "too many");
    assert_eq!(kind(&put(0, "b")), "ok");
}

/// A node that is renewed reads the snapshot that the one before left.
#[test]
fn a_state_from_before_there_were_templates_is_read() {
    let text = serde_json::to_value(State::default().to_snapshot()).unwrap();
    let mut facts: serde_json::Value = serde_json::from_str(text.as_str().unwrap()).unwrap();
    assert!(facts.as_object_mut().unwrap().remove("templates").is_some());
    let older = serde_json::Value::String(facts.to_string());
    assert_eq!(State::from_snapshot(serde_json::from_value(older).unwrap()), State::default());
}
