//! Stopping: nothing decided is lost, nothing is promised afterwards, and every thread ends.

use crate::registers::{FATAL, put};
use crate::world::{PATIENCE, World, caller, is_store_failure, records, retry_key, until};
use std::sync::atomic::Ordering::SeqCst;
use tansiq_log::faulty::{AppendFault, Outage, Stall};
use tansiq_log::memory::MemoryLog;
use tansiq_node::{Failure, Unavailable};

#[tokio::test]
async fn what_was_asked_before_the_stop_is_durable_and_answered() {
    let world = World::new();
    let first = world.stall(Stall::Before);
    let waiting: Vec<_> = (0..3_000).map(|n| world.ask(put(n % 10, n))).collect();
    let node = world.node.clone();
    let stopping = tokio::task::spawn_blocking(move || node.stop());
    world.release();
    stopping.await.unwrap();
    assert!(first.answer().await.is_ok());
    for pending in waiting {
        assert!(pending.answer().await.is_ok());
    }
    assert_eq!(records(&world.log).len(), 3_001);
}

#[tokio::test]
async fn what_is_asked_after_the_stop_is_refused_and_reads_go_on() {
    let world = World::new();
    world.write(put(1, 10)).await.unwrap();
    world.node.stop();
    world.node.stop();
    for _ in 0..3 {
        let answer = world.write(put(1, 11)).await;
        assert!(matches!(answer, Err(Failure::Unavailable(Unavailable::Stopping))), "{answer:?}");
    }
    assert_eq!(world.value(1).await, Some(10));
    assert_eq!(records(&world.log).len(), 1);
    assert_eq!(world.meter.alive.load(SeqCst), 0, "a log or a reader is still open");
}

#[tokio::test]
async fn what_is_asked_during_the_stop_is_answered_one_way_or_the_other() {
    for _ in 0..20 {
        let world = World::new();
        let node = world.node.clone();
        let asker = std::thread::spawn({
            let node = world.node.clone();
            move || {
                let ask = |n| {
                    let node = node.clone();
                    crate::world::Pending::begin(async move { node.submit(caller(), put(n, n), None).await })
                };
                (0..2_000).map(ask).collect::<Vec<_>>()
            }
        });
        std::thread::spawn(move || node.stop()).join().unwrap();
        let mut accepted = 0;
        for pending in asker.join().unwrap() {
            match pending.answer().await {
                Ok(_) => accepted += 1,
                Err(Failure::Unavailable(Unavailable::Stopping)) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(records(&world.log).len(), accepted);
    }
}

#[tokio::test]
async fn what_is_asked_while_the_last_snapshot_is_written_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let world: World = World::on(MemoryLog::new(), Some(&folder.path().join("snapshot")));
    world.write(put(1, 10)).await.unwrap();
    world.faults.stall_reads();
    let node = world.node.clone();
    let stopping = tokio::task::spawn_blocking(move || node.stop());
    assert!(world.faults.wait_for_standing(1, PATIENCE), "the snapshot is being written");
    let late = world.write(put(1, 11)).await;
    assert!(matches!(late, Err(Failure::Unavailable(Unavailable::Stopping))), "{late:?}");
    assert_eq!(world.value(1).await, Some(10));
    world.faults.heal();
    stopping.await.unwrap();
}

#[tokio::test]
async fn a_store_that_fails_during_the_stop_does_not_keep_the_node_from_ending() {
    for outage in [Outage::Full, Outage::Dead] {
        let world = World::new();
        world.write(put(1, 10)).await.unwrap();
        let first = world.stall(Stall::Before);
        let second = world.ask(put(2, 20));
        world.decided();
        let node = world.node.clone();
        let stopping = tokio::task::spawn_blocking(move || node.stop());
        world.faults.begin_outage(outage);
        world.release();
        tokio::time::timeout(PATIENCE, stopping).await.expect("the stop ends").unwrap();
        assert!(first.answer().await.is_err(), "{outage:?}");
        assert!(second.answer().await.is_err(), "{outage:?}");
        assert_eq!(world.value(1).await, Some(10));
        assert_eq!(records(&world.log).len(), 1);
    }
}

#[tokio::test]
async fn an_append_that_fails_once_during_the_stop_is_answered_truly() {
    for (fault, stored) in [(AppendFault::Landed, 3), (AppendFault::Lost, 0)] {
        let world = World::new();
        let first = world.stall(Stall::Before);
        world.faults.next_append(fault);
        let waiting = [world.ask(put(2, 20)), world.ask(put(3, 30))];
        world.decided();
        let node = world.node.clone();
        let stopping = tokio::task::spawn_blocking(move || node.stop());
        world.release();
        stopping.await.unwrap();
        assert_eq!(first.answer().await.is_ok(), stored > 0, "{fault:?}");
        for pending in waiting {
            assert_eq!(pending.answer().await.is_ok(), stored > 0, "{fault:?}");
        }
        assert_eq!(records(&world.log).len(), stored);
    }
}

#[tokio::test]
async fn a_node_that_nobody_holds_any_more_ends_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let World { node, meter, .. }: World = World::with(MemoryLog::new(), Some(&folder.path().join("snapshot")), 10);
    assert!(meter.alive.load(SeqCst) > 0);
    drop(node);
    until("the end of the threads", || meter.alive.load(SeqCst) == 0);
}

#[tokio::test]
async fn a_panic_of_the_ledger_thread_fails_the_node_and_leaves_nobody_waiting() {
    let world = World::new();
    world.write(put(1, 10)).await.unwrap();
    let first = world.stall(Stall::Before);
    let fatal = world.ask(put(FATAL, 0));
    let behind = world.ask_again(put(2, 20), Some(retry_key(1)));
    until("the panic", || world.node.store_failing());
    world.release();
    assert!(fatal.answer().await.is_err());
    assert!(matches!(behind.answer().await, Err(Failure::Unavailable(Unavailable::Stopping))));
    // Its append was under way already.
    let first = first.answer().await;
    assert!(first.is_ok() || is_store_failure(&first));
    assert_eq!(world.value(1).await, Some(10));
    world.node.stop();
    assert_eq!(world.meter.alive.load(SeqCst), 0);
}
