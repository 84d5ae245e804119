use super::*;

#[test]
fn every_duration_lies_in_a_bucket_whose_bound_is_at_most_two_percent_above() {
    for ns in (0..5_000).chain((0..60).map(|bits| (1u64 << bits) + (1 << bits) / 3)) {
        let upper = upper_ns(bucket(ns));
        assert!(upper >= ns && upper as f64 <= ns as f64 * 1.02 + 1.0, "{ns} is told as {upper}");
    }
}

#[test]
fn shares_are_those_of_the_sorted_list() {
    let mut histogram = Histogram::default();
    (1..=1000).for_each(|ms| histogram.add(Duration::from_millis(ms)));
    assert!((histogram.ms(0.5) - 500.0).abs() < 10.0);
    assert!((histogram.ms(0.99) - 990.0).abs() < 20.0);
    assert_eq!(histogram.ms(1.0), 1000.0);
}
