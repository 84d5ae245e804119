//! A store that fails: who is told what, what the state is afterwards, and that no restart is needed.

use crate::registers::{Command, compare_and_set, put};
use crate::world::{NOT_STORED, OUTAGES, World, is_store_failure, records};
use std::sync::atomic::Ordering::SeqCst;
use tansiq_log::faulty::{AppendFault, Outage, Stall};
use tansiq_node::Failure;

#[tokio::test]
async fn a_write_that_was_not_stored_is_told_so_and_leaves_nothing() {
    for fault in NOT_STORED {
        let world = World::new();
        world.write(put(1, 10)).await.unwrap();
        world.faults.next_append(fault);
        assert!(is_store_failure(&world.write(put(1, 11)).await), "{fault:?}");
        assert!(world.node.store_failing());
        assert_eq!(world.value(1).await, Some(10), "{fault:?}");
        assert_eq!(world.write(put(1, 12)).await.unwrap().register.unwrap().version, 2, "{fault:?}");
        assert!(!world.node.store_failing());
        assert_eq!(world.live().await, world.replayed());
        assert_eq!(records(&world.log).len(), 2);
    }
}

#[tokio::test]
async fn what_was_decided_on_a_lost_state_is_lost_with_it() {
    for fault in NOT_STORED {
        let world = World::new();
        let first = world.stall(Stall::Before);
        world.faults.next_append(fault);
        let after = world.ask(compare_and_set(99, Some(1), 2));
        let refused = world.ask(compare_and_set(99, None, 3));
        let other = world.ask(put(5, 50));
        world.decided();
        world.release();
        for pending in [first, after, refused, other] {
            assert!(is_store_failure(&pending.answer().await), "{fault:?}");
        }
        assert_eq!(world.live().await, world.replayed());
        assert_eq!(records(&world.log).len(), 0, "{fault:?}");
        world.write(put(5, 51)).await.unwrap();
        world.write(put(6, 61)).await.unwrap();
        assert_eq!(world.live().await, world.replayed());
    }
}

#[tokio::test]
async fn a_write_that_was_stored_although_its_append_failed_is_accepted() {
    let world = World::new();
    let first = world.stall(Stall::Before);
    world.faults.next_append(AppendFault::Landed);
    let behind = world.ask(compare_and_set(99, Some(1), 2));
    world.decided();
    let reader = world.look(99);
    world.release();
    assert_eq!(first.answer().await.unwrap().register.unwrap().value, 1);
    assert_eq!(behind.answer().await.unwrap().register.unwrap().value, 2);
    assert_eq!(reader.answer().await, Ok(Some(2)));
    assert!(!world.node.store_failing());
    assert_eq!(world.live().await, world.replayed());
}

#[tokio::test]
async fn a_stored_write_is_accepted_even_if_the_log_can_not_be_read_at_once() {
    let world = World::new();
    let first = world.stall(Stall::Before);
    world.faults.next_append(AppendFault::Landed);
    world.faults.fail_reads(2);
    world.release();
    assert!(first.answer().await.is_ok());
    assert_eq!(world.live().await, world.replayed());
}

#[tokio::test]
async fn the_first_write_after_a_failure_may_be_stored_although_its_append_fails() {
    for failing_reads in [0, 1, 3] {
        let world = World::new();
        world.faults.next_append(AppendFault::Lost);
        assert!(is_store_failure(&world.write(put(1, 1)).await));
        world.decided();
        world.faults.next_append(AppendFault::Landed);
        world.faults.fail_reads(failing_reads);
        assert!(world.write(put(1, 2)).await.is_ok(), "{failing_reads} reads failed");
        assert!(world.write(put(1, 3)).await.is_ok(), "the node goes on after {failing_reads} failed reads");
        assert_eq!(world.live().await, world.replayed());
        assert_eq!(records(&world.log).len(), 2);
    }
}

#[tokio::test]
async fn an_outage_refuses_writes_soon_serves_reads_and_ends_by_itself() {
    for outage in OUTAGES {
        let world = World::new();
        world.write(put(1, 10)).await.unwrap();
        world.faults.begin_outage(outage);
        let first = world.ask(put(2, 20));
        let others: Vec<_> = (0..20).map(|n| world.ask(put(3, n))).collect();
        assert_eq!(world.value(1).await, Some(10), "{outage:?}: reads go on");
        for refused in [first].into_iter().chain(others) {
            assert!(is_store_failure(&refused.answer().await));
        }
        assert!(is_store_failure(&world.write(put(2, 21)).await));
        if outage == Outage::Full {
            assert_eq!(world.value(2).await, None, "what was lost does not keep readers waiting");
        }
        world.faults.heal();
        until_works(&world).await;
        assert_eq!(world.live().await, world.replayed(), "{outage:?}");
    }
}

