//! Coverings: what every volume of a request costs.

use crate::harness::Harness;
use crate::make;
use tansiq_geo::{Circle, LatLng, Outline};

pub fn run(harness: &Harness) {
    for radius_m in [50.0, 300.0, 5_000.0] {
        let center = LatLng::new(34.1, 36.1).expect("a point");
        harness.time(&format!("cover circle of {radius_m} m"), || {
            Outline::Circle(Circle::new(center, radius_m).expect("a circle")).cover().expect("a covering")
        });
    }
    for (corners, radius_m) in [(8, 300.0), (50, 300.0), (50, 5_000.0), (1_000, 5_000.0)] {
        harness.time(&format!("cover polygon of {corners} corners, {radius_m} m"), || {
            Outline::Polygon(make::polygon(34.1, 36.1, radius_m, corners)).cover().expect("a covering")
        });
    }
}
