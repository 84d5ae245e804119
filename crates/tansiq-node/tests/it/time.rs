//! The ledger's time never goes back, whatever the clock does.

use crate::registers::put;
use crate::world::{World, records};
use std::sync::atomic::Ordering::SeqCst;
use tansiq_core::Timestamp;
use tansiq_log::faulty::AppendFault;

#[tokio::test]
async fn time_stands_still_while_the_clock_is_behind() {
    let world = World::new();
    for (now, fails) in [(100, false), (50, false), (60, true), (70, false), (120, true), (-5, false), (110, false)] {
        world.clock.0.store(now, SeqCst);
        if fails {
            world.faults.next_append(AppendFault::Lost);
        }
        assert_eq!(world.write(put(1, 1)).await.is_err(), fails);
    }
    world.node.stop();
    let folder = tempfile::tempdir().unwrap();
    let snapshot = folder.path().join("snapshot");
    for restart in 0..3 {
        // The first is by replay, the others by snapshot.
        let world: World = World::on(world.log.clone(), Some(&snapshot));
        world.clock.0.store(90 - restart, SeqCst);
        world.write(put(1, 1)).await.unwrap();
        world.node.stop();
    }
    let times: Vec<Timestamp> = records(&world.log).iter().map(|record| record.at_us).collect();
    assert_eq!(times, [100, 100, 100, 100, 110, 110, 110, 110].map(Timestamp));
}
