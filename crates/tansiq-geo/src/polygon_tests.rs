//! Tests of `polygon.rs`.

use super::*;

fn polygon(positions: &[(f64, f64)]) -> Result<Polygon, ShapeError> {
    let vertices = positions.iter().map(|(lat_deg, lng_deg)| LatLng::new(*lat_deg, *lng_deg));
    Polygon::new(vertices.collect::<Result<_, _>>()?)
}

/// Checks that a ring is refused with exactly these words.
fn check_refused(positions: &[(f64, f64)], message: &str) {
    assert_eq!(polygon(positions).unwrap_err().to_string(), message);
}

#[test]
fn coordinates_out_of_range_are_refused() {
    check_refused(&[(91.0, 0.0)], "latitude 91 is not between -90 and 90 degrees");
    check_refused(&[(0.0, -180.5)], "longitude -180.5 is not between -180 and 180 degrees");
    check_refused(&[(f64::NAN, 0.0)], "latitude NaN is not between -90 and 90 degrees");
    check_refused(&[(0.0, f64::INFINITY)], "longitude inf is not between -180 and 180 degrees");
}

#[test]
fn two_vertices_are_too_few_and_ten_thousand_and_one_too_many() {
    check_refused(&[(0.0, 0.0), (1.0, 0.0)], "2 vertices do not make a polygon, which has 3 to 10000");
    let vertex = LatLng::new(0.0, 0.0).unwrap();
    let error = Polygon::new(vec![vertex; MAX_VERTICES + 1]).unwrap_err();
    assert_eq!(error.to_string(), "10001 vertices are too many for a polygon, which has 3 to 10000");
    assert!(!error.is_too_large());
}

#[test]
fn a_vertex_may_not_come_twice() {
    let (a, b, c, d) = ((0.0, 0.0), (0.0, 0.1), (0.1, 0.1), (0.1, 0.0));
    check_refused(&[a, b, c, d, a], "vertices 0 and 4 are the same point");
    check_refused(&[a, b, c, c, d], "vertices 2 and 3 are the same point");
    check_refused(&[a, b, c, b, d], "vertices 1 and 3 are the same point");
}

#[test]
fn a_place_with_two_names_is_one_vertex() {
    let (a, b) = ((0.1, 179.9), (0.0, 180.0));
    check_refused(&[a, b, (0.1, -179.9), (0.0, -180.0)], "vertices 1 and 3 are the same point");
    check_refused(&[(90.0, 0.0), (89.9, 10.0), (90.0, 70.0)], "vertices 0 and 2 are the same point");
    check_refused(&[(0.0, 0.0), (0.1, 0.1), (-0.0, -0.0)], "vertices 0 and 2 are the same point");
}

#[test]
fn an_edge_between_antipodes_is_not_defined() {
    let message = "vertices 1 and 2 are on opposite sides of the earth, \
                   so that the edge between them is not defined";
    check_refused(&[(0.1, 0.0), (0.0, 10.0), (0.0, -170.0)], message);
    check_refused(&[(0.1, 0.0), (90.0, 10.0), (-90.0, -170.0)], message);
}

#[test]
fn crossing_edges_are_named() {
    check_refused(
        &[(0.0, 0.0), (0.1, 0.1), (0.0, 0.1), (0.1, 0.0)],
        "edges 0 and 2 cross or touch (edge 0 starts at vertex 0, counted from 0)",
    );
    // Vertex 3 lies on the edge from vertex 0 to vertex 1, which is on the equator.
    check_refused(
        &[(0.0, 0.0), (0.0, 0.4), (0.3, 0.3), (0.0, 0.2), (0.3, 0.1)],
        "edges 0 and 2 cross or touch (edge 0 starts at vertex 0, counted from 0)",
    );
}

#[test]
fn a_polygon_without_area_is_accepted() {
    for lng_deg in [0.0, 33.3, 180.0] {
        let line = [0.0, 0.1, 0.3, 0.2].map(|lat_deg| (lat_deg, lng_deg));
        let polygon = polygon(&line).unwrap();
        assert!(polygon.area_km2() < 1e-6, "{}", polygon.area_km2());
    }
    assert!(polygon(&[(34.0, 132.0), (34.1, 132.1), (34.05, 132.05)]).is_ok());
}

#[test]
fn the_smaller_side_is_meant_whichever_way_the_ring_runs() {
    let ring = [(0.0, 0.0), (0.0, 0.1), (0.1, 0.1), (0.1, 0.0)];
    let mut reversed = ring;
    reversed.reverse();
    let (one, other) = (polygon(&ring).unwrap(), polygon(&reversed).unwrap());
    assert!((one.area_km2() - 123.64).abs() < 0.1, "{}", one.area_km2());
    assert!((one.area_km2() - other.area_km2()).abs() < 1e-9);
}

#[test]
fn large_polygons_are_refused_as_such() {
    let degree = |size: f64| [(0.0, 0.0), (0.0, size), (size, size), (size, 0.0)];
    assert!(polygon(&degree(0.449)).is_ok());
    for size in [0.451, 10.0, 80.0] {
        let error = polygon(&degree(size)).unwrap_err();
        assert!(matches!(error, ShapeError::AreaTooLarge { .. }), "{error}");
        assert!(error.is_too_large());
    }
    // A great circle bounds two halves of the Earth.
    let error = polygon(&[(0.0, 0.0), (0.0, 120.0), (0.0, -120.0)]).unwrap_err();
    assert_eq!(error.to_string(), "area 255036000.000 km² is above the largest allowed, 2500 km²");
}

#[test]
fn a_long_outline_of_little_area_is_refused_as_too_large() {
    let teeth = (0..40).flat_map(|i| {
        let lng_deg = f64::from(i) * 1e-7;
        [(0.0, lng_deg), (80.0, lng_deg + 5e-8)]
    });
    let comb: Vec<_> = teeth.chain([(-1e-7, 4e-6), (-1e-7, 0.0)]).collect();
    let error = polygon(&comb).unwrap_err();
    assert!(error.is_too_large());
    assert!(error.to_string().ends_with("km long, above the longest allowed, 100000 km"), "{error}");
}

#[test]
fn coordinates_of_every_kind_are_answered_without_panic() {
    let values = [-90.0, -89.999_999_999, -1e-300, -0.0, 0.0, 1e-15, 45.0, 89.999_999_999_999, 90.0];
    let lngs = [-180.0, -179.999_999_999_999, -90.0, -0.0, 5e-324, 45.0, 90.0, 180.0];
    let places: Vec<_> = values.iter().flat_map(|lat| lngs.iter().map(move |lng| (*lat, *lng))).collect();
    for (i, a) in places.iter().enumerate() {
        for (j, b) in places.iter().enumerate() {
            let ring = [*a, *b, places[(i * 7 + j * 3) % places.len()], places[(i + j) % 72]];
            if let Ok(polygon) = polygon(&ring) {
                let covering = crate::Outline::Polygon(polygon).cover();
                assert!(covering.is_ok_and(|cells| !cells.is_empty()), "{ring:?}");
            }
        }
    }
}
