//! What holds of places: they hold their volumes, whatever the exact verdict says of those.

use super::{Place, Sought, hull};
use crate::{Span, Timestamp};
use proptest::prelude::*;
use tansiq_geo::{Circle, LatLng, Outline, Polygon, Volume, overlaps};

/// Anywhere on the Earth, the poles and the antimeridian more often than chance would have it.
fn position() -> impl Strategy<Value = (f64, f64)> {
    let lat = prop_oneof![4 => -90.0..90.0, 1 => Just(90.0), 1 => Just(-90.0), 1 => 89.5..90.0];
    let lng = prop_oneof![4 => -180.0..180.0, 1 => Just(180.0), 1 => 179.5..180.0, 1 => -180.0..-179.5];
    (lat, lng)
}

/// A triangle or circle of up to 20 km about a position, or a sliver of up to 5,000 km from it.
fn outline((lat, lng): (f64, f64)) -> impl Strategy<Value = Option<Outline>> {
    let to = |lat: f64, lng: f64| {
        let lng = if lng > 180.0 {
            lng - 360.0
        } else if lng < -180.0 {
            lng + 360.0
        } else {
            lng
        };
        LatLng::new(lat.clamp(-90.0, 90.0), lng).unwrap()
    };
    let corner = || (-0.2..0.2, -0.2..0.2);
    let triangle = (corner(), corner(), corner()).prop_map(move |corners| {
        let corners: [(f64, f64); 3] = corners.into();
        Polygon::new(corners.map(|(north, east)| to(lat + north, lng + east)).to_vec()).ok().map(Outline::from)
    });
    let circle = (1.0..20_000.0).prop_map(move |radius_m| Circle::new(to(lat, lng), radius_m).ok().map(Outline::from));
    let sliver = (-60.0..60.0).prop_map(move |far: f64| {
        let far_lat = if lat > 0.0 { lat - far.abs() } else { lat + far.abs() };
        Polygon::new(vec![to(lat, lng), to(far_lat, lng + far), to(lat, lng + 1e-5)]).ok().map(Outline::from)
    });
    prop_oneof![3 => triangle, 2 => circle, 1 => sliver]
}

fn volume() -> impl Strategy<Value = Volume> {
    let shape = position().prop_flat_map(outline).prop_filter_map("an outline that is none", |outline| outline);
    (shape, 0.0..5_000.0).prop_map(|(outline, buffer_m)| Volume::new(outline).with_buffer(buffer_m).unwrap())
}

/// Two volumes of which the second is about a corner or the centre of the first, so that they often overlap.
fn near_each_other() -> impl Strategy<Value = (Volume, Volume)> {
    volume().prop_flat_map(|first| {
        let at = match first.outline() {
            Outline::Circle(circle) => circle.center(),
            Outline::Polygon(polygon) => polygon.vertices()[0],
        };
        let second = outline((at.lat_deg(), at.lng_deg())).prop_filter_map("an outline that is none", |outline| outline);
        (Just(first), second.prop_map(Volume::new))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// The exact verdict is the oracle: what overlaps must be near.
    #[test]
    fn volumes_that_overlap_are_near_each_other((first, second) in near_each_other()) {
        let near = Place::of(&first).is_near(&Place::of(&second));
        prop_assert!(near || !overlaps(&first, &second));
    }

    /// Whatever is near to one of several is near to all together.
    #[test]
    fn what_is_near_to_one_is_near_to_all_together(all in proptest::collection::vec(volume(), 1..20), other in volume()) {
        let places: Vec<Place> = all.iter().map(Place::of).collect();
        let other = Place::of(&other);
        let around = Place::around(places.iter().copied()).unwrap();
        let alone = places.iter().any(|place| place.may_meet(&other));
        prop_assert!(around.may_meet(&other) || !alone);
        prop_assert_eq!(Sought::new(places.into_iter()).any(|place| place.may_meet(&other)), alone);
    }
}

#[test]
fn neighbours_far_from_each_other_are_not_near() {
    let circle = |lng: f64| Place::of(&Volume::new(Circle::new(LatLng::new(45.0, lng).unwrap(), 500.0).unwrap()));
    assert!(circle(9.0).is_near(&circle(9.012)), "945 m");
    assert!(!circle(9.0).is_near(&circle(9.013)), "1,025 m; the ball is 0.6 % too large at most");
}

#[test]
fn times_and_heights_that_touch_may_meet_and_those_apart_do_not() {
    let at = |lower: f64, start: i64| {
        let volume = Volume::new(Circle::new(LatLng::new(0.0, 0.0).unwrap(), 10.0).unwrap());
        Place::of(&volume.between_heights(lower, lower + 10.0).unwrap().between_times(start, start + 10).unwrap())
    };
    assert!(at(0.0, 0).may_meet(&at(10.0, 10)));
    assert!(!at(0.0, 0).may_meet(&at(10.1, 0)));
    assert!(!at(0.0, 0).may_meet(&at(0.0, 11)));
    assert!(at(0.0, 0).is_near(&at(500.0, 500)));
}

#[test]
fn nothing_is_near_to_nothing() {
    assert_eq!(Place::around(std::iter::empty()), None);
    assert!(!Sought::default().any(|_| true));
    assert_eq!(hull(&[]), None);
    let span = |start, end| Span { start: Timestamp(start), end: Timestamp(end) };
    assert_eq!(hull(&[span(1, 2), span(5, 9)]), Some(span(1, 9)));
}
