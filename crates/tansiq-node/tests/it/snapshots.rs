//! Snapshots shorten the start and decide nothing: whatever is in the file, the state is that of the log.

use crate::registers::put;
use crate::world::{PATIENCE, World, replayed, until};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering::SeqCst;
use tansiq_log::memory::MemoryLog;

struct Place {
    _folder: tempfile::TempDir,
    snapshot: PathBuf,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        Place { snapshot: folder.path().join("registers.snapshot"), _folder: folder }
    }

    /// A log of `count` records, written by a node that was stopped in order.
    async fn grown(&self, count: u64) -> MemoryLog {
        let world: World = World::on(MemoryLog::new(), Some(&self.snapshot));
        grow(&world, count).await;
        world.node.stop();
        world.log
    }
}

async fn grow(world: &World, count: u64) {
    let waiting: Vec<_> = (0..count).map(|n| world.ask(put(n % 50, n))).collect();
    for pending in waiting {
        pending.answer().await.unwrap();
    }
}

/// Starts on what is there; tells how many records were read for it.
async fn start(log: &MemoryLog, snapshot: &Path) -> (World, u64) {
    let world: World = World::on(log.clone(), Some(snapshot));
    let read = world.meter.records_read.load(SeqCst);
    assert_eq!(world.live().await, replayed(log), "the state is that of the log");
    world.write(put(7, 7)).await.expect("it goes on");
    assert_eq!(world.live().await, replayed(log));
    (world, read)
}

#[tokio::test]
async fn a_start_after_an_orderly_stop_reads_the_snapshot_in_place_of_the_log() {
    let place = Place::new();
    let log = place.grown(5_000).await;
    let (world, read) = start(&log, &place.snapshot).await;
    assert!(read <= 2, "{read} records read");
    world.node.stop();
    let (_, read) = start(&log, &place.snapshot).await;
    assert!(read <= 2, "{read} records read");
}

#[tokio::test]
async fn what_came_after_the_snapshot_is_replayed() {
    let place = Place::new();
    let log = place.grown(1_000).await;
    let world: World = World::on(log.clone(), None);
    grow(&world, 300).await;
    world.node.stop();
    let (_, read) = start(&log, &place.snapshot).await;
    assert!((300..=302).contains(&read), "{read} records read");
}

#[tokio::test]
async fn a_damaged_snapshot_is_ignored() {
    let place = Place::new();
    let log = place.grown(200).await;
    let sound = fs::read(&place.snapshot).unwrap();
    let mut damaged: Vec<Vec<u8>> = Vec::new();
    for at in [0, 15, 16, 17, 40, sound.len() / 2, sound.len() - 33, sound.len() - 32, sound.len() - 1] {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x10;
        damaged.push(bytes);
    }
    for length in [0, 1, 16, 47, 48, 60, sound.len() / 2, sound.len() - 1] {
        damaged.push(sound[..length].to_vec());
    }
    damaged.push([sound.as_slice(), b"x"].concat());
    damaged.push(vec![0; sound.len()]);
    for (case, bytes) in damaged.into_iter().enumerate() {
        fs::write(&place.snapshot, bytes).unwrap();
        let (world, read) = start(&log, &place.snapshot).await;
        assert!(read >= 200, "case {case}: {read} records read");
        world.node.stop();
    }
}

#[tokio::test]
async fn a_snapshot_of_another_log_or_of_a_longer_one_is_ignored() {
    let place = Place::new();
    place.grown(200).await;
    // The same records, but sealed with other salts.
    let foreign: World = World::on(MemoryLog::new(), None);
    grow(&foreign, 200).await;
    let (_, read) = start(&foreign.log, &place.snapshot).await;
    assert!(read >= 200, "{read} records read");
    let shorter: World = World::on(MemoryLog::new(), None);
    grow(&shorter, 100).await;
    let (_, read) = start(&shorter.log, &place.snapshot).await;
    assert!(read >= 100, "{read} records read");
    let (_, _) = start(&MemoryLog::new(), &place.snapshot).await;
}

