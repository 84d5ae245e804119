use super::*;
use crate::memory::MemoryLog;

const PATIENCE: Duration = Duration::from_secs(10);

fn scripted() -> (FaultyLog<MemoryLog>, MemoryLog, Faults) {
    let (storage, faults) = (MemoryLog::new(), Faults::new());
    (FaultyLog::new(storage.clone(), faults.clone()), storage, faults)
}

fn one() -> Vec<Vec<u8>> {
    vec![b"payload".to_vec()]
}

#[test]
fn lost_and_landed_appends_look_the_same_but_for_the_head() {
    for (fault, head) in [(AppendFault::Lost, 0), (AppendFault::Landed, 1)] {
        let (mut log, _, faults) = scripted();
        faults.next_append(fault);
        assert!(log.append(0, &one()).unwrap_err().outcome_unknown());
        assert_eq!(log.head().unwrap(), head, "{fault:?}");
        assert_eq!(log.append(head, &one()).unwrap(), head + 1);
    }
}

#[test]
fn scripted_faults_come_in_order_and_once() {
    let (mut log, _, faults) = scripted();
    for fault in [AppendFault::None, AppendFault::Refused, AppendFault::Conflict] {
        faults.next_append(fault);
    }
    assert_eq!(log.append(0, &one()).unwrap(), 1);
    let refused = log.append(1, &one()).unwrap_err();
    assert!(matches!(refused, Error::Busy { .. }) && !refused.outcome_unknown());
    assert!(matches!(log.append(1, &one()), Err(Error::Conflict { expected: 1, head: 2 })));
    assert_eq!(log.append(1, &one()).unwrap(), 2);
    assert_eq!(faults.attempts(), 4);
}

#[test]
fn outages_last_until_healed() {
    let (mut log, _, faults) = scripted();
    faults.begin_outage(Outage::Full);
    for _ in 0..3 {
        let refused = log.append(0, &one()).unwrap_err();
        assert!(matches!(refused, Error::Full { .. }) && !refused.outcome_unknown());
    }
    assert_eq!(log.head().unwrap(), 0);
    faults.begin_outage(Outage::Dead);
    assert!(log.append(0, &one()).unwrap_err().outcome_unknown());
    assert!(log.head().is_err());
    assert!(log.reader().unwrap().head().is_err());
    faults.heal();
    assert_eq!(log.append(0, &one()).unwrap(), 1);
}

#[test]
fn a_stalled_append_goes_on_when_released() {
    for (stall, stored_meanwhile) in [(Stall::Before, 0), (Stall::After, 1)] {
        let (mut log, mut storage, faults) = scripted();
        faults.stall_appends(stall);
        let appender = std::thread::spawn(move || log.append(0, &one()));
        assert!(faults.wait_for_standing(1, PATIENCE));
        assert_eq!(storage.head().unwrap(), stored_meanwhile, "{stall:?}");
        faults.heal();
        assert_eq!(appender.join().unwrap().unwrap(), 1);
        assert!(!faults.wait_for_standing(1, Duration::ZERO));
    }
}

#[test]
fn readers_fail_stall_and_find_damage_as_scripted() {
    let (mut log, _, faults) = scripted();
    log.append(0, &vec![Vec::new(); 5]).unwrap();
    let mut reader = log.reader().unwrap();
    faults.fail_reads(1);
    assert!(reader.read(0, 5).is_err());
    assert_eq!(reader.read(0, 5).unwrap().len(), 5);
    faults.damage(3);
    assert!(matches!(reader.read(0, 5), Err(Error::Damaged { index: 3, .. })));
    assert_eq!(reader.read(0, 3).unwrap().len(), 3);
    faults.stall_reads();
    let standing = std::thread::spawn(move || reader.head());
    assert!(faults.wait_for_standing(1, PATIENCE));
    faults.heal();
    assert_eq!(standing.join().unwrap().unwrap(), 5);
}
