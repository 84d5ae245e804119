//! Writes whose callers never heard what became of them, and their retries.

use crate::registers::{compare_and_set, put};
use crate::world::{World, records, retry_key};
use std::sync::atomic::Ordering::SeqCst;
use tansiq_log::faulty::{AppendFault, Stall};
use tansiq_node::{Failure, RetryKey};

#[tokio::test]
async fn a_command_whose_caller_gave_up_before_it_was_decided_does_not_happen() {
    let world = World::new();
    let hold = world.hold();
    let given_up = world.ask(put(1, 1));
    let kept = world.ask(put(2, 2));
    drop(given_up);
    drop(hold);
    kept.answer().await.unwrap();
    assert_eq!(world.value(1).await, None);
    assert_eq!(records(&world.log).len(), 1);
    assert_eq!(world.node.stats().abandoned.load(SeqCst), 1);
}

#[tokio::test]
async fn the_retry_of_a_write_that_happened_unheard_gets_its_answer_once() {
    for fault in [AppendFault::None, AppendFault::Landed] {
        let world = World::new();
        world.faults.next_append(AppendFault::None);
        world.faults.next_append(fault);
        let first = world.stall(Stall::Before);
        let unheard = world.ask_again(compare_and_set(1, None, 5), Some(retry_key(1)));
        world.decided();
        drop(unheard);
        world.release();
        first.answer().await.unwrap();
        world.write(put(2, 2)).await.unwrap();

        let again = || world.ask_again(compare_and_set(1, None, 5), Some(retry_key(1)));
        assert_eq!(again().answer().await.unwrap().register.unwrap().value, 5, "{fault:?}");
        let repeated = again().answer().await;
        assert!(matches!(repeated, Err(Failure::Rejected(stale)) if stale.found == Some(5)), "{repeated:?}");
        assert_eq!(records(&world.log).len(), 3);
    }
}

#[tokio::test]
async fn a_retry_that_comes_while_the_first_is_not_durable_yet_gets_its_answer_too() {
    let world = World::new();
    let first = world.stall(Stall::Before);
    let unheard = world.ask_again(compare_and_set(1, None, 5), Some(retry_key(1)));
    world.decided();
    drop(unheard);
    let retry = world.ask_again(compare_and_set(1, None, 5), Some(retry_key(1)));
    world.decided();
    world.release();
    first.answer().await.unwrap();
    assert_eq!(retry.answer().await.unwrap().register.unwrap().value, 5);
    assert_eq!(records(&world.log).len(), 2);
}

#[tokio::test]
async fn the_repetition_of_an_acknowledged_write_is_decided_anew() {
    let world = World::new();
    let create = || world.ask_again(compare_and_set(1, None, 5), Some(retry_key(1)));
    create().answer().await.unwrap();
    assert!(matches!(create().answer().await, Err(Failure::Rejected(_))));
}

#[tokio::test]
async fn another_request_does_not_get_the_answer_of_a_write_that_happened_unheard() {
    let world = World::new();
    lose_answer(&world).await;
    let others = [
        RetryKey { caller: "uss2".into(), ..retry_key(1) },
        RetryKey { target: "PUT /elsewhere".into(), ..retry_key(1) },
        retry_key(2),
    ];
    for other in others {
        let answer = world.ask_again(compare_and_set(1, None, 5), Some(other)).answer().await;
        assert!(matches!(answer, Err(Failure::Rejected(_))));
    }
    assert!(world.write(compare_and_set(1, None, 5)).await.is_err(), "nor does one without a key");
}

#[tokio::test]
async fn an_answer_that_no_longer_holds_is_not_given_to_a_retry() {
    let world = World::new();
    lose_answer(&world).await;
    world.write(put(1, 6)).await.unwrap();
    let retry = world.ask_again(compare_and_set(1, None, 5), Some(retry_key(1))).answer().await;
    assert!(matches!(retry, Err(Failure::Rejected(stale)) if stale.found == Some(6)));
}

#[tokio::test]
async fn a_retried_answer_that_is_not_taken_either_is_kept_for_the_next_retry() {
    let world = World::new();
    lose_answer(&world).await;
    for _ in 0..3 {
        // Its answer depends on nothing that is not durable but the write under way.
        let first = world.stall(Stall::Before);
        let retry = world.ask_again(compare_and_set(1, None, 5), Some(retry_key(1)));
        world.decided();
        drop(retry);
        world.release();
        first.answer().await.unwrap();
    }
    let retry = world.ask_again(compare_and_set(1, None, 5), Some(retry_key(1)));
    assert_eq!(retry.answer().await.unwrap().register.unwrap().value, 5);
}

#[tokio::test]
async fn a_write_that_was_lost_is_decided_anew_when_retried() {
    let world = World::new();
    world.faults.next_append(AppendFault::Lost);
    let create = || world.ask_again(compare_and_set(1, None, 5), Some(retry_key(1)));
    assert!(matches!(create().answer().await, Err(Failure::Unavailable(_))));
    assert_eq!(create().answer().await.unwrap().register.unwrap().version, 1);
    assert_eq!(records(&world.log).len(), 1);
}

/// Sets register 1 to 5 without its caller hearing of it.
async fn lose_answer(world: &World) {
    let first = world.stall(Stall::Before);
    let unheard = world.ask_again(compare_and_set(1, None, 5), Some(retry_key(1)));
    world.decided();
    drop(unheard);
    world.release();
    first.answer().await.unwrap();
    // The answer is known to be kept once a later one is given.
    world.write(put(99, 0)).await.unwrap();
}