#[tokio::test]
async fn a_snapshot_of_another_format_is_ignored_and_replaced() {
    let place = Place::new();
    let log = place.grown(200).await;
    for _ in 0..2 {
        let next: World<2> = World::on(log.clone(), Some(&place.snapshot));
        assert_eq!(next.live().await.values, replayed(&log).values);
        next.node.stop();
    }
    let next: World<2> = World::on(log.clone(), Some(&place.snapshot));
    assert!(next.meter.records_read.load(SeqCst) <= 1, "the new format is used from the second start on");
    let (_, read) = start(&log, &place.snapshot).await;
    assert!(read >= 200, "{read} records read");
}

#[tokio::test]
async fn the_snapshot_is_renewed_while_writes_go_on() {
    let place = Place::new();
    let world: World = World::with(MemoryLog::new(), Some(&place.snapshot), 10);
    grow(&world, 100).await;
    until("the snapshot", || place.snapshot.exists());
    let early = fs::read(&place.snapshot).unwrap();
    while fs::read(&place.snapshot).unwrap() == early {
        grow(&world, 20).await;
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    // As after a crash: the node is not stopped, and another one starts on what is there.
    let records = replayed(&world.log).last_index.unwrap() + 1;
    let (_, read) = start(&world.log, &place.snapshot).await;
    assert!(read <= records - 100, "{read} of {records} records read");
}

#[tokio::test]
async fn the_snapshot_of_the_stop_is_not_spoilt_by_one_that_is_being_written() {
    let place = Place::new();
    let world: World = World::with(MemoryLog::new(), Some(&place.snapshot), 1);
    let waiting: Vec<_> = (0..2_000).map(|n| world.ask(put(n, n))).collect();
    for pending in waiting {
        pending.answer().await.unwrap();
    }
    world.faults.stall_reads();
    assert!(world.faults.wait_for_standing(1, PATIENCE), "a snapshot is being written");
    grow(&world, 10).await;
    let node = world.node.clone();
    let stopping = tokio::task::spawn_blocking(move || node.stop());
    assert!(world.faults.wait_for_standing(2, PATIENCE), "so is the last one");
    world.faults.heal();
    stopping.await.unwrap();
    let (_, read) = start(&world.log, &place.snapshot).await;
    assert!(read <= 2, "{read} records read: the last snapshot is not the one of the stop");
}

#[tokio::test]
async fn a_snapshot_that_can_not_be_written_hinders_nothing() {
    let place = Place::new();
    let nowhere = place.snapshot.join("no").join("such").join("folder");
    let world: World = World::on(MemoryLog::new(), Some(&nowhere));
    grow(&world, 100).await;
    world.node.stop();
    start(&world.log, &nowhere).await;
}

#[tokio::test]
async fn a_snapshot_that_fails_half_way_leaves_no_draft_behind() {
    let place = Place::new();
    let world: World = World::on(MemoryLog::new(), Some(&place.snapshot));
    grow(&world, 100).await;
    // What stands in the place of the snapshot can not be replaced by a file.
    fs::create_dir_all(place.snapshot.join("in the way")).unwrap();
    world.node.stop();
    let left: Vec<_> = fs::read_dir(place.snapshot.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(left, std::slice::from_ref(&place.snapshot));
    start(&world.log, &place.snapshot).await;
}

#[tokio::test]
async fn after_a_failure_of_the_store_the_stop_writes_a_snapshot_of_what_is_durable() {
    let place = Place::new();
    let world: World = World::on(MemoryLog::new(), Some(&place.snapshot));
    grow(&world, 100).await;
    world.faults.begin_outage(tansiq_log::faulty::Outage::Full);
    assert!(world.write(put(1, 1_000)).await.is_err());
    world.node.stop();
    let (_, read) = start(&world.log, &place.snapshot).await;
    assert!(read <= 2, "{read} records read");
}
