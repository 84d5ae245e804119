use super::*;
use proptest::prelude::*;

const MINUTE_US: i64 = 60_000_000;

fn cell(n: u32) -> Cell {
    Cell::from_bits(0x89c2_5904 + 8 * n).unwrap()
}

/// An index and what was put into it, by slot.
#[derive(Default)]
struct Filled {
    index: SpaceTimeIndex,
    slots: Vec<Option<Extent>>,
}

impl Filled {
    fn insert(&mut self, extent: Extent) {
        let free = self.slots.iter().position(Option::is_none).unwrap_or(self.slots.len());
        self.index.insert(free as u32, &extent);
        self.slots.resize(self.slots.len().max(free + 1), None);
        self.slots[free] = Some(extent);
    }

    fn remove(&mut self, slot: usize) {
        if let Some(extent) = self.slots.get_mut(slot).and_then(Option::take) {
            self.index.remove(slot as u32, &extent);
        }
    }

    fn count(&self) -> usize {
        self.slots.iter().flatten().count()
    }

    /// What the index finds, held against the exact bounds as the store does.
    fn search(&self, wanted: &Extent) -> Vec<u32> {
        let mut found = Vec::new();
        self.index.search(wanted, &mut found);
        found.retain(|slot| {
            let extent = self.slots[*slot as usize].as_ref().expect("the index finds only what is there");
            extent.span.overlaps(&wanted.span) && extent.heights.overlaps(&wanted.heights)
        });
        found.sort_unstable();
        found.dedup();
        found
    }

    fn scan(&self, wanted: &Extent) -> Vec<u32> {
        let meets = |extent: &Extent| {
            let (s, h) = (&extent.span, &extent.heights);
            s.start <= wanted.span.end
                && wanted.span.start <= s.end
                && h.lower <= wanted.heights.upper
                && wanted.heights.lower <= h.upper
                && extent.cells.iter().any(|cell| wanted.cells.as_slice().contains(&cell))
        };
        (0..self.slots.len()).filter(|n| self.slots[*n].as_ref().is_some_and(meets)).map(|n| n as u32).collect()
    }

    fn check(&self, wanted: &Extent) {
        assert_eq!(self.search(wanted), self.scan(wanted), "{wanted:?}");
    }

    fn largest_bucket_is_divided(&self) -> bool {
        let buckets = self.index.cells.values().flat_map(|entries| &entries.hours).map(|(_, bucket)| bucket);
        buckets.into_iter().any(|bucket| matches!(bucket, Bucket::Many { .. }))
    }

    fn empty(&mut self) {
        (0..self.slots.len()).for_each(|slot| self.remove(slot));
        assert!(self.index.is_empty(), "nothing is left behind: {:?}", self.index);
    }
}

fn extent(start: i64, end: i64, lower: f64, upper: f64, cells: impl IntoIterator<Item = u32>) -> Extent {
    Extent {
        span: Span { start: Timestamp(start), end: Timestamp(end) },
        heights: Heights { lower, upper },
        cells: cells.into_iter().map(cell).collect(),
    }
}

/// Instants about the epoch, so that hours are negative too; many lie on the boundary of an hour, a slice or a second.
fn instant() -> impl Strategy<Value = i64> {
    prop_oneof![
        (-3..4i64).prop_map(|hour| hour * HOUR_US),
        (-3..4i64, -1..2i64).prop_map(|(hour, off)| hour * HOUR_US + off),
        (-40..40i64, -1..2i64).prop_map(|(slice, off)| slice * 225_000_000 + off),
        -3 * HOUR_US..4 * HOUR_US,
        0..HOUR_US,
    ]
}

fn span() -> impl Strategy<Value = Span> {
    let length = prop_oneof![
        4 => 0..MINUTE_US,
        4 => MINUTE_US..HOUR_US,
        1 => HOUR_US..5 * HOUR_US,
        // About the limit between what stands in hours and what is long-lived.
        1 => 34 * HOUR_US..38 * HOUR_US,
    ];
    let bounded =
        (instant(), length).prop_map(|(start, length)| Span { start: Timestamp(start), end: Timestamp(start + length) });
    let open = (instant(), 0..3).prop_map(|(at, which)| match which {
        0 => Span::ALWAYS,
        1 => Span { start: Timestamp(at), ..Span::ALWAYS },
        _ => Span { end: Timestamp(at), ..Span::ALWAYS },
    });
    prop_oneof![12 => bounded, 1 => open]
}

fn heights() -> impl Strategy<Value = Heights> {
    let of = |(lower, thick): (f64, f64)| Heights { lower, upper: lower + thick };
    prop_oneof![
        4 => Just(Heights { lower: 100.0, upper: 120.0 }),
        4 => (-4..12i32).prop_map(|band| Heights { lower: f64::from(band) * 32.0, upper: f64::from(band + 1) * 32.0 }),
        4 => (-500.0..500.0, 0.0..60.0).prop_map(of),
        2 => (-9e5..9e5, 0.0..9e5).prop_map(of),
        1 => Just(Heights::ALL),
        1 => (-200.0..200.0).prop_map(|lower| Heights { lower, ..Heights::ALL }),
        1 => (-200.0..200.0).prop_map(|upper| Heights { upper, ..Heights::ALL }),
        // Beyond what a 32-bit number can tell.
        1 => Just(Heights { lower: 1e300, upper: f64::MAX }),
    ]
}

