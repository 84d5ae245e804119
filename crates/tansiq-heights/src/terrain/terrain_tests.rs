//! Tests of `mod.rs` with rasters written here; those written by GDAL are in `tests/it/`.

use std::{fs, path::PathBuf};

use tempfile::TempDir;

use super::*;
use crate::{Certainty, Converter, Height, Reference, Unit};

/// A small grid with its south-western corner, one degree wide.
fn asc(folder: &TempDir, name: &str, south: i32, west: i32, samples: &str) -> PathBuf {
    let path = folder.path().join(name);
    let head = format!("ncols 3\nnrows 2\nxllcorner {west}\nyllcorner {south}\ndx 0.333333333333\ndy 0.5\nNODATA_value -1\n");
    fs::write(&path, head + samples).unwrap();
    path
}

fn area(south: f64, west: f64, north: f64, east: f64) -> Area {
    Area::new(south, west, north, east).unwrap()
}

#[test]
fn tiles_side_by_side_are_one_ground() {
    let folder = TempDir::new().unwrap();
    asc(&folder, "a.asc", 10, 20, "1 2 3\n4 5 6\n");
    asc(&folder, "b.asc", 10, 21, "7 8 9\n10 11 12\n");
    fs::write(folder.path().join("readme.txt"), "not a raster").unwrap();
    let terrain = Terrain::open(folder.path(), VerticalDatum::Ellipsoid).unwrap();
    assert_eq!(terrain.range_over(&area(10.0, 20.0, 11.0, 22.0)), Some((1.0, 12.0)));
    assert_eq!(terrain.range_over(&area(10.76, 20.9, 11.0, 21.1)), Some((3.0, 7.0)));
    assert_eq!(terrain.range_over(&area(10.0, 20.0, 11.0, 22.1)), None);
    assert_eq!(terrain.range_over(&area(9.9, 20.5, 10.5, 21.5)), None);
    assert!((terrain.ground(10.75, 21.0 + 1.0 / 6.0).unwrap().m - 7.0).abs() < 1e-9);
    assert_eq!(terrain.ground(12.0, 21.0), None);
    assert_eq!(terrain.ground(f64::NAN, 21.0), None);
}

#[test]
fn tiles_on_both_sides_of_the_antimeridian_are_one_ground() {
    let folder = TempDir::new().unwrap();
    asc(&folder, "a.asc", 10, 179, "1 2 3\n4 5 6\n");
    asc(&folder, "b.asc", 10, -180, "7 8 9\n10 11 12\n");
    let terrain = Terrain::open(folder.path(), VerticalDatum::Ellipsoid).unwrap();
    assert_eq!(terrain.range_over(&area(10.0, 179.0, 11.0, -179.0)), Some((1.0, 12.0)));
    assert_eq!(terrain.range_over(&area(10.0, 179.0, 11.0, -178.9)), None);
}

#[test]
fn a_hole_in_the_area_leaves_its_range_unknown() {
    let folder = TempDir::new().unwrap();
    let path = asc(&folder, "a.asc", 10, 20, "1 2 -1\n4 5 6\n");
    let terrain = Terrain::open(path, VerticalDatum::Ellipsoid).unwrap();
    assert_eq!(terrain.range_over(&area(10.1, 20.1, 10.9, 20.9)), None);
    assert_eq!(terrain.range_over(&area(10.1, 20.1, 10.9, 20.4)), Some((1.0, 5.0)));
    assert_eq!(terrain.ground(10.8, 20.9), None);
}

#[test]
fn the_datum_is_added_with_its_uncertainty() {
    let folder = TempDir::new().unwrap();
    let path = asc(&folder, "a.asc", 10, 20, "100 100 100\n100 100 100\n");
    for (datum, datum_uncertainty_m) in
        [(VerticalDatum::Egm96, Geoid::INTERPOLATION_M), (VerticalDatum::MeanSea, Geoid::UNCERTAINTY_M)]
    {
        let terrain = Terrain::open(&path, datum).unwrap().with_uncertainty_m(2.0).unwrap();
        let ground = terrain.ground(10.5, 20.5).unwrap();
        assert!((ground.m - 100.0 - egm96::egm96_compute_altitude_offset(10.5, 20.5)).abs() < 0.01, "{ground:?}");
        assert_eq!(ground.uncertainty_m, 2.0 + datum_uncertainty_m);
        let (low_m, high_m) = terrain.range_over(&area(10.4, 20.4, 10.6, 20.6)).unwrap();
        assert!(low_m < ground.m && ground.m < high_m && high_m - low_m < 1.0, "{low_m} {high_m}");
    }
}

#[test]
fn a_height_above_the_ground_follows_the_relief() {
    let folder = TempDir::new().unwrap();
    let path = asc(&folder, "a.asc", 10, 20, "100 200 300\n100 200 300\n");
    let terrain = Terrain::open(path, VerticalDatum::Ellipsoid).unwrap().with_uncertainty_m(5.0).unwrap();
    let converter = Converter { terrain: Some(terrain), ..Converter::default() };
    let agl = |m: f64| Height::new(m, Unit::Metre, Reference::Ground);
    let band = converter.convert(agl(120.0), &area(10.3, 20.2, 10.7, 20.8));
    assert_eq!((band.low_m, band.high_m, band.how), (215.0, 425.0, Certainty::Terrain));
    let beyond = converter.convert(agl(120.0), &area(10.3, 20.2, 10.7, 21.8));
    assert_eq!(beyond.how, Certainty::AssumedGround);
    // Over a slope of 200 m nothing is surely within 120 m of the ground everywhere; over a small area something is.
    assert_eq!(converter.range(Some(agl(0.0)), Some(agl(120.0)), &area(10.3, 20.2, 10.7, 20.8)).unwrap().inner, None);
    let small = Area::point(10.5, 20.4).unwrap();
    let range = converter.range(Some(agl(0.0)), Some(agl(120.0)), &small).unwrap();
    assert_eq!((range.outer_lower_m, range.inner, range.outer_upper_m), (95.0, Some((205.0, 215.0)), 325.0));
}

#[test]
fn an_uncertainty_out_of_range_is_refused() {
    let folder = TempDir::new().unwrap();
    let terrain = Terrain::open(asc(&folder, "a.asc", 10, 20, "1 2 3\n4 5 6\n"), VerticalDatum::Ellipsoid).unwrap();
    let error = terrain.with_uncertainty_m(-1.0).unwrap_err();
    assert_eq!(error.to_string(), "terrain uncertainty -1 m is not between 0 and 1000 m");
}
