use super::*;
use proptest::prelude::*;

fn id(n: u8) -> EntityId {
    EntityId::from_entropy([n; 16])
}

fn extents() -> impl Strategy<Value = Vec<Extent>> {
    let extent =
        (0..50i64, 1..20i64, -30..30i32, 0..20i32, 1..4usize, 0..6usize).prop_map(|(start, length, low, thick, count, first)| {
            let cells = (first..first + count).map(|n| Cell::from_s2_id((0x89c2_5900u64 + 8 * n as u64 + 4) << 32).unwrap());
            Extent {
                span: Span { start: Timestamp(start), end: Timestamp(start + length) },
                heights: Heights { lower: f64::from(low), upper: f64::from(low + thick) },
                cells: cells.collect(),
            }
        });
    proptest::collection::vec(extent, 1..40)
}

proptest! {
    #[test]
    fn the_union_kept_by_counts_equals_the_union_computed(extents in extents(), removals in 0..40usize) {
        let subscription = id(200);
        let mut dependents = Dependents::default();
        for (n, extent) in extents.iter().enumerate() {
            let earlier = &extents[..n];
            dependents.insert(subscription, id(n as u8), extent, |other| {
                (0..earlier.len()).find(|m| id(*m as u8) == other).map(|m| &earlier[m])
            });
        }
        let removals = removals.min(extents.len() - 1);
        for (n, extent) in extents.iter().enumerate().take(removals) {
            dependents.remove(subscription, id(n as u8), extent);
        }
        let lookup = |other| (0..extents.len()).find(|m| id(*m as u8) == other).map(|m| &extents[m]);
        for out in removals..extents.len() {
            let expected = (removals..extents.len()).filter(|n| *n != out).map(|n| extents[n].clone()).reduce(|a, b| a.union(&b));
            prop_assert_eq!(dependents.union(subscription, Some((id(out as u8), &extents[out])), None, lookup), expected);
        }
        let all = extents[removals..].iter().cloned().reduce(|a, b| a.union(&b));
        prop_assert_eq!(dependents.union(subscription, None, None, lookup), all);
    }

    #[test]
    fn ordered_heights_order_as_numbers_do(a in -1e6..1e6f64, b in -1e6..1e6f64) {
        prop_assert_eq!(a.partial_cmp(&b).unwrap(), Ordered::new(a).cmp(&Ordered::new(b)));
        prop_assert_eq!(Ordered::new(a).value(), a);
        prop_assert_eq!(Ordered::new(f64::NEG_INFINITY).value(), f64::NEG_INFINITY);
    }
}
