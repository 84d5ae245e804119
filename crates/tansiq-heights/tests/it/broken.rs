//! Files that are wrong: each is refused in words that name it, and none makes the reader panic.

use std::{fs, path::Path};

use proptest::prelude::*;
use tansiq_heights::{Area, Terrain, TerrainError, VerticalDatum};
use tempfile::TempDir;

use crate::data;

fn refused(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    let error = Terrain::open(path, VerticalDatum::Egm96).expect_err("it must be refused");
    let message = error.to_string();
    assert!(message.contains(&path.display().to_string()), "{message} does not name {}", path.display());
    message
}

fn check_text(text: &str, wanted: &str) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("x.asc");
    fs::write(&path, text).unwrap();
    let message = refused(path);
    assert!(message.contains(wanted), "{message}, wanted {wanted}");
}

/// A head in degrees for `rows` of `columns`.
fn head(columns: &str, rows: &str) -> String {
    format!("ncols {columns}\nnrows {rows}\nxllcorner 7\nyllcorner 46\ncellsize 0.1\n")
}

#[test]
fn a_grid_with_a_wrong_head_is_refused() {
    check_text("", "ends within its head");
    check_text("ncols 2\nnrows 2\n1 2 3 4", "the head has no cellsize");
    check_text(&(head("2", "2").replace("xllcorner 7\n", "") + "1 2 3 4"), "no xllcorner or xllcenter");
    check_text(&(head("2", "2") + "ncols 3\n1 2 3 4"), "\"ncols\" is twice in the head");
    check_text("hello world", "no number behind \"hello\"");
    check_text(&("colour 3\n".to_owned() + &head("2", "2")), "\"colour\" in the head is not known");
    check_text(&(head("2.5", "2") + "1"), "ncols 2.5 is not a whole number from 2");
    check_text(&(head("2", "-1") + "1"), "nrows -1 is not a whole number");
    check_text(&(head("2", "2").replace("0.1", "30") + "1 2 3 4"), "not between -90 and 90 degrees");
    check_text(&"x".repeat(1000), "a word of more than 64 bytes");
}

#[test]
fn a_grid_with_wrong_samples_is_refused() {
    check_text(&(head("2", "2") + "1 2 3"), "3 samples, 2 rows of 2 are announced");
    check_text(&(head("2", "2") + "1 2 3 4 5"), "more samples than 2 rows of 2");
    check_text(&(head("2", "2") + "1 2 x 4"), "row 1, column 0 (from 0): \"x\" is not a number");
    check_text(&(head("2", "2") + "1 2 inf 4"), "\"inf\" is not a number");
    check_text(&(head("2", "2") + "1 2 -32768 4"), "row 1, column 0 (from 0) is -32768 m, ground is between -1000 and 9500 m");
}

#[test]
fn a_grid_that_announces_too_much_is_refused_before_it_is_read() {
    check_text(&(head("1000000", "1000000") + "1"), "brings the samples to 1000000000000, at most 536870912");
}

#[test]
fn an_hgt_file_of_another_name_or_size_is_refused() {
    let folder = TempDir::new().unwrap();
    for (name, bytes, wanted) in [
        ("N46E007.hgt", 100, "100 bytes, an .hgt file has 25934402 (1\") or 2884802 (3\")"),
        ("zurich.hgt", 2_884_802, "does not begin with a corner"),
        ("N46E190.hgt", 2_884_802, "does not begin with a corner"),
        ("N4\u{e9}E07.hgt", 2_884_802, "does not begin with a corner"),
        ("N99E007.hgt", 2_884_802, "does not begin with a corner"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, vec![0; bytes]).unwrap();
        let message = refused(&path);
        assert!(message.contains(wanted), "{message}");
    }
}

/// An SRTM tile of 3" whose sample in row r, column c is r + c, but for one hole.
#[test]
fn an_hgt_tile_is_read_from_its_north_western_corner() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("S03W079.hgt");
    let sample = |at: usize| if at == 600 * 1201 + 600 { i16::MIN } else { (at / 1201 + at % 1201) as i16 };
    fs::write(&path, (0..1201 * 1201).flat_map(|at| sample(at).to_be_bytes()).collect::<Vec<_>>()).unwrap();
    for path in [path.as_path(), folder.path()] {
        let terrain = Terrain::open(path, VerticalDatum::Ellipsoid).unwrap();
        let at = |lat_deg: f64, lng_deg: f64| terrain.ground(lat_deg, lng_deg).map(|ground| ground.m);
        let near = |m: Option<f64>, wanted: f64| assert!(m.is_some_and(|m| (m - wanted).abs() < 1e-6), "{m:?}, wanted {wanted}");
        near(at(-2.0, -79.0), 0.0);
        near(at(-3.0, -78.0), 2400.0);
        near(at(-2.0, -78.0), 1200.0);
        near(at(-2.25, -78.75), 600.0);
        near(at(-2.0 - 0.5 / 1200.0, -79.0 + 0.25 / 1200.0), 0.75);
        assert_eq!(at(-2.5, -78.5), None);
        assert_eq!(terrain.range_over(&Area::new(-2.25, -79.0, -2.0, -78.75).unwrap()), Some((0.0, 600.0)));
        assert_eq!(terrain.range_over(&Area::new(-2.6, -78.6, -2.4, -78.4).unwrap()), None);
        assert_eq!(terrain.range_over(&Area::new(-3.1, -79.0, -2.9, -78.9).unwrap()), None);
    }
}

