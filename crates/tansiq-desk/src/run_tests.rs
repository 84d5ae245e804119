use super::*;
use crate::test_ledger::{Ledger, at, id};

#[test]
fn a_failing_chore_waits_longer_each_time_and_is_itself_again_after_a_success() {
    let mut condition = Condition::new("test");
    let pace = Duration::from_secs(5);
    let waits: Vec<u64> = (0..8).map(|_| condition.note(Err::<(), _>("no"), pace).as_secs()).collect();
    assert_eq!(waits, [5, 5, 5, 8, 16, 32, 60, 60]);
    assert_eq!(condition.note(Ok::<_, &str>(()), pace), pace);
    assert_eq!(condition.note(Err::<(), _>("no"), pace), pace);
}

#[test]
fn patience_grows_with_failures_and_ends_with_success() {
    let mut patience = Patience::default();
    let pauses = (Duration::from_secs(2), Duration::from_secs(7));
    let mut now = at(100);
    for expected in [2, 4, 7, 7] {
        assert!(patience.allows(id(1), now));
        patience.note(id(1), false, now, pauses);
        assert!(!patience.allows(id(1), now.plus(Duration::from_millis(expected * 1_000 - 1))));
        now = now.plus(Duration::from_secs(expected));
        assert!(patience.allows(id(1), now));
    }
    patience.note(id(1), true, now, pauses);
    patience.note(id(1), false, now, pauses);
    assert!(patience.allows(id(1), now.plus(pauses.0)));
    patience.retain(|_| false);
    assert!(patience.allows(id(1), now));
}

#[test]
fn an_operation_is_over_a_while_after_its_last_volume() {
    let mut ledger = Ledger::new(at(1_000));
    ledger.activated(id(1));
    let operation = ledger.state.operation(id(1)).expect("it is there");
    let end = at(1_600);
    assert!(!ended(operation, end.plus(END_AFTER)));
    assert!(ended(operation, end.plus(END_AFTER + Duration::from_micros(1))));
}
