//! Notices as a user of the interface reads them.

use super::*;
use tansiq_core::desk::{OtherKind, Weight};

fn id(n: u128) -> EntityId {
    EntityId::from_uuid(uuid::Builder::from_random_bytes(n.to_be_bytes()).into_uuid()).expect("version 4")
}

fn notice(seq: u64, at: i64, own: u128, other: u128) -> Notice {
    let meeting = Meeting {
        kind: OtherKind::PeerOperation,
        other: id(other),
        manager: Some("uss2".into()),
        name: None,
        weight: Weight::HigherPriority,
        pairs: Vec::new(),
        pairs_total: 1,
        certain: true,
    };
    Notice { seq, at: Timestamp(at), operation: Some(id(own)), what: NoticeKind::ConflictFound { meeting }, seen: None }
}

#[test]
fn conflicts_found_at_once_are_one_notification() {
    let cleared = Notice { what: NoticeKind::ConflictCleared { other: id(9) }, ..notice(4, 9, 1, 9) };
    let notices = [notice(0, 5, 1, 8), notice(1, 5, 1, 9), notice(2, 5, 2, 9), notice(3, 7, 1, 7), cleared];
    let told: Vec<UserNotification> =
        conflicts(notices.iter()).into_iter().map(|((at, own), met)| notification(at, own, &met)).collect();
    let kinds: Vec<_> = told.iter().map(|told| (told.observed_at.clone(), told.conflicts)).collect();
    use NotifiedConflicts::{Multiple, Single};
    let (five, seven) = (Time::from_micros(5), Time::from_micros(7));
    assert_eq!(kinds.len(), 3);
    assert!(kinds.contains(&(five.clone(), Multiple)) && kinds.contains(&(five, Single)) && kinds.contains(&(seven, Single)));
    let message = told.iter().find(|told| told.conflicts == Multiple).and_then(|told| told.message.clone());
    let message = message.expect("a message");
    assert_eq!(message, format!("operation {} is in conflict with {} of uss2, {} of uss2", id(1), id(8), id(9)));
}

#[test]
fn a_time_may_have_an_offset_whose_plus_was_not_encoded() {
    let zulu = time("2024-04-22T16:36:50.52Z".to_owned(), "after").expect("a time");
    assert_eq!(time("2024-04-22T17:36:50.52 01:00".to_owned(), "after").expect("a time"), zulu);
    assert!(matches!(time("yesterday".to_owned(), "after"), Err(Error::Invalid(text)) if text.starts_with("after: ")));
}
