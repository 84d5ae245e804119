//! Coverings held against those of an independent implementation: Google's S2 library in C++.
//!
//! `testdata/s2-coverings-level13.json.gz` has 1,500 shapes, at poles, on the antimeridian and on
//! the edges of the cube among them. See `testdata/README.md`.

use std::{collections::BTreeSet, io::Read};

use s2rst::s2::{Cell as S2Cell, CellId, Point};
use serde::Deserialize;
use tansiq_geo::{Cell, Cells, Circle, LatLng, Outline, Polygon};

/// One shape of the file, with the names it has there.
#[derive(Deserialize)]
struct Shape {
    /// Kind of the shape.
    k: String,
    /// Centre, latitude and longitude in degrees.
    c: [f64; 2],
    /// Vertices.
    pts: Vec<[f64; 2]>,
    /// Ids of the cells that the polygon touches.
    ids: Vec<String>,
    /// A circle about the centre.
    cap: Option<CapShape>,
}

#[derive(Deserialize)]
struct CapShape {
    /// Radius in metres.
    r: f64,
    ids: Vec<String>,
}

/// Radius of the sphere in metres, as the file takes it.
const SPHERE_RADIUS_M: f64 = 6_371_010.0;

/// Cells that touch the shape by less than this, in metres, may be counted or not.
const TOUCH_M: f64 = 1e-12;

fn shapes() -> Vec<Shape> {
    let file = include_bytes!("../../testdata/s2-coverings-level13.json.gz");
    let mut json = String::new();
    flate2::read::GzDecoder::new(&file[..]).read_to_string(&mut json).expect("the test data is a gzip file");
    serde_json::from_str(&json).expect("the test data is a list of shapes")
}

fn position([lat_deg, lng_deg]: [f64; 2]) -> LatLng {
    LatLng::new(lat_deg, lng_deg).expect("the shape has valid coordinates")
}

fn cells(ids: &[String]) -> BTreeSet<Cell> {
    let cells = ids.iter().map(|id| {
        let id = id.parse().expect("an id is a number");
        Cell::from_s2_id(id).expect("an id is that of a level-13 cell")
    });
    cells.collect()
}

fn set(cells: &Cells) -> BTreeSet<Cell> {
    cells.iter().collect()
}

fn point([lat_deg, lng_deg]: [f64; 2]) -> Point {
    s2rst::s2::LatLng::from_degrees(lat_deg, lng_deg).to_point()
}

fn s2_cell(cell: Cell) -> S2Cell {
    S2Cell::from_cell_id(CellId(cell.s2_id()))
}

/// Distance in metres from a cell to the outline of a polygon.
fn distance_m(cell: Cell, vertices: &[[f64; 2]]) -> f64 {
    let cell = s2_cell(cell);
    (0..vertices.len())
        .map(|i| {
            let (a, b) = (vertices[i], vertices[(i + 1) % vertices.len()]);
            cell.distance_to_edge(point(a), point(b)).radians() * SPHERE_RADIUS_M
        })
        .fold(f64::INFINITY, f64::min)
}

#[test]
fn polygon_coverings_equal_those_of_googles_library() {
    let shapes = shapes();
    assert_eq!(shapes.len(), 1500);
    let mut differing = 0;
    for (index, shape) in shapes.iter().enumerate() {
        let polygon = Polygon::new(shape.pts.iter().copied().map(position).collect())
            .unwrap_or_else(|error| panic!("shape {index} ({}): {error}", shape.k));
        let ours = set(&Outline::Polygon(polygon).cover().expect("it is small"));
        let theirs = cells(&shape.ids);
        for cell in ours.symmetric_difference(&theirs) {
            let distance_m = distance_m(*cell, &shape.pts);
            assert!(
                distance_m < TOUCH_M,
                "shape {index} ({}): {cell} is {distance_m} m away, ours {}",
                shape.k,
                ours.contains(cell)
            );
            assert!(ours.contains(cell), "shape {index} ({}): {cell} is touched and lacking", shape.k);
            differing += 1;
        }
    }
    println!("{differing} cells merely touched");
}

#[test]
fn circle_coverings_hold_those_of_googles_library_and_little_more() {
    let mut circles = 0;
    for (index, shape) in shapes().iter().enumerate() {
        let Some(cap) = &shape.cap else { continue };
        let circle = match Circle::new(position(shape.c), cap.r) {
            Ok(circle) => circle,
            Err(error) => {
                assert!(error.is_too_large(), "shape {index}: {error}");
                assert!(cap.r > 28_200.0, "shape {index}: {} m refused", cap.r);
                continue;
            }
        };
        circles += 1;
        let ours = set(&Outline::Circle(circle).cover().expect("it is small"));
        let theirs = cells(&cap.ids);
        let lacking: Vec<_> = theirs.difference(&ours).collect();
        assert!(lacking.is_empty(), "shape {index}: {lacking:?} lacking");
        let enlarged_rad = cap.r / 6_335_439.0;
        for cell in ours.difference(&theirs) {
            let distance_rad = s2_cell(*cell).distance_to_point(point(shape.c)).radians();
            assert!(
                distance_rad <= enlarged_rad + 1e-14,
                "shape {index}: {cell} is {distance_rad} rad away, beyond {enlarged_rad}"
            );
        }
    }
    assert!(circles > 100, "only {circles} circles in the test data");
}
