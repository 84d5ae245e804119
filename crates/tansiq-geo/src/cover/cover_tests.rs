//! Tests of the coverings.

use geographiclib_rs::{DirectGeodesic, Geodesic};
use proptest::prelude::*;
use s2rst::{
    r3::Vector,
    s2::{Cell as S2Cell, LatLng as S2LatLng, edge_distances::interpolate, ortho},
};

use super::*;
use crate::{Circle, LatLng, Outline, Polygon, polygon::edges};

fn position(lat_deg: f64, lng_deg: f64) -> LatLng {
    LatLng::new(lat_deg, lng_deg).unwrap()
}

/// The nearest position that has numbers for its degrees.
fn position_of(point: Point) -> LatLng {
    let place = S2LatLng::from_point(point);
    position(place.lat.degrees(), place.lng.degrees().clamp(-180.0, 180.0))
}

fn cell_of(point: Point) -> Cell {
    Cell::from_s2(CellId::from_point(&point).parent_at_level(S2_LEVEL))
}

fn unit(vector: Vector) -> Point {
    Point(vector.normalize())
}

/// Places everywhere, and more often where coordinates or cells are special: at the poles, on the
/// antimeridian, on the edges and at the corners of the cube.
fn anywhere() -> impl Strategy<Value = Point> {
    let corner_deg = (1.0 / 2.0_f64.sqrt()).atan().to_degrees();
    prop_oneof![
        4 => (-90.0..=90.0, -180.0..=180.0),
        1 => (prop_oneof![Just(90.0), Just(-90.0), Just(89.9999)], -180.0..=180.0),
        1 => (-90.0..=90.0, prop_oneof![Just(180.0), Just(-180.0), Just(179.9999)]),
        1 => (-40.0..=40.0, Just(45.0)),
        1 => (Just(corner_deg), Just(-135.0)),
        1 => (Just(0.0), Just(0.0)),
    ]
    .prop_map(|(lat, lng)| position(lat, lng).to_point())
}

/// The point at a distance and a direction from another one, both in radians.
fn around(center: Point, distance_rad: f64, direction_rad: f64) -> Point {
    let east = ortho(center).0;
    let north = center.0.cross(east);
    let towards = east * direction_rad.cos() + north * direction_rad.sin();
    unit(center.0 * distance_rad.cos() + towards * distance_rad.sin())
}

/// Vertices about a centre, in one turn, at parts of a size in radians.
fn star(center: Point, size_rad: f64, parts: &[f64]) -> Vec<LatLng> {
    let turn = std::f64::consts::TAU / parts.len() as f64;
    let vertex = |(i, part): (usize, &f64)| around(center, part * size_rad, i as f64 * turn);
    parts.iter().enumerate().map(vertex).map(position_of).collect()
}

fn cover(vertices: Vec<LatLng>) -> Cells {
    Outline::Polygon(Polygon::new(vertices).unwrap()).cover().unwrap()
}

