//! Reports: filed under a fresh id, the latest listed.

use crate::world::*;
use tansiq_core::airspace::{Command, Event, Outcome, bounds::MAX_LISTED_REPORTS};
use tansiq_core::{Machine, Name};

fn file(world: &mut World, text: &str) -> uuid::Uuid {
    match world.ask("alpha", Command::FileReport { report: text.into() }).unwrap() {
        Outcome::Report { id } => id,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_report_is_recorded_whole_and_listed_with_its_reporter_and_record() {
    let mut world = World::new();
    let first = file(&mut world, r#"{"what":"no answer"}"#);
    assert_eq!(world.events, [Event::ReportFiled { id: first, report: r#"{"what":"no answer"}"#.into() }]);
    world.now = at(5);
    let second = file(&mut world, "{}");
    assert_ne!(first, second);
    let listed = world.state.reports(u64::MAX, 10);
    let seen: Vec<_> = listed.iter().map(|r| (r.id, &*r.reporter, r.at, r.index)).collect();
    assert_eq!(seen, [(second, "alpha", at(5), 2), (first, "alpha", START, 1)], "the newest first");
    assert_eq!(world.state.reports(2, 10).len(), 1, "before a record");
    assert_eq!(world.state.reports(u64::MAX, 1).len(), 1, "at most so many");
    assert_eq!(world.state.reports(u64::MAX, 0).len(), 0);
}

#[test]
fn the_state_lists_a_bounded_number_and_drops_the_oldest() {
    let mut world = World::new();
    let actor = Name::from("alpha");
    for n in 0..MAX_LISTED_REPORTS as u64 + 3 {
        let event = Event::ReportFiled { id: uuid::Uuid::from_u128(u128::from(n)), report: "{}".into() };
        world.state.apply(n, START, &actor, &event);
    }
    let listed = world.state.reports(u64::MAX, usize::MAX);
    assert_eq!(listed.len(), MAX_LISTED_REPORTS);
    assert_eq!(listed.last().map(|r| r.index), Some(3));
    world.state.check_invariants().unwrap();
}
