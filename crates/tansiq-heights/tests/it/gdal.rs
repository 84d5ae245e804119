//! Rasters written and read by GDAL 3.10.3: `tests/data/gdal.txt` holds its bilinear heights at random places in each.

use tansiq_heights::{Area, Terrain, VerticalDatum};

use crate::data;

fn places(file: &str) -> Vec<(f64, f64, f64)> {
    let text = std::fs::read_to_string(data("gdal.txt")).unwrap();
    let lines = text.lines().filter_map(|line| line.strip_prefix(file)?.strip_prefix(' '));
    let number = |text: Option<&str>| text.unwrap().parse::<f64>().unwrap();
    let places = lines.map(|line| {
        let mut words = line.split(' ');
        (number(words.next()), number(words.next()), number(words.next()))
    });
    places.collect()
}

fn check(file: &str) {
    let terrain = Terrain::open(data(file), VerticalDatum::Ellipsoid).unwrap();
    let places = places(file);
    assert!(places.len() >= 30, "{} places for {file}", places.len());
    for (lat_deg, lng_deg, m) in places {
        let lng_deg = if lng_deg > 180.0 { lng_deg - 360.0 } else { lng_deg };
        let ours = terrain.ground(lat_deg, lng_deg).unwrap();
        assert!((ours.m - m).abs() < 0.01, "{file} {lat_deg} {lng_deg}: {}, GDAL {m}", ours.m);
        let (low_m, high_m) = terrain.range_over(&Area::point(lat_deg, lng_deg).unwrap()).unwrap();
        assert!(low_m <= ours.m && ours.m <= high_m);
    }
}

#[test]
fn a_tiled_geotiff_of_floats_with_predictor_is_read_as_gdal_does() {
    check("float_tiled.tif");
}

#[test]
fn a_geotiff_of_integers_at_points_with_holes_is_read_as_gdal_does() {
    check("int_strips_point.tif");
}

#[test]
fn a_grid_across_the_antimeridian_is_read_as_gdal_does() {
    check("grid.asc");
}

#[test]
fn the_extremes_of_a_whole_raster_are_those_of_its_samples() {
    let terrain = Terrain::open(data("float_tiled.tif"), VerticalDatum::Ellipsoid).unwrap();
    let (low_m, high_m) = terrain.range_over(&Area::new(46.68, 7.0, 47.0, 7.5).unwrap()).unwrap();
    for (lat_deg, lng_deg, m) in places("float_tiled.tif") {
        assert!(low_m < m && m < high_m, "{lat_deg} {lng_deg}");
    }
    assert_eq!(terrain.range_over(&Area::new(46.67, 7.0, 47.0, 7.5).unwrap()), None);
}