/// Whether a cell touches an edge of the ring, or its centre is in a triangle of the star.
fn touches_star(cell: Cell, center: Point, points: &[Point]) -> bool {
    let cell = S2Cell::from_cell_id(CellId(cell.s2_id()));
    let near = |a: Point, b: Point| cell.distance_to_edge(a, b).radians() < 2.0 * TOUCH_TOLERANCE;
    let left = |a: Point, b: Point| a.0.cross(b.0).dot(cell.center().0) > 0.0;
    edges(points.len()).any(|(i, j)| {
        let (a, b) = (points[i], points[j]);
        near(a, b) || (left(center, a) && left(a, b) && left(b, center))
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_star_is_covered_wholly_and_by_nothing_else(
        center in anywhere(),
        size_rad in prop_oneof![Just(1e-9), Just(1e-6), 1e-5..1e-4, 1e-4..4e-3],
        parts in prop::collection::vec(0.1..1.0, 5..40),
        samples in prop::collection::vec((any::<prop::sample::Index>(), 0.0..=1.0, 0.0..=1.0), 60),
    ) {
        let vertices = star(center, size_rad, &parts);
        let points: Vec<Point> = vertices.iter().map(|v| v.to_point()).collect();
        let cells = cover(vertices);
        for (index, along, outwards) in samples {
            let i = index.index(points.len());
            let (a, b) = (points[i], points[(i + 1) % points.len()]);
            let on_edge = a.0 * (1.0 - along) + b.0 * along;
            let inside = unit(center.0 * (1.0 - outwards) + on_edge * outwards);
            prop_assert!(cells.contains(cell_of(inside)), "{inside:?} is not covered");
        }
        for cell in &cells {
            prop_assert!(touches_star(cell, center, &points), "{cell} is not touched");
        }
    }

    #[test]
    fn the_order_of_the_vertices_does_not_matter(
        center in anywhere(),
        size_rad in prop_oneof![Just(1e-6), 1e-4..4e-3],
        parts in prop::collection::vec(0.1..1.0, 5..40),
        turn in any::<prop::sample::Index>(),
    ) {
        let mut vertices = star(center, size_rad, &parts);
        let cells = cover(vertices.clone());
        let turn = turn.index(vertices.len());
        vertices.rotate_left(turn);
        prop_assert_eq!(&cover(vertices.clone()), &cells);
        vertices.reverse();
        prop_assert_eq!(&cover(vertices), &cells);
    }

    #[test]
    fn a_sliver_is_covered_along_all_of_its_edges(
        start in anywhere(),
        direction in 0.0..std::f64::consts::TAU,
        length_rad in prop_oneof![1e-6..1e-3, 1e-3..0.1, 0.1..3.1],
        width_rad in prop_oneof![Just(0.0), Just(1e-15), 1e-12..1e-6],
        samples in prop::collection::vec(0.0..=1.0, 60),
    ) {
        let end = around(start, length_rad, direction);
        let middle = around(start, length_rad / 2.0, direction);
        let side = start.0.cross(end.0).normalize() * (width_rad / 2.0);
        let corners = [start, unit(middle.0 + side), end, unit(middle.0 - side)];
        let vertices: Vec<LatLng> = corners.into_iter().map(position_of).collect();
        let points: Vec<Point> = vertices.iter().map(|v| v.to_point()).collect();
        // Rounding can bring the two sides of a hair together.
        let polygon = Polygon::new(vertices);
        prop_assume!(polygon.is_ok());
        let cells = Outline::Polygon(polygon.unwrap()).cover().unwrap();
        for part in samples {
            for (i, j) in edges(points.len()) {
                let point = interpolate(part, points[i], points[j]);
                prop_assert!(cells.contains(cell_of(point)), "{point:?} is not covered");
            }
        }
    }

    #[test]
    fn a_circle_is_covered_as_far_as_its_radius_on_the_ellipsoid(
        center in anywhere(),
        radius_m in prop_oneof![1e-9..1.0, 1.0..1_000.0, 1_000.0..28_200.0],
        samples in prop::collection::vec((-180.0..=180.0, 0.0_f64..=1.0), 60),
    ) {
        let center = position_of(center);
        let circle = Circle::new(center, radius_m).unwrap();
        let cells = Outline::Circle(circle).cover().unwrap();
        let ellipsoid = Geodesic::wgs84();
        for (azimuth_deg, part) in samples {
            for distance_m in [radius_m, radius_m * part] {
                let (lat, lng): (f64, f64) =
                    ellipsoid.direct(center.lat_deg(), center.lng_deg(), azimuth_deg, distance_m);
                let cell = Cell::containing(position(lat, lng.clamp(-180.0, 180.0)));
                prop_assert!(cells.contains(cell), "{lat} {lng} is not covered");
            }
        }
        for cell in &cells {
            let cell = S2Cell::from_cell_id(CellId(cell.s2_id()));
            let distance_rad = cell.distance_to_point(center.to_point()).radians();
            let reach_rad = circle.covering_angle_rad() + 2.0 * TOUCH_TOLERANCE;
            prop_assert!(distance_rad <= reach_rad, "{cell:?} is not touched");
        }
    }

    #[test]
    fn the_walk_starts_at_cells_that_hold_the_shape(
        center in anywhere(),
        size in -16.0..0.5,
        samples in prop::collection::vec((0.0..std::f64::consts::TAU, 0.5_f64..=1.0), 60),
    ) {
        let radius_rad = 10_f64.powf(size);
        let cells = cells_around(center, radius_rad);
        prop_assert!(cells.is_sorted() && cells.len() <= 6);
        prop_assert!(cells.windows(2).all(|pair| !pair[0].intersects(pair[1])));
        for (direction, part) in samples {
            let point = CellId::from_point(&around(center, radius_rad * part, direction));
            prop_assert!(cells.iter().any(|cell| cell.contains(point)), "{point} is outside");
        }
    }
}

#[test]
fn a_line_is_covered_as_a_line() {
    let line = [(10.0, 20.0), (10.5, 20.0), (10.2, 20.0), (10.4, 20.0)];
    let line = line.map(|(lat, lng)| position(lat, lng));
    let triangle = vec![line[0], line[1], line[2]];
    let cells = cover(line.to_vec());
    assert_eq!(cells, cover(triangle));
    assert!((40..80).contains(&cells.len()), "{}", cells.len());
}

/// Such a loop made another S2 library ask for 22 GB.
#[test]
fn a_loop_without_area_through_a_pole_is_a_line() {
    let ring = [(80.0, 10.0), (90.0, 0.0), (80.0, -170.0), (85.0, -170.0)];
    let cells = cover(ring.map(|(lat, lng)| position(lat, lng)).to_vec());
    assert!((1_000..6_000).contains(&cells.len()), "{}", cells.len());
}

#[test]
fn the_longest_corridors_stay_below_the_bound() {
    for inclination_deg in [0.0, 20.0, 35.264, 45.0, 54.736, 70.0, 90.0] {
        for node_deg in [0.0, 22.5, 45.0] {
            let cells = cover(corridor(inclination_deg, node_deg));
            assert!(
                (30_000..MAX_CELLS * 3 / 4).contains(&cells.len()),
                "{} cells at {inclination_deg} and {node_deg}",
                cells.len()
            );
        }
    }
}

/// A corridor of 50 m nearly round the Earth, along a great circle.
fn corridor(inclination_deg: f64, node_deg: f64) -> Vec<LatLng> {
    let (sin, cos) = inclination_deg.to_radians().sin_cos();
    let (node_sin, node_cos) = node_deg.to_radians().sin_cos();
    let side = |offset: f64| {
        (0..40_i32).map(move |i| {
            let (b, a) = (f64::from(i) * 8.99).to_radians().sin_cos();
            let (x, y, z) = (a, b * cos - offset * sin, b * sin + offset * cos);
            unit(Vector::new(x * node_cos - y * node_sin, x * node_sin + y * node_cos, z))
        })
    };
    side(0.0).chain(side(8e-6).rev()).map(position_of).collect()
}

#[test]
fn a_shape_of_too_many_cells_is_refused() {
    let mut collector = Collector::new();
    let face = CellId::from_face(Face::F0);
    let error = collector.push_all_within(face).unwrap_err();
    assert_eq!(error, ShapeError::TooManyCells);
    assert!(error.is_too_large());
    assert_eq!(collector.finish().len(), MAX_CELLS);
    assert_eq!(error.to_string(), "shape touches more than 131072 cells of about 1.27 km², the most allowed");
}
