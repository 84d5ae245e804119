//! A corridor holds every point within its buffer: held against geodesics, the verdict's own containment judging.

use proptest::prelude::*;
use tansiq_geo::{LatLng, Volume};

use super::*;

fn at(lat_deg: f64, lng_deg: f64) -> LatLng {
    LatLng::new(lat_deg, lng_deg).expect("it is a position")
}

/// How far outside of a corridor the worst of many points within the buffer is; nothing if all are inside.
fn first_outside(from: LatLng, to: LatLng, buffer_m: f64) -> Option<(f64, f64)> {
    let volume = Volume::new(corridor(from, to, buffer_m).expect("it is an outline"));
    let line = path(from, to);
    (0..=40).flat_map(|i| (0..72).map(move |j| (f64::from(i) / 40.0, f64::from(j) * 5.0))).find(|(share, angle_deg)| {
        let on_leg = step(from, line.start_deg, line.length_m * share).expect("it is a position");
        let near = step(on_leg, line.start_deg + angle_deg, buffer_m).expect("it is a position");
        !volume.is_over(near)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn every_point_within_the_buffer_is_inside(
        lat_deg in -89.0..89.0f64,
        lng_deg in -180.0..180.0f64,
        azimuth_deg in 0.0..360.0f64,
        length_m in 1.0..MAX_PIECE_M,
        buffer_m in 1.0..5_000.0f64,
    ) {
        let from = at(lat_deg, lng_deg);
        let to = step(from, azimuth_deg, length_m).expect("it is a position");
        prop_assert_eq!(first_outside(from, to, buffer_m), None);
    }
}

#[test]
fn long_pieces_with_small_buffers_hold_at_all_latitudes_and_azimuths() {
    for lat_deg in [0.0, 15.0, 30.0, 45.0, 60.0, 75.0, 89.9] {
        for azimuth_deg in [0.0, 30.0, 45.0, 60.0, 90.0, 135.0] {
            let from = at(lat_deg, 179.95);
            let to = step(from, azimuth_deg, MAX_PIECE_M).expect("it is a position");
            assert_eq!(first_outside(from, to, 1.0), None, "at {lat_deg} towards {azimuth_deg}");
        }
    }
}

#[test]
fn a_corridor_reaches_no_further_than_its_corners() {
    let (from, to) = (at(47.0, 8.0), step(at(47.0, 8.0), 70.0, 800.0).expect("it is a position"));
    let Outline::Polygon(polygon) = corridor(from, to, 30.0).expect("it is an outline") else { panic!("it is a polygon") };
    assert_eq!(polygon.vertices().len(), CORRIDOR_VERTICES);
    for vertex in polygon.vertices() {
        let nearest_m = path(*vertex, from).length_m.min(path(*vertex, to).length_m);
        // 30 m / cos 22.5° is 32.47 m.
        assert!((32.47..32.50).contains(&nearest_m), "{nearest_m}");
    }
    // A swept octagon: its area, 8·r²·tan 22.5° and twice the radius times the length.
    let expected_m2 = 8.0 * 900.0 * (std::f64::consts::PI / 8.0).tan() + 60.0 * 800.0;
    assert!((polygon.area_km2() * 1e6 / expected_m2 - 1.0).abs() < 0.01, "{}", polygon.area_km2() * 1e6);
}

#[test]
fn ends_in_one_place_make_a_circle() {
    let from = at(10.0, 10.0);
    let to = step(from, 0.0, 0.3).expect("it is a position");
    let Outline::Circle(circle) = corridor(from, to, 30.0).expect("it is an outline") else { panic!("it is a circle") };
    assert!((circle.radius_m() - 30.3).abs() < 1e-6);
}

#[test]
fn a_polygon_and_the_corridors_about_its_edges_hold_its_buffer() {
    let square = [at(47.0, 8.0), at(47.0, 8.3), at(47.2, 8.3), at(47.05, 8.1)];
    let polygon: Outline = Polygon::new(square.to_vec()).expect("it is a polygon").into();
    let around: Vec<Volume> = around(&polygon, 50.0).expect("there are outlines").into_iter().map(Volume::new).collect();
    // Edges of 23, 22, 22 and 9 km are 3, 3, 3 and 1 pieces.
    assert_eq!(around.len(), 10);
    let buffered = Volume::new(polygon).with_buffer(50.0).expect("it is a buffer");
    let bare = Volume::new(buffered.outline().clone());
    let mut within = 0;
    for i in 0..600 {
        for (edge, from) in square.iter().enumerate() {
            let line = path(*from, square[(edge + 1) % 4]);
            let share = f64::from(i) / 600.0;
            let on_edge = step(*from, line.start_deg, line.length_m * share).expect("it is a position");
            for side_deg in [90.0, -90.0] {
                let near = step(on_edge, line.start_deg + side_deg, 49.0).expect("it is a position");
                if buffered.is_over(near) {
                    within += 1;
                    assert!(bare.is_over(near) || around.iter().any(|volume| volume.is_over(near)), "edge {edge} at {share}");
                }
            }
        }
    }
    assert!(within > 4_000, "{within}");
}
