//! Every bound, and what a caller meets there.

use crate::registers::put;
use crate::world::{World, records, retry_key};
use tansiq_log::faulty::Stall;
use tansiq_node::bounds::{BATCH_RECORDS, QUEUE, UNCLAIMED};
use tansiq_node::{Failure, Unavailable};

#[tokio::test]
async fn one_command_more_than_the_queue_holds_is_told_to_come_again() {
    let world = World::new();
    let hold = world.hold();
    let waiting: Vec<_> = (0..QUEUE as u64).map(|n| world.ask(put(n % 100, n))).collect();
    assert_eq!(world.node.queued(), QUEUE);
    assert!(matches!(world.write(put(1, 1)).await, Err(Failure::Unavailable(Unavailable::Busy))));
    drop(hold);
    for pending in waiting {
        pending.answer().await.unwrap();
    }
    assert_eq!(records(&world.log).len(), QUEUE);
    world.write(put(1, 1)).await.unwrap();
}

#[tokio::test]
async fn no_append_has_more_records_than_its_bound_and_the_rest_waits_its_turn() {
    let world = World::new();
    let first = world.stall(Stall::Before);
    let count = BATCH_RECORDS as u64 * 2 + 100;
    let waiting: Vec<_> = (0..count).map(|n| world.ask(put(n % 100, n))).collect();
    crate::world::until("a full batch", || world.node.queued() as u64 == count - BATCH_RECORDS as u64);
    assert!(!world.look(500).waits(), "readers go on while the ledger thread waits for the log");
    world.release();
    first.answer().await.unwrap();
    for pending in waiting {
        pending.answer().await.unwrap();
    }
    let appends = world.meter.appends.lock().unwrap().clone();
    assert!(appends.iter().all(|(records, _)| *records <= BATCH_RECORDS), "{appends:?}");
    assert!(appends.iter().any(|(records, _)| *records == BATCH_RECORDS), "{appends:?}");
    assert_eq!(records(&world.log).len() as u64, count + 1);
}

#[tokio::test]
async fn of_answers_that_nobody_took_only_the_newest_are_kept() {
    let world = World::new();
    let count = UNCLAIMED as u64 + 5;
    for chunk in (0..count).collect::<Vec<_>>().chunks(1_000) {
        let first = world.stall(Stall::Before);
        chunk.iter().for_each(|n| drop_after_decision(&world, *n));
        world.decided();
        world.release();
        first.answer().await.unwrap();
    }
    world.write(put(99, 0)).await.unwrap();
    let before = records(&world.log).len();
    // Values differ from the first time, so that an old answer can be told from a new one.
    for (n, old) in [(count - 1, true), (5, true), (4, false), (0, false)] {
        let answer = world.ask_again(put(1_000 + n, 2), Some(retry_key(n))).answer().await.unwrap();
        assert_eq!(answer.register.unwrap().value, if old { 1 } else { 2 }, "write {n}");
    }
    assert_eq!(records(&world.log).len(), before + 2);
}

/// A write whose caller gives up as soon as it is decided.
fn drop_after_decision(world: &World, n: u64) {
    let pending = world.ask_again(put(1_000 + n, 1), Some(retry_key(n)));
    world.decided();
    drop(pending);
}
