use super::*;
use crate::test_ledger::{at, id};

fn state(subscription: EntityId, index: i32) -> SubscriptionState {
    SubscriptionState { subscription_id: subscription.to_string(), notification_index: index }
}

#[test]
fn the_same_texts_make_the_same_id_and_others_another() {
    assert_eq!(stable_id(&["a", "bc"]), stable_id(&["a", "bc"]));
    assert_ne!(stable_id(&["a", "bc"]), stable_id(&["ab", "c"]));
    assert_eq!(stable_id(&[]).uuid().get_version_num(), 4);
    // SHA-256 of nothing begins with e3b0c44298fc1c149afbf4c8996fb924; version and variant are set.
    assert_eq!(stable_id(&[]).to_string(), "e3b0c442-98fc-4c14-9afb-f4c8996fb924");
}

#[test]
fn a_count_that_jumps_was_missed_and_one_that_goes_on_was_not() {
    let watching = Watching::default();
    watching.heard(&[state(id(1), 5)]);
    assert!(!watching.has_missed(id(1)), "not a subscription of ours");
    watching.begin(id(1), 3);
    watching.heard(&[state(id(1), 4)]);
    watching.heard(&[state(id(1), 2)]);
    assert!(!watching.has_missed(id(1)), "the next one, and one that was overtaken");
    watching.heard(&[state(id(1), 6)]);
    assert!(watching.has_missed(id(1)));
    watching.caught_up(id(1));
    watching.heard(&[state(id(1), 7)]);
    assert!(!watching.has_missed(id(1)));
    watching.heard(&[state(id(1), i32::MAX)]);
    watching.heard(&[state(id(1), i32::MAX)]);
    watching.end(id(1));
    assert!(!watching.has_missed(id(1)));
}

#[test]
fn a_subscription_is_written_read_verified_and_renewed_in_time() {
    let watch = Watch { id: id(1), region: "north".into(), version: "v1".into(), until: at(0).plus(LASTS) };
    let mut rounds = Rounds::default();
    assert_eq!(rounds.due(None, false, at(0)), Due::Write);
    assert_eq!(rounds.due(Some(&watch), false, at(0)), Due::Write, "each run of the desk writes it once");
    rounds.verified.insert(id(1), at(0));
    assert_eq!(rounds.due(Some(&watch), false, at(1)), Due::Read);
    rounds.read.insert(id(1), at(1));
    assert_eq!(rounds.due(Some(&watch), false, at(2)), Due::Nothing);
    assert_eq!(rounds.due(Some(&watch), true, at(30)), Due::Nothing, "just read");
    assert_eq!(rounds.due(Some(&watch), true, at(31)), Due::Read);
    assert_eq!(rounds.due(Some(&watch), false, at(299)), Due::Nothing);
    assert_eq!(rounds.due(Some(&watch), false, at(300)), Due::Verify);
    assert_eq!(rounds.due(Some(&watch), false, at(11 * 3_600 - 1)), Due::Verify);
    assert_eq!(rounds.due(Some(&watch), false, at(11 * 3_600)), Due::Write);
}
