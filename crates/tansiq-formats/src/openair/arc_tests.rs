//! Arcs never take area away and add at most a metre: held against geodesics.

use proptest::prelude::*;
use tansiq_geo::{Polygon, Volume};

use super::*;

fn at(lat_deg: f64, lng_deg: f64) -> LatLng {
    LatLng::new(lat_deg, lng_deg).expect("it is a position")
}

fn volume(pieces: &[Piece]) -> Volume {
    let ring = ring(pieces, &mut Budget::default()).expect("there is a ring");
    Volume::new(crate::outline::polygon_of_ring(ring).expect("it is a polygon"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_whole_arc_holds_its_disc_and_no_more_than_a_metre_around_it(
        lat_deg in -80.0..80.0f64, lng_deg in -180.0..180.0f64, radius_m in 10.0..28_000.0f64, start_deg in -360.0..360.0f64,
        counterclockwise: bool,
    ) {
        let center = at(lat_deg, lng_deg);
        let volume = volume(&[Piece::Arc(Arc::by_angles(center, radius_m, start_deg, start_deg, counterclockwise))]);
        for i in 0..720 {
            let azimuth_deg = f64::from(i) * 0.5;
            let on = step(center, azimuth_deg, radius_m).expect("it is a position");
            let beyond = step(center, azimuth_deg, radius_m + MAX_ARC_ERROR_M).expect("it is a position");
            prop_assert!(volume.is_over(on), "at {}", azimuth_deg);
            prop_assert!(!volume.is_over(beyond), "at {}", azimuth_deg);
        }
    }

    #[test]
    fn a_sector_holds_its_arc_either_way_round(
        lat_deg in -80.0..80.0f64, radius_m in 500.0..25_000.0f64, start_deg in 0.0..360.0f64, turn_deg in 20.0..160.0f64,
        counterclockwise: bool,
    ) {
        let center = at(lat_deg, 8.0);
        let turn_deg = if counterclockwise { -turn_deg } else { turn_deg };
        let arc = Arc::by_angles(center, radius_m, start_deg, start_deg + turn_deg, counterclockwise);
        let volume = volume(&[Piece::Point(center), Piece::Arc(arc)]);
        for i in 1..200 {
            let azimuth_deg = start_deg + turn_deg * f64::from(i) / 200.0;
            let on = step(center, azimuth_deg, radius_m).expect("it is a position");
            let beyond = step(center, azimuth_deg, radius_m + MAX_ARC_ERROR_M).expect("it is a position");
            prop_assert!(volume.is_over(on), "at {}", azimuth_deg);
            prop_assert!(!volume.is_over(beyond), "at {}", azimuth_deg);
        }
    }

    #[test]
    fn an_arc_that_bulges_into_the_area_takes_nothing_from_it(
        lat_deg in -70.0..70.0f64, radius_m in 1_000.0..9_000.0f64, turn_deg in 10.0..60.0f64,
    ) {
        // A quadrilateral north of a circle: its southern side is the circle's northern arc.
        let center = at(lat_deg, 8.0);
        let far = |azimuth_deg: f64| step(center, azimuth_deg, radius_m * 2.0 / turn_deg.to_radians().cos()).expect("it is a position");
        let arc = Arc::by_angles(center, radius_m, turn_deg, -turn_deg, true);
        let volume = volume(&[Piece::Point(far(-turn_deg)), Piece::Point(far(turn_deg)), Piece::Arc(arc)]);
        for i in 1..200 {
            let azimuth_deg = -turn_deg + 2.0 * turn_deg * f64::from(i) / 200.0;
            let on = step(center, azimuth_deg, radius_m).expect("it is a position");
            let beneath = step(center, azimuth_deg, radius_m - MAX_ARC_ERROR_M).expect("it is a position");
            prop_assert!(volume.is_over(on), "at {}", azimuth_deg);
            prop_assert!(!volume.is_over(beneath), "at {}", azimuth_deg);
        }
    }
}

#[test]
fn an_arc_by_points_goes_through_them() {
    let center = at(47.0, 8.0);
    let from = step(center, 80.0, 5_000.0).expect("it is a position");
    let to = step(center, 170.0, 5_020.0).expect("it is a position");
    let arc = Arc::by_points(center, from, to, false).expect("it is an arc");
    let ring = ring(&[Piece::Point(center), Piece::Arc(arc)], &mut Budget::default()).expect("there is a ring");
    assert_eq!((ring[0], ring[1], ring[ring.len() - 1]), (center, from, to));
    let volume = Volume::new(Polygon::new(ring).expect("it is a polygon"));
    for i in 1..90 {
        let (azimuth_deg, radius_m) = (80.0 + f64::from(i), 5_000.0 + 20.0 * f64::from(i) / 90.0);
        assert!(volume.is_over(step(center, azimuth_deg, radius_m).expect("it is a position")), "at {azimuth_deg}");
        assert!(!volume.is_over(step(center, azimuth_deg, radius_m + 1.0).expect("it is a position")), "at {azimuth_deg}");
    }
}

#[test]
fn points_of_different_radius_make_no_arc() {
    let center = at(47.0, 8.0);
    let from = step(center, 80.0, 5_000.0).expect("it is a position");
    let to = step(center, 170.0, 6_000.0).expect("it is a position");
    let refused = Arc::by_points(center, from, to, false).err();
    assert_eq!(refused.as_deref(), Some("the ends of the arc are 5000 m and 6000 m from its centre; it is no arc"));
}

#[test]
fn an_arc_ends_in_the_point_that_its_rounded_end_means() {
    let center = at(47.0, 8.0);
    let arc = Arc::by_angles(center, 9_260.0, 0.0, 90.0, false);
    // Coordinates rounded to seconds: 15 m back along the arc and 10 m out, which would cross the arc.
    let rounded = step(center, 89.9, 9_270.0).expect("it is a position");
    let ring =
        ring(&[Piece::Arc(arc), Piece::Point(rounded), Piece::Point(center)], &mut Budget::default()).expect("there is a ring");
    let polygon = crate::outline::polygon_of_ring(ring).expect("it does not cross itself");
    assert!(Volume::new(polygon).is_over(step(center, 45.0, 9_264.0).expect("it is a position")));
}

#[test]
fn angles_are_counted_in_the_direction_of_the_arc() {
    assert_eq!(sweep_deg(350.0, 10.0, false), 20.0);
    assert_eq!(sweep_deg(350.0, 10.0, true), -340.0);
    assert_eq!(sweep_deg(0.0, 360.0, false), 360.0);
    assert_eq!(sweep_deg(90.0, 90.0, true), -360.0);
}
