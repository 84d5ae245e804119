//! From volumes to extents: the field that a refusal names, what is filled in, and what is bounded. How the refusals
//! travel is tested over HTTP.

use super::*;
use proptest::prelude::*;

const ALL: Needs = Needs { times: true, heights: true };
const NONE: Needs = Needs { times: false, heights: false };
const START_US: i64 = 1_780_272_000_000_000;
const HOUR_US: i64 = 3_600_000_000;

/// 100 m around a point for an hour, 0–120 m.
fn cylinder(lat: f64, lng: f64) -> Volume4D {
    Volume4D::circle(lat, lng, 100.0, 0.0, 120.0, START_US, START_US + HOUR_US)
}

fn message<T>(result: Result<T, Problem>) -> String {
    result.err().map(|problem| problem.message).expect("it is refused")
}

#[track_caller]
fn check(volume: Volume4D, needs: Needs, expected: &str) {
    assert_eq!(message(union(&[cylinder(1.0, 1.0), volume], needs)), expected);
}

#[test]
fn each_refusal_names_its_volume_and_field() {
    let good = || cylinder(1.0, 1.0);
    check(Volume4D { time_start: None, ..good() }, ALL, "extents[1]: time_start is missing");
    check(Volume4D { time_end: None, ..good() }, ALL, "extents[1]: time_end is missing");
    let mut volume = good();
    volume.volume.altitude_lower = None;
    check(volume, ALL, "extents[1].volume: altitude_lower is missing");
    let mut volume = good();
    volume.volume.altitude_upper = Some(Altitude { units: "FT".to_owned(), ..Altitude::w84_m(5.0) });
    check(volume, ALL, "extents[1].volume: altitude_upper.units must be M (metres)");
    let mut volume = good();
    volume.volume.altitude_upper = Some(Altitude::w84_m(-1.0));
    check(volume, ALL, "extents[1].volume: altitude_lower 0 m is above altitude_upper -1 m");
    let mut volume = good();
    volume.volume.altitude_lower = Some(Altitude::w84_m(f64::NAN));
    check(volume, ALL, "extents[1].volume: altitude_lower.value NaN m is not within -8000 to 100000 m");
    let mut volume = good();
    volume.time_start = volume.time_end.clone();
    check(volume, ALL, "extents[1]: time_end must be after time_start: they are the same");
    let empty = f3548::Circle::default();
    let mut volume = good();
    volume.volume.outline_circle = Some(empty);
    check(volume, ALL, "extents[1].volume.outline_circle: center is missing");
}

#[test]
fn what_is_absent_is_unbounded() {
    let mut volume = cylinder(1.0, 1.0);
    volume.volume.altitude_lower = None;
    volume.time_end = None;
    let extent = union(&[volume], NONE).ok().expect("it is accepted");
    assert_eq!((extent.heights.lower, extent.heights.upper), (f64::NEG_INFINITY, 120.0));
    assert_eq!(extent.span, Span { start: Timestamp(START_US), end: Timestamp::UNBOUNDED_FUTURE });
}

#[test]
fn a_query_may_be_about_a_moment() {
    let mut volume = cylinder(1.0, 1.0);
    volume.time_end = volume.time_start.clone();
    let extent = area_of_interest(Some(&volume)).ok().expect("it is accepted");
    assert_eq!(extent.span, Span { start: Timestamp(START_US), end: Timestamp(START_US) });
    assert_eq!(message(area_of_interest(None)), "area_of_interest: is missing");
}

#[test]
fn only_what_is_too_large_may_be_answered_as_such() {
    let of = |volume: &Volume4D| area_of_interest(Some(volume)).expect_err("it is refused");
    let circle = |radius_m: f64| Volume4D::circle(1.0, 1.0, radius_m, 0.0, 1.0, START_US, START_US + 1);
    assert!(matches!(of(&circle(30_000.0)).or_too_large(), Error::AreaTooLarge(_)));
    assert!(matches!(of(&circle(30_000.0)).invalid(), Error::Invalid(_)));
    for radius_m in [0.0, -1.0, f64::INFINITY, f64::NAN] {
        assert!(matches!(of(&circle(radius_m)).or_too_large(), Error::Invalid(_)), "{radius_m}");
    }
}

#[test]
fn the_cells_of_all_volumes_together_are_bounded() {
    let large = |n: u32| Volume4D::circle(f64::from(n / 30), f64::from(n % 30), 28_000.0, 0.0, 1.0, START_US, START_US + 1);
    let volumes: Vec<Volume4D> = (0..90).map(large).collect();
    assert!(message(union(&volumes, ALL)).contains(&format!("more than {MAX_CELLS} cells")));
    // The same place again and again has few cells, yet the work is bounded too.
    let volumes: Vec<Volume4D> = (0..300).map(|_| large(0)).collect();
    let refusal = message(union(&volumes, ALL));
    assert!(refusal.contains(&format!("more than {MAX_COVERING_WORK} cells")), "{refusal}");
}

proptest! {
    /// The union holds every one of its volumes, whatever their order.
    #[test]
    fn a_union_holds_all_of_its_volumes(places in prop::collection::vec((-60.0..60.0, -179.0..179.0, 0_i64..100, 0.0..500.0), 1..6)) {
        let volumes: Vec<Volume4D> = places
            .iter()
            .map(|(lat, lng, hour, lower)| {
                let start = START_US + hour * HOUR_US;
                Volume4D::circle(*lat, *lng, 500.0, *lower, lower + 50.0, start, start + HOUR_US)
            })
            .collect();
        let whole = union(&volumes, ALL).ok().expect("it is accepted");
        for volume in &volumes {
            let one = union(std::slice::from_ref(volume), ALL).ok().expect("it is accepted");
            prop_assert!(whole.cells.contains_all(&one.cells));
            prop_assert!(whole.heights.contains(&one.heights));
            prop_assert!(whole.span.start <= one.span.start && one.span.end <= whole.span.end);
        }
        let reversed: Vec<Volume4D> = volumes.into_iter().rev().collect();
        prop_assert_eq!(whole, union(&reversed, ALL).ok().expect("it is accepted"));
    }
}
