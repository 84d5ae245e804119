//! What passes as a tile, and how many are kept.

use super::*;

#[test]
fn only_types_that_show_a_map_and_run_nothing_pass() {
    assert_eq!(passes(TileKind::Raster, "image/png"), Some("image/png"));
    assert_eq!(passes(TileKind::Raster, "Image/JPEG; q=1"), Some("image/jpeg"));
    assert_eq!(passes(TileKind::Vector, "application/octet-stream"), Some(VECTOR));
    for (kind, named) in [
        (TileKind::Raster, "image/svg+xml"),
        (TileKind::Raster, "text/html"),
        (TileKind::Raster, VECTOR),
        (TileKind::Vector, "text/html; charset=utf-8"),
        (TileKind::Vector, "image/png"),
        (TileKind::Vector, ""),
    ] {
        assert_eq!(passes(kind, named), None, "{named}");
    }
}

#[test]
fn a_place_is_within_the_zooms_and_the_square_of_its_zoom() {
    let asked = |z, x, y| place([z, x, y], (2, 5)).map_err(|error| format!("{error:?}"));
    assert_eq!(asked("2", "3", "0"), Ok((2, 3, 0)));
    for (z, x, y, field) in [("1", "0", "0", "z: "), ("6", "0", "0", "z: "), ("2", "4", "0", "x: "), ("2", "0", "-1", "y: ")] {
        assert!(asked(z, x, y).unwrap_err().contains(field), "{z} {x} {y}");
    }
    assert_eq!(place(["30", "1073741823", "0"], (0, 30)).ok(), Some((30, 1_073_741_823, 0)));
}

#[test]
fn the_oldest_tiles_make_room() {
    let mut cache = Cache::default();
    let tile = |bytes| Tile { media_type: VECTOR, bytes: Bytes::from(vec![0; bytes]) };
    let most = TILE_CACHE / (MAX_TILE + OVERHEAD);
    for x in 0..=u32::try_from(most).unwrap() {
        cache.put((20, x, 0), tile(MAX_TILE));
        assert!(cache.bytes <= TILE_CACHE);
    }
    assert_eq!(cache.get((20, 0, 0)), None);
    assert_eq!(cache.get((20, 1, 0)), Some(tile(MAX_TILE)));
    cache.put((20, 1, 0), tile(1));
    assert_eq!(cache.get((20, 1, 0)), Some(tile(1)));
    assert_eq!((cache.tiles.len(), cache.order.len()), (most, most));
    assert_eq!(cache.bytes, (most - 1) * (MAX_TILE + OVERHEAD) + 1 + OVERHEAD);
}
