//! Volumes in memory and in records.

use super::{Certain, Volumes};
use crate::{Heights, Span, Timestamp};
use proptest::prelude::*;
use tansiq_geo::{Circle, LatLng, Polygon, Volume};

fn circle(lat: f64, lng: f64, radius_m: f64) -> Volume {
    Volume::new(Circle::new(LatLng::new(lat, lng).unwrap(), radius_m).unwrap())
}

fn triangle() -> Volume {
    let corners = [(0.1, 0.2), (0.1 + 1e-9, 0.3), (0.2, 0.25)];
    Volume::new(Polygon::new(corners.iter().map(|(lat, lng)| LatLng::new(*lat, *lng).unwrap()).collect()).unwrap())
}

fn through_json(volumes: &Volumes) -> Volumes {
    serde_json::from_str(&serde_json::to_string(volumes).unwrap()).unwrap()
}

proptest! {
    /// Numbers come back with the same bits.
    #[test]
    fn volumes_survive_their_json(
        lat in -90.0..90.0, lng in -180.0..180.0, radius_m in 1e-3..20_000.0,
        lower in prop_oneof![Just(f64::NEG_INFINITY), -500.0..0.0], upper in prop_oneof![Just(f64::INFINITY), 0.0..9_000.0],
        start in prop_oneof![Just(i64::MIN), any::<i32>().prop_map(i64::from)], buffer_m in prop_oneof![Just(0.0), 0.0..100.0],
        sure in (-500.0..9_000.0, -500.0..9_000.0),
    ) {
        let volume = |volume: Volume| {
            volume.between_heights(lower, upper).unwrap().between_times(start, i64::MAX).unwrap().with_buffer(buffer_m).unwrap()
        };
        let certain = Certain::Within(Heights { lower: sure.0, upper: sure.1 });
        let volumes = Volumes::with_certainty(vec![
            (volume(circle(lat, lng, radius_m)), certain),
            (volume(triangle()), Certain::Exact),
            (volume(triangle()), Certain::Nowhere),
        ]);
        let read = through_json(&volumes);
        prop_assert_eq!(&read, &volumes);
        let Some((first, _)) = read.iter().next() else { panic!() };
        let tansiq_geo::Outline::Circle(read) = first.outline() else { panic!() };
        prop_assert_eq!(
            [read.center().lat_deg().to_bits(), read.center().lng_deg().to_bits(), read.radius_m().to_bits()],
            [lat.to_bits(), lng.to_bits(), radius_m.to_bits()]
        );
    }
}

#[test]
fn a_record_says_only_what_is_not_usual() {
    let usual = Volumes::exact(vec![circle(1.0, 2.0, 3.5)]);
    assert_eq!(
        serde_json::to_value(&usual).unwrap(),
        serde_json::json!([{
            "circle": {"lat": 1.0, "lng": 2.0, "radius_m": 3.5},
            "heights": {"lower_m": null, "upper_m": null},
            "span": {"start_us": null, "end_us": null},
        }])
    );
}

#[test]
fn a_damaged_record_is_an_error() {
    let bad = [
        r#"[{"circle":{"lat":91.0,"lng":0.0,"radius_m":1.0},"heights":{"lower_m":0.0,"upper_m":1.0},"span":{"start_us":0,"end_us":1}}]"#,
        r#"[{"circle":{"lat":1.0,"lng":0.0,"radius_m":1.0},"heights":{"lower_m":2.0,"upper_m":1.0},"span":{"start_us":0,"end_us":1}}]"#,
        r#"[{"polygon":[[0.0,0.0],[0.0,1.0]],"heights":{"lower_m":0.0,"upper_m":1.0},"span":{"start_us":0,"end_us":1}}]"#,
    ];
    for text in bad {
        assert!(serde_json::from_str::<Volumes>(text).is_err(), "{text}");
    }
}

#[test]
fn bounds_are_those_of_all_volumes() {
    let timed = |lower: f64, start: i64| {
        circle(0.0, 0.0, 5.0).between_heights(lower, lower + 1.0).unwrap().between_times(start, start + 1).unwrap()
    };
    let volumes = Volumes::exact(vec![timed(5.0, 70), timed(-3.0, 90), timed(9.0, 80)]);
    assert_eq!(volumes.span(), Some(Span { start: Timestamp(70), end: Timestamp(91) }));
    assert_eq!(volumes.heights(), Some(Heights { lower: -3.0, upper: 10.0 }));
    assert_eq!((Volumes::default().span(), Volumes::default().heights()), (None, None));
    let active = [69, 70, 71, 72, 80, 91, 92].map(|at| volumes.is_active_at(Timestamp(at)));
    assert_eq!(active, [false, true, true, false, true, true, false]);
}

/// OPIN0020: a circle counts one.
#[test]
fn vertices_of_polygons_and_circles_are_counted() {
    assert_eq!(Volumes::exact(vec![triangle(), circle(0.0, 0.0, 1.0), triangle()]).vertices(), 7);
}

#[test]
fn what_is_surely_meant_lies_within_the_volume() {
    let volume = || circle(0.0, 0.0, 5.0).between_heights(10.0, 20.0).unwrap();
    let within = |lower, upper| {
        let certain = Certain::Within(Heights { lower, upper });
        Volumes::with_certainty(vec![(volume(), certain)]).certain(0)
    };
    assert_eq!(within(5.0, 15.0), Certain::Within(Heights { lower: 10.0, upper: 15.0 }));
    assert_eq!(within(f64::NEG_INFINITY, f64::INFINITY), Certain::Within(Heights { lower: 10.0, upper: 20.0 }));
    for (lower, upper) in [(25.0, 30.0), (15.0, 12.0), (f64::NAN, 15.0), (12.0, f64::NAN)] {
        assert_eq!(within(lower, upper), Certain::Nowhere, "{lower} to {upper}");
    }
    assert_eq!(Volumes::default().certain(3), Certain::Exact);
}

#[test]
fn volumes_are_put_together_in_order() {
    let (first, second) = (Volumes::exact(vec![triangle()]), Volumes::with_certainty(vec![(triangle(), Certain::Nowhere)]));
    let both = first.and(&second);
    assert_eq!((both.len(), both.certain(0), both.certain(1)), (2, Certain::Exact, Certain::Nowhere));
    assert_eq!((first.and(&Volumes::default()), Volumes::default().and(&second)), (first, second));
}