#[test]
fn a_geotiff_that_would_give_wrong_heights_is_refused() {
    for (name, wanted) in [
        ("metres.tif", "not in degrees"),
        ("scaled.tif", "scale or offset"),
        ("undeclared.tif", "sample in row 0, column 0 (from 0) is -9999 m"),
        ("bands.tif", "one band of heights is needed"),
    ] {
        let message = refused(data(name));
        assert!(message.contains(wanted), "{message}");
    }
}

/// A GeoTIFF of a kilobyte whose ImageWidth and ImageLength (tags 256 and 257, both of type SHORT) are replaced.
#[test]
fn a_geotiff_that_announces_more_than_it_has_is_refused() {
    for side in [65_535_u16, 20_000] {
        let mut bytes = fs::read(data("int_strips_point.tif")).unwrap();
        let directory = u32::from_le_bytes(bytes[4..8].try_into().unwrap()) as usize;
        for (entry, tag) in [(directory + 2, 256_u16), (directory + 14, 257)] {
            assert_eq!(bytes[entry..entry + 2], tag.to_le_bytes());
            bytes[entry + 8..entry + 10].copy_from_slice(&side.to_le_bytes());
        }
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("x.tif");
        fs::write(&path, bytes).unwrap();
        assert!(refused(path).contains("not a readable TIFF: format error: inconsistent sizes encountered"));
    }
}

#[test]
fn what_is_no_raster_is_refused() {
    let folder = TempDir::new().unwrap();
    assert!(refused(folder.path()).contains("has no file that ends in .hgt"));
    assert!(refused(folder.path().join("absent.tif")).starts_with("cannot read terrain"));
    fs::write(folder.path().join("a.zip"), "PK").unwrap();
    assert!(refused(folder.path().join("a.zip")).contains("of no known kind: .hgt, .asc, .tif or .tiff"));
    fs::write(folder.path().join("a.tif"), "").unwrap();
    assert!(refused(folder.path().join("a.tif")).contains("not a readable TIFF"));
    let huge = fs::File::create(folder.path().join("huge.asc")).unwrap();
    huge.set_len((1 << 30) + 1).unwrap();
    assert!(refused(folder.path().join("huge.asc")).contains("has 1073741825 bytes, at most 1073741824 are read"));
}

#[test]
fn an_error_of_a_folder_names_the_file_in_it() {
    let folder = TempDir::new().unwrap();
    fs::copy(data("grid.asc"), folder.path().join("good.asc")).unwrap();
    fs::write(folder.path().join("wrong.asc"), "wrong").unwrap();
    let error = Terrain::open(folder.path(), VerticalDatum::Egm96).unwrap_err();
    assert!(matches!(&error, TerrainError::Malformed { path, .. } if path.ends_with("wrong.asc")), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    #[test]
    fn a_damaged_file_is_read_or_refused_but_never_panics(
        name in prop_oneof![Just("float_tiled.tif"), Just("int_strips_point.tif"), Just("grid.asc")],
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        in_head in any::<bool>(),
        cut in proptest::option::weighted(0.2, any::<prop::sample::Index>()),
    ) {
        let mut bytes = fs::read(data(name)).unwrap();
        let reach = if in_head { bytes.len().min(500) } else { bytes.len() };
        for (at, byte) in damage {
            bytes[at.index(reach)] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let folder = TempDir::new().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        if let Ok(terrain) = Terrain::open(&path, VerticalDatum::MeanSea) {
            if let Some((low_m, high_m)) = terrain.range_over(&Area::new(-20.0, -180.0, 50.0, 180.0).unwrap()) {
                prop_assert!(low_m <= high_m);
            }
            if let Some(ground) = terrain.ground(46.9, 7.2) {
                prop_assert!(ground.m.is_finite());
            }
        }
    }
}
