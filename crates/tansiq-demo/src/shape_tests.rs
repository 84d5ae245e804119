use super::*;

fn distance_m(a: Point, b: Point) -> f64 {
    let plane = Plane::through(&[a, b]);
    let (a, b) = (plane.put(a), plane.put(b));
    (a.0 - b.0).hypot(a.1 - b.1)
}

#[test]
fn a_corridor_is_as_wide_as_it_says() {
    let from = Point { lat: 36.5, lng: 37.0 };
    let to = Point { lat: 36.6, lng: 37.2 };
    let Outline::Polygon(ring) = corridor(from, to, 500.0) else {
        panic!("a corridor is a polygon");
    };
    assert_eq!(ring.len(), 4);
    assert!((distance_m(ring[0], ring[1]) - 1000.0).abs() < 1.0);
    let length = distance_m(from, to) + 1000.0;
    assert!((distance_m(ring[1], ring[2]) - length).abs() < 1.0);
}

#[test]
fn a_degree_of_latitude_is_as_long_as_on_the_ellipsoid() {
    let from = Point { lat: 29.0, lng: -83.0 };
    let to = Point { lat: 30.0, lng: -83.0 };
    // 110,844.1 m between 29° and 30° (meridian arc of WGS84).
    assert!((distance_m(from, to) - 110_844.1).abs() < 0.5);
}