fn any_extent() -> impl Strategy<Value = Extent> {
    let cells = prop_oneof![4 => Just(0..1u32), 1 => (0..4u32, 0..4u32).prop_map(|(from, count)| from..from + count)];
    (span(), heights(), cells).prop_map(|(span, heights, cells)| Extent { span, heights, cells: cells.map(cell).collect() })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_search_of_the_index_equals_a_linear_scan(
        extents in proptest::collection::vec(any_extent(), 1..700),
        removed in proptest::collection::vec(any::<proptest::sample::Index>(), 0..300),
        wanted in proptest::collection::vec(any_extent(), 12),
    ) {
        let mut filled = Filled::default();
        for extent in &extents {
            filled.insert(extent.clone());
        }
        wanted.iter().chain(extents.iter().take(20)).for_each(|wanted| filled.check(wanted));
        removed.iter().for_each(|slot| filled.remove(slot.index(extents.len())));
        wanted.iter().for_each(|wanted| filled.check(wanted));
        extents.iter().take(100).for_each(|extent| filled.insert(extent.clone()));
        wanted.iter().for_each(|wanted| filled.check(wanted));
        filled.empty();
    }

    #[test]
    fn one_hour_over_one_cell_may_be_crowded_emptied_and_crowded_again(
        spans in proptest::collection::vec((0..HOUR_US, 0..5 * MINUTE_US), 400..1_500),
        thickness in prop_oneof![Just(0.0), Just(31.0), Just(1e4)],
        bands in 1..40usize,
        wanted in proptest::collection::vec(any_extent(), 8),
    ) {
        let mut filled = Filled::default();
        let fill = |filled: &mut Filled| for (n, (start, length)) in spans.iter().enumerate() {
            let lower = (n % bands) as f64 * 32.0;
            filled.insert(extent(*start, start + length, lower, lower + thickness, [0]));
        };
        for _ in 0..2 {
            fill(&mut filled);
            prop_assert!(filled.largest_bucket_is_divided());
            wanted.iter().for_each(|wanted| filled.check(wanted));
            for slot in 0..filled.slots.len() {
                filled.remove(slot);
                if filled.count() == 150 || filled.count() == 40 {
                    wanted.iter().for_each(|wanted| filled.check(wanted));
                }
                if filled.count() == 20 {
                    break;
                }
            }
            prop_assert!(!filled.largest_bucket_is_divided(), "a bucket with few entries is joined again");
            wanted.iter().for_each(|wanted| filled.check(wanted));
        }
        filled.empty();
    }
}

#[test]
fn what_merely_touches_is_found_across_hours_slices_and_bands() {
    let mut filled = Filled::default();
    for n in 0..300 {
        let start = n % 7 * 225_000_000;
        filled.insert(extent(start, start + 225_000_000, 32.0 * (n % 5) as f64, 32.0 * (n % 5 + 1) as f64, [0]));
    }
    assert!(filled.largest_bucket_is_divided());
    for slice in 0..18 {
        for band in -1..8 {
            let (at, height) = (slice * 225_000_000, f64::from(band) * 32.0);
            filled.check(&extent(at, at, height, height, [0]));
            filled.check(&extent(at - 1, at - 1, height.next_down(), height.next_down(), [0]));
            filled.check(&extent(at + 1, at + 1, height.next_up(), height.next_up(), [0]));
        }
    }
    filled.empty();
}

#[test]
fn ten_thousand_entities_of_one_height_and_time_are_all_found_and_all_go() {
    let mut filled = Filled::default();
    let same = extent(5 * MINUTE_US, 6 * MINUTE_US, 100.0, 120.0, [0]);
    for slot in 0..10_000u32 {
        filled.index.insert(slot, &same);
        filled.slots.push(Some(same.clone()));
    }
    assert_eq!(filled.search(&same).len(), 10_000);
    filled.check(&extent(0, HOUR_US, 121.0, 130.0, [0]));
    filled.empty();
}

#[test]
fn in_the_outermost_hours_of_the_range_a_crowd_is_still_found() {
    for at in [i64::MAX - 5, i64::MIN + 5] {
        let mut filled = Filled::default();
        for n in 0..400i64 {
            filled.insert(extent(at, at + n % 5, 0.0, 10.0, [0]));
        }
        assert!(filled.largest_bucket_is_divided());
        filled.check(&extent(at, at, 0.0, 0.0, [0]));
        filled.check(&Extent { span: Span::ALWAYS, ..extent(0, 0, 0.0, 0.0, [0]) });
        assert_eq!(filled.search(&extent(at, at, 0.0, 0.0, [0])).len(), 400);
        filled.empty();
    }
}

#[test]
fn an_extent_without_cells_is_nowhere() {
    let mut filled = Filled::default();
    filled.insert(extent(0, HOUR_US, 0.0, 10.0, []));
    assert!(filled.index.is_empty());
    filled.check(&extent(0, HOUR_US, 0.0, 10.0, [0]));
    filled.check(&extent(0, HOUR_US, 0.0, 10.0, []));
    filled.empty();
}
