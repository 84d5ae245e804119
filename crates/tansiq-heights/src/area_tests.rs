//! Tests of `area.rs`.

use super::*;

fn polygon(vertices: &[(f64, f64)]) -> Outline {
    let vertices = vertices.iter().map(|(lat_deg, lng_deg)| LatLng::new(*lat_deg, *lng_deg).unwrap()).collect();
    Outline::Polygon(Polygon::new(vertices).unwrap())
}

fn sides(area: Area) -> [f64; 4] {
    [area.south_deg(), area.west_deg(), area.north_deg(), area.east_deg()]
}

fn check(area: Area, wanted: [f64; 4], tolerance: f64) {
    let ours = sides(area);
    assert!(ours.iter().zip(wanted).all(|(a, b)| (a - b).abs() < tolerance), "{ours:?}, wanted {wanted:?}");
}

#[test]
fn a_box_out_of_range_is_refused() {
    assert_eq!(Area::new(-91.0, 0.0, 0.0, 0.0), Err(HeightError::Latitude { lat_deg: -91.0 }));
    assert_eq!(Area::new(0.0, 0.0, 0.0, 180.5), Err(HeightError::Longitude { lng_deg: 180.5 }));
    assert_eq!(Area::new(2.0, 0.0, 1.0, 0.0), Err(HeightError::SouthAboveNorth { south_deg: 2.0, north_deg: 1.0 }));
    assert!(matches!(Area::point(f64::NAN, 0.0), Err(HeightError::Latitude { .. })));
    assert!(matches!(Area::around(0.0, 0.0, -1.0), Err(HeightError::Radius { radius_m: -1.0 })));
}

#[test]
fn points_make_the_smallest_box_even_across_the_antimeridian() {
    assert_eq!(sides(Area::of_points([(1.0, 10.0), (-2.0, 12.0), (0.0, 11.0)]).unwrap()), [-2.0, 10.0, 1.0, 12.0]);
    assert_eq!(sides(Area::of_points([(1.0, 179.0), (2.0, -178.0), (1.5, -179.5)]).unwrap()), [1.0, 179.0, 2.0, -178.0]);
    assert_eq!(Area::of_points([]), Err(HeightError::NoPoints));
}

#[test]
fn a_box_across_the_antimeridian_is_two_rectangles() {
    let rectangles: Vec<_> = Area::new(-1.0, 179.0, 1.0, -178.0).unwrap().rectangles().collect();
    assert_eq!(rectangles.len(), 2);
    assert_eq!((rectangles[0].west_deg, rectangles[0].east_deg), (179.0, 180.0));
    assert_eq!((rectangles[1].west_deg, rectangles[1].east_deg), (-180.0, -178.0));
}

/// The great circle between two places at 60° N, 2° apart, culminates at atan(tan 60° / cos 1°).
#[test]
fn the_box_of_a_polygon_holds_the_bulge_of_its_edges() {
    let bulge_deg = (60.0_f64.to_radians().tan() / 1.0_f64.to_radians().cos()).atan().to_degrees();
    assert!(bulge_deg > 60.003);
    check(Area::from(&polygon(&[(59.9, 5.0), (59.9, 7.0), (60.0, 7.0), (60.0, 5.0)])), [59.9, 5.0, bulge_deg, 7.0], 3e-7);
    check(Area::from(&polygon(&[(-59.9, 5.0), (-59.9, 7.0), (-60.0, 7.0), (-60.0, 5.0)])), [-bulge_deg, 5.0, -59.9, 7.0], 3e-7);
}

#[test]
fn the_box_of_a_polygon_may_cross_the_antimeridian() {
    let area = Area::from(&polygon(&[(10.0, 179.9), (10.0, -179.9), (10.1, -179.9)]));
    check(area, [10.0, 179.9, 10.1, -179.9], 1e-4);
}

#[test]
fn a_shape_round_a_pole_has_the_whole_cap() {
    let polar = polygon(&[(89.9, 0.0), (89.9, 120.0), (89.9, -120.0)]);
    let area = Area::from(&polar);
    assert_eq!((area.west_deg(), area.north_deg(), area.east_deg()), (-180.0, 90.0, 180.0));
    assert!(area.south_deg() <= 89.9);
    let circle = Circle::new(LatLng::new(-89.99, 33.0).unwrap(), 5000.0).unwrap();
    let area = Area::from(&Outline::Circle(circle));
    assert_eq!((area.south_deg(), area.west_deg(), area.east_deg()), (-90.0, -180.0, 180.0));
}

/// Oracle: geographiclib, through points on the rim of the circle.
#[test]
fn the_box_of_a_circle_holds_its_rim() {
    use geographiclib_rs::{DirectGeodesic, Geodesic};
    for (lat_deg, lng_deg, radius_m) in
        [(0.0, 0.0, 28_000.0), (47.0, 8.0, 10_000.0), (-72.0, -179.99, 25_000.0), (89.0, 10.0, 20_000.0)]
    {
        let area = Area::around(lat_deg, lng_deg, radius_m).unwrap();
        for azimuth_deg in 0..360 {
            let (lat, lng): (f64, f64) = Geodesic::wgs84().direct(lat_deg, lng_deg, f64::from(azimuth_deg), radius_m);
            let inside = area
                .rectangles()
                .any(|r| (r.south_deg..=r.north_deg).contains(&lat) && (r.west_deg..=r.east_deg).contains(&wrap_deg(lng)));
            assert!(inside, "{lat} {lng} is not in {area:?}");
        }
    }
}

#[test]
fn an_area_read_from_json_is_checked() {
    let area: Area = serde_json::from_str(r#"{"south_deg":1.0,"west_deg":2.0,"north_deg":3.0,"east_deg":4.0}"#).unwrap();
    assert_eq!(sides(area), [1.0, 2.0, 3.0, 4.0]);
    assert_eq!(serde_json::to_string(&area).unwrap(), r#"{"south_deg":1.0,"west_deg":2.0,"north_deg":3.0,"east_deg":4.0}"#);
    let error = serde_json::from_str::<Area>(r#"{"south_deg":1,"west_deg":2,"north_deg":93,"east_deg":4}"#).unwrap_err();
    assert!(error.to_string().contains("latitude 93 is not between -90 and 90 degrees"), "{error}");
}
