use serde_json::json;

use super::*;

fn census(version: i32) -> Census {
    let mut census = Census::default();
    census.plans.insert("operational_intent_references/1".to_owned(), json!({ "version": version }));
    census.areas.insert("constraint_references/2".to_owned(), json!({ "version": 1 }));
    census
}

#[test]
fn equal_censuses_do_not_differ() {
    assert_eq!(census(1).first_difference(&census(1)), None);
}

#[test]
fn what_changed_vanished_or_appeared_is_named() {
    let plan = Some("operational_intent_references/1");
    assert_eq!(census(1).first_difference(&census(2)), plan);
    let mut without = census(1);
    without.plans.clear();
    assert_eq!(census(1).first_difference(&without), plan);
    assert_eq!(without.first_difference(&census(1)), plan);
}
