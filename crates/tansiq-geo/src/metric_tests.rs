//! Tests of `metric.rs`.

use super::*;
use crate::LatLng;

fn point(lat_deg: f64, lng_deg: f64) -> Vector {
    LatLng::new(lat_deg, lng_deg).unwrap().to_point().0
}

#[test]
fn distances_equal_those_of_karneys_library() {
    let mut worst_m = [0.0_f64; 2];
    for line in include_str!("../testdata/geodesics.csv").lines() {
        let numbers: Vec<f64> = line.split(',').map(|n| n.parse().unwrap()).collect();
        let [lat1, lng1, lat2, lng2, exact_m] = numbers[..] else { panic!("{line}") };
        let error_m = (distance_m(point(lat1, lng1), point(lat2, lng2)) - exact_m).abs();
        let class = usize::from(exact_m > 10_001.0);
        worst_m[class] = worst_m[class].max(error_m);
    }
    assert!(worst_m[0] < 3e-5, "{worst_m:?}");
    assert!(worst_m[1] < 6e-4, "{worst_m:?}");
}

#[test]
fn distances_of_every_kind_are_numbers() {
    let places = [(90.0, 0.0), (-90.0, 0.0), (0.0, 0.0), (0.0, 180.0), (1e-300, -90.0), (45.0, 179.9)];
    for (lat1, lng1) in places {
        for (lat2, lng2) in places {
            let (p, q) = (point(lat1, lng1), point(lat2, lng2));
            let length_m = distance_m(p, q);
            assert!((0.0..2.1e7).contains(&length_m), "{length_m}");
            assert_eq!(length_m == 0.0, p == q);
        }
    }
}
