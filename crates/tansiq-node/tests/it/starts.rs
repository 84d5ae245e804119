//! What a node makes of the log it is started on: the state of all records, or a clear reason why not.

use crate::registers::{Registers, put};
use crate::world::World;
use std::error::Error;
use std::path::PathBuf;
use tansiq_log::Log;
use tansiq_log::faulty::{Faults, FaultyLog, Outage};
use tansiq_log::memory::MemoryLog;
use tansiq_log::sqlite::SqliteLog;
use tansiq_node::{Node, Settings};

/// Why a node does not start on these logs, the whole chain.
fn refusal(log: impl Log + 'static) -> String {
    let started: Result<Node<Registers>, _> = Node::start(Box::new(log), Settings::default());
    let error = started.err().expect("the node does not start");
    let mut chain = vec![error.to_string()];
    let mut source = error.source();
    while let Some(error) = source {
        chain.push(error.to_string());
        source = error.source();
    }
    chain.join(": ")
}

async fn grown(count: u64) -> MemoryLog {
    let world = World::new();
    for n in 0..count {
        world.write(put(n, n)).await.unwrap();
    }
    world.node.stop();
    world.log
}

#[tokio::test]
async fn a_record_that_is_not_of_this_ledger_is_named() {
    let record = |index: u64| format!(r#"{{"index":{index},"at_us":0,"actor":"uss1","events":[{{"key":1,"value":1}}]}}"#);
    let cases = [
        ("not json".to_owned(), "the log could not be replayed: record 3 cannot be understood: expected ident"),
        (record(3).replace("key", "kex"), "the log could not be replayed: record 3 cannot be understood: missing field `key`"),
        (record(2), "the log could not be replayed: record 3 says that it is record 2"),
    ];
    for (payload, expected) in cases {
        let mut log = grown(3).await;
        log.append(3, &[payload.into_bytes()]).unwrap();
        let told = refusal(log);
        assert!(told.starts_with(expected), "{told}");
    }
    let mut log = grown(3).await;
    log.append(3, &[record(3).into_bytes()]).unwrap();
    let world: World = World::on(log, None);
    assert_eq!(world.value(1).await, Some(1));
}

#[tokio::test]
async fn a_log_that_can_not_be_read_is_no_empty_log() {
    let log = grown(5).await;
    let faults = Faults::new();
    let faulty = || FaultyLog::new(log.clone(), faults.clone());
    faults.begin_outage(Outage::Dead);
    assert!(refusal(faulty()).contains("a scripted failure"));
    faults.heal();
    faults.damage(2);
    assert_eq!(
        refusal(faulty()),
        "the log could not be replayed: the log could not be read: the log is damaged at record 2: scripted damage"
    );
    faults.heal();
    faults.fail_reads(2);
    assert!(refusal(faulty()).contains("a scripted failure"));
}

#[tokio::test]
async fn erased_records_are_no_obstacle_if_a_snapshot_covers_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("registers.sqlite");
    let open = || SqliteLog::open(&path, "registers").unwrap();
    let start = |snapshot_path: Option<PathBuf>| {
        let settings = Settings { snapshot_path, ..Settings::default() };
        Node::<Registers>::start(Box::new(open()), settings).unwrap()
    };
    let snapshot = folder.path().join("registers.snapshot");
    let node = start(Some(snapshot.clone()));
    for n in 0..10 {
        node.submit(crate::world::caller(), put(1, n), None).await.unwrap();
    }
    node.stop();
    open().erase(0, 8).unwrap();
    assert_eq!(refusal(open()), "the log could not be replayed: record 0 was erased and no snapshot covers it");
    let node = start(Some(snapshot));
    assert_eq!(crate::world::read(&node, 1).await, Ok(Some(9)));
    assert_eq!(node.submit(crate::world::caller(), put(1, 10), None).await.unwrap().register.unwrap().version, 11);
    node.stop();
}
