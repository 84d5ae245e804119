use geographiclib_rs::{Geodesic, InverseGeodesic as _};
use jiff::SignedDuration;

use super::*;
use crate::shape::{Shift, corridor, shifted};

fn at(minute: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute)
}

fn circle(lat: f64, lng: f64, radius_m: f64) -> Outline {
    Outline::Circle { center: Point { lat, lng }, radius_m }
}

fn volume(outline: Outline, heights: (f64, f64), minutes: (i64, i64)) -> Volume {
    Volume { outline, lower_m: Some(heights.0), upper_m: Some(heights.1), start: at(minutes.0), end: at(minutes.1) }
}

#[test]
fn plans_that_share_ground_height_and_time_meet_there() {
    let a = volume(circle(29.44, -83.28, 1000.0), (20.0, 110.0), (0, 30));
    let b = volume(circle(29.45, -83.28, 1000.0), (60.0, 160.0), (10, 20));
    let expected = Meeting { start: at(10), end: at(20), lower_m: Some(60.0), upper_m: Some(110.0) };
    assert_eq!(compare(&[a], &[b]).unwrap(), Relation::Meets(expected));
}

#[test]
fn each_way_of_being_apart_is_measured() {
    let a = volume(circle(29.44, -83.28, 1000.0), (20.0, 110.0), (0, 30));
    let apart = |shift: Shift| compare(std::slice::from_ref(&a), &shifted(std::slice::from_ref(&a), &shift)).unwrap();
    let shift = Shift::default();
    assert_eq!(apart(Shift { higher_m: 150.0, ..shift }), Relation::Clear(Gap::Height(60.0)));
    assert_eq!(apart(Shift { later_s: 2400, ..shift }), Relation::Clear(Gap::Time(600)));
    let Relation::Clear(Gap::Ground(metres)) = apart(Shift { north_m: 2640.0, ..shift }) else {
        panic!("2,640 m to the north the circles must be clear over the ground");
    };
    assert!((metres - 640.0).abs() < 0.5, "640 m, not {metres}");
}

#[test]
fn touching_in_height_or_time_is_not_meeting() {
    let a = volume(circle(29.44, -83.28, 1000.0), (20.0, 110.0), (0, 30));
    let above = volume(circle(29.44, -83.28, 1000.0), (110.0, 200.0), (0, 30));
    let after = volume(circle(29.44, -83.28, 1000.0), (20.0, 110.0), (30, 60));
    assert_eq!(compare(std::slice::from_ref(&a), &[above]).unwrap(), Relation::Clear(Gap::Height(0.0)));
    assert_eq!(compare(&[a], &[after]).unwrap(), Relation::Clear(Gap::Time(0)));
}

#[test]
fn a_polygon_around_a_small_circle_meets_it() {
    let ring = corridor(Point { lat: 29.30, lng: -83.28 }, Point { lat: 29.50, lng: -83.28 }, 2000.0);
    let a = volume(ring, (0.0, 100.0), (0, 30));
    let b = volume(circle(29.44, -83.28, 100.0), (50.0, 60.0), (0, 30));
    assert!(matches!(compare(&[a], &[b]).unwrap(), Relation::Meets(_)));
}

#[test]
fn an_unbounded_height_never_keeps_plans_apart() {
    let a = volume(circle(29.44, -83.28, 1000.0), (20.0, 110.0), (0, 30));
    let mut b = volume(circle(29.44, -83.28, 1000.0), (9000.0, 9100.0), (0, 30));
    b.lower_m = None;
    b.upper_m = None;
    assert!(matches!(compare(&[a], &[b]).unwrap(), Relation::Meets(_)));
}

/// The oracle is GeographicLib's inverse problem on WGS84 (Karney 2013).
#[test]
fn the_gap_over_the_ground_is_the_geodesic_less_both_radii() {
    let a = volume(circle(31.0, -8.0, 1000.0), (20.0, 110.0), (0, 30));
    let b = volume(circle(31.1, -7.9, 500.0), (20.0, 110.0), (0, 30));
    let Ok(Relation::Clear(Gap::Ground(metres))) = compare(&[a], &[b]) else {
        panic!("the circles are apart over the ground only");
    };
    let distance_m: f64 = Geodesic::wgs84().inverse(31.0, -8.0, 31.1, -7.9);
    assert!((metres - (distance_m - 1500.0)).abs() < 0.01, "{metres} m of {distance_m} m");
}

#[test]
fn a_volume_that_is_none_is_named() {
    let good = volume(circle(31.0, -8.0, 1000.0), (20.0, 110.0), (0, 30));
    let bad = volume(circle(91.0, -8.0, 1000.0), (20.0, 110.0), (0, 30));
    assert!(compare(std::slice::from_ref(&good), &[good.clone(), bad]).unwrap_err().starts_with("volume 2: "));
}
