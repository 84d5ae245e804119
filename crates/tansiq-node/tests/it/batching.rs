//! What arrives during an append goes into the next one, and nobody is answered before that one is durable.

use crate::registers::{Command, compare_and_set, put};
use crate::world::{World, records};
use tansiq_log::MAX_RECORD_BYTES;
use tansiq_log::faulty::Stall;
use tansiq_node::Failure;

#[tokio::test]
async fn an_accepted_write_is_in_the_log_when_it_is_answered() {
    let world = World::new();
    for n in 0..50 {
        let outcome = world.write(put(n, n + 1)).await.unwrap();
        assert_eq!(outcome.register.unwrap().version, 1);
        let record = records(&world.log).pop().unwrap();
        assert_eq!((record.index, record.events[0].key, record.events[0].value), (n, n, n + 1));
    }
    assert_eq!(world.live().await, world.replayed());
}

#[tokio::test]
async fn answers_wait_until_what_they_tell_is_durable() {
    for stall in [Stall::Before, Stall::After] {
        let world = World::new();
        let mut first = world.stall(stall);
        let mut second = world.ask(put(1, 10));
        let mut refused = world.ask(compare_and_set(1, None, 11));
        let mut looked = world.ask(Command::Look { key: 1 });
        world.decided();
        for waiting in [&mut first, &mut second, &mut refused, &mut looked] {
            assert!(waiting.waits(), "{stall:?}");
        }
        world.release();
        assert!(first.answer().await.is_ok());
        assert!(second.answer().await.is_ok());
        // The refusal tells of the second write, so it may not come before that one is durable.
        assert!(matches!(refused.answer().await, Err(Failure::Rejected(stale)) if stale.found == Some(10)));
        assert_eq!(looked.answer().await.unwrap().register.unwrap().value, 10);
        assert_eq!(records(&world.log).len(), 2);
    }
}

#[tokio::test]
async fn a_refusal_that_tells_only_durable_things_is_given_at_once() {
    let world = World::new();
    world.write(put(1, 10)).await.unwrap();
    assert!(matches!(world.write(compare_and_set(1, None, 11)).await, Err(Failure::Rejected(_))));
    assert_eq!(world.stats(), (1, 0));
}

#[tokio::test]
async fn all_that_arrives_during_an_append_shares_the_next() {
    let world = World::new();
    let first = world.stall(Stall::Before);
    let waiting: Vec<_> = (0..500).map(|n| world.ask(put(n % 7, n))).collect();
    world.decided();
    world.release();
    first.answer().await.unwrap();
    for (n, pending) in waiting.into_iter().enumerate() {
        assert_eq!(pending.answer().await.unwrap().register.unwrap().value, n as u64);
    }
    assert_eq!(world.stats(), (2, 0));
    assert_eq!(world.live().await, world.replayed());
}

#[tokio::test]
async fn large_records_that_queued_do_not_make_an_append_too_large() {
    let world = World::new();
    let hold = world.hold();
    let waiting: Vec<_> = (0..40).map(|key| world.ask(Command::Fill { key, bytes: 1 << 20 })).collect();
    drop(hold);
    for pending in waiting {
        pending.answer().await.expect("no large record is in the way of another");
    }
    assert_eq!(world.stats().1, 0, "appends failed");
    assert_eq!(records(&world.log).len(), 40);
}

#[tokio::test]
async fn a_record_beyond_the_bound_of_the_log_is_refused_and_changes_nothing() {
    let world = World::new();
    match world.write(Command::Fill { key: 1, bytes: MAX_RECORD_BYTES }).await {
        Err(Failure::TooLarge { bytes, allowed }) => assert!(bytes > MAX_RECORD_BYTES && allowed == MAX_RECORD_BYTES),
        other => panic!("{other:?}"),
    }
    assert_eq!(world.value(1).await, None);
    assert_eq!(world.write(put(1, 5)).await.unwrap().register.unwrap().version, 1);
    world.write(Command::Fill { key: 1, bytes: MAX_RECORD_BYTES - 1_000 }).await.expect("just within the bound");
}

#[tokio::test]
async fn a_command_is_under_way_until_it_is_answered() {
    let world = World::new();
    assert_eq!(world.node.under_way(), 0);
    let first = world.stall(Stall::Before);
    let second = world.ask(put(2, 20));
    assert_eq!(world.node.under_way(), 2, "one is being appended, one waits");
    drop(second);
    assert_eq!(world.node.under_way(), 2, "that nobody waits for it changes nothing");
    world.release();
    first.answer().await.unwrap();
    world.write(put(3, 30)).await.unwrap();
    let end = std::time::Instant::now() + crate::world::PATIENCE;
    while world.node.under_way() > 0 {
        assert!(std::time::Instant::now() < end, "who asked heard of it, and then it counts no more");
        tokio::task::yield_now().await;
    }
}
