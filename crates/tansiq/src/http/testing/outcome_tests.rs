//! Why something was not planned.

use super::*;
use tansiq_core::EntityId;

fn meeting(n: u128, kind: OtherKind, weight: Weight) -> Meeting {
    let other = EntityId::from_uuid(uuid::Builder::from_random_bytes(n.to_be_bytes()).into_uuid()).expect("version 4");
    Meeting { kind, other, manager: Some("uss2".into()), name: None, weight, pairs: Vec::new(), pairs_total: 1, certain: true }
}

#[test]
fn what_the_rules_forbid_is_rejected_and_what_others_could_not_do_failed() {
    let result = |error: DeskError| Undone::from(error).result;
    assert_eq!(result(DeskError::Invalid("volumes: no".to_owned())), Activity::Rejected);
    let from = Some(OperationState::Activated);
    assert_eq!(
        Undone::from(DeskError::Rejected(Rejection::Transition { from, to: OperationState::Accepted })),
        Undone::new(Activity::Rejected, "an operation that is Activated cannot become Accepted")
    );
    assert_eq!(result(DeskError::Rejected(Rejection::Forbidden("no scope".to_owned()))), Activity::NotSupported);
    assert_eq!(result(DeskError::Dss("down".to_owned())), Activity::Failed);
    assert_eq!(result(DeskError::Peer { manager: "uss2".to_owned(), problem: "silent".to_owned() }), Activity::Failed);
    assert_eq!(result(DeskError::Unheard), Activity::Failed);
    assert_eq!(result(DeskError::Rejected(Rejection::Conflict("under way".to_owned()))), Activity::Failed);
}

#[test]
fn notes_name_what_is_in_the_way_and_whether_something_advises() {
    let blocking = meeting(1, OtherKind::PeerOperation, Weight::EqualPriority);
    let undone = Undone::meets(&[blocking.clone(), meeting(2, OtherKind::PeerOperation, Weight::HigherPriority)]);
    let named = format!("the plan meets what it may not: operation {} of uss2 has the same priority", blocking.other);
    assert_eq!(undone.notes, named);
    assert_eq!(undone.advisories, AdvisoryInclusion::NoAdvisoriesOrConditions);
    let advised = advisories(&[blocking, meeting(3, OtherKind::Constraint, Weight::Advises)]);
    assert_eq!(advised, AdvisoryInclusion::AtLeastOneAdvisoryOrCondition);
}

#[test]
fn notes_do_not_grow_with_what_is_in_the_way() {
    let many: Vec<Meeting> = (0..100).map(|n| meeting(n, OtherKind::OwnOperation, Weight::LowerPriority)).collect();
    let notes = Undone::meets(&many).notes;
    assert!(notes.ends_with("; and 95 more"), "{notes}");
    assert_eq!(notes.matches("operation of this USS").count(), MAX_NOTED);
}
