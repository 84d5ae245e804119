//! Readers never see what could still be lost, and never wait for what they did not ask about.

use crate::registers::put;
use crate::world::{NOT_STORED, Pending, World};
use tansiq_log::faulty::Stall;
use tansiq_node::Unavailable;

#[tokio::test]
async fn readers_of_a_touched_key_wait_and_all_others_do_not() {
    for stall in [Stall::Before, Stall::After] {
        let world = World::new();
        world.write(put(1, 10)).await.unwrap();
        world.write(put(2, 20)).await.unwrap();
        let first = world.stall(stall);
        let second = world.ask(put(1, 11));
        world.decided();
        let mut touched = world.look(1);
        let mut of_the_append = world.look(99);
        assert!(touched.waits() && of_the_append.waits(), "{stall:?}");
        let mut other = world.look(2);
        assert!(!other.waits(), "{stall:?}: an unrelated read waited");
        assert_eq!(other.answer().await, Ok(Some(20)));
        assert!(!world.look(3).waits(), "nothing is known of register 3, and that is durable");
        world.release();
        assert_eq!(touched.answer().await, Ok(Some(11)));
        assert_eq!(of_the_append.answer().await, Ok(Some(1)));
        second.answer().await.unwrap();
        first.answer().await.unwrap();
    }
}

#[tokio::test]
async fn a_reader_waits_only_for_the_record_it_saw() {
    let world = World::new();
    let first = world.stall(Stall::Before);
    let mut reader = world.look(99);
    assert!(reader.waits());
    let later = world.ask(put(99, 2));
    world.decided();
    // The second write shares the next append, which stands still once more.
    world.release();
    first.answer().await.unwrap();
    assert_eq!(reader.answer().await, Ok(Some(1)), "what it saw, although register 99 has changed since");
    later.answer().await.unwrap();
    assert_eq!(world.value(99).await, Some(2));
}

#[tokio::test]
async fn a_reader_of_something_that_was_lost_is_told_what_was_before() {
    for fault in NOT_STORED {
        let world = World::new();
        world.write(put(99, 7)).await.unwrap();
        world.faults.next_append(fault);
        let lost = world.stall(Stall::Before);
        let mut reader = world.look(99);
        assert!(reader.waits());
        world.release();
        assert_eq!(reader.answer().await, Ok(Some(7)), "{fault:?}");
        assert!(lost.answer().await.is_err());
    }
}

#[tokio::test]
async fn readers_that_wait_are_told_when_the_node_ends() {
    let world = World::new();
    let write = world.stall(Stall::Before);
    let reader = world.look(99);
    world.faults.next_append(tansiq_log::faulty::AppendFault::Lost);
    let node = world.node.clone();
    let stopping = tokio::task::spawn_blocking(move || node.stop());
    world.release();
    stopping.await.unwrap();
    assert!(write.answer().await.is_err());
    // Either the state was put right before the end, or it is not known any more.
    assert!(matches!(reader.answer().await, Ok(None) | Err(Unavailable::Stopping)));
    assert_eq!(world.log.clone().reader_head(), 0);
}

trait ReaderHead {
    fn reader_head(self) -> u64;
}

impl ReaderHead for tansiq_log::memory::MemoryLog {
    fn reader_head(mut self) -> u64 {
        tansiq_log::Log::head(&mut self).unwrap()
    }
}

#[tokio::test]
async fn who_follows_the_log_hears_of_what_is_durable_and_of_the_stop() {
    let world = World::new();
    world.write(put(1, 10)).await.unwrap();
    assert_eq!(world.node.grown_past(0).await, Some(1), "it has grown already");
    let node = world.node.clone();
    let mut grown = Pending::begin(async move { node.grown_past(1).await });
    let first = world.stall(Stall::Before);
    assert!(grown.waits(), "nothing more is durable");
    world.release();
    first.answer().await.unwrap();
    assert_eq!(grown.answer().await, Some(2));
    let node = world.node.clone();
    let mut never = Pending::begin(async move { node.grown_past(2).await });
    assert!(never.waits());
    let node = world.node.clone();
    tokio::task::spawn_blocking(move || node.stop()).await.unwrap();
    assert_eq!(never.answer().await, None);
}

#[tokio::test]
async fn a_whole_picture_waits_for_all_of_it_and_says_of_which_records_it_is() {
    let world = World::new();
    world.write(put(1, 10)).await.unwrap();
    let whole = || {
        let node = world.node.clone();
        Pending::begin(async move { node.read_whole(|state| (state.value(1), state.value(99))).await })
    };
    assert_eq!(whole().answer().await, Ok(((Some(10), None), 1)));
    let first = world.stall(Stall::Before);
    let mut waiting = whole();
    assert!(waiting.waits(), "the write of register 99 is not durable");
    world.release();
    assert_eq!(waiting.answer().await, Ok(((Some(10), Some(1)), 2)));
    first.answer().await.unwrap();

    world.faults.next_append(NOT_STORED[0]);
    let lost = world.stall(Stall::Before);
    let waiting = whole();
    world.release();
    assert_eq!(waiting.answer().await, Ok(((Some(10), Some(1)), 2)), "what was lost is not in it");
    assert!(lost.answer().await.is_err());
}
