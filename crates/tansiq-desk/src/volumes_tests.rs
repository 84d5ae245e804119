use super::*;
use tansiq_geo::{Circle, LatLng, Polygon};
use tansiq_heights::{Reference, Unit};

fn place(lat: f64, lng: f64) -> LatLng {
    LatLng::new(lat, lng).expect("a place")
}

fn circle() -> Outline {
    Circle::new(place(46.5, 7.0), 500.0).expect("a circle").into()
}

fn square() -> Outline {
    let corners = [(46.5, 7.0), (46.5, 7.01), (46.51, 7.01), (46.51, 7.0)];
    Polygon::new(corners.iter().map(|(lat, lng)| place(*lat, *lng)).collect()).expect("a polygon").into()
}

fn metres(m: f64, reference: Reference) -> Height {
    Height::new(m, Unit::Metre, reference)
}

fn timed(outline: Outline, lower: Height, upper: Height) -> TimedVolume {
    TimedVolume { outline, buffer_m: 0.0, lower, upper, start_us: 10, end_us: 20 }
}

fn one(volume: TimedVolume) -> (Volume, Certain, Vec<String>) {
    let (volumes, stated) = plan(&[volume], &Converter::default()).expect("a plan");
    assert_eq!(volumes.len(), 1);
    (volumes.as_slice()[0].clone(), volumes.certain(0), stated)
}

#[test]
fn heights_above_the_ellipsoid_are_as_given_and_exact() {
    let bounds = (metres(100.0, Reference::Ellipsoid), metres(200.0, Reference::Ellipsoid));
    let (volume, certain, stated) = one(timed(circle(), bounds.0, bounds.1));
    assert_eq!((volume.lower_m(), volume.upper_m()), (100.0, 200.0));
    assert_eq!((volume.start_us(), volume.end_us()), (10, 20));
    assert_eq!(certain, Certain::Exact);
    assert_eq!(stated, ["heights above the ellipsoid: as given"]);
}

#[test]
fn heights_above_the_sea_go_through_the_geoid_and_say_how_sure() {
    // The geoid is some 50 m above the ellipsoid there; how exactly is tested in `tansiq-heights`.
    let bounds = (metres(1_000.0, Reference::MeanSea), metres(1_500.0, Reference::MeanSea));
    let (volume, certain, stated) = one(timed(circle(), bounds.0, bounds.1));
    assert!((1_045.0..1_051.0).contains(&volume.lower_m()), "{}", volume.lower_m());
    assert!((1_550.0..1_557.0).contains(&volume.upper_m()), "{}", volume.upper_m());
    let Certain::Within(inner) = certain else { panic!("{certain:?}") };
    assert!(inner.lower > volume.lower_m() && inner.upper < volume.upper_m());
    assert_eq!(stated, [format!("heights above mean sea level: the geoid EGM96, within {} m", Geoid::UNCERTAINTY_M)]);
}

#[test]
fn heights_above_an_unknown_ground_are_nowhere_certain() {
    let bounds = (metres(0.0, Reference::Ground), metres(120.0, Reference::Ground));
    let (volume, certain, stated) = one(timed(circle(), bounds.0, bounds.1));
    assert!(volume.lower_m() < -390.0 && volume.upper_m() > 8_970.0);
    assert_eq!(certain, Certain::Nowhere);
    let expected =
        "heights above ground: assumed ground -450 to 8850 m above mean sea level, because no terrain raster covers it";
    assert_eq!(stated, [expected]);
}

#[test]
fn a_mixture_is_stated_once_for_each_kind() {
    let volume = timed(circle(), metres(0.0, Reference::Ground), metres(10_000.0, Reference::MeanSea));
    let (_, stated) = plan(&[volume.clone(), volume], &Converter::default()).expect("a plan");
    assert_eq!(stated.len(), 2);
}

