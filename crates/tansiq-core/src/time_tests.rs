use super::*;

#[test]
fn moving_beyond_the_range_stops_at_its_end() {
    let hour = Duration::from_secs(3600);
    assert_eq!(Timestamp(i64::MAX - 1).plus(hour), Timestamp::UNBOUNDED_FUTURE);
    assert_eq!(Timestamp(i64::MIN + 1).minus(hour), Timestamp::UNBOUNDED_PAST);
    assert_eq!(Timestamp(5).plus(Duration::from_micros(7)), Timestamp(12));
}
