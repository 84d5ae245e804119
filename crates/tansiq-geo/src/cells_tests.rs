//! Tests of `cells.rs`.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// Cells near each other, so that sets of them often overlap.
fn near() -> impl Strategy<Value = Cell> + Clone {
    (0_u32..40).prop_map(|position| Cell::from_bits(position << 3 | 0b100).unwrap())
}

fn pair_of_sets() -> impl Strategy<Value = (Vec<Cell>, Vec<Cell>)> {
    let few = prop::collection::vec(near(), 0..6);
    let many = prop::collection::vec(near(), 0..80);
    prop_oneof![(few.clone(), many.clone()), (many.clone(), few.clone()), (few.clone(), few)]
}

#[test]
fn the_default_set_is_empty_and_in_every_set() {
    let none = Cells::default();
    assert!(none.is_empty());
    assert_eq!(none.len(), 0);
    assert!(none.contains_all(&none));
    assert!(!none.intersects(&none));
}

#[test]
fn a_set_in_json_is_sorted_when_read() {
    let cells: Cells = serde_json::from_str(r#"["0000000c","00000004","0000000c"]"#).unwrap();
    assert_eq!(serde_json::to_string(&cells).unwrap(), r#"["00000004","0000000c"]"#);
    assert!(serde_json::from_str::<Cells>(r#"["00000001"]"#).is_err());
}

proptest! {
    #[test]
    fn sets_behave_as_ordered_sets_do((left, right) in pair_of_sets()) {
        let (a, b): (BTreeSet<Cell>, BTreeSet<Cell>) =
            (left.iter().copied().collect(), right.iter().copied().collect());
        let cells = Cells::from(left.clone());
        let others: Cells = right.into_iter().collect();
        prop_assert_eq!(cells.iter().collect::<Vec<_>>(), a.iter().copied().collect::<Vec<_>>());
        prop_assert_eq!(cells.len(), a.len());
        prop_assert_eq!(cells.intersects(&others), !a.is_disjoint(&b));
        prop_assert_eq!(cells.contains_all(&others), a.is_superset(&b));
        prop_assert_eq!(cells.union(&others), a.union(&b).copied().collect::<Cells>());
        prop_assert!(left.iter().all(|cell| cells.contains(*cell)));
        prop_assert!(cells.union(&others).contains_all(&others));
    }
}
