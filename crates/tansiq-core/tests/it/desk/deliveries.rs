//! The outbox (uss-behaviour 6; F3548-21 SCD0080): nobody is told of what the DSS refused, and everybody of the rest.

use super::cube::{Cube, moment};
use super::world::*;
use std::time::Duration;
use tansiq_core::desk::OperationState::{Accepted, Activated, Ended};
use tansiq_core::desk::*;

const HERE: Cube = Cube { x: (0, 1), y: (0, 1), z: (0, 1), t: (0, 60) };

/// To whom, of which version, and which subscriptions at which count prompted it.
type Waiting = (String, i32, Vec<(String, i32)>);

fn waiting(world: &World) -> Vec<Waiting> {
    let prompted = |delivery: &Delivery| {
        delivery.subscriptions.iter().map(|prompted| (prompted.subscription.to_string(), prompted.index)).collect()
    };
    world.state.deliveries().map(|delivery| (delivery.to.to_string(), delivery.version, prompted(delivery))).collect()
}

fn fail(world: &mut World, id: u64, next: Option<tansiq_core::Timestamp>) -> Vec<String> {
    world.ask("desk:outbox", Command::FinishDelivery { id, problem: Some("no answer".into()), next }).unwrap();
    world.told().into_iter().map(|(_, what)| what).collect()
}

#[test]
fn nobody_is_told_of_a_write_that_was_refused_or_not_heard_of() {
    let mut world = World::new();
    world.begin(0, Accepted, Some(plan(0, &[HERE]))).unwrap();
    assert_eq!(waiting(&world), []);
    world.finish(0, WriteResult::Unheard).unwrap();
    assert_eq!(waiting(&world), []);
    world.finish(0, WriteResult::Refused { why: "no".into() }).unwrap();
    assert_eq!(waiting(&world), []);
}

/// What is told is how things stand, so a later change includes an earlier one.
#[test]
fn a_later_change_is_told_in_place_of_an_earlier_one() {
    let mut world = World::new();
    world.begin(0, Accepted, Some(plan(0, &[HERE]))).unwrap();
    world.land(0, vec![subscriber("https://a", "s1", 4), subscriber("https://b", "s2", 1)]).unwrap();
    world.begin(0, Activated, None).unwrap();
    world.land(0, vec![subscriber("https://a", "s1", 5), subscriber("https://a", "s3", 1)]).unwrap();
    let expected = [
        ("https://b".to_owned(), 1, vec![("s2".to_owned(), 1)]),
        ("https://a".to_owned(), 2, vec![("s1".to_owned(), 5), ("s3".to_owned(), 1)]),
    ];
    assert_eq!(waiting(&world), expected);
    let superseded = world.events.iter().filter(|event| matches!(event, Event::DeliverySuperseded { .. })).count();
    assert_eq!(superseded, 1);
}

/// Retried until nobody needs to know any more, and a planner learns that it fails.
#[test]
fn what_fails_is_tried_again_until_it_is_over() {
    let mut world = World::new();
    world.begin(0, Accepted, Some(plan(0, &[HERE]))).unwrap();
    world.land(0, vec![subscriber("https://a", "s1", 4)]).unwrap();
    let again = world.now.plus(Duration::from_secs(30));
    assert_eq!(world.state.next_delivery_at(), Some(world.now));
    assert_eq!([fail(&mut world, 0, Some(again)), fail(&mut world, 0, Some(again))], [Vec::<String>::new(), vec![]]);
    assert_eq!(world.state.due_deliveries(world.now).count(), 0);
    assert_eq!(world.state.due_deliveries(again).map(|due| due.attempts).collect::<Vec<_>>(), [2]);
    assert_eq!(fail(&mut world, 0, Some(again)), ["delivery_failing"], "at the third try");
    assert_eq!(fail(&mut world, 0, Some(again)), [""; 0]);
    assert_eq!(fail(&mut world, 0, Some(moment(61))), ["delivery_failing"], "given up");
    assert_eq!((waiting(&world), world.state.next_delivery_at()), (vec![], None));
    assert_eq!(fail(&mut world, 0, None), [""; 0], "it waits no more");
}

#[test]
fn an_end_is_told_for_an_hour_at_least() {
    let mut world = World::new();
    world.accept(0, 0, &[Cube { t: (0, 1), ..HERE }]);
    world.now = moment(1);
    world.begin(0, Ended, None).unwrap();
    world.land(0, vec![subscriber("https://a", "s1", 1)]).unwrap();
    assert_eq!(world.state.deliveries_of(Subject::Operation(own(0))).map(|due| due.until).collect::<Vec<_>>(), [moment(7)]);
}

/// The longest due first, whatever their numbers.
#[test]
fn deliveries_are_made_in_the_order_in_which_they_are_due() {
    let mut world = World::new();
    world.begin(0, Accepted, Some(plan(0, &[HERE]))).unwrap();
    let to = ["https://a", "https://b", "https://c"];
    world.land(0, to.iter().map(|to| subscriber(to, "s", 0)).collect()).unwrap();
    let after = |seconds| world_at(seconds);
    fail(&mut world, 0, Some(after(50)));
    fail(&mut world, 1, Some(after(20)));
    let due = |at| world.state.due_deliveries(at).map(|due| due.id).collect::<Vec<_>>();
    assert_eq!((due(after(0)), due(after(20)), due(after(60))), (vec![2], vec![2, 1], vec![2, 1, 0]));
    world.ask("desk:outbox", Command::FinishDelivery { id: 2, problem: None, next: None }).unwrap();
    assert_eq!(world.state.next_delivery_at(), Some(after(20)));
}

fn world_at(seconds: u64) -> tansiq_core::Timestamp {
    moment(0).plus(Duration::from_secs(seconds))
}

#[test]
fn a_problem_is_kept_in_short() {
    let mut world = World::new();
    world.begin(0, Accepted, Some(plan(0, &[HERE]))).unwrap();
    world.land(0, vec![subscriber("https://a", "s", 0)]).unwrap();
    let problem = Some("é".repeat(bounds::MAX_TEXT_BYTES));
    let next = Some(moment(1));
    world.ask("desk:outbox", Command::FinishDelivery { id: 0, problem, next }).unwrap();
    let kept = world.state.deliveries().next().unwrap().problem.clone().unwrap();
    assert_eq!(kept, "é".repeat(bounds::MAX_TEXT_BYTES / 2));
}