#[test]
fn a_buffer_becomes_part_of_outlines_that_hold_it() {
    let bounds = (metres(100.0, Reference::Ellipsoid), metres(200.0, Reference::Ellipsoid));
    let buffered = TimedVolume { buffer_m: 100.0, ..timed(square(), bounds.0, bounds.1) };
    let (volumes, _) = plan(&[buffered], &Converter::default()).expect("a plan");
    assert_eq!(volumes.len(), 5, "itself and a corridor about each edge");
    let whole = Volume::new(square()).with_buffer(100.0).expect("a buffer");
    // Places on a grid 1.3 km wide about the square of 1.1 km by 0.77 km.
    let mut inside = 0;
    for step in 0..2_500 {
        let at = place(46.498 + f64::from(step % 50) * 0.000_28, 6.998 + f64::from(step / 50) * 0.000_28);
        if whole.is_over(at) {
            inside += 1;
            assert!(volumes.as_slice().iter().any(|part| part.is_over(at)), "{at:?}");
        }
    }
    assert!(inside > 1_500, "{inside}");
    assert!(volumes.as_slice().iter().all(|part| part.buffer_m() == 0.0));
}

#[test]
fn a_circle_with_a_buffer_is_a_larger_circle() {
    let bounds = (metres(100.0, Reference::Ellipsoid), metres(200.0, Reference::Ellipsoid));
    let buffered = TimedVolume { buffer_m: 100.0, ..timed(circle(), bounds.0, bounds.1) };
    let (volumes, _) = plan(&[buffered], &Converter::default()).expect("a plan");
    let [volume] = volumes.as_slice() else { panic!("one volume") };
    let Outline::Circle(circle) = volume.outline() else { panic!("a circle") };
    assert_eq!(circle.radius_m(), 600.0);
}

#[test]
fn what_is_wrong_is_named_by_its_path() {
    let check = |volumes: &[TimedVolume], expected: &str| {
        let error = plan(volumes, &Converter::default()).expect_err(expected);
        assert!(error.starts_with(expected), "{error}");
    };
    let at = |m: f64| metres(m, Reference::Ellipsoid);
    check(&[], "volumes: at least one volume is needed");
    let good = timed(circle(), at(0.0), at(1.0));
    check(&[good.clone(), timed(circle(), at(2.0), at(1.0))], "volumes[1]: lower 2 m above the ellipsoid is above upper");
    check(&[timed(circle(), at(f64::NAN), at(1.0))], "volumes[0]: height");
    check(&[timed(circle(), at(0.0), at(f64::INFINITY))], "volumes[0]: height");
    check(&[timed(circle(), at(0.0), at(100_001.0))], "volumes[0].altitude_upper: 100001.0 m above the ellipsoid is not between");
    check(&[timed(circle(), at(-8_001.0), at(0.0))], "volumes[0].altitude_lower: -8001.0 m");
    check(&[TimedVolume { start_us: 30, ..good.clone() }], "volumes[0].time_end: ");
    let many: Vec<TimedVolume> = (0..201).map(|_| TimedVolume { buffer_m: 10.0, ..timed(square(), at(0.0), at(1.0)) }).collect();
    check(&many, "volumes: more than 1000 volumes with their buffers");
}

#[test]
fn a_layer_without_a_bound_stays_without() {
    let volume = |lower, upper| tansiq_formats::AreaVolume { outline: circle(), lower, upper };
    let source = tansiq_formats::Source { format: tansiq_formats::Format::OpenAir, path: "line 1".to_owned() };
    let bounded = volume(Some(metres(10.0, Reference::Ellipsoid)), None);
    let area = tansiq_formats::Area::new("a".to_owned(), vec![bounded, volume(None, None)], source);
    let layers = layers(&area, &Converter::default()).expect("layers");
    let heights: Vec<(f64, f64)> = layers.as_slice().iter().map(|layer| (layer.lower_m(), layer.upper_m())).collect();
    assert_eq!(heights, [(10.0, f64::INFINITY), (f64::NEG_INFINITY, f64::INFINITY)]);
    assert_eq!((layers.certain(0), layers.certain(1)), (Certain::Exact, Certain::Exact));
}