#[tokio::test]
async fn a_full_disk_on_which_not_even_the_head_can_be_settled_keeps_nobody_waiting() {
    for outcome_unknown in [false, true] {
        let world = World::new();
        world.write(put(1, 10)).await.unwrap();
        match outcome_unknown {
            true => world.faults.next_append(AppendFault::Lost),
            false => world.faults.begin_outage(Outage::Full),
        }
        world.meter.head_fails.store(true, SeqCst);
        for _ in 0..3 {
            let (write, behind) = (world.ask(put(1, 11)), world.ask(put(1, 12)));
            let reader = world.look(1);
            assert!(is_store_failure(&write.answer().await));
            assert!(is_store_failure(&behind.answer().await));
            assert_eq!(reader.answer().await, Ok(Some(10)));
        }
        world.faults.heal();
        world.meter.head_fails.store(false, SeqCst);
        until_works(&world).await;
        assert_eq!(world.live().await, world.replayed());
    }
}

#[tokio::test]
async fn a_stored_write_whose_fate_can_not_be_told_soon_is_answered_when_it_is_retried() {
    for after_another_failure in [false, true] {
        let world = World::new();
        if after_another_failure {
            world.faults.next_append(AppendFault::Lost);
            assert!(is_store_failure(&world.write(put(1, 1)).await));
            world.decided();
        }
        world.faults.next_append(AppendFault::Landed);
        world.meter.head_fails.store(true, SeqCst);
        let create = || world.ask_again(compare_and_set(1, None, 5), Some(crate::world::retry_key(1)));
        assert!(is_store_failure(&create().answer().await));
        if after_another_failure {
            assert!(is_store_failure(&create().answer().await), "still not known");
        }
        world.meter.head_fails.store(false, SeqCst);
        until_works(&world).await;
        assert_eq!(world.value(1).await, Some(5));
        assert_eq!(create().answer().await.unwrap().register.unwrap().version, 1);
        assert!(matches!(create().answer().await, Err(Failure::Rejected(_))));
        assert_eq!(world.live().await, world.replayed());
        assert_eq!(records(&world.log).iter().filter(|record| record.events[0].key == 1).count(), 1);
    }
}

#[tokio::test]
async fn a_log_that_can_not_be_replayed_serves_reads_until_it_can() {
    let world = World::new();
    world.write(put(1, 10)).await.unwrap();
    world.faults.damage(0);
    world.faults.next_append(AppendFault::Refused);
    assert!(is_store_failure(&world.write(put(2, 20)).await));
    assert_eq!(world.value(1).await, Some(10));
    assert!(is_store_failure(&world.write(put(1, 11)).await));
    let reader = world.look(2);
    world.faults.heal();
    assert_eq!(reader.answer().await, Ok(None));
    until_works(&world).await;
    assert_eq!(world.live().await, world.replayed());
}

#[tokio::test]
async fn a_flapping_store_loses_no_acknowledged_write() {
    let world = World::new();
    let mut acknowledged = Vec::new();
    let faults = [AppendFault::None, AppendFault::Lost, AppendFault::Landed, AppendFault::Refused, AppendFault::Conflict];
    for round in 0..200_u64 {
        world.faults.next_append(faults[(round * 7 / 3 % 5) as usize]);
        let answers: Vec<_> = (0..3).map(|n| world.ask(put(n, round * 10 + n))).collect();
        for (n, answer) in answers.into_iter().enumerate() {
            match answer.answer().await {
                Ok(_) => acknowledged.push(round * 10 + n as u64),
                Err(Failure::Unavailable(_)) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
    }
    let stored: Vec<u64> = records(&world.log).iter().map(|record| record.events[0].value).collect();
    assert!(acknowledged.len() > 100, "{}", acknowledged.len());
    assert_eq!(stored, acknowledged, "all that is stored was acknowledged, in this order");
    assert_eq!(world.live().await, world.replayed());
}

#[tokio::test]
async fn a_log_that_another_node_wrote_is_read_anew_before_anything_is_appended() {
    let ours = World::new();
    ours.write(put(1, 1)).await.unwrap();
    for round in 0..4 {
        let theirs: World = World::on(ours.log.clone(), None);
        theirs.write(put(2, round)).await.unwrap();
        theirs.node.stop();
        if round % 2 == 1 {
            // The node is trying its store when it finds that the log has moved.
            ours.faults.next_append(AppendFault::Refused);
            assert!(is_store_failure(&ours.write(put(1, 2)).await));
            let theirs: World = World::on(ours.log.clone(), None);
            theirs.write(put(3, round)).await.unwrap();
            theirs.node.stop();
        }
        assert!(is_store_failure(&ours.write(compare_and_set(1, Some(1), 1)).await), "round {round}");
        assert!(ours.write(compare_and_set(2, Some(round), round)).await.is_ok(), "round {round}");
        assert_eq!(ours.live().await, ours.replayed());
    }
}

#[tokio::test]
async fn while_it_is_not_known_whether_the_store_works_refusals_are_still_given() {
    let world = World::new();
    world.write(put(1, 10)).await.unwrap();
    world.faults.begin_outage(Outage::Full);
    assert!(is_store_failure(&world.write(put(1, 11)).await));
    assert!(matches!(world.write(compare_and_set(1, None, 12)).await, Err(Failure::Rejected(stale)) if stale.found == Some(10)));
    assert_eq!(world.write(Command::Look { key: 1 }).await.unwrap().register.unwrap().value, 10);
}

async fn until_works(world: &World) {
    for _ in 0..200 {
        if world.write(put(50, 1)).await.is_ok() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("the node does not recover");
}
